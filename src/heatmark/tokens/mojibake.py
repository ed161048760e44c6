"""Text that was UTF-8, read as Windows-1252 or 1254, and saved so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_regex
from heatmark.tokens.detection import is_byte_level
from heatmark.tokens.schemes import Read, specials_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODECS = ("sloppy-windows-1252", "sloppy-windows-1254")
# Letters with two signs, of which the library does not know all; what decides is whether the
# whole text decodes.
_VIETNAMESE = lazy_regex("á[º»][^ -~]")
_LOST_90 = lazy_regex(rb"\xc4(?![\x80-\xbf])")


def repaired(text: str, *, alone: bool = True) -> str | None:
    """Undo double encoding: `Báº£n Ä‘á»“` becomes `Bản đồ`.

    Args:
        text: A text that may have been UTF-8, read as Windows-1252 or 1254.
        alone: Whether it is all there is; a word of a text that is not byte-level is not either.

    Returns:
        The text as it was, or None if it does not look so, or is one of byte-level tokens.
    """
    pieces = None if alone and is_byte_level([text]) else _undone(text)
    return None if pieces is None else b"".join(pieces).decode()


def read_mojibake(names: Sequence[str]) -> Read:
    """Turn tokens of a text that was read in the wrong encoding into bytes.

    Raises:
        ParseError: If they do not look so.
    """
    special = specials_of(names)
    pieces = _undone("".join("" if at in special else name for at, name in enumerate(names)))
    if pieces is None:
        problem = "the tokens do not look like UTF-8 that was read as Windows-1252"
        raise ParseError(problem, hint="name another scheme, or leave it out", about="scheme")
    data: list[bytes] = []
    start = 0
    for at, name in enumerate(names):
        if at in special:
            data.append(name.encode())
            continue
        data.append(b"".join(pieces[start : start + len(name)]))
        start += len(name)
    return Read(data, special)


def _undone(text: str) -> list[bytes] | None:
    """Give the bytes that each character of a text stands for, if it is mojibake as a whole."""
    if text.isascii():
        return None
    from ftfy.badness import is_bad  # for the few texts that look so

    if not (is_bad(text) or _VIETNAMESE.search(text)):
        return None
    for codec in _CODECS:
        try:
            data = text.translate(_bytes_of(codec)).encode("latin-1")
        except UnicodeEncodeError:
            continue
        pieces = _valid(data)
        if pieces is not None:
            return pieces
    return None


def _valid(data: bytes) -> list[bytes] | None:
    from ftfy.chardata import ALTERED_UTF8_RE

    # Editors make a space of a no-break space: 'Ã ' was 'à'.
    data = ALTERED_UTF8_RE.sub(lambda found: found[0].replace(b" ", b"\xa0"), data)
    lost = {found.start() for found in _LOST_90.finditer(data)}  # 'Đ' without its second half
    pieces = [b"\xc4\x90" if at in lost else data[at : at + 1] for at in range(len(data))]
    try:
        b"".join(pieces).decode()
    except UnicodeDecodeError:
        return None
    return pieces


@cache
def _bytes_of(codec: str) -> dict[int, int]:
    """Make a table from characters to the bytes that were read as them, C1 controls included."""
    import ftfy.bad_codecs  # noqa: F401 - registers the codec

    high = range(0x80, 0x100)
    return {byte: byte for byte in high} | {ord(bytes([byte]).decode(codec)): byte for byte in high}
