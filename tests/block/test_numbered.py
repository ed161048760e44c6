"""Numbers in a first line: names of columns, or scores."""

from __future__ import annotations

import pytest

from heatmark.block.numbered import is_whole, judge


@pytest.mark.parametrize(
    ("numbers", "below", "names", "clear"),
    [
        (["0", "1"], [".5"], True, True),
        (["1", "2"], ["5", "-1"], True, True),
        (["2020", "1999"], ["0.5"], True, True),
        (["2999", "1000"], ["0.5"], True, True),
        (["0", "1"], ["5", "6"], True, False),
        (["12", "24"], [".5"], True, False),
        (["0"], [".5"], True, False),
        (["0"], ["5"], False, False),
        (["24", "12"], [".5"], False, False),
        (["2020", "2020"], [".5"], False, False),
        (["1000", "3000"], ["5"], False, False),
        (["2", "3"], ["5"], False, False),
        (["0", "2"], ["5"], False, False),
        (["0.1", "0.5"], [".5"], False, True),
        (["0", "0.5"], [".5"], False, True),
        ([], [".5"], False, True),
    ],
)
def test_numbers_that_may_be_names(
    numbers: list[str],
    below: list[str],
    names: bool,
    clear: bool,
) -> None:
    """Several that count, or are years, are names; others above decimals alone, and unclear."""
    assert judge(numbers, below) == (names, clear)


@pytest.mark.parametrize(
    ("text", "whole"), [("07", True), ("-1", False), ("1.0", False), ("٣", False)]
)
def test_integers(text: str, *, whole: bool) -> None:
    """Columns are called by plain digits."""
    assert is_whole(text) == whole
