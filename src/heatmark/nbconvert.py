"""For nbconvert, and so for mkdocs-jupyter: fences in Markdown cells of notebooks become figures.

HTML, slides and Markdown get them as HTML, LaTeX as LaTeX, formats of text as text; a notebook or a
script that a notebook becomes keeps its fences.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters import (
    HTMLExporter,
    LatexExporter,
    MarkdownExporter,
    PDFExporter,
    SlidesExporter,
    WebPDFExporter,
)
from nbconvert.preprocessors import Preprocessor
from traitlets import Bool, Dict

from heatmark.block.between_quotes import quoted_fences
from heatmark.block.fences import find_fences, replaced
from heatmark.block.indented import is_far_in
from heatmark.block.near import is_code
from heatmark.core.errors import Notice
from heatmark.hosts.page import Page, Place, fenced_block
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.markdown import LOG_LEVELS, MarkdownHost, describe
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.picture.frame import image_settings
from heatmark.picture.lint import heard
from heatmark.render.html.css import slide_style, stylesheet
from heatmark.render.html.figure import error_box, figure
from heatmark.render.image.draw import draw, images, still_image
from heatmark.render.latex import latex, latex_error
from heatmark.render.tex import escape as tex
from heatmark.render.text import plain_error, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heatmark.block.fences import Fence
    from heatmark.core.errors import HeatmarkError
    from heatmark.hosts.page_run import Problem
    from heatmark.picture.parts import Picture

    _Shown = Drawn | Problem
    _Writer = Callable[[Sequence[_Shown], Page, Any], Iterator[list[str]]]


_FAR_IN = Notice(
    name="indented-block",
    message="this block is so far in that Jupyter shows it as code, and it is not drawn",
    hint="begin its lines at the margin, or where the text of its list begins",
)


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
            resources: What nbconvert knows of it: its folder, its name, the format to come. Images
                that LaTeX needs as files are put in.

        Raises:
            OptionError: If there is no such option, or it does not take the value.
        """
        write = _writer(resources)
        if write is None:
            return nb, resources
        page = _page(resources, dict(self.options))
        host = _Host(dict(page.options), self.log)
        found = [
            (cell, f"{page.name}, cell {number}", cell.source.split("\n"))
            for number, cell in enumerate(nb.cells, 1)
            if cell.cell_type == "markdown"
        ]
        fences = [_fences(lines, Place(page, name, 0), host, write) for _, name, lines in found]
        blocks = [
            fenced_block(fence, fence.first + 1, name)
            for (_, name, _), inside in zip(found, fences, strict=True)
            for fence in inside
        ]
        address = host.address if write is _html else None
        drawn = iter(write(draw_page(blocks, page, host, address), page, resources))
        for (cell, _, lines), inside in zip(found, fences, strict=True):
            cell.source = "\n".join(replaced(lines, inside, [next(drawn) for _ in inside]))
        return nb, resources


def _fences(lines: Sequence[str], place: Place, host: _Host, write: _Writer) -> list[Fence]:
    """Find the heatmaps of a cell, and tell of those that are code here alone, or nearly one.

    Pandoc, which writes all but HTML, knows footnotes.
    """
    missed = quoted_fences(lines)
    fences = [*find_fences(lines, missed)]
    for index, notice in missed:
        for item in heard([notice], place.page.settings):
            host.report(place._replace(line=index + 1), item)
    code = [one for one in fences if is_far_in(lines, one, notes=write is not _html)]
    told = [one.first + 1 for one in code if not is_code(lines, one.first)]
    for line, notice in product(told, heard([_FAR_IN], place.page.settings)):
        host.report(place._replace(line=line), notice)
    return [one for one in fences if one not in code]


def _writer(resources: Any) -> _Writer | None:
    """Find what writes figures for the format to come, as lines of Markdown."""
    ending = str(resources.get("output_extension", ".html"))
    kinds = {_html: (".html", ".md"), _latex: (".tex",), _text: (".rst", ".asciidoc", ".txt")}
    return next((write for write, ends in kinds.items() if ending.endswith(ends)), None)


