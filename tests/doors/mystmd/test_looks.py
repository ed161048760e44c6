"""Styles that are with their elements."""

from __future__ import annotations

import pytest

from heatmark.doors.mystmd.looks import look
from heatmark.picture.palette import palette

REDS = palette("Reds")


def test_cells_have_fill_and_ink() -> None:
    """Those of light pages, unless a stylesheet has others."""
    style = look("b", ["q30"], {}, "", REDS)
    assert style["background"] == f"var(--f30,{REDS.light[30]})"
    assert style["color"] == f"var(--i30,{REDS.light_ink[30]})"


def test_fills_are_no_property_that_typst_would_read() -> None:
    """MyST writes that one into code of Typst as it is."""
    assert "backgroundColor" not in look("td", ["q3"], {}, "", REDS)


def test_missing_scores_have_a_frame_and_no_fill() -> None:
    """As elsewhere."""
    style = look("b", ["qx"], {}, "", REDS)
    assert "outline" in style
    assert "background" not in style


@pytest.mark.parametrize(("middle", "is_filled"), [("15", True), ("", False)])
def test_noise_has_the_colour_of_the_centre(middle: str, *, is_filled: bool) -> None:
    """If there is one."""
    assert ("background" in look("b", ["q-in"], {}, middle, REDS)) == is_filled


def test_only_the_lengths_of_bars_are_kept() -> None:
    """What else an element brings is for our stylesheet."""
    own = {"margin-left": "40%", "width": "20%", "--row": "'x'", "background-position": "1%"}
    style = look("i", ["q1"], own, "", REDS)
    assert style["marginLeft"] == "40%"
    assert style["width"] == "20%"
    assert "x" not in "".join(style)
    assert "1%" not in style.values()


def test_a_ramp_goes_over_the_palette() -> None:
    """From its first colour to its last."""
    style = look("span", ["heatmark-ramp"], {}, "", REDS)
    assert REDS.light[0] in style["background"]
    assert REDS.light[-1] in style["background"]
