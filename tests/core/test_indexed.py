"""Labels of pandas' rows and columns that are the tokens: their order, and matrices."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from heatmark import Heatmap, ScoreError
from heatmark.core.indexed import TokenOrder

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = ["Hà", " Nội", " đẹp"]
BARE = ["Hà", "Nội", "đẹp"]
ATTENTION = [[1, 0, 0], [0.6, 0.4, 0], [0.1, 0.2, 0.7]]
MOVED = [" đẹp", "Hà", " Nội"]


def rows(heatmap: Heatmap) -> list[tuple[str | None, tuple[float | None, ...]]]:
    """Give the series with their names."""
    return [(one.name, one.scores) for one in heatmap.series]


@pytest.mark.parametrize("labels", [WORDS, BARE, pd.Index(BARE, dtype="string")])
@pytest.mark.parametrize("options", [{}, {"view": "grid"}, {"measure": "attention"}])
def test_a_frame_of_tokens_by_tokens_is_a_matrix(labels: Any, options: Any) -> None:
    """Its rows are rows, as its array and its CSV have them, and nothing has to be guessed."""
    frame = pd.DataFrame(ATTENTION, index=labels, columns=labels)
    made = Heatmap(WORDS, frame, **options)
    assert rows(made) == rows(Heatmap(WORDS, np.array(ATTENTION)))
    assert not made.notices
    assert made == Heatmap(WORDS, frame.to_numpy(), **options)


@pytest.mark.parametrize(
    ("tokens", "labels"),
    [
        (["Ġa", "Ġb"], ["a", "b"]),
        (["▁a", "b"], ["a", "b"]),
        (["a", "##b"], ["a", "b"]),
        (["a</w>", "b</w>"], ["a", "b"]),
        (["ĠHÃł", "ĠN"], [" Hà", " N"]),
        (["the", " cat", " the"], ["the", "cat", "the"]),
        (["a", "b"], ["a ", "b "]),
    ],
)
def test_labels_are_the_tokens_however_they_are_written(
    tokens: list[str], labels: list[str]
) -> None:
    """As the tokenizer writes them, or as readers know them; a word may be there twice."""
    square = np.arange(len(tokens) ** 2).reshape(len(tokens), -1)
    frame = pd.DataFrame(square, index=labels, columns=labels)
    assert rows(Heatmap(tokens, frame)) == rows(Heatmap(tokens, square))


def test_what_goes_with_a_matrix_is_one() -> None:
    """Errors and labels of a frame are cell by cell those of its scores."""
    frame = pd.DataFrame(ATTENTION, index=BARE, columns=BARE)
    texts = frame.map(lambda score: f"{score:g}")
    made = Heatmap(WORDS, frame, err=frame / 10, labels=texts, view="grid")
    assert made.series[1].errors == (0.06, 0.04, 0.0)
    assert made.labels is not None
    assert made.labels[1] == ("0.6", "0.4", "0")
    nothing = pd.DataFrame([[1, None, None]] * 3, index=BARE, columns=BARE, dtype="Float64")
    assert Heatmap(WORDS, nothing).series[0].scores == (1.0, None, None)


@pytest.mark.parametrize("order", [*permutations(range(3))][1:])
@pytest.mark.parametrize("labels", [WORDS, BARE])
@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("scores", lambda one: one),
        ("scores", lambda one: one.astype("Float64")),
        ("scores", lambda one: pd.DataFrame({"x": one, "y": one})),
        ("scores", lambda one: {"x": one, "y": one}),
        ("scores", lambda one: [one, one]),
        ("scores", lambda one: [[1, 2, 3], one]),
        ("err", lambda one: one),
        ("runs", lambda one: [one, one + 1]),
        ("ranks", lambda one: one),
        ("entropy", lambda one: one),
        ("ids", lambda one: one),
        ("labels", lambda one: one.astype(str)),
        ("classes", lambda one: one.astype(str)),
    ],
)
def test_tokens_in_another_order_are_refused(
    order: tuple[int, ...], labels: list[str], key: str, made: Callable[[Any], Any]
) -> None:
    """An index of the tokens that groupby or sort_values moved would pair scores wrongly."""
    moved = pd.Series([1, 2, 3], index=[labels[at] for at in order])
    given = {key: made(moved)} if key in {"scores", "runs"} else {"scores": [1, 2, 3], key: moved}
    with pytest.raises(ScoreError, match=f"the index of {key} has the tokens in another") as caught:
        Heatmap(WORDS, **given)
    assert f"{key}.loc[" in caught.value.hint


@pytest.mark.parametrize(
    ("labels", "hint"),
    [(WORDS, "tokens"), (BARE, "[token.strip() for token in tokens]")],
)
def test_the_hints_on_an_order_work(labels: list[str], hint: str) -> None:
    """Rows are taken by the tokens, or all by position where the order is right."""
    scores = pd.Series([3, 1, 2], index=[labels[at] for at in (2, 0, 1)])
    with pytest.raises(ScoreError) as caught:
        Heatmap(WORDS, scores)
    assert caught.value.hint == f"write scores.loc[{hint}], or .to_numpy() if the order is right"
    chosen = WORDS if hint == "tokens" else [token.strip() for token in WORDS]
    assert rows(Heatmap(WORDS, scores.loc[chosen])) == [(None, (1.0, 2.0, 3.0))]
    assert rows(Heatmap(WORDS, scores.to_numpy())) == [(None, (3.0, 1.0, 2.0))]
    square = pd.DataFrame(ATTENTION, index=labels, columns=labels)
    with pytest.raises(ScoreError) as caught:
        Heatmap(WORDS, square.sort_index(ascending=False).sort_index(axis=1))
    assert caught.value.hint.startswith(f"write scores.loc[{hint}, {hint}], or ")
    assert rows(Heatmap(WORDS, square.loc[chosen, chosen])) == rows(Heatmap(WORDS, square))


def test_columns_in_another_order_are_refused() -> None:
    """A pivot table sorts rows and columns; of a matrix neither may be moved."""
    square = pd.DataFrame(ATTENTION, index=WORDS, columns=WORDS)
    for moved in (square[MOVED], square.loc[MOVED], square.loc[MOVED, MOVED]):
        with pytest.raises(ScoreError, match="another order"):
            Heatmap(WORDS, moved)


@pytest.mark.parametrize("index", [None, ["L0", "L1", "L2"]])
def test_columns_alone_that_are_tokens(index: Any) -> None:
    """What the rows are is not said: columns stay series, with a notice, whose hint works."""
    frame = pd.DataFrame(ATTENTION, index=index, columns=BARE)
    made = Heatmap(WORDS, frame)
    assert [one.name for one in made.notices] == ["table-axes"]
    assert made.series[0].scores == (1.0, 0.6, 0.1)
    by_rows = Heatmap(WORDS, frame.to_numpy(), token_axis="last")
    assert by_rows.series[1].scores == (0.6, 0.4, 0.0)
    by_columns = Heatmap(WORDS, dict(frame))
    assert rows(by_columns) == rows(made)
    assert not by_rows.notices
    assert not by_columns.notices


@pytest.mark.parametrize(
    "index",
    [
        None,
        [4, 5, 6],
        [523, 12, 99],
        [1.0, 0.0, 2.0],
        [2, 2, 1],
        WORDS,
        BARE,
        ["a", "b", "c"],
        ["Hà", "Hà", "Nội"],
        [("s", word) for word in WORDS],
        [(0, "Hà"), (1, "Nội"), (2, "đẹp")],
        [None, "Hà", "Nội"],
    ],
)
def test_all_other_labels_say_nothing(index: Any) -> None:
    """Numbers, other words, and the tokens in their order leave scores where they stand."""
    scores = pd.Series([1, 2, 3], index=index)
    made = Heatmap(WORDS, scores)
    assert rows(made) == [(None, (1.0, 2.0, 3.0))]
    assert not made.notices
    assert rows(Heatmap(WORDS, pd.DataFrame({"x": scores}))) == [("x", (1.0, 2.0, 3.0))]


def test_a_level_of_an_index() -> None:
    """One of several levels has the tokens; no hint can take them by it."""
    index = pd.MultiIndex.from_tuples([("s", word) for word in MOVED])
    with pytest.raises(ScoreError, match="another order") as caught:
        Heatmap(WORDS, pd.Series([1, 2, 3], index=index))
    assert ".loc" not in caught.value.hint
    with pytest.raises(ScoreError) as caught:
        Heatmap(["a", "b", "a"], pd.Series([1, 2, 3], index=["a", "a", "b"]))
    assert ".loc" not in caught.value.hint


def test_one_token_has_no_order() -> None:
    """A frame of one number is no matrix: its column is a series with a name."""
    frame = pd.DataFrame({"a": [1]}, index=["a"])
    assert rows(Heatmap(["a"], frame)) == [("a", (1.0,))]


def test_what_has_no_labels_is_left_alone() -> None:
    """Lists, arrays and mappings of them stay what they are; tokens are not even read for them."""
    order = TokenOrder(WORDS, pytest.fail)
    for given in ([1, 2, 3], (1, 2, 3), None, np.ones(3), {"x": [1, 2, 3]}, [], "abc"):
        assert order.of(given) is given or order.of(given) == given
    assert (order.notices, order.is_matrix) == ([], False)


def test_markers_are_no_difference_where_tokens_have_them() -> None:
    """Two tokens that differ in a space alone are told apart, by the labels as they stand."""
    tokens = ["a", " a"]
    assert rows(Heatmap(tokens, pd.Series([1, 2], index=tokens))) == [(None, (1.0, 2.0))]
    assert rows(Heatmap(tokens, pd.Series([1, 2], index=["a", "a"]))) == [(None, (1.0, 2.0))]
    with pytest.raises(ScoreError, match="another order"):
        Heatmap(tokens, pd.Series([1, 2], index=[" a", "a"]))


FRAME = pd.DataFrame({"token": WORDS, "score": [3.0, 1.0, 2.0], "x": [1.0, 1.0, 2.0]})
SORTED = FRAME.sort_values("score")


@pytest.mark.parametrize(
    "scores",
    [SORTED["score"], SORTED[["score", "x"]], {"a": SORTED["score"]}, [FRAME["x"], SORTED["x"]]],
)
def test_labels_of_tokens_in_another_order(scores: Any) -> None:
    """Scores that were sorted are not those of the tokens beside them."""
    with pytest.raises(ScoreError, match="is that of the tokens in another order") as caught:
        Heatmap(FRAME["token"], scores)
    assert caught.value.hint == (
        "write scores.loc[tokens.index], or .to_numpy() if the order is right"
    )


def test_labels_of_tokens_are_followed() -> None:
    """What the hint says gives each token its own score, or takes the order for right."""
    tokens, scores = FRAME["token"], SORTED["score"]
    assert Heatmap(tokens, scores.loc[tokens.index]).series[0].scores == (3, 1, 2)
    assert Heatmap(tokens, scores.to_numpy()).series[0].scores == (1, 2, 3)
    twice = pd.Series([1.0, 2.0, 3.0], index=[0, 1, 1])
    with pytest.raises(ScoreError) as caught:
        Heatmap(pd.Series(WORDS, index=[1, 0, 1]), twice)
    assert ".loc" not in caught.value.hint


@pytest.mark.parametrize(
    ("tokens", "scores", "level"),
    [
        (FRAME["token"][FRAME["score"] > 1], FRAME["score"][:2], "info"),
        (FRAME["token"][1:], FRAME["score"][[2, 0]], "warning"),
        (FRAME["token"][1:], FRAME["score"][[False, True, True]], ""),
        (FRAME["token"], pd.Series([1.0, 2.0, 3.0], index=[5, 6, 7]), ""),
        (FRAME["token"], pd.Series([1.0, 2.0, 3.0], index=[0.0, 1.0, 2.0]), ""),
        (FRAME["token"], FRAME.set_index("token")["score"], ""),
        (FRAME["token"], [1, 2, 3], ""),
        (WORDS, SORTED["score"], "warning"),
    ],
)
def test_labels_of_other_tokens(tokens: Any, scores: Any, level: str) -> None:
    """Some labels that stand beside other tokens are told of: scores may be fresh ones."""
    found = Heatmap(tokens, scores).notices
    assert [(one.name, one.level) for one in found] == [("table-axes", level)] * bool(level)


def test_a_frame_with_the_tokens_above_it() -> None:
    """Rows that are series are no columns, and what to write is said."""
    frame = pd.DataFrame([[1, 2, 3], [4, 5, 6]], index=["L0", "L1"], columns=WORDS)
    with pytest.raises(ScoreError, match="are the tokens, and its rows the series") as caught:
        Heatmap(WORDS, frame)
    assert caught.value.hint == "write scores.T, in which each column is a series"
    assert rows(Heatmap(WORDS, frame.T)) == [("L0", (1, 2, 3)), ("L1", (4, 5, 6))]


@pytest.mark.parametrize(
    "made", [lambda one: one, lambda one: one.to_frame("x"), lambda one: [one]]
)
@pytest.mark.parametrize("index", [[2, 0, 1], [3, 1, 2], pd.Index([2, 1, 0], dtype="UInt8")])
def test_numbers_of_rows_that_were_sorted(index: Any, made: Callable[[Any], Any]) -> None:
    """Nobody knows whether the tokens were sorted with them: it is told, and the hints work."""
    scores = pd.Series([1, 2, 3], index=index)
    found = Heatmap(WORDS, made(scores))
    (notice,) = found.notices
    assert (notice.name, notice.level) == ("table-axes", "warning")
    assert found.scores.tolist() == [[1, 2, 3]]
    assert not Heatmap(WORDS, made(scores.sort_index())).notices
    assert not Heatmap(WORDS, scores.to_numpy()).notices
    assert not Heatmap(pd.Series(WORDS, index=index), made(scores)).notices


def test_many_texts_that_were_sorted_are_told_once() -> None:
    """However many of them there are."""
    text = {"tokens": WORDS, "scores": pd.Series([1, 2, 3], index=[2, 0, 1])}
    assert [one.name for one in Heatmap.from_texts([text, text]).notices] == ["table-axes"]


@pytest.mark.parametrize("index", [None, ["x", "y", "z"]])
def test_a_square_frame_without_names(index: Any) -> None:
    """Its array has rows for series: that its columns are is told, and the hints work."""
    frame = pd.DataFrame(ATTENTION, index=index)
    made = Heatmap(WORDS, frame)
    assert [one.name for one in made.notices] == ["table-axes"]
    assert len(Heatmap(WORDS, frame, err=frame / 10).notices) == 1
    assert made.series[0].scores == (1.0, 0.6, 0.1)
    by_rows = Heatmap(WORDS, frame.to_numpy(), token_axis="last")
    assert by_rows.series[1].scores == (0.6, 0.4, 0.0)
    assert not by_rows.notices
    assert rows(Heatmap(WORDS, dict(frame))) == rows(made)
    assert not Heatmap(WORDS, dict(frame)).notices
    for named in (frame.set_axis(["a", "b", "c"], axis=1), frame.iloc[:, :2]):
        assert not Heatmap(WORDS, named).notices
