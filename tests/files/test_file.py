"""What a file is, before a format is found for it."""

from __future__ import annotations

import pytest

from heatmark.core.errors import SourceError
from heatmark.files.file import File


def test_where_a_binary_file_is_told() -> None:
    """A zero among the first 4096 bytes makes it one, unless it is UTF-16."""
    with pytest.raises(SourceError, match="binary file"):
        _ = File(b"a" * 4095 + b"\0", "x").text
    assert File(b"a" * 4096 + b"\0", "x").text == "a" * 4096 + "\0"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_two_bytes_a_letter(mark: bytes) -> None:
    """UTF-16 with its mark is text that is to be saved otherwise, and nothing unknown."""
    order = "utf-16-le" if mark[0] == 0xFF else "utf-16-be"
    with pytest.raises(SourceError, match="it is UTF-16 text"):
        _ = File(mark + "từ 1".encode(order), "x").text
