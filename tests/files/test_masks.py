"""Truth values in the place of scores, in data files of all kinds."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import numpy as np
import pytest

import data_files
from data_files import read, scores_of
from heatmark.core.errors import ScoreError
from heatmark.core.truths import AS_NUMBERS
from heatmark.files.masks import masks_asked, refuse_masks

TOKENS = ["a", " great", " movie"]
MASK = [False, True, True]

as_json, as_npz = (partial(write, TOKENS) for write in (data_files.as_json, data_files.as_npz))


def _of(value: object) -> bytes:
    return json.dumps(value).encode()


FILES = [
    (as_json(gold=MASK), "x.json"),
    (as_json(scores=MASK), "x.json"),
    (as_json(scores={"gold": MASK}), "x.json"),
    (as_json(gold=[MASK, MASK]), "x.json"),
    (as_json(gold=["True", "False", "True"]), "x.json"),
    (_of({"token": TOKENS, "gold": MASK}), "x.json"),
    (_of([{"token": one, "gold": True} for one in TOKENS]), "x.json"),
    (_of([{"word": one, "gold": True} for one in TOKENS]), "x.json"),
    (_of({"a": True, "b": False}), "x.json"),
    (b'{"token": "a", "gold": true}\n{"token": "b", "gold": false}', "x.jsonl"),
    (b'{"word": "a", "gold": true}\n{"word": "b", "gold": false}', "x.jsonl"),
    (b'{"tokens": ["a", "b"], "gold": [true, false]}', "x.jsonl"),
    (as_npz(gold=np.array(MASK)), "x.npz"),
    (as_npz(scores=np.array(MASK)), "x.npz"),
    (as_npz(gold=np.array([MASK, MASK])), "x.npz"),
    (b"token,gold\na,True\nb,False\n", "x.csv"),
    (b"token,score\na,TRUE\nb,FALSE\n", "x.csv"),
    (b"a,True\nb,False\n", "x.csv"),
    ("từ,nhấn\nHà,đúng\nNội,sai\n".encode(), "x.csv"),
]


@pytest.mark.parametrize(("content", "name"), FILES)
def test_alone(content: bytes, name: str) -> None:
    """Wherever they stand, the error says what to write, and nothing is drawn without them."""
    with pytest.raises(ScoreError) as caught:
        read(content, name)
    assert caught.value.hint == AS_NUMBERS


@pytest.mark.parametrize(
    ("content", "name"), [(as_json(gold=[0, 1, 1]), "x.json"), (as_npz(gold=[0, 1, 1]), "x.npz")]
)
def test_the_hint_works(content: bytes, name: str) -> None:
    """0 and 1 are scores."""
    assert scores_of(read(content, name)) == (0, 1, 1)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_json(gold=MASK, score=[1, 2, 3]), "x.json"),
        (as_json(gold=["True", "False", "True"], score=[1, 2, 3]), "x.json"),
        (_of([{"token": "a", "gold": at > 0, "score": at + 1} for at in range(3)]), "x.json"),
        (as_npz(gold=np.array(MASK), score=[1.0, 2, 3]), "x.npz"),
        (b"token,gold,score\na,False,1\nb,True,2\nc,True,3\n", "x.csv"),
    ],
)
def test_beside_scores(content: bytes, name: str) -> None:
    """They are left out, and their author is told once; who asks for them is told what to write."""
    found = read(content, name)
    assert scores_of(found) == (1, 2, 3)
    assert [one.name for one in found.notices] == ["left-out"]
    with pytest.raises(ScoreError) as caught:
        read(content, name, field="gold")
    assert caught.value.hint == AS_NUMBERS


@pytest.mark.parametrize("name", ["is_special", "attention_mask", "finished"])
def test_what_programs_say(name: str) -> None:
    """Flags of tokenizers and services are no masks of people's."""
    for content, file in (
        (as_json(**{name: MASK}), "x.json"),
        (as_npz(**{name: np.array(MASK)}), "x.npz"),
        (_of([{"token": one, name: False} for one in TOKENS]), "x.json"),
    ):
        found = read(content, file)
        assert (found.series or (), found.notices) == ((), ())


def test_what_may_be_either() -> None:
    """Of `is_` and nothing else the author is told."""
    for content, file in (
        (as_json(is_rationale=MASK), "x.json"),
        (as_npz(is_rationale=np.array(MASK)), "x.npz"),
    ):
        (notice,) = read(content, file).notices
        assert (notice.name, notice.level) == ("left-out", "info")


@pytest.mark.parametrize(
    "value", [{"a": True}, [{"x": True}], [], [{"word": "a", "gold": True, "b": [1]}], {"a": None}]
)
def test_other_files(value: Any) -> None:
    """Of what is no words with truth values nothing is said of them."""
    with pytest.raises(Exception, match="no tokens") as caught:
        read(_of(value), "x.json")
    assert AS_NUMBERS not in str(caught.value)


def test_names_that_are_asked_for() -> None:
    """One of several, or one with a comma in its name."""
    for field in ("gold", "score, gold", "a,b"):
        with pytest.raises(ScoreError):
            masks_asked({"gold": MASK, "a,b": MASK}, field)
    masks_asked({"gold": MASK, "score": [1, 2, 3]}, "score")
    refuse_masks("x")


def test_values_that_are_missing_or_others() -> None:
    """Beside truth values one may be missing; where it is something else they are no mask."""
    first = {"word": "a", "gold": True}
    with pytest.raises(ScoreError):
        refuse_masks([first, {"word": "b", "gold": None}])
    for one in ("x", 1):
        refuse_masks([first, {"word": "b", "gold": one}])
