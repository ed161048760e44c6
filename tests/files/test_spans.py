"""Labels of places in a text are no words with scores."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.spans import are_spans

SPANS = [[0, 6, "LOC"], [7, 10, "ADJ"]]


@pytest.mark.parametrize("name", ["label", "labels", "entities", "spans"])
@pytest.mark.parametrize("file", ["x.json", "x.jsonl"])
def test_annotations(name: str, file: str) -> None:
    """The error says that they are labels, and what shows these."""
    value = {"id": 1, "text": "Hà Nội đẹp", name: SPANS}
    with pytest.raises(ParseError, match="labels of places in a text") as caught:
        read(json.dumps(value).encode(), file)
    assert "classes" in caught.value.hint


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (SPANS, True),
        ([[3, 1, "Hà"], [1, 2, "Nội"]], False),
        ([[0.5, 0.7, "Hà"]], False),
        ([[0, 1, 2]], False),
        ([[0, "Hà"]], False),
        ([], False),
        ("abc", False),
    ],
)
def test_spans(value: Any, *, expected: bool) -> None:
    """Two places, one behind the other, and a label."""
    assert are_spans(value) is expected


def test_scores_beside_words_stay() -> None:
    """Rows that are a whole file may have a score in front."""
    assert scores_of(read(b'[[0.5, "H"], [0.7, "N"]]', "x.json")) == (0.5, 0.7)
