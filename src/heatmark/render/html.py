"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.locale import number, numbers, word
from heatmark.palette import LEVELS
from heatmark.render.css import palette_class, properties
from heatmark.render.spans import alone, alternatives, texts, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from heatmark.errors import HeatmarkError
    from heatmark.model import Legend, Picture


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


def _measure(legend: Legend, picture: Picture) -> str:
    """Name what a score is: by its measure, or by the name of the only series."""
    single = picture.strips[0].name if len(picture.strips) == 1 else None
    name = legend.measure or single or word("score", picture.lang)
    return f"{name} ({legend.unit})" if legend.unit else name


def _legend(picture: Picture) -> str:
    legend, lang = picture.legend, picture.lang
    notes = "".join(f"<span>{note}</span>" for note in _notes(picture))
    measure = f"<span>{escape(_measure(legend, picture))}</span>"
    return f'<div class="heatmark-legend" lang={lang}>{measure}{_ramp(legend, lang)}{notes}</div>\n'


def _ramp(legend: Legend, lang: str) -> str:
    if legend.ends is None:
        return ""
    low, high = (number(end, lang, legend.digits) for end in legend.ends)
    if legend.ends[0] == legend.ends[1]:
        middle = f"<b class=q{round((LEVELS - 1) / 2)} aria-hidden=true></b>"
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    ramp = "<span class=heatmark-ramp aria-hidden=true></span>"
    return f"<span class=heatmark-scale>{low} {ramp} {high}</span>"


def _notes(picture: Picture) -> Iterator[str]:
    """Say the scale's kind, and what the colours leave out."""
    legend, lang = picture.legend, picture.lang
    if legend.transforms:
        yield word("transform", lang, names=", ".join(legend.transforms))
    if legend.count == 0:
        yield word("nothing", lang)
    if legend.constant and not legend.below + legend.above:
        yield word("constant", lang)
    if legend.ends is not None and legend.ends[0] < legend.ends[1]:
        yield _kind(legend, lang)
    if len(picture.strips) > 1:
        yield word("common", lang, n=len(picture.strips))
    yield word("count", lang, n=number(legend.count, lang))
    yield from _clipped(legend, lang)
    if legend.missing:
        swatch = "<b class=qx aria-hidden=true></b>"
        yield swatch + word("missing-count", lang, n=number(legend.missing, lang))
    if legend.special:
        yield word("special-count", lang, n=number(legend.special, lang))


def _clipped(legend: Legend, lang: str) -> Iterator[str]:
    if legend.ends is None:
        if legend.below + legend.above:
            yield word("clipped", lang, n=number(legend.below + legend.above, lang))
        return
    for key, count, end in zip(
        ("clipped-below", "clipped-above"), (legend.below, legend.above), legend.ends, strict=True
    ):
        if count:
            text = number(end, lang, legend.digits)
            yield word(key, lang, n=number(count, lang), end=text)


def _kind(legend: Legend, lang: str) -> str:
    if legend.kind == "zero" and legend.center is not None:
        return word("zero-signed", lang)
    if legend.kind == "symmetric":
        return word("symmetric", lang, center=number(legend.center or 0.0, lang))
    return word(legend.kind, lang)


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
    measure = _measure(picture.legend, picture)
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
