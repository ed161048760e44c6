"""Tables that lie across."""

from __future__ import annotations

import pytest

from heatmark.block.across import hint_across, lies_across
from heatmark.block.row import Row
from heatmark.block.rows import read_rows
from heatmark.core.errors import ScoreError


def row(token: str, *fields: str) -> Row:
    return Row(1, token, list(fields), quoted=False)


@pytest.mark.parametrize(
    ("rows", "fixed"),
    [
        ([row("Hà", "Nội"), row("0,4", "1,2")], "Hà 0,4"),
        ([row("Hà Nội", "đẹp"), row("0.4", "-"), row("1", "2")], '"Hà Nội" 0.4 1'),
        ([row("Hà", "Nội"), row("đẹp", "1,2")], ""),
        ([row("Hà", "Nội"), row("0,4", "1", "2")], ""),
        ([row("Hà", "Nội")], ""),
    ],
)
def test_tokens_above_their_scores(rows: list[Row], fixed: str) -> None:
    """They are to stand one a line; nothing is said of what may be something else."""
    hint = hint_across(rows)
    assert hint.endswith(fixed)
    assert bool(hint) is bool(fixed)


def test_the_hint_about_tokens_in_a_line_works() -> None:
    """It was to begin the line with `token`, which drew the first score as a token."""
    with pytest.raises(ScoreError) as caught:
        read_rows("Hà\tNội\n0,45\t1,2", 1, 10)
    assert caught.value.hint is not None
    fixed = caught.value.hint.rpartition(": ")[2]
    assert read_rows(fixed, 1, 10).tokens == ("Hà",)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Từ\tHà\tNội\nĐiểm\t0,45\t1,2", "Hà 0,45"),
        ("Từ\tHà\tNội\tđẹp\nGPT-2\t0,45\t1,2\t3", "Hà 0,45"),
        ("Từ\tHà\tNội\nGPT-2\t0,45\t1,2", None),
        ("Từ\tHà\tNội\nlog P\t-1\t-2\nđộ bất ngờ\t1\t2", "Hà -1 1"),
        ("Từ\tHà\tNội\nGPT-2\t0,45\t1,2\nBERT\t1\t2", None),
        ("Từ\tĐiểm\nHà\t0,45", None),
        ("token 0 1\nHà 0.4 0.5", None),
    ],
)
def test_columns_that_may_be_tokens(body: str, told: str | None) -> None:
    """A single row below names, or rows that are called like quantities, are told of."""
    notices = [one for one in read_rows(body, 1, 10).notices if one.name == "table-axes"]
    assert [one.hint.rpartition(": ")[2] for one in notices] == ([told] if told else [])


def test_rows_of_other_widths_are_left_to_their_error() -> None:
    """Of which every row names its own; and so is a table with a single score."""
    assert lies_across(["a", "b"], [row("Điểm", "1")]) == ()
    assert lies_across(["a"], [row("Điểm", "1")]) == ()
    assert lies_across(["a", "b"], [row("Điểm", "1", "2")])
