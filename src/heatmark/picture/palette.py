"""Positions to colours: colormaps by name, their twins for dark pages, and ink that can be read."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.wording import nearest, quoted, say
from heatmark.picture.parts import Palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Colours: TypeAlias = "NDArray[np.float64]"


LEVELS = 31  # odd, so that the middle of a scale has a colour; few enough for an image to index
MIDDLE = (LEVELS - 1) // 2
SEQUENTIAL = "Reds"
DIVERGING = "RdBu_r"
# Black is the better ink on a colour of a relative luminance above √(1.05 · 0.05) - 0.05; the
# better of pure black and white then has a contrast of at least √21 = 4.58 (WCAG 2, 1.4.3).
_INK_TURNS = 0.17913
_RGB_TO_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
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


def levels(positions: NDArray[np.float64]) -> NDArray[np.int64]:
    """Turn positions in [0, 1] into indices of colours; -1 where a position is NaN."""
    nowhere = np.isnan(positions)
    steps = np.rint(np.where(nowhere, 0.0, positions) * (LEVELS - 1)).astype(np.int64)
    steps[nowhere] = -1
    return np.asarray(steps)


@lru_cache(maxsize=128)
def palette(name: str) -> Palette:
    """Look a colormap up.

    Args:
        name: The name of a matplotlib colormap, with `_r` at its end to reverse it.

    Returns:
        Its colours at 31 levels, with a twin for dark pages.

    Raises:
        OptionError: If there is no such colormap; the hint names the nearest.
    """
    light = _table(name)
    dark = dark_twin(light)
    return Palette(
        name=name,
        light=tuple(map(_to_hex, light)),
        dark=tuple(map(_to_hex, dark)),
        light_ink=ink(light),
        dark_ink=ink(dark),
    )


def _table(name: str) -> Colours:
    known = _bundled()
    bare = name.removesuffix("_r")
    if name not in known and bare not in known:
        return _from_matplotlib(name)
    code = known.get(name) or known[bare]
    colours = np.frombuffer(bytes.fromhex(code), dtype=np.uint8).reshape(LEVELS, 3) / 255
    return colours if name in known else colours[::-1]


@lru_cache(maxsize=1)
def _bundled() -> dict[str, str]:
    """Read the colours that travel with the package, so that HTML needs no matplotlib."""
    text = files("heatmark.picture").joinpath("colormaps.json").read_text(encoding="utf-8")
    tables: dict[str, str] = json.loads(text)
    return tables


def _from_matplotlib(name: str) -> Colours:
    """Ask matplotlib for a map that others have registered with it, or that is qualitative."""
    from matplotlib import colormaps  # costs as much as a whole small build

    if name in colormaps:
        drawn: Colours = colormaps[name](np.linspace(0, 1, LEVELS))[:, :3]
        return np.round(drawn * 255) / 255
    names = [*_bundled(), *(f"{bare}_r" for bare in _bundled())]
    hint = nearest(name, names) or "any colormap of matplotlib's will do: Reds, viridis, RdBu_r"
    raise OptionError(say("unknown colormap {name}", name=quoted(name)), hint=hint, about="cmap")


def _to_hex(colour: Colours) -> str:
    return "#" + bytes(np.rint(colour * 255).astype(np.uint8)).hex()


def _linear(colours: Colours) -> Colours:
    """Undo the transfer curve of sRGB (IEC 61966-2-1)."""
    curve = ((colours + 0.055) / 1.055) ** 2.4
    return np.asarray(np.where(colours <= 0.04045, colours / 12.92, curve))


def _encoded(colours: Colours) -> Colours:
    curve = 1.055 * np.maximum(colours, 0) ** (1 / 2.4) - 0.055
    return np.asarray(np.where(colours <= 0.0031308, colours * 12.92, curve))


def luminance(colours: Colours) -> Colours:
    """Compute the relative luminance (WCAG 2) of (…, 3) sRGB colours in [0, 1]."""
    return np.asarray(_linear(colours) @ _RGB_TO_LUMINANCE)


def ink(colours: Colours) -> tuple[str, ...]:
    """Choose black or white, whichever reads better on each of (N, 3) colours."""
    return tuple("#000" if black else "#fff" for black in luminance(colours) > _INK_TURNS)


def dark_twin(colours: Colours) -> Colours:
    """Turn a colormap's lightness over for dark pages if it fades into a light page.

    Readers take what stands out from the page for more (Schloss et al. 2019). A map whose low end,
    or whose middle, is its lightest part gets one with the same hues whose low end or middle is
    dark. A map that is dark there already stays as it is.

    Args:
        colours: (N, 3) sRGB colours in [0, 1].

    Returns:
        (N, 3) sRGB colours in [0, 1].
    """
    lab = _oklab(colours)
    lightness = lab[:, 0]
    low, middle, high = lightness[0], lightness[len(lightness) // 2], lightness[-1]
    neutral = float(np.hypot(*lab[len(lab) // 2, 1:])) < 0.05  # grey, to the eye
    if not (low > middle > high or (neutral and middle > max(low, high))):
        return colours
    lab[:, 0] = np.clip(1.18 - lightness, 0.24, 0.93)  # neither black nor glaring on a dark page
    return _into_gamut(lab)


@lru_cache(maxsize=128)
def is_honest(name: str) -> bool:
    """Tell whether a colormap has an order that the eye can see.

    A sequential one gets steadily lighter, or darker. A diverging one does so on each side of a
    middle that is nearly grey, and its ends differ. Rainbows, cyclic and qualitative maps have
    edges where the numbers have none (Borland & Taylor 2007, doi:10.1109/MCG.2007.323435; Crameri
    et al. 2020, doi:10.1038/s41467-020-19160-7).

    Args:
        name: The name of a colormap that exists.
    """
    lab = _oklab(_table(name))
    steps = np.diff(lab[:, 0])
    half = len(steps) // 2
    if _is_steady(steps):
        return True
    cyclic = np.linalg.norm(lab[0] - lab[-1]) < 0.05  # hardly told apart
    colourful = np.hypot(*lab[half, 1:]) > 0.1  # RdYlBu has 0.08, rainbow 0.16
    return bool(_is_steady(steps[:half]) and _is_steady(steps[half:]) and not cyclic | colourful)


def _is_steady(steps: Colours) -> bool:
    """Tell whether steps go one way, but for what rounding to 256 steps a channel does."""
    return bool(min(steps.clip(0).sum(), (-steps).clip(0).sum()) < 0.01)


def _oklab(colours: Colours) -> Colours:
    return np.asarray(np.cbrt(_linear(colours) @ _RGB_TO_LMS.T) @ _LMS_TO_LAB.T)


def _into_gamut(lab: Colours) -> Colours:
    """Convert Oklab to sRGB, with as much of the chroma as sRGB has at that lightness."""
    low, high = np.zeros(len(lab)), np.ones(len(lab))
    for _ in range(12):  # halvings: finer than one step of 256
        share = (low + high) / 2
        inside = _fits(_from_oklab(lab, share))
        low, high = np.where(inside, share, low), np.where(inside, high, share)
    whole = _fits(_from_oklab(lab, np.ones(len(lab))))
    return np.clip(_encoded(_from_oklab(lab, np.where(whole, 1.0, low))), 0, 1)


def _fits(linear: Colours) -> NDArray[np.bool_]:
    return np.asarray(np.all(np.abs(linear - 0.5) <= 0.5 + 1e-4, axis=1))


def _from_oklab(lab: Colours, share: Colours) -> Colours:
    scaled = lab * np.column_stack([np.ones(len(lab)), share, share])
    lms = (scaled @ np.linalg.inv(_LMS_TO_LAB).T) ** 3
    return lms @ np.linalg.inv(_RGB_TO_LMS).T
