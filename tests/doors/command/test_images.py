"""Documents written again with image files in the places of their heatmaps."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import markdown
import pytest
from click.testing import CliRunner

from heatmark.doors.command.images import ImagesWanted, targets, write_images
from heatmark.doors.command.main import command
from paths import hostile_lines

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BLOCK = "```heatmap title=T measure=m\nHà 1\nNội 2\n```\n"


def run(*given: object, lang: str = "en") -> Result:
    return CliRunner().invoke(command(lang), ["images", *map(str, given)], prog_name="heatmark")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A course: pages that link to one another, a data file, a picture."""
    for name, text in {
        "mkdocs.yml": "site_name: x\ntheme: {name: material, language: vi}\nplugins: [heatmark]\n",
        "docs/index.md": "# A\n\n[b](bai/b.md) ![p](p.png)\n",
        "docs/bai/b.md": f"---\nheatmark: {{measure: m}}\n---\n# B\n\n{BLOCK}\n"
        "```heatmap id=x:1 src=/d.json\n```\n\n"
        "- one\n\n    ```heatmap\n    a 1\n    b 2\n    ```\n\n[a](../index.md)\n",
        "docs/d.json": '{"tokens": ["a", " b"], "scores": [1, 2]}',
        "docs/p.png": "",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "docs"


def read(out: Path, name: str) -> str:
    return (out / name).read_text("utf-8")


def test_a_folder_of_documents(docs: Path) -> None:
    """Each figure becomes an image file; links lead where they led, or to pages that go too."""
    out = docs.parent / "out"
    done = run(docs, "-o", out)
    assert (done.exit_code, done.stderr) == (0, f"2 of 2 written to {out}\n")
    assert read(out, "index.md") == "# A\n\n[b](bai/b.md) ![p](../docs/p.png)\n"
    text = read(out, "bai/b.md")
    assert "```" not in text
    assert text.endswith("[a](../index.md)\n")
    assert text.startswith("---\nheatmark: {measure: m}\n---\n# B\n\n**T**\n\n![Bản đồ nhiệt")
    shown = re.findall(r"\]\((\./images/.*?)\)", text)
    assert shown == ["./images/b-1.svg", "./images/b-x-1.svg", "./images/b-3.svg"]
    for name in shown:
        assert read(out / "bai", name).startswith("<svg ")
    assert "\n- one\n\n    ![Bản đồ" in text
    assert "\n    <details>\n" in text


def test_nothing_changes_when_it_runs_again(docs: Path) -> None:
    """Files that would be the same are left untouched; what was written is no document."""
    out = docs / "out"  # within the folder
    assert run(docs, "-o", out).exit_code == 0
    files = [path for path in out.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (1, 1))
    assert run(docs, "-o", out).exit_code == 0
    assert {path.stat().st_mtime for path in files} == {1}
    assert [path for path in out.rglob("*") if path.is_file()] == files
    (docs / "index.md").write_text("# New", "utf-8")
    assert run(docs, "-o", out).exit_code == 0
    assert [path.name for path in files if path.stat().st_mtime > 1] == ["index.md"]


def test_formats_and_tables(docs: Path) -> None:
    """All images as one format, or each as its block says; tables in all or none."""
    page = docs / "bai/b.md"
    page.write_text(f"{BLOCK}\n{BLOCK.replace('title', 'output=png dark=both title')}", "utf-8")
    out = docs.parent / "out"
    assert run(page, "-o", out).exit_code == 0
    names = ["b-1.svg", "b-2-dark.png", "b-2.png"]
    assert sorted(path.name for path in (out / "images").iterdir()) == names
    assert 'srcset="./images/b-2-dark.png"' in read(out, "b.md")
    assert read(out, "b.md").count("<details>") == 2
    assert run(page, "-o", out, "--format", "png", "--no-table").exit_code == 0
    assert (out / "images/b-1.png").read_bytes().startswith(b"\x89PNG")
    assert "<details>" not in read(out, "b.md")


def test_errors_have_their_line_and_write_nothing_of_the_document(docs: Path) -> None:
    """Other documents are written; the exit code is 1."""
    page = docs / "bai/b.md"
    page.write_text(f"{BLOCK}\n```heatmap\na x\n```\n", "utf-8")
    out = docs.parent / "out"
    done = run(docs, "-o", out)
    assert done.exit_code == 1
    assert f"{page}:7: error: the score 'x' is not a number" in done.stderr
    assert f"1 of 2 written to {out}" in done.stderr
    assert [path.name for path in out.rglob("*")] == ["index.md"]


def test_warnings_fail_only_those_who_are_strict(docs: Path) -> None:
    """They are written with file, line and name; `silence` is heard."""
    page, out = docs / "bai/b.md", docs.parent / "out"
    text = '=== "A"\n\n    ```heatmap measure=m\n    a 1\n    b 2\n    ```\n'
    page.write_text(text, "utf-8")
    done = run(page, "-o", out)
    assert done.exit_code == 0
    assert f"{page}:3: warning: this heatmap stands in a block of ===" in done.stderr
    assert run(page, "-o", out, "--strict").exit_code == 1
    page.write_text(f"---\nheatmark: {{silence: indented-block}}\n---\n{text}", "utf-8")
    assert run(page, "-o", out, "--strict").exit_code == 0


def test_what_other_markdown_shows_as_code_is_told(docs: Path) -> None:
    """As indented code; Jupyter knows no footnotes, and others do."""
    block = "    ```heatmap measure=m\n    a 1\n    b 2\n    ```\n"
    page, out = docs / "bai/b.md", docs.parent / "out"
    page.write_text(f"<div>\n\n{block}", "utf-8")
    assert f"{page}:3: warning: this heatmap is so far in" in run(page, "-o", out).stderr
    note = f"[^1]: note\n\n{block}"
    page.write_text(note, "utf-8")
    assert "warning" not in run(page, "-o", out).stderr
    cells = [{"cell_type": "markdown", "source": note, "metadata": {}}]
    (docs / "n.ipynb").write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}), "utf-8"
    )
    done = run(docs / "n.ipynb", "-o", out)
    assert "cell 1:3: warning: this heatmap is so far in" in done.stderr


