"""Figures that a server keeps: never an old one where a new one is due."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.hosts import kept as kept_module
from heatmark.hosts.figures import Figure, draw_figures
from heatmark.hosts.kept import Kept
from heatmark.hosts.page import Block, Page

if TYPE_CHECKING:
    from pathlib import Path

    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image

BLOCK = Block(header="", body="a 1\nb 2", line=3)
NOTICED = Block(header="cmap=jet", body="a 1\nb 2\nc 3", line=3)
PAGE = Page(name="p.md", url="p/")


class _Host:
    """Knows what its author was told, and which images were asked for."""

    styled = ("heatmark",)

    def __init__(self) -> None:
        self.told: list[tuple[Page, str, int, str]] = []
        self.images: list[str] = []

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        self.told.append((index.page, index.source, index.line, str(found.message)))

    def address(self, index: Place, image: Image) -> str:
        self.images.append(image.sheet.key)
        return f"{index.line}.png"

    def finish(self, html: str, picture: Picture) -> Figure:
        return Figure(html, picture.id or "", picture.title or "", "m")


class _Server:
    """Builds pages, and counts how often figures were drawn."""

    def __init__(self, most: int = 10**6) -> None:
        self.kept = Kept(most)
        self.drawn = 0

    def build(self, *blocks: Block, page: Page = PAGE, host: _Host | None = None) -> list[Figure]:
        self.kept.begin()
        return self.go_on(*blocks, page=page, host=host)

    def go_on(self, *blocks: Block, page: Page = PAGE, host: _Host | None = None) -> list[Figure]:
        """Build another page, which is always as one without a memory has it."""
        found = self.kept.figures(blocks, page, host or _Host())
        assert found == draw_figures(blocks, page, _Host())
        return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> _Server:
    made = _Server()

    def counted(*given: Any) -> list[Figure]:
        made.drawn += 1
        return draw_figures(*given)

    monkeypatch.setattr(kept_module, "draw_figures", counted)
    return made


def test_what_is_as_it_was_is_given_again(server: _Server) -> None:
    """All of a figure, also what searches read, as often as it is asked for."""
    block = Block(header="title=T id=i", body="a 1\nb 2", line=3)
    found = [server.build(block, BLOCK) for _ in range(3)]
    assert found[0] == found[1] == found[2]
    assert found[0][0][1:] == ("i", "T", "m")
    assert server.drawn == 1


def test_the_author_is_told_again(server: _Server) -> None:
    """In each build, at the same places, about the page as it is now."""
    first, second = _Host(), _Host()
    now = replace(PAGE, source="other text")
    server.build(NOTICED, replace(NOTICED, source="more.md", line=8), host=first)
    server.build(NOTICED, replace(NOTICED, source="more.md", line=8), page=now, host=second)
    assert server.drawn == 1
    assert [one[1:] for one in first.told] == [one[1:] for one in second.told]
    assert {one[1:3] for one in second.told} == {("p.md", 3), ("more.md", 8)}
    assert all(one[0] is now for one in second.told)


@pytest.mark.parametrize(
    "block",
    [
        replace(BLOCK, header="title=x"),
        replace(BLOCK, body="a 1\nb 3"),
        replace(BLOCK, body="a 1\nb 2 "),
        replace(BLOCK, line=4),
        replace(BLOCK, source="more.md"),
        replace(BLOCK, options={"title": "x"}),
        replace(BLOCK, lines={"title": 1}),
        replace(BLOCK, translated={"a": "b"}),
    ],
)
def test_another_block_is_drawn(block: Block, server: _Server) -> None:
    """Whatever of it is another; the one before is still there."""
    server.build(BLOCK)
    server.build(block)
    assert server.drawn == 2
    server.build(BLOCK)
    assert server.drawn == 2


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, name="q.md"),
        replace(PAGE, url="q/"),
        replace(PAGE, options={"cmap": "Blues"}),
        replace(PAGE, options={"lang": "vi"}),
        replace(PAGE, options={"table": False}),
        replace(PAGE, options={"table": 0}),
        replace(PAGE, places_figures=True),
    ],
)
def test_on_another_page_it_is_drawn(page: Page, server: _Server) -> None:
    """Options of site and page are all in the page."""
    server.build(BLOCK)
    server.build(BLOCK, page=page)
    assert server.drawn == 2


def test_the_same_in_other_types_is_another(server: _Server) -> None:
    """1 is no True, and a zero may have a minus."""
    for value in (1, True, 1.0, 0.0, -0.0):
        server.kept.figures([BLOCK], replace(PAGE, options={"center": value}), _Host())
    assert server.drawn == 5


def test_other_palettes_in_the_stylesheet(server: _Server) -> None:
    """A figure brings the colours that the stylesheet does not have."""
    other = _Host()
    other.styled = ("Reds",)
    first, second = (server.kept.figures([BLOCK], PAGE, host) for host in (_Host(), other))
    assert first != second


def test_a_block_more_or_in_another_order(server: _Server) -> None:
    """Blocks of a page may share scales and ids."""
    one, two = (Block(header="id=i share=s", body=f"a 1\nb {end}", line=end) for end in (2, 3))
    for blocks in ((one,), (one, two), (two, one), (two,)):
        server.build(*blocks)
    assert server.drawn == 4


# --- data files -----------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> Page:
    tmp_path.joinpath("docs").mkdir()
    folder = tmp_path / "docs"
    return replace(PAGE, folder=folder, options={"root": str(folder)})


def _write(page: Page, text: str, name: str = "x.tsv") -> Path:
    assert page.folder
    file = page.folder / name
    file.write_text(text, encoding="utf-8")
    return file


FROM_FILE = Block(header="src=x.tsv", body="", line=3)


def test_a_file_of_the_same_size_and_time_is_read(server: _Server, page: Page) -> None:
    """What it has counts alone, so that an edit within a tick of the clock is seen."""
    file = _write(page, "a\t1\nb\t2\n")
    before = file.stat()
    first = server.build(FROM_FILE, page=page)
    assert server.build(FROM_FILE, page=page) == first
    assert server.drawn == 1
    _write(page, "a\t1\nb\t9\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert server.build(FROM_FILE, page=page) != first
    assert server.drawn == 2


def test_a_file_that_is_only_touched(server: _Server, page: Page) -> None:
    """The time of a change says nothing."""
    file = _write(page, "a\t1\nb\t2\n")
    server.build(FROM_FILE, page=page)
    os.utime(file, (1, 1))
    server.build(FROM_FILE, page=page)
    assert server.drawn == 1


def test_a_file_that_goes_and_comes_back(server: _Server, page: Page) -> None:
    """It is an error while it is gone, in each build."""
    text = "a\t1\nb\t2\n"
    file = _write(page, text)
    first = server.build(FROM_FILE, page=page)
    file.unlink()
    for _ in range(2):
        host = _Host()
        assert "heatmark-error" in server.build(FROM_FILE, page=page, host=host)[0].html
        assert len(host.told) == 1
    _write(page, text)
    assert server.build(FROM_FILE, page=page) == first


def test_a_file_that_becomes_too_large_or_a_folder(server: _Server, page: Page) -> None:
    """All that the reading of a file can meet is met again."""
    file = _write(page, "a\t1\nb\t2\n")
    small = replace(page, options={**page.options, "max_bytes": 20})
    server.build(FROM_FILE, page=small)
    _write(page, "a\t1\nb\t2\n" * 9)
    assert "too large" in server.build(FROM_FILE, page=small)[0].html
    file.unlink()
    file.mkdir()
    assert "folder" in server.build(FROM_FILE, page=small)[0].html


def test_one_of_several_files(server: _Server, page: Page) -> None:
    """Each file of each block of a page is looked at."""
    blocks = [replace(FROM_FILE, header=f"src={name}") for name in ("x.tsv", "y.tsv", "x.tsv")]
    _write(page, "a\t1\nb\t2\n")
    _write(page, "a\t1\nb\t2\n", "y.tsv")
    first = server.build(*blocks, page=page)
    _write(page, "a\t1\nb\t3\n", "y.tsv")
    second = server.build(*blocks, page=page)
    assert (first[0], first[2]) == (second[0], second[2])
    assert first[1] != second[1]


def test_the_site_has_another_file_under_a_path(server: _Server, page: Page) -> None:
    """What a plugin makes is asked for anew: its bytes, or a file that has moved."""
    has: dict[str, Path | bytes] = {"x.tsv": b"a\t1\nb\t2\n"}
    page = replace(page, published=has.get)
    first = server.build(FROM_FILE, page=page)
    assert server.build(FROM_FILE, page=page) == first
    has["x.tsv"] = b"a\t1\nb\t3\n"
    second = server.build(FROM_FILE, page=page)
    assert second != first
    has["x.tsv"] = _write(page, "a\t1\nb\t2\n", "moved.tsv")
    assert server.build(FROM_FILE, page=page) == first
    del has["x.tsv"]
    assert "heatmark-error" in server.build(FROM_FILE, page=page)[0].html
    assert server.drawn == 4


def test_a_file_that_changes_while_its_page_is_drawn(server: _Server, page: Page) -> None:
    """Two figures of one file that show two states of it are not kept."""
    states = iter([b"a\t1\nb\t2\n", b"a\t1\nb\t3\n"])
    torn = replace(page, published=lambda _: next(states, b"a\t1\nb\t3\n"))
    one, two = server.kept.figures([FROM_FILE, FROM_FILE], torn, _Host())
    assert one != two
    one, two = server.build(FROM_FILE, FROM_FILE, page=torn)
    assert one == two


# --- what is never kept ---------------------------------------------------------------------------


def test_images_are_asked_for_in_each_build(server: _Server) -> None:
    """Their files are the host's to make, and to make again."""
    image = Block(header="output=png", body="a 1\nb 2", line=3)
    hosts = [_Host(), _Host()]
    for host in hosts:
        server.build(image, host=host)
    assert hosts[0].images == hosts[1].images != []
    assert server.drawn == 2


