"""Habits that mislead readers, each named to its author."""

from __future__ import annotations

import logging
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import HeatmarkError
from heatmark.core.errors import Notice
from heatmark.hosts.page import Page
from heatmark.options.resolve import resolve
from heatmark.options.values import NOTICES
from heatmark.picture.lint import heard
from pages import draw
from pictures import drawn, names, words

if TYPE_CHECKING:
    from collections.abc import Callable


LOG: dict[str, object] = {"measure": "log P"}
MAP: dict[str, object] = {"view": "grid", "measure": "attention"}
IN_BIT: dict[str, object] = {"measure": "surprisal", "unit": "bit"}
AS_P: dict[str, object] = {"given": "log P", "measure": "P"}
TEN = [" a", " bb", " ccc", " dddd", " eeeee", " ffffff", " ggggggg", " hhhhhhhh", " i", " jj"]
SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 1, 2]
LONG: list[Any] = [1.1, 2.5, 2.9, 4.2, 5.1, 6.7, 6.9, 8.8, 1.2, 1.9]


GROWING = [" " + "x" * length for length in range(7, 15)]
SIXTEEN = [" " + "x" * length for length in range(1, 17)]


def swapped(*pairs: tuple[int, int]) -> list[Any]:
    """Give scores that grow, but for some that change places."""
    scores = [at + 0.5 for at in range(16)]
    for one, other in pairs:
        scores[one], scores[other] = scores[other], scores[one]
    return scores


# Vietnamese in the code of old fonts, TCVN3: Tiếng Việt là ngôn ngữ của nước ta.
OLD_CODE = ["TiÕng", " ViÖt", " lµ", " ng«n", " ng÷", " cña", " n\xadíc", " ta"]


