"""What differs from a centre: worked examples, invariances, and rates of error by simulation."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heatmark import ScoreError
from heatmark.picture.noise import (
    Comparison,
    Measurement,
    compare,
    threshold,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NAN = math.nan
# Six scores with exact errors, and six runs of three tokens.
SCORES = [10.7, 9.79, 10.06, 9.79, 9.84, 9.82]
ERRORS = [0.3, 0.16, 0.62, 0.2, 0.14, 0.64]
RUNS = np.array(
    [
        [1.2, 0.1, -0.3],
        [0.9, -0.2, 0.1],
        [1.1, 0.3, 0.2],
        [1.4, -0.1, -0.1],
        [0.8, 0.2, 0.4],
        [1.0, -0.3, -0.2],
    ]
)
WHOLE = st.integers(-50, 50).map(float)


def compared(
    scores: Sequence[float] | Sequence[Sequence[float]] | np.ndarray,
    errors: Sequence[float] | Sequence[Sequence[float]] | np.ndarray | None = None,
    center: float | None = None,
    alpha: float = 0.05,
    **known: Any,
) -> Comparison:
    values = np.atleast_2d(np.array(scores, dtype=float))
    given_errors = None if errors is None else np.atleast_2d(np.array(errors, dtype=float))
    return compare(Measurement(values, given_errors, **known), center, alpha)


def coloured(*parts: Any, **known: Any) -> list[set[int]]:
    return [set(one) for one in compared(*parts, **known).coloured]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, 1.959964), (5, 2.575829), (20, 3.023341), (200, 3.662260), (480, 3.880676)],
)
def test_published_z(count: int, expected: float) -> None:
    """Normal quantiles with Bonferroni's correction."""
    assert threshold(count) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("count", "repeats", "expected"),
    [
        *[(20, 3, 19.962480), (20, 5, 6.758253), (20, 6, 5.604165), (20, 8, 4.594638)],
        *[(20, 12, 3.894532), (20, 20, 3.481151), (5, 3, 9.924843), (5, 5, 4.604095)],
        *[(5, 12, 3.105807), (200, 3, 63.233694), (200, 12, 5.306256), (1, 2, 12.706205)],
    ],
)
def test_published_t(count: int, repeats: int, expected: float) -> None:
    """Quantiles of Student's t with Bonferroni's correction."""
    assert threshold(count, repeats=repeats) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("alpha", [0.05, 0.05 / 7])
def test_thresholds_of_many(alpha: float) -> None:
    """For many tokens, and one of many texts, against SciPy."""
    for count in (1, 10, 1000, 200_000):
        tail = alpha / (2 * count)
        assert threshold(count, alpha) == pytest.approx(stats.norm.isf(tail), rel=1e-9)
        assert threshold(count, alpha, 9) == pytest.approx(stats.t.isf(tail, 8), rel=1e-6)


def test_published_means() -> None:
    """Nothing in the worked example differs from its mean, and taken together nothing either."""
    found = compared(SCORES, ERRORS)
    assert found.coloured == (frozenset(),)
    assert found.faded == (frozenset(range(6)),)
    assert found.centers[0] == pytest.approx(10)
    assert (found.rules, found.repeats, found.named) == (("exact",), (None,), False)
    assert (found.warning, found.together) == (True, "no more")
    assert found.p == pytest.approx(0.148446, abs=1e-6)


def test_distances_from_the_mean() -> None:
    """The worked example's d / s are reached exactly where the level says so."""
    ratios = [2.374284, 1.001262, 0.112749, 0.907156, 0.800111, 0.328640]
    for place, ratio in enumerate(ratios):
        level = 6 * 2 * stats.norm.sf(ratio)
        assert place not in compared(SCORES, ERRORS, alpha=level * 0.9999).coloured[0]
        assert place in compared(SCORES, ERRORS, alpha=level * 1.0001).coloured[0]


def test_published_runs() -> None:
    """About 0 one token differs; about the mean, which it lifts, the others lie below."""
    scores = RUNS.mean(axis=0)
    found = compared(scores, runs=[RUNS], center=0.0)
    assert found.coloured == (frozenset({0}),)
    assert (found.rules, found.repeats, found.centers) == (("flips",), (6,), (0.0,))
    assert not found.warning
    found = compared(scores, runs=[RUNS])
    assert found.coloured == (frozenset({0, 1, 2}),)
    assert found.centers[0] == pytest.approx(RUNS.mean())


