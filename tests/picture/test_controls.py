"""Several controls at once: shuffles of all rows together, series with ρ."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import OptionError
from heatmark.picture.controls import with_controls
from heatmark.picture.ranks import agreement
from heatmark.render.legend import told
from pictures import drawn, words

FIVE = [" a", " b", " c", " d", " e"]


def test_several_controls() -> None:
    """They are drawn in the order that they are named in, after the shuffles of all others."""
    assert with_controls.__doc__
    scores = {"real": [1, 2, 3, 4, 9], "x": [1, 2, 2, 3, 5], "y": [5, 4, 3, 2, 1]}
    found = drawn(FIVE, scores, control=["y", "shuffle", "x"], lang="vi")
    assert [strip.name for strip in found.strips] == [
        "real",
        "đối chứng xáo trộn: real",
        "đối chứng: y",
        "đối chứng: x",
    ]
    assert [strip.role for strip in found.strips] == ["series"] + 3 * ["control"]
    assert len(told(found).controls) == 3


@pytest.mark.parametrize(
    ("control", "rho", "sizes"),
    [
        ([2, 1, 4, 3, 5], "0,8", "0,8"),
        ([-1, -2, -3, -4, -5], "−1", "1"),
        ([7, 7, 7, 7, 7], "–", "–"),
    ],
)
def test_rho(control: list[float], rho: str, sizes: str) -> None:
    """ρ of scores and of absolute scores stand beside a control, and what ρ often is."""
    found = drawn(FIVE, {"real": [1, 2, 3, 4, 5], "c": control}, control="c", lang="vi")
    note = found.strips[1].note
    assert note is not None
    assert f"ρ = {rho}, theo trị tuyệt đối {sizes}, trên 5 token" in note
    assert "cũng thường đạt tới ±0,9, và hơn thế khi các token kề nhau" in note
    assert "p <" not in note


def test_rho_with_several_series() -> None:
    """Each is named; of many, the least and the largest are said."""
    three = {"a": [1, 2, 3, 4, 5], "b": [5, 4, 3, 2, 1], "c": [1, 2, 3, 4, 5]}
    (note,) = [strip.note for strip in drawn(FIVE, three, control="c").strips if strip.note]
    assert "a: ρ = 1, of absolute scores 1; b: ρ = −1, of absolute scores −1, over 5" in note
    assert "of one series often reach ±0.9, one of 2 series all the more" in note
    many: dict[str, list[int]] = {str(at): [1, 2, 3, 4, 5 + at % 2] for at in range(5)}
    (note,) = [
        strip.note
        for strip in drawn(FIVE, {**many, "c": [5, 4, 3, 2, 1]}, control="c").strips
        if strip.note
    ]
    assert "with the 5 series ρ = −1 … −1" in note
    four = {**many, "4": [-1, -2, -3, -4, -6], "c": [5, 4, 3, 2, 1]}
    (note,) = [strip.note for strip in drawn(FIVE, four, control="c").strips if strip.note]
    assert "with the 5 series ρ = −1 … 1, of absolute scores −1 … −1, over 5" in note
    del four["3"]
    (note,) = [strip.note for strip in drawn(FIVE, four, control="c").strips if strip.note]
    assert "2: ρ = −1, of absolute scores −1; 4: ρ = 1, of absolute scores −1, over 5" in note


def test_rho_of_differences() -> None:
    """What is subtracted from both makes them agree, so that no ρ of unrelated scores is named."""
    draw = np.random.default_rng(4).standard_normal
    rhos = []
    for _ in range(200):
        base, real, control = draw((3, 40))
        rhos.append(agreement(real - base, control - base).rho or 0.0)
    assert 0.4 < np.mean(rhos) < 0.55, "as the note says"
    series = {"base": [1, 3, 2, 4, 5], "real": [2, 3, 1, 5, 4], "c": [4, 1, 3, 2, 5]}
    found = drawn(FIVE, series, control="c", minus="base")
    note = found.strips[1].note
    assert note is not None
    assert "base was subtracted from both, which alone makes unrelated scores agree" in note
    assert "often reach" not in note


def test_rho_has_two_decimals() -> None:
    """More would say nothing; over one token there is none, and nothing to compare it with."""
    found = drawn(FIVE, {"real": [1, 2, 2, 4, 5], "c": [1, 3, 2, 5, 4]}, control="c")
    assert found.strips[1].note is not None
    assert "ρ = 0.87, of" in found.strips[1].note
    one = drawn(FIVE[:2], {"real": [1, None], "c": [1, 2]}, control="c").strips[1].note
    assert one is not None
    assert "ρ = –, of absolute scores –, over 1" in one
    assert "±0" in one


def test_rows_move_together() -> None:
    """One permutation is drawn for all rows, within the cells that a causal map has."""
    scores = {"x": [1, 2, 3, 4], "y": [10, 20, 30, 40]}
    found = drawn(words([0] * 4), scores, control="shuffle", view="grid")
    x, y = (found.strips[at].scores for at in (2, 3))
    assert [score * 10 if score else None for score in x] == list(y)
    causal: list[list[float]] = [
        [1, 0, 0, 0],
        [0.3, 0.7, 0, 0],
        [0.2, 0.5, 0.3, 0],
        [0.1, 0.2, 0.4, 0.3],
    ]
    grid = drawn(words([0] * 4), causal, control="shuffle", view="grid")
    for row, strip in enumerate(grid.strips[4:]):
        assert list(strip.scores[row + 1 :]) == [None] * (3 - row), "as no score is there"
        assert {*strip.scores[: row + 1]} == {*causal[row][: row + 1]}
    missing = [
        [None if at > row else one for at, one in enumerate(causal[row])] for row in range(4)
    ]
    drawn(words([0] * 4), missing, control="shuffle", view="grid")


@pytest.mark.parametrize(
    ("shuffle", "words_of_it"),
    [
        ("free", "gán ngẫu nhiên cho các token; để kiểm tra màu có gắn với vị trí không"),
        ("pieces", "cùng loại"),
        ("rotate", "token kề nhau vẫn kề nhau, nhưng xu hướng tăng hay giảm dọc văn bản thì không"),
    ],
)
def test_what_a_shuffle_tells(shuffle: str, words_of_it: str) -> None:
    """Each kind of shuffle says what it keeps; none tells whether scores are right."""
    scores: list[Any] = [1, 2, 3, 4, 9]
    (note,) = told(drawn(FIVE, scores, control="shuffle", shuffle=shuffle, lang="vi")).controls
    assert words_of_it in note
    assert "không cho biết điểm số đúng hay sai" in note


def test_rotation_keeps_neighbours() -> None:
    """Scores move along the text by one distance."""
    scores = [1, 2, 3, 4, 9]
    strip = drawn(FIVE, scores, control="shuffle", shuffle="rotate").strips[1]
    start = strip.scores.index(1)
    assert [*strip.scores[start:], *strip.scores[:start]] == scores


@pytest.mark.parametrize(
    ("control", "problem"),
    [("z", "no series 'z'"), (["x", "y"], "all series are named in control, and none is left")],
)
def test_controls_that_are_not_there(control: Any, problem: str) -> None:
    """A control is one of the series, and not all are controls."""
    with pytest.raises(OptionError, match=problem) as caught:
        drawn(FIVE, {"x": [1, 2, 3, 4, 5], "y": [1, 2, 3, 4, 5]}, control=control)
    assert caught.value.hint
    assert caught.value.about == "control"


def test_something_is_left_beside_what_is_subtracted() -> None:
    """The series that others are shown less is not shown itself."""
    scores = {"x": [1, 2, 3, 4, 5], "y": [1, 2, 3, 4, 5]}
    for control in ("y", ["y", "shuffle"]):
        with pytest.raises(OptionError, match="named in control or minus, and none") as caught:
            drawn(FIVE, scores, control=control, minus="x")
        assert caught.value.about == "control"
