"""Bars: a row of equal height for each token, so that long words do not look like more."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.render import kinds
from heatmark.render.candidates import candidates_line
from heatmark.render.html.elements import head, mark_class, middle_of, quotable, region, solo, solos
from heatmark.render.table import heads_of_chances
from heatmark.render.visible import said, scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Legend, Picture, Strip


_SHORT = 14  # characters, for which the stylesheet leaves room


def bars(picture: Picture, strips: Sequence[Strip], measure: str) -> str:
    """Draw some series as a table: tokens, then bars and numbers, a column for each series.

    The table has all that the data table of a text would say, and stands in its place.

    Args:
        picture: What to draw.
        strips: Which of its series.
        measure: The head of a series without a name.
    """
    names = solos(picture.cells)
    heads = [word("token", picture.lang), *(strip.name or measure for strip in strips)]
    columns = [_cells(picture, strip) for strip in strips]
    for name, texts in [*_chances(picture, strips), *_notes(picture)]:
        heads.append(name)
        columns.append([f"<td>{solo(text) if text else ''}</td>" for text in texts])
    top = "".join(head("col", solo(text)) for text in heads)
    rows = "\n".join(
        f"<tr>{head('row', name, mark_class(picture.cells, at))}{''.join(cells)}</tr>"
        for at, (name, *cells) in enumerate(zip(names, *columns, strict=True))
    )
    body = f"<thead><tr>{top}</tr></thead><tbody>\n{rows}\n</tbody>"
    room = _room(picture, strips)
    return region(f"<table class=heatmark-bars{room}>{body}</table>", picture, "bars")


def _room(picture: Picture, strips: Sequence[Strip]) -> str:
    """Leave room beside bars for numbers that come with words, in widths of a digit."""
    longest = max(len(text) for strip in strips for text in said(picture, strip))
    return f' style="--room:{longest + 1}ch"' if longest > _SHORT else ""


def _chances(picture: Picture, strips: Sequence[Strip]) -> Iterator[tuple[str, list[str]]]:
    """Give the columns of probabilities of some series."""
    for strip, name in zip(picture.strips, heads_of_chances(picture), strict=True):
        if strip.chances and any(strip is one for one in strips):
            yield name, [*strip.chances]


def _notes(picture: Picture) -> list[tuple[str, list[str]]]:
    cells, lang = picture.cells, picture.lang
    indices = range(len(cells.shown))
    columns = [*kinds.columns(picture)]
    if cells.notes:
        notes = [cells.notes.get(index, "") for index in indices]
        columns.append((word(cells.notes_are, lang), notes))
    if cells.alternatives is not None:
        others = [candidates_line(picture, index) for index in indices]
        columns.append((word("alternatives", lang), others))
    return columns


def _cells(picture: Picture, strip: Strip) -> list[str]:
    """Draw bars from 0, or from the centre, with their numbers."""
    opening = _opening(picture.legend)
    numbers = scores(picture, strip)
    return [
        f"<td{_under_finger(picture, strip, index, numbers[index] or text)}>"
        f"{_bar(strip, index, bar, opening)}{escape(text, quote=False)}</td>"
        for index, (text, bar) in enumerate(
            zip(said(picture, strip), strip.bars or (), strict=True)
        )
    ]


def _under_finger(picture: Picture, strip: Strip, index: int, text: str) -> str:
    """Write the attributes of a cell that say its number; its unit does not go with words."""
    if not picture.hover:
        return ""
    kind = " class=qx" if not strip.texts[index] else ""
    return f"{kind} data-v={quotable(text)}"


def _opening(legend: Legend) -> str:
    """Open the place of a bar, with a line where bars begin, a double one where they are cut."""
    if legend.bars == "cut":
        kind = '"heatmark-bar heatmark-cut"'
    elif legend.origin:
        kind = f'heatmark-bar style="background-position:{100 * legend.origin:.5g}%"'
    else:
        kind = "heatmark-bar"
    return f"<span class={kind} aria-hidden=true>"


def _bar(strip: Strip, index: int, bar: tuple[float, float], opening: str) -> str:
    level = strip.levels[index]
    if level < 0:
        return ""
    start, end = bar
    left = f"margin-left:{100 * start:.5g}%;" if start else ""
    side = (" q-up" if end >= 1 else " q-down") if index in strip.clipped else ""
    faded = index in strip.faded
    fill = "q-in" if faded else f"q{level}"
    colour = f";{middle_of(strip)}" if faded else ""
    drawn = f'<i class="{fill}{side}" style="{left}width:{100 * (end - start):.5g}%{colour}"></i>'
    return f"{opening}{drawn}</span>"
