"""What notebooks have becomes plain lists, by its type and by position."""

from __future__ import annotations

import math
from collections import UserDict
from typing import Any

import numpy as np
import pandas as pd
import pytest

from heatmark import Heatmap, HeatmarkError, ScoreError
from heatmark.core.arrays import ScoreLists, as_alternatives, as_rows, as_tokens, plain, turn

WORDS = ["Xin", " chào", "!"]
WANTED = Heatmap(WORDS, [1, None, 2.5])


@pytest.mark.parametrize(
    "scores",
    [
        pd.Series([1, None, 2.5]),
        pd.Series([1, None, 2.5], dtype="Float64"),
        pd.Series([1, None, 2.5], index=[2, 0, 1]),
        pd.Series([1, None, 2.5], dtype="Float32").array.to_numpy(dtype=object),
        pd.Series([1, pd.NA, 2.5], dtype=object),
        pd.Index([1, None, 2.5]),
        [1, pd.NA, 2.5],
        np.ma.masked_array([1, 99, 2.5], mask=[False, True, False]),
        list(np.ma.masked_array([1, 99, 2.5], mask=[False, True, False])),
        np.array([1, None, 2.5], dtype=object),
        (score for score in (1, None, 2.5)),
        {"a": 1, "b": None, "c": 2.5}.values(),
        np.array([[1, np.nan, 2.5]]),
        np.array([[[1], [np.nan], [2.5]]]),
    ],
    ids=lambda scores: type(scores).__name__,
)
def test_scores(scores: Any) -> None:
    """Series, indices, nullable types, masks and iterators give the scores in their order."""
    assert Heatmap(WORDS, scores) == WANTED


def test_nullable_whole_numbers() -> None:
    """Whole numbers of which one is missing stay numbers."""
    scores = pd.Series([1, None, 3], dtype="Int64")
    assert Heatmap(WORDS, scores).series[0].scores == (1.0, None, 3.0)


@pytest.mark.parametrize(
    "tokens",
    [
        pd.Series(WORDS),
        pd.Series(WORDS, index=[3, 1, 2]),
        pd.Series(WORDS, dtype="string"),
        pd.Index(WORDS),
        pd.Categorical(WORDS),
        np.array(WORDS),
        list(np.array(WORDS)),
        iter(WORDS),
        dict.fromkeys(WORDS).keys(),
    ],
    ids=lambda tokens: type(tokens).__name__,
)
def test_tokens(tokens: Any) -> None:
    """Strings are taken from whatever holds them in an order, by position."""
    made = Heatmap(tokens, [1, None, 2.5])
    assert made == WANTED
    assert set(map(type, made.tokens)) == {str}


@pytest.mark.parametrize(
    ("tokens", "problem"),
    [
        ({"input_ids": [1, 2], "attention_mask": [1, 1]}, "a mapping"),
        (UserDict(input_ids=[1, 2], attention_mask=[1, 1]), "a mapping"),
        (pd.DataFrame({"token": ["a", "b"]}), "a mapping"),
        ({"a", "b"}, "a set"),
        (b"ab", "list of strings"),
        (7, "list of strings"),
        (pd.Series([7, 8]), "token 1 is '7'"),
        (pd.Series(["a", None], dtype="string"), "token 2 is 'None'"),
        ([["a", "b"]], "token 1 is"),
    ],
)
def test_what_is_no_list_of_tokens(tokens: Any, problem: str) -> None:
    """A mapping's keys are not taken for tokens, nor ids, and the error says what to do."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        Heatmap(tokens, [1, 2])
    assert caught.value.hint


def test_columns_of_a_frame_are_series() -> None:
    """A DataFrame has a column for each series, whatever else its index says."""
    frame = pd.DataFrame({"x": [1, 2], "y": [3, None]}, index=["d", "c"])
    assert Heatmap(["a", "b"], frame) == Heatmap(["a", "b"], {"x": [1, 2], "y": [3, None]})
    named = frame.copy()
    named.columns = pd.MultiIndex.from_tuples([("layer", 1), ("layer", 2)])
    assert [one.name for one in Heatmap(["a", "b"], named).series] == ["layer 1", "layer 2"]
    texts = pd.DataFrame({"x": ["1", "2"], "y": ["x", "y"]}, index=[7, 7])
    made = Heatmap(["a", "b"], frame, err=frame.abs().fillna(0), labels=texts)
    assert made.series[1].errors == (3.0, 0.0)
    assert made.labels == (("1", "2"), ("x", "y"))


@pytest.mark.parametrize(
    "scores",
    [
        {1: [1, 2], "1": [3, 4]},
        pd.DataFrame([[1, 2], [3, 4]], columns=["x", "x"]),
    ],
    ids=["mapping", "frame"],
)
def test_no_series_is_lost(scores: Any) -> None:
    """Two keys of one name are an error: one of the series would be lost."""
    with pytest.raises(HeatmarkError, match="two series are called"):
        Heatmap(["a", "b"], scores)


@pytest.mark.parametrize(
    ("scores", "problem"),
    [
        (np.array(["2020-01-01", "2020-01-02"], "M8[D]"), "datetime64"),
        (pd.Series([True, False]), "score 1 is not a number"),
        (pd.Series([True, None], dtype="boolean"), "score 1 is not a number"),
        (np.array([1j, 2]), "score 1 is not a number"),
        ({1, 2}, "a set has no order"),
        ({"x": frozenset((1, 2))}, "a set has no order"),
        ({"x": np.ones((2, 2))}, "'x' have 2 dimensions"),
        (np.float64(1), "list"),
        ("12", "list"),
        ({"x": 1}, "of 'x' are not a list"),
        (np.ones((2, 3, 4)), "3 dimensions"),
        (np.ones((3, 4)), "does not fit 2 tokens"),
        (np.ones((2, 2, 3)), "can be"),
        ([[1, 2], [3]], "2 × "),
        ([[1, 2], 3], "row 2 of the scores is not a list"),
    ],
)
def test_what_is_no_score(scores: Any, problem: str) -> None:
    """Dates, flags, complex numbers and arrays that do not fit are refused in words."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        Heatmap(["a", "b"], scores)
    assert caught.value.hint


