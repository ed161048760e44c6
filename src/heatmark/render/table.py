"""The data table of a picture, for every renderer alike, not yet escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.language.words import word, words
from heatmark.picture.guessed import GUESSES
from heatmark.picture.parts import SCORES
from heatmark.render import kinds
from heatmark.render import visible as shown
from heatmark.render.attention import axes
from heatmark.render.candidates import candidates_line
from heatmark.render.visible import alone, called, shown_alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.picture.parts import Picture
    from heatmark.tokens.shown import Texts


SHORT = 200  # tokens: a longer list weighs more than the text itself


def is_short(picture: Picture) -> bool:
    """Tell texts of which every renderer lists the scores, unless the author says otherwise."""
    return len(picture.cells.shown) <= SHORT


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
        is_grid: Whether rows are those of the grid, and tokens stand over the columns.
    """

    heads: list[str]
    names: list[str]
    scores: list[list[str]]
    chances: list[list[str]]
    others: list[list[str]]
    is_grid: bool = False

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
    if picture.is_compared:
        return _of_readings(picture, told["position"])
    if cells.columns:
        return _of_grid(picture, measure)
    found = _of_tokens(picture, measure)
    known = axes(picture) if picture.view == "grid" or picture.chosen is not None else None
    if known is None:
        return found
    if picture.of_tokens and not found.chances:
        return _as_drawn(found, known)
    columns, rows = known  # of the grid, whose tokens stand over its columns
    found.heads[1] = corner(rows, columns)
    return found


def corner(rows: str, columns: str) -> str:
    """Say what rows and columns are."""
    return f"{rows} ↓ {columns} →"


def _as_drawn(found: Table, known: tuple[str, str]) -> Table:
    """Turn the table of a map of tokens, so that rows look, as in the grid.

    What else there is to know about tokens stands below.
    """
    names = found.heads[2:]
    scores = [[*cells] for cells in zip(*found.scores, *found.others, strict=True)]
    heads = [found.heads[0], corner(*known), *found.names]
    return Table(heads, names, scores, [], [], is_grid=True)


def _of_tokens(picture: Picture, measure: str) -> Table:
    """Write a row for each token, and a column for each series."""
    cells, told = picture.cells, words(picture.lang)
    others: list[list[str]] = []
    if picture.joint is not None:
        others, picture = [_texts(picture)], picture.whole
    scored = picture.strips if picture.kind == SCORES else ()
    heads = [told["position"], told["token"], *(called(strip, measure) for strip in scored)]
    names, shares = shown.names(cells), [[*strip.chances] for strip in scored if strip.chances]
    heads += heads_of_chances(picture) if shares else []
    heads += [told["text"]] if others else []
    for head, column in (
        kinds.columns(picture) if cells.ids or cells.guesses or cells.spans or cells.marks else ()
    ):
        heads.append(head)
        others.append(column)
    if cells.notes:
        heads.append(told[cells.notes_are])
        others.append(shown.notes(cells))
    if cells.alternatives is not None and picture.view != GUESSES:  # which lists them itself
        heads.append(told["alternatives"])
        others.append([candidates_line(picture, index) for index in range(len(names))])
    scores = [_with_labels(picture, at) for at in range(len(scored))]
    return Table(heads, names, scores, shares, others)


def _texts(picture: Picture) -> list[str]:
    """Say of each token of many texts of which it is: by its name, or its number."""
    found: list[str] = []
    for at, strip in enumerate(picture.strips, start=1):
        name = called(strip, str(at))
        found += [name] * len(strip.texts)
    return found


def _of_grid(picture: Picture, measure: str) -> Table:
    """Write a grid without tokens as it is drawn, with its rows and columns."""
    rows = corner(*picture.axes) if picture.axes else word("row", picture.lang)
    scores = [_with_labels(picture, at) for at in range(len(picture.strips))]
    heads = [word("position", picture.lang), rows, *_columns(picture.cells, words(picture.lang))]
    names = [called(strip, measure) for strip in picture.strips]
    columns = [list(column) for column in zip(*scores, strict=True)]
    return Table(heads, names, columns, [], [], is_grid=True)


def _columns(cells: Texts, told: Mapping[str, str]) -> list[str]:
    """Name the columns of a grid, those that are marked with what they are marked as."""
    heads = shown.names(cells)
    for at in cells.marks:
        heads[at] = f"{heads[at]} ({shown.mark_of(cells, at, told)})"
    return heads


def _with_labels(picture: Picture, at: int) -> list[str]:
    """Write the scores of a series, each behind the label of its cell."""
    texts = shown.written(picture, picture.strips[at])
    if picture.labels is None:
        return texts
    return [*map(_labelled, picture.labels[at], texts)]


def heads_of_chances(picture: Picture) -> list[str]:
    """Name the columns of probabilities, each by its series where there are several."""
    told = words(picture.lang)
    return [
        told["of-series"].format(name=strip.name, text=told["chance"].lower())
        if strip.name is not None and len(picture.strips) > 1
        else told["chance"]  # of the only series, which may stand above its shuffle
        for strip in picture.strips
    ]


def _of_readings(picture: Picture, position: str) -> Table:
    """Put the tokens of several readings of a text beside one another, with ids and marks."""
    told = words(picture.lang)
    columns = [_reading(picture.cells_of(strip), told) for strip in picture.strips]
    first, *others = _levelled(columns)
    heads = [position, *(called(strip, alone("")) for strip in picture.strips)]
    return Table(heads, first, [], [], others)


def _reading(cells: Texts, told: Mapping[str, str]) -> list[str]:
    names = shown.names(cells)
    more = [[] if item is None else [str(item)] for item in cells.ids or (None,) * len(names)]
    for at in cells.marks:
        more[at].append(shown.mark_of(cells, at, told))
    pairs = zip(names, more, strict=True)
    return [f"{name} ({', '.join(said)})" if said else name for name, said in pairs]


def _levelled(columns: list[list[str]]) -> list[list[str]]:
    """Make columns equally long."""
    longest = max(map(len, columns))
    return [column + [""] * (longest - len(column)) for column in columns]


def _labelled(label: str | None, score: str) -> str:
    return score if label is None else f"{shown_alone(label)}: {score}"
