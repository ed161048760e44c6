"""NPY and NPZ, read in parts and without pickle."""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

import numpy as np
from numpy.lib import format as npy

from heatmark.block.parts import choices
from heatmark.core.errors import HeatmarkError, ParseError, SourceError
from heatmark.core.wording import counted, quoted, say
from heatmark.files.file import Reading, refuse_zip
from heatmark.files.members import Taken, read_members

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from numpy.typing import NDArray

    from heatmark.block.draft import Draft
    from heatmark.files.file import File
    from heatmark.files.request import Limits, Request


_LONGEST = 10_000  # bytes of a header: those of arrays of numbers take some hundred
_MOST_MEMBERS = 1_000
_DIRECTORY = 1_000_000  # bytes of a zip's list of members
_AXES = 8
_WIDEST_NUMBER = 8  # equivalent: bytes of one number, of which none has 9
_WIDEST_TEXT = 40_000_000  # bytes of one string
_AT_ONCE = 1 << 20  # equivalent: bytes that are left out at once, however many
_END = 65_600  # equivalent: bytes of a zip's end, a comment of 65,535 and what stands before it


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


def read_npy_header(file: BinaryIO, name: str) -> Header:
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
class Member(Taken):
    """An array in a zip: its header is read, its numbers are read when they are taken."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    name: str
    header: Header

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return self.header.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """What its values are."""
        return self.header.dtype

    def reshaped(self, *shape: int) -> Self:
        """Give it another shape, without reading it; an axis of one text may go."""
        return replace(self, header=replace(self.header, shape=shape))

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
            yield block.reshape(-1, *self.shape[1:])  # equivalent: -2 says the same

    def _parts(self, start: int, count: int, step: int) -> Iterator[NDArray[Any]]:
        dtype = self.header.dtype
        with self.archive.open(self.info) as file:
            read_npy_header(cast("BinaryIO", file), self.name)
            _skip(cast("BinaryIO", file), start * dtype.itemsize)
            for first in range(0, count, step) if step and count else (0,):
                wanted = min(step or count, count - first)
                content = file.read(wanted * dtype.itemsize)
                if len(content) != wanted * dtype.itemsize:
                    problem = say("{name} ends too early", name=quoted(self.name))
                    raise SourceError(problem, hint="look whether the file is whole")
                yield np.frombuffer(content, dtype) if dtype.itemsize else np.zeros(wanted, dtype)


def _skip(file: BinaryIO, count: int) -> None:
    while got := len(file.read(min(count, _AT_ONCE))):
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
    hint = "save both with numpy.savez('name.npz', tokens=tokens, scores=scores)"
    raise ParseError("an NPY file has scores but no tokens", hint=hint)


def _read_npz(content: bytes, request: Request) -> Draft:
    refuse_large_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return read_members(_members(archive, request.limits), request)
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
    index = content.rfind(b"PK\x05\x06", max(0, len(content) - _END))
    if index < 0 or len(content) < index + 22:
        raise SourceError("the NPZ file ends too early", hint="look whether the file is whole")
    size = struct.unpack_from("<I", content, index + 12)[0]
    if size > _DIRECTORY or content[max(0, index - 20) : index].startswith(b"PK\x06\x07"):
        raise SourceError("there are too many files in it", hint="keep the arrays that are drawn")


def _members(archive: zipfile.ZipFile, limits: Limits) -> dict[str, Member]:
    """Look at names and sizes of all members before any is read."""
    infos = [info for info in archive.infolist() if info.filename.endswith(".npy")]
    if not infos:
        refuse_zip(info.filename for info in archive.infolist())
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
        header = read_npy_header(cast("BinaryIO", file), name)
    if header.size > info.file_size:
        problem = say(
            "{name} is {list}, but only {file_size} bytes long",
            name=quoted(name),
            list=list(header.shape),
            file_size=info.file_size,
        )
        raise SourceError(problem, hint="look whether the file is whole")
    return Member(archive=archive, info=info, name=name, header=header)
