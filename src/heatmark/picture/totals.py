"""A last row that sums up those above it, as spreadsheets have, and that is no token."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.picture.layout import Layout


_SUMS = lazy_re(r"(?:grand |sub)?totals?|sums?|tổng(?: cộng| số)?|cộng")
_MEANS = lazy_re(r"means?|averages?|avg|trung bình|tb|trung bình cộng")
_FEWEST = 2  # different scores above
_EXACT = 1e-9


def total_row(layout: Layout) -> Iterator[Notice]:
    """Find a last token that is called a sum or a mean, and has that of all scores before it.

    Args:
        layout: What is shown.
    """
    texts = layout.texts
    if texts.columns or not texts.shown:
        return
    name = texts.shown[-1].strip().casefold().rstrip(":.")
    is_sum, is_mean = _SUMS.fullmatch(name), _MEANS.fullmatch(name)
    if not is_sum and not is_mean:
        return
    rows = [layout.raw[row] for row in layout.ordinary]
    if not rows or not all(_sums_up(row, mean=not is_sum) for row in rows):
        return
    problem = say(
        "the last row, {name}, is the sum of those above it, and is drawn as a token",
        name=quoted(texts.shown[-1].strip()),
    )
    if not is_sum:
        problem = say(
            "the last row, {name}, is the mean of those above it, and is drawn as a token",
            name=quoted(texts.shown[-1].strip()),
        )
    count = len(texts.shown) - 1
    hint = say("leave it out; rows: 1..{count} leaves it out of a file", count=count)
    yield Notice(name="total-row", message=problem, hint=hint, about="scores")


def _sums_up(scores: Sequence[Score], *, mean: bool) -> bool:
    """Tell a score that is the sum or the mean of all before it, as far as it is written."""
    *above, last = scores
    known = [float(one) for one in above if one is not None and math.isfinite(one)]
    if last is None or len({*known}) < _FEWEST:  # of equal ones the mean is any
        return False
    found = math.fsum(known) / (len(known) if mean else 1)
    places = len(repr(float(last)).rpartition(".")[2]) if float(last) % 1 else 0
    return abs(found - float(last)) <= 0.5 * 10.0**-places + _EXACT * abs(found)
