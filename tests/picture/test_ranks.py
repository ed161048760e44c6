"""Spearman's ρ against SciPy and by counting."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heatmark.picture.ranks import agreement, midranks, reached_often, spearman

PAIRS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=9)


def test_published_rho() -> None:
    """Two worked examples, one with ties."""
    assert spearman(np.array([1, 2, 2, 3.0]), np.array([1, 3, 2, 4.0])) == pytest.approx(
        0.948683, abs=1e-6
    )
    assert spearman(np.arange(5.0), np.array([2, 1, 4, 3, 5.0])) == pytest.approx(0.8)


@given(PAIRS)
def test_against_scipy(pairs: list[tuple[int, int]]) -> None:
    """With ties as without; a constant has no order to agree with."""
    first, second = np.array(pairs, dtype=float).T
    assert midranks(first).tolist() == stats.rankdata(first).tolist()
    found = spearman(first, second)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert found is None
        return
    assert found is not None
    assert found == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-12)
    assert spearman(np.exp(first), -second) == pytest.approx(-found)


def test_agreement_of_sizes() -> None:
    """Scores of other signs agree in size; missing ones are left out, infinite ones ranked."""
    real = np.array([1.0, 2, 3, 4, math.nan, 9, -math.inf])
    control = np.array([-1.0, 2, -3, 4, 7, math.nan, math.inf])
    found = agreement(real, control)
    assert found.count == 5
    assert found.rho == pytest.approx(
        stats.spearmanr([1, 2, 3, 4, -9], [-1, 2, -3, 4, 9]).statistic
    )
    assert found.rho_of_sizes == pytest.approx(1)
    assert found.often == 0.9


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_compare(count: int) -> None:
    """Without two tokens there is no ρ, and no number to compare it with."""
    found = agreement(np.ones(count), np.ones(count))
    assert (found.rho, found.rho_of_sizes, found.count, found.often) == (None, None, count, None)


@pytest.mark.parametrize(
    ("count", "often"), [(5, 0.90), (9, 0.68), (10, 0.65), (20, 0.45), (50, 0.28)]
)
def test_published_reach(count: int, often: float) -> None:
    """What independent scores often reach."""
    assert reached_often(count) == often


@pytest.mark.parametrize("count", range(2, 9))
def test_reach_by_counting(count: int) -> None:
    """For few tokens it is the 95 % quantile over all orders."""
    ranks = np.arange(count) - (count - 1) / 2
    orders = np.array([*itertools.permutations(ranks)])
    found = np.abs(orders @ ranks) / (ranks @ ranks)
    assert reached_often(count) == round(float(np.quantile(found, 0.95, method="inverted_cdf")), 2)


@pytest.mark.parametrize("count", [9, 10, 15, 30, 100])
def test_reach_by_simulation(count: int) -> None:
    """For more tokens about one in twenty goes beyond it."""
    rng = np.random.default_rng(count)
    ranks = np.arange(count) - (count - 1) / 2
    orders = rng.permuted(np.tile(ranks, (40_000, 1)), axis=1)
    found = np.abs(orders @ ranks) / (ranks @ ranks)
    often = reached_often(count)
    assert often is not None
    assert 0.035 <= np.mean(found > often) <= 0.055


def test_the_largest_of_several() -> None:
    """Its quantile grows with their number, stays below 1, and agrees with simulated ones."""
    assert reached_often(8, 1) == reached_often(8)
    assert reached_often(2, 5) == 1
    found = [reached_often(8, tried) or 0 for tried in (1, 2, 3, 12, 1000)]
    assert found == sorted(found)
    assert found[-1] < 1
    random = np.random.default_rng(1)
    fixed = np.arange(12.0)
    largest = [
        max(abs(spearman(fixed, random.normal(size=12)) or 0) for _ in range(3))
        for _ in range(4000)
    ]
    assert np.mean(np.array(largest) > (reached_often(12, 3) or 0)) == pytest.approx(
        0.05, abs=0.015
    )
