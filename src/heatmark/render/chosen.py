"""Rows chosen by their tokens where nobody can choose: on paper, in images, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.picture.chosen import ALWAYS
from heatmark.picture.parts import TokenChoice

if TYPE_CHECKING:
    from heatmark.picture.parts import Legend, Picture


def is_live(picture: Picture) -> bool:
    """Tell pictures whose readers choose, which some hosts cannot let them do."""
    return picture.chosen is not None and picture.series == "pick"


def stilled(picture: Picture) -> Picture:
    """Give the text coloured by the row that is chosen first, over a small grid of all rows.

    Other pictures stay as they are.
    """
    chosen = picture.chosen
    if chosen is None or picture.view == "grid":
        return picture
    at, called = chosen.first, word("chosen", picture.lang)
    marks = picture.cells.marks
    mine = f"{marks[at] or word('marked', picture.lang)}, {called}" if at in marks else called
    pairs = zip(picture.strips, chosen.places, strict=True)
    return picture._replace(
        strips=tuple(strip for strip, place in pairs if place in {at, ALWAYS}),
        cells=picture.cells._replace(marks={**marks, at: mine}),
        legend=_legend(picture, called),
        series="stacked",
        chosen=None,
        overview=overview(picture),
    )


def _legend(picture: Picture, called: str) -> Legend:
    at = picture.cells.begin(picture.chosen.first if picture.chosen else 0)  # equivalent: it is
    mark = (called, (picture.cells.shown[at].strip(),))
    return picture.legend._replace(marks=(*picture.legend.marks, mark))


def overview(picture: Picture) -> Picture | None:
    """Draw all rows as a grid, without the controls."""
    if picture.chosen is None:
        return None
    pairs = zip(picture.strips, picture.chosen.places, strict=True)
    rows = [(strip, place) for strip, place in pairs if strip.role == "series"]
    return picture._replace(
        strips=tuple(strip for strip, _ in rows),
        chosen=TokenChoice(picture.chosen.first, tuple(place for _, place in rows)),
        view="grid",
        hover=False,
    )
