"""Letters as outlines: what fonts have, for images that look the same everywhere.

Outlines are taken from font files without hinting, so that a letter is as wide on every backend, at
every size and under every version of matplotlib. One unit is the width of a character cell.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

import numpy as np

from heatmark.core.errors import OptionError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.render.visible import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


CELL = 0.6  # em: how wide the letters of nearly all monospaced fonts are
# The letters that reach highest and lowest are Ấ and g: 1.075 and -0.212 em in IBM Plex Mono.
TOP, BOTTOM = 1.14 / CELL, -0.26 / CELL
_BASE_OF_LONE_MARKS = "\u25cc"  # ◌
_OVER_OR_UNDER = frozenset({"Mn", "Me"})  # marks that take no room of their own
_VARIANTS = lazy_re("[\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]")  # nothing to be seen
_X_HEIGHT = 0.52 / CELL  # over which fonts draw their combining marks
_MARK_GAP = 0.06
# matplotlib.path.Path's own codes, so that vertices go there as they are.
MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79


@dataclass(frozen=True, slots=True)
class Outline:
    """What is drawn in one character cell, or in two.

    Attributes:
        vertices: (V, 2) points in cell widths, y upwards from the baseline.
        codes: (V,) codes as matplotlib's Path has them.
        cells: How many cells it takes, 1 or 2.
        missing: Characters of it that no font has.
        found: Paths of fonts of this machine that stood in.
    """

    vertices: NDArray[np.float64]
    codes: NDArray[np.uint8]
    cells: int = 1  # equivalent: those of a mark are the cells of its letter
    missing: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def width(cluster: str) -> int:
    """Tell how many character cells a grapheme cluster takes: 2 for Chinese, Japanese, emoji."""
    wide = unicodedata.east_asian_width(cluster[0]) in "WF" or "\ufe0f" in cluster
    return 2 if wide else 1


# Fonts are read bit by bit, and images are drawn in threads.
_lock = Lock()


def outline(cluster: str, font: str | None = None, *, bold: bool = False) -> Outline:
    """Draw one grapheme cluster.

    Args:
        cluster: A character with its combining marks, in NFC.
        font: The path of the author's font, or None for the one that comes with the package.
        bold: Whether it is in a heading.

    Returns:
        Its outline; an empty frame in the place of a character that no font has.
    """
    with _lock:
        return _outline(cluster, font, bold)


@lru_cache(maxsize=8192)  # equivalent: what is forgotten is computed again
def _outline(cluster: str, font: str | None, bold: bool) -> Outline:
    cells = width(cluster)
    letters = [_letter(item, cells, font, bold) for item in _spelled(cluster, font, bold)]
    return _between_lines(letters[0] if len(letters) == 1 else _side_by_side(letters, cells))


def _spelled(cluster: str, font: str | None, bold: bool) -> list[str]:
    """Cut a cluster into letters: those of its name for the sign of a control character.

    Few fonts have such signs.
    """
    own = cluster in CONTROLS and any(
        ord(cluster) in open_face(path).characters for path in _own_fonts(font, bold)
    )
    return _letters(cluster if own else CONTROLS.get(cluster, cluster))


def _letters(cluster: str) -> list[str]:
    """Cut a cluster into letters with their marks: syllables of India have several, flags two."""
    found: list[str] = []
    for item in cluster:
        if found and unicodedata.category(item) in _OVER_OR_UNDER:
            found[-1] += item
        elif not _VARIANTS.fullmatch(item) or not found:
            found.append(item)
    return found


def _letter(letter: str, cells: int, font: str | None, bold: bool) -> Outline:
    """Draw a letter with its marks."""
    base, marks = letter[0], letter[1:]
    if unicodedata.category(base) in _OVER_OR_UNDER:
        base, marks = _BASE_OF_LONE_MARKS, letter
    drawn = _placed(base, _face(base, font, bold), cells)
    for mark in marks:
        if not _VARIANTS.fullmatch(mark):
            drawn = _with_mark(drawn, _mark(mark, _face(mark, font, bold)))
    return drawn


def _side_by_side(letters: Sequence[Outline], cells: int) -> Outline:
    """Put letters into the cells of one, narrow: all of them are to be seen."""
    share = 1 / len(letters)
    moved = [
        item.vertices * [share, 1.0] + [at * cells * share, 0.0] for at, item in enumerate(letters)
    ]
    return Outline(
        np.vstack(moved),
        np.concatenate([item.codes for item in letters]),
        cells,
        tuple(character for item in letters for character in item.missing),
        tuple(path for item in letters for path in item.found),
    )


def _placed(character: str, face: Face | None, cells: int) -> Outline:
    """Put a letter into its cells: as it is where it fits, else smaller, and in the middle."""
    if face is None:
        return _frame(character, cells)
    vertices, codes = face.glyph(character)
    if len(vertices):
        advance = face.advance(character)
        scale = 1 / face.cell if face.monospaced else min(1 / CELL, cells / max(advance, 1e-6))
        vertices = vertices * scale + [(cells - max(advance, 1e-6) * scale) / 2, 0.0]
    return Outline(vertices, codes, cells, found=_found(face))


def _mark(character: str, face: Face | None) -> Outline:
    if face is None:
        points = np.empty((0, 2))  # equivalent: there is none that could have more numbers
        codes = np.empty(0, np.uint8)  # equivalent: what has no points is not drawn
        return Outline(points, codes, missing=(character,))
    vertices, codes = face.glyph(character)
    return Outline(vertices / (face.cell if face.monospaced else CELL), codes, found=_found(face))


def _face(character: str, font: str | None, bold: bool) -> Face | None:
    for path in _own_fonts(font, bold):
        face = open_face(path)
        if ord(character) in face.characters:
            return face
    installed = _installed(character)
    return None if installed is None else open_face(installed)


def _found(face: Face) -> tuple[str, ...]:
    return (
        ()
        if face.path in _own_fonts(None, bold=True) + _own_fonts(None, bold=False)
        else (face.path,)
    )


class Face:
    """One font file.

    Attributes:
        path: Where it is.
        characters: Code points and the names of their glyphs.
        cell: The advance of its letters in em, if it is monospaced.
        monospaced: Whether `i` and `W` are equally wide.
    """

    def __init__(self, path: str) -> None:
        """Open a font.

        Raises:
            OptionError: If the file is no font with outlines.
        """
        from fontTools.ttLib import TTFont  # for images alone

        self.path = path
        try:
            file = Path(path).open("rb")  # noqa: SIM115 - letters are read when they are needed
            finalize(self, file.close)
            is_lazy = True  # equivalent: it is only slower to read all at once
            font: Any = TTFont(file, fontNumber=0, lazy=is_lazy)
            self.characters: dict[int, str] = font.getBestCmap() or {}
            self._glyphs = font.getGlyphSet()
            self._em = font["head"].unitsPerEm
        except Exception as error:  # whatever a broken file leads fontTools to
            problem = say(
                "{name} is not a font that can be drawn ({error})",
                name=quoted(Path(path).name),
                error=error,
            )
            hint = "use the path of a .ttf or .otf file"
            raise OptionError(problem, hint=hint, about="font") from None
        widths = {
            self.advance(character) for character in "iWâ0" if ord(character) in self.characters
        }
        self.monospaced = len(widths) == 1
        self.cell = max(widths, default=CELL)

    def advance(self, character: str) -> float:
        """Tell how wide a character is, in em."""
        return float(self._glyphs[self.characters[ord(character)]].width / self._em)

    def glyph(self, character: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        """Draw a character: vertices in em, and codes."""
        points, codes = _record(self._glyphs, self.characters[ord(character)])
        vertices = np.array(points, np.float64).reshape(len(points), 2)
        return vertices / self._em, np.array(codes, np.uint8)


def _record(glyphs: Any, name: str) -> tuple[list[tuple[float, float]], list[int]]:
    from fontTools.pens.basePen import BasePen  # for images alone

    points: list[tuple[float, float]] = []
    codes: list[int] = []

    def add(code: int, *more: tuple[float, float]) -> None:
        points.extend(more)
        codes.extend([code] * len(more))

    pen: Any = BasePen(glyphs)
    pen._moveTo = lambda point: add(MOVE, point)  # these are what a pen is made of
    pen._lineTo = lambda point: add(LINE, point)
    pen._qCurveToOne = lambda item, two: add(QUADRATIC, item, two)
    pen._curveToOne = lambda item, two, three: add(CUBIC, item, two, three)
    pen._closePath = lambda: add(CLOSE, (0.0, 0.0))  # equivalent: no point of a path is there
    glyphs[name].draw(pen)
    return points, codes


def check_font(path: str) -> None:
    """Refuse a font whose letters are not all equally wide: each stands in a cell of its own.

    Raises:
        OptionError: If it is not monospaced, or no font.
    """
    if not open_face(path).monospaced:
        problem = say("{name} is not monospaced", name=quoted(Path(path).name))
        hint = "use a font whose letters are all equally wide, such as JetBrains Mono"
        raise OptionError(problem, hint=hint, about="font")


@lru_cache(maxsize=64)  # equivalent: what is forgotten is computed again
def open_face(path: str) -> Face:
    """Open a font once.

    Raises:
        OptionError: If the file is no font with outlines.
    """
    return Face(path)


@lru_cache(maxsize=16)  # equivalent: what is forgotten is computed again
def _own_fonts(font: str | None, bold: bool) -> tuple[str, ...]:
    """List fonts that are there on every machine: the author's, ours, and matplotlib's."""
    from matplotlib import get_data_path  # for images alone

    plex = files("fontpkg_ibm_plex_mono") / "files"
    dejavu = Path(get_data_path(), "fonts", "ttf")
    weight = "SemiBold" if bold else "Regular"
    ours = str(plex / f"IBMPlexMono-{weight}.ttf")
    others = (str(dejavu / "DejaVuSansMono.ttf"), str(dejavu / "DejaVuSans.ttf"))
    return (font, ours, *others) if font else (ours, *others)


@lru_cache(maxsize=4096)  # equivalent: what is forgotten is computed again
def _installed(character: str) -> str | None:
    """Look for a font of this machine that has a character; the same one every time."""
    for path in _fonts_by_character().get(ord(character), ()):
        with suppress(OptionError):  # of pictures of letters, without outlines
            face = open_face(path)
            if ord(character) in face.characters and len(face.glyph(character)[0]):
                return path
    return None


@lru_cache(maxsize=1)  # equivalent: what is forgotten is computed again
def _fonts_by_character() -> dict[int, list[str]]:
    """Read once what each font of this machine has: there may be hundreds.

    FreeType does so in a tenth of the time that a face needs.
    """
    from matplotlib.ft2font import FT2Font  # for images alone

    found: dict[int, list[str]] = {}
    for path in _fonts_of_this_machine():
        with suppress(OSError, RuntimeError):  # of what is no font, or none that FreeType reads
            for code in FT2Font(path).get_charmap():
                found.setdefault(code, []).append(path)
    return found


@lru_cache(maxsize=1)  # equivalent: what is forgotten is computed again
def _fonts_of_this_machine() -> Sequence[str]:
    """List font files afresh: matplotlib's own list does not know what came later."""
    from matplotlib.font_manager import findSystemFonts  # for images alone

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        name = Path(path).name.lower()
        regular = "regular" in name or "-" not in name
        return "cjk" not in name, "mono" not in name, not regular, path

    return sorted(findSystemFonts(), key=rank)


