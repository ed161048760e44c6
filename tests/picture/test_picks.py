"""Right picks in line-ups: published tables, exact sums, simulated classes."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from heatmark.picture.picks import (
    LEVEL,
    needed_picks,
    pick_probability,
    version_probability,
)

VIEWERS = (1, 5, 10, 20, 30, 40, 100, 200)


@pytest.mark.parametrize(
    ("pictures", "alpha", "expected"),
    [
        (6, 0.25, [None, 5, 9, 16, 23, 30, 73, 146]),
        (6, 1, [None, 4, 6, 11, 15, 20, 47, 92]),
        (6, math.inf, [None, 3, 5, 7, 10, 12, 24, 43]),
        (20, 0.25, [1, 3, 4, 6, 9, 11, 26, 50]),
        (20, 1, [1, 2, 3, 5, 6, 8, 17, 31]),
        (20, math.inf, [1, 2, 3, 4, 5, 5, 10, 16]),
    ],
)
def test_published_table(pictures: int, alpha: float, expected: list[int | None]) -> None:
    """So many right picks are needed, of dependent and of independent viewers."""
    assert [needed_picks(viewers, pictures, alpha) for viewers in VIEWERS] == expected


def test_alpha_is_one_where_none_is_said() -> None:
    """So are probabilities of a line-up that says nothing of how eyes agree."""
    assert pick_probability(4, 20, 6) == pick_probability(4, 20, 6, 1)


def test_published_probabilities() -> None:
    """The R package vinference gives these for dVis(5:10, 15, 20, .1)."""
    found = [float(pick_probability(right, 15, 20, 0.1)) for right in range(5, 11)]
    expected = [0.013705, 0.010688, 0.008467, 0.006754, 0.005386, 0.004262]
    assert found == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("alpha", [0.1, Fraction(1, 3), 1, 2.5])
@pytest.mark.parametrize("pictures", [2, 6, 20])
@pytest.mark.parametrize("viewers", [1, 2, 7, 30])
def test_against_scipy(viewers: int, pictures: int, alpha: float | Fraction) -> None:
    """Picks are beta-binomial; all probabilities together are exactly 1."""
    model = stats.betabinom(viewers, float(alpha), float((pictures - 1) * alpha))
    found = [pick_probability(right, viewers, pictures, alpha) for right in range(viewers + 1)]
    assert sum(found) == 1
    assert [float(one) for one in found] == pytest.approx(model.pmf(np.arange(viewers + 1)))


@pytest.mark.parametrize("alpha", [0.25, 1, math.inf])
@pytest.mark.parametrize("pictures", [2, 6, 20])
@pytest.mark.parametrize("viewers", [1, 2, 3, 25, 137])
def test_needed_is_the_least(viewers: int, pictures: int, alpha: float) -> None:
    """So many right picks are surprising, one fewer are not."""
    needed = needed_picks(viewers, pictures, alpha)
    tail = Fraction(0)
    for right in range(viewers, -1, -1):
        tail += pick_probability(right, viewers, pictures, alpha)
        surprising = needed is not None and right >= needed
        assert surprising == (tail <= LEVEL)


@pytest.mark.parametrize("pictures", range(2, 21))
def test_independent_viewers(pictures: int) -> None:
    """With alpha infinite the class is binomial."""
    for viewers in (1, 4, 30):
        tails = stats.binom.sf(np.arange(viewers + 1) - 1, viewers, 1 / pictures)
        enough = np.flatnonzero(tails <= 0.05)
        expected = int(enough[0]) if enough.size else None
        assert needed_picks(viewers, pictures, math.inf) == expected


@pytest.mark.parametrize(("pictures", "viewers"), [(6, 10), (20, 30), (20, 100)])
def test_simulated_classes(pictures: int, viewers: int) -> None:
    """Classes in which a picture draws eyes by chance rarely reach what is needed."""
    rng = np.random.default_rng(1)
    trials, needed = 20_000, needed_picks(viewers, pictures)
    assert needed is not None
    shares = rng.dirichlet(np.ones(pictures), trials)[:, 0]
    found = np.mean(rng.binomial(viewers, shares) >= needed)
    assert 0 < found <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)


def test_versions() -> None:
    """Groups with versions of their own: one in 1 + V(m - 1)."""
    assert version_probability(20, 1) == Fraction(1, 20)
    assert version_probability(6, 4) == Fraction(1, 21)
    for pictures, versions in [(20, 1), (11, 2), (8, 3), (6, 4)]:
        assert version_probability(pictures - 1, versions) > LEVEL
        assert version_probability(pictures, versions) <= LEVEL


@pytest.mark.parametrize(("pictures", "versions"), [(20, 1), (12, 2), (6, 4)])
def test_simulated_versions(pictures: int, versions: int) -> None:
    """All groups find the real picture rarely, be their eyes alike or not."""
    rng = np.random.default_rng(2)
    trials = 20_000
    for noise in (0.0, 1.0):
        real = rng.standard_normal((trials, 1, 1))
        decoys = rng.standard_normal((trials, versions, pictures - 1))
        seen = np.concatenate([np.repeat(real, versions, axis=1), decoys], axis=2)
        seen += noise * rng.standard_normal(seen.shape)
        found = np.mean((seen.argmax(axis=2) == 0).all(axis=1))
        bound = float(version_probability(pictures, versions))
        assert found <= bound + 3 * math.sqrt(bound / trials)
