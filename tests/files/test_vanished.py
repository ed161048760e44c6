"""Scores that would vanish are told: tokens are not drawn without their colours in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.block.draft import Draft
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.arrays import KIND
from heatmark.files.open import read_openai
from heatmark.files.request import Request
from heatmark.files.tree import find_places
from heatmark.files.vanished import Whole, with_vanished

TOKENS = ["Hà", " Nội"]
THREE = ["Hà", " Nội", " đẹp"]


def of(value: Any, part: str = "") -> Any:
    return read(json.dumps(value).encode(), "x.json", part=part)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"tokens": THREE, "layers": [{"layer": 4, "scores": [1, 2, 3]}]}, "layers.1.scores"),
        ({"words": THREE, "models": [{"name": "x", "surprisal": [1, 2, 3]}]}, "models.1.surprisal"),
        ({"tokens": THREE, "heads": [{}, {"attention": [[0.1, 0.9, 0]]}]}, "heads.2.attention"),
        ({"tokens": TOKENS, "results": [{"score": 1}, {"score": 2}]}, "results.score"),
        ({"encoding": {"tokens": TOKENS, "ids": [1, 2]}, "logprobs": [-1, -2]}, "logprobs"),
        ({"data": [{"tokens": THREE}], "scores": [1, 2, 3]}, "scores"),
        ({"input": {"tokens": TOKENS}, "attributions": {"IG": [1, 2]}}, "attributions.IG"),
        ({"part": {"tokens": TOKENS}, "scores": {"start": [0.1, 1]}}, "scores.start"),
        ({"part": {"tokens": TOKENS}, "scores": {"end": [0.1, 0.2]}}, "scores.end"),
        ([{"token": one, "attr": {"IG": 0.1}} for one in TOKENS], "attr.IG"),
        ([{"token": one, "attr": [0.1, 0.2]} for one in TOKENS], "attr"),
        ([{"token": one, "delta": {"logprob": -4}} for one in TOKENS], "delta.logprob"),
        ({"texts": [{"tokens": THREE}], "scores": [None, 2, 3]}, "scores"),
    ],
)
def test_scores_elsewhere_are_an_error(value: Any, path: str) -> None:
    """In lists, above or beside the tokens, or below each: the error says where they stand."""
    with pytest.raises(ScoreError, match="not beside their tokens") as caught:
        of(value)
    assert f"'{path}'" in caught.value.message
    each = isinstance(value, list)
    assert ("beside each token" if each else "beside the tokens") in caught.value.hint


@pytest.mark.parametrize(
    ("beside", "path"),
    [({"logprobs": [-1, -2.5]}, "logprobs"), ({"values": {"a": [1, 2.5]}}, "values.a")],
)
def test_beside_empty_scores(beside: dict[str, Any], path: str) -> None:
    """They are beside their tokens, and the error says what is in their way."""
    value = {"tokens": TOKENS, **beside}
    for whole in ({**value, "scores": {}}, {"part": {**value, "scores": {}}}):
        with pytest.raises(ScoreError, match="'scores' is empty") as caught:
            of(whole)
        assert f"'{path}'" in caught.value.message
        assert caught.value.hint == "leave scores out, or write the scores in it"
    assert of(value).series


def test_beside_empty_scores_and_others() -> None:
    """What has not as many numbers as tokens is in nobody's way."""
    part = {"tokens": TOKENS, "scores": {}, "logprobs": [-1, -2.5, -3]}
    with pytest.raises(ScoreError, match=r"'other\.scores': these scores are not beside"):
        of({"part": part, "other": {"scores": [1, 2.5]}})


def test_lines() -> None:
    """In JSON Lines they are told alike, be it a text or a token a line."""
    line = json.dumps({"tokens": THREE, "layers": [{"scores": [1, 2, 3]}]})
    with pytest.raises(ScoreError, match=r"layers\.1\.scores"):
        read(f"{line}\n{line}".encode(), "x.jsonl", part="1")
    lines = "\n".join(json.dumps({"token": one, "attr": {"IG": 1}}) for one in THREE)
    with pytest.raises(ScoreError, match=r"attr\.IG"):
        read(lines.encode(), "x.jsonl")


