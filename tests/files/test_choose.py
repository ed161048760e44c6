"""One chooser of scores and rows for every format."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError
from heatmark.core.scored_tokens import Series
from heatmark.files.choose import (
    LOWEST,
    choose,
    choose_series,
    refuse_half_strings,
    take_rows,
    with_columns,
    without_sentinels,
)
from heatmark.files.request import Limits, Request

FORMATS = {
    "own.json": json.dumps({"tokens": ["a", "b", "c"], "scores": {"x": [1, 2, 3], "y": [4, 5, 6]}}),
    "own.yml": "tokens: [a, b, c]\nscores: {x: [1, 2, 3], y: [4, 5, 6]}",
    "rows.txt": "token x y\na 1 4\nb 2 5\nc 3 6",
    "table.csv": "token,x,y\na,1,4\nb,2,5\nc,3,6\n",
    "arrays.json": json.dumps(
        {"tokens": ["a", "b", "c"], "metrics": {"x": [1, 2, 3], "y": [4, 5, 6]}}
    ),
    "dump.json": json.dumps([{"token": t, "x": i + 1, "y": i + 4} for i, t in enumerate("abc")]),
}


@pytest.mark.parametrize("name", FORMATS)
def test_fields_and_rows_mean_the_same_everywhere(name: str) -> None:
    """A field and rows take the same of each format."""
    content = FORMATS[name].encode()
    found = read(content, name, field="y", rows=(2, 3))
    assert found.tokens == ("b", "c")
    assert [one.scores for one in found.series or ()] == [(5, 6)]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("asked", "problem", "hint"),
    [
        ({"field": "z"}, "there is no field 'z'", "fields are"),
        ({"field": "x", "rows": (2, 9)}, "there are no rows 2..9: there are 3 tokens", "1 to 3"),
    ],
)
def test_one_set_of_messages(name: str, asked: dict[str, object], problem: str, hint: str) -> None:
    """What is not there is refused in the same words, whatever the format."""
    with pytest.raises(ParseError) as caught:
        read(FORMATS[name].encode(), name, **asked)  # type: ignore[arg-type]
    assert caught.value.message == problem
    assert hint in caught.value.hint


def test_what_is_not_asked_for_may_be_wrong() -> None:
    """Scores beyond the rows that are taken are not looked at."""
    content = json.dumps({"tokens": ["a", "b"], "values": [1, "x"]}).encode()
    assert read(content, "x", rows=(1, 1)).tokens == ("a",)
    with pytest.raises(HeatmarkError, match="not a number"):
        read(content, "x")


@pytest.mark.parametrize(
    ("names", "wanted", "expected"),
    [
        (["entropy", "logprob"], "", ["logprob"]),
        (["rank", "entropy"], "", ["entropy"]),
        (["a.x", "b"], "x", ["a.x"]),
        (["a,b"], "a,b", ["a,b"]),
        (["a", "b"], " b , a", ["b", "a"]),
        ([], "", []),
        (["positions", "position_ids", "indices", "loss"], "", ["loss"]),
        (["positions"], "", []),
    ],
)
def test_usual_scores(names: list[str], wanted: str, expected: list[str]) -> None:
    """Log-probabilities go before others; ranks and ids are none; an end of a path will do."""
    assert choose(names, wanted) == expected


def test_errors_go_with_their_series() -> None:
    """Who takes a series takes its standard errors."""
    series = (Series((1.0,), "x"), Series((2.0,), "y"))
    draft = Draft(tokens=("a",), series=series, err={"x": [0.1], "y": [0.2]})
    found = choose_series(draft, "y")
    assert (found.series, found.err) == (series[1:], {"y": [0.2]})
    assert choose_series(draft, "") is draft


def test_rows_of_a_square() -> None:
    """Where rows are the tokens, both are cut; where they are layers, only the tokens."""
    series = tuple(Series((float(at), at + 1.0, at + 2.0)) for at in range(3))
    draft = Draft(tokens=("a", "b", "c"), series=series, labels=[["p", "q", "r"]] * 3)
    cut = take_rows(draft, (2, 3))
    assert [one.scores for one in cut.series or ()] == [(1, 2), (2, 3), (3, 4)]
    assert cut.labels == [["q", "r"]] * 3
    square = take_rows(draft._replace(square=True), (2, 3))
    assert [one.scores for one in square.series or ()] == [(2, 3), (3, 4)]
    assert square.labels == [["q", "r"]] * 2


def test_what_belongs_to_some_tokens() -> None:
    """Labels and classes are cut with their tokens; spans of classes keep what is left of them."""
    classes = {"1": "A", "2..4": "B", "3..5": "C", "5": "D"}
    draft = Draft(tokens=tuple("abcde"), labels=list("pqrst"), classes=classes)
    cut = take_rows(draft, (3, 4))
    assert cut.labels == ["r", "s"]
    assert cut.classes == {"1..2": "C"}
    assert take_rows(draft, (2, 4)).classes == {"1..3": "B", "2..3": "C"}
    for wrong in ("1..x", "..2", "1..", "9" * 5_000, 2):
        classes = {wrong: "A"}  # type: ignore[dict-item]
        assert take_rows(draft._replace(classes=classes), (2, 3)).classes == classes


def test_numbers_that_stand_for_no_probability() -> None:
    """Those next to the lowest float of 32 bits are -∞, in log-probabilities alone."""
    scores = [LOWEST * 1.0001, LOWEST, LOWEST * 2, LOWEST * 2.5, -1, None]
    assert without_sentinels("logprob", scores) == [-math.inf, *scores[1:]]
    assert without_sentinels("x", scores) == scores
    words: Any = ["x"]
    assert without_sentinels("logprob", words) == words


def test_columns_at_the_limit() -> None:
    """As many columns are read as are allowed, and not one more."""
    draft, columns = Draft(tokens=("a",)), [("x", [1]), ("y", [2])]
    found = with_columns(draft, columns, Request(limits=Limits(max_columns=2)))
    assert [(one.name, one.scores) for one in found.series or ()] == [("x", (1,)), ("y", (2,))]
    with pytest.raises(ScoreError, match="there are 2 rows of scores"):
        with_columns(draft, columns, Request(limits=Limits(max_columns=1)))


def test_a_text_that_is_its_tokens() -> None:
    """It is the text of the file, also where a tokenizer could have written the tokens so."""
    content = json.dumps({"text": "Ġa", "tokens": ["Ġa"], "values": [1]}).encode()
    assert read(content, "x").text == "Ġa"


def test_tokens_at_the_limit() -> None:
    """The limit is of the tokens that are taken, wherever they are in the file."""
    content = json.dumps({"tokens": list("abcde"), "values": [1, 2, 3, 4, 5]}).encode()
    limits = Limits(max_tokens=2)
    assert scores_of(read(content, "x", rows=(4, 5), limits=limits)) == (4, 5)
    for rows in ((3, 5), None):
        with pytest.raises(HeatmarkError, match="max_tokens"):
            read(content, "x", rows=rows, limits=limits)


@pytest.mark.parametrize("place", [1, 2, 16_384, 16_385, 20_000])
def test_half_a_character(place: int) -> None:
    """The token that has half of one is named by its place, however many stand before it."""
    tokens = ["a"] * 20_000
    tokens[place - 1] = "\ud83d"
    content = json.dumps({"tokens": tokens, "values": [0] * len(tokens)}).encode()
    with pytest.raises(ParseError, match=rf"\(string {place}\) has half"):
        read(content, "x")


def test_half_a_string() -> None:
    """Texts of any kind are counted from 1."""
    refuse_half_strings(["a", "đ"])
    with pytest.raises(ParseError, match=r"\(string 2\) has half"):
        refuse_half_strings(["a", "\ud83d", "\ud83d"])


def test_weights_go_before_values() -> None:
    """The value that eli5 writes is how often a feature is there; it was drawn in their place."""
    words = {"feature": ["Hà", "Nội"], "weight": [0.7, -0.3], "value": [1.0, 2.0]}
    rows = [dict(zip(words, row, strict=True)) for row in zip(*words.values(), strict=True)]
    for data in (words, rows, {**words, "tokens": words["feature"]}):
        assert scores_of(read(json.dumps(data).encode(), "x.json")) == (0.7, -0.3)
        found = read(json.dumps(data).encode(), "x.json", field="value")
        assert scores_of(found) == (1.0, 2.0)
    assert choose(["value", "x"], "") == ["value"]


def test_opposite_classes_are_offered() -> None:
    """`pos` is a tag by itself, and a class beside `neg`, in whatever they stand."""
    data = {"tokens": ["a", "b", "c"], "neg": [0.1, 0.2, 0.3], "pos": [0.9, 0.8, 0.7]}
    with pytest.raises(ParseError, match="several scores") as at:
        read(json.dumps(data).encode(), "x.json")
    assert "neg [3], pos [3]" in at.value.hint
    assert choose(["x.pos", "x.neg", "pos"], "x.pos") == ["x.pos"]
    assert choose(["score", "pos"], "") == ["score"]
    assert choose(["lemma", "pos"], "") == ["lemma"]
