"""Series that have one colour on a scale that others fill: other quantities, by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.unlike_columns import names_are_unlike
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.quantities import Scores
    from heatmark.picture.painting import Painting


_MOST = 8  # series: of more, they are rows of a matrix
_NARROW = 0.02  # of the scale, of which one level of the palette is 1/30
_WIDE = 0.4  # of it, which another series fills, or by which it is away; half of it has either sign
_APART = 0.05  # of it, by which half of that series is away: no single score makes it wide
_SMALL = 0.05  # of the largest score: those of one kind differ less, be all of a text alike
_TWO = 2
_NUMBERS = lazy_re(r"\d+")


def unlike_series(one: Painting) -> Iterator[Notice]:
    """Find a series whose scores differ, and all have one colour beside those of another.

    Args:
        one: The picture, on a scale that follows its scores.
    """
    layout, options = one.layout, one.options
    rows = [row for row in layout.ordinary if layout.names[row]]
    is_table = not (layout.of_tokens or layout.rows or layout.texts.columns or layout.sides)
    if len(rows) > _MOST or not is_table or options.field or options.view == "grid":
        return
    series = [_known(layout.values[row]) for row in rows]
    places = [_known(one.scaled.positions[row]) for row in rows]
    for at, row in enumerate(rows):
        if len({*series[at].tolist()}) < _TWO or np.ptp(places[at]) > _NARROW:
            continue
        for other, beside in enumerate(rows):
            names = (str(layout.names[row]), str(layout.names[beside]))
            is_small = _largest(series[at]) <= _SMALL * _largest(series[other])
            is_alike = _stem(names[0]) == _stem(names[1])
            if is_small and not is_alike and _is_elsewhere(places[other], places[at]):
                yield _one_colour(*names)
                return


def _largest(scores: Scores) -> float:
    return float(np.abs(scores).max(initial=0.0))


def _known(numbers: Scores) -> Scores:
    return numbers[~np.isnan(numbers)]


def _is_elsewhere(other: Scores, narrow: Scores) -> bool:
    """Tell a series that fills the scale or is at its other end, not by a single score."""
    away = abs(float(np.median(other)) - float(np.median(narrow)))
    return away >= _WIDE or (away > _APART and bool(np.ptp(other) >= _WIDE))


def _stem(name: str) -> str:
    """Give a name without its numbers: layers and heads of one model have the same."""
    return _NUMBERS.sub("", name)


def _one_colour(name: str, beside: str) -> Notice:
    problem = say(
        "all scores of {name} have one colour on a scale with {other}",
        name=quoted(name),
        other=quoted(beside),
    )
    hint = say(
        "draw each by itself, in a block of its own; of a file, field: {name} draws one", name=name
    )
    return Notice(name="unlike-columns", message=problem, hint=hint, about="scores")


def told_once(read: Sequence[Notice], drawn: Sequence[Notice]) -> tuple[Notice, ...]:
    """Put the notices of reading and drawing together; unlike series are told by their names alone.

    Args:
        read: Notices of how scores were read.
        drawn: Those of their picture.
    """
    known = any(map(names_are_unlike, read))
    return (*read, *(one for one in drawn if not (known and _is_of_colour(one))))


def _is_of_colour(notice: Notice) -> bool:
    return notice.name == "unlike-columns" and notice.about == "scores"
