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
_WHOLE = 2.0**53  # from here on floats are whole numbers, with nothing to round


def as_decimals(sums: Scores, largest: Scores) -> Scores:
    """Round sums to the place from which on floats of their summands say nothing.

    Args:
        sums: Sums, differences or means, in any shape; what is not finite stays.
        largest: The size of the largest summand of each.
    """
    with np.errstate(all="ignore"):
        places = _DIGITS - 1 - np.floor(np.log10(largest))
        scale = 10.0 ** np.clip(places, 0, _EXACT)
        raised = sums * scale
        found = np.rint(raised) / scale
    is_known = (places >= 0) & (places <= _EXACT) & (np.abs(raised) < _WHOLE)
    found = np.where(is_known, found, sums)
    for at in zip(*np.nonzero(np.isfinite(places) & (places > _EXACT)), strict=True):
        found[at] = round(float(sums[at]), int(places[at]))  # of the smallest numbers, one by one
    return found + 0.0  # no -0
