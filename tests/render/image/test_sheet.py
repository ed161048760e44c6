"""How large images are, and where on them everything is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from drawing import sheet_of
from heatmark import Heatmap
from heatmark.core.errors import ScoreError
from heatmark.render.image.screen import Box, Screen
from heatmark.render.image.sheet import Sheet, SheetColours, _refuse_too_large

if TYPE_CHECKING:
    from collections.abc import Sequence

COLOURS = SheetColours("#fff", "#000", ("#111",) * 31, tuple(f"#{at:02x}eeee" for at in range(31)))


def blank(form: str, cell: float, lines: int, width: float = 1.0, **more: Any) -> Sheet:
    boxes: Sequence[Box] = more.get("boxes", ())
    screen = Screen(3, ((" ",) * 3,) * lines, frozenset(), tuple(boxes), ())
    return Sheet(screen, form, cell, 1.0, width, COLOURS, None, outlines=True)


def test_measures_are_in_cells() -> None:
    """Those of a PNG are whole pixels, rounded up; the gap under the last line is left out."""
    vector, raster = blank("svg", 10.0, 2), blank("png", 7, 2)
    assert (vector.pad, vector.top) == (9, 19)
    assert vector.bottom == pytest.approx(13 / 3)
    assert vector.pitch == pytest.approx(19 + 13 / 3 + 6.5)
    assert vector.height == pytest.approx(2 * vector.pitch - 6.5 + 18)
    assert (raster.pad, raster.top, raster.bottom, raster.pitch) == (7, 14, 4, 23)
    assert raster.height == 2 * 23 - 5 + 14


@pytest.mark.parametrize(
    ("form", "options", "expected"),
    [
        ("png", {}, (18, 2.0, 1920, 104, 960)),
        ("svg", {}, (9.0, 1.0, 960, 104, 960)),
        ("png", {"width": 20}, (18, 2.0, 394, 20, 197)),
        ("svg", {"width": 20}, (9.0, 1.0, 196.2, 20, 196)),
        ("png", {"width": "1in", "dpi": 50, "fontsize": 6}, (2, 50 / 96, 50, 23, 96)),
        ("png", {"width": 20, "dpi": 36, "fontsize": 4}, (1, 36 / 96, 22, 20, 59)),
        ("svg", {"width": "1in", "fontsize": 36}, (28.8, 1.0, 282.24, 8, 282)),
    ],
)
def test_sizes(form: str, options: dict[str, Any], expected: tuple[object, ...]) -> None:
    """As wide as the author says, in characters or inches, but never under eight characters."""
    made = sheet_of(Heatmap(["a", " b"], [1, 2], **options), form)
    found = (made.cell, made.scale, made.width, made.screen.columns, made.css_size[0])
    assert found == pytest.approx(expected)
    assert made.css_size[1] == round(made.height / made.scale)


def test_a_number_of_columns_goes_before_that_of_the_author() -> None:
    """Narrow rooms get an image of their own."""
    made = sheet_of(Heatmap(["a", " b"], [1, 2], width=80), columns=36)
    assert (made.screen.columns, made.width) == (36, 36 * 18 + 2 * 17)


def test_letters_have_the_ink_of_their_box() -> None:
    """Also where a box begins or ends within a cell, and where it is several lines high."""
    boxes = [Box(0, 0.5, 1.5, 0), Box(1, 1, 3, 4, 2), Box(0, 1, 1, 5), Box(0, 2, 3, -1)]
    made = blank("png", 7, 3, boxes=boxes)
    assert made.inks == [
        ["#00eeee", "#00eeee", "#000"],
        ["#000", "#04eeee", "#04eeee"],
        ["#000", "#04eeee", "#04eeee"],
    ]
    assert made.by_level == [(-1, [boxes[3]]), (0, [boxes[0]]), (4, [boxes[1]])]


def test_the_largest_images() -> None:
    """Browsers show none higher than about 16,000 pixels, and few phones one of 64 megapixels."""
    cell = 16_000 / blank("svg", 1.0, 1).height
    _refuse_too_large(blank("svg", cell, 1, 4_000.0))
    for made in (
        blank("svg", cell, 1, math.nextafter(4_000, 5_000)),
        blank("svg", math.nextafter(cell, 1e9), 1, 1.0),
        blank("png", 1, 4_000),  # 16,001 pixels
        blank("svg", cell / 16_000, 1, 64_000_001.0),
    ):
        with pytest.raises(ScoreError, match="too large to show"):
            _refuse_too_large(made)


def test_names_are_of_32_digits() -> None:
    """Short enough for an address, and long enough that no two are the same."""
    name = sheet_of(Heatmap(["a"], [1])).key
    assert len(name) == 32
    assert set(name) <= set("0123456789abcdef")
