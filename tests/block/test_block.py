"""Blocks: all their forms say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heatmark.block.block import parse, parse_body
from heatmark.core.errors import OptionError, ParseError
from heatmark.hosts.page import Page
from heatmark.tokens import to_cells
from heatmark.tokens.shown import Texts
from pages import draw
from strategies import PRINTABLE, SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence


@given(st.lists(st.tuples(PRINTABLE, SCORES), min_size=1, max_size=6))
def test_forms_say_the_same(pairs: list[tuple[str, float | None]]) -> None:
    """Tokens and scores are the same, written as JSON, as rows with quotes, or as YAML."""
    tokens, scores = [token for token, _ in pairs], [score for _, score in pairs]
    shown = to_cells(tokens, "auto")
    assume(shown.texts == tuple(tokens) and not shown.special)
    as_json = json.dumps({"tokens": tokens, "scores": scores})
    rows = "\n".join(
        f"{json.dumps(token, ensure_ascii=False)} {'-' if score is None else repr(score)}"
        for token, score in pairs
    )
    written = [json.dumps(score) for score in scores]
    yaml = f"scores: [{', '.join(written)}]\ntokens:\n" + "".join(
        f"- {json.dumps(token, ensure_ascii=False)}\n" for token in tokens
    )
    drawn = [draw("join=none", body, Page()) for body in (as_json, rows, yaml)]
    assert_same(drawn, tokens)


def assert_same(drawn: Sequence[object], tokens: list[str]) -> None:
    first, *others = drawn
    assert getattr(first, "cells", None) == Texts(shown=tuple(tokens))
    for other in others:
        assert repr(other) == repr(first)


def test_a_header_says_a_thing_once() -> None:
    """A key twice in a header, or in header and body, is refused."""
    for header, body in (("a=1 a=2", ""), ("id=x #x", ""), ("cmap=x", "cmap: y\n---\na 1")):
        with pytest.raises(OptionError, match="is set twice"):
            draw(header, body)
    for body in ("text: a\nscore: length", '{"text": "a", "score": "length"}', 'text: ""\nid: a'):
        with pytest.raises(OptionError, match="text is set twice"):
            parse({"text": "b"}, body)


@pytest.mark.parametrize(
    "body",
    [
        "a 1\nb 2",
        "  a 1\nb    2  \n\n",
        "a 1\r\nb 2\r\n",
        "a\t1\nb\t2",
        "# c\na 1\n\n# d\nb 2",
        "tokens: [a, b]\nscores: [1, 2]",
        "tokens: [a, b]\r\nscores: [1, 2]\r\n",
        "scores: [1, 2]\ntokens:\n- a\n- b",
        "# c\n\ntokens: [a, b]\nscores: [1, 2.0]",
        '{"scores": [1, 2], "tokens": ["a", "b"]}',
        '\n\n {"scores": [1, 2],\n "tokens": ["a", "b"]}\n',
        "{scores: [1, 2], tokens: [a, b]}",
        "---\ntokens: [a, b]\nscores: [1, 2]",
    ],
)
def test_forms(body: str) -> None:
    """All forms of a body say the same."""
    parsed = parse_body(body)
    assert parsed.tokens == ("a", "b")
    assert parsed.series is not None
    assert parsed.series[0].scores == (1.0, 2.0)
    assert parsed.options == {}


def test_a_body_may_say_its_version() -> None:
    """Bodies in files say which version of the format they are; others are refused by line."""
    for body in ("tokens: [a]\nheatmark: 1\nscores: [1]", '{"heatmark": 1, "tokens": ["a"]}'):
        assert parse_body(body).options == {}
    with pytest.raises(ParseError, match="heatmark must be 1") as caught:
        parse_body("tokens: [a]\nheatmark: 2\nscores: [1]")
    assert caught.value.line == 2


def test_errors_of_rows_that_have_no_names() -> None:
    """Rows of scores have rows of standard errors, or null; numbers may be as YAML leaves them."""
    parsed = parse_body("tokens: [a, b]\nscores: [[1, 2], [3, 4]]\nerr: [[1e-3, ~], null]")
    assert parsed.err == [[0.001, None], None]


@pytest.mark.parametrize(
    "classes", ["[NO, on, null]", '{"1": NO, 2: "on"}', '{"1..1": NO, "2": on}']
)
def test_classes_in_yaml_are_texts(classes: str) -> None:
    """Words that YAML takes for truth values are labels, in a list and by places."""
    draft = parse({}, f"tokens: [a, b, c]\nscores: [1, 2, 3]\nclasses: {classes}")
    said = draft.classes
    labels = list(said.values()) if isinstance(said, dict) else said
    assert isinstance(labels, list)
    assert labels[:2] == ["NO", "on"]
