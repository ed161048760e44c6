"""Nodes of ours as Typst."""

from __future__ import annotations

import re
from typing import Any

import pytest

from heatmark.doors.mystmd.tree import tree
from heatmark.doors.mystmd.typst import numbered_typst, typst
from heatmark.render.html.figure import figure
from needs import needs
from paths import hostile_lines
from pictures import drawn

_STRING = re.compile(r'"(?:\\.|[^"\\])*"')


def made(view: str = "text", **options: Any) -> str:
    shown = drawn(["un", "believ", " able"], [1, -2, None], view=view, hover=False, **options)
    return typst(tree(figure(shown), shown.palette)[0]["children"])


def compiled(source: str) -> bytes:
    """Let the compiler make paper of it, without an error."""
    import typst as compiler

    return bytes(compiler.compile(source.encode(), format="pdf"))


def test_cells_are_boxes_with_their_colours() -> None:
    """Of light pages: paper is white."""
    shown = made()
    assert re.search(r'#box\(fill: rgb\("#\w+"\).*?"un"', shown)
    assert "stroke: 0.4pt" in shown  # the missing score


def test_grids_and_bars_are_tables() -> None:
    """With filled cells, and bars as long as they are."""
    assert "table.cell(fill: rgb(" in made("grid")
    assert re.search(r"rect\(width: [1-9.]+em", made("bars"))


def test_a_figure_has_a_number_and_a_label() -> None:
    """As those of MyST; its caption is a string."""
    shown = numbered_typst("x", 'a "b" #c', "fig-1")
    assert r'caption: [#"a \"b\" #c"]' in shown
    assert '#label("fig-1")' in shown
    assert "caption" not in numbered_typst("x", "", "fig-1")


def test_answers_are_not_on_paper() -> None:
    """Where nothing is folded up."""
    html = "<details class='heatmark-table heatmark-answer'><summary>A</summary>B</details>"
    assert typst(tree(html, drawn(["a", "b"], [1, 2]).palette)) == ""


def test_authors_write_nothing_but_strings() -> None:
    """Outside of strings, all is ours."""
    lines = hostile_lines()
    shown = drawn(lines, [*range(len(lines))], hover=False)
    source = typst(tree(figure(shown), shown.palette)[0]["children"])
    outside = _STRING.sub("", source)
    assert "alert" in source
    assert not re.search(r"alert|script|onload|javascript|input|write18", outside)


@needs("typst")
@pytest.mark.parametrize("view", ["text", "grid", "bars"])
def test_typst_compiles_it(view: str) -> None:
    """All of it, with a caption and a reference to it."""
    figure_ = numbered_typst(made(view), "Độ dài", "fig-1")
    assert compiled(f"{figure_}\n@fig-1").startswith(b"%PDF")


@needs("typst")
def test_typst_compiles_what_is_hostile() -> None:
    """To the text that it is."""
    lines = hostile_lines()
    shown = drawn(lines, [*range(len(lines))], hover=False, title=lines[0])
    source = typst(tree(figure(shown), shown.palette)[0]["children"])
    assert compiled(numbered_typst(source, " ".join(lines), "x")).startswith(b"%PDF")
