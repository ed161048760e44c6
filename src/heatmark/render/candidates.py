"""What else could have stood in a token's place, best first, with the token's own rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.picture.changes import TOGETHER
from heatmark.picture.guessed import places
from heatmark.render.visible import told_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Picture


CHOSEN = "◂"  # behind the token that stands in the text
_WIDE = "\u2007"  # a space as wide as a digit, so that numbers line up


class Candidate(NamedTuple):
    """One that could have stood in a token's place.

    Attributes:
        rank: 1 + how many of the candidates are more likely.
        text: Its text, not yet escaped.
        score: Its score as written, or nothing where the transforms are those of whole series.
        chosen: Whether it is the one that stands there.
    """

    rank: int
    text: str
    score: str
    chosen: bool


def candidates(picture: Picture, index: int) -> list[Candidate]:
    """List what could have stood in a place, the token that stands there among it if it is known.

    Args:
        picture: The picture, whose transforms the scores go through like the token's own.
        index: The place of the token.
    """
    known = picture.cells.alternatives
    if not known or not known[index]:
        return []
    texts = [token for token, _ in known[index]]
    scores = _scores(picture, [score for _, score in known[index]])
    chosen = picture.cells.chosen
    own = chosen[index] if chosen else None
    ranks = places(known[index], picture.legend.quantity)
    beside = [picture.cells.shown[index]] if own is None else []  # the token is another than these
    shown = told_apart([*texts, *beside])
    return [
        Candidate(rank, text, score, at == own)
        for at, (rank, text, score) in enumerate(zip(ranks, shown, scores, strict=False))
    ]


def _scores(picture: Picture, scores: Sequence[float]) -> list[str]:
    if not TOGETHER.isdisjoint(picture.legend.transforms):
        return [""] * len(scores)
    return [picture.legend.writing.text(score, picture.lang) for score in scores]


def lines(picture: Picture, index: int) -> list[str]:
    """Write the candidates of a place one a line: rank, score, text, and a mark at the chosen one.

    Numbers come first and are filled up with spaces as wide as digits, so that they stand below
    one another in any font with digits of one width.
    """
    found = candidates(picture, index)
    ranks = _filled([f"{item.rank}." for item in found])
    scores = _filled([item.score for item in found])
    return [
        " ".join(filter(None, (rank, score, item.text, CHOSEN if item.chosen else "")))
        for rank, score, item in zip(ranks, scores, found, strict=True)
    ]


def _filled(texts: Sequence[str]) -> list[str]:
    longest = max(map(len, texts), default=0)  # equivalent: of none nothing is filled
    return [text.rjust(longest, _WIDE) for text in texts]


def candidates_line(picture: Picture, index: int) -> str:
    """Write the candidates of a place in one line, for a table."""
    return "; ".join(
        " ".join(
            filter(None, (f"{item.rank}.", item.text, item.score, CHOSEN if item.chosen else ""))
        )
        for item in candidates(picture, index)
    )
