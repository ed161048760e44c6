"""Lines in which all commas may stand within numbers: `Hà 8,9` and `Hà|11,069.1`.

A table with commas between its columns is not the only reading of them, and often none at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.numerals import is_cell_of_scores, is_number
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence


_TOKEN = lazy_re(r"\s*(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\S+)(?:\s+|$)")
_WITHIN = lazy_re(r"\d,\d", re.ASCII)
_BEGINS_0 = lazy_re(r"\s*[+−-]?0\d", re.ASCII)


def mark_of_numbers(lines: Sequence[str]) -> str | None:
    """Tell lines of a token and numbers, equally many, with commas in these alone.

    Args:
        lines: The first lines of a file, of which the first may name its columns.

    Returns:
        What stands between columns: a bar, or nothing for white space; None if they are not so.
    """
    if _are_numbers([_behind_bars(line) for line in lines]):
        return "|"
    rows = [_behind_token(line) for line in lines]
    if _are_numbers(rows) or (_are_names(rows) and _are_numbers(rows[1:])):
        return ""
    return None


def fits_commas(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines can be cut at commas: into equally many cells, with numbers behind.

    Args:
        rows: The cells of each line.
    """
    cells = [cell for row in rows for cell in row[1:]]
    is_even = len({len(row) for row in rows}) == 1
    return is_even and all(map(is_cell_of_scores, cells)) and not any(map(_BEGINS_0.match, cells))


def first_with_comma(lines: Sequence[str]) -> tuple[str, str]:
    """Give what stands before the first number with a comma of such lines, and the number."""
    cells = ((line, cell) for line in lines for cell in _behind_token(line)[1:])
    line, number = next((line, cell) for line, cell in cells if "," in cell)
    return line[: line.rfind(number)], number


def _behind_bars(line: str) -> list[str]:
    """Cut a line at its bars, if none has white space before it, as in a table that is drawn."""
    return line.split("|") if " |" not in line and not line.startswith("|") else [line]


def _behind_token(line: str) -> list[str]:
    """Cut a line at its tabs, if it has any, else at spaces, but for a token in quotes."""
    if "\t" in line.strip():
        return [cell.strip() for cell in line.split("\t")]
    found = _TOKEN.match(line)
    return [found[1], *line[found.end() :].split()] if found else [line]


def _are_numbers(rows: Sequence[Sequence[str]]) -> bool:
    cells = [cell for row in rows for cell in row[1:]]
    if not cells or len({len(row) for row in rows}) != 1 or not all(map(is_cell_of_scores, cells)):
        return False
    commas = [cell for cell in cells if "," in cell]
    is_within = all(_WITHIN.search(cell) and cell.strip(",") == cell for cell in commas)
    return bool(commas) and is_within and not all("," in row[0].strip("\"',") for row in rows)


def _are_names(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a first line of as many words as the others have cells, without a comma."""
    first = rows[0]
    is_even = len(rows) > 1 and len(first) == len(rows[1])
    return is_even and not any("," in cell or is_number(cell) for cell in first)
