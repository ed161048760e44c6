"""Each of many texts is looked at by what it says itself, and has its own lines."""

from __future__ import annotations

import json

import pytest

from heatmark.block.block import parse_body
from heatmark.block.json_places import lines_with, places_of, sources_of
from heatmark.core.errors import HeatmarkError, ScoreError

TWO = '{"texts": [{"tokens": ["a", "b"], "scores": [1,2]},\n\n{"tokens": ["c"], "scores": [%s]}]}'


def test_scores_of_one_text_are_not_those_of_another() -> None:
    """Two numbers for two tokens are no decimal one because the next text has one token."""
    texts = parse_body(TWO % "5").texts or ()
    assert [one.draft.series[0].scores for one in texts if one.draft.series] == [(1, 2), (5,)]


@pytest.mark.parametrize(("scores", "problem"), [("0,4", "decimals"), ('"x"', "not a number")])
def test_an_error_names_the_line_of_its_text(scores: str, problem: str) -> None:
    """The first text is right, and the second stands on line 3."""
    with pytest.raises(ScoreError, match=problem) as caught:
        parse_body(TWO % scores)
    assert caught.value.line == 3
    with pytest.raises(ScoreError) as caught:
        parse_body("\n" + TWO % scores)
    assert caught.value.line == 4


@pytest.mark.parametrize(
    "text",
    [
        '{"texts":[{"a":1},{"b":[2]}]}',
        '{"texts" : [ {"a":1} ,\n {"b":[2]}\n] }',
        '{"texts": "[{", "x": ["texts", "]"], "texts":[{"a":1},{"b":[2]}]}',
        '{"texts":[{"z":1}], "x": {"texts":[{"a":1},{"b":[2]}]}}',
    ],
)
def test_sources(text: str) -> None:
    """A source is what stands there, whatever space is around it; a list of other length is not."""
    assert [json.loads(one) for one in sources_of("texts", text, 2)] == [{"a": 1}, {"b": [2]}]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{"texts":[{"a":1}]}', 2),
        ('{"texts":[]}', 0),
        ('{"x":{"texts":[{"a":1}]},"texts":[{"b":1}]}', 1),
    ],
)
def test_sources_that_are_not_known(text: str, count: int) -> None:
    """Where two lists could be meant, or none is, the whole text stands for each."""
    assert sources_of("texts", text, count) == [text] * count


def test_places_of_keys() -> None:
    """A key has a colon behind it, after space or none; the same word elsewhere has none."""
    text = '{"a":1,\n"b":"a","x":"\\"a\\"",\n"a" :2}'
    assert [*places_of(text, "a")] == [1, 29]
    assert [*places_of(text, "a", 2)] == [29]
    assert [*lines_with(text, "a")] == [1, 3]


def test_lists_in_a_part() -> None:
    """Texts of a part are read like those of a whole block."""
    body = '{"one": ' + (TWO % "5") + ', "two": 1}'
    assert len(parse_body(body, part="one").texts or ()) == 2
    with pytest.raises(HeatmarkError):
        parse_body(body, part="two")
