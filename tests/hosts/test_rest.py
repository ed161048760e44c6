"""Rows that docutils takes for the header of a directive are refused."""

from __future__ import annotations

import pytest

from heatmark.hosts.rest import no_blank_line, rows_without_gap


@pytest.mark.parametrize(
    ("first", "below", "is_refused"),
    [
        (".. heatmap::", ["a 1", "b 2"], True),
        (".. heatmap::", ["cmap=Reds", "title=x"], False),
        (".. heatmap::", ["cmap=Reds", "a 1"], True),
        (".. heatmap:: cmap=Reds", ["title=x"], False),
        (".. heatmap:: cmap=Reds", ["title=x", "a 1"], True),
        (".. heatmap:: cmap=Reds", ["a lot of words"], False),
        (".. heatmap:: ", ["một từ"], True),
    ],
)
def test_rows_right_below(first: str, below: list[str], is_refused: bool) -> None:
    """A header may go on below; rows need a blank line above them."""
    problem = no_blank_line(first, below)
    assert (problem is not None) == is_refused
    if problem is not None:
        assert str(problem) == str(rows_without_gap())
        assert problem.line == 1
