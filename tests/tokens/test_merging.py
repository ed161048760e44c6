"""One score a word."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from heatmark import Heatmap
from heatmark.core.errors import OptionError, ScoreError
from heatmark.options.resolve import resolve
from heatmark.options.values import MERGES
from heatmark.picture.paint import picture
from heatmark.tokens import merged, merged_texts, to_cells
from pictures import drawn

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


@pytest.mark.parametrize(
    ("how", "scores", "expected"),
    [
        ("sum", [0.1, 0.2, 0.3], [0.3, 0.3]),
        ("sum", [1.1, -0.8, 0.3], [0.3, 0.3]),
        ("sum", [-0.7, -0.1, -0.8], [-0.8, -0.8]),
        ("mean", [0.1, 0.2, 0.15], [0.15, 0.15]),
        ("mean", [1.1, 2.2, 1.65], [1.65, 1.65]),
        ("sum", [1 / 3, 0.5, 1 / 7], [0.8333333333333, 1 / 7]),
        ("max", [1 / 3, 0.5, 1 / 7], [0.5, 1 / 7]),
        ("first", [1 / 3, 0.5, 1 / 7], [1 / 3, 1 / 7]),
    ],
)
def test_sums_are_decimals(how: str, scores: list[float], expected: list[float]) -> None:
    """0.1 + 0.2 is 0.3, as the word beside it; a word of one piece stays exactly as it is."""
    cells = to_cells([" a", "b", " c"], scheme="text")
    found = merged(cells, np.array([scores]), how)
    assert found[0].tolist() == pytest.approx(expected, abs=1e-15)
    assert found[0, 1] == scores[2]
    if expected[0] == expected[1]:
        assert found[0, 0] == found[0, 1] == expected[0]


def test_words_of_one_sum_have_one_colour() -> None:
    """They read alike, and nothing is told of scores that are nearly equal."""
    for options in ({"merge": "sum"}, {"merge": "sum", "scale": "rank"}):
        found = drawn([" a", "b", " c"], [0.1, 0.2, 0.3], measure="x", **options)
        (strip,) = found.strips
        assert strip.scores == (0.3, 0.3)
        assert len({*strip.levels}) == 1
        assert strip.texts == ("0.3", "0.3")
        assert not found.notices
    runs = Heatmap([" a", "b", " c"], runs=[[0.1, 0.2, 0.3], [1.1, -0.8, 0.3]])
    assert picture(runs.content, resolve({"merge": "sum"})).strips[0].scores == (0.3, 0.3)
