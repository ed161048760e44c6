"""Why a table has no column of numbers: lists in its cells, or something beside the numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.column_kinds import no_scores
from heatmark.core.errors import ScoreError
from heatmark.core.numerals import MISSING
from heatmark.core.patterns import lazy_re
from heatmark.core.truths import are_spoken, no_truths
from heatmark.core.wording import quoted, say
from heatmark.files.spoiled import is_marked
from heatmark.files.times import are_times
from heatmark.files.undrawn import with_classes

if TYPE_CHECKING:
    from collections.abc import Sequence


_LIST = lazy_re(r"\[.*[,'\"\s].*\]|\[\]", re.DOTALL)
_DRESSED = lazy_re(r"\[-?\d*\.?\d+\]|(?:np|numpy|torch|tf)\.?\w*\(.*\d.*\)|tensor\(.*\d.*\)")


def no_numbers(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int, others: Sequence[str]
) -> ScoreError:
    """Say what stands where numbers should.

    Args:
        names: What the columns are called; or nothing.
        rows: The cells of all rows.
        token: The place of the column of tokens.
        others: What columns of numbers are called that are not taken for scores.
    """
    columns = range(len(rows[0]))
    first = [next(iter(_known(rows, at)), "") for at in columns]
    if sum(_LIST.fullmatch(cell) is not None for cell in first) > 1:
        problem = say("its cells are lists: {cell}", cell=quoted(first[token]))
        hint = "write it as JSON: frame.to_json('name.json', orient='records')"
        return ScoreError(problem, hint=hint)
    for at in columns:
        known = _known(rows, at)
        if at != token and are_spoken(known):
            return no_truths(names[at] if names else str(at + 1), known[0])
        name = names[at] if names else str(at + 1)
        is_time = bool(names) and are_times(name, known)
        if at != token and known and not is_time and all(map(_is_dressed, known)):
            problem = say(
                "{name} has no numbers that could be read: {value}",
                name=quoted(name),
                value=quoted(known[0]),
            )
            hint = "write the numbers alone, without units, signs or brackets: 0.5"
            return ScoreError(problem, hint=hint)
    error = no_scores(others if names else [], None)
    words = [_known(rows, at) for at in columns if at != token]
    is_labelled = any(cells and not any(map(str.isdigit, "".join(cells))) for cells in words)
    return with_classes(error) if is_labelled else error


def _known(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    cells = (row[at].strip() for row in rows)
    return [cell for cell in cells if cell.lower() not in MISSING]


def _is_dressed(cell: str) -> bool:
    return is_marked(cell) or _DRESSED.fullmatch(cell) is not None
