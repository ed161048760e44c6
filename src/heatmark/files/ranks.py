"""Ranks of tokens among all that a model could have said, which count from 1, or from 0 in a file.

A file of ranks that has one of 0 counts from 0: no token comes before the likeliest.
"""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score


_NAMES = frozenset({"rank", "ranks"})


def ranks_from_one(
    columns: Sequence[tuple[str, Sequence[Score]]],
) -> tuple[list[tuple[str, Sequence[Score]]], tuple[Notice, ...]]:
    """Count ranks from 1, and say so, where they begin at 0.

    Args:
        columns: Names and numbers of a file; only those that are called so are ranks.

    Returns:
        The same columns, the numbers of some of them 1 more, with a notice then.
    """
    zero = [name for name, numbers in columns if _begins_at_zero(name, numbers)]
    found = [
        (name, [one if one is None else one + 1 for one in numbers] if name in zero else numbers)
        for name, numbers in columns
    ]
    return found, tuple(map(begins_at_zero, zero[:1]))


def _begins_at_zero(name: str, numbers: Sequence[Score]) -> bool:
    if name.rpartition(".")[2].lower() not in _NAMES:
        return False
    known = [one for one in numbers if one is not None and one == one]  # noqa: PLR0124 - no NaN
    whole = all(type(one) in {int, float} and one >= 0 and one % 1 == 0 for one in known)
    return whole and 0 in known


def begins_at_zero(name: str) -> Notice:
    """Say that ranks were counted from 1."""
    problem = say("{name} begins at 0 in the file, and is shown from 1 on", name=quoted(name))
    hint = "rank 1 is the likeliest token; silence: ranks-from-zero, if that is meant"
    return Notice(name="ranks-from-zero", message=problem, hint=hint, about="src", level="info")


def read_ranks(
    numbers: Sequence[object], tokens: Sequence[str], others: Sequence[Sequence[tuple[str, float]]]
) -> tuple[int | None, ...] | None:
    """Take numbers for ranks of the tokens, if they agree with what else is known.

    Args:
        numbers: N numbers that a file calls rank, None where one is missing.
        tokens: The N tokens.
        others: For each the likeliest tokens with their scores, best first; or nothing at all.

    Returns:
        Ranks from 1, or None if these are other numbers, such as places in an order of the text,
        or what a program writes where it knows none: 0 for each token.
    """
    numbers = [_plain(one) for one in numbers]
    whole = [one for one in numbers if type(one) is int]
    is_known = any(whole) or (whole and any(others))
    if not is_known or only_count(whole) or any(map(_is_odd, numbers)):
        return None
    for added in (1,) if 0 in whole else (0, 1):
        ranks = tuple(one + added if isinstance(one, int) else None for one in numbers)
        if min(whole) + added > 0 and _agree(ranks, tokens, others):
            return ranks
    return None


def ranks_left_out(numbers: Sequence[object]) -> tuple[Notice, ...]:
    """Say that numbers were not taken for ranks, but of those that only count the tokens.

    Args:
        numbers: What a file calls rank, None where one is missing.
    """
    plain = [one for one in map(_plain, numbers) if one is not None]
    if not plain or only_count(plain):
        return ()
    problem = say("{name} was left out: not all of it can be ranks of the tokens", name="'rank'")
    hint = (
        "ranks are whole numbers from 1 on, or from 0, and 1 is the likeliest of the alternatives; "
        "field: rank draws the numbers as scores"
    )
    if all(one == 0 for one in plain):
        problem = say("{name} was left out: it is 0 for each token", name="'rank'")
        hint = "where each is the likeliest, write 1; field: rank draws the numbers as scores"
    return (Notice(name="left-out", message=problem, hint=hint, about="src", level="info"),)


def only_count(numbers: Sequence[object]) -> bool:
    """Tell numbers that count the tokens.

    Args:
        numbers: Whole numbers, or others.
    """
    first = numbers[0] if numbers else None
    is_row = isinstance(first, int) and [*numbers] == [*range(first, first + len(numbers))]
    return len(numbers) > 1 and is_row


def _is_odd(number: object) -> bool:
    return number is not None and type(number) is not int


def _plain(number: object) -> object:
    """Make an integer of a float that is one, and nothing of NaN: pandas writes ranks so."""
    if type(number) is not float:
        return number
    return None if math.isnan(number) else int(number) if number % 1 == 0 else number


def _agree(
    ranks: Sequence[int | None],
    tokens: Sequence[str],
    others: Sequence[Sequence[tuple[str, float]]],
) -> bool:
    return all(
        rank is None or rank in _places(token, listed)
        for rank, token, listed in zip(ranks, tokens, others, strict=False)
    )


def _places(token: str, listed: Sequence[tuple[str, float]]) -> range:
    """Give the ranks that a token can have beside the likeliest ones: several where some tie."""
    own = next((score for text, score in listed if text == token), None)
    if own is None:
        return range(len(listed) + 1, sys.maxsize)
    better = sum(score > own for _, score in listed)
    return range(better + 1, better + 1 + sum(score == own for _, score in listed))
