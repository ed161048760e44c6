"""Rows: one token a line, its scores last."""

from __future__ import annotations

import math
import re
from itertools import count as count_from
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from heatmark.block.commas import trailing_marks
from heatmark.core.errors import Notice, ParseError, ScoreError
from heatmark.core.scored_tokens import Series, refuse_too_many
from heatmark.core.wording import counted, quoted, say
from heatmark.language.columns import is_token_name
from heatmark.options.values import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Score


MISSING = frozenset({"-", "~", "null", "nan", ".nan"})
_DIGITS = re.compile(r"[0-9.eE+-]*", re.ASCII)  # what numbers are made of
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUOTED = r""""(?:\\.|[^"\\])*"(?=\s|$)|'(?:\\.|[^'\\])*'(?=\s|$)"""
_FIELD = re.compile(rf"{_QUOTED}|\S+")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'", "0": "\0"}


class Rows(NamedTuple):
    """What rows say.

    Attributes:
        tokens: N tokens.
        series: K series of N scores each.
        notices: What their author should know.
    """

    tokens: tuple[str, ...]
    series: tuple[Series, ...]
    notices: tuple[Notice, ...] = ()


class Row(NamedTuple):
    """A line, cut into a token and the fields after it.

    Attributes:
        line: Its number.
        token: The token, without quotes.
        fields: What stands after it, as written.
        quoted: Whether there are quotes around the token.
    """

    line: int
    token: str
    fields: list[str]
    quoted: bool = False


def is_comment(stripped: str) -> bool:
    """Tell a comment from a token such as `##ing` or `#hashtag`: a space follows its `#`."""
    return stripped == "#" or stripped.startswith(("# ", "#\t"))


def refuse_control_characters(text: str, first: int = 1) -> None:
    """Refuse raw control characters, which no reader can see and HTML does not allow."""
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + first
        code = f"U+{ord(found[0]):04X}"
        hint = say('in a quoted token, write it as "\\u{ord:04x}"', ord=ord(found[0]))
        raise ParseError(
            say("there is a control character, {code}, in the block", code=code),
            line=line,
            hint=hint,
        )


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
    if body.count("\n") > max_tokens:  # look before reading; one line may name the columns
        lines = map(str.strip, body.split("\n"))
        refuse_too_many(sum(1 for line in lines if line and not is_comment(line)) - 1, max_tokens)
    simple = _read_simple(body)
    read = _read_slowly(list(_rows(body, first))) if simple is None else simple
    refuse_too_many(len(read.tokens), max_tokens)
    return read


def _read_simple(body: str) -> Rows | None:
    """Read what nearly all rows are, a bare token and a number a line, several times faster."""
    if "\t" in body:
        return None
    pairs = [pair for pair in map(str.split, body.split("\n")) if pair]
    if set(map(len, pairs)) != {2}:
        return None
    tokens, numbers = zip(*pairs, strict=True)
    quoted_or_comment = any(mark in body for mark in "\"'#") and any(
        token[0] in "\"'#" for token in tokens
    )
    missing = not MISSING.isdisjoint(numbers)
    known = [number for number in numbers if number not in MISSING] if missing else numbers
    if quoted_or_comment or not _DIGITS.fullmatch("".join(known)):
        return None
    try:
        values = tuple(map(float, known))
    except ValueError:
        return None
    if any(map(math.isinf, values)):
        return None
    scores = _with_gaps(values, numbers) if missing else values
    return Rows(tokens, (Series(scores),), trailing_marks(tokens))


def _with_gaps(values: Sequence[float], numbers: Sequence[str]) -> tuple[Score, ...]:
    """Put the numbers that are known between the signs of missing ones."""
    rest = iter(values)
    return tuple(None if number in MISSING else next(rest) for number in numbers)


def _rows(body: str, first: int) -> Iterator[Row]:
    for line, text in zip(count_from(first), body.split("\n"), strict=False):
        stripped = text.strip()
        if stripped and not is_comment(stripped):
            yield _cut(text.rstrip("\r"), line)


def _cut(text: str, line: int) -> Row:
    """Cut a line at its tabs, if it has any: then spaces belong to the token. Else at spaces."""
    if "\t" in text.strip():
        token, *rest = text.split("\t")
        fields = [field.strip() for field in rest if field.strip()]
    else:
        token, *fields = _FIELD.findall(text)
    return Row(line, _unquoted(token, line), fields, _is_quoted(token))


def _is_quoted(field: str) -> bool:
    text = field.strip()
    return text[:1] in {'"', "'"} and re.fullmatch(_QUOTED, text) is not None


