"""Scores rounded to their errors, and ends of scales."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import OptionError
from heatmark.picture.rounding import clip_ends, round_with_error

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("score", "error", "expected"),
    [
        (123.1, 0.001, "123.1000 ± 0.0010"),
        (0.04007, 0.0054, "0.0401 ± 0.0054"),
        (9.81, 0.0999, "9.81 ± 0.10"),
        (1234.5, 56.7, "1234 ± 57"),
        (2.5, 12.0, "2 ± 12"),
        (-0.001, 0.5, "0.00 ± 0.50"),
        (0.15, 1.0, "0.2 ± 1.0"),
        (0.25, 1.0, "0.2 ± 1.0"),
        (12345.0, 567.0, "12340 ± 570"),
        (1.0, 995.0, "0 ± 1000"),
        (1e22, 1e20, "10000000000000000000000 ± 100000000000000000000"),
        (1e-7, 1.5e-9, "0.0000001000 ± 0.0000000015"),
        (2.675, 0.0, "2.675 ± 0.0"),
    ],
)
def test_published_rounding(score: float, error: float, expected: str) -> None:
    """Two digits of the error; the score to the same place; ties to even; no -0."""
    found = round_with_error(score, error)
    assert f"{found.score:f} ± {found.error:f}" == expected


@given(FINITE, st.floats(0, allow_nan=False, allow_infinity=False, exclude_min=True))
def test_rounding_stays_near(score: float, error: float) -> None:
    """A score moves by at most half of the last place, and -0 is 0."""
    found = round_with_error(score, error)
    assert found.score or not found.score.is_signed()
    spread = Fraction(Decimal(repr(error)))
    assert abs(Fraction(found.error) - spread) <= spread / 20
    place = Fraction(10) ** (found.error.adjusted() - 1)
    assert abs(Fraction(found.score) - Fraction(Decimal(repr(score)))) <= place / 2
    assert Fraction(found.score) % place == 0


def test_published_ends() -> None:
    """Of twenty scores 5 % are one at each end, of nineteen none."""
    assert clip_ends(np.arange(1.0, 21), 5) == (2, 19, 1)
    assert clip_ends(np.arange(1.0, 20), 5) == (1, 19, 0)
    assert clip_ends(np.array([[3.0, 1.0], [2.0, 900.0]]), 25) == (2, 3, 1)


@given(st.lists(FINITE, min_size=1, max_size=40), st.sampled_from([0, 0.1, 2.5, 10, 33.3, 49.9]))
def test_ends_are_scores(scores: list[float], percent: float) -> None:
    """Both ends are scores, and as many are cut off below as above."""
    low, high, cut = clip_ends(np.array(scores), percent)
    assert cut == math.floor(len(scores) * Fraction(str(percent)) / 100)
    ordered = sorted(scores)
    assert (low, high) == (ordered[cut], ordered[len(scores) - 1 - cut])
    assert low <= high


def test_percents_are_exact() -> None:
    """0.1 % of a thousand is one, though 0.1 is no binary fraction."""
    assert clip_ends(np.arange(1000.0), 0.1).cut == 1
    assert clip_ends(np.arange(1000.0), 0.7).cut == 7


@pytest.mark.parametrize("percent", [50, 50.0, 99, -1])
def test_nothing_left(percent: float) -> None:
    """Half or more cannot be cut off at each end."""
    with pytest.raises(OptionError, match="leaves no scores"):
        clip_ends(np.arange(9.0), percent)