def test_exact_errors() -> None:
    """Scores at 3.03 errors of the centre differ among 20, at 3.01 not; errors of 0 are exact."""
    scores = [3.03, -3.03, 3.01, *[0.0] * 17]
    assert coloured(scores, [1.0] * 20, 0.0) == [{0, 1}]
    assert coloured([5.0, 5.0 + 1e-9, 5.0], [0.0, 0.0, 1.0], 5.0) == [{1}]
    assert coloured([5.0, 6.0, 7.0], [0.0, 0.0, 0.0]) == [{0, 2}]
    assert coloured([0.1, 0.1, 0.1], [0.0, 0.0, 0.0]) == [set()]


def test_what_is_just_far_enough() -> None:
    """A score at the threshold differs; a p value at the level is surprising."""
    assert coloured([threshold(1)], [1.0], 0.0) == [{0}]
    assert threshold(0) == threshold(1)
    assert threshold(0, repeats=5) == threshold(1, repeats=5)
    alone = compared([1.05], runs=[RUNS[:, :1]], center=0.0)
    assert alone.coloured == (frozenset({0}),)
    just = compared([1.05], runs=[RUNS[:, :1]], center=0.0, alpha=1 / 32)
    assert (just.coloured, just.blind) == ((frozenset({0}),), frozenset())
    rng = np.random.default_rng(12)
    runs = rng.standard_normal((8, 40)) + np.where(np.arange(40) % 2, 0.6, -0.6)
    found = compared(runs.mean(axis=0), runs=[runs], center=0.0, alpha=1 / 128)
    assert (found.p, found.together) == (1 / 128, "more")


def test_repeats() -> None:
    """Few repeats ask for more than exact errors; an error of 0 among them is no error."""
    scores, errors = [4.5, -4.7, 0.0, 1.0, 9.0], [1.0, 1.0, 1.0, 1.0, 0.0]
    found = compared(scores, errors, 0.0, repeats=5)
    assert threshold(4, repeats=5) == pytest.approx(4.315, abs=1e-3)
    assert found.coloured == (frozenset({0, 1}),)
    assert found.untested == (frozenset({4}),)
    assert (found.rules, found.repeats) == (("t",), (5,))
    assert coloured(scores, errors, 0.0, repeats=4) == [set()]
    assert coloured(scores, errors, 0.0) == [{0, 1, 4}]


def test_few_runs() -> None:
    """With fewer than six runs t is computed from them, as from scores and errors."""
    runs = RUNS[:5]
    scores, errors = runs.mean(axis=0), stats.sem(runs, axis=0)
    found = compared(scores, runs=[runs], center=0.0)
    assert found.coloured == compared(scores, errors, 0.0, repeats=5).coloured == (frozenset({0}),)
    assert (found.rules, found.repeats) == (("t",), (5,))
    own = runs - runs.mean(axis=1, keepdims=True)
    t = np.abs(own.mean(axis=0) / stats.sem(own, axis=0))
    expected = set(np.flatnonzero(t >= threshold(3, repeats=5)).tolist())
    assert coloured(scores, runs=[runs]) == [expected]
    assert expected == {0, 1}


def test_runs_that_coincide() -> None:
    """Few runs that are equal by rounding say nothing of their scatter."""
    runs = np.column_stack([[0.1, 0.3, 0.2], [0.5] * 3, [0.1 + 0.2, 0.3, 0.3]])
    found = compared(runs.mean(axis=0), runs=[runs], center=0.0)
    assert found.untested == (frozenset({1, 2}),)
    assert found.faded == (frozenset({0}),)


