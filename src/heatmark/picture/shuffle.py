"""Shuffles and line-ups: scores on other tokens, the same on every machine."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

from heatmark.core.errors import ScoreError
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from heatmark.core.scored_tokens import Score


ALPHA = 0.05
_WORD = 2**64  # the generator gives whole numbers below it
CLASSES = (1, 2, 3, 5, 10, 20, 30)  # sizes of classes for which an answer says what counts


@dataclass
class Stream:
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
    return _orders(Stream(key), values, free, 1)[0]


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
        [shuffle][heatmark.picture.shuffle.shuffle] returns.

    Raises:
        ScoreError: If there are fewer arrangements that look different.
    """
    _refuse_too_few(values, free, count, "lineup")
    stream = Stream(key + b"lineup")
    answer = stream.below(count)
    orders = _orders(stream, values, free, count - 1)
    orders.insert(answer, tuple(range(len(values))))
    return answer, tuple(orders)


def _orders(
    stream: Stream, values: Sequence[float], free: Sequence[int], count: int
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
        raise ScoreError(problem, hint=say("remove {about}", about=about), about=about)
    found = arrangements(known, least)
    if found < least:
        problem = say(
            "there are only {found} arrangements of these scores that look different", found=found
        )
        hint = say("write {about}: {found}, or use a longer text", about=about, found=found)
        raise ScoreError(problem, hint=hint, about=about)


def arrangements(values: Sequence[Hashable], enough: int) -> int:
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
