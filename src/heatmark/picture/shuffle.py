"""Shuffles and line-ups: scores on other tokens, the same on every machine."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from heatmark.core.scored_tokens import Score


ALPHA = 0.05
_WORD = 2**64  # the generator gives whole numbers below it


@dataclass
class RandomStream:
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


def arrangements(values: Sequence[Hashable], enough: int) -> int:
    """Count the arrangements of values that look different: n! / ∏ (count of each value)!.

    Counting stops where it is enough: n values that are not all equal have n arrangements or more.
    """
    counts = Counter(values).values()
    if len(counts) > 1 and len(values) >= enough:
        return enough
    return math.prod(map(math.comb, accumulate(counts), counts))
