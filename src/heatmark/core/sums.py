"""Sums and differences as their decimals say: 0.1 + 0.2 is 0.3, and not 0.30000000000000004.

Else two words of one sum would have two colours, those of both ends if there are no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from heatmark.core.quantities import Scores

# Significant digits of the largest summand: floats have 15, of which sums of many lose some.
_DIGITS = 13
_EXACT = 22  # the largest power of ten that is a float
_DUST = 1e-12  # of a number


def as_decimals(sums: Scores, largest: Scores) -> Scores:
    """Round sums to the place from which on floats of their summands say nothing.

    Args:
        sums: Sums, differences or means, in any shape; what is not finite stays.
        largest: The size of the largest summand of each.
    """
    with np.errstate(all="ignore"):
        places = _DIGITS - 1 - np.floor(np.log10(largest))
        scale = 10.0 ** np.clip(places, 0, _EXACT)
        found = np.rint(sums * scale) / scale
    is_small = places > _EXACT  # equivalent: at the place itself, both ways are as good
    found = np.where((places >= 0) & ~is_small, found, sums)
    for at in zip(*np.nonzero(np.isfinite(places) & is_small), strict=True):
        found[at] = round(float(sums[at]), int(places[at]))  # of the smallest numbers, one by one
    return found + 0.0  # no -0


def without_dust(scores: Scores) -> Scores:
    """Take scores that are all equal but for the rounding of floats for one: the plainest of them.

    Else what a conversion or a mean makes of equal scores has all colours there are.

    Args:
        scores: Scores in any shape; whole numbers are what they are, and so is what is not finite.
    """
    known = scores[np.isfinite(scores)]
    if not known.size:
        return scores
    low, high = float(known.min()), float(known.max())
    if low == high or high - low > _DUST * max(-low, high) or not (known % 1).any():
        return scores
    plainest = min(np.unique(known).tolist(), key=lambda one: len(repr(one)))
    return np.where(np.isfinite(scores), plainest, scores)
