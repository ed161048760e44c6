"""An image that is ready to be drawn: its characters, its measures, its colours."""

from __future__ import annotations

import math
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import ScoreError
from heatmark.core.wording import say
from heatmark.render.image.letters import BOTTOM, CELL, TOP, check_font
from heatmark.render.image.views import screen

if TYPE_CHECKING:
    from heatmark.picture.parts import ImageSettings, Palette, Picture
    from heatmark.render.image.screen import Box, Mark, Screen


CSS_DPI = 96  # of the pixels that width and height of an <img> count
POINTS = 72
ROUND = 2.0  # CSS pixels: how round the corners of boxes are
# Cells: bars for scores beyond the scale, dots under noise, from line to line of a hatching.
EDGE, DOT, HATCH = 0.25, 0.2, 0.6
_GAP = 0.65  # cells between the boxes of two lines
PAD = 0.9  # cells around everything
_PAPER = ("#ffffff", "#000000")
_NIGHT = ("#1b1d21", "#ffffff")  # near the dark pages of Material, MkDocs and Furo
_MOST_PIXELS = 64_000_000
_TALLEST = 16_000  # pixels; browsers draw no image beyond 16,384


class SheetColours(NamedTuple):
    """The colours of an image, as `#rrggbb` or `#rgb`.

    Attributes:
        page: Behind everything.
        ink: Of letters on the page.
        fills: Of boxes, by level.
        inks: Of letters on each of them.
    """

    page: str
    ink: str
    fills: tuple[str, ...]
    inks: tuple[str, ...]


class Sheet(NamedTuple):
    """All that determines the bytes of an image.

    Attributes:
        screen: What stands where.
        format: `png` or `svg`.
        cell: The width of a character cell in pixels; a whole number for a PNG.
        scale: Pixels in a CSS pixel.
        width: The width of the image in pixels.
        colours: The colours.
        font: The path of the author's font, or None.
        outlines: Whether the letters of an SVG are outlines.
    """

    screen: Screen
    format: str
    cell: float
    scale: float
    width: float
    colours: SheetColours
    font: str | None
    outlines: bool

    @property
    def pad(self) -> float:
        """Pixels around everything."""
        return self._whole(PAD)

    @property
    def top(self) -> float:
        """Pixels of a box above the baseline."""
        return self._whole(TOP)

    @property
    def bottom(self) -> float:
        """Pixels of a box below the baseline."""
        return self._whole(-BOTTOM)

    @property
    def pitch(self) -> float:
        """Pixels from one line to the next."""
        return self.top + self.bottom + self._whole(_GAP)

    @property
    def height(self) -> float:
        """The height of the image in pixels."""
        return len(self.screen.lines) * self.pitch - self._whole(_GAP) + 2 * self.pad

    @property
    def inks(self) -> list[list[str]]:
        """The ink of each cell of each line: that of its box, or of the page."""
        found = [[self.colours.ink] * self.screen.columns for _ in self.screen.lines]
        for box in self.screen.boxes:
            if box.level >= 0:
                first, last = math.floor(box.first), math.ceil(box.last)
                for line in range(box.line, box.line + box.tall):
                    found[line][first:last] = [self.colours.inks[box.level]] * (last - first)
        return found

    @property
    def by_level(self) -> list[tuple[int, list[Box]]]:
        """The boxes that have a width, together with those of the same colour."""
        found: dict[int, list[Box]] = {}
        for box in self.screen.boxes:
            if box.last > box.first:
                found.setdefault(box.level, []).append(box)
        return sorted(found.items())

    def place(self, box: Box | Mark) -> tuple[float, float, float, float]:
        """Find the left and the upper edge of a box or mark, its width and height, in pixels."""
        left = self.pad + box.first * self.cell
        high = self.pad + box.line * self.pitch
        tall = (box.tall - 1) * self.pitch + self.top + self.bottom
        return left, high, (box.last - box.first) * self.cell, tall

    @property
    def css_size(self) -> tuple[int, int]:
        """Width and height in CSS pixels, for the attributes of an `<img>`."""
        return round(self.width / self.scale), round(self.height / self.scale)

    @property
    def key(self) -> str:
        """A name that is different for every other image, and for other versions of what draws."""
        # The content of a font, not its path: a site has the same addresses wherever it is built.
        font = blake2b(Path(self.font).read_bytes()).hexdigest() if self.font else None
        said = repr((tuple(self._replace(font=font)), _versions()))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _whole(self, cells: float) -> float:
        size = cells * self.cell
        return math.ceil(size) if self.format == "png" else size


@lru_cache(maxsize=1)  # equivalent: what is forgotten is computed again
def _versions() -> tuple[str, ...]:
    """Name the versions of what decides how letters look, without importing it."""
    return tuple(map(version, ("heatmark", "matplotlib", "fonttools", "fontpkg-ibm-plex-mono")))


def sheet(
    picture: Picture,
    settings: ImageSettings,
    *,
    alone: bool = False,
    dark: bool = False,
    columns: int | None = None,
) -> Sheet:
    """Lay a picture out and measure it, without drawing anything yet.

    Args:
        picture: What to draw.
        settings: How.
        alone: Whether no page has the caption and the words of the legend, so that it needs them.
        dark: Whether it is for a dark page.
        columns: The width in characters, if not that of the settings.

    Raises:
        OptionError: If the author's font cannot be used.
        ScoreError: If it would be too large for a browser.
    """
    if settings.font:
        check_font(settings.font)
    png = settings.format == "png"
    dpi = settings.dpi if png else CSS_DPI
    cell: float = CELL * settings.fontsize * dpi / POINTS
    if png:
        cell = max(1, round(cell))
    pad = math.ceil(PAD * cell) if png else PAD * cell
    known, asked = columns or settings.columns, settings.inches * dpi
    columns = known or max(_NARROWEST, int((asked - 2 * pad) / cell))
    needed = columns * cell + 2 * pad
    made = Sheet(
        screen=screen(picture, columns, alone=alone),
        format=settings.format,
        cell=cell,
        scale=dpi / CSS_DPI,
        width=needed if known else max(round(asked) if png else asked, needed),
        colours=colours(picture.palette, dark=dark),
        font=settings.font,
        outlines=settings.outlines,
    )
    _refuse_too_large(made)
    return made


_NARROWEST = 8


def colours(palette: Palette, *, dark: bool) -> SheetColours:
    """Choose the colours of an image for a light or a dark page."""
    if dark:
        return SheetColours(*_NIGHT, palette.dark, palette.dark_ink)
    return SheetColours(*_PAPER, palette.light, palette.light_ink)


def _refuse_too_large(made: Sheet) -> None:
    if made.height <= _TALLEST and made.width * made.height <= _MOST_PIXELS:
        return
    problem = say(
        "the image would be {width:.0f} × {height:.0f} pixels, too large to show",
        width=made.width,
        height=made.height,
    )
    hint = "use output: html, which has no such limit; or show a part (rows), or lower dpi"
    raise ScoreError(problem, hint=hint, about="output")
