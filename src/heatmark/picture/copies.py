"""Runs that are copies of one another, and so no repeats of a measurement."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.runs import Runs
    from heatmark.core.scored_tokens import Series
    from heatmark.picture.runs import Floats

_NAME = "copied-runs"
_RARE = 1e-3  # times that two runs of a figure are equal by chance, as far as tokens are apart


def copied_runs(series: Sequence[Series]) -> Iterator[Notice]:
    """Find runs that are equal: a program without chance, one seed twice, a line that was copied.

    Args:
        series: The series of a figure, of which the first that has such runs is told.
    """
    known = [(item.name, item.runs) for item in series if item.runs is not None]
    # A series without chance may stand beside others, and be subtracted from them run by run.
    if known and all(len({*runs}) == 1 for _, runs in known):
        count = len(known[0][1])
        problem = say(
            "all {count} runs are the same, so that they do not show how much scores scatter",
            count=count,
        )
        hint = "give runs that differ in what is left to chance, such as the seed; or scores alone"
        yield Notice(name=_NAME, message=problem, hint=hint, about="runs")
        return
    found = ((name, first_copies(runs)) for name, runs in known)
    for name, pair in ((name, pair) for name, pair in found if pair is not None):
        problem = say(
            "runs {first} and {second}{of} are the same for all tokens: copies make errors smaller "
            "than they are",
            first=pair[0] + 1,
            second=pair[1] + 1,
            of=say(" of {name}", name=quoted(name)) if name else "",
        )
        hint = "leave one of them out, or look whether both are of one seed"
        yield Notice(name=_NAME, message=problem, hint=hint, about="runs")
        return


def first_copies(runs: Runs) -> tuple[int, int] | None:
    """Find the first two runs that are equal and would hardly be so by chance.

    By chance two runs are equal about as often as Π f, f being the share of all pairs of runs that
    are equal at a token; scores of few values, such as 0 and 1, are so at many.

    Args:
        runs: R runs of N scores.

    Returns:
        Their places; None if there are none, or all are equal.
    """
    places: dict[tuple[float | None, ...], int] = {}
    for at, run in enumerate(runs):
        first = places.setdefault(run, at)
        if first != at:
            chance = _by_chance(np.array(runs, np.float64))  # at least 1 if all are equal
            is_rare = chance < _RARE  # equivalent: floats are hardly equal
            return (first, at) if is_rare else None
    return None


def _by_chance(runs: Floats) -> float:
    """Estimate how many pairs of runs are equal by chance."""
    known = runs[:, ~np.isnan(runs).any(axis=0)]
    size = len(known)
    pairs = size * (size - 1) / 2
    found = math.log(pairs)
    for column in known.T:
        _, counts = np.unique(column, return_counts=True)
        equal = float((counts * (counts - 1)).sum()) / 2  # with that of the copies, at least 1
        found += math.log(equal / pairs)
    return math.exp(found)
