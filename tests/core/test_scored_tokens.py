"""Heatmap is a value, and strict about what it is made of."""

from __future__ import annotations

import dataclasses
import math
import pickle
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pytest

from heatmark import Heatmap, HeatmarkError, ParseError, ScoreError, Series
from heatmark.core.scored_tokens import (
    ScoredTokens,
    as_series,
    is_square,
    refuse_too_many,
    without,
)
from heatmark.options.declare import Options
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.table import is_wanted


def test_equal_heatmaps() -> None:
    """Heatmaps of the same tokens and scores are equal and have one hash, however written."""
    one = Heatmap(["a", "b"], [1, None])
    other = Heatmap(("a", "b"), (1.0, math.nan))
    third = Heatmap(["a", "b"], [Series((1, None))])
    assert one == other == third
    assert hash(one) == hash(other) == hash(third)
    assert len({one, other, third}) == 1
    assert one != Heatmap(["a", "b"], [1, 2])
    assert pickle.loads(pickle.dumps(one)) == one  # our own


def test_frozen() -> None:
    """A heatmap cannot be changed, nor by changing the lists that it was made of."""
    tokens, scores = ["a"], [1.0]
    heatmap = Heatmap(tokens, scores)
    tokens.append("b")
    scores.append(2.0)
    assert heatmap == Heatmap(["a"], [1.0])
    with pytest.raises(dataclasses.FrozenInstanceError):
        heatmap.tokens = ()  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        heatmap.series[0].name = "x"  # type: ignore[misc]


def test_series() -> None:
    """Scores by name become series in that order."""
    heatmap = Heatmap(["a"], {"B": [1], "A": [2]})
    assert [one.name for one in heatmap.series] == ["B", "A"]
    assert heatmap.series[1] == Series((2.0,), "A")
    assert heatmap.text is None


@pytest.mark.parametrize(
    "value", [1, 1.0, np.float32(1), np.float64(1), np.int64(1), Fraction(1), 10**300]
)
def test_numbers(value: Any) -> None:  # whatever a notebook has
    """Numbers of Python and of NumPy become floats."""
    (score,) = Heatmap(["a"], [value]).series[0].scores
    assert type(score) is float
    assert score == float(value)


@pytest.mark.parametrize("value", [None, math.nan, np.nan, np.float32("nan")])
def test_missing(value: Any) -> None:
    """None and NaN are missing scores."""
    assert Heatmap(["a", "b"], [1, value]).series[0].scores == (1.0, None)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (True, "score 2 is not a number: 'True'"),
        (np.True_, "score 2 is not a number"),
        ("1", "score 2 is not a number: '1'"),
        ("", "score 2 is not a number"),
        (b"1", "score 2 is not a number"),
        ([1], "score 2 is not a number"),
        ({}, "score 2 is not a number"),
        (1j, "score 2 is not a number"),
        (math.inf, "score 2 is infinite"),
        (10**400, "score 2 is infinite"),
        (-(10**400), "score 2 is infinite"),
        (np.float32("inf"), "score 2 is infinite"),
    ],
    ids=repr,
)
def test_no_numbers(value: Any, problem: str) -> None:
    """What is no finite number is refused, with its place."""
    with pytest.raises(ScoreError, match=problem):
        Heatmap(["a", "b"], [1, value])


def test_a_numpy_array_will_do() -> None:
    """Scores may be a NumPy array, as they come from a model."""
    scores = np.array([0.5, np.nan], dtype=np.float32)
    assert Heatmap(["a", "b"], scores).series[0].scores == (0.5, None)


@pytest.mark.parametrize("scores", [[], [1], [1, 2, 3]])
def test_counts(scores: list[float]) -> None:
    """As many scores as tokens, or the message has both counts."""
    with pytest.raises(ScoreError, match=f"2 tokens but {len(scores)} score"):
        Heatmap(["a", "b"], scores)
    with pytest.raises(ScoreError, match=r"2 tokens but \d scores? in series 'x'"):
        Heatmap(["a", "b"], {"x": scores})


@pytest.mark.parametrize(("tokens", "scores"), [([], []), ([], {}), (["a"], {}), ([], {"a": []})])
def test_nothing(tokens: list[str], scores: Any) -> None:
    """A heatmap of nothing is refused."""
    with pytest.raises(ScoreError):
        Heatmap(tokens, scores)


