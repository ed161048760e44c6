"""What keeps readers from seeing patterns that are not there: shuffles, line-ups, noise."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from heatmark.errors import ScoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.model import Score

ALPHA = 0.05
_WORD = 2**64  # the generator gives whole numbers below it
CLASSES = (1, 2, 3, 5, 10, 20, 30)  # sizes of classes for which an answer says what counts


@dataclass
class _Stream:
    """Random numbers that are the same on every machine: BLAKE2b (RFC 7693) of a counter.

    Neither `random` nor NumPy promises the same shuffle in every version.
    """

    key: bytes
    counter: int = 0
    words: list[int] = field(default_factory=list)

    def below(self, count: int) -> int:
        """Draw a whole number in [0, count), each as likely as any other."""
        fair = _WORD - _WORD % count  # what is beyond would make small numbers likelier
        while True:
            if not self.words:
                self._refill()
            number = self.words.pop()
            if number < fair:
                return number % count

    def _refill(self) -> None:
        block = blake2b(self.counter.to_bytes(8, "little"), key=self.key).digest()
        self.words = [int.from_bytes(block[at : at + 8], "little") for at in range(0, 64, 8)]
        self.counter += 1


def seed(tokens: Sequence[str], scores: Sequence[Score]) -> bytes:
    """Hash what an author wrote, so that nobody can look for a shuffle that suits them.

    Args:
        tokens: N tokens, as written.
        scores: N scores, as written: transforms, whose last digits differ between machines, and
            other options do not change the shuffle.

    Returns:
        32 bytes.
    """
    parts = [f"{len(token)}:{token}" for token in tokens]
    parts += ["-" if score is None else (score + 0.0).hex() for score in scores]
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def shuffle(key: bytes, values: Sequence[float], free: Sequence[int]) -> tuple[int, ...]:
    """Arrange values at random, but not as they are.

    Args:
        key: The hash of what they belong to.
        values: N values; only those at `free` places matter.
        free: The places that are shuffled.

    Returns:
        For each of N places the place whose value it gets. All arrangements of the places but
        those that look as before are equally likely (Fisher and Yates 1938; Durstenfeld 1964).

    Raises:
        ScoreError: If the values at the free places are all equal, so that none can look new.
    """
    _refuse_too_few(values, free, 2, "control")
    return _orders(_Stream(key), values, free, 1)[0]


def lineup(
    key: bytes, values: Sequence[float], free: Sequence[int], count: int
) -> tuple[int, tuple[tuple[int, ...], ...]]:
    """Hide values among shuffles of them, no two of which look the same.

    Args:
        key: The hash of what they belong to.
        values: N values; only those at `free` places matter.
        free: The places that are shuffled.
        count: How many arrangements there are, the real one among them.

    Returns:
        The index of the real one, and for each arrangement what
        [shuffle][heatmark.controls.shuffle] returns.

    Raises:
        ScoreError: If there are fewer arrangements that look different.
    """
    _refuse_too_few(values, free, count, "lineup")
    stream = _Stream(key + b"lineup")
    answer = stream.below(count)
    orders = _orders(stream, values, free, count - 1)
    orders.insert(answer, tuple(range(len(values))))
    return answer, tuple(orders)


def _orders(
    stream: _Stream, values: Sequence[float], free: Sequence[int], count: int
) -> list[tuple[int, ...]]:
    """Draw orders that look different from the given one and from one another."""
    seen = {tuple(values[place] for place in free)}
    orders: list[tuple[int, ...]] = []
    while len(orders) < count:
        places = list(free)
        for last in range(len(places) - 1, 0, -1):
            other = stream.below(last + 1)
            places[last], places[other] = places[other], places[last]
        looks = tuple(values[place] for place in places)
        if looks in seen:
            continue
        seen.add(looks)
        order = list(range(len(values)))
        for place, source in zip(free, places, strict=True):
            order[place] = source
        orders.append(tuple(order))
    return orders


def _refuse_too_few(values: Sequence[float], free: Sequence[int], least: int, about: str) -> None:
    known = [values[place] for place in free]
    if len(set(known)) < 2:  # noqa: PLR2004 - a difference
        problem = "a shuffle needs at least two different scores"
        raise ScoreError(problem, hint=f"remove {about}", about=about)
    found = arrangements(known, least)
    if found < least:
        problem = f"there are only {found} arrangements of these scores that look different"
        hint = f"write {about}: {found}, or use a longer text"
        raise ScoreError(problem, hint=hint, about=about)


def arrangements(values: Sequence[float], enough: int) -> int:
    """Count the arrangements of values that look different: n! / ∏ (count of each value)!.

    Counting stops where it is enough: n values that are not all equal have n arrangements or more.
    """
    counts = Counter(values).values()
    if len(counts) > 1 and len(values) >= enough:
        return enough
    return math.prod(map(math.comb, accumulate(counts), counts))


def needed(people: int, choices: int, alpha: float = ALPHA) -> int | None:
    """Find how many right picks a class needs before chance is no longer a good explanation.

    Args:
        people: How many pick, each for themselves.
        choices: Among how many pictures.
        alpha: The largest chance of so many right picks by guessing.

    Returns:
        The smallest k with P(X ≥ k) ≤ alpha for X ~ Binomial(people, 1 / choices), or None if not
        even all right picks are enough (Buja et al. 2009, doi:10.1098/rsta.2009.0120).
    """
    total = choices**people
    tail, best = 0, None
    for right in range(people, -1, -1):
        tail += math.comb(people, right) * (choices - 1) ** (people - right)
        if tail / total > alpha:  # the division of whole numbers is rounded correctly
            break
        best = right
    return best


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
        The places where |score - centre| < z · error; see [threshold][heatmark.controls.threshold].
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
    if len(known) < 2:  # noqa: PLR2004 - a range
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
    while high - low > 1e-9:  # noqa: PLR2004 - far finer than any error that is known
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
