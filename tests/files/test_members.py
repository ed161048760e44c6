"""Arrays with names from any store: what is read of each, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from data_files import LIMITS, columns_of
from heatmark.files.members import read_members
from heatmark.files.request import Request

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Kept:
    """An array in memory that knows how often it was read."""

    name: str
    array: np.ndarray[Any, Any]
    reads: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        return self.array.dtype

    def reshaped(self, *shape: int) -> Self:
        return type(self)(self.name, self.array.reshape(shape), self.reads)

    def read(self, *indices: int) -> np.ndarray[Any, Any]:
        self.reads.append(indices)
        return np.asarray(self.array[indices])

    def take(self, *indices: int) -> list[object]:
        return [*self.read(*indices).tolist()]

    def rows(self, step: int) -> Iterator[np.ndarray[Any, Any]]:
        yield from (self.array[at : at + step] for at in range(0, len(self.array), step))


def test_only_what_is_asked_for_is_read() -> None:
    """Of two arrays over the tokens, the one that the block does not name is left where it is."""
    arrays = {
        "tokens": np.array(["Hà", " Nội"]),
        "surprisal": np.array([1.0, 2.0]),
        "large": np.zeros((2, 3)),
    }
    members = {name: Kept(name, array) for name, array in arrays.items()}
    found = read_members(members, Request(field="surprisal", limits=LIMITS, name="x"))
    assert found.tokens == ("Hà", " Nội")
    assert columns_of(found) == {None: (1, 2)}
    assert members["large"].reads == []
