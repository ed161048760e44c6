"""Texts of lists and of JSON Lines are chosen by what they say of themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.by_value import axis_names, chosen_by, telling_names
from heatmark.files.open import open_file
from heatmark.files.request import Limits, Request
from heatmark.files.texts import read_texts

TOKENS = ["Hà", " Nội"]


def texts(*said: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**one, "tokens": TOKENS, "scores": [at, at]} for at, one in enumerate(said)]


def written(members: list[dict[str, Any]], name: str) -> bytes:
    lines = "\n".join(map(json.dumps, members))
    return (lines if name.endswith("l") else json.dumps(members)).encode()


LAYERS = texts({"layer": 4}, {"layer": 8})
MAPS = texts(*({"layer": layer, "head": head} for layer in (4, 8) for head in (0, 1)))
NAMES = ["x.json", "x.jsonl"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("members", "part", "at"),
    [
        (LAYERS, "layer=8", 1),
        (LAYERS, "layer=8.0", 1),
        (LAYERS, "2", 1),
        (MAPS, "layer=8,head=0", 2),
        (texts({"sent_id": 2}, {"sent_id": 1}), "sent_id=1", 1),
        (texts({"sent_id": 2}, {"sent_id": 1}), "1", 1),
        (texts({"doc_id": 0}, {"doc_id": 1}), "1", 1),
        (texts({"index": 5}, {"index": 6}), "index=6", 1),
        (texts({"seed": 1, "id": "a"}, {"seed": 2, "id": "b"}), "seed=2", 1),
    ],
)
def test_a_text(name: str, members: list[dict[str, Any]], part: str, at: int) -> None:
    """By a value, by several, by an id, which goes before the place."""
    assert scores_of(read(written(members, name), name, part=part)) == (at, at)


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_is_not_there(name: str) -> None:
    """The error says which ones there are."""
    with pytest.raises(ParseError, match="no layer '1'") as caught:
        read(written(LAYERS, name), name, part="layer=1")
    assert "4, 8" in caught.value.hint


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("part", ["", "layer=8"])
def test_several(name: str, part: str) -> None:
    """The error tells them apart by what they say, and what it says works."""
    with pytest.raises(ParseError) as caught:
        read(written(MAPS, name), name, part=part)
    assert "layer=8,head=1" in caught.value.hint
    assert ("layer=4,head=1" in caught.value.hint) == (not part)


@pytest.mark.parametrize("name", NAMES)
def test_titles(name: str) -> None:
    """In a figure of all, each is called by its layer."""
    reading = open_file(written(LAYERS, name), name, Limits())
    found = read_texts(reading, Request(part="all", path="all", name=name))
    assert [one.name for one in found.texts or ()] == ["layer 4", "layer 8"]


def test_picks_of_arrays_stay() -> None:
    """What no text says is left for the axes of its arrays."""
    assert chosen_by([{"layer": 4}, {"layer": 8}], {"layer": "8", "neuron": "1"}) == (
        [1],
        {"neuron": "1"},
    )
    assert chosen_by([{"layer": 4}], {"layer": "8"}) == ([0], {"layer": "8"})


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ([{"layer": 4}, {"layer": 8}], ["layer=4", "layer=8"]),
        ([{"layer": 4, "head": 1}, {"layer": 4, "head": 2}], ["head=1", "head=2"]),
        ([{"layer": 4}, {"layer": 4}], []),
        ([{"layer": 4}, {}], []),
        ([{"layer": 4}], []),
        ([{"layer": 4}, 7], []),
        ([7, {"layer": 4}], []),
        ([], []),
    ],
)
def test_names_of_members(members: list[object], names: list[str]) -> None:
    """Only what is different in each of them."""
    assert telling_names(members) == names


def test_names_of_a_member() -> None:
    """Each axis, and all of several."""
    assert axis_names({"layer": 4, "x": 1}) == ["layer=4"]
    assert axis_names({"layer": 4, "head": 1}) == ["layer=4", "head=1", "layer=4,head=1"]
    assert axis_names({"layer": [4]}) == []
