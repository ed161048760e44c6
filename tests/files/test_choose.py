"""One chooser of scores and rows for every format."""

from __future__ import annotations

import json

import pytest

from data_files import read
from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.core.scored_tokens import Series
from heatmark.files.choose import choose, choose_series, measure_of, take_rows

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
    cut = take_rows(draft, (2, 3)).series or ()
    assert [one.scores for one in cut] == [(1, 2), (2, 3), (3, 4)]
    square = Draft(tokens=("a", "b", "c"), series=series, square=True)
    assert [one.scores for one in take_rows(square, (2, 3)).series or ()] == [(2, 3), (3, 4)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("token_logprobs", {"measure": "log P", "unit": "nat"}),
        ("prob", {"measure": "P"}),
        ("metrics.entropy", {"measure": "entropy"}),
        ("scores", {}),
        ("7", {}),
    ],
)
def test_measures_by_name(name: str, expected: dict[str, str]) -> None:
    """A name says what a score is, unless it is general."""
    assert measure_of(name) == expected
