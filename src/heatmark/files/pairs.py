"""Lists of pairs of tokens, one pair a line, as attention is often written: no text is in them."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from heatmark.core.errors import Notice, ParseError
from heatmark.core.numerals import is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.files.pair_names import are_ends, are_numbered, may_be_two_words
from heatmark.files.request import read_part
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pair: TypeAlias = tuple[str, str]


_INDEX = ("", "unnamed: 0", "id", "index", "idx", "n", "stt")
_LONGEST = 10  # equivalent: digits that no place in a text has
_GUESSES = lazy_re(r"next|prev|pred|guess|top|target|alt|lemma|norm|tiếp|đoán")


def refuse_pairs(names: Sequence[str], rows: Sequence[Sequence[str]], token: int) -> None:
    """Refuse lines of two tokens and the score between them.

    They are known by what their columns are called, or by words that stand in both columns, where
    the first stands on several lines together.

    Args:
        names: What the columns are called, in lower case; or nothing.
        rows: The cells of all rows.
        token: The place of the column that may be the tokens.

    Raises:
        ParseError: If they are pairs.
    """
    for at in range(len(rows[0])):
        if at == token or any(is_number(row[at]) for row in rows):
            continue
        cells = [(row[token].strip(), row[at].strip()) for row in rows]
        ends = (names[token], names[at]) if names else ("", "")
        called = are_ends(*ends) and _may_be_pairs(cells)
        if called or _are_pairs(cells) or (are_numbered(*ends) and _side_by_side(rows, token, at)):
            _refuse(ends, cells)


def refuse_numbered_pairs(
    names: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Notice, ...]:
    """Refuse lines of numbers alone that are two places in a text and the score between them.

    They are known by what two columns are called; under other names a notice tells of places that
    are on lines together and in order, with a decimal beside them.

    Args:
        names: What the columns are called, in lower case.
        rows: The cells of all rows.

    Raises:
        ParseError: If they are pairs.
    """
    first = 1 if names[0] in _INDEX else 0
    ends = first + 2
    if len(names) != ends + 1 or len(rows) == 1 or not all(map(is_number, rows[0])):
        return ()
    cells = [(row[first].strip(), row[first + 1].strip()) for row in rows]
    if len({*cells}) < len(cells) or not all(_is_place(end) for pair in cells for end in pair):
        return ()
    shown = sorted(cells, key=lambda pair: pair[0] == pair[1])
    if are_ends(names[first], names[first + 1]):
        _refuse(("", ""), shown)
    places = [(int(one), int(other)) for one, other in cells]
    ones, others = ({pair[end] for pair in places} for end in (0, 1))
    is_even = places == sorted(places) and max(_runs(cells)) > 1 < len(ones)
    if first or not is_even or not others <= {*range(len(others) + 1)} or not ones <= others:
        return ()
    is_whole = all(row[ends].strip().isdecimal() for row in rows)
    hint = "write a matrix if they are; if the first line has the tokens, write token_axis: last"
    return () if is_whole else (_like(shown[0], hint),)


def _is_place(cell: str) -> bool:
    return cell.isdecimal() and len(cell) < _LONGEST


def _like(pair: Pair, hint: str) -> Notice:
    one, other = pair
    problem = say(
        "the lines may be pairs of tokens, such as {one} and {other}, and were read as a text",
        one=quoted(one),
        other=quoted(other),
    )
    return Notice(name="table-axes", message=problem, hint=hint, about="src")


def like_pairs(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int
) -> tuple[Notice, ...]:
    """Find lines that may be some pairs of tokens of a text, and were taken for the text.

    Each word of another column is in that of the tokens, which nothing calls so, or where one
    token follows on itself.

    Args:
        names: What the columns are called, in lower case; or nothing.
        rows: The cells of all rows.
        token: The place of the column that was taken for the tokens.
    """
    is_called = bool(names) and is_token_name(names[token])
    for at, first in enumerate(rows[0]):
        if at == token or is_number(first):  # before a million of them are looked at
            continue
        cells = [(row[token].strip(), row[at].strip()) for row in rows]
        words, others = ({pair[end] for pair in cells} for end in (0, 1))
        is_same = all(one == two for one, two in cells)
        named = bool(names) and may_be_two_words(names[token], names[at])
        known = others <= words or (bool(names) and _are_named(names[at], cells) and not is_called)
        if is_same or any(map(is_number, others)) or not (named or (known and len(others) > 1)):
            continue
        if named or not is_called or max(_runs(cells)) > 1:
            pair = next(pair for pair in cells if pair[0] != pair[1])
            hint = say(
                "write a matrix, or both words in one cell, if they are; if they are a text, call "
                "its column token"
            )
            if names:
                hint = say(
                    "write a matrix, or both words in one cell, if they are; if they are a text, "
                    "#token={name} behind the name of the file",
                    name=names[token],
                )
            return (_like(pair, hint),)
    return ()


def _are_named(name: str, cells: Sequence[Pair]) -> bool:
    """Tell words of which half are tokens of other lines, and that are no guesses at the next."""
    others = {word for _, word in cells}
    common = others & {token for token, _ in cells}
    is_apart = all(one != two for one, two in cells)
    return is_apart and 2 * len(common) >= len(others) and not _GUESSES.search(name)


def _side_by_side(rows: Sequence[Sequence[str]], token: int, at: int) -> bool:
    """Tell words without numbers between: else each may have a score of its own."""
    first, last = sorted((token, at))
    return not any(is_number(row[one]) for row in rows for one in range(first + 1, last))


def _may_be_pairs(cells: Sequence[Pair]) -> bool:
    """Tell words of one text in both columns from those of a text and its translation."""
    others = {word for _, word in cells}
    common = others & {token for token, _ in cells}
    return 2 * len(common) >= len(others) or any(a[0] == b[0] for a, b in pairwise(cells))


def _are_pairs(cells: Sequence[Pair]) -> bool:
    """Tell words of which each is beside several of the same words, on lines that are together."""
    words = {token for token, _ in cells}
    together = sum(size for size in _runs(cells) if size > 1)
    is_text = len(words) == 1 or 2 * together <= len(cells) or len(set(cells)) < len(cells)
    return not is_text and {word for _, word in cells} <= words


def _runs(cells: Sequence[Pair]) -> list[int]:
    """Count the lines that are together of each word in the first column."""
    return [len([*lines]) for _, lines in groupby(cells, key=itemgetter(0))]


def _refuse(names: Pair, cells: Sequence[Pair]) -> None:
    one, other = cells[0]
    problem = say(
        "each line is a pair of tokens, such as {one} and {other}, and not one of a text",
        one=quoted(one),
        other=quoted(other),
    )
    hint = say(
        "write a matrix: the tokens in the first line and in the first column, a score in each cell"
    )
    for (axis, column), pairs in (names, cells), (names[::-1], [pair[::-1] for pair in cells]):
        if _can_be_picked(axis, column, pairs):
            hint = say(
                "{hint}; or take one row: #token={name},{axis}={value}",
                hint=hint,
                name=column,
                axis=axis,
                value=pairs[0][0],
            )
            break
    else:
        hint = _one_of_two(hint, *names)
    raise ParseError(problem, hint=hint, about="src")


def _one_of_two(hint: str, name: str, other: str) -> str:
    """Say what to do with two words and their score, of which no matrix may be made."""
    if not are_numbered(name, other):
        return hint
    hint = say("{hint}; or write both words into one cell, as one token", hint=hint)
    if read_part(f"token={name}") == ("", {"token": name}):
        hint = say("{hint}; #token={name} takes one column alone", hint=hint, name=name)
    return hint


def _can_be_picked(axis: str, column: str, cells: Sequence[Pair]) -> bool:
    """Tell whether a part of the file can name one row; that of the word `a,b` cannot."""
    picks = {"token": column, axis: cells[0][0]}
    part = ",".join(f"{name}={value}" for name, value in picks.items())
    return axis not in {"", "token"} and read_part(part) == ("", picks) and _is_axis(cells)


def _is_axis(cells: Sequence[Pair]) -> bool:
    """Tell words of which each is on lines together, beside the same several words as all others.

    Only of such can one be asked for.
    """
    rows = [(word, [*lines]) for word, lines in groupby(cells, key=itemgetter(0))]
    beside = {tuple(other for _, other in lines) for _, lines in rows}
    apart = len({word for word, _ in rows}) == len(rows) < len(cells)
    return apart and len(rows) > 1 == len(beside)
