"""Draws the heatmaps of a document that has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from heatmark.core.errors import HeatmarkError, Notice
from heatmark.hosts.page import Block, logged
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.render.visible import visible
from heatmark.sphinx.config import page_of
from heatmark.sphinx.directive import HeatmapNode
from heatmark.sphinx.missed import report_missed, take_attributes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture

log = logging.getLogger("heatmark")


class SphinxHost:
    """Tells authors by Sphinx's log, whose warnings `-W` counts."""

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Tell the author about an error, which `suppress_warnings` calls a block, or a notice."""
        is_notice = isinstance(found, Notice)
        tell = log.info if isinstance(found, Notice) and found.level == "info" else log.warning
        tell(
            "%s",
            logged(found, index.page),
            location=f"{index.source}:{index.line}",
            type="heatmark",
            subtype="notice" if is_notice else "block",
        )


def draw_all(app: Sphinx, doctree: nodes.document) -> None:
    """Draw the heatmaps of a document that has been read."""
    page = page_of(app)
    take_attributes(doctree)
    report_missed(doctree, app.env.metadata[app.env.docname], page, SphinxHost())
    found = [node for node in doctree.findall(HeatmapNode) if isinstance(node.content, Block)]
    if not found:
        return
    blocks = [node.content for node in found if isinstance(node.content, Block)]
    for node, drawn in zip(found, draw_page(blocks, page, SphinxHost()), strict=True):
        if isinstance(drawn, Drawn):
            node.content, node.images = drawn.picture, drawn.images
            node.append(nodes.Text(_words(drawn.picture)))
        else:
            node.content = drawn
            app.env.note_reread()  # the next build is to say it again


def _words(picture: Picture) -> str:
    """Say what searches find: with each word in one piece."""
    title = f"{picture.title}\n" if picture.title else ""
    return title + visible((picture.cells.text,))[0]
