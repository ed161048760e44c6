"""Notebooks whose Markdown cells have fences: nbconvert, and mkdocs-jupyter, which runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from needs import needs
from paths import ROOT
from reading import read, text_of
from sites import ENVIRONMENT, Site

if TYPE_CHECKING:
    from pathlib import Path

    from reading import Node

VALUES = r'{"tokens": ["un", "\n\n", "able *y*"], "scores": [1, 2, 3]}'
CELLS = [
    f"# T\n\ntext\n\n```heatmap share=s\n{VALUES}\n```\nafter",
    "- item\n\n    ```heatmap share=s src=x.json\n    ```\n",
    "x\n\n```heatmap\na 1\nb x\n```",
]


def notebook() -> str:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": cell} for cell in CELLS]
    kernel = {"name": "python3", "language": "python", "display_name": "Python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 4}
    )


def drawn(html: str) -> list[Node]:
    found = re.findall(r'<figure class="heatmark.*?</figure>', html, re.DOTALL)
    return [read(one).children[0] for one in found]


def check(html: str) -> None:
    """Both figures are whole and share a scale, and the bad block is a box."""
    first, second = drawn(html)
    assert text_of(first) == "un\n\nable *y*"
    assert text_of(second) == "d"
    assert all("9" in one.one("div", "heatmark-legend").text for one in (first, second))
    assert html.count('class="heatmark-error"') == 1
    assert html.count("<style>/* heatmark") == 1
    assert "```" not in html


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.write("docs/n.ipynb", notebook())
    site.write("docs/x.json", '{"tokens": ["d"], "scores": [9]}')
    site.write("docs/index.md", "# T")
    return site


@needs("mkdocs_jupyter")
def test_nbconvert_draws_fences(site: Site) -> None:
    """With the line that the documentation shows; messages name the cell and its line."""
    shown = ROOT.joinpath("docs/notebooks.md").read_text(encoding="utf-8")
    (option,) = re.findall(r"jupyter nbconvert --to html (\S+)", shown)
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "html", option, "docs/n.ipynb"],
        cwd=site.folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    check(site.folder.joinpath("docs/n.html").read_text(encoding="utf-8"))
    assert "n.ipynb, cell 3:5: the score 'x' is not a number" in done.stderr


@needs("mkdocs_jupyter")
def test_mkdocs_jupyter_draws_fences(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the file that the documentation shows."""
    shown = ROOT.joinpath("docs/notebooks.md").read_text(encoding="utf-8")
    (config,) = re.findall(r"```python\n(c = get_config\(\).*?)```", shown, re.DOTALL)
    site.write("jupyter_nbconvert_config.py", config)
    monkeypatch.setitem(ENVIRONMENT, "JUPYTER_CONFIG_DIR", os.fspath(site.folder))
    site.config["plugins"] = ["mkdocs-jupyter", "heatmark"]
    built = site.build()
    assert built.code == 0, built.log
    html = built.html("n/index.html")
    check(html)
    assert all("heatmark-Blues" in one.attributes["class"] for one in drawn(html))


@needs("mkdocs_jupyter")
def test_formats_without_html_keep_the_fence() -> None:
    """What would be lost in them is left to be read."""
    import nbformat

    from heatmark.nbconvert import HeatmarkPreprocessor

    read_book: Any = nbformat.reads  # which has no types
    preprocessor: Any = HeatmarkPreprocessor
    book = read_book(notebook(), as_version=4)
    kept, _ = preprocessor().preprocess(book, {"output_extension": ".tex"})
    assert [cell.source for cell in kept.cells] == CELLS
