"""Decimal commas in a table with commas between its columns: `-0,5` is read as two numbers."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from heatmark.core.errors import ScoreError
from heatmark.core.numerals import MISSING
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.grids import Record


_WHOLE = lazy_re(r"[+−-]?\d+", re.ASCII)
_DIGITS = lazy_re(r"\d+", re.ASCII)
_ZERO = lazy_re(r"[+−-]0+", re.ASCII)
_PAIR = 2


def refuse_halved_decimals(rows: Sequence[Record]) -> None:
    """Refuse whole numbers side by side that may be the halves of decimals.

    That is so where each row has one before another without a sign and the columns have no names.
    Of more than two columns, and where a program has counted the lines, the halves must show: by
    `-0` or `05`, which no whole number is, or by a sign before the first alone.

    Args:
        rows: The rows of a table without names of columns.

    Raises:
        ScoreError: If there are such columns.
    """
    width = len(rows[0].cells)
    columns = [[row.cells[at].strip() for row in rows] for at in range(width)]
    kinds = [_is_whole(column) for column in columns]
    counted = any([str(at + start) for at in range(len(rows))] == columns[0] for start in (0, 1))
    for whole, places in groupby(range(width), key=kinds.__getitem__):
        run = [*places]
        if not whole or len(run) < _PAIR or len(run) == width:
            continue
        for nth, first in enumerate(run[:-1]):
            if not all(_DIGITS.fullmatch(cell) or _is_gap(cell) for cell in columns[first + 1]):
                continue
            alone = len(run) == _PAIR and not counted
            paired = len(run) % _PAIR == nth % _PAIR == 0
            if alone or _shows(columns[first], columns[first + 1], len(run), paired=paired):
                _refuse(rows, first)


def _is_gap(cell: str) -> bool:
    return cell.lower() in MISSING


def _is_whole(column: Sequence[str]) -> bool:
    known = [cell for cell in column if not _is_gap(cell)]
    return bool(known) and all(map(_WHOLE.fullmatch, known))


def _shows(firsts: Sequence[str], seconds: Sequence[str], width: int, *, paired: bool) -> bool:
    """Tell halves of decimals by what no whole numbers are, of so many columns side by side."""
    known = [cell for cell in firsts if not _is_gap(cell)]
    if any(map(_ZERO.fullmatch, known)):
        return True
    if not paired:
        return False
    zeros = any(len(cell) > 1 and cell.startswith("0") for cell in seconds)
    minus = width == _PAIR and any(cell[0] in "-−" for cell in known)
    return zeros or minus or set(known) == {"0"}


def _refuse(rows: Sequence[Record], first: int) -> None:
    """Name a pair that shows: of a zero with a sign, else one of which no half is missing."""
    pairs = [[cell.strip() for cell in row.cells[first : first + _PAIR]] for row in rows]
    doubts = [(not _ZERO.fullmatch(pair[0]), sum(map(_is_gap, pair))) for pair in pairs]
    at = doubts.index(min(doubts))
    halves = pairs[at]
    problem = say(
        "the comma in {text} may be that of decimals: it is read as two numbers",
        text=quoted(",".join(halves)),
    )
    hint = say(
        "write decimals with a point, as in {point}, or put ; between the columns; if they are two "
        "numbers, write the names of the columns above them",
        point=".".join(halves),
    )
    raise ScoreError(problem, line=rows[at].line, hint=hint)
