"""The list of guesses in HTML: rows that unfold without script, everything in it escaped."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure
from heatmark.render.html.guesses import guess_list
from pages import draw

HOSTILE = "<img src=x onerror=alert(1)>"


def drawn(**content: Any) -> Any:
    made = Heatmap(["a", HOSTILE], [None, -2.0], **content)
    asked = {"measure": f"log P ({HOSTILE})", "view": "guesses", "lang": "vi", "title": HOSTILE}
    return picture(made.content, resolve(asked))


def test_a_row_for_each_token() -> None:
    """A token without candidates has a row, too, which does not unfold."""
    html = guess_list(drawn(alternatives=[[], [("x", -1.0), (HOSTILE, -2.0)]], ranks=[None, 2]))
    assert html.count("<details") == 1
    assert html.count("class=heatmark-guess>") == 2
    assert "<script" not in html
    assert "<tr class=heatmark-true><td>2</td>" in html
    assert "<small>có trong văn bản</small>" in html
    assert "<i aria-hidden=true style=--s:0.3679></i>36,79" in html
    assert "mọi token khác" in html
    assert "<i aria-hidden=true style=--s:0.4968></i>49,68" in html  # of all others
    assert [f"<span>{place}</span>" in html for place in (0, 1, 2, 3)] == [False, True, True, False]


def test_everything_is_escaped() -> None:
    """Tokens, candidates, measures and titles are text."""
    html = figure(drawn(alternatives=[[], [(HOSTILE, -1.0), ("<b>", -2.0)]]))
    assert "<img" not in html
    assert "&lt;img" in html


def test_ranks_alone() -> None:
    """Where there are no candidates, rows say ranks and entropies."""
    html = guess_list(drawn(ranks=[None, 3], entropy=[None, 0.5]))
    assert "<details" not in html
    assert "<span>hạng 3</span> <span>entropy 0,5\u00a0nat</span>" in html


@pytest.mark.parametrize(("measure", "head"), [("measure=zorn", "zorn"), ("", "Score")])
def test_scores_that_are_no_probabilities(measure: str, head: str) -> None:
    """They stand in the place of probabilities, in the row and in its table, without bars."""
    html = guess_list(
        draw(
            f"view=guesses {measure}",
            json.dumps(
                {
                    "tokens": ["a", " <b>"],
                    "scores": [2, 1],
                    "alternatives": [[], [["x", 3], ["y", 1.5]]],
                }
            ),
        )
    )
    assert "<span>1</span> <b class=q30>a</b> <span>2</span></div>" in html
    assert "<span>2</span> <b class=q0>&lt;b&gt;</b> <span>1</span></summary>" in html
    assert f"<th scope=col>{head}</th>" in html
    assert "<tr><td>1</td><th scope=row>x</th><td>3</td></tr>" in html
    assert "<tr class=heatmark-true><td>…</td>" in html  # its rank is not known
    assert "style=--s" not in html


def test_probabilities_of_all_others() -> None:
    """What is left of 1 is theirs, and nothing where nothing is left."""
    body = {
        "tokens": ["a", " <b>"],
        "scores": [None, -1],
        "alternatives": [[["q", -3.0]], [["x", -0.45], ["y", -4.6]]],
    }
    html = guess_list(draw("view=guesses measure='log P'", json.dumps(body)))
    first, second = re.findall("<details.*", html)
    assert "<b class=qx>a</b> <span>missing value</span></summary>" in first
    assert "<th scope=col>Probability (%)</th>" in first
    assert "<i aria-hidden=true style=--s:0.0498></i>5</td>" in first
    assert "all other tokens</th><td><i aria-hidden=true style=--s:0.9502></i>95</td>" in first
    assert "<span>36.8\u00a0%</span> <span>rank 2</span></summary>" in second
    assert "all other tokens" not in second


def test_a_candidate_without_a_probability() -> None:
    """One whose score is infinite has a dash, and then nothing is said of all others."""
    html = guess_list(drawn(alternatives=[[("y", -2.0), ("x", -math.inf)], []]))
    assert "<tr><td>1</td><th scope=row>y</th><td><i aria-hidden=true" in html
    assert "<tr><td>2</td><th scope=row>x</th><td>–</td></tr>" in html
    assert "mọi token khác" not in html


def test_marked_tokens_have_an_outline_in_the_list() -> None:
    """As they have in the text above it."""
    body = {"tokens": ["a", " b"], "scores": [None, -1], "ranks": [1, 2], "mark": [1, 2]}
    html = guess_list(draw("view=guesses measure='log P'", json.dumps(body)))
    assert '<b class="qp q-mark">a</b>' in html
    assert html.count(" q-mark") == 2
