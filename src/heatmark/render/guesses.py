"""What a model expected in the place of each token, for every renderer alike, not yet escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.quantities import SHARE, SURPRISAL, Quantity
from heatmark.language.numbers import number
from heatmark.language.words import word
from heatmark.picture.chances import writing_of_chances
from heatmark.picture.changes import TOGETHER
from heatmark.picture.guessed import shares_of
from heatmark.render import visible as shown
from heatmark.render.candidates import CHOSEN, Candidate, candidates
from heatmark.render.kinds import guess_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.language.numbers import Writing
    from heatmark.picture.parts import Picture


_PER_CENT = Quantity(SHARE, 100.0)
_LEAST = 0.0005  # of all probability: what is less is rounding


class Guessed(NamedTuple):
    """What a model expected in the place of one token.

    Attributes:
        place: The place of the token, from 0.
        name: Its text.
        score: Its score as written; or why there is none.
        chance: Its probability in per cent, or nothing.
        rank: Its rank in words, or nothing.
        entropy: The entropy of what was expected, in words, or nothing.
        candidates: The likeliest tokens, best first, the token itself last if it is none of them.
        shares: Their probabilities, in shares of 1, or None where that is not known.
        chances: The same as written, in per cent.
        others: The probability of all other tokens together, in per cent, or nothing.
    """

    place: int
    name: str
    score: str
    chance: str
    rank: str
    entropy: str
    candidates: list[Candidate]
    shares: list[float | None]
    chances: list[str]
    others: str


def guesses(picture: Picture) -> list[Guessed]:
    """Say of each token what a model expected in its place."""
    strip = picture.strips[0]
    names, scores = shown.names(picture.cells), shown.written(picture, strip)
    own = _of(picture, [np.nan if one is None else one for one in strip.scores])
    found = [_listed(picture, at, names[at], share) for at, share in enumerate(own)]
    write = _writing(picture, own, [one for _, shares in found for one in shares])
    return [
        Guessed(
            at,
            names[at],
            scores[at],
            _written(own[at], write, picture.lang),
            _rank(picture, at),
            _entropy(picture, at),
            listed,
            shares,
            [_written(one, write, picture.lang) for one in shares],
            _written(_rest(shares), write, picture.lang),
        )
        for at, (listed, shares) in enumerate(found)
    ]


def in_lines(picture: Picture) -> list[tuple[str, str]]:
    """Write the guesses of each token as a line about it, and one with the likeliest tokens."""
    return [(_head(one), _candidates(picture, one)) for one in guesses(picture)]


def _head(one: Guessed) -> str:
    chance = f"{one.chance}\u00a0%" if one.chance else one.score
    said = " · ".join(filter(None, (chance, one.rank, one.entropy)))
    return f"{one.place + 1}. {one.name}: {said}"


def _candidates(picture: Picture, one: Guessed) -> str:
    parts = []
    for item, chance in zip(one.candidates, one.chances, strict=True):
        rank = f"({number(item.rank, picture.lang)})" if item.rank else ""
        score = f"{chance}\u00a0%" if chance else item.score
        parts.append(" ".join(filter(None, (rank, item.text, score, CHOSEN * item.chosen))))
    if one.others:
        parts.append(f"{word('all-others', picture.lang)} {one.others}\u00a0%")
    return "; ".join(parts)


def _of(picture: Picture, scores: Sequence[float]) -> list[float | None]:
    """Give probabilities of scores, in shares of 1; None where there is none."""
    known = picture.legend.quantity
    if known is None or known.factor is None or picture.strips[0].errors is not None:
        return [None] * len(scores)
    pairs = zip(scores, shares_of(scores, known).tolist(), strict=True)
    return [min(share, 1.0) if np.isfinite(score) else None for score, share in pairs]


def _listed(
    picture: Picture, at: int, name: str, own: float | None
) -> tuple[list[Candidate], list[float | None]]:
    """List candidates with their probabilities, and the token itself if it is none of them.

    It stands where its rank is, and last where that is not known.
    """
    found = candidates(picture, at)
    known = picture.cells.alternatives
    shares = _of(picture, [score for _, score in known[at]]) if known else []
    if not TOGETHER.isdisjoint(picture.legend.transforms):  # which alternatives went not through
        shares = [None] * len(shares)
    if found and not any(one.chosen for one in found) and picture.strips[0].texts[at]:
        ranked = picture.ranks[at] if picture.ranks else None
        rank = ranked.rank if ranked and ranked.exact else 0
        behind = _behind(picture, at, rank, [item.rank for item in found])
        first = next((place for place, less in enumerate(behind) if less), len(found))
        found = [
            item._replace(rank=_moved(item.rank, rank, first) if less else item.rank)
            for item, less in zip(found, behind, strict=True)
        ]
        name = _beside(picture, at, name)
        found.insert(first, Candidate(rank, name, picture.strips[0].texts[at], chosen=True))
        shares.insert(first, own)
    return found, shares


def _beside(picture: Picture, at: int, name: str) -> str:
    """Name a token so that it is told from the candidates that only differ in spaces."""
    if at in picture.cells.continues:
        return name
    text, listed = picture.cells.shown[at], (picture.cells.alternatives or ())[at]
    apart = shown.told_apart([text, *(other for other, _ in listed)])[0]
    return name if apart == shown.shown_alone(text) else apart


def _moved(listed: int, rank: int, better: int) -> int:
    """Give the rank of a candidate behind a token that is not listed: 0 where it is not known.

    Where others that are not listed stand before the token, how many more do is not known.
    """
    return 0 if rank > better + 1 else listed + 1


def _behind(picture: Picture, at: int, rank: int, listed_ranks: Sequence[int]) -> list[bool]:
    """Tell which candidates are less likely than the token: by scores of a kind, or by its rank."""
    own, known = picture.strips[0].scores[at], picture.legend.quantity
    listed = (picture.cells.alternatives or ())[at]
    if own is None or known is None or not TOGETHER.isdisjoint(picture.legend.transforms):
        return [0 < rank <= other for other in listed_ranks]
    sign = -1 if known.kind == SURPRISAL else 1  # equivalent: the size of a sign orders nothing
    return [sign * score < sign * own for _, score in listed]


def _rest(shares: Sequence[float | None]) -> float | None:
    """Give the probability of all that is not listed, if that of each that is listed is known."""
    known = [one for one in shares if one is not None]
    rest = 1 - sum(known)
    is_known = known and len(known) == len(shares)
    return rest if is_known and rest > _LEAST else None  # equivalent: nothing is just as little


def _writing(
    picture: Picture, own: Sequence[float | None], listed: Sequence[float | None]
) -> Writing:
    """Write probabilities as the data table and the hints on tokens write those of the text.

    Args:
        picture: The picture.
        own: N probabilities of its tokens, in shares of 1, None where one is not known.
        listed: Those of other candidates, for where none of the text is known.
    """
    if picture.legend.quantity == _PER_CENT:
        return picture.legend.writing
    known = [[100 * one for one in shares if one is not None] for shares in (own, listed)]
    return writing_of_chances(known[0] or known[1] or [100.0])  # equivalent: of none


def _written(share: float | None, write: Writing, lang: str) -> str:
    return "" if share is None else write.text(100 * share, lang)


def _rank(picture: Picture, at: int) -> str:
    found = picture.ranks[at] if picture.ranks else None
    if found is None:
        return ""
    key = "rank-is" if found.exact else "rank-beyond"
    return word(key, picture.lang, n=number(found.rank, picture.lang))


def _entropy(picture: Picture, at: int) -> str:
    known = picture.cells.guesses
    if known is None:
        return ""
    return "".join(guess_of(picture, known[at]._replace(rank=None)))
