"""inseq's attributions as a grid: generated tokens over those that they were attributed to."""

from __future__ import annotations

import base64
import gzip
import json
import math
import struct

import numpy as np
import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.file import File
from heatmark.files.inseq import find_inseq, tensor

NAN = float("nan")


def saved(**sequence: object) -> bytes:
    words = {"source": ["▁The", "▁cat"], "target": ["<pad>", "▁Le", "▁chat"]}
    tokens = {
        side: [{"id": at, "token": word} for at, word in enumerate(said)]
        for side, said in words.items()
    }
    return json.dumps({"sequence_attributions": [{**tokens, **sequence}]}).encode()


SOURCE = saved(source_attributions=[[0.9, 0.2], [0.1, 0.8]], attr_pos_start=1)
TARGET = saved(
    target_attributions=[[0.5, 0.3], [None, 0.7], [None, None]],
    step_scores={"probability": [0.4, 0.6]},
    attr_pos_start=1,
)


@pytest.mark.parametrize(
    ("content", "tokens", "rows"),
    [
        (SOURCE, ("▁The", "▁cat"), [(0.9, 0.1), (0.2, 0.8)]),
        (TARGET, ("<pad>", "▁Le", "▁chat"), [(0.5, None, None), (0.3, 0.7, None)]),
    ],
)
def test_a_grid_has_a_row_for_each_generated_token(
    content: bytes, tokens: tuple[str, ...], rows: list[tuple[float | None, ...]]
) -> None:
    """The rows are called by the generated tokens, and nothing is left to be guessed."""
    found = read(content, "x.json", whole=True)
    assert found.tokens == tokens
    assert found.row_tokens == ["▁Le", "▁chat"]
    assert [one.scores for one in found.series or ()] == rows
    assert [one.name for one in found.series or ()] == [None, None]
    assert not found.notices


@pytest.mark.parametrize("value", [{}, [], {"sequence_attributions": 1}, {"tokens": ["a"]}])
def test_what_has_no_sequences_is_another_kind(value: object) -> None:
    """Other files of JSON are left to those who know them."""
    assert find_inseq(File(json.dumps(value).encode(), "x.json")) is None


def test_one_target_is_a_row_of_its_own() -> None:
    """A token that is named, and a text, have one column of it."""
    assert read(SOURCE, "x.json", part="target=1", whole=True).row_tokens is None
    assert read(SOURCE, "x.json").row_tokens is None


def test_rows_that_are_the_tokens_are_a_square() -> None:
    """Where all tokens were generated they look at themselves, and can be picked."""
    square = saved(target_attributions=[[1, 2, 3], [None, 4, 5], [None, None, 6]])
    found = read(square, "x.json", whole=True)
    assert found.square
    assert found.row_tokens is None


def safetensor(
    *shape: int, dtype: str = "F32", data: bytes = b"", pad: int = 0, longer: int = 0
) -> str:
    """Write a tensor as inseq does, with a header of some length, or that says so."""
    about = {"dtype": dtype, "shape": shape, "data_offsets": [0, len(data)]}
    head = json.dumps({"__metadata__": {"a": "b"}, "a": about}).encode().ljust(pad)
    return base64.b64encode(struct.pack("<Q", len(head) + longer) + head + data).decode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (safetensor(2, data=struct.pack("<2f", 1.5, -2)), [1.5, -2]),
        (safetensor(2, dtype="I64", data=struct.pack("<2q", 3, -4)), [3, -4]),
        (safetensor(2, dtype="BF16", data=b"\x80\x3f\x00\xc0"), [1, -2]),
        (safetensor(0), []),
        (safetensor(2, 0), [[], []]),
        (safetensor(1, 1, 1, 1, 1, 1, 1, 1, data=bytes(4)), [[[[[[[[0]]]]]]]]),
        (safetensor(0, pad=10_000), []),
        ([[1.0]], [[1]]),
        ([1, 0.5], [1, 0.5]),
        ([0.5], [0.5]),
        ([1], [1]),
        ([[[[[[[[1]]]]]]]], [[[[[[[[1]]]]]]]]),
        ({"__ndarray__": [1.0, 2.0], "dtype": "float32", "shape": [2]}, [1, 2]),
    ],
)
def test_tensors(value: object, expected: object) -> None:
    """Base64 of safetensors, and lists, in up to eight axes, of which one may be empty."""
    assert tensor(value, "x").tolist() == expected


