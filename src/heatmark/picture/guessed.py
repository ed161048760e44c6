"""What a model expected where each token stands: its rank, as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.quantities import SHARE, SURPRISAL, conversion
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.quantities import Quantity
    from heatmark.core.scored_tokens import Score, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens.shown import Texts

    Listed = Sequence[tuple[str, float]]


GUESSES = "guesses"
_MOST = 1000  # tokens: a row for each of them
_SUM = 1.02  # of the probabilities of some tokens in one place, which services round


class Ranked(NamedTuple):
    """The rank of a token among all that a model could have said in its place.

    Attributes:
        rank: 1 + the number of tokens that were more likely.
        exact: Whether it is that; else it is known to be larger than `rank`.
    """

    rank: int
    exact: bool


def check_guesses_view(heatmap: ScoredTokens, options: Options) -> None:
    """Refuse the view of guesses where there are none, or more than one model's.

    Raises:
        OptionError: If it cannot be drawn.
    """
    if options.view != GUESSES:
        return
    if heatmap.alternatives is None and heatmap.guesses is None:
        hint = (
            "write alternatives: […] and ranks: […] beside scores, or take a file with "
            "top_logprobs or logits"
        )
        raise OptionError("there are no guesses of a model", hint=hint, about="view")
    if len(heatmap.series) != 1 or options.control:
        problem = "guesses are of one series, without control"
        hint = "choose one with field, or use view=text; control: none overrides that of the page"
        raise OptionError(problem, hint=hint, about="view")
    if options.merge != "none":
        hint = "guesses are of tokens; use merge=none"
        raise OptionError("guesses and merge exclude one another", hint=hint, about="merge")
    if len(heatmap.tokens) > _MOST:
        problem = say("view: guesses is for texts up to {most} tokens", most=_MOST)
        raise OptionError(problem, hint="choose a part with rows, or use view=text", about="view")


def places(listed: Listed, known: Quantity | None) -> list[int]:
    """Give the rank of each candidate: 1 + how many are more likely; those that tie share one.

    Args:
        listed: Candidates with scores, best first.
        known: What the scores are. If it is not known, the order of the list is all there is.
    """
    if known is None:
        return [*range(1, len(listed) + 1)]
    sign = -1 if known.kind == SURPRISAL else 1  # equivalent: the size of a sign orders nothing
    scores = np.sort([-sign * score for _, score in listed])
    return [int(np.searchsorted(scores, -sign * score)) + 1 for _, score in listed]


def ranks_of(
    texts: Texts, scores: Sequence[Score], known: Quantity | None
) -> tuple[Ranked | None, ...] | None:
    """Find the rank of each token: as it is given, or among candidates.

    A list of the k likeliest that does not have the token says that its rank is more than k. So it
    is where the score of the token is below all others; where it is not, the list is one of others
    without the token, which has its place among them.

    Args:
        texts: N tokens, with candidates for each and ranks, or one of both.
        scores: Their scores, None where missing.
        known: What the scores are, if it is known.

    Returns:
        N ranks, None where one is not known; or None if nothing is known of any.

    Raises:
        ScoreError: If a rank and a list of candidates contradict one another.
    """
    if texts.alternatives is None and texts.guesses is None:
        return None
    count = len(texts.shown)
    others = texts.alternatives or ((),) * count
    chosen = texts.chosen or (None,) * count
    found = [_among(*one, known) for one in zip(others, chosen, scores, strict=True)]
    for at, guess in enumerate(texts.guesses or ()):
        if guess.rank is not None:
            _check(at, guess.rank, texts, known)
            found[at] = Ranked(guess.rank, exact=True)
    return tuple(found)


def _among(
    listed: Listed, chosen: int | None, score: Score, known: Quantity | None
) -> Ranked | None:
    if chosen is not None:
        return Ranked(places(listed, known)[chosen], exact=True)
    if score is None or known is None or not listed:
        return None
    sign = -1 if known.kind == SURPRISAL else 1  # equivalent: the size of a sign orders nothing
    better = sum(sign * other > sign * score for _, other in listed)
    if better == len(listed):
        return Ranked(better, exact=False)
    return Ranked(better + 1, exact=True)


def _check(at: int, rank: int, texts: Texts, known: Quantity | None) -> None:
    """Refuse a rank that the list of candidates contradicts."""
    chosen = texts.chosen[at] if texts.chosen else None
    if chosen is None or known is None or texts.alternatives is None:
        return
    ranks = places(texts.alternatives[at], known)
    first = ranks[chosen]
    if not first <= rank < first + ranks.count(first):
        problem = say(
            "token {place}, {token}, has rank {rank}, but is number {first} of its alternatives",
            place=at + 1,
            token=quoted(texts.shown[at]),
            rank=rank,
            first=first,
        )
        hint = "ranks count from 1, the likeliest; look whether both are of the same model"
        raise ScoreError(problem, hint=hint, about="ranks")


def check_sums(texts: Texts, known: Quantity | None) -> None:
    """Refuse candidates that are together more than certain, for they are no probabilities.

    Raises:
        ScoreError: If those of one place are.
    """
    change = conversion(known, SHARE, None)
    if known is None:
        return
    for at, listed in enumerate(texts.alternatives or ()):
        scores = np.array([score for _, score in listed])
        shares = scores / known.factor if change is None else change.of(scores)
        if shares.sum() > _SUM:
            problem = say(
                "the alternatives of token {place} have a probability of {sum:.0f} % together",
                place=at + 1,
                sum=100 * float(shares.sum()),
            )
            hint = "say with measure and unit, or given, what the scores are: log P, surprisal or P"
            raise ScoreError(problem, hint=hint, about="alternatives")