def _with_mark(base: Outline, mark: Outline) -> Outline:
    """Put a combining mark over or under the middle of what is there already, or of a blank."""
    if not len(mark.vertices):
        return replace(base, missing=base.missing + mark.missing)
    blank = np.array([[0.0, 0.0], [base.cells, 0.0]])
    drawn, added = _ink(base) if len(base.vertices) else blank, _ink(mark)
    shift = drawn[:, 0].mean() - added[:, 0].mean()
    rise = 0.0
    if added[0, 1] > _X_HEIGHT * 0.7:
        rise = max(0.0, drawn[1, 1] + _MARK_GAP - added[0, 1])
    elif added[1, 1] < _MARK_GAP:
        rise = min(0.0, drawn[0, 1] - _MARK_GAP - added[1, 1])
    vertices = np.vstack([base.vertices, mark.vertices + np.array([shift, rise])])
    codes = np.concatenate([base.codes, mark.codes])
    return Outline(vertices, codes, base.cells, base.missing, base.found + mark.found)


def _ink(outline: Outline) -> NDArray[np.float64]:
    """Find the lower left and the upper right corner."""
    points = outline.vertices[outline.codes != CLOSE]
    return np.array([points.min(axis=0), points.max(axis=0)])


def _between_lines(drawn: Outline) -> Outline:
    """Keep what reaches out of its line within it, less high: other fonts, many marks."""
    if not len(drawn.vertices):
        return drawn
    (_, low), (_, high) = _ink(drawn)
    vertices = drawn.vertices.copy()
    above = vertices[:, 1] > 0  # equivalent: 0 is multiplied
    vertices[above, 1] *= TOP / max(high, TOP)
    vertices[~above, 1] *= BOTTOM / min(low, BOTTOM)
    return replace(drawn, vertices=vertices)


def _frame(character: str, cells: int) -> Outline:
    """Draw an empty frame in the place of a character that no font has."""
    points: list[tuple[float, float]] = []
    for inset in (0.12, 0.22):
        left, right, low, high = inset, cells - inset, inset - 0.1, 1.25 - inset
        corners = [(left, low), (right, low), (right, high), (left, high)]
        points += corners if inset < 0.2 else corners[::-1]  # equivalent: one of them turns back
        points.append((0.0, 0.0))  # equivalent: no point of a path is there
    codes = [MOVE, LINE, LINE, LINE, CLOSE] * 2
    return Outline(np.array(points), np.array(codes, np.uint8), cells, missing=(character,))
