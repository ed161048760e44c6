"""Pictures as SVG files: one path a colour for boxes, each letter once, lines as groups."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from heatmark.picture.palette import LEVELS
from heatmark.render.image.letters import CELL, CLOSE, CUBIC, LINE, MOVE, QUADRATIC, outline
from heatmark.render.image.sheet import DOT, EDGE, HATCH, ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.render.image.letters import Outline
    from heatmark.render.image.screen import Box, Mark
    from heatmark.render.image.sheet import Sheet


_EM = 1000  # units of a letter's outline in an em, as most fonts have
_STROKES = {"piece": ' stroke-opacity=".45"', "mark": ' stroke-width="2"'}
_OUTSIDE = 1  # CSS pixels between a box and the middle of the frame that marks it
_FAMILY = "'IBM Plex Mono','JetBrains Mono','Noto Sans Mono','DejaVu Sans Mono',monospace"
_HATCH = "H"  # a capital letter: the names of letters have none
_COMMANDS = {MOVE: ("M", 1), LINE: ("L", 1), QUADRATIC: ("Q", 2), CUBIC: ("C", 3)}


def svg(sheet: Sheet) -> bytes:
    """Draw an SVG file. The same sheet gives the same bytes in every process."""
    width, height = sheet.css_size
    letters = _outlines(sheet) if sheet.outlines else _text(sheet)
    size = f'width="{width}" height="{height}"'
    box = f'viewBox="0 0 {_short(sheet.width)} {_short(sheet.height)}"'
    paper = f"M0 0h{_short(sheet.width)}v{_short(sheet.height)}H0z"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">',
        f'<path fill="{sheet.colours.page}" d="{paper}"/>',
        *_boxes(sheet),
        *(_MARKS[mark.kind](sheet, mark) for mark in sheet.screen.marks),
        *letters,
        "</svg>\n",
    ]
    return "\n".join(parts).encode()


def _boxes(sheet: Sheet) -> Iterator[str]:
    """Write one path for each level. A round stroke of the same colour makes corners round."""
    inset = ROUND / 2
    for level, boxes in sheet.by_level:
        if level < 0:
            yield from _hatched(sheet, boxes)
            continue
        path = "".join(
            f"M{_short(x + inset)} {_short(y + inset)}h{_short(wide - ROUND)}"
            f"v{_short(tall - ROUND)}h{_short(ROUND - wide)}z"
            for x, y, wide, tall in (sheet.place(box) for box in boxes)
        )
        fill = sheet.colours.fills[level]
        yield (
            f'<path fill="{fill}" stroke="{fill}" stroke-width="{_short(ROUND)}"'
            f' stroke-linejoin="round" d="{path}"/>'
        )


def _hatched(sheet: Sheet, boxes: Sequence[Box]) -> Iterator[str]:
    ink, step = sheet.colours.ink, _short(HATCH * sheet.cell)
    yield (
        f'<pattern id="{_HATCH}" width="{step}" height="{step}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><path d="M0 0v{step}" stroke="{ink}" stroke-width="2"'
        ' stroke-opacity=".3"/></pattern>'
    )
    path = "".join(_rectangle(sheet, box) for box in boxes)
    yield f'<path fill="url(#{_HATCH})" d="{path}"/>'


def _rectangle(sheet: Sheet, box: Box | Mark, outside: float = 0) -> str:
    x, y, wide, tall = sheet.place(box)
    x, y, wide, tall = x - outside, y - outside, wide + 2 * outside, tall + 2 * outside
    return f"M{_short(x)} {_short(y)}h{_short(wide)}v{_short(tall)}h{_short(-wide)}z"


def _edge(sheet: Sheet, mark: Mark) -> str:
    x, y, wide, tall = sheet.place(mark)
    thick = EDGE * sheet.cell
    y = y - thick if mark.kind == "above" else y + tall
    path = f"M{_short(x)} {_short(y)}h{_short(wide)}v{_short(thick)}h{_short(-wide)}z"
    return f'<path fill="{sheet.colours.ink}" d="{path}"/>'


def _group(sheet: Sheet, mark: Mark) -> str:
    how = _STROKES.get(mark.kind, "")
    path = _rectangle(sheet, mark, _OUTSIDE if mark.kind == "mark" else 0)
    return f'<path fill="none" stroke="{sheet.colours.ink}"{how} d="{path}"/>'


def _ramp(sheet: Sheet, mark: Mark) -> str:
    x, y, wide, tall = sheet.place(mark)
    step = wide / LEVELS
    steps = "".join(
        # Each reaches under the next, so that no seam shows.
        f'<path fill="{fill}" d="M{_short(x + level * step)} {_short(y)}'
        f'H{_short(x + wide)}v{_short(tall)}H{_short(x + level * step)}z"/>'
        for level, fill in enumerate(sheet.colours.fills)
    )
    return steps + _group(sheet, mark)


def _dots(sheet: Sheet, mark: Mark) -> str:
    x, y, wide, tall = sheet.place(mark)
    thick = _short(DOT * sheet.cell)
    return (
        f'<path fill="none" stroke="{sheet.colours.ink}" stroke-width="{thick}"'
        f' stroke-dasharray="{thick}" d="M{_short(x)} {_short(y + tall)}h{_short(wide)}"/>'
    )


_MARKS = {
    "dots": _dots,
    "piece": _group,
    "mark": _group,
    "above": _edge,
    "below": _edge,
    "frame": _group,
    "group": _group,
    "ramp": _ramp,
}


def _outlines(sheet: Sheet) -> Iterator[str]:
    """Write each letter once, and a reference where it stands."""
    screen = sheet.screen
    names: dict[tuple[str, bool], str] = {}
    drawn: list[str] = []
    for at, (line, colours) in enumerate(zip(screen.lines, sheet.inks, strict=True)):
        bold = at in screen.bold
        uses: dict[str, list[str]] = {}
        for column, cluster in enumerate(line):
            if cluster not in {" ", ""}:
                key = (cluster, bold)
                name = names.get(key) or names.setdefault(key, _name(len(names)))
                use = f'<use href="#{name}" x="{column * _UNITS}"/>'
                uses.setdefault(colours[column], []).append(use)
        y = sheet.pad + at * sheet.pitch + sheet.top
        where = (
            f'transform="translate({_short(sheet.pad)} {_short(y)}) scale({sheet.cell / _UNITS:g})"'
        )
        drawn += [f'<g fill="{ink}" {where}>{"".join(item)}</g>' for ink, item in uses.items()]
    shapes = (
        f'<path id="{name}" d="{_path(outline(cluster, sheet.font, bold=bold))}"/>'
        for (cluster, bold), name in names.items()
    )
    yield f"<defs>{''.join(shapes)}</defs>"
    yield from drawn


_UNITS = round(CELL * _EM)  # units of a cell
_DIGITS = "abcdefghijklmnopqrstuvwxyz"


def _name(number: int) -> str:
    """Count with letters: a to z, ba, bb and so on."""
    high, low = divmod(number, len(_DIGITS))
    return (_name(high) if high else "") + _DIGITS[low]


def _path(shape: Outline) -> str:
    """Write an outline in whole units, y downwards."""
    points = np.rint(shape.vertices * [_UNITS, -_UNITS]).astype(int).tolist()
    codes = shape.codes.tolist()
    said: list[str] = []
    at = 0
    while at < len(codes):
        code = codes[at]
        if code == CLOSE:
            said.append("Z")
            at += 1
            continue
        command, count = _COMMANDS[code]
        said.append(command + " ".join(f"{x} {y}" for x, y in points[at : at + count]))
        at += count
    return "".join(said)


def _text(sheet: Sheet) -> Iterator[str]:
    """Write letters as text, line by line, as wide as their cells whatever font is there."""
    yield (
        f'<g font-family="{_FAMILY}" font-size="{_short(sheet.cell / CELL)}"'
        # Letters of scripts that run from right to left stand over their own boxes, as in a PNG.
        ' style="white-space:pre;direction:ltr;unicode-bidi:bidi-override">'
    )
    for at, (line, colours) in enumerate(zip(sheet.screen.lines, sheet.inks, strict=True)):
        y = sheet.pad + at * sheet.pitch + sheet.top
        weight = ' font-weight="600"' if at in sheet.screen.bold else ""
        cells = [*zip(line, colours, range(len(line)), strict=False)]
        for ink, run in groupby(cells, key=lambda cell: cell[1]):
            members = [*run]
            said = "".join(cluster for cluster, _, _ in members)
            if not said.strip():
                continue
            x, wide = sheet.pad + members[0][2] * sheet.cell, len(members) * sheet.cell
            # Browsers drop blanks at the edges of a text, whatever it says about white space.
            shown = escape(_clean(said), quote=False).replace(" ", "\u00a0")
            yield (
                f'<text x="{_short(x)}" y="{_short(y)}" fill="{ink}" textLength="{_short(wide)}"'
                f' lengthAdjust="spacingAndGlyphs"{weight}>{shown}</text>'
            )
    yield "</g>"


def _clean(text: str) -> str:
    """Leave out what XML does not allow."""
    return "".join(
        item for item in text if item in "\t\n" or (item >= " " and item not in "\ufffe\uffff")
    )


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
