"""What stands beside tokens without scores, and is not drawn."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import numpy as np
import pytest

import data_files
from data_files import columns_of, read
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.undrawn import (
    FOR_LABELS,
    is_numbering,
    labels_left_out,
    refuse_labels,
    refuse_numbering,
)

TOKENS = ["EU", " rejects", " German"]
TAGS = ["B-ORG", "O", "B-MISC"]

as_json, as_npz = (partial(write, TOKENS) for write in (data_files.as_json, data_files.as_npz))
WAYS = [(as_json, "x.json"), (as_npz, "x.npz")]


@pytest.mark.parametrize(("write", "file"), WAYS)
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rank", [1, 20, 3]),
        ("rank", [3, 4, 5]),
        ("rank", [1.0, 20.0, 3.0]),
        ("n", [3, 20, 5]),
        ("position", [5, 20, 3]),
        ("line", [5, 20, 3]),
    ],
)
def test_numbers_that_rank_or_count(write: Any, file: str, name: str, values: Any) -> None:
    """They are an error, as of a table; its hint draws them."""
    with pytest.raises(ScoreError, match=f"only what numbers or marks tokens in it: '{name}'") as e:
        read(write(**{name: values}), file)
    assert e.value.hint == f"write field: {name} to draw it all the same"
    assert columns_of(read(write(**{name: values}), file, field=name))


@pytest.mark.parametrize(("write", "file"), WAYS)
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rank", [0, 1, 2]),
        ("position", [0, 3, 11]),
        ("index", [0, 0, 0]),
        ("step", [7, 7, 7]),
    ],
)
def test_places(write: Any, file: str, name: str, values: Any) -> None:
    """Numbers of tokens and places in a text are what programs write beside them."""
    assert not read(write(**{name: values}), file).series


def test_what_is_no_list_of_numbers() -> None:
    """A number for the whole text, and lists of another length, tell nothing of tokens."""
    for value in (3, [3, 1], [None] * 3, ["a", "c", "b"], [True, False, True]):
        refuse_numbering({"rank": value}, 3)
    with pytest.raises(ScoreError):
        refuse_numbering({"rank": [None, 5, 3]}, 3)
    assert is_numbering("rank")
    assert not is_numbering("score")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_json(ner_tags=TAGS), "x.json"),
        (as_json(pos=TAGS), "x.json"),
        (as_json(labels=TAGS), "x.json"),
        (as_npz(ner_tags=np.array(TAGS)), "x.npz"),
        (json.dumps([{"token": "EU", "ner": "B"}, {"token": " x", "ner": "O"}]).encode(), "x.json"),
        (b'{"token": "EU", "ner": "B"}\n{"token": " x", "ner": "O"}', "x.jsonl"),
    ],
)
def test_labels(content: bytes, name: str) -> None:
    """Their author is told that they are not drawn, and what shows them."""
    (notice,) = read(content, name).notices
    assert (notice.name, notice.level, notice.hint) == ("left-out", "warning", FOR_LABELS)


def test_the_hint_works() -> None:
    """Labels under `classes` are read, and nothing more is said of others."""
    found = read(as_json(classes=TAGS, ner_tags=TAGS), "x.json")
    assert (found.classes, found.notices) == (TAGS, ())


def test_labels_beside_scores() -> None:
    """What is beside scores is no more than that."""
    assert not read(as_json(ner_tags=TAGS, score=[1, 2, 3]), "x.json").notices
    assert not labels_left_out({"ner_tags": ["O"], "pos": [1, 2, 3], "lemma": TAGS}, 3)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'[{"word": "EU", "ner": "B"}, {"word": "x", "ner": "O"}]', "x.json"),
        (b'{"word": "EU", "ner": "B"}\n{"word": "x", "ner": "O"}', "x.jsonl"),
    ],
)
def test_records_of_labels(content: bytes, name: str) -> None:
    """Words with labels are no tokens with scores, and the error says what shows them."""
    with pytest.raises(ParseError, match="labels of words") as caught:
        read(content, name)
    assert caught.value.hint == FOR_LABELS


def test_other_records() -> None:
    """Records of other texts are others' business."""
    for value in ([], {"word": "a", "ner": "b"}, [{"word": "a", "lemma": "b"}], [{"ner": "b"}]):
        refuse_labels(value)


def test_a_table_of_labels() -> None:
    """It says so, too."""
    with pytest.raises(ScoreError, match="no column of numbers") as caught:
        read(b"token,pos\nThe,DET\ncat,NOUN\n", "x.csv")
    assert caught.value.hint == f"write a score beside each token; {FOR_LABELS}"
