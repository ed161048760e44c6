"""What all rows have before their tokens or behind their scores: numbers of lines, and units."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import MISSING, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.unit_names import is_unit
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.row import Row

_ITEM = lazy_re(r"\d{1,9}[.):]")  # of a numbered list
_QUOTES = "\"'"


def refuse_extras(rows: Sequence[Row]) -> None:
    """Refuse rows with something in all of them that belongs to no row.

    Args:
        rows: The rows, of which none names columns.

    Raises:
        ParseError: If each begins with a number before its token, as lists and `enumerate` have it,
            or a unit stands behind all scores.
    """
    if all(map(_is_numbered, rows)) and (_counts(rows) or _has_marks(rows)):
        problem = say("a number stands before each token: {number}", number=quoted(rows[0].token))
        hint = say("leave the numbers out: {fixed}", fixed=_without_number(rows[0]))
        raise ParseError(problem, line=rows[0].line, hint=hint)
    unit = rows[0].fields[-1] if rows[0].fields else ""
    if is_unit(unit) and all(map(_has_unit, rows)) and {row.fields[-1] for row in rows} == {unit}:
        problem = say("behind each score stands its unit: {unit}", unit=quoted(unit))
        hint = say(
            "write unit={unit} behind ```heatmap, and the numbers alone: {fixed}",
            unit=unit,
            fixed=" ".join([_in_quotes(rows[0].token), *rows[0].fields[:-1]]),
        )
        raise ParseError(problem, line=rows[0].line, hint=hint)


def _is_numbered(row: Row) -> bool:
    is_item = row.token.isdecimal() or _ITEM.fullmatch(row.token) is not None
    words = _words(row)
    return is_item and not row.quoted and 0 < len(words) < len(row.fields)


def _words(row: Row) -> list[str]:
    """Take what stands before the scores."""
    return [*takewhile(lambda field: not _is_score(field), row.fields)]


def _counts(rows: Sequence[Row]) -> bool:
    numbers = [row.token.rstrip(".):") for row in rows]
    return any([str(at + first) for at in range(len(rows))] == numbers for first in (0, 1))


def _has_marks(rows: Sequence[Row]) -> bool:
    """Tell numbers of another kind, such as ids, by quotes around what stands behind them."""
    return all(row.fields[0][0] in _QUOTES for row in rows)


def _without_number(row: Row) -> str:
    words = _words(row)
    token = " ".join(words).rstrip(":").strip()
    is_quoted = len(token) > 1 and token[0] in _QUOTES and token[-1] == token[0]
    return " ".join([token if is_quoted else _in_quotes(token), *row.fields[len(words) :]])


def _in_quotes(token: str) -> str:
    return token if token.split() == [token] else f'"{token}"'


def _has_unit(row: Row) -> bool:
    *scores, last = row.fields or ["", ""]
    return bool(scores) and all(map(_is_score, scores)) and not _is_score(last)


def _is_score(text: str) -> bool:
    return is_number(text) or text.lower() in MISSING
