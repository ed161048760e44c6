"""Mappings, and rows that look like them."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse, parse_body
from heatmark.block.mapping import read_mapping
from heatmark.core.errors import HeatmarkError, ScoreError


def test_lines_of_keys() -> None:
    """Each key knows its line, the header's is 0."""
    parsed = parse({"cmap": "Reds"}, "# c\ntitle: a\n\nscale: zero\n---\na 1")
    assert parsed.lines == {"cmap": 0, "title": 2, "scale": 4}
    parsed = parse({}, '{\n"tokens": ["title"],\n"scores": [1],\n"title": "x"}')
    assert parsed.lines == {"tokens": 2, "scores": 3, "title": 4}


@pytest.mark.parametrize("body", ["a: 1\nb: 2", "a 1\n---\nb 2", "x: -1"])
def test_rows_that_look_like_mappings(body: str) -> None:
    """A token with a colon and a score is a row, unless it is a key."""
    try:
        assert parse_body(body).kind == "words"
    except ScoreError as error:
        assert error.line == 2  # the line --- has no score


@pytest.mark.parametrize(
    "body", ["title: [[", "title: [a", "title: 'a", 'a: 1\ntitle: "a', "{a: 1"]
)
def test_what_is_never_closed_is_named_where_it_begins(body: str) -> None:
    """The line of an open bracket or quote is its own, not the one after the block's last."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.line == body.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "T",\n "tokens": ["a", "b"],\n "scores": {"x": [1, null], "y": [2, 3]}}',
        "title: T\ntokens: [a, b]\nscores: {x: [1, null], y: [2, 3]}",
    ],
)
def test_json_and_yaml_say_the_same(text: str) -> None:
    """Tokens and scores come in their types, the rest as it is, each with its line."""
    found = read_mapping(text)
    assert found.tokens == ("a", "b")
    assert found.series
    assert [one.name for one in found.series] == ["x", "y"]
    assert dict(found.values) == {"title": "T"}
    assert [found.lines[key] for key in ("title", "tokens", "scores")] == [1, 2, 3]


def test_a_part_is_a_member() -> None:
    """A name after # takes one member; a name that is not there is an error that lists those."""
    text = '{"one": {"tokens": ["a"], "scores": [1]}, "two": {"tokens": ["b"], "scores": [2]}}'
    assert read_mapping(text, "two").tokens == ("b",)
    with pytest.raises(HeatmarkError, match="three") as caught:
        read_mapping(text, "three")
    assert "one" in f"{caught.value.hint}{caught.value.message}"


@pytest.mark.parametrize(
    ("text", "line"), [('{"a": 1,\n "a": 2}', 1), ("a: 1\nb: 2\na: 3", 3), ("a: &x 1\nb: *x", 2)]
)
def test_what_yaml_would_let_pass_is_refused(text: str, line: int) -> None:
    """A key twice and an alias are errors, with a line where the author finds them."""
    with pytest.raises(HeatmarkError) as caught:
        read_mapping(text)
    assert caught.value.line in {line, line + 1}


@pytest.mark.parametrize("title", ["1.10", "2024", "007", "No", "None", "1_0", "2024-01-01", "~x"])
def test_texts_stand_as_they_are_written(title: str) -> None:
    """YAML makes no number, date or flag of a text that readers are to see."""
    for body in (f"title: {title}\n---\na 1", f"title: {title}\ntokens: [a]\nscores: [1]"):
        assert parse_body(body).options == {"title": title}


def test_a_text_may_be_left_out() -> None:
    """A null is no text, whatever it is called."""
    for null in ("null", "~", "Null", ""):
        assert parse_body(f"title: {null}\n---\na 1").options == {"title": None}
