"""What all rows have beside tokens and scores: numbers of lines, units, words, parts of names."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from heatmark.block.habits import as_row_token
from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_cell_of_scores
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.row import Row

_ITEM = lazy_re(r"\d{1,9}[.):]")  # of a numbered list
_QUOTES = ('"', "'")


def refuse_extras(rows: Sequence[Row]) -> None:
    """Refuse rows with something in all of them that belongs to no row.

    Args:
        rows: The rows, of which none names columns.

    Raises:
        ParseError: If each begins with a number before its token, as lists and `enumerate` have it,
            or the same words, such as a unit, stand behind all scores.
    """
    is_numbered = all(map(_is_numbered, rows)) and not _has_one_sign(rows)
    if is_numbered and (_counts(rows) or _has_marks(rows)):
        problem = say("a number stands before each token: {number}", number=quoted(rows[0].token))
        hint = say("leave the numbers out: {fixed}", fixed=_without_number(rows[0]))
        raise ParseError(problem, line=rows[0].line, hint=hint)
    behind = _behind(rows[0])
    if behind and all(_behind(row) == behind for row in rows):
        unit = " ".join(behind)
        problem = say("behind each score stands the same: {unit}", unit=quoted(unit))
        scores = rows[0].fields[: -len(behind)]
        hint = say(
            "write unit={unit} behind ```heatmap, and the numbers alone: {fixed}",
            unit=as_row_token(unit),
            fixed=" ".join([as_row_token(rows[0].token), *scores]),
        )
        raise ParseError(problem, line=rows[0].line, hint=hint)


def refuse_parted_names(head: Row, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Refuse names of columns whose spaces make several of them: `từ Độ bất ngờ`.

    Args:
        head: The line of the names, without tabs.
        names: Them.
        rows: The rows below.

    Raises:
        ParseError: If there are more of them than scores, equally many in all rows.
    """
    widths = {len(row.fields) for row in rows}
    if not names or len(widths) > 1 or not 0 < max(widths) < len(names):
        return
    if any(field[:1] in _QUOTES for field in head.fields) or not all(
        is_cell_of_scores(field) for row in rows for field in row.fields
    ):
        return
    problem = say(
        "the first line names {names} columns, and the rows have {scores}",
        names=len(names),
        scores=max(widths),
    )
    hint = say("write - for a missing score in every row, or fewer names")
    if widths == {1}:
        hint = say(
            "put quotes around a name with spaces: {fixed}",
            fixed=f'{head.token} "{" ".join(names)}"',
        )
    raise ParseError(problem, line=head.line, hint=hint)


def refuse_words(names: Sequence[str], rows: Sequence[Row]) -> None:
    """Refuse a column of words beside others of scores, which only data files have.

    Args:
        names: The names of the columns, or nothing.
        rows: The rows below.

    Raises:
        ParseError: If there is one.
    """
    columns = [*zip(*(row.fields for row in rows), strict=False)]
    if len({len(row.fields) for row in rows}) > 1 or (names and len(names) != len(columns)):
        return
    of_words = [at for at, cells in enumerate(columns) if not any(map(is_cell_of_scores, cells))]
    if not of_words or not any(all(map(is_cell_of_scores, cells)) for cells in columns):
        return
    at = of_words[0]
    name = names[at] if names else columns[at][0]
    problem = say("a column has words, and no scores: {name}", name=quoted(name))
    hint = (
        "leave it out; or keep the table in a .csv file, where columns of words are known as such, "
        "and write src: with its path"
    )
    raise ParseError(problem, line=rows[0].line, hint=hint)


def _is_numbered(row: Row) -> bool:
    is_item = row.token.isdecimal() or _ITEM.fullmatch(row.token) is not None
    words = _words(row)
    return is_item and not row.quoted and 0 < len(words) < len(row.fields)


def _words(row: Row) -> list[str]:
    """Take what stands before the scores."""
    return [*takewhile(lambda field: not is_cell_of_scores(field), row.fields)]


def _has_one_sign(rows: Sequence[Row]) -> bool:
    """Tell rows with the same sign before all scores: it is no token, as in `1 = 0.5`."""
    signs = {*map(" ".join, map(_words, rows))}
    return len(signs) == 1 and not any(map(str.isalnum, min(signs)))


def _counts(rows: Sequence[Row]) -> bool:
    numbers = [row.token.rstrip(".):") for row in rows]
    return any([str(at + first) for at in range(len(rows))] == numbers for first in (0, 1))


def _has_marks(rows: Sequence[Row]) -> bool:
    """Tell numbers of another kind, such as ids, by quotes around what stands behind them."""
    return all(row.fields[0][0] in _QUOTES for row in rows)


def _without_number(row: Row) -> str:
    words = _words(row)
    text = " ".join(words)
    token = text.rstrip(":").strip() or text
    is_quoted = token.startswith(_QUOTES) and token[-1] == token[0]
    return " ".join([token if is_quoted else as_row_token(token), *row.fields[len(words) :]])


def _behind(row: Row) -> list[str]:
    """Take the words behind the scores."""
    scores = [*takewhile(is_cell_of_scores, row.fields)]
    rest = row.fields[len(scores) :] if scores else []
    return [] if any(map(is_cell_of_scores, rest)) else rest
