"""Safetensors: arrays with names, the tokens in the metadata, and nothing that is run."""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from data_files import columns_of, read, recognise, scores_of
from heatmark.core.errors import DependencyError, HeatmarkError, ParseError, SourceError
from heatmark.files.file import File
from heatmark.files.tensors import Tensor, find_safetensors

TOKENS = ["Hà", " Nội", "\0"]


def saved(*, tokens: object = TOKENS, names: object = None, **arrays: Any) -> bytes:
    """Write arrays as the library does, and lists of strings as JSON among the metadata."""
    said = {"tokens": tokens, "names": names}
    metadata = {name: json.dumps(item) for name, item in said.items() if item is not None}
    return save(arrays, metadata=metadata or None)


def raw(kind: str, shape: list[int], data: bytes, **said: str) -> bytes:
    """Write a file of one tensor by hand."""
    about = {"x": {"dtype": kind, "shape": shape, "data_offsets": [0, len(data)]}}
    header = json.dumps({"__metadata__": said, **about} if said else about).encode()
    return struct.pack("<Q", len(header)) + header + data


def test_tokens_in_the_metadata() -> None:
    """Safetensors hold no strings: the tokens are a list in JSON."""
    content = saved(scores=np.array([0.5, np.nan, 2.0], dtype=np.float32))
    assert recognise(content, "x") == "safetensors"
    found = read(content, "x.safetensors")
    assert found.tokens == tuple(TOKENS)
    assert scores_of(found) == (0.5, None, 2)


@pytest.mark.parametrize(
    "arrays",
    [
        {"text": np.frombuffer("Hà Nội".encode(), np.uint8), "offsets": np.array([0, 3, 9])},
    ],
)
def test_tokens_as_arrays(arrays: dict[str, Any]) -> None:
    """Bytes with places between which the tokens stand need no metadata."""
    found = read(saved(tokens=None, scores=np.array([1.0, 2.0]), **arrays), "x")
    assert found.tokens == ("Hà", " Nội")


def test_no_tokens() -> None:
    """The hint writes what makes it work."""
    with pytest.raises(ParseError, match="no tokens") as caught:
        read(saved(tokens=None, scores=np.array([1.0])), "x")
    assert "metadata={'tokens': json.dumps(tokens)}" in caught.value.hint
    metadata = {"tokens": json.dumps(["a"])}
    assert scores_of(read(save({"scores": np.array([1.0])}, metadata=metadata), "x")) == (1,)


@pytest.mark.parametrize("name", ["words", "word", "từ"])
def test_other_names_of_tokens(name: str) -> None:
    """A list in the metadata may be called as a column of tokens is."""
    content = save({"scores": np.array([1.0])}, metadata={"token": "x", name: '["Hà"]'})
    assert read(content, "x").tokens == ("Hà",)


def test_one_of_several_arrays() -> None:
    """Arrays, layers and neurons are picked as in NPZ, and listed with their shapes."""
    hidden = np.arange(5 * 3 * 4, dtype=np.float16).reshape(5, 1, 3, 4)
    content = saved(hidden_states=hidden, mlp=np.ones((3, 7)))
    with pytest.raises(ParseError, match="several scores") as caught:
        read(content, "x.safetensors")
    assert "hidden_states [5, 1, 3, 4], mlp [3, 7]" in caught.value.hint
    with pytest.raises(ParseError, match=r"over 3 tokens: 'Hà'") as caught:
        read(content, "x.safetensors", part="hidden_states")
    assert "src: x.safetensors#hidden_states,layer=0" in caught.value.hint
    found = read(content, "x.safetensors", part="hidden_states,layer=2,neuron=3")
    assert scores_of(found) == tuple(hidden[2, 0, :, 3].tolist())


def test_names_of_columns() -> None:
    """Names are a list in the metadata too."""
    found = read(saved(names=["khen", "chê"], values=np.arange(6.0).reshape(3, 2)), "x")
    assert columns_of(found) == {"khen": (0, 2, 4), "chê": (1, 3, 5)}


