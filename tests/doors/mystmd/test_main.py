"""The plugin, without mystmd: JSON in and JSON out."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.doors.mystmd import main
from heatmark.doors.mystmd.main import MystHost, draw_tree, spec
from mystmds import of_type, text_of

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "---\noptions:\n  lang: vi\n  heatmark: {measure: m}\n---\n\n"
TEXT = f"{FRONT}```heatmap title=x\na 1\nb 2\n```\n"


def code(body: str, line: int) -> dict[str, Any]:
    position = {"start": {"line": line}, "end": {"line": line + 3}}
    return {"type": "code", "lang": "heatmap", "value": body, "position": position}


def directive(header: str, body: str = "", line: int = 1) -> dict[str, Any]:
    kept = {"header": header, "options": {}, "lines": {}, "above": 0}
    return {**code(body, line), "data": {"heatmark": kept}}


def run(
    given: object, *arguments: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> tuple[int, bytes]:
    """Run the plugin as mystmd does; its exit code, and what it has written."""
    out = io.BytesIO()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["heatmark-mystmd", *arguments])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(given).encode())))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", write_through=True))
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_it_says_what_it_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without arguments: a directive with every option, and a transform."""
    _, written = run(None, monkeypatch=monkeypatch, folder=tmp_path)
    found = json.loads(written)
    assert found == spec()
    (directive,) = found["directives"]
    assert {"title", "label", "caption", "view", "src", "cmap"} <= directive["options"].keys()
    assert found["transforms"][0]["stage"] == "document"


def test_a_directive_is_drawn_with_its_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It takes note, and the transform draws."""
    node = {"args": 'title="T"', "value": "a 1", "children": []}
    given = {"name": "heatmap", "node": node}
    _, noted = run(given, "--directive", "heatmap", monkeypatch=monkeypatch, folder=tmp_path)
    page = {"type": "root", "children": json.loads(noted)}
    code_, drawn = run(page, "--transform", "heatmark", monkeypatch=monkeypatch, folder=tmp_path)
    assert code_ == 0
    assert text_of(of_type(json.loads(drawn), "caption")[0]) == "T"


def test_a_page_has_its_options(tmp_path: Path) -> None:
    """From its front matter, over those of the project; its language too."""
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    config = "project:\n  options:\n    heatmark: {cmap: Blues, measure: other}\n"
    (tmp_path / "myst.yml").write_text(config, "utf-8")
    page = {"children": [code("a 1\nb 2", 7)]}
    draw_tree(page, MystHost(), tmp_path)
    assert of_type(page, "container")[0]["class"] == "heatmark heatmark-Blues"
    assert "Số liệu" in text_of(page)
    assert "m 1 … 2" in text_of(page)


def test_heatmaps_of_a_page_may_share_a_scale(tmp_path: Path) -> None:
    """They are drawn together."""
    text = "```heatmap share=s\na 1\nb 2\n```\n\n```heatmap share=s\na 9\n```\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    page = {"children": [code("a 1\nb 2", 1), code("a 9", 6)]}
    draw_tree(page, MystHost(), tmp_path)
    assert text_of(page).count("1 … 9") == 2


def test_data_files_are_relative_to_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing outside the project is read, also where mystmd runs in a folder of it."""
    project = tmp_path / "book"
    (project / "docs").mkdir(parents=True)
    (project / "myst.yml").write_text("version: 1\n", "utf-8")
    (project / "docs" / "x.csv").write_text("token,score\nab,1\nb,2\n", "utf-8")
    (tmp_path / "out.csv").write_text("token,score\na,1\n", "utf-8")
    text = "```heatmap src=x.csv\n```\n\n```heatmap src=../../out.csv\n```\n"
    (project / "docs" / "a.md").write_text(text, "utf-8")
    page = {"children": [code("", 1), code("", 4)]}
    draw_tree(page, MystHost(), project / "docs")
    assert "ab b" in text_of(page)
    assert capsys.readouterr().err.startswith("docs/a.md:4: error: ")


def test_wrong_options_of_project_and_page_are_errors(tmp_path: Path) -> None:
    """In the place of each heatmap."""
    (tmp_path / "a.md").write_text(TEXT.replace("measure: m", "mesure: m"), "utf-8")
    page = {"children": [code("a 1\nb 2", 7)]}
    draw_tree(page, MystHost(), tmp_path)
    assert "mesure" in text_of(page)
    (tmp_path / "myst.yml").write_text("project: {options: {heatmark: {camp: x}}}\n", "utf-8")
    page = {"children": [code("a 1\nb 2", 7)]}
    draw_tree(page, MystHost(), tmp_path)
    assert "myst.yml" in text_of(page)


