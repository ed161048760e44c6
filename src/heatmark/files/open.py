"""Files that people already have: of APIs, of libraries, of tables, of arrays.

The format is told by the content; the file's name only decides where the content is both of two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from heatmark.core.errors import ParseError, SourceError
from heatmark.core.wording import quoted, say
from heatmark.files.arrays import read_arrays
from heatmark.files.data import (
    Data,
    Limits,
    Request,
    choices,
    finish,
    read_part,
    refuse_part,
    refuse_unknown_picks,
)
from heatmark.files.inseq import read_inseq, sequences_in
from heatmark.files.items import read_items
from heatmark.files.npz import MAGIC, read_npz
from heatmark.files.tables import delimiter_of, read_table
from heatmark.files.text import decode, load
from heatmark.files.tree import choose_place, find_places, is_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.files.data import Found
    from heatmark.files.tree import Place


UNDERSTOOD = say(
    "understood are OpenAI and llama.cpp log-probabilities, inseq, tokens with arrays (JSON, "
    "JSONL, NPZ), CSV, TSV, and heatmark's own rows and mappings"
)
_SAID = ("measure", "unit", "model", "title")  # what any file may say of its scores
_OTHERS = {
    b"\x1f\x8b": (say("it is packed with gzip"), say("unpack it with gunzip")),
    b"PAR1": (say("it is a Parquet file"), say("write it as CSV or JSON")),
    b"ARROW1": (say("it is an Arrow file"), say("write it as CSV or JSON")),
    b"\x89HDF": (say("it is an HDF5 file"), say("write it as NPZ or JSON")),
    b"\x80": (say("it may be a pickle, which is never read"), say("write it as NPZ or JSON")),
}
_MEANT = re.compile(r"\s*[\[{]\s*[\"\[{]")  # how JSON starts, and rows and YAML hardly ever
_OPENAI = {"openai-chat", "openai-legacy", "llama.cpp", "dump"}


class Opened(NamedTuple):
    """A file of a known format, as far as it had to be read to tell which."""

    format: str
    content: bytes = b""
    text: str = ""
    value: object = None
    places: tuple[Place, ...] = ()
    mark: str = ""


def recognise(content: bytes, name: str) -> str:
    """Tell the format of a file.

    Args:
        content: The file.
        name: What it is called, which decides where the content could be of two formats.

    Returns:
        `openai-chat`, `openai-legacy`, `llama.cpp`, `inseq`, `encoding`, `dump` (one mapping with
        a `token` for each token), `arrays`, `jsonl`, `csv`, `tsv`, `npz`, `npy`; or `body`, what a
        block can hold as well, which [read][heatmark.files.open.read] leaves to the caller.

    Raises:
        HeatmarkError: If it is none of these, or is broken.
    """
    return open_file(content, name, Limits()).format


def read(  # noqa: PLR0913 - what can be said about a file, by name
    content: bytes,
    name: str,
    *,
    part: str = "",
    field: str = "",
    rows: tuple[int, int] | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Data:
    """Read a file of any known format.

    Args:
        content: The file.
        name: What it is called.
        part: Which part of it: a name, a path with dots, a number from 1; after it, or alone,
            places along the axes of arrays, from 0: `2,target=3`, `layer=3,head=5`.
        field: Which scores, with commas between: `entropy`, `logprob,entropy`.
        rows: The first and the last token, from 1.
        limits: How much is read.

    Raises:
        ParseError: If it cannot be understood, or what is asked for is not there.
        ScoreError: If the scores do not fit the tokens, or one is not a finite number.
        SourceError: If it is broken, too large, or not text.
    """
    opened = open_file(content, name, limits)
    return read_opened(opened, part=part, field=field, rows=rows, limits=limits)


def read_opened(  # noqa: PLR0913 - as above
    opened: Opened,
    *,
    part: str = "",
    field: str = "",
    rows: tuple[int, int] | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    whole: bool = False,
) -> Data:
    """Read a file whose format is known already; see [read][heatmark.files.open.read].

    With `whole`, all rows of a square array are taken, such as those of an attention head.
    """
    path, picks = read_part(part)
    request = Request(path=path, picks=picks, field=field, rows=rows, limits=limits, whole=whole)
    data = finish(_read(opened, request), request)
    said = _said(opened, request)
    return replace(data, options={**data.options, **said}) if said else data


def _said(opened: Opened, request: Request) -> dict[str, object]:
    """Take what the chosen part of a file says of its scores in words of ours."""
    if not opened.places:
        return {}
    node = choose_place(list(opened.places), request.path).node
    said = node if isinstance(node, Mapping) else {}
    return {name: said[name] for name in _SAID if isinstance(said.get(name), str)}


def read_openai(value: object, part: str = "") -> Data:
    """Take the log-probabilities out of an answer of OpenAI's API, as plain mappings and lists.

    Args:
        value: A chat completion, a completion, a response, or any part with the tokens in it.
        part: Which choice, from 1, if there are several.

    Raises:
        HeatmarkError: If there are none in it, or they cannot be read.
    """
    try:
        places = [place for place in find_places(value) if place.format in _OPENAI]
        if not places:
            hint = "ask for them with logprobs=True"
            raise ParseError("there are no log-probabilities in this answer", hint=hint)
        request = Request(path=part)
        return finish(_read_place(choose_place(places, part), request), request)
    except RecursionError:
        raise ParseError("it is nested too deeply", hint="make it flatter") from None


def open_file(content: bytes, name: str, limits: Limits) -> Opened:
    """Tell the format of a file, and keep what had to be read for that.

    Raises:
        HeatmarkError: If it is of no known format, or is broken.
    """
    if len(content) > limits.max_bytes:
        hint = say("shorten it (at most {max_bytes} bytes)", max_bytes=limits.max_bytes)
        raise SourceError(say("it is too large: {count} bytes", count=len(content)), hint=hint)
    if content.startswith(b"PK"):
        return Opened("npz", content)
    if content.startswith(MAGIC):
        return Opened("npy", content)
    for start, (problem, hint) in _OTHERS.items():
        if content.startswith(start):
            raise SourceError(
                problem, hint=say("{hint}; {UNDERSTOOD}", hint=hint, UNDERSTOOD=UNDERSTOOD)
            )
    if b"\0" in content[:4096] and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise SourceError("it is a binary file of an unknown format", hint=UNDERSTOOD)
    text = decode(content)
    if text.lstrip()[:1] in {"{", "["}:
        return _open_json(text, name)
    mark = delimiter_of(text, name)
    if mark:
        return Opened("tsv" if mark == "\t" else "csv", text=text, mark=mark)
    return Opened("body", text=text)


def _open_json(text: str, name: str) -> Opened:
    if _has_lines(text, name):
        return Opened("jsonl", text=text)
    try:
        value = load(text)
    except ParseError:
        if _MEANT.match(text) and not name.lower().endswith((".yaml", ".yml")):
            raise
        return Opened("body", text=text)  # YAML may start with a brace, and a row with a bracket
    sequences = sequences_in(value)
    if sequences is not None:
        return Opened("inseq", value=sequences)
    places = find_places(value)
    if is_own(value, places):
        return Opened("body", text=text, value=value, places=tuple(places))
    if not places:
        raise ParseError(
            say("there are no tokens in this JSON: {describe}", describe=_describe(value)),
            hint=UNDERSTOOD,
        )
    return Opened(places[0].format, value=value, places=tuple(places))


def is_own_part(opened: Opened, part: str) -> bool:
    """Tell whether a part is heatmark's own mapping, beside others that are not.

    Args:
        opened: A file.
        part: The name of the part.
    """
    own = [place for place in opened.places if place.format == "own"]
    return any(place.path == ((part,),) for place in own)


def _describe(value: object) -> str:
    """Say what was found instead of tokens."""
    if isinstance(value, Mapping):
        if not value:
            return say("it is an empty mapping")
        return say("it is a mapping with {names}", names=choices(list(value)))
    if isinstance(value, list):
        if not value:
            return say("it is an empty list")
        kind = type(value[0]).__name__
        return say("it is a list of {kind} with {count} in it", kind=kind, count=len(value))
    return say("it is {value}", value=quoted(value))


def _has_lines(text: str, name: str) -> bool:
    """Tell JSON Lines: the first line is a whole value, and there are more."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith(("{", "[")):
        return name.lower().endswith((".jsonl", ".ndjson")) and not rest.strip()
    try:
        load(first)
    except ParseError:
        return False
    return True


def _read(opened: Opened, request: Request) -> Found:
    if opened.format == "npz":
        _refuse_path(request)
        return read_npz(opened.content, request)
    if opened.format == "npy":
        hint = "give text: or tokens: in the block, or save both with numpy.savez"
        raise ParseError("an NPY file has scores but no tokens", hint=hint)
    if opened.format in {"csv", "tsv"}:
        _refuse_path(request)
        refuse_unknown_picks(request.picks, ())
        return read_table(opened.text, opened.mark, request)
    if opened.format == "jsonl":
        return _read_lines(opened.text, request)
    if opened.format == "inseq":
        return read_inseq(cast("list[object]", opened.value), request)
    if not opened.places:
        raise ParseError("these are not tokens with scores in a known format", hint=UNDERSTOOD)
    return _read_place(choose_place(list(opened.places), request.path), request)


def _refuse_path(request: Request) -> None:
    if request.path:
        refuse_part(request.path, ())


def _read_place(place: Place, request: Request) -> Found:
    if isinstance(place.node, Mapping):
        return read_arrays(place, request)
    refuse_unknown_picks(request.picks, ())
    return read_items(place.node, place.owner, request)


def _read_lines(text: str, request: Request) -> Found:
    """Read JSON Lines: one text a line, of which one is chosen, or one token a line."""
    lines = _lines(text)
    number, first = next(lines)
    value = load(first, number)
    if isinstance(value, Mapping) and isinstance(value.get("token"), str):
        _refuse_path(request)
        refuse_unknown_picks(request.picks, ())
        return read_items([value, *(load(line, at) for at, line in lines)], {}, request)
    chosen = _line(text, request.path)
    places = find_places(chosen)
    if not places:
        problem = say("there are no tokens in this line: {describe}", describe=_describe(chosen))
        raise ParseError(problem, hint=UNDERSTOOD)
    return _read_place(choose_place(places, ""), request)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that are not empty, and how many stand before each."""
    start = number = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield number, text[start:end]
        start, number = end + 1, number + 1


def _line(text: str, part: str) -> object:
    """Choose a line by its number, from 1, or by the `id` in it."""
    count, names = 0, []
    for count, (number, line) in enumerate(_lines(text), start=1):
        if part.isdecimal() and part != str(count):
            continue
        value = load(line, number)
        name = value.get("id", count) if isinstance(value, Mapping) else count
        if part in {str(count), str(name)}:
            return value
        names.append(str(name))
        only = value
    if count == 1 and not part:
        return only
    if part:
        refuse_part(part, names or [f"1..{count}"])
    hint = say("choose one with # after the file's name: {names}", names=choices(names))
    raise ParseError(say("there are {count} lines in it", count=count), hint=hint, about="src")
