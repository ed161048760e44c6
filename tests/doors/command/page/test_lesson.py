"""One page of a document."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from click.testing import CliRunner

from heatmark.doors.command.main import command
from heatmark.doors.command.page.lesson import page_of_lesson
from paths import ROOT, hostile_lines

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BLOCK = "```heatmap title=T measure=m\nHà 1\nNội 2\n```\n"


def run(*given: object) -> Result:
    return CliRunner().invoke(command("en"), ["page", *map(str, given)], prog_name="heatmark")


def made(folder: Path, text: str, name: str = "a.md") -> tuple[str, list[str]]:
    """Make a page of a text: its HTML, and the names of what there is to say."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    page, found = page_of_lesson(file, folder)
    return page, [one.name for one in found]


def test_a_page_needs_nothing_else(tmp_path: Path) -> None:
    """Style, images, formulas and code are in it; it is valid HTML with a title and a language."""
    (tmp_path / "p.png").write_bytes(b"\x89PNG")
    text = f"---\nlang: vi\ntitle: A & B\n---\n# C\n\n![p](p.png)\n\n$x^2$\n\n{BLOCK}\n"
    text += "```python\ndef f(): pass\n```\n\n" + BLOCK.replace("title", "output=png title")
    page, names = made(tmp_path, text)
    assert names == []
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page)
    assert not [error for error in parser.errors if "duplicate" in error[1]]
    assert '<html lang="vi" data-theme="auto">' in page
    assert "<title>A &amp; B</title>" in page
    assert page.count("<figure ") == 2
    assert page.count("data:image/png;base64,") >= 2
    assert "<msup><mi>x</mi>" in page
    assert '<span class="k">def</span>' in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!data:|#)', page)


