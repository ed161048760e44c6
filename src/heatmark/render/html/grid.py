"""Grids: a column for each token, a row for each layer, head, or token that looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.picture.parts import PLAIN
from heatmark.render.attention import axes, column_names, row_name
from heatmark.render.html.css import WIDTHS, css_string
from heatmark.render.html.elements import (
    LEVEL_CLASSES,
    attribute,
    head,
    in_quotes,
    mark_class,
    middle_of,
    region,
    safe,
    safe_all,
    solo,
    solos,
)
from heatmark.render.visible import is_dense, names, said, scores, shown_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Picture, Strip


_ARROWS = {-1: "↓", 1: "↑", 0: ""}
_MARKS = {-1: " q-down", 1: " q-up", 0: ""}
# The room that numbers need, in letters of the figure's size: for a letter, beside it, for a row's
# name. The stylesheet knows it in steps. Numbers are never broken, words in cells are.
_LETTER, _BESIDE, _LEAST, _MOST, _ROW = 0.5, 0.7, 2.1, 7.0, 8.0
_WORD, _LONG_WORD = 7, 12  # letters: of words that set the room, and of those that are broken
# Numbers that would be wider than the columns of most themes are smaller and closer, and longer
# heads upright: those that Material's 43 letters have room for are numbers still.
_COLUMN, _SMALL_LETTER, _CLOSE, _SMALL_LEAST = 40.0, 0.4, 0.3, 1.6


class _Shared(NamedTuple):
    """What the parts of a grid have in common.

    Attributes:
        columns: The names of columns.
        below: The same as values of attributes.
        rows: The names of rows, or None.
        numbers: The numbers of each row.
        axes: What rows and columns are, or None.
        peak: The cell that is shown first, or None.
    """

    columns: list[str]
    below: list[str]
    rows: list[str | None]
    numbers: list[list[str]]
    axes: tuple[str, str] | None
    peak: tuple[int, int] | None


def grid(picture: Picture, measure: str) -> str:
    """Draw a grid as a table, which scrolls with its heads in sight.

    Where its container has no room for numbers, and with many columns, cells are colours alone,
    and their numbers stand in the table and under pointer and finger.

    Args:
        picture: What to draw.
        measure: The head of a row without a name.
    """
    dense, columns = is_dense(picture), names(picture.cells)
    shared = _Shared(
        columns=columns,
        below=[f'"{name}"' for name in safe_all(columns)],
        rows=[row_name(picture, at) for at in range(len(picture.strips))],
        numbers=[_numbers(picture, strip) for strip in picture.strips],
        axes=axes(picture),
        peak=_peak(picture) if dense else None,
    )
    rows = "\n".join(
        _row(picture, at, solo(name or measure), shared) for at, name in enumerate(shared.rows)
    )
    heads = f"<tr>{_corner(shared)}{''.join(_heads(picture, columns))}</tr>"
    body = f"<thead>{heads}</thead><tbody>\n{rows}\n</tbody>"
    word = 0 if dense else _longest_word(picture)
    style = [f"--cols:{len(columns)}", *_axes(picture, shared)]
    kind = "heatmark-tight heatmark-dense" if dense else _kind(shared, word)
    table = f'<table class="heatmark-grid {kind}" style="{";".join(style)}">{body}</table>'
    return region(table, picture, "grid")


def _longest_word(picture: Picture) -> int:
    """Count the letters of the longest word of the labels, up to what is usual."""
    labels = (text for row in picture.labels or () for text in row if text is not None)
    return min(_WORD, max(map(_letters, labels), default=0))


def _letters(label: str) -> int:
    """Count the letters of the longest word of a label; one without words is a sign."""
    return max(map(len, label.split()), default=1)


def _label(label: str) -> str:
    """Write a label, and let its words be broken if they are long."""
    shown = solo(label)
    is_long = _letters(label) > _LONG_WORD
    return f"<span class=heatmark-long>{shown}</span>" if is_long else shown


def _kind(shared: _Shared, words: int) -> str:
    """Name the class of the room that the numbers need, and words as long as this."""
    shown = (text for row in shared.numbers for text in row)
    longest, count = max(words, *map(len, shown)), len(shared.columns)
    name = max(len(name or "") for name in shared.rows)
    row = min(_LETTER * name + _BESIDE, _ROW)
    need = row + count * min(max(_LEAST, _LETTER * longest + _BESIDE), _MOST)
    more = " heatmark-words" if words else ""
    if need > _COLUMN and not words:
        need = row + count * max(_SMALL_LEAST, _SMALL_LETTER * longest + _CLOSE)
        heads = max(map(len, shared.columns))
        more = f" heatmark-snug{' heatmark-upright' if heads >= longest else ''}"
    most = f"w{WIDTHS[-1]}" if words else "tight"
    width = next((f"w{item}" for item in WIDTHS if item >= need), most)
    return f"heatmark-{width}{more}"


def _corner(shared: _Shared) -> str:
    """Say what rows and columns are, where that is known."""
    if shared.axes is None:
        return "<td></td>"
    rows, columns = safe_all(shared.axes, quote=False)
    return f"<td><span>{rows} ↓</span> <span>{columns} →</span></td>"


def _axes(picture: Picture, shared: _Shared) -> list[str]:
    """Write the names of axes for what stands under a finger."""
    if shared.axes is None or not picture.hover:
        return []
    rows, columns = shared.axes
    return [f"--ax:{css_string(rows + ': ')}", f"--ay:{css_string(columns + ': ')}"]


def _heads(picture: Picture, whole: Sequence[str]) -> Iterator[str]:
    """Name the columns, special tokens in short with their whole name under the finger."""
    both = zip(solos(picture.cells), column_names(picture), strict=True)
    for index, (name, brief) in enumerate(both):
        more = mark_class(picture.cells, index)
        if brief == whole[index]:
            yield head("col", name, more)
        else:
            more += f" data-v={attribute(whole[index])}" if picture.hover else ""
            yield head("col", safe(brief, quote=False), more)


def _row(picture: Picture, at: int, name: str, shared: _Shared) -> str:
    strip = picture.strips[at]
    known = [f"--row:{css_string(strip.name)}"] if picture.hover and strip.name else []
    known += [middle_of(strip)] if strip.faded else []
    style = f' style="{";".join(known)}"' if known else ""
    cells = "".join(_cells(picture, at, shared))
    return f"<tr{style}><th scope=row><span>{name}</span></th>{cells}</tr>"


def _cells(picture: Picture, at: int, shared: _Shared) -> list[str]:
    """Write cells: the label, the number as text, and both for pointer and finger."""
    strip, labels = picture.strips[at], picture.labels and picture.labels[at]
    numbers = safe_all(shared.numbers[at])
    inside = [
        number or ("–" if level != PLAIN else "")
        for number, level in zip(numbers, strip.levels, strict=True)
    ]
    if labels:
        inside = [
            number if label is None else f"{_label(label)}<small>{number}</small>"
            for label, number in zip(labels, inside, strict=True)
        ]
    kinds = _classes(strip, shared.peak[1] if shared.peak and shared.peak[0] == at else None)
    if picture.hover:
        kinds = [*map(str.__add__, kinds, _under(picture, at, shared))]
    cells = [f"<td class={kind}>{text}</td>" for kind, text in zip(kinds, inside, strict=True)]
    for index in strip.later:
        cells[index] = "<td></td>"
    return cells


def _under(picture: Picture, at: int, shared: _Shared) -> list[str]:
    """Write what cells say to pointer and finger: the number, and below it column and label."""
    strip, labels = picture.strips[at], picture.labels and picture.labels[at]
    values = said(picture, strip)
    for index in strip.clipped:
        values[index] = shared.numbers[at][index]
    values = [*map(in_quotes, safe_all(values))]
    below = shared.below
    if labels:
        pairs = zip(shared.columns, labels, strict=True)
        both = (filter(None, (name, label and shown_alone(label))) for name, label in pairs)
        below = [f'"{text}"' for text in safe_all(["\n".join(parts) for parts in both])]
    return [f" data-v={value} data-w={name}" for value, name in zip(values, below, strict=True)]


def _numbers(picture: Picture, strip: Strip) -> list[str]:
    """Write the numbers of a row, with an arrow at those beyond the scale."""
    shown = scores(picture, strip)
    for index, side in strip.clipped.items():
        shown[index] += _ARROWS[side]
    return shown


def _peak(picture: Picture) -> tuple[int, int] | None:
    """Find the cell that stands out most, which large grids show first."""
    middle = 0.5 if picture.legend.center is not None else 0.0
    known = [
        (abs(position - middle), -at, -index)
        for at, strip in enumerate(picture.strips)
        for index, position in enumerate(strip.positions)
        if strip.levels[index] >= 0
    ]
    if not known:
        return None
    _, at, index = max(known)
    return -at, -index


def _classes(strip: Strip, peak: int | None) -> list[str]:
    """Name the class of each level; more than one name needs quotes."""
    kinds = [LEVEL_CLASSES[level] for level in strip.levels]
    for index in strip.faded:
        kinds[index] = "q-in"
    for index in {*strip.clipped, *(() if peak is None else (peak,))}:
        mark = _MARKS[strip.clipped.get(index, 0)]
        kinds[index] = f'"{kinds[index]}{mark}{" q-peak" if index == peak else ""}"'
    return kinds
