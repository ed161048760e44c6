"""Each view of a picture on lines of character cells: text, bars, grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.cut import cut_all, cut_end
from heatmark.render import visible as shown
from heatmark.render.attention import axes, column_names, row_name
from heatmark.render.chosen import stilled
from heatmark.render.guesses import in_lines
from heatmark.render.image.fitting import READABLE, Fit, Widths, fit_labels
from heatmark.render.image.screen import (
    BEYOND,
    Box,
    Canvas,
    Mark,
    Text,
    cells_of,
    draw_ramp,
    tokens_of,
)
from heatmark.render.kinds import heading
from heatmark.render.legend import told
from heatmark.render.visible import is_dense

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.image.screen import Screen
    from heatmark.render.legend import Told


_LONGEST_NAME = 24  # cells; longer ones are cut
_LONGEST_CELL = 12
# Cells of colour alone, in widths of a letter: the narrowest, the widest, the narrowest of which
# each has a name, and which ones have a name where they are narrower.
_NARROWEST_CELL, _WIDEST_CELL, _LABELLED, _FEW_LABELS = 0.5, 4.0, 2.0, 5
_ROUNDING = 1e-9  # of a quotient that should be whole
_SHORTEST_BAR = 8  # cells, on which two scores can still be told apart
_EDGE = 0.15  # cells between two boxes of a grid
_CLOSE = 0.4  # cells before texts that fill their boxes
_ARROWS = {-1: "↓", 1: "↑", 0: ""}
_SIDES = (["↓"], ["↑"])
_NOTHING = "–"
_BREAK = "//"  # where bars do not begin at 0


def screen(picture: Picture, columns: int, *, alone: bool) -> Screen:
    """Lay a picture out.

    Args:
        picture: What to draw.
        columns: How many cells a line has.
        alone: Whether no page has the caption and the words of the legend, so that it needs them.
    """
    picture = stilled(picture)
    page, said = Canvas(columns), told(picture)
    if alone:
        _say_above(page, picture.title, said)
    IMAGE_VIEWS[picture.view](page, picture, said.measure)
    if picture.overview is not None:
        _grid(page, picture.overview, said.measure)
    for text in said.controls if alone else ():
        page.say(text)
    if picture.legend.form != "none":
        draw_ramp(page, said)
    if alone:
        page.say(" · ".join(text for _, text in said.unseen))
    return page.screen()


def _say_above(page: Canvas, title: str | None, said: Told) -> None:
    if title:
        page.say(title, bold=True)
    for text in said.above:
        page.say(text)


def _text(page: Canvas, picture: Picture, _: str) -> None:
    tokens = tokens_of(picture.cells)
    for strip in picture.strips:
        called = strip.name if strip.tally is None else heading(picture, strip)
        for name in filter(None, (strip.group, called)):
            page.say(name.translate(shown.IN_LINE), bold=True)
        own = tokens if strip.cells is None else tokens_of(strip.cells)
        Text(page, picture, strip).draw(own)


def _guesses(page: Canvas, picture: Picture, measure: str) -> None:
    """Draw the text, and below it a line for each token and one with what was likeliest there."""
    _text(page, picture, measure)
    for head, others in in_lines(picture):
        page.say(head, bold=True)
        if others:
            page.say(others)


def _bars(page: Canvas, picture: Picture, measure: str, strips: Sequence[Strip] = ()) -> None:
    """Draw a line for each token: its text, and for each series a bar and the number.

    Series stand side by side, or below one another where bars would be too short.
    """
    strips = strips or picture.strips
    names = page.cut(shown.names(picture.cells), min(_LONGEST_NAME, page.columns // 3))
    numbers = [_scores(picture, strip) for strip in strips]
    first = max(map(len, names)) + 1
    longest = max(len(cells_of(text)) for texts in numbers for text in texts)
    pitch = (page.columns - first) // len(strips)
    bar = pitch - longest - 2
    if bar < _SHORTEST_BAR and len(strips) > 1:
        for strip in strips:
            _bars(page, picture, measure, (strip,))
        return
    cut = len(_BREAK) if picture.legend.bars == "cut" else 0
    bar = max(bar, cut + 1)
    columns = [_cut_numbers(texts, pitch - bar - 1) for texts in numbers]
    starts = [first + pitch * index for index in range(len(strips))]
    heads = _heads_of_bars(page, picture, strips, (measure, pitch - 1))
    if any(heads):
        _line(page, dict(zip(starts, heads, strict=True)), bold=True)
    for index, name in enumerate(names):
        indices = (start + bar + 1 for start in starts)
        said = dict(zip(indices, (texts[index] for texts in columns), strict=True))
        breaks = {item: [*_BREAK] for item in starts} if cut else {}
        _line(page, {0: name, **breaks, **said})
        _outline(page, picture, index, 0, len(name))
        for strip, start in zip(strips, starts, strict=True):
            _bar(page, strip, index, (start + cut, bar - cut))


def _heads_of_bars(
    page: Canvas, picture: Picture, strips: Sequence[Strip], room: tuple[str, int]
) -> list[list[str]]:
    """Cut the names of some series, so that all of the picture differ."""
    measure, limit = room
    unnamed = measure if len(strips) > 1 else ""
    cut = page.cut([one.name or unnamed for one in picture.strips], limit)
    drawn = {id(strip) for strip in strips}
    pairs = zip(picture.strips, cut, strict=True)
    return [cells for strip, cells in pairs if id(strip) in drawn]


def _outline(page: Canvas, picture: Picture, index: int, first: int, last: int) -> None:
    """Put a frame around the name of a marked token, in the last line."""
    if index in picture.cells.marks:
        page.marks.append(Mark("mark", len(page.lines) - 1, first, last))


def _bar(page: Canvas, strip: Strip, index: int, room: tuple[float, float]) -> None:
    """Draw a bar from 0, or from the centre."""
    level = strip.levels[index]
    if level < 0:
        return
    start, wide = room
    low, high = (strip.bars or ())[index]
    at = len(page.lines) - 1
    first, last = start + low * wide, start + max(high, low + 0.1 / wide) * wide
    page.put_behind(Box(at, first, last, strip.colour(index)))
    page.marks.append(Mark("frame", at, first, last))  # the lowest colours are nearly white
    if index in strip.faded:
        page.marks.append(Mark("dots", at, first, last))


def _grid(page: Canvas, picture: Picture, measure: str) -> None:
    """Draw a column for each token and a row for each series: with texts if they have room."""
    names = [row_name(picture, at) or measure for at in range(len(picture.strips))]
    least = min(_LONGEST_NAME, page.columns // 4)
    corner = _corner(page, picture, min(_LONGEST_NAME, page.columns // 2))
    first = max(map(len, [*_cut_names(names, least), *corner])) + 1
    count = len(picture.cells.shown)
    fit = (_fit_labels if _has_labels(picture) else _fit_numbers)(picture, page.columns - first)
    if fit is None:
        if _has_labels(picture):
            page.leave_out("labels", picture.cells.text)
        spare = page.columns - 1 - round(_WIDEST_CELL * count)
        _colours(page, picture, page.cut(names, max(least, spare)), corner)
        return
    if not fit.has_numbers:
        page.leave_out("numbers", picture.cells.text)
    # Names have the room that cells leave: those of rows, then those of columns.
    rows = page.cut(names, max(least, page.columns - 1 - fit.wide * fit.size))
    first = max(map(len, [*rows, *corner])) + 1
    limit = max(fit.wide, (page.columns - first) // fit.size) - fit.gap
    heads = page.cut(column_names(picture), limit)
    texts = _grid_texts(page, picture, fit)
    said = [cells for row in texts for column in row for cells in column]
    wide = fit.gap + max(map(len, [*([] if fit.is_upright else heads), *said]))
    for begin in range(0, count, fit.size):
        inside = range(begin, min(begin + fit.size, count))
        starts = {at: first + wide * (at - begin) for at in inside}
        if fit.is_upright:
            _upright_heads(page, picture, corner, starts, wide)
        else:
            level = {at: (to, heads[at]) for at, to in starts.items()}
            _level_heads(page, picture, corner, level, wide)
        for row, strip in enumerate(picture.strips):
            cells = {to: (at, texts[row][at]) for at, to in starts.items() if at not in strip.later}
            _row(page, strip, rows[row], cells, fit._replace(wide=wide))


def _has_labels(picture: Picture) -> bool:
    return any(label is not None for row in picture.labels or () for label in row)


def _fit_labels(picture: Picture, room: int) -> Fit | None:
    """Find the room for labels, each with its number below it."""
    labels = [shown.shown_alone(one) for row in picture.labels or () for one in row if one]
    numbers = [text for strip in picture.strips for text in _numbers(picture, strip)]
    found = Widths(_longest(column_names(picture)), _longest(labels), max(map(len, numbers)))
    return fit_labels((len(picture.strips), len(picture.cells.shown)), room, found)


def _longest(texts: Sequence[str]) -> int:
    return max((len(cells_of(text)) for text in texts), default=0)


def _fit_numbers(picture: Picture, room: int) -> Fit | None:
    """Find the room for numbers alone: all of them in one piece, below the names of columns."""
    count = len(picture.cells.shown)
    numbers = [text for strip in picture.strips for text in _numbers(picture, strip)]
    if is_dense(picture) or not any(numbers):
        return None
    longest, heads = max(map(len, numbers)), column_names(picture)
    levels = [max(map(len, _cut_names(heads, limit))) for limit in (_LONGEST_CELL, READABLE)]
    for level in (*levels, 0):
        wide = 2 + max(longest, level)
        if wide * count <= room:
            wide = wide if level == 0 else min(room // count, 2 + max(longest, levels[0]))
            return Fit(count, wide, 2, has_numbers=True, is_upright=level == 0)
    return None


def _level_heads(
    page: Canvas,
    picture: Picture,
    corner: tuple[list[str], list[str]],
    heads: dict[int, tuple[int, list[str]]],
    wide: int,
) -> None:
    """Write what columns are called over each, and what axes are."""
    above, below = corner
    if above:
        _line(page, {0: above})
    places = {at: _centred(name, to, wide) for at, (to, name) in heads.items()}
    _line(page, {0: below} | {places[at]: name for at, (_, name) in heads.items()})
    for at, place in places.items():
        _outline(page, picture, at, place, place + len(heads[at][1]))


def _corner(page: Canvas, picture: Picture, limit: int) -> tuple[list[str], list[str]]:
    """Say what rows and columns are, in so many cells, where that is known."""
    known = axes(picture)
    if known is None:
        return [], []
    rows, columns = page.cut(known, limit - len(" ↓"))
    return [*rows, " ", "↓"], [*columns, " ", "→"]


def _colours(
    page: Canvas,
    picture: Picture,
    rows: Sequence[list[str]],
    corner: tuple[list[str], list[str]],
) -> None:
    """Draw a grid in colours alone, in one piece if its cells are wide enough to be seen."""
    first = max(map(len, [*rows, *corner])) + 1
    room, count = page.columns - first, len(picture.cells.shown)
    pitch = min(max(room / count, _NARROWEST_CELL), _WIDEST_CELL)
    size = max(int(room / pitch + _ROUNDING), 1)
    for begin in range(0, count, size):
        starts = {at: first + pitch * (at - begin) for at in range(begin, min(begin + size, count))}
        _upright_heads(page, picture, corner, starts, pitch)
        for row, strip in enumerate(picture.strips):
            _line(page, {0: rows[row]})
            cells = {at: to for at, to in starts.items() if at not in strip.later}
            _cells(page, strip, cells, pitch)


def _upright_heads(
    page: Canvas,
    picture: Picture,
    corner: tuple[list[str], list[str]],
    starts: Mapping[int, float],
    pitch: float,
) -> None:
    """Name the columns that have room for it, and mark those of marked tokens.

    Where cells are narrower than names with room between them, names give way to that of a marked
    token, and frames stand below them all, each over its column.
    """
    names, marks = column_names(picture), picture.cells.marks
    every = 1 if pitch >= _LABELLED else _FEW_LABELS
    cut = page.cut(names, _LONGEST_CELL)
    upright = {at: _upright(cut[at]) for at in starts}
    wides = {at: max(map(len, letters), default=1) for at, letters in upright.items()}
    places = {
        at: min(int(start + (pitch + 1 - wides[at]) / 2), page.columns - wides[at])
        for at, start in starts.items()
    }
    marked = [at for at in starts if at in marks]
    named = marked if pitch >= 1 else []
    taken = {places[at] + step for at in named for step in (-1, 0, 1)}
    named = sorted({*named, *(at for at in [*starts][::every] if places[at] not in taken)})
    _heads(page, {places[at]: upright[at] for at in named}, corner)
    if every > 1 and marked:
        _line(page, {})
    for at in marked:
        start, wide = (places[at], wides[at]) if every == 1 else (starts[at], pitch)
        tall = len(upright[at]) if every == 1 else 1
        page.marks.append(Mark("mark", len(page.lines) - tall, start, start + wide, tall))


def _cells(page: Canvas, strip: Strip, starts: dict[int, float], pitch: float) -> None:
    top = len(page.lines) - 1
    for index, start in starts.items():
        last = start + pitch - min(_EDGE, pitch / 4)
        page.put_behind(Box(top, start, last, strip.colour(index)))
        if index in strip.faded:
            page.marks.append(Mark("dots", top, start, last))
        if index in strip.clipped:  # of which no number with an arrow tells here
            page.marks.append(Mark(BEYOND[strip.clipped[index]], top, start, last))


def _upright(cells: Sequence[str]) -> list[list[str]]:
    """Make the letters of a name that stand below one another, each of one or two cells."""
    after = [*cells[1:], "."]
    return [[cell, ""] if after[at] == "" else [cell] for at, cell in enumerate(cells) if cell]


def _heads(
    page: Canvas, heads: dict[int, list[list[str]]], corner: tuple[list[str], list[str]]
) -> None:
    """Write what columns are called over each, letters below one another, and what axes are."""
    above = dict(zip((-2, -1), corner, strict=True))
    tallest = max(2 if any(corner) else 1, *map(len, heads.values()))
    for line in range(-tallest, 0):
        said = {start: each[line] for start, each in heads.items() if -line <= len(each)}
        _line(page, {0: above.get(line, [])} | said)


def _row(
    page: Canvas,
    strip: Strip,
    name: list[str],
    columns: dict[int, tuple[int, list[list[str]]]],
    fit: Fit,
) -> None:
    """Draw a row of cells, each of one or two lines."""
    top, wide = len(page.lines), fit.wide
    tall = max((len(texts) for _, texts in columns.values()), default=1)
    for line in range(tall):
        said = {
            _centred(texts[line], start, wide): texts[line] for start, (_, texts) in columns.items()
        }
        _line(page, said | ({0: name} if line == 0 else {}))
    for start, (index, _) in columns.items():
        left = start - (_CLOSE if fit.gap == 1 else 0)  # where texts begin at their columns
        last = left + wide - _EDGE
        page.put_behind(Box(top, left, last, strip.colour(index), tall))
        if index in strip.faded:
            page.marks.append(Mark("dots", top + tall - 1, left, last))
        if index in strip.clipped and not fit.has_numbers:  # with an arrow
            page.marks.append(Mark(BEYOND[strip.clipped[index]], top, left, last, tall))


def _grid_texts(page: Canvas, picture: Picture, fit: Fit) -> list[list[list[list[str]]]]:
    """Write what each cell of each row says: its label and its number, if there is room."""
    nothing = ((None,) * len(picture.cells.shown),) * len(picture.strips)
    known = [one for row in picture.labels or () for one in row if one is not None]
    cut = page.cut([shown.shown_alone(label) for label in known], fit.wide - fit.gap)
    cells_by_label = dict(zip(known, cut, strict=True))
    rows = []
    for strip, labels in zip(picture.strips, picture.labels or nothing, strict=True):
        row = []
        for number, label in zip(_numbers(picture, strip), labels, strict=True):
            said = [cells_by_label[label]] if label is not None else []
            row.append(said + [number] * (fit.has_numbers and bool(number)))
        rows.append(row)
    tall = max(1, *(len(cell) for row in rows for cell in row))
    return [[cell + [[]] * (tall - len(cell)) for cell in row] for row in rows]


def _numbers(picture: Picture, strip: Strip) -> list[list[str]]:
    """Write the numbers of a grid's row; none where there is none, as hatching says it too."""
    scores = _scores(picture, strip)
    cut = _cut_numbers(scores, _LONGEST_CELL)
    return [[] if score == _NOTHING else cells for score, cells in zip(scores, cut, strict=True)]


