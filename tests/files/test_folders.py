"""Data files: what may be read, and from where."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from heatmark import SourceError
from heatmark.core.errors import HeatmarkError
from heatmark.files.folders import Folders
from heatmark.hosts.page import Page
from heatmark.options.declare import Options
from pages import draw

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a page in docs/a, data in docs, in a folder beside it, and a secret."""
    for name in ("docs/a/page.txt", "docs/top.txt", "data/shared.txt", "secret.txt", "docs2/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} 1\n", encoding="utf-8")
    (tmp_path / "docs/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "docs/outdir").symlink_to(tmp_path)
    (tmp_path / "docs/in.txt").symlink_to("top.txt")
    (tmp_path / "docs/loop.txt").symlink_to("loop.txt")
    (tmp_path / "docs/bom.txt").write_bytes("\ufefftừ 1\r\n".encode())
    return tmp_path


def folders(site: Path, max_bytes: int = 20_000_000) -> Folders:
    more = (site / "data",)
    return Folders(page=site / "docs/a", root=site / "docs", more=more, max_bytes=max_bytes)


@pytest.mark.parametrize(
    ("src", "found"),
    [
        ("page.txt", "docs/a/page.txt"),
        ("./page.txt", "docs/a/page.txt"),
        ("../top.txt", "docs/top.txt"),
        ("/top.txt", "docs/top.txt"),
        ("/a/../top.txt", "docs/top.txt"),
        ("../in.txt", "docs/top.txt"),
        ("../../data/shared.txt", "data/shared.txt"),
        ("//top.txt", "docs/top.txt"),
    ],
)
def test_found(site: Path, src: str, found: str) -> None:
    """Paths start from the page, or with / from the docs folder; links inside are followed."""
    assert folders(site).find(src) == (site / found).resolve()


@pytest.mark.parametrize(
    "src",
    [
        "../../secret.txt",
        "/../secret.txt",
        "../out.txt",
        "/outdir/secret.txt",
        "../../docs2/x.txt",
        "../../../../../../../../etc/passwd",
        "../../data/../secret.txt",
    ],
)
def test_outside(site: Path, src: str) -> None:
    """Nothing outside the docs folder and the named folders is read, whatever the way to it."""
    with pytest.raises(SourceError, match="outside the docs folder") as caught:
        folders(site).read(src)
    assert str(site) not in caught.value.message


@pytest.mark.parametrize("src", ["../../nothing.txt", "../../secret.txt", "../../docs2"])
def test_what_is_outside_stays_unknown(site: Path, src: str) -> None:
    """The error does not tell whether there is a file outside."""
    with pytest.raises(SourceError, match="is outside the docs folder"):
        folders(site).find(src)


@pytest.mark.parametrize(
    "src", ["", "a\0b", "missing.txt", "..", "x" * 5000, "../loop.txt", "page.txt/x", "/", "\ud800"]
)
def test_not_a_file(site: Path, src: str) -> None:
    """What is no file is refused with an error of ours, which shows no path of the machine."""
    with pytest.raises(SourceError) as caught:
        folders(site).read(src)
    assert str(site) not in caught.value.message
    assert len(caught.value.message) < 200
    caught.value.message.encode()


def test_pipes_and_devices_are_not_opened(site: Path) -> None:
    """A pipe in the docs folder does not hang the build."""
    os.mkfifo(site / "docs/pipe")
    with pytest.raises(SourceError, match="not a regular file"):
        folders(site).read("/pipe")


def test_size(site: Path) -> None:
    """A file may have max_bytes, and not one more."""
    size = (site / "docs/top.txt").stat().st_size
    assert folders(site, max_bytes=size).read("/top.txt") == b"docs/top.txt 1\n"
    with pytest.raises(SourceError, match="too large"):
        folders(site, max_bytes=size - 1).read("/top.txt")


def test_marks_of_other_systems(site: Path) -> None:
    """A byte order mark and Windows line ends are no part of the data."""
    page = Page(options={"root": str(site / "docs")})
    assert draw("src=/bom.txt", "", page).cells.shown == ("từ",)


def test_a_block_reads_only_what_it_may(site: Path) -> None:
    """The options root and folders of the site decide what a block can read."""
    page = Page(options={"root": str(site / "docs")}, folder=site / "docs/a")
    assert draw("src=page.txt", "", page).cells.shown == ("docs/a/page.txt",)
    for src in ("../../data/shared.txt", "../../secret.txt"):
        with pytest.raises(HeatmarkError, match="outside the docs folder"):
            draw(f"src={src}", "", page)
    wider = Page(options={**page.options, "folders": (str(site / "data"),)}, folder=page.folder)
    assert draw("src=../../data/shared.txt", "", wider).cells.shown == ("data/shared.txt",)
    with pytest.raises(HeatmarkError, match="cannot be set for a block"):
        draw("src=page.txt root=/", "", page)


def test_the_usual_limit_is_that_of_sites(site: Path) -> None:
    """Whoever names none has that of the options."""
    assert Folders(page=None, root=site).max_bytes == Options().max_bytes


@pytest.mark.parametrize(
    ("src", "problem"),
    [
        ("", "is not a path"),
        ("a\0b", "is not a path"),
        ("..", "is a folder"),
        ("../loop.txt", "cannot be found: |there is no file"),  # Python 3.13 follows loops
        ("x" * 5000, "cannot be found: File name too long"),
    ],
)
def test_why_it_is_no_file(site: Path, src: str, problem: str) -> None:
    """The error says what it is, in the words of the machine where it has some."""
    with pytest.raises(SourceError, match=problem) as caught:
        folders(site).find(src)
    assert not caught.value.message.endswith((": ", "None"))


def published(site: Path, *paths: str, page: str | None = "docs/a") -> Folders:
    """A site that has these files alone, by their paths in the docs folder."""
    found = {f"/{path}": site / "docs" / path for path in paths}
    return Folders(
        page=None if page is None else site / page,
        root=site / "docs",
        more=(site / "data",),
        published=found.get,
    )


def test_what_a_site_leaves_out(site: Path) -> None:
    """It is not read, though it lies in the docs folder; other folders are not the site's."""
    known = published(site, "top.txt")
    assert known.find("/top.txt") == site / "docs/top.txt"
    assert known.find("../../data/shared.txt") == site / "data/shared.txt"
    with pytest.raises(SourceError, match=r"there is no file '/bom\.txt'") as caught:
        known.find("/bom.txt")
    assert "the site leaves it out" in caught.value.hint
    with pytest.raises(SourceError, match=r"there is no file '/none\.txt'") as caught:
        known.find("/none.txt")
    assert "leaves it out" not in caught.value.hint


def test_a_page_without_a_place_in_its_site(site: Path) -> None:
    """A path has to begin with the docs folder then."""
    nowhere = published(site, "top.txt", page=None)
    assert nowhere.find("/top.txt") == site / "docs/top.txt"
    with pytest.raises(SourceError, match=r"not known from where 'top\.txt' starts"):
        nowhere.find("top.txt")
    with pytest.raises(SourceError, match="there is no file"):
        published(site, "top.txt").find("top.txt")


@pytest.mark.parametrize("src", ["hình.txt", "/a/hình.txt"])
def test_another_spelling_of_what_a_site_has(site: Path, src: str) -> None:
    """Accents may be written apart on the disk, beside the page or below the docs folder."""
    name = unicodedata.normalize("NFD", "hình.txt")
    (site / "docs/a" / name).write_text("a 1", encoding="utf-8")
    known = published(site, f"a/{name}")
    assert known.find(unicodedata.normalize("NFC", src)) == site / "docs/a" / name


@pytest.mark.parametrize(
    ("src", "noted"), [("new.txt", "docs/a/new.txt"), ("/new.txt", "docs/new.txt")]
)
def test_what_is_looked_for_is_noted(site: Path, src: str, noted: str) -> None:
    """A file that is not there yet may come, and the page is to be made again then."""
    told: list[Path] = []
    some = Folders(page=site / "docs/a", root=site / "docs", note=told.append)
    with pytest.raises(SourceError, match="there is no file"):
        some.find(src)
    assert told == [site / noted]
