"""For nbconvert, and so for mkdocs-jupyter: fences in Markdown cells of notebooks become figures.

Formats that show HTML get them (`--to html`, `slides`, `markdown`); in others fences stay.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.preprocessors import Preprocessor
from traitlets import Bool, Dict

from heatmark.block.fences import find_fences, never_closed, replaced
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.markdown import LOG_LEVELS, MarkdownHost, describe
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import error_box, figure

if TYPE_CHECKING:
    from heatmark.block.fences import Fence
    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place


_SHOWS_HTML = {".html", ".md"}


class HeatmarkPreprocessor(Preprocessor):
    """Draws the fences of a notebook's Markdown cells; they may share scales.

    Attributes:
        options: Options of a site, such as `{"cmap": "Blues"}`. Paths of data files start from the
            notebook; nothing outside its folder and `root` is read.
    """

    enabled = Bool(default_value=True).tag(config=True)
    options = Dict().tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Put figures in the places of fences.

        Args:
            nb: The notebook.
            resources: What nbconvert knows of it: its folder, its name, the format to come.

        Raises:
            OptionError: If there is no such option, or it does not take the value.
        """
        if resources.get("output_extension", ".html") not in _SHOWS_HTML:
            return nb, resources
        cells = [cell for cell in nb.cells if cell.cell_type == "markdown"]
        found = [(cell, list(find_fences(cell.source.split("\n")))) for cell in cells]
        page = _page(resources, dict(self.options))
        numbers = {id(cell): number for number, cell in enumerate(nb.cells, 1)}
        blocks = [
            _block(fence, f"{page.name}, cell {numbers[id(cell)]}")
            for cell, inside in found
            for fence in inside
        ]
        drawn = iter(self._drawn(blocks, page))
        for cell, inside in found:
            made = [next(drawn).split("\n") for _ in inside]
            cell.source = "\n".join(replaced(cell.source.split("\n"), inside, made))
        return nb, resources

    def _drawn(self, blocks: list[Block], page: Page) -> list[str]:
        host = _Host(dict(page.options), self.log)
        found = draw_page(blocks, page, host, host.address)
        palettes = [one.picture.palette for one in found if isinstance(one, Drawn)]
        styled = {palette.name for palette in palettes}
        html = [
            figure(one.picture, styled, [*zip(one.images, one.addresses, strict=True)])
            if isinstance(one, Drawn)
            else error_box(*one)
            for one in found
        ]
        # On one line: an empty one would end the HTML, and entities are no line ends in styles.
        lines = [one.replace("\n", "&#10;") for one in html]
        style = f"<style>{stylesheet(palettes)}</style>".replace("\n", " ")
        return [f"{style}\n\n{one}" if place == 0 else one for place, one in enumerate(lines)]


class _Host(MarkdownHost):
    """Speaks through the log of nbconvert."""

    def __init__(self, options: dict[str, object], log: Any) -> None:
        super().__init__(options)
        self.log = log

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Tell the author in which cell, and on which line of it."""
        level = LOG_LEVELS[getattr(found, "level", "warning")]
        self.log.log(level, "%s", describe(index, found))


def _page(resources: Any, options: dict[str, object]) -> Page:
    """Describe the notebook; options are checked here, where a wrong one stops the conversion."""
    metadata = resources.get("metadata", {})
    folder = Path(metadata.get("path") or ".")
    checked = check_all(options, Scope.SITE)
    name = f"{metadata.get('name', 'notebook')}.ipynb"
    return Page(name=name, options={"root": str(folder), **checked}, folder=folder)


def _block(fence: Fence, source: str) -> Block:
    problem = None if fence.closed else never_closed()
    line = fence.first + 1
    return Block(header=fence.header, body=fence.body, line=line, source=source, problem=problem)
