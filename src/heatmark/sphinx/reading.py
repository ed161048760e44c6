"""Names and draws the heatmaps of a document while it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from heatmark.core.errors import HeatmarkError, Notice, SourceError
from heatmark.hosts.page import Block, logged
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.render.visible import visible
from heatmark.sphinx.config import page_of
from heatmark.sphinx.figures import HeatmapNode, name_figure, set_title
from heatmark.sphinx.missed import report_missed, take_attributes
from heatmark.sphinx.myst import line_in_cell, take_braces

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from heatmark.hosts.page import Page, Place

log = logging.getLogger("heatmark")


DRAW = "heatmark-draw"  # an event of our own


class SphinxHost:
    """Tells authors by Sphinx's log, whose warnings `-W` counts."""

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Tell the author about an error, which `suppress_warnings` calls a block, or a notice."""
        is_notice = isinstance(found, Notice)
        tell = log.info if isinstance(found, Notice) and found.level == "info" else log.warning
        tell(
            "%s",
            logged(found, index.page) + _more(found, index.page),
            location=f"{index.source}:{index.line}",
            type="heatmark",
            subtype="notice" if is_notice else "block",
        )


def _more(found: HeatmarkError | Notice, page: Page) -> str:
    """Say what `silence` calls a notice, and where a file that is missing was looked for."""
    if isinstance(found, Notice):
        return f" [{found.name}]"
    tried = getattr(page.note, "tried", None)
    missing = isinstance(found, SourceError) and tried is not None and not tried.exists()
    return f" [{tried}]" if missing else ""


class NameHeatmaps(SphinxTransform):
    """Gives heatmaps their titles and ids, before Sphinx numbers figures and labels reach them."""

    default_priority = 205

    def apply(self, **_: object) -> None:
        """Name them, also with what lines of attributes below them say."""
        take_braces(self.document)
        take_attributes(self.document)
        for node in self.document.findall(HeatmapNode):
            name_figure(node, self.document)


class DrawHeatmaps(SphinxTransform):
    """Draws heatmaps, before Sphinx asks for the titles of what references lead to.

    What a page's field list says for us is kept from being read as text.
    """

    default_priority = 845  # after the list is known to be about the page, before quotes are curled

    def apply(self, **_: object) -> None:
        """Take the source of the field in the place of what was made of it, and draw."""
        written = None
        for body in self.document.findall(nodes.field_body):
            field = body.parent
            if isinstance(field.parent, nodes.docinfo) and field[0].astext() == "heatmark":
                written = body.rawsource
                body[:] = [nodes.literal(written, written)]
        self.env.events.emit(DRAW, self.document, written)  # which brings Sphinx itself along


def report_page(app: Sphinx, doctree: nodes.document) -> None:
    """Tell the author of a page what in it is nearly a heatmap."""
    metadata = app.env.metadata[app.env.docname]
    report_missed(doctree, metadata, page_of(app, metadata.get("heatmark")), SphinxHost())


def draw_document(app: Sphinx, doctree: nodes.document, written: object) -> None:
    """Draw the heatmaps of a document.

    Args:
        app: Sphinx.
        doctree: The document.
        written: What it says under `heatmark`, or None.
    """
    found = [node for node in doctree.findall(HeatmapNode) if isinstance(node.content, Block)]
    for node in found:
        node["ids"].sort(key=_is_made_up)  # the first is the one that pages show
    if not found:
        return
    blocks = [node.content for node in found if isinstance(node.content, Block)]
    drawn = draw_page(blocks, page_of(app, written), SphinxHost())
    for node, one in zip(found, drawn, strict=True):
        if isinstance(one, Drawn):
            _show(node, one, doctree)
        else:
            source = str(node.source or "")
            node.content = one._replace(line=line_in_cell(source, one.line))
            app.env.note_reread()  # the next build is to say it again


def _is_made_up(anchor: str) -> bool:
    """Tell the ids that docutils gives from those of authors."""
    return re.fullmatch(r"id\d+", anchor) is not None


def _show(node: HeatmapNode, drawn: Drawn, document: nodes.document) -> None:
    """Keep what is drawn, its title, which may be from a file, and its text."""
    node.content, node.images = drawn.picture, drawn.images
    if drawn.picture.title:
        set_title(node, drawn.picture.title)
        if not node["ids"]:
            document.note_implicit_target(node)
    text = visible((drawn.picture.cells.text,))[0]
    node.append(nodes.Text(text))
