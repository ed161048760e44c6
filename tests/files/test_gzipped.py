"""Packed files: how much may be in them."""

from __future__ import annotations

import gzip

import pytest

from heatmark.core.errors import SourceError
from heatmark.files.gzipped import unpacked
from heatmark.files.request import Limits


@pytest.mark.parametrize("parts", [[b"a 1\nb 2\n"], [b"a 1\n", b"b 2\n"], [b"a 1\nb 2\n", b""]])
def test_as_much_as_is_allowed(parts: list[bytes]) -> None:
    """Unpacked, a file may have max_bytes, in one part or in several, and not one more."""
    content = b"".join(map(gzip.compress, parts))
    size = sum(map(len, parts))
    assert unpacked(content, "a.txt.gz", Limits(max_bytes=size)) == (b"".join(parts), "a.txt")
    with pytest.raises(SourceError, match=f"more than {size - 1} bytes"):
        unpacked(content, "a.txt.gz", Limits(max_bytes=size - 1))


def test_what_is_not_packed() -> None:
    """It is given as it is, whatever it is called."""
    assert unpacked(b"a 1\n", "a.gz", Limits(max_bytes=1)) == (b"a 1\n", "a.gz")


def test_what_ends_too_early() -> None:
    """A part that is cut, or is none, is said to be broken."""
    content = gzip.compress(b"a 1\n")
    for broken in (content[:-1], content[:4], content + content[:9], b"\x1f\x8bxx"):
        with pytest.raises(SourceError, match="gzip is broken"):
            unpacked(broken, "a.gz", Limits())
