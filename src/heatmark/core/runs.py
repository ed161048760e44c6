"""Runs: repeats of a measurement over all tokens, whose mean the scores are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from heatmark.core.errors import ScoreError
from heatmark.core.wording import counted, quoted, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

Run: TypeAlias = "tuple[float | None, ...]"
Runs: TypeAlias = "tuple[Run, ...]"
RunsGiven: TypeAlias = (
    "Sequence[Sequence[float | None]] | Mapping[str, Sequence[Sequence[float | None]]]"
)

_SHAPE = "write runs: a list of scores for each run, or {series: lists}"


def mean_of(runs: Runs) -> Run:
    """Compute the scores that runs have: their means.

    Args:
        runs: R runs of N scores, missing in all of them or in none.

    Returns:
        N means; of equal numbers exactly that number.
    """
    return tuple(map(_mean, zip(*runs, strict=True)))  # equivalent: runs are equally long


def without_later(
    scores: NDArray[np.float64],
    runs: Sequence[NDArray[np.float64] | None],
    later: NDArray[np.bool_],
) -> tuple[NDArray[np.float64], list[NDArray[np.float64] | None]]:
    """Leave out what the rows of a causal map cannot see.

    Args:
        scores: (K, N) scores.
        runs: K times (R, N) runs, or None.
        later: (K, N) what is later.
    """
    pairs = zip(runs, later, strict=True)
    found = [None if item is None else np.where(row, np.nan, item) for item, row in pairs]
    return np.where(later, np.nan, scores), found


def means(runs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Compute the means of runs after something was done to each.

    Args:
        runs: (R, N) scores; NaN where missing.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        first = runs[0]  # equivalent: any of those that are equal
        found = np.where((runs == first).all(axis=0), first, runs.mean(axis=0))
        beyond = np.isinf(found)  # of the sum; the mean is no larger than the largest
        found[beyond] = (runs[:, beyond] / len(runs)).sum(axis=0)
    return np.asarray(found)


def _mean(scores: tuple[float | None, ...]) -> float | None:
    first = scores[0]  # equivalent: any of those that are equal
    if first is None or all(score == first for score in scores):
        return first
    numbers = cast("tuple[float, ...]", scores)
    try:
        return math.fsum(numbers) / len(numbers)
    except OverflowError:  # of the sum; the mean is no larger than the largest
        return math.fsum(number / len(numbers) for number in numbers)


def check_runs(runs: Sequence[Run], name: str | None) -> Runs:
    """Refuse runs that do not belong together.

    Args:
        runs: Runs, each of which holds finite scores or None.
        name: What the series is called.

    Raises:
        ScoreError: If there is but one, they are not equally long, or one lacks a score that
            others have.
    """
    of = say(" of {name}", name=quoted(name)) if name else ""
    if len(runs) < 2:
        problem = say("there must be at least 2 runs{of}, and here are {count}", of=of, count=len(runs))  # fmt: skip  # noqa: E501
        hint = "one run alone does not show how much scores scatter; write it as scores"
        raise ScoreError(problem, hint=hint, about="runs")
    for index, run in enumerate(runs, start=1):
        if len(run) != len(runs[0]):
            problem = say(
                "run {place}{of} has {scores}, and the first has {first}",
                place=index,
                of=of,
                scores=counted(len(run), "score"),
                first=len(runs[0]),
            )
            raise ScoreError(problem, hint="a run has a score for each token", about="runs")
    columns = zip(*runs, strict=True)  # equivalent: they are equally long
    for at, column in enumerate(columns, start=1):
        if None in column and any(score is not None for score in column):
            problem = say(
                "score {at} is missing in run {place}{of}, but not in all runs",
                at=at,
                place=column.index(None) + 1,
                of=of,
            )
            hint = "write null in all runs for a token that has no score, or leave that run out"
            raise ScoreError(problem, hint=hint, about="runs")
    return tuple(runs)


def rows_by_name(given: RunsGiven) -> dict[str | None, Sequence[Sequence[float | None]]]:
    """Give each series its runs: the only one, or those that have names.

    Raises:
        ScoreError: If it is neither a list of lists nor `{name: list of lists}`.
    """
    by_name = given if isinstance(given, Mapping) else {None: given}
    for runs in by_name.values():
        rows = isinstance(runs, list | tuple) and runs
        if not rows or not all(isinstance(run, list | tuple) for run in runs):
            raise ScoreError("runs must be lists of lists of scores", hint=_SHAPE, about="runs")
    if not by_name:
        raise ScoreError("there are no runs", hint=_SHAPE, about="runs")
    return {name if name is None else str(name): runs for name, runs in by_name.items()}