@pytest.mark.parametrize("tokens", ["ab", [1, 2], [None, "a"]])
def test_tokens_are_strings(tokens: Any) -> None:
    """Tokens are strings, and a string is not a list of tokens."""
    with pytest.raises(HeatmarkError, match="list of strings"):
        Heatmap(tokens, [1, 2])


def test_several_series_have_names() -> None:
    """The same number of scores in every series, whatever their names."""
    with pytest.raises(ScoreError, match="'B'"):
        Heatmap(["a", "b"], {"A": [1, 2], "B": [1]})


@pytest.mark.parametrize(("count", "expected"), [(1, True), (200, True), (201, False)])
def test_the_table_is_there_for_short_texts(count: int, expected: bool) -> None:
    """On paper by default up to 200 tokens have a table; in HTML all have; the author decides."""
    heatmap = Heatmap(["a"] * count, [1.0] * count)
    for table, on_paper in ((None, expected), (True, True), (False, False)):
        made = picture(heatmap.content, Options(table=table))
        assert is_wanted(made) is on_paper
        assert ("<table" in figure(made)) is (table is not False)


@pytest.mark.parametrize("others", [[], [None], [1], [np.float32(1)], [Fraction(1, 2), math.nan]])
def test_minus_infinity_is_a_score(others: list[Any]) -> None:
    """A token that a model rules out has the log-probability -∞, whatever its neighbours are."""
    scores = [-math.inf, np.float16("-inf"), *others]
    known = Series(scores).scores
    assert known[:2] == (-math.inf, -math.inf)
    assert known[2:] == tuple(Series([one]).scores[0] for one in others)


PAIR = ScoredTokens(["a", "b"], [1, 2])


