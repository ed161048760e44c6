"""What a build would say, without one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from heatmark.doors.command.check import Finding, check_file
from heatmark.doors.command.documents import find_documents
from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


COURSE = ROOT / "example_site"


def checked(folder: Path) -> list[Finding]:
    return [one for file in find_documents([folder]) for one in check_file(file, folder)]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the example course, to make mistakes in."""
    shutil.copytree(COURSE / "docs", tmp_path / "docs")
    shutil.copy(COURSE / "mkdocs.yml", tmp_path)
    return tmp_path / "docs"


def test_the_course_is_clean(course: Path) -> None:
    """There is nothing to say about it."""
    assert [one for one in checked(course) if one.level != "info"] == []


# A lesson, what is written in it, what is written instead, and what is found.
MISTAKES = [
    ("01", '```heatmap title="Mười', '```heatmap cmpa=Reds title="Mười', "OptionError"),
    ("02", "src: /data/smollm2.json#en_surprisal", "src: /data/smolm2.json#en", "SourceError"),
    ("03", "field=entropy", "field=entropie", "ParseError"),
    ("04", 'control="trọng số ngẫu nhiên"', 'control="ngẫu nhiên"', "OptionError"),
    ("05", "special=include silence=special-dominates", "special=include", "special-dominates"),
    ("06", "scale: [0, 1]", "scale: [1, 0]", "OptionError"),
    ("07", "lineup=6", "lineup=sáu", "OptionError"),
    ("08", "src: /data/smollm2.json#en\n", "src: /data/smollm2.json#eng\n", "ParseError"),
    ("09", "output=svg dark=both", "output=svg dark=both output=png", "OptionError"),
]


def test_seeded_mistakes_are_found_and_nothing_else(course: Path) -> None:
    """Each is found in its file, on a line within its block; a tenth is a near miss."""
    expected = []
    for start, old, new, name in MISTAKES:
        (file,) = (course / "bai-hoc").glob(f"{start}*.md")
        text = file.read_text("utf-8")
        at = text.rindex(old)  # examples that are shown stand before what they draw
        file.write_text(text[:at] + new + text[at + len(old) :], "utf-8")
        expected.append((file.name, name))
    index = course / "index.md"
    index.write_text(index.read_text("utf-8").replace("```heatmap", "```heatmaps", 1), "utf-8")
    expected.append(("index.md", "near-miss"))
    found_all = [one for one in checked(course) if one.level != "info"]
    assert sorted((one.file.name, one.name) for one in found_all) == sorted(expected)
    assert all(one.line > 0 for one in found_all)


@pytest.mark.parametrize(
    ("site", "text", "found"),
    [
        ("", "", [("ScoreError", 6)]),
        ("conf.py", "", [("ScoreError", 6)]),
        ("myst.yml", "version: 1\n", [("ScoreError", 6)]),
        ("mkdocs.yml", "site_name: x\n", [("near-miss", 3), ("ScoreError", 6)]),
        ("zensical.toml", "[project]\nsite_name = 'x'\n", [("near-miss", 3), ("ScoreError", 6)]),
    ],
)
def test_blocks_between_colons(
    tmp_path: Path, site: str, text: str, found: list[tuple[str, int]]
) -> None:
    """They are looked at as MyST does; where no builder takes them for blocks this is said, too."""
    if site:
        (tmp_path / site).write_text(text, "utf-8")
    page = tmp_path / "a.md"
    example = "```\n:::{heatmap}\nc x\n:::\n```\n"
    block = ":::{heatmap} Tên\n:measure: x\na 1\nb x\n:::\n"
    page.write_text(f"# T\n\n{block}\n{example}", "utf-8")
    assert [(one.name, one.line) for one in check_file(page, tmp_path)] == found


def test_pages_and_sites_that_are_wrong_are_told_once(tmp_path: Path) -> None:
    """However many blocks they stop."""
    page = tmp_path / "a.md"
    page.write_text(
        "---\nheatmark: {cmpa: x}\n---\n```heatmap\na 1\n```\n\n```heatmap\nb 1\n```\n", "utf-8"
    )
    (found,) = check_file(page, tmp_path)
    assert (found.line, found.level) == (2, "error")
    assert found.found.message.startswith("in the page's front matter")


def test_a_document_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    """The others are looked at all the same."""
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    (tmp_path / "b.md").write_text("```heatmap\na x\n```\n", "utf-8")
    assert [(one.file.name, one.level) for one in checked(tmp_path)] == [
        ("a.md", "error"),
        ("b.md", "error"),
    ]


def test_what_is_nearly_a_heatmap_in_a_notebook(tmp_path: Path) -> None:
    """It is told of with its cell, as in a page."""
    cells = [{"cell_type": "markdown", "source": ["x\n", "\n", "```heatmaps\n", "a 1\n", "```"]}]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}), "utf-8")
    (found,) = checked(tmp_path)
    assert (found.where, found.line, found.name) == ("n.ipynb, cell 1", 3, "near-miss")


def test_the_same_slip_twice_is_told_twice(tmp_path: Path) -> None:
    """Each with its line: the second was taken for the first."""
    (tmp_path / "a.md").write_text("```heatmap a 1```\n\n```heatmap b 2```\n", "utf-8")
    assert [(one.name, one.line) for one in checked(tmp_path)] == [
        ("near-miss", 1),
        ("near-miss", 3),
    ]


@pytest.mark.parametrize(
    ("site", "lines"), [("conf.py", [8]), ("mkdocs.yml", [1, 5, 8]), ("", [1, 5, 8])]
)
def test_a_fence_is_a_directive_to_sphinx(tmp_path: Path, site: str, lines: list[int]) -> None:
    """As in the build: what stands behind its name is a title, and options have colons."""
    if site:
        (tmp_path / site).write_text("" if site == "conf.py" else "site_name: x\n", "utf-8")
    page = tmp_path / "a.md"
    page.write_text(
        "```heatmap Độ dài từ\na 1\n```\n"
        "```heatmap\n:title: Độ dài\na 1\n```\n"
        '```heatmap title: "x"\na 1\n```\n',
        "utf-8",
    )
    found = [one for one in check_file(page, tmp_path) if one.level == "error"]
    assert [one.line for one in found] == lines
