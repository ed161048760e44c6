"""Directives and fences of mystmd as blocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.doors.mystmd.written import noted, only_source, read_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from heatmark.hosts.page import Block


def lines(first: int, last: int) -> dict[str, Any]:
    return {"position": {"start": {"line": first}, "end": {"line": last}}}


def directive(args: str = "", body: str = "a 1", **options: Any) -> dict[str, Any]:
    """Hand over a directive in line 10, its options on the lines below it, then its rows."""
    named = [
        {"type": "mystOption", "name": name, "value": value, **lines(11 + at, 11 + at)}
        for at, (name, value) in enumerate(options.items())
    ]
    start = 11 + len(named)
    content = {"type": "mystDirectiveBody", "value": body, **lines(start, start)}
    node = {"args": args, "value": body, "children": [*named, content], **lines(10, start + 1)}
    return {"name": "heatmap", "node": node}


def block(given: dict[str, Any], folder: Path) -> Block:
    (found,), _ = read_blocks({"children": [noted(given)]}, folder)
    return found.block


def test_a_directive_keeps_what_it_says(tmp_path: Path) -> None:
    """Its header, its options and where each of them stands."""
    found = block(directive('title="x" cmap=Blues', view="bars", table=True), tmp_path)
    assert found.header == 'title="x" cmap=Blues'
    assert found.options == {"view": "bars", "table": "true"}
    assert found.lines == {"view": 1, "table": 2}
    assert found.body == "\n\na 1"
    assert found.line == 10


def test_names_of_myst_are_ours(tmp_path: Path) -> None:
    """So that a figure is written as its others are."""
    given = directive(label="fig-x", caption="T", **{"class": "wide", "name": "n"})
    assert block(given, tmp_path).options == {"id": "fig-x", "title": "T", "css_classes": "wide"}


@pytest.mark.parametrize(
    ("name", "options"),
    [("foo", {"id": "foo"}), ("Hình 1", {"id": "Hinh-1"}), ("", {}), (None, {}), ("1", {})],
)
def test_a_name_is_an_id(name: str | None, options: dict[str, str], tmp_path: Path) -> None:
    """As in Sphinx, so that references lead to it; what leaves no letter is none."""
    assert block(directive(name=name), tmp_path).options == options


def test_an_argument_is_a_title(tmp_path: Path) -> None:
    """As that of a figure or a table."""
    found = block(directive("Độ dài từ"), tmp_path)
    assert (found.header, found.options) == ("", {"title": "Độ dài từ"})


@pytest.mark.parametrize(
    ("args", "options", "said"),
    [
        ("T", {"caption": "U"}, "two titles"),
        ("", {"caption": "T", "title": "U"}, "two titles"),
        ("", {"label": "a", "id": "b"}, "id is set twice"),
        ("", {"name": "a", "id": "b"}, "id is set twice"),
    ],
)
def test_two_of_a_kind_are_refused(
    args: str, options: dict[str, str], said: str, tmp_path: Path
) -> None:
    """Which of them is meant, nobody knows."""
    problem = block(directive(args, **options), tmp_path).problem
    assert problem is not None
    assert said in str(problem)


def fence(body: str, line: int) -> dict[str, Any]:
    return {"type": "code", "lang": "heatmap", "value": body, **lines(line, line + 2)}


def test_a_fence_has_its_header_from_its_file(tmp_path: Path) -> None:
    """Which MyST drops."""
    (tmp_path / "a.md").write_text("```heatmap title=x\na\t1\n```\n", "utf-8")
    (found,), sources = read_blocks({"children": [fence("a\t1", 1)]}, tmp_path)
    assert only_source(sources) is not None
    assert (found.block.header, found.block.line) == ("title=x", 1)


def test_a_fence_without_its_file_is_refused(tmp_path: Path) -> None:
    """What it asks for is not known; the hint names the form that is."""
    (found,), sources = read_blocks({"children": [fence("a 1", 3)]}, tmp_path)
    assert not sources
    assert found.block.problem is not None
    assert "```{heatmap}" in found.block.problem.hint


def test_code_that_a_directive_shows_is_left(tmp_path: Path) -> None:
    """It has no lines, and no fence of ours."""
    (tmp_path / "a.md").write_text("```{code-block} heatmap\na 1\n```\n", "utf-8")
    page = {"children": [{"type": "code", "lang": "heatmap", "value": "a 1"}]}
    assert read_blocks(page, tmp_path)[0] == []


def test_included_fences_say_where_they_are(tmp_path: Path) -> None:
    """In messages; the page is another file."""
    (tmp_path / "a.md").write_text("```{include} b.md\n```\n", "utf-8")
    (tmp_path / "b.md").write_text("\n```heatmap title=x\na 1\n```\n", "utf-8")
    page = {"children": [{"type": "include", "file": "b.md", "children": [fence("a 1", 2)]}]}
    (found,), sources = read_blocks(page, tmp_path)
    assert (found.block.header, found.block.source) == ("title=x", "b.md")
    assert [one.path.name for one in sources] == ["a.md"]


def test_a_directive_of_a_notebook_gives_no_other_its_header(tmp_path: Path) -> None:
    """Lines count within their cells, and rows may be the same in several."""
    rows = "a 1\nb 2"
    first = f"```{{heatmap}} dir\n:measure: d\n\n{rows}\n```\n\n```heatmap title=one\n{rows}\n```"
    cells = [
        {"cell_type": "markdown", "source": source}
        for source in (first, f"```heatmap title=two\n{rows}\n```")
    ]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), "utf-8")
    content = {"type": "mystDirectiveBody", "value": rows, **lines(4, 5)}
    given = {"args": "dir", "value": rows, "children": [content], **lines(1, 6)}
    fences = [
        {"type": "code", "lang": "heatmap", "value": rows, **lines(first, last)}
        for first, last in ((8, 11), (1, 4))
    ]
    nodes = [noted({"name": "heatmap", "node": given}), *fences]
    found, _ = read_blocks({"children": nodes}, tmp_path)
    titles = [one.block.options.get("title") or one.block.header for one in found]
    assert titles == ["dir", "title=one", "title=two"]
