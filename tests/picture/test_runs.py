"""Runs: summaries, skewness and flips, against brute force and by simulation."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from heatmark.picture import runs as module
from heatmark.picture.runs import (
    deviations,
    flip_p_together,
    flip_p_values,
    is_skewed,
    signs,
    summarize,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.picture.runs import Floats

    _Draw = Callable[[np.random.Generator, int, int], Floats]

RUNS = np.array(
    [
        [1.2, 0.1, -0.3],
        [0.9, -0.2, 0.1],
        [1.1, 0.3, 0.2],
        [1.4, -0.1, -0.1],
        [0.8, 0.2, 0.4],
        [1.0, -0.3, -0.2],
    ]
)
ARRAYS = st.tuples(st.integers(2, 9), st.integers(1, 5), st.integers(0, 10**6)).map(
    lambda drawn: np.random.default_rng(drawn[2]).integers(-4, 5, drawn[:2]).astype(float)
)


def test_published_t() -> None:
    """About 0 and about each run's own mean t is that of the worked example."""
    means, errors = summarize(deviations(RUNS, 0.0))
    assert np.abs(means / errors) == pytest.approx([12.094863, 0, 0.154672], abs=1e-6)
    means, errors = summarize(deviations(RUNS, None))
    assert means / errors == pytest.approx([7.151100, -6.859227, -4.049607], abs=1e-6)


def test_published_p() -> None:
    """Tokens at 0 do not differ from 0, but do from the mean that one high token lifts."""
    assert flip_p_values(deviations(RUNS, 0.0)).tolist() == [1 / 32, 1, 1]
    assert flip_p_values(deviations(RUNS, None)).tolist() == [1 / 32] * 3


@given(ARRAYS)
def test_flips_by_brute_force(y: np.ndarray) -> None:
    """The p values are those of the definition, over all signs."""
    lengths = np.sqrt(len(y) * (y**2).sum(axis=0))
    lengths[lengths == 0] = np.inf
    flipped = [
        np.abs(np.array([1, *flips]) @ y) / lengths
        for flips in itertools.product([1, -1], repeat=len(y) - 1)
    ]
    largest = np.array([one.max() for one in flipped])
    expected = [np.mean(largest >= own - 1e-9) for own in flipped[0]]
    assert flip_p_values(y).tolist() == expected


@given(ARRAYS)
@example(np.array([[-1.0], [2.0], [-3.0], [2.0]]))
def test_flips_together_by_brute_force(y: np.ndarray) -> None:
    """The p value is that of the definition: how often the sum of t² is as large."""
    lengths = np.sqrt(len(y) * (y**2).sum(axis=0))
    lengths[lengths == 0] = np.inf
    sums = []
    for flips in itertools.product([1, -1], repeat=len(y) - 1):
        shares = np.minimum((np.array([1, *flips]) @ y / lengths) ** 2, 1 - 1e-6)
        sums.append(((len(y) - 1) * shares / (1 - shares)).sum())
    assert flip_p_together(y) == np.mean(np.array(sums) >= sums[0] * (1 - 1e-9) - 1e-9)


@given(ARRAYS, st.sampled_from([2.0, -0.25, 1e-200, 1e200]))
def test_flips_know_no_units(y: np.ndarray, factor: float) -> None:
    """Units, signs and the order of runs and tokens change no p value."""
    known = flip_p_values(y).tolist()
    assert flip_p_values(y * factor).tolist() == known
    assert flip_p_values(y[::-1, ::-1]).tolist() == known[::-1]
    assert flip_p_together(y * factor) == flip_p_together(y)


