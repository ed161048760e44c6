"""Blocks: all their forms say the same."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heatmark.block.block import parse, parse_body
from heatmark.core.errors import HeatmarkError, OptionError, ParseError, ScoreError
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


TEXTS = "texts must be a list of tokens with scores"
ALONE = '{"tokens": ["a"], "texts": [5]}'
BELOW = "there are no rows below ---"
INFINITE = '{"tokens": ["a"],\n"scores": [1],\n"alternatives": [[["a", -Infinity]]]}'


@pytest.mark.parametrize(
    ("body", "line", "problem", "hint"),
    [
        ("cmap: Blues\n---\n", 2, BELOW, "write a token and its score"),
        ("cmap: Blues\nlang: vi\n---\n\n# x\n", 3, BELOW, "write a token and its score"),
        ("\ncmap: Blues\n---\na 1\nb x", 5, "the score 'x' is not a number", "quote a token"),
        (
            "cmap: Blues\n---\na 1\nb\x01 2",
            4,
            "there is a control character, U+0001",
            "in a quoted",
        ),
        ('tokens: [a,\n"\ufffe"]', 2, "there is a control character, U+FFFE", "in a quoted"),
        ("texts: 5", 1, f"{TEXTS} (got '5')", "write texts: [{tokens"),
        ("texts: []", 1, f"{TEXTS} (got '[]')", "write texts: [{tokens"),
        (ALONE, 1, f"{TEXTS} (got '[5]')", "write texts: [{tokens"),
        ("texts: [{tokens: [a]}, {\ncmap: x}]", 2, "text 2 has 'cmap'", "a text has tokens, "),
        ("texts: [{tokens: [a], name: true}]", 1, "name must be text (got 'True')", "put quotes"),
        ("tokens: [a]\nscores: [1]\nerr: 5", 3, "err must be a list", "write err: [0.1, 0.2]"),
        ("tokens: [a]\nscores: [1]\nerr: {}", 3, "err must be a list", "write err: [0.1, 0.2]"),
        ('{"tokens": ["a"], "err": {"x": 5}}', 1, "err must be a list", "write err: [0.1, 0.2]"),
        ("tokens: [a]\nerr: [x]", 2, "err: the score 'x' is not a number", "a standard error is"),
        ("tokens: [a]\nentropy: [x]", 2, "entropy: the score 'x' is not", "write a number"),
        ("tokens: [a]\nentropy: 5", 2, "entropy must be a list (got '5')", "write entropy: ["),
        ("tokens: [a]\nruns: 5", 2, "runs must be a list of lists of scores", "write runs: [["),
        ("tokens: [a]\nruns: [1, 2]", 2, "runs must be a list of lists", "write runs: [["),
        ("tokens: [a]\nruns: {x: [1]}", 2, "runs must be a list of lists", "write runs: [["),
        ("tokens: [a]\nruns: [[x], [2]]", 2, "runs: the score 'x' is not", "write a number"),
        ("scores: [1]\nruns: [[1], [2]]", 2, "scores and runs exclude", "keep one of the two"),
        ("specials: [1]\ntext: a", 1, "specials goes with a list of tokens", "write tokens: […]"),
        ("tokens: [a, b]\nspecials: [0]", 2, "specials must be places from 1 to 2", "count from 1"),
        ("tokens: [a, b]\nspecials: [3]", 2, "specials must be places from 1 to 2", "count from 1"),
        ("tokens: [a, b]\nspecials: [true]", 2, "specials must be places from 1", "count from 1"),
        ("tokens: [a, b]\nspecials: ['1']", 2, "specials must be places from 1", "count from 1"),
        ("tokens: [a]\nalternatives: 5", 2, "alternatives must be as many lists", "write a list"),
        ("tokens: [a]\nalternatives: []", 2, "alternatives must be as many", "write a list"),
        ("tokens: [a]\nalternatives: [[[x]]]", 2, "an alternative is not a token", "write a list"),
        ("tokens: [a]\nnames: {x: [p]}", 2, "names must be a list", "write names: [a, b]"),
        ("tokens: [a]\nlabels: 5", 2, "labels must be a list", "write labels: [a, b"),
        ("text: [a, b]", 1, "text must be text", "write tokens: for a list"),
        ("score: 3", 1, "score must be text (got '3')", "write scores: for a list"),
        ("text: true", 1, "text must be text (got 'True')", "put quotes around it"),
        ("src: [a]", 1, "src must be text", "put quotes around it"),
        ("compare: 5", 1, "compare must be lists of tokens by name (got '5')", "write compare: {"),
        ("compare: {}", 1, "compare must be lists of tokens by name", "write compare: {"),
        ("compare: {x: []}", 1, "compare must be lists of tokens by name", "write compare: {"),
        ('{"compare": {"x": 5}}', 1, "compare must be lists of tokens", "write compare: {"),
        ("columns: []", 1, "columns must be names of columns (got '[]')", "write columns: [H0"),
        ('{"columns": ["a", ["b"]]}', 1, "entry 2 of columns is no name", "write columns: [H0"),
        ('{"columns": [true]}', 1, "entry 1 of columns is no name: 'True'", "write columns: [H0"),
        ('{"columns": 5}', 1, "columns must be names of columns", "write columns: [H0"),
        (
            '{"row_tokens": ["a", 1]}',
            1,
            "row_tokens must be a list of tokens",
            'write row_tokens: ["',
        ),
        ('{"row_tokens": "ab"}', 1, "row_tokens must be a list of tokens", 'write row_tokens: ["'),
        ("tokens: [a]\nclasses: 5", 2, "classes must be labels of tokens", "write [NOUN, null"),
        ('["a", 1]', None, "the block is a list, and not a mapping", 'write {"tokens"'),
    ],
)
def test_what_a_body_cannot_say(body: str, line: int | None, problem: str, hint: str) -> None:
    """The error names what it is about, what is there instead, its line, and what to write."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.message.startswith(problem)
    assert caught.value.line == line
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("body", "name", "value"),
    [
        ("---\ncmap: Blues\n---\na 1\nb 2", "tokens", ("a", "b")),
        ("# c\n\ncmap: Blues\n---\na 1", "lines", {"cmap": 3}),
        ("# c\n\ncmap: Blues\n---\na 1", "options", {"cmap": "Blues"}),
        ("cmap 1\nlang 2", "tokens", ("cmap", "lang")),
        ("abc: 1\nb 2", "tokens", ("abc:", "b")),
        ("tokens: [a, b]\nspecials: 2", "special", {1}),
        ("tokens: [a, b]\nspecials: [1, 2]", "special", {0, 1}),
        ("tokens: [a, b]", "special", frozenset()),
        ("tokens: [a, b]\nalternatives: [[], [[x, 1]]]", "alternatives", ((), (("x", 1.0),))),
        ("alternatives: []\ntext: a", "alternatives", ()),
        ("tokens: [a]\nlabels: {x: [p]}", "labels", {"x": ["p"]}),
        ("tokens: [a]\nentropy: [1e-3]", "entropy", [0.001]),
        ("tokens: [a]\nruns: [[10%], [20%]]", "unit", "%"),
        ("texts: [{tokens: [a], scores: [10%]}]", "unit", "%"),
        ("texts: [{tokens: [a], scores: [1]}]", "unit", ""),
        ("tokens: [a]\nscores: [10%]\nerr: [1%]", "err", [1.0]),
        ("compare: {x: [a], 2: [b]}", "compare", {"x": ["a"], "2": ["b"]}),
        ('{"columns": ["a", 1, 2.5]}', "columns", ("a", "1", "2.5")),
        ("row_tokens: [a, 1]", "row_tokens", ["a", "1"]),
        ("a 1\n[b 2", "tokens", ("a", "[b")),
        ("", "tokens", None),
    ],
)
def test_what_a_body_says(body: str, name: str, value: object) -> None:
    """Each part of a body becomes what it is, places from 0 and numbers as floats."""
    assert getattr(parse_body(body), name) == value


