"""Truth values in the place of scores: masks of tokens, in whatever a file keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, cast

from heatmark.core.truths import are_truths, is_truth, no_truths, truths_among, truths_left_out
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from heatmark.core.errors import Notice


_LOOK = 50  # records that are looked at
_TWO = 2  # words, of which a mapping of words has at least


def masks_beside(
    values: Mapping[str, object], count: int, field: str, *, drawn: bool
) -> tuple[Notice, ...]:
    """Refuse truth values that stand where no scores do; tell of others.

    Args:
        values: What stands beside the tokens, by name.
        count: How many tokens there are.
        field: The names that are asked for, or nothing.
        drawn: Whether other scores are drawn.

    Returns:
        What the author should know.

    Raises:
        ScoreError: If there are only truth values.
    """
    masks = {} if field else truths_among(values, count)
    if not (field or drawn or masks):
        return truths_left_out(truths_among(values, count, flags=True))
    if masks and not drawn:
        raise no_truths(*next(iter(masks.items())))
    return truths_left_out(name for name, one in masks.items() if not _are_texts(one))


def _are_texts(values: object) -> bool:
    """Tell truth values that are written as texts, of which others tell."""
    return isinstance(values, list) and any(isinstance(one, str) for one in values)


def masks_asked(values: Mapping[str, object], field: str) -> None:
    """Refuse truth values that are asked for.

    Args:
        values: What stands beside the tokens, by name.
        field: The names that are asked for, or nothing.

    Raises:
        ScoreError: If one of them has truth values.
    """
    for name in filter(values.__contains__, [field, *map(str.strip, field.split(","))]):
        if are_truths(values[name]):
            raise no_truths(name, values[name])


def refuse_masks(value: object) -> None:
    """Say of words with a truth value each that they have no scores.

    Args:
        value: A whole file: records of a word and a truth value, or a mapping of words to them.

    Raises:
        ScoreError: If it is such a file.
    """
    if isinstance(value, Mapping):
        known = {name: one for name, one in value.items() if one is not None}
        if len(value) >= _TWO and known and all(map(is_truth, known.values())):
            raise no_truths(*next(iter(known.items())))
        return
    rows = [*islice(value, _LOOK)] if isinstance(value, list) else []
    if not rows or not all(map(_is_record, rows)):
        return
    for row in cast("list[Mapping[str, object]]", rows):
        for name, one in row.items():
            if is_truth(one):
                raise no_truths(name, one)


def _is_record(row: object) -> bool:
    """Tell a flat record of a token, with truth values beside it."""
    if not isinstance(row, Mapping):
        return False
    words = any(is_token_name(str(name)) for name, one in row.items() if isinstance(one, str))
    flat = not any(isinstance(one, list | Mapping) for one in row.values())
    return words and flat and any(one is None or is_truth(one) for one in row.values())
