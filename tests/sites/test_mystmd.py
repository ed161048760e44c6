"""Pages of mystmd with our plugin: what it hands to its themes, and what it writes for paper."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from contract import CASES, CONTRACT
from heatmark import Heatmap
from heatmark.doors.mystmd import main as _door  # noqa: F401 - what mystmd runs
from mystmds import Book, every, of_type, text_of
from needs import needs
from paths import hostile_lines
from tex import printed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs("myst")

NOT_IN_MYSTMD = frozenset({"in an admonition"})  # of Python-Markdown
LESSON = """\
---
title: Bài
options:
  lang: vi
  heatmark:
    measure: log P
exports:
  - {format: tex, output: _out/a.tex, template: null}
  - {format: typst, output: _out/a.typ, template: null}
---

```{heatmap} Đoán từ
:label: fig-doan
Hà -0.4
mưa -10.8
```

Xem [](#fig-doan).

```heatmap title="Ảnh" output=png
a 1
```

```heatmap
a x
```
"""
# Of MyST's own boxes, whose definitions its templates have.
_MACROS = "#let errorBlock(body, heading: none) = body\n#let breakableDefault = true\n"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def _ours(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Find what heatmaps have become: figures, and boxes for errors."""
    names = {"heatmark", "heatmark-error"}
    return [one for one in every(page) if names & set(str(one.get("class", "")).split())]


def _without_space(text: str) -> str:
    return "".join(text.split())


def test_the_contract(book: Book) -> None:
    """Each case has the words that it has in HTML: tokens, legend, table, errors with their line.

    A last line tells pages apart that have the same blocks on the same lines.
    """
    cases = [case for case in CASES if case.name not in NOT_IN_MYSTMD]
    for case in cases:
        book.write(f"{case.stem}.md", f"{case.document}\n\nThis is the case of {case.name}.\n")
    shutil.copy(CONTRACT / "data.json", book.folder)
    done = book.build()
    differences = []
    for case in cases:
        page = book.page(case.stem.lower().strip("-"))
        found = _without_space("".join(map(text_of, _ours(page))))
        expected = _without_space(unescape(re.sub("<[^>]*>", "", case.expected)))
        if found != expected:
            differences.append(f"{case.name}:\n- {expected}\n+ {found}")
        assert len(of_type(page, "image")) == case.expected.count("heatmark-images"), case.name
    assert not differences, "\n".join([*differences, done.stderr[-2000:]])


def test_a_lesson(book: Book) -> None:
    """What has a label is numbered, references say the number; an error says its line."""
    book.write("lesson.md", LESSON)
    done = book.build()
    page = book.page("lesson")
    numbers = [one["enumerator"] for one in of_type(page, "captionNumber")]
    assert numbers == ["1"]
    (reference,) = of_type(page, "crossReference")
    assert reference["html_id"] == "fig-doan"
    assert text_of(reference).split() == ["Figure", "1"]
    cells = [one for one in of_type(page, "span") if one.get("class", "").startswith("q")]
    assert all("--f" in one["style"]["background"] for one in cells)
    (image,) = of_type(page, "image")
    assert image["url"].endswith(".png")
    assert "a" in image["alt"]
    assert "dòng 25" in text_of(of_type(page, "admonition")[0])
    assert "lesson.md:25: error: the score 'x' is not a number" in done.stdout + done.stderr


@needs("typst", "xelatex")
def test_a_lesson_on_paper(book: Book) -> None:
    """Typst and LaTeX read what mystmd writes, with colours, numbers and references."""
    import typst

    book.write("lesson.md", LESSON)
    book.build("--typst")
    source = book.folder / "_out" / "a.typ"
    source.write_text(_MACROS + source.read_text("utf-8"), "utf-8")
    assert bytes(typst.compile(str(source))).startswith(b"%PDF")
    book.build("--tex")
    head = r"\documentclass{article}\usepackage{fontspec,xcolor,graphicx,framed,hyperref}"
    text = rf"{head}\begin{{document}}\input{{a.tex}}\end{{document}}"
    (book.folder / "_out" / "t.tex").write_text(text, "utf-8")
    assert "no colours without xcolor" not in printed(book.folder / "_out")


def test_a_name_is_a_label(book: Book) -> None:
    """References lead to it, as MyST takes the one for the other."""
    book.write("a.md", "```{heatmap}\n:name: foo\na 1\n```\n\nXem [](#foo).\n")
    book.build()
    (reference,) = of_type(book.page("a"), "crossReference")
    assert text_of(reference).split() == ["Figure", "1"]


def test_strict_stops_a_build(book: Book) -> None:
    """And mystmd shows what was wrong."""
    book.write("lesson.md", LESSON)
    done = book.build(anew=True, heatmark={"strict": True})
    assert done.returncode != 0
    assert "lesson.md:25: error" in done.stdout + done.stderr
    assert not (book.folder / "_build" / "site" / "content" / "lesson.json").exists()


def test_notebooks(book: Book) -> None:
    """Fences of cells are drawn; what `Heatmap` has shown stays whole."""
    html = Heatmap(["a", " b"], [1, 2])._repr_html_()
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": html}}
    blank: dict[str, Any] = {"metadata": {}, "execution_count": None}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "# N\n\n```heatmap title=x\na 1\n```"},
        {"cell_type": "code", "source": "h", "outputs": [output], **blank},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    book.write("nb.ipynb", json.dumps(notebook))
    book.build()
    page = book.page("nb")
    assert text_of(of_type(page, "caption")[0]) == "x"
    (shown,) = of_type(page, "output")
    written = shown["jupyter_data"]["data"]["text/html"]
    if "path" in written:  # mystmd keeps large outputs in files of their own
        name = str(written["path"]).rpartition("/")[2]
        content = (book.folder / "_build" / "site" / "public" / name).read_text("utf-8")
    else:
        content = written["content"]
    assert content == html


def test_hostile_blocks_are_harmless(book: Book) -> None:
    """They are text of nodes, and strings of Typst; nothing is read as HTML or a macro."""
    lines = hostile_lines()
    body = json.dumps({"title": lines[0], "tokens": lines, "scores": [*range(len(lines))]})
    front = "---\nexports: [{format: typst, output: _out/a.typ, template: null}]\n---\n"
    book.write("a.md", f"{front}\n~~~~~~~~heatmap\n{body}\n~~~~~~~~\n")
    book.build()
    page = book.page("a")
    (figure,) = _ours(page)
    assert "<script>alert(1)</script>" in text_of(figure)
    for one in every(figure):
        own = {name: value for name, value in one.items() if name not in {"children", "value"}}
        assert "alert" not in json.dumps(own)
        assert one["type"] not in {"html", "link", "inlineMath", "math", "iframe", "mystRole"}
    book.build("--typst")
    source = (book.folder / "_out" / "a.typ").read_text("utf-8")
    assert "alert" in source
    assert "alert" not in re.sub(r'"(?:\\.|[^"\\])*"', "", source)
