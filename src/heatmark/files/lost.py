"""What programs lose or add when they write a table: letters, quotes, row names, titles."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.block.printed import numbers_unnamed
from heatmark.core.errors import Notice, ParseError
from heatmark.core.numerals import is_cell_of_scores, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.unlike_columns import is_quantity
from heatmark.core.wording import quoted, say
from heatmark.files.records import POINT, SCORE_NAMES
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.files.records import Record


_LOST = lazy_re(r"[^\W\d_][?\ufffd][^\W\d_]")  # a link has dots or slashes, too
_IN_LINKS = frozenset("./=&:")
_QUOTES = (("“", "”"), ("‘", "’"), ("'", "'"), ("„", "“"), ("«", "»"))
_FEWEST = 2
_MOST_TITLES = 10  # lines


def lost_letters(tokens: Iterable[str]) -> tuple[Notice, ...]:
    """Tell of the first token with `?` within a word, as code pages write what they do not have.

    Args:
        tokens: The tokens of a table.
    """
    for token in tokens:
        if _LOST.search(token) and _IN_LINKS.isdisjoint(token):
            problem = say("{word} has a sign in the place of a letter", word=quoted(token))
            hint = "save the table as CSV UTF-8, for other code pages do not have all letters"
            return (Notice(name="double-encoded", message=problem, hint=hint, about="src"),)
    return ()


def refuse_other_quotes(tokens: Sequence[str], line: int) -> None:
    """Refuse tokens that all stand in quotes which a table does not have.

    Args:
        tokens: The tokens of a table.
        line: The line of the first.

    Raises:
        ParseError: If there are several, in the same quotes.
    """
    for start, end in _QUOTES:
        bare = [token.strip() for token in tokens]
        alike = all(len(one) > 1 and one[0] == start and one[-1] == end for one in bare)
        if alike and len(bare) >= _FEWEST:
            problem = say("all tokens stand in quotes, such as {token}", token=bare[0])
            hint = 'write straight double quotes around cells: "…"; or none'
            raise ParseError(problem, line=line, hint=hint)


def refuse_row_names(line: int, cells: Sequence[str], width: int) -> None:
    """Refuse a first row that begins with its number, which has no name above it, as R writes it.

    Args:
        line: Its line.
        cells: Its cells.
        width: How many names there are.

    Raises:
        ParseError: If it is one.
    """
    first, *others = map(str.strip, cells)
    if first not in {"0", "1"} or len(others) != width or not others[-1] or is_number(others[0]):
        return
    raise numbers_unnamed(first, line)


def refuse_titles(rows: Sequence[Record]) -> None:
    """Refuse lines above the names of columns, as spreadsheets have for a title.

    Args:
        rows: All rows, those above the names among them.

    Raises:
        ParseError: If there are some.
    """
    if _names_columns(rows[0].cells):
        return
    for row, below in pairwise(rows[:_MOST_TITLES]):
        if any(map(is_number, row.cells)):
            return
        named = [cell for cell in row.cells if cell.strip()]
        is_head = not any(map(_is_of_score, named)) and _names_columns(row.cells)
        if row is not rows[0] and is_head and any(map(is_number, below.cells)):
            problem = say(
                "the names of the columns, {name} and others, are on line {line}",
                name=quoted(row.cells[0].strip()),
                line=row.line,
            )
            hint = "take the lines above them away"
            raise ParseError(problem, line=rows[0].line, hint=hint)


def _is_of_score(cell: str) -> bool:
    return is_cell_of_scores(cell) or cell.strip() == POINT


def _names_columns(cells: Sequence[str]) -> bool:
    names = [cell.strip().lower() for cell in cells if cell.strip()]
    if len(names) == 1 < len(cells) and not is_token_name(names[0]):
        return False  # a title beside empty cells, whatever it is about
    return any(is_token_name(name) or name in SCORE_NAMES or is_quantity(name) for name in names)
