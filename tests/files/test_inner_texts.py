"""Texts within another, whose numbers are their own."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.files.arrays import KIND
from heatmark.files.inner_texts import has_other_tokens, inner_places, without_other_texts
from heatmark.files.tree import find_places

TOKENS = ["a", "b"]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"tokens": ["c", "d"]}, True),
        ({"words": ["a"]}, True),
        ({"tokens": ["a", "b"]}, False),
        ({"scores": [1, 2]}, False),
        ([1, 2], False),
    ],
)
def test_other_tokens(node: object, *, expected: bool) -> None:
    """The same tokens once more are the same text."""
    assert has_other_tokens(node, TOKENS) is expected


def test_numbers_of_other_tokens_are_left_out() -> None:
    """Down to three mappings deep; what stands beside the same tokens stays."""
    other, same = {"tokens": ["c", "d"], "x": [1, 2]}, {"tokens": TOKENS, "x": [3, 4]}
    node: dict[str, Any] = {"tokens": TOKENS, "out": other, "metrics": same, "deep": {"out": other}}
    expected = {"tokens": TOKENS, "metrics": same, "deep": {}}
    assert without_other_texts(node, TOKENS) == expected
    deep: dict[str, Any] = {"a": {"b": {"c": {"out": other, "d": {"out": other}}}}}
    assert without_other_texts(deep, TOKENS) == {"a": {"b": {"c": {"d": {"out": other}}}}}
    flat: dict[str, Any] = {"tokens": TOKENS, "x": [1, 2]}
    assert without_other_texts(flat, TOKENS) is flat


def test_places_within() -> None:
    """They are named by the way to them."""
    node = {"tokens": TOKENS, "out": [{"tokens": ["c"], "x": [1]}, {"tokens": TOKENS, "x": [1, 2]}]}
    (place,) = find_places({"all": node}, [KIND])
    assert [one.name for one in inner_places(place, [KIND])] == ["all.out.1"]
