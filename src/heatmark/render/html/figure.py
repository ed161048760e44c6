"""Pictures as HTML. Everything that came from an author is escaped here, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.language.messages import translated
from heatmark.language.words import word, words
from heatmark.options.values import AS_TEXT
from heatmark.picture.palette import MIDDLE
from heatmark.picture.parts import SCORES
from heatmark.render import legend
from heatmark.render.chosen import is_live, stilled
from heatmark.render.html.bars import bars
from heatmark.render.html.chosen import chosen_text
from heatmark.render.html.css import around, palette_class, properties
from heatmark.render.html.datatable import datatable
from heatmark.render.html.elements import (
    UNSOUGHT,
    attribute,
    middle,
    preformatted,
    quotable,
    safe,
    safe_all,
)
from heatmark.render.html.grid import grid
from heatmark.render.html.guesses import guess_list
from heatmark.render.html.images import pictures, room_of
from heatmark.render.html.lineup import answer, question, versions
from heatmark.render.html.tabs import tabs
from heatmark.render.html.text import texts
from heatmark.render.kinds import heading
from heatmark.render.visible import is_dense

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from heatmark.core.errors import HeatmarkError
    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.image.draw import Image
    from heatmark.render.legend import Told


class HostFrame(NamedTuple):
    """What a host adds to a figure of ours, as HTML.

    Attributes:
        before: What stands in the caption before the title, such as a number.
        after: What stands after the title.
        width: How wide the figure is, as in CSS, or nothing.
    """

    before: str = ""
    after: str = ""
    width: str = ""


def figure(
    picture: Picture,
    styled: Collection[str] = (),
    images: Sequence[tuple[Image, str]] = (),
    frame: HostFrame = HostFrame(),  # noqa: B008 - a value that never changes
) -> str:
    """Draw a picture as a `<figure>`.

    Args:
        picture: What to draw.
        styled: Names of the palettes that the page's stylesheet has.
        images: If it is to be an image: the images of the picture, each with its address.
        frame: What the host adds.
    """
    if images:
        return _figure_of_images(picture, images, frame)
    whole = picture
    if not is_live(picture):
        picture = stilled(picture)
    told = legend.told(picture)
    name = picture.palette.name
    styles = [] if name in styled else [properties(picture.palette)]
    styles += around(picture) if picture.hover and _has_name(picture) else ()
    attributes = _attributes(picture, palette_class(name), [*styles, *_width(frame)])
    caption = _caption(picture, frame)
    texts = f"{_above(picture)}{_view(picture, told)}"
    below = f"{_legend(picture, told, _below(whole, told.measure))}{_answer(picture, told)}"
    return f"<figure {attributes}>\n{caption}{texts}{below}</figure>"


def _has_name(picture: Picture) -> bool:
    """Tell whether numbers under a finger have something around them."""
    return bool(picture.legend.measure or picture.legend.unit or picture.kind != SCORES)


def _classes(picture: Picture, ours: str) -> str:
    """Write the classes of a figure, ours first: other parts of a site find it by them."""
    printed = ("heatmark-printed",) if picture.print_table else ()
    several = ("heatmark-readings",) if picture.is_compared else ()
    several = several if picture.joint is None else ("heatmark-texts",)
    below = ("heatmark-below",) if picture.below else ()
    own = (safe(" ".join(picture.classes)),) if picture.classes else ()
    return f'class="{" ".join(("heatmark", ours, *printed, *several, *below, *own))}"'


def _attributes(picture: Picture, ours: str, styles: Sequence[str]) -> str:
    attributes = _classes(picture, ours)
    if styles:
        attributes += f' style="{";".join(styles)}"'
    return attributes + (f' id="{safe(picture.id)}"' if picture.id else "")


def _width(frame: HostFrame) -> list[str]:
    """Set a width, which a narrow page limits."""
    return [f"width:{safe(frame.width)};max-width:100%"] if frame.width else []


def _caption(picture: Picture, frame: HostFrame) -> str:
    """Write the title, with what the host has around it."""
    title = safe(picture.title) if picture.title else ""
    said = frame.before + title + frame.after
    return f"<figcaption>{said}</figcaption>\n" if said else ""


def _figure_of_images(
    picture: Picture, images: Sequence[tuple[Image, str]], frame: HostFrame
) -> str:
    """Write images, and beside them as text what they say in colours."""
    told = legend.told(stilled(picture))
    caption = _caption(picture, frame)
    shown = pictures(picture, images)
    attributes = _attributes(picture, "heatmark-image", [room_of(images), *_width(frame)])
    expected = guess_list(picture) if picture.view == "guesses" else ""
    return (
        f"<figure {attributes}>\n{caption}{_above(picture)}{shown}\n{expected}"
        f"{_notes(picture, told)}"
        f"{_legend(picture, told, _beside(picture, told.measure), has_key=False)}"
        f"{_answer(picture, told)}</figure>"
    )


def _beside(picture: Picture, measure: str) -> tuple[str, str]:
    """Write the text, to be searched and copied, and the table if it is there."""
    shown = picture.table is not False and picture.lineup is None
    table = datatable(picture, measure) if shown else ""
    text = safe(picture.cells.text, quote=False)
    return (
        "text-and-table" if table else "text-only",
        f"{preformatted(text)}{table}",
    )


def error_box(error: HeatmarkError, lang: str, line: int | None, source: str = "") -> str:
    """Draw what stands in a page where a heatmap could not be drawn.

    Args:
        error: What went wrong.
        lang: The page's language.
        line: The line of the page, if it is known.
        source: Where that line is, if that is not the page.
    """
    said = [safe(source)] if source else []
    said += [word("line", lang, n=line)] if line else []
    where = f" ({', '.join(said)})" if said else ""
    todo = translated(error.hint, lang)
    hint = f"<p>{safe(word('hint', lang, hint=todo))}</p>" if todo else ""
    problem = safe(translated(error.message, lang))
    head = f'<p class="admonition-title">{word("error", lang)}{where}:</p><p>{problem}</p>'
    # Themes have boxes for what fails: Material calls them failure, those of Sphinx error.
    box = f'<div class="admonition failure error">{head}{hint}</div>'
    return f'<div class="heatmark-error">{box}</div>'


def searchable(picture: Picture) -> str:
    """Write the caption and the text without colours, for a search index."""
    parts = (picture.title or "", picture.cells.text)
    return "".join(f"<p>{safe(part, quote=False)}</p>" for part in parts if part)


def _above(picture: Picture) -> str:
    """Say what to know before looking: where the example is from, and what to beware of."""
    lang, origin = picture.lang, picture.provenance
    said = f'<p class="heatmark-origin" lang={lang}>{safe(origin)}</p>\n' if origin else ""
    for caution in picture.cautions:
        said += f'<p class="heatmark-caution" lang={lang}>{safe(caution)}</p>\n'
    return said + (question(picture.lineup, lang) if picture.lineup else "")


def _below(picture: Picture, measure: str) -> tuple[str, str]:
    """Write the data table, but that of a line-up, which would give its answer away."""
    wanted = picture.lineup is None and picture.table is not False and _wants_table(picture)
    return ("numbers", datatable(picture, measure)) if wanted else ("about-scale", "")


def _answer(picture: Picture, told: Told) -> str:
    """Fold up the answer of a line-up together with its numbers."""
    if picture.lineup is None:
        return ""
    numbers = datatable(picture, told.measure) if picture.table is not False else ""
    return answer(picture.lineup, picture.lang, numbers)


def _view(picture: Picture, told: Told) -> str:
    if picture.chosen is not None:
        return chosen_text(picture, picture.chosen, told.measure)
    several = len(picture.strips) > 1 and picture.joint is None
    notes = _notes(picture, told) if picture.view not in AS_TEXT or picture.series == "tabs" else ""
    if several and picture.series == "tabs" and picture.view in HTML_TABS:
        names = [strip.name or "" for strip in picture.strips]
        panels = HTML_TABS[picture.view](picture, told.measure)
        return tabs([*zip(names, panels, strict=True)], picture.lang) + notes
    small = picture.overview and grid(picture.overview, told.measure)
    return HTML_VIEWS[picture.view](picture, told.measure) + (small or "") + notes


def _stacked_texts(picture: Picture, measure: str) -> str:
    panels = [
        _head(picture, strip) + panel
        for strip, panel in zip(picture.strips, _text_panels(picture, measure), strict=True)
    ]
    return versions(picture.lineup, picture.lang, panels) if picture.lineup else "".join(panels)


def _head(picture: Picture, strip: Strip) -> str:
    called = strip.name if strip.tally is None else heading(picture, strip)
    group = strip.group
    above = f'<div class="heatmark-section">{safe(group)}</div>\n' if group else ""
    name = f'<div class="heatmark-name">{safe(called)}</div>\n' if called else ""
    return above + name + (_note(picture, strip.note) if strip.note else "")


def _text_panels(picture: Picture, _: str) -> list[str]:
    return [
        _text_panel(strip, text) for strip, text in zip(picture.strips, texts(picture), strict=True)
    ]


def _text_panel(strip: Strip, text: str) -> str:
    style = middle(strip) if strip.faded else ""
    before, after = ("…" * is_cut for is_cut in strip.cut)
    return preformatted(f"{before}{text}{after}", style) + "\n"


def _guesses(picture: Picture, measure: str) -> str:
    return _stacked_texts(picture, measure) + guess_list(picture)


def _stacked_bars(picture: Picture, measure: str) -> str:
    return bars(picture, picture.strips, measure)


def _bar_panels(picture: Picture, measure: str) -> list[str]:
    return [bars(picture, (strip,), measure) for strip in picture.strips]


HTML_VIEWS: dict[str, Callable[[Picture, str], str]] = {
    "text": _stacked_texts,
    "guesses": _guesses,
    "bars": _stacked_bars,
    "grid": grid,
}
HTML_TABS: dict[str, Callable[[Picture, str], list[str]]] = {
    "text": _text_panels,
    "bars": _bar_panels,
}


def _wants_table(picture: Picture) -> bool:
    """Tell views without numbers: bars are a table already, grids only if cells have room."""
    if picture.view != "grid":
        return picture.view in AS_TEXT
    cells = picture.cells
    return is_dense(picture) or bool(cells.notes) or cells.alternatives is not None


def _notes(picture: Picture, told: Told) -> str:
    """Say what controls test where the view has no place for it above each."""
    return "".join(_note(picture, text) for text in told.controls)


def _note(picture: Picture, text: str) -> str:
    return f'<p class="heatmark-note" lang={picture.lang}>{safe(text)}</p>\n'


def _legend(picture: Picture, told: Told, folded: tuple[str, str], *, has_key: bool = True) -> str:
    """Write in one line what colours mean, and behind its last word all numbers.

    Args:
        picture: The picture.
        told: What there is to say.
        folded: The key of that word, and what is to be unfolded.
        has_key: Whether measure and colours are to be seen; an image has them in it.
    """
    # Spaces, and dots in the ramp, for readers who see no styles: in feeds, as Markdown.
    parts = []
    notes = told.notes if has_key else [note for note in told.notes if note not in told.steps]
    about, *texts = safe_all(
        [legend.sentences(told.about), *(text for _, text in notes)], quote=False
    )
    if has_key and picture.legend.form != "none" and told.measure:
        parts += [f"<span>{safe(told.measure)}</span>", _ramp(told)]
    for (key, _), text in zip(notes, texts, strict=True):
        sign = _sign(key, picture) if has_key else ""
        parts.append(f"<span{_meant(key, picture)}>{sign}{text}</span>")
    key = " ".join(filter(None, parts))
    said = f"<div class=heatmark-key{UNSOUGHT}>{key}</div>" if key else ""
    said += _folded(told.lang, about, *folded)
    return f'<div class="heatmark-legend" lang={picture.lang}>{said}</div>\n' if said else ""


def _meant(key: str, picture: Picture) -> str:
    """Say what a summary means, told below too, under pointer and finger; and what paper lacks."""
    if key == "choose":
        return " class=heatmark-screen"
    if not key.startswith(legend.STAT) or not picture.hover:
        return ""
    means = attribute(legend.meaning(key.removeprefix(legend.STAT), picture.lang))
    return f" class=heatmark-stat data-v={means}"


def _folded(lang: str, about: str, key: str, inside: str) -> str:
    if not about and not inside:
        return ""
    about = f"<p class=heatmark-about{UNSOUGHT}>{about}</p>" if about else ""
    summary = f"<summary>{words(lang)[key]}</summary>"
    return f'<details class="heatmark-table">{summary}{about}{inside}</details>'


def _sign(key: str, picture: Picture) -> str:
    """Show what a note of the legend is about; bars say it in words, dense grids leave a gap."""
    if key == "faded-count":
        faded = next(strip for strip in picture.strips if strip.faded)
        return f"<b class=q-in{middle(faded)} aria-hidden=true></b>"
    if key in {"mark", "chosen"}:
        return f'<b class="qp q-{key}" aria-hidden=true></b>'
    if key.startswith(("class-", legend.STEP)):
        level, step = key.partition("-")[2], " q-step" if key.startswith(legend.STEP) else ""
        return f"<b class={quotable(f'q{level}{step}')} aria-hidden=true></b>"
    if key in legend.NOT_COLOURED and picture.view in AS_TEXT:
        return "<b class=qx aria-hidden=true></b>"
    has_dash = key == "missing-count" and picture.view == "grid" and not is_dense(picture)
    return "– " if has_dash else ""


def _ramp(told: Told) -> str:
    if told.ends is None:
        return ""
    low, high = safe_all(told.ends, quote=False)
    if low == high:
        middle = f"<b class=q{MIDDLE} aria-hidden=true></b>"
        return f"<span class=heatmark-scale>{middle}{low}</span>"
    between = "<span class=heatmark-ramp aria-hidden=true>…</span>"
    return f"<span class=heatmark-scale>{low} {between} {high}</span>"