def _html(drawn: Sequence[_Shown], page: Page, resources: Any) -> Iterator[list[str]]:
    """Write HTML: on one line, because an empty one would end it in Markdown."""
    palettes = [one.picture.palette for one in drawn if isinstance(one, Drawn)]
    styled = {palette.name for palette in palettes}
    dark, ending = page.settings.dark_selector, str(resources.get("output_extension"))
    more = slide_style(dark) if "slides" in ending else ""
    style = f"<style>{stylesheet(palettes, dark)}{more}</style>"
    for place, one in enumerate(drawn):
        html = (
            figure(one.picture, styled, one.addressed)
            if isinstance(one, Drawn)
            else error_box(*one)
        )
        # Entities are no ends of lines in styles.
        before = [style.replace("\n", " "), ""] if place == 0 else []
        yield [*before, html.replace("\n", "&#10;")]


def _latex(drawn: Sequence[_Shown], page: Page, resources: Any) -> Iterator[list[str]]:
    """Write LaTeX, which pandoc hands on as it is; images are files beside the document."""
    for number, one in enumerate(drawn, 1):
        if not isinstance(one, Drawn):
            made = latex_error(*one)
        else:
            image = one.picture.image and _image_file(one.picture, page, number, resources)
            made = latex(one.picture, _title(one.picture), image or "")
        yield _raw(made, "{=latex}")


def _title(picture: Picture) -> str:
    """Write a title to which links may lead; nbconvert prints no captions."""
    target = rf"\hypertarget{{{picture.id}}}{{}}" if picture.id else ""
    return target + (rf"\textbf{{{tex(picture.title)}}}" if picture.title else "")


def _image_file(picture: Picture, page: Page, number: int, resources: Any) -> str:
    """Draw the image of a picture as a file of the document, and write what shows it."""
    settings = image_settings(page.settings, "png")
    sheet = still_image(images(picture._replace(image=settings))).sheet
    folder = resources.get("output_files_dir") or "."
    name = f"{folder}/heatmark-{number}.png".removeprefix("./")
    outputs = resources.get("outputs")
    if outputs is None:
        outputs = resources["outputs"] = {}
    outputs[name] = draw(sheet).data
    width = sheet.css_size[0] * 0.75  # points
    return (
        rf"\includegraphics[width=\ifdim{width}bp<\linewidth{width}bp\else\linewidth\fi]{{{name}}}"
    )


def _text(drawn: Sequence[_Shown], page: Page, resources: Any) -> Iterator[list[str]]:
    """Write text with its table, as code."""
    del page, resources
    for one in drawn:
        yield _raw(plain_text(one.picture) if isinstance(one, Drawn) else plain_error(*one), "")


def _raw(text: str, kind: str) -> list[str]:
    """Put text between fences that are longer than any in it."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{kind}", *text.rstrip("\n").split("\n"), fence]


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


class _Draws:
    """Makes an exporter of nbconvert draw heatmaps, without a word in any configuration."""

    def _init_preprocessors(self: Any) -> None:
        super()._init_preprocessors()  # type: ignore[misc]
        self.register_preprocessor(HeatmarkPreprocessor, enabled=True)


class HeatmarkHTMLExporter(_Draws, HTMLExporter):
    """`jupyter nbconvert --to heatmark-html`."""

    export_from_notebook = "HTML (heatmark)"


class HeatmarkSlidesExporter(_Draws, SlidesExporter):
    """`jupyter nbconvert --to heatmark-slides`."""

    export_from_notebook = "Reveal.js slides (heatmark)"


class HeatmarkMarkdownExporter(_Draws, MarkdownExporter):
    """`jupyter nbconvert --to heatmark-markdown`."""

    export_from_notebook = "Markdown (heatmark)"


class HeatmarkLatexExporter(_Draws, LatexExporter):
    """`jupyter nbconvert --to heatmark-latex`."""

    export_from_notebook = "LaTeX (heatmark)"


class HeatmarkPDFExporter(_Draws, PDFExporter):
    """`jupyter nbconvert --to heatmark-pdf`."""

    export_from_notebook = "PDF via LaTeX (heatmark)"


class HeatmarkWebPDFExporter(_Draws, WebPDFExporter):
    """`jupyter nbconvert --to heatmark-webpdf`."""

    export_from_notebook = "PDF via HTML (heatmark)"