def test_floats_of_eight_bits() -> None:
    """Four bits of exponent and three of mantissa: the smallest, the largest, signs, none."""
    codes = {0: 0, 1: 2**-9, 7: 7 * 2**-9, 8: 2**-6, 9: 1.125 * 2**-6, 56: 1, 57: 1.125, 126: 448}
    data = bytes([*codes, *(code + 128 for code in codes), 127, 255])
    values = tensor(safetensor(len(data), dtype="F8_E4M3", data=data), "x").tolist()
    assert values[:8] == [*codes.values()]
    assert values[8:16] == [-value for value in codes.values()]
    assert all(map(math.isnan, values[16:]))


def test_missing_numbers() -> None:
    """Null in a list is a number that is missing."""
    assert str(tensor([1, 0.5, None], "x").tolist()) == "[1.0, 0.5, nan]"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (5, "found int"),
        ("AA!A", "Only base64 data is allowed"),
        (safetensor(0, pad=10_001), "its header would take 10001 bytes"),
        (safetensor(0, longer=1), "its header would take"),
        (safetensor(2, data=bytes(4)), "it has 1 numbers, its shape is [2]"),
        (safetensor(-1), "its shape is [-1]"),
        (
            safetensor(1, 1, 1, 1, 1, 1, 1, 1, 1, data=bytes(4)),
            "its shape is [1, 1, 1, 1, 1, 1, 1, 1, 1]",
        ),
        ([[[[[[[[[1]]]]]]]]], "found list"),
        (["1"], "found list"),
        ([True], "found list"),
        ([[1], [1, 2]], "setting an array element with a sequence. The requested array has an inh"),
        ({"__ndarray__": [1.0]}, "'shape'"),
    ],
)
def test_tensors_that_are_none(value: object, why: str) -> None:
    """What is broken is said to be so, in a few words."""
    with pytest.raises(ParseError, match="'x' cannot be read: ") as caught:
        tensor(value, "x")
    said = caught.value.message.partition("cannot be read: ")[2]
    assert said.startswith(why)
    assert len(said) <= 80


def packed(numbers: bytes, shape: list[int], junk: str = "") -> dict[str, object]:
    """Write numbers as inseq did before its version 0.6."""
    coded = base64.b64encode(gzip.compress(numbers)).decode()
    return {"__ndarray__": f"b64.gz:{junk}{coded}", "dtype": "float16", "shape": shape}


def test_older_tensors_are_unpacked() -> None:
    """Numbers packed with gzip are as many as their shape says, and no more is unpacked."""
    two = struct.pack("<2e", 1, -2)
    assert tensor(packed(two, [2]), "x").tolist() == [1, -2]
    assert tensor(packed(two, [2, 1]), "x").tolist() == [[1], [-2]]
    for wrong in (packed(two, [1]), packed(two, [3]), packed(b"", [1]), packed(two, [2], "!")):
        with pytest.raises(ParseError, match="cannot be read"):
            tensor(wrong, "x")


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ([[0.9, 0.2], [0.1, 0.8]], [(0.9, 0.1), (0.2, 0.8)]),
        ([[[0.9], [0.2]], [[0.1], [0.8]]], [(0.9, 0.1), (0.2, 0.8)]),
        ([[[[0.9]], [[0.2]]], [[[0.1]], [[0.8]]]], [(0.9, 0.1), (0.2, 0.8)]),
        ([[[3, 4], [6, 8]], [[5, 12], [0, 1]]], [(5, 13), (10, 1)]),
        ([[[3, 4, 12], [6, 8, 0]], [[0, 0, 0], [0, 1, 0]]], [(13, 0), (10, 1)]),
        ([[0.9], [0.1]], [(0.9, 0.1)]),
        ([[[-0.9], [0.2]], [[0.1], [-0.8]]], [(-0.9, 0.1), (0.2, -0.8)]),
        ([[[-3, 4], [6, 8]], [[5, -12], [0, -1]]], [(5, 13), (10, 1)]),
    ],
)
def test_vectors_are_as_long_as_they_are(rows: object, columns: list[tuple[float, ...]]) -> None:
    """A vector for each token and target is its length; axes of one around a number are none."""
    found = read(saved(source_attributions=rows, attr_pos_start=1), "x.json", whole=True)
    assert [one.scores for one in found.series or ()] == columns
    last = read(saved(source_attributions=rows, attr_pos_start=1), "x.json", part="target=1")
    are_vectors = isinstance(rows, list) and np.squeeze(rows).ndim > 2
    for one in (found, last):
        assert ["without signs" in told.message for told in one.notices] == [True] * are_vectors


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        ([[0.9, 0.2]], 1),
        ([[0.9, 0.2], [0.1, 0.8], [0.1, 0.8]], 1),
        ([[0.9, 0.2, 0.3], [0.1, 0.8, 0.3]], 1),
        ([[0.9, 0.2], [0.1, 0.8]], 2),
        ([0.9, 0.2], 0),
        ([[[[1, 2], [3, 4]]] * 2] * 2, 1),
    ],
)
def test_attributions_that_do_not_fit(rows: object, start: int) -> None:
    """They have a row for each token, and no more columns than there are generated tokens."""
    with pytest.raises(ScoreError, match="for 2 tokens"):
        read(saved(source_attributions=rows, attr_pos_start=start), "x.json")


