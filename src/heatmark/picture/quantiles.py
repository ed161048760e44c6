"""Tails and quantiles of Student's t and of chi-squared, without SciPy.

The numbers in the docstrings are those of Abramowitz and Stegun (1964), Handbook of Mathematical
Functions, chapter 26.
"""

from __future__ import annotations

import math
from functools import lru_cache

_MOST_FREEDOM = 10_000  # beyond, t is taken for that many: its quantiles are larger by under 0.1 %
_HALVINGS = 100  # equivalent: more than a float has bits


def _tail_at(angle: float, freedom: int) -> float:
    """Compute how often Student's t is at least so far from 0, to either side.

    Returns:
        1 - A(t | freedom) at θ = arctan(t / √freedom), from the finite series 26.7.3 and 26.7.4.
    """
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = 0.0
    for upper in range(1 + odd, freedom, 2):  # 2/3, 4/5, …, or 1/2, 3/4, …
        total += term
        term *= cosine**2 * (upper / (upper + 1))
    within = 2 / math.pi * (angle + sine * total) if odd else sine * total
    return max(1 - within, 0.0)


@lru_cache(maxsize=1024)  # equivalent: what is forgotten is computed again
def t_quantile(tail: float, freedom: int) -> float:
    """Compute the t that is exceeded, to either side, with a given probability.

    Args:
        tail: The probability of both sides together, in (0, 1).
        freedom: Whole degrees of freedom, at least 1.

    Returns:
        The t with P(|T| ≥ t) = tail, to a relative error below 10⁻⁹ for tails above 10⁻⁶.
    """
    freedom = min(freedom, _MOST_FREEDOM)
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _tail_at(middle, freedom) > tail:  # equivalent: but for the last bit
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan(low)


def chi_squared_tail(value: float, freedom: int) -> float:
    """Compute how often chi-squared is at least so large.

    Args:
        value: The value, 0 or more.
        freedom: Whole degrees of freedom, at least 1.

    Returns:
        Q(value | freedom): 26.4.4 and 26.4.5, whose terms are e⁻ˣ xʲ / Γ(j + 1) with x = value / 2
        for j = freedom / 2 - 1, freedom / 2 - 2, … ≥ 0, and for odd freedom erfc √x.
    """
    if math.isinf(value):
        return 0.0
    if value <= 0:
        return 1.0
    half = value / 2
    odd = freedom % 2
    powers = (step + odd / 2 for step in range(freedom // 2))
    terms = (math.exp(j * math.log(half) - half - math.lgamma(j + 1)) for j in powers)
    return min(math.fsum(terms) + (math.erfc(math.sqrt(half)) if odd else 0.0), 1.0)
