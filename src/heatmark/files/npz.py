"""NPY and NPZ, read in parts and without pickle."""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

import numpy as np
from numpy.lib import format as npy

from heatmark.block.draft import Draft
from heatmark.block.parts import choices, refuse_part
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError, SourceError
from heatmark.core.wording import counted, quoted, say
from heatmark.files.choose import measure_of, with_columns
from heatmark.files.columns import Chosen, choose_columns
from heatmark.files.file import Reading
from heatmark.files.logits import TOP, check_ids, rows_at_once, score_blocks
from heatmark.files.runs import runs_in, with_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from heatmark.files.columns import Array
    from heatmark.files.file import File
    from heatmark.files.request import Limits, Request


_LONGEST = 10_000  # bytes of a header: those of arrays of numbers take some hundred
_MOST_MEMBERS = 1_000
_DIRECTORY = 1_000_000  # bytes of a zip's list of members
_ROWS = 8_192  # tokens that are turned into strings at once
_KNOWN = 65_536  # tokens of which one string serves all places
_AXES = 8
_WIDEST_NUMBER, _WIDEST_TEXT = 8, 40_000_000  # bytes of one value


@dataclass(frozen=True, kw_only=True)
class Header:
    """What an NPY file says about its numbers."""

    dtype: np.dtype[Any]
    fortran: bool
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_header(file: BinaryIO, name: str) -> Header:
    """Read the start of an NPY file, with numpy's own reader; nothing in it is ever run.

    Raises:
        ParseError: If it is none, or its values are not plain numbers or strings.
    """
    try:
        version = npy.read_magic(file)
    except ValueError:
        raise ParseError(
            say("{name} is not an NPY array", name=quoted(name)), hint="write it with numpy.save"
        ) from None
    # The third version differs from the second only in how names of fields are encoded.
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    try:
        shape, fortran, dtype = read(file, max_header_size=_LONGEST)
    except Exception:  # noqa: BLE001 - a hostile header can make anything of Python's own reader
        _refuse_header(name, say("with a header that is not understood"))
    if dtype.hasobject:
        problem = say("{name} holds Python objects, which are never read", name=quoted(name))
        hint = "save numbers as numbers, and tokens as numpy.array(tokens, dtype=str)"
        raise ParseError(problem, hint=hint)
    wide = dtype.itemsize > (_WIDEST_TEXT if dtype.kind in "US" else _WIDEST_NUMBER)
    if dtype.kind not in "iufbUS" or wide:
        _refuse_header(name, say("of type {dtype}", dtype=quoted(str(dtype))))
    if len(shape) > _AXES or any(not 0 <= size <= 1 << 40 for size in shape):
        raise ParseError(
            say("{name} has a shape that makes no sense", name=quoted(name)), hint="look at it"
        )
    return Header(dtype=dtype, fortran=fortran, shape=shape)


def _refuse_header(name: str, what: str) -> NoReturn:
    hint = "save plain numbers, or strings, with numpy.save"
    raise ParseError(say("{name} is an array {what}", name=quoted(name), what=what), hint=hint)


