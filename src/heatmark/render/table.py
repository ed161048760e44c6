"""The data table of a picture, for every renderer alike, not yet escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.language.words import words
from heatmark.render import visible as shown
from heatmark.render.candidates import listed
from heatmark.render.chances import chances
from heatmark.render.visible import alone, visible

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


_SHORT = 200  # tokens: a longer list weighs more than the text itself


def is_short(picture: Picture) -> bool:
    """Tell texts of which every renderer lists the scores, unless the author says otherwise."""
    return len(picture.cells.shown) <= _SHORT


def is_wanted(picture: Picture) -> bool:
    """Tell whether to list scores where all that is written is seen: on paper, as text."""
    return is_short(picture) if picture.table is None else picture.table


class Table(NamedTuple):
    """Columns of N cells each.

    Attributes:
        heads: What each column is called, the first that only counts included.
        names: The N tokens.
        scores: K columns of scores.
        chances: Their probabilities in per cent, K columns or none.
        others: What else there is to know about tokens, a column each.
    """

    heads: list[str]
    names: list[str]
    scores: list[list[str]]
    chances: list[list[str]]
    others: list[list[str]]

    @property
    def columns(self) -> list[list[str]]:
        """All columns but the one that counts."""
        return [self.names, *self.scores, *self.chances, *self.others]


def table(picture: Picture, measure: str) -> Table:
    """Write the cells of the data table.

    Args:
        picture: What is in it.
        measure: The head of a series without a name.
    """
    cells, told = picture.cells, words(picture.lang)
    heads = [told["position"], told["token"]]
    heads += [strip.name or measure for strip in picture.strips]
    names, shares = shown.names(cells), chances(picture)
    heads += heads_of_chances(picture) if shares else []
    others = []
    if cells.notes:
        heads.append(told[cells.notes_are])
        others.append([cells.notes.get(index, "") for index in range(len(names))])
    if cells.alternatives is not None:
        heads.append(told["alternatives"])
        others.append([listed(picture, index) for index in range(len(names))])
    scores = [shown.written(picture, strip) for strip in picture.strips]
    if picture.labels is not None:
        scores = [
            [*map(_labelled, row, column)]
            for row, column in zip(picture.labels, scores, strict=True)
        ]
    return Table(heads, names, scores, shares, others)


def heads_of_chances(picture: Picture) -> list[str]:
    """Name the columns of probabilities, each by its series where there are several."""
    told = words(picture.lang)
    if len(picture.strips) == 1:
        return [told["chance"]]
    return [
        told["of-series"].format(name=strip.name, text=told["chance"].lower())
        for strip in picture.strips
    ]


def _labelled(label: str | None, score: str) -> str:
    return score if label is None else f"{alone(visible((label,))[0])}: {score}"
