"""One contract for all hosts: the cases of `contract/cases.md`, each a page of one site."""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import warnings
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING, TypeAlias

import markdown
import pytest

import pandocs
from contract import CASE, CASES, CASES_FILE, CONTRACT, Case
from heatmark import Heatmap, HeatmarkWarning
from heatmark.block.fences import find_fences
from heatmark.doors.pandoc.main import PandocHost
from heatmark.doors.pandoc.main import convert as convert_document
from heatmark.render.html.xhtml import xhtml
from needs import NEEDS, needs
from reading import bare, read
from sites import Built, Site, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

EXTENSIONS = ["admonition", "pymdownx.superfences"]
OURS = re.compile(
    r'<figure class="heatmark.*?</figure>|<div class="heatmark-error">.*?</div>\s*</div>', re.DOTALL
)
ADDRESS = re.compile(r'(?<= src="|cset=")[^"]*')
ERROR_LINE = re.compile(r"(?<=cannot be drawn \(line )\d+")
UNSOUGHT = re.compile(
    r" data-search-exclude(?:=\"[^\"]*\")?"
)  # Zensical takes it out when it has heeded it
COLOURS = re.compile(r'(?<=<figure class=")([^"]*)" style="[^"]*"')


Pages: TypeAlias = dict[str, str]
"""The whole HTML of each case's page, by its stem."""


def in_python(cases: Sequence[Case], _: Path) -> Pages:
    """Convert with Python-Markdown alone."""
    options = {"root": str(CONTRACT)}
    return {
        case.stem: markdown.markdown(
            case.document,
            extensions=[*EXTENSIONS, "heatmark"],
            extension_configs={"heatmark": options},
        )
        for case in cases
    }


def in_a_notebook(cases: Sequence[Case], _: Path) -> Pages:
    """Show the blocks of each case one below the other, as cells of a notebook do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HeatmarkWarning)
        return {
            case.stem: "".join(
                Heatmap.from_fence("\n".join(fence.source), folder=CONTRACT)._repr_html_()
                for fence in find_fences(case.document.split("\n"))
            )
            for case in cases
        }


def _write(cases: Sequence[Case], folder: Path) -> None:
    """Write the pages of a site and what is beside them."""
    folder.mkdir()
    for case in cases:
        (folder / f"{case.stem}.md").write_text(case.document, encoding="utf-8")
    shutil.copy(CONTRACT / "data.json", folder)


def _pages(cases: Sequence[Case], built: Built) -> Pages:
    assert built.code == 0, built.log
    return {case.stem: built.html(f"{case.stem}.html") for case in cases}


def _in_mkdocs(host: str) -> Callable[[Sequence[Case], Path], Pages]:
    def build(cases: Sequence[Case], folder: Path) -> Pages:
        config = {"markdown_extensions": EXTENSIONS, "use_directory_urls": False}
        site = Site(folder, host, config=config)
        _write(cases, folder / "docs")
        return _pages(cases, site.build(strict=False))

    return build


def in_zensical(cases: Sequence[Case], folder: Path) -> Pages:
    """Build with Zensical, which reads the configuration of MkDocs."""
    config = {
        "site_name": "T",
        "theme": {"font": False},
        "markdown_extensions": [*EXTENSIONS, "heatmark"],
        "use_directory_urls": False,
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    _write(cases, folder / "docs")
    return _pages(cases, run("zensical", "build", folder=folder))


def _in_sphinx(
    suffix: str, write: Callable[[Case], str]
) -> Callable[[Sequence[Case], Path], Pages]:
    config = """\