@pytest.mark.parametrize(
    ("front", "config", "asked", "expected"),
    [
        ("", "", [], "en"),
        ("", "theme: {language: vi}", [], "vi"),
        ("---\nlang: vi\n---\n", "", [], "vi"),
        ("---\nheatmark: {lang: vi}\n---\n", "", [], "vi"),
        ("---\nlang: en\n---\n", "theme: {language: vi}", [], "en"),
        ("", "", ["--lang", "vi"], "vi"),
        ("---\nlang: en\n---\n", "theme: {language: en}", ["--lang", "vi"], "vi"),
        ("---\nheatmark: {lang: vi}\n---\n", "", ["--lang", "en"], "en"),
    ],
)
def test_the_language_of_a_page(
    tmp_path: Path, front: str, config: str, asked: list[str], expected: str
) -> None:
    """It is that which is asked for, else that of the front matter, else that of the site."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\n{config}\nplugins: [heatmark]\n", "utf-8")
    file, out = tmp_path / "docs" / "a.md", tmp_path / "a.html"
    file.parent.mkdir()
    file.write_text(front + BLOCK, "utf-8")
    done = run(file, "-o", out, *asked)
    assert done.exit_code == 0, done.output
    page = out.read_text("utf-8")
    assert f'<html lang="{expected}" ' in page
    assert ("Số liệu" in page) == (expected == "vi")


def test_the_language_of_a_notebook_is_asked_for(tmp_path: Path) -> None:
    """It has no front matter; a language that is not spoken is refused."""
    cells = [{"cell_type": "markdown", "metadata": {}, "source": BLOCK}]
    file, out = tmp_path / "a.ipynb", tmp_path / "a.html"
    file.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}), "utf-8")
    assert run(file, "-o", out, "--lang", "vi").exit_code == 0
    assert '<html lang="vi" ' in out.read_text("utf-8")
    assert run(file, "-o", out, "--lang", "xx").exit_code == 2
    assert "else lang of its front matter" in " ".join(run("--help").output.split())


@pytest.mark.parametrize(
    ("text", "title", "heading"),
    [
        ("# B *c*", "B c", 1),
        ("---\ntitle: A\n---\n# B", "A", 1),
        ("---\ntitle: A<\n---\nx", "A&lt;", 1),
        ("x", "a", 0),
    ],
)
def test_titles(text: str, title: str, heading: int, tmp_path: Path) -> None:
    """From front matter, or the first heading, or the name of the file."""
    page, _ = made(tmp_path, text)
    assert f"<title>{title}</title>" in page
    assert page.count("<h1") == heading


def test_a_page_of_a_site_is_as_its_configuration_says(tmp_path: Path) -> None:
    """Language, options, extensions, data files, links to the site on the web."""
    config: dict[str, Any] = {
        "site_url": "https://x.org/k",
        "theme": {"name": "material", "language": "vi"},
        "plugins": [{"heatmark": {"cmap": "Blues"}}],
        "markdown_extensions": ["admonition", "attr_list"],
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/d.json").write_text('{"tokens": ["a", " b"], "scores": [1, 2]}')
    text = '!!! note "N"\n\n    x\n\n```heatmap src=/d.json measure=m\n```\n\n$5 and $6\n\n'
    text += "[a](../index.md#x) [b](c.md){ .k } [d](../d.json)"
    page, names = made(tmp_path, text, "docs/bai/a.md")
    assert names == []
    assert '<div class="admonition note">' in page
    assert "heatmark-Blues" in page
    assert "$5 and $6" in page
    assert 'href="https://x.org/k/#x"' in page
    assert 'href="https://x.org/k/bai/c/"' in page
    assert 'href="https://x.org/k/d.json"' in page
    config["use_directory_urls"] = False
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    page, _ = made(tmp_path, text, "docs/bai/b.md")
    assert 'href="https://x.org/k/index.html#x"' in page
    assert 'href="https://x.org/k/bai/c.html"' in page


def test_notebooks_are_lessons_too(tmp_path: Path) -> None:
    """Fences of all cells share scales; errors name the cell and its line."""
    block = "```heatmap share=s measure=m\na {}\nb 2\n```"
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "source": f"# N\n\n{block.format(9)}", "metadata": {}},
        {
            "cell_type": "code",
            "source": "f()",
            "metadata": {},
            "outputs": [{"output_type": "display_data", "data": {"text/html": "<i>out</i>"}}],
        },
        {"cell_type": "markdown", "source": f"- x\n\n{block.format(1)}\n\n$a$", "metadata": {}},
    ]
    page, names = made(tmp_path, json.dumps({"cells": cells}), "n.ipynb")
    assert names == []
    assert page.count("<figure ") == 2
    assert page.count("<style>/* heatmark") == 1
    assert '<div class="output"><i>out</i></div>' in page
    assert "<math" in page
    assert page.index("<h1") < page.index('<span class="n">f</span>') < page.index("<li>")
    cells[2]["source"] = "x\n\n```heatmap\na x\n```"
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    _, found = page_of_lesson(tmp_path / "n.ipynb", tmp_path)
    places = [(str(one.where), one.line) for one in found if one.level == "error"]
    assert places == [("n.ipynb, cell 3", 4)]


def test_what_an_author_should_know_has_its_line(tmp_path: Path) -> None:
    """Formulas, files, links and diagrams; `silence` is heard."""
    text = "---\nx: 1\n---\n# A\n\n$\\nope{$\n\n![p](none.png)\n\n[l](b.md)\n\n$\\nope$\n"
    _, found = made(tmp_path, text)
    assert found == ["formula", "not-embedded", "not-embedded", "formula"]
    _, places = page_of_lesson(tmp_path / "a.md", tmp_path)
    assert [one.line for one in places] == [6, 8, 10, 12]
    silent = text.replace("x: 1", "heatmark: {silence: [formula, not-embedded]}")
    assert made(tmp_path, silent)[1] == []


def test_a_diagram_that_needs_a_script_is_told(tmp_path: Path) -> None:
    """It is shown as text."""
    (tmp_path / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        "        - name: mermaid\n          class: mermaid\n"
        "          format: !!python/name:pymdownx.superfences.fence_code_format\n"
    )
    page, names = made(tmp_path, "```mermaid\ngraph\n```", "docs/a.md")
    assert '<pre class="mermaid">' in page
    assert names == ["not-embedded"]


def test_the_command_writes_the_page_or_nothing(tmp_path: Path) -> None:
    """Errors have file and line and write nothing; it runs again without a change."""
    file, out = tmp_path / "a.md", tmp_path / "out/a.html"
    file.write_text(f"# A\n\n{BLOCK}", "utf-8")
    assert run(file, "-o", out).exit_code == 0
    before = out.stat().st_mtime_ns
    content = out.read_bytes()
    assert run(file, "-o", out).exit_code == 0
    assert (out.stat().st_mtime_ns, out.read_bytes()) == (before, content)
    file.write_text(f"# A\n\n{BLOCK.replace('Nội 2', 'Nội hai')}", "utf-8")
    done = run(file, "-o", out)
    assert done.exit_code == 1
    assert f"{file}:5: error: " in done.stderr
    assert out.read_bytes() == content
    file.write_text("[a](b.md)", "utf-8")
    assert run(file, "-o", out).exit_code == 0
    assert run(file, "-o", out, "--strict").exit_code == 1
    assert "cannot write a page as 'a.docx'" in run(file, "-o", tmp_path / "a.docx").stderr
    (tmp_path / "a.rst").write_text("x")
    assert "neither Markdown" in run(tmp_path / "a.rst", "-o", out).stderr


@pytest.mark.parametrize("name", ["a.md", "n.ipynb"])
def test_what_cannot_be_read_is_an_error(name: str, tmp_path: Path) -> None:
    """With its file."""
    (tmp_path / name).write_bytes(b"\xff")
    page, (found,) = page_of_lesson(tmp_path / name, tmp_path)
    assert (page, found.level) == ("", "error")
    site = tmp_path / "site"
    site.mkdir()
    (site / "mkdocs.yml").write_text("a: [", "utf-8")
    (site / name).write_text('{"cells": []}', "utf-8")
    assert [one.level for one in page_of_lesson(site / name, site)[1]] == ["error"]


def test_front_matter_that_is_wrong_is_an_error(tmp_path: Path) -> None:
    """Once, with or without a heatmap."""
    for text in ("", BLOCK, BLOCK * 2):
        _, names = made(tmp_path, f"---\nheatmark: {{cmpa: Reds}}\n---\n{text}")
        assert names == ["OptionError"]


def test_hostile_blocks_are_harmless(tmp_path: Path) -> None:
    """As on any page: nothing of a block becomes a tag."""
    lines = hostile_lines()
    body = {"title": " ".join(lines), "tokens": lines, "scores": {"<b>&": [*range(len(lines))]}}
    block = f"~~~~~~heatmap\n{json.dumps(body)}\n~~~~~~"
    book = json.dumps({"cells": [{"cell_type": "markdown", "source": block, "metadata": {}}]})
    for text, name in ((block, "a.md"), (book, "n.ipynb")):
        page, _ = made(tmp_path, text, name)
        assert page.count("<figure ") == 1
        body_only = page[page.index("<main>") :]
        assert not re.search(r"<script|<svg|<img|<h1", body_only, re.IGNORECASE)


@pytest.mark.parametrize(
    "lesson",
    sorted(ROOT.joinpath("example_site/docs/bai-hoc").glob("[0-9]*.md")),
    ids=lambda one: one.name,
)
def test_the_course_comes_out_whole(lesson: Path) -> None:
    """Each lesson has all its heatmaps and formulas, and only links are lost."""
    page, found = page_of_lesson(lesson, lesson.parent)
    assert {one.name for one in found if one.level != "info"} <= {"not-embedded"}
    assert all(
        "links to other files" in str(one.found.message) for one in found if one.level != "info"
    )
    assert '<html lang="vi"' in page
    assert "arithmatex" not in page
    assert page.count('class="heatmark-error"') == 0
