"""Pictures as PNG files with a palette of colours, drawn cell by cell.

A pixel is `8 * fill + coverage`: which of 32 fills is there, and how much of it ink covers, in
sevenths. No colours have to be counted, and such files are small. Letters are drawn by matplotlib's
Agg, once each, in cells of whole pixels, so that all of a kind are equal.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from heatmark.picture.palette import LEVELS
from heatmark.render.image.letters import outline
from heatmark.render.image.sheet import CSS_DPI, DOT, EDGE, HATCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from heatmark.render.image.letters import Outline
    from heatmark.render.image.screen import Box, Mark
    from heatmark.render.image.sheet import Sheet, SheetColours

    Pixels = NDArray[np.uint8]


_COVERAGES = 8
_FULL = _COVERAGES - 1
_HATCH_INK = 2  # sevenths of ink: letters can be read on it
_QUIET = 3  # sevenths of ink of a frame around a piece
_COMPRESSION = 4  # equivalent: half the time of 6, for files 1.06 times as large
_INCH = 0.0254  # metres
_SHARP = 12  # pixels of a cell from which on corners are cut by more than one pixel


def png(sheet: Sheet) -> bytes:
    """Draw a PNG file. The same sheet gives the same bytes in every process."""
    pixels = _pixels(sheet)
    # Filter 2, "up": a row as its difference from the one above. What is left of a letter is then
    # the same on every fill, and the file 0.6 times as large.
    pixels[1:] -= pixels[:-1].copy()
    pixels[:, 0] = 2
    return _file(pixels, _table(sheet.colours), sheet.scale * CSS_DPI)


def _pixels(sheet: Sheet) -> Pixels:
    """Draw (height, 1 + width) pixels; the first column is what a PNG has before each row."""
    cell, pitch, pad = int(sheet.cell), int(sheet.pitch), int(sheet.pad)
    lines, columns = len(sheet.screen.lines), sheet.screen.columns
    letters = _atlas(cell, pitch, int(sheet.top), sheet.font).letters(sheet)
    cells = np.empty((lines, pitch, columns, cell), np.uint8)
    cells[:] = letters.transpose(0, 2, 1, 3)
    rows = cells.reshape(lines, pitch, columns * cell)
    rows[:, : int(sheet.top + sheet.bottom)] += _fills(sheet)[:, None]
    drawn = rows.reshape(lines * pitch, columns * cell)
    whole = np.zeros((int(sheet.height), 1 + int(sheet.width)), np.uint8)
    inside = whole[pad : len(whole) - pad, 1 + pad : 1 + pad + columns * cell]
    inside[:] = drawn[: len(inside)]  # there is no gap under the last line
    _shape(whole, sheet)
    for mark in sheet.screen.marks:
        _MARKS[mark.kind](whole, sheet, _place(sheet, mark))
    return whole


def _fills(sheet: Sheet) -> Pixels:
    """Give (lines, pixels) the fills of boxes, ready to be added to coverages."""
    fills = np.zeros((len(sheet.screen.lines), sheet.screen.columns * int(sheet.cell)), np.uint8)
    for line, first, last, level, tall in sheet.screen.boxes:
        if tall == 1:
            fills[line, round(first * sheet.cell) : round(last * sheet.cell)] = level + 1
    return fills * _COVERAGES


def _shape(whole: Pixels, sheet: Sheet) -> None:
    """Hatch boxes without a level, and cut corners, so that equal neighbours stay two."""
    for box in sheet.screen.boxes:
        if box.level >= 0 and box.tall > 1:
            high, low, left, right = _place(sheet, box)
            whole[high:low, left:right] += (box.level + 1) * _COVERAGES
        if box.level < 0:  # equivalent: stripes do not show on a colour
            _hatch(whole, sheet, _place(sheet, box))
    solid = [
        (box.line, box.first, box.last, box.tall)
        for box in sheet.screen.boxes
        if box.level >= 0 and box.last > box.first
    ]
    if not solid:
        return
    # All at once: to ask `_place` about each takes half as long as all of the letters.
    line, first, last, tall = np.array(solid).T
    high = (sheet.pad + line * sheet.pitch).astype(np.intp)
    low = high + ((tall - 1) * sheet.pitch + sheet.top + sheet.bottom).astype(np.intp)
    left, right = (
        1 + int(sheet.pad) + np.rint(item * sheet.cell).astype(np.intp) for item in (first, last)
    )
    cut = ((0, 0), (0, 1), (1, 0)) if sheet.cell > _SHARP else ((0, 0),)
    for down, across in cut:
        for row in (high + down, low - 1 - down):
            for column in (left + across, right - 1 - across):
                whole[row, column] = 0


def _place(sheet: Sheet, box: Box | Mark) -> tuple[int, int, int, int]:
    """Find the rows and columns of pixels of a box: first and after the last of each."""
    high = int(sheet.pad + box.line * sheet.pitch)
    left = 1 + int(sheet.pad)
    return (
        high,
        high + int(sheet.place(box)[3]),
        left + round(box.first * sheet.cell),
        left + round(box.last * sheet.cell),
    )


def _hatch(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    high, low, left, right = index
    step = max(4, round(HATCH * sheet.cell))
    across = np.add.outer(np.arange(high, low), np.arange(left, right)) % step
    stripes = np.where(across < max(1, step // 4), _HATCH_INK, 0).astype(np.uint8)
    part = whole[high:low, left:right]
    np.maximum(part, stripes, out=part)


def _above(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    high, _, left, right = index
    whole[high - _thick(sheet) : high, left:right] = _FULL


def _below(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    _, low, left, right = index
    whole[low : low + _thick(sheet), left:right] = _FULL


def _group(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    high, low, left, right = index
    line = max(1, round(sheet.scale))
    whole[high : high + line, left:right] |= _FULL
    whole[low - line : low, left:right] |= _FULL
    whole[high:low, left : left + line] |= _FULL
    whole[high:low, right - line : right] |= _FULL


def _ramp(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    high, low, left, right = index
    levels = np.arange(right - left) * LEVELS // (right - left)
    whole[high:low, left:right] = (levels + 1) * _COVERAGES
    _frame(whole, sheet, index)


def _around(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    """Draw a thick frame around a place, which hides no letter."""
    high, low, left, right = index
    line = max(1, round(sheet.scale))
    for out in range(1, 2 * line + 1):
        _frame(whole, sheet, (high - out, low + out, left - out, right + out), line=1)


def _frame(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int], *, line: int = 0) -> None:
    """Draw a frame in the ink of the page, whatever is in it."""
    high, low, left, right = index
    line = line or max(1, round(sheet.scale))
    whole[high : high + line, left:right] = whole[low - line : low, left:right] = _FULL
    whole[high:low, left : left + line] = whole[high:low, right - line : right] = _FULL


def _piece(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    """Draw a quiet frame, which lets what is behind it be seen."""
    high, low, left, right = index
    line = max(1, round(sheet.scale))
    for part in (
        whole[high : high + line, left:right],
        whole[low - line : low, left:right],
        whole[high:low, left : left + line],
        whole[high:low, right - line : right],
    ):
        np.maximum(part, part // _COVERAGES * _COVERAGES + _QUIET, out=part)


def _dots(whole: Pixels, sheet: Sheet, index: tuple[int, int, int, int]) -> None:
    _, low, left, right = index
    thick = max(1, round(DOT * sheet.cell))
    dots = np.arange(right - left) // thick % 2 == 0
    whole[low - thick // 2 : low - thick // 2 + thick, left:right][:, dots] = _FULL


_MARKS = {
    "dots": _dots,
    "piece": _piece,
    "mark": _around,
    "above": _above,
    "below": _below,
    "frame": _frame,
    "group": _group,
    "ramp": _ramp,
}


def _thick(sheet: Sheet) -> int:
    return max(2, round(EDGE * sheet.cell))


class _Atlas:
    """Letters of one size, drawn once each."""

    def __init__(self, cell: int, pitch: int, top: int, font: str | None) -> None:
        self.cell, self.pitch, self.top, self.font = cell, pitch, top, font
        self.lock = Lock()
        blank = (1, pitch, cell)  # equivalent: of several blanks the first is drawn
        self.glyphs = np.zeros(blank, np.uint8)
        self.places: dict[bool, dict[str, int]] = {False: {" ": 0}, True: {" ": 0}}

    def letters(self, sheet: Sheet) -> Pixels:
        """Give the (lines, columns, pitch, cell) coverages of all letters of a sheet."""
        screen = sheet.screen
        with self.lock:
            for bold in (False, True):
                said = {
                    cluster
                    for at, line in enumerate(screen.lines)
                    if (at in screen.bold) is bold
                    for cluster in line
                }
                self._draw(sorted(said - self.places[bold].keys() - {""}), bold=bold)
            glyphs = self.glyphs
        indices = np.zeros((len(screen.lines), screen.columns), np.intp)
        for at, line in enumerate(screen.lines):
            get = self.places[at in screen.bold].get
            halves = -1  # equivalent: any number below 0 is none of a letter
            indices[at, : len(line)] = [get(cluster, halves) for cluster in line]
        second = np.nonzero(indices < 0)  # the second halves of wide letters
        indices[second] = indices[second[0], second[1] - 1] + 1
        return glyphs[indices]

    def _draw(self, clusters: Sequence[str], *, bold: bool) -> None:
        if not clusters:
            return
        outlines = [outline(cluster, self.font, bold=bold) for cluster in clusters]
        first = len(self.glyphs)
        self.glyphs = np.concatenate([self.glyphs, self._drawn(outlines)])
        for cluster, item in zip(clusters, outlines, strict=True):
            self.places[bold][cluster] = first
            first += item.cells

    def _drawn(self, outlines: Sequence[Outline]) -> Pixels:
        """Draw outlines in black by Agg, cell beside cell, and take what they cover."""
        from matplotlib.backends import backend_agg  # images alone
        from matplotlib.path import Path
        from matplotlib.transforms import IdentityTransform

        count = sum(item.cells for item in outlines)
        # In a column, not in a row: Agg's pictures are at most 2¹⁶ pixels wide.
        agg: Any = backend_agg
        size = 2 * self.cell, len(outlines) * self.pitch
        canvas = agg.RendererAgg(*size, 72.0)  # equivalent: lines have no width to be scaled
        context = canvas.new_gc()
        context.set_linewidth(0)
        context.set_snap(False)
        for row, item in enumerate(outlines):
            base = (len(outlines) - row) * self.pitch - self.top
            vertices = item.vertices * self.cell + [0, base]
            path, black = Path(vertices, item.codes), (0, 0, 0)  # equivalent: only alpha is read
            canvas.draw_path(context, path, IdentityTransform(), black)
        alpha = np.asarray(canvas.buffer_rgba())[:, :, 3]
        covered = np.rint(alpha / 255 * _FULL).astype(np.uint8)
        halves = covered.reshape(len(outlines), self.pitch, 2, self.cell).transpose(0, 2, 1, 3)
        glyphs = np.empty((count, self.pitch, self.cell), np.uint8)
        at = 0
        for item, pair in zip(outlines, halves, strict=True):
            glyphs[at : at + item.cells] = pair[: item.cells]
            at += item.cells
        return glyphs


@lru_cache(maxsize=16)  # equivalent: what is forgotten is computed again
def _atlas(cell: int, pitch: int, top: int, font: str | None) -> _Atlas:
    return _Atlas(cell, pitch, top, font)


def _table(colours: SheetColours) -> bytes:
    """Mix each fill with its ink, for each coverage: 32 · 8 colours."""
    fills = np.array([_rgb(item) for item in (colours.page, *colours.fills)], np.float64)
    inks = np.array([_rgb(item) for item in (colours.ink, *colours.inks)], np.float64)
    share = (np.arange(_COVERAGES) / _FULL)[None, :, None]
    mixed = fills[:, None] * (1 - share) + inks[:, None] * share
    return np.rint(mixed).astype(np.uint8).tobytes()


def _rgb(colour: str) -> tuple[int, ...]:
    is_long = len(colour) == len("#rrggbb")
    digits = colour[1:] if is_long else "".join(item * 2 for item in colour[1:])
    return tuple(bytes.fromhex(digits))


def _file(pixels: Pixels, table: bytes, dpi: float) -> bytes:
    """Write a PNG file (ISO/IEC 15948): 8 bits a pixel, which are places in a table of colours."""
    height, width = pixels.shape
    head = struct.pack(">IIBBBBB", width - 1, height, 8, 3, 0, 0, 0)
    metre = round(dpi / _INCH)
    parts = (
        (b"IHDR", head),
        (b"PLTE", table),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(pixels.data, _COMPRESSION)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
