"""A picture on a terminal: lines of runs of characters, each with its colours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.picture.parts import Palette
    from heatmark.render.image.screen import Box, Mark, Screen


_EIGHTHS = " ▏▎▍▌▋▊▉"  # of a cell, from the left
_HERE = "▾"  # over a marked column whose name stands elsewhere
_STYLES = {"above": "overline", "below": "underline", "dots": "italic", "mark": "bold"}


class StyledRun(NamedTuple):
    """Characters of a line that look alike.

    Attributes:
        text: The characters.
        fill: The colour behind them as `#rrggbb`, or None for that of the terminal.
        ink: Their own, or None.
        styles: What else they are: `bold`, `italic`, `underline`, `overline`, `dim`.
    """

    text: str
    fill: str | None = None
    ink: str | None = None
    styles: frozenset[str] = frozenset()


def terminal_lines(screen: Screen, palette: Palette, *, dark: bool) -> list[list[StyledRun]]:
    """Colour the cells of a screen.

    Scores beyond the scale have a line over or under them, those within the noise are slanted,
    marked tokens are bold; where columns are too narrow for their names, signs stand over them.

    Args:
        screen: What stands where.
        palette: The colours of levels.
        dark: Whether the terminal is.

    Returns:
        The runs of each line. A bar that ends within a cell ends at an eighth of it.
    """
    cells = [_line(screen, index) for index in range(len(screen.lines))]
    fills, inks = (palette.dark, palette.dark_ink) if dark else (palette.light, palette.light_ink)
    for box in screen.boxes:
        for line in range(box.line, min(box.line + box.tall, len(cells))):
            _fill(cells[line], box, fills, inks)
    for mark in screen.marks:
        first, last = round(mark.first), round(mark.last)
        if mark.kind == "ramp":
            _ramp(cells[mark.line], first, last, fills)
        elif mark.kind in _STYLES:
            for row in cells[mark.line : mark.line + mark.tall]:
                _style(row, mark, range(first, min(last, len(row))))
    return [[*_joined(line)] for line in cells]


def _line(screen: Screen, index: int) -> list[StyledRun]:
    styles = frozenset({"bold"}) if index in screen.bold else frozenset[str]()
    line = screen.lines[index]
    room = screen.columns - len(line)
    return [StyledRun(cell, styles=styles) for cell in line] + [StyledRun(" ")] * room


def _fill(line: list[StyledRun], box: Box, fills: tuple[str, ...], inks: tuple[str, ...]) -> None:
    first, last = math.floor(box.first + 0.5), min(box.last, len(line))
    whole = int(last)
    if box.level < 0:
        for at in range(first, whole):
            line[at] = line[at]._replace(styles=line[at].styles | {"dim"})
        return
    fill, ink = fills[box.level], inks[box.level]
    for at in range(first, whole):
        line[at] = line[at]._replace(fill=fill, ink=_long(ink))
    part = int((last - whole) * 8)
    if part and line[whole].text == " ":
        line[whole] = StyledRun(_EIGHTHS[part], ink=fill)


def _style(row: list[StyledRun], mark: Mark, places: range) -> None:
    if (mark.kind, mark.tall) == ("mark", 1) and not any(row[at].text.strip() for at in places):
        middle = int((mark.first + mark.last) / 2)
        places, row[middle] = range(middle, middle + 1), row[middle]._replace(text=_HERE)
    for at in places:
        row[at] = row[at]._replace(styles=row[at].styles | {_STYLES[mark.kind]})


def _ramp(line: list[StyledRun], first: int, last: int, fills: tuple[str, ...]) -> None:
    steps = max(last - first - 1, 1)
    for at in range(first, min(last, len(line))):
        level = round((at - first) / steps * (len(fills) - 1))
        line[at] = line[at]._replace(fill=fills[level])


def _long(ink: str) -> str:
    """Write `#rgb`, as inks of palettes are, as `#rrggbb`."""
    return "#" + "".join(2 * one for one in ink[1:])


def _joined(line: list[StyledRun]) -> Iterator[StyledRun]:
    """Join cells that look alike; blanks at the end of a line are nothing."""
    while line and line[-1] == StyledRun(" "):
        line = line[:-1]
    waiting: list[StyledRun] = []
    for cell in line:
        if waiting and waiting[-1][1:] != cell[1:]:
            yield waiting[0]._replace(text="".join(one.text for one in waiting))
            waiting = []
        waiting.append(cell)
    if waiting:
        yield waiting[0]._replace(text="".join(one.text for one in waiting))
