"""Columns of a table that are the probabilities of classes: in each row they add up to 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_FEWEST = 6  # numbers: of fewer the sums may be 1 by chance
_LEAST = 2  # columns
_ROUNDING = 0.02  # of a sum of numbers with two digits


def classes_among(
    columns: Mapping[str, Sequence[str]], surely_scores: Sequence[str] = ()
) -> frozenset[str]:
    """Find the columns that hold the probabilities of all classes, whatever these are called.

    A class may be called as what numbers tokens, or says what they are: `MISC`, `NUM`, `place`.

    Args:
        columns: The cells of each, by its name.
        surely_scores: Those that are called as scores, which may stand beside probabilities.

    Returns:
        The names, or none.
    """
    known = {
        name: found for name, cells in columns.items() if (found := _shares(cells)) is not None
    }
    for names in (known, [name for name in known if name not in surely_scores]):
        if _add_up([known[name] for name in names]):
            return frozenset(names)
    return frozenset()


def _shares(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """Read numbers from 0 to 1, some of which are neither."""
    plain = [cell.strip().replace(",", ".") for cell in cells]
    try:
        found = np.array(plain, dtype=np.float64)
    except ValueError:
        return None
    are_shares = bool(((found >= 0) & (found <= 1)).all())
    return found if are_shares and bool((found % 1).any()) else None


def _add_up(columns: Sequence[NDArray[np.float64]]) -> bool:
    if len(columns) < _LEAST or len(columns) * len(columns[0]) < _FEWEST:
        return False
    return bool((np.abs(np.sum(columns, axis=0) - 1) <= _ROUNDING).all())
