"""What is tested of a series is chosen by what is known of it, and nothing overflows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark.core.errors import ScoreError
from heatmark.picture.samples import Estimates, Flips, sample

SCORES = np.array([1.0, 3.0, np.nan, 2.0])
ERRORS = np.array([0.5, 0.5, 0.5, 0.5])


def runs(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.random.default_rng(1).normal(size=(count, len(SCORES)))


def test_nothing_known_is_nothing_tested() -> None:
    """Without errors or runs there is no test."""
    assert sample(SCORES, None, None, None, 0.0) is None


@pytest.mark.parametrize(("repeats", "rule"), [(None, "exact"), (5, "t")])
def test_errors(repeats: int | None, rule: str) -> None:
    """Errors are exact or estimates; missing scores are left out; distances are from the centre."""
    found = sample(SCORES, ERRORS, repeats, None, 1.0)
    assert isinstance(found, Estimates)
    assert found.rule == rule
    assert list(found.places) == [0, 1, 3]
    assert list(found.distances / found.spreads) == [0.0, 4.0, 2.0]
    assert list(found.possible) == [False, True, True]


def test_about_the_own_mean_distances_share_their_error() -> None:
    """With n equal errors e, a distance from the mean has the error e √(1 - 1/n)."""
    found = sample(SCORES, ERRORS, None, None, None)
    assert isinstance(found, Estimates)
    assert found.center == 2.0
    unit = found.errors / 0.5
    assert np.allclose(found.spreads / unit, 0.5 * np.sqrt(1 - 1 / 3))


def test_one_score_is_its_own_mean() -> None:
    """Nothing is left of its distance, nor of the error of that."""
    found = sample(np.array([3.0]), np.array([0.5]), None, None, None)
    assert isinstance(found, Estimates)
    assert (found.center, found.spreads.tolist()) == (3.0, [0.0])


def test_runs_go_before_errors() -> None:
    """Many runs have their signs flipped; few are summed up by their mean and its error."""
    many, few = (sample(SCORES, ERRORS, None, runs(count), 0.0) for count in (12, 3))
    assert isinstance(many, Flips)
    assert isinstance(few, Estimates)
    assert many.repeats == 12
    assert (few.rule, few.repeats) == ("t", 3)


@pytest.mark.parametrize(
    ("repeats", "given", "about"), [(1, None, "repeats"), (None, runs(1), "runs")]
)
def test_one_is_not_enough(repeats: int | None, given: object, about: str) -> None:
    """One run does not show how much scores scatter."""
    with pytest.raises(ScoreError, match="one run alone") as caught:
        sample(SCORES, ERRORS, repeats, given, 0.0)  # type: ignore[arg-type]
    assert caught.value.about == about


@pytest.mark.parametrize(("repeats", "given"), [(2, None), (None, runs(2))])
def test_two_are_enough(repeats: int | None, given: Any) -> None:
    """Two runs scatter, however little that says."""
    found = sample(SCORES, ERRORS, repeats, given, 0.0)
    assert found is not None
    assert (found.rule, found.repeats) == ("t", 2)


@pytest.mark.parametrize(("errors", "given"), [(np.ones(2), None), (None, np.ones((3, 2)))])
def test_nothing_is_about_nothing(errors: Any, given: Any) -> None:
    """Without a finite score nothing is tested, and the mean is 0."""
    found = sample(np.full(2, np.nan), errors, None, given, None)
    assert found is not None
    assert (list(found.places), found.center) == ([], 0.0)


def test_equal_scores_without_errors() -> None:
    """No distance is not more than nothing, at 0 as elsewhere."""
    for score in (0.0, 0.1):
        found = sample(np.full(3, score), np.zeros(3), None, None, None)
        assert isinstance(found, Estimates)
        assert not found.possible.any()


@pytest.mark.parametrize("size", [1e-300, 1.0, 1e307])
def test_size_does_not_matter(size: float) -> None:
    """Squares of the largest scores and the smallest are finite, and the test is the same."""
    found = sample(SCORES * size, ERRORS * size, None, None, None)
    plain = sample(SCORES, ERRORS, None, None, None)
    assert isinstance(found, Estimates)
    assert isinstance(plain, Estimates)
    assert np.allclose(found.distances / found.spreads, plain.distances / plain.spreads)


@pytest.mark.parametrize("size", [1e-300, 1e-150, 1.0, 1e307])
@pytest.mark.parametrize("center", [None, 0.5])
def test_size_of_runs_does_not_matter(size: float, center: float | None) -> None:
    """Few runs that are tiny or huge have the t that others have."""
    scores = runs(4).mean(axis=0)
    middle = None if center is None else center * size
    found = sample(scores * size, None, None, runs(4) * size, middle)
    plain = sample(scores, None, None, runs(4), center)
    assert isinstance(found, Estimates)
    assert isinstance(plain, Estimates)
    assert list(found.places) == list(plain.places) == [0, 1, 2, 3]
    assert np.allclose(found.distances / found.spreads, plain.distances / plain.spreads)
    assert found.center == pytest.approx(plain.center * size)


def test_the_largest_floats() -> None:
    """Are scores as others are."""
    found = sample(np.array([1.7e308, -1.7e308, 0.0]), np.ones(3) * 1e308, None, None, None)
    assert isinstance(found, Estimates)
    assert np.allclose(found.distances / found.spreads, np.array([1.7, 1.7, 0]) / (2 / 3) ** 0.5)


def test_runs_are_small_beside_their_own_token() -> None:
    """About a named centre a tiny score is tested beside a huge one; about the mean it is dust."""
    values = np.array([[1e6, 1e-9], [1e6 + 1, 2e-9], [1e6 - 1, 3e-9]])
    about = sample(values.mean(axis=0), None, None, values, 0.0)
    assert about is not None
    assert list(about.places) == [0, 1]
    small = np.array([[1e-9], [2e-9], [3e-9]])
    same = sample(np.array([2e-9]), None, None, small, 0.0)
    assert same is not None
    assert list(same.places) == [0]
    zero = sample(np.zeros(1), None, None, np.zeros((3, 1)), 0.0)
    assert zero is not None
    assert list(zero.places) == []
    equal = sample(np.array([0.3]), None, None, np.array([[0.1 + 0.2], [0.3], [0.3]]), 0.0)
    assert equal is not None
    assert list(equal.places) == []
