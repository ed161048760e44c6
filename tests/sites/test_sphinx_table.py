"""The table of `docs/hosts.md` for Sphinx: what each builder makes of each view and output."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from books import Built, Project, as_fence
from heatmark.options.values import OUTPUTS
from looks import SCORE_VIEWS
from needs import needs
from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KINDS = [*product(SCORE_VIEWS, OUTPUTS)]
ROW = re.compile(r"^\| Sphinx `(\w+)` \|(.*)\|$", re.MULTILINE)
TABLE = {
    name: [cell.strip() for cell in cells.split("|")]
    for name, cells in ROW.findall((ROOT / "docs/hosts.md").read_text(encoding="utf-8"))
}
SUFFIXES = {"epub": "xhtml", "latex": "tex", "text": "txt", "man": "1", "texinfo": "texi"}
ROWS = "un 1\nable 2\nthing 3"


def page() -> str:
    """Write a page with every view and output, each with a title to find it by."""
    fences = (
        as_fence(
            f"title=N-{at}- view={view} output={output}", f"token A B\n{ROWS.replace(' ', ' 9 ')}"
        )
        for at, (view, output) in enumerate(KINDS)
    )
    return "# T\n\n" + "".join(fences)


def kind_of(part: str) -> str:
    """Say what a part of a page is."""
    image = re.search(
        r"(?:<img[^>]* src=\"[^\"]*\.|\\sphinxincludegraphics\{\{[^}]*\}\.)(\w+)", part
    )
    if image:
        return image[1].upper()
    if re.search(r'<table class="?heatmark-(?:bars|grid)|\\begin\{tabular\}', part):
        return "table"
    if re.search(r'<pre class="heatmark-text"|\\colorbox', part):
        return "text"
    return "numbers" if re.search(r"able\W+9\W+2", part) else "nothing"


def kinds(built: Built, builder: str) -> dict[tuple[str, str], str]:
    """Find each figure in what a builder has written."""
    names = (f"{stem}.{SUFFIXES.get(builder, 'html')}" for stem in ("index", "t"))
    text = next(built.read(name) for name in names if (built.folder / name).is_file())
    parts = re.split(r"N\\?-(?:\{\})?(\d+)\\?-", text)
    found = dict.fromkeys(map(int, parts[1::2]), "")
    for at, part in zip(map(int, parts[1::2]), parts[2::2], strict=True):
        found[at] += part  # what an image shows in words names its title again
    return {kind: kind_of(found[at]) for at, kind in enumerate(KINDS)}


@pytest.mark.parametrize("builder", list(TABLE))
def test_builders(builder: str, tmp_path: Path) -> None:
    """Each cell of the table is what the builder makes."""
    project = Project(tmp_path, {"man_pages": [("index", "t", "T", [], 1)]})
    project.config["heatmark_silence"] = ["no-effect"]
    project.config["texinfo_documents"] = [("index", "t", "T", "x", "T", "x", "x")]
    project.write("index.md", page())
    found = kinds(project.build(builder), builder)
    cells = [found[view, "html"] for view in SCORE_VIEWS]
    for output in ("png", "svg"):
        (only,) = {found[view, output] for view in SCORE_VIEWS}
        cells.append(only)
    assert cells == TABLE[builder]


@needs("myst_nb")
def test_notebooks(tmp_path: Path) -> None:
    """MyST-NB makes what Sphinx does of pages in Markdown."""
    project = Project(tmp_path, {"extensions": ["heatmark.sphinx", "myst_nb"]})
    project.config |= {"heatmark_silence": ["no-effect"], "nb_execution_mode": "off"}
    project.write("index.md", page())
    found = kinds(project.build_apart("html"), "html")
    assert [found[view, "html"] for view in SCORE_VIEWS] == TABLE["html"][: len(SCORE_VIEWS)]
