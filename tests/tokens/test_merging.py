"""One score a word."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from heatmark.core.errors import OptionError, ScoreError
from heatmark.options.values import MERGES
from heatmark.tokens import merged, merged_texts, to_cells

CELLS = to_cells(["B", "á", "º", "£", "n", "ĠÄ", "ĳ", "á»ĵ", "."])
NAN = math.nan
SCORES = np.array(
    [[-1.0, -7.0, NAN, -0.5, -2.0, -1.0, -1.0, -1.0, -3.0], [1.0, 7, 2, 1, 4, 2, 1, 3, 5]]
)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("none", SCORES),
        ("sum", [[NAN, -3.0, -3.0], [15.0, 6.0, 5.0]]),
        ("max", [[NAN, -1.0, -3.0], [7.0, 3.0, 5.0]]),
        ("mean", [[NAN, -1.0, -3.0], [3.0, 2.0, 5.0]]),
        ("first", [[-1.0, -1.0, -3.0], [1.0, 2.0, 5.0]]),
    ],
)
def test_merged(how: str, expected: list[list[float]]) -> None:
    """A word's score is made of all its pieces, of each series; a partly missing word is missing.

    With `first` only the first piece matters.
    """
    assert_array_equal(merged(CELLS, SCORES, how), np.array(expected))
    assert len(merged_texts(CELLS, how)) == len(expected[0])


def test_all_ways_are_known() -> None:
    """What the option `merge` allows can be done."""
    for how in MERGES:
        assert len(merged_texts(CELLS, how)) == merged(CELLS, SCORES, how).shape[1]


def test_texts() -> None:
    """The words make up the text as the tokens do."""
    assert merged_texts(CELLS, "sum") == ("Bản", " đồ", ".")
    assert merged_texts(CELLS, "none") == CELLS.texts


def test_errors() -> None:
    """Too few scores and unknown ways are refused."""
    with pytest.raises(ScoreError, match="9 tokens but 1 score"):
        merged(CELLS, np.ones((2, 1)), "sum")
    with pytest.raises(OptionError, match="there is no merge 'average'"):
        merged(CELLS, SCORES, "average")
    with pytest.raises(OptionError) as caught:
        merged_texts(CELLS, "average")
    assert caught.value.hint == "ways are none, sum, max, mean, first"
    with pytest.raises(OptionError) as caught:
        merged_texts(CELLS, "means")
    assert caught.value.hint == "did you mean 'mean'?"
