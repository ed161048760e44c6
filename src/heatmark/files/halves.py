"""Decimal commas that may stand between columns: `-0,5` is read as two numbers.

In `Hà 0,5` the token would be `Hà 0`.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from heatmark.core.column_kinds import only_count_rows
from heatmark.core.errors import Notice, ScoreError
from heatmark.core.numerals import MISSING, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.spaced import first_with_comma, fits_commas, mark_of_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.records import Record


_WHOLE = lazy_re(r"[+−-]?\d+", re.ASCII)
_DIGITS = lazy_re(r"\d+", re.ASCII)
_ZERO = lazy_re(r"[+−-]0+", re.ASCII)
_PAIR = 2
_BARE = frozenset({"", "-", "−", "–", "+"})
_BETWEEN = r"[\s|:=/\\;→>~\"”»)\]}*]"  # what some put between a token and its score
_FRONT = lazy_re(rf"{_BETWEEN}([+−–-]?\d[\d.]*)$")
_BEHIND = lazy_re(r"\d+\s*[%‰]?", re.ASCII)
_BEGINS_0 = lazy_re(r"0\d", re.ASCII)
_POINT = lazy_re(r"\d\.\d", re.ASCII)
_PLAIN = lazy_re(r"(\"[^\"]*\"|[^\s\",|:=/\\;→>~]+)\s+([+−–-]?\d[\d.,]*[%‰]?(?:\s+|$))+")
_QUOTED = lazy_re(r'"[^"]*"\s')  # behind which a table has a comma at once
_FIELD = lazy_re(rf"{_BETWEEN}+")


def mark_beside_commas(lines: Sequence[str], line: int) -> str:
    """Tell what stands between columns where all commas may be those of decimals: `Hà 0,5`.

    That is so where each line has a mark or white space before a whole number that is in front of
    a comma, and no number has a point.

    Args:
        lines: The first lines of a file, the first of which names no columns.
        line: The number of the first.

    Returns:
        The comma, `|`, or nothing if they are rows as a block has them.

    Raises:
        ScoreError: If it is not clear.
    """
    rows = [text.rstrip(", \t").split(",") for text in lines]
    other = mark_of_numbers(lines)
    if other == "|" or (other is not None and not fits_commas(rows)):
        return other
    at = _cut_at(rows)
    if at is None and other is None:
        return ","
    if all("\t" in text.strip() for text in lines):
        return ""
    bars = {text.count("|") for text in lines}
    if bars != {0} and len(bars) == 1 and all(map(is_number, _behind_bars(lines))):
        return "|"
    if at is None:
        raise _unclear(*first_with_comma(lines), line)
    plain = [_PLAIN.fullmatch(text.strip()) is not None for text in lines]
    is_plain = all(plain) or (other is not None and any(plain))  # else marks are behind tokens
    if is_plain and _is_decimal(lines, rows, at):
        return ""
    front = _FRONT.search(rows[0][at])
    number = f"{front[1] if front else ''},{rows[0][at + 1].strip()}"
    raise _unclear(lines[0][: lines[0].find(number)], number, line)


def _cut_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Find the column of which each cell ends in what may be the front of a decimal."""
    if len({len(row) for row in rows}) != 1:
        return None
    pointed = {at for row in rows for at, cell in enumerate(row) if _POINT.search(cell)}
    for at in range(len(rows[0]) - 1):
        if not pointed <= {at} or all(is_number(row[at]) for row in rows):
            continue
        if all(_is_cut(row[at], row[at + 1]) for row in rows):
            return at
    return None


def _is_cut(front: str, behind: str) -> bool:
    found = _FRONT.search(front)
    if not found or not front[: found.start()].strip():
        return False
    return bool(_BEHIND.fullmatch(behind.strip())) and is_number(f"{found[1]},{behind.strip()}")


def _behind_bars(lines: Sequence[str]) -> list[str]:
    return [text.rpartition("|")[2].strip() if " |" not in text else "" for text in lines]


def _is_decimal(lines: Sequence[str], rows: Sequence[Sequence[str]], at: int) -> bool:
    """Tell decimals by quotes around each token, or by what no whole number and no token is."""
    fronts = [found[1] for row in rows if (found := _FRONT.search(row[at]))]
    behind = [row[at + 1].strip() for row in rows]
    tokens = {text.split()[0] for text in lines}
    shows = any(map(_ZERO.fullmatch, fronts)) or any(_BEGINS_0.match(one) for one in behind)
    zeros = {*fronts} == {"0"} and len(tokens) == len(lines) > 1
    return shows or zeros or at > 0 or any(map(_QUOTED.match, lines))


def _unclear(token: str, number: str, line: int) -> ScoreError:
    """Say of a line such as `GPT 3,5` how it is written in both ways."""
    fields = [*filter(None, _FIELD.split(token.replace(",", " ")))]
    counted = [fields.pop(0)] if len(fields) > 1 and fields[0].isdecimal() else []
    problem = say(
        "the comma in {text} may be that of decimals, or stand between two columns",
        text=quoted(number),
    )
    if "." in number:
        problem = say(
            "the comma in {text} may be that of thousands, or stand between two columns",
            text=quoted(number),
        )
    hint = say(
        "put ; between the columns, as in {row}, if it is part of a number; if it stands between "
        "two columns, write their names above all rows, such as token,score",
        row=quoted(";".join([*counted, " ".join(fields), number])),
    )
    return ScoreError(problem, line=line, hint=hint)