def _scores(picture: Picture, strip: Strip) -> list[str]:
    """Write the number of each token, with an arrow where it lies beyond the scale."""
    return [
        f"{text}{_ARROWS[strip.clipped.get(index, 0)]}" if text else _NOTHING
        for index, text in enumerate(shown.scores(picture, strip))
    ]


def _cut_names(names: Sequence[str], limit: int) -> list[list[str]]:
    return cut_all([cells_of(name) for name in names], limit)


def _cut_numbers(texts: Sequence[str], limit: int) -> list[list[str]]:
    """Make cells of numbers, and cut those that are too long, but for the arrow at their end."""
    found = [cells_of(text) for text in texts]
    limit = max(limit, 1)
    arrows = [cells[-1:] if cells[-1:] in _SIDES else [] for cells in found]
    return [
        [*cut_end(cells[: len(cells) - len(arrow)], limit - len(arrow)), *arrow]
        for cells, arrow in zip(found, arrows, strict=True)
    ]


def _centred(cells: list[str], start: int, wide: int) -> int:
    return start + (wide - len(cells)) // 2


def _line(page: Canvas, texts: dict[int, list[str]], *, bold: bool = False) -> None:
    """Write a line of texts, each from its cell on."""
    line: list[str] = []
    for start, cells in sorted(texts.items()):
        line += [" "] * (start - len(line))
        line += cells
    page.lines.append(line[: page.columns])
    if bold:
        page.bold.add(len(page.lines) - 1)


IMAGE_VIEWS: dict[str, Callable[[Canvas, Picture, str], None]] = {
    "text": _text,
    "guesses": _guesses,
    "bars": _bars,
    "grid": _grid,
}
