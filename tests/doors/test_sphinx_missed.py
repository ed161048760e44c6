"""What may have been meant to be a heatmap in a document of Sphinx, and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

docutils = pytest.importorskip("docutils")

from docutils import nodes
from docutils.utils import new_document

from heatmark.hosts.page import Block, Page
from heatmark.sphinx.figures import HeatmapNode
from heatmark.sphinx.missed import report_missed, take_attributes

if TYPE_CHECKING:
    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place


class _Listener:
    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []

    def report(self, place: Place, found: HeatmarkError | Notice) -> None:
        self.heard.append((place.line, getattr(found, "name", "error")))


def _code(text: str, language: str, line: int) -> nodes.literal_block:
    code = nodes.literal_block(text, text, language=language)
    code.line = line
    return code


@pytest.mark.parametrize(
    ("language", "heard"),
    [("Heatmap", [(3, "near-miss")]), ("heat-map", [(3, "near-miss")]), ("python", [])],
)
def test_code_that_is_nearly_ours_is_named(language: str, heard: list[tuple[int, str]]) -> None:
    """A near miss is told with its line; other code is not."""
    doctree = new_document("page.md")
    doctree += _code("a 1\nb 2", language, 3)
    host = _Listener()
    report_missed(doctree, {}, Page(name="page.md"), host)
    assert host.heard == heard


def test_it_can_be_silenced() -> None:
    """The page's option `silence` holds for these notices too."""
    doctree = new_document("page.md")
    doctree += _code("a 1", "Heatmap", 3)
    host = _Listener()
    report_missed(doctree, {}, Page(name="page.md", options={"silence": ("near-miss",)}), host)
    assert host.heard == []


def test_attributes_below_a_heatmap_are_its_own() -> None:
    """A line such as `{: .wide #z }` goes into the header, and out of the text."""
    doctree = new_document("page.md")
    node = HeatmapNode()
    node.content = Block(header="cmap=Reds", body="a 1\nb 2")
    doctree += node
    doctree += nodes.paragraph("{: .wide #z }", "{: .wide #z }")
    take_attributes(doctree)
    assert isinstance(node.content, Block)
    assert "z" in node.content.header
    assert "wide" in node.content.header
    assert not list(doctree.findall(nodes.paragraph))


@pytest.mark.parametrize(
    ("source", "heard"),
    [("```heatmap a 1 b 2```", [(5, "near-miss")]), ("```heatmap``` is a block", [])],
)
def test_a_block_on_one_line_is_told(source: str, heard: list[tuple[int, str]]) -> None:
    """It is code in a line, as a finished document has it."""
    doctree = new_document("page.md")
    paragraph = nodes.paragraph(source)
    paragraph += nodes.literal("", source.strip("`"))
    paragraph.line = 5
    doctree += paragraph
    host = _Listener()
    report_missed(doctree, {}, Page(name="page.md"), host)
    assert host.heard == heard


def test_a_block_between_quotation_marks_is_told() -> None:
    """It is a paragraph of a finished document."""
    doctree = new_document("page.md")
    for text in ("'''heatmap\na 1\n'''", "'''heatmap''' is bold"):
        paragraph = nodes.paragraph(text, text)
        paragraph.line = 5
        doctree += paragraph
    host = _Listener()
    report_missed(doctree, {}, Page(name="page.md"), host)
    assert host.heard == [(5, "near-miss")]