HABITS: list[tuple[str, list[str], list[Any], dict[str, object], bool]] = [
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "jet"}, True),
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "turbo_r"}, True),
    ("rainbow-colormap", [" a", " b"], [1, 2], {"cmap": "cividis"}, False),
    ("special-dominates", ["<s>", " a", " b"], [9, 1, 2], {"special": "include"}, True),
    ("special-dominates", ["<s>", " a", " b"], [2.5, 1, 2], {"special": "include"}, False),
    ("special-dominates", ["<s>", " a", " b"], [3, 1, 2], {"special": "include"}, False),
    ("special-dominates", ["<s>", " a", " b"], [3.1, 1, 2], {"special": "include"}, True),
    ("special-dominates", ["<s>", " a", " b"], [9, 1, 2], {}, False),
    ("special-dominates", ["<s>", " a", "</s>"], [9, None, 8], {"special": "include"}, True),
    ("special-dominates", ["<s>", " a"], [9, 1], {"special": "include", "clip": 10}, False),
    ("special-dominates", ["<s>", " a"], [9, 1], {"special": "include", "scale": "rank"}, False),
    ("ranks-from-zero", [" a", " b"], [0, 9], {"steps": ((None, 9.0),), "measure": "hạng"}, True),
    ("ranks-from-zero", [" a", " b"], [1, 9], {"steps": ((None, 9.0),), "measure": "hạng"}, False),
    ("ranks-from-zero", [" a", " b"], [0, 9], {"steps": ((None, 9.0),), "measure": "x"}, False),
    ("nearly-equal", [" a", " b"], [100, 100.9], {}, True),
    ("nearly-equal", [" a", " b"], [100, 102], {}, False),
    ("nearly-equal", [" a", " b"], [-100, -100.9], {}, True),
    ("nearly-equal", [" a", " b"], [-100, -102], {}, False),
    ("nearly-equal", [" a", " b"], [100, 100], {}, False),
    ("nearly-equal", [" a", " b"], [100, 100.9], {"scale": "zero"}, False),
    ("nearly-equal", [" a", " b"], [None, None], {}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {}, True),
    ("unit-unsaid", [" a", " b"], [7, 3], {"measure": "surprisal"}, True),
    ("unit-unsaid", [" a", " b"], [7, 3], {"measure": "P", "given": "độ bất ngờ"}, True),
    ("unit-unsaid", [" a", " b"], [7, 3], IN_BIT, False),
    ("unit-unsaid", ["a", "b"], [7, 3], {**IN_BIT, "transform": "exp"}, False),
    ("unit-unsaid", [" a", " b"], [7, 3], {"measure": "P", "given": "surprisal, bit"}, False),
    ("unit-unsaid", [" a", " b"], [7, 3], {"measure": "nll"}, False),
    ("unit-unsaid", [" a", " b"], [-7, -3], {"measure": "log P"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], LOG, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 1, 2, 3], {"measure": "Surprisal"}, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 1, 2, 3], {"measure": "attention"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {"measure": "drop"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [-8, -1, -2, -3], LOG, False),
    (
        "first-token-zero",
        [" a", " b", " c", " d"],
        [0, 1, 2, 3],
        {"measure": "catalogue rank"},
        False,
    ),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {"measure": "log-odds"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], {"measure": "Surprisal"}, True),
    ("first-token-zero", [" a", " b", " c", " d"], [0, -1, -2, -3], AS_P, True),
    ("first-token-zero", [" a", " b", " c", " d"], [-4, -1, -2, -3], LOG, False),
    ("first-token-zero", [" a", " b", " c", " d"], [None, -1, -2, -3], LOG, False),
    ("first-token-zero", ["<s>", " b", " c", " d"], [0, -1, -2, -3], LOG, False),
    ("first-token-zero", [" a", " b"], [0, -1], LOG, False),
    ("first-token-zero", [" a", " b", " c"], [0, -1, -2], LOG, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 0, -2, -3], LOG, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 0, 2, 3], {"measure": "surprisal"}, False),
    ("first-token-zero", [" a", " b", " c", " d"], [0, 2, 2, 3], {"measure": "log P"}, False),
    ("no-legend", [" a", " b"], [1, 2], {"legend": "none"}, True),
    ("no-legend", [" a", " b"], [1, 2], {"legend": "full"}, False),
    ("mixed-signs", [" a", " b", " c", " d"], [0.1, -0.9, 0.6, -0.3], {}, True),
    ("mixed-signs", [" a", " b", " c", " d"], [0.1, -0.9, 0.6, -0.3], {"scale": "zero"}, False),
    ("mixed-signs", [" a", " b", " c", " d"], [0.1, 0.9, 0.6, 0], {}, False),
    ("mixed-signs", [" a", " b"], [9.3, -1e-4], {}, False),
    ("diverging-off-centre", [" a", " b"], [-1, 5], {"cmap": "RdBu_r"}, True),
    ("diverging-off-centre", [" a", " b"], [1, 5], {"cmap": "PuOr"}, True),
    ("diverging-off-centre", [" a", " b"], [-5, 5], {"cmap": "RdBu_r"}, False),
    ("diverging-off-centre", [" a", " b"], [-14.5, 16.5], {"cmap": "RdBu_r"}, False),
    ("diverging-off-centre", [" a", " b"], [-14.4, 16.6], {"cmap": "RdBu_r"}, True),
    ("diverging-off-centre", [" a", " b"], [-5, 5.2], {"cmap": "RdBu_r"}, False),
    ("diverging-off-centre", [" a", " b"], [3, 3], {"cmap": "RdBu_r"}, False),
    ("diverging-off-centre", [" a", " b"], [1, 5], {"cmap": "RdBu_r", "scale": "rank"}, False),
    ("diverging-off-centre", [" a", " b"], [-1, 5], {"cmap": "RdBu_r", "scale": "zero"}, False),
    ("diverging-off-centre", [" a", " b"], [1, 5], {"cmap": "RdBu_r", "scale": "zero"}, False),
    ("diverging-off-centre", [" a", " b"], [0, 1], {"cmap": "RdBu", "scale": [0, 1]}, False),
    ("diverging-off-centre", [" a", " b"], [0, 1], {"cmap": "RdBu", "scale": [-1, 5]}, True),
    ("diverging-off-centre", [" a", " b"], [1, 4], {"cmap": "RdBu", "scale": [0.5, 4]}, False),
    ("diverging-off-centre", [" a", " b"], [-2, 0], {"cmap": "RdBu", "scale": [-3, 0.5]}, True),
    ("diverging-off-centre", [" a", " b"], [-1, 5], {"cmap": "Reds"}, False),
    ("colour-vision", [" a", " b"], [-1, 1], {"cmap": "RdYlGn", "scale": "zero"}, True),
    ("colour-vision", [" a", " b"], [-1, 1], {"cmap": "RdBu", "scale": "zero"}, False),
    ("cut-axis", [" a", " b"], [4, 6], {"view": "bars", "bars": "cut"}, True),
    ("cut-axis", [" a", " b"], [4, 6], {"view": "bars", "bars": "cut", "scale": "zero"}, False),
    ("cut-axis", [" a", " b"], [4, 6], {"view": "bars", "bars": "cut", "center": 5}, False),
    ("cut-axis", [" a", " b"], [4, 6], {"bars": "cut"}, False),
    ("cut-axis", [" a", " b"], [4, 6], {"view": "bars"}, False),
    ("one-score-dominates", [" a", " b", " c", " d", " e"], [1, 2, 3, 4, 100], {}, True),
    ("one-score-dominates", [" a", " b", " c", " d", " e"], [1, 2, 3, 4, 9], {}, False),
    ("one-score-dominates", [" a", " b", " c", " d", " e"], [1, 1, 1, 1, 9], {}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [0, 10, 25, 100], {}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [0, 10, 24.9, 100], {}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [0, 75, 90, 100], {}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [0, 75.1, 90, 100], {}, True),
    ("one-score-dominates", [" a", " b", " c"], [0, 1, 100], {}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [10, 10, 10, 40], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [9, 9, 9.9, 40], {"scale": "zero"}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [5, 6, 7, 13], {"center": 5}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [5, 6, 7, 13.1], {"center": 5}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [0.1, 0.2, 0.3, 9], {}, True),
    ("one-score-dominates", TEN[:5], [1, 2, 3, 20, 40], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [20, 21, 22, 30], {"center": 0}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [20, 21, 22, 30], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [20, 21, 22, 30], {}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [-40, -2, -3, -1], LOG, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [-40, -2, 3, -1], {"scale": "zero"}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [-40, -11, 3, 1], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [40, 11, -3, -1], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [40, 1, -11, -3], {"scale": "zero"}, False),
    ("one-score-dominates", [" a", " b", " c", " d"], [40, 9, -3, -1], {"scale": "zero"}, True),
    ("one-score-dominates", [" a", " b", " c", " d"], [1, 2, 3, 100], {"scale": "rank"}, False),
    ("one-score-dominates", TEN, [*range(9), 100], {"clip": 10}, False),
    ("nothing-clipped", TEN, [*range(9), 100], {"clip": 10}, False),
    ("nothing-clipped", TEN, [*range(9), 100], {"clip": 9.9}, True),
    ("nothing-clipped", [" a"], [1], {"clip": 10}, True),
    ("nothing-clipped", [" a"], [None], {"clip": 10}, False),
    ("nothing-clipped", TEN, [*range(9), 100], {"clip": [10, 100]}, False),
    ("nothing-clipped", TEN, [*range(9), 100], {"clip": [0, 90]}, False),
    ("goes-with-length", TEN, LONG, {}, True),
    ("goes-with-length", TEN, [-score for score in LONG], {}, True),
    ("goes-with-length", TEN, [3, 1, 4, 1, 5, 9, 2, 6, 5, 3], {}, False),
    ("goes-with-length", TEN, SIZES, {}, False),
    ("goes-with-length", TEN, LONG, {"view": "bars"}, False),
    ("goes-with-length", TEN[:8], [-score for score in LONG[:8]], {}, True),
    ("goes-with-length", GROWING, LONG[:8], {}, True),
    ("goes-with-length", GROWING, [-score for score in LONG[:8]], {}, True),
    ("goes-with-length", SIXTEEN, swapped((0, 10), (1, 7)), {}, False),  # ρ = 0.6
    ("goes-with-length", SIXTEEN, swapped((0, 10), (1, 6)), {}, True),  # ρ = 0.63
    ("goes-with-length", TEN[:7], LONG[:7], {}, False),
    ("goes-with-length", TEN[:8], LONG[:8], {}, True),
    ("rank-of-nothing", [" a", " b"], [100, 100.9], {"scale": "rank"}, True),
    ("rank-of-nothing", [" a", " b"], [100, 110], {"scale": "rank"}, False),
    ("rank-of-nothing", [" a", " b"], [100, 100], {"scale": "rank"}, False),
    ("impossible-score", [" a", " b"], [-1, 0.5], LOG, True),
    ("large-integers", [" a", " b"], [2**53 + 1, 1], {}, True),
    ("large-integers", [" a", " b"], [2**53 - 1, 1], {}, False),
    ("large-integers", [" a", " b"], [2**53, 1], {}, True),
    ("large-integers", [" a", " b"], [-(2**53), 1], {}, True),
    ("large-integers", [" a", " b"], [9.9e19, 1], {}, True),
    ("large-integers", [" a", " b"], [1e20, 1], {}, False),
    ("no-measure", [" a"], [1], {}, True),
    ("no-measure", [" a"], [1], LOG, False),
    ("no-measure", [" a"], [-1], {"given": "log P, nat"}, False),
    ("within-noise", [" a", " b"], [1, 1.1], {"noise": 0.2}, True),
    ("within-noise", [" a", " b"], [1, 3], {"noise": 0.2}, False),
    ("double-encoded", ["Báº£n Ä‘á»“"], [1], {"scheme": "text"}, True),
    ("double-encoded", ["Bản", " Ä‘á»“"], [1, 2], {"scheme": "text"}, True),
    ("double-encoded", ["Bản", " tÃ´i"], [1, 2], {"scheme": "text"}, True),  # alone: byte-level
    ("double-encoded", ["tÃ´i"], [1], {"scheme": "text"}, False),
    ("double-encoded", ["Báº£n", " Xin"], [1, 2], {"scheme": "text"}, True),
    ("double-encoded", ["Báº£n"], [1], {"scheme": "text"}, False),
    ("double-encoded", ["Bản"], [1], {"scheme": "text"}, False),
    ("double-encoded", OLD_CODE, [*range(8)], {}, True),
    ("mask-value", [" a", " b"], [-1e9, -2], LOG, True),
    ("mask-value", [" a", " b"], [-1e9, -2e8], LOG, False),
    ("transposed", [" a", " b"], [[1, 0.4], [0, 0.6]], MAP, True),
    ("transposed", [" a", " b"], [[1, 0], [0.4, 0.6]], MAP, False),
    ("merged-scores", [" a", "b"], [-1, -2], {**LOG, "merge": "max"}, True),
    ("merged-scores", [" a", "b"], [-1, -2], {**LOG, "merge": "sum"}, False),
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
        assert (notice.level == "info") == (notice.name in ASIDES)
    assert name not in names(drawn(tokens, scores, **options, silence=name))


