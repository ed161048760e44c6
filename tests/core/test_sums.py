"""Sums and differences are the decimals that they would be on paper."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.sums import as_decimals, without_dust

DECIMALS = st.tuples(st.integers(-99_999, 99_999), st.integers(-12, 25))


def summed(numbers: list[float]) -> float:
    """Add numbers one by one, and round."""
    total = np.add.reduceat(np.array(numbers), [0])
    return float(as_decimals(total, np.abs(numbers).max(keepdims=True))[0])


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([0.1, 0.2], 0.3),
        ([100.0, -99.7], 0.3),
        ([0.1] * 10, 1.0),
        ([0.001] * 1000, 1.0),
        ([-0.1, -0.2], -0.3),
        ([1e-10, 2e-10], 3e-10),
        ([1e-30, 2e-30], 3e-30),
        ([0.7, -0.7], 0.0),
        ([0.1, 0.2, -0.3], 0.0),
        ([0.3, -0.1, -0.2], 0.0),
        ([2e-10, 5e-10], 7e-10),
        ([1e-12, 13e-12], 14e-12),
        ([1e12 + 0.25, 0.5], 1e12 + 1),
        ([1e13 + 0.25, 0.5], 1e13 + 0.75),
        ([1.0, 2.0], 3.0),
        ([1e15 + 1, 2.0], 1e15 + 3),
        ([123456789012.0, 5.0], 123456789017.0),
        ([2.0**60, 1.0], 2.0**60),
        ([1e300, 1e300], 2e300),
        ([-math.inf, 1.0], -math.inf),
        ([0.0, 0.0], 0.0),
    ],
)
def test_sums(numbers: list[float], expected: float) -> None:
    """Numbers of decimals, large and small, and integers, which are exact as they are."""
    found = summed(numbers)
    assert found == expected
    assert math.copysign(1, found) == math.copysign(1, expected)


def test_what_is_missing_stays_missing() -> None:
    """Nothing is made of no number."""
    assert math.isnan(summed([math.nan, 1.0]))
    assert as_decimals(np.zeros((2, 0)), np.zeros((2, 0))).shape == (2, 0)


@given(st.lists(DECIMALS, min_size=1, max_size=9))
def test_sums_of_decimals(parts: list[tuple[int, int]]) -> None:
    """Of numbers with few digits that are not far from one another, the sum is that on paper."""
    place = parts[0][1]
    exact = sum(Decimal(digits).scaleb(-place) for digits, _ in parts)
    assert summed([float(Decimal(digits).scaleb(-place)) for digits, _ in parts]) == float(exact)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9))
def test_nothing_is_lost(numbers: list[float]) -> None:
    """It differs from the sum by less than a part in 10¹² of the largest number."""
    assert summed(numbers) == pytest.approx(
        math.fsum(numbers), abs=1e-12 * max(map(abs, numbers)) + 5e-324
    )


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([0.3, 0.1 + 0.2, 0.3], [0.3, 0.3, 0.3]),
        ([36.78794411714, 36.78794411714424], [36.78794411714] * 2),
        ([-0.3, -0.30000000000000004], [-0.3, -0.3]),
        ([0.1 + 0.2, math.nan, math.inf, 0.3], [0.3, math.nan, math.inf, 0.3]),
        ([0.3, 0.1 + 0.2, 0.4], [0.3, 0.1 + 0.2, 0.4]),  # they are not all equal
        ([0.3, 0.3 + 1e-11], [0.3, 0.3 + 1e-11]),
        ([1e-20, 2e-20], [1e-20, 2e-20]),
        ([1e15, 1e15 + 1], [1e15, 1e15 + 1]),  # whole numbers are exact
        ([0.0, 0.0], [0.0, 0.0]),
        ([math.nan], [math.nan]),
        ([], []),
    ],
)
def test_equal_numbers_with_dust(scores: list[float], found: list[float]) -> None:
    """They are all the plainest of them; others stay, and so does what is not finite."""
    np.testing.assert_array_equal(without_dust(np.array([scores])), [found])
