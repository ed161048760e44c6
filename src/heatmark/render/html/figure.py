"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.language.messages import translated
from heatmark.language.words import word
from heatmark.picture.palette import MIDDLE
from heatmark.render import legend
from heatmark.render.html.bars import bars
from heatmark.render.html.css import around, palette_class, properties
from heatmark.render.html.datatable import datatable
from heatmark.render.html.elements import UNSOUGHT, middle
from heatmark.render.html.grid import grid
from heatmark.render.html.images import pictures
from heatmark.render.html.lineup import answer, question, versions
from heatmark.render.html.tabs import tabs
from heatmark.render.html.text import texts
from heatmark.render.kinds import heading
from heatmark.render.visible import is_dense, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from heatmark.core.errors import HeatmarkError
    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.image.draw import Image
    from heatmark.render.legend import Told


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
    told = legend.told(picture)
    name = picture.palette.name
    styles = [] if name in styled else [properties(picture.palette)]
    styles += around(picture) if picture.hover else ()
    attributes = _classes(picture, palette_class(name))
    if styles:
        attributes += f' style="{";".join(styles)}"'
    if picture.id:
        attributes += f' id="{escape(picture.id)}"'
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    texts = f"{_above(picture)}{_view(picture, told)}"
    below = f"{_legend(picture, told)}{_below(picture, told.measure)}"
    return f"<figure {attributes}>\n{caption}{texts}{below}</figure>"


def _classes(picture: Picture, ours: str) -> str:
    """Write the classes of a figure, ours first: other parts of a site find it by them."""
    printed = ("heatmark-printed",) if picture.print_table else ()
    several = ("heatmark-readings",) if picture.strips[0].cells is not None else ()
    names = ("heatmark", ours, *printed, *several, *picture.classes)
    return f'class="{escape(" ".join(names))}"'


def _figure_of_images(picture: Picture, images: Sequence[tuple[Image, str]]) -> str:
    """Write images, and beside them as text what they say in colours."""
    told = legend.told(picture)
    identity = f' id="{escape(picture.id)}"' if picture.id else ""
    caption = f"<figcaption>{escape(picture.title)}</figcaption>\n" if picture.title else ""
    shown = pictures(picture, images)
    classes = _classes(picture, "heatmark-image")
    return (
        f"<figure {classes}{identity}>\n{caption}{_above(picture)}{shown}\n"
        f"{_notes(picture, told)}{_legend(picture, told, ramp=False)}"
        f"{_beside(picture, told.measure)}</figure>"
    )


def _beside(picture: Picture, measure: str) -> str:
    """Write the text, to be searched and copied, and the table if it is there."""
    lang = picture.lang
    hidden = picture.lineup is not None
    table = datatable(picture, measure) if picture.table is not False and not hidden else ""
    summary = word("text-and-table" if table else "text-only", lang)
    text = escape(visible((picture.cells.text,))[0], quote=False)
    return (
        f'<details class="heatmark-table" lang={lang}><summary>{summary}</summary>'
        f'<pre class="heatmark-text">{text}</pre>{table}</details>\n'
    ) + (_below(picture, measure) if hidden else "")


def error_box(error: HeatmarkError, lang: str, line: int | None) -> str:
    """Draw what stands in a page where a heatmap could not be drawn.

    Args:
        error: What went wrong.
        lang: The page's language.
        line: The line of the page, if it is known.
    """
    where = f" ({word('line', lang, n=line)})" if line else ""
    todo = translated(error.hint, lang)
    hint = f"<p>{escape(word('hint', lang, hint=todo))}</p>" if todo else ""
    problem = escape(translated(error.message, lang))
    head = f'<p class="admonition-title">{word("error", lang)}{where}:</p><p>{problem}</p>'
    # Themes have boxes for what fails: Material calls them failure, those of Sphinx error.
    box = f'<div class="admonition failure error">{head}{hint}</div>'
    return f'<div class="heatmark-error">{box}</div>'


def searchable(picture: Picture) -> str:
    """Write the caption and the text without colours, for a search index."""
    parts = (picture.title or "", visible((picture.cells.text,))[0])
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _above(picture: Picture) -> str:
    """Say what to know before looking: where the example is from, and what to beware of."""
    lang, origin = picture.lang, picture.provenance
    said = f'<p class="heatmark-origin" lang={lang}>{escape(origin)}</p>\n' if origin else ""
    for caution in picture.cautions:
        said += f'<p class="heatmark-caution" lang={lang}>{escape(caution)}</p>\n'
    return said + (question(picture.lineup, lang) if picture.lineup else "")


