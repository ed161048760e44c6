"""Rows: one token a line, its scores last."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count as count_from
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from heatmark.block.across import hint_across, lies_across
from heatmark.block.cells import with_blanks
from heatmark.block.characters import has_breaks, refuse_breaks
from heatmark.block.commas import trailing_marks
from heatmark.block.extras import refuse_extras, refuse_parted_names, refuse_words
from heatmark.block.habits import curly, refuse_comment_behind, refuse_no_row
from heatmark.block.header import bare_file
from heatmark.block.kept_columns import kept_columns
from heatmark.block.numbered import is_whole, judge, unclear_names
from heatmark.block.parted import parted_numbers, refuse_marks_between
from heatmark.block.printed import refuse_printed_frame
from heatmark.block.row import Row
from heatmark.core.curly import refuse_curly
from heatmark.core.errors import Notice, ParseError, ScoreError
from heatmark.core.numerals import (
    MISSING,
    first_grouped,
    is_number,
    may_be_grouped,
    one_unit,
    read_numerals,
    read_plain,
)
from heatmark.core.patterns import lazy_re
from heatmark.core.scored_tokens import Series, refuse_too_many
from heatmark.core.tails import refuse_tails
from heatmark.core.truths import AS_NUMBERS, TRUTHS
from heatmark.core.wording import counted, quoted, say
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.block.numbered import Judgement
    from heatmark.core.numerals import Numerals, Points


_QUOTED = r""""(?:\\.|[^"\\])*"(?=\s|$)|'(?:\\.|[^'\\])*'(?=\s|$)"""
_WHOLLY = lazy_re(_QUOTED)
_FIELD = lazy_re(rf"{_QUOTED}|\S+")
# Numbers with spaces of their own: `1 234,5` with one that does not break, and `10 %`.
_GAP, _SIGN = r"[\xa0\u202f\u2009]", r"[+\-−–]?"
_THOUSANDS = rf"[1-9][0-9]{{0,2}}(?:{_GAP}[0-9]{{3}})+(?:[.,][0-9]+)?(?:[ \xa0\u202f]?[%‰])?"
_PER_CENT = r"[0-9.,]*[0-9][ \xa0\u202f][%‰]"
_SPACED = lazy_re(rf"{_QUOTED}|{_SIGN}(?:{_THOUSANDS}|{_PER_CENT})(?=\s|$)|\S+")
_BETWEEN = frozenset({"=", "|", ":", ";", ",", "->", "=>", "→", "\t"})  # what some put there
_ESCAPE = lazy_re(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'", "0": "\0"}
_END = "\0"  # equivalent: any that stands for the end of a line, and is in no row


class Rows(NamedTuple):
    """What rows say.

    Attributes:
        tokens: N tokens.
        series: K series of N scores each.
        notices: What their author should know.
        unit: What stands behind all scores: `%`, or nothing.
        points: A number whose point may be that of thousands, or None.
    """

    tokens: tuple[str, ...]
    series: tuple[Series, ...]
    notices: tuple[Notice, ...] = ()
    unit: str = ""
    points: Points | None = None


def is_comment(stripped: str) -> bool:
    """Tell a comment from a token such as `##ing` or `#hashtag`: a space follows its `#`."""
    return stripped == "#" or stripped.startswith(("# ", "#\t"))


def read_rows(body: str, first: int, max_tokens: int) -> Rows:
    """Read rows.

    Args:
        body: The rows.
        first: The number of their first line in the block.
        max_tokens: The most rows that there may be.

    Raises:
        ParseError: If a row cannot be read.
        ScoreError: If a score is not a number, or a row has too many or too few.
    """
    if body.count("\n") > max_tokens:  # equivalent: all are counted after
        refuse_too_many(_count(body, first), max_tokens)
    simple = _read_simple(body)
    read = _read_with_care(body, first) if simple is None else simple
    refuse_too_many(len(read.tokens), max_tokens)
    return read


def _count(body: str, first: int) -> int:
    """Count tokens without reading them: a line each, but for the first if it names the columns."""
    head = next(_rows(body, first), None)
    lines = map(str.strip, body.split("\n"))
    count = sum(1 for line in lines if line and not is_comment(line))
    return count - (head is not None and _may_name(head))


def _read_simple(body: str) -> Rows | None:
    """Read what nearly all rows are, a bare token and a number a line, several times faster."""
    if "\t" in body or _END in body or has_breaks(body):
        return None
    fields = body.strip().replace("\n\n", "\n").replace("\n", f" {_END} ").split()
    tokens, numbers, ends = tuple(fields[0::3]), fields[1::3], fields[2::3]
    is_even = fields.count(_END) == ends.count(_END) == len(ends)
    if (
        not is_even
        or _may_be_head(tokens, numbers)
        or not len(tokens) == len(numbers) == len(ends) + 1
    ):
        return None
    quoted_or_comment = any(mark in body for mark in "\"'#") and any(
        token[0] in "\"'#" for token in tokens
    )
    by_hand = quoted_or_comment or may_be_grouped(numbers)
    scores = None if by_hand else read_plain(numbers)
    return None if scores is None else Rows(tokens, (Series(scores),), trailing_marks(tokens))


def _may_be_head(tokens: Sequence[str], numbers: Sequence[str]) -> bool:
    return bool(numbers) and is_whole(numbers[0]) and is_token_name(tokens[0])


def _read_with_care(body: str, first: int) -> Rows:
    read = _read_slowly(_checked_rows(body, first), tabbed="\t" in body)
    return read._replace(notices=read.notices + _scored_comments(body, len(read.series)))


def _scored_comments(body: str, columns: int) -> tuple[Notice, ...]:
    """Tell the author of the first comment that looks like a token `#` with its scores."""
    for text in filter(is_comment, map(str.strip, body.split("\n"))):
        fields = _cut(text, 0).fields  # equivalent: what has no quotes is wrong in no line
        known = [field for field in fields if field.lower() not in MISSING]
        if len(fields) == columns and all(map(is_number, known)):
            problem = say("the line {text} is a comment, not a token", text=quoted(text))
            hint = say("if it is a token, put it in quotes: {fixed}", fixed=f'"#"{text[1:]}')
            return (Notice(name="commented-row", message=problem, hint=hint, about="tokens"),)
    return ()


def _checked_rows(body: str, first: int) -> list[Row]:
    """Cut rows, the first of which may be no row at all."""
    if has_breaks(body):  # which quotes keep
        for line, text in zip(count_from(first), body.split("\n"), strict=False):
            refuse_breaks(re.sub(_QUOTED, "", text), line)
    lines = body.split("\n")
    rows = list(_rows(body, first))
    if not rows[0].quoted:
        at = rows[0].line - first
        refuse_no_row(lines[at], rows[0].line, [line.strip() for line in lines[at + 1 :]])
    refuse_printed_frame(rows)
    return rows


def _rows(body: str, first: int) -> Iterator[Row]:
    numbered = zip(count_from(first), body.split("\n"), strict=False)
    known = [(line, text) for line, text in numbered if text.strip()]
    known = [(line, text) for line, text in known if not is_comment(text.strip())]
    texts = [text for _, text in known]
    texts = with_blanks(texts) if "\t" in body else texts
    for (line, _), text in zip(known, texts, strict=True):
        yield _cut(text.rstrip("\r"), line)


def _cut(text: str, line: int) -> Row:
    """Cut a line at its tabs, if it has any: then spaces belong to the token. Else at spaces."""
    if "\t" in text.strip():
        token, *rest = text.split("\t")
        fields = [field.strip() for field in rest if field.strip()]
    else:  # where all spaces are unbreakable, they are what stands between columns
        token, *fields = (_SPACED if " " in text.strip() else _FIELD).findall(text)
    has_quotes = _is_quoted(token)
    return Row(line, _inside(token, line) if has_quotes else token, fields, has_quotes)


def _is_quoted(field: str) -> bool:
    text = field.strip()
    return text[:1] in {'"', "'"} and _WHOLLY.fullmatch(text) is not None


def _unquoted(field: str, line: int) -> str:
    return _inside(field, line) if _is_quoted(field) else field


def _inside(field: str, line: int) -> str:
    """Take what stands within quotes, as it is meant."""
    inside = field.strip()[1:-1]
    if "\\" not in inside and inside.isprintable():
        return inside

    def character(found: re.Match[str]) -> str:
        code = found[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if len(code) == 1 or int(code[1:], 16) > 0x10FFFF:  # the last code point
            hint = r"known are \n \t \r \\ \" \' \uXXXX"
            problem = say("unknown escape {found} in a token", found=quoted(found[0]))
            raise ParseError(problem, line=line, hint=hint)
        return chr(int(code[1:], 16))

    text = _ESCAPE.sub(character, inside)
    try:  # two escapes may be the halves of one character, as JSON writes it
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        hint = "write the character itself"
        raise ParseError(
            say("{field} has half of a character in it", field=quoted(field)), line=line, hint=hint
        ) from None


def _series(
    columns: Sequence[Sequence[float | None]], names: Sequence[str | None], tokens: Sequence[str]
) -> tuple[Series, ...]:
    """Make a series of each column; of each line in a matrix with its tokens on both sides."""
    if len(tokens) > 1 and [*names] == [*tokens]:  # as a table of a file is read
        columns = [*zip(*columns, strict=True)]
    return tuple(map(Series, columns, names))


def _read_slowly(rows: list[Row], *, tabbed: bool) -> Rows:
    for row in rows:
        refuse_curly("" if row.quoted else curly([row.token, *row.fields]), row.line)
        refuse_comment_behind(row.token, row.fields, row.line)
        refuse_tails(row.fields, row.line)
    names, notices = _names(rows)
    notices += () if names or tabbed else parted_numbers(rows)
    if not names:
        refuse_marks_between(rows)
        refuse_extras(rows)
    quoted_names = [_is_quoted(field) for field in rows[0].fields]
    head, rows = rows[0], rows[1:] if names else rows
    columns = len(names) or len(rows[0].fields)
    if not tabbed:
        refuse_parted_names(head, names, rows)
    if names or tabbed:
        refuse_words(names, rows)
    for row in rows:
        _check_width(row, columns, rows[0])
    tokens = tuple(row.token for row in rows)
    lines = [row.line for row in rows]
    kept, told = kept_columns([row.fields for row in rows], tokens, names, quoted_names)
    read = [read_scores([row.fields[column] for row in rows], lines) for column in kept]
    unnamed = [None] if columns == 1 else [str(index + 1) for index in range(columns)]
    called = [(names or unnamed)[column] for column in kept]
    series = _series([item.scores for item in read], called, tokens)
    bare = [row.token for row in rows if not row.quoted]
    told = notices + told + trailing_marks(bare)
    return Rows(tokens, series, told, one_unit(read), first_grouped(read))


def _quoted_first(head: Row) -> tuple[Notice, ...]:
    """Tell the author of a first line that names columns only because its first cell has quotes."""
    if is_token_name(head.token) or any(map(_is_quoted, head.fields)):
        return ()
    hint = "if it is a token, write a number after it; else begin the line with the word token"
    return (unclear_names(head.token, names=True, hint=hint, about="rows"),)


def _names(rows: list[Row]) -> tuple[list[str], tuple[Notice, ...]]:
    """Take the first line for column names if it says that it is no token."""
    head = rows[0]
    names = [_unquoted(field, head.line) for field in head.fields]
    if len(rows) == 1 or not _may_name(head):
        return [], ()
    if not _are_words(head.fields) and all(map(is_whole, head.fields)):
        judged = judge(names, (field for row in rows[1:] for field in row.fields))
        notices = () if judged.clear else (_unclear_numbers(head, judged),)
        return names if judged.names else [], notices
    if not (head.quoted or is_token_name(head.token) or any(map(_is_quoted, head.fields))):
        _refuse_unclear(rows)
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        problem = say("two columns are called {twice}", twice=quoted(min(twice)))
        raise ParseError(problem, line=head.line, hint="give each a name of its own")
    return names, _quoted_first(head) + lies_across(names, rows[1:])


def _unclear_numbers(head: Row, judged: Judgement) -> Notice:
    """Tell the author how numbers were read that may be names, or the scores of a token."""
    if judged.names:
        fixed = " ".join([f'"{head.token}"', *head.fields])
        hint = say("if it is a token, put it in quotes: {fixed}", fixed=fixed)
    else:
        fixed = " ".join([head.token, *(f'"{field}"' for field in head.fields)])
        hint = say("if it names the columns, put their names in quotes: {fixed}", fixed=fixed)
    # One number, such as 5, seldom names a column: that line is told without alarm.
    is_surely = not judged.names and len(head.fields) == 1 and int(head.fields[0]) > 1
    told = unclear_names(head.token, names=judged.names, hint=hint, about="rows")
    return replace(told, level="info") if is_surely else told


def _may_name(head: Row) -> bool:
    """Tell a first line that may name columns: by words, or by numbers below a name of tokens."""
    if _are_words(head.fields):
        return True
    named = is_token_name(head.token) and not head.quoted
    return named and bool(head.fields) and all(is_whole(f) or _are_words([f]) for f in head.fields)


def _are_words(fields: Sequence[str]) -> bool:
    """Tell words that may be names of columns, or what stands in quotes, from scores."""
    return bool(fields) and all(
        _is_quoted(field) or (field[:1].isalpha() and field.lower() not in MISSING | {"inf"})
        for field in fields
    )


def _refuse_unclear(rows: Sequence[Row]) -> NoReturn:
    """Refuse a first line that may be a token with a broken score, or names of columns."""
    head, first = rows[0], rows[0].fields[0]
    problem = say("the score {text} is not a number", text=quoted(first))
    if any(map(is_token_name, head.fields)):
        hint = say(
            "the token comes first: leave the column {column} out", column=quoted(head.token)
        )
        raise ScoreError(problem, line=head.line, hint=hint)
    if not TRUTHS.isdisjoint(map(str.lower, head.fields)):
        raise ScoreError(problem, line=head.line, hint=AS_NUMBERS)
    hint = say(
        "write a number after the token; or, if this line names the columns, begin it with the "
        "word token, as in: token {names}",
        names=" ".join(head.fields),
    )
    raise ScoreError(problem, line=head.line, hint=hint_across(rows) or hint)


def _check_width(row: Row, columns: int, first: Row) -> None:
    if len(row.fields) == columns and columns:
        return
    if not row.fields:
        hint = _hint_for_mark(row) or "write a score after the token, or - if it is missing"
        raise ScoreError(
            say("token {token} has no score", token=quoted(row.token)), line=row.line, hint=hint
        )
    for one in (first, row):
        for field in one.fields:  # a word here is a better explanation than a count
            read_scores([field], [one.line])
    count = counted(len(row.fields), "score")
    problem = say(
        "token {token} has {count}, the others have {columns}",
        token=quoted(row.token),
        count=count,
        columns=columns,
    )
    raise ScoreError(problem, line=row.line, hint="every row needs as many; - is a missing one")


def _hint_for_mark(row: Row) -> str:
    """Say what a table in a block needs between its columns, or the path of a file before it."""
    file = "" if row.quoted else bare_file(row.token)
    if file:
        return say("write src: {file}", file=file)
    for mark in ";,|":
        token, found, score = row.token.partition(mark)
        if found and token and not row.quoted and (is_number(score) or is_token_name(token)):
            cells = [token, score] if is_number(score) else row.token.split(mark)
            fixed = " ".join(cell.strip() for cell in cells)  # a comma may be that of decimals
            return say(
                "put spaces or a tab in the place of {mark}, as in: {fixed}; or keep the table in "
                "a .csv file and write src: with its path",
                mark=mark,
                fixed=fixed,
            )
    return ""


def read_scores(texts: Sequence[str], lines: Sequence[int | None]) -> Numerals:
    """Read scores as they are written in a column of rows, or in a list.

    Args:
        texts: Numbers, or signs that they are missing.
        lines: The line of each to name in an error.

    Raises:
        ScoreError: If one is neither, or it cannot be told what it is.
    """
    hint = say('quote a token with spaces: "một từ" 6; write - for a missing score')
    mark = next((text for text in texts if text in _BETWEEN), None)
    if mark is not None:
        hint = say("leave {mark} out: a space is enough between a token and its score", mark=mark)
    return read_numerals(texts, lines, hint=hint)