def test_names_of_texts() -> None:
    """They are texts or numbers, and the group stands beside them."""
    found = parse_body("texts: [{tokens: [a], name: 3, group: x}, {tokens: [b]}]").texts
    assert found
    assert [(part.name, part.group, part.draft.tokens) for part in found] == [
        ("3", "x", ("a",)),
        (None, None, ("b",)),
    ]


@pytest.mark.parametrize("key", ["compare: {x: [a, b, c]}", "columns: [a, b, c]"])
def test_as_many_tokens_as_a_page_may_have(key: str) -> None:
    """Tokens of tokenizers, columns and rows count like all others."""
    assert parse_body(key, max_tokens=3)
    with pytest.raises(ParseError, match="there are 3 tokens, too many"):
        parse_body(key, max_tokens=2)


def test_infinity_is_for_files() -> None:
    """Where an author writes -∞ by hand it is refused; a model's file may have it."""
    draft = parse_body(INFINITE)
    assert draft.alternatives == ((("a", -math.inf),),)
    with pytest.raises(ScoreError, match="there is an infinite score in alternatives") as caught:
        parse({}, INFINITE)
    assert caught.value.line == 3


def test_what_is_not_said() -> None:
    """Rows by hand are no file of heatmark's own, and no square; and nothing changes later."""
    draft = parse_body("a 1")
    assert (draft.ours, draft.square) == (False, False)
    with pytest.raises(AttributeError):
        draft.ours = True  # type: ignore[misc]
