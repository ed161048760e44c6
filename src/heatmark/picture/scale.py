"""Scores to positions: the ends of the scale, places between them."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError, ScoreError
from heatmark.core.wording import listed, say
from heatmark.language.numbers import DIGITS, Writing, writing
from heatmark.picture.rounding import clip_ends

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heatmark.core.quantities import Scores
    from heatmark.options.values import Clip, Scale


class Scaled(NamedTuple):
    """Scores of K series over N tokens, placed on one scale.

    Attributes:
        kind: `minmax`, `zero`, `symmetric`, `log`, `rank`, `steps` or `fixed`.
        values: (K, N), the scores after transforms; NaN where missing.
        rounded: (K, N), the same as they are written, from which positions are computed.
        positions: (K, N), in [0, 1]; NaN where missing, or if the scale has no ends.
        clipped: (K, N), -1 below the lower end, +1 above the upper, else 0.
        ends: The scores at positions 0 and 1, or None if no score is finite. Where strength of
            colour is distance from 0 and scores are negative, the first is that nearest 0.
        seen: The smallest and the largest score between the ends, before rounding; or None.
        center: The score at position 0.5 of a scale that is built around it, else None.
        writing: How the scores are written.
        cut: How many scores `clip` left out at each end.
    """

    kind: str
    values: Scores
    rounded: Scores
    positions: Scores
    clipped: NDArray[np.int8]
    ends: tuple[float, float] | None
    seen: tuple[float, float] | None
    center: float | None
    writing: Writing
    cut: tuple[int, int] = (0, 0)


class Wanted(NamedTuple):
    """What is wanted of a scale.

    Attributes:
        kind: The scale's name, or its fixed ends.
        center: The middle of a symmetric scale; implies that kind if the kind is `minmax`.
        clip: The percentiles at which the scale ends.
        both: Whether a scale from zero reaches to both sides, since its colours have a middle.
        falling: Whether strength is distance below 0, also by rank, and on fixed ends none of which
            is above 0.
        shares: Whether the scores are probabilities, of which the smallest are not written 0.
        digits: How many decimals scores are written with, or None if it is as many as tell.
        steps: The highest scores of all steps but the last, where colours are steps.
    """

    kind: Scale = "minmax"
    center: float | None = None
    clip: Clip = None
    both: bool = False
    falling: bool = False
    shares: bool = False
    digits: int | None = None
    steps: tuple[float, ...] = ()


def scale(values: Scores, wanted: Wanted, known: Scores | None = None) -> Scaled:
    """Place scores on one scale.

    Args:
        values: (K, N) scores; NaN where missing, infinite ones are clipped.
        wanted: Which scale.
        known: All finite scores that the scale is of, in ascending order; or None if they are
            those of these.

    Returns:
        The scores with their positions, computed from the scores as they are written, so that
        what reads alike looks alike. Where all are equal, every position is 0.5.

    Raises:
        OptionError: If center or clip mean nothing on this kind of scale.
        ScoreError: If no float is the difference of its ends.
    """
    kind, center = wanted.kind, wanted.center
    kind = "symmetric" if center is not None and kind == "minmax" else kind
    kind = "steps" if wanted.steps else kind
    name = kind if isinstance(kind, str) else "fixed"
    _check_meaning(name, center, wanted.clip)
    known = np.sort(values[np.isfinite(values)]) if known is None else known
    known = _positive(known) if name == "log" else known
    if not known.size and isinstance(kind, str):
        nowhere = np.full_like(values, np.nan)  # without ends no colour has a meaning
        nowhere = _steps(values, wanted.steps) if wanted.steps else nowhere
        middle = 0.0  # infinite scores lie beyond it
        sides = _sides(values, middle, middle)
        return Scaled(name, values, values, nowhere, sides, None, None, None, Writing(0))
    seen, cut = _seen(known, kind, wanted.clip)
    written = _writing(known, seen, name, wanted)
    if isinstance(kind, tuple):
        ends = (kind[1], kind[0]) if wanted.falling and kind[1] <= 0 else kind
    else:
        low, high = written.near(seen[0]), written.near(seen[1])
        ends = _ends(name, low, high, wanted)
        if name == "symmetric" and low == high == written.near(center or 0.0):
            ends = low, high  # all read as the centre does, and so have its colour
    if name in {"fixed", "symmetric"}:  # the ends of others are rounded themselves
        written = _apart(written, ends)
    values = _at_steps(values, wanted.steps)
    written = _on_steps(written, known, wanted.steps)
    rounded = written.rounded(values)
    if not all(map(math.isfinite, ends)):
        problem = "the scores are too far apart for this scale"
        raise ScoreError(problem, hint="use scale=rank", about="scores")
    if name == "rank":
        indices = _ranks(rounded, written.rounded(known))
        indices = 1 - indices if wanted.falling else indices
    elif name == "steps":
        indices = _steps(values, wanted.steps)
    elif name == "log":
        indices = _between_logs(rounded, ends)
    else:
        indices = _between(rounded, *ends)
    sides = _sides(rounded, min(ends), max(ends))
    if name == "fixed":  # whose ends are not rounded, so that rounding alone may lead beyond
        sides *= sides == _sides(values, min(ends), max(ends))
    return Scaled(
        *(name, values, rounded, indices, sides, ends, seen),
        center=_middle(name, ends, center),
        writing=written,
        cut=cut,
    )


def _check_meaning(name: str, center: float | None, clip: Clip) -> None:
    if center is not None and name != "symmetric":
        problem = say("center means nothing on the scale {name}", name=name)
        raise OptionError(problem, hint="use scale=symmetric", about="center")
    if clip and name in {"rank", "steps", "fixed"}:
        problem = say("clip means nothing on the scale {name}", name=name)
        hint = say("it goes with {value}", value=listed(["minmax", "zero", "symmetric", "log"]))
        raise OptionError(problem, hint=hint, about="clip")


def _seen(known: Scores, kind: Scale, clip: Clip) -> tuple[tuple[float, float], tuple[int, int]]:
    """Find the smallest and the largest score that is not beyond the ends, and how many are cut."""
    if isinstance(kind, tuple):
        inside = known[(known >= kind[0]) & (known <= kind[1])]
        known = inside if inside.size else np.array(kind)
    if not clip:
        return (float(known[0]), float(known[-1])), (0, 0)
    below, above = Fraction(str(clip[0])), 100 - Fraction(str(clip[1]))
    lower = clip_ends(known, below)
    upper = lower if above == below else clip_ends(known, above)
    return (lower.low, upper.high), (lower.cut, upper.cut)


def _writing(known: Scores, seen: tuple[float, float], name: str, wanted: Wanted) -> Writing:
    """Find how scores are written: what an author wrote of the scale is not rounded away."""
    if wanted.digits is not None:
        return Writing(wanted.digits, wanted.shares)
    if name == "log":
        return Writing(0, digits=_digits(*seen))  # equivalent: where digits count, places do not
    given = wanted.kind if name == "fixed" else wanted.steps or (wanted.center,)
    least = max(_places(float(item)) if item else 0 for item in given)
    if name == "rank":  # whose colours follow the bulk of scores, however far away some are
        low, high = known[[known.size // 4, (3 * known.size - 1) // 4]].tolist()
        seen = (low, high) if low < high else seen
    return writing(*seen, shares=wanted.shares, least=least)


def _digits(low: float, high: float) -> int:
    """Count the digits that tell scores of a log scale apart: more where their factor is near 1."""
    beyond = high / low - 1
    if not 0 < beyond < 1:
        return DIGITS
    return min(DIGITS + math.ceil(-math.log10(beyond)), sys.float_info.dig)


def _apart(written: Writing, ends: tuple[float, float]) -> Writing:
    """Take more decimals where two ends would read alike."""
    if ends[0] == ends[1] or written.near(ends[0]) != written.near(ends[1]):
        return written
    return written._replace(places=writing(min(ends), max(ends)).places, digits=None)


def _on_steps(written: Writing, known: Scores, highest: tuple[float, ...]) -> Writing:
    """Take more decimals where a score would read as if it was on another step."""
    if not highest:
        return written
    exact = _at_steps(known, highest)
    sides = np.searchsorted(np.array(highest), exact)
    for places in range(written.places, written.places + _MOST_MORE):
        finer = written._replace(places=places)
        if np.array_equal(np.searchsorted(np.array(highest), finer.rounded(exact)), sides):
            return finer
    return written


def _at_steps(values: Scores, highest: tuple[float, ...]) -> Scores:
    """Take what is off the highest score of a step by rounding of floats for that: 0.1 + 0.2."""
    for end in highest:
        values = np.where(np.isclose(values, end, rtol=_DUST, atol=0.0), end, values)
    return values


_MOST_MORE = 20  # decimals
_DUST = 1e-12  # of a number
_MOST_GIVEN = 6  # decimals


def _places(number: float) -> int:
    """Count the decimals of a number that an author wrote, as far as anyone reads them."""
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return min(max(-int(exponent), 0), _MOST_GIVEN)


def _ends(kind: str, low: float, high: float, wanted: Wanted) -> tuple[float, float]:
    """Find the scores at positions 0 and 1."""
    if kind == "zero":
        reach = max(-low, high)
        if low < 0 < high or wanted.both:
            return -reach, reach
        return (0.0, high) if low >= 0 else (0.0, low)
    if kind == "symmetric":
        center = wanted.center or 0.0
        reach = max(center - low, high - center)
        # Rounding of the sum may leave out the very score that the scale ends with.
        return min(center - reach, low), max(center + reach, high)
    return (high, low) if kind == "rank" and wanted.falling else (low, high)


def _middle(name: str, ends: tuple[float, float], center: float | None) -> float | None:
    if name == "symmetric":
        return center or 0.0
    return 0.0 if name == "zero" and ends[0] < 0 < ends[1] else None


def _between(values: Scores, start: float, end: float) -> Scores:
    """Compute x' = (x - start) / (end - start), held in [0, 1]; 0.5 if both ends are one."""
    low, high = min(start, end), max(start, end)
    if low == high:
        return np.where(np.isnan(values), np.nan, 0.5 + 0.5 * _sides(values, low, high))
    # In halves where the difference of two large numbers is beyond the largest float.
    part = 1.0 if math.isfinite(high - low) else 0.5
    within = np.minimum(np.maximum(values, low), high)  # as `clip` does, in fewer steps
    if high - low < sys.float_info.min:
        with np.errstate(over="ignore"):
            share = (within - start) / (end - start)
    else:
        share = (within * part - start * part) / (end * part - start * part)
    return np.minimum(np.maximum(share, 0.0), 1.0)  # equivalent: rounding makes none larger