@dataclass(frozen=True, kw_only=True)
class Member:
    """An array in a zip: its header is read, its numbers are read when they are taken."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    name: str
    header: Header

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self.header.shape

    def take(self, *indices: int) -> list[object]:
        """Give what is at these places along the first axes, as lists."""
        return cast("list[object]", self.read(*indices).tolist())

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""
        whole = self.read(*lead)  # once: a packed file has to be unpacked from its start
        indices: tuple[Any, ...] = (slice(None), *inner)
        return cast("list[list[object]]", whole[indices].tolist())

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""
        whole = self.read(*lead)
        rows = whole if layer is None else whole[:, layer]
        return cast("list[list[object]]", rows[:, chosen.start : chosen.stop].T.tolist())

    def read(self, *indices: int) -> NDArray[Any]:
        """Read what is at these places along the first axes, and nothing else."""
        header, rest = self.header, self.shape[len(indices) :]
        if header.fortran:
            whole = next(self._parts(0, math.prod(self.shape), 0)).reshape(self.shape, order="F")
            return cast("NDArray[Any]", whole[indices])
        size = math.prod(rest)
        before = 0
        for index, length in zip(indices, self.shape, strict=False):
            before = before * length + index
        return next(self._parts(before * size, size, 0)).reshape(rest)

    def rows(self, step: int) -> Iterator[NDArray[Any]]:
        """Read blocks of rows, one after the other."""
        if self.header.fortran:
            whole = self.read()
            yield from (whole[start : start + step] for start in range(0, len(whole), step))
            return
        width = math.prod(self.shape[1:])
        for block in self._parts(0, math.prod(self.shape), step * width):
            yield block.reshape(-1, *self.shape[1:])

    def _parts(self, start: int, count: int, step: int) -> Iterator[NDArray[Any]]:
        dtype = self.header.dtype
        with self.archive.open(self.info) as file:
            read_header(cast("BinaryIO", file), self.name)
            _skip(cast("BinaryIO", file), start * dtype.itemsize)
            for first in range(0, count, step) if step and count else (0,):
                wanted = min(step or count, count - first)
                content = file.read(wanted * dtype.itemsize)
                if len(content) != wanted * dtype.itemsize:
                    problem = say("{name} ends too early", name=quoted(self.name))
                    raise SourceError(problem, hint="look whether the file is whole")
                yield np.frombuffer(content, dtype) if dtype.itemsize else np.zeros(wanted, dtype)


def _skip(file: BinaryIO, count: int) -> None:
    while count > 0:
        got = len(file.read(min(count, 1 << 20)))
        if not got:
            return
        count -= got


def find_npz(file: File) -> Reading | None:
    """Find an NPZ file: a zip of arrays."""
    if not file.content.startswith(b"PK"):
        return None
    return Reading("npz", lambda request: _read_npz(file.content, request))


def find_npy(file: File) -> Reading | None:
    """Find a single array."""
    return Reading("npy", _refuse_array) if file.content.startswith(npy.MAGIC_PREFIX) else None


def _refuse_array(_: Request) -> Draft:
    hint = "give text: or tokens: in the block, or save both with numpy.savez"
    raise ParseError("an NPY file has scores but no tokens", hint=hint)


def _read_npz(content: bytes, request: Request) -> Draft:
    """Read tokens and scores from an NPZ file.

    The tokens are `tokens`, [N] strings or bytes; or, in less memory, `text`, the UTF-8 bytes of
    all, with `offsets`, N + 1 places in it between which they stand; or `vocab` and `ids`. The
    scores are any other arrays over them; or `logits`, [N, V], with `ids`.
    """
    if request.path:
        refuse_part(request.path, ())
    refuse_large_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(_members(archive, request.limits), request)
    except HeatmarkError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError) as error:
        problem = say("the NPZ file is broken: {error}", error=str(error))
        raise SourceError(problem, hint="look whether the file is whole") from None
    except (NotImplementedError, RuntimeError, ValueError, OverflowError) as error:
        problem = say("the NPZ file cannot be read: {error}", error=str(error))
        raise SourceError(problem, hint="write it with numpy.savez") from None


def refuse_large_directory(content: bytes) -> None:
    """Look at the size of a zip's list of members before it is read.

    Raises:
        SourceError: If it is too large, or not there.
    """
    index = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_600))
    if index < 0 or len(content) < index + 22:
        raise SourceError("the NPZ file ends too early", hint="look whether the file is whole")
    size = struct.unpack_from("<I", content, index + 12)[0]
    if size > _DIRECTORY or content[max(0, index - 20) : index].startswith(b"PK\x06\x07"):
        raise SourceError("there are too many files in it", hint="keep the arrays that are drawn")


def _members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Member]:
    """Look at names and sizes of all members before any is read."""
    infos = [info for info in archive.infolist() if info.filename.endswith(".npy")]
    if not infos or len(infos) > _MOST_MEMBERS:
        found = choices([info.filename for info in archive.infolist()]) or say("nothing")
        problem = say(
            "it is a zip file with {arrays} in it (found: {found})",
            arrays=counted(len(infos), "array"),
            found=found,
        )
        raise SourceError(problem, hint="write it with numpy.savez")
    total = sum(info.file_size for info in infos)
    if total > limits.max_unpacked:
        problem = say(
            "unpacked, it would take {total} bytes, of which {max_bytes} are allowed",
            total=total,
            max_bytes=limits.max_unpacked,
        )
        raise SourceError(problem, hint="save fewer layers, or numbers as float16")
    members: dict[str, Member] = {}
    for info in infos:
        name = info.filename.removesuffix(".npy")
        if name in members:
            raise ParseError(
                say("{name} is there twice", name=quoted(name)), hint="remove one of them"
            )
        members[name] = _member(archive, info, name)
    return members


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Member:
    if info.flag_bits & 1:
        raise SourceError(
            say("{name} is encrypted", name=quoted(name)), hint="save it without a password"
        )
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SourceError(
            say("{name} is packed in an unknown way", name=quoted(name)), hint="use numpy.savez"
        )
    with archive.open(info) as file:
        header = read_header(cast("BinaryIO", file), name)
    if header.size > info.file_size:
        problem = say(
            "{name} is {list}, but only {file_size} bytes long",
            name=quoted(name),
            list=list(header.shape),
            file_size=info.file_size,
        )
        raise SourceError(problem, hint="look whether the file is whole")
    return Member(archive=archive, info=info, name=name, header=header)


def _read(members: Mapping[str, Member], request: Request) -> Draft:
    arrays = {
        name: cast("Array", member)
        for name, member in members.items()
        if member.header.dtype.kind in "fiu" and name not in {"logits", "text", "offsets"}
        and member.shape
    }  # fmt: skip
    if "logits" in members and (not request.field or request.field == "logits"):
        return _from_logits(members, request)
    tokens, scheme = _tokens(members)
    labels = _strings(members["names"])[0] if "names" in members else []
    runs = runs_in(arrays, len(tokens), request)
    chosen = Chosen([]) if runs else choose_columns(arrays, len(tokens), request, labels)
    mask = members.get("special_tokens_mask")
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        special=frozenset(np.flatnonzero(mask.read()).tolist()) if mask else frozenset(),
        options=chosen.options,
        square=chosen.square,
        notices=chosen.notices,
    )
    return with_runs(found, runs, request) if runs else with_columns(found, chosen.columns, request)


def _from_logits(members: Mapping[str, Member], request: Request) -> Draft:
    logits = members["logits"]
    key = next((key for key in ("target_ids", "ids", "input_ids") if key in members), None)
    if key is None:
        problem = say(
            "there are logits, but no ids of the tokens (found: {list})",
            list=choices(list(members)),
        )
        raise ScoreError(problem, hint="save ids, [N] whole numbers, beside logits, [N, V]")
    if logits.header.dtype.kind not in "fiu":
        raise ScoreError("logits are not numbers", hint="save them as float32")
    ids = check_ids(members[key].read(), logits.shape)
    vocab = _strings(members["vocab"]) if "vocab" in members else None
    if vocab and len(vocab[0]) != logits.shape[1]:
        problem = say(
            "there are {count} in vocab, but the logits have {shape} columns",
            count=len(vocab[0]),
            shape=logits.shape[1],
        )
        raise ScoreError(problem, hint="take both from the same model")
    blocks = logits.rows(rows_at_once(logits.shape[1]))
    scores, likely = score_blocks(blocks, ids, TOP if vocab else 0)
    tokens, scheme = _tokens(members)
    words = vocab[0] if vocab and vocab[1] == scheme else None
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        alternatives=tuple(tuple((words[item], score) for item, score in row) for row in likely)
        if words
        else None,
        options=measure_of("logprob"),
    )
    return with_columns(found, [("logprob", scores.tolist())], request)


def _tokens(members: Mapping[str, Member]) -> tuple[list[str], str | None]:
    key = next((key for key in ("tokens", "str_tokens") if key in members), None)
    if key:
        return _strings(members[key])
    if {"text", "offsets"} <= set(members):
        return _cut(members["text"], members["offsets"])
    ids = next((members[key] for key in ("ids", "input_ids", "target_ids") if key in members), None)
    if "vocab" in members and ids:
        vocab, scheme = _strings(members["vocab"])
        indices = np.atleast_1d(ids.read().squeeze())
        if (
            indices.ndim == 1
            and indices.dtype.kind in "iu"
            and np.all((indices >= 0) & (indices < len(vocab)))
        ):
            return [vocab[index] for index in indices.tolist()], scheme
        raise ParseError("ids are not places in vocab", hint="take both from the same model")
    problem = say("there are no tokens in it (found: {list})", list=choices(list(members)))
    raise ParseError(problem, hint="save tokens=numpy.array(tokens, dtype=str) beside the scores")


def _strings(member: Member) -> tuple[list[str], str | None]:
    """Turn an array of strings into strings, block by block, with one string for equal ones."""
    kind = member.header.dtype.kind
    if kind not in "US" or len(member.shape) != 1:
        problem = say(
            "{name} is {list} of {dtype}",
            name=quoted(member.name),
            list=list(member.shape),
            dtype=member.header.dtype,
        )
        raise ParseError(problem, hint="save one row: numpy.array(tokens, dtype=str)")
    known: dict[object, str] = {}
    strings: list[str] = []
    for block in member.rows(_ROWS) if member.shape[0] else ():
        for value in block.tolist():
            string = known.get(value)
            if string is None:
                string = value if kind == "U" else repr(value)
                if len(known) < _KNOWN:
                    known[value] = string
            strings.append(string)
    return strings, None if kind == "U" else "pybytes"


def _cut(text: Member, offsets: Member) -> tuple[list[str], str | None]:
    """Cut the bytes of a text into tokens: the layout that takes least memory."""
    content = _content(text)
    indices = offsets.read()
    ends = indices.tolist() if indices.ndim == 1 and indices.dtype.kind in "iu" else []
    if (
        len(ends) < 2
        or np.any(indices[1:] < indices[:-1])
        or ends[0] < 0
        or ends[-1] > len(content)
    ):
        problem = say(
            "offsets are not places in a text of {bytes}", bytes=counted(len(content), "byte")
        )
        raise ParseError(problem, hint="N + 1 whole numbers that rise from 0 to its length")
    known: dict[bytes, str] = {}
    pieces = (content[start:end] for start, end in pairwise(ends))
    try:
        return [_shared(piece, piece.decode, known) for piece in pieces], None
    except UnicodeDecodeError:  # tokens that cut through characters
        known.clear()
    pieces = (content[start:end] for start, end in pairwise(ends))
    return [_shared(piece, piece.__repr__, known) for piece in pieces], "pybytes"


def _shared(piece: bytes, spell: Any, known: dict[bytes, str]) -> str:
    string = known.get(piece)
    if string is None:
        string = cast("str", spell())
        if len(known) < _KNOWN:
            known[piece] = string
    return string


def _content(text: Member) -> bytes:
    kind = text.header.dtype.kind
    array = text.read()
    if kind == "u" and array.dtype.itemsize == 1:
        return array.tobytes()
    if array.size == 1 and kind in "US":
        value = array.reshape(-1)[0]
        try:
            return bytes(value) if kind == "S" else str(value).encode()
        except UnicodeEncodeError:
            raise ParseError("text has half of a surrogate pair in it", hint="mend it") from None
    problem = say(
        "{name} is {list} of {dtype}",
        name=quoted(text.name),
        list=list(text.shape),
        dtype=text.header.dtype,
    )
    raise ParseError(problem, hint="save numpy.frombuffer(text.encode(), dtype=numpy.uint8)")
