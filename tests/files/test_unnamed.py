"""Tokens and scores that are there, under other names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read
from heatmark.core.errors import ParseError
from heatmark.files.unnamed import step_to_tokens, tags_instead

HATE = {"post_id": "1", "rationales": [[0, 1, 1], [0, 0, 1]], "post_tokens": ["a", "b", "c"]}
MAP = [[[[0.5, 0.5], [0.5, 0.5]]]]
WORDS = {"great": 0.8, "movie": 0.1}


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (HATE, "if 'post_tokens' is the list of tokens, call it tokens"),
        ([HATE, HATE], "if 'post_tokens' is the list of tokens, call it tokens"),
        ({"attn": MAP, "left_text": ["a", "b"], "right_text": ["a", "b"]}, "if 'left_text' is"),
        (
            {"attn": MAP, "left_text": ["a", "b"], "right_text": ["c", "d"]},
            "if 'left_text' and 'right_text' are two texts, call the one of the columns tokens",
        ),
        (
            {"attention": [{"name": None, "attn": MAP, "left_text": ["a", "b"]}]},
            "if 'attention.1.left_text' is the list",
        ),
        (
            {"query": ["a", "b"], "doc": ["c", "d", "e"], "scores": [[1, 2, 3], [4, 5, 6]]},
            "if 'query' and 'doc' are two texts",
        ),
        ({"src": ["a"], "tgt": ["b", "c"], "alignment": [[1], [2]]}, "if 'src' and 'tgt' are two"),
        ({"all": {"attn": MAP, "left_text": ["a", "b"]}}, "if 'all.left_text' is"),
        ({"review": ["a", "b"], "weights": [1, None]}, "if 'review' is the list of tokens"),
        (
            {"doc_id": 0, "arguments": [["Q", " 3"]], "resps": [[[-4.5, False]]], "acc": 1.0},
            "it has one score for each whole answer",
        ),
        ({"label": "x", "word_attributions": WORDS}, "if 'word_attributions' has a score for"),
        (
            {"label": "x", "by": {"kind": "lime", "map": WORDS}},
            "if 'by.map' has a score",
        ),
        ([[{"id": 1, "text": "Hà"}, {"id": 2, "text": "Nội"}]], "write the words and their scores"),
    ],
)
def test_steps(value: Any, hint: str) -> None:
    """The error names the step that helps, in a file and in a line of several."""
    with pytest.raises(ParseError, match="no tokens in this JSON") as caught:
        read(json.dumps(value).encode(), "x.json")
    assert caught.value.hint.startswith(hint)


def test_the_steps_work() -> None:
    """What the hints say is read."""
    found = read(json.dumps({**HATE, "tokens": HATE["post_tokens"]}).encode(), "x.json")
    assert len(found.series or ()) == 2
    assert read(json.dumps(WORDS).encode(), "x.json").tokens == ("great", "movie")
    found = read(b'[["H\\u00e0 N\\u1ed9i", 0.9], ["x", 0.5]]', "x.json")
    assert found.tokens == ("Hà Nội", "x")


def test_lines() -> None:
    """A line of several is told the same."""
    lines = "\n".join([json.dumps(HATE)] * 2)
    with pytest.raises(ParseError) as caught:
        read(lines.encode(), "x.jsonl", part="2")
    assert caught.value.hint.startswith("if 'post_tokens' is")


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": ["x", "y"], "b": [1]},
        {"a": {"b": "c", "d": 1}},
        {"a": {"b": 1}},
        {"a": {"ctx": 1500, "head": 8}},
        3,
    ],
)
def test_others(value: Any) -> None:
    """Nothing is said of what is none."""
    assert not step_to_tokens(value)


def test_tags() -> None:
    """A tag is no token; pairs of translations are pairs."""
    with pytest.raises(ParseError, match="tags of words") as caught:
        read('[["Hà Nội", "Np", 0.9], ["đẹp", "A", 0.5]]'.encode(), "x.json")
    assert caught.value.hint == 'write each word with its score alone: [["…", 0.5], …]'
    for rows in ([["la", "the", 0.9]], [["A", "B", 1]], [["a", "B", 1], ["B", "B", 1]], [["a", 1]]):
        assert not tags_instead(rows)
    assert not tags_instead([])


def test_scores_of_records_that_have_no_word() -> None:
    """What is said of the whole file can be done there alone; the hint, followed, is read."""
    rows = [
        {"label": "Xin", "of": {"A": 0.1, "B": 0.2}},
        {"label": "chào", "of": {"A": 0.3, "C": 0.5}},
    ]
    hint = step_to_tokens(rows)
    assert hint.endswith('write them beside it: {"word": "…", "A": 0.5, "B": 0.1}')
    followed = [{"word": row["label"], **row["of"]} for row in rows]  # type: ignore[dict-item]
    assert read(json.dumps(followed).encode(), "x.json").tokens == ("Xin", "chào")
    assert "be the whole file" in step_to_tokens({"of": {"a": 0.1, "b": 0.2}})
    assert "be the whole file" in step_to_tokens([{"of": {"a": 0.1, "b": 0.2}}] * 2)