def _unquoted(field: str, line: int) -> str:
    if not _is_quoted(field):
        return field

    def character(found: re.Match[str]) -> str:
        code = found[1]
        if code in _ESCAPES:
            return _ESCAPES[code]
        if len(code) == 1 or int(code[1:], 16) > 0x10FFFF:  # the last code point
            hint = r"known are \n \t \r \\ \" \' \uXXXX"
            raise ParseError(
                say("unknown escape {found} in a token", found=quoted(found[0])),
                line=line,
                hint=hint,
            )
        return chr(int(code[1:], 16))

    text = _ESCAPE.sub(character, field.strip()[1:-1])
    try:  # two escapes may be the halves of one character, as JSON writes it
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        hint = "write the character itself"
        raise ParseError(
            say("{field} has half of a character in it", field=quoted(field)), line=line, hint=hint
        ) from None


def _read_slowly(rows: list[Row]) -> Rows:
    names = _names(rows)
    notices = _quoted_first(rows[0]) if names else ()
    if names:
        rows = rows[1:]
    columns = len(names) or len(rows[0].fields)
    for row in rows:
        _check_width(row, columns)
    tokens = tuple(row.token for row in rows)
    scores = zip(
        *([read_score(field, row.line) for field in row.fields] for row in rows), strict=True
    )
    unnamed = [None] if columns == 1 else [str(index + 1) for index in range(columns)]
    series = tuple(map(Series, scores, names or unnamed))
    bare = [row.token for row in rows if not row.quoted]
    return Rows(tokens, series, notices + trailing_marks(bare))


def _quoted_first(head: Row) -> tuple[Notice, ...]:
    """Tell the author of a first line that names columns only because its first cell has quotes."""
    if is_token_name(head.token) or any(map(_is_quoted, head.fields)):
        return ()
    problem = say(
        "the first line, which begins with {token}, is taken for the names of the columns",
        token=quoted(head.token),
    )
    hint = "if it is a token, write a number after it; else begin the line with the word token"
    return (Notice(name="unclear-names", message=problem, hint=hint, about="rows"),)


def _names(rows: list[Row]) -> list[str]:
    """Take the first line for column names if it says that it is no token."""
    head = rows[0]
    names = [_unquoted(field, head.line) for field in head.fields]
    if len(rows) == 1 or not _are_words(names):
        return []
    if not (head.quoted or is_token_name(head.token) or any(map(_is_quoted, head.fields))):
        _refuse_unclear(head)
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        problem = say("two columns are called {twice}", twice=quoted(min(twice)))
        raise ParseError(problem, line=head.line, hint="give each a name of its own")
    return names


def _are_words(names: list[str]) -> bool:
    """Tell words that may be names of columns from scores."""
    return bool(names) and all(
        name[:1].isalpha() and name.lower() not in MISSING | {"inf"} for name in names
    )


def _refuse_unclear(head: Row) -> NoReturn:
    """Refuse a first line that may be a token with a broken score, or names of columns."""
    first = head.fields[0]
    problem = say("the score {text} is not a number", text=quoted(first))
    hint = say(
        "write a number after the token; or, if this line names the columns, begin it with the "
        "word token, as in: token {names}",
        names=" ".join(head.fields),
    )
    raise ScoreError(problem, line=head.line, hint=hint)


def _check_width(row: Row, columns: int) -> None:
    if len(row.fields) == columns and columns:
        return
    if not row.fields:
        hint = "write a score after the token, or - if it is missing"
        raise ScoreError(
            say("token {token} has no score", token=quoted(row.token)), line=row.line, hint=hint
        )
    for field in row.fields:
        read_score(field, row.line)  # a word here is a better explanation than a count
    count = counted(len(row.fields), "score")
    problem = say(
        "token {token} has {count}, the others have {columns}",
        token=quoted(row.token),
        count=count,
        columns=columns,
    )
    raise ScoreError(problem, line=row.line, hint="every row needs as many; - is a missing one")


def read_score(text: str, line: int | None) -> Score:
    """Read a score as written in a row or in YAML.

    Args:
        text: A number with a decimal point, or a sign that it is missing.
        line: The line to name in an error.

    Returns:
        The number, or None if it is missing.

    Raises:
        ScoreError: If it is neither.
    """
    if text.lower() in MISSING:
        return None
    number = float(text) if NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number):
        _refuse_score(text, line)
    return number


def _refuse_score(text: str, line: int | None) -> NoReturn:
    if text.lower().lstrip("+-.") in {"inf", "infinity"} or NUMBER.fullmatch(text):
        hint = "use a finite number, or - if the score is missing"
        raise ScoreError(
            say("the score {text} is infinite", text=quoted(text)), line=line, hint=hint
        )
    hint = 'quote a token with spaces: "một từ" 6; write - for a missing score'
    if NUMBER.fullmatch(text.replace(",", ".").replace("−", "-")):
        hint = say("write {replace}", replace=text.replace(",", ".").replace("−", "-"))
    raise ScoreError(
        say("the score {text} is not a number", text=quoted(text)), line=line, hint=hint
    )
