"""Quick looks at many tokens or scores."""

from __future__ import annotations

import numpy as np
import pytest

from heatmark.core.looks import are_all, are_finite, is_missing, joined_text


@pytest.mark.parametrize(
    ("kind", "values", "told"),
    [
        (float, (0.5, float("nan")), True),
        (float, (), True),
        (float, (0.5, 1), False),
        (float, (0.5, None), False),
        (float, (0.5, np.float64(1)), False),
        (int, (1, True), False),
        (str, ["a", "b"], True),
        (str, ["a", np.str_("b")], False),
    ],
)
def test_all_of_one_type(kind: type, values: tuple[object, ...], told: bool) -> None:
    """A subclass is another type: what it does with its values is not known."""
    assert are_all(kind, values) is told


def test_the_text_of_tokens() -> None:
    """It is that of these tokens, whatever texts were asked for in between, and has no numbers."""
    tokens = tuple(f"{at} " for at in range(9))
    for _ in range(2):
        assert joined_text(tokens) == "0 1 2 3 4 5 6 7 8 "
        assert [joined_text((token,)) for token in tokens] == [*tokens]
    with pytest.raises(TypeError):
        joined_text(("a", 1))


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        (None, True),
        (np.ma.masked, True),
        (type("NAType", (), {})(), True),  # of pandas
        (float("nan"), True),
        (np.float32("nan"), True),
        (np.float32(1), False),
        (float("inf"), False),
        (0, False),
        ("", False),
        ("nan", False),  # which readers of numbers know
    ],
)
def test_what_is_missing(value: object, *, missing: bool) -> None:
    """Python, numpy and pandas each have a sign of their own."""
    assert is_missing(value) is missing


@pytest.mark.parametrize("others", [(), (0.5,), (None, 0.5), (None,)])
def test_surely_finite(others: tuple[float | None, ...]) -> None:
    """Missing scores are no matter; an infinite one is, wherever it stands beside its opposite."""
    assert are_finite(others)
    for lost in (float("inf"), -float("inf"), float("nan")):
        assert not are_finite((*others, lost))
        assert not are_finite((lost, *others, -lost))
    assert not are_finite((1e308, 1e308))  # not surely: who asks looks at each
