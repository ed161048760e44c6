"""Runs of a measurement: their mean and its error, their skewness, and tests that flip their signs.

A run is one measurement of all tokens; R runs of N tokens are an (R, N) array.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

FEWEST_TO_FLIP = 6  # 2⁵ = 32 flips can be significant at 5 %, 16 cannot
_BITS = 11  # 2¹¹ flips: as many as 12 runs have
_NEXT = (1 << 2) + 1  # x¹¹ = x² + 1 in the field of the code's columns
_LIKE = 1e-9  # statistics closer than this differ by rounding alone
_SQUARE_IS_FINITE = 2.0**500  # equivalent: so are those of a little more
_TOO_LARGE = 2.0**540  # equivalent: any power of two that is about as large
DUST = 1e-12  # of a score; a smaller difference is one of rounding
_MOST_SQUARE = 1 - 1e-6  # of u; far from 1 beside the rounding of a float
_SKEWED = 1 / 64  # of texts with normal runs are called skewed, about; z is not quite symmetric
_FAR = 2.576  # z(0.995): one in a hundred of those with fewer runs, if they are normal
_ONE_SIDED = 0.05  # of texts with symmetric runs that are mostly equal
_SIDES = 1.96  # z(0.975): one in twenty of those with fewer runs
_FEWEST_TO_COMPARE = 8  # of runs: two of their 128 flips are one in 64
_MOST_AT_ONCE = 1 << 21  # equivalent: flips times tokens, 16 MB: parts give the same


def summarize(runs: Floats) -> tuple[Floats, Floats]:
    """Compute the mean of runs and its standard error.

    Args:
        runs: (R, N) scores, R ≥ 2; NaN where missing.

    Returns:
        N means and N standard errors s / √R; NaN where a run misses the token. Runs that are all
        equal have exactly their score, and the error 0.
    """
    with np.errstate(all="ignore"):
        is_large = np.abs(runs).max(axis=0) > _SQUARE_IS_FINITE  # equivalent: both sizes are exact
        size = np.where(is_large, _TOO_LARGE, 1.0)
        small = runs / size  # exactly, as it is a power of two
        means = small.mean(axis=0) * size
        errors = np.asarray(small.std(axis=0, ddof=1)) / math.sqrt(len(runs)) * size
        low, high = runs.min(axis=0), runs.max(axis=0)
    same = low == high
    return np.where(same, low, means), np.where(same, 0.0, errors)


def deviations(runs: Floats, center: float | None) -> Floats:
    """Take the centre, or each run's own mean, from runs.

    Args:
        runs: (R, N) finite scores, N ≥ 0.
        center: The centre, or None for the mean of each run.

    Returns:
        (R, N) differences; those that only rounding makes differ from 0 are 0.
    """
    if not runs.size:
        return runs
    if center is None:
        differences = runs - runs.mean(axis=1, keepdims=True)
        size = np.abs(runs).max(axis=1, keepdims=True, initial=0.0)
    else:
        differences = runs - center
        size = np.maximum(np.abs(runs), abs(center))
    return np.where(np.abs(differences) <= DUST * size, 0.0, differences)


def is_skewed(groups: Sequence[Floats]) -> bool:
    """Tell whether runs scatter more to one side, so that neither t nor flips hold their level.

    Tokens may depend on one another, as all of them do on the seed of a run. Log-probabilities, and
    differences to a control run by run, are far less skewed than probabilities.

    Args:
        groups: Arrays of (R, N) runs; those with equal R are judged together.

    Returns:
        Whether the mean skewness g₁ = m₃ / m₂^(3/2) of all tokens whose runs are finite and not all
        equal is too far from 0 for any R.
    """
    sizes = {len(runs) for runs in groups if len(runs) > 2}
    return any(
        _skewed_alike(np.concatenate([_usable(runs) for runs in groups if len(runs) == size], 1))
        for size in sizes
    )


def _usable(runs: Floats) -> Floats:
    """Leave out tokens that have no skewness, and the size of the others."""
    kept = runs[:, np.isfinite(runs).all(axis=0) & (runs.min(axis=0) < runs.max(axis=0))]
    size = np.abs(kept).max(axis=0, initial=0.0)
    return np.asarray(kept / size)


def _skewed_alike(runs: Floats) -> bool:
    """Compare the mean skewness of tokens with what flips of whole runs make of it.

    What run s adds to it is the mean over tokens of z³ - 3z, z being in units of √m₂ from the mean;
    the second part sums to 0, and makes up for the mean not being known. If runs are symmetric, so
    is this, however tokens depend on one another. But where most runs of a token are equal, one
    that differs moves the mean, so that all others seem to lie to its other side: there z³ alone
    must be too far from 0 as well.

    Where runs are too few for flips, the variance is that of normal ones: Var g₁ = 6(R - 2) /
    ((R + 1)(R + 3)) (Fisher 1930, Proceedings of the Royal Society A 130: 16), and the covariance
    of two tokens, whose runs have the correlation ρ, is ρ³ times that. Runs that are not normal
    may have larger g₁ to both sides: their mean must be too far from 0 for their own mean square
    as well.
    """
    size, count = runs.shape
    if not count:
        return False
    differences = runs - runs.mean(axis=0)
    z = differences / np.sqrt((differences**2).mean(axis=0))
    if size >= _FEWEST_TO_COMPARE:
        is_far = _is_far(z**3 - 3 * z, _SKEWED)
        return is_far and (not _are_mostly_equal(runs) or _is_far(z**3, _ONE_SIDED))
    cubes = np.einsum("ri,si,ti->rst", z, z, z) / count
    shared = float((cubes**2).sum()) / size**3  # the mean ρ³ of all pairs of tokens
    shared = max(shared, 1 / count)  # few runs tell little of ρ: that is of independent ones
    skewness = (z**3).mean(axis=0)
    normal = _FAR**2 * 6 * (size - 2) / ((size + 1) * (size + 3))
    found = _SIDES**2 * float((skewness**2).mean())
    return abs(float(skewness.mean())) > math.sqrt(max(normal, found) * shared)


def _are_mostly_equal(runs: Floats) -> bool:
    """Tell runs of which more than half are as most others of their token."""
    return float((runs == np.median(runs, axis=0)).mean()) > 1 / 2


def _is_far(parts: Floats, level: float) -> bool:
    """Tell whether flips of whole runs rarely make as much of what tokens add up to."""
    return bool(flip_p_values(parts.mean(axis=1, keepdims=True))[0] <= level)


@lru_cache(maxsize=8)  # equivalent: what is forgotten is computed again
def signs(size: int) -> Floats:
    """List the flips of runs: which change their sign.

    A group of flips gives exact tests, whichever group it is, if it does not depend on the data
    (Hemerik and Goeman 2018, doi:10.1007/s11749-017-0571-1). This one is fixed, so that nobody can
    choose it. As a flip of all runs changes no statistic here, the first run keeps its sign.

    Args:
        size: The number of runs, R ≥ 1.

    Returns:
        (G, R) signs, +1 or -1, the first row all +1: up to 12 runs all G = 2^(R - 1) flips, and
        beyond G = 2,048, those of a linear code.
    """
    columns = _columns(size - 1)
    bits = min(size - 1, _BITS)
    words = np.arange(1 << bits)[:, np.newaxis] & np.array([0, *columns])
    found = 1.0 - 2.0 * _parity(words)
    found.flags.writeable = False
    return np.asarray(found)


def _columns(count: int) -> list[int]:
    """Write the columns of the code's matrix, 11 bits each: 1, x, x², … modulo x¹¹ + x² + 1.

    Up to 11 they are those of the identity, so that every flip is a word. The polynomial is
    primitive: 2,047 columns go by before one comes again (Peterson and Weldon 1972,
    Error-Correcting Codes, appendix C).
    """
    columns, column = [], 1
    for _ in range(count):
        columns.append(column)
        column <<= 1
        if column >> _BITS:
            column = column ^ (1 << _BITS) ^ _NEXT
    return columns


def _parity(words: NDArray[np.int64]) -> NDArray[np.int64]:
    for shift in (8, 4, 2, 1):
        words = words ^ (words >> shift)
    return words & 1


def flip_p_values(differences: Floats) -> Floats:
    """Compute for each token how surprising its runs are, corrected for looking at all tokens.

    The statistic is uᵢ(g) = |Σₛ gₛ yₛᵢ| / √(R Σₛ yₛᵢ²), 0 where all y are 0, and
    pᵢ = #{g : maxₖ uₖ(g) ≥ uᵢ(1)} / G over the flips g (Westfall and Young 1993, single step).
    Assumes that the joint distribution of the true errors is symmetric; tokens may depend on one
    another in any way.

    Args:
        differences: (R, N) differences y from the centre.

    Returns:
        N p values. Rejecting where p ≤ α is wrong for any token with probability α at most.
    """
    real = _standard_sums(differences)
    largest = [flipped.max(axis=1, initial=0.0) for flipped in _flipped(differences)]
    ordered = np.sort(np.concatenate(largest))
    below = np.searchsorted(ordered, real - _LIKE, side="left")
    return np.asarray((ordered.size - below) / ordered.size)


def flip_p_together(differences: Floats) -> float:
    """Compute how surprising runs are taken together, by Σᵢ tᵢ² over the same flips.

    Args:
        differences: (R, N) differences from each run's own mean.

    Returns:
        #{g : Σ t²(g) ≥ Σ t²(1)} / G, with t² = (R - 1) u² / (1 - u²) and u as in
        [flip_p_values][heatmark.picture.runs.flip_p_values].
    """
    real = float(_squares(_standard_sums(differences)))
    sums = np.concatenate([_squares(flipped) for flipped in _flipped(differences)])
    least = real * (1 - _LIKE) - _LIKE  # also where the real sum is 0
    return float(np.mean(sums >= least))  # equivalent: no sum is just so large


def _squares(sums: Floats) -> Floats:
    """Sum u² / (1 - u²) over tokens; where all runs are equal, u is 1 but for rounding."""
    squares = np.minimum(sums**2, _MOST_SQUARE)
    return np.asarray((squares / (1 - squares)).sum(axis=-1))


def _units(differences: Floats) -> Floats:
    """Divide the runs of each token by √(R Σ y²)."""
    largest = np.abs(differences).max(axis=0, initial=0.0)
    scaled = _divided(differences, largest)  # squares neither vanish nor overflow
    return _divided(scaled, np.sqrt(len(differences) * (scaled**2).sum(axis=0)))


def _divided(runs: Floats, sizes: Floats) -> Floats:
    """Divide the runs of each token, which are 0 where its size is."""
    return np.divide(runs, sizes, out=np.zeros_like(runs), where=sizes > 0)


def _standard_sums(differences: Floats) -> Floats:
    return np.asarray(np.abs(_units(differences).sum(axis=0)))


def _flipped(differences: Floats) -> Iterator[Floats]:
    """Give u of all tokens under all flips, (some flips, N) at a time."""
    size, count = differences.shape
    units, flips = _units(differences), signs(size)
    step = max(_MOST_AT_ONCE // max(count, 1), 1)  # equivalent: parts give the same
    for start in range(0, len(flips), step):
        yield np.abs(flips[start : start + step] @ units)
