"""One score a word."""

from __future__ import annotations

import pytest

from heatmark.core.errors import OptionError, ScoreError
from heatmark.tokens import merged, merged_texts, to_cells

CELLS = to_cells(["B", "á", "º", "£", "n", "ĠÄ", "ĳ", "á»ĵ", "."])
SCORES = [-1.0, -7.0, None, -0.5, -2.0, None, None, None, -3.0]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("none", SCORES),
        ("sum", [-10.5, None, -3.0]),
        ("max", [-0.5, None, -3.0]),
        ("mean", [-2.625, None, -3.0]),
        ("first", [-1.0, None, -3.0]),
    ],
)
def test_merged(how: str, expected: list[float | None]) -> None:
    """A word's score is made of the parts that have one, and missing if none has."""
    assert merged(CELLS, SCORES, how) == expected
    assert len(merged_texts(CELLS, how)) == len(expected)


def test_texts() -> None:
    """The words make up the text as the tokens do."""
    assert merged_texts(CELLS, "sum") == ("Bản", " đồ", ".")
    assert merged_texts(CELLS, "none") == CELLS.texts


def test_errors() -> None:
    """Too few scores and unknown ways are refused."""
    with pytest.raises(ScoreError, match="9 tokens but 1 score"):
        merged(CELLS, [1.0], "sum")
    with pytest.raises(OptionError, match="there is no merge 'average'"):
        merged(CELLS, SCORES, "average")
    with pytest.raises(OptionError):
        merged_texts(CELLS, "average")
