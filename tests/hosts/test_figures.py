"""The figures of a page as HTML, for whoever builds pages of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heatmark.hosts.figures import Figure, draw_figures
from heatmark.hosts.page import Block, Page

if TYPE_CHECKING:
    from collections.abc import Collection

    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image

GOOD, BAD = Block(header="", body="a 1\nb 2", line=3), Block(header="", body="a x\nb 1", line=9)


class _Host:
    """Has the title of each picture for searches."""

    def __init__(self, styled: Collection[str] | None) -> None:
        self.styled = styled
        self.told: list[str] = []

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        self.told.append(f"{index.source}:{index.line}: {found.message}")

    def address(self, index: Place, image: Image) -> str:
        return f"{index.line}.{image.sheet.format}"

    def finish(self, html: str, picture: Picture) -> Figure:
        return Figure(html, text=picture.title or "-")


def test_each_block_has_what_stands_in_its_place() -> None:
    """A figure that the host has finished, an image at its address, or a box; in their order."""
    image = Block(header="output=png title=I", body="a 1\nb 2", line=20)
    host = _Host(["heatmark"])
    first, second, third = draw_figures([GOOD, BAD, image], Page(name="p.md"), host)
    assert first.html.startswith('<figure class="heatmark')
    assert first.text == "-"
    assert "heatmark-error" in second.html
    assert second.text == ""
    assert '"20.png"' in third.html
    assert third.text == "I"
    assert [line.split(" ")[0] for line in host.told] == ["p.md:10:", "p.md:3:", "p.md:20:"]


@pytest.mark.parametrize(
    ("source", "line", "said"), [("", 9, ""), ("more.md", 9, "more.md"), ("", 0, "included text")]
)
def test_a_box_says_where_the_block_is(source: str, line: int, said: str) -> None:
    """In another file, or in text that no file has; nothing of the page itself."""
    block = Block(header="", body=BAD.body, line=line, source=source)
    (box,) = draw_figures([block], Page(name="p.md"), _Host(()))
    assert said in box.html
    assert "p.md" not in box.html
    assert ("more.md" in box.html) == (source == "more.md")
    assert ("included text" in box.html) == (line == 0)


def test_the_first_brings_the_stylesheet() -> None:
    """Where the host adds none, and nowhere else; then no palette is written twice."""
    styled = draw_figures([GOOD, GOOD], Page(), _Host(None))
    assert [one.html.startswith("<style>") for one in styled] == [True, False]
    assert "--q-" not in styled[1].html
    assert draw_figures([], Page(), _Host(None)) == []
    assert "<style>" not in draw_figures([GOOD], Page(), _Host(["heatmark"]))[0].html