def test_logits() -> None:
    """Logits of a batch of one text become log-probabilities of its tokens."""
    logits = np.log(np.array([[[0.25, 0.75], [0.5, 0.5], [1, 1]]], dtype=np.float32))
    found = read(saved(logits=logits, ids=np.array([[0, 1, 0]])), "x")
    scores = scores_of(found)
    assert scores[0] is None
    assert scores[1:] == pytest.approx(np.log([0.75, 0.5]))
    assert found.options == {"measure": "log P", "unit": "nat"}


def test_bfloat16() -> None:
    """Numbers with the upper half of the bits of float32 are read as they are."""
    data = np.array([1.5, -2.0], dtype="<f4").view("<u4") >> np.uint32(16)
    content = raw("BF16", [2], data.astype("<u2").tobytes(), tokens='["a", "b"]')
    assert scores_of(read(content, "x")) == (1.5, -2)


@pytest.mark.parametrize(
    ("content", "error", "problem"),
    [
        (raw("F8_E5M2", [2], b"ab", tokens='["a", "b"]'), ParseError, "of type"),
        (raw("F32", [9], b"abcd"), SourceError, "broken"),
        (raw("F32", [1], b"abcd", tokens="a"), ParseError, "no list of strings"),
        (raw("F32", [1], b"abcd", tokens="[1]"), ParseError, "no list of strings"),
        (saved(scores=np.array([1.0]))[:-4], SourceError, "broken"),
    ],
)
def test_what_is_refused(content: bytes, error: type[HeatmarkError], problem: str) -> None:
    """Broken files, unknown numbers and tokens that are none are said."""
    with pytest.raises(error, match=problem) as caught:
        read(content, "x.safetensors")
    assert caught.value.hint


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint names the extra, and the way without it."""
    content = saved(scores=np.array([1.0, 2.0, 3.0]))
    monkeypatch.setitem(sys.modules, "safetensors", None)
    with pytest.raises(DependencyError, match="needs the library safetensors") as caught:
        read(content, "x.safetensors")
    assert "pip install 'heatmark[safetensors]'" in caught.value.hint
    assert "numpy.savez" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"{", b"\x02" + b"\0" * 7 + b"[]", b"\xff" * 8 + b"{}"])
def test_what_is_none(content: bytes) -> None:
    """A header that would not fit the file is none."""
    assert find_safetensors(File(content, "x")) is None


@given(st.integers(0, 300), st.binary(max_size=6))
def test_nothing_but_our_errors(place: int, piece: bytes) -> None:
    """However a file is broken, it is read or refused."""
    content = bytearray(saved(scores=np.array([1.0, 2.0, 3.0])))
    content[place : place + len(piece)] = piece
    with contextlib.suppress(HeatmarkError):
        assert read(bytes(content), "x.safetensors").tokens


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7])
def test_blocks_of_rows(step: int) -> None:
    """However many are read at once, they are the rows of the array."""
    array = np.arange(15.0, dtype=np.float32).reshape(5, 3)
    tensor = Tensor(name="x", shape=(5, 3), kind="F32", content=array.tobytes())
    blocks = list(tensor.rows(step))
    assert np.concatenate(blocks).tolist() == array.tolist()
    assert [len(block) for block in blocks] == [
        len(array[at : at + step]) for at in range(0, 5, step)
    ]


def test_a_header_as_long_as_the_file() -> None:
    """It may fill all of the file, and have a hundred megabytes; one byte more is no header."""
    content = raw("F32", [0], b"")
    assert find_safetensors(File(content, "x")) is not None
    assert find_safetensors(File(content[:-1], "x")) is None
    for length, known in ((100_000_000, True), (100_000_001, False)):
        large = (struct.pack("<Q", length) + b"{").ljust(length + 8)
        assert (find_safetensors(File(large, "x")) is not None) is known
