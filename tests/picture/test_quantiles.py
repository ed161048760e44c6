"""Tails and quantiles against SciPy."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from heatmark.picture.quantiles import chi_squared_tail, t_quantile

FREEDOMS = [1, 2, 3, 4, 5, 8, 11, 19, 50, 199]


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("tail", [0.9, 0.5, 0.05, 0.0025, 0.00025, 1e-6])
def test_t_quantile(freedom: int, tail: float) -> None:
    """The t is exceeded to either side as often as asked for."""
    expected = stats.t.isf(tail / 2, freedom)
    assert t_quantile(tail, freedom) == pytest.approx(expected, rel=1e-9)


def test_t_of_many_repeats() -> None:
    """A quantile for very many degrees of freedom is a little too large rather than too small."""
    expected = stats.t.isf(1e-4, 10**6)
    assert expected < t_quantile(2e-4, 10**6) < expected * 1.001
    assert t_quantile(2e-4, 10_001) == t_quantile(2e-4, 10_000) < t_quantile(2e-4, 9_999)


@pytest.mark.parametrize("freedom", [*FREEDOMS, 5000, 20001])
@pytest.mark.parametrize("tail", [0.99, 0.5, 0.05, 1e-8, 1e-100])
def test_chi_squared_tail(freedom: int, tail: float) -> None:
    """The tail of chi-squared, also far out."""
    value = stats.chi2.isf(tail, freedom)
    expected = stats.chi2.sf(value, freedom)
    assert chi_squared_tail(value, freedom) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("freedom", [1, 2, 7])
def test_ends_of_chi_squared(freedom: int) -> None:
    """All values are 0 or more, and finite."""
    assert chi_squared_tail(0.0, freedom) == 1
    assert chi_squared_tail(math.inf, freedom) == 0
    assert chi_squared_tail(1e-300, freedom) == pytest.approx(1)
    assert chi_squared_tail(1e6, freedom) == 0


def test_no_tail_is_more_than_all() -> None:
    """Whatever rounding makes of a sum of many terms."""
    for freedom in range(1, 60):
        assert all(chi_squared_tail(freedom / part, freedom) <= 1 for part in (20, 8, 6, 4))
        assert chi_squared_tail(5.0, freedom) <= 1
