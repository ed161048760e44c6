"""Which columns of frames and structured arrays are drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from heatmark import Heatmap, ScoreError
from heatmark.files.frame_columns import FrameColumns

WORDS = ["Hà", " Nội", " đẹp", " lắm"]
SCORES = [0.1, 0.4, 0.2, 0.3]


def names(heatmap: Heatmap) -> list[str | None]:
    """Name the series."""
    return [one.name for one in heatmap.series]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("position", [0, 1, 2, 3]),
        ("id", [523, 12, 99, 3]),
        ("token_id", [523, 12, 99, 3]),
        ("index", [4, 5, 6, 7]),
        ("start", [0, 2, 6, 10]),
        ("STT", [1.0, 2.0, 3.0, np.nan]),
        ("score_std", SCORES),
        ("is_special", [True, False, False, False]),
        ("k", [0, 1, 2, 3]),
        ("câu", [1, 1, 2, 2]),
    ],
)
def test_what_only_numbers_tokens_is_left_out(name: str, cells: list[Any]) -> None:
    """As of rows with names; a mapping draws it all the same, as the hint says."""
    frame = pd.DataFrame({name: cells, "score": SCORES})
    errors = pd.DataFrame({name: SCORES, "score": [0.01] * 4})
    made = Heatmap(WORDS, frame, err=errors)
    assert names(made) == ["score"]
    assert made.series[0].errors == (0.01,) * 4
    assert Heatmap(WORDS, frame, err=errors[["score"]]) == made
    (notice,) = made.notices
    assert (notice.name, notice.about) == ("unlike-columns", "scores")
    assert repr(name) in notice.message
    assert f"scores[{name!r}]" in notice.hint
    if name != "is_special":  # which holds no numbers
        assert names(Heatmap(WORDS, frame[[name]])) == [name]
        assert names(Heatmap(WORDS, {one: frame[one] for one in frame})) == [name, "score"]


def test_structured_arrays_are_frames() -> None:
    """Their errors lose the same columns."""
    kind = [("id", int), ("score", float)]
    array = np.array([*zip([5, 3, 9, 1], SCORES, strict=True)], dtype=kind)
    made = Heatmap(WORDS, array, err=array)
    assert (names(made), len(made.notices)) == (["score"], 1)
    assert made.series[0].errors == tuple(SCORES)


@pytest.mark.parametrize(
    "columns",
    [["gpt2", "llama"], [0, 1], ["L0", "L1"], ["i", "id"], [("a", "b"), ("a", "c")], WORDS[:2]],
)
def test_all_others_are_drawn(columns: list[Any]) -> None:
    """Nothing is said of them, nor where nothing would be left."""
    frame = pd.DataFrame({"x": [1, 2, 3, 4], "y": [3, 5, 7, pd.NA]})
    frame.columns = pd.Index(columns)
    made = Heatmap(WORDS, frame)
    assert len(made.series) == len(columns)
    assert not made.notices


def test_names_of_tokens_are_no_names_of_columns() -> None:
    """The words of a text may be called like what numbers them."""
    tokens = ["id", " index"]
    frame = pd.DataFrame([[1, 2], [3, 4]], index=["x", "y"], columns=["id", "index"])
    assert names(Heatmap(tokens, frame)) == ["id", "index"]


def test_different_quantities_are_told() -> None:
    """One scale is for both; the hint draws one of them."""
    frame = pd.DataFrame({"surprisal": SCORES, "reading time": [200, 300, 250, 400]})
    (notice,) = Heatmap(WORDS, frame).notices
    assert notice.name == "unlike-columns"
    assert notice.hint == "draw each by itself: scores[['surprisal']]"
    assert not Heatmap(WORDS, frame[["surprisal"]]).notices


def test_a_frame_that_does_not_fit_is_refused_as_before() -> None:
    """Of another number of rows the error says how many there are."""
    with pytest.raises(ScoreError, match="3"):
        Heatmap(WORDS, pd.DataFrame({"id": [1, 2, 3], "score": [1, 2, 3]}))
    with pytest.raises(ScoreError):
        Heatmap(WORDS, pd.DataFrame({"id": [], "score": []}))


@pytest.mark.parametrize("name", ["logprob", "surprisal (bits)", "xác suất"])
def test_the_name_of_a_series_says_what_it_is(name: str) -> None:
    """It is read as a frame of it; other names are no matter, and names beside it go before."""
    scores = pd.Series(SCORES, name=name)
    assert Heatmap(WORDS, scores) == Heatmap(WORDS, scores.to_frame())
    assert names(Heatmap(WORDS, scores)) == [name]
    assert names(Heatmap(WORDS, scores, names=["x"])) == ["x"]


@pytest.mark.parametrize("name", [None, 0, "score", "x", ("logprob", 1)])
def test_other_names_of_series_are_no_matter(name: Any) -> None:
    """They stay without one."""
    scores = pd.Series(SCORES, name=name)
    assert Heatmap(WORDS, scores) == Heatmap(WORDS, SCORES)


def test_what_has_no_columns_is_left_alone() -> None:
    """Lists, mappings, plain arrays and nothing at all stay the same things."""
    for given in (None, SCORES, {"id": [1, 2, 3, 4]}, np.ones((4, 2)), "abc"):
        found = FrameColumns(given, WORDS, named=False)
        assert found.scores is given
        assert found.of(given) is given
        assert not found.notices
