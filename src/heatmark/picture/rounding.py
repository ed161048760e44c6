"""Numbers as they are written: scores rounded to their errors, ends of scales that exist."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.wording import say

if TYPE_CHECKING:
    from heatmark.picture.runs import Floats

# More than the 633 places that floats have in all.
_CONTEXT = Context(prec=700, rounding=ROUND_HALF_EVEN)  # equivalent: more is as good
_ERROR_DIGITS = 2


class Rounded(NamedTuple):
    """A score and its standard error, to the same place.

    Their digits are those to write: `f"{number:f}"` does, without an exponent.

    Attributes:
        score: The score, never -0.
        error: The error, of two significant digits.
    """

    score: Decimal
    error: Decimal


def round_with_error(score: float, error: float) -> Rounded:
    """Round a standard error to two significant digits, and its score to the same place.

    (Guide to the Expression of Uncertainty in Measurement, 7.2.6.) Ties go to the even digit, as
    the decimals say that an author sees and not as binary fractions do.

    Args:
        score: A finite score.
        error: Its standard error, finite, 0 or more. Beside the error 0 nothing is rounded.
    """
    exact, spread = Decimal(repr(float(score))), Decimal(repr(float(error)))
    if not spread:
        return Rounded(_unsigned_zero(exact), _unsigned_zero(spread))
    last = _rounded(spread).adjusted() - _ERROR_DIGITS + 1
    index = Decimal(1).scaleb(last)  # equivalent: its exponent counts alone
    return Rounded(
        *(
            _unsigned_zero(item.quantize(index, context=_CONTEXT))
            for item in (exact, _rounded(spread))
        )
    )


def _rounded(error: Decimal) -> Decimal:
    """Round to two digits: 0.0999 becomes 0.10."""
    return Context(prec=_ERROR_DIGITS, rounding=ROUND_HALF_EVEN).plus(error)


def _unsigned_zero(number: Decimal) -> Decimal:
    return number or abs(number)


class Ends(NamedTuple):
    """The ends of a clipped scale.

    Attributes:
        low: The score at the lower end.
        high: The score at the upper end.
        cut: How many scores are left out at each end, k; those among them that equal an end are not
            beyond it.
    """

    low: float
    high: float
    cut: int


def clip_ends(scores: Floats, percent: float | Fraction) -> Ends:
    """Find the ends of a scale without its most extreme scores.

    Args:
        scores: Finite scores, at least one, in any shape.
        percent: How many per cent are cut off at each end, below 50.

    Returns:
        The scores x₍ₖ₊₁₎ and x₍ₙ₋ₖ₎ in order, with k = ⌊n · percent / 100⌋, computed exactly. Where
        scores are too few to cut any, k = 0.

    Raises:
        OptionError: If nothing would be left.
    """
    share = Fraction(str(percent)) / 100
    if not 0 <= share < Fraction(1, 2):
        problem = say("clip: {percent} leaves no scores", percent=percent)
        raise OptionError(problem, hint="write a number from 0 to below 50", about="clip")
    cut = math.floor(scores.size * share)
    ordered = np.sort(scores, axis=None)
    return Ends(float(ordered[cut]), float(ordered[-1 - cut]), cut)
