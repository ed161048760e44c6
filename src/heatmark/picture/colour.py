"""Colours measured: luminance, lightness, how far apart they are, and to colour-blind readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Colours: TypeAlias = NDArray[np.float64]
    Deficiency: TypeAlias = Literal["protanopia", "deuteranopia", "tritanopia"]

_RGB_TO_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
# CIE 15:2018, 8.2.1: where the cube root of lightness ends in a straight line, and its slope.
_CIE_TURNS = 216 / 24389  # equivalent: beside it the curves are as good as one
_CIE_SLOPE = 24389 / 27

# Oklab, Björn Ottosson 2020, https://bottosson.github.io/posts/oklab/
_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LAB_TO_LMS, _LMS_TO_RGB = np.linalg.inv(_LMS_TO_LAB), np.linalg.inv(_RGB_TO_LMS)

# Whole deficiencies, on linear sRGB: Machado, Oliveira and Fernandes 2009,
# doi:10.1109/TVCG.2009.113, table of severity 1.0.
_SEEN = {
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

# CIECAM02 (CIE 159:2004) as sRGB is looked at (IEC 61966-2-1): white D65, background a fifth of
# it, 64 lux, an average surround.
_RGB_TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
_CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
_HUNT = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
_ADAPTING = 64 / np.pi / 5  # cd/m²
_BACKGROUND = 0.2
_SURROUND = 0.69
_INDUCTION = 0.725 * (1 / _BACKGROUND) ** 0.2


def linear(colours: Colours) -> Colours:
    """Undo the transfer curve of sRGB (IEC 61966-2-1).

    Args:
        colours: sRGB in [0, 1], of any shape.
    """
    curve = ((colours + 0.055) / 1.055) ** 2.4
    return np.asarray(np.where(colours <= 0.04045, colours / 12.92, curve))


def encoded(light: Colours) -> Colours:
    """Apply the transfer curve of sRGB, which [linear][heatmark.picture.colour.linear] undoes."""
    curve = 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055
    return np.asarray(np.where(light <= 0.0031308, light * 12.92, curve))


def luminance(colours: Colours) -> Colours:
    """Compute the relative luminance (WCAG 2) of (…, 3) sRGB colours in [0, 1]."""
    return np.asarray(linear(colours) @ _RGB_TO_LUMINANCE)


def lightness(luminances: Colours) -> Colours:
    """Compute the lightness L* (CIE 15:2018), 0 to 100, of relative luminances."""
    root = 116 * np.cbrt(luminances) - 16
    curved = luminances > _CIE_TURNS  # equivalent: both meet there
    return np.asarray(np.where(curved, root, luminances * _CIE_SLOPE))


def luminance_at(lightnesses: Colours) -> Colours:
    """Compute the relative luminances that have a lightness L*."""
    cube = ((lightnesses + 16) / 116) ** 3
    turns = _CIE_TURNS * _CIE_SLOPE
    straight = lightnesses <= turns  # equivalent: both meet there
    return np.asarray(np.where(straight, lightnesses / _CIE_SLOPE, cube))


def oklab(colours: Colours) -> Colours:
    """Convert (…, 3) sRGB in [0, 1] to Oklab: lightness, and two coordinates of hue and chroma."""
    return np.asarray(np.cbrt(linear(colours) @ _RGB_TO_LMS.T) @ _LMS_TO_LAB.T)


def at_luminance(chroma: Colours, luminances: Colours) -> Colours:
    """Make colours of a wanted luminance and hue, with about the chroma, where sRGB has as much.

    Light that is scaled keeps its hue in Oklab, so hue and luminance are met exactly.

    Args:
        chroma: (N, 2) coordinates a and b of Oklab.
        luminances: (N,) relative luminances in [0, 1].

    Returns:
        (N, 3) sRGB in [0, 1].
    """
    low, high = np.zeros(len(chroma)), np.ones(len(chroma))
    for _ in range(14):  # equivalent: so many halvings are finer than one step of 256
        share = (low + high) / 2
        inside = _fits(_scaled(chroma * share[:, None], luminances))
        low, high = np.where(inside, share, low), np.where(inside, high, share)
    kept = np.where(_fits(_scaled(chroma, luminances)), 1.0, low)
    return np.clip(encoded(_scaled(chroma * kept[:, None], luminances)), 0, 1)


def _scaled(chroma: Colours, luminances: Colours) -> Colours:
    """Convert Oklab to linear sRGB, scaled to a luminance."""
    lab = np.column_stack([np.cbrt(luminances), chroma])  # a grey needs no scaling
    light = (lab @ _LAB_TO_LMS.T) ** 3 @ _LMS_TO_RGB.T
    found = light @ _RGB_TO_LUMINANCE
    beyond = found <= 0
    found[beyond] = 1.0  # equivalent: such light does not fit, or is black
    scale = luminances / found
    return np.asarray(light * scale[:, None])


def _fits(light: Colours) -> NDArray[np.bool_]:
    far = np.abs(light - 0.5).max(axis=1)
    return np.asarray(far <= 0.5 + 1e-6)  # equivalent: much less than a step of 256


def seen(colours: Colours, deficiency: Deficiency) -> Colours:
    """Simulate a colour vision deficiency (Machado, Oliveira and Fernandes 2009, severity 1).

    Args:
        colours: (…, 3) sRGB in [0, 1].
        deficiency: Which one.
    """
    return np.clip(encoded(linear(colours) @ _SEEN[deficiency].T), 0, 1)


def colour_distance(some: Colours, others: Colours) -> Colours:
    """Compute ΔE′, how far apart colours are to the eye, about 1 where a difference is just seen.

    The distance in CAM02-UCS (Luo, Cui and Li 2006, doi:10.1002/col.20227).

    Args:
        some: (…, 3) sRGB in [0, 1].
        others: The same shape.

    Returns:
        One distance for each pair.
    """
    return np.asarray(np.linalg.norm(uniform(some) - uniform(others), axis=-1))


def uniform(colours: Colours) -> Colours:
    """Convert (…, 3) sRGB in [0, 1] to J′, a′, b′ of CAM02-UCS."""
    signals = _signals(100 * linear(colours) @ _RGB_TO_XYZ.T)
    red, green, blue = np.moveaxis(signals, -1, 0)
    a, b = red - 12 * green / 11 + blue / 11, (red + green - 2 * blue) / 9
    hue = np.arctan2(b, a)
    exponent = _SURROUND * (1.48 + np.sqrt(_BACKGROUND))
    white = _achromatic(_signals(_WHITE))
    correlate = 100 * np.maximum(_achromatic(signals) / white, 0) ** exponent
    eccentric = (np.cos(hue + 2) + 3.8) / 4
    size = 50000 / 13 * _INDUCTION * eccentric * np.hypot(a, b) / (red + green + 1.05 * blue)
    chroma = size**0.9 * np.sqrt(correlate / 100) * (1.64 - 0.29**_BACKGROUND) ** 0.73
    colourful = np.log1p(0.0228 * chroma * _adaptation() ** 0.25) / 0.0228
    return np.stack(
        [
            1.7 * correlate / (1 + 0.007 * correlate),
            colourful * np.cos(hue),
            colourful * np.sin(hue),
        ],
        axis=-1,
    )


_WHITE = 100 * _RGB_TO_XYZ.sum(axis=1)


def _adaptation() -> float:
    share = 1 / (5 * _ADAPTING + 1) ** 4
    level = 0.2 * share * 5 * _ADAPTING + 0.1 * (1 - share) ** 2 * (5 * _ADAPTING) ** (1 / 3)
    return float(level)


def _signals(xyz: Colours) -> Colours:
    """Compute what the cones signal, adapted to the white."""
    degree = 1 - np.exp((-_ADAPTING - 42) / 92) / 3.6
    gains = degree * 100 / (_CAT02 @ _WHITE) + 1 - degree
    cones = (xyz @ _CAT02.T * gains) @ (_HUNT @ np.linalg.inv(_CAT02)).T
    response = np.abs(_adaptation() * cones / 100) ** 0.42
    return np.asarray(np.sign(cones) * 400 * response / (27.13 + response) + 0.1)


def _achromatic(signals: Colours) -> Colours:
    """Compute the achromatic response, but for the induction, which that of white has too."""
    return np.asarray(signals @ np.array([2, 1, 0.05]) - 0.305)
