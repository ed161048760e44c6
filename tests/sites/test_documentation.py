"""The documentation is a site of heatmark's own, in which every link leads somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import heatmark
from heatmark.options.declare import DECLARED
from needs import needs
from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
PAGES = sorted(page.stem for page in DOCS.glob("*.md") if not page.stem.endswith(".vi"))
HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
CODE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
INCLUDED = re.compile(r"^-+8.*$", re.MULTILINE)
NAMED = re.compile(r"`(\w+)(?:: |=)[^`\n]+`")
HIDDEN = re.compile(r"\]\[heatmark[.\w]*\]|<autoref")


@needs("mkdocstrings_handlers")
def test_it_builds_strictly(tmp_path: Path) -> None:
    """No link, anchor or block is broken, in English and in Vietnamese; all is documented."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert not done.stderr + done.stdout
    for page in ("index.html", "vi/index.html", "views.html", "options.html", "vi/options.html"):
        assert '<figure class="heatmark ' in tmp_path.joinpath(page).read_text("utf-8"), page
    assert not list(tmp_path.rglob("*.py"))
    for name in ("api.html", "vi/api.html"):
        api = tmp_path.joinpath(name).read_text("utf-8")
        assert not HIDDEN.findall(api)
        for public in {*heatmark.__all__} - {"__version__", "defaults"}:
            assert f'id="heatmark.{public}"' in api, public
        assert 'id="heatmark.Heatmap.save"' in api


def _headings(text: str) -> list[str]:
    return HEADING.findall(CODE.sub("", text))


def _code(text: str) -> list[str]:
    """The first line of each stretch of code, without what is said in it."""
    return [one[0].split("\n")[0].split(" ")[0] for one in CODE.finditer(text)]


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_are_whole(page: str) -> None:
    """A page has its twin, with the same headings, code and rows of tables."""
    english, other = (DOCS.joinpath(f"{page}{end}.md").read_text("utf-8") for end in ("", ".vi"))
    assert _headings(english) == _headings(other)
    assert _code(english) == _code(other)
    assert english.count("\n|") == other.count("\n|")
    assert INCLUDED.findall(english) == INCLUDED.findall(other)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_options(page: str) -> None:
    """An option that a page sets within its sentences is set in those of its twin too."""
    english, other = (DOCS.joinpath(f"{page}{end}.md").read_text("utf-8") for end in ("", ".vi"))
    assert _named(english) == _named(other)


def _named(text: str) -> set[str]:
    return {*NAMED.findall(CODE.sub("", text))} & DECLARED.keys()


def test_the_glossary_has_the_words_of_the_course() -> None:
    """What the course calls a thing, the documentation calls so too."""
    row = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ", re.MULTILINE)
    course = ROOT.joinpath("example_site/docs/thuat-ngu.md").read_text("utf-8")
    vietnamese = {*row.findall(DOCS.joinpath("glossary.vi.md").read_text("utf-8"))}
    english = {*row.findall(DOCS.joinpath("glossary.md").read_text("utf-8"))}
    ours = {called: word for word, called in vietnamese}
    shared = {called: word for word, called in row.findall(course) if called in ours}
    assert len(shared) > 30
    assert shared == {called: ours[called] for called in shared}
    assert {(b, a) for a, b in english} == {
        pair for pair in vietnamese if pair[0] != "Tiếng Việt"
    } | {("Tiếng Việt", "English")}