def test_what_is_not_tested() -> None:
    """Scores without an error, or infinite, are not tested; missing ones are nowhere."""
    scores = [0.0, NAN, 8.0, math.inf, -math.inf, 9.0]
    found = compared(scores, [1.0, 1.0, NAN, 1.0, 1.0, 1.0], 0.0)
    assert found.coloured == (frozenset({5}),)
    assert found.faded == (frozenset({0}),)
    assert found.untested == (frozenset({2, 3, 4}),)
    none = compared(scores)
    assert none.untested == (frozenset({0, 2, 3, 4, 5}),)
    assert (none.rules, none.centers, none.warning) == ((None,), (None,), False)
    nothing = compared([NAN], [1.0])
    assert (nothing.faded, nothing.centers, nothing.p) == ((frozenset(),), (None,), None)


def test_runs_with_gaps() -> None:
    """A token that one run misses is not tested, and has no part in the mean of the others."""
    runs = np.vstack([RUNS, RUNS])
    gap = np.column_stack([runs, np.full(12, 50.0)])
    gap[3, 3] = NAN
    found = compared([*gap.mean(axis=0).tolist()[:3], 50.0], runs=[gap])
    assert found.untested == (frozenset({3}),)
    assert found.coloured == compared(runs.mean(axis=0), runs=[runs]).coloured
    special = compared([1.0, NAN, 0.0], runs=[RUNS], center=0.0)
    assert (special.faded, special.untested) == ((frozenset({2}),), (frozenset(),))


def test_the_figure_is_one_family() -> None:
    """A score that differs in a series of its own need not in a figure of many."""
    row, errors = [3.0, 0.0, 0.0, 0.0], [1.0] * 4
    assert coloured(row, errors, 0.0) == [{0}]
    assert coloured([row, [0.0] * 4] * 3, [errors] * 6, 0.0) == [set()] * 6
    assert coloured(row, errors, 0.0, alpha=0.05 / 10) == [set()]


def test_series_of_different_kinds() -> None:
    """Each series is tested by what is known of it, all at the level of the figure."""
    rng = np.random.default_rng(2)
    runs = rng.standard_normal((8, 4)) + np.array([5, 0, 0, 0])
    scores = np.array([[9.0, 0, 0, 0], [30.0, 0, 0, 0], runs.mean(axis=0), [1.0, 2, 3, 4]])
    errors = np.array([[1.0] * 4, [1.0] * 4, [NAN] * 4, [NAN] * 4])
    known: dict[str, Any] = {"repeats": [None, 4, None, None], "runs": [None, None, runs, None]}
    found = compared(scores, errors, 0.0, **known)
    assert found.coloured == (frozenset({0}), frozenset({0}), frozenset({0}), frozenset())
    assert found.rules == ("exact", "t", "flips", "exact")
    assert found.repeats == (None, 4, 8, None)
    assert found.untested[3] == frozenset(range(4))
    assert not found.blind


def test_groups_of_runs_share_the_level() -> None:
    """Six runs can say something of a whole figure, not of a third of it; the figure knows."""
    rng = np.random.default_rng(4)
    six, eight = rng.standard_normal((6, 3)) + 9, rng.standard_normal((8, 6)) + 9
    scores = np.array([six.mean(axis=0)])
    assert compared(scores, runs=[six], center=0.0).blind == frozenset()
    assert compared(scores, runs=[six], center=0.0, alpha=0.03).blind == {0}
    just = compared(scores, runs=[six], center=0.0, alpha=1 / 32)
    assert (just.coloured, just.blind) == ((frozenset({0, 1, 2}),), frozenset())
    both = np.vstack([np.append(scores, [NAN] * 3), eight.mean(axis=0)])
    wide = np.column_stack([six, np.full((6, 3), NAN)])
    found = compared(both, runs=[wide, eight], center=0.0)
    assert found.blind == {0}
    assert found.coloured == (frozenset(), frozenset(range(6)))


