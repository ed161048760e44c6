"""Words that LIME gives, sorted by their weights, beside the text that they are of."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read
from heatmark.files.sorted_words import sorted_words

WEIGHTS: list[Any] = [["dở", -0.41], ["rất", 0.2], ["phim", 0.1], ["hay", 0.33]]
TEXT = "Phim này rất hay nhưng rất dở"


@pytest.mark.parametrize("name", ["text", "review", "câu"])
def test_weights_beside_their_text(name: str) -> None:
    """They were drawn as if they were the text, without a word; the hint, followed, draws that."""
    content = json.dumps({name: TEXT, "weights": WEIGHTS}).encode()
    (notice,) = read(content, "x.json").notices
    assert (notice.name, repr(name) in notice.message) == ("left-out", True)
    tokens, by_word = TEXT.split(), dict(WEIGHTS)
    data: dict[str, Any] = {"tokens": tokens, "scores": [by_word.get(one) for one in tokens]}
    found = read(json.dumps(data).encode(), "x.json")
    assert (found.tokens, found.notices) == (tuple(tokens), ())


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (TEXT, ["Phim", "này", "rất"], False),
        (TEXT, ["phim", " này", " rất hay"], False),
        (TEXT, ["này", "phim"], True),
        (TEXT, ["phim", "rất"], True),
        (TEXT, ["phim", "sách"], False),
        (TEXT, [], False),
        (3, ["phim"], False),
    ],
)
def test_words_in_order(text: object, words: list[str], *, told: bool) -> None:
    """The words that a text begins with are that text; what is not in it is of another."""
    assert bool(sorted_words({"text": text}, words)) is told
