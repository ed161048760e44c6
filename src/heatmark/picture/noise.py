"""What tells scores from noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from heatmark.picture.quantiles import chi_squared_tail, t_quantile
from heatmark.picture.runs import flip_p_together, flip_p_values, signs
from heatmark.picture.samples import Estimates, Flips, sample
from heatmark.picture.shuffle import ALPHA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from heatmark.picture.runs import Floats
    from heatmark.picture.samples import Sample

Rule: TypeAlias = Literal["exact", "t", "flips"]
Together: TypeAlias = Literal["no more", "more"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which scores of a figure can be told from its centre.

    Attributes:
        coloured: For each of K series the places of scores that differ from the centre.
        faded: For each series the places that were tested and do not.
        untested: For each series the places with a score whose error is not known.
        rules: How each series was tested: `exact` by normal quantiles, since its errors are taken
            as exact; `t` by Student's, since they were estimated from few repeats; `flips` by
            flipping the signs of its runs; None if it has no errors.
        repeats: For each series how many repeats or runs its errors come from, or None.
        centers: For each series the centre, or None if it was not tested.
        named: Whether the author named the centre; if not, it is each series' own mean.
        warning: Whether at least two tokens were tested and none differs from its centre.
        together: Beside the warning, whether the scores vary `no more` than their errors do, or
            `more` although it cannot be said which; None where no valid test tells.
        p: The p value of that, or None.
        blind: Series with too few runs for any score to differ, whatever it is, at this level.
    """

    coloured: tuple[frozenset[int], ...]
    faded: tuple[frozenset[int], ...]
    untested: tuple[frozenset[int], ...]
    rules: tuple[Rule | None, ...]
    repeats: tuple[int | None, ...]
    centers: tuple[float | None, ...]
    named: bool
    warning: bool
    together: Together | None
    p: float | None
    blind: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """The scores of a figure, K series over N tokens, and what is known of their errors.

    Attributes:
        values: (K, N) scores; NaN where missing, special or otherwise left out.
        errors: (K, N) standard errors, NaN where not known, or None.
        repeats: How many repeats each error was estimated from: for all series, or for each; None
            if errors are exact.
        runs: For each series (R, N) runs, whose mean its scores are, or None; or None for all. Runs
            go before errors.
    """

    values: Floats
    errors: Floats | None = None
    repeats: int | Sequence[int | None] | None = None
    runs: Sequence[Floats | None] | None = None

    def samples(self, center: float | None) -> list[Sample | None]:
        """Take of each series what is tested; see [sample][heatmark.picture.samples.sample]."""
        none = [None] * len(self.values)
        repeats = self.repeats if isinstance(self.repeats, Sequence) else [self.repeats] * len(none)
        parts = (self.values, none if self.errors is None else self.errors, repeats)
        rows = zip(*parts, none if self.runs is None else self.runs, strict=True)
        return [sample(*row, center) for row in rows]


def compare(
    measurement: Measurement, center: float | None = None, alpha: float = ALPHA
) -> Comparison:
    """Find the scores of a figure that differ from the centre.

    All tokens of all series that have an error are one family: the chance that any of them is
    coloured although it does not differ, or on the wrong side, is alpha at most, if

    - errors are exact: scores are normal (and independent, if the centre is the own mean);
    - errors come from repeats: the same of the repeats, whose variances may differ;
    - runs are given, 6 or more: they scatter evenly to both sides, and tokens may depend on one
      another in any way. With 2 to 5 runs t is computed from them, and they must be normal.

    Args:
        measurement: The scores and their errors.
        center: The centre that the author named, or None to compare each series with its own
            unweighted mean.
        alpha: The level of the whole figure.

    Raises:
        ScoreError: If there is one run or one repeat, which has no error.
    """
    samples = measurement.samples(center)
    told = _told(samples, alpha)
    warning = _count(samples) > 1 and not any(found.any() for found in told)
    p = _together(samples) if warning else None
    return Comparison(
        coloured=_places(samples, told),
        faded=_places(samples, [~found for found in told]),
        untested=_untested(measurement.values, samples),
        rules=tuple(None if item is None else item.rule for item in samples),
        repeats=tuple(None if item is None else item.repeats for item in samples),
        centers=tuple(item.center if item and len(item.places) else None for item in samples),
        named=center is not None,
        warning=warning,
        together=None if p is None else "no more" if p > alpha else "more",
        p=p,
        blind=frozenset(_blind(samples, alpha)),
    )


def _places(
    samples: Sequence[Sample | None], kept: Sequence[NDArray[np.bool_]]
) -> tuple[frozenset[int], ...]:
    return tuple(
        frozenset() if item is None else frozenset(item.places[some].tolist())
        for item, some in zip(samples, kept, strict=True)
    )


