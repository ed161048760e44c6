"""What is published: an archive with all that belongs and nothing else, and a wheel made of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from email.parser import BytesParser
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import heatmark
from paths import ROOT

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
HOME = PROJECT["urls"]["Homepage"]
STRAYS = ("notes.txt", ".env", ".ci/log", "site/index.html", "src/other/__init__.py", "dist/x.whl")


@pytest.fixture(scope="module")
def kept() -> set[str]:
    """The files that the project keeps, without those of its workshop."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = {name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()}
    return {name for name in names if not name.startswith(".ci/")}


@pytest.fixture(scope="module")
def sdist(kept: set[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the archive in a folder with stray files, and unpack it; where it is."""
    folder = tmp_path_factory.mktemp("clone")
    for name in kept:
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in STRAYS:
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_text("stray", "utf-8")
    target = tmp_path_factory.mktemp("sdist")
    (archive,) = SdistBuilder(str(folder)).build(directory=str(target))
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")
    return target / f"heatmark-{heatmark.__version__}"


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel from the archive alone."""
    folder = tmp_path_factory.mktemp("wheel")
    builder = WheelBuilder(str(sdist))
    (built,) = builder.build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(built)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    """Read what an index shows of it."""
    return BytesParser().parsebytes(
        wheel.read(f"heatmark-{heatmark.__version__}.dist-info/METADATA")
    )


def test_the_archive_is_the_project(sdist: Path, kept: set[str]) -> None:
    """It has every file that is kept, and no other one that lies about."""
    packed = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    assert packed == kept | {"PKG-INFO"}


def test_the_wheel_is_the_package(wheel: zipfile.ZipFile, kept: set[str]) -> None:
    """It has the package whole, with its data, the licence, and no tests."""
    packed = set(wheel.namelist())
    ours = {name.removeprefix("src/") for name in kept if name.startswith("src/")}
    assert ours == {name for name in packed if not name.partition("/")[0].endswith(".dist-info")}
    assert {name.rpartition(".")[2] for name in ours} >= {"py", "css", "json", "typed"}
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_the_version_stands_in_one_place(metadata: Message) -> None:
    """What is built and what is installed say the version that the package itself says."""
    assert "version" in PROJECT["dynamic"]
    assert metadata["Version"] == heatmark.__version__ == version("heatmark")


def test_users_are_offered_what_is_theirs(metadata: Message) -> None:
    """Extras are hosts and a format of files; what developers need is not published."""
    assert set(metadata.get_all("Provides-Extra", ())) == {"mkdocs", "safetensors", "sphinx"}
    needed = " ".join(metadata.get_all("Requires-Dist", ()))
    assert not re.search("pytest|ruff|mypy|torch|playwright", needed)


def test_an_index_knows_what_it_is(metadata: Message) -> None:
    """The page of an index names the hosts, and leads to the code, its changes and its issues."""
    kinds = metadata.get_all("Classifier", ())
    assert {"Framework :: MkDocs", "Framework :: Sphinx :: Extension"} <= set(kinds)
    names = {one.partition(",")[0] for one in metadata.get_all("Project-URL", ())}
    assert {"Homepage", "Changelog", "Issues"} <= names


def test_entry_points_lead_somewhere(wheel: zipfile.ZipFile) -> None:
    """Markdown, MkDocs and nbconvert find what they look for by our name."""
    points = wheel.read(f"heatmark-{heatmark.__version__}.dist-info/entry_points.txt").decode()
    found = re.findall(r"= heatmark\.(\w+):", points)
    assert [*dict.fromkeys(found)] == ["markdown", "mkdocs", "nbconvert"]


# Links and images; what stands in code is for the reader to type.
TEXT = re.sub(r"^(`{3,}).*?^\1$", "", README, flags=re.MULTILINE | re.DOTALL)
LINKS = re.findall(r"\]\(([^)\s]+)\)", TEXT)


def test_the_readme_has_links() -> None:
    """Several lead into the project, so that the next test has something to look at."""
    assert len([link for link in LINKS if HOME.removeprefix("https://github.com/") in link]) >= 5


@pytest.mark.parametrize("link", LINKS)
def test_links_of_the_readme_work_anywhere(link: str) -> None:
    """Where an index or a mirror shows the README, its links lead on; ours to files that exist."""
    if link.startswith("#"):
        titles = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
        assert link[1:] in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in titles}
        return
    assert link.startswith("https://")
    place = re.fullmatch(rf"{HOME}/(?:tree|blob)/main/(.*)", link) or re.fullmatch(
        rf"https://raw\.githubusercontent\.com/{HOME.split('.com/')[1]}/main/(.*)", link
    )
    if HOME.split(".com/")[1] in link:
        assert place
        assert (ROOT / place[1]).exists()
