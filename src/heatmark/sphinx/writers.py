"""What builders write: HTML, LaTeX, text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _

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
from heatmark.render.html.figure import HostFrame, error_box, figure
from heatmark.render.html.xhtml import book_styles, xhtml
from heatmark.render.image.draw import draw as draw_image
from heatmark.render.image.draw import images, lacks
from heatmark.render.latex import latex
from heatmark.render.tex import escape as tex
from heatmark.render.text import plain_error, plain_text
from heatmark.sphinx.config import palette_names, site_options
from heatmark.sphinx.figures import FIGURE, HeatmapNode
from heatmark.sphinx.reading import SphinxHost

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator
    from sphinx.writers.latex import LaTeXTranslator

    from heatmark.render.image.sheet import Sheet


CSS = "heatmark.css"
_IN_TABLES = 18  # em: a line in cells of tables, whose width LaTeX does not know yet
_FLUSH = {"left": "flushleft", "center": "center", "right": "flushright"}


def write_stylesheet(app: Sphinx) -> None:
    """Put the stylesheet among the static files, before pages take its checksum."""
    if app.builder.format != "html":
        return
    file = Path(app.outdir) / "_static" / CSS
    dark = resolve(site_options(app)).dark_selector
    css = stylesheet(map(palette, palette_names(app.config)), dark)
    css = book_styles(css) if _is_book(app.builder) else css
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, css.encode("utf-8"))


def _is_book(builder: Builder) -> bool:
    return getattr(builder, "out_suffix", "") == ".xhtml"


def visit_html(self: HTML5Translator, node: HeatmapNode) -> None:
    """Write a heatmap as HTML, or as XHTML for EPUB."""
    html = _written(node, self.builder, partial(_figure, node, self), partial(_box, node, self))
    html = xhtml(html) if _is_book(self.builder) else html
    self.body.append(f"{html}\n")
    raise nodes.SkipNode


def _figure(node: HeatmapNode, translator: HTML5Translator, picture: Picture) -> str:
    """Turn a picture into HTML, with what Sphinx has for figures: ids, classes, number, link."""
    builder: Any = translator.builder  # of HTML
    wanted = images(picture) if node.images is None else node.images
    shown = [(item, _address(item.sheet, node, builder)) for item in wanted]
    ids = [*node["ids"]] or [picture.id]
    classes = (*picture.classes, *node["classes"], *_aligned(node))
    placed = picture._replace(id=ids[0], classes=tuple(dict.fromkeys(classes)))
    if _is_book(builder):  # whose pages have no forms, of which tabs are made
        placed = placed._replace(series="stacked")
    frame = HostFrame(*_around(node, translator, picture.title), node.get("figwidth", ""))
    return _more_ids(node, translator) + figure(placed, palette_names(builder.config), shown, frame)


def _aligned(node: HeatmapNode) -> list[str]:
    return [f"align-{node['align']}"] if "align" in node else []


def _around(node: HeatmapNode, translator: HTML5Translator, title: str | None) -> tuple[str, str]:
    """Write what Sphinx has around the titles of figures: their number, and a link to them."""
    number = _said(translator, translator.add_fignumber, node) if node["ids"] else ""
    link = _said(translator, translator.add_permalink_ref, node, _("Link to this image"))
    if not (number or title):
        return "", ""
    return f'<p class="caption">{number}<span class="caption-text">', f"</span>{link}</p>"


def _said(translator: HTML5Translator, write: Callable[..., None], *given: object) -> str:
    """Take what a method of Sphinx's writes, without having it in the page."""
    kept, translator.body = translator.body, []
    write(*given)
    said, translator.body = "".join(translator.body), kept
    return said


def _more_ids(node: HeatmapNode, translator: HTML5Translator) -> str:
    """Write the other ids of a figure, as docutils does."""
    others = (nodes.inline(ids=[one]) for one in node["ids"][1:])
    return "".join(f"{translator.starttag(one, 'span', '')}</span>" for one in others)


def _box(node: HeatmapNode, translator: HTML5Translator, problem: Problem) -> str:
    """Turn a problem into HTML, which references to the figure still reach."""
    html = error_box(*problem)
    wrapped = node["ids"] or node["classes"]
    return f"{translator.starttag(node, 'div')}{html}</div>" if wrapped else html


