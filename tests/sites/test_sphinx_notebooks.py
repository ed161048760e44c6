"""Notebooks in Sphinx by MyST-NB: fences in Markdown cells, outputs, lines of cells."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from books import BLOCK, Project
from heatmark.sphinx.myst import line_in_cell, read_source
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    config: dict[str, object] = {
        "extensions": ["heatmark.sphinx", "myst_nb"],
        "nb_execution_mode": "off",
        "myst_enable_extensions": [],
    }
    return Project(tmp_path, config)


def notebook(*cells: str) -> str:
    """Write a notebook of Markdown cells."""
    made = [
        {"cell_type": "markdown", "id": f"c{at}", "metadata": {}, "source": source}
        for at, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


@needs("myst_nb")
def test_fences_in_cells(project: Project) -> None:
    """A fence in a Markdown cell is a figure, with a header in braces too, and has a number."""
    project.config["numfig"] = True
    block = BLOCK.replace("title=", "id=x title=")
    project.write("index.ipynb", notebook("# T", block, "See {numref}`x`."))
    built = project.build_apart("html")
    assert built.code == 0, built.log
    assert len(built.figures()) == 1
    assert '<span class="caption-number">Fig. 1 </span>' in built.read()
    assert re.search(r'href="#x"><span class="[^"]*">Fig. 1</span>', built.read())


@needs("myst_nb")
def test_errors_name_the_line_of_the_cell(project: Project) -> None:
    """Boxes name the line of the cell; the log names both, as MyST-NB does."""
    project.write("index.ipynb", notebook("# T", "text\n\n```heatmap\na 1\nb x\n```"))
    built = project.build_apart("html")
    assert re.search(r"cannot be drawn \(line 5\)", built.read())
    assert re.search(r"index\.ipynb:20006: WARNING: .*'x' is not a number", built.log)


def test_lines_in_cells() -> None:
    """Pages that are no notebooks keep their lines, however long they are."""
    assert line_in_cell("a.ipynb", 20_006) == 5
    assert line_in_cell("a.md", 20_005) == 20_005
    assert read_source("/nowhere/at/all.md") == ""