project = "T"
extensions = ["heatmark.sphinx", "myst_parser"]
myst_fence_as_directive = ["heatmap"]
"""

    def build(cases: Sequence[Case], folder: Path) -> Pages:
        (folder / "conf.py").write_text(config, encoding="utf-8")
        (folder / "index.rst").write_text("T\n=\n\n.. toctree::\n   :glob:\n\n   *\n")
        for case in cases:
            (folder / f"{case.stem}.{suffix}").write_text(write(case), encoding="utf-8")
        shutil.copy(CONTRACT / "data.json", folder)
        return _pages(cases, run("sphinx", "-q", ".", "site", folder=folder))

    return build


def in_pandoc(cases: Sequence[Case], folder: Path) -> Pages:
    """Let pandoc read each case with our reader, and write what our filter makes of it."""
    _write(cases, folder / "docs")

    def convert(case: Case) -> str:
        host, docs = PandocHost("html"), folder / "docs"
        read = pandocs.run("pandoc", f"{case.stem}.md", "-t", "json", folder=docs, how="reader")
        assert read.returncode == 0, read.stderr
        document = json.loads(read.stdout)
        convert_document(document, host, docs)
        shown = pandocs.run(
            "pandoc", *("-f", "json"), folder=docs, how="", stdin=json.dumps(document)
        )
        return shown.stdout

    return {case.stem: convert(case) for case in cases}


def _directives(case: Case) -> str:
    """Write the blocks of a case in reStructuredText, without what is around them."""
    return "\n".join(
        f".. heatmap:: {fence.header}\n\n{indent(fence.body, '   ')}\n"
        for fence in find_fences(case.document.split("\n"))
    )


@dataclass(frozen=True)
class Host:
    """How a host makes pages of the cases.

    Attributes:
        build: Builds one site of all cases in an empty folder, and reads its pages.
        module: What has to be installed.
        without: Names of cases that the host has no form for.
        lines: Whether its documents are the very same, so that errors are on the same lines.
        is_xml: Whether what it writes is XML, too.
    """

    build: Callable[[Sequence[Case], Path], Pages]
    module: str
    without: frozenset[str] = frozenset()
    lines: bool = True
    is_xml: bool = False


NOT_IN_MYST = frozenset({"in an admonition", "brace header"})  # which are written differently
NOT_IN_PANDOC = frozenset({"in an admonition"})

# What a block cannot be alone: an error in its place, a part of its page, an example of itself.
NOT_IN_NOTEBOOKS = frozenset(
    one.name
    for one in CASES
    if "heatmark-error" in one.expected or one.name in {"a shared scale", "an example"}
)

HOSTS = {
    "markdown": Host(in_python, "markdown"),
    "mkdocs": Host(_in_mkdocs("mkdocs"), "mkdocs"),
    "properdocs": Host(_in_mkdocs("properdocs"), "properdocs"),
    "zensical": Host(in_zensical, "zensical"),
    "myst": Host(
        _in_sphinx("md", lambda case: case.document),
        "myst_parser",
        without=NOT_IN_MYST,
    ),
    "pandoc": Host(in_pandoc, "pandoc", without=NOT_IN_PANDOC),
    "notebook": Host(in_a_notebook, "numpy", without=NOT_IN_NOTEBOOKS, is_xml=True),
    "rst": Host(_in_sphinx("rst", _directives), "sphinx", lines=False),
}


def ours(page: str) -> str:
    """Take our elements out of a page, without what hosts may do in their own ways."""
    found = "".join(f"{one}\n" for one in OURS.findall(bare(page)))
    return UNSOUGHT.sub("", COLOURS.sub(r'\1"', ADDRESS.sub("…", found)))


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=needs(*NEEDS.keys() & {one.module})) for name, one in HOSTS.items()],
)
def test_host(name: str, tmp_path: Path) -> None:
    """A host makes of each case what the contract says."""
    host = HOSTS[name]
    cases = [case for case in CASES if case.name not in host.without]
    pages = host.build(cases, tmp_path)
    if name == "markdown" and os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        _rewrite(pages)
        return
    differences = [
        line
        for case in cases
        for line in difflib.unified_diff(
            _comparable(xhtml(case.expected) if host.is_xml else case.expected, host),
            _comparable(ours(pages[case.stem]), host),
            *(case.name, name),
            n=0,
            lineterm="",
        )
    ]
    assert not differences, "\n".join(differences)


def _comparable(text: str, host: Host) -> list[str]:
    return (text if host.lines else ERROR_LINE.sub("…", text)).split("\n")


def _rewrite(pages: Pages) -> None:
    found = {case.name: ours(pages[case.stem]) for case in CASES}

    def replaced(case: re.Match[str]) -> str:
        start, end = (place - case.start() for place in case.span("expected"))
        return case[0][:start] + found[case["name"]] + case[0][end:]

    text = CASES_FILE.read_text(encoding="utf-8")
    CASES_FILE.write_text(CASE.sub(replaced, text), encoding="utf-8")


def test_the_contract_is_read() -> None:
    """Every heading is a case of its own, and what it expects is well-formed."""
    headings = re.findall(r"^## (.*)$", CASES_FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [case.name for case in CASES] == headings
    assert len({case.stem for case in CASES}) == len(CASES) >= 25
    assert not {name for host in HOSTS.values() for name in host.without} - set(headings)
    for case in CASES:
        read(case.expected)
        assert case.expected.strip() or case.name == "an example"