def _untested(values: Floats, samples: Sequence[Sample | None]) -> tuple[frozenset[int], ...]:
    """Find the places that have a score, also an infinite one, but were not tested."""
    left = ~np.isnan(values)
    for row, item in zip(left, samples, strict=True):
        row[[] if item is None else item.places] = False
    return tuple(frozenset(np.flatnonzero(row).tolist()) for row in left)


def _told(samples: Sequence[Sample | None], alpha: float) -> list[NDArray[np.bool_]]:
    """Tell for each tested token of each series whether it differs."""
    count = _count(samples)
    found = [np.zeros(0, dtype=np.bool_)] * len(samples)  # equivalent: no sample, any length
    for at, item in enumerate(samples):
        if isinstance(item, Estimates):
            reach = threshold(count, alpha, item.repeats)
            found[at] = item.possible & (item.distances >= reach * item.spreads)
    for group in _with_equal_runs(samples):
        p_values = flip_p_values(np.concatenate([item.differences for item in group.values()], 1))
        told = p_values <= alpha * _count(group.values()) / max(count, 1)
        ends = np.cumsum([len(item.places) for item in group.values()])
        for at, part in zip(group, np.split(told, ends[:-1]), strict=True):
            found[at] = part
    return found


def _count(samples: Iterable[Sample | None]) -> int:
    return sum(len(item.places) for item in samples if item is not None)


def _with_equal_runs(samples: Sequence[Sample | None]) -> Iterator[dict[int, Flips]]:
    """Group series whose runs are flipped together."""
    flips = {at: item for at, item in enumerate(samples) if isinstance(item, Flips)}
    for size in sorted({item.repeats for item in flips.values()}):
        yield {at: item for at, item in flips.items() if item.repeats == size}


def _blind(samples: Sequence[Sample | None], alpha: float) -> Iterator[int]:
    count = _count(samples)
    for group in _with_equal_runs(samples):
        size = next(iter(group.values())).repeats
        if count / len(signs(size)) > alpha * _count(group.values()):
            yield from group


def _together(samples: Sequence[Sample | None]) -> float | None:
    """Compute how surprising all scores are, taken together, if they vary only by their errors.

    Each series with exact errors is tested by itself, since series that had one in common
    subtracted share its errors; those with equal runs are flipped together. Each has its part of
    the level (Bonferroni, by the number of tokens).

    Returns:
        The p value; None if there is nothing to vary, or for errors from few repeats, for which no
        test of this holds its level.
    """
    estimates = [item for item in samples if isinstance(item, Estimates)]
    if any(item.rule == "t" and len(item.places) for item in estimates):
        return None
    groups: list[tuple[Iterable[Sample], float | None]] = [
        ((item,), _spread(item)) for item in estimates
    ]
    groups += [(group.values(), _flipped(group.values())) for group in _with_equal_runs(samples)]
    count = _count(samples)
    known = [p * count / _count(group) for group, p in groups if p is not None]
    return min(*known, 1.0) if known else None


def _spread(item: Estimates) -> float | None:
    """Compare Q = Σ (x - x̄)² / e², x̄ weighted by 1 / e², with chi-squared.

    Tokens are independent, and normal (Cochran 1954, doi:10.2307/3001666).
    """
    if not len(item.places):
        return None
    exact = item.errors == 0
    if exact.any():  # these outweigh all others, and must be equal
        middle = float(item.scores[exact][0])
        value = math.inf if np.ptp(item.scores[exact]) > 0 else 0.0
        freedom = int((~exact).sum())
    else:
        weights = (item.errors.min() / item.errors) ** 2
        middle = float((weights * item.scores).sum() / weights.sum())
        value, freedom = 0.0, len(item.places) - 1
    with np.errstate(over="ignore"):
        value += float((((item.scores - middle)[~exact] / item.errors[~exact]) ** 2).sum())
    return chi_squared_tail(value, freedom) if freedom else None


def _flipped(samples: Iterable[Flips]) -> float | None:
    differences = [item.about_mean for item in samples]
    if all(item.shape[1] < 2 for item in differences):
        return None
    return flip_p_together(np.concatenate(differences, axis=1))


def threshold(count: int, alpha: float = ALPHA, repeats: int | None = None) -> float:
    """Compute how many standard errors from the centre one of `count` scores must be.

    Args:
        count: How many scores are looked at (Bonferroni).
        alpha: The chance that any of them is so far by chance, to either side.
        repeats: How many repeats the standard errors were estimated from, or None if they are
            exact.

    Returns:
        z(1 - alpha / (2 · count)), or the same quantile of Student's t with repeats - 1 degrees of
        freedom.
    """
    tail = alpha / max(count, 1)
    if repeats is None:
        return -NormalDist().inv_cdf(tail / 2)
    return t_quantile(tail, repeats - 1)
