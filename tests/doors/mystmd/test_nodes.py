"""Nodes of MyST: those that are ours, and those that we write."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.doors.mystmd.nodes import (
    admonition,
    blocks_of,
    is_box,
    lines_of,
    myst_text,
    names_of_id,
    only_on_paper,
    only_on_screens,
    paragraph,
    words_of,
)


def at(first: int, last: int) -> dict[str, Any]:
    return {"position": {"start": {"line": first}, "end": {"line": last}}}


def code(lang: str = "heatmap", **more: Any) -> dict[str, Any]:
    return {"type": "code", "lang": lang, "value": "a 1", **more}


def test_blocks_are_found_wherever_they_stand() -> None:
    """In order, and in lists and boxes; other code is no block."""
    first, second = code(value="1"), code(value="2")
    page = {"children": [first, code("python"), {"type": "list", "children": [second]}]}
    assert [one.node for one in blocks_of(page)] == [first, second]


def test_blocks_know_the_file_that_they_are_included_from() -> None:
    """The nearest one."""
    inner = {"type": "include", "file": "b.md", "children": [code()]}
    page = {"children": [{"type": "include", "file": "a.md", "children": [code(), inner]}]}
    assert [one.included for one in blocks_of(page)] == ["a.md", "b.md"]


def test_braces_with_a_dot_are_a_box() -> None:
    """Whose fence is on the line before its first row."""
    box = {"type": "div", "class": "wide heatmap", "children": [{**paragraph(), **at(4, 5)}]}
    assert is_box(box)
    assert lines_of(box) == (3, 3)
    assert not is_box({"type": "div", "class": "heatmaps"})


@pytest.mark.parametrize(
    ("node", "lines"),
    [(at(3, 5), (3, 5)), (at(3, 2), (3, 3)), ({}, (0, 0)), ({"position": {}}, (0, 0))],
)
def test_lines_are_as_far_as_they_are_known(node: dict[str, Any], lines: tuple[int, int]) -> None:
    """MyST says of some nodes that they end before they begin."""
    assert lines_of(node) == lines


def test_ids_are_those_that_myst_compares() -> None:
    """In small letters; the address has only what addresses have."""
    assert names_of_id("Fig:1") == {"label": "Fig:1", "identifier": "fig:1", "html_id": "fig-1"}


def test_screens_and_paper_have_their_own() -> None:
    """By what the exports of MyST leave out, and what only they read."""
    assert only_on_screens([myst_text("x")])["data"]["tags"] == ["no-tex", "no-typst"]
    assert only_on_paper("a", "b") == {"type": "raw", "tex": "a", "typst": "b"}


def test_errors_are_boxes() -> None:
    """With a title and what to do."""
    box = admonition("no", ["do"])
    assert box["kind"] == "error"
    assert [*words_of(box)] == ["no", "do"]
