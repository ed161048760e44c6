"""Ranks and entropies of what a model expected: what passes the gate, and what is not let in."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from heatmark.core.errors import HeatmarkError
from heatmark.core.guesses import Guess, check_guesses, paired, unpaired, whole_number


def test_ranks_and_entropies() -> None:
    """Numbers of NumPy's are numbers; what is not known is None; two lists come back as such."""
    pairs = paired([1, np.int64(7), None], (None, np.float32(0.5), 0), 3)
    assert pairs is not None
    found = check_guesses(pairs, 3)
    assert found == (Guess(1, None), Guess(7, 0.5), Guess(None, 0.0))
    assert unpaired(found) == {"ranks": (1, 7, None), "entropy": (None, 0.5, 0.0)}
    assert unpaired(check_guesses([(2, None)], 1)) == {"ranks": (2,), "entropy": None}
    (least,) = check_guesses([(None, -0.0)], 1) or ()
    assert str(least.entropy) == "0.0"
    assert paired(None, None, 3) is None
    assert unpaired(None) == {"ranks": None, "entropy": None}


def test_ranks_as_pandas_writes_them() -> None:
    """Beside a missing number whole ones are floats."""
    pairs = paired([1, 1.0, np.float64(5), math.nan], None, 4)
    found = check_guesses(pairs or (), 4)
    assert [guess.rank for guess in found] == [1, 1, 5, None]
    assert [type(guess.rank) for guess in found[:3]] == [int] * 3
    assert [whole_number(one) for one in (7, 7.0, 7.5, math.inf, "7", True)] == [7, 7] + [None] * 4


@pytest.mark.parametrize(
    ("ranks", "entropy", "about", "said"),
    [
        ([0, 1], None, "ranks", "a rank is a whole number from 1 on"),
        ([1.5, 1], None, "ranks", "a rank is a whole number from 1 on"),
        ([True, 1], None, "ranks", "a rank is a whole number from 1 on"),
        (["1", 1], None, "ranks", "a rank is a whole number from 1 on"),
        ([1], None, "ranks", "2 tokens but 1 number in ranks"),
        ("12", None, "ranks", "ranks must be a list"),
        ({"a": 1, "b": 2}, None, "ranks", "ranks must be a list"),
        (None, [0.1, -0.1], "entropy", "an entropy is a finite number from 0 on"),
        (None, [0.1, math.inf], "entropy", "an entropy is a finite number from 0 on"),
        (None, [0.1, "x"], "entropy", "an entropy is a finite number from 0 on"),
        (None, 5, "entropy", "entropy must be a list"),
    ],
)
def test_what_are_no_guesses(ranks: Any, entropy: Any, about: str, said: str) -> None:
    """Anything else is refused, with a hint of how to write it."""
    with pytest.raises(HeatmarkError, match=said) as caught:
        check_guesses(paired(ranks, entropy, 2) or (), 2)
    assert caught.value.hint
    assert caught.value.about == about


def test_as_many_as_tokens() -> None:
    """Pairs that are given as such are counted, too."""
    with pytest.raises(HeatmarkError, match="2 tokens but 1 rank"):
        check_guesses([(1, None)], 2)
