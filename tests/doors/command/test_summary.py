"""What a data file is taken for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from heatmark import Heatmap
from heatmark.doors.command.summary import summary

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_with_several_texts_lists_them(tmp_path: Path) -> None:
    """There is no block to paste yet, but each that is listed can be read."""
    texts = [{"tokens": ["a", " b"], "scores": [1, 2]}, {"tokens": ["c"], "scores": [3]}]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(texts), "utf-8")
    said = summary(str(file), "en")
    assert "src: a.json#1" in said
    assert "src: a.json#2" in said
    assert "```" not in said
    assert len(Heatmap.read(f"{file}#2")) == 1
    assert '```heatmap src="a.json#2"' in summary(f"{file}#2", "en")


def test_it_is_said_in_the_language_of_the_user(tmp_path: Path) -> None:
    """Words are translated, names and numbers stay."""
    file = tmp_path / "a.json"
    Heatmap(["a", " b"], {"x": [1, 2]}, measure="log P").save(file)
    said = summary(str(file), "vi")
    assert "số dãy × số token: 1 × 2" in said
    assert "measure: log P" in said


def test_the_block_has_a_path_that_pages_of_the_site_understand(tmp_path: Path) -> None:
    """Below the docs folder of a site it starts there; elsewhere it is the name."""
    file = tmp_path / "docs" / "data" / "a.csv"
    outside = tmp_path / "b.csv"
    file.parent.mkdir(parents=True)
    for one in (file, outside):
        one.write_text("token,score\na,1\n", encoding="utf-8")
    tmp_path.joinpath("mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert "```heatmap src=/data/a.csv\n" in summary(str(file), "en")
    assert "```heatmap src=b.csv\n" in summary(str(outside), "en")
