"""Series that have one colour on a scale that others fill."""

from __future__ import annotations

import re
from typing import Any

import pytest

from heatmark.core.errors import Notice
from heatmark.core.unlike_columns import unlike
from heatmark.picture.unlike import told_once
from pictures import drawn, names

RAW = [200, 700, 300]
SMALL = [0.1, 0.2, 0.15]


@pytest.mark.parametrize(
    "scores",
    [
        {"raw": RAW, "normalized": SMALL},
        {"normalized": SMALL, "raw": RAW},
        {"count": [5, 120, 40], "relative frequency": [0.05, 0.9, 0.4]},
        {"RT": RAW, "RT in s": [0.2, 0.7, 0.3]},
        {"year": [2020, 2020, 2020], "score": SMALL},
        {"gpt2": [600, 700, 650], "z": [-1, 1, 0]},
        {"raw": RAW, "z": [0.1, 0.2, 0.2]},
        {"raw": [2e-3, 7e-3, 3e-3], "z": [1e-6, 2e-6, 1.5e-6]},
    ],
)
@pytest.mark.parametrize("scale", ["minmax", "zero"])
def test_one_colour(scores: dict[str, list[float]], scale: str) -> None:
    """What is so small beside another is told under any name."""
    found = drawn([*"abc"], scores, scale=scale).notices
    (notice,) = [one for one in found if one.name == "unlike-columns"]
    assert re.match("all scores of '.*' have one colour on a scale with '.*'", notice.message)


@pytest.mark.parametrize(
    "scores",
    [
        {"gpt2": [3.1, 7.2, 9.5], "llama": [2.9, 6.5, 8.1]},
        {"IG": [0.2, 0.7, 0.3], "LIME": [0.02, 0.07, 0.03]},
        {"layer 1": SMALL, "layer 12": RAW},
        {"zero": [0, 0, 0], "model": [0.1, 0.9, 0.4]},
        {"human": [1, 0, 0], "model": [0.02, 0.2, 0.06]},
        {"a": [0.001, 0.002, 0.003], "b": [0.1, 0.2, 90]},
        {"a": [None, None, None], "b": RAW},
        {"a": [None, 1, None], "b": RAW},
        {"raw": RAW},
        {"high": [1000, 1001, 1000.5], "other": [0, 500, 100]},
        {"n": [0, 0, 1], "o": [-500, 0, 500]},
        {f"{letter}": RAW if letter == "a" else SMALL for letter in "abcdefghi"},
    ],
)
def test_what_may_share_a_scale(scores: dict[str, Any]) -> None:
    """Models, layers, a baseline, an outlier and the rows of a matrix are not told."""
    assert "unlike-columns" not in names(drawn([*"abc"], scores))


@pytest.mark.parametrize(
    ("narrow", "other", "is_told"),
    [
        ([0, 0, 1], [400, 400, 500], True),
        ([0, 0, 1], [399, 399, 500], False),
        ([0, 0, 20], [400, 400, 300], True),
        ([0, 0, 20.1], [400, 400, 300], False),
        ([0, 0, 20], [410, 410, 300], True),
        ([0, 0, 21], [900, 900, 300], False),
        ([0, 0, 1], [100, 100, 500], True),
        ([0, 0, 1], [100, 100, 499], False),
        ([0, 0, 1], [50, 50, 600], False),
        ([0, 0, 1], [51, 51, 600], True),
    ],
)
def test_how_narrow_and_how_far(narrow: list[float], other: list[float], is_told: bool) -> None:
    """One level of the palette, beside what is 0.4 of the scale away, or as wide and not there."""
    scores = {"n1": narrow, "o": other, "n2": [0, 1000, 1000]}  # which is the scale
    assert ("unlike-columns" in names(drawn([*"xyz"], scores))) is is_told


@pytest.mark.parametrize("options", [{"scale": "rank"}, {"scale": [0, 1]}, {"view": "grid"}])
def test_on_other_scales(options: dict[str, Any]) -> None:
    """Ends of the author's own, and ranks, are not judged; nor are grids."""
    assert "unlike-columns" not in names(drawn([*"abc"], {"raw": RAW, "z": SMALL}, **options))


def test_who_asks_for_both_knows() -> None:
    """`field` draws them without a word."""
    both = {"raw": RAW, "z": SMALL}
    assert "unlike-columns" not in names(drawn([*"abc"], both, field="raw, z"))


def test_names_tell_it_first() -> None:
    """One notice is enough for a pair of series; those of other things stay."""
    by_name = unlike(["RT", "surprisal"], "rows")
    by_colour = drawn([*"abc"], {"RT": RAW, "x": SMALL}, measure="x").notices
    other = Notice(name="unlike-columns", message="x", hint="y", about="rows")
    assert by_colour[0].name == "unlike-columns"
    assert told_once(by_name, by_colour) == (*by_name, *by_colour[1:])
    assert told_once([other], by_colour) == (other, *by_colour)
    assert told_once([], by_colour) == tuple(by_colour)
    of_scores = Notice(name="nearly-equal", message="x", hint="y", about="scores")
    assert told_once(by_name, [of_scores]) == (*by_name, of_scores)
