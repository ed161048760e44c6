"""Tables with the tokens in the first line, and a series in each of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.block.draft import Draft
from heatmark.block.parts import refuse_part
from heatmark.core.errors import Notice
from heatmark.core.numerals import first_grouped, is_number, one_unit
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.files.cells import are_decimal, is_of_decimals, read_cells
from heatmark.files.choose import choose, with_columns
from heatmark.files.request import pick, refuse_unknown_picks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.choose import Column
    from heatmark.files.records import Record, RecordTable
    from heatmark.files.request import Request


_AGAIN = lazy_re(r"(.*\D)\.(\d+)")


def is_matrix(table: RecordTable) -> bool:
    """Tell a table with the same tokens in its first line and its first column."""
    head, side = [cell.strip() for cell in table.header[1:]], [*map(str.strip, table.column(0))]
    return len(head) > 1 and (head == side or _once_more(head) == _once_more(side))


def _once_more(tokens: Sequence[str]) -> list[str]:
    """Give tokens that come again as they are: pandas calls the second `the` of a line `the.1`."""
    found: dict[str, int] = {}
    kept = []
    for token in tokens:
        parts = _AGAIN.fullmatch(token)
        is_again = parts is not None and found.get(parts[1]) == int(parts[2])
        plain = parts[1] if parts is not None and is_again else token
        found[plain] = found.get(plain, 0) + 1
        kept.append(plain)
    return kept


def read_across(table: RecordTable, request: Request, first: int, label: str) -> Draft:
    """Read a series a line.

    Args:
        table: The table.
        request: Which lines are asked for: a part, a place along `dest` of a square, or fields.
        first: The column of the first token, 0 if no names stand before the numbers.
        label: What stands before the numbers of lines: `layer`; or nothing.

    Raises:
        ParseError: If a line is asked for that is not there.
        ScoreError: If a number cannot be read.
    """
    tokens = tuple(_once_more(table.header[first:]))
    square = is_matrix(table) or (not first and len(table.rows) == len(tokens) > 1)
    names = [
        _row_name(row, label, index) if first else str(index)
        for index, row in enumerate(table.rows, start=1)
    ]
    rows = [*zip(names, table.rows, strict=True)]
    kept = [rows[at] for at in _asked_for(table, names, request, square=square, first=first)]
    lines = [([cell.strip() for cell in row.cells[first:]], row.line) for _, row in kept]
    known = is_of_decimals(cell for cells, _ in lines for cell in cells)
    read = []
    for cells, line in lines:
        decimals = are_decimal(cells, table.mark, known=known)
        read.append(read_cells(cells, [line] * len(tokens), table.mark, decimals=decimals))
    columns: list[Column] = [
        (name, item.scores) for (name, _), item in zip(kept, read, strict=True)
    ]
    whole = square and request.whole and len(columns) == len(tokens)
    told = () if first or whole or not square or len(columns) == 1 else (_may_be_square(len(rows)),)
    points = None if table.mark == "," else first_grouped(read)
    found = Draft(tokens=tokens, square=whole, kind="words", unit=one_unit(read), points=points)
    return with_columns(found._replace(notices=told), columns, request)


def _row_name(row: Record, label: str, index: int) -> str:
    cell = row.cells[0].strip()
    return f"{label} {cell}" if label and is_number(cell) else cell or str(index)


def _asked_for(
    table: RecordTable, names: Sequence[str], request: Request, *, square: bool, first: int
) -> list[int]:
    """Find the lines that are asked for: by what stands before them, never by their place.

    Raises:
        ParseError: If there is none of that name.
    """
    axis = table.names[0].strip() if first else ""
    axes = [*filter(None, [axis]), *(["dest"] if square else [])]
    refuse_unknown_picks(request.picks, axes)
    if "dest" in request.picks and axis != "dest":
        return [pick(request, "dest", len(names))]
    if request.field:
        wanted = choose(list(names), request.field)
        return [at for at, name in enumerate(names) if name in wanted]
    part = request.picks.get(axis, request.path).strip()
    if not part:
        return [*range(len(names))]
    labels = [row.cells[0].strip() for row in table.rows] if first else names
    found = [at for at, name in enumerate(names) if part in {name, labels[at]}]
    if not found:
        refuse_part(part, labels)
    return found


def _may_be_square(count: int) -> Notice:
    message = say(
        "there are {count} lines of numbers below {count} tokens: each was taken for a series",
        count=count,
    )
    hint = (
        "write view: grid if each is the row of a token; "
        "if each is a series, put a column series with its name before the others"
    )
    return Notice(name="square-array", message=message, hint=hint, about="src")
