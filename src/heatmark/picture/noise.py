"""What tells scores from noise."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from heatmark.picture.shuffle import ALPHA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score


def threshold(count: int, alpha: float = ALPHA) -> float:
    """Compute how many standard errors from the centre one of `count` scores must be.

    Returns:
        z(1 - alpha / (2 · count)), two-sided and corrected for looking at all of them (Bonferroni).
    """
    return NormalDist().inv_cdf(1 - alpha / (2 * max(count, 1)))


def within_noise(
    values: Sequence[Score], errors: Sequence[Score], center: float | None
) -> frozenset[int]:
    """Find the scores that cannot be told from the centre.

    Where neither a centre is given nor signs mix, the centre is the median. It has an error of its
    own, so that more than 5 % of texts of pure noise would have a score that seems to differ from
    it. A score must therefore differ from the mean, too, for which the 5 % hold (Nelson, Wludyka
    & Copeland 2005, The Analysis of Means).

    Args:
        values: N scores, None where missing.
        errors: N standard errors; a score without one is left alone.
        center: The centre, or None to take 0 where signs mix and else the median.

    Returns:
        The places where |score - centre| < z · error; see
        [threshold][heatmark.picture.noise.threshold].
    """
    pairs = enumerate(zip(values, errors, strict=True))
    known = [
        (at, value, one) for at, (value, one) in pairs if value is not None and one is not None
    ]
    if not known:
        return frozenset()
    numbers = [value for _, value, _ in known]
    if center is None and min(numbers) < 0 < max(numbers):
        center = 0.0
    reach = threshold(len(known))
    if center is not None:
        return frozenset(at for at, value, error in known if abs(value - center) < reach * error)
    middle = median(numbers)
    mean, shares = _weighted_mean(numbers, [error for _, _, error in known])
    return frozenset(
        at
        for (at, value, error), share in zip(known, shares, strict=True)
        if abs(value - middle) < reach * error
        or abs(value - mean) < reach * error * math.sqrt(max(1 - share, 0.0))
    )


def _weighted_mean(values: Sequence[float], errors: Sequence[float]) -> tuple[float, list[float]]:
    """Compute the mean with weights 1 / error², and the share that each value has in it.

    The difference of a value and the mean has the variance error² · (1 - share). Exact values
    outweigh all others.
    """
    least = min(errors)
    weights = [(least / error) ** 2 if error else 1.0 for error in errors]
    total = math.fsum(weights)
    shares = [weight / total for weight in weights]
    mean = math.fsum(value * share for value, share in zip(values, shares, strict=True))
    return mean, shares


def is_all_noise(values: Sequence[Score], errors: Sequence[Score]) -> bool:
    """Tell whether scores differ by no more than equal scores with such errors would.

    Args:
        values: N scores, None where missing.
        errors: N standard errors, None where not known.

    Returns:
        Whether max - min < q · median error, where q is the 95 % quantile of the range of as many
        standard normal numbers.
    """
    pairs = zip(values, errors, strict=True)
    known = [(value, one) for value, one in pairs if value is not None and one is not None]
    if len(known) < 2:  # a range
        return False
    numbers = [value for value, _ in known]
    spread = max(numbers) - min(numbers)
    return spread < range_quantile(len(known)) * median(one for _, one in known)


_STEP = 0.02
_GRID = tuple(-10 + _STEP * step for step in range(901))  # beyond, the density is below 10⁻²²
_DENSITY = tuple(math.exp(-x * x / 2) / math.sqrt(2 * math.pi) for x in _GRID)
_BELOW = tuple(math.erfc(-x / math.sqrt(2)) / 2 for x in _GRID)


@lru_cache(maxsize=1024)
def range_quantile(count: int, share: float = 1 - ALPHA) -> float:
    """Compute a quantile of the range of independent standard normal numbers.

    Args:
        count: How many numbers, at least 2.
        share: Of all ranges how large a share is below it.

    Returns:
        The q with P(range ≤ q) = share, to 10⁻⁹, where
        P(range ≤ q) = n ∫ φ(x) [Φ(x + q) - Φ(x)]ⁿ⁻¹ dx (Tippett 1925, Biometrika 17: 364).
    """
    low, high = 0.0, 20.0
    while high - low > 1e-9:  # far finer than any error that is known
        middle = (low + high) / 2
        if _range_share(count, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _range_share(count: int, width: float) -> float:
    """Integrate by the trapezoidal rule, which is as good as exact for such smooth curves."""
    total = 0.0
    for x, density, below in zip(_GRID, _DENSITY, _BELOW, strict=True):
        outside = below + math.erfc((x + width) / math.sqrt(2)) / 2
        if outside < 1:
            total += density * math.exp((count - 1) * math.log1p(-outside))
    return count * total * _STEP
