"""What tests of images share: sheets, pixels, and fonts made on the spot."""

from __future__ import annotations

import io
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from heatmark.options.resolve import resolve
from heatmark.picture.frame import image_settings
from heatmark.picture.paint import picture
from heatmark.render.image import letters, png
from heatmark.render.image.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from heatmark import Heatmap
    from heatmark.render.image.sheet import Sheet

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _letters() -> tuple[str, ...]:
    """Every letter of Vietnamese that takes a tone, with each of them, and đ; in both cases."""
    low = {unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES}
    low.add("đ")
    return tuple(sorted(low | {one.upper() for one in low}))


VIETNAMESE = _letters()


def sheet_of(heatmap: Heatmap, form: str = "png", **how: Any) -> Sheet:
    """Lay a heatmap out as a file of its own."""
    options = resolve(dict(heatmap.options))
    return sheet(
        picture(heatmap.content, options), image_settings(options, form), **{"alone": True, **how}
    )


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colours(data: bytes) -> np.ndarray:
    """Read (height, width, 3) colours of an image."""
    return np.asarray(opened(data).convert("RGB")).astype(int)


def rgb(colour: str) -> tuple[int, ...]:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    return tuple(bytes.fromhex(digits))


def make_font(
    path: Path,
    letters: dict[str, int],
    *,
    name: str = "Test",
    heights: dict[str, tuple[int, int]] | None = None,
) -> str:
    """Write a font: for each letter its advance, of 1,000 units, with a rectangle in it.

    The rectangle is 700 units high, unless `heights` says from where to where it reaches.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    builder = FontBuilder(1000, isTTF=True)
    names = {letter: f"u{ord(letter):04X}" for letter in letters}
    order = [".notdef", *names.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(letter): name for letter, name in names.items()})
    glyphs, metrics = {}, {}
    tall = [(heights or {}).get(letter, (0, 700)) for letter in ("", *letters)]
    advances = [600, *letters.values()]
    for name_, advance, (low, high) in zip(order, advances, tall, strict=True):
        pen = TTGlyphPen(None)
        corners = [(50, low), (50, high), (advance - 50, high), (advance - 50, low)]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
        glyphs[name_], metrics[name_] = pen.glyph(), (advance, 50)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return str(path)


@contextmanager
def fonts_of_this_machine(*paths: str) -> Iterator[None]:
    """Have these fonts installed, and no others."""
    cached = (letters._outline, letters._installed, letters._fonts_by_character)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letters, "_fonts_of_this_machine", lambda: paths)
        for one in cached:
            one.cache_clear()
        png._atlas.cache_clear()
        yield
    for one in cached:
        one.cache_clear()
    png._atlas.cache_clear()


MONOSPACED = dict.fromkeys("iWâ0abcdefghxyz", 600)
