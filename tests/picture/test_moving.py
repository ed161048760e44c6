"""What changes places, as what a reader sees it."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap, OptionError, ScoreError
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.moving import exchange_of, few_looks, look_of, moved, refuse_noise
from heatmark.picture.paint import picture
from pictures import drawn, words

CAUSAL: list[list[float]] = [
    [1, 0, 0, 0],
    [0.3, 0.7, 0, 0],
    [0.2, 0.5, 0.3, 0],
    [0.1, 0.2, 0.4, 0.3],
]


def seen(tokens: list[str], scores: Any, **options: Any) -> Any:
    known = resolve(check_all(options, Scope.BLOCK))
    heatmap = Heatmap(tokens, scores).content
    return exchange_of(lay_out(heatmap, known), picture(heatmap, known).strips, known)


def test_levels_are_seen_and_not_scores() -> None:
    """Scores that have one colour look the same; those beyond the scale have a mark."""
    (row,) = seen(words([0] * 4), [1, 1.001, 5, 6], scale="[0, 5]").seen
    assert row == ((6, 0, False), (6, 0, False), (30, 0, False), (30, 1, False))


def test_noise_looks_all_the_same() -> None:
    """Tokens that cannot be told from the centre have its colour."""
    found = drawn(words([0] * 3), [0.1, -0.2, 9.0], [0.5] * 3, against=0)
    assert look_of(found.strips[0], 0) == look_of(found.strips[0], 1)
    assert look_of(found.strips[0], 2) == (30, 0, False)


def test_what_stays() -> None:
    """Special tokens and missing scores stay, and so does what a causal map cannot see."""
    (row,) = seen(["<s>", " a", " b", " c"], [9, 1, None, 3], special="include").seen
    assert [one is None for one in row] == [True, False, True, False]
    grid = seen(words([0] * 4), CAUSAL, view="grid")
    assert [[one is None for one in row] for row in grid.seen] == [
        [at > row for at in range(4)] for row in range(4)
    ]
    small = seen(words([0] * 2), [[1, 0], [2, 3]], view="grid")
    assert small.seen[0][1] is None
    for row, at in ((0, 1), (0, 3), (2, 3)):
        full = [[*one] for one in CAUSAL]
        full[row][at] = 0.5
        found = seen(words([0] * 4), full, view="grid")
        assert all(one is not None for row in found.seen for one in row)
    part = seen(words([0] * 4), dict(zip("xyz", CAUSAL, strict=False)), view="grid")
    assert all(one is not None for row in part.seen for one in row)
    text = seen(words([0] * 4), CAUSAL)
    assert all(one is not None for row in text.seen for one in row)


def test_strata_and_rotations() -> None:
    """The option says what may change places with what."""
    tokens = ["un", "##able", ",", "x"]
    assert seen(tokens, [1, 2, 3, 4], shuffle="pieces").strata == (
        "first",
        "later",
        "other",
        "first",
    )
    assert seen(tokens, [1, 2, 3, 4], shuffle="rotate").rotate


def test_all_of_a_score_moves() -> None:
    """Text, colour, mark, error and fading go with the score."""
    strip = drawn(words([0] * 3), [0.1, 5, 9], [0.5] * 3, against=0, scale="[0, 5]").strips[0]
    there = moved(strip, (2, 0, 1))
    assert there.texts == tuple(strip.texts[at] for at in (2, 0, 1))
    assert set(there.faded) == {1}
    assert there.errors == strip.errors
    bars = drawn(words([0] * 3), [0.1, 5, 9], view="bars").strips[0]
    assert bars.bars is not None
    assert moved(bars, (2, 0, 1)).bars == (bars.bars[2], bars.bars[0], bars.bars[1])
    assert moved(bars, (2, 0, 1)).errors is None
    assert moved(strip, (2, 0, 1)).bars is None
    assert dict(there.clipped) == {0: 1}


def test_few_pictures() -> None:
    """With fewer than twenty that look different, nothing can be surprising at 5 %."""
    assert few_looks(seen(words([0] * 3), [1, 2, 3]), "vi").endswith("p nhỏ nhất là 1/6.")
    assert few_looks(seen(words([0] * 4), [1, 2, 3, 4]), "vi") == ""
    twenty = [1, 1, 1, 2, 2, 2]  # look different in 6! / (3! 3!) = 20 ways
    assert few_looks(seen(words(twenty), twenty), "vi") == ""
    fifteen = [1, 1, 1, 1, 2, 2]
    assert few_looks(seen(words(fifteen), fifteen), "vi").endswith("p nhỏ nhất là 1/15.")


@pytest.mark.parametrize("options", [{"control": "shuffle"}, {"lineup": 4}, {"rorschach": 3}])
def test_all_noise_has_nothing_to_move(options: dict[str, Any]) -> None:
    """Four pictures of noise would be four equal pictures: refused, with a hint that is true."""
    about = next(iter(options))
    with pytest.raises(ScoreError, match="every shuffle looks the same") as caught:
        drawn(words([0] * 4), [1, 2, 3, 4], noise=10, **options)
    assert caught.value.hint == f"remove {about}, or measure more often"
    assert caught.value.about == about
    refuse_noise(drawn(words([0] * 4), [1, 2, 3, 40], noise=1).strips, about)
    refuse_noise(drawn(words([0] * 2), [None, None]).strips, about)
    with pytest.raises(ScoreError, match="every shuffle looks the same"):
        refuse_noise(drawn([" a"], [1.0], noise=10, against=0).strips, about)


def test_colours_that_cannot_be_told_apart() -> None:
    """Six pictures of four scores in two colours are not there."""
    with pytest.raises(ScoreError, match="only 6 arrangements") as caught:
        drawn([" a", " b", " c", " d"], [1, 1.001, 5, 5.001], lineup=7)
    assert "write lineup: 6" in caught.value.hint
    assert len(drawn([" a", " b", " c", " d"], [1, 1.001, 5, 5.001], lineup=6).strips) == 6


def test_options_of_line_ups_exclude_others() -> None:
    """One of them at a time, and only as text."""
    for options, problem in (
        ({"lineup": 3, "rorschach": 3}, "exclude"),
        ({"rorschach": 3, "view": "grid"}, "cannot be shown in the view grid"),
        ({"rorschach": 3, "control": "shuffle"}, "rorschach and control exclude"),
        ({"rorschach": 3, "lineup_versions": 2}, "goes with lineup"),
    ):
        with pytest.raises(OptionError, match=problem) as caught:
            drawn(words([0] * 4), [1, 2, 3, 4], **options)
        assert caught.value.hint
