"""The data table in HTML: a row for each token, or for ten of them where a text is long."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.language.words import words
from heatmark.render.html.elements import UNSOUGHT, safe_all
from heatmark.render.table import SHORT, table
from heatmark.render.visible import closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Picture
    from heatmark.render.table import Table


# Between cells and rows until they are escaped, all at once: no text that is visible has them.
_CELL, _ROW = "\x1f", "\x1e"
_TEN = 10
_COLUMNS = 6  # of scores that fit on paper beside one another


def datatable(picture: Picture, measure: str) -> str:
    """Write the table of all scores, in a region that scrolls, so that a keyboard must reach it.

    A row for each token weighs more than the token in the text. Where a text is long and has one
    score a token, ten of them share a row, each with its score in one cell.

    Args:
        picture: What is in it.
        measure: The head of a series without a name.
    """
    found = table(picture, measure)
    if len(found.names) > SHORT and len(picture.strips) == 1 and not found.others:
        drawn = _in_tens(found)
    elif picture.print_table:
        drawn = "\n".join(map(_one_by_one, _split(found)))
    else:
        drawn = _one_by_one(found)
    name = words(picture.lang)["table"]
    return f'<div role=group aria-label="{name}" tabindex=0{UNSOUGHT}>{drawn}</div>'


def _split(found: Table) -> Iterator[Table]:
    """Cut a table that is wider than paper into several, each with the tokens."""
    heads = [*zip(found.heads[2:], found.columns[1:], strict=True)]
    for first in range(0, len(heads), _COLUMNS):
        some = heads[first : first + _COLUMNS]
        names = [*found.heads[:2], *(head for head, _ in some)]
        columns = [column for _, column in some]
        yield found._replace(heads=names, scores=columns, chances=[], others=[])


def _one_by_one(found: Table) -> str:
    head = "</th><th scope=col>".join(safe_all(found.heads))
    counts = map(str, range(1, len(found.names) + 1))
    cells = _ROW.join(map(_CELL.join, zip(counts, *map(closed, found.columns), strict=True)))
    rows = escape(cells, quote=False).replace(_CELL, "</td><td>")
    rows = rows.replace(_ROW, "</td></tr>\n<tr><td>")
    body = f"<tbody>\n<tr><td>{rows}</td></tr>\n</tbody>"
    return f"<table><thead><tr><th scope=col>{head}</th></tr></thead>{body}</table>"


def _in_tens(found: Table) -> str:
    position, token, *heads = safe_all(found.heads)
    names, *columns = map(_escaped, found.columns)
    scores = [" · ".join(filter(None, said)) for said in zip(*columns, strict=True)]
    cells = [f"{name}: {score}" for name, score in zip(names, scores, strict=True)]
    rows = "\n".join(
        f"<tr><th scope=row>{first + 1}–{min(first + _TEN, len(cells))}</th>"
        f"<td>{'</td><td>'.join(cells[first : first + _TEN])}</td></tr>"
        for first in range(0, len(cells), _TEN)
    )
    head = f"<th scope=col>{position}</th><th colspan={_TEN}>{token}: {' · '.join(heads)}</th>"
    top = f"<thead><tr>{head}</tr></thead>"
    return f"<table class=heatmark-tens>{top}<tbody>\n{rows}\n</tbody></table>"


def _escaped(texts: Sequence[str]) -> list[str]:
    """Escape many texts in one call."""
    return escape(_CELL.join(closed(texts)), quote=False).split(_CELL)
