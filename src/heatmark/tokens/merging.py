"""One score a word, where a tokenizer cut words into tokens."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.sums import as_decimals
from heatmark.core.wording import counted, listed, nearest, quoted, say
from heatmark.options.values import MERGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from heatmark.core.quantities import Scores
    from heatmark.tokens.cells import Cells

    _Way = Callable[[Scores, NDArray[np.int64]], Scores]


def _sums(scores: Scores, firsts: NDArray[np.int64]) -> Scores:
    return _rounded(np.add.reduceat(scores, firsts, axis=1), scores, firsts)


def _means(scores: Scores, firsts: NDArray[np.int64]) -> Scores:
    sums = np.add.reduceat(scores, firsts, axis=1)
    return _rounded(sums / _sizes(scores, firsts), scores, firsts)


def _sizes(scores: Scores, firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.diff(firsts, append=scores.shape[1])


def _rounded(sums: Scores, scores: Scores, firsts: NDArray[np.int64]) -> Scores:
    """Write sums as decimals; of one piece alone nothing is changed."""
    is_sum = _sizes(scores, firsts) > 1
    largest = np.maximum.reduceat(np.abs(scores), firsts, axis=1)
    sums[:, is_sum] = as_decimals(sums[:, is_sum], largest[:, is_sum])
    return sums


_HOW: dict[str, _Way] = {
    "sum": _sums,
    "max": lambda scores, firsts: np.asarray(np.maximum.reduceat(scores, firsts, axis=1)),
    "mean": _means,
    "first": lambda scores, firsts: scores[:, firsts],
}


def merged(cells: Cells, scores: Scores, how: str) -> Scores:
    """Give each word one score.

    Args:
        cells: The cells of N tokens.
        scores: (K, N) scores; NaN where missing.
        how: `none` leaves the scores as they are; `sum` is right for log-probabilities, attention
            mass and additive attribution; `max` for activations; `mean`; `first`.

    Returns:
        (K, W) scores of the W words. A word of which a piece is missing is missing; with `first`,
        only its first piece matters.

    Raises:
        ScoreError: If there are not as many scores as tokens.
        OptionError: If there is no such way.
    """
    _check(how)
    count = scores.shape[1]
    if count != len(cells.words):
        problem = say(
            "{tokens} but {scores}",
            tokens=counted(len(cells.words), "token"),
            scores=counted(count, "score"),
        )
        raise ScoreError(problem, hint="each token needs one score")
    if how == "none" or not count:
        return scores
    with np.errstate(over="ignore", invalid="ignore"):
        return _HOW[how](scores, starts(cells))


def starts(cells: Cells) -> NDArray[np.int64]:
    """Find the first token of each word."""
    words = np.asarray(cells.words, dtype=np.int64)
    before = words[:1] - 1  # equivalent: any other number
    return np.flatnonzero(np.diff(words, prepend=before))


def merged_texts(cells: Cells, how: str) -> tuple[str, ...]:
    """Give the texts that the scores of [merged][heatmark.tokens.merged] stand for."""
    _check(how)
    if how == "none":
        return cells.texts
    pairs = zip(cells.words, cells.texts, strict=True)  # equivalent: as many of both
    words = groupby(pairs, key=lambda pair: pair[0])
    return tuple("".join(text for _, text in word) for _, word in words)


def _check(how: str) -> None:
    if how not in MERGES:
        hint = nearest(how, MERGES) or say("ways are {MERGES}", MERGES=listed(MERGES))
        raise OptionError(say("there is no merge {how}", how=quoted(how)), hint=hint, about="merge")