@pytest.mark.parametrize(
    ("given", "problem", "about"),
    [
        ({"tokens": ["a", "\ud800"]}, "token 2, .*, has half", "tokens"),
        ({"text": "\ud800"}, "text 1, .*, has half", "text"),
        ({"text": 7}, "text must be text", "text"),
        ({"scores": {"\ud800": [1, 2]}}, "name 1, .*, has half", "names"),
        ({"scores": [[1, 2]], "names": ["\ud800"]}, "name 1, .*, has half", "names"),
        ({"labels": ["a", "\udfff"]}, "label 2, .*, has half", "labels"),
        ({"alternatives": [[("\ud800", 1)], []]}, "alternative 1, .*, has half", "alternatives"),
        ({"specials": [7]}, "from 0 to 1 .got '7'", "specials"),
        ({"specials": [-1]}, "from 0 to 1", "specials"),
        ({"specials": [True]}, "from 0 to 1 .got 'True'", "specials"),
        ({"specials": [0.0]}, "from 0 to 1", "specials"),
        ({"alternatives": [[]]}, "2 tokens but 1 list", "alternatives"),
        ({"alternatives": [[("a",)], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[("a", 1, 2)], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[()], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[("a", "1")], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[("a", True)], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[("a", None)], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[("a", math.inf)], []]}, "not a token and a number", "alternatives"),
        ({"alternatives": [[(1, 1)], []]}, "not a token and a number", "alternatives"),
        (
            {"alternatives": [[], [("a", 1), ("b", 3), ("c", 2)]]},
            "of token 2 are in no order",
            "alternatives",
        ),
        ({"alternatives": [1, 2]}, "not a token and a number", "alternatives"),
        ({"scores": [[1, 2], [3, 4]], "names": ["x"]}, "1 name but 2 rows", "names"),
        ({"scores": [[1, 2]], "names": "x"}, "list of strings", "names"),
        ({"scores": [Series([1, 2], "x")], "names": ["y"]}, "have names already", "names"),
        ({"scores": [Series([1, 2]), [3, 4]]}, "item 2 of the scores is no Series", "scores"),
        ({"err": [1]}, "2 tokens but 1 error", "err"),
        ({"err": [1, None]}, "error 2 is missing", "err"),
        ({"err": [1, -math.inf]}, "error 2 is negative", "err"),
        ({"err": {"x": [1, 2]}}, "no series 'x'", "err"),
        ({"scores": [[1, 2], [3, 4]], "err": [1, 2]}, "which of the series", "err"),
        ({"scores": [[1, 2], [3, 4]], "err": [[1, 2]]}, "err has 1 row", "err"),
        ({"scores": []}, "2 tokens but 0 scores", None),
        ({"scores": {}}, "there are no scores", "scores"),
        ({"tokens": []}, "there are no tokens", "tokens"),
        ({"specials": 3}, "from 0 to 1 .got '3'", "specials"),
        ({"alternatives": 3}, "not a token and a number", "alternatives"),
        ({"err": 0.1}, "err is not a list", "err"),
        ({"labels": 3}, "lists of texts", "labels"),
        ({"labels": "ab"}, "lists of texts", "labels"),
        ({"names": 3}, "list of strings", "names"),
        ({"scores": 3}, "not a list", "scores"),
    ],
)
def test_the_gate(given: dict[str, Any], problem: str, about: str | None) -> None:
    """What does not fit, or is no text, is refused where it enters, with what it is about."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        ScoredTokens(**{"tokens": ["a", "b"], "scores": [1, 2], **given})
    assert caught.value.hint
    assert caught.value.about == about
    with pytest.raises(HeatmarkError, match=problem):
        Heatmap(**{"tokens": ["a", "b"], "scores": [1, 2], **given})


def test_far_into_a_long_text() -> None:
    """The one token of many that is no text is found and counted."""
    tokens = ["a"] * 40_000
    tokens[33_333] = "\udfff"
    with pytest.raises(HeatmarkError, match=r"token 33334, .*, has half"):
        ScoredTokens(tokens, [1] * 40_000)


def test_what_passes_the_gate() -> None:
    """Numbers of NumPy, -∞ among alternatives, and rows of one name are good."""
    half: Any = np.float32(0.5)
    made = ScoredTokens(
        ["a", "b"],
        [(1, -math.inf), (3, 4)],
        specials=np.array([1]),
        alternatives=[[("x", half), ("y", -math.inf)], []],
        names=["h", "h"],
        err=[[0.5, None], None],
    )
    assert made.specials == {1}
    assert made.alternatives == ((("x", 0.5), ("y", -math.inf)), ())
    assert [one.name for one in made.series] == ["h", "h"]
    assert [one.errors for one in made.series] == [(0.5, None), None]
    assert pickle.loads(pickle.dumps(made)) == made
    assert ScoredTokens(iter("ab"), iter([1, 2])) == PAIR


def test_as_many_tokens_as_a_page_shows() -> None:
    """The limit itself is none too many."""
    refuse_too_many(3, 3)
    with pytest.raises(ParseError, match="there are 4 tokens, too many for a page"):
        refuse_too_many(4, 3)


def test_parts_of_series() -> None:
    """Errors and runs go with their scores, and there are none where there were none."""
    assert Series([1, 2, 3], "x", [0.1, 0.2, 0.3]).part(slice(1, 3)) == Series(
        [2, 3], "x", [0.2, 0.3]
    )
    runs = Series([], "y", None, [[1, 2], [3, 4]]).part(slice(1))
    assert (runs.scores, runs.runs, runs.errors) == ((2.0,), ((1.0,), (3.0,)), None)
    assert Series([1, 2]).part(slice(1)) == Series([1])


def test_tokens_alone() -> None:
    """They need no scores; but errors do."""
    assert ScoredTokens(["a", "b"], None).series == ()
    with pytest.raises(ScoreError, match="err goes with scores"):
        ScoredTokens(["a", "b"], None, err=[1, 1])


def test_names_that_are_one() -> None:
    """The name that two series have is named."""
    with pytest.raises(ParseError, match="two series are called '1'"):
        as_series(cast("Any", {"b": [1], 1: [1], "1": [2]}))


def test_a_square() -> None:
    """Rows are those of the tokens if there are as many, more than one, and none has a name."""
    rows = [Series([1, 2]), Series([3, 4])]
    assert is_square(rows, 2)
    assert not is_square(rows, 3)
    assert not is_square([rows[0], Series([3, 4], "x")], 2)
    assert not is_square([Series([1])], 1)


def test_what_is_given_anew() -> None:
    """Names, or errors and runs, are left out where others come, and only there."""
    series = [Series([1], "x", [0.5]), Series([], "y", None, [[1], [3]])]
    assert without(series, {}) == series
    assert without(series, {"names": 1}) == [
        Series([1], None, [0.5]),
        Series([], None, None, [[1], [3]]),
    ]
    assert without(series, {"err": 1}) == [Series([1], "x"), Series([2], "y")]
    assert without([], {}) is None


def test_values_are_their_fields() -> None:
    """Nothing can be put beside them; tokens are no names of columns unless it is said."""
    for value in (PAIR, PAIR.series[0]):
        assert not hasattr(value, "__dict__")
    assert PAIR.columns is False
