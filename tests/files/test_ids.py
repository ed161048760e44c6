"""Ids of tokens in files: of their own lists or columns, and none where a column only counts."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.files.ids import ids_in

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("node", "ids"),
    [
        ({"input_ids": [7, 9]}, (7, 9)),
        ({"input_ids": [[7, 9]]}, (7, 9)),
        ({"ids": [7, None]}, (7, None)),
        ({"id": [0, 1]}, None),
        ({"id": [1, 2]}, None),
        ({"id": [5, 6]}, (5, 6)),
        ({"ids": [7]}, None),
        ({"ids": [7.5, 8.5]}, None),
        ({"ids": [True, False]}, None),
        ({"ids": [None, None]}, None),
        ({"ids": "79"}, None),
        ({}, None),
    ],
)
def test_lists_of_ids(node: dict[str, Any], ids: tuple[int | None, ...] | None) -> None:
    """Whole numbers, as many as tokens, that do not only count."""
    assert ids_in(node, 2) == ids


def _npz() -> bytes:
    content = io.BytesIO()
    np.savez(content, vocab=np.array(["a", " b", "c"]), ids=np.array([2, 1]))
    return content.getvalue()


FILES: dict[str, bytes] = {
    "a.csv": b"token,token_id\na,2\n b,1\n",
    "b.json": b'{"tokens": ["a", " b"], "input_ids": [[2, 1]]}',
    "c.json": b'[{"token": "a", "id": 2}, {"token": " b", "id": 1}]',
    "d.json": b'{"tokens": ["a", " b"], "ids": [2, 1]}',
    "e.jsonl": b'{"token": "a", "token_id": 2}\n{"token": " b", "token_id": 1}\n',
    "f.npz": _npz(),
}


@pytest.mark.parametrize("name", FILES)
def test_files_without_scores(name: str, tmp_path: Path) -> None:
    """A file of tokens and ids alone gives its pieces; it comes back from a block."""
    (tmp_path / name).write_bytes(FILES[name])
    made = Heatmap.read(tmp_path / name)
    assert made.ids == (2, 1)
    assert made.series == ()
    assert Heatmap.from_fence(made.to_fence()) == made
    assert made.replace(title="T").content == made.content


def test_ids_beside_scores_and_a_part_of_them(tmp_path: Path) -> None:
    """Ids go with the rows that are taken."""
    body = {"tokens": ["a", " b", " c"], "ids": [7, 8, 10], "scores": [1, 2, 3]}
    (tmp_path / "a.json").write_text(json.dumps(body), encoding="utf-8")
    assert Heatmap.read(tmp_path / "a.json", rows="2..3").ids == (8, 10)


def test_classes_and_tokenizers_of_a_file(tmp_path: Path) -> None:
    """Our own keys need no scores beside them; spans are cut with the rows."""
    body: dict[str, Any] = {"tokens": ["a", " b", " c"], "classes": {"1..2": "X", "3": "Y"}}
    (tmp_path / "a.json").write_text(json.dumps(body), encoding="utf-8")
    found = Heatmap.read(tmp_path / "a.json", rows="2..3").classes
    assert [(one.first, one.last, one.label) for one in found] == [(0, 0, "X"), (1, 1, "Y")]
    body = {"compare": {"A": ["a", " b"], "B": ["a b"]}, "ids": {"A": [5, 7]}}
    (tmp_path / "b.json").write_text(json.dumps(body), encoding="utf-8")
    made = Heatmap.read(tmp_path / "b.json")
    assert [(name, item.ids) for name, item in made.content.readings] == [
        ("A", (5, 7)),
        ("B", None),
    ]
    assert Heatmap.from_fence(made.to_fence()) == made
