"""Positions to colours: colormaps by name, their twins for dark pages, and ink that can be read."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from heatmark.options.colormaps import bundled, registered
from heatmark.picture.colour import (
    at_luminance,
    colour_distance,
    lightness,
    linear,
    luminance,
    luminance_at,
    oklab,
    seen,
)
from heatmark.picture.parts import NOWHERE, Palette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from heatmark.picture.colour import Colours, Deficiency

LEVELS = 31  # odd, so that the middle of a scale has a colour; few enough for an image to index
MIDDLE = (LEVELS - 1) // 2
SEQUENTIAL = "heatmark"
DIVERGING = "heatmark_diverging"
# Black is the better ink on a colour of a relative luminance above √(1.05 · 0.05) - 0.05; the
# better of pure black and white then has a contrast of at least √21 = 4.58 (WCAG 2, 1.4.3).
_INK_TURNS = 0.17913

# Lightness L* of twins for dark pages: above that of the lightest of such pages (Material's slate,
# 12.7), so that contrast to any of them grows with strength; up to where red is still red; and of
# maps that were made for dark grounds, up to where yellow is yellow and white does not glare.
_FAINTEST, _STRONGEST, _GLARING = 16.0, 66.0, 88.0
# Of the chroma of a map without a middle: large areas of pure colour glow on a dark page. The
# sides of a middle need theirs, to be told apart.
_CALM = 0.78
_APART = 10  # ΔE′ between the sides of a diverging map, for readers of every kind
_GREY = 0.004  # chroma in Oklab below which a hue is what rounding made of it
_PALE = 0.03  # chroma below which a change of hue is hardly seen
_ONE_HUE = np.cos(np.radians(35))  # equivalent: no map's hues differ by just so much
_BLACK = 1e-4  # less light than one step of 256

ColourOrder: TypeAlias = Literal["to dark", "to light", "pale middle", "dark middle"]
MIDDLES: frozenset[ColourOrder | None] = frozenset({"pale middle", "dark middle"})
DEFICIENCIES: tuple[Deficiency, ...] = ("deuteranopia", "protanopia")


def levels(positions: NDArray[np.float64]) -> NDArray[np.int64]:
    """Turn positions in [0, 1] into indices of colours; -1 where a position is NaN."""
    steps = np.rint(positions * (LEVELS - 1))
    return np.fmax(steps, NOWHERE).astype(np.int64)  # the larger, if that is no NaN


@lru_cache(maxsize=128)  # equivalent: what is forgotten is computed again
def palette(name: str) -> Palette:
    """Look a colormap up.

    Args:
        name: The name of a matplotlib colormap, or of one of ours; `_r` at its end reverses it.

    Returns:
        Its colours at 31 levels, with a twin for dark pages.

    Raises:
        OptionError: If there is no such colormap; the hint names the nearest.
    """
    light, dark = _table(name), _dark(name)
    return Palette(
        name=name,
        light=tuple(map(_to_hex, light)),
        dark=tuple(map(_to_hex, dark)),
        light_ink=ink(light),
        dark_ink=ink(dark),
    )


def _table(name: str) -> Colours:
    found = _lookup(bundled(), name)
    if found is not None:
        return found
    drawn: Colours = registered(name)(np.linspace(0, 1, LEVELS))[:, :3]
    return np.round(drawn * 255) / 255


def _dark(name: str) -> Colours:
    """Make a twin, but for our own maps, which were made as pairs.

    Those go in steps of even ΔE′, seen by all readers, deuteranopes and protanopes together, from
    L* 98.2 to 61.8 and from 16 to 37.7, where black and white ink still have a contrast of 7.
    """
    found = _lookup(bundled("heatmark.picture", "twins.json"), name)
    reverse = name.endswith("_r")
    return dark_twin(_table(name), at_home=not reverse) if found is None else found


def _lookup(known: Mapping[str, str], name: str) -> Colours | None:
    code = known.get(name) or known.get(name.removesuffix("_r"))
    if code is None:
        return None
    colours = np.frombuffer(bytes.fromhex(code), dtype=np.uint8).reshape(LEVELS, 3) / 255
    return colours if name in known else colours[::-1]


def _to_hex(colour: Colours) -> str:
    return "#" + bytes(np.rint(colour * 255).astype(np.uint8)).hex()


def ink(colours: Colours) -> tuple[str, ...]:
    """Choose black or white, whichever reads better on each of (N, 3) colours."""
    light = luminance(colours) > _INK_TURNS  # equivalent: there both inks are as good
    return tuple("#000" if black else "#fff" for black in light)


def dark_twin(colours: Colours, *, at_home: bool = False) -> Colours:
    """Make the colours that say on a dark page what a colormap's say on a light one.

    Readers take what stands out from the page for more (Schloss et al. 2019,
    doi:10.1109/TVCG.2018.2865147). So a twin has the same hues, and its levels stand out from a
    dark page in the order in which the map's own do from a light one; of a map with a middle, the
    middle is nearest the page. Steps of lightness are even, and equal on both sides of a middle.

    Args:
        colours: (N, 3) sRGB colours in [0, 1], N odd.
        at_home: Whether a map that runs from dark to light was made for dark grounds, as inferno
            was; it then keeps that order, and only its ends move.

    Returns:
        (N, 3) sRGB colours in [0, 1]; those given if they have no order that the eye can see.
    """
    order = _order(colours)
    if order is None:
        return colours
    if order == "to light" and at_home:
        return _outward(colours, _bright(colours[-1:]))
    if order == "to light":
        return _outward(colours[::-1], calm=_CALM)[::-1]
    if order == "to dark":
        return _outward(colours, calm=_CALM)
    half = len(colours) // 2
    strongest = _bright(colours[[0, -1]]) if order == "dark middle" else _STRONGEST
    low, high = _outward(colours[half::-1], strongest), _outward(colours[half:], strongest)
    return np.concatenate([low[:0:-1], high])


def _bright(ends: Colours) -> float:
    """Find how light the ends of a map that was made for dark grounds may be, short of glaring."""
    return min(float(lightness(luminance(ends)).min()), _GLARING)


def _outward(colours: Colours, strongest: float = _STRONGEST, *, calm: float = 1.0) -> Colours:
    """Make twins of colours that go from the faintest to the strongest, in even steps."""
    light = lightness(luminance(colours))
    _, steps = np.unique(np.abs(light - light[0]), return_inverse=True)
    wanted = _FAINTEST + (strongest - _FAINTEST) * steps / steps.max()
    return at_luminance(calm * _chroma(colours), luminance_at(wanted))


def _chroma(colours: Colours) -> Colours:
    """Find the hues of colours, with chroma that does not fall where they only turn black."""
    chroma = oklab(colours)[:, 1:]
    size = np.hypot(*chroma.T)
    light = linear(colours)
    pure = 1 - light.min(axis=1) / np.maximum(light.max(axis=1), _BLACK)
    kept = np.maximum(size, pure * np.maximum.accumulate(size))
    return np.asarray(_hues(chroma, size) * kept[:, None])


def _hues(chroma: Colours, size: Colours) -> Colours:
    """Find hues as points of a circle: one if they hardly differ, for a dark orange is brown."""
    kept = np.where(size >= _GREY, np.arange(len(size)), 0)  # equivalent: greys show no hue
    known = np.maximum.accumulate(kept)
    hues = chroma[known] / np.maximum(size[known], _GREY)[:, None]
    main = hues[np.argmax(size)]
    near = (hues @ main)[size > _PALE] > _ONE_HUE  # equivalent: none is just there
    alike = bool(np.all(near))
    return np.asarray(np.tile(main, (len(hues), 1)) if alike else hues)


@lru_cache(maxsize=128)  # equivalent: what is forgotten is computed again
def order_of(name: str) -> ColourOrder | None:
    """Tell in which order a colormap's lightness goes, as `to dark` from its low end.

    Contrast to the page goes with it, and strength as readers see it (Schloss et al. 2019).

    Args:
        name: The name of a colormap that exists.

    Returns:
        None for a map without an order; see [is_honest][heatmark.picture.palette.is_honest].
    """
    return _order(_table(name))


def runs_dark_to_light(name: str) -> bool:
    """Tell whether a colormap's low end stands out from a light page and its high end fades.

    Where the strength of a colour is distance from zero, such a map is to be reversed; its twin for
    dark pages then fades at zero as well.

    Args:
        name: The name of a colormap that exists.
    """
    return order_of(name) == "to light"


def is_honest(name: str) -> bool:
    """Tell whether a colormap has an order that the eye can see.

    A sequential one gets steadily lighter, or darker. A diverging one does so on each side of a
    middle that is nearly grey, and its ends differ. Rainbows, cyclic and qualitative maps have
    edges where the numbers have none (Borland & Taylor 2007, doi:10.1109/MCG.2007.323435; Crameri
    et al. 2020, doi:10.1038/s41467-020-19160-7).

    Args:
        name: The name of a colormap that exists.
    """
    return order_of(name) is not None


def _order(colours: Colours) -> ColourOrder | None:
    steps = np.diff(lightness(luminance(colours)))
    half = len(steps) // 2
    if (way := _way(steps)) is not None:
        return "to light" if way > 0 else "to dark"  # equivalent: it is 1 or -1
    low, high = _way(steps[:half]), _way(steps[half:])
    lab = oklab(colours)
    apart = np.linalg.norm(lab[0] - lab[-1])
    cyclic = apart < 0.05  # equivalent: no map's ends are just so near
    colourful = np.hypot(*lab[half, 1:]) > 0.1  # equivalent: no map's middle is just so colourful
    if low is None or high is None or low == high or cyclic or colourful:
        return None
    return "pale middle" if low > 0 else "dark middle"  # equivalent: it is 1 or -1


def _way(steps: Colours) -> int | None:
    """Tell the sign of steps of lightness that all go one way, but for rounding to bytes."""
    up, down = steps.clip(0).sum(), (-steps).clip(0).sum()
    turns = min(up, down) > 0.1  # equivalent: no map turns by just so much
    if turns or up == down:
        return None
    rises = up > down  # equivalent: they differ
    return 1 if rises else -1  # equivalent: signs count alone


@lru_cache(maxsize=128)  # equivalent: what is forgotten is computed again
def confused_by(name: str) -> tuple[Deficiency, ...]:
    """Name those colour-blind readers who can hardly tell the sides of a diverging colormap apart.

    Two colours as far from the middle, by at least a third of the way to the ends, have to differ
    by a ΔE′ of 10, on light pages and on dark ones.

    Args:
        name: The name of a colormap that exists.

    Returns:
        Of deuteranopia and protanopia, 1 and 1 in a hundred men, those for whom they do not.
    """
    if order_of(name) not in ("pale middle", "dark middle"):
        return ()
    tables = _table(name), _dark(name)
    return tuple(
        deficiency
        for deficiency in DEFICIENCIES
        if _least_apart(tables, deficiency) < _APART  # equivalent: no map's are just so far
    )


def _least_apart(tables: Sequence[Colours], deficiency: Deficiency) -> float:
    return min(_sides_apart(seen(table, deficiency)) for table in tables)


def _sides_apart(colours: Colours) -> float:
    reach = len(colours) // 3 + 1
    return float(colour_distance(colours[:reach], colours[: -reach - 1 : -1]).min())