def _address(sheet: Sheet, node: HeatmapNode, builder: Any) -> str:  # of HTML
    """Write an image among those of the builder, unless it is there, and give its address."""
    key = sheet.key
    name = f"heatmark-{key}.{sheet.format}"
    file = Path(builder.outdir, builder.imagedir, name)
    if not file.exists():
        drawing = draw_images({key: partial(draw_image, sheet)}, _store(builder))[key]
        if isinstance(drawing, Exception):
            raise drawing
        for notice in lacks(sheet.screen, drawing.missing, set()):
            _report(notice, builder, str(node.source), node.line)
        write_whole(file, drawing.data)
    return f"{builder.imgpath}/{name}"


def visit_latex(self: LaTeXTranslator, node: HeatmapNode) -> None:
    """Write a heatmap as LaTeX."""
    show = partial(_latex, node, self)
    text = _written(node, self.builder, show, lambda problem: tex(plain_error(*problem)))
    self.body.append(f"\n{text}\n")
    raise nodes.SkipNode


def _latex(node: HeatmapNode, translator: LaTeXTranslator, picture: Picture) -> str:
    """Turn a picture into LaTeX, with a caption that LaTeX numbers and that labels lead to."""
    labels = translator.hypertarget_to(node) if node["ids"] else ""
    caption = labels
    if picture.title and translator.table:
        caption = rf"\sphinxfigcaption{{{tex(picture.title)}}}{labels}"
    elif picture.title:  # in a box, so that no page ends behind it
        caption = rf"\captionof{{figure}}{{{tex(picture.title)}}}{labels}"
        caption = rf"\begin{{minipage}}{{\linewidth}}{caption}\end{{minipage}}"
    room = _IN_TABLES if translator.table else None
    drawn = latex(picture, caption, _latex_image(node, translator, picture), room)
    width = translator.latex_image_length(node["figwidth"]) if "figwidth" in node else None
    if translator.table:
        inside = rf"{{sphinxfigure-in-table}}[{width or f'{_IN_TABLES}em'}]"
        return rf"\begin{inside}{drawn}\end{{sphinxfigure-in-table}}\relax"
    if width:
        drawn = rf"\begin{{minipage}}{{{width}}}{drawn}\end{{minipage}}\par"
    way = _FLUSH.get(node.get("align", ""), "") if width else ""
    return rf"\begin{{{way}}}{drawn}\end{{{way}}}" if way else drawn


def _latex_image(node: HeatmapNode, translator: LaTeXTranslator, picture: Picture) -> str:
    """Write an image where one is asked for, the widest for light pages, as LaTeX takes it."""
    if picture.image is None:
        return ""
    builder: Any = translator.builder  # of LaTeX
    settings = replace(picture.image, format="png", both=False)
    wide, *_ = images(picture._replace(image=settings))
    name = _address(wide.sheet, node, builder).rpartition("/")[2].removesuffix(".png")
    return rf"\sphinxincludegraphics{{{{{name}}}.png}}"


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


def _numbered(node: HeatmapNode, app: Sphinx, docname: str, picture: Picture) -> str:
    """Write a picture as text, with its number before its title."""
    numbers = app.env.toc_fignumbers.get(docname, {}).get(FIGURE, {})
    number = numbers.get(node["ids"][0]) if node["ids"] else None
    if number:
        form = app.config.numfig_format[FIGURE]
        said = form % ".".join(map(str, number))
        picture = picture._replace(title=f"{said} {picture.title}")
    return plain_text(picture)


def replace_with_text(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put plain text in the place of heatmaps, for builders that know neither HTML nor LaTeX.

    An error is plain text in LaTeX too.
    """
    for node in list(doctree.findall(HeatmapNode)):
        if isinstance(node.content, Block):
            node.content = _too_late(node.content, app.builder)
        if app.builder.format == "html" or app.builder.name == "gettext":
            continue  # the latter has no text, but asks nodes for what can be translated
        if app.builder.format == "latex" and isinstance(node.content, Picture):
            continue
        show = partial(_numbered, node, app, docname)
        text = _written(node, app.builder, show, lambda problem: plain_error(*problem))
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
