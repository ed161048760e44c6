"""Bars: a row of equal height for each token, so that long words do not look like more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.render.html.elements import head, region, solo, solos
from heatmark.render.visible import alternatives, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Picture, Strip


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
    for name, texts in _notes(picture):
        heads.append(name)
        columns.append([f"<td>{solo(text) if text else ''}</td>" for text in texts])
    top = "".join(head("col", solo(text)) for text in heads)
    rows = "\n".join(
        f"<tr>{head('row', name)}{''.join(cells)}</tr>"
        for name, *cells in zip(names, *columns, strict=True)
    )
    body = f"<thead><tr>{top}</tr></thead><tbody>\n{rows}\n</tbody>"
    room = _room(picture, strips)
    return region(f"<table class=heatmark-bars{room}>{body}</table>", picture, "bars")


def _room(picture: Picture, strips: Sequence[Strip]) -> str:
    """Leave room beside bars for numbers that come with words, in widths of a digit."""
    longest = max((len(text) for strip in strips for text in said(picture, strip)), default=0)
    return f' style="--room:{longest + 1}ch"' if longest > _SHORT else ""


def _notes(picture: Picture) -> list[tuple[str, list[str]]]:
    cells, lang = picture.cells, picture.lang
    places = range(len(cells.shown))
    columns = []
    if cells.notes:
        notes = [cells.notes.get(place, "") for place in places]
        columns.append((word(cells.notes_are, lang), notes))
    if cells.alternatives is not None:
        others = [alternatives(cells, place, picture) for place in places]
        columns.append((word("alternatives", lang), others))
    return columns


def _cells(picture: Picture, strip: Strip) -> list[str]:
    centred = picture.legend.center is not None
    return [
        f"<td>{_bar(strip, place, centred=centred)}{text}</td>"
        for place, text in enumerate(said(picture, strip))
    ]


def _bar(strip: Strip, place: int, *, centred: bool) -> str:
    """Draw a bar from the lower end, or from the middle of a scale that is built around it."""
    level, position = strip.levels[place], strip.positions[place]
    if level < 0:
        return ""
    start, end = sorted((0.5, position)) if centred else (0.0, position)
    left = f"margin-left:{100 * start:.5g}%;" if start else ""
    side = {-1: " q-down", 1: " q-up"}.get(strip.clipped.get(place, 0), "")
    side += " q-in" if place in strip.faded else ""
    bar = f'<i class="q{level}{side}" style="{left}width:{100 * (end - start):.5g}%"></i>'
    kind = "heatmark-bar heatmark-centred" if centred else "heatmark-bar"
    return f'<span class="{kind}" aria-hidden=true>{bar}</span>'
