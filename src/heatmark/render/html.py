"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from heatmark.locale import word
from heatmark.palette import MIDDLE
from heatmark.render import legend
from heatmark.render.css import palette_class, properties
from heatmark.render.spans import texts, visible
from heatmark.render.table import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from heatmark.errors import HeatmarkError
    from heatmark.model import Picture

# In HTML of ours: what is in quotes has neither < nor >.
_TAG = re.compile(r"<[a-z][^>]*>")
_ATTRIBUTE = re.compile(r"""( [a-z-]+=)(?:("[^"]*")|([^\s"'>]+))""")
_NOT_XML = re.compile("[\ufffe\uffff]")
_SWATCHES = {"missing-count": "<b class=qx aria-hidden=true></b>"}


def figure(picture: Picture, styled: Collection[str] = ()) -> str:
    """Draw a picture as a `<figure>`.

    Args:
        picture: What to draw.
        styled: Names of the palettes that the page's stylesheet has.
    """
    name = picture.palette.name
    attributes = f'class="heatmark {palette_class(name)}"'
    if name not in styled:
        attributes += f' style="{properties(picture.palette)}"'
    if picture.id:
        attributes += f' id="{escape(picture.id)}"'
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    texts = "".join(_series(picture))
    table = _table(picture) if picture.table else ""
    return f"<figure {attributes}>\n{caption}{texts}{_legend(picture)}{table}</figure>"


def error_box(error: HeatmarkError, lang: str, line: int | None) -> str:
    """Draw what stands in a page where a heatmap could not be drawn.

    Args:
        error: What went wrong.
        lang: The page's language.
        line: The line of the page, if it is known.
    """
    where = f" ({word('line', lang, n=line)})" if line else ""
    hint = f"<p>{escape(word('hint', lang, hint=error.hint))}</p>" if error.hint else ""
    head = f"<p><strong>{word('error', lang)}{where}:</strong> {escape(error.message)}</p>"
    return f'<div class="heatmark-error">{head}{hint}</div>'


def searchable(picture: Picture) -> str:
    """Write the caption and the text without colours, for a search index."""
    parts = (picture.title or "", visible((picture.cells.text,))[0])
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _series(picture: Picture) -> Iterator[str]:
    for strip, text in zip(picture.strips, texts(picture), strict=True):
        name = f'<div class="heatmark-name">{escape(strip.name)}</div>\n' if strip.name else ""
        yield f'{name}<pre class="heatmark-text">{text}</pre>\n'


def _legend(picture: Picture) -> str:
    notes = "".join(
        f"<span>{_SWATCHES.get(key, '')}{text}</span>" for key, text in legend.notes(picture)
    )
    measure = f"<span>{escape(legend.measure(picture))}</span>"
    return (
        f'<div class="heatmark-legend" lang={picture.lang}>{measure}{_ramp(picture)}{notes}</div>\n'
    )


def _ramp(picture: Picture) -> str:
    numbers, values = legend.ends(picture), picture.legend.ends
    if numbers is None or values is None:
        return ""
    low, high = numbers
    if values[0] == values[1]:
        middle = f"<b class=q{MIDDLE} aria-hidden=true></b>"
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    ramp = "<span class=heatmark-ramp aria-hidden=true></span>"
    return f"<span class=heatmark-scale>{low} {ramp} {high}</span>"


def _table(picture: Picture) -> str:
    lang = picture.lang
    drawn = table(picture)
    columns = [[escape(cell, quote=False) for cell in column] for column in drawn.columns]
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in drawn.heads)
    rows = "\n".join(
        f"<tr><td>{place}</td><td>{'</td><td>'.join(row)}</td></tr>"
        for place, row in enumerate(zip(*columns, strict=True), start=1)
    )
    summary = f"<summary>{word('table', lang)}</summary>"
    html = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    # The region scrolls, so that a keyboard must reach it.
    region = f'<div role=region aria-label="{word("table", lang)}" tabindex=0>{html}</div>'
    return f'<details class="heatmark-table" lang={lang}>{summary}{region}</details>\n'


def xhtml(html: str) -> str:
    """Write our own HTML as XML for books: with quotes around every attribute."""
    html = _TAG.sub(lambda found: _ATTRIBUTE.sub(_quoted, found[0]), html)
    return _NOT_XML.sub("\ufffd", html)


def _quoted(found: re.Match[str]) -> str:
    return found[1] + (found[2] or f'"{found[3]}"')
