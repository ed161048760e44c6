"""Scores to positions: transforms, the ends of the scale, places between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.wording import listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from heatmark.core.scored_tokens import Score
    from heatmark.options.values import Clip, Scale

    Scores: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scaled:
    """Scores of K series over N tokens, placed on one scale.

    Attributes:
        kind: `minmax`, `zero`, `symmetric`, `rank` or `fixed`.
        values: (K, N), the scores after transforms; NaN where missing.
        positions: (K, N), in [0, 1]; NaN where missing, or if the scale has no ends.
        clipped: (K, N), -1 below the lower end, +1 above the upper, else 0.
        ends: The scores at positions 0 and 1, or None if no score is finite.
        center: The score at position 0.5 of a scale that is built around it, else None.
    """

    kind: str
    values: Scores
    positions: Scores
    clipped: NDArray[np.int8]
    ends: tuple[float, float] | None
    center: float | None


def as_array(series: Sequence[Sequence[Score]]) -> Scores:
    """Make a (K, N) array of scores, with NaN where one is missing."""
    return np.array(series, dtype=np.float64)


def _log(scores: Scores) -> Scores:
    if np.any(scores < 0):
        place = int(np.argmax(scores < 0)) + 1
        hint = "log takes probabilities; these look like log-probabilities already"
        problem = say("score {place} is negative and has no logarithm", place=place)
        raise ScoreError(problem, hint=hint, about="transform")
    return np.log(scores)


def _log_softmax(scores: Scores) -> Scores:
    """Compute log softmax(z)ᵢ = zᵢ - max z - log Σⱼ exp(zⱼ - max z), missing scores left out."""
    if np.all(np.isnan(scores)):
        return scores
    if np.isinf(np.nanmax(scores)):  # -∞ for all, or ∞ for one
        problem = "softmax has no value where the largest score is infinite"
        raise ScoreError(problem, hint="leave such scores out, as missing", about="transform")
    shifted = scores - np.nanmax(scores)
    return np.asarray(shifted - np.log(np.nansum(np.exp(shifted))))


_TRANSFORMS: Mapping[str, Callable[[Scores], Scores]] = {
    "abs": np.abs,
    "neg": np.negative,
    "exp": np.exp,
    "log": _log,
    "softmax": lambda scores: np.exp(_log_softmax(scores)),
    "log_softmax": _log_softmax,
}


def transform(values: Scores, names: Sequence[str]) -> Scores:
    """Apply transforms in order to each series.

    Args:
        values: (K, N) scores; NaN where missing.
        names: Names of transforms.

    Returns:
        (K, N) scores; infinite where a transform goes to infinity, such as log 0.

    Raises:
        ScoreError: For the logarithm of a negative score.
    """
    for name in names:
        with np.errstate(all="ignore"):
            values = np.stack([_TRANSFORMS[name](row) for row in values])
    return values + 0.0  # no -0


def scale(
    values: Scores,
    kind: Scale,
    *,
    center: float | None = None,
    clip: Clip = None,
    among: Scores | None = None,
) -> Scaled:
    """Place scores on one scale.

    Args:
        values: (K, N) scores; NaN where missing, infinite ones are clipped.
        kind: The scale's name, or its fixed ends.
        center: The middle of a symmetric scale; implies that kind if the kind is `minmax`.
        clip: The percentiles at which the scale ends.
        among: All finite scores that share the scale, these among them, or None if these are all.

    Returns:
        The scores with their positions. Where all are equal, every position is 0.5.

    Raises:
        OptionError: If center or clip mean nothing on this kind of scale.
    """
    kind = "symmetric" if center is not None and kind == "minmax" else kind
    name = kind if isinstance(kind, str) else "fixed"
    _check_meaning(name, center, clip)
    known = values[np.isfinite(values)] if among is None else among
    if not known.size and isinstance(kind, str):
        nowhere = np.full_like(values, np.nan)  # without ends no colour has a meaning
        return Scaled(name, values, nowhere, _sides(values, 0.0, 0.0), None, None)
    if isinstance(kind, tuple):
        low, high = kind
    else:
        low, high = _ends(kind, *_reach(known, clip), center or 0.0)
    if not (math.isfinite(low) and math.isfinite(high)):
        problem = "the scores are too far apart for this scale"
        raise ScoreError(problem, hint="use scale=rank", about="scores")
    middle = _middle(name, low, high, center)
    places = _ranks(values, known) if name == "rank" else _between(values, low, high)
    return Scaled(name, values, places, _sides(values, low, high), (low, high), middle)


def _check_meaning(name: str, center: float | None, clip: Clip) -> None:
    if center is not None and name != "symmetric":
        problem = say("center means nothing on the scale {name}", name=name)
        raise OptionError(problem, hint="use scale=symmetric", about="center")
    if clip and name in {"rank", "fixed"}:
        problem = say("clip means nothing on the scale {name}", name=name)
        hint = say("it goes with {value}", value=listed(["minmax", "zero", "symmetric"]))
        raise OptionError(problem, hint=hint, about="clip")


def _reach(known: Scores, clip: Clip) -> tuple[float, float]:
    with np.errstate(all="ignore"):
        low, high = np.percentile(known, clip) if clip else (known.min(), known.max())
    return float(low), float(high)


def _ends(kind: str, low: float, high: float, center: float) -> tuple[float, float]:
    if kind == "zero":
        if low < 0 < high:
            reach = max(-low, high)
            return -reach, reach
        return (0.0, high) if low >= 0 else (low, 0.0)
    if kind == "symmetric":
        reach = max(center - low, high - center)
        return center - reach, center + reach
    return low, high


def _middle(name: str, low: float, high: float, center: float | None) -> float | None:
    if name == "symmetric":
        return center or 0.0
    return 0.0 if name == "zero" and low < 0 < high else None


def _between(values: Scores, low: float, high: float) -> Scores:
    """Compute x' = (x - low) / (high - low), held in [0, 1]; 0.5 if both ends are one."""
    if low == high:
        return np.where(np.isnan(values), np.nan, 0.5 + 0.5 * _sides(values, low, high))
    # In halves where the difference of two large numbers is beyond the largest float.
    part = 1.0 if math.isfinite(high - low) else 0.5
    with np.errstate(over="ignore"):  # where the difference is below the smallest normal float
        share = (np.clip(values, low, high) * part - low * part) / (high * part - low * part)
    return np.clip(share, 0.0, 1.0)


def _ranks(values: Scores, known: Scores) -> Scores:
    """Place scores by mean rank, equal scores together: (rank - 1) / (n - 1)."""
    if known.min() == known.max():
        return _between(values, float(known.min()), float(known.max()))
    ordered = np.sort(known)
    first = np.searchsorted(ordered, values, side="left")
    after = np.searchsorted(ordered, values, side="right")
    places = (first + after - 1) / 2 / (known.size - 1)
    return np.where(np.isnan(values), np.nan, np.clip(places, 0.0, 1.0))


def _sides(values: Scores, low: float, high: float) -> NDArray[np.int8]:
    return (values > high).astype(np.int8) - (values < low).astype(np.int8)
