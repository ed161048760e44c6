"""Heatmaps as blocks of a document of pandoc, by the format that it becomes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from heatmark.doors.pandoc.nodes import (
    code,
    div,
    figure_element,
    image_element,
    para,
    raw,
    strong,
    table_element,
    with_header,
)
from heatmark.hosts.page_run import Drawn, Problem
from heatmark.picture.frame import image_settings
from heatmark.render import legend
from heatmark.render.chosen import stilled
from heatmark.render.html.css import slide_style, stylesheet
from heatmark.render.html.figure import error_box
from heatmark.render.html.figure import figure as html_figure
from heatmark.render.html.images import embedded
from heatmark.render.html.xhtml import book_styles, xhtml
from heatmark.render.image.draw import described, images, still_image
from heatmark.render.latex import latex_error, numbered_latex
from heatmark.render.table import is_wanted
from heatmark.render.table import table as data_table
from heatmark.render.text import plain_error, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heatmark.doors.pandoc.nodes import PandocNode
    from heatmark.options.declare import Options
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.drawing import Drawing


_SLIDES = ("s5", "slidy", "slideous", "dzslides", "revealjs")
HTML = frozenset({"html", "html4", "html5", "chunkedhtml", *_SLIDES})
BOOKS = frozenset({"epub", "epub2", "epub3"})  # whose pages are XML, and have styles in their heads
LATEX = frozenset({"latex", "beamer"})
_MARKDOWN = ("gfm", "commonmark", "commonmark_x", "markua", "markdown")
TEXT = frozenset({"plain", "man", "ms", *_MARKDOWN})
_PACKAGES = "\\usepackage{xcolor}\n\\usepackage{graphicx}"
_CSS_DPI = 96


def family(form: str) -> str:
    """Name what pandoc calls its formats by what we write for them: `html`, …, or `document`."""
    form = form.partition("+")[0].partition("-")[0]
    kinds = {"html": HTML, "book": BOOKS, "latex": LATEX, "text": TEXT}
    found = (kind for kind, forms in kinds.items() if form in forms)
    is_markdown = form.startswith("markdown")
    return "text" if is_markdown else next(found, "document")


class Figures:
    """Writes the heatmaps of one document.

    Attributes:
        kind: A [family][heatmark.doors.pandoc.figures.family].
        options: The options of the document.
        version: That of the document's API.
        drawing: Draws an image, and says what it lacks.
    """

    def __init__(
        self,
        kind: str,
        options: Options,
        version: Sequence[int],
        drawing: Callable[[Image], Drawing],
    ) -> None:
        """Keep what decides about all figures."""
        self.kind, self.options, self.version, self.drawing = kind, options, version, drawing

    @property
    def has_addresses(self) -> bool:
        """Whether images are HTML, which wants their addresses."""
        return self.kind in {"html", "book"}

    def address(self, item: Image) -> str:
        """Give the address of an image: all of it, because a filter has no place for files."""
        return embedded(item.sheet.format, self.drawing(item).data)

    def write(self, item: Drawn | Problem) -> list[PandocNode]:
        """Write a heatmap, or what stands in its place."""
        if isinstance(item, Problem):
            return [self._problem(item)]
        if self.has_addresses:
            return [raw("html", self._html(item))]
        if self.kind == "latex" and item.picture.image is None:
            return [raw("latex", numbered_latex(item.picture))]
        if self.kind == "text" and item.picture.image is None:
            return [code(plain_text(item.picture))]
        return self._document(item.picture)

    def prepare(self, meta: dict[str, Any], drawn: Sequence[Drawn | Problem]) -> list[PandocNode]:
        """Put what figures need into the head of their document.

        Returns:
            What has to stand before the first of them: pages may be made without their head.
        """
        if self.kind == "latex":
            with_header(meta, raw("latex", _PACKAGES))
        if self.kind == "book":
            with_header(meta, raw("html", f"<style>{book_styles(self._style(drawn))}</style>"))
        slides = slide_style(self.options.dark_selector)
        style = f"<style>{self._style(drawn)}{slides}</style>"
        return [raw("html", style)] if self.kind == "html" else []

    def _style(self, drawn: Sequence[Drawn | Problem]) -> str:
        """Write the stylesheet of a page."""
        palettes = {
            item.picture.palette.name: item.picture.palette
            for item in drawn
            if isinstance(item, Drawn) and not item.images
        }
        return stylesheet(palettes.values(), self.options.dark_selector)

    def _html(self, item: Drawn) -> str:
        picture = item.picture
        if self.kind == "book":  # whose pages have no forms, of which tabs are made
            picture = picture._replace(series="stacked")
        html = html_figure(picture, [picture.palette.name], item.addressed)
        return xhtml(html) if self.kind == "book" else html

    def _problem(self, problem: Problem) -> PandocNode:
        if self.has_addresses:
            html = error_box(*problem)
            return raw("html", xhtml(html) if self.kind == "book" else html)
        if self.kind == "latex":
            return raw("latex", latex_error(*problem))
        head, _, hint = plain_error(*problem).partition("\n")
        return div([strong(head), *([para(hint)] if hint else [])], "", ["heatmark-error"])

    def _document(self, picture: Picture) -> list[PandocNode]:
        """Write an image with its caption, and what it says in colours as text and a table.

        They stand one below the other: in a box, PowerPoint would get words for the image.
        """
        settings = picture.image or image_settings(self.options, "png")
        settings = replace(settings, format="png", both=False)
        item = still_image(images(picture._replace(image=settings)))
        width = item.sheet.css_size[0] / _CSS_DPI
        told = legend.told(stilled(picture))
        has_table = picture.lineup is None and is_wanted(picture)
        shown = image_element(self.address(item), described(picture, more=has_table), width)
        return [
            *map(para, told.above),
            *figure_element(shown, picture.title or "", picture.id or "", self.version),
            *map(para, told.controls),
            *map(para, filter(None, [legend.sentences(told.unseen)])),
            *(_numbers(picture, told.measure) if has_table else ()),
        ]


def _numbers(picture: Picture, measure: str) -> Iterator[PandocNode]:
    """Write the table, but that of a line-up, which would give its answer away."""
    drawn = data_table(picture, measure)
    rows = [[str(at), *cells] for at, cells in enumerate(zip(*drawn.columns, strict=True), start=1)]
    numbers = len(drawn.scores) + len(drawn.chances)
    right = [True, False, *[True] * numbers, *[False] * len(drawn.others)]
    yield table_element(drawn.heads, rows, right)
