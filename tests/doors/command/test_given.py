"""What a command is given."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from heatmark import HeatmarkError
from heatmark.doors.command.given import heatmap_of, refuse_documents
from heatmark.presets import defaults

if TYPE_CHECKING:
    from pathlib import Path

    from heatmark.doors.command.check import Finding


def test_blocks_of_a_document_are_counted_from_one(tmp_path: Path) -> None:
    """`a.md#2` is the second block, whose `src` starts from the document's folder."""
    (tmp_path / "d.json").write_text('{"tokens": ["x"], "scores": [1]}', "utf-8")
    file = tmp_path / "a.md"
    file.write_text("```heatmap\na 1\nb 2\n```\n\n```heatmap src=d.json\n```\n", "utf-8")
    assert _tokens(str(file)) == ("a", " b")
    assert _tokens(f"{file}#2", "title=t") == ("x",)
    for part in ("#3", "#0"):
        with pytest.raises(HeatmarkError, match="has 2 blocks"):
            _tokens(f"{file}{part}")
    (tmp_path / "b.md").write_text("# B\n", "utf-8")
    with pytest.raises(HeatmarkError, match="no heatmap block"):
        _tokens(str(tmp_path / "b.md"))


def test_blocks_are_those_of_a_build(tmp_path: Path) -> None:
    """Code that only shows a block is none; MyST's directives are, with their options."""
    file = tmp_path / "a.md"
    shown = "    ```heatmap\n    code 1\n    ```\n\n````\n```heatmap\ncode 1\n```\n````\n"
    file.write_text(f"{shown}\n```{{heatmap}} Tên\n:measure: log P\na -1\nb -2\n```\n", "utf-8")
    with heatmap_of(str(file), []) as heatmap:
        assert heatmap.tokens == ("a", " b")
        assert dict(heatmap.options) == {"measure": "log P", "title": "Tên"}
    file.write_text("```heatmap\na 1\n", "utf-8")
    with pytest.raises(HeatmarkError, match="never closed"):
        _tokens(str(file))


def test_a_page_on_standard_input_has_its_front_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one of a file has; a body alone has none."""
    block = "```heatmap\na 1\nb 2\n```\n"
    page = f"---\nlang: vi\nheatmark: {{cmap: Blues}}\n---\n\n{block}"
    monkeypatch.setattr(sys, "stdin", io.StringIO(page))
    with heatmap_of("-", ["title=t"]) as heatmap:
        assert heatmap.tokens == ("a", " b")
        assert (defaults.options["cmap"], defaults.options["lang"]) == ("Blues", "vi")
    assert defaults.options == {}
    monkeypatch.setattr(sys, "stdin", io.StringIO(page.replace("cmap", "cmpa")))
    with pytest.raises(HeatmarkError, match="in the page's front matter"):
        _tokens("-")
    for text in (block, "title: t\n---\na 1\nb 2"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        assert _tokens("-") == ("a", " b")


def test_a_block_has_the_options_of_its_page_and_site(tmp_path: Path) -> None:
    """Front matter goes over the site's configuration; data files are where the site has them."""
    (tmp_path / "mkdocs.yml").write_text("plugins: [{heatmark: {cmap: Blues, unit: nat}}]", "utf-8")
    lesson = tmp_path / "docs" / "one" / "a.md"
    lesson.parent.mkdir(parents=True)
    (tmp_path / "docs" / "d.csv").write_text("token,surprisal\na,1\nb,2\n", "utf-8")
    block = "```heatmap src=/d.csv\n```\n"
    lesson.write_text(f"---\nlang: vi\nheatmark: {{unit: bit}}\n---\n\n{block}", "utf-8")
    with heatmap_of(str(lesson), []) as heatmap:
        assert dict(heatmap.options)["given"] == "surprisal, bit"
        assert defaults.options["cmap"] == "Blues"
        assert defaults.options["lang"] == "vi"
    assert defaults.options == {}
    lesson.write_text(f"---\nheatmark: {{unti: bit}}\n---\n\n{block}", "utf-8")
    with pytest.raises(HeatmarkError, match="in the page's front matter"):
        _tokens(str(lesson))


def test_front_matter_that_is_not_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With file and line, as `check` tells it; what is wrong in it names its line, too."""
    page = "---\ntitle: x\nheatmark: [bad\n---\n\n```heatmap\na 1\nb 2\n```\n"
    file = tmp_path / "a.md"
    file.write_text(page, "utf-8")
    for name in (str(file), "-"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(page))
        told: list[Finding] = []
        with heatmap_of(name, [], told.extend):
            assert [(one.where, one.line, one.name) for one in told] == [(name, 3, "front-matter")]
    file.write_text(page.replace("[bad", "3"), "utf-8")
    with pytest.raises(HeatmarkError, match=r"a\.md:3: heatmark in the page's front matter is not"):
        _tokens(str(file))


def _tokens(name: str, *options: str) -> tuple[str, ...]:
    with heatmap_of(name, options) as heatmap:
        return heatmap.tokens


@pytest.mark.parametrize("name", ["a.rst", "a.rest", "A.RST#2"])
def test_documents_of_another_kind_are_no_rows(tmp_path: Path, name: str) -> None:
    """Their lines would be read as tokens with scores."""
    (tmp_path / name.partition("#")[0]).write_text("T\n=\n\n.. heatmap::\n\n   a 1\n", "utf-8")
    with pytest.raises(HeatmarkError, match="is a document, and no data file") as caught:
        _tokens(str(tmp_path / name))
    assert "heatmark show -" in caught.value.hint


def test_documents_are_no_data_files(tmp_path: Path) -> None:
    """The hint names the command that takes one."""
    with pytest.raises(HeatmarkError, match="is a document") as caught:
        refuse_documents(str(tmp_path / "a.md#2"), {".md"})
    assert caught.value.hint == f"heatmark show {tmp_path / 'a.md'} shows its first block"
    refuse_documents(str(tmp_path / "a.md"), {".rst"})