def _positive(known: Scores) -> Scores:
    """Take the scores that have a logarithm; those of 0 lie below every end.

    Raises:
        ScoreError: If there are negative ones.
    """
    if known.size and known[0] < 0:
        problem = "there are negative scores, which have no place on a log scale"
        hint = "use scale: zero; or, of log-probabilities, given: log P and measure: P"
        raise ScoreError(problem, hint=hint, about="scale")
    return np.asarray(known[known > 0])


def _between_logs(values: Scores, ends: tuple[float, float]) -> Scores:
    """Compute x' = log(x / start) / log(end / start), held in [0, 1]; see `_between`.

    Raises:
        OptionError: If the lower end is written as 0.
    """
    if ends[0] <= 0:
        problem = "the lower end of a log scale is 0 in so few decimals"
        raise OptionError(problem, hint="leave digits out, or raise it", about="digits")
    if ends[0] == ends[1]:
        return _between(values, *ends)
    return _between(np.log(np.clip(values, *ends)), math.log(ends[0]), math.log(ends[1]))


def _steps(values: Scores, highest: tuple[float, ...]) -> Scores:
    """Place scores on steps as far apart as can be: the first up to the first of these scores."""
    indices = np.searchsorted(np.array(highest), values, side="left") / len(highest)
    return np.where(np.isnan(values), np.nan, indices)


