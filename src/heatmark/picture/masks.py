"""Numbers that stand for a mask, and are no scores: programs write them where there is nothing."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.quantities import NOT_IN_TOP
from heatmark.core.wording import say
from heatmark.tokens.shown import is_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from heatmark.core.quantities import Scores
    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout

# The least of half precision, bfloat16, single and double precision, and of integers of 32 and 64
# bits, which a NaN becomes. -1e4, -1e9 and all other powers of ten are masks as well.
_LEAST = (65504.0, 3.3895314e38, 3.4028235e38, 1.7976931348623157e308, 2.0**31, 2.0**63)
# What stands there in the place of no number: `numpy.ma.filled()` of floats and of integers, and
# the largest of single and double precision and of 64 bits.
_MOST = (1e20, 999_999.0, *_LEAST[1:4], 2.0**63)
_SMALLEST = 1e4
_NEAR = 1e-3  # of the value, by which a score that was added to a mask moves it
_EXACT = 1e-6
# How many times as large as any score: logits reach 40, and -1e4 is the smallest of masks. Counts
# and prices are above 0, where but a few numbers are masks.
_BEYOND, _FAR_BEYOND = 250, 1000


def masks(layout: Layout, options: Options) -> Iterator[Notice]:
    """Find what stands for a mask, far from all scores.

    Args:
        layout: What is shown. Where a transform such as softmax has made 0 of it, all is well.
        options: How it is shown.
    """
    known = layout.known
    if not known.size or max(-known[0], known[-1]) < _SMALLEST * (1 - _NEAR):
        return
    scores = _given(layout, options)
    sizes = np.abs(scores)
    is_mask = _stands_for_nothing(scores)
    others = float(sizes[~is_mask].max(initial=0))  # equivalent: masks are far beyond 1, too
    beyond = np.where(np.signbit(scores), _BEYOND, _FAR_BEYOND)
    found = scores[is_mask & (sizes / beyond >= others)]
    if not found.size or found.size == scores.size:
        return
    problem = say(
        "{score} looks like the value of a mask, and is drawn as a score",
        score=f"{found[0]:.6g}",
    )
    hint = "write - (null) in its place; of a masked array, give scores.filled(numpy.nan)"
    yield Notice(name="mask-value", message=problem, hint=hint, about="scores")


def _given(layout: Layout, options: Options) -> Scores:
    """Take all scores as they were given that are numbers, but those that are known to be none."""
    rows = [row for item in layout.source.series for row in item.runs or (item.scores,)]
    scores = np.array([*chain.from_iterable(rows)], np.float64)
    if is_log(layout.source, options):
        scores = scores[scores != NOT_IN_TOP]
    return scores[np.isfinite(scores)]


def _stands_for_nothing(scores: Scores) -> NDArray[np.bool_]:
    """Tell numbers that are usual as masks."""
    sizes = np.abs(scores)
    with np.errstate(divide="ignore"):
        powers = 10.0 ** np.round(np.log10(sizes))
    is_power = (np.abs(sizes - powers) <= _NEAR * powers) & (powers >= _SMALLEST)
    is_least = _is_one_of(sizes, _LEAST, _NEAR)
    is_most = _is_one_of(sizes, _MOST, _EXACT)
    return np.where(np.signbit(scores), is_power | is_least, is_most).astype(np.bool_)


def _is_one_of(sizes: Scores, known: tuple[float, ...], near: float) -> NDArray[np.bool_]:
    with np.errstate(over="ignore"):
        apart = np.abs(sizes[:, np.newaxis] / np.array(known) - 1)
    return np.asarray((apart <= near).any(axis=1))  # equivalent: none is apart by just as much
