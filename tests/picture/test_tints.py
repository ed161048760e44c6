"""Colours that are no scale: readable, told apart by all readers, and no level of strength."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from heatmark.picture.colour import colour_distance, lightness, luminance, seen
from heatmark.picture.palette import DEFICIENCIES
from heatmark.picture.tints import OWN, qualitative, tints

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.picture.parts import Palette

PAIRS = [
    (colours, inks)
    for palette in (tints(), qualitative())
    for colours, inks in (
        (palette.light, palette.light_ink),
        (palette.dark, palette.dark_ink),
    )
]


def rgb(colours: tuple[str, ...]) -> np.ndarray:
    full = (
        "".join(2 * one for one in name[1:]) if len(name) == 4 else name[1:] for name in colours
    )
    return np.array([[*bytes.fromhex(name)] for name in full]) / 255


@pytest.mark.parametrize(("colours", "inks"), PAIRS)
def test_text_can_be_read_on_them(colours: tuple[str, ...], inks: tuple[str, ...]) -> None:
    """Ink has a contrast of at least 4.5 on each (WCAG 2, 1.4.3)."""
    fills, letters = luminance(rgb(colours)), luminance(rgb(inks))
    contrast = (np.maximum(fills, letters) + 0.05) / (np.minimum(fills, letters) + 0.05)
    assert contrast.min() >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("reader", [None, *DEFICIENCIES])
def test_classes_are_told_apart(reader: str | None, mode: str) -> None:
    """Any two colours of classes differ by a ΔE′ of 10, to deuteranopes and protanopes too."""
    palette: Palette = qualitative()
    colours = rgb(getattr(palette, mode))
    colours = colours if reader is None else seen(colours, reader)  # type: ignore[arg-type]
    apart = [
        colour_distance(colours[a], colours[b]) for a, b in combinations(range(len(colours)), 2)
    ]
    assert min(apart) > 10
    assert len(colours) == OWN + 1


def test_no_piece_looks_like_more() -> None:
    """The tints of pieces are equally light, on light pages and on dark ones."""
    for colours in (tints().light, tints().dark):
        first, second = lightness(luminance(rgb(colours)))
        assert abs(first - second) < 2


@pytest.mark.parametrize("make", [tints, qualitative])
def test_each_colour_has_its_inks(make: Callable[[], Palette]) -> None:
    """On light pages and on dark ones."""
    palette = make()
    count = {"pieces": 2, "classes": 8}[palette.name]
    tables = (palette.light, palette.dark, palette.light_ink, palette.dark_ink)
    assert [*map(len, tables)] == [count] * 4


def test_classes_on_dark_pages_are_darker() -> None:
    """By 15 of lightness, so that they do not glare; seven have a colour of their own."""
    light, dark = (
        lightness(luminance(rgb(colours))) for colours in (qualitative().light, qualitative().dark)
    )
    assert light - dark == pytest.approx(15, abs=0.5)
    assert OWN == 7
    assert qualitative().light[OWN] == "#f0f0f0"
    assert qualitative().dark == (
        *("#5182b3", "#c35f3d", "#c4b35f", "#d48193", "#71b3d4", "#049273", "#94a200"),
        "#c6c6c6",
    )
