"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.locale import numbers, word
from heatmark.palette import MIDDLE
from heatmark.render import legend
from heatmark.render.css import palette_class, properties
from heatmark.render.spans import alone, alternatives, texts, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from heatmark.errors import HeatmarkError
    from heatmark.model import Picture

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
    notes = "".join(f"<span>{_SWATCHES.get(key, '')}{text}</span>" for key, text in legend.notes(picture))
    measure = f"<span>{escape(legend.measure(picture))}</span>"
    return f'<div class="heatmark-legend" lang={picture.lang}>{measure}{_ramp(picture)}{notes}</div>\n'


def _ramp(picture: Picture) -> str:
    numbers = legend.ends(picture)
    if numbers is None:
        return ""
    low, high = numbers
    if picture.legend.ends[0] == picture.legend.ends[1]:
        middle = f"<b class=q{MIDDLE} aria-hidden=true></b>"
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    ramp = "<span class=heatmark-ramp aria-hidden=true></span>"
    return f"<span class=heatmark-scale>{low} {ramp} {high}</span>"


def _table(picture: Picture) -> str:
    lang = picture.lang
    heads, columns = _columns(picture)
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
    rows = "\n".join(
        f"<tr><td>{place}</td><td>{'</td><td>'.join(row)}</td></tr>"
        for place, row in enumerate(zip(*columns, strict=True), start=1)
    )
    summary = f"<summary>{word('table', lang)}</summary>"
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    # The region scrolls, so that a keyboard must reach it.
    region = f'<div role=region aria-label="{word("table", lang)}" tabindex=0>{table}</div>'
    return f'<details class="heatmark-table" lang={lang}>{summary}{region}</details>\n'


def _columns(picture: Picture) -> tuple[list[str], list[list[str]]]:
    """Write the heads of the table, and its columns but the first, which counts."""
    cells, lang, digits = picture.cells, picture.lang, picture.legend.digits
    measure = legend.measure(picture)
    heads = [word("position", lang), word("token", lang)]
    heads += [strip.name or measure for strip in picture.strips]
    names = [alone(token) for token in visible(cells.shown)]
    for place in cells.continues:
        names[place] = "⋯"
    columns = [[escape(name, quote=False) for name in names]]
    for strip in picture.strips:
        scores = [text or word("missing", lang) for text in numbers(strip.scores, lang, digits)]
        for place in cells.special:
            scores[place] = scores[place] if strip.scores[place] else word("special", lang)
        columns.append(scores)
    places = range(len(names))
    if cells.notes:
        heads.append(word(cells.notes_are, lang))
        columns.append([escape(cells.notes.get(place, ""), quote=False) for place in places])
    if cells.alternatives is not None:
        heads.append(word("alternatives", lang))
        others = (alternatives(cells, place, picture) for place in places)
        columns.append([escape(other, quote=False) for other in others])
    return heads, columns