@pytest.mark.parametrize(
    ("rows", "part", "notices"),
    [
        ([[0.9, 0.2], [0.1, 0.8]], "", ["one-row"]),
        ([[0.9, 0.2], [0.1, 0.8]], "target=1", []),
        ([[0.9], [0.1]], "", []),
    ],
)
def test_one_of_several_targets_is_said(rows: object, part: str, notices: list[str]) -> None:
    """The last is taken where none is named, and the author is told if there are others."""
    found = read(saved(source_attributions=rows, attr_pos_start=1), "x.json", part=part)
    assert [one.name for one in found.notices] == notices


def test_a_target_without_attributions() -> None:
    """The error says which have some."""
    for part in ("target=0", "target=-3"):
        with pytest.raises(ParseError, match="target 0 has no attributions: those from 1 to 2"):
            read(SOURCE, "x.json", part=part)
    first = saved(source_attributions=[[0.9], [0.1]], attr_pos_start=1)
    with pytest.raises(ParseError, match="target 2 has no attributions: those from 1 to 1 have"):
        read(first, "x.json", part="target=2")


def test_both_attributions() -> None:
    """Where a grid is wanted, those of the target go first; several at once stand not together."""
    both = saved(
        source_attributions=[[0.9, 0.2], [0.1, 0.8]],
        target_attributions=[[0.5, 0.3], [None, 0.7], [None, None]],
        step_scores={"probability": [0.4, 0.6]},
        attr_pos_start=1,
    )
    assert read(both, "x.json", whole=True).tokens == ("<pad>", "▁Le", "▁chat")
    assert read(both, "x.json", part="target=1").tokens == ("<pad>", "▁Le", "▁chat")
    assert read(both, "x.json", field="source_attributions").tokens == ("▁The", "▁cat")
    with pytest.raises(ParseError, match="stands alone"):
        read(both, "x.json", field="source_attributions, probability")


def test_steps_stand_at_the_generated_tokens() -> None:
    """Those of the prompt, and those that were not scored, have none."""
    for start, scores in ((1, (None, 0.4, 0.6)), (0, (0.4, 0.6, None))):
        content = saved(step_scores={"probability": [0.4, 0.6]}, attr_pos_start=start)
        assert scores_of(read(content, "x.json")) == scores
    late = saved(step_scores={"probability": [0.4, 0.6]}, attr_pos_start=2)
    with pytest.raises(ScoreError, match="from token 3 of 3"):
        read(late, "x.json")


@pytest.mark.parametrize(
    ("value", "part", "problem"),
    [
        ({"sequence_attributions": [5]}, "", "sequence 1 is not a mapping"),
        ({"sequence_attributions": [5, 6]}, "2", "sequence 2 is not a mapping"),
        ({"sequence_attributions": [5, 6]}, "", "there are 2 sequences"),
        ({"sequence_attributions": []}, "", "there are 0 sequences"),
        (
            {"sequence_attributions": [{"target": ["a", {"id": 1}], "step_scores": {"p": [1]}}]},
            "",
            "token 2 of the target has no token",
        ),
    ],
)
def test_sequences_that_are_none(value: object, part: str, problem: str) -> None:
    """What is not as inseq writes it is named by its place."""
    with pytest.raises(ParseError, match=problem):
        read(json.dumps(value).encode(), "x.json", part=part)
