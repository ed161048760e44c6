"""Which columns of rows with names are drawn: those that are plainly no scores are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.column_kinds import counts_or_marks, is_error_of, no_series
from heatmark.core.column_places import are_places, no_scores_among
from heatmark.core.number_order import rows_out_of_order
from heatmark.core.numerals import is_number
from heatmark.core.unlike_columns import unlike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.errors import Notice


def kept_columns(
    rows: Sequence[Sequence[str]],
    tokens: Sequence[str],
    names: Sequence[str],
    meant: Sequence[bool],
    about: str = "rows",
) -> tuple[list[int], tuple[Notice, ...]]:
    """Leave out columns that only number the tokens, or are errors of others.

    Args:
        rows: What stands after the token of each row.
        tokens: The tokens.
        names: What their columns are called, or nothing.
        meant: Which of the names are in quotes, so that they are scores whatever they say.
        about: Where the columns are: in rows, or in a frame of scores.

    Returns:
        The places of those that are drawn, and what the author should know.
    """
    everywhere = [*range(len(names) or len(rows[0]))]
    if not names[1:]:
        return everywhere, ()
    free = {
        name: [row[column] for row in rows]
        for column, name in enumerate(names)
        if not meant[column]
    }
    left = [
        name
        for name, cells in free.items()
        if counts_or_marks(name, cells, names)
        or are_places(name, cells)
        or is_error_of(name, names)
    ]
    numbers = [name for name in left if any(map(is_number, free[name]))]  # words are none
    told = [no_series(name, about) for name in numbers[:1]]
    may_be = {name: cells for name, cells in free.items() if name not in left}
    found, more = no_scores_among(may_be, tokens, about)
    left += found
    kept = [column for column in everywhere if names[column] not in left]
    more += rows_out_of_order(free, [names[column] for column in kept], about)
    if not kept:
        return everywhere, ()
    shown = [names[column] for column in kept if not meant[column]]
    return kept, (*told, *more, *unlike(shown, about, set(map(str.strip, tokens))))
