"""Frames as R writes them and pandas prints them."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse_body
from heatmark.block.printed import refuse_printed_frame
from heatmark.block.row import Row
from heatmark.core.errors import ParseError


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ('"token" "value"\n"1" "Hà" 0.3\n"2" "Nội" 0.4\n', "1"),
        ("  token score\n0    Hà   0.5\n1    Nội   0.4\n", "0"),
        ('"token" "a" "b"\n"1" "Hà" 0.3 1\n', "1"),
        ('"token" "a"\n"1" "Hà" 0.3\n"2" "Nội" 1\n"3" "đẹp" 1\n', "1"),
    ],
)
def test_lines_that_begin_with_their_number(body: str, number: str) -> None:
    """The error says how the frame is written for others to read."""
    with pytest.raises(ParseError, match="each line begins with its number") as caught:
        parse_body(body)
    assert f"'{number}'" in caught.value.message
    assert caught.value.line == 2
    assert "row.names=FALSE" in caught.value.hint


@pytest.mark.parametrize(
    "rows",
    [
        [["token", "a"], ["1", "0.5"], ["2", "0.7"]],
        [["token", "a"], ["Hà", "x", "0.5"]],
        [["token", "a"], ["1", "0.5", "0.7"]],
        [["Hà", "1"], ["1", "Hà", "0.5"]],
        [["token", "a"], ["2", "Hà", "0.5"], ["4", "Hà", "0.5"]],
        [["Hà", "1"]],
    ],
)
def test_other_rows(rows: list[list[str]]) -> None:
    """Numbers may be tokens, and what is broken has other errors."""
    refuse_printed_frame([Row(at, one[0], one[1:], quoted=False) for at, one in enumerate(rows)])
