"""Mappings, and rows that look like them."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse, parse_body
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
        assert parse_body(body).rows
    except ScoreError as error:
        assert error.line == 2  # noqa: PT017 - the line --- has no score


@pytest.mark.parametrize(
    "body", ["title: [[", "title: [a", "title: 'a", 'a: 1\ntitle: "a', "{a: 1"]
)
def test_what_is_never_closed_is_named_where_it_begins(body: str) -> None:
    """The line of an open bracket or quote is its own, not the one after the block's last."""
    with pytest.raises(HeatmarkError) as caught:
        parse_body(body)
    assert caught.value.line == body.count("\n") + 1
