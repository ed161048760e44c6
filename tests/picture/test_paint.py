"""What a picture says of its scale, and the colours that it takes."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.frame import image_settings
from heatmark.picture.paint import picture
from pictures import drawn

SURPRISAL = {"measure": "surprisal"}


@pytest.mark.parametrize(
    ("scores", "options", "name"),
    [
        ([0, 3], {**SURPRISAL, "scale": "zero", "cmap": "viridis"}, "viridis_r"),
        ([0, 3], {**SURPRISAL, "scale": (0.0, 3.0), "cmap": "viridis"}, "viridis_r"),
        ([0, 3], {**SURPRISAL, "scale": (0.0, 3.0), "cmap": "Reds_r"}, "Reds"),
        ([0, 3], {**SURPRISAL, "scale": (0.0, 3.0), "cmap": "Reds"}, "Reds"),
        ([0, 3], {**SURPRISAL, "scale": "minmax", "cmap": "viridis"}, "viridis"),
        ([1, 3], {**SURPRISAL, "scale": (1.0, 3.0), "cmap": "viridis"}, "viridis"),
        ([-3, -1], {"measure": "log P", "scale": (-3.0, -1.0), "cmap": "viridis"}, "viridis_r"),
        ([-3, -1], {"measure": "log P", "scale": (-3.0, -1.0), "cmap": "Reds"}, "Reds"),
        ([-3, -1], {"measure": "log P", "scale": "rank", "cmap": "viridis"}, "viridis_r"),
        ([0, 3], {**SURPRISAL, "scale": "rank", "cmap": "viridis"}, "viridis"),
        ([0, 1], {"measure": "P", "scale": (0.0, 1.0), "cmap": "viridis"}, "viridis"),
        ([0, 3], {"scale": (0.0, 3.0), "cmap": "viridis"}, "viridis"),
        ([0, 3], {"scale": "zero", "cmap": "viridis"}, "viridis_r"),
        ([-1, 3], {"scale": "zero", "cmap": "viridis"}, "viridis"),
        ([None, None], {**SURPRISAL, "cmap": "viridis"}, "viridis"),
        ([0, 3], {}, "heatmark"),
        ([-1, 3], {"scale": "zero"}, "heatmark_diverging"),
        ([0, 3], {"center": 1.0}, "heatmark_diverging"),
    ],
)
def test_colours_are_palest_at_zero(scores: list[Any], options: dict[str, Any], name: str) -> None:
    """Where strength is distance from zero a map that fades at its other end is turned."""
    assert drawn(["a", " b"], scores, **options).palette.name == name


def test_what_is_counted() -> None:
    """Scores on the scale, those beyond its ends, missing ones, and special tokens once each."""
    tokens = ["<s>", "▁a", "▁b", "▁c", "▁d", "▁e"]
    scores = {"x": [9, 1, 2, 3, None, -1], "y": [9, None, 5, 6, 7, 0]}
    legend = drawn(tokens, scores, scale=(1.0, 5.0)).legend
    assert (legend.scored, legend.missing, legend.special) == (8, 2, 1)
    assert (legend.below, legend.above) == (2, 2)
    assert (legend.constant, legend.falling) == (False, False)
    assert legend.ends == ("1", "5")
    strips = drawn(tokens, scores, scale=(1.0, 5.0)).strips
    assert [strip.clipped for strip in strips] == [{5: -1}, {3: 1, 4: 1, 5: -1}]


@pytest.mark.parametrize(
    ("scores", "options", "constant", "falling"),
    [
        ([1, 1], {}, True, False),
        ([1, 2], {}, False, False),
        ([None, None], {}, False, False),
        ([-1, -2], {"scale": "zero"}, False, True),
        ([-2, -2], {"scale": "zero"}, True, True),
        ([1, 2], {"scale": "zero"}, False, False),
        ([0, 0], {"scale": "zero"}, True, False),
        ([-1, -2], {"measure": "log P", "scale": (-5.0, 0.0)}, False, True),
        ([-1, -2], {"scale": (-5.0, 0.0)}, False, False),
        ([-1, -2], {"measure": "log P", "scale": "rank"}, False, True),
        ([-1, -2], {"scale": "rank"}, False, False),
    ],
)
def test_what_is_said_of_a_scale(
    scores: list[Any], options: dict[str, Any], *, constant: bool, falling: bool
) -> None:
    """Whether all scores are one, and whether the first of its ends is the upper one."""
    legend = drawn(["a", " b"], scores, **options).legend
    assert (legend.constant, legend.falling) == (constant, falling)


@pytest.mark.parametrize(
    ("options", "kind", "ends"),
    [
        ({}, "minmax", ("1", "4")),
        ({"measure": "P", "unit": "%"}, "minmax", ("1", "4")),
        ({"measure": "surprisal"}, "zero", ("0", "4")),
        ({"measure": "surprisal", "center": 2.0}, "symmetric", ("0", "4")),
        ({"scale": "zero", "cmap": "Reds"}, "zero", ("0", "4")),
        ({"scale": "zero", "cmap": "RdBu_r"}, "zero", ("−4", "4")),
        ({"scale": "minmax", "cmap": "RdBu_r"}, "minmax", ("1", "4")),
    ],
)
def test_the_scale_that_is_taken(options: dict[str, Any], kind: str, ends: tuple[str, str]) -> None:
    """The author's; else what scores are says it, and colours with a middle have it at 0."""
    legend = drawn(["a", " b"], [1, 4], **options).legend
    assert (legend.kind, legend.ends) == (kind, ends)


@pytest.mark.parametrize(
    ("scale", "ends"),
    [("minmax", ("<0.001", "0.5")), ("zero", ("0", "0.5")), ("rank", ("<0.001", "0.5"))],
)
def test_ends_are_those_that_are_seen(scale: Any, ends: tuple[str, str]) -> None:
    """A tiny probability at an end is not written 0, which is an end of its own."""
    assert drawn(["a", " b"], [1e-7, 0.5], measure="P", scale=scale).legend.ends == ends


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"model": "gpt2"}, "Model: gpt2"),
        ({"sample": "first of 20"}, "20"),
        ({"model": "gpt2", "sample": "first of 20"}, "gpt2; "),
        ({}, None),
    ],
)
def test_where_an_example_comes_from(options: dict[str, Any], said: str | None) -> None:
    """Its model, how it was chosen, both, or nothing."""
    found = drawn(["a", " b"], [1, 2], **options).provenance
    assert (found is None) is (said is None)
    assert said is None or said in str(found)


def test_what_becomes_an_image() -> None:
    """A picture has the settings of an image if it is to be one."""
    assert drawn(["a", " b"], [1, 2]).image is None
    image = drawn(["a", " b"], [1, 2], output="svg", width=40).image
    assert image == image_settings(resolve({"output": "svg", "width": 40}))


def test_rows_of_other_tokens_are_known() -> None:
    """Where the rows of a square are those of another text, and which are of special tokens."""
    made = Heatmap(["a", " b"], [[1, 2], [3, 4]], row_tokens=["<s>", " y"])
    found = picture(made.content, resolve({"view": "grid"}))
    assert found.of_tokens
    assert [strip.special for strip in found.strips] == [True, False]
    assert drawn(["a", " b"], [[1, 2], [3, 4]], view="grid").of_tokens
    assert not drawn(["a", " b"], [[1, 2], [3, 4]]).of_tokens
