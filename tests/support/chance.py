"""What chance draws, from a seed or from bytes: values, lists, numbers and texts.

A draw takes its chances and gives a value. That costs a microsecond, so that a fuzz spends its time
on what it tests; and the same seed, or the same bytes, draw the same.
"""

from __future__ import annotations

import math
import struct
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
Draw: TypeAlias = "Callable[[Random], _T]"

# Ranges of characters, what is common first: ASCII, Latin, the plane of living scripts, all.
_PLANES = ((0x20, 0x7F), (0x20, 0x7F), (0x00, 0x250), (0x00, 0xD800), (0xE000, 0x110000))


class Bytes(Random):
    """Chances that are bytes in their order; behind their end those of the seed 0."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data, self._at = data, 0

    def getrandbits(self, k: int, /) -> int:
        """Take as many whole bytes as have k bits."""
        size = (k + 7) // 8
        if self._at + size > len(self._data):
            return super().getrandbits(k)
        found = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(found, "little") & ((1 << k) - 1)

    def random(self) -> float:
        """Take four bytes for a number from 0 to 1."""
        return self.getrandbits(32) / (1 << 32)


def just(value: _T) -> Draw[_T]:
    return lambda _: value


def flip(chance: Random) -> bool:
    return chance.random() < 0.5


def of(*values: Any) -> Draw[Any]:
    return lambda chance: chance.choice(values)


def either(*draws: Draw[Any]) -> Draw[Any]:
    return lambda chance: chance.choice(draws)(chance)


def many(item: Draw[_T], low: int, high: int) -> Draw[list[_T]]:
    return lambda chance: [item(chance) for _ in range(chance.randint(low, high))]


def some(values: Any, low: int, high: int) -> Draw[list[Any]]:
    """Take a few of some values, each at most once, in any order."""
    return lambda chance: chance.sample(values, chance.randint(low, min(high, len(values))))


def named(name: Draw[str], item: Draw[_T], low: int, high: int) -> Draw[dict[str, _T]]:
    """Give what is drawn names; of two that are alike the last stays."""
    return lambda chance: {name(chance): item(chance) for _ in range(chance.randint(low, high))}


def whole(low: int, high: int) -> Draw[int]:
    return lambda chance: chance.randint(low, high)


def between(low: float, high: float) -> Draw[float]:
    return lambda chance: chance.uniform(low, high)


def finite(chance: Random) -> float:
    """Draw any number there is but ∞ and what is none."""
    (found,) = struct.unpack("<d", struct.pack("<Q", chance.getrandbits(64)))
    return found if math.isfinite(found) else 0.0


def text(longest: int) -> Draw[str]:
    """Draw characters, none of which is half of a pair."""

    def one(chance: Random) -> str:
        ranges = [chance.choice(_PLANES) for _ in range(chance.randint(0, longest))]
        return "".join(chr(chance.randrange(*ends)) for ends in ranges)

    return one
