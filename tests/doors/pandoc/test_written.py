"""Fences as pandoc has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heatmark.doors.pandoc.nodes import code, para, text_elements
from heatmark.doors.pandoc.written import HEADER, Sources, block_of

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = Sources([])


def fence(content: str, ident: str = "", *classes: str, **pairs: str) -> dict[str, Any]:
    return {"t": "CodeBlock", "c": [[ident, [*classes], [*map(list, pairs.items())]], content]}


def test_attributes_are_a_header() -> None:
    """Id, classes and values, with what quotes have to be escaped."""
    found = block_of(fence("a 1", "x", "heatmap", "wide", title='a "b" \\'), NOWHERE)
    assert found is not None
    assert found.header == r'#x .wide title="a \"b\" \\"'
    assert (found.body, found.line) == ("a 1", 0)


def test_our_reader_keeps_a_header_as_it_is() -> None:
    """In an attribute of its own."""
    found = block_of(fence("a 1", "", "heatmap", **{HEADER: "scale=[0, 1]"}), NOWHERE)
    assert found is not None
    assert found.header == "scale=[0, 1]"


@pytest.mark.parametrize("node", [code("heatmap x=1"), fence("a", "", "python", "heatmap")])
def test_other_code_is_code(node: dict[str, Any]) -> None:
    """Only the first class says what it is."""
    assert block_of(node, NOWHERE) is None


def _code(content: str) -> dict[str, Any]:
    return {"t": "Code", "c": [["", [], []], content]}


@pytest.mark.parametrize(
    "inlines",
    [
        [_code('heatmap title="x" a 1 b 2')],
        [_code("heatmap {title=x} a 1")],
        [_code('{.heatmap heatmark-header="title\\=ex"}     a 1')],
        [_code("{.heatmap} a 1")],
        [_code("{heatmap} Tên :measure: x a 1")],
        [*text_elements("Text"), {"t": "SoftBreak"}, _code("heatmap title=x a 1")],
        text_elements("```heatmap title=x"),
        text_elements("~~~heatmap title=x a 1"),
        [{"t": "Subscript", "c": []}, *text_elements("~heatmap title=x")],
        [*text_elements("~"), {"t": "Strikeout", "c": text_elements("heatmap title=x a 1")}],
    ],
)
def test_a_fence_that_became_text_is_refused(inlines: list[dict[str, Any]]) -> None:
    """The hint names the form that pandoc reads."""
    found = block_of({"t": "Para", "c": inlines}, NOWHERE)
    assert found is not None
    assert found.problem is not None
    assert "{.heatmap" in found.problem.hint


@pytest.mark.parametrize(
    "inlines",
    [
        [*text_elements("See "), _code("heatmap title=x"), *text_elements(".")],
        [_code("heatmap title=x"), *text_elements(" is a header")],
        [_code("heatmap")],
        [_code("{.heatmap title=x}")],
        [_code("{heatmap}")],
        [_code("heatmap check docs")],
        text_elements("heatmap title=x"),
        text_elements("~heatmaps"),
    ],
)
def test_text_about_heatmaps_is_text(inlines: list[dict[str, Any]]) -> None:
    """In a sentence a header is an example, and a command is no header."""
    assert block_of({"t": "Para", "c": inlines}, NOWHERE) is None


def test_a_known_file_gives_header_tabs_and_line(tmp_path: Path) -> None:
    """Each fence is taken once; what pandoc has made of it matters only as white space."""
    file = tmp_path / "a.md"
    file.write_text("# A\n\n```heatmap title=x\na\t1\n```\n\n```heatmap\na\t1\n```\n", "utf-8")
    sources = Sources([(file, "a.md")])
    node = fence("a   1", "", "heatmap")
    sources.count([node, node, para("a")])
    first, second, third = (block_of(node, sources) for _ in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.header, first.body, first.line, first.source) == ("title=x", "a\t1", 3, "a.md")
    assert (second.header, second.line) == ("", 7)
    assert (third.body, third.line) == ("a   1", 0)


SAME = "```heatmap title=x\na 1\n```\n\n```heatmap title=y\na 1\n```\n\n```heatmap\na 1\n```\n"


def test_a_header_that_is_there_says_which_fence_it_is(tmp_path: Path) -> None:
    """Blocks with the same rows keep their headers, also where pandoc has left one out."""
    file = tmp_path / "a.md"
    file.write_text(SAME, "utf-8")
    sources = Sources([(file, "a.md")])
    second = block_of(fence("a 1", "", "heatmap", title="y"), sources)
    ours = block_of(fence("a 1", "", "heatmap", **{HEADER: " title='x' "}), sources)
    other = block_of(fence("a 1", "", "heatmap", title="z"), sources)
    assert second is not None
    assert ours is not None
    assert other is not None
    assert (second.header, second.line) == ("title=y", 5)
    assert (ours.header, ours.line) == ("title=x", 1)
    assert (other.header, other.line) == ('title="z"', 0)  # of a table, which has no fence


def test_headers_that_are_dropped_are_those_of_the_file(tmp_path: Path) -> None:
    """In their order, if all blocks with these rows are there; else nobody knows whose is whose."""
    file = tmp_path / "a.md"
    file.write_text(SAME, "utf-8")
    node, sources = fence("a 1", "", "heatmap"), Sources([(file, "a.md")])
    sources.count([node] * 3)
    found = [block_of(node, sources) for _ in range(3)]
    assert [one and one.header for one in found] == ["title=x", "title=y", ""]
    sources = Sources([(file, "a.md")])
    sources.count([node] * 2)
    unclear = block_of(node, sources)
    assert unclear is not None
    assert unclear.problem is not None
    assert "which header this block has is not clear" in unclear.problem.message


def test_a_reader_that_keeps_headers_is_believed(tmp_path: Path) -> None:
    """A block without a header is none of those with one."""
    file = tmp_path / "a.md"
    file.write_text(SAME, "utf-8")
    found = block_of(fence("a 1", "", "heatmap"), Sources([(file, "a.md")], whole=True))
    assert found is not None
    assert (found.header, found.line) == ("", 9)


def test_a_fence_without_end_is_said_to_have_none(tmp_path: Path) -> None:
    """That is what is wrong with it, not its header."""
    file = tmp_path / "a.md"
    file.write_text("```heatmap\na 1\n", "utf-8")
    found = block_of(para("```heatmap a 1"), Sources([(file, "a.md")]))
    assert found is not None
    assert found.problem is not None
    assert found.problem.message == "the fence is never closed"
    assert found.line == 1


def test_a_header_that_is_cut_off_is_refused() -> None:
    """CommonMark takes the first word for the language."""
    found = block_of(fence("a 1", "", "{.heatmap"), NOWHERE)
    assert found is not None
    assert found.problem is not None


def test_a_file_that_is_none_is_left_to_pandoc(tmp_path: Path) -> None:
    """Standard input has no name; what is no text is not read."""
    (tmp_path / "a.md").write_bytes(b"\xff")
    sources = Sources([(tmp_path / "a.md", "a.md"), (tmp_path / "-", "-")])
    assert sources.fences == []
