"""Last rows that sum up those above them, as spreadsheets have, and that are no tokens."""

from __future__ import annotations

import math
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.picture.layout import Layout


# What each is called, and how it is computed.
_KINDS: dict[str, tuple[re.Pattern[str], Callable[[list[float]], float]]] = {
    "sum": (lazy_re(r"(?:grand |sub)?totals?|sums?|tổng(?: cộng| số)?|cộng"), math.fsum),
    "mean": (
        lazy_re(r"means?|averages?|avg|(?:điểm )?(?:trung bình|tb)|trung bình cộng"),
        lambda known: math.fsum(known) / len(known),
    ),
    "max": (lazy_re(r"max(?:imum)?|(?:lớn|cao) nhất"), max),
    "min": (lazy_re(r"min(?:imum)?|(?:nhỏ|thấp) nhất"), min),
    "median": (lazy_re(r"median|trung vị"), lambda known: float(np.median(known))),
    "sd": (
        lazy_re(r"sd|std(?:ev)?|standard deviation|độ lệch chuẩn|đlc"),
        lambda known: float(np.std(known, ddof=1)),
    ),
}
_FEWEST = 2  # different scores above
_EXACT = 1e-9


def total_row(layout: Layout) -> Iterator[Notice]:
    """Find last tokens that are called a sum, a mean or the like, and are that of all before them.

    Args:
        layout: What is shown.
    """
    texts = layout.texts
    if texts.columns or not texts.shown:
        return
    called = takewhile(bool, map(_kind, reversed(texts.shown)))
    kinds = [*called][::-1]
    rows = [layout.raw[row] for row in layout.ordinary]
    for start in range(len(kinds)):
        some = kinds[start:]
        if rows and all(_sum_up(row, some) for row in rows):
            yield _told([shown.strip() for shown in texts.shown], some)
            return


def _kind(name: str) -> str:
    """Tell what a row sums up by its name, or nothing."""
    plain = name.strip().casefold().rstrip(":.")
    return next((kind for kind, (called, _) in _KINDS.items() if called.fullmatch(plain)), "")


def _told(shown: Sequence[str], kinds: Sequence[str]) -> Notice:
    count = len(shown) - len(kinds)
    name = listed(map(quoted, shown[count:]))
    problem = say("rows that sum up those above them are drawn as tokens: {names}", names=name)
    hint = say("leave them out; rows: 1..{count} leaves them out of a file", count=count)
    if kinds == ["sum"]:
        problem = say(
            "the last row, {name}, is the sum of those above it, and is drawn as a token", name=name
        )
    elif kinds == ["mean"]:
        problem = say(
            "the last row, {name}, is the mean of those above it, and is drawn as a token",
            name=name,
        )
    if len(kinds) == 1:
        hint = say("leave it out; rows: 1..{count} leaves it out of a file", count=count)
    return Notice(name="total-row", message=problem, hint=hint, about="scores")


def _sum_up(scores: Sequence[Score], kinds: Sequence[str]) -> bool:
    """Tell scores that are sums, means and the like of all before them, as far as written."""
    count = len(scores) - len(kinds)
    known = [float(one) for one in scores[:count] if one is not None and math.isfinite(one)]
    if len({*known}) < _FEWEST:  # of equal ones the mean is any
        return False
    return all(
        one is not None and _is_near(_computed(kind, known), float(one))
        for one, kind in zip(scores[count:], kinds, strict=True)
    )


def _computed(kind: str, known: list[float]) -> float:
    try:
        with np.errstate(over="ignore", invalid="ignore"):
            return _KINDS[kind][1](known)
    except OverflowError:  # beyond all numbers
        return math.nan


def _is_near(found: float, written: float) -> bool:
    places = len(repr(written).rpartition(".")[2]) if written % 1 else 0
    near = 0.5 * 10.0**-places + _EXACT * abs(found)
    return math.isfinite(found) and abs(found - written) <= near
