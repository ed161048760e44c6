"""Scores that change places: how they are drawn, and the strips that come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import ScoreError
from heatmark.core.wording import say
from heatmark.language.numbers import number
from heatmark.language.words import word
from heatmark.options.values import is_by_token
from heatmark.picture.exchange import FEW_LOOKS, Exchange, count_looks

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from heatmark.options.declare import Options
    from heatmark.picture.layout import Layout
    from heatmark.picture.parts import Strip


def exchange_of(layout: Layout, strips: Sequence[Strip], options: Options) -> Exchange:
    """Say which scores of strips change places, and as what a reader sees each.

    Args:
        layout: Of this, special tokens and kinds of pieces, which stay or change among themselves.
        strips: The strips whose scores are moved, all alike.
        options: Of these, `shuffle` and `view`.
    """
    by_token = is_by_token(options.view, options.series)
    outside = _unseen_by_rows(strips) if by_token else [frozenset()] * len(strips)
    seen = tuple(
        tuple(
            None
            if score is None or at in layout.texts.special or at in gone
            else look_of(strip, at)
            for at, score in enumerate(strip.scores)
        )
        for strip, gone in zip(strips, outside, strict=True)
    )
    return Exchange(seen, layout.kinds, rotate=options.shuffle == "rotate")


def look_of(strip: Strip, index: int) -> Hashable:
    """Tell what colour and marks a token has; noise looks all the same."""
    return strip.colour(index), strip.clipped.get(index, 0), index in strip.faded


def _unseen_by_rows(strips: Sequence[Strip]) -> list[frozenset[int]]:
    """Find the cells of a causal map that its rows cannot see, if they were written as 0."""
    count, nothing = len(strips), [frozenset[int]()] * len(strips)
    if count < 2 or any(len(strip.scores) != count for strip in strips):
        return nothing
    scores = np.array([strip.scores for strip in strips], dtype=np.float64)
    above = scores[np.triu_indices(count, 1)]
    if not np.all((above == 0) | np.isnan(above)):
        return nothing
    return [frozenset(range(row + 1, count)) for row in range(count)]


def moved(strip: Strip, order: Sequence[int]) -> Strip:
    """Give each place the score, with all that belongs to it, of the place that an order says."""
    errors = strip.errors
    return strip._replace(
        scores=tuple(strip.scores[source] for source in order),
        texts=tuple(strip.texts[source] for source in order),
        positions=tuple(strip.positions[source] for source in order),
        levels=tuple(strip.levels[source] for source in order),
        clipped={
            index: strip.clipped[source]
            for index, source in enumerate(order)
            if source in strip.clipped
        },
        faded=frozenset(index for index, source in enumerate(order) if source in strip.faded),
        errors=None if errors is None else tuple(errors[source] for source in order),
        bars=None if strip.bars is None else tuple(strip.bars[source] for source in order),
    )


def refuse_noise(strips: Sequence[Strip], about: str) -> None:
    """Refuse to move scores none of which can be told from the centre: all would look the same.

    Raises:
        ScoreError: It says so.
    """
    scores = sum(score is not None for strip in strips for score in strip.scores)
    if 0 < scores == sum(len(strip.faded) for strip in strips):
        problem = "no score can be told from the centre, so that every shuffle looks the same"
        hint = say("remove {about}, or measure more often", about=about)
        raise ScoreError(problem, hint=hint, about=about)


def few_looks(exchange: Exchange, lang: str) -> str:
    """Say that nothing can be surprising where few pictures look different, or nothing."""
    looks = count_looks(exchange)
    if looks >= FEW_LOOKS:
        return ""
    return word("few-looks", lang, n=number(looks, lang))
