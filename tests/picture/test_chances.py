"""Probabilities in per cent beside what they can be computed of."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from heatmark.core.quantities import LOG, SHARE, Conversion, Quantity
from heatmark.hosts.page import Page
from heatmark.picture.chances import with_chances
from heatmark.render.html.figure import figure
from heatmark.render.text import plain_text
from pages import draw
from pictures import drawn

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

TOKENS = [" a", " b", " c"]
LOGS = [math.log(0.5), math.log(0.125), math.log(0.0001)]


def chances(picture: Picture) -> list[list[str]]:
    return [[*strip.chances] for strip in picture.strips if strip.chances]


@pytest.mark.parametrize(
    ("scores", "options"),
    [
        (LOGS, {"measure": "log P"}),
        ([score / math.log(2) for score in LOGS], {"measure": "log P", "unit": "bit"}),
        ([-score for score in LOGS], {"measure": "surprisal", "unit": "nat"}),
        ([-score / math.log(2) for score in LOGS], {"measure": "độ bất ngờ", "unit": "bit"}),
        ([0.5, 0.125, 0.0001], {"measure": "P"}),
    ],
)
def test_chances_are_those_of_the_scores(scores: list[float], options: dict[str, object]) -> None:
    """Whatever the scores are called and counted in, and in the decimals of one another."""
    assert chances(drawn(TOKENS, scores, **options)) == [["50", "12.5", "<0.1"]]


@pytest.mark.parametrize(
    ("scores", "options"),
    [
        ([1, 2, 3], {"measure": "attention"}),
        ([1, 2, 3], {}),
        ([50, 12.5, 0.1], {"measure": "P", "unit": "%"}),
        ([1, -1, -2], {"measure": "log P"}),
        ([0.005, -1, -2], {"measure": "log P"}),
        ([1e-8, -1, -2], {"measure": "log P"}),
        ([-0.1, 0.5, 0.7], {"measure": "P"}),
        ([None, None, None], {"measure": "log P"}),
        (LOGS, {"measure": "log P", "view": "grid"}),
        (LOGS, {"measure": "log P", "noise": 0.1}),
        (LOGS, {"measure": "log P", "merge": "mean"}),
        ([0.5, 0.125, 0.1], {"measure": "P", "merge": "sum"}),
    ],
)
def test_other_scores_have_none(scores: list[float | None], options: dict[str, object]) -> None:
    """Of other measures, means, errors, and what would be more than 1 or less than 0."""
    assert chances(drawn(TOKENS, scores, **options)) == []


def test_a_missing_score_has_no_chance() -> None:
    """Nor has one of -∞, which may only not have been listed; a word's is that of its pieces."""
    found = drawn(["a", " b", " c"], [None, -math.inf, 0], measure="log P")
    assert chances(found) == [["", "", "100"]]
    merged = drawn([" a", "b"], [math.log(0.5), math.log(0.5)], measure="log P", merge="sum")
    assert chances(merged) == [["25"]]


def test_where_chances_are() -> None:
    """In the table, under the finger below the score, beside bars, in tables as text."""
    html = figure(drawn(TOKENS, LOGS, measure="log P", lang="vi"))
    assert "<th scope=col>Xác suất (%)</th>" in html
    assert "<td>−2,08</td><td>12,5</td>" in html
    assert "data-v=−2,08 data-w=12,5\u00a0%>" in html
    assert "data-w=&lt;0,1" in html
    bars = figure(drawn(TOKENS, LOGS, measure="log P", view="bars"))
    assert "<td data-v=−2.08>" in bars
    assert "<td>12.5</td>" in bars
    text = plain_text(drawn(TOKENS, LOGS, measure="log P"))
    assert "Probability (%)" in text
    assert "        12.5\n" in text


def test_several_series_and_long_texts() -> None:
    """Each series has its own column; in tables of ten tokens a row they share a cell."""
    html = figure(drawn(TOKENS, {"x": LOGS, "y": LOGS}, measure="log P"))
    assert "<th scope=col>x: probability (%)</th>" in html
    body = json.dumps({"tokens": [" a"] * 300, "scores": [-1, *[-2] * 299]})
    html = figure(draw("measure=surprisal", body.replace("-", ""), Page()))
    assert "<td>a: 2 · 13.5</td>" in html


def test_candidates_go_below_the_chance() -> None:
    """A token says its chance first, then what else could have stood there."""
    others = [[], [["b", math.log(0.125)]], []]
    html = figure(
        draw(
            "measure='log P'",
            json.dumps({"tokens": TOKENS, "scores": LOGS, "alternatives": others}),
            Page(),
        )
    )
    assert 'data-w="12.5\u00a0%\n1. −2.08 b ◂"' in html


def test_decimals_are_those_of_all_series() -> None:
    """One series does not hide in what another needs."""
    two = drawn(TOKENS, {"x": LOGS, "y": [0, -1, -2]}, measure="log P").strips
    bare = tuple(strip._replace(chances=()) for strip in two)
    assert with_chances(bare, Conversion(Quantity(LOG), Quantity(SHARE, 100.0)), "en") == two
    assert two[1].chances == ("100", "36.8", "13.5")
    assert with_chances(bare, Conversion(Quantity(SHARE), Quantity(SHARE, 100.0)), "en") == bare


def test_line_ups_have_none() -> None:
    """They would tell the real picture."""
    assert chances(drawn(TOKENS, LOGS, measure="log P", lineup=3)) == []


def test_certainty_may_be_rounded() -> None:
    """What is more than 1 by a float's last digits is 1."""
    assert chances(drawn([" a", " b"], [1e-12, -1.0], measure="log P")) == [["100", "36.8"]]
    assert chances(drawn([" a", " b"], [1e-12, 0.0], measure="log P")) == [["100", "100"]]
    assert chances(drawn([" a", " b"], [1 + 1e-9, 0.5], measure="P")) == [["100", "50"]]
    assert chances(drawn([" a", " b"], [1 + 2e-9, 0.5], measure="P")) == []


def test_nothing_is_impossible() -> None:
    """A probability of 0 is one."""
    assert chances(drawn([" a", " b"], [0, 0.5], measure="P")) == [["0", "50"]]
