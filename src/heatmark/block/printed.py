"""Frames as R writes them and pandas prints them: each line begins with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.row import Row


def refuse_printed_frame(rows: Sequence[Row]) -> None:
    """Refuse lines that begin with their number, below names of the other columns.

    Args:
        rows: The rows, the names among them.

    Raises:
        ParseError: If the second and third have a field more than the first, and count.
    """
    below = rows[1:3]
    numbers = [row.token for row in below]
    if numbers not in (["0", "1"], ["1", "2"], ["0"], ["1"]):
        return
    width = len(rows[0].fields)
    is_wider = all(len(row.fields) == width + 1 for row in below)
    if width and is_wider and not any(map(is_number, [rows[0].token, *rows[0].fields])):
        if all(map(is_number, (field for row in below for field in row.fields))):
            return
        raise numbers_unnamed(numbers[0], below[0].line)


def numbers_unnamed(number: str, line: int | None) -> ParseError:
    """Say that a column with the numbers of lines has no name, as R and pandas write it.

    Args:
        number: The first number.
        line: Its line.
    """
    problem = say(
        "each line begins with its number, {number} here, and the first names no such column",
        number=quoted(number),
    )
    hint = (
        "write the frame as CSV: write.csv(d, 'name.csv', row.names=FALSE) in R, "
        "frame.to_csv('name.csv', index=False) in pandas"
    )
    return ParseError(problem, line=line, hint=hint)
