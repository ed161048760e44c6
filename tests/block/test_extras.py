"""What all rows have before their tokens or behind their scores."""

from __future__ import annotations

import pytest

from heatmark.block.extras import refuse_extras
from heatmark.block.row import Row
from heatmark.block.rows import read_rows
from heatmark.core.errors import HeatmarkError, ParseError


@pytest.mark.parametrize(
    ("body", "fixed"),
    [
        ("0 Hà -0.4\n1 Nội -1", "Hà -0.4"),
        ("1. Hà: 0.4\n2. Nội: 1", "Hà 0.4"),
        ("1\tHà Nội\t0,4\t1\n2\tđẹp\t1\t-", '"Hà Nội" 0,4 1'),
        ("12345 'Hà' -0.4\n67 ' Nội' -1", "'Hà' -0.4"),
        ("Hà 0.4 bit\nNội 1 bit", "Hà 0.4"),
        ('"Hà Nội" 0.4 - nats\nđẹp 1 2 nats', '"Hà Nội" 0.4 -'),
    ],
)
def test_they_are_named_and_the_hint_works(body: str, fixed: str) -> None:
    """The hint was to put quotes around the token, with the number in them."""
    with pytest.raises(ParseError) as caught:
        read_rows(body, 1, 10)
    assert caught.value.line == 1
    assert str(caught.value.hint).endswith(f": {fixed}")
    assert "\n" not in read_rows(fixed, 1, 10).tokens[0]


@pytest.mark.parametrize(
    "body",
    ["3 Hà 0.4\n5 Nội 1", '"1" Hà 1\n"2" Nội 2', "Hà 0.4 bit\nNội 1 nat", "Hà bit\nNội bit"],
)
def test_what_is_in_some_rows_only_is_told_as_before(body: str) -> None:
    """Years, tokens in quotes, different units, words alone."""
    with pytest.raises(HeatmarkError, match="not a number"):
        read_rows(body, 1, 10)


def test_numbers_that_are_tokens() -> None:
    """They have scores behind them."""
    assert read_rows("1 2 3\n2 - 5", 1, 10).tokens == ("1", "2")


def test_a_row_alone() -> None:
    """It may be numbered, too; without any score nothing is said of it."""
    refuse_extras([Row(1, "1", ["Hà"], quoted=False)])
    with pytest.raises(ParseError, match="before each token"):
        refuse_extras([Row(1, "1.", ["Hà", "2"], quoted=False)])
