"""Safetensors: arrays with names, and tokens among what is said of them; never a pickle."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np

from heatmark.core.errors import DependencyError, ParseError, SourceError
from heatmark.core.wording import quoted, say
from heatmark.files.file import Reading
from heatmark.files.members import Taken, read_members
from heatmark.files.text import load
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from heatmark.block.draft import Draft
    from heatmark.files.file import File
    from heatmark.files.request import Request


_LONGEST = 100_000_000  # bytes of a header, as the library has it
_TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "<i1",
    "U64": "<u8",
    "U32": "<u4",
    "U16": "<u2",
    "U8": "<u1",
    "BOOL": "?",
}
_WORDS = ("tokens", "str_tokens", "words", "vocab", "names")  # lists of strings, as JSON


@dataclass(frozen=True, kw_only=True)
class Tensor(Taken):
    """An array of which the bytes are there already."""

    name: str
    shape: tuple[int, ...]
    kind: str
    content: bytes

    @property
    def dtype(self) -> np.dtype[Any]:
        """What its values are, as they are read."""
        return np.dtype("<f4" if self.kind == "BF16" else _TYPES[self.kind])

    def reshaped(self, *shape: int) -> Self:
        """Give it another shape."""
        return type(self)(name=self.name, shape=shape, kind=self.kind, content=self.content)

    def read(self, *indices: int) -> NDArray[Any]:
        """Read what is at these places along the first axes."""
        flat: Any = np.frombuffer(self.content, _TYPES[self.kind]).reshape(self.shape)[indices]
        if self.kind == "BF16":  # the upper half of a float32
            flat = (flat.astype("<u4") << np.uint32(16)).view("<f4")
        return cast("NDArray[Any]", flat)

    def rows(self, step: int) -> Iterator[NDArray[Any]]:
        """Read blocks of rows, one after the other."""
        for start in range(0, self.shape[0], step):
            yield np.stack([self.read(at) for at in range(start, min(start + step, self.shape[0]))])


def find_safetensors(file: File) -> Reading | None:
    """Find a safetensors file: the length of a header in JSON, and the header."""
    start = file.content[:9]
    if len(start) < 9 or start[8:] != b"{":
        return None
    length = struct.unpack_from("<Q", start)[0]
    if length > min(_LONGEST, len(file.content) - 8):
        return None
    return Reading("safetensors", lambda request: _read(file.content, length, request))


def _read(content: bytes, length: int, request: Request) -> Draft:
    """Read tokens and scores.

    Scores are arrays by their names, as in NPZ. Safetensors have no strings: the tokens are a list
    in JSON, under `tokens` in the metadata; or `text` and `offsets`, or `vocab` and `ids`.
    """
    tensors = _tensors(content)  # which makes sure that the header is what it should be
    try:
        header = load(content[8 : 8 + length].decode())
    except ValueError as error:
        raise _broken(error) from None
    return read_members(tensors, request, _words(header))


def _broken(error: Exception) -> SourceError:
    why = str(error)[:200]  # equivalent: or more
    problem = say("the safetensors file is broken: {error}", error=why)
    return SourceError(problem, hint="look whether the file is whole")


def _tensors(content: bytes) -> dict[str, Tensor]:
    """Take the file apart with the library of the format, which checks every length."""
    try:
        from safetensors import SafetensorError, deserialize
    except ImportError:
        hint = "pip install 'heatmark[safetensors]', or save the arrays with numpy.savez"
        raise DependencyError("this file needs the library safetensors", hint=hint) from None
    try:
        parts = deserialize(content)  # type: ignore[no-untyped-call]
    except (SafetensorError, ValueError) as error:
        raise _broken(error) from None
    return {name: _tensor(name, part) for name, part in sorted(parts, key=itemgetter(0))}


def _tensor(name: str, part: Mapping[str, Any]) -> Tensor:
    kind, shape = part["dtype"], tuple(part["shape"])
    if kind not in _TYPES:
        problem = say("{name} is of type {kind}", name=quoted(name), kind=quoted(kind))
        raise ParseError(problem, hint="save it as float32")
    size = math.prod(shape) * np.dtype(_TYPES[kind]).itemsize
    if size != len(part["data"]):
        problem = say("{name} ends too early", name=quoted(name))
        raise SourceError(problem, hint="look whether the file is whole")
    return Tensor(name=name, shape=shape, kind=kind, content=bytes(part["data"]))


def _words(header: object) -> dict[str, list[str]]:
    """Take lists of strings out of the metadata, in which all values are strings."""
    said = header.get("__metadata__") if isinstance(header, dict) else None
    found = {}
    for name in _WORDS:
        text = said.get(name) if isinstance(said, dict) else None
        if isinstance(text, str):
            found["tokens" if name in {"str_tokens", "words"} else name] = _list(text, name)
    if isinstance(said, dict) and "tokens" not in found:  # a table's name of tokens, as in NPZ
        lists = [name for name, text in said.items() if _is_list(text) and is_token_name(name)]
        if lists:
            found["tokens"] = _list(said[lists[0]], lists[0])
    return found


def _is_list(text: object) -> bool:
    return isinstance(text, str) and text.lstrip().startswith("[")


def _list(text: str, name: str) -> list[str]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        problem = say("{name} in the metadata is no list of strings", name=quoted(name))
        raise ParseError(problem, hint="write json.dumps(tokens)")
    return value
