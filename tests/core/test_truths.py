"""Truth values in the place of scores."""

from __future__ import annotations

import numpy as np
import pytest

from heatmark.core.errors import ScoreError
from heatmark.core.numerals import read_numerals
from heatmark.core.truths import (
    AS_NUMBERS,
    are_spoken,
    are_truths,
    is_mask,
    is_truth,
    no_truths,
    truths_among,
    truths_left_out,
)
from heatmark.heatmap import Heatmap

TOKENS = ["a", "great", "movie"]
MASK = [False, True, True]


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (MASK, True),
        ([None, True], True),
        ([MASK, MASK], True),
        (["True", "false"], True),
        ([True, 1], False),
        ([True, "x"], False),
        ([None], False),
        ([], False),
        ("true", False),
        ([0, 1], False),
    ],
)
def test_lists(value: object, known: bool) -> None:
    """All that is known in them is a truth value."""
    assert are_truths(value) is known


def test_single_values() -> None:
    """Those of NumPy are some, and numbers are none."""
    assert is_truth(np.True_)
    assert is_truth(np.False_)
    assert all(map(is_truth, MASK))
    assert not is_truth(0)
    assert are_spoken(["Đúng", "sai"])
    assert not are_spoken([])
    assert not are_spoken(["yes", "maybe"])


def test_flags() -> None:
    """What programs say of tokens is no mask of people's; `is_` may be either."""
    assert not is_mask("is_stop")
    assert not is_mask("attentionMask")
    assert is_mask("rationale")
    values = {"is_gold": MASK, "is_special": MASK, "gold": MASK, "short": [True]}
    assert [*truths_among(values, 3)] == ["gold"]
    assert [*truths_among(values, 3, flags=True)] == ["is_gold"]
    assert [*truths_among({"gold": [MASK, MASK], "other": [None, MASK]}, 3)] == ["gold", "other"]


def test_what_is_said() -> None:
    """The error says what to write, as the notice does."""
    assert no_truths("gold", MASK, 3).hint == AS_NUMBERS
    (notice,) = truths_left_out(["gold"])
    assert (notice.level, notice.hint) == ("info", AS_NUMBERS)


@pytest.mark.parametrize(
    "scores",
    [MASK, np.array(MASK), {"gold": np.array(MASK)}, [MASK, MASK], ["True", "False", "True"]],
)
def test_in_python(scores: object) -> None:
    """Whatever they come in, the hint is the same, and works."""
    with pytest.raises(ScoreError, match="is not a number") as caught:
        Heatmap(TOKENS, scores, join="none")
    assert caught.value.hint == AS_NUMBERS
    assert Heatmap(TOKENS, np.array(MASK).astype(int)).scores.tolist() == [[0, 1, 1]]


def test_in_columns() -> None:
    """So it is in rows."""
    with pytest.raises(ScoreError) as caught:
        read_numerals(["FALSE"], hint="x")
    assert caught.value.hint == AS_NUMBERS
