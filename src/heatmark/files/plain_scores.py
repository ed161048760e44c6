"""Which columns of numbers of a table are drawn if nobody chooses: what is plainly scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.column_kinds import (
    QUANTITIES,
    counts_or_marks,
    is_error_of,
    no_series,
    quantity_left_out,
)
from heatmark.core.column_places import no_scores_among
from heatmark.core.unlike_columns import unlike
from heatmark.files.sentences import is_name_of_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.errors import Notice
    from heatmark.files.grids import RecordTable


def plain_scores(
    table: RecordTable, token: int, found: Mapping[str, int]
) -> tuple[list[str], list[Notice]]:
    """Leave out what only counts lines, numbers one text or is an error of another column.

    Args:
        table: The table.
        token: The place of the column of tokens.
        found: The places of the columns that may be scores, by their names or numbers.

    Returns:
        The names of those that are drawn, and what the author should know.
    """
    names = [name for name, at in found.items() if not _numbers(table, token, name, at)]
    names = names or [*found]
    cells = {name: table.column(found[name]) for name in names}
    before = sum(found[name] < token for name in names)
    others, told = no_scores_among(cells, table.column(token), "src", before)
    names = [name for name in names if name not in others]
    errors = [name for name in names if table.called and is_error_of(name, names)]
    left = [name for name in names if name not in errors]
    told += [no_series(name, "src") for name in errors[:1]]
    surer = [name for name in left if table.is_called_scores(found[name])]
    beside = [name for name in left if surer and name.lower() in QUANTITIES]
    told += [quantity_left_out(name, surer[0]) for name in beside]
    left = [name for name in left if name not in beside]
    if table.called:
        told += unlike(left, "src", set(map(str.strip, table.column(token))))
    return left, told


def only_count_rows(cells: Sequence[str]) -> bool:
    """Tell numbers that only count the lines."""
    return any([str(start + at) for at in range(len(cells))] == [*cells] for start in (0, 1))


def _numbers(table: RecordTable, token: int, name: str, at: int) -> bool:
    """Tell numbers of lines, of the one text that is there, and marks of tokens."""
    cells = table.column(at)
    if not table.called:  # in front of the tokens
        return at < token and only_count_rows([cell.strip() for cell in cells])
    if counts_or_marks(name, cells):
        return True
    same = {cell.strip() for cell in cells} - {""}
    return is_name_of_texts(name.lower()) and len(same) == 1 and next(iter(same)).isdecimal()
