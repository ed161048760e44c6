"""Probabilities in per cent, beside log-probabilities, surprisals and probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from heatmark.language.numbers import writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.core.quantities import Conversion
    from heatmark.language.numbers import Writing
    from heatmark.picture.parts import Strip


_WHOLE = 100.0 * (1 + 1e-9)  # rounding of an exponential
_DECIMALS = 1  # at least


def with_chances(strips: tuple[Strip, ...], known: Conversion, lang: str) -> tuple[Strip, ...]:
    """Write the probability of each token in per cent, without the sign.

    They are of scores as they were computed, for the exponential of what is written would say more
    digits than are true. All have the decimals of one another.

    Args:
        strips: K series of N scores.
        known: How scores become probabilities in per cent.
        lang: The language of numbers.

    Returns:
        The strips with their chances; without, if some would be more than 1.
    """
    scores = np.array([strip.scores for strip in strips], np.float64)
    shares = known.of(scores)
    shares[~np.isfinite(scores)] = np.nan  # of -∞ it is not known whether it was merely not listed
    finite = shares[np.isfinite(shares)]
    if not finite.size or finite.min() < 0 or finite.max() > _WHOLE:
        return strips
    written = _written(np.minimum(shares, 100.0), lang)
    pairs = zip(strips, written, strict=True)
    return tuple(strip._replace(chances=tuple(texts)) for strip, texts in pairs)


def writing_of_chances(shares: Sequence[float]) -> Writing:
    """Find the decimals that tell probabilities apart: one at least.

    Args:
        shares: N probabilities in per cent.
    """
    return writing(min(shares), max(shares), shares=True, least=_DECIMALS)


def _written(shares: NDArray[np.float64], lang: str) -> list[list[str]]:
    found = writing_of_chances(shares[np.isfinite(shares)].tolist())
    return [[found.text(share, lang) for share in row] for row in shares.tolist()]
