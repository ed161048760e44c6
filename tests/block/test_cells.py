"""Cells of rows that a spreadsheet copied."""

from __future__ import annotations

import pytest

from heatmark.block.cells import with_blanks
from heatmark.block.rows import read_rows


@pytest.mark.parametrize(
    ("body", "scores"),
    [
        ("Hà\t0,4\t\nNội\t\t0,3", [(0.4, None), (None, 0.3)]),
        ("từ\tA\tB\nHà\t0,4\t\nNội\t\t0,3", [(0.4, None), (None, 0.3)]),
        ("# x\nHà\t\t1\n\nNội\t2\t \r", [(None, 2.0), (1.0, None)]),
        ("Hà\t\t1\nNội\t\t2", [(1.0, 2.0)]),
        ("Hà\t\t1\nThăng Long\t2", [(1.0, 2.0)]),
        ("từ\t\tA\nHà\t\t1\nNội\t\t2", [(1.0, 2.0)]),
    ],
)
def test_an_empty_cell_is_a_missing_score(
    body: str, scores: list[tuple[float | None, ...]]
) -> None:
    """They were dropped, and what stood behind them took their place."""
    assert [one.scores for one in read_rows(body, 1, 10).series] == scores


def test_nothing_else_is_written() -> None:
    """Lines without tabs, names of columns, tokens."""
    for lines in (
        [],
        ["a 1", "b 2"],
        ["từ\t\tA", "Hà\t1\t2"],
        ["từ\tA\t", "Hà\t1\t2"],
        ["\t1\t2", "Hà\t3\t4"],
        ["Hà\t\t1"],
    ):
        assert with_blanks(lines) == lines
    assert with_blanks(["từ\tA\t", "Hà\t\t1"]) == ["từ\tA\t", "Hà\t-\t1"]
