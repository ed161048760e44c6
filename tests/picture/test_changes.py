"""What is done to scores, and to entropies beside them, which are in the same unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from heatmark import Heatmap, HeatmarkError
from heatmark.core.errors import ScoreError
from heatmark.core.quantities import LOG, SURPRISAL, kind_of
from heatmark.options.resolve import resolve
from heatmark.picture.changes import ScoreChange, transform
from heatmark.picture.guessed import shares_of
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture
from heatmark.tokens.shown import score_array
from pictures import names
from strategies import PLAIN, SCORES

if TYPE_CHECKING:
    from heatmark.core.scored_tokens import Score


@pytest.mark.parametrize(
    ("options", "expected", "unit"),
    [
        ({"measure": "log P", "unit": "nat"}, 1.0, "nat"),
        ({"measure": "log P", "unit": "bit"}, 1.0, "bit"),  # in the unit of the scores
        ({"given": "log P, nat", "unit": "bit"}, 1 / math.log(2), "bit"),
        ({"given": "log P, bit", "measure": "surprisal", "unit": "nat"}, math.log(2), "nat"),
        ({"given": "log P, bit", "measure": "P"}, math.log(2), "nat"),
        ({"given": "log P, bit", "transform": ("neg",)}, 1.0, "bit"),
        ({"given": "log P, bit", "measure": "attention"}, math.log(2), "nat"),
        (
            {"given": "log P, bit", "transform": ("exp",), "measure": "surprisal", "unit": "nat"},
            math.log(2),
            "nat",
        ),
        ({"given": "P, %", "measure": "surprisal", "unit": "bit"}, 1 / math.log(2), "bit"),
        ({"measure": "P", "unit": "%"}, 1.0, "nat"),
        ({"measure": "attention"}, 1.0, "nat"),
    ],
)
def test_units_of_entropies(options: dict[str, Any], expected: float, unit: str) -> None:
    """Entropies go from the unit of the scores as given to that of the scores as shown."""
    scores = [50] if "P, %" in str(options) else [-0.5]
    made = Heatmap(["a"], scores, entropy=[1.0], measure="x").replace(measure=None)
    layout = lay_out(made.content, resolve(options))
    assert layout.texts.guesses is not None
    assert layout.texts.guesses[0].entropy == pytest.approx(expected)
    assert layout.entropy_unit == unit


def change(scores: Any, **options: Any) -> ScoreChange:
    return ScoreChange(Heatmap(["a", " b"], scores, measure="x").content, resolve(options))


def test_no_zero_is_negative() -> None:
    """Neither as it is given nor as it becomes one: nothing reads −0."""
    zero = np.array([[-0.0, 0.0]])
    for options in ({}, {"transform": ("neg",)}, {"given": "log P", "measure": "surprisal"}):
        found = change([-1, -2], **options)(zero, None)
        assert not np.signbit(found).any()


def test_the_name_of_one_series_is_its_measure() -> None:
    """A series alone says by its name what its scores are; of two none speaks for both."""
    found = change({"log P": [-1, -2]}).quantity
    assert found is not None
    assert found.kind == LOG
    assert change({"log P": [-1, -2], "x": [1, 2]}).quantity is None


def test_what_scores_are_called_when_they_are_something_else() -> None:
    """As the author says; else as they were called, or by what they have become."""
    assert change([-1, -2], given="log P, nat").measure == "log P"
    assert (
        change([-1, -2], given="log P, nat", measure="surprisal of X").measure == "surprisal of X"
    )
    assert change([-1, -2], given="log P, nat", transform=("exp",)).measure == "P"


@pytest.mark.parametrize(
    ("options", "measure", "unit"),
    [
        ({"given": "log P, bit"}, "log P", "bit"),
        ({"given": "log P"}, "log P", None),
        ({"given": "log2 P"}, "log2 P", "bit"),
        ({"given": "log P, bit", "unit": "nat"}, "log P", "nat"),
        ({"given": "log P, bit", "measure": "surprisal"}, "surprisal", "bit"),
        ({"given": "log P, bit", "measure": "P"}, "P", None),
        ({"given": "log P, bit", "measure": "P", "unit": "%"}, "P", "%"),
        ({"given": "P, %", "measure": "log P"}, "log P", "nat"),
        ({"given": "P, %", "measure": "log2 P"}, "log2 P", "bit"),
        ({"given": "P, %", "unit": "%"}, "P", "%"),
        ({"given": "log P, bit", "measure": "attention"}, "attention", None),
        ({"given": "log P, bit", "measure": "rank"}, "rank", None),
        ({"given": "log P, bit", "measure": "perplexity"}, "perplexity", None),
        ({"given": "log P, bit", "measure": "attention", "unit": "x"}, "attention", "x"),
        ({"given": "log P, bit", "measure": "entropy"}, "entropy", "bit"),
        ({"given": "log P, bit", "measure": "bất ngờ âm"}, "bất ngờ âm", "bit"),
        ({"given": "log P, bit", "transform": ("abs",)}, "surprisal", "bit"),
    ],
)
def test_what_scores_are_then(options: dict[str, Any], measure: str, unit: str | None) -> None:
    """They keep their unit as far as they can have it."""
    found = change([-1, -2], **options)
    assert (found.measure, found.unit) == (measure, unit)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"given": "log P, bit"}, LOG),
        ({"given": "log P, bit", "measure": "surprisal"}, SURPRISAL),
        ({"given": "log P, bit", "measure": "attention"}, None),
        ({"given": "attention", "measure": "log P"}, LOG),
        ({"given": "attention"}, None),
        ({"measure": "log P"}, LOG),
    ],
)
def test_what_is_known_of_scores_then(options: dict[str, Any], kind: str | None) -> None:
    """Nothing, where they are called something that is not known; else what they have become."""
    found = change([-1, -2], **options).quantity
    assert (found and found.kind) == kind


@pytest.mark.parametrize(
    ("name", "unit", "factor", "chances"),
    [
        ("log_softmax", None, 1.0, ("26.9", "73.1")),
        ("log_softmax", "bit", 1 / math.log(2), ("26.9", "73.1")),
        ("log_softmax", "trit", None, ()),
        ("softmax", None, 1.0, ("26.9", "73.1")),
        ("softmax", "%", 100.0, ()),  # which is the probability itself
        ("softmax", "bit", None, ()),
    ],
)
def test_what_softmax_makes_of_scores_without_a_name(
    name: str, unit: str | None, factor: float | None, chances: tuple[str, ...]
) -> None:
    """It has the probability of its unit, or none in one that it cannot be counted in."""
    options = resolve({"transform": (name,), "unit": unit})
    made = Heatmap(["a", " b"], [1, 2]).content
    known = ScoreChange(made, options).quantity
    assert known is not None
    assert known.factor == (None if factor is None else pytest.approx(factor))
    found = picture(made, options)
    assert found.strips[0].chances == chances
    assert ("impossible-score" in names(found)) is (factor is None)


def test_candidates_without_entropies_are_changed() -> None:
    """Also into another unit."""
    one = Heatmap(["a"], [-1.0], alternatives=[[("a", -1.0)]])
    step = ScoreChange(one.content, resolve({"given": "log P, nat", "unit": "bit"}))
    found = step.told(lay_out(one.content, resolve({})).texts)
    assert found.guesses is None
    assert found.alternatives is not None
    assert found.alternatives[0][0][1] == pytest.approx(-1 / math.log(2))


@pytest.mark.parametrize(
    ("scores", "is_log"), [([-1, -2], True), ([-1, 0], True), ([0, 0], False), ([-1, 1], False)]
)
def test_surprisals_below_zero_are_logarithms(scores: list[int], is_log: bool) -> None:
    """A probability of 1 is one of them; where all are 0, or one is above, nothing is changed."""
    found = change(scores, measure=SURPRISAL)
    assert (found.conversion is not None) is is_log


def test_errors_go_where_scores_go_by_a_factor() -> None:
    """Of a logarithm in another unit errors are multiplied; of what it becomes there are none."""
    assert change([-1, -2]).stretch() == 1
    assert change([-1, -2], transform=("neg",)).stretch() == 1
    told = {"given": "log P, nat", "measure": "surprisal", "unit": "bit"}
    assert change([-1, -2], **told).stretch() == pytest.approx(1 / math.log(2))
    with pytest.raises(HeatmarkError, match="from log P to P"):
        change([-1, -2], given="log P, nat", measure="P").stretch()
    with pytest.raises(HeatmarkError, match="through transform: exp"):
        change([-1, -2], transform=("exp",)).stretch()


def test_candidates_are_changed_with_scores() -> None:
    """What else could have come is shown as the score is."""
    one = Heatmap(["a"], [-1.0], alternatives=[[("a", -1.0)]], ranks=[1])
    options = resolve({"given": "log P, nat", "measure": "surprisal", "unit": "nat"})
    step = ScoreChange(one.content, options)
    found = step.told(lay_out(one.content, resolve({})).texts)
    assert found.alternatives == ((("a", 1.0),),)
    plain = lay_out(one.content, resolve({})).texts
    for each in ("softmax", "log"):  # of all scores of a text; of what has none
        kept = ScoreChange(one.content, resolve({"transform": (each,)})).told(plain)
        assert kept.alternatives == plain.alternatives


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_softmax(scores: list[Score]) -> None:
    """Softmax leaves missing scores out and sums to 1; log_softmax is its logarithm."""
    known = [score for score in scores if score is not None]
    assume(known)
    values = score_array([scores])
    shares, logs = transform(values, ["softmax"])[0], transform(values, ["log_softmax"])[0]
    assert_array_equal(np.isnan(shares), np.isnan(values[0]))
    assert math.fsum(shares[~np.isnan(shares)]) == pytest.approx(1)
    most = max(known)
    total = math.log(math.fsum(math.exp(score - most) for score in known))
    for score, share, log in zip(scores, shares, logs, strict=True):
        if score is not None:
            assert log == pytest.approx(score - most - total)
            assert share == pytest.approx(math.exp(score - most - total))


@given(st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=4))
def test_softmax_is_of_each_series(rows: list[list[float]]) -> None:
    """Softmax goes over the tokens of a series, not over the series of a token."""
    together = transform(score_array(rows), ["softmax"])
    alone = [transform(score_array([row]), ["softmax"])[0] for row in rows]
    assert_array_equal(together, alone)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_softmax_has_no_value_beside_infinity(name: str) -> None:
    """Where all scores are -∞, or one is ∞, softmax is an error and no missing value."""
    assert transform(score_array([[-math.inf, 0, None]]), ["softmax"])[0, :2].tolist() == [0, 1]
    for scores in ([-math.inf, -math.inf], [math.inf, 0], [-math.inf, None]):
        with pytest.raises(ScoreError, match="softmax has no value") as caught:
            transform(score_array([scores]), [name])
        assert ("−∞" in caught.value.message) is (math.inf not in scores)


def test_which_score_has_no_logarithm() -> None:
    """The first that is negative is named by its place; 0 has one, which is −∞."""
    assert transform(score_array([[0.0, 1.0]]), ["log"]).tolist() == [[-math.inf, 0.0]]
    with pytest.raises(ScoreError, match="score 2 is negative"):
        transform(score_array([[0.0, -0.5, -1.0]]), ["log"])


def test_special_tokens_are_changed_by_themselves() -> None:
    """What cannot be computed of them is missing; in a sum over the text they have no part."""
    special = np.array([[True, False, False]])
    logs = change([1, 2], transform=("log",))
    assert logs(np.array([[4.0, 1.0, 2.0]]), special)[0] == pytest.approx(np.log([4, 1, 2]))
    assert_array_equal(logs(np.array([[-4.0, 1.0, 1.0]]), special), [[np.nan, 0, 0]])
    with pytest.raises(ScoreError, match="score 2 is negative"):
        logs(np.array([[4.0, -1.0, 1.0]]), special)
    shares = change([1, 2], transform=("softmax",))
    assert_array_equal(shares(np.array([[9.0, 1.0, 1.0]]), special), [[np.nan, 0.5, 0.5]])


@pytest.mark.parametrize(
    ("options", "transforms", "scores", "shown"),
    [
        ({"measure": "surprisal", "unit": "bit"}, "log", [2, 8], None),
        ({"measure": "surprisal", "unit": "nat"}, "exp", [1, 2], None),
        ({"measure": "surprisal"}, "softmax", [1, 2], None),
        ({"measure": "log P", "unit": "nat"}, "log_softmax", [-1, -5], None),
        ({"measure": "P"}, "softmax", [0.1, 0.5], None),
        ({"measure": "P"}, "neg", [0.1, 0.5], None),
        ({"measure": "log P", "unit": "bit"}, "exp", [-1, -5], None),
        (
            {"measure": "surprisal", "unit": "nat"},
            "abs log neg",
            [-1, -2],
            None,
        ),
        (
            {"measure": "surprisal", "unit": "nat", "given": "surprisal, nat"},
            "log",
            [1, 2],
            None,
        ),
        ({"given": "log P"}, "log_softmax", [-1, -5], None),
        ({"given": "log P", "measure": "surprisal"}, "softmax", [-1, -5], None),
        (
            {"measure": "surprisal", "unit": "bit"},
            "neg",
            [-2, -8],
            ("surprisal", "bit", [25, 0.4]),
        ),
        (
            {"measure": "log P", "unit": "bit"},
            "neg",
            [2, 8],
            ("log P", "bit", [25, 0.4]),
        ),
        (
            {"measure": "log P", "unit": "bit"},
            "abs",
            [-2, -8],
            ("surprisal", "bit", [25, 0.4]),
        ),
        (
            {"measure": "log P", "unit": "nat"},
            "exp",
            [-1, -2],
            ("P", None, [36.8, 13.5]),
        ),
        ({"measure": "P", "unit": "%"}, "exp", [-1, -2], ("P", "%", [36.8, 13.5])),
        (
            {"measure": "log P", "unit": "bit"},
            "log",
            [0.5, 0.25],
            ("log P", "bit", [50, 25]),
        ),
        ({"measure": "P"}, "log", [0.5, 0.25], ("log P", "nat", [50, 25])),
        (
            {"measure": "log P"},
            "log_softmax",
            [2, 1],
            ("log P", None, [73.1, 26.9]),
        ),
    ],
)
def test_what_is_left_of_a_name_after_a_transform(
    options: dict[str, Any],
    transforms: str,
    scores: list[float],
    shown: tuple[str, str | None, list[float]] | None,
) -> None:
    """A probability, a unit and a perplexity are of what the scores are then, or there are none."""
    options = {**options, "transform": tuple(transforms.split())}
    content = Heatmap(["a", " b"], scores).content
    found = picture(content, resolve(options))
    assert found.legend.transforms == options["transform"]
    if shown is None:
        assert (found.legend.quantity, found.legend.before) == (None, True)
        assert found.strips[0].chances == ()
        with pytest.raises(HeatmarkError, match="perplexity needs"):
            picture(content, resolve({**options, "stats": ("perplexity",)}))
        return
    measure, unit, chances = shown
    assert (found.legend.measure, found.legend.unit) == (measure, unit)
    assert found.legend.quantity is not None
    assert [notice.name for notice in found.notices] == []
    shares = shares_of(found.strips[0].scores, found.legend.quantity)
    assert (100 * shares).round(1).tolist() == chances


@pytest.mark.parametrize("measure", ["attention", "P", None])
def test_shares_of_softmax_in_per_cent(measure: str | None) -> None:
    """What softmax makes is converted to per cent, whatever it is called."""
    options = resolve({"measure": measure, "unit": "%", "transform": ("softmax",)})
    heatmap = Heatmap(["a", " b"], [math.log(3), 0.0])
    assert lay_out(heatmap.content, options).values == pytest.approx(np.array([[75.0, 25.0]]))


@pytest.mark.parametrize(("lang", "named"), [("en", "surprisal"), ("vi", "độ bất ngờ")])
def test_what_has_become_a_surprisal_is_called_so_in_the_language_of_the_page(
    lang: str, named: str
) -> None:
    options = resolve({}, {"measure": "P", "transform": ["log", "neg"], "lang": lang})
    assert picture(Heatmap(["a", "b"], [0.5, 0.25]).content, options).legend.measure == named
    assert kind_of(named) == SURPRISAL
