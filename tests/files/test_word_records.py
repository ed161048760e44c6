"""Records whose token is called `text`."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.word_records import are_word_records, hint_of_texts


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
@pytest.mark.parametrize("key", ["score", "confidence", "surprisal"])
def test_words(name: str, key: str) -> None:
    """Single words with what is called like scores are a text."""
    rows = [{"text": "Hà", "start": 0.0, key: 0.9}, {"text": "Nội", "start": 0.4, key: 0.8}]
    lines = "\n".join(map(json.dumps, rows))
    content = lines if name == "x.jsonl" else json.dumps(rows)
    assert scores_of(read(content.encode(), name)) == (0.9, 0.8)


@pytest.mark.parametrize(
    "rows",
    [
        [{"text": "Hà Nội", "score": 0.9}, {"text": "đẹp", "score": 0.8}],
        [{"text": "Hà", "label": 1}, {"text": "đẹp", "label": 0}],
        [{"text": "Hà", "score": 0.9}],
        [{"text": "Hà", "score": 0.9, "top": []}, {"text": "đẹp", "score": 0.8}],
        [{"text": "Hà", "texts": "x", "score": 1}, {"text": "đẹp", "score": 0.8}],
        [["Hà", 1], ["Nội", 2]],
    ],
)
def test_other_texts(rows: list[Any]) -> None:
    """Sentences and classes of whole texts are none."""
    assert not are_word_records(rows)


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_what_to_write(name: str) -> None:
    """Of sentences the error says what makes them tokens."""
    row = {"text": "Hà Nội", "score": 0.9}
    content = json.dumps(row if name == "x.jsonl" else [row])
    with pytest.raises(ParseError, match="no tokens") as caught:
        read(content.encode(), name)
    assert '"word"' in caught.value.hint


@pytest.mark.parametrize("value", [[], [{"text": "Hà"}], [{"score": 1}], [1], None])
def test_no_hint(value: object) -> None:
    """Nothing is said of anything else."""
    assert hint_of_texts(value) == ""


def test_choices_of_an_answer() -> None:
    """Texts of which one is chosen are not words of one text."""
    rows = [{"text": " Yes", "score": 0.5}, {"text": " No", "score": 0.2}]
    with pytest.raises(ParseError, match="not asked for"):
        read(json.dumps({"choices": rows}).encode(), "x.json")
