"""Noise against SciPy and simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from heatmark.picture.noise import is_all_noise, range_quantile, threshold, within_noise


@pytest.mark.parametrize("count", [1, 2, 3, 10, 20, 50, 100, 1000, 200_000])
def test_threshold(count: int) -> None:
    """The threshold is the normal quantile with Bonferroni's correction."""
    assert threshold(count) == pytest.approx(stats.norm.ppf(1 - 0.05 / (2 * count)), rel=1e-9)


@pytest.mark.parametrize("count", [2, 3, 5, 10, 20, 50, 100, 500])
def test_range_quantile(count: int) -> None:
    """The quantile of the range is that of the studentized range with endless freedom."""
    expected = stats.studentized_range.ppf(0.95, count, math.inf)
    assert range_quantile(count) == pytest.approx(expected, abs=1e-6)


def test_range_quantile_of_many() -> None:
    """Also of many numbers, by simulation."""
    rng = np.random.default_rng(1)
    ranges = np.ptp(rng.standard_normal((2000, 3000)), axis=1)
    assert np.mean(ranges < range_quantile(3000)) == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize(("mean", "center"), [(0.0, 0.0), (0.0, None), (100.0, None), (-7.0, -7.0)])
@pytest.mark.parametrize("spread", [1.0, 2.0, 100.0])
@pytest.mark.parametrize("count", [2, 3, 5, 20, 60])
def test_noise_is_rarely_coloured(
    mean: float, center: float | None, spread: float, count: int
) -> None:
    """Of texts of pure noise at most 5 % have a token with a colour, whatever errors they have."""
    rng = np.random.default_rng(7)
    errors = spread ** rng.uniform(-0.5, 0.5, count)
    trials = 2000
    coloured = 0
    for values in mean + errors * rng.standard_normal((trials, count)):
        coloured += len(within_noise(values.tolist(), errors.tolist(), center)) < count
    sampling = 2 * math.sqrt(0.05 * 0.95 / trials)
    assert coloured / trials <= 0.05 + sampling
    if center is not None:
        assert coloured / trials >= 0.05 - 0.0025 - sampling  # as sharp as Bonferroni can be


def test_signal_is_coloured() -> None:
    """Scores far from the centre keep their colour; those without a known error always do."""
    assert within_noise([5.0, 0.1, None, -5.0], [0.5, 0.5, None, 0.5], None) == {1}
    assert within_noise([10.0, 10.1, 9.9, 20.0], [0.5] * 4, None) == {0, 1, 2}
    assert within_noise([10.0, 10.1, 9.9, 20.0], [0.5, 0.0, 0.5, 0.5], None) == {0, 2}
    assert within_noise([10.0, 0.0], [None, None], None) == frozenset()
    assert within_noise([1.0], [0.0], None) == frozenset()
    assert within_noise([], [], None) == frozenset()


def test_all_noise() -> None:
    """Of texts of pure noise 95 % are said to be; a text with one real difference is not."""
    rng = np.random.default_rng(3)
    rows = rng.standard_normal((2000, 12))
    said = [is_all_noise(row.tolist(), [1.0] * 12) for row in rows]
    assert np.mean(said) == pytest.approx(0.95, abs=0.015)
    assert not is_all_noise([0.0, 0.0, 10.0], [1.0, 1.0, 1.0])
    assert not is_all_noise([1.0], [1.0])
    assert not is_all_noise([1.0, None], [1.0, None])
    assert not is_all_noise([1.0, 1.0], [0.0, 0.0])
