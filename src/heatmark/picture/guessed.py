"""What a model expected where each token stands: its rank, as far as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.quantities import SHARE, SURPRISAL, conversion
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.core.quantities import Quantity, Scores
    from heatmark.core.scored_tokens import Score, ScoredTokens
    from heatmark.options.declare import Options
    from heatmark.tokens.shown import Texts

    Listed = Sequence[tuple[str, float]]


GUESSES = "guesses"
_MOST = 1000  # tokens: a row for each of them
_SUM = 1.02  # of the probabilities of some tokens in one place, which services round
_SLACK = 0.01  # of a probability below 0, by rounding
_RANKS = "ranks count from 1, the likeliest; look whether both are of the same model"
_WHAT = "say with measure and unit, or given, what the scores are: log P, surprisal or P"


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
        hint = (
            "of a data file choose one with field; else keep one column of scores, or use "
            "view=text; control: none overrides that of the page"
        )
        raise OptionError(problem, hint=hint, about="view")
    if options.merge != "none":
        hint = "guesses are of tokens; use merge=none"
        raise OptionError("guesses and merge exclude one another", hint=hint, about="merge")
    if len(heatmap.tokens) > _MOST:
        problem = say("view: guesses is for texts up to {most} tokens", most=_MOST)
        raise OptionError(
            problem, hint="of a data file choose a part with rows; else use view=text", about="view"
        )


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
            _check(at, guess.rank, texts, scores[at], known)
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


def _check(at: int, rank: int, texts: Texts, score: Score, known: Quantity | None) -> None:
    """Refuse a rank that the list of candidates contradicts."""
    chosen = texts.chosen[at] if texts.chosen else None
    if texts.alternatives is None:
        return
    if chosen is None:
        _check_beyond(at, rank, texts, score, known)
        return
    ranks = places(texts.alternatives[at], known)
    first = ranks[chosen]
    if not first <= rank < first + ranks.count(first):
        problem = say(
            "token {place}, {token}, has rank {rank}, but is number {first} of its alternatives",
            place=at + 1,
            token=quoted(texts.shown[texts.begin(at)]),
            rank=rank,
            first=first,
        )
        hint = _RANKS
        if known is None:
            hint = "write the likeliest tokens of the place, in their order; or leave ranks out"
        raise ScoreError(problem, hint=hint, about="ranks")


def _check_beyond(at: int, rank: int, texts: Texts, score: Score, known: Quantity | None) -> None:
    """Refuse the rank of a token that is none of its candidates, if more of them are likelier."""
    among = _among((texts.alternatives or ())[at], None, score, known)
    if among is None:
        return
    better = among.rank - among.exact
    if rank <= better:
        problem = say(
            "token {place}, {token}, has rank {rank}, but {count} of its alternatives are likelier",
            place=at + 1,
            token=quoted(texts.shown[texts.begin(at)]),
            rank=rank,
            count=better,
        )
        raise ScoreError(problem, hint=_RANKS, about="ranks")


def check_chances(texts: Texts, scores: Sequence[Score], known: Quantity | None) -> None:
    """Refuse candidates that can be no probabilities: below 0, or together more than certain.

    A token that is none of its candidates stands beside them, so that it counts, too.

    Args:
        texts: N tokens, with candidates for each.
        scores: Their scores, None where missing, or where they are of another kind.
        known: What all scores are; without, nothing is known of probabilities.

    Raises:
        ScoreError: If those of one place are.
    """
    listed = texts.alternatives
    if known is None or known.factor is None or not listed:
        return
    at = np.repeat(np.arange(len(listed)), [*map(len, listed)])
    shares = shares_of([score for others in listed for _, score in others], known)
    _check_signs(at, shares)
    sums: Scores = np.bincount(at, shares, len(listed)).astype(np.float64)
    for place in np.flatnonzero(sums > _SUM).tolist():
        problem = say(
            "the alternatives of token {place} have a probability of {sum:.0f} % together",
            place=place + 1,
            sum=100 * float(sums[place]),
        )
        raise ScoreError(problem, hint=_WHAT, about="alternatives")
    _check_beside(texts, listed, sums, shares_of(scores, known))


def _check_beside(texts: Texts, listed: Sequence[Listed], sums: Scores, own: Scores) -> None:
    """Refuse candidates that leave no room for a token that is none of them."""
    chosen = texts.chosen or (None,) * len(listed)  # equivalent: it is known with candidates
    pairs = zip(chosen, listed, strict=True)
    is_beside = [place is None and len(others) > 0 for place, others in pairs]
    with np.errstate(invalid="ignore"):  # of what is missing nothing is known
        wrong = np.flatnonzero(np.array(is_beside) & (sums + own > _SUM))
    for place in wrong.tolist():
        problem = say(
            "token {place} and its alternatives have a probability of {sum:.0f} % together",
            place=place + 1,
            sum=100 * float(sums[place] + own[place]),
        )
        hint = "look whether they are those of its place, not of the next, and scores of one kind"
        raise ScoreError(problem, hint=hint, about="alternatives")


def shares_of(scores: Sequence[Score], known: Quantity) -> Scores:
    """Give probabilities, in shares of 1, of scores; NaN of those that are missing."""
    numbers = np.array(scores, np.float64)
    change = conversion(known, SHARE, None)
    return numbers / known.size if change is None else change.of(numbers)


def _check_signs(at: NDArray[np.intp], shares: Scores) -> None:
    for wrong in np.flatnonzero(shares < -_SLACK).tolist():
        problem = say(
            "an alternative of token {place} has a probability of {share:.0f} %",
            place=int(at[wrong]) + 1,
            share=100 * float(shares[wrong]),
        )
        raise ScoreError(problem, hint=_WHAT, about="alternatives")
