"""Controls beside a picture: shuffled scores, or a series of the author's."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap, ScoreError
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from pictures import SCORES, drawn, names, words


@given(SCORES, st.sampled_from(["minmax", "zero", "rank", "symmetric", (-1.0, 1.0)]))
def test_a_shuffle_changes_nothing_else(scores: list[Any], scale: Any) -> None:
    """A shuffled control leaves scale, count and the series itself as they are."""
    plain = drawn(words(scores), scores, scale=scale)
    try:
        found = drawn(words(scores), scores, scale=scale, control="shuffle")
    except ScoreError:
        assert len(set(plain.strips[0].levels) - {-1}) < 2
        return
    real, control = found.strips
    assert repr((real,)) == repr(plain.strips)  # a NaN is not equal to itself
    assert found.legend == plain.legend
    assert control.role == "control"
    assert control.note
    pairs = sorted(zip(real.levels, map(str, real.scores), strict=True))
    assert pairs == sorted(zip(control.levels, map(str, control.scores), strict=True))
    missing = [place for place, score in enumerate(real.scores) if score is None]
    assert missing == [place for place, score in enumerate(control.scores) if score is None]
    assert (control.levels, control.clipped) != (real.levels, real.clipped)


@pytest.mark.parametrize(
    "options",
    [
        {"transform": "neg"},
        {"transform": "exp"},
        {"cmap": "Blues"},
        {"lang": "vi"},
        {"scale": "rank"},
        {"clip": 10},
        {"measure": "log P"},
    ],
)
def test_nobody_can_choose_a_shuffle(options: dict[str, object]) -> None:
    """Options do not change which scores go where."""
    scores = [-1.0, -2.0, -3.0, -4.0, -5.0, -6.0]
    plain = drawn(words(scores), scores, control="shuffle").strips
    other = drawn(words(scores), scores, control="shuffle", **options).strips
    where = [plain[0].scores.index(score) for score in plain[1].scores]
    assert where == [other[0].scores.index(score) for score in other[1].scores]


def test_each_series_has_its_shuffle() -> None:
    """Several series are shuffled each, and the names say whose."""
    scores = {"x": [1, 2, 3, 4], "y": [1, 2, 3, 5]}
    found = drawn([" a", " b", " c", " d"], scores, control="shuffle", lang="vi")
    assert [strip.name for strip in found.strips] == [
        "x",
        "y",
        "đối chứng xáo trộn: x",
        "đối chứng xáo trộn: y",
    ]


def test_special_tokens_stay_where_they_are() -> None:
    """A special token keeps its score, coloured or not, and hidden ones are no part of it."""
    tokens, scores = ["<s>", " a", " b", " c", "</s>"], [9, 1, 2, 3, 8]
    included = drawn(tokens, scores, control="shuffle", special="include").strips[1]
    assert (included.scores[0], included.scores[4]) == (9, 8)
    excluded = drawn(tokens, scores, control="shuffle").strips[1]
    assert (excluded.scores[0], excluded.scores[4]) == (None, None)
    hidden = drawn(tokens, scores, control="shuffle", special="hide").strips[1]
    assert hidden.scores == excluded.scores[1:4] == included.scores[1:4]


def test_only_special_tokens_differ() -> None:
    """Where nothing but special tokens differs there is nothing to shuffle."""
    with pytest.raises(ScoreError, match="two different"):
        drawn(["<s>", " a", " b"], [9, 1, 1], control="shuffle", special="include")


def test_words_are_shuffled_as_words() -> None:
    """Merged words keep their scores whole."""
    found = drawn(
        ["ta", "##mi", "xa", "##xa", "cô"], [1, 2, 4, 8, 16], merge="sum", control="shuffle"
    )
    assert sorted(found.strips[1].scores) == [3, 12, 16]  # type: ignore[type-var]
    assert len(found.cells.shown) == 3


def test_infinite_scores_are_shuffled_with_their_marks() -> None:
    """A score that a transform makes infinite is clipped in the control, too."""
    found = drawn([" a", " b", " c"], [0, 0.5, 1], transform="log", control="shuffle")
    real, control = found.strips
    assert real.scores[0] == -math.inf
    at = control.scores.index(-math.inf)
    assert at != 0
    assert dict(control.clipped) == {at: -1}
    assert found.legend.below == 1


def test_transforms_that_make_scores_equal() -> None:
    """A shuffle that would look the same after transforms is none."""
    with pytest.raises(ScoreError, match="two different"):
        drawn([" a", " b"], [1, -1], transform="abs", control="shuffle")


def test_a_control_series_joins_the_scale() -> None:
    """Another series as control is drawn last and is on the same scale."""
    scores = {"random": [-10.8, -11.2], "model": [-0.4, -0.02]}
    found = drawn([" a", " b"], scores, control="random")
    assert [strip.role for strip in found.strips] == ["series", "control"]
    assert [strip.name for strip in found.strips] == ["model", "control: random"]
    assert found.legend.ends == ("−11.2", "−0.02")
    assert "no-measure" not in names(found)  # the only ordinary series says what it is


@pytest.mark.parametrize("scores", [[1, 1, 1], [None, None], [1], [1, None]])
@pytest.mark.parametrize("options", [{"control": "shuffle"}, {"lineup": 2}])
def test_nothing_to_shuffle(scores: list[Any], options: dict[str, object]) -> None:
    """All equal, all missing, one token: refused, with what to do."""
    with pytest.raises(ScoreError, match="two different") as caught:
        drawn(words(scores), scores, **options)
    assert caught.value.hint == f"remove {next(iter(options))}, or use a longer text"


def test_shuffles_have_no_labels() -> None:
    """A label is true of its own place; rows before the shuffles and after them keep theirs."""
    scores = {"x": [1.0, 2, 3, 4, 5], "c": [3.0, 1, 2, 5, 4]}
    labels = {"x": [*"pqrst"], "c": [None, *"uvwx"]}
    made = Heatmap([f" t{at}" for at in range(5)], scores, labels=labels)
    found = picture(made.content, resolve({"view": "grid", "control": ("shuffle", "c")}))
    assert found.labels is not None
    ours, theirs = tuple("pqrst"), (None, *"uvwx")
    assert found.labels == (ours, (None,) * 5, theirs)
    assert [strip.role for strip in found.strips] == ["series", "control", "control"]
    plain = picture(made.content, resolve({"view": "grid", "control": ("c",)}))
    assert plain.labels == (ours, theirs)
