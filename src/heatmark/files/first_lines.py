"""The first line of a table: names of columns, tokens, or a token with its scores."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from heatmark.block.numbered import Judgement, is_whole, judge, unclear_names
from heatmark.core.errors import ParseError
from heatmark.core.numerals import MISSING, is_cell_of_scores, is_number
from heatmark.files.records import POINT, Record
from heatmark.files.spoiled import is_marked, is_no_name
from heatmark.files.turned import first_column_taken
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.errors import Notice

_ROW = Judgement(names=False, clear=True)
_NAMES = Judgement(names=True, clear=True)


class FirstLine(NamedTuple):
    """What a first line says.

    Attributes:
        names: The names or tokens in it, composed and without spaces around; or nothing if it is
            a row.
        notices: What the author should know of how it was read.
    """

    names: list[str]
    notices: tuple[Notice, ...] = ()


def read_first_line(rows: Sequence[Record], axis: str) -> FirstLine:
    """Read a first line.

    It has names if it has words above numbers, or names the tokens. Numbers in it may be names,
    too, or tokens that stand side by side.

    Args:
        rows: All lines.
        axis: Where the tokens are: `last` if they are in the first line, `first` if in a column.

    Raises:
        ParseError: If the tokens may be in the first line or in the first column.
    """
    head = [unicodedata.normalize("NFC", cell.strip()) for cell in rows[0].cells]
    if _counts_columns(head, rows):
        return FirstLine(head)
    if not any(is_number(cell) or _is_gap(cell) for cell in head):
        below = len(rows) > 1 and _has_scores(rows[1].cells)
        names = any(map(is_token_name, head)) or (below and not _is_spoilt(head, rows))
        return FirstLine(head if names else [])
    if len(rows) == 1:
        return FirstLine([])
    if axis == "last" and _may_be_tokens(head, rows):
        return FirstLine(head)
    judged = _judge(head, rows)
    notices = _either_way(head, rows) if axis == "auto" and judged == _ROW else ()
    if not judged.clear:
        notices = (_unclear(head, judged),)
    return FirstLine(head if judged.names else [], notices)


def _is_gap(cell: str) -> bool:
    """Tell a sign that a number is missing."""
    return cell.lower() in MISSING - {""}


def _is_word(cell: str) -> bool:
    return not is_cell_of_scores(cell)


def _has_scores(cells: Sequence[str]) -> bool:
    return any(map(_is_meant, cells)) or any(cell.strip() == POINT for cell in cells[1:])


def _is_meant(cell: str) -> bool:
    return is_number(cell) or is_marked(cell)


def _is_spoilt(head: Sequence[str], rows: Sequence[Record]) -> bool:
    """Tell a token with a score that is none, such as `#VALUE!` or `0.52***`, from names."""
    if any(map(is_token_name, head)):
        return False
    plain = (at for at, cell in enumerate(head) if at and _is_word(cell) and not is_no_name(cell))
    if any(_is_numeric(rows, at) for at in plain):
        return False  # tokens, such as a point, or names of columns
    places = [at for at, cell in enumerate(head) if at and is_no_name(cell)]
    return any(all(map(_may_be_score, (row.cells[at] for row in rows))) for at in places)


def _may_be_score(cell: str) -> bool:
    return is_cell_of_scores(cell) or is_no_name(cell)


def _counts_columns(head: Sequence[str], rows: Sequence[Record]) -> bool:
    """Tell the numbers that pandas gives columns without names, with or without an index."""
    if len(rows) == 1 or is_number(rows[1].cells[0]):
        return False
    return _are_counted(head)


def _are_counted(head: Sequence[str]) -> bool:
    first = 1 if not head[0] else 0
    return list(head[first:]) == [str(at) for at in range(len(head) - first)]


def _may_be_tokens(head: Sequence[str], rows: Sequence[Record]) -> bool:
    """Tell what may be tokens side by side from a token with its scores."""
    if any(map(_is_word, head[1:])):
        return True
    if head[0] and not _is_numeric(rows, 0):
        return False
    return _is_word(head[0]) or all(map(is_whole, head[1:]))


def _judge(head: Sequence[str], rows: Sequence[Record]) -> Judgement:
    """Judge a first line with numbers in it."""
    if _is_spoilt(head, rows):
        return _ROW
    numbers = [at for at, cell in enumerate(head) if is_number(cell)]
    if any(_is_word(cell) and _is_numeric(rows, at) for at, cell in enumerate(head) if at):
        whole = not _is_gap(head[0]) and all(is_whole(head[at]) for at in numbers)
        fits = whole or any(map(is_token_name, head)) or _is_numeric(rows, 0)
        return _NAMES if fits else _ROW
    counts_words = bool(head[0]) and _counts_words(head, rows)
    if not (any(map(is_token_name, head)) or not head[0] or counts_words):
        return _ROW
    gaps = (at for at, cell in enumerate(head) if at and cell.lower() in MISSING)
    if not all(_has_words(rows, at) for at in gaps) or _counts_rows(head, rows):
        return _ROW
    numbers = numbers[1:] if counts_words else numbers
    below = (row.cells[at] for row in rows[1:] for at in numbers)
    judged = judge([head[at] for at in numbers], below)
    return judged if judged.names or head[0] else judged._replace(clear=False)


def _counts_words(head: Sequence[str], rows: Sequence[Record]) -> bool:
    """Tell counted columns, of which the first holds tokens, some of them numbers."""
    others = rows[2:]  # the line below begins with a number, else its head was taken before
    return _are_counted(head) and any(_is_word(row.cells[0]) for row in others)


def _counts_rows(head: Sequence[str], rows: Sequence[Record]) -> bool:
    """Tell an index that counts lines from the first on, which is a row then."""
    both = head[0], rows[1].cells[0]
    return all(map(is_whole, both)) and int(both[1]) == int(both[0]) + 1


def _is_numeric(rows: Sequence[Record], at: int) -> bool:
    """Tell a column that has numbers below its first line, and nothing else."""
    cells = [row.cells[at] for row in rows[1:]]
    others = [cell for cell in cells if cell.strip() != POINT]
    some = len(others) < len(cells) or any(map(is_number, others))
    return some and all(map(is_cell_of_scores, others))


def _has_words(rows: Sequence[Record], at: int) -> bool:
    """Tell a column of words below its first line, as an index of pandas may be without a name."""
    return all(map(_is_word, (row.cells[at] for row in rows[1:])))


def _either_way(head: Sequence[str], rows: Sequence[Record]) -> tuple[Notice, ...]:
    """Say of a word above lines of numbers alone that the first line could be the tokens as well.

    Raises:
        ParseError: If decimals would be tokens.
    """
    if not _is_word(head[0]) or not all(_is_numeric(rows, at) for at in range(len(head))):
        return ()
    if not all(is_whole(row.cells[0].strip()) for row in rows[1:]):
        hint = "write token_axis: last if the first line has them, token_axis: first if it is a row"
        problem = "the tokens may be in the first line, or in the first column"
        raise ParseError(problem, line=rows[0].line, hint=hint, about="src")
    if not all(map(is_whole, head[1:])):
        return ()
    return (first_column_taken(),)


def _unclear(head: Sequence[str], judged: Judgement) -> Notice:
    """Tell the author how a first line was read that may be names, or a token with its scores."""
    hint = "if it names the columns, write letters before the numbers, as in: layer 0"
    if judged.names:
        hint = "if it is a row of scores, write the names of the columns above it"
    return unclear_names(head[0], names=judged.names, hint=hint, about="src")
