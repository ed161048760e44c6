"""Scales of few colours."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import OptionError
from heatmark.core.scored_tokens import ScoredTokens, Series
from heatmark.hosts.page import Page
from heatmark.options.declare import Options
from heatmark.options.values import MOST_STEPS, read_steps
from heatmark.picture.paint import picture
from heatmark.picture.palette import LEVELS, palette
from heatmark.picture.scale import Wanted, scale
from heatmark.picture.steps import check_steps, highest, steps_of
from heatmark.render.latex import latex
from heatmark.render.text import plain_text
from heatmark.tokens.shown import score_array
from pages import draw

NUMBER = st.integers(-1000, 1000)


@given(
    st.lists(NUMBER, min_size=1, max_size=MOST_STEPS, unique=True).map(sorted),
    st.lists(NUMBER, min_size=1, max_size=30),
)
def test_a_score_has_the_colour_of_its_step(ends: list[int], scores: list[int]) -> None:
    """A score is of the first step that reaches up to it, and the legend counts it there."""
    steps = read_steps(ends)
    scaled = scale(score_array([scores]), Wanted(steps=highest(steps)))
    found = steps_of(scaled, steps, "en")
    expected = [sum(end < score for end in ends) for score in scores]
    levels = np.rint(scaled.positions[0] * (LEVELS - 1)).astype(int).tolist()
    assert levels == [found[at].level for at in expected]
    assert [step.total for step in found] == [expected.count(at) for at in range(len(found))]
    assert not scaled.clipped.any()
    assert len({step.level for step in found}) == len(ends) + 1


@given(
    st.lists(st.integers(1, 20), min_size=1, max_size=3, unique=True).map(sorted),
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    st.none() | st.integers(0, 2),
)
def test_no_score_reads_as_if_it_was_on_another_step(
    ends: list[int], shares: list[float], digits: int | None
) -> None:
    """Steps go by scores as they are, and numbers have as many decimals as tell on which one is."""
    known = tuple(end / 20 for end in ends)
    near = [end + part * 1e-4 for end in known for part in (-1, 0, 1)]
    scores = [*near, *shares]
    scaled = scale(score_array([scores]), Wanted(steps=known, digits=digits))
    places = scaled.positions[0] * len(known)
    exact = [
        sum(end < score and not math.isclose(end, score, rel_tol=1e-12) for end in known)
        for score in scores
    ]
    assert np.rint(places).astype(int).tolist() == exact
    read = [sum(end < score for end in known) for score in scaled.rounded[0].tolist()]
    assert read == exact


def test_thresholds_are_written_as_they_were() -> None:
    """Also where decimals are few; what floats add to 0.3 is no step."""
    scaled = scale(score_array([[0.4, 0.3, 2.0]]), Wanted(steps=(0.35, 1.0), digits=0))
    found = steps_of(scaled, read_steps([0.35, 1]), "vi")
    assert [step.label for step in found] == ["≤ 0,35", "≤ 1", "> 1"]
    assert [step.total for step in found] == [1, 1, 1]
    dust = scale(score_array([[0.1 + 0.2, 0.5]]), Wanted(steps=(0.3,)))
    assert (dust.positions.tolist(), dust.writing.places < 5) == ([[0.0, 1.0]], True)
    fixed = draw("measure=x digits=0 scale=[0.5,2.5]", "a 2\nb 0.45")
    assert (fixed.legend.ends, fixed.legend.below) == (("0.5", "2.5"), 1)
    against = draw("measure=x against=0.001 noise=0.01", "a 2\nb 5")
    assert "differs from 0.001;" in dict(against.legend.verdict)["verdict"]
    centre = draw("measure=x center=0.0625 digits=1", "a 2\nb 5")
    assert centre.legend.center == "0.0625"


def test_names() -> None:
    """Steps have the author's names, or else say how far they reach; the last may be named."""
    scaled = scale(score_array([[1.0, 2000.0]]), Wanted(steps=(10.0, 1000.0)))
    for given_, names in (
        ([10, 1000], ["≤ 10", "≤ 1.000", "> 1.000"]),
        ({"top": 10, "b": 1000}, ["top", "b", "> 1.000"]),
        ({"top": 10, "b": 1000, "c": math.inf}, ["top", "b", "c"]),
    ):
        assert [step.label for step in steps_of(scaled, read_steps(given_), "vi")] == names
    assert steps_of(scaled, (), "vi") == ()


@pytest.mark.parametrize(
    "wrong",
    [[2, 1], [1, 1], [*range(MOST_STEPS + 1)], {"a": "inf"}, {" ": 1}, ["inf"], "x", {"a": []}],
)
def test_what_is_no_steps(wrong: object) -> None:
    """Thresholds rise, are few and finite but the last, and names are words."""
    with pytest.raises((ValueError, TypeError)):
        read_steps(wrong)


def test_another_scale_beside_steps() -> None:
    """Steps are a scale: another one beside them is an error."""
    check_steps(Options(steps=((None, 1.0),)))
    for other in ({"scale": "rank"}, {"clip": (5.0, 95.0)}, {"center": 0.0}, {"share": "x"}):
        with pytest.raises(OptionError, match="exclude"):
            check_steps(Options(steps=((None, 1.0),), **other))


def test_steps_are_there_on_paper() -> None:
    """LaTeX has a box of each colour, plain text the name beside each number."""
    body = json.dumps(
        {"tokens": ["a", " b"], "scores": [1, 50], "steps": {"top_10": 10, "x": "inf"}}
    )
    found = draw("measure=rank", body, Page())
    light = palette(found.palette.name).light
    drawn = latex(found)
    assert "top\\_10: 1" in drawn
    assert drawn.count(light[0][1:].upper()) >= 2
    assert "1 (top_10)" in plain_text(found)
    assert "rank · top_10: 1 · x: 1" in plain_text(found)


@pytest.mark.parametrize("scores", [[1.0, math.inf, 6.0, -math.inf], [math.inf, -math.inf]])
def test_what_is_infinite_is_on_a_step_and_nowhere_else(scores: list[float]) -> None:
    """The first and the last have no ends; a bar has, so that one that is cut says so."""
    tokens = ScoredTokens(("a",) * len(scores), (Series(scores),))
    for view, beyond in (("text", 0), ("grid", 0), ("bars", 1)):
        found = picture(tokens, Options(steps=((None, 3.0),), view=view))
        assert (found.legend.below, found.legend.above) == (beyond, beyond)
        assert sum(step.total for step in found.legend.steps) == len(scores)
        assert min(found.strips[0].levels) >= 0
        assert ("clipped" in plain_text(found)) is bool(beyond)
