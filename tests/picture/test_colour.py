"""Colours measured: as standards and others publish them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from heatmark.picture.colour import (
    at_luminance,
    colour_distance,
    encoded,
    lightness,
    linear,
    luminance,
    luminance_at,
    oklab,
    seen,
    uniform,
)

if TYPE_CHECKING:
    from heatmark.picture.colour import Colours

CHANNELS = arrays(np.float64, (5, 3), elements=st.floats(0, 1))


def rgb(*colours: str) -> Colours:
    codes = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in colours]
    return np.array(codes) / 255


# The table `stbir__srgb_uchar_to_linear_float` of stb_image_resize.h, Jorge L Rodriguez 2014.
@pytest.mark.parametrize(
    ("step", "light"),
    [
        (0, 0),
        (1, 0.000304),
        (10, 0.003035),
        (11, 0.003347),
        (12, 0.003677),
        (128, 0.215861),
        (255, 1),
    ],
)
def test_the_transfer_curve_of_srgb(step: int, light: float) -> None:
    """It has the values of published tables, on both sides of its knee."""
    assert linear(np.array(step / 255)) == pytest.approx(light, abs=5e-7)


def test_the_transfer_curve_goes_back() -> None:
    """Each of 256 steps is found again."""
    steps = np.arange(256) / 255
    assert_allclose(encoded(linear(steps)), steps, atol=1e-7)


# CSS Color Module Level 4, the notation of sRGB's green, red, lime and blue in Oklab.
@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ("#008000", (0.51975, -0.1403, 0.10768)),
        ("#ff0000", (0.62796, 0.22486, 0.12585)),
        ("#00ff00", (0.86644, -0.23389, 0.1795)),
        ("#0000ff", (0.45201, -0.03246, -0.31153)),
    ],
)
def test_oklab(colour: str, lab: tuple[float, ...]) -> None:
    """It has the values that CSS publishes."""
    assert_allclose(oklab(rgb(colour))[0], lab, atol=2e-5)


@pytest.mark.parametrize(
    ("grey", "contrast"), [("#767676", 4.54), ("#777777", 4.48), ("#949494", 3.03)]
)
def test_contrast_to_white(grey: str, contrast: float) -> None:
    """Luminance gives the contrasts that WebAIM publishes for the limits of WCAG."""
    assert 1.05 / (luminance(rgb(grey))[0] + 0.05) == pytest.approx(contrast, abs=0.005)


@given(st.floats(0, 100))
def test_lightness_goes_back(wanted: float) -> None:
    """A lightness has a luminance, and that has the lightness."""
    assert lightness(luminance_at(np.array(wanted))) == pytest.approx(wanted, abs=1e-9)


def test_lightness() -> None:
    """White is 100, black 0, and the grey of photographers, 18.42 %, is 50 (CIE 15)."""
    assert_allclose(lightness(np.array([0, 0.184187, 1])), [0, 50, 100], atol=1e-3)


# Computed by colorspacious 1.1.2 of Nathaniel Smith, whose tests have published values.
@pytest.mark.parametrize(
    ("one", "other", "apart", "of_one"),
    [
        ("#c83232", "#3278c8", 59.719, (50.875, 31.652, 15.476)),
        ("#fff5f0", "#67000d", 78.938, (97.773, 1.187, 1.842)),
        ("#767676", "#808080", 4.075, (52.154, -1.205, -0.726)),
    ],
)
def test_difference(one: str, other: str, apart: float, of_one: tuple[float, ...]) -> None:
    """Distances in CAM02-UCS are those of another implementation."""
    first, second = rgb(one, other)
    assert colour_distance(first, second) == pytest.approx(apart, abs=0.02)
    assert_allclose(uniform(first), of_one, atol=0.02)
    assert colour_distance(first, first) == 0


@pytest.mark.parametrize("deficiency", ["protanopia", "deuteranopia", "tritanopia"])
def test_greys_are_seen_by_all(deficiency: str) -> None:
    """A colour-blind reader sees greys as they are."""
    greys = np.linspace(0, 1, 9)[:, None] * np.ones(3)
    assert_allclose(seen(greys, deficiency), greys, atol=1e-4)  # type: ignore[arg-type]


def test_colours_seen_by_colour_blind_readers() -> None:
    """Red and green are far apart, but not in deuteranopia; in protanopia red is dark."""
    red, green = rgb("#a50026", "#006837")
    assert colour_distance(red, green) > 50
    assert colour_distance(seen(red, "deuteranopia"), seen(green, "deuteranopia")) < 10
    assert luminance(seen(rgb("#ff0000"), "protanopia")) < 0.6 * luminance(rgb("#ff0000"))


@given(CHANNELS, arrays(np.float64, 5, elements=st.floats(0.002, 0.998)))
def test_colours_at_a_luminance(colours: Colours, wanted: Colours) -> None:
    """Luminance and hue are met, whatever sRGB has of the chroma."""
    chroma = oklab(colours)[:, 1:]
    made = at_luminance(chroma, wanted)
    assert_allclose(luminance(made), wanted, rtol=2e-4, atol=1e-6)
    found = oklab(made)[:, 1:]
    cross = found[:, 0] * chroma[:, 1] - found[:, 1] * chroma[:, 0]
    assert_allclose(cross, 0, atol=2e-4)


@pytest.mark.parametrize(
    ("light", "value"),
    [(0.0, 0.0), (0.002, 0.02584), (0.0031308, 0.04045), (0.18, 0.461356), (0.5, 0.735357), (1, 1)],
)
def test_light_as_srgb_encodes_it(light: float, value: float) -> None:
    """Encoded values are those of IEC 61966-2-1: 18 % grey is 0.4614, half the light 0.7354."""
    assert encoded(np.array(light)) == pytest.approx(value, abs=2e-5)


def test_curves_turn_where_their_standards_say() -> None:
    """Each is its straight line up to the published end of it, that included, and then a power."""
    assert linear(np.array(0.04045)) == 0.04045 / 12.92
    assert linear(np.array(0.04046)) == pytest.approx((0.09546 / 1.055) ** 2.4, rel=1e-12)
    assert encoded(np.array(0.0031308)) == 0.0031308 * 12.92
    assert encoded(np.array(0.0031309)) == pytest.approx(
        1.055 * 0.0031309 ** (1 / 2.4) - 0.055, rel=1e-12
    )
    assert encoded(np.array(-0.01)) == pytest.approx(-0.1292)
    dark, light = 0.00885, 0.00888  # 216 / 24389 = 0.008856 lies between
    assert lightness(np.array(dark)) == pytest.approx(dark * 24389 / 27, rel=1e-12)
    assert lightness(np.array(light)) == pytest.approx(116 * light ** (1 / 3) - 16, rel=1e-12)
    assert luminance_at(np.array(7.99)) == pytest.approx(7.99 * 27 / 24389, rel=1e-12)
    assert luminance_at(np.array(8.01)) == pytest.approx((24.01 / 116) ** 3, rel=1e-12)


# As they were computed when each agreed with the implementation above.
@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#c83232", (50.87596519, 31.64958179, 15.47775454)),
        ("#3278c8", (50.94617085, -10.1385286, -27.1827069)),
        ("#00ff00", (87.00573483, -32.23416136, 30.43126228)),
        ("#0000ff", (31.21932556, -8.38002941, -39.15828646)),
        ("#101010", (8.88433263, -0.42719069, -0.25413102)),
    ],
)
def test_uniform_colours_stay_what_they_are(colour: str, expected: tuple[float, ...]) -> None:
    """So that no number of the model changes unseen."""
    assert_allclose(uniform(rgb(colour))[0], expected, atol=2e-7)


def test_black_has_no_chroma() -> None:
    """Where there is no light there is no hue either, and no division by it; greys are greys."""
    chroma = np.array([[0.2, 0.1], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    found = at_luminance(chroma, np.array([0.0, 0.0, 1.0, 0.5]))
    expected = np.array([[0.0], [0.0], [1.0], [0.735357]]) * np.ones(3)
    assert_allclose(found, expected, atol=1e-5)


def test_chroma_that_srgb_does_not_have_is_as_large_as_it_can_be() -> None:
    """One channel then is at its end, to a step of 256."""
    chroma = np.array([[0.5, 0.2], [-0.4, 0.3], [0.0, -0.6]])
    made = at_luminance(chroma, np.array([0.2, 0.5, 0.1]))
    assert np.all(np.minimum(made.min(axis=1), 1 - made.max(axis=1)) < 1 / 256)
    corners = np.array(
        [[red, green, blue] for red in (0, 1) for green in (0, 1) for blue in (0, 1)]
    )
    for share in np.linspace(0, 1, 40):
        found = at_luminance(oklab(corners)[:, 1:], np.full(8, share))
        assert found.min() >= 0
        assert found.max() <= 1


@pytest.mark.parametrize("deficiency", ["protanopia", "deuteranopia", "tritanopia"])
def test_what_is_seen_is_a_colour_of_srgb(deficiency: str) -> None:
    """Of the brightest colours channels end where they can: the red of yellow does."""
    corners = rgb("#ff0000", "#00ff00", "#0000ff", "#ffff00", "#00ffff", "#ff00ff")
    found = seen(corners, deficiency)  # type: ignore[arg-type]
    assert found.min() == 0
    assert found.max() == 1


# Computed by colorspacious 1.1.2, whose numbers are those of Machado, Oliveira and Fernandes.
@pytest.mark.parametrize(
    ("deficiency", "expected"),
    [
        ("protanopia", [(0.37342, 0.33956, 0.18899), (0.32129, 0.49412, 0.79682)]),
        ("deuteranopia", [(0.51930, 0.46697, 0.17352), (0.22573, 0.43998, 0.77805)]),
        ("tritanopia", [(0.86345, 0.0, 0.20436), (0.0, 0.54451, 0.58871)]),
    ],
)
def test_published_deficiencies(deficiency: str, expected: list[tuple[float, ...]]) -> None:
    """Red and blue are seen as another implementation sees them."""
    found = seen(rgb("#c83232", "#3278c8"), deficiency)  # type: ignore[arg-type]
    assert_allclose(found, expected, atol=2e-5)
