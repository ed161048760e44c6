"""How the texts of a grid go into an image: how wide columns are, and how many stand in a part."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

READABLE = 7  # cells, in which most words are whole, and others still known
_LEAST = 3  # cells of a label: two letters, and a sign that more belong there
# Up to so many parts, and so many lines in all, a reader still finds what belongs together. Numbers
# are left out before labels are, which no colour tells.
_MOST_PARTS, _MOST_WITH_NUMBERS, _MOST_LINES = 12, 4, 200


class Widths(NamedTuple):
    """How many cells the longest texts of a grid have; 0 where it has none.

    Attributes:
        heads: Names of columns.
        labels: Labels of cells.
        numbers: Numbers, which are never cut.
    """

    heads: int
    labels: int
    numbers: int


class Fit(NamedTuple):
    """What of a grid has room.

    Attributes:
        size: Columns in each part but the last.
        wide: The cells that a column has.
        gap: Those of them that are blank.
        has_numbers: Whether there are numbers, below the labels if it has some.
        is_upright: Whether names of columns are wider than these, and have to stand upright.
    """

    size: int
    wide: int
    gap: int
    has_numbers: bool
    is_upright: bool = False


def fit_labels(shape: tuple[int, int], room: int, widths: Widths) -> Fit | None:
    """Find the room for labels, and for numbers below them: in one piece, or in parts.

    Args:
        shape: How many rows and columns there are.
        room: The cells beside the names of rows.
        widths: Of the texts.

    Returns:
        Columns as wide as there is room for, in as few parts as have readable labels. Numbers are
        left out where there would be too many parts with them; None if labels are, too.
    """
    rows, count = shape
    for has_numbers in (True, False):
        numbers = widths.numbers if has_numbers else 0
        names = min(max(widths.heads, widths.labels), READABLE, room - 1)
        least = 1 + max(numbers, names)
        if least > room or room <= min(widths.labels, _LEAST):
            continue
        parts = ceil(count / (room // least))
        most = _MOST_WITH_NUMBERS if has_numbers else _MOST_PARTS
        if parts > 1 and (parts > most or parts * rows * (1 + (numbers > 0)) > _MOST_LINES):
            continue
        size = ceil(count / parts)
        longest = max(widths.heads, widths.labels, numbers)
        wide = min(room // size, longest + 2)
        return Fit(size, wide, 2 if wide > longest + 1 else 1, has_numbers)
    return None
