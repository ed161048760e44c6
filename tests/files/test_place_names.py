"""Layers and heads that have numbers of their own are chosen by these."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

import data_files
from data_files import columns_of, read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.place_names import axis_places, titled

TOKENS = ["a", "b", "c"]
ROWS = [[1, 2, 3], [3, 4, 5]]
HEADS = [[[1, 0, 0]] * 3, [[0, 1, 0]] * 3]


as_json, as_npz = (partial(write, TOKENS) for write in (data_files.as_json, data_files.as_npz))
WAYS = [(as_json, "x.json"), (as_npz, "x.npz")]


@pytest.mark.parametrize(("write", "file"), WAYS)
@pytest.mark.parametrize(
    ("key", "axis"),
    [("layer", "layer"), ("layers", "layer"), ("layer_ids", "layer"), ("epochs", "epoch")],
)
def test_rows(write: Any, file: str, key: str, axis: str) -> None:
    """They are called so, and no place is taken for a number."""
    content = write(scores=ROWS, **{key: [4, 8]})
    assert [*columns_of(read(content, file))] == [f"{axis} 4", f"{axis} 8"]
    assert scores_of(read(content, file, part=f"{axis}=8")) == (3, 4, 5)
    assert scores_of(read(content, file, part=f"{axis}=-1")) == (3, 4, 5)
    with pytest.raises(ParseError, match=f"no {axis} '1'") as caught:
        read(content, file, part=f"{axis}=1")
    assert f"src: {file}#{axis}=4, src: {file}#{axis}=8" in caught.value.hint


@pytest.mark.parametrize(("write", "file"), WAYS)
def test_models(write: Any, file: str) -> None:
    """What names an axis may be a word."""
    content = write(scores=ROWS, models=["gpt2", "llama"])
    assert scores_of(read(content, file, part="model=llama")) == (3, 4, 5)


@pytest.mark.parametrize(("write", "file"), WAYS)
def test_heads(write: Any, file: str) -> None:
    """Those of attention, also where there are as many as tokens."""
    content = write(attention=HEADS, heads=[4, 8])
    assert [*columns_of(read(content, file))] == ["head 4", "head 8"]
    assert scores_of(read(content, file, part="head=8")) == (0, 1, 0)
    with pytest.raises(ParseError, match="no head '1'"):
        read(content, file, part="head=1")
    assert "#head=4,dest=all" in read(content, file).notices[0].hint
    square = write(attention=[*HEADS, [[0, 0, 1]] * 3], heads=[4, 8, 9])
    assert scores_of(read(square, file, part="head=9")) == (0, 0, 1)


@pytest.mark.parametrize(("write", "file"), WAYS)
def test_names_of_rows(write: Any, file: str) -> None:
    """Names that say a layer each do so in any order."""
    content = write(scores=ROWS, names=["layer 1", "layer 0"])
    assert scores_of(read(content, file, part="layer=1")) == (1, 2, 3)


def test_numbers_for_names() -> None:
    """They name rows as they are."""
    assert [*columns_of(read(as_json(scores=ROWS, names=[4, 8]), "x.json"))] == ["4", "8"]


def test_neurons_and_layers() -> None:
    """All axes of an array: the error that asks for a layer names what there is."""
    content = as_json(hidden=[[[1, 2]] * 3, [[5, 6]] * 3], layers=[4, 8], neurons=[17, 99])
    assert scores_of(read(content, "x.json", part="layer=8,neuron=17")) == (5, 5, 5)
    with pytest.raises(ParseError) as caught:
        read(content, "x.json")
    assert "#layer=4,neuron=17 to src: x.json#layer=8,neuron=99" in caught.value.hint


@pytest.mark.parametrize("layers", [[4, 4], [4, 8, 9], [4, None], 2, []])
def test_what_names_no_axis(layers: Any) -> None:
    """Equal numbers, more or fewer than rows, or no list: places count from 0."""
    places = axis_places({"layers": layers}, {"layers": layers}.get, [2, 3], 3)
    assert places == {}


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("layer=4", "layer 4"),
        ("layer=4,head=1", "layer 4, head 1"),
        ("a=b", "a=b"),
        ("2", "2"),
        ("layer", "layer"),
    ],
)
def test_titles(part: str, title: str) -> None:
    """A part is called for readers by its layer; any other stays."""
    assert titled(part) == title


def test_what_names_places() -> None:
    """Numbers beside words, one row by its number, and a square whose other axis is the tokens."""
    places = {"layers": [4, "last"]}
    assert axis_places(places, places.get, [2, 3], 3) == {"layer": ["4", "last"]}
    assert axis_places((), places.get, [], 3, ["layer 7"]) == {"layer": ["7"]}
    square = {"layers": [4, 8]}
    assert axis_places(square, square.get, [2, 2], 2) == {"layer": ["4", "8"]}
    assert axis_places(square, square.get, [2, 5], 2) == {}
