"""Comments in tables: lines with a `#`, of which one may name the columns, as NumPy writes it."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from heatmark.core.errors import Notice, ParseError, ScoreError
from heatmark.core.numerals import MISSING, is_cell_of_scores, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.records import Record
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    _Names = Callable[[Sequence[Record]], list[str]]

_MARK = "#"
_BLANK = lazy_re(r'\n[ \t,;|"\r]*\n')
_PIECE = lazy_re(r"##\w+\s")  # of a word, as in a row of a block
_CONLL_WIDTH = 10
_CONLL_WORD = lazy_re(
    r"(?:1(?:-\d+)?|0\.1)\t(?:[^\t]*\t){2}(?:[A-Z]+|_)\t(?:[^\t]*\t){2}(?:\d+|_)\t.*"
)
_CONLL = lazy_re(r"#\s*(?:sent_id|text|newdoc|newpar|global\.columns)\b.*=")


def may_have_comments(text: str) -> bool:
    """Tell a table with a line that begins with the mark of comments, which may be a token, too."""
    return text.startswith(_MARK) or f"\n{_MARK}" in text


def is_remark(cells: Sequence[str], width: int) -> bool:
    """Tell a comment, which cannot be a row: it is not as wide, has blanks in it, and no score.

    Args:
        cells: What stands in a line.
        width: How many cells a row has.
    """
    first = cells[0].strip()
    if len(cells) == width or not first.startswith(_MARK):
        return False
    is_broken = len(cells) > 1 and bool(cells[-1].strip()) and is_cell_of_scores(cells[-1])
    is_row = len(cells) == 1 and _PIECE.match(first) and all(map(is_number, first.split()[1:]))
    return not is_broken and not is_row and (" " in first or not first.strip(_MARK))


def row_of(lines: Iterable[str], mark: str) -> str:
    """Find the first line that is surely no comment, else the first of those with most cells."""
    above: list[str] = []
    for line in filter(str.strip, lines):
        if not line.startswith(_MARK):
            return line
        above.append(line)
    return max(above, key=lambda line: line.count(mark), default="")


def width_of(lines: Iterable[str], mark: str) -> int:
    """Count the cells of a row."""
    return len(next(csv.reader([row_of(lines, mark)], delimiter=mark), ""))


def breaks_in(text: str, rows: Sequence[Record], mark: str) -> tuple[int, ...]:
    """Find the rows above which a line is blank, comments between them left out.

    Args:
        text: The table.
        rows: Its rows, without the names of its columns.
        mark: What stands between cells: a line of marks alone is as blank.

    Returns:
        Their places from 0; none if the lines are but set wide apart.
    """
    if not _BLANK.search(text):
        return ()
    lines = text.split("\n")
    found = []
    for at, (before, row) in enumerate(pairwise(rows), start=1):
        between = lines[before.line : row.line - 1]
        is_whole = not any("\n" in cell for cell in before.cells)
        if is_whole and any(not line.strip(f'{mark}" \r\t') for line in between):
            found.append(at)
    return () if len(found) == len(rows) - 1 else tuple(found)


def without_comments(
    rows: Sequence[Record], width: int, names: _Names
) -> tuple[list[Record], list[Notice]]:
    """Leave out comments above a table, of which the last may name its columns.

    A token that begins with the mark has a score beside it, and stays.

    Args:
        rows: All that is there.
        width: How many cells a row has.
        names: Gives the names of columns with which rows begin, or nothing.

    Returns:
        The rows, and what the author should know.
    """
    count = next((at for at, row in enumerate(rows) if _is_row(row, width)), len(rows))
    above, rest = rows[:count], rows[count:]
    if rest and (head := _bare_head(rest[0])) and names([head, *rest[1:]]):
        return [head, *rest[1:]], []
    if above and rest and names(rest):
        return [*rest], []
    _refuse_conll(above)
    kept = [row for row in above if not is_remark(row.cells, width)]
    if not kept or not rest or len(kept[-1].cells) != width:
        return [*kept, *rest], []
    line, (first, *others) = kept[-1]
    head = Record(line, [_bare(first), *others])
    says_tokens = any(map(is_token_name, head.cells))
    if not says_tokens and not any(map(is_number, rest[0].cells)):
        return [*kept, *rest], []
    return [head, *rest], [] if says_tokens else [_unclear(first)]


def _bare_head(row: Record) -> Record | None:
    """Take the mark off a line of names, which numbers make look like a token with its scores."""
    first, *others = row.cells
    is_marked = first.strip().startswith(_MARK) and is_token_name(_bare(first))
    return Record(row.line, [_bare(first), *others]) if is_marked else None


def _is_row(row: Record, width: int) -> bool:
    """Tell what is no comment, or a token that begins with its mark, by the score beside it."""
    is_scored = len(row.cells) == width and any(
        is_number(cell) or cell.strip().lower() in MISSING - {""} for cell in row.cells[1:]
    )
    return is_scored or not row.cells[0].strip().startswith(_MARK)


def _refuse_conll(above: Sequence[Record]) -> None:
    """Refuse a corpus of sentences, which its comments tell."""
    for row in above:
        if _CONLL.match(row.cells[0]):
            _refuse_places(row)


def refuse_words_of_sentences(first: Record) -> None:
    """Refuse a corpus of sentences without comments, as its first word tells.

    Args:
        first: The first row of a table whose columns have no names. A word of CoNLL-U has its
            place, form, lemma, part of speech, …, and in the seventh of ten the place of its head.

    Raises:
        ParseError: If it is one.
    """
    if len(first.cells) == _CONLL_WIDTH and _CONLL_WORD.fullmatch("\t".join(first.cells)):
        _refuse_places(first)


def _refuse_places(row: Record) -> NoReturn:
    problem = "this is CoNLL-U, whose numbers are places and no scores"
    hint = "write a table whose first line names the columns: token, score"
    raise ParseError(problem, line=row.line, hint=hint)


def refuse_wide_comments(rows: Sequence[Record], mark: str) -> None:
    """Refuse a comment that has as many cells as a row, and so would be one.

    Args:
        rows: The rows of a table, without the names of its columns.
        mark: What stands between cells.

    Raises:
        ScoreError: If a row begins with the mark of comments and a space, and has words alone
            beside it, or names of columns below.
    """
    wordy = [not any(map(is_cell_of_scores, row.cells[1:])) for row in rows]
    for at, row in enumerate(rows):
        is_above_names = wordy[at + 1 : at + 2] == [True] and is_token_name(rows[at + 1].cells[0])
        if row.cells[0].startswith(f"{_MARK} ") and (wordy[at] or is_above_names):
            problem = say(
                "the line {text} looks like a comment, but has as many columns as a row",
                text=quoted(mark.join(row.cells)),
            )
            hint = (
                "if it is a comment, leave the separator out of it; "
                "if it is a token, write numbers beside it"
            )
            raise ScoreError(problem, line=row.line, hint=hint)


def _bare(cell: str) -> str:
    """Take the mark off a name; alone it is the name of numbers in order."""
    return cell.strip().lstrip(_MARK).strip() or cell


def _unclear(first: str) -> Notice:
    """Tell the author of a comment that is taken for names, and may be none."""
    problem = say(
        "the first line, which begins with {token}, is taken for the names of the columns",
        token=quoted(first.strip()),
    )
    hint = "if it is a comment, leave it out, or write the names of the columns below it"
    return Notice(name="unclear-names", message=problem, hint=hint, about="src")
