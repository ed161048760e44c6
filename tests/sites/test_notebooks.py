"""Notebooks that run, and what becomes of them: pages, LaTeX, Markdown, galleries."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from forks import ENVIRONMENT
from heatmark import Heatmap
from needs import needs
from tex import on_paper

if TYPE_CHECKING:
    from pathlib import Path

TEXT = ["Ổ", " bánh", " mì", " & _50%_", " #1", " ngon", "."]
CELLS = [
    'import heatmark\nheatmark.defaults(lang="vi", measure="độ bất ngờ")',
    f"from heatmark import Heatmap\nheatmap = Heatmap({TEXT!r}, [1.5, 2, 3, 4, 5, 6, 7])",
    'heatmap.replace(title="Một bài")',
    'heatmap.replace(output="png")',
    "heatmap.plot()",
    "figure = heatmap.plot()",
    'heatmap.replace(view="bars")',
    'heatmap.replace(view="grid", scores={"a": range(7), "b": range(7)})',
    "heatmap.replace(lineup=3)",
    "figure",
]


@pytest.fixture(scope="module")
def notebook() -> Any:
    """A notebook whose cells have run in a kernel."""
    import nbformat.v4 as write
    from nbclient import NotebookClient

    made = write.new_notebook(cells=[write.new_code_cell(source) for source in CELLS])  # type: ignore[no-untyped-call]
    return NotebookClient(made, timeout=120, kernel_name="python3").execute()


def outputs(notebook: Any, cell: int) -> list[Any]:
    """What a cell shows."""
    return [one["data"] for one in notebook.cells[cell].outputs if "data" in one]


@needs("ipykernel", "nbconvert")
def test_cells_show_what_each_reader_can_use(notebook: Any) -> None:
    """A heatmap is HTML, LaTeX and text; where it is an image, that in place of LaTeX."""
    (shown,) = outputs(notebook, 2)
    assert set(shown) == {"text/html", "text/latex", "text/plain"}
    assert "1,5" in shown["text/html"], "defaults of a cell count in the next one"
    assert shown["text/plain"].startswith("Một bài")
    (image,) = outputs(notebook, 3)
    assert set(image) == {"text/html", "image/png", "text/plain"}
    assert 'src="data:image/png;base64,' in image["text/html"]


@needs("ipykernel", "nbconvert")
def test_a_figure_is_shown_once(notebook: Any) -> None:
    """As the last line of a cell, in a variable, and looked at again in a later cell."""
    for cell in (4, 5, 9):
        assert ["image/png" in one for one in outputs(notebook, cell)] == [True], cell


@needs("ipykernel", "nbconvert", "xelatex", "pdftotext")
def test_latex(notebook: Any, tmp_path: Path) -> None:
    """Nbconvert's LaTeX has coloured text, and XeLaTeX makes a PDF of it."""
    import nbconvert

    exporter: Any = nbconvert.LatexExporter
    tex, resources = exporter().from_notebook_node(notebook)
    assert tex.count(r"\colorbox[HTML]") > 10
    assert "Heatmap of" not in tex
    said = on_paper(tex, tmp_path, resources["outputs"])
    assert "bánh" in said
    assert "Một bài" in said
    assert "50%" in said


@needs("ipykernel", "nbconvert")
def test_markdown(notebook: Any) -> None:
    """Nbconvert's Markdown has the figure as HTML, in which no blank line ends it."""
    import nbconvert

    exporter: Any = nbconvert.MarkdownExporter
    text, _ = exporter().from_notebook_node(notebook)
    assert text.count("<figure") == 5
    for figure in re.findall(r"<figure.*?</figure>", text, re.DOTALL):
        assert not re.search(r"\n\s*\n", figure)
    assert "Heatmap of" not in text


BOOK = r"""\documentclass{article}
\usepackage{amsmath,graphicx,xcolor}
\begin{document}
before
\begin{equation*}
\begin{split}%s\end{split}
\end{equation*}
\begin{equation}%s\end{equation}
after: %s after
\end{document}
"""


@needs("xelatex", "pdftotext")
@pytest.mark.parametrize(
    "options",
    [{}, {"view": "bars"}, {"view": "grid"}, {"lineup": 3, "title": "T"}, {"control": "shuffle"}],
    ids=str,
)
def test_latex_among_formulas(options: dict[str, Any], tmp_path: Path) -> None:
    """Myst-nb takes LaTeX of cells for formulas: it prints there as it does in a paragraph."""
    made = Heatmap(["one", " two", " & three", "\n\nfour"], [1, 2, 3, 4], measure="x", **options)
    (latex,) = made._repr_mimebundle_(include=["text/latex"])[0].values()
    said = on_paper(BOOK % (latex, latex, latex), tmp_path)
    assert said.count("three") >= 3


GALLERY = '''"""
Heatmaps
========
"""
from heatmark import Heatmap

heatmap = Heatmap(["Hà", " Nội"], [1, 2], measure="x")
heatmap.plot()

# %%
# As HTML
# -------
heatmap
'''


@needs("sphinx_gallery")
def test_gallery(tmp_path: Path) -> None:
    """Sphinx-Gallery shows the figure of `plot()`, and a heatmap that is the last line."""
    tmp_path.joinpath("examples").mkdir()
    tmp_path.joinpath("examples/plot_one.py").write_text(GALLERY, encoding="utf-8")
    tmp_path.joinpath("examples/GALLERY_HEADER.rst").write_text("Gallery\n=======\n", "utf-8")
    tmp_path.joinpath("index.rst").write_text("T\n=\n\n.. toctree::\n\n   auto/index\n", "utf-8")
    tmp_path.joinpath("conf.py").write_text(
        "extensions = ['sphinx_gallery.gen_gallery']\n"
        "sphinx_gallery_conf = {'examples_dirs': 'examples', 'gallery_dirs': 'auto'}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", ".", "site"]
    done = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    html = tmp_path.joinpath("site/auto/plot_one.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<img[^>]*sphx_glr_plot_one_001\.png", html)) == 1
    assert html.count('<figure class="heatmark') == 1
