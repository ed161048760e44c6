"""From a model's logits to the log-probabilities of the tokens that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    AnyArray = NDArray[Any]


_BLOCK = 2_000_000  # numbers that are worked on at once: 16 MB as float64
TOP = 5  # alternatives that are kept for each token
_SURE = 0.01  # by how much the sum of probabilities may differ from 1: those of half precision do


class LogitScores(NamedTuple):
    """What logits say of the tokens that came, the first of which nothing predicts.

    Attributes:
        scores: N log-probabilities in nat; NaN where there is none.
        likely: For each token the ids and scores that were most likely in its place; or nothing.
        ranks: For each token 1 + the number of tokens with a larger logit, or None.
        entropies: For each token the entropy H = -Σ P ln P of the whole distribution, in nat, or
            None.
        notices: What there is to know of the logits, if they seem to be none.
    """

    scores: NDArray[np.float64]
    likely: list[tuple[tuple[int, float], ...]]
    ranks: list[int | None]
    entropies: list[float | None]
    notices: tuple[Notice, ...] = ()


def from_logits(logits: object, ids: object) -> LogitScores:
    """Give the log-probability of each token, in nats, with its rank and the entropy there.

    Position t of the logits predicts token t + 1, so the score of token t + 1 is
    `log_softmax(logits[t])[ids[t + 1]]`, and the first token has none.

    Args:
        logits: [N, V] numbers (or [1, N, V]), in anything that numpy can take for an array.
        ids: N whole numbers below V: the tokens.

    Raises:
        ScoreError: If they are not arrays of numbers, do not fit one another, or an id is not
            below V.
    """
    array = _array(logits, "logits")
    if array.ndim == 3 and array.shape[0] == 1:  # a batch of one text
        array = array[0]
    numbers = check_logits(ids, array.shape)
    if array.dtype.kind not in "fiu":
        hint = "convert them to float32"
        raise ScoreError(say("logits are numbers (got {dtype})", dtype=str(array.dtype)), hint=hint)
    return score_blocks(row_blocks(array), numbers)


def _array(value: object, name: str) -> AnyArray:
    try:
        found = np.asanyarray(value)
        hidden = np.ma.is_masked(found)  # what a mask hides is not known
        return np.ma.filled(found.astype(np.float64), np.nan) if hidden else np.asarray(found)
    except (TypeError, ValueError, RuntimeError, OverflowError) as error:
        hint = "for a tensor, write .detach().float().cpu()"
        raise ScoreError(
            say("{name} cannot be read as an array: {error}", name=name, error=str(error)),
            hint=hint,
        ) from None


def check_logits(ids: object, shape: tuple[int, ...]) -> AnyArray:
    """Make sure that ids and the shape of logits fit one another.

    Raises:
        ScoreError: If they do not.
    """
    numbers = _array(ids, "ids")
    if numbers.ndim == 2 and numbers.shape[0] == 1:  # a batch of one text
        numbers = numbers[0]
    if len(shape) != 2 or numbers.shape != shape[:1]:
        problem = say(
            "logits {list} and ids {list_2} do not fit one another",
            list=list(shape),
            list_2=list(numbers.shape),
        )
        hint = "logits are [N, V], ids are N whole numbers"
        raise ScoreError(problem, hint=hint)
    if numbers.dtype.kind == "f" and np.isnan(numbers).any():
        raise ScoreError("an id is missing", hint="give the number of every token")
    if numbers.dtype.kind not in "iu":
        problem = say("ids are whole numbers (got {dtype})", dtype=str(numbers.dtype))
        raise ScoreError(problem, hint="write ids.astype(int)")
    wrong = np.flatnonzero((numbers < 0) | (numbers >= shape[1]))
    if wrong.size:
        index = int(wrong[0])
        problem = say(
            "id {place} is {numbers}, but the logits have {shape} columns",
            place=index + 1,
            numbers=numbers[index],
            shape=shape[1],
        )
        raise ScoreError(problem, hint="take logits and ids from the same model")
    return numbers.astype(np.intp, copy=False)  # equivalent: a copy of them is the same


def row_blocks(array: AnyArray) -> Iterator[AnyArray]:
    """Cut an array into blocks of rows that fit the memory."""
    step = rows_at_once(array.shape[1])
    for start in range(0, len(array), step):
        yield array[start : start + step]


def rows_at_once(width: int) -> int:
    """Say how many rows of some width are worked on at once."""
    return max(1, _BLOCK // max(1, width))


def score_blocks(blocks: Iterable[AnyArray], ids: AnyArray, top: int = 0) -> LogitScores:
    """Score tokens block by block, so that logits are never copied as a whole.

    Args:
        blocks: The rows of the logits, in order.
        ids: The tokens.
        top: How many of the most likely tokens to give as well.
    """
    scores, entropies = np.full(len(ids), np.nan), np.full(len(ids), np.nan)
    ranks = np.zeros(len(ids), np.int64)
    likely: list[tuple[tuple[int, float], ...]] = [()] if top else []
    start, looks = 0, {*_NO_LOGITS}
    for block in blocks:
        looks = {problem for problem in looks if _NO_LOGITS[problem](block)}
        targets = ids[start + 1 : start + 1 + len(block)]
        rows, uncertain = _log_softmax(block[: len(targets)])
        here = slice(start + 1, start + 1 + len(targets))
        scores[here] = own = rows[np.arange(len(targets)), targets]
        entropies[here] = uncertain
        ranks[here] = np.where(np.isnan(own), 0, 1 + (rows > own[:, None]).sum(axis=1))
        if top:
            likely.extend(_likely(row, top) for row in rows)
        start += len(block)
    known = [rank or None for rank in ranks.tolist()]
    sure = [one if np.isfinite(one) else None for one in entropies.tolist()]
    told = tuple(_no_logits(problem) for problem in _NO_LOGITS if problem in looks and start)
    return LogitScores(scores, likely[: len(ids)], known, sure, told)


def _are_shares(rows: AnyArray) -> bool:
    """Tell rows of probabilities, in shares of 1 or in per cent."""
    if not _are_positive(rows):
        return False
    sums = rows.astype(np.float64).sum(axis=1)
    return any(bool(np.all(np.abs(sums / whole - 1) < _SURE)) for whole in (1, 100))


def _are_surprisals(rows: AnyArray) -> bool:
    """Tell rows of -ln P: the larger, the less likely."""
    if not _are_positive(rows):
        return False
    sums = np.exp(-rows.astype(np.float64)).sum(axis=1)
    return bool(np.all(np.abs(sums - 1) < _SURE))


def _are_positive(rows: AnyArray) -> bool:
    """Tell rows of numbers from 0 on, of which there are two at the least."""
    return rows.shape[1] > 1 and bool(rows.min(initial=0) >= 0)


_NO_LOGITS: Mapping[str, Callable[[AnyArray], bool]] = {
    say("the logits look like probabilities, of which softmax makes others"): _are_shares,
    say("the logits look like surprisals, of which softmax makes others"): _are_surprisals,
}


def _no_logits(problem: str) -> Notice:
    """Name what is no logits; of log-probabilities, softmax makes just these."""
    hint = "give what the model gives before softmax, or the logarithms of the probabilities"
    return Notice(name="impossible-score", message=problem, hint=hint, about="scores")


def _log_softmax(block: AnyArray) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give log-probabilities, and the entropy of each row.

    The largest logit z is subtracted first: its exponential is 1, and none overflows. Then
    H = ln Σ exp z - Σ z exp z / Σ exp z, in which a logit of -∞ adds nothing.
    """
    rows = block.astype(np.float64)
    if not rows.size:
        return rows, np.zeros(len(rows))
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        rows -= rows.max(axis=1, keepdims=True)
        weights = np.exp(rows)
        total = weights.sum(axis=1, keepdims=True)
        products = np.multiply(rows, weights, where=weights > 0, out=np.zeros_like(rows))
        entropies = np.log(total[:, 0]) - products.sum(axis=1) / total[:, 0]
        rows -= np.log(total)
    return rows, np.maximum(entropies, 0.0)


def _likely(row: NDArray[np.float64], top: int) -> tuple[tuple[int, float], ...]:
    count = min(top, len(row))
    best = np.argpartition(-row, count - 1)[:count]
    ordered = best[np.argsort(-row[best], kind="stable")]
    return tuple((int(index), float(row[index])) for index in ordered if np.isfinite(row[index]))