def test_front_matter_that_is_wrong_is_an_error_of_its_page(docs: Path) -> None:
    """As in `check`, with or without a heatmap on it."""
    page = docs / "bai/b.md"
    for text in ("", BLOCK):
        page.write_text(f"---\nheatmark: {{cmpa: Reds}}\n---\n{text}", "utf-8")
        done = run(page, "-o", docs.parent / "out")
        assert done.exit_code == 1
        assert "unknown option 'cmpa'" in done.stderr
        assert not (docs.parent / "out").exists()


def test_notebooks(docs: Path) -> None:
    """Fences of Markdown cells; code, outputs and attachments stay as they are."""
    code = {"cell_type": "code", "source": ["1\n", "2"], "outputs": [{"x": 1}], "metadata": {}}
    texts = [f"# N\n\n{BLOCK}", "[p](p.png) ![a](attachment:a.png)"]
    cells = [{"cell_type": "markdown", "source": [text], "metadata": {}} for text in texts]
    book = {"cells": [cells[0], code, cells[1]], "metadata": {}, "nbformat": 4}
    (docs / "n.ipynb").write_text(json.dumps(book), "utf-8")
    out = docs.parent / "out"
    assert run(docs / "n.ipynb", "-o", out).exit_code == 0
    made = json.loads(read(out, "n.ipynb"))
    first, second, third = made["cells"]
    assert "](./images/n-ipynb-1.svg)" in first["source"]
    assert second == {**code, "source": "1\n2"}
    assert third["source"] == "[p](../docs/p.png) ![a](attachment:a.png)"
    (docs / "n.ipynb").write_text(
        json.dumps({"cells": [{**cells[0], "source": "```heatmap\na x\n```"}]})
    )
    done = run(docs / "n.ipynb", "-o", out)
    assert "n.ipynb, cell 1:2: error: " in done.stderr


def test_what_cannot_be_written_is_said_before_anything_is(docs: Path) -> None:
    """Two pages for one place, a page over itself, what is no Markdown."""
    (docs / "bai/index.md").write_text("x", "utf-8")
    for given, said in (
        (
            (docs / "index.md", docs / "bai/index.md", "-o", docs.parent / "out"),
            "would both become",
        ),
        ((docs, "-o", docs), "would be written over"),
        ((docs / "d.json", "-o", docs.parent / "out"), "neither Markdown nor a notebook"),
    ):
        done = run(*given)
        assert done.exit_code == 1
        assert said in done.stderr
        assert not (docs.parent / "out").exists()
    assert run(docs, "-o", docs / "d.json" / "x").exit_code == 1


def test_two_blocks_with_one_id_have_two_images(docs: Path) -> None:
    """Whatever the case of their letters: some file systems do not tell them apart."""
    page, out = docs / "b.md", docs.parent / "out"
    page.write_text("\n".join(BLOCK.replace("title", f"id={one} title") for one in "xxX"), "utf-8")
    done = run(page, "-o", out)
    assert "[repeated-id]" in done.stderr
    names = ["b-X-3.svg", "b-x-2.svg", "b-x.svg"]
    assert sorted(path.name for path in (out / "images").iterdir()) == names


def test_hostile_blocks_are_harmless(docs: Path) -> None:
    """Nothing of a block becomes a tag, a link or an image of its own."""
    lines = hostile_lines()
    body = {"title": " ".join(lines), "tokens": lines, "scores": {"<b>&": [*range(len(lines))]}}
    (docs / "b.md").write_text(f"~~~~~~heatmap\n{json.dumps(body)}\n~~~~~~\n", "utf-8")
    out = docs.parent / "out"
    assert run(docs / "b.md", "-o", out).exit_code == 0
    html = markdown.markdown(read(out, "b.md"), extensions=["tables", "md_in_html", "extra"])
    assert re.findall(r"<img[^>]* src=\"(.*?)\"", html) == ["./images/b-1.svg"]
    known = {
        "p",
        "strong",
        "img",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert set(re.findall(r"<(\w+)", html)) <= known


def test_where_documents_go(tmp_path: Path) -> None:
    """As they lie below the folder that was named."""
    file = tmp_path / "a/b.md"
    found = targets({file: tmp_path}, tmp_path / "out")
    assert found == {file.resolve(): tmp_path / "out/a/b.md"}


def test_what_is_no_text_is_an_error(tmp_path: Path) -> None:
    """Without a line, because it has none."""
    file = tmp_path / "a.md"
    file.write_bytes(b"\xff\xfe")
    written = targets({file: tmp_path}, tmp_path / "out")
    (found,) = write_images(file, tmp_path, written, ImagesWanted())
    assert (found.level, found.line) == ("error", 0)
    assert not (tmp_path / "out").exists()
