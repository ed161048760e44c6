"""What is tested of each series: distances from the centre and their errors, or runs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from heatmark.core.errors import ScoreError
from heatmark.core.wording import say
from heatmark.picture.runs import DUST, FEWEST_TO_FLIP, deviations, summarize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heatmark.picture.runs import Floats

    Places: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Scores with standard errors: n tokens, in units in which no square overflows.

    Attributes:
        places: Which of the N tokens they are.
        center: The centre, in the units of the author.
        rule: `exact` or `t`: whether the errors are exact or estimates.
        repeats: How many repeats or runs the errors were estimated from, or None.
        scores: The scores.
        errors: Their standard errors.
        distances: How far the scores are from the centre.
        spreads: The standard errors of these distances.
        possible: Whether a distance is more than nothing.
    """

    places: Places
    center: float
    rule: Literal["exact", "t"]
    repeats: int | None
    scores: Floats
    errors: Floats
    distances: Floats
    spreads: Floats
    possible: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Flips:
    """Runs whose signs are flipped: R runs of n tokens.

    Attributes:
        places: Which of the N tokens they are.
        center: The centre, or the mean of all runs.
        differences: (R, n) differences from the centre, or from each run's own mean.
        about_mean: (R, n) differences from each run's own mean.
    """

    places: Places
    center: float
    differences: Floats
    about_mean: Floats
    rule: Literal["flips"] = "flips"

    @property
    def repeats(self) -> int:
        """The number of runs."""
        return len(self.differences)


Sample: TypeAlias = "Estimates | Flips"


def sample(
    scores: Floats,
    errors: Floats | None,
    repeats: int | None,
    runs: Floats | None,
    center: float | None,
) -> Sample | None:
    """Choose how a series is tested, by what is known of it and never by its scores.

    Args:
        scores: N scores; NaN where missing or special.
        errors: N standard errors, NaN where not known, or None.
        repeats: How many repeats each error was estimated from, or None if they are exact.
        runs: (R, N) runs, which go before errors, or None.
        center: The centre that the author named, or None for the series' own mean.

    Raises:
        ScoreError: If there is one run or one repeat, which has no error.
    """
    if runs is not None:
        _refuse_one(len(runs), "runs")
        return _of_runs(scores, runs, center)
    if errors is None:
        return None
    if repeats is None:
        return _of_errors(scores, errors, None, center)
    _refuse_one(repeats, "repeats")
    return _of_errors(scores, np.where(errors > 0, errors, np.nan), repeats, center)


def _refuse_one(count: int, about: str) -> None:
    if count < 2:
        problem = "one run alone does not show how much scores scatter"
        hint = say("give at least 2 {about}, better 8 or more, or leave {about} out", about=about)
        raise ScoreError(problem, hint=hint, about=about)


def _unit(*numbers: Floats | float) -> float:
    """Find a power of two, by which division is exact, that makes all numbers 1 at most."""
    largest = max(float(np.max(np.abs(item), initial=0.0)) for item in numbers)
    return 2.0 ** min(math.frexp(largest)[1], 1023)  # 2¹⁰²⁴ is no float; 2 at most is as good


def _of_errors(
    scores: Floats, errors: Floats, repeats: int | None, center: float | None
) -> Estimates:
    """Take scores and errors; sᵢ² = eᵢ² (1 - 2/n) + Σ e² / n² about the own mean.

    (Nelson, Wludyka & Copeland 2005, The Analysis of Means.)
    """
    indices = np.flatnonzero(np.isfinite(scores) & np.isfinite(errors))
    kept, count = scores[indices], max(len(indices), 1)
    unit = _unit(kept, errors[indices], center or 0.0)
    x, e = kept / unit, errors[indices] / unit
    if center is not None:
        middle, spreads, possible = center / unit, e, kept != center
    else:
        middle = math.fsum(x) / count
        spreads = np.sqrt(np.maximum(e**2 * (1 - 2 / count) + (e**2).sum() / count**2, 0.0))
        size = np.abs(x).max(initial=0.0)  # equivalent: about 1, or far less than its errors
        possible = np.abs(x - middle) > DUST * size
    rule: Literal["exact", "t"] = "exact" if repeats is None else "t"
    return Estimates(
        indices, middle * unit, rule, repeats, x, e, np.abs(x - middle), spreads, possible
    )


def _of_runs(scores: Floats, runs: Floats, center: float | None) -> Sample:
    """Take runs: their signs are flipped if there are enough, and else t is computed from them."""
    indices = np.flatnonzero(np.isfinite(scores) & np.isfinite(runs).all(axis=0))
    kept = runs[:, indices]
    unit = _unit(kept, center or 0.0)
    x = kept / unit
    differences = deviations(x, None if center is None else center / unit)
    middle = center if center is not None else float(x.mean()) * unit if x.size else 0.0
    if len(runs) >= FEWEST_TO_FLIP and _differ(x):
        return Flips(indices, middle, differences, deviations(x, None))
    means, errors = summarize(differences)
    size = np.abs(x).max(axis=None if center is None else 0, initial=0.0)
    usable = errors > DUST * size  # runs that coincide by rounding say nothing of their scatter
    means, errors, indices = means[usable], errors[usable], indices[usable]
    real = np.ones(len(means), dtype=np.bool_)
    return Estimates(indices, middle, "t", len(runs), means, errors, np.abs(means), errors, real)


def _differ(runs: Floats) -> bool:
    """Tell runs from copies of one, of which none is a repeat, by more than rounding."""
    size = np.abs(runs).max(axis=0, initial=0.0)
    return bool((np.ptp(runs, axis=0) > DUST * size).any())