def test_many_are_not_listed_at_length() -> None:
    """An error names the first of them, and how many more there are."""
    layers = [{"scores": [1, 2, 3]}] * 9
    with pytest.raises(ScoreError, match="and 5 more"):
        of({"tokens": THREE, "layers": layers})


def test_in_a_notebook() -> None:
    """What is handed over is looked through like a file."""
    with pytest.raises(ScoreError, match=r"attr\.IG"):
        read_openai([{"token": one, "attr": {"IG": 0.1}} for one in TOKENS])


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ([{"token": one, "layers": [0.1, 0.2]} for one in THREE], "layers"),
        ({"sentence": {"tokens": THREE}, "other": {"x": [1, 2, 3]}}, "other.x"),
        ({"sentence": {"tokens": THREE}, "scores": [1, 2, 3, 4]}, "scores"),
        ({"sentence": {"tokens": TOKENS}, "x": [0.5, 2.0]}, "x"),
        ({"tokens": TOKENS, "scores": None}, "scores"),
        ({"tokens": TOKENS, "scores": {}}, "scores"),
        ({"part": {"tokens": TOKENS}, "logprobs": [None, None]}, "logprobs"),
        ([{"token": one, "score": None} for one in TOKENS], "score"),
    ],
)
def test_what_may_be_scores_is_told(value: Any, path: str) -> None:
    """Numbers that are not surely scores, and scores that are empty, have a notice."""
    found = of(value)
    assert not found.series
    (notice,) = found.notices
    assert notice.name == "left-out"
    assert f"'{path}'" in notice.message


@pytest.mark.parametrize(
    "value",
    [
        {"tokens": THREE},
        {"tokens": THREE, "ids": [1, 2, 3], "offsets": [[0, 2], [2, 5], [5, 9]]},
        {"part": {"tokens": THREE}, "meta": {"date": [2026, 1, 2, 3], "n": 3}},
        {"part": {"tokens": TOKENS}, "shape": [12, 768]},
        {"part": {"tokens": THREE}, "input_ids": [[5, 6, 7]], "attention_mask": [[1, 1, 1]]},
        {"part": {"tokens": THREE}, "bbox": [[1, 2, 3]], "head": [2, 0, 2], "usage": {"x": [1]}},
        {"part": {"tokens": THREE}, "steps": [1, 2, 3], "names": ["a"]},
        {"part": {"tokens": THREE}, "timings": [0.5, 1, 1.5], "scores": {"ids": [1, 2, 3]}},
        {"part": {"tokens": THREE}, "model": {"layers": 12, "loss": 2.5}},
        {"part": {"tokens": THREE}, "log": {"loss": []}, "scores": "see below"},
        {"tokens": THREE, "classes": ["A", "B", "A"], "meta": {"scores": [1, 2, 3]}},
        [{"token": one, "id": 5, "info": {"index": 2, "start": 1}} for one in THREE],
    ],
)
def test_what_is_something_else_stays_silent(value: Any) -> None:
    """Ids, places, masks, options, numbers of a whole text: no word of them."""
    found = of(value)
    assert not found.series
    assert not found.notices


def test_with_scores_nothing_is_looked_for() -> None:
    """Where there are scores, others may stand anywhere."""
    value = {"part": {"tokens": TOKENS, "scores": [1, 2]}, "scores": [3, 4]}
    assert scores_of(of(value)) == (1, 2)
    assert not of(value).notices


def test_scores_of_a_text_within() -> None:
    """They are those of its own tokens, and the error names it; its name takes it."""
    inner = {"tokens": ["đẹp", " lắm"], "logprobs": [-1, -2]}
    with pytest.raises(ParseError, match="within others") as caught:
        of({"tokens": TOKENS, "generation": inner})
    assert "x.json#generation (" in caught.value.hint
    found = of({"tokens": TOKENS, "generation": inner}, "generation")
    assert (found.tokens, scores_of(found)) == (("đẹp", " lắm"), (-1, -2))