@pytest.mark.parametrize("kind", [np.array, list, pd.DataFrame], ids=["array", "lists", "frame"])
def test_the_axis_of_the_tokens(kind: Any) -> None:
    """The axis as long as the tokens is theirs, also of lists; series are columns of a frame."""
    made = Heatmap(["a", "b", "c"], kind([[1, 2], [3, 4], [5, 6]]))
    assert [one.scores for one in made.series] == [(1, 3, 5), (2, 4, 6)]


def test_what_goes_with_scores_turns_with_them() -> None:
    """Errors and labels are written as the scores are, cell by cell."""
    values, texts = np.array([[1, 2], [3, 4], [5, 6]]), [["a", "b"], ["c", "d"], ["e", None]]
    made = Heatmap(["a", "b", "c"], values, err=values / 10, labels=texts, view="grid")
    assert made.series[1].errors == (0.2, 0.4, 0.6)
    assert made.labels == (("a", "c", "e"), ("b", "d", None))


def test_a_square_says_that_it_was_guessed() -> None:
    """Rows of a square array are series; which it is can be said, and is known of named rows."""
    square = [[1, 2], [3, 4]]
    assert as_rows(square, 2) == (square, False, True)
    assert as_rows(square, 2, rows_known=True) == (square, False, False)
    assert as_rows(square, 2, said="last") == (square, False, False)
    assert as_rows(square, 2, said="first") == ([[1, 3], [2, 4]], True, False)
    assert as_rows([1, 2], 2) == ([1, 2], False, False)
    with pytest.raises(ScoreError, match="first axis"):
        as_rows([[1, 2, 3], [4, 5, 6]], 3, said="first")


def test_bytes_are_literals() -> None:
    """Tokens of bytes, and others in their places, are written as Python writes bytes."""
    tokens, scheme = as_tokens([b"\xe1", "a", np.bytes_(b"b")])
    assert (tokens, scheme) == ([r"b'\xe1'", "b'a'", "b'b'"], "pybytes")
    assert as_alternatives([{b"\xe1": -1.5}, [("a", 0)]], scheme) == [
        [(r"b'\xe1'", -1.5)],
        [("b'a'", 0)],
    ]


def test_half_precision_of_other_libraries() -> None:
    """An array of numbers that NumPy does not know, such as bfloat16, is taken as floats."""

    class Half:
        def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
            return np.array([1.5, -math.inf], dtype=np.float16)

    assert plain(Half()) == [1.5, -math.inf]


@pytest.mark.parametrize(
    ("given", "values"),
    [([[1.0, 2.0]], [[1.0, 2.0]]), ([[1.0], 2.0], [[1.0], 2.0]), ([[1.0, 2.0], [3.0]],) * 2],
)
def test_rows_that_stay_as_they_are(given: Any, values: Any) -> None:
    """One row, and lists that are not equally long, are not turned; the gate looks at them."""
    assert as_rows(given, 2) == ScoreLists(values)


def test_what_would_mend_an_array() -> None:
    """A part of one with more axes than rows and tokens; else an axis that is said to be it."""
    with pytest.raises(ScoreError) as flat:
        as_rows([[1, 2, 3], [4, 5, 6]], 4)
    with pytest.raises(ScoreError) as deep:
        as_rows(np.zeros((2, 3, 5)), 4)
    assert "values[layer, head]" not in flat.value.hint
    assert deep.value.hint == "take a part of it first, such as values[layer, head]"


def test_arrays_in_lists() -> None:
    """Arrays at any depth become lists; single numbers stay what they are."""
    assert plain([np.array([1, 2]), np.array([3, 4])]) == [[1, 2], [3, 4]]
    assert plain([[np.array([1, 2])]]) == [[[1, 2]]]
    assert type(plain([np.float32(1)])[0]) is np.float32


def test_turning() -> None:
    """Rows become columns; none is cut to the length of another."""
    assert turn([[1, 2], [3, 4], [5, 6]]) == [[1, 3, 5], [2, 4, 6]]
    with pytest.raises(ValueError, match="shorter"):
        turn([[1, 2], [3]])


def test_names_of_the_columns_of_an_array() -> None:
    """A structured array is what a frame of it is: its names are those of series."""
    array = np.array([(0.5, 1), (0.25, 2), (0, 3)], dtype=[("IG", "f4"), ("LIME", "i4")])
    made = Heatmap(WORDS, array)
    assert made == Heatmap(WORDS, pd.DataFrame(array))
    assert [one.name for one in made.series] == ["IG", "LIME"]
    hidden = np.ma.masked_array(array, mask=[(True, False), (False, False), (False, True)])
    assert plain(hidden) == {"IG": [None, 0.25, 0], "LIME": [1, 2, None]}
    with pytest.raises(HeatmarkError, match="an array with names of columns") as caught:
        Heatmap(np.array([("a", 1)], dtype=[("token", "U1"), ("score", "f4")]))
    assert "one by one: Heatmap(array[" in str(caught.value.hint)
