"""How many right picks in a line-up chance does not explain."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

LEVEL = Fraction(1, 20)


def pick_probability(
    right: int, viewers: int, pictures: int, alpha: float | Fraction = 1
) -> Fraction:
    """Compute how often so many viewers pick the real picture if nothing marks it.

    Viewers of one line-up depend on one another, since one decoy may draw many eyes: each picture
    has a share of the picks that is drawn from a symmetric Dirichlet distribution.

    Args:
        right: How many pick the real picture, x.
        viewers: How many pick, K, each one picture.
        pictures: Among how many, m.
        alpha: The parameter of the Dirichlet distribution, above 0: near 0 all pick the same, and
            viewers are independent where it is infinite.

    Returns:
        C(K, x) · α⁽ˣ⁾ · ((m - 1)α)⁽ᴷ⁻ˣ⁾ / (mα)⁽ᴷ⁾, with rising factorials (VanderPlas et al. 2021,
        doi:10.1002/sta4.337).
    """
    weights, total = _weights(viewers, pictures, *_ratio(alpha))
    return Fraction(weights[right], total)


@lru_cache(maxsize=4096)  # equivalent: what is forgotten is computed again
def needed_picks(
    viewers: int, pictures: int, alpha: float | Fraction = 1, level: Fraction = LEVEL
) -> int | None:
    """Find how many right picks a class needs before chance is no longer a good explanation.

    Args:
        viewers: How many pick.
        pictures: Among how many.
        alpha: See [pick_probability][heatmark.picture.picks.pick_probability].
        level: The largest chance of so many right picks if nothing marks the real picture.

    Returns:
        The smallest x with P(X ≥ x) ≤ level, or None if not even all right picks are enough.
    """
    weights, total = _weights(viewers, pictures, *_ratio(alpha))
    tails = accumulate(reversed(weights))  # of all right picks, of all but one, …
    enough = sum(tail <= level * total for tail in tails)
    return viewers - enough + 1 if enough else None


def version_probability(pictures: int, versions: int) -> Fraction:
    """Bound how often all groups find the real picture, each in a version of its own, by chance.

    The real picture is then the most striking of 1 + V(m - 1) that differ only by chance. This
    holds if each group sees one version and does not talk to others, decoys are fresh in each
    version and all these pictures look different, each group decides from its own version by any
    rule, and a tie counts as not found.

    Args:
        pictures: How many pictures a version has, m.
        versions: How many versions there are, V.
    """
    return Fraction(1, 1 + versions * (pictures - 1))


def _ratio(alpha: float | Fraction) -> tuple[int, int]:
    """Write alpha as a fraction, exactly as an author wrote it, and infinity as 1/0."""
    if alpha == math.inf:
        return 1, 0  # equivalent: any whole number over 0
    return Fraction(str(alpha)).as_integer_ratio()


@lru_cache(maxsize=256)  # equivalent: what is forgotten is computed again
def _weights(viewers: int, pictures: int, upper: int, lower: int) -> tuple[tuple[int, ...], int]:
    """Compute whole numbers proportional to P(X = 0), …, P(X = K), and their sum.

    With α = a/b, α⁽ᵏ⁾ = ∏ᵢ (a + ib) / bᵏ; the powers of b cancel, so that b = 0 gives the binomial
    distribution.
    """
    ours = _rising(upper, lower, viewers)
    others = _rising((pictures - 1) * upper, lower, viewers)
    weights = tuple(
        math.comb(viewers, right) * ours[right] * others[viewers - right]
        for right in range(viewers + 1)
    )
    return weights, _rising(pictures * upper, lower, viewers)[-1]


def _rising(start: int, step: int, count: int) -> list[int]:
    """Multiply start · (start + step) · … up to 0, 1, …, count factors."""
    factors = (start + step * at for at in range(count))
    return [*accumulate(factors, lambda product, factor: product * factor, initial=1)]
