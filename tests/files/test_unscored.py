"""Answers without scores, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.core.errors import ParseError
from heatmark.files.unscored import refuse_unscored


def within(value: object, depth: int) -> object:
    for _ in range(depth):
        value = {"in": value}
    return value


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"candidates": [{"content": {}}]}, "not asked for"),
        ({"candidates": [5, {"content": {}}]}, "not asked for"),
        ({"candidates": [5]}, ""),
        ({"candidates": [{"x": 1}]}, ""),
        ({"candidates": "content"}, ""),
        ({"labels": ["a"], "sequence": "x", "scores": [0.5]}, "labels for a whole text"),
        ([{"label": "a", "score": 0.5}], "labels for a whole text"),
        ({"labels": ["a"], "scores": [0.5]}, ""),
        ({"labels": "a", "sequence": "x"}, ""),
        ({"sequence": "x"}, ""),
        ({"label": "a", "score": 0.5, "x": 1}, ""),
        ({"choices": [{"logprobs": None}]}, "not asked for"),
        ({"choices": [{"logprobs": {"content": []}}]}, "is empty"),
        ({"choices": [{"logprobs": []}]}, "is empty"),
        ({"tokens": [5, 6], "logprobs": [-1, -2]}, "without their texts"),
        ({"tokens": [5, "a"], "logprobs": [-1, -2]}, ""),
        ({"tokens": [5, 6], "logprobs": -1}, ""),
        ({"tokens": [], "logprobs": []}, ""),
        ({"error": {"message": "overloaded"}}, "answered with an error: overloaded"),
    ],
)
def test_what_an_answer_lacks(value: Any, problem: str) -> None:
    """Known answers say what to ask for; of anything else nothing is said."""
    if problem:
        with pytest.raises(ParseError, match=problem):
            refuse_unscored(value)
    else:
        refuse_unscored(value)


def test_how_deep_answers_are_looked_for() -> None:
    """An answer may stand in others, or in a list; much deeper it is not looked for."""
    answer = {"model_id": "m", "results": []}
    for depth in range(7):
        with pytest.raises(ParseError, match="not asked for"):
            refuse_unscored(within(answer, depth))
    refuse_unscored(within(answer, 7))


def test_how_many_answers_are_looked_at() -> None:
    """The first of a list say of what kind the others are."""
    answer = {"model_id": "m", "results": []}
    with pytest.raises(ParseError, match="not asked for"):
        refuse_unscored([5] * 99 + [answer])
    refuse_unscored([5] * 100 + [answer])
