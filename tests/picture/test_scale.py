"""Scales: what holds for all scores."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from heatmark.core.errors import OptionError, ScoreError
from heatmark.language.numbers import Writing
from heatmark.options.values import SCALES
from heatmark.picture.palette import LEVELS, levels
from heatmark.picture.scale import Wanted, _between, bar_ends, scale
from heatmark.tokens.shown import score_array
from pictures import drawn
from strategies import SCORE, TINY, tables


@st.composite
def kinds(draw: st.DrawFn) -> dict[str, object]:
    """A scale with all that belongs to it."""
    kind: object = draw(st.sampled_from(SCALES))
    chosen: dict[str, object] = {"kind": kind}
    if draw(st.booleans()) and kind == "symmetric":
        chosen["center"] = draw(SCORE)
    if draw(st.booleans()) and kind != "rank":
        chosen["clip"] = draw(st.sampled_from([(5.0, 95.0), (0.0, 51.0), (49.9, 50.1)]))
    if draw(st.integers(0, 4)) == 0:
        low, high = draw(SCORE), draw(SCORE)
        assume(low < high)
        chosen = {"kind": (low, high)}
    return chosen


@given(tables(infinite=True), kinds())
@example([[1e308, -1e308, 0.0]], {"kind": "minmax"})
@example([[TINY, 0.0]], {"kind": "minmax"})
@example([[1.797e308]], {"kind": "log"})
@example([[1e308, -1e308]], {"kind": "symmetric", "center": 1e308})
def test_positions(rows: list[list[float | None]], chosen: dict[str, object]) -> None:
    """Positions are in [0, 1] and in the order of scores; NaN where a score or all are missing."""
    values = score_array(rows)
    try:
        scaled = scale(values, Wanted(**chosen))  # type: ignore[arg-type]
    except ScoreError:  # the only reasons to give up
        if chosen["kind"] == "log":
            assert np.nanmin(values[np.isfinite(values)]) < 0
            return
        assert np.nanmax(np.abs(values)) > 1e300 or abs(float(str(chosen.get("center", 0)))) > 1e300
        return
    positions = scaled.positions
    known = ~np.isnan(values) & (scaled.ends is not None)
    values = values if scaled.ends is None or scaled.ends[0] <= scaled.ends[1] else -values
    assert_array_equal(np.isnan(positions), ~known)
    assert np.all((positions[known] >= 0) & (positions[known] <= 1))
    order = np.argsort(values[known], kind="stable")
    assert np.all(np.diff(positions[known][order]) >= 0)
    same = values[known][order][1:] == values[known][order][:-1]
    assert np.all(np.diff(positions[known][order])[same] == 0)
    steps = levels(positions)
    assert np.all(steps[~known] == -1)
    assert np.all((steps[known] >= 0) & (steps[known] < LEVELS))


@given(tables(infinite=True), kinds())
def test_what_is_clipped(rows: list[list[float | None]], chosen: dict[str, object]) -> None:
    """A score is marked as clipped if and only if it is beyond the ends that the legend names.

    Those that an author fixed are not rounded: no rounding alone leads beyond them.
    """
    values = score_array(rows)
    try:
        scaled = scale(values, Wanted(**chosen))  # type: ignore[arg-type]
    except ScoreError:
        return
    low, high = sorted(scaled.ends or (0.0, 0.0))
    exact = values if scaled.kind == "fixed" else scaled.rounded
    assert_array_equal(scaled.clipped > 0, (scaled.rounded > high) & (exact > high))
    assert_array_equal(scaled.clipped < 0, (scaled.rounded < low) & (exact < low))
    if scaled.ends is None:
        known = values[np.isfinite(values)]
        assert not (known > 0).any() if scaled.kind == "log" else not known.size


@given(tables())
def test_minmax_spans_the_palette(rows: list[list[float | None]]) -> None:
    """On a min–max scale the smallest score is at 0 and the largest at 1; all equal is 0.5."""
    values = score_array(rows)
    assume(not np.isnan(values).all())
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    scaled = scale(values, Wanted("minmax"))
    assert scaled.seen == (low, high)
    assert scaled.ends == pytest.approx((low, high), abs=(high / 2 - low / 2) / 100, rel=5e-3)
    assert np.all(scaled.positions[values == low] == (0.0 if low < high else 0.5))
    assert np.all(scaled.positions[values == high] == (1.0 if low < high else 0.5))


@given(tables(), SCORE)
def test_the_centre_is_in_the_middle(rows: list[list[float | None]], center: float) -> None:
    """A symmetric scale has its centre at 0.5, and as much room below as above."""
    values = np.clip(score_array(rows), -1e300, 1e300)
    center = float(np.clip(center, -1e300, 1e300))
    assume(not np.isnan(values).all())
    scaled = scale(
        np.vstack([values, np.full_like(values[:1], center)]), Wanted("symmetric", center)
    )
    assert np.all(np.abs(scaled.positions[-1] - 0.5) < 5e-3)  # the scores are rounded
    assert np.nanmin(scaled.positions) >= 0


@given(tables(), SCORE)
@example([[1.5, -0.8, 0.3, -1.3]], -0.8)
@example([[0.3, 0.6, 0.4, -0.1]], 0.6)
@example([[-0.9, 0.3, -0.8, -0.6]], -0.9)
def test_no_score_is_beyond_its_centre(rows: list[list[float | None]], center: float) -> None:
    """A symmetric scale that nothing is cut from reaches to its farthest score, to the last bit."""
    values = np.clip(score_array(rows), -1e300, 1e300)
    scaled = scale(values, Wanted("symmetric", float(np.clip(center, -1e300, 1e300))))
    assert not scaled.clipped.any()


@given(tables())
def test_ranks(rows: list[list[float | None]]) -> None:
    """On a rank scale equal scores share a place, and its ends are those of the ramp."""
    values = score_array(rows)
    scaled = scale(values, Wanted("rank"))
    known = scaled.rounded[~np.isnan(values)]
    assume(known.size)
    places = scaled.positions[~np.isnan(values)]
    for one in set(known.tolist()):
        assert len(set(places[known == one].tolist())) == 1
    ends = (0.0, 1.0) if known.min() < known.max() else (0.5, 0.5)
    assert (places[known.argmin()], places[known.argmax()]) == ends
    if len(set(known.tolist())) == known.size > 1:
        assert sorted(places) == pytest.approx(np.linspace(0, 1, known.size))


TWENTY = [float(score) for score in range(1, 21)]


@pytest.mark.parametrize(
    ("scores", "clip", "ends", "cut"),
    [
        (TWENTY, (5.0, 95.0), (2.0, 19.0), (1, 1)),
        (TWENTY, (0.0, 95.0), (1.0, 19.0), (0, 1)),
        (TWENTY[:19], (5.0, 95.0), (1.0, 19.0), (0, 0)),
        ([*TWENTY[:19], 1e6], (5.0, 95.0), (2.0, 19.0), (1, 1)),
        ([float(score) for score in range(1000)], (0.1, 99.9), (1.0, 998.0), (1, 1)),
    ],
)
def test_clipped_ends_are_scores(
    scores: list[float],
    clip: tuple[float, float],
    ends: tuple[float, float],
    cut: tuple[int, int],
) -> None:
    """As many scores are left out as whole ones fit into the percentage, below as above."""
    scaled = scale(score_array([scores]), Wanted(clip=clip))
    assert (scaled.ends, scaled.cut) == (ends, cut)


def test_too_much_is_not_clipped() -> None:
    """Half of the scores at one end is too much."""
    with pytest.raises(OptionError, match="clip: 50 leaves no scores"):
        scale(score_array([TWENTY]), Wanted(clip=(0.0, 50.0)))


@pytest.mark.parametrize(
    ("scores", "ends", "positions"),
    [
        ([0.0, 2.0, 4.0], (0.0, 4.0), [0.0, 0.5, 1.0]),
        ([0.0, -2.0, -4.0], (0.0, -4.0), [0.0, 0.5, 1.0]),
        ([-2.0, 1.0], (-2.0, 2.0), [0.0, 0.75]),
    ],
)
def test_strength_is_distance_from_zero(
    scores: list[float], ends: tuple[float, float], positions: list[float]
) -> None:
    """A scale from 0 has it at one end, whatever the sign, or in the middle if signs mix."""
    scaled = scale(score_array([scores]), Wanted("zero"))
    assert scaled.ends == ends
    assert scaled.positions.tolist() == [positions]


def test_colours_with_a_middle_have_it_at_zero() -> None:
    """Also where no score is on the other side."""
    scaled = scale(score_array([[1.0, 4.0]]), Wanted("zero", both=True))
    assert (scaled.ends, scaled.center) == ((-4.0, 4.0), 0.0)


@given(tables(infinite=True), kinds())
@example([[0.0, 7.5e-239, 1e308]], {"kind": "minmax"})
@example([[0.0, 5e-324]], {"kind": "minmax"})
def test_equal_texts_have_equal_places(
    rows: list[list[float | None]], chosen: dict[str, object]
) -> None:
    """Scores that are written alike are one place, others are others where there is room."""
    values = score_array(rows)
    try:
        scaled = scale(values, Wanted(**chosen))  # type: ignore[arg-type]
    except ScoreError:
        return
    found: dict[str, tuple[float, float]] = {}
    for row, places, near in zip(values, scaled.positions, scaled.rounded, strict=True):
        texts = scaled.writing.write(row, near, "en")
        for text, place, one in zip(texts, places.tolist(), near.tolist(), strict=True):
            if text and not math.isnan(place):
                assert found.setdefault(text, (place, one)) == (place, one)
    assert len({one for _, one in found.values()}) == len(found)


@given(st.lists(st.floats(1e-12, 1e12), min_size=2, max_size=20, unique=True))
def test_equal_factors_are_equal_steps(scores: list[float]) -> None:
    """On a log scale positions follow the logarithms of scores as they are written."""
    scaled = scale(score_array([scores]), Wanted("log"))
    assume(scaled.ends is not None and scaled.ends[0] < scaled.ends[1])
    assert scaled.ends is not None
    low, high = map(math.log, scaled.ends)
    wanted = (np.log(scaled.rounded[0]) - low) / (high - low)
    assert scaled.positions[0] == pytest.approx(np.clip(wanted, 0, 1), abs=1e-9)
    assert scaled.rounded[0] == pytest.approx(np.array(scores), rel=5.1e-3)


def test_the_middle_of_a_log_scale() -> None:
    """It is the geometric mean of the ends, in two digits; other scales say none."""
    assert drawn([" a", " b"], [1, 200], scale="log").legend.halfway == "14"
    assert drawn([" a", " b"], [0.01, 1], scale="log").legend.halfway == "0.1"
    assert drawn([" a", " b"], [0, 0], scale="log").legend.halfway is None
    assert drawn([" a", " b"], [1, 200]).legend.halfway is None


@pytest.mark.parametrize(("center", "places"), [(0.5, 2), (0.123456, 6), (0.12345678, 6), (3.0, 2)])
def test_a_centre_is_not_rounded_away(center: float, places: int) -> None:
    """Scores have the decimals of the centre that an author writes, up to six."""
    made = scale(np.array([[0.0, 9.5]]), Wanted("symmetric", center))
    assert made.writing.places == places


def test_zero_is_below_every_end_of_a_log_scale() -> None:
    """Scores of 0 have no logarithm: they are marked as below the smallest one that has."""
    scaled = scale(score_array([[0.0, 1e-6, 1.0, None]]), Wanted("log"))
    assert scaled.ends == (1e-6, 1.0)
    assert scaled.clipped.tolist() == [[-1, 0, 0, 0]]
    assert scaled.positions[0, :3].tolist() == [0.0, 0.0, 1.0]


def test_negative_scores_have_no_place_on_a_log_scale() -> None:
    """Negative scores are refused rather than left out."""
    with pytest.raises(ScoreError, match="negative"):
        scale(score_array([[-1.0, 1.0]]), Wanted("log"))


@pytest.mark.parametrize(("start", "end"), [(-1.6e308, 1.6e308), (1.6e308, -1.6e308), (-2.0, 6.0)])
def test_places_between_ends_of_any_size(start: float, end: float) -> None:
    """A quarter of the way is a quarter, also where the whole way is longer than any float."""
    shares = np.array([[0.0, 0.25, 0.75, 1.0]])
    values = start * (1 - shares) + end * shares
    assert_allclose(_between(values, start, end), shares, rtol=1e-12)


@pytest.mark.parametrize(
    ("scores", "wanted", "cut", "origin", "ends"),
    [
        ([-1, 2], Wanted("symmetric", 0.0), False, 0.5, [(0.25, 0.5), (0.5, 1.0)]),
        ([4, 6], Wanted("symmetric", 5.0), True, 0.5, [(0.0, 0.5), (0.5, 1.0)]),
        ([-1, 2], Wanted("zero"), False, 0.5, [(0.25, 0.5), (0.5, 1.0)]),
        ([1, 2], Wanted(), False, 0.0, [(0.0, 0.5), (0.0, 1.0)]),
        ([1, 2], Wanted(), True, 0.0, [(0.0, 0.0), (0.0, 1.0)]),
        ([-1, -2], Wanted(), False, 0.0, [(0.0, 0.5), (0.0, 1.0)]),
        ([-1, -2], Wanted(), True, 0.0, [(0.0, 1.0), (0.0, 0.0)]),
        ([-2, 0], Wanted(), False, 0.0, [(0.0, 1.0), (0.0, 0.0)]),
        ([-1, 3], Wanted(), False, 0.25, [(0.0, 0.25), (0.25, 1.0)]),
    ],
)
def test_where_bars_begin_and_end(
    scores: list[float],
    wanted: Wanted,
    cut: bool,
    origin: float,
    ends: list[tuple[float, float]],
) -> None:
    """At the centre, or at 0, so that their lengths are as their scores; or where they are cut."""
    made = bar_ends(scale(np.array([scores], dtype=float), wanted), cut=cut)
    assert made.origin == pytest.approx(origin)
    assert made.row(0) == tuple(pytest.approx(one) for one in ends)


def test_bars_of_nothing() -> None:
    """Zero has no length, also where there is nothing else."""
    made = bar_ends(scale(np.array([[0.0, 0.0, np.nan]]), Wanted()))
    assert made.origin == 0
    np.testing.assert_array_equal(made.places, [[0, 0, np.nan]])


def test_nothing_has_no_bars() -> None:
    """Where no score is finite there is no place for an end."""
    made = bar_ends(scale(np.array([[np.nan, np.nan]]), Wanted()))
    assert made.origin == 0
    assert np.isnan(made.places).all()


@pytest.mark.parametrize(
    ("kind", "scores", "clipped"),
    [
        ("minmax", [None, math.inf, -math.inf], [0, 1, -1]),
        ("log", [0.0, None, math.inf], [0, 0, 1]),
    ],
)
def test_a_scale_without_ends(kind: Any, scores: list[float | None], clipped: list[int]) -> None:
    """Nothing has a place or is cut off; infinite scores are still beyond everything."""
    scaled = scale(score_array([scores]), Wanted(kind))
    assert (scaled.ends, scaled.seen, scaled.center, scaled.cut) == (None, None, None, (0, 0))
    assert scaled.clipped.tolist() == [clipped]
    assert np.isnan(scaled.positions).all()
    assert scaled.writing == Writing(0)


@pytest.mark.parametrize(
    ("scores", "positions"),
    [
        ([1.0, math.inf, 6.0, -math.inf, None], [0.0, 1.0, 1.0, 0.0, None]),
        ([math.inf, None, -math.inf], [1.0, None, 0.0]),
    ],
)
def test_infinite_scores_are_on_the_first_and_the_last_step(
    scores: list[float | None], positions: list[float | None]
) -> None:
    """Also where no score is finite; their bars are as long as can be."""
    scaled = scale(score_array([scores]), Wanted(steps=(3.0,)))
    assert np.array_equal(scaled.positions, score_array([positions]), equal_nan=True)
    places = bar_ends(scaled).places[np.isinf(scaled.values)]
    assert not np.isnan(places).any()


@pytest.mark.parametrize(
    ("scores", "wanted", "ends", "positions"),
    [
        ([5, 5], Wanted(center=5.0000001), (5, 5), [0.5, 0.5]),
        ([4, 5], Wanted(center=5.0), (4, 6), [0, 0.5]),
        ([1, 1], Wanted("symmetric"), (-1, 1), [1, 1]),
        ([0, 0], Wanted("symmetric"), (0, 0), [0.5, 0.5]),
        ([0, 0], Wanted("zero"), (0, 0), [0.5, 0.5]),
        ([1.00000001, 1.00000002], Wanted((1.00000001, 1.00000002)), None, [0, 1]),
        ([-5, -1], Wanted((-5.0, 0.0), falling=True), (0, -5), [1, 0.2]),
        ([-5, -1], Wanted((-5.0, 0.0)), (-5, 0), [0, 0.8]),
        ([-5, -1], Wanted((-5.0, 1.0), falling=True), (-5, 1), [0, 2 / 3]),
        ([-5, -2], Wanted((-5.0, -1.0), falling=True), (-1, -5), [1, 0.25]),
        ([-5, 2], Wanted("zero"), (-5, 5), [0, 0.7]),
        ([1, 2], Wanted("rank"), (1, 2), [0, 1]),
        ([-4, -9, -1], Wanted("rank", falling=True), (-1, -9), [0.5, 1, 0]),
        ([-4, -math.inf], Wanted("rank", falling=True), (-4, -4), [0.5, 1]),
        ([1, 1, 1, 5], Wanted("rank"), (1, 5), [0, 0, 0, 1]),
        ([0, 0, 0, 1, 2, 2], Wanted("rank"), (0, 2), [0, 0, 0, 4 / 7, 1, 1]),
        ([7, 7], Wanted("rank"), (7, 7), [0.5, 0.5]),
        ([7, 7], Wanted("log"), (7, 7), [0.5, 0.5]),
        ([1, 2, 3], Wanted(steps=(1.0, 2.0)), (1, 3), [0, 0.5, 1]),
    ],
)
def test_where_scores_stand(
    scores: list[float], wanted: Wanted, ends: tuple[float, float] | None, positions: list[float]
) -> None:
    """The ends are those that a scale of the kind has, and each score has its share of the way."""
    scaled = scale(np.array([scores], dtype=float), wanted)
    assert scaled.ends == (ends or wanted.kind)
    assert scaled.positions[0] == pytest.approx(positions)


@pytest.mark.parametrize(
    ("ends", "seen"), [((1.0, 2.0), (1, 2)), ((0.5, 2.5), (1, 2)), ((5.0, 6.0), (5, 6))]
)
def test_what_is_seen_between_fixed_ends(
    ends: tuple[float, float], seen: tuple[float, float]
) -> None:
    """A score at an end is seen; where none is between them, the ends are all there is."""
    assert scale(np.array([[0.0, 1, 2, 3]]), Wanted(ends)).seen == seen


@pytest.mark.parametrize(
    ("scores", "wanted", "places"),
    [
        ([0, 5000], Wanted(), 0),
        ([0, 5000], Wanted("symmetric", 300.0), 0),
        ([0, 5000], Wanted("symmetric", 0.25), 2),
        ([5, 5], Wanted("symmetric", 5.0000001), 6),
        ([0, 5000], Wanted(steps=(0.125, 1.0)), 3),
        ([0, 5000], Wanted(steps=(100.0, 1000.0)), 0),
        ([0, 5000], Wanted((0.0, 0.1234)), 4),
        ([0, 0.5], Wanted((0.0, 100.0)), 3),
        ([0, 5000], Wanted(digits=4), 4),
    ],
)
def test_how_many_decimals(scores: list[float], wanted: Wanted, places: int) -> None:
    """As many as tell what is seen apart, and as those numbers have that an author wrote."""
    assert scale(np.array([scores], dtype=float), wanted).writing.places == places


@pytest.mark.parametrize(
    ("scores", "wanted", "ends"),
    [
        ([0.1, 0.2], Wanted((0.1, 0.2), digits=0), ("0.1", "0.2")),
        ([1.00000001, 5], Wanted((1.00000001, 1.00000002)), ("1.00000001", "1.00000002")),
    ],
)
def test_two_ends_are_two_numbers(
    scores: list[float], wanted: Wanted, ends: tuple[str, str]
) -> None:
    """They take more decimals than scores have, where they would read alike."""
    made = scale(np.array([scores], dtype=float), wanted)
    assert made.ends is not None
    assert tuple(made.writing.text(end, "en") for end in made.ends) == ends


@pytest.mark.parametrize("shares", [False, True])
def test_digits_of_an_author_are_digits_of_shares(*, shares: bool) -> None:
    """How many there are says nothing of what the scores are."""
    for digits in (None, 2):
        made = scale(np.array([[0.1, 0.2]]), Wanted(shares=shares, digits=digits))
        assert made.writing.shares is shares


@pytest.mark.parametrize(
    ("scores", "places"),
    [
        ([-1e6, -1e6, 0, 0.9995, 0.9996, 1, 1e6, 1e6], 3),
        ([-1e6, -1e6, 0, 0.0001, 0.0002, 1, 1e6, 1e6], 3),
        ([-1e6, 0, 0.9995, 0.9996, 0.9997, 1, 1e6], 3),
        ([-1e6, 0, 0.0001, 0.0002, 0.0003, 1, 1e6], 3),
        ([0, 1], 3),
        ([0, 50], 1),
        ([0, 5, 5, 5, 5, 900], 0),
    ],
)
def test_decimals_of_ranks_follow_the_middle_half(scores: list[float], places: int) -> None:
    """However far away a quarter of the scores is, the others are told apart; or all, if equal."""
    assert scale(np.array([scores]), Wanted("rank")).writing.places == places


@pytest.mark.parametrize(
    ("wanted", "about", "hint"),
    [
        (Wanted("zero", center=1.0), "center", "scale=symmetric"),
        (Wanted("rank", clip=(5.0, 95.0)), "clip", "minmax, zero, symmetric, log"),
        (Wanted((0.0, 1.0), clip=(5.0, 95.0)), "clip", "minmax"),
        (Wanted(clip=(5.0, 95.0), steps=(1.0,)), "clip", "minmax"),
    ],
)
def test_what_means_nothing_on_a_scale(wanted: Wanted, about: str, hint: str) -> None:
    """It is refused, with the scales on which it does."""
    with pytest.raises(OptionError) as caught:
        scale(np.array([[1.0, 2.0]]), wanted)
    assert caught.value.about == about
    assert hint in str(caught.value.hint)


def test_a_log_scale_whose_lower_end_is_written_as_zero() -> None:
    """It has no place for it in so few decimals; half a unit more has one."""
    with pytest.raises(OptionError, match="is 0 in so few decimals"):
        scale(np.array([[0.004, 1.0]]), Wanted("log", digits=2))
    assert scale(np.array([[0.006, 1.0]]), Wanted("log", digits=2)).ends == (0.01, 1.0)


def test_rounding_leads_nothing_beyond_fixed_ends() -> None:
    """A score within the ends is not beyond them, though what is written of it is."""
    made = scale(np.array([[0.14, 0.16, 0.11, 0.19]]), Wanted(kind=(0.12, 0.18), digits=1))
    assert made.clipped.tolist() == [[0, 0, -1, 1]]


@pytest.mark.parametrize(
    ("scores", "texts"),
    [
        ([10.01, 10.02, 10.04], ["10.01", "10.02", "10.04"]),
        ([1.5, 1.6234, 2.5], ["1.5", "1.623", "2.5"]),
        ([1.5, 1.6234, 3.5], ["1.5", "1.62", "3.5"]),
        ([0.001, 1.6234, 350], ["0.001", "1.62", "350"]),
        ([7.0, 7.0], ["7", "7"]),
        ([0.0, 7.0], ["0", "7"]),
    ],
)
def test_digits_of_a_log_scale(scores: list[float], texts: list[str]) -> None:
    """They tell scores apart whose factors are near 1, too."""
    found = drawn([f" t{at}" for at in range(len(scores))], scores, scale="log")
    assert list(found.strips[0].texts) == texts