def test_runs_of_equal_number_flip_together() -> None:
    """Two series with as many runs are tested as one with all their tokens."""
    rng = np.random.default_rng(8)
    runs = rng.standard_normal((9, 10)) + np.array([2, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    scores = runs.mean(axis=0)
    (whole,) = coloured(scores, runs=[runs], center=0.0)
    first, second = coloured(scores.reshape(2, 5), runs=[runs[:, :5], runs[:, 5:]], center=0.0)
    assert whole == first | {place + 5 for place in second}
    assert 0 in first


@pytest.mark.parametrize("known", [{"runs": [np.ones((1, 2))]}, {"repeats": 1}])
def test_one_run_is_none(known: dict[str, Any]) -> None:
    """One run has no error, and the message says how many are good."""
    with pytest.raises(ScoreError, match="one run alone") as caught:
        compared([1.0, 2.0], [1.0, 1.0], 0.0, **known)
    assert caught.value.about in known


def test_one_token_has_no_distance_from_itself() -> None:
    """About its own mean a single token neither differs nor calls for a warning."""
    for known in ({}, {"repeats": 3}):
        found = compared([7.0], [0.1], **known)
        assert (found.coloured, found.warning) == ((frozenset(),), False)
    found = compared([[7.0], [3.0]], [[0.1], [0.1]])
    assert (found.warning, found.together) == (True, None)


# The warning


def test_the_warning_and_more() -> None:
    """Where no token differs, all together may."""
    scores, errors = [2.0, -2.0] * 10, [1.0] * 20
    for center in (0.0, None):
        found = compared(scores, errors, center)
        assert (found.warning, found.together) == (True, "more")
        assert found.p == pytest.approx(stats.chi2.sf(80, 19))


def test_together_of_few_repeats() -> None:
    """No test of them holds its level, so that nothing is said: equal scores do not vary at all."""
    assert compared([1.0] * 8, [0.4] * 8, 0.0, repeats=5).warning
    t = np.array([1.0, -2.0, 0.5, 0.1])
    runs = np.random.default_rng(1).standard_normal((4, 5))
    for center in (0.0, None):
        assert compared([1.0] * 8, [0.4] * 8, center, repeats=5).together is None
        assert compared(t, [1.0] * 4, center, repeats=4).together is None
        assert compared(runs.mean(axis=0), runs=[runs], center=center).p is None


def test_together_of_differences() -> None:
    """Series less one of them share its errors; of pure noise at most 5 % are said to vary more."""
    rng = np.random.default_rng(23)
    trials, more = 600, 0
    for _ in range(trials):
        scores = rng.standard_normal((10, 12)) - rng.standard_normal(12)
        more += compared(scores, np.full((10, 12), math.sqrt(2)), 0.0).together == "more"
    assert more / trials <= 0.05


def test_together_of_runs() -> None:
    """Runs are flipped about their own means, whatever the centre is."""
    rng = np.random.default_rng(12)
    runs = rng.standard_normal((8, 40)) + np.where(np.arange(40) % 2, 0.6, -0.6)
    found = compared(runs.mean(axis=0), runs=[runs], center=0.0, alpha=0.04)
    assert (found.warning, found.together) == (True, "more")
    assert found.p == 1 / 128
    noise = rng.standard_normal((8, 40))
    assert compared(noise.mean(axis=0), runs=[noise]).together == "no more"


def test_two_tokens_can_vary() -> None:
    """They do if few runs of eight differ the other way; one token has nothing to vary from."""
    runs = np.array([[sign, -sign] for sign in (1.0, -1, 1, 1, 1, 1, -1, 1)])
    found = compared(runs.mean(axis=0), runs=[runs])
    expected = stats.binom.cdf(2, 8, 0.5) * 2
    assert found.warning
    assert found.p == pytest.approx(expected)
    alone = compared([[0.5, NAN], [NAN, 0.5]], runs=[runs * [1, NAN], runs * [NAN, 1]], center=0.0)
    assert (alone.warning, alone.p) == (True, None)


def test_together_of_different_kinds() -> None:
    """Each kind has the part of the level that it has of the tokens."""
    runs = np.outer([1, -1] * 4, [1.0, 2.0, 3.0, 4.0])
    scores = np.vstack([[2.0, -2.0, 2.0, -2.0], runs.mean(axis=0)])
    errors = np.vstack([np.ones(4), np.full(4, NAN)])
    found = compared(scores, errors, 0.0, runs=[None, runs])
    assert found.p == pytest.approx(2 * stats.chi2.sf(16, 3))
    assert found.together == "more"


def test_no_p_value_is_more_than_one() -> None:
    """Also where each kind of errors has a part of the level."""
    runs = np.outer([1, -1] * 4, [1.0, 1.0])
    scores, errors = np.zeros((2, 2)), np.array([[1.0, 1.0], [NAN, NAN]])
    found = compared(scores, errors, 0.0, runs=[None, runs])
    assert (found.p, found.together) == (1.0, "no more")


def test_together_of_exact_scores() -> None:
    """Scores without any error outweigh all others, and cannot vary by chance."""
    found = compared([5.0, 5.5, 5.0, 4.0], [0.0, 1.0, 0.0, 1.0], 5.0)
    assert found.p == pytest.approx(stats.chi2.sf(1.25, 2))
    assert compared([5.0, 5.0], [0.0, 0.0], 5.0).together is None
    assert compared([5.0, 5.5], [0.0, 1.0], 5.0).p == pytest.approx(stats.chi2.sf(0.25, 1))
    differ = compared([5.0, 5.5, 5.2], [0.0, 0.0, 9.0])
    assert (differ.warning, differ.p, differ.together) == (True, 0.0, "more")


def test_series_without_scores() -> None:
    """They say nothing, and change nothing that others say."""
    (row, errors), none = (SCORES, ERRORS), [NAN] * 6
    assert compared([row, none], [errors, errors]).p == compared(row, errors).p
    assert compared([none, none], [errors, errors]).p is None


def test_a_value_that_is_frozen_and_compared() -> None:
    """Equal figures give equal findings."""
    assert compared(SCORES, ERRORS) == compared(SCORES, ERRORS)
    assert hash(compared(SCORES, ERRORS)) == hash(compared(SCORES, ERRORS))
    values = np.array([SCORES])
    before = values.copy()
    compare(Measurement(values, np.array([ERRORS])))
    assert (values == before).all()


# Invariances


@st.composite
def figures(draw: st.DrawFn) -> tuple[np.ndarray, dict[str, Any]]:
    """Figures of whole numbers, of which differences and means of powers of two are exact."""
    count, rng = draw(st.sampled_from([2, 4, 8])), np.random.default_rng(draw(st.integers(0, 999)))
    values = rng.integers(-40, 41, (2, count)).astype(float)
    errors = rng.integers(0, 9, (2, count)).astype(float)
    kind = draw(st.sampled_from(["exact", "repeats", "runs"]))
    if kind == "runs":
        runs = rng.integers(-40, 41, (2, draw(st.sampled_from([4, 8])), count)).astype(float)
        return runs.mean(axis=1), {"runs": list(runs)}
    known = {"repeats": 6} if kind == "repeats" else {}
    return values, {"errors": errors, **known}


def scaled(known: dict[str, Any], factor: float, shift: float) -> dict[str, Any]:
    """Change the units of what is known."""
    if "runs" in known:
        return {"runs": [one * factor + shift for one in known["runs"]]}
    return {**known, "errors": known["errors"] * abs(factor)}


@given(
    figures(),
    st.none() | WHOLE,
    st.sampled_from([1.0, -1.0, 0.5, 2.0**40, 2.0**-900, 2.0**900]),
    WHOLE,
)
def test_units_change_nothing(
    figure: tuple[np.ndarray, dict[str, Any]], center: float | None, factor: float, shift: float
) -> None:
    """Other units, and another zero, colour the same tokens."""
    values, known = figure
    shift *= abs(factor)
    moved = None if center is None else center * factor + shift
    here = compared(values, center=center, **known)
    there = compared(values * factor + shift, center=moved, **scaled(known, factor, shift))
    assert (here.coloured, here.faded, here.untested) == (
        there.coloured,
        there.faded,
        there.untested,
    )
    assert (here.warning, here.together) == (there.warning, there.together)


@given(figures(), st.none() | WHOLE, st.randoms(use_true_random=False))
def test_the_order_of_tokens_changes_nothing(
    figure: tuple[np.ndarray, dict[str, Any]],
    center: float | None,
    random: Any,
) -> None:
    """Tokens in another order are coloured alike."""
    values, known = figure
    order = list(range(values.shape[1]))
    random.shuffle(order)
    moved: dict[str, Any] = {
        name: value
        if name == "repeats"
        else [one[:, order] for one in value]
        if name == "runs"
        else value[:, order]
        for name, value in known.items()
    }
    here = compared(values, center=center, **known)
    there = compared(values[:, order], center=center, **moved)
    for ours, theirs in zip(here.coloured, there.coloured, strict=True):
        assert ours == {order[place] for place in theirs}
    assert here.warning == there.warning
    assert here.together == there.together


@given(figures(), st.none() | WHOLE)
def test_each_score_is_in_one_place(
    figure: tuple[np.ndarray, dict[str, Any]], center: float | None
) -> None:
    """Each score is coloured, faded or untested, and the warning never contradicts a colour."""
    values, known = figure
    found = compared(values, center=center, **known)
    for row in range(2):
        parts = [found.coloured[row], found.faded[row], found.untested[row]]
        assert sorted(place for part in parts for place in part) == [*range(values.shape[1])]
    tested = sum(map(len, found.coloured + found.faded))
    assert found.warning == (tested > 1 and not any(found.coloured))
    assert found.warning or found.p is None


@given(figures(), st.none() | WHOLE, st.floats(1e-6, 0.05))
def test_a_stricter_level_colours_less(
    figure: tuple[np.ndarray, dict[str, Any]], center: float | None, alpha: float
) -> None:
    """What differs in one of many texts differs in one."""
    values, known = figure
    strict = compared(values, center=center, alpha=alpha, **known)
    loose = compared(values, center=center, **known)
    for less, more in zip(strict.coloured, loose.coloured, strict=True):
        assert less <= more


# Rates of error


def truth(count: int, *, balanced: bool) -> np.ndarray:
    """Nothing real, or a third up, a third down and a third at the centre, which is the mean."""
    up = count // 3 if balanced else 0
    return np.array([1.0] * up + [-1.0] * up + [0.0] * (count - 2 * up))


@pytest.mark.parametrize("balanced", [False, True])
@pytest.mark.parametrize("center", [0.0, None])
@pytest.mark.parametrize("kind", ["exact", "repeats", "runs"])
@pytest.mark.parametrize("spread", [1.0, 10.0])
@pytest.mark.parametrize("count", [5, 20])
def test_rates_of_error(
    *, count: int, spread: float, kind: str, center: float | None, balanced: bool
) -> None:
    """At most 5 % of figures colour a token that is at the centre, or on its wrong side."""
    rng = np.random.default_rng(20)
    trials, repeats = 400, 8 if kind == "runs" else 5
    errors = spread ** rng.permutation(np.linspace(0, 1, count))
    real = truth(count, balanced=balanced) * 4 * errors.mean()
    wrong = warned = 0
    for _ in range(trials):
        runs = real + rng.standard_normal((repeats, count)) * errors * math.sqrt(repeats)
        scores = runs.mean(axis=0)
        if kind == "runs":
            found = compared(scores, runs=[runs], center=center)
        elif kind == "repeats":
            found = compared(scores, stats.sem(runs, axis=0), center, repeats=repeats)
        else:
            found = compared(scores, errors, center)
        middle = scores.mean() if center is None else center
        wrong += any((scores[at] - middle) * real[at] <= 0 for at in found.coloured[0])
        warned += found.warning
    assert wrong / trials <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)
    assert balanced or warned / trials >= 0.95 - 3 * math.sqrt(0.05 * 0.95 / trials)


@pytest.mark.parametrize("kind", ["exact", "runs"])
def test_the_second_sentence_holds_its_level(kind: str) -> None:
    """Of texts of pure noise at most 5 % are said to vary more than their errors."""
    rng = np.random.default_rng(21)
    trials, errors = 400, np.linspace(1, 10, 12)
    more = 0
    for _ in range(trials):
        runs = rng.standard_normal((8, 12)) * errors
        known: dict[str, Any] = {"runs": [runs]}
        if kind == "exact":
            known = {"errors": errors / math.sqrt(8)}
        more += compared(runs.mean(axis=0), **known).together == "more"
    assert more / trials <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)
    assert more


@pytest.mark.parametrize("count", [1, 2, 3, 10, 20, 50, 100, 1000, 200_000])
def test_threshold(count: int) -> None:
    """The threshold is the normal quantile with Bonferroni's correction."""
    assert threshold(count) == pytest.approx(stats.norm.ppf(1 - 0.05 / (2 * count)), rel=1e-9)
