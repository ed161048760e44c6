"""Probabilities in per cent, beside log-probabilities, surprisals and probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.language.numbers import writing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heatmark.picture.parts import Picture


_WHOLE = 100.0 * (1 + 1e-9)  # rounding of an exponential
_DECIMALS = 1  # at least


def chances(picture: Picture) -> list[list[str]]:
    """Write the probability of each token in per cent, without the sign.

    They are of scores as they were computed, for the exponential of what is written would say more
    digits than are true. All have the decimals of one another.

    Args:
        picture: The picture.

    Returns:
        K columns of N texts, `` where there is none; no column where scores are no probabilities,
        or some are more than 1.
    """
    known = picture.legend.chance
    if known is None or picture.lineup is not None or picture.view == "grid":
        return []
    scores = [[np.nan if one is None else one for one in strip.scores] for strip in picture.strips]
    shares = known.of(np.array(scores, np.float64))
    shares[~np.isfinite(scores)] = np.nan  # of -∞ it is not known whether it was merely not listed
    finite = shares[np.isfinite(shares)]
    if not finite.size or finite.min() < 0 or finite.max() > _WHOLE:
        return []
    return _written(np.minimum(shares, 100.0), picture.lang)


def _written(shares: NDArray[np.float64], lang: str) -> list[list[str]]:
    ends = float(np.nanmin(shares)), float(np.nanmax(shares))
    found = writing(*ends, shares=True, least=_DECIMALS)
    return [[found.text(float(share), lang) for share in row] for row in shares]
