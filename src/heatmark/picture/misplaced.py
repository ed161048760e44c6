"""Ranks and alternatives that contradict the scores beside which they stand."""

from __future__ import annotations

import operator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import Notice
from heatmark.core.quantities import SHARE, SURPRISAL
from heatmark.core.wording import counted, listed, quoted, say
from heatmark.picture.guessed import shares_of
from heatmark.picture.possible import IMPOSSIBLE, SLACK, is_near_score, rounding_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.quantities import Quantity
    from heatmark.core.scored_tokens import Score
    from heatmark.picture.guessed import Listed
    from heatmark.picture.layout import Layout
    from heatmark.tokens.shown import Texts

_NEARLY_ALL = 0.8  # of the places, as the last list and some rounded scores may be others
_SAME = 0.01  # by how much two numbers that were one may differ
_FEWEST = 2  # places: one may be by chance
_NAMED = 3  # alternatives at the most that are named
_RANKS = "ranks count from 1, the likeliest; look whether both are of one place and of one model"


def misplaced(layout: Layout) -> Iterator[Notice]:
    """Find ranks and alternatives that cannot be those of the tokens beside which they stand.

    Of several series it is not known whose they are, nor are they those of means or of differences.

    Args:
        layout: What is shown.
    """
    texts, scores, what = layout.guessed
    is_one = len(layout.names) == 1 and layout.runs[0] is None and layout.sides is None
    if not is_one or layout.together:
        return
    moved = (notice for step in (1, -1) for notice in _moved(texts, scores, step))
    yield from islice(moved, 1)  # where tokens take turns, both fit
    if what is not None and what.factor is not None and texts.guesses is not None:
        yield from _first(_too_likely(texts, scores, what))
        yield from _first(_outranked(texts, scores, what))


def _first(found: Iterator[str]) -> Iterator[Notice]:
    for problem in found:
        yield Notice(name=IMPOSSIBLE, message=problem, hint=_RANKS, about="ranks")
        return


def _moved(texts: Texts, scores: Sequence[Score], step: int) -> Iterator[Notice]:
    """Find lists nearly all of which hold the token beside their own, with just its score."""
    known = texts.alternatives or ()
    count = len(texts.shown)
    places = [
        at
        for at, others in enumerate(known)
        if others and 0 <= at + step < count and scores[at + step] is not None
    ]
    held = [at for at in places if _holds(known[at], texts, scores, at + step)]
    own = [at for at in places if _holds(known[at], texts, scores, at)]
    if len(held) < _FEWEST or len(held) < _NEARLY_ALL * len(places):
        return
    if len(places) - len(own) < _NEARLY_ALL * len(places):
        return
    problem = say(
        "in the alternatives of {count} stands the next token with just its score",
        count=counted(len(held), "token"),
    )
    if step == -1:
        problem = say(
            "in the alternatives of {count} stands the token before with just its score",
            count=counted(len(held), "token"),
        )
    hint = "move the lists by one place: what a model gives at a token is of the next one"
    yield Notice(name=IMPOSSIBLE, message=problem, hint=hint, about="alternatives")


def _holds(known: Listed, texts: Texts, scores: Sequence[Score], at: int) -> bool:
    token, own = texts.shown[at].strip(), scores[at]
    return own is not None and any(
        text.strip() == token and abs(score - own) <= _SAME * max(1.0, abs(own))
        for text, score in known
    )


def _too_likely(texts: Texts, scores: Sequence[Score], what: Quantity) -> Iterator[str]:
    """Find tokens of rank r with P > 1/r: r - 1 others are more likely still."""
    shares = shares_of(scores, what).tolist()
    for at, guess in enumerate(texts.guesses or ()):
        own = scores[at]
        if guess.rank is None or guess.rank < 2 or own is None:
            continue
        share = shares[at]
        lowest = share - SLACK if what.kind == SHARE else share * _less(own, what)
        if lowest * guess.rank > 1:
            yield say(
                "token {place}, {token}, has a probability of {share} %, and rank {rank}, whose "
                "probability is below 1/{rank}",
                place=at + 1,
                token=quoted(texts.shown[texts.begin(at)]),
                share=f"{100 * share:.3g}",
                rank=guess.rank,
            )


def _less(score: float, what: Quantity) -> float:
    """Tell by what a probability may be smaller, as its logarithm is rounded."""
    return float(np.exp(-rounding_of(score, what)))


def _outranked(texts: Texts, scores: Sequence[Score], what: Quantity) -> Iterator[str]:
    """Find tokens of rank r with r or more alternatives that are more likely."""
    is_more = operator.lt if what.kind == SURPRISAL else operator.gt
    pairs = zip(texts.guesses or (), texts.alternatives or (), scores, strict=False)
    for at, (guess, known, own) in enumerate(pairs):
        if guess.rank is None or own is None:
            continue
        likelier = [
            text
            for text, score in known
            if is_more(score, own) and not is_near_score(own, score, what)
        ]
        if len(likelier) >= guess.rank:
            yield say(
                "token {place}, {token}, has rank {rank}, but alternatives are more likely: "
                "{others}",
                place=at + 1,
                token=quoted(texts.shown[texts.begin(at)]),
                rank=guess.rank,
                others=listed(map(quoted, likelier[:_NAMED])),
            )
