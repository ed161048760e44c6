"""Arrays beside tokens: which are meant, and how an author picks from their axes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from data_files import columns_of, scores_of
from data_files import read as read_file
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


def test_probabilities_called_logits() -> None:
    """The notice on logits that are none comes from a file, too."""
    node = {"tokens": ["a", "b"], "logits": [[0.25, 0.75]] * 2, "input_ids": [0, 1]}
    (notice,) = read_file(json.dumps(node).encode(), "x.json").notices
    assert "look like probabilities" in notice.message


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


@pytest.mark.parametrize("layer", [5, [PATTERN[0][0]], [PATTERN[0][0], 5], [[], []]])
def test_a_ragged_pattern(layer: object) -> None:
    """A layer that has not what the first has is an error that says where."""
    pattern = [*PATTERN[:3], layer]
    with pytest.raises(
        HeatmarkError, match=r"'pattern' is ragged: there is no list at \[3, 1, 2\]"
    ):
        read({"pattern": pattern}, picks={"layer": "3", "head": "1", "dest": "2"})


def test_bytes_beside_tokens() -> None:
    """Lists of bytes, one for each token, are what the tokens are; others are left alone."""
    node: dict[str, Any] = {"tokens": ["a", "�"], "x": [1, 2], "bytes": [[97], [225, 186]]}
    found = read_file(json.dumps(node).encode(), "x.json")
    assert (found.tokens, found.scheme) == (("b'a'", "b'\\xe1\\xba'"), "pybytes")
    for other in ([[97]], [97, 98], []):
        found = read_file(json.dumps({**node, "bytes": other}).encode(), "x.json", field="x")
        assert (found.tokens, found.scheme) == (("a", "�"), None)
    node["bytes"] = [[97], [999]]
    with pytest.raises(HeatmarkError, match="bytes of token 2"):
        read_file(json.dumps(node).encode(), "x.json")


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ({"tokens": ["a"], "token_logprobs": [-1]}, "exact"),
        ({"words": ["a"], "x": [1]}, "words"),
        ({"str_tokens": ["a"], "x": [1]}, "list"),
    ],
)
def test_what_the_tokens_are(node: dict[str, Any], kind: str) -> None:
    """A service's are exact, words stand with spaces between, of others no more is known."""
    assert read_file(json.dumps(node).encode(), "x.json").kind == kind


@pytest.mark.parametrize("nothing", [[], None, "none"])
def test_nothing_beside_tokens(nothing: object) -> None:
    """No mask and no others are none, and no error."""
    node = {"tokens": ["a", "b"], "x": [1, 2], "special_tokens_mask": nothing}
    found = read_file(json.dumps(node | {"top_logprobs": nothing}).encode(), "x.json")
    assert (found.special, found.alternatives) == (frozenset(), None)


def test_others_of_no_token() -> None:
    """Where no token has any others there are none; where one has, it has them alone."""
    node = {"tokens": ["a", "b"], "token_logprobs": [-1, -2], "top_logprobs": [{}, {}]}
    assert read_file(json.dumps(node).encode(), "x.json").alternatives is None
    node["top_logprobs"] = [{}, {"c": -0.5}]
    assert read_file(json.dumps(node).encode(), "x.json").alternatives == ((), (("c", -0.5),))


@pytest.mark.parametrize("key", ["special_tokens_mask", "top_logprobs"])
def test_lists_that_are_too_short(key: str) -> None:
    """A mask and others are one for each token."""
    node = {"tokens": ["a", "b"], "x": [1, 2], key: [{"c": -1}]}
    with pytest.raises(HeatmarkError, match=f"2 tokens but 1 in '{key}'"):
        read_file(json.dumps(node).encode(), "x.json")


def test_what_stands_around_an_encoding() -> None:
    """Scores and the text beside it are of its tokens; of other arrays they are not."""
    encoding = {"tokens": ["a", "b"], "offsets": [[0, 1], [1, 2]]}
    found = read_file(json.dumps({"enc": encoding, "x": [1, 2], "text": "ab"}).encode(), "x")
    assert (scores_of(found), found.text) == ((1, 2), "ab")
    arrays = {"in": {"str_tokens": ["a", "b"], "y": [3, 4]}, "x": [1, 2], "text": "ab"}
    found = read_file(json.dumps(arrays).encode(), "x")
    assert (scores_of(found), found.text) == ((3, 4), None)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ({"layer": [4, 8]}, ["layer 4", "layer 8"]),
        ({"layers": [4, 8]}, ["layer 4", "layer 8"]),
        ({"model": ["gpt2", "bert"]}, ["gpt2", "bert"]),
        ({"layer": [4, 4]}, ["1", "2"]),
        ({"layer": [4]}, ["1", "2"]),
        ({"layer": [4, 8], "names": ["x", "y"]}, ["x", "y"]),
    ],
)
def test_a_list_beside_the_rows_names_them(said: dict[str, object], names: list[str]) -> None:
    """Of layers 4 and 8 the series are called so, and not counted."""
    value = {"tokens": ["a", " b", " c"], "scores": [[1, 2, 3], [3, 4, 5]], **said}
    assert [*columns_of(read_file(json.dumps(value).encode(), "x.json"))] == names
