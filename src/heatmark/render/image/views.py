"""Each view of a picture on lines of character cells: text, bars, grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.render import visible as shown
from heatmark.render.image.screen import Box, Mark, Page, Text, cells_of, draw_ramp, tokens_of
from heatmark.render.legend import told
from heatmark.render.visible import alone as seen
from heatmark.render.visible import is_dense, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.image.screen import Screen
    from heatmark.render.legend import Told


_LONGEST_NAME = 24  # cells; longer ones are cut
_LONGEST_CELL = 12
_DENSE_CELL = 4
_SHORTEST_BAR = 8  # cells, on which two scores can still be told apart
_EDGE = 0.15  # cells between two boxes of a grid
_ARROWS = {-1: "↓", 1: "↑", 0: ""}
_NOTHING = "–"
_BREAK = "//"  # where bars do not begin at 0


def screen(picture: Picture, columns: int, *, alone: bool) -> Screen:
    """Lay a picture out.

    Args:
        picture: What to draw.
        columns: How many cells a line has.
        alone: Whether no page has the caption and the words of the legend, so that it needs them.
    """
    page, said = Page(columns), told(picture)
    if alone:
        _say_above(page, picture.title, said)
    _VIEWS[picture.view](page, picture, said.measure)
    for text in said.controls if alone else ():
        page.say(text)
    draw_ramp(page, said)
    if alone:
        page.say(" · ".join(text for _, text in said.notes))
    return page.screen()


def _say_above(page: Page, title: str | None, said: Told) -> None:
    if title:
        page.say(title, bold=True)
    for text in said.above:
        page.say(text)


def _text(page: Page, picture: Picture, _: str) -> None:
    tokens = tokens_of(picture)
    for strip in picture.strips:
        if strip.name:
            page.say(strip.name, bold=True)
        Text(page, picture, strip).draw(tokens)


def _bars(page: Page, picture: Picture, measure: str, strips: Sequence[Strip] = ()) -> None:
    """Draw a line for each token: its text, and for each series a bar and the number.

    Series stand side by side, or below one another where bars would be too short.
    """
    strips = strips or picture.strips
    names = _cut_all(shown.names(picture.cells), min(_LONGEST_NAME, page.columns // 3))
    columns = [[cells_of(text) for text in _scores(picture, strip)] for strip in strips]
    first = max(map(len, names)) + 1
    longest = max(len(text) for texts in columns for text in texts)
    pitch = (page.columns - first) // len(strips)
    bar = pitch - longest - 2
    if bar < _SHORTEST_BAR and len(strips) > 1:
        for strip in strips:
            _bars(page, picture, measure, (strip,))
        return
    cut = len(_BREAK) if picture.legend.bars == "cut" else 0
    bar = max(bar, cut + 1)
    starts = [first + pitch * place for place in range(len(strips))]
    heads = [strip.name or (measure if len(strips) > 1 else "") for strip in strips]
    if any(heads):
        _line(page, dict(zip(starts, _cut_all(heads, pitch - 1), strict=True)), bold=True)
    for place, name in enumerate(names):
        places = (start + bar + 1 for start in starts)
        said = dict(zip(places, (texts[place] for texts in columns), strict=True))
        breaks = {one: [*_BREAK] for one in starts} if cut else {}
        _line(page, {0: name, **breaks, **said})
        for strip, start in zip(strips, starts, strict=True):
            _bar(page, strip, place, (start + cut, bar - cut))


def _bar(page: Page, strip: Strip, place: int, room: tuple[float, float]) -> None:
    """Draw a bar from 0, or from the centre."""
    level = strip.levels[place]
    if level < 0:
        return
    start, wide = room
    low, high = (strip.bars or ())[place]
    at = len(page.lines) - 1
    first, last = start + low * wide, start + max(high, low + 0.1 / wide) * wide
    page.boxes.append(Box(at, first, last, strip.colour(place)))
    page.marks.append(Mark("frame", at, first, last))  # the lowest colours are nearly white
    if place in strip.faded:
        page.marks.append(Mark("dots", at, first, last))


def _grid(page: Page, picture: Picture, measure: str) -> None:
    """Draw a column for each token and a row for each series, in as many bands as it takes."""
    names = [strip.name or measure for strip in picture.strips]
    rows = _cut_all(names, min(_LONGEST_NAME, page.columns // 4))
    first = max(map(len, rows)) + 1
    texts = _grid_texts(picture)
    said = [cells for row in texts for column in row for cells in column]
    upright = not any(said)  # narrow columns, with the letters of a head below one another
    limit = _DENSE_CELL if is_dense(picture) and not upright else _LONGEST_CELL
    limit = limit if upright else min(limit, page.columns - first - 2)
    heads = _cut_all(shown.names(picture.cells), limit)
    wide = 2 if upright else 2 + max(map(len, [*heads, *said]))
    count = max(1, (page.columns - first) // wide)
    for begin in range(0, len(heads), count):
        band = range(begin, min(begin + count, len(heads)))
        starts = {place: first + wide * (place - begin) for place in band}
        _heads(page, {starts[place]: heads[place] for place in band}, wide, upright=upright)
        for row, strip in enumerate(picture.strips):
            cells = {starts[place]: (place, texts[row][place]) for place in band}
            _row(page, strip, rows[row], cells, wide)


def _heads(page: Page, heads: dict[int, list[str]], wide: int, *, upright: bool) -> None:
    """Write what columns are called, over each."""
    if not upright:
        _line(page, {_centred(cells, start, wide): cells for start, cells in heads.items()})
        return
    tallest = max(len(cells) for cells in heads.values())
    for line in range(-tallest, 0):
        letters = {start: [cells[line]] for start, cells in heads.items() if -line <= len(cells)}
        _line(page, {start: one for start, one in letters.items() if one != [""]})


def _row(
    page: Page,
    strip: Strip,
    name: list[str],
    columns: dict[int, tuple[int, list[list[str]]]],
    wide: int,
) -> None:
    """Draw a row of cells, each of one or two lines."""
    top = len(page.lines)
    tall = max(len(texts) for _, texts in columns.values())
    for line in range(tall):
        said = {
            _centred(texts[line], start, wide): texts[line]
            for start, (_, texts) in columns.items()
            if line < len(texts)
        }
        _line(page, said | ({0: name} if line == 0 else {}))
    for start, (place, _) in columns.items():
        last = start + wide - _EDGE
        page.boxes.append(Box(top, start, last, strip.colour(place), tall))
        if place in strip.faded:
            page.marks.append(Mark("dots", top + tall - 1, start, last))


def _grid_texts(picture: Picture) -> list[list[list[list[str]]]]:
    """Write what each cell of each row says: its label and its number, if there is room."""
    dense = is_dense(picture)
    limit = _DENSE_CELL if dense else _LONGEST_CELL
    nothing = ((None,) * len(picture.cells.shown),) * len(picture.strips)
    rows = []
    for strip, labels in zip(picture.strips, picture.labels or nothing, strict=True):
        scores = _scores(picture, strip)
        row = []
        for score, label in zip(scores, labels, strict=True):
            number = [] if dense or score == _NOTHING else [score]  # hatched says it too
            said = [seen(visible((label,))[0])] if label is not None else []
            row.append(_cut_all([*said, *number], limit))
        rows.append(row)
    tall = max(1, *(len(cell) for row in rows for cell in row))
    return [[cell + [[]] * (tall - len(cell)) for cell in row] for row in rows]


def _scores(picture: Picture, strip: Strip) -> list[str]:
    """Write the number of each token, with an arrow where it lies beyond the scale."""
    return [
        f"{text}{_ARROWS[strip.clipped.get(place, 0)]}" if text else _NOTHING
        for place, text in enumerate(shown.scores(picture, strip))
    ]


def _cut_all(texts: Sequence[str], limit: int) -> list[list[str]]:
    """Make cells of texts, and cut those that are too long."""
    limit = max(limit, 1)
    found = [cells_of(text) for text in texts]
    return [cells if len(cells) <= limit else [*_whole(cells, limit - 1), "…"] for cells in found]


def _whole(cells: list[str], count: int) -> list[str]:
    """Take cells from the left, but no half of a wide character."""
    return cells[: count - 1] if count and cells[count] == "" else cells[:count]


def _centred(cells: list[str], start: int, wide: int) -> int:
    return start + (wide - len(cells)) // 2


def _line(page: Page, texts: dict[int, list[str]], *, bold: bool = False) -> None:
    """Write a line of texts, each from its cell on."""
    line: list[str] = []
    for start, cells in sorted(texts.items()):
        line += [" "] * (start - len(line))
        line += cells
    page.lines.append(line[: page.columns])
    if bold:
        page.bold.add(len(page.lines) - 1)


_VIEWS: dict[str, Callable[[Page, Picture, str], None]] = {
    "text": _text,
    "bars": _bars,
    "grid": _grid,
}