@pytest.mark.parametrize(
    ("block", "page"),
    [
        (Block(header="", body="a x\nb 1", line=3), PAGE),
        (replace(BLOCK, header="src=no.tsv", body=""), PAGE),
        (replace(BLOCK, header="cmap=nonesuch"), PAGE),
    ],
)
def test_errors_are_found_anew(block: Block, page: Page, server: _Server) -> None:
    """Their reasons may lie anywhere; good figures on such a page are drawn with them."""
    first, second = _Host(), _Host()
    for host in (first, second):
        server.build(BLOCK, block, page=page, host=host)
    assert [one[1:] for one in first.told] == [one[1:] for one in second.told]
    assert server.drawn == 2
    assert server.kept.size == 0


def test_values_that_cannot_be_written(server: _Server) -> None:
    """An option of a type that says more than its value is none to find a page by."""
    odd = replace(PAGE, options={"css_classes": _Odd(())})
    for _ in range(2):
        server.kept.figures([BLOCK], odd, _Host())
    assert server.drawn == 2


class _Odd(tuple[str, ...]):
    __slots__ = ()


# --- memory ---------------------------------------------------------------------------------------


def _pages(count: int) -> list[Page]:
    return [replace(PAGE, name=f"{number}.md") for number in range(count)]


def _room(pages: int) -> int:
    """Find how many bytes so many pages of a block take."""
    (one,) = draw_figures([BLOCK], PAGE, _Host())
    size = sum(map(sys.getsizeof, one))
    assert size > 500
    return size * pages


