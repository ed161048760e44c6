"""The numbers in the cells of a table, whose commas may be those of decimals or of thousands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_number, read_numerals, with_infinite
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.files.spoiled import offering

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.core.numerals import Numerals
    from heatmark.files.records import RecordTable


_GROUPED = lazy_re(r"\s*[+−-]?[1-9]\d{0,2}(?:,\d{3})+\s*[%‰]?\s*", re.ASCII)
_DECIMAL = lazy_re(r"\s*[+−-]?(?:\d*[.,]\d+|\d[\d.]*[eE][+-]?\d+)\s*", re.ASCII)
_POWER = lazy_re(r"-?\d\.\d+e[+-]\d\d+", re.ASCII)
_PAIR = 2
_SMALL = lazy_re(r"\s*[1-9]\d{0,2}\s*", re.ASCII)  # needs no mark between thousands


def is_of_decimals(cells: Iterable[str]) -> bool:
    """Tell by one of them that commas stand before decimals: `0,5`, or `1.234,56`."""
    return any("," in cell and not _GROUPED.fullmatch(cell) and _is_last(cell) for cell in cells)


def _is_last(cell: str) -> bool:
    return is_number(cell) and cell.rfind(",") > cell.rfind(".")  # equivalent: there is a comma


def are_decimal(cells: Sequence[str], mark: str, *, known: bool) -> bool:
    """Tell whether commas are those of decimals, where nothing in the column itself tells it.

    They are if those of other columns are, or if semicolons stand between columns, as spreadsheets
    write them then; but not where whole numbers below a thousand stand beside them.

    Args:
        cells: The numbers, or signs that they are missing.
        mark: What stands between columns.
        known: Whether other columns tell that commas are those of decimals.
    """
    return (mark == ";" or known) and not any(map(_SMALL.fullmatch, cells))


def read_cells(
    cells: Sequence[str],
    lines: Sequence[int],
    mark: str,
    *,
    decimals: bool,
    others: str = "",
) -> Numerals:
    """Read the numbers of a column.

    Args:
        cells: The numbers, or signs that they are missing.
        lines: The line of each to name in an error.
        mark: What stands between columns.
        decimals: Whether commas are those of decimals, if nothing in the column tells otherwise.
        others: Columns that could be chosen instead, for an error.

    Raises:
        ScoreError: If one is no number, or it cannot be told what their marks are.
    """
    hint = say("write a number such as 1.5, or leave the cell empty if the score is missing")
    decimal = "," if mark != "," and (decimals or is_of_decimals(cells)) else ""
    texts = [*map(str.strip, cells)]

    def read(known: Sequence[str]) -> Numerals:
        return read_numerals(known, lines, hint=hint, decimal=decimal, grouped=mark == ";")

    with offering(others):
        return with_infinite(texts, read)


def refuse_numbers_alone(tokens: Sequence[str]) -> None:
    """Refuse the rows of a matrix, as NumPy writes it, whose first numbers would be the tokens.

    Raises:
        ParseError: If all tokens are numbers such as `1.0e+00`.
    """
    if len(tokens) > 1 and all(map(_POWER.fullmatch, tokens)):
        hint = "write the tokens in a first line, or in a column before the numbers"
        raise ParseError("there is no column of tokens in it", hint=hint, about="src")


def has_no_tokens(table: RecordTable) -> bool:
    """Tell a table of numbers alone that is a matrix: square, or with decimals in front."""
    first = table.column(0)
    is_square = len(first) == len(table.rows[0].cells) > _PAIR
    return is_square or any(map(_DECIMAL.fullmatch, first))
