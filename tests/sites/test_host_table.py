"""The tables of `docs/hosts.md` for builders that run Python-Markdown."""

from __future__ import annotations

import json
import re
import shutil
from itertools import product
from typing import TYPE_CHECKING

import pytest

from heatmark.options.values import OUTPUTS
from looks import SCORE_VIEWS
from needs import NEEDS, needs
from paths import ROOT
from sites import Site, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS = [*product(SCORE_VIEWS, OUTPUTS)]
ROW = re.compile(
    r"^\| ((?:MkDocs|ProperDocs|Zensical|Pelican|Nikola)[^|]*?) \|(.*)\|$", re.MULTILINE
)
TABLE = {
    name: [cell.strip() for cell in cells.split("|")]
    for name, cells in ROW.findall((ROOT / "docs/hosts.md").read_text(encoding="utf-8"))
}
QUIET = {"silence": ["no-effect"], "measure_notice": "off"}
SUPERFENCES = "pymdownx.superfences"


def page() -> str:
    """Write a page with every view and output, each with an id to find it by."""
    rows = "token A B\nun 9 1\nable 9 2\nthing 9 3"
    fences = [
        f"```heatmap id=n{at} view={view} output={output}\n{rows}\n```\n"
        for at, (view, output) in enumerate(KINDS)
    ]
    return "\n".join(fences)


def _mkdocs(host: str, theme: str, *, plugin: bool = True) -> Callable[[Path], str]:
    def build(folder: Path) -> str:
        site = Site(folder, host, options=QUIET)
        site.config["theme"] = {"name": theme}
        if not plugin:
            site.config["plugins"] = []
            site.config["markdown_extensions"] = [SUPERFENCES, {"heatmark": QUIET}]
        site.write("docs/index.md", f"# T\n\n{page()}")
        built = site.build()
        assert built.code == 0, built.log
        return built.html()

    return build


def _zensical(folder: Path) -> str:
    config = {"site_name": "T", "markdown_extensions": ["admonition", {"heatmark": QUIET}]}
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    (folder / "docs/index.md").write_text(f"# T\n\n{page()}", encoding="utf-8")
    built = run("zensical", "build", folder=folder)
    assert built.code == 0, built.log
    return built.html()


def _example(
    module: str, arguments: tuple[str, ...], front: str, path: str, made: str
) -> Callable[[Path], str]:
    def build(folder: Path) -> str:
        site = folder / "example"
        shutil.copytree(ROOT / "examples" / module, site)
        (site / path).write_text(front + page(), encoding="utf-8")
        built = run(module, *arguments, folder=site)
        assert built.code == 0, built.log
        return built.html(made)

    return build


_PELICAN = "Title: B\nSlug: all\nDate: 2026-01-05\n\n"
_NIKOLA = "<!--\n.. title: B\n.. slug: all\n-->\n\n"
HOSTS: dict[str, tuple[str, Callable[[Path], str]]] = {
    "MkDocs, theme `mkdocs`": ("mkdocs", _mkdocs("mkdocs", "mkdocs")),
    "MkDocs, theme `readthedocs`": ("mkdocs", _mkdocs("mkdocs", "readthedocs")),
    "MkDocs, Material": ("mkdocs", _mkdocs("mkdocs", "material")),
    "MkDocs, the extension alone": ("mkdocs", _mkdocs("mkdocs", "material", plugin=False)),
    "ProperDocs, Material": ("properdocs", _mkdocs("properdocs", "material")),
    "Zensical": ("zensical", _zensical),
    "Pelican": ("pelican", _example("pelican", (), _PELICAN, "content/all.md", "all.html")),
    "Nikola": (
        "nikola",
        _example("nikola", ("build",), _NIKOLA, "pages/all.md", "all/index.html"),
    ),
}


def kind_of(html: str, at: int) -> str:
    """Say what a figure is."""
    found = re.search(rf'<figure [^>]*id="?n{at}\b.*?</figure>', html, re.DOTALL)
    if found is None:
        return "nothing"
    image = re.search(r'<img[^>]* src="?(?:data:image/(\w+)|[^">]*\.(png|svg)\b)', found[0])
    if image:
        return f"{image[1].upper()} in the page" if image[1] else image[2].upper()
    if re.search(r'<table class="?heatmark-(?:bars|grid)', found[0]):
        return "table"
    return "text" if re.search(r'<pre class="?heatmark-text', found[0]) else "nothing"


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=needs(*NEEDS.keys() & {one[0]})) for name, one in HOSTS.items()],
)
def test_hosts(name: str, tmp_path: Path) -> None:
    """Each cell of the table is what the builder makes."""
    html = HOSTS[name][1](tmp_path)
    found = {kind: kind_of(html, at) for at, kind in enumerate(KINDS)}
    cells = [found[view, "html"] for view in SCORE_VIEWS]
    for output in ("png", "svg"):
        (only,) = {found[view, output] for view in SCORE_VIEWS}
        cells.append(only)
    assert cells == TABLE[name]


def test_every_row_is_tried() -> None:
    """No row of the tables is without a test, and no builder without a row."""
    assert set(TABLE) == set(HOSTS)