def _below(picture: Picture, measure: str) -> str:
    """Fold up the data table, together with the answer of a line-up, which it would give away."""
    if picture.lineup is None:
        wanted = picture.table is not False and _wants_table(picture)
        return _table(picture, measure) if wanted else ""
    numbers = datatable(picture, measure) if picture.table is not False else ""
    return answer(picture.lineup, picture.lang, numbers)


def _view(picture: Picture, told: Told) -> str:
    several = len(picture.strips) > 1
    notes = _notes(picture, told) if picture.view != "text" or picture.series == "tabs" else ""
    if several and picture.series == "tabs" and picture.view in _PANELS:
        names = [strip.name or "" for strip in picture.strips]
        panels = _PANELS[picture.view](picture, told.measure)
        return tabs([*zip(names, panels, strict=True)], picture.lang) + notes
    return _STACKED[picture.view](picture, told.measure) + notes


def _stacked_texts(picture: Picture, measure: str) -> str:
    panels = [
        _head(picture, strip) + panel
        for strip, panel in zip(picture.strips, _text_panels(picture, measure), strict=True)
    ]
    return versions(picture.lineup, picture.lang, panels) if picture.lineup else "".join(panels)


def _head(picture: Picture, strip: Strip) -> str:
    called = heading(picture, strip)
    name = f'<div class="heatmark-name">{escape(called)}</div>\n' if called else ""
    return name + (_note(picture, strip.note) if strip.note else "")


def _text_panels(picture: Picture, _: str) -> list[str]:
    return [
        f'<pre class="heatmark-text"{middle(strip)}>{text}</pre>\n'
        for strip, text in zip(picture.strips, texts(picture), strict=True)
    ]


def _bar_panels(picture: Picture, measure: str) -> list[str]:
    return [bars(picture, (strip,), measure) for strip in picture.strips]


_STACKED: dict[str, Callable[[Picture, str], str]] = {
    "text": _stacked_texts,
    "bars": lambda picture, measure: bars(picture, picture.strips, measure),
    "grid": grid,
}
_PANELS: dict[str, Callable[[Picture, str], list[str]]] = {
    "text": _text_panels,
    "bars": _bar_panels,
}


def _wants_table(picture: Picture) -> bool:
    """Tell views without numbers: bars are a table already, grids only if cells have room."""
    cells = picture.cells
    more = is_dense(picture) or bool(cells.notes) or cells.alternatives is not None
    return picture.view == "text" or (picture.view == "grid" and more)


def _notes(picture: Picture, told: Told) -> str:
    """Say what controls test where the view has no place for it above each."""
    return "".join(_note(picture, text) for text in told.controls)


def _note(picture: Picture, text: str) -> str:
    return f'<p class="heatmark-note" lang={picture.lang}>{escape(text)}</p>\n'


def _legend(picture: Picture, told: Told, *, ramp: bool = True) -> str:
    notes = "".join(
        f" <span>{_sign(key, picture) if ramp else ''}{escape(text, quote=False)}</span>"
        for key, text in told.notes
    )
    measure = f"<span>{escape(told.measure)}</span> " if told.measure else ""
    # Spaces, and dots in the ramp, for readers who see no styles: in feeds, as Markdown.
    said = f"{measure}{_ramp(told, ramp)}{notes}".lstrip()
    return f'<div class="heatmark-legend" lang={picture.lang}{UNSOUGHT}>{said}</div>\n'


def _sign(key: str, picture: Picture) -> str:
    """Show what a note of the legend is about; bars say it in words, dense grids leave a gap."""
    if key == "faded-count":
        faded = next(strip for strip in picture.strips if strip.faded)
        return f"<b class=q-in{middle(faded)} aria-hidden=true></b>"
    if key == "mark":
        return '<b class="qp q-mark" aria-hidden=true></b>'
    if key.startswith("class-"):
        return f"<b class=q{key.removeprefix('class-')} aria-hidden=true></b>"
    if key != "missing-count":
        return ""
    if picture.view == "text":
        return "<b class=qx aria-hidden=true></b>"
    return "– " if picture.view == "grid" and not is_dense(picture) else ""


def _ramp(told: Told, ramp: bool) -> str:  # noqa: FBT001
    if told.ends is None:
        return ""
    low, high = (escape(end, quote=False) for end in told.ends)
    if low == high:
        middle = f"<b class=q{MIDDLE} aria-hidden=true></b>" if ramp else ""
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    between = "<span class=heatmark-ramp aria-hidden=true>…</span>" if ramp else "…"
    return f"<span class=heatmark-scale>{low} {between} {high}</span>"


def _table(picture: Picture, measure: str) -> str:
    lang = picture.lang
    summary = f"<summary>{word('table', lang)}</summary>"
    numbers = datatable(picture, measure)
    return f'<details class="heatmark-table" lang={lang}>{summary}{numbers}</details>\n'
