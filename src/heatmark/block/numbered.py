"""Names of columns that are numbers: places, layers and years, as programs write them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import Notice
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_YEARS = range(1000, 3000)


class Judgement(NamedTuple):
    """What numbers in a first line are.

    Attributes:
        names: Whether they are taken for the names of their columns, else for scores.
        clear: Whether they can hardly be the other.
    """

    names: bool
    clear: bool


def unclear_names(token: str, *, names: bool, hint: str, about: str) -> Notice:
    """Say how a first line was read that may name columns, or be a token with its scores.

    Args:
        token: What it begins with.
        names: Whether it was taken for names.
        hint: What to write if it is the other.
        about: What was read: `rows` of a block, or the `src` of one.
    """
    problem = say(
        "the first line, which begins with {token}, is taken for a row of scores",
        token=quoted(token),
    )
    if names:
        problem = say(
            "the first line, which begins with {token}, is taken for the names of the columns",
            token=quoted(token),
        )
    return Notice(name="unclear-names", message=problem, hint=hint, about=about)


def is_whole(text: str) -> bool:
    """Tell an integer as a column may be called: digits alone."""
    return text.isascii() and text.isdecimal()


def judge(numbers: Sequence[str], below: Iterable[str]) -> Judgement:
    """Judge the numbers of a first line that may name columns, as pandas writes it.

    Integers that count their columns from 0 or 1, and years, are names if there are several; any
    others only above scores that are no integers.

    Args:
        numbers: What stands in the first line beside the name of the tokens.
        below: What stands in the other lines of these columns.
    """
    if not numbers or not all(map(is_whole, numbers)):
        return Judgement(names=False, clear=True)
    integers = [int(number) for number in numbers]
    usual = len(integers) > 1 and _are_usual(integers)
    rising = all(before < after for before, after in pairwise(integers))
    if any(is_number(cell) and not is_whole(cell.strip()) for cell in below):
        return Judgement(names=usual or rising, clear=usual)
    return Judgement(names=usual, clear=False)


def _are_usual(integers: Sequence[int]) -> bool:
    start = integers[0]
    counted = start in {0, 1} and [*range(start, start + len(integers))] == [*integers]
    are_years = all(year in _YEARS for year in integers)
    return counted or (are_years and len(set(integers)) == len(integers))
