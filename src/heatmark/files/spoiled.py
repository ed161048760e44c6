"""Cells that should be numbers and are none: `#VALUE!`, `0.52***`, `0.5 ± 0.1`, `?`.

A column of scores may begin with one, and is no column of words for that.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.numerals import MISSING, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.truths import TRUTHS, truths_left_out
from heatmark.core.wording import quoted, say
from heatmark.files.times import are_times
from heatmark.files.unread import is_meant_for_scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_BROKEN = lazy_re(r"#[^\W\d_][\w/ ]*[!?]|#n/a.*|#getting_data|#{2,}|err:\d+", re.IGNORECASE)
_NUMBER = r"[+−–-]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+−-]?\d+)?"
_BEFORE = r"(?:[<>≤≥~≈≃=±∼$€£¥]{1,2}|p\s*[<>=≤≥])\s*"
_BEHIND = r"\s*(?:[*†‡§¶⁎∗ⁿ]+|(?:±|\+/[-−]|\+[-−])\s*\S.*|[(\[].*[)\]])"
_UNITS = r"\s*(?:nats?|bits?|bans?|ms|msec|s|sec|pp|đ|₫)"
_MARKED = lazy_re(
    rf"{_BEFORE}{_NUMBER}(?:{_BEHIND})?%?|{_NUMBER}\s*%?(?:{_BEHIND}|{_UNITS})+|[(\[]{_NUMBER}[)\]]\S?",
    re.IGNORECASE,
)
_DECIMAL = lazy_re(r"[+−–-]?\d*[.,]\d+(?![.,]?\d)\D", re.ASCII)  # no date, no version
_SIGN = lazy_re(r"[?.*…]+")
_FLAGS = ("is_", "has_", "is ", "has ")


def is_marked(cell: str) -> bool:
    """Tell what a spreadsheet writes for an error, and a number with a mark beside it."""
    bare = cell.strip()
    return bool(_BROKEN.fullmatch(bare) or _MARKED.fullmatch(bare))


def _is_odd(cell: str) -> bool:
    """Tell what stands for a number all the same: also a lone sign, or what begins like one."""
    bare = cell.strip()
    begins = _DECIMAL.match(bare) is not None
    return begins or not any(map(str.isalnum, bare)) or is_marked(bare)


def first_word(cells: Iterable[str]) -> str | None:
    """Find a cell that is a word: no number, nor what stands for one."""
    known = (cell for cell in cells if cell.strip().lower() not in MISSING)
    return next((cell for cell in known if not is_number(cell) and not _is_odd(cell)), None)


def is_no_name(cell: str) -> bool:
    """Tell what stands for a number, and never for the name of a column."""
    return is_marked(cell) or _SIGN.fullmatch(cell.strip()) is not None


def is_spoiled(cells: Iterable[str]) -> bool:
    """Tell numbers of which some are spoilt, the first of them too, from words.

    Args:
        cells: The cells of a column, of which the first that is not empty is no number.
    """
    numbers = False
    for cell in cells:
        if cell.strip().lower() in MISSING:
            continue
        if is_number(cell):
            numbers = True
        elif not _is_odd(cell) and cell.strip().lower() not in TRUTHS:
            return False
    return numbers


def is_mostly_numbers(cells: Sequence[str], tokens: Sequence[str]) -> bool:
    """Tell a column of numbers with a word in it: its first cell, or fewer than are numbers.

    Args:
        cells: The cells of a column, of which the first that is not empty is no number.
        tokens: The tokens beside them: what is a number where these are is but another word.
    """
    known = [at for at, cell in enumerate(cells) if cell.strip().lower() not in MISSING]
    numbers = [at for at in known if is_number(cells[at])]
    if not numbers or all(is_number(tokens[at]) for at in numbers):
        return False
    if len(numbers) == 1 and cells[numbers[0]].strip().isdecimal():
        return False  # one word and one whole number, as the names of speakers may be
    return numbers == known[1:] or 2 * len(numbers) > len(known)


def is_spoiled_list(values: Sequence[object]) -> bool:
    """Tell a list of numbers in which some are texts, as JSON may have it, from one of words."""
    kinds = set(map(type, values))
    if str not in kinds or kinds & {list, dict}:
        return False
    cells = ["" if value is None else str(value) for value in values]
    if kinds & {int, float}:
        return is_spoiled(cells) or is_mostly_numbers(cells, [""] * len(cells))
    return is_spoiled(cells) and any(map(is_marked, cells))


def lists_left_out(lists: Iterable[tuple[str, object]], count: int) -> tuple[Notice, ...]:
    """Tell the author of lists of texts that look as if they held a score for each token.

    Args:
        lists: What stands beside the tokens, by name, but for what was taken for scores.
        count: How many tokens there are.
    """
    found = []
    for name, value in lists:
        if not isinstance(value, list) or len(value) != count:
            continue
        known = [item for item in value if item is not None]
        if known and all(isinstance(item, str) for item in known):
            found.append(left_out(name, known, called_scores=is_meant_for_scores(name, value)))
    return tuple(notice for notice in found if notice)


def left_out(name: str, cells: Sequence[str], *, called_scores: bool) -> Notice | None:
    """Tell the author of a column without a number that looks as if it held scores.

    Args:
        name: What the column is called.
        cells: Its cells.
        called_scores: Whether its name is one that scores have.
    """
    known = [cell.strip() for cell in cells if cell.strip().lower() not in MISSING]
    truths = bool(known) and all(cell.lower() in TRUTHS for cell in known)
    if (truths and name.lower().startswith(_FLAGS)) or are_times(name, known):
        return None
    odd = bool(known) and all(is_marked(cell) or _DECIMAL.match(cell) for cell in known)
    signs = not known and any(map(str.strip, cells))  # that all numbers are missing
    if not (odd or truths or called_scores or signs):
        return None
    level = "info" if (truths or signs) and not called_scores else "warning"
    if truths:
        return truths_left_out([name], level)[0]
    if known:
        return word_left_out(name, known[0], level)
    return _left_out(say("{name} was left out: it has no numbers", name=quoted(name)), level)


def word_left_out(name: str, cell: str, level: str = "info") -> Notice:
    """Tell the author of a column that was left out for one of its cells."""
    message = say(
        "{name} was left out: {cell} is not a number", name=quoted(name), cell=quoted(cell)
    )
    return _left_out(message, level)


def _left_out(message: str, level: str) -> Notice:
    hint = "write its numbers alone; if it is not to be drawn, name those that are with field"
    return Notice(name="left-out", message=message, hint=hint, about="src", level=level)


@contextmanager
def offering(others: str) -> Iterator[None]:
    """Name other columns that could be drawn to the author of a score that cannot be read.

    Args:
        others: The `field` that chooses them, or nothing.
    """
    try:
        yield
    except ScoreError as error:
        if not others:
            raise
        hint = say(
            "{hint}; or choose other columns: field: {others}", hint=error.hint, others=others
        )
        raise ScoreError(error.message, line=error.line, hint=hint) from None