def refuse_halved_decimals(rows: Sequence[Record]) -> tuple[Notice, ...]:
    """Refuse whole numbers side by side that may be the halves of decimals, or tell of them.

    That is so where each row has one before another without a sign and the columns have no names.
    Of more than two columns, and where a program has counted the lines, the halves must show: by
    `-0` or `05`, which no whole number is, or by a sign before the first alone. A column of
    nothing, or of signs alone, is one of halves, too: of `-,5` and `,5`.

    Args:
        rows: The rows of a table without names of columns.

    Returns:
        A notice where lines are counted and two columns beside it do not show what they are.

    Raises:
        ScoreError: If there are such columns.
    """
    width = len(rows[0].cells)
    _refuse_halves_without_front(rows)
    told: tuple[Notice, ...] = ()
    columns = [[row.cells[at].strip() for row in rows] for at in range(width)]
    kinds = [_is_whole(column) for column in columns]
    counts = [only_count_rows(column) for column in columns]
    for whole, places in groupby(range(width), key=kinds.__getitem__):
        run = [*places]
        if not whole or len(run) < _PAIR or len(run) == width:
            continue
        is_odd = counts[run[0]] and len(run) == _PAIR + 1  # lines that are counted behind tokens
        run = run[1:] if is_odd else run
        counted = counts[0] or is_odd
        for nth, first in enumerate(run[:-1]):
            if not all(_DIGITS.fullmatch(cell) or _is_gap(cell) for cell in columns[first + 1]):
                continue
            alone = len(run) == _PAIR and not counted
            paired = len(run) % _PAIR == nth % _PAIR == 0
            if alone or _shows(columns[first], columns[first + 1], len(run), paired=paired):
                _refuse(rows, first)
            if counted and len(run) == _PAIR:
                told = (_may_be_halves(rows, first),)
    return told


def _refuse_halves_without_front(rows: Sequence[Record]) -> None:
    for at in range(1, len(rows[0].cells) - 1):
        fronts, behind = ([row.cells[place].strip() for row in rows] for place in (at, at + 1))
        known = [cell for cell in behind if not _is_gap(cell)]
        if known and _BARE.issuperset(fronts) and all(map(_DIGITS.fullmatch, known)):
            _refuse(rows, at)


def _may_be_halves(rows: Sequence[Record], first: int) -> Notice:
    pairs = _pairs(rows, first)
    halves = min(pairs, key=lambda pair: sum(map(_is_gap, pair)))
    digits = {len(pair[1]) for pair in pairs if not _is_gap(pair[1])}
    level = "warning" if len(digits) > 1 else "info"  # decimals have more or fewer
    problem, hint = _halved(halves)
    return Notice(name="parted-numbers", message=problem, hint=hint, about="src", level=level)


def _pairs(rows: Sequence[Record], first: int) -> list[list[str]]:
    return [[cell.strip() for cell in row.cells[first : first + _PAIR]] for row in rows]


def _halved(halves: Sequence[str]) -> tuple[str, str]:
    """Say that two numbers may be one, and what to do about it."""
    problem = say(
        "the comma in {text} may be that of decimals: it is read as two numbers",
        text=quoted(",".join(halves)),
    )
    hint = say(
        "write decimals with a point, as in {point}, or put ; between the columns; if they are two "
        "numbers, write the names of the columns above them",
        point=".".join(halves),
    )
    return problem, hint


def _is_gap(cell: str) -> bool:
    return cell.lower() in MISSING


def _is_whole(column: Sequence[str]) -> bool:
    known = [cell for cell in column if not _is_gap(cell)]
    return bool(known) and all(map(_WHOLE.fullmatch, known))


def _shows(firsts: Sequence[str], seconds: Sequence[str], width: int, *, paired: bool) -> bool:
    """Tell halves of decimals by what no whole numbers are, of so many columns side by side."""
    known = [cell for cell in firsts if not _is_gap(cell)]
    if any(map(_ZERO.fullmatch, known)):
        return True
    if not paired:
        return False
    zeros = any(len(cell) > 1 and cell.startswith("0") for cell in seconds)
    minus = width == _PAIR and any(cell[0] in "-−" for cell in known)
    return zeros or minus or set(known) == {"0"}


def _refuse(rows: Sequence[Record], first: int) -> None:
    """Name a pair that shows: of a zero with a sign, else one of which no half is missing."""
    pairs = _pairs(rows, first)
    doubts = [(not _ZERO.fullmatch(pair[0]), sum(map(_is_gap, pair))) for pair in pairs]
    at = doubts.index(min(doubts))
    halves = pairs[at]
    problem, hint = _halved(halves)
    raise ScoreError(problem, line=rows[at].line, hint=hint)
