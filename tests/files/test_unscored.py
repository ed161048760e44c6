"""Answers without scores, and what only looks like one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read
from heatmark.core.errors import HeatmarkError, ParseError
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


EDGE = {"source": "Hà", "target": "Nội", "weight": 0.5}


@pytest.mark.parametrize(
    "value",
    [
        [EDGE],
        {"edges": [EDGE, EDGE]},
        {"nodes": [{"id": "Hà"}], "links": [EDGE]},
        {"graph": {"edges": [[0, 1, 0.5]]}},
        [["Hà", "Nội", 0.5], ["Nội", "Hà", 0.2]],
        [{"from": "Hà", "to": "Nội", "score": 0.5}],
    ],
)
def test_pairs_of_tokens_are_no_text(value: Any) -> None:
    """Alone, or on lines, they are told from a text, and what to write for them."""
    contents = [(json.dumps(value), "x.json")]
    if isinstance(value, list) and isinstance(value[0], dict):
        contents.append((f"{json.dumps(value[0])}\n{json.dumps(value[0])}\n", "x.jsonl"))
    for content, name in contents:
        with pytest.raises(ParseError, match="scores of pairs of tokens, such as") as caught:
            read(content.encode(), name)
        assert '"scores": [[0, 0.5], [0.5, 0]]' in caught.value.hint


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"Hà": "0,5"}, "the score of 'Hà' is a text: '0,5'"),
        ({"Hà": 0.5, "Nội": "0.7", "x": None}, "the score of 'Nội' is a text: '0.7'"),
        ({"Hà": "0.5*", "Nội": "0.7"}, "the score '0.5\\*' is not a number: it has marks"),
        ({"version": "1.0.2", "x": "0,5"}, "there are no tokens in this JSON"),
        ({"Hà": "0,5", "x": [1]}, "there are no tokens in this JSON"),
        ([[0, 1, 0.5], [1, 0, 0.2]], "there are no tokens in this JSON"),
    ],
)
def test_scores_by_token_that_are_texts(value: Any, problem: str) -> None:
    """They are told from what is no score."""
    with pytest.raises(HeatmarkError, match=problem):
        read(json.dumps(value).encode(), "x.json")


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
