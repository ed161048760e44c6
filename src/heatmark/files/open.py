"""Files that people already have: of APIs, of libraries, of tables, of arrays.

The format is told by the content; the file's name only decides where the content is both of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError, SourceError
from heatmark.core.wording import say
from heatmark.files.file import File
from heatmark.files.gzipped import unpacked
from heatmark.files.inseq import find_inseq
from heatmark.files.json_file import KINDS, answer_in, find_events, find_json, find_lines
from heatmark.files.npz import find_npy, find_npz
from heatmark.files.own import find_body
from heatmark.files.request import Request
from heatmark.files.tables import find_table
from heatmark.files.tensors import find_safetensors
from heatmark.files.tree import choose_place, find_places
from heatmark.files.unscored import refuse_unscored
from heatmark.files.vanished import Whole, with_vanished

if TYPE_CHECKING:
    from heatmark.block.draft import Draft
    from heatmark.files.file import Finder, Reading
    from heatmark.files.request import Limits


FORMATS: tuple[Finder, ...] = (
    *(find_npz, find_npy, find_safetensors),
    *(find_events, find_lines, find_inseq, find_json),
    *(find_table,),
)
"""All formats, the surest first; a new one is a room of its own and a name here."""


_ANSWERS = {"openai-chat", "openai-legacy", "llama.cpp", "dump"}
_ANSWERS |= {"vllm", "sglang", "gemini", "texts"}


def open_file(content: bytes, name: str, limits: Limits) -> Reading:
    """Tell the format of a file.

    Args:
        content: The file.
        name: What it is called, which decides where the content could be of two formats.
        limits: How much is read.

    Returns:
        The format, which is `body` for what a block can hold as well; and how to read it.

    Raises:
        HeatmarkError: If it is of no known format, broken or too large.
    """
    if len(content) > limits.max_bytes:
        hint = say("shorten it (at most {max_bytes} bytes)", max_bytes=limits.max_bytes)
        raise SourceError(say("it is too large: {count} bytes", count=len(content)), hint=hint)
    file = File(*unpacked(content, name, limits))
    found = (find(file) for find in FORMATS)
    return next((item for item in found if item is not None), None) or find_body(file)


def read_openai(value: object, part: str = "") -> Draft:
    """Take the log-probabilities out of an answer of OpenAI's API, as plain mappings and lists.

    Args:
        value: A chat completion, a completion, a response, or any part with the tokens in it.
        part: Which choice, from 1, if there are several.

    Raises:
        HeatmarkError: If there are none in it, or they cannot be read.
    """
    try:
        answer = answer_in(value)
        indices = [index for index in find_places(answer, KINDS) if index.format in _ANSWERS]
        if not indices:
            refuse_unscored(answer)
            hint = "ask for them with logprobs=True"
            raise ParseError("there are no log-probabilities in this answer", hint=hint)
        index = choose_place(indices, part, in_call=True)
        found = index.kind.read(index, Request(path=part))
        return with_vanished(found, index, Whole(answer, KINDS), Request())
    except RecursionError:
        raise ParseError("it is nested too deeply", hint="make it flatter") from None