@pytest.mark.parametrize(
    ("count", "hint"),
    [
        (2, "leave clip out"),
        (3, "leave clip out"),
        (4, "clip: 25 leaves out one at each end"),
        (10, "clip: 10 leaves out one at each end"),
        (11, "clip: 10 leaves out one at each end"),
    ],
)
def test_how_much_clips_a_score(count: int, hint: str) -> None:
    """The hint names the least whole percentage that leaves one out, if others stay between."""
    found = drawn(words([*range(count)]), [*range(count)], clip=1)
    (notice,) = [one for one in found.notices if one.name == "nothing-clipped"]
    assert notice.message == f"clip leaves out none of {count} scores"
    assert notice.hint == hint


@pytest.mark.parametrize(("count", "expected"), [(2000, True), (2001, False)])
def test_lengths_are_looked_at_where_somebody_reads_them(count: int, *, expected: bool) -> None:
    """Nobody takes in more than 2,000 tokens at once."""
    tokens = [" " + "x" * (1 + place % 7) for place in range(count)]
    found = drawn(tokens, [len(token) + place / 1e4 for place, token in enumerate(tokens)])
    assert ("goes-with-length" in names(found)) == expected


def test_what_an_old_code_should_read() -> None:
    """The notice names the code and the text."""
    said = [one.message for one in drawn(OLD_CODE, [*range(8)]).notices]
    (message,) = [one for one in said if "code of old fonts" in one]
    assert "TCVN3 (ABC), a code" in message
    assert "Tiếng Việt là ngôn ngữ" in message


