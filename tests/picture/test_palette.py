"""Palettes: colours of matplotlib, ink that can be read, and which colormaps are honest."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest

from heatmark.picture.palette import LEVELS, is_honest, palette

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


def _channel(share: float) -> float:
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio of WCAG 2.1, as its text defines it."""
    lights = []
    for colour in (one, other):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        light = 0.2126 * _channel(red) + 0.7152 * _channel(green) + 0.0722 * _channel(blue)
        lights.append(light)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("name", sorted(mpl.colormaps))
def test_ink_can_be_read(name: str) -> None:
    """Ink has a contrast of 4.5 on every level of every colormap, on light pages and dark."""
    colours = palette(name)
    assert len(colours.light) == len(colours.dark) == LEVELS
    for fill, ink in zip(
        colours.light + colours.dark, colours.light_ink + colours.dark_ink, strict=True
    ):
        assert contrast(fill, ink) >= 4.5, (name, fill, ink)


@pytest.mark.parametrize("name", sorted(mpl.colormaps))
def test_colours_are_those_of_matplotlib(name: str) -> None:
    """A bundled table has matplotlib's own colours; a reversed one is the table from its end.

    Where a place falls between two of matplotlib's entries, the reversed table may take the
    other of the two, and matplotlib may round the reversed one to another step of 256.
    """
    last = mpl.colormaps[name].N - 1
    entries = np.minimum(np.linspace(0, 1, LEVELS) * (last + 1), last).astype(int)
    near = [entries, entries - 1, entries + 1] if name.endswith("_r") else [entries]
    colours = [mpl.colormaps[name](np.clip(places, 0, last))[:, :3] for places in near]
    ours = [[int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in palette(name).light]
    wrong = np.min([np.abs(np.rint(one * 255) - ours).max(axis=1) for one in colours], axis=0)
    assert wrong.max() <= (1 if name.endswith("_r") else 0)
