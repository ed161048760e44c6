"""CSV and TSV: their records, and what the columns are called."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_cell_of_scores, is_number
from heatmark.core.parsers import reason
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, say
from heatmark.files.comments import (
    breaks_in,
    is_remark,
    may_have_comments,
    refuse_wide_comments,
    refuse_words_of_sentences,
    row_of,
    width_of,
    without_comments,
)
from heatmark.files.file import Reading
from heatmark.files.first_lines import read_first_line
from heatmark.files.grids import read_table
from heatmark.files.halves import mark_beside_commas, refuse_halved_decimals
from heatmark.files.lost import lost_letters, refuse_other_quotes, refuse_row_names, refuse_titles
from heatmark.files.pairs import refuse_numbered_pairs
from heatmark.files.parsed_words import refuse_parsed_words
from heatmark.files.records import Record, RecordTable
from heatmark.files.table_texts import texts_in_table, titles_in_table
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.block.draft import Draft
    from heatmark.core.errors import Notice
    from heatmark.files.file import File
    from heatmark.files.request import Request


_LOOK = 50  # lines that are looked at to tell the format
_MARKS = "\t;,|"  # between columns, the surest first
_WIDEST = 1_000_000  # characters of a line
_SAID = lazy_re(r"sep=([;,\t|])\r?\n", re.IGNORECASE)  # what spreadsheets write and read first
_DOUBLED = lazy_re(r'(?:^|\t)"(?:[^"\t]|"")*""(?:[^"\t]|"")*"(?:\t|$)')  # as programs write them
_QUOTED = lazy_re(r'"(?:[^"]|"")*"')


def find_table(file: File) -> Reading | None:
    """Find a table by what stands between the columns of its first lines."""
    said = _SAID.match(file.text)
    text = file.text if said is None else file.text[said.end() - 1 :]  # a blank line in its place
    mark = said[1] if said else _delimiter_of(text, file.name)
    if mark == "," and not said:
        lines = _without_comments(_first_lines(text), mark) or [""]
        mark = mark_beside_commas(lines, text.count("\n", 0, text.find(lines[0])) + 1)
    if not mark:
        return None
    name = "tsv" if mark == "\t" else "csv"
    return Reading(
        name,
        lambda request: _read(text, mark, request),
        lambda request: texts_in_table(_table(text, mark, request)[0], request),
        lambda request: titles_in_table(_table(text, mark, request)[0], request),
    )


def _delimiter_of(text: str, name: str) -> str | None:
    """Tell a table by its first lines, and give what stands between its columns.

    A header that names the tokens makes it a table; so does a number at the end of all lines, with
    equally many columns; the file's name decides about lines that could be heatmark's own rows.
    """
    shown = _first_lines(text)
    named = name.lower().endswith((".csv", ".tsv", ".tab", ".conll", ".conllu"))
    for mark in _MARKS:
        lines = _without_comments(shown, mark)
        widths = {line.count(mark) for line in lines}
        if not lines or not lines[0].count(mark) or _is_drawn(lines, mark):
            continue
        cells = [cell.strip('" ') for cell in lines[0].split(mark)]
        if any(map(is_token_name, cells)) and not any(map(is_number, cells)):
            return mark
        if (
            len(widths) == 1
            and (named or mark != "\t" or any(map(_DOUBLED.search, lines)))
            and all(_ends(line, mark) for line in lines)
        ):
            return mark
        if named and len(lines) > 1 and all(_ends(line, mark) for line in lines[1:]):
            return mark
        if mark == "," and all(_ends(line, "|") for line in lines):
            continue  # commas within tokens
        if named and (mark == "\t" or (len(widths) == 1 and len(lines) > 1)):
            return mark
    if named:  # some lines are no rows: which ones is said when it is read
        counts = {mark: sum(mark in line for line in shown) for mark in _MARKS[:-1]}
        return next((mark for mark, count in counts.items() if 2 * count > len(shown)), None)
    return None


def _is_drawn(lines: Sequence[str], mark: str) -> bool:
    """Tell a table that is drawn with bars, as Markdown has them, and no file of a program."""
    return mark == "|" and any(line.startswith("|") or " |" in line for line in lines)


def _without_comments(lines: list[str], mark: str) -> list[str]:
    if not may_have_comments("\n".join(lines)):
        return lines
    width = width_of(lines, mark)
    return [line for line in lines if not is_remark(line.split(mark), width)]


def _first_lines(text: str) -> list[str]:
    start = text[: _LOOK * 1_000]  # equivalent: as much as lines of a table take
    lines = start.split("\n", _LOOK)[:_LOOK]
    return [line.rstrip("\r") for line in lines if line.strip()]


def _ends(line: str, mark: str) -> bool:
    """Tell a line whose last column is a number, right after the mark."""
    first, last = line.partition(mark)[0], line.rpartition(mark)[2].strip('"')
    return bool(first.strip()) and is_cell_of_scores(last)


def _read(text: str, mark: str, request: Request) -> Draft:
    """Read a table."""
    table, notices = _table(text, mark, request)
    draft = read_table(table, request)
    tokens = draft.tokens or ()
    refuse_other_quotes(tokens, table.rows[0].line)
    notices += lost_letters(tokens)
    return draft._replace(notices=(*notices, *draft.notices)) if notices else draft


def _table(text: str, mark: str, request: Request) -> tuple[RecordTable, list[Notice]]:
    """Take a table apart.

    Raises:
        ParseError: If a line has too many or too few columns, or quotes without an end.
        ScoreError: If there are no numbers, or one cannot be read.
    """
    width = row_of(_lines(text), mark).count(mark) + 1
    if width > request.limits.max_columns:
        hint = say(
            "keep the columns that are drawn (at most {max_columns})",
            max_columns=request.limits.max_columns,
        )
        raise ParseError(say("there are {width} columns", width=width), line=1, hint=hint)
    rows, notices = _all_rows(text, mark, request.axis)
    if not rows:
        raise ParseError("there are no rows in it", hint="look whether the file is whole")
    refuse_words_of_sentences(rows[0])
    refuse_titles(rows)
    called, unclear = read_first_line(rows, request.axis)
    notices = [*notices, *unclear]
    if mark == "," and not called:
        notices += refuse_halved_decimals(rows)
    header = rows[0].cells if called else []
    rows = rows[1:] if called else rows
    if not rows:
        raise ParseError("there are no rows below the names", hint="look whether the file is whole")
    if may_have_comments(text):
        refuse_wide_comments(rows, mark)
    if not request.field:
        refuse_parsed_words(rows)
    names = [name.lower() for name in called]
    if names and request.axis == "auto" and "token" not in request.picks:
        notices += refuse_numbered_pairs(names, [row.cells for row in rows])
    breaks = breaks_in(text, rows, mark)
    return RecordTable(header, called, names, rows, mark, breaks), notices


def _all_rows(text: str, mark: str, axis: str) -> tuple[list[Record], list[Notice]]:
    """Give the rows of a table, the names of its columns among them, but no comments."""
    if not may_have_comments(text):
        return _literal_rows(text, mark) or list(_rows(text, mark)), []
    width = width_of(_lines(text), mark)
    rows = _literal_rows(text, mark, width) or list(_rows(text, mark, width))
    rows, notices = without_comments(rows, width, lambda rest: read_first_line(rest, axis).names)
    for line, cells in rows:
        if len(cells) != width:
            _refuse_width(line, cells, width, mark)
    return rows, notices


def _literal_rows(text: str, mark: str, width: int = 0) -> list[Record]:
    """Read a table whose quotes stand for themselves: in a TSV, a token may be a lone quote.

    That is so where each line has all its cells, and the quotes of one of them do not enclose it.
    """
    if mark != "\t" or '"' not in text:
        return []
    lines = [
        (line, part.rstrip("\r").split(mark))
        for line, part in enumerate(text.split("\n"), start=1)
        if part.strip()
    ]
    if width:
        lines = [(line, cells) for line, cells in lines if not is_remark(cells, width)]
    if len({len(cells) for _, cells in lines}) != 1 or max(map(len, text.split("\n"))) > _WIDEST:
        return []
    return [Record(line, [_unquoted(cell) for cell in cells]) for line, cells in lines]


def _unquoted(cell: str) -> str:
    """Take off quotes that enclose a cell; any others are its own."""
    return cell[1:-1].replace('""', '"') if _QUOTED.fullmatch(cell) else cell


def _rows(text: str, mark: str, width: int = 0) -> Iterator[Record]:
    """Read records with equally many cells, and what may be comments above them.

    Args:
        text: The table.
        mark: What stands between cells.
        width: How many cells a row has, or 0 if there are no comments, and the first tells it.
    """
    reader = csv.reader(_lines(text), delimiter=mark, strict=True)
    line, is_above, read = 1, width > 0, 0
    try:
        for cells in reader:
            end = reader.line_num
            if any(map(str.strip, cells)):
                width = width or len(cells)
                is_above = is_above and cells[0].startswith("#")
                if is_above or not is_remark(cells, width):
                    if len(cells) != width and not is_above:
                        if read == 1:
                            refuse_row_names(line, cells, width)
                        _refuse_width(line, cells, width, mark)
                    if end > line:  # equivalent: a line alone takes none into its cells
                        _refuse_swallowed(line, cells, mark)
                    read += 1
                    yield Record(line, cells)
            line = end + 1
    except csv.Error as error:
        hint = "put quotes around a cell with the separator, a quote (twice) or a line break in it"
        raise ParseError(
            say("the table is broken: {error}", error=reason(str(error))), line=line, hint=hint
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


def _refuse_width(line: int, cells: Sequence[str], width: int, mark: str) -> None:
    hint = "put quotes around a token with the separator in it"
    more = len(cells) > width  # equivalent: they are not as many
    if width == 1:
        hint = "leave out the lines above the table, or begin them with # and a space"
    elif cells[0].startswith("#"):
        hint = (
            "if it is a comment, leave it out; put quotes around a token with the separator in it"
        )
    elif mark == "," and more:
        hint = (
            "put quotes around a token with the separator in it; write numbers as 1.5, "
            "or put ; between the columns"
        )
    raise ParseError(
        say(
            "there are {columns}, above {width}", columns=counted(len(cells), "column"), width=width
        ),
        line=line,
        hint=hint,
    )


def _refuse_swallowed(line: int, cells: Sequence[str], mark: str) -> None:
    """Refuse a cell that looks as if a lone quote had taken the next lines into it."""
    for cell in cells:
        ends = [part.rpartition(mark) for part in cell.split("\n")[:-1]]
        if any(found and is_number(score) for _, found, score in ends):
            hint = 'write a quote that is a token as """"'
            problem = "a quote without an end takes the lines below into its cell"
            raise ParseError(problem, line=line, hint=hint)