def test_the_word_that_is_double_encoded_is_named() -> None:
    """And not those beside it, with what to write in its place."""
    notices = drawn(["Bản", " Ã", " tÃ´i"], [1, 2, 3], scheme="text").notices
    (found,) = [one for one in notices if one.name == "double-encoded"]
    assert found.message == "'tÃ´i' is double-encoded"
    assert found.hint == "write 'tôi' in its place"


def test_the_middle_of_colours_is_named() -> None:
    """It is half way between the ends of the scale."""
    (message,) = [
        one.message
        for one in drawn([" a", " b"], [1, 5], cmap="RdBu_r").notices
        if one.name == "diverging-off-centre"
    ]
    assert "is at 3, so" in message


ASIDES = {"unit-unsaid", "no-measure", "goes-with-length", "one-score-dominates", "nothing-clipped"}
ASIDES |= {"merged-scores"}


# Of how a document is written; with the line that is named.
WRITTEN = {
    "trailing-mark": ("```heatmap\nHà, 1\nNội, 2\n```", 1),
    "commented-row": ("```heatmap\na 1\n# 2\nb 3\n```", 1),
    "parted-numbers": ("```heatmap\na 1 234\nb 12 567\n```", 1),
    "unclear-names": ('```heatmap\n"x" A\na 1\n```', 1),
    "no-effect": ("```heatmap\ndpi: 300\n---\na 1\n```", 2),
    "unknown-language": ("```heatmap lang=fr\na 1\n```", 1),
    "unit-dropped": ("```heatmap measure=x\na 1\n```", 1),
    "near-miss": ("x\n\n```Heatmap\na 1\n```", 3),
    "left-over": ("x\n\nx ```heatmap\na 1\n```", 3),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_how_it_is_written(name: str, convert: Callable[..., Any]) -> None:
    """What is written so that it says something else is named with its line, unless silenced."""
    document, line = WRITTEN[name]
    site = {"measure_notice": "off", "unit": "bit"}
    (message,) = convert(document, **site).messages
    assert message.startswith(f"WARNING heatmap:{line}: ")
    assert message.endswith(f"[{name}]")
    assert convert(document, **site, silence=name).messages == []
    assert convert(document, **site, notices="off").messages == []


def test_every_notice_is_tried() -> None:
    """All names that can be silenced are those that are given."""
    elsewhere = {"lonely-share", "missing-character", "skewed-runs", "front-matter", "swallowed"}
    elsewhere |= {"top-alone", "chosen-example", "class-dropped", "shared-colour", "off-scale"}
    elsewhere |= {"small-axes", "alike-names", "copied-runs", "out-of-order"}
    elsewhere |= set(WRITTEN)
    reading = {
        "square-array",
        "one-row",
        "many-series",
        "table-axes",
        "ignored-option",
        "spaces-added",
        "segmented-words",
        "cut-letters",
        "escaped-token",
        "left-out",
        "summed-tokens",
        "empty-token",
        "unlike-columns",
        "blank-lines",
        "total-row",
    }  # tried with files
    hosts = {"repeated-id", "sphinx-only", "defaults-off", "header-unknown", "indented-block"}
    hosts |= {"not-embedded", "no-extension", "formula"}
    assert {name for name, *_ in HABITS} | elsewhere | reading | hosts == set(NOTICES)


def test_a_shared_scale_is_not_the_blocks_habit(convert: Callable[..., Any]) -> None:
    """Scores that are nearly equal may be so on a scale that others share."""
    first, second = "```heatmap share=s\na 100\nb 100.5\n```", "```heatmap share=s\na 1\nb 5\n```"
    assert convert(f"{first}\n\n{second}").messages == []


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


def test_problems_name_their_line() -> None:
    """What is found late, when a page is drawn together, still has the line in its block."""
    with pytest.raises(HeatmarkError) as caught:
        draw("", "tokens: [a, b]\nscores: [1, 1]\ncontrol: shuffle", Page())
    assert caught.value.line == 3


def test_notices_are_pickled_whole() -> None:
    """A picture that a host keeps for later has all that its notices say."""
    before = drawn([" a"], [1]).notices
    after = pickle.loads(pickle.dumps(before))  # our own
    assert after == before
    assert [one.message for one in after] == [one.message for one in before]


@pytest.mark.parametrize(
    ("notices", "levels"), [("warning", ["warning"]), ("info", ["info"]), ("off", [])]
)
def test_a_site_says_how_loud_notices_are(notices: str, levels: list[str]) -> None:
    """One option of the site governs all notices, and changes no picture."""
    page = Page(options={"notices": notices, "measure_notice": "off"})
    found = draw("cmap=jet", "a 1\nb 2\nc 3", page)
    assert [one.level for one in found.notices] == levels
    assert found.palette.name == "jet"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, [("a", "warning"), ("b", "warning")]),
        ({"notices": "info"}, [("a", "info"), ("b", "info")]),
        ({"notices": "off"}, []),
        ({"silence": ("a",)}, [("b", "warning")]),
    ],
)
def test_levels_and_silence(options: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """All are lowered or left out together; silence takes those that it names."""
    found = heard([Notice(name=one, message="m", hint="h") for one in "ab"], resolve(options))
    assert [(one.name, one.level) for one in found] == expected


@pytest.mark.parametrize(("count", "percent"), [(4, 25), (12, 9), (40, 5)])
def test_the_clip_that_helps_is_named(count: int, percent: int) -> None:
    """One score that dominates is left out by it, however few there are."""
    scores = [float(at) for at in range(1, count)]
    found = drawn(words([*scores, 1e6]), [*scores, 1e6], measure="x")
    (told,) = (one for one in found.notices if one.name == "one-score-dominates")
    assert told.hint.startswith(f"clip: {percent}, ")
    clipped = drawn(words([*scores, 1e6]), [*scores, 1e6], measure="x", clip=percent)
    assert not {"nothing-clipped", "one-score-dominates"} & {*names(clipped)}
