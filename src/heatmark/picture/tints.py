"""Colours that are no scale: of pieces, of which neighbours only have to differ, and of classes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from heatmark.picture.colour import at_luminance, lightness, luminance, luminance_at, oklab
from heatmark.picture.palette import ink
from heatmark.picture.parts import Palette

PIECES, CLASSES = "pieces", "classes"
# Two quiet hues of one lightness, so that neither looks like more.
_LIGHT, _DARK = ("#e1eaf5", "#f6ead6"), ("#2b3948", "#44392a")
# Paul Tol, Colour Schemes (SRON/EPS/TN/09-002, 2021): the scheme "light", made for labels in black
# on cells, which colour-blind readers can tell apart; without its olive, which is near another.
_QUALITATIVE = (
    *("#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#99ddff", "#44bb99", "#bbcc33"),
    "#f0f0f0",
)
OWN = len(_QUALITATIVE) - 1
"""How many classes have a colour of their own; the others share a grey."""
_DIMMER = 15  # L* that colours of classes lose on dark pages, where they would glare


@lru_cache(maxsize=1)  # equivalent: what is forgotten is computed again
def tints() -> Palette:
    """Give the colours of pieces: two, in turn."""
    return Palette(PIECES, _LIGHT, _DARK, ("#000",) * 2, ("#fff",) * 2)


@lru_cache(maxsize=1)  # equivalent: what is forgotten is computed again
def qualitative() -> Palette:
    """Give the colours of classes, the grey of all others last."""
    light = np.array([[*bytes.fromhex(colour[1:])] for colour in _QUALITATIVE]) / 255
    wanted = luminance_at(lightness(luminance(light)) - _DIMMER)
    dark = at_luminance(oklab(light)[:, 1:], wanted)
    named = tuple("#" + bytes(np.rint(row * 255).astype(np.uint8)).hex() for row in dark)
    return Palette(CLASSES, _QUALITATIVE, named, ink(light), ink(dark))
