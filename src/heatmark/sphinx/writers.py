"""What builders write: HTML, LaTeX, text."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from heatmark.core.errors import HeatmarkError, Notice, unexpected
from heatmark.hosts.drawing import draw_all as draw_images
from heatmark.hosts.page import Block, Page, Place
from heatmark.hosts.page_run import Problem
from heatmark.hosts.store import Store, write_whole
from heatmark.language.words import language
from heatmark.options.resolve import resolve
from heatmark.picture.palette import palette
from heatmark.picture.parts import Picture
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import error_box, figure
from heatmark.render.html.xhtml import xhtml
from heatmark.render.image.draw import draw as draw_image
from heatmark.render.image.draw import images, no_font
from heatmark.render.latex import escape, latex
from heatmark.render.text import plain, plain_error
from heatmark.sphinx.config import palette_names, site_options
from heatmark.sphinx.directive import HeatmapNode
from heatmark.sphinx.reading import SphinxHost

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from heatmark.render.image.sheet import Sheet


CSS = "heatmark.css"


def write_stylesheet(app: Sphinx) -> None:
    """Put the stylesheet among the static files, before pages take its checksum."""
    if app.builder.format != "html":
        return
    file = Path(app.outdir) / "_static" / CSS
    css = stylesheet(map(palette, palette_names(app.config)))
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, css.encode("utf-8"))


def visit_html(self: HTML5Translator, node: HeatmapNode) -> None:
    """Write a heatmap as HTML, or as XHTML for EPUB."""
    show = partial(_figure, node=node, builder=self.builder)
    html = _written(node, self.builder, show, lambda item: error_box(*item))
    html = xhtml(html) if getattr(self.builder, "out_suffix", "") == ".xhtml" else html
    wrapped = node["ids"] or node["classes"]
    self.body.append(f"{self.starttag(node, 'div')}{html}</div>\n" if wrapped else f"{html}\n")
    raise nodes.SkipNode


def _figure(picture: Picture, node: HeatmapNode, builder: Any) -> str:  # of HTML
    """Turn a picture into HTML."""
    wanted = images(picture) if node.images is None else node.images
    shown = [(item, _address(item.sheet, node, builder)) for item in wanted]
    return figure(picture, palette_names(builder.config), shown)


def _address(sheet: Sheet, node: HeatmapNode, builder: Any) -> str:  # of HTML
    """Write an image among those of the builder, unless it is there, and give its address."""
    key = sheet.key
    name = f"heatmark-{key}.{sheet.format}"
    file = Path(builder.outdir, builder.imagedir, name)
    if not file.exists():
        drawing = draw_images({key: partial(draw_image, sheet)}, _store(builder))[key]
        if isinstance(drawing, Exception):
            raise drawing
        if drawing.missing:
            _report(no_font(drawing.missing), builder, str(node.source), node.line)
        write_whole(file, drawing.data)
    return f"{builder.imgpath}/{name}"


def visit_latex(self: LaTeXTranslator, node: HeatmapNode) -> None:
    """Write a heatmap as LaTeX."""
    text = _written(node, self.builder, latex, lambda problem: escape(plain_error(*problem)))
    self.body.append(f"\n{text}\n")
    raise nodes.SkipNode


def _written(
    node: HeatmapNode,
    builder: Builder,
    show: Callable[[Picture], str],
    tell: Callable[[Problem], str],
) -> str:
    """Write what a node shows. A bug of ours is a problem like others, and stops no build."""
    content = node.content
    if isinstance(content, Picture):
        try:
            return show(content)
        except Exception as error:
            content = Problem(unexpected(error), content.lang, node.line or 0)
            _report(content.error, builder, str(node.source), node.line)
    return tell(content) if isinstance(content, Problem) else ""


def replace_with_text(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put plain text in the place of heatmaps, for builders that know neither HTML nor LaTeX.

    An error is plain text in LaTeX too.
    """
    for node in list(doctree.findall(HeatmapNode)):
        if isinstance(node.content, Block):
            node.content = _too_late(node.content, app.builder)
        if app.builder.format == "html":
            continue
        if app.builder.format == "latex" and isinstance(node.content, Picture):
            continue
        text = _written(node, app.builder, plain, lambda problem: plain_error(*problem))
        names = {name: node[name] for name in ("ids", "names", "classes")}
        node.replace_self(nodes.literal_block(text, text, language="none", **names))


def _report(found: HeatmarkError | Notice, builder: Builder, source: str, line: int | None) -> None:
    site = Page(options=site_options(builder))
    SphinxHost().report(Place(site, source, line or 0), found)


def _too_late(block: Block, builder: Builder) -> Problem:
    """Refuse what another extension has made after the page was read."""
    error = HeatmarkError("a heatmap was made after its page was read")
    _report(error, builder, block.source, block.line)
    return Problem(error, language(builder.config.language), block.line)


def _store(builder: Any) -> Store:  # any builder of Sphinx
    return Store(Path(builder.doctreedir, "heatmark"))


def prune(app: Sphinx, _problem: Exception | None) -> None:
    """Remove images that no build has used for long."""
    _store(app.builder).prune(resolve(site_options(app)).cache_days)
