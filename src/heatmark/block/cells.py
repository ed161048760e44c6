"""Cells of rows that a spreadsheet copied, with tabs between, of which some are empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.numerals import is_cell_of_scores
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLANK = lazy_re(r"\t[ \xa0\r]*(?:\t|$)")
_FEWEST = 3  # cells of a line in which an empty one leaves a score


def with_blanks(lines: Sequence[str]) -> list[str]:
    """Write `-` in empty cells, where all lines have equally many and so say whose they are.

    A column that is empty throughout is but a second tab, and tabs that only align the scores
    are not equally many. The names of columns stay as they are.

    Args:
        lines: Rows without comments.
    """
    if not any(map(_BLANK.search, lines)):
        return [*lines]
    cells = [line.rstrip("\r").split("\t") for line in lines]
    width = len(cells[0])
    if width < _FEWEST or any(len(row) != width for row in cells):
        return [*lines]
    filled = [any(row[at].strip() for row in cells) for at in range(width)]
    named = not all(map(is_cell_of_scores, cells[0][1:]))

    def written(row: Sequence[str]) -> str:
        return "\t".join(
            cell if not at or cell.strip() or not filled[at] else "-" for at, cell in enumerate(row)
        )

    return [lines[0] if named else written(cells[0]), *map(written, cells[1:])]