def test_a_page_that_is_not_found_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its front matter would say more."""
    node = {
        **code("a 1", 3),
        "data": {"heatmark": {"header": "", "options": {}, "lines": {}, "above": 0}},
    }
    draw_tree({"children": [node]}, MystHost(), tmp_path)
    assert "[page-unknown]" in capsys.readouterr().err


def test_a_path_is_not_guessed_for_a_page_that_is_not_found(tmp_path: Path) -> None:
    """It starts from no folder, unless all pages that it may be are in one; `/` is the project."""
    for name, rows in {"": "The,5\n cat,2", "sub/": "A,1\n b,3"}.items():
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "s.csv").write_text(f"token,score\n{rows}\n", "utf-8")
    (tmp_path / "myst.yml").write_text("version: 1\n", "utf-8")
    shown = {}
    for src in ("data/s.csv", "/sub/data/s.csv"):
        for name in ("a.md", "sub/c.md"):
            (tmp_path / name).write_text(f"```{{heatmap}} title=x src={src}\n```\n", "utf-8")
        page = {"children": [directive(f"title=x src={src}")]}
        draw_tree(page, MystHost(), tmp_path)
        shown[src] = text_of(page)
    assert "not known from where 'data/s.csv' starts" in shown["data/s.csv"]
    assert "write / and the path from the folder of myst.yml" in shown["data/s.csv"]
    assert "A b" in shown["/sub/data/s.csv"]
    (tmp_path / "a.md").rename(tmp_path / "sub" / "d.md")
    (tmp_path / "sub" / "c.md").write_text("```{heatmap} title=x src=data/s.csv\n```\n", "utf-8")
    (tmp_path / "sub" / "d.md").write_text("```{heatmap} title=x src=data/s.csv\n```\n", "utf-8")
    page = {"children": [directive("title=x src=data/s.csv")]}
    draw_tree(page, MystHost(), tmp_path)
    assert "A b" in text_of(page)


def test_a_page_whose_heatmaps_are_included_has_its_folder_and_options(tmp_path: Path) -> None:
    """It is found by what it includes, or nothing is guessed."""
    (tmp_path / "sub" / "data").mkdir(parents=True)
    (tmp_path / "sub" / "data" / "s.csv").write_text("token,score\nA,1\n b,3\n", "utf-8")
    (tmp_path / "part.txt").write_text("```{heatmap} src=data/s.csv\n```\n", "utf-8")
    (tmp_path / "sub" / "c.md").write_text(f"{FRONT}```{{include}} ../part.txt\n```\n", "utf-8")
    for name, shown in {"../part.txt": "m 1 … 3", "other.txt": "not known from where"}.items():
        block = directive("src=data/s.csv")
        page = {"children": [{"type": "include", "file": name, "children": [block]}]}
        draw_tree(page, MystHost(), tmp_path)
        assert shown in text_of(page)


def test_options_are_not_guessed_for_a_page_that_is_not_found(tmp_path: Path) -> None:
    """What all pages that it may be set counts; where they differ, a sentence tells them apart."""
    text = "```{heatmap} title=x\na 1\n```\n"
    (tmp_path / "a.md").write_text(f"{FRONT}{text}", "utf-8")
    (tmp_path / "b.md").write_text(f"{FRONT}{text}", "utf-8")
    page = {"children": [directive("title=x", "a 1", 7)]}
    draw_tree(page, MystHost(), tmp_path)
    assert "Số liệu" in text_of(page)
    other = FRONT.replace("measure: m", "measure: n")
    sentence = "Hà Nội mùa này vắng những cơn mưa."
    for more in ("", f"\n{sentence}\n"):
        (tmp_path / "b.md").write_text(f"{other}{text}{more}", "utf-8")
        page = {"children": [directive("title=x", "a 1", 7), {"type": "text", "value": more}]}
        draw_tree(page, MystHost(), tmp_path)
        assert ("write a sentence into the page" in text_of(page)) is not bool(more)
    assert "n 1" in text_of(page)


@pytest.mark.parametrize("where", ["page", "project"])
def test_strict_fails(
    where: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Then mystmd shows what was said, and stops; without it there is a box."""
    front = "---\noptions: {heatmark: {strict: true}}\n---\n" if where == "page" else "\n\n\n"
    (tmp_path / "a.md").write_text(f"{front}```heatmap\na x\n```\n", "utf-8")
    strict = "true" if where == "project" else "false"
    config = f"project: {{options: {{heatmark: {{strict: {strict}}}}}}}\n"
    (tmp_path / "myst.yml").write_text(config, "utf-8")
    page = {"children": [code("a x", 4)]}
    code_, _ = run(page, "--transform", "heatmark", monkeypatch=monkeypatch, folder=tmp_path)
    assert code_ == 1
    assert "a.md:5: error: the score 'x' is not a number" in capsys.readouterr().err


def test_options_that_are_lost_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Under another name, or between +++, which mystmd takes for text; with their line."""
    lost = {"---\noptions:\n  heatmap: {lang: vi}\n---\n": 3, "+++\n[heatmark]\n+++\n": 1}
    for front, line in lost.items():
        (tmp_path / "a.md").write_text(f"{front}```heatmap\na 1\n```\n", "utf-8")
        page = {"children": [code("a 1", front.count("\n") + 1)]}
        draw_tree(page, MystHost(), tmp_path)
        said = capsys.readouterr().err
        assert f"a.md:{line}: warning: " in said
        assert "[front-matter]" in said


def test_pages_without_heatmaps_stay_as_they_are(tmp_path: Path) -> None:
    """Whatever their project says."""
    page = {"children": [{"type": "code", "lang": "python", "value": "heatmap"}]}
    assert draw_tree(page, MystHost(), tmp_path) is False
    assert page == {"children": [{"type": "code", "lang": "python", "value": "heatmap"}]}


def test_the_stylesheet_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the palettes that are named, or those of figures that name none."""
    _, css = run(None, "--css", "Reds", monkeypatch=monkeypatch, folder=tmp_path)
    assert b".heatmark-Reds{" in css
    _, css = run(None, "--css", monkeypatch=monkeypatch, folder=tmp_path)
    assert b".heatmark-heatmark{" in css


def test_by_hand_it_says_how_it_is_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It would wait for a page else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["heatmark-mystmd", "--help"])
    with pytest.raises(SystemExit, match=r"myst\.yml"):
        main()
