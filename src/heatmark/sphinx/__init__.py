"""The Sphinx extension: a `heatmap` directive, in reStructuredText and as a fence in MyST.

Directives only take note of what is written. When a document has been read, all its heatmaps are
drawn in one place, so that errors come with the page; builders then ask for HTML, LaTeX or text.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from zlib import crc32

from heatmark.picture.parts import Legend, Palette, Picture, Strip
from heatmark.sphinx.config import CONFIG, SITE_OPTIONS, check_config
from heatmark.sphinx.directive import HeatmapDirective
from heatmark.sphinx.figures import FIGURE, HeatmapNode, title_of
from heatmark.sphinx.myst import IN_BRACES, NAME, take_fences
from heatmark.sphinx.reading import DRAW, DrawHeatmaps, NameHeatmaps, draw_document, report_page
from heatmark.sphinx.writers import (
    CSS,
    prune,
    replace_with_text,
    visit_html,
    visit_latex,
    write_stylesheet,
)
from heatmark.tokens.shown import Texts

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def _shape() -> int:
    """Number the shape of what is kept in the environment, so that old pictures are drawn anew."""
    shapes = [kept._fields for kept in (Texts, Picture, Strip, Legend, Palette)]
    return crc32(f"{version('heatmark')} {shapes}".encode())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register with Sphinx."""
    for name in SITE_OPTIONS:
        app.add_config_value(CONFIG + name, None, "env", Any)
    visitors: Any = {"html": (visit_html, None), "latex": (visit_latex, None)}
    title: Any = title_of  # which may be None, whatever Sphinx's types say
    app.add_enumerable_node(HeatmapNode, FIGURE, title, **visitors)
    app.add_transform(NameHeatmaps)
    app.add_transform(DrawHeatmaps)
    for name in (NAME, IN_BRACES):
        app.add_directive(name, HeatmapDirective)
    app.add_css_file(CSS)
    app.add_latex_package("xcolor")
    app.connect("config-inited", check_config)
    app.connect("config-inited", take_fences)
    app.connect("builder-inited", write_stylesheet)
    app.add_event(DRAW)
    app.connect(DRAW, draw_document)
    app.connect("doctree-read", report_page)
    app.connect("doctree-resolved", replace_with_text)
    app.connect("build-finished", prune)
    return {
        "version": version("heatmark"),
        "env_version": _shape(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