def test_a_text_within_a_line() -> None:
    """The line is named, too."""
    inner = {"tokens": ["đẹp", " lắm"], "logprobs": [-1, -2]}
    line = json.dumps({"tokens": TOKENS, "generation": inner})
    content = f"{line}\n{line}".encode()
    with pytest.raises(ParseError, match="within others") as caught:
        read(content, "x.jsonl", part="2")
    assert "x.jsonl#2.generation (" in caught.value.hint
    assert scores_of(read(content, "x.jsonl", part="2.generation")) == (-1, -2)


def test_what_is_no_list_of_tokens() -> None:
    """Several tokenizers, computed scores and files of our own are left as they are."""
    (place,) = find_places({"tokens": TOKENS}, [KIND])
    whole = Whole({"scores": [1.5, 2.5]}, [KIND])
    for draft in (Draft(score="length"), Draft(compare={"x": TOKENS}), Draft(ours=True)):
        assert with_vanished(draft, place, whole, Request()) is draft
    with pytest.raises(ScoreError):
        with_vanished(Draft(tokens=("Hà", " Nội")), place, whole, Request())


@pytest.mark.parametrize(("count", "more"), [(4, False), (5, True)])
def test_four_are_listed(count: int, more: bool) -> None:
    """Of five the last is counted."""
    layers = [{"scores": [1, 2, 3]}] * count
    with pytest.raises(ScoreError) as caught:
        of({"tokens": THREE, "layers": layers})
    assert ("and 1 more" if more else "") in caught.value.message
    assert ("more" in caught.value.message) == more
    assert "'layers.4.scores'" in caught.value.message


@pytest.mark.parametrize(
    ("depth", "listed", "is_found"),
    [(5, False, True), (6, False, False), (2, True, True), (3, True, False)],
)
def test_how_deep_is_looked(depth: int, listed: bool, is_found: bool) -> None:
    """No further than files of producers are nested: by six mappings and lists of them."""
    value: Any = {"scores": [1, 2, 3]}
    for _ in range(depth):
        value = {"x": [value] if listed else value}
    if is_found:
        with pytest.raises(ScoreError, match="not beside their tokens"):
            of({"tokens": THREE, **value})
    else:
        of({"tokens": THREE, **value})


@pytest.mark.parametrize(("count", "is_found"), [(100, True), (101, False)])
def test_how_many_are_looked_at(count: int, is_found: bool) -> None:
    """A hundred members of a list: others are as these."""
    layers = [*({} for _ in range(count - 1)), {"scores": [1, 2, 3]}]
    found = {"tokens": THREE, "layers": layers}
    if is_found:
        with pytest.raises(ScoreError, match=rf"layers\.{count}\.scores"):
            of(found)
    else:
        assert not of(found).notices


@pytest.mark.parametrize("whole", [False, True])
def test_a_list_beside_tokens_with_more_to_say(*, whole: bool) -> None:
    """The author is told how it is drawn; the hint, followed, works."""
    node = {"tokens": [{"token": "a"}, {"token": "b"}, {"token": "c"}], "factors": [1, 3, 5.5]}
    content = json.dumps({"run": node} if whole else node).encode()
    (told,) = read(content, "x.json").notices
    assert "not drawn" in told.message
    assert told.hint.startswith("write field: factors to draw it")
    assert scores_of(read(content, "x.json", field="factors")) == (1, 3, 5.5)


def test_lists_that_field_does_not_take() -> None:
    """Of what is not one number for each token the hint says nothing that would not work."""
    node = {"tokens": [{"token": "a"}, {"token": "b"}, {"token": "c"}], "factors": [[[1, 2, 3.5]]]}
    (told,) = read(json.dumps(node).encode(), "x.json").notices
    assert "beside each token" in told.hint
