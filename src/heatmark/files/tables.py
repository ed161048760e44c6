"""CSV and TSV: one token a line, in columns."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.wording import counted, quoted, say
from heatmark.files.data import NOT_METRICS, Found, choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.data import Request


_TOKEN = [
    "token",
    "tokens",
    "word",
    "words",
    "từ",
    "text",
    "piece",
    "pieces",
    "subword",
    "str_token",
    "token_str",
]
_NONE = {"", "-", "~", "null", "nan", ".nan", "na", "n/a", "none"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?inf(?:inity)?", re.ASCII | re.IGNORECASE)  # fmt: skip  # noqa: E501
_COMMA = re.compile(r"[+-]?\d+,\d+(?:[eE][+-]?\d+)?", re.ASCII)
_PLAIN = re.compile(r"[0-9.eE+-]*", re.ASCII)
_LOOK = 50  # lines that are looked at to tell the format
_WIDEST = 1_000_000  # characters of a line
_SKIPPED = NOT_METRICS | {"", "unnamed: 0"}  # what pandas calls an index


class Row(NamedTuple):
    """A record, and the line on which it starts."""

    line: int
    cells: list[str]


def delimiter_of(text: str, name: str) -> str | None:
    """Tell a table by its first lines, and give what stands between its columns.

    A header that names the tokens makes it a table; so does a number at the end of all lines, with
    equally many columns; the file's name decides about lines that could be heatmark's own rows.
    """
    lines = _first_lines(text)
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    for mark in "\t;,":
        widths = {line.count(mark) for line in lines}
        if not lines or not lines[0].count(mark):
            continue
        cells = [cell.strip('" ') for cell in lines[0].split(mark)]
        if any(map(_is_token_name, cells)) and not any(map(_NUMBER.fullmatch, cells)):
            return mark
        if (
            len(widths) == 1
            and (named or mark != "\t")
            and all(_ends(line, mark) for line in lines)
        ):
            return mark
        if (
            named
            and mark != "\t"
            and len(lines) > 1
            and all(_ends(line, mark) for line in lines[1:])
        ):
            return mark
        if named and mark == "\t":
            return mark
    return None


def _first_lines(text: str) -> list[str]:
    lines = text[: _LOOK * 1_000].split("\n", _LOOK)[:_LOOK]
    return [line.rstrip("\r") for line in lines if line.strip()]


def _ends(line: str, mark: str) -> bool:
    """Tell a line whose last column is a number, right after the mark."""
    first, last = line.split(mark, maxsplit=1)[0], line.rpartition(mark)[2].strip('"')
    number = _NUMBER.fullmatch(last) or (mark != "," and _COMMA.fullmatch(last))
    return bool(first.strip()) and bool(number or last.lower() in _NONE)


def _is_token_name(cell: str) -> bool:
    return unicodedata.normalize("NFC", cell.strip()).lower() in _TOKEN


def read_table(text: str, mark: str, request: Request) -> Found:
    """Read a table: the column of the tokens, and columns of numbers.

    Args:
        text: The table, with a line of names at the top or without.
        mark: What stands between its columns.
        request: Which columns are asked for; else all that hold numbers.

    Raises:
        ParseError: If a line has too many or too few columns, or quotes without an end.
        ScoreError: If there are no numbers, or one cannot be read.
    """
    first, end = 0, text.find("\n")
    width = text.count(mark, first, end if end >= 0 else len(text)) + 1
    if width > request.limits.max_columns:
        hint = say(
            "keep the columns that are drawn (at most {max_columns})",
            max_columns=request.limits.max_columns,
        )
        raise ParseError(say("there are {width} columns", width=width), line=1, hint=hint)
    rows = list(_rows(text, mark))
    if not rows:
        raise ParseError("there are no rows in it", hint="look whether the file is whole")
    names = _names(rows)
    if names:
        rows = rows[1:]
    if not rows:
        raise ParseError("there are no rows below the names", hint="look whether the file is whole")
    column = _token_column(names, rows)
    return Found(
        tokens=[row.cells[column] for row in rows],
        columns=_columns(names, rows, column, mark, request),
    )


def _rows(text: str, mark: str) -> Iterator[Row]:
    """Read records with equally many cells."""
    reader = csv.reader(_lines(text), delimiter=mark, strict=True)
    line, width = 1, 0
    try:
        for cells in reader:
            if cells and any(cell.strip() for cell in cells):
                width = width or len(cells)
                if len(cells) != width:
                    _refuse_width(line, len(cells), width, mark)
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "put quotes around a cell with the separator, a quote (twice) or a line break in it"
        raise ParseError(
            say("the table is broken: {error}", error=str(error)), line=line, hint=hint
        ) from None


def _lines(text: str) -> Iterator[str]:
    """Give lines one by one, at no cost in memory."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _WIDEST:
            line = text.count("\n", 0, start) + 1
            hint = "write one token a line"
            raise ParseError(
                say("there is a line of {end} characters", end=end - start), line=line, hint=hint
            )
        yield text[start:end]
        start = end


