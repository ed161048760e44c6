"""The file of a page, found by its blocks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from heatmark.doors.mystmd.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from heatmark.doors.mystmd.sources import Source


def code(body: str, line: int) -> dict[str, Any]:
    position = {"start": {"line": line}, "end": {"line": line + body.count("\n") + 2}}
    return {"type": "code", "lang": "heatmap", "value": body, "position": position}


def found(folder: Path, *nodes: dict[str, Any], words: str = "") -> Source | None:
    page = {"children": [{"type": "text", "value": words}, *nodes]}
    sources = find_sources(page, nodes, folder)
    return sources[0] if len(sources) == 1 else None


def write(folder: Path, name: str, text: str) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")


def test_a_page_is_where_its_blocks_are(tmp_path: Path) -> None:
    """On the same lines, whatever stands before them there."""
    write(tmp_path, "a.md", "---\nlang: vi\n---\n\n- x\n\n  ```heatmap title=x\n  a 1\n  ```\n")
    write(tmp_path, "b.md", "```heatmap\na 1\n```\n")
    source = found(tmp_path, code("a 1", 7))
    assert source is not None
    assert source.path.name == "a.md"
    assert source.meta == {"lang": "vi"}
    taken = source.take(code("a 1", 7))
    assert taken is not None
    assert taken.header == "title=x"
    assert source.take(code("a 1", 7)) is None


def test_pages_with_the_same_blocks_are_told_apart(tmp_path: Path) -> None:
    """By what else stands in them; if nothing else does, by nothing."""
    write(tmp_path, "a.md", "```heatmap title=a\na 1\n```\n\nHà Nội mùa này vắng\n")
    write(tmp_path, "b.md", "```heatmap title=b\na 1\n```\n\nSài Gòn mưa rồi nắng\n")
    source = found(tmp_path, code("a 1", 1), words="Sài Gòn mưa rồi nắng")
    assert source is not None
    assert source.path.name == "b.md"
    assert found(tmp_path, code("a 1", 1)) is None


def test_a_notebook_is_found_by_its_cells(tmp_path: Path) -> None:
    """In which lines count anew."""
    cells = [
        {"cell_type": "code", "source": ["```heatmap\n", "a 1\n", "```"]},
        {
            "cell_type": "markdown",
            "source": ["# A\n", "\n", "```heatmap title=x\n", "a 1\n", "```"],
        },
    ]
    write(tmp_path, "a.ipynb", json.dumps({"cells": cells}))
    source = found(tmp_path, code("a 1", 3))
    assert source is not None
    taken = source.take(code("a 1", 3))
    assert taken is not None
    assert taken.source
    assert found(tmp_path, code("a 1", 1)) is None


def test_what_is_built_and_what_is_broken_is_no_page(tmp_path: Path) -> None:
    """Nor what has no lines."""
    write(tmp_path, "_build/a.md", "```heatmap\na 1\n```\n")
    write(tmp_path, "b.ipynb", '{"heatmap": 1}')
    assert found(tmp_path, code("a 1", 1)) is None
    assert found(tmp_path, {"type": "code", "lang": "heatmap", "value": "a 1"}) is None
