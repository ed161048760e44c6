"""The filter, without pandoc."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.doors.pandoc import main
from heatmark.doors.pandoc.main import DOCUMENT, PandocHost, convert
from heatmark.doors.pandoc.nodes import code, para, text_elements

if TYPE_CHECKING:
    from pathlib import Path


def fence(content: str, **pairs: str) -> dict[str, Any]:
    return {"t": "CodeBlock", "c": [["", ["heatmap"], [*map(list, pairs.items())]], content]}


def document(*blocks: dict[str, Any], **meta: Any) -> dict[str, Any]:
    return {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": [*blocks]}


def options(**given: Any) -> dict[str, Any]:
    return {"t": "MetaMap", "c": {name: _meta(item) for name, item in given.items()}}


def _meta(item: Any) -> dict[str, Any]:
    if isinstance(item, list):
        return {"t": "MetaList", "c": [*map(_meta, item)]}
    if isinstance(item, bool):
        return {"t": "MetaBool", "c": item}
    return {"t": "MetaInlines", "c": text_elements(item)}


def run(given: dict[str, Any], form: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["heatmark-pandoc", form])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(given).encode())))
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_heatmap_takes_the_place_of_its_fence(tmp_path: Path) -> None:
    """With the style once, and what is around it as it was."""
    given = document(para("x"), fence("a 1"), fence("b 1"), para("y"))
    convert(given, PandocHost("html5"), tmp_path)
    first, style, one, two, last = given["blocks"]
    assert (first, last) == (para("x"), para("y"))
    assert style["c"][1].startswith("<style>")
    assert one["c"][1].startswith("<figure")
    assert two["c"][1].startswith("<figure")


def test_a_document_without_heatmaps_stays_as_it_is(tmp_path: Path) -> None:
    """Not even its head gets anything."""
    given = document(para("x"), code("heatmap"))
    convert(given, PandocHost("latex"), tmp_path)
    assert given == document(para("x"), code("heatmap"))


def test_metadata_are_options_of_the_page(tmp_path: Path) -> None:
    """Numbers are text there, and the language is the document's; a block has the last word."""
    given = document(
        fence("a -1", measure="m"), fence("a -1"), heatmark=options(scale=["-12", "0"], measure="q")
    )
    given["meta"]["lang"] = _meta("vi")
    convert(given, PandocHost("plain"), tmp_path)
    one, two = (item["c"][1] for item in given["blocks"])
    assert "m: −12 … 0" in one
    assert "q: −12 … 0" in two
    assert "STT" in one


def test_wrong_options_of_the_page_are_said_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where there is no heatmap at all."""
    host = PandocHost("html")
    convert(document(para("x"), heatmark=options(title="x")), host, tmp_path)
    assert "front matter" in capsys.readouterr().err
    assert host.failed


def test_lost_options_and_wrong_ones_are_told_with_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those under another name; and where the document is a file, the line of an option."""
    given = document(fence("a 1"), heatmark=options(cmpa="x"))
    given["meta"]["heatmarks"] = options(cmap="Blues")
    given["meta"]["heatmark-document"] = _meta("a.md")
    (tmp_path / "a.md").write_text("---\nheatmark:\n  cmpa: x\n---\n", "utf-8")
    convert(given, PandocHost("html"), tmp_path)
    said = capsys.readouterr().err
    assert "'heatmarks' in the page's front matter are not read" in said
    assert "a.md:3: error: in the page's front matter: unknown option 'cmpa'" in said