def _ranks(values: Scores, known: Scores) -> Scores:
    """Place scores by mean rank among some in order, equal ones together.

    The lowest are at 0 and the highest at 1, however many they are, as the ramp says of them.
    """
    if known[0] == known[-1]:
        return _between(values, float(known[0]), float(known[-1]))
    first = np.searchsorted(known, values, side="left")
    after = np.searchsorted(known, values, side="right")
    lowest = float(np.searchsorted(known, known[0], side="right"))
    highest = float(np.searchsorted(known, known[-1], side="left") + known.size)
    indices = (first + after - lowest) / (highest - lowest)
    return np.where(np.isnan(values), np.nan, np.clip(indices, 0.0, 1.0))


def _sides(values: Scores, low: float, high: float) -> NDArray[np.int8]:
    return (values > high).astype(np.int8) - (values < low).astype(np.int8)


class Bars(NamedTuple):
    """Where bars begin and end, in shares of the width.

    Attributes:
        origin: Where they begin: at 0, or at the centre of a scale that has one, or else their
            lengths would show a proportion that the scores do not have.
        places: (K, N), where they end; NaN where there is no position.
    """

    origin: float
    places: Scores

    def row(self, row: int) -> tuple[tuple[float, float], ...]:
        """Give the left and the right end of each bar of a series."""
        origin = self.origin
        return tuple(
            (origin, index) if index >= origin else (index, origin)  # equivalent: one point
            for index in self.places[row].tolist()
        )


def bar_ends(scaled: Scaled, *, cut: bool = False) -> Bars:
    """Find where bars begin and end.

    Where all scores are negative, bars grow from the left all the same.

    Args:
        scaled: Scores on their scale.
        cut: Whether bars begin at the first end of the scale, whatever it is, if it has no centre.
    """
    if scaled.ends is None:
        return Bars(0.0, np.where(np.isinf(scaled.values), 1.0, np.nan))
    if scaled.center is not None:
        return Bars(0.5, _between(scaled.rounded, *scaled.ends))
    if cut:
        return Bars(0.0, _between(scaled.rounded, *scaled.ends))
    low, high = min(*scaled.ends, 0.0), max(*scaled.ends, 0.0)
    if low == high:  # all are 0, which has no length, but for what is infinite
        beyond = np.where(np.isinf(scaled.rounded), 1.0, 0.0)
        return Bars(0.0, np.where(np.isnan(scaled.rounded), np.nan, beyond))
    if high == 0:
        return Bars(0.0, _between(scaled.rounded, 0.0, low))
    origin = float(_between(np.array(0.0), low, high))
    return Bars(origin, _between(scaled.rounded, low, high))
