"""What a command is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from heatmark import HeatmarkError
from heatmark.doors.command.given import heatmap_of

if TYPE_CHECKING:
    from pathlib import Path


def test_blocks_of_a_document_are_counted_from_one(tmp_path: Path) -> None:
    """`a.md#2` is the second block, whose `src` starts from the document's folder."""
    (tmp_path / "d.json").write_text('{"tokens": ["x"], "scores": [1]}', "utf-8")
    file = tmp_path / "a.md"
    file.write_text("```heatmap\na 1\nb 2\n```\n\n```heatmap src=d.json\n```\n", "utf-8")
    assert heatmap_of(str(file), []).tokens == ("a", " b")
    assert heatmap_of(f"{file}#2", ["title=t"]).tokens == ("x",)
    for part in ("#3", "#0"):
        with pytest.raises(HeatmarkError, match="has 2 blocks"):
            heatmap_of(f"{file}{part}", [])
    (tmp_path / "b.md").write_text("# B\n", "utf-8")
    with pytest.raises(HeatmarkError, match="no heatmap block"):
        heatmap_of(str(tmp_path / "b.md"), [])
