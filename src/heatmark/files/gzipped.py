"""Files packed with gzip: unpacked within the limit of what is read."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from heatmark.core.errors import SourceError
from heatmark.core.wording import say

if TYPE_CHECKING:
    from heatmark.files.request import Limits


_START = b"\x1f\x8b"
_GZIP = 31  # equivalent: a window of 32 KiB with the header of gzip; 32 is to look for a header


def unpacked(content: bytes, name: str, limits: Limits) -> tuple[bytes, str]:
    """Unpack a file if it is packed with gzip, whatever it is called.

    Args:
        content: The file.
        name: What it is called.
        limits: Of these, how many bytes a file may have.

    Returns:
        What is in it, and what that is called: `a.csv` of `a.csv.gz`.

    Raises:
        SourceError: If it is broken, or too large when it is unpacked.
    """
    if not content.startswith(_START):
        return content, name
    parts, room = [], limits.max_bytes + 1
    while content.startswith(_START):
        part, content = _member(content, room)
        parts.append(part)
        room -= len(part)
    whole = b"".join(parts)
    if room <= 0:
        problem = say("unpacked, it has more than {max_bytes} bytes", max_bytes=limits.max_bytes)
        hint = say("shorten it (at most {max_bytes} bytes)", max_bytes=limits.max_bytes)
        raise SourceError(problem, hint=hint)
    return whole, name.removesuffix(".gz")


def _member(content: bytes, room: int) -> tuple[bytes, bytes]:
    """Unpack one of the members that stand one behind the other, and give the rest."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        part = unpacker.decompress(content, max(room, 1))  # equivalent: 1 is too much already
    except zlib.error:
        part = b""
    if not unpacker.eof and len(part) < room:
        raise SourceError("its gzip is broken, or ends too early", hint="pack it again")
    return part, unpacker.unused_data