def _refuse_width(line: int, cells: int, width: int, mark: str) -> None:
    hint = "put quotes around a token with the separator in it"
    if mark == "," and cells > width:
        hint = (
            "put quotes around a token with the separator in it; write numbers as 1.5, "
            "or put ; between the columns"
        )
    raise ParseError(
        say("there are {columns}, above {width}", columns=counted(cells, "column"), width=width),
        line=line,
        hint=hint,
    )


def _names(rows: Sequence[Row]) -> list[str]:
    """Take the first line for names if it has words above numbers, or names the tokens."""
    head = [unicodedata.normalize("NFC", cell.strip()) for cell in rows[0].cells]
    numbers = [_is_number(cell) or cell.lower() in _NONE - {""} for cell in head]
    if any(numbers):
        return []
    below = len(rows) > 1 and any(map(_is_number, rows[1].cells))
    if not below and not any(map(_is_token_name, head)):
        return []
    twice = {name for name in head if head.count(name) > 1 and name}
    if twice:
        problem = say("two columns are called {twice}", twice=quoted(min(twice)))
        raise ParseError(problem, line=rows[0].line, hint="give each a name of its own")
    return head


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell.strip()) or _COMMA.fullmatch(cell.strip()))


def _token_column(names: Sequence[str], rows: Sequence[Row]) -> int:
    for word in _TOKEN:
        for column, name in enumerate(names):
            if name.lower() == word:
                return column
    columns = range(len(rows[0].cells))
    words = [column for column in columns if not _is_numeric(rows, column)]
    return next(iter(words), 0)


def _is_numeric(rows: Sequence[Row], column: int) -> bool:
    """Tell a column of numbers by the first cell that is not empty."""
    cells = (row.cells[column] for row in rows)
    first = next((cell for cell in cells if cell.strip().lower() not in _NONE), "")
    return _is_number(first)


def _columns(
    names: Sequence[str], rows: Sequence[Row], token: int, mark: str, request: Request
) -> dict[str, Sequence[Score]]:
    width = len(rows[0].cells)
    names = names or [str(column + (column < token)) for column in range(width)]
    places = {name: place for place, name in enumerate(names) if place != token}
    chosen = choose(list(places), request.field) if request.field else [
        name
        for name, place in places.items()
        if name.lower() not in _SKIPPED and _is_numeric(rows, place)
    ]  # fmt: skip
    if not chosen:
        problem = "there is no column of numbers in it"
        raise ScoreError(problem, line=rows[0].line, hint="write a score beside each token")
    return {name: _scores(rows, places[name], name, mark) for name in chosen}


def _scores(rows: Sequence[Row], column: int, name: str, mark: str) -> Sequence[Score]:
    cells = [row.cells[column].strip() for row in rows]
    if _PLAIN.fullmatch("".join(cells)):
        try:
            scores = tuple(map(float, cells))
        except ValueError:
            scores = ()
        if scores and all(map(math.isfinite, scores)):
            return scores
    if mark != "," and any(map(_COMMA.fullmatch, cells)):
        cells = _with_points(cells, rows, name)
    return [_score(cell, row.line) for cell, row in zip(cells, rows, strict=True)]


def _score(cell: str, line: int) -> Score:
    if cell.lower() in _NONE:
        return None
    number = float(cell) if _NUMBER.fullmatch(cell) else math.nan
    if math.isfinite(number):
        return number
    if math.isinf(number):
        hint = "use a finite number, or leave the cell empty if the score is missing"
        raise ScoreError(
            say("the score {cell} is infinite", cell=quoted(cell)), line=line, hint=hint
        )
    hint = "write it as 1.5, or leave the cell empty if the score is missing"
    raise ScoreError(
        say("the score {cell} is not a number", cell=quoted(cell)), line=line, hint=hint
    )


def _with_points(cells: list[str], rows: Sequence[Row], name: str) -> list[str]:
    """Read decimal commas, if no number of the column has a point."""
    for cell, row in zip(cells, rows, strict=True):
        if "." in cell:
            problem = say("{name} has both commas and points in its numbers", name=quoted(name))
            raise ScoreError(problem, line=row.line, hint="write all of them as 1.5")
    return [cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell for cell in cells]