@pytest.mark.parametrize(("is_strict", "code_"), [(True, 1), (False, 0)])
def test_strict_fails(
    is_strict: bool,
    code_: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The document is written all the same; without it an error is a box."""
    given = document(fence("a x"), heatmark=options(strict=is_strict))
    assert run(given, "html", monkeypatch) == code_
    said = capsys.readouterr()
    assert "error: the score 'x' is not a number" in said.err
    assert "heatmark-error" in said.out


def test_strict_takes_what_is_right(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An aside fails nothing, and is not told."""
    given = document(fence("a 1"), heatmark=options(strict=True))
    assert run(given, "html", monkeypatch) == 0
    assert capsys.readouterr().err == ""


def test_lines_and_data_files_are_those_of_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what heatmark.lua tells; nothing outside the folder is read."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "x.csv").write_text("token,score\na,1\nb,2\n", "utf-8")
    (tmp_path.parent / "out.csv").write_text("token,score\na,1\n", "utf-8")
    lines = ["# A", "", "```heatmap src=x.csv", "```", "", "```heatmap src=../../out.csv", "```"]
    (folder / "a.md").write_text("\n".join(lines) + "\n", "utf-8")
    given = document(fence(""), fence(""))
    given["meta"][DOCUMENT] = _meta(["docs/a.md"])
    convert(given, PandocHost("plain"), tmp_path)
    assert "a b" in given["blocks"][0]["c"][1]
    assert capsys.readouterr().err.startswith("docs/a.md:6: error: ")
    assert DOCUMENT not in given["meta"]


def test_headers_that_a_reader_drops_are_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """CommonMark's has only the first word, so what is drawn may lack what is written."""
    host = PandocHost("html", reader='{"extensions":["pipe_tables"]}')
    convert(document(fence("a 1")), host, tmp_path)
    assert "[header-unknown]" in capsys.readouterr().err
    whole = PandocHost("html", reader='{"extensions":["fenced_code_attributes"]}')
    convert(document(fence("a 1")), whole, tmp_path)
    assert not whole.failed


def test_the_lua_file_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is in the package."""
    monkeypatch.setattr(sys, "argv", ["heatmark-pandoc", "--lua"])
    main()
    with open(capsys.readouterr().out.strip(), encoding="utf-8") as file:  # noqa: PTH123 - as typed
        assert "function Reader" in file.read()


@pytest.mark.parametrize("given", [[], ["--help"], ["a", "b"]])
def test_by_hand_it_says_how_it_is_called(
    given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would wait for a document else."""
    monkeypatch.setattr(sys, "argv", ["heatmark-pandoc", *given])
    with pytest.raises(SystemExit, match="--filter heatmark-pandoc"):
        main()


def test_a_block_of_an_unknown_file_has_no_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the files of a document are in several folders, nobody may guess in which it is."""
    files = [tmp_path / "a.md", tmp_path / "sub" / "b.md"]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("```{.heatmap measure=x}\na 1\n```\n", "utf-8")
        (file.parent / "d.csv").write_text("token,score\na,1\n", "utf-8")
    names = _meta([str(file.relative_to(tmp_path)) for file in files])
    given = document(
        fence("a 1", measure="x"),
        fence("", src="d.csv"),
        fence("", src="/d.csv"),
        **{DOCUMENT: names},
    )
    convert(given, PandocHost("html5"), tmp_path)
    (error,) = [line for line in capsys.readouterr().err.split("\n") if "error" in line]
    assert "files in several folders" in error
    assert "-f heatmark.lua" in error


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("CodeBlock", "Heatmap", "a block of 'Heatmap' is no heatmap"),
        ("CodeBlock", "heatmaps", "a block of 'heatmaps' is no heatmap"),
        ("Div", "{heatmap}", "a block between colons is no heatmap"),
        ("Div", "note", ""),
        ("CodeBlock", "python", ""),
    ],
)
def test_near_misses_are_told(
    kind: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What would stay as it is without a word."""
    inside: Any = "a 1" if kind == "CodeBlock" else [para("a 1")]
    given = document({"t": kind, "c": [["", [name], []], inside]})
    convert(given, PandocHost("html5"), tmp_path)
    error = capsys.readouterr().err
    assert (said in error) if said else not error


def in_line(content: str) -> dict[str, Any]:
    return {"t": "Code", "c": [["", [], []], content]}


def quoted(kind: str, words: str) -> dict[str, Any]:
    return {"t": "Quoted", "c": [{"t": kind}, text_elements(words)]}


@pytest.mark.parametrize(
    ("inlines", "said"),
    [
        ([*text_elements("Ví dụ:"), in_line("heatmap Hà 1 Nội 2")], "left in the page as text"),
        ([in_line("heatmap Hà 1 Nội 2")], "a heatmap on one line is no block"),
        ([in_line("heatmap Hà 1")], ""),  # an example in a sentence
        ([*text_elements("x "), in_line("heatmap title=x")], ""),
        (text_elements("Ví dụ:```heatmap\nHà 1"), "left in the page as text"),
        (text_elements("'''heatmap\nHà 1\n'''"), "between quotation marks is no heatmap"),
        ([quoted("SingleQuote", "‘‘heatmap\nHà 1"), *text_elements("’’")], "between quotation"),
        ([quoted("DoubleQuote", "““heatmap\nHà 1"), *text_elements("””")], "between quotation"),
        ([quoted("SingleQuote", "heatmap")], ""),
        (text_elements("a heatmap"), ""),
    ],
)
@pytest.mark.parametrize("kind", ["Para", "Plain"])
def test_blocks_in_a_text_are_told(
    inlines: list[dict[str, Any]],
    said: str,
    kind: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As MkDocs and Sphinx tell of them; pandoc makes quotation marks of what is typed."""
    convert(document({"t": kind, "c": inlines}), PandocHost("html5"), tmp_path)
    error = capsys.readouterr().err
    assert (said in error) if said else not error


def test_options_without_a_name_above_them_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is a heatmap, and no more than one is amiss."""
    meta = {"cmap": _meta("Blues"), "toc": _meta("x")}
    convert(document(para("x"), **meta), PandocHost("html5"), tmp_path)
    assert not capsys.readouterr().err
    convert(document(fence("a 1"), **meta), PandocHost("html5"), tmp_path)
    (line,) = capsys.readouterr().err.splitlines()
    assert "'cmap' in the page's front matter is not read" in line
