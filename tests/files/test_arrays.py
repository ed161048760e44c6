"""Arrays beside tokens: which are meant, and how an author picks from their axes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from data_files import read as read_file
from data_files import scores_of
from heatmark.core.errors import HeatmarkError
from heatmark.files.arrays import KIND
from heatmark.files.request import Request
from heatmark.files.tree import find_places

TOKENS = ["a", "b", "c"]
# (layers, heads, destination, source), each number with its own place.
PATTERN = [
    [
        [[1000 * layer + 100 * head + 10 * dest + src for src in range(3)] for dest in range(3)]
        for head in range(2)
    ]
    for layer in range(4)
]


def read(node: dict[str, Any], **request: Any) -> dict[str, list[Any]]:
    (place,) = find_places({"str_tokens": TOKENS, **node}, [KIND])
    found = KIND.read(place, Request(**request))
    return {one.name or "": list(one.scores) for one in found.series or ()}


def test_picks_of_an_attention_pattern() -> None:
    """Layer, head and destination count from 0, and give the row that they name."""
    picks = {"layer": "3", "head": "1", "dest": "2"}
    (row,) = read({"pattern": PATTERN}, picks=picks).values()
    assert row == [3120, 3121, 3122]


def test_a_mean_of_heads() -> None:
    """All heads of a layer may be averaged."""
    picks = {"layer": "0", "head": "mean", "dest": "0"}
    (row,) = read({"pattern": PATTERN}, picks=picks).values()
    assert row == [50, 51, 52]


@pytest.mark.parametrize("picks", [{"layer": "4"}, {"layer": "-5"}, {"layer": "x"}, {"laier": "1"}])
def test_picks_that_are_not_there(picks: dict[str, str]) -> None:
    """An axis or a place that is not there is an error with a hint."""
    with pytest.raises(HeatmarkError) as caught:
        read({"pattern": PATTERN}, picks=picks)
    assert caught.value.hint


def test_one_of_several_arrays_is_named() -> None:
    """`field` takes one; numbers that do not fit the tokens are refused by name."""
    node = {"entropy": [1, 2, 3], "rank": [4, 5, 6]}
    assert [*read(node, field="rank").values()] == [[4, 5, 6]]
    with pytest.raises(HeatmarkError, match="surprise"):
        read({"surprise": [[1, 2], [3, 4]]})


def test_logits_in_json() -> None:
    """Logits with ids are the log-probabilities of the tokens, a batch of one text or none."""
    logits = [[0.0, 0.0], [0.0, 0.0], [1.0, 2.0]]
    for batch in (logits, [logits]):
        node = {"tokens": ["a", "b", "c"], "logits": batch, "input_ids": [[0, 1, 0]]}
        found = read_file(json.dumps(node).encode(), "x.json")
        assert scores_of(found)[0] is None
        assert scores_of(found)[1:] == pytest.approx([math.log(0.5)] * 2)
        assert found.options == {"measure": "log P", "unit": "nat"}


def test_logits_without_ids() -> None:
    """Without ids nobody knows whose logits are the tokens'; one column can be drawn."""
    node = {"tokens": ["a", "b"], "logits": [[0.5, 1.5, 2], [2.5, 3.5, 4]]}
    content = json.dumps(node).encode()
    with pytest.raises(HeatmarkError, match="no ids of the tokens") as caught:
        read_file(content, "x.json")
    assert "save ids" in caught.value.hint
    assert scores_of(read_file(content, "x.json", part="column=1")) == (1.5, 3.5)
    node["logits"] = [0.5, 1.5]
    assert scores_of(read_file(json.dumps(node).encode(), "x.json")) == (0.5, 1.5)
