"""One score a word, where a tokenizer cut words into tokens."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.wording import counted, listed, nearest, quoted, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.tokens.cells import Cells

_HOW: dict[str, Callable[[list[float]], float]] = {
    "sum": math.fsum,
    "max": max,
    "mean": lambda parts: math.fsum(parts) / len(parts),
    "first": lambda parts: parts[0],
}
MERGES: tuple[str, ...] = ("none", *_HOW)


def merged(cells: Cells, scores: Sequence[float | None], how: str) -> list[float | None]:
    """Give each word one score.

    Args:
        cells: The cells of the tokens.
        scores: One score a token; None where it is missing.
        how: `none` leaves the scores as they are; `sum` is right for log-probabilities, attention
            mass and additive attribution; `max` for activations; `mean`; `first`.

    Returns:
        One score a word, of the parts that have one: None only if all of them are missing.

    Raises:
        ScoreError: If there are not as many scores as tokens.
        OptionError: If there is no such way.
    """
    _check(how)
    if len(scores) != len(cells.words):
        problem = say(
            "{tokens} but {scores}",
            tokens=counted(len(cells.words), "token"),
            scores=counted(len(scores), "score"),
        )
        raise ScoreError(problem, hint="each token needs one score")
    if how == "none":
        return list(scores)
    merge = _HOW[how]
    result: list[float | None] = []
    for _, word in groupby(zip(cells.words, scores, strict=True), key=lambda pair: pair[0]):
        parts = [score for _, score in word if score is not None]
        result.append(merge(parts) if parts else None)
    return result


def merged_texts(cells: Cells, how: str) -> tuple[str, ...]:
    """Give the texts that the scores of [merged][heatmark.tokens.merged] stand for."""
    _check(how)
    if how == "none":
        return cells.texts
    pairs = zip(cells.words, cells.texts, strict=True)
    words = groupby(pairs, key=lambda pair: pair[0])
    return tuple("".join(text for _, text in word) for _, word in words)


def _check(how: str) -> None:
    if how not in MERGES:
        hint = nearest(how, MERGES) or say("ways are {MERGES}", MERGES=listed(MERGES))
        raise OptionError(say("there is no merge {how}", how=quoted(how)), hint=hint, about="merge")
