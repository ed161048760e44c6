"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.locale import numbers, word
from heatmark.palette import MIDDLE
from heatmark.render import legend
from heatmark.render.css import palette_class, properties
from heatmark.render.image import described
from heatmark.render.spans import alone, alternatives, texts, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from heatmark.errors import HeatmarkError
    from heatmark.model import Picture
    from heatmark.render.image import Image

_SWATCHES = {"missing-count": "<b class=qx aria-hidden=true></b>"}


def figure(
    picture: Picture, styled: Collection[str] = (), images: Sequence[tuple[Image, str]] = ()
) -> str:
    """Draw a picture as a `<figure>`.

    Args:
        picture: What to draw.
        styled: Names of the palettes that the page's stylesheet has.
        images: If it is to be an image: the images of the picture, each with its address.
    """
    if images:
        return _figure_of_images(picture, images)
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


def _figure_of_images(picture: Picture, images: Sequence[tuple[Image, str]]) -> str:
    """Write images, and beside them as text what they say in colours."""
    identity = f' id="{escape(picture.id)}"' if picture.id else ""
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    light = [one for one in images if not one[0].dark]
    dark = [one for one in images if one[0].dark]
    if dark:
        # Without a stylesheet, in a feed, only the light one is to be seen.
        kinds = ' class="heatmark-light"', ' class="heatmark-dark" hidden'
        shown = _image(picture, light, kinds[0]) + _image(picture, dark, kinds[1])
    else:
        shown = _image(picture, light)
    return (
        f'<figure class="heatmark heatmark-image"{identity}>\n{caption}{shown}\n'
        f"{_legend(picture, ramp=False)}{_beside(picture)}</figure>"
    )


def _image(picture: Picture, images: Sequence[tuple[Image, str]], kind: str = "") -> str:
    """Write one image, which narrow screens may get narrower."""
    (wide, address), *others = images
    sources = "".join(
        f'<source media="(max-width:600px)" srcset="{escape(narrower)}" {_size(one)}>'
        for one, narrower in others
    )
    image = (
        f'<img src="{escape(address)}" alt="{escape(described(picture))}" {_size(wide)}'
        " loading=lazy decoding=async>"
    )
    return f"<picture{kind}>{sources}{image}</picture>"


def _size(one: Image) -> str:
    width, height = one.sheet.css_size
    return f"width={width} height={height}"


def _beside(picture: Picture) -> str:
    """Write the text, to be searched and copied, and the table if it is there."""
    lang = picture.lang
    summary = word("text-and-table" if picture.table else "text-only", lang)
    text = escape(visible((picture.cells.text,))[0], quote=False)
    table = _numbers(picture) if picture.table else ""
    return (
        f'<details class="heatmark-table" lang={lang}><summary>{summary}</summary>'
        f'<pre class="heatmark-text">{text}</pre>{table}</details>\n'
    )


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


def _legend(picture: Picture, *, ramp: bool = True) -> str:
    notes = "".join(
        f" <span>{_SWATCHES.get(key, '') if ramp else ''}{text}</span>"
        for key, text in legend.notes(picture)
    )
    measure = f"<span>{escape(legend.measure(picture))}</span>"
    # Spaces, and dots in the ramp, for readers who see no styles: in feeds, as Markdown.
    said = f"{measure} {_ramp(picture, ramp)}{notes}"
    return f'<div class="heatmark-legend" lang={picture.lang}>{said}</div>\n'


def _ramp(picture: Picture, ramp: bool) -> str:  # noqa: FBT001
    numbers = legend.ends(picture)
    if numbers is None:
        return ""
    low, high = numbers
    if low == high:
        middle = f"<b class=q{MIDDLE} aria-hidden=true></b>" if ramp else ""
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    between = "<span class=heatmark-ramp aria-hidden=true>…</span>" if ramp else "…"
    return f"<span class=heatmark-scale>{low} {between} {high}</span>"


def _table(picture: Picture) -> str:
    lang = picture.lang
    summary = f"<summary>{word('table', lang)}</summary>"
    return f'<details class="heatmark-table" lang={lang}>{summary}{_numbers(picture)}</details>\n'


def _numbers(picture: Picture) -> str:
    """Write the table of all scores, in a region that scrolls, so that a keyboard must reach it."""
    heads, columns = _columns(picture)
    head = "".join(f"<th scope=col>{escape(text)}</th>" for text in heads)
    rows = "\n".join(
        f"<tr><td>{place}</td><td>{'</td><td>'.join(row)}</td></tr>"
        for place, row in enumerate(zip(*columns, strict=True), start=1)
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    name = word("table", picture.lang)
    return f'<div role=region aria-label="{name}" tabindex=0>{table}</div>'


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