def test_many_tokens_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flips that are taken some at a time give the same p values."""
    y = np.random.default_rng(1).standard_normal((8, 40)) + 0.5
    known = flip_p_values(y).tolist(), flip_p_together(y)
    monkeypatch.setattr(module, "_MOST_AT_ONCE", 100)
    assert (flip_p_values(y).tolist(), flip_p_together(y)) == known


@pytest.mark.parametrize("size", [1, 2, 6, 12, 13, 14, 20, 40, 2100])
def test_flips_are_a_group(size: int) -> None:
    """Flips are all different, the first changes nothing, and two in turn are a third."""
    flips = signs(size)
    assert flips.shape == (min(2 ** (size - 1), 2048), size)
    assert (flips[0] == 1).all()
    assert (flips[:, 0] == 1).all()
    rows = {row.tobytes() for row in flips}
    assert len(rows) == len(flips)
    rng = np.random.default_rng(size)
    for first, second in rng.integers(len(flips), size=(50, 2)):
        assert (flips[first] * flips[second]).tobytes() in rows


def test_flips_of_many_runs_are_balanced() -> None:
    """Each run changes its sign in half of the flips, and each two are independent."""
    flips = signs(40)
    assert (flips.T @ flips == 2048 * np.eye(40)).all()


def test_two_runs_flip_together_only_beyond_2048() -> None:
    """Before a column of the code comes again, all others have been used."""
    assert len({run.tobytes() for run in (signs(2048) > 0).T}) == 2048


def test_flips_cannot_be_edited() -> None:
    """They are shared, so that they are read-only."""
    with pytest.raises(ValueError, match="read-only"):
        signs(7)[0, 0] = -1


@pytest.mark.parametrize("size", [8, 15])
def test_flips_hold_their_level(size: int) -> None:
    """Tokens that depend on one another, with tenfold errors, rarely differ from 0."""
    rng = np.random.default_rng(11)
    trials = 600
    spread = 10 ** rng.uniform(0, 1, 12)
    wrong = 0
    for _ in range(trials):
        y = (rng.standard_t(3, (size, 12)) + rng.standard_normal((size, 1))) * spread
        wrong += flip_p_values(y).min() <= 0.05
    assert wrong / trials <= 0.05 + 3 * (0.05 * 0.95 / trials) ** 0.5


def test_flips_find_what_is_there() -> None:
    """A token that differs by three standard deviations of a run is found, no other."""
    y = np.random.default_rng(3).standard_normal((15, 50))
    y[:, 7] += 3
    assert np.flatnonzero(flip_p_values(y) <= 0.05).tolist() == [7]
    assert flip_p_together(y) <= 0.05


def test_zeros_do_not_differ() -> None:
    """Where all runs are at the centre there is nothing to find."""
    assert flip_p_values(np.zeros((6, 3))).tolist() == [1, 1, 1]
    assert flip_p_values(np.zeros((6, 0))).tolist() == []
    assert flip_p_together(np.zeros((6, 3))) == 1


def test_summaries() -> None:
    """The mean and s / √R; equal runs have exactly their score; missing runs leave nothing."""
    runs = np.array([[1.0, 0.1, np.nan], [2.0, 0.1, 1.0], [6.0, 0.1, 1.0]])
    means, errors = summarize(runs)
    assert means[:2].tolist() == [3, 0.1]
    assert errors[:2].tolist() == [pytest.approx(stats.sem([1, 2, 6])), 0]
    assert np.isnan([means[2], errors[2]]).all()


def test_dust_is_no_difference() -> None:
    """Differences of rounding are 0."""
    runs = np.full((6, 7), 0.1 + 0.2)
    assert not deviations(runs, None).any()
    assert not deviations(runs, 0.3).any()
    assert deviations(runs, 0.0).all()
    assert deviations(np.array([[1e12]]), 1e12 - 1) == 0  # exactly 10⁻¹² of the score
    assert deviations(np.array([[1e12]]), 1e12 - 2) == 2
    assert deviations(np.array([[1e-20, 3e-20]]), None).all()  # of small runs, too


def test_skewness_of_what_is_measured() -> None:
    """Probabilities of a model are skewed, their logarithms and differences of runs are not."""
    rng = np.random.default_rng(5)
    runs = rng.normal(-2, 0.7, (8, 40))
    assert is_skewed([np.exp(runs)])
    assert not is_skewed([runs])
    assert not is_skewed([np.exp(runs) - np.exp(rng.normal(-2, 0.7, (8, 40)))])


def test_skewness_of_groups() -> None:
    """Runs of equal number are judged together, others apart; what cannot be judged is left out."""
    rng = np.random.default_rng(6)
    even, skewed = rng.standard_normal((8, 30)), rng.exponential(1, (9, 30))
    assert is_skewed([even, skewed])
    assert not is_skewed([even, even])
    assert not is_skewed([skewed[:2], np.ones((8, 3)), np.full((8, 3), np.nan)])
    for size in (1e-200, 1e200):
        assert is_skewed([np.column_stack([skewed, np.ones(9), np.full(9, np.nan)]) * size])
    assert not is_skewed([])


@pytest.mark.parametrize("copies", [1, 7])
def test_how_much_is_skewed(copies: int) -> None:
    """Few runs: beyond 2.576 standard errors of normal ones; a token that is there again is one.

    And beyond 1.96 of tokens that are as skewed to both sides.
    """
    runs = np.random.default_rng(3).standard_normal((5, 15))
    far = runs == runs.max(axis=0)
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        found = is_skewed([np.repeat(runs + middle * far, copies, axis=1)])
        low, high = (low, middle) if found else (middle, high)
    last = runs + high * far
    shared = max((np.corrcoef(last.T) ** 3).mean(), 1 / 15)
    skewness = stats.skew(last)
    variance = 6 * (5 - 2) / ((5 + 1) * (5 + 3))
    most = max(2.576 * math.sqrt(variance), 1.96 * math.sqrt((skewness**2).mean()))
    assert skewness.mean() == pytest.approx(most * math.sqrt(shared), rel=1e-6)
    assert is_skewed([-runs - 50 * far])


@pytest.mark.parametrize("size", [4, 7, 8, 30])
@pytest.mark.parametrize("kind", ["normal", "alike", "far"])
def test_skewness_is_rarely_seen_where_none_is(kind: str, size: int) -> None:
    """Few texts with symmetric runs are called skewed, also if tokens are alike or tails heavy."""
    rng = np.random.default_rng(7)
    found = []
    for _ in range(400):
        runs = rng.standard_normal((size, 20))
        if kind == "alike":
            runs = runs + 3 * rng.standard_normal((size, 1))
        elif kind == "far":
            runs = runs + rng.standard_t(3, (size, 20))
        found.append(is_skewed([runs]))
    assert np.mean(found) <= (0.12 if kind == "far" else 0.05)


def _sparse(rng: np.random.Generator, size: int, count: int) -> Floats:
    return rng.choice([-1.0, 0.0, 1.0], p=[0.05, 0.9, 0.05], size=(size, count))


@pytest.mark.parametrize(("size", "count"), [*itertools.product([4, 7, 8, 12, 30], [5, 20, 100])])
@pytest.mark.parametrize(
    "draw",
    [
        _sparse,
        lambda rng, size, count: _sparse(rng, size, 1) * np.ones(count),
        lambda rng, *shape: rng.standard_normal(shape) * (rng.random(shape) < 0.3),
        lambda rng, *shape: np.round(rng.standard_normal(shape) / 2),
    ],
    ids=["sparse", "sparse seeds", "mostly zero", "rounded"],
)
def test_sparse_runs_are_rarely_called_skewed(draw: _Draw, size: int, count: int) -> None:
    """Symmetric runs are not, though most tokens have but one run that differs: it is to a side."""
    rng = np.random.default_rng(9)
    found = [is_skewed([draw(rng, size, count)]) for _ in range(300)]
    assert np.mean(found) <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / 300)


@pytest.mark.parametrize(
    ("size", "count", "least"),
    [(4, 100, 0.9), (6, 20, 0.9), (8, 20, 0.9), (12, 5, 0.8), (12, 20, 0.95)],
)
def test_skewness_is_mostly_seen_where_it_is(size: int, count: int, least: float) -> None:
    """Exponential runs are."""
    rng = np.random.default_rng(8)
    found = [is_skewed([rng.exponential(1, (size, count))]) for _ in range(200)]
    assert np.mean(found) >= least


@pytest.mark.parametrize("size", [2.0**500, 2.0**501, 1e200, 1e307])
def test_runs_whose_squares_are_beyond_floats(size: float) -> None:
    """Mean and error are as large as the runs are, not infinite; smaller runs beside stay exact."""
    runs = np.array([[1.0, 2.0], [2.0, 3.0], [6.0, 7.0]])
    means, errors = summarize(runs * [size, 1])
    assert means == pytest.approx([3 * size, 4])
    assert errors == pytest.approx(np.array([size, 1]) * math.sqrt(7 / 3))
    assert summarize(runs)[1][1] == errors[1]


def test_the_smallest_runs() -> None:
    """Nothing is lost of scores that only just are not 0."""
    assert summarize(np.array([[5e-324], [1e-323]]))[0] == 1e-323


def test_runs_without_a_finite_token() -> None:
    """There is nothing to take a mean of, and nothing to warn of."""
    assert deviations(np.empty((3, 0)), None).shape == (3, 0)