def test_memory_is_bounded(server: _Server) -> None:
    """A site that is too large keeps the pages that it begins with, in each build."""
    server.kept.most = _room(3)
    pages = _pages(5)
    for drawn in (5, 7, 9):
        server.kept.begin()
        for page in pages:
            server.go_on(BLOCK, page=page)
        assert server.drawn == drawn
        assert server.kept.size == _room(3)


def test_what_was_not_used_of_late_is_forgotten_first(server: _Server) -> None:
    """Pages that are gone, and what was written before an edit."""
    server.kept.most = _room(2)
    old, other, new = _pages(3)
    for page in (old, other):
        server.build(BLOCK, page=page)
    server.build(BLOCK, page=old)
    server.build(BLOCK, page=new)  # in the place of the other
    server.build(BLOCK, page=old)
    assert server.drawn == 3
    server.build(BLOCK, page=other)
    assert server.drawn == 4


def test_what_is_larger_than_all(server: _Server) -> None:
    """It is drawn each time, and pushes out nothing of this build."""
    server.kept.most = _room(1) - 1
    server.build(BLOCK)
    assert server.kept.size == 0


def test_a_file_that_changes_takes_no_more_room(server: _Server, page: Page) -> None:
    """The figures of a file as it was are forgotten when it is another."""
    for score in range(2, 6):
        _write(page, f"a\t1\nb\t{score}\n")
        server.build(FROM_FILE, page=page)
    assert len(server.kept._entries) == 1
    assert server.kept.size < 2 * _room(1)
