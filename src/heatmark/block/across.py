"""Tables that lie across: their tokens stand in the first line, and the scores below them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.block.habits import as_row_token
from heatmark.core.errors import Notice
from heatmark.core.numerals import is_cell_of_scores
from heatmark.core.patterns import lazy_re
from heatmark.core.unlike_columns import is_quantity
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.row import Row

_SCORES = lazy_re(r"scores?|values?|weights?|điểm(?: số)?|giá trị|trọng số", re.IGNORECASE)
_MANY = 3  # series of a single token: more than one would write


def hint_across(rows: Sequence[Row]) -> str:
    """Say how tokens in a line are written whose scores stand on the lines below, or nothing.

    Args:
        rows: The rows, of which the first names no columns.
    """
    head, *below = rows
    width = len(head.fields)
    is_even = below and all(len(row.fields) == width for row in below)
    cells = (cell for row in below for cell in (row.token, *row.fields))
    if not is_even or not all(map(is_cell_of_scores, cells)):
        return ""
    return _one_a_line(head.token, [row.token for row in below])


def lies_across(names: Sequence[str], rows: Sequence[Row]) -> tuple[Notice, ...]:
    """Tell the author of columns with names that may be the tokens, and rows that may be series.

    Args:
        names: The names of the columns, or nothing.
        rows: The rows below.
    """
    if len(names) < 2 or any(len(row.fields) != len(names) for row in rows):
        return ()
    of_scores = all(_SCORES.fullmatch(row.token) or is_quantity(row.token) for row in rows)
    if not of_scores and (len(rows) > 1 or len(names) < _MANY):
        return ()
    hint = _one_a_line(names[0], [row.fields[0] for row in rows])
    message = (
        "the first column was taken for the tokens; the first line could be the tokens as well"
    )
    return (Notice(name="table-axes", message=message, hint=hint, about="rows"),)


def _one_a_line(token: str, scores: Sequence[str]) -> str:
    return say(
        "write each token on a line of its own, and its score behind it: {fixed}",
        fixed=" ".join([as_row_token(token), *scores]),
    )
