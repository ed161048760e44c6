"""Grids: a column for each token, a row for each layer, head, or token that looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.render.attention import axes, last_seen, row_name, short
from heatmark.render.html.css import WIDTHS, css_string
from heatmark.render.html.elements import attribute, middle_of, quotable, region, safe, solo, solos
from heatmark.render.visible import is_dense, names, said, scores, shown_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.scored_tokens import Label
    from heatmark.picture.parts import Picture, Strip


_ARROWS = {-1: "↓", 1: "↑", 0: ""}
_MARKS = {-1: " q-down", 1: " q-up", 0: ""}
# The room that numbers need, in letters of the figure's size: for a letter, beside it, for a row's
# name. The stylesheet knows it in steps. Numbers are never broken, words in cells are.
_LETTER, _BESIDE, _LEAST, _MOST, _ROW = 0.5, 0.7, 2.1, 7.0, 8.0
_WORD = 8  # letters
# Numbers that would be wider than the columns of most themes are smaller and closer, and longer
# heads upright: those that Material's 43 letters have room for are numbers still.
_COLUMN, _SMALL_LETTER, _CLOSE, _SMALL_LEAST = 40.0, 0.4, 0.3, 1.6


class _Shared(NamedTuple):
    """What rows have in common: names of columns, the last that each sees, what to show first."""

    columns: list[str]
    ends: Sequence[int] | None
    peak: tuple[int, int] | None


def grid(picture: Picture, measure: str) -> str:
    """Draw a grid as a table, which scrolls with its heads in sight.

    Where its container has no room for numbers, and with many columns, cells are colours alone,
    and their numbers stand in the table and under pointer and finger.

    Args:
        picture: What to draw.
        measure: The head of a row without a name.
    """
    labels = picture.labels or ((None,) * len(picture.cells.shown),) * len(picture.strips)
    peak = _peak(picture) if is_dense(picture) else None
    shared = _Shared(names(picture.cells), last_seen(picture), peak)
    rows = "\n".join(
        _row(picture, at, solo(row_name(picture, at) or measure), row, shared)
        for at, row in enumerate(labels)
    )
    heads = f"<tr>{_corner(picture)}{''.join(_heads(picture))}</tr>"
    body = f"<thead>{heads}</thead><tbody>\n{rows}\n</tbody>"
    style = ";".join([f"--cols:{len(picture.cells.shown)}", *_axes(picture)])
    table = f'<table class="{_kind(picture, labels)}" style="{style}">{body}</table>'
    return region(table, picture, "grid")


def _kind(picture: Picture, labels: Sequence[Sequence[Label]]) -> str:
    """Name the class of the room that the numbers need."""
    if is_dense(picture):
        return "heatmark-grid heatmark-tight heatmark-dense"
    shown = (text for strip in picture.strips for text in _numbers(picture, strip))
    words = max((len(text) for row in labels for text in row if text), default=0)
    longest, count = max(min(words, _WORD), *map(len, shown)), len(picture.cells.shown)
    name = max(len(row_name(picture, at) or "") for at in range(len(picture.strips)))
    row = min(_LETTER * name + _BESIDE, _ROW)
    need = row + count * min(max(_LEAST, _LETTER * longest + _BESIDE), _MOST)
    more = " heatmark-words" if words else ""
    if need > _COLUMN and not words:
        need = row + count * max(_SMALL_LEAST, _SMALL_LETTER * longest + _CLOSE)
        heads = max(map(len, names(picture.cells)))
        more = f" heatmark-snug{' heatmark-upright' if heads >= longest else ''}"
    width = next((f"w{item}" for item in WIDTHS if item >= need), "tight")
    return f"heatmark-grid heatmark-{width}{more}"


def _corner(picture: Picture) -> str:
    """Say what rows and columns are, where that is known."""
    known = axes(picture)
    if known is None:
        return "<td></td>"
    rows, columns = (safe(name, quote=False) for name in known)
    return f"<td><span>{rows} ↓</span> <span>{columns} →</span></td>"


def _axes(picture: Picture) -> list[str]:
    """Write the names of axes for what stands under a finger."""
    known = axes(picture) if picture.hover else None
    if known is None:
        return []
    return [f"--ax:{css_string(known[0] + ': ')}", f"--ay:{css_string(known[1] + ': ')}"]


def _heads(picture: Picture) -> Iterator[str]:
    """Name the columns, special tokens in short with their whole name under the finger."""
    whole = names(picture.cells)
    for index, name in enumerate(solos(picture.cells)):
        brief = short(whole[index]) if index in picture.cells.special else whole[index]
        if brief == whole[index]:
            yield f"<th scope=col><span>{name}</span></th>"
        else:
            more = f" data-v={attribute(whole[index])}" if picture.hover else ""
            yield f"<th scope=col{more}><span>{safe(brief, quote=False)}</span></th>"


def _row(picture: Picture, at: int, name: str, labels: Sequence[Label], shared: _Shared) -> str:
    strip = picture.strips[at]
    known = [f"--row:{css_string(strip.name)}"] if picture.hover and strip.name else []
    known += [middle_of(strip)] if strip.faded else []
    style = f' style="{";".join(known)}"' if known else ""
    cells = "".join(_cells(picture, at, labels, shared))
    return f"<tr{style}><th scope=row><span>{name}</span></th>{cells}</tr>"


def _cells(picture: Picture, at: int, labels: Sequence[Label], shared: _Shared) -> Iterator[str]:
    """Write cells: the label, the number as text, and both for pointer and finger."""
    strip = picture.strips[at]
    shown, words = _numbers(picture, strip), said(picture, strip)
    for index, label in enumerate(labels):
        if shared.ends is not None and index > shared.ends[at]:
            yield "<td></td>"
            continue
        text = "" if label is None else solo(label)
        number = safe(shown[index], quote=False) or "–"
        text = f"{text}<small>{number}</small>" if text else number
        more = ""
        if picture.hover:
            below = "\n".join(filter(None, (shared.columns[index], label and shown_alone(label))))
            value = shown[index] if index in strip.clipped else words[index]
            more = f" data-v={quotable(value)} data-w={attribute(below)}"
        kind = _class(strip, index, is_peak=(at, index) == shared.peak)
        yield f"<td class={kind}{more}>{text}</td>"


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


def _class(strip: Strip, index: int, *, is_peak: bool) -> str:
    level = strip.levels[index]
    kind = "q-in" if index in strip.faded else f"q{level}" if level >= 0 else "qx"
    peak = " q-peak" if is_peak else ""
    return quotable(f"{kind}{_MARKS[strip.clipped.get(index, 0)]}{peak}")
