"""Words that pipelines find in a text, and mappings of words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.files.word_lists import KIND


@pytest.mark.parametrize(
    ("first", "second", "left_out"),
    [
        ({"index": 1}, {"index": 2}, False),
        ({"index": 1}, {"index": 3}, True),
        ({"index": 2}, {"index": 2}, False),
        ({"index": 0}, {"index": 1}, False),
        ({"index": 1, "end": 4}, {"index": 2, "start": 9}, False),
        ({"index": None, "end": 4}, {"index": 2, "start": 9}, True),
        ({"index": 1, "end": 4}, {"start": 9}, True),
        ({"end": 4}, {"start": 4}, False),
        ({"end": 4}, {"start": 5}, False),
        ({"end": 4}, {"start": 6}, True),
        ({"end": 4}, {}, False),
        ({}, {"start": 6}, False),
        ({"index": 1}, {}, False),
        ({}, {"index": 5}, False),
    ],
)
def test_words_that_were_not_found(
    first: dict[str, Any], second: dict[str, Any], *, left_out: bool
) -> None:
    """The numbers of words say it, or else where they stand; a space between is none."""
    items = [
        {"entity": "LOC", "word": word, "score": 0.5, **place}
        for word, place in (("Hà", first), ("Nội", second))
    ]
    found = read(json.dumps(items).encode(), "x.json")
    assert [one.name for one in found.notices] == ["left-out"] * left_out
    assert (found.tokens, found.kind) == (("Hà", "Nội"), "words")


def test_the_likeliest_word_for_a_mask() -> None:
    """It is drawn, wherever it stands in the list, and the others are its alternatives."""
    items = [
        {"token_str": token, "score": score, "sequence": f"phim {token} lắm"}
        for token, score in (("hay", 0.25), ("dở", 0.5), ("dài", 0.125))
    ]
    found = read(json.dumps(items).encode(), "x.json")
    assert found.tokens == ("phim ", "dở", " lắm")
    assert scores_of(found) == (None, 0.5, None)
    assert found.alternatives == ((), (("hay", 0.25), ("dở", 0.5), ("dài", 0.125)), ())


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ({"a": 1, "b": 2}, True),
        ({"a": 1, "b": None}, True),
        ({"score": 1, "a": 2}, True),
        ({"score": 1, "prob": 2, "rank": 3}, False),
        ({"a": 1}, False),
        ({"a": None, "b": None}, False),
        ({"a": 1, "b": True}, False),
    ],
)
def test_which_mappings_have_words(node: dict[str, Any], *, words: bool) -> None:
    """All values are numbers, and not all names are those of figures of a whole text."""
    assert KIND.name_of(node, ()) == ("words" if words else "")
    assert KIND.name_of(node, (("x",),)) == ""
