"""Notebooks whose Markdown cells have fences: nbconvert, and mkdocs-jupyter, which runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from forks import ENVIRONMENT
from needs import needs
from paths import ROOT, hostile_lines
from reading import read, text_of
from sites import Site
from tex import on_paper

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


def book(*more: str) -> Any:
    """Read the notebook, with more cells of Markdown."""
    import nbformat

    reads: Any = nbformat.reads  # which has no types
    made = json.loads(notebook())
    cells = [{"cell_type": "markdown", "metadata": {}, "source": source} for source in more]
    return reads(json.dumps({**made, "cells": [*made["cells"], *cells]}), as_version=4)


def exported(name: str, folder: Path, *more: str) -> tuple[str, Any]:
    """Let an exporter of ours write the notebook."""
    from heatmark import nbconvert

    exporter: Any = getattr(nbconvert, f"Heatmark{name}Exporter")
    about = {"metadata": {"path": str(folder), "name": "n"}, "output_files_dir": "n_files"}
    text, resources = exporter().from_notebook_node(book(*more), resources=about)
    return str(text), resources


FAR_IN = "    ```heatmap title=far\n    a 1\n    b 2\n    ```"


@needs("nbconvert")
@pytest.mark.parametrize("name", ["HTML", "Markdown", "Latex"])
@pytest.mark.parametrize("before", ["[^1]: note\n\n", "!!! note\n\n", "text\n\n"])
def test_what_jupyter_shows_as_code_is_left(
    name: str, before: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The author is told unless all show it so; pandoc, which makes LaTeX, knows footnotes."""
    text, _ = exported(name, tmp_path, f"{before}{FAR_IN}\n\nx[^1]")
    told = "n.ipynb, cell 4:3: this block is so far in" in caplog.text
    is_drawn = r"\textbf{far}" in text
    assert is_drawn is (name == "Latex" and "[^1]" in before)
    assert told is (not is_drawn and before != "text\n\n")
    assert "&lt;figure" not in text
    assert "    <figure" not in text
    assert "addvspace\\" not in text


@needs("nbconvert")
def test_what_is_nearly_a_heatmap(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The author is told of what stays code."""
    exported("HTML", tmp_path, "x\n\n```heatmaps\na 1\n```")
    assert "n.ipynb, cell 4:3: a block of 'heatmaps' is no heatmap" in caplog.text


@needs("nbconvert")
def test_every_command_of_the_documentation_is_an_exporter() -> None:
    """As pyproject.toml names them, whose entry points nbconvert looks up."""
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    known = named["nbconvert.exporters"]
    shown = ROOT.joinpath("docs/notebooks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"heatmark-\w+", shown)) == set(known)
    for place in known.values():
        module, _, name = place.partition(":")
        assert issubclass(getattr(import_module(module), name), import_module("nbconvert").Exporter)


@needs("nbconvert")
def test_jupyter_finds_our_exporters(site: Site, tmp_path: Path) -> None:
    """By name, when the package is installed."""
    about = tmp_path / "installed/heatmark_here-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Name: heatmark-here\nVersion: 1\n")
    line = "heatmark-html = heatmark.nbconvert:HeatmarkHTMLExporter"
    (about / "entry_points.txt").write_text(f"[nbconvert.exporters]\n{line}\n")
    path = os.pathsep.join([str(about.parent), *filter(None, [ENVIRONMENT.get("PYTHONPATH")])])
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "heatmark-html", "docs/n.ipynb"],
        cwd=site.folder,
        env={**ENVIRONMENT, "PYTHONPATH": path},
        capture_output=True,
        check=True,
    )
    check(site.folder.joinpath("docs/n.html").read_text(encoding="utf-8"))


@needs("nbconvert")
@pytest.mark.parametrize("name", ["HTML", "Slides", "Markdown"])
def test_formats_of_html(name: str, site: Site) -> None:
    """Slides too, whose shadows stay away from figures."""
    text, _ = exported(name, site.folder / "docs")
    if name == "Markdown":
        check(text.replace("&#10;", "\n"))
    else:
        check(text)
    assert (".reveal .heatmark pre" in text) == (name == "Slides")


@needs("nbconvert", "xelatex", "pdftotext", "pandoc")
def test_latex(site: Site) -> None:
    """Coloured text with a numbered caption, an image as a file, errors; XeLaTeX prints it."""
    image = "```heatmap output=png title='An image' id=z\na 1\nb 2\n```"
    body = json.dumps({"tokens": [r"\input{x}", " ``` "], "scores": [1, 2]})
    marks = f"```heatmap title='50 %_&#{{}}'\n{body}\n```"
    tex, resources = exported("Latex", site.folder / "docs", image, marks)
    assert tex.count(r"\colorbox[HTML]") > 3
    assert r"\hypertarget{z}{}\textbf{An image}" in tex
    assert "n_files/heatmark-4.png" in tex
    assert resources["outputs"]["n_files/heatmark-4.png"].startswith(b"\x89PNG")
    assert "heatmap share=s" not in tex
    said = on_paper(tex, site.folder, resources["outputs"])
    assert "An image" in said
    assert "is not a number" in said
    assert r"\input{x}" in said.replace(" ", "")
    assert "50 %_&#{}" in said


@needs("nbconvert")
def test_formats_of_text_have_text() -> None:
    """With its table, between fences that are longer than any in it."""
    from heatmark.nbconvert import HeatmarkPreprocessor

    preprocessor: Any = HeatmarkPreprocessor
    made, _ = preprocessor().preprocess(
        book('```heatmap\n{"tokens": ["```"], "scores": [1]}\n```'), {"output_extension": ".rst"}
    )
    assert made.cells[3].source.startswith("````\n```\n")
    assert made.cells[3].source.endswith("````")
    assert "cannot be drawn" in made.cells[2].source


@needs("nbconvert")
@pytest.mark.parametrize("ending", [".ipynb", ".py"])
def test_notebooks_and_scripts_keep_the_fence(ending: str) -> None:
    """There it is source still."""
    from heatmark.nbconvert import HeatmarkPreprocessor

    preprocessor: Any = HeatmarkPreprocessor
    kept, _ = preprocessor().preprocess(book(), {"output_extension": ending})
    assert [cell.source for cell in kept.cells] == CELLS


@needs("nbconvert")
@pytest.mark.parametrize("name", ["HTML", "Slides", "Markdown", "Latex"])
def test_hostile_blocks_are_harmless(name: str, tmp_path: Path) -> None:
    """In cells as on pages."""
    lines = hostile_lines()
    body = {"title": " ".join(lines), "tokens": lines, "scores": {"<b>&": [*range(len(lines))]}}
    bare = exported(name, tmp_path)[0]
    text, _ = exported(name, tmp_path, f"~~~~~~heatmap\n{json.dumps(body)}\n~~~~~~")
    for sign in ("<script", "<svg", "<img", "<h1", r"\input", r"\write18"):
        plain = text.replace("{\\textbackslash}", "").replace("\\textbackslash", "")
        assert plain.count(sign) == bare.count(sign) + (name == "Latex" and plain.count(f">{sign}"))
