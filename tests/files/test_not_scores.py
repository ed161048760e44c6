"""Lists that are no scores by their names."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

import data_files
from data_files import columns_of, read, scores_of
from heatmark.core.errors import ScoreError
from heatmark.files.not_scores import are_no_scores, from_tokenizers, may_be_no_scores

TOKENS = ["Hà", "Nội", "đẹp"]
BOXES = [[1, 2, 3, 4]] * 3


as_json, as_npz = (partial(write, TOKENS) for write in (data_files.as_json, data_files.as_npz))
WAYS = [(as_json, "x.json"), (as_npz, "x.npz")]


@pytest.mark.parametrize(("write", "file"), WAYS)
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("head", [2, 0, 2]),
        ("heads", [2, -1, 1]),
        ("ner_tags", [1, 2, 0]),
        ("pos_tags", [1, 2, 0]),
        ("labels", [1, 2, 0]),
        ("bboxes", BOXES),
        ("i", [0, 1, 2]),
        ("word_num", [1, 2, 3]),
        ("starts", [0, 3, 7]),
    ],
)
def test_the_only_numbers(write: Any, file: str, name: str, values: Any) -> None:
    """Classes, heads of a tree, boxes, counts: an error, as of a table, and `field` draws them."""
    with pytest.raises(ScoreError, match=f"only what numbers or marks tokens in it: '{name}'"):
        read(write(**{name: values}), file)
    found = read(write(**{name: values}), file, field=name)
    assert columns_of(found)


@pytest.mark.parametrize(("write", "file"), WAYS)
def test_beside_scores(write: Any, file: str) -> None:
    """They are no second series, and need no choice."""
    found = read(write(head=[2, 0, 2], bboxes=BOXES, gain=[0.5, 1, 2]), file)
    assert scores_of(found) == (0.5, 1, 2)


@pytest.mark.parametrize(("write", "file"), WAYS)
@pytest.mark.parametrize(
    ("name", "values"),
    [("offset_mapping", [[0, 2], [3, 6], [7, 9]]), ("attention_mask", [1, 1, 1])],
)
def test_what_tokenizers_give(write: Any, file: str, name: str, values: Any) -> None:
    """Tokens with nothing else are drawn without a word."""
    found = read(write(**{name: values}), file)
    assert not found.series
    assert not found.notices


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("heads", [2.5, 0, 1]),
        ("heads", [20, 0, 1]),
        ("i", [2, 0, 1]),
        ("tags", [0.5, 1, 2]),
        ("headers", [2, 0, 1]),
    ],
)
def test_what_may_be_scores(name: str, values: list[float]) -> None:
    """Decimals are no classes, and places beyond the text no heads."""
    assert scores_of(read(as_json(**{name: values}), "x.json")) == tuple(values)


@pytest.mark.parametrize(
    "scores",
    [
        {"start": [0.1, 0.3, 1], "end": [0.3, 0.1, 0.4]},
        {"mask": [1, 0, 1], "x": [1, 2, 3]},
        {"i": [0, 1, 2], "head": [2, 0, 1]},
    ],
)
@pytest.mark.parametrize("key", ["words", "str_tokens", "tokens"])
def test_below_a_name_of_scores(key: str, scores: dict[str, list[float]]) -> None:
    """What is put below `scores` is some, whatever it is called: those of an answer's start."""
    content = json.dumps({key: TOKENS, "scores": scores}).encode()
    expected = {name: tuple(one) for name, one in scores.items()}
    assert columns_of(read(content, "x.json")) == expected


def test_boxes_and_masks_below_a_name_of_scores() -> None:
    """They are left out, and the series beside them are read."""
    scores = {"bboxes": BOXES, "attention_mask": [1, 1, 1], "x": [0.5, 1, 2]}
    content = json.dumps({"words": TOKENS, "scores": scores}).encode()
    assert scores_of(read(content, "x.json")) == (0.5, 1, 2)


def test_classes_have_names() -> None:
    """Of tags the hint says what shows them."""
    with pytest.raises(ScoreError) as caught:
        read(as_json(ner_tags=[1, 2, 0]), "x.json")
    assert "classes" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("offset_mapping", True),
        ("enc.word_ids", True),
        ("encoder_attention_mask", True),
        ("attention", False),
        ("mask", False),
        ("offset_scores", False),
    ],
)
def test_names_of_tokenizers(name: str, *, expected: bool) -> None:
    """Ids, offsets and masks of them alone."""
    assert from_tokenizers(name) is expected


def test_values_decide() -> None:
    """Under most names only whole numbers, one a token, are no scores; places are none in any."""
    assert are_no_scores("tags", [1, None, 0], 3)
    assert not are_no_scores("tags", [None, None], 2)
    assert not are_no_scores("tags", [1, 2], 3)
    assert not are_no_scores("tags", None, 3)
    assert are_no_scores("heads", [-1, 3, 0], 3)
    assert not are_no_scores("heads", [-2, 3, 0], 3)
    assert not are_no_scores("heads", [-1, 4, 0], 3)
    assert are_no_scores("x.spans", None, 3)
    assert not are_no_scores("scores.start", [1, 2, 3], 3)
    assert are_no_scores("scores.boxes", BOXES, 3)
    assert are_no_scores("attention.mask", [1, 0, 1], 3)
    assert may_be_no_scores("tags")
    assert not may_be_no_scores("spans")
