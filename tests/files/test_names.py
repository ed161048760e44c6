"""Files whose names are nearly those that were written."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from heatmark import SourceError
from heatmark.files.folders import Folders
from heatmark.files.names import Names, composed

if TYPE_CHECKING:
    from pathlib import Path

NFC = unicodedata.normalize("NFC", "độ dài/tiếng Việt.csv")
NFD = unicodedata.normalize("NFD", NFC)


@pytest.fixture
def site(tmp_path: Path) -> Folders:
    """A site with a page in docs/course, data in its folders, and secrets beside them."""
    names = ("docs/course/gpt2.json", "docs/data/Scores.csv", "docs/data/.hidden.csv")
    for name in (*names, "data/shared.txt", "secret/plan.csv", "secret.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a 1\n", encoding="utf-8")
    (tmp_path / "docs/away").symlink_to(tmp_path / "secret")
    more = (tmp_path / "data",)
    return Folders(page=tmp_path / "docs/course", root=tmp_path / "docs", more=more)


@pytest.mark.parametrize(("disk", "written"), [(NFC, NFD), (NFD, NFC), (NFC, NFC), (NFD, NFD)])
def test_spellings_of_unicode_are_one_name(site: Folders, disk: str, written: str) -> None:
    """A file is found by its name however both of them spell their accents, folders too."""
    path = site.root / disk
    path.parent.mkdir()
    path.write_bytes(b"b 2\n")
    assert site.read(f"/{written}") == b"b 2\n"
    assert site.read(f"../{written}") == b"b 2\n"


def test_of_two_spellings_on_disk_the_one_that_is_written_is_taken(site: Folders) -> None:
    """Where a disk has both, each is found by its own name."""
    for name in (NFC, NFD):
        (site.root / name).parent.mkdir()
        (site.root / name).write_text(f"{len(name)}", encoding="utf-8")
    assert [site.read(f"/{name}") for name in (NFC, NFD)] == [
        f"{len(name)}".encode() for name in (NFC, NFD)
    ]


@pytest.mark.parametrize(
    ("src", "near"),
    [
        ("GPT2.json", "gpt2.json"),
        ("gpt2", "gpt2.json"),
        ("gpt2.csv", "gpt2.json"),
        ("gpt3.json", "gpt2.json"),
        ("course/gpt2.json", "gpt2.json"),
        ("/gpt2.json", "gpt2.json"),
        ("docs/course/gpt2.json", "gpt2.json"),
        ("/docs/data/Scores.csv", "/data/Scores.csv"),
        ("data/scores.csv", "/data/Scores.csv"),
        ("..\\data\\Scores.csv", "/data/Scores.csv"),
        ("\\data\\scores.csv", "/data/Scores.csv"),
        ("/dataScores.csv", "/data/Scores.csv"),
        ("../data/Scores.tsv", "/data/Scores.csv"),
        ("../../data/shared.csv", "../../data/shared.txt"),
    ],
)
def test_the_nearest_file_is_named_and_can_be_read(site: Folders, src: str, near: str) -> None:
    """A wrong case, mark, folder or end of a name is answered with a path that works."""
    with pytest.raises(SourceError, match="there is no file") as caught:
        site.find(src)
    found = re.fullmatch("did you mean '(.*)'\\?", caught.value.hint)
    assert found
    assert found[1] == near
    assert site.read(found[1]) == b"a 1\n"


@pytest.mark.parametrize(
    "src",
    [
        *("secret.tx", "away/plan.tsv", "/away/Plan.csv", "/data/hidden.csv", "../../Secret.txt"),
        *("../../secret/Plan.csv", "zzz.json", "/secret/plan.csv", "/away/../../secret/plan.cs"),
    ],
)
def test_nothing_outside_is_named(site: Folders, src: str) -> None:
    """Names in folders that may not be read, behind links too, and hidden ones, stay unsaid."""
    with pytest.raises(SourceError) as caught:
        site.find(src)
    said = f"{caught.value.message} {caught.value.hint}".replace(src, "")
    for name in ("plan", "secret", "hidden"):
        assert name not in said.replace(repr(src), "")


def test_a_notebook_is_told_without_a_slash(tmp_path: Path) -> None:
    """Where there is no page, paths start from the folder itself."""
    (tmp_path / "Scores.csv").write_bytes(b"a 1\n")
    folders = Folders(page=None, root=tmp_path)
    with pytest.raises(SourceError) as caught:
        folders.find("scores.csv")
    assert caught.value.hint == "did you mean 'Scores.csv'?"


def test_names_are_folded() -> None:
    """Spellings of the same letters are equal, cases are not."""
    assert composed(NFD) == NFC
    assert composed("A") != composed("a")


def test_no_folder_has_no_names(tmp_path: Path) -> None:
    """Without a folder that may be read nothing is near."""
    (tmp_path / "x.csv").write_bytes(b"")
    assert Names(()).nearest("X.csv", None, tmp_path) == ""
    assert Names((tmp_path,)).nearest("X.csv", None, tmp_path) == "x.csv"


def test_what_a_site_leaves_out_is_not_named(site: Folders) -> None:
    """Where a site says what it has, a draft is not suggested, and another spelling is found."""
    (site.root / "tiếng.csv").write_bytes(b"c 3\n")
    (site.root / "draft.csv").write_bytes(b"d 4\n")

    def published(src: str) -> Path | None:
        path = site.root / src.lstrip("/")
        return path if path.is_file() and path.name != "draft.csv" else None

    folders = Folders(page=site.page, root=site.root, published=published)
    assert folders.read(unicodedata.normalize("NFD", "/tiếng.csv")) == b"c 3\n"
    for src, hint in (("/Draft.csv", "paths start"), ("/Tiếng.csv", "did you mean '/tiếng.csv'")):
        with pytest.raises(SourceError, match="there is no file") as caught:
            folders.find(src)
        assert caught.value.hint.startswith(hint)


def test_a_folder_that_a_path_does_not_begin_with(site: Folders) -> None:
    """Quotes take a backslash, and no other letters."""
    (site.root / "xyz").mkdir()
    (site.root / "xyz/số liệu chung.csv").write_text("a 1\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        site.read("/xyzsố liệu chung.csv")
    assert "'/xyz/số liệu chung.csv'" in caught.value.hint
    with pytest.raises(SourceError) as caught:
        site.read("/abcsố liệu chung.csv")
    assert "did you mean" not in caught.value.hint
