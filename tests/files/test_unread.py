"""What is called like scores and cannot be read is an error, and never tokens without colours."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import ScoreError
from heatmark.files.unread import refuse_partly_read, refuse_unread, surer, unfitting

TOKENS = ["Hà", " Nội"]


def beside(**values: Any) -> bytes:
    return json.dumps({"tokens": TOKENS, **values}).encode()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"scores": {"0": 1, "1": 2}}, "scores.0"),
        ({"scores": {"x": {"0": 1, "1": 2}}}, "scores.x"),
        ({"scores": {"x": [1, 2], "y": "abc"}}, "scores.y"),
        ({"scores": {"x": [1, 2], "y": None}}, "scores.y"),
        ({"scores": "1 2"}, "scores"),
        ({"scores": 7}, "scores"),
        ({"scores": [["Hà", 1], [" Nội", 2]]}, "scores"),
        ({"logprob": ["n/a", "n/a"]}, "logprob"),
        ({"score": "1,2"}, "score"),
        ({"values": [{"x": 1}, {"x": 2}]}, "values"),
        ({"attention": [["x"]]}, "attention"),
    ],
)
def test_what_should_be_scores(values: dict[str, Any], name: str) -> None:
    """A mapping by place or token, texts, pairs: the error names it, and says what to write."""
    with pytest.raises(ScoreError, match=f"'{name}' has no numbers") as caught:
        read(beside(**values), "x.json")
    assert "one number for each token" in caught.value.hint


@pytest.mark.parametrize(
    "values",
    [
        {"score": 0.93},
        {"score": "1 of 2 readers"},
        {"score": " "},
        {"scores": None},
        {"scores": {}},
        {"value": ["noun", None]},
        {"values": []},
        {"logprob": [None, None]},
        {"model": {"layers": 12}},
        {"pattern": ["N+A"]},
        {"attention_mask": [1, 1]},
        {"encoder_attention_mask": [[1, 1]]},
    ],
)
def test_what_is_said_of_the_whole_text(values: dict[str, Any]) -> None:
    """One number for a text, words and what is missing throughout are no scores of tokens."""
    refuse_unread(values, TOKENS)
    refuse_partly_read(values, ())


def test_encodings_have_no_scores() -> None:
    """What tokenizers give beside tokens is no attention, in JSON as in an archive."""
    masks = {"input_ids": [5, 6], "attention_mask": [1, 1], "token_type_ids": [0, 0]}
    assert not read(beside(**masks), "x.json").series
    file = io.BytesIO()
    np.savez(file, tokens=np.array(TOKENS), attention_mask=np.array([True, True]))
    assert not read(file.getvalue(), "x.npz").series


def test_another_field_may_be_asked_for() -> None:
    """Who names the series does not need the others."""
    content = beside(scores={"x": [1, 2], "y": "abc"})
    assert scores_of(read(content, "x.json", field="x")) == (1, 2)


def test_a_mapping_in_a_mapping_was_read() -> None:
    """Series may lie a level deeper; a name that begins alike is another."""
    refuse_partly_read({"scores": {"a": {"b": [1]}}}, ["scores.a.b"])
    with pytest.raises(ScoreError, match=r"'scores\.a' has no numbers"):
        refuse_partly_read({"scores": {"a": 1, "ab": [1]}}, ["scores.ab"])


@pytest.mark.parametrize("score", [["high", "low"], [{"x": 1}, {"y": 2}], [[1, 2], [3, 4]]])
@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_scores_of_single_tokens(score: list[Any], name: str) -> None:
    """Of tokens with a mapping each, in a list or a line each, the same holds."""
    items = [{"token": token, "score": one} for token, one in zip(TOKENS, score, strict=True)]
    lines = "\n".join(map(json.dumps, items))
    with pytest.raises(ScoreError, match="'score' has no numbers"):
        read((json.dumps(items) if name == "x.json" else lines).encode(), name)


@pytest.mark.parametrize("scores", [["high", "low"], ["1.5", "2.5"], 7.0])
def test_arrays(scores: Any) -> None:
    """Texts and single numbers in an archive are none either."""
    file = io.BytesIO()
    np.savez(file, tokens=np.array(TOKENS), attention=np.array(scores))
    with pytest.raises(ScoreError, match="'attention' has no numbers"):
        read(file.getvalue(), "x.npz")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"logprobs": [-1], "entropy": [1, 2]}, "logprobs"),
        ({"logprob": [-1], "entropy": [1, 2]}, "logprob"),
        ({"surprisal": [1, 2, 3], "lengths": [1, 2]}, "surprisal"),
        ({"surprisal": [1], "entropy": [1, 2]}, "surprisal"),
        ({"attributions": [1], "delta": [1, 2]}, "attributions"),
        ({"token_logprobs": [1], "values": [1, 2]}, "token_logprobs"),
        ({"gpt2_logprobs": [-1], "values": [1, 2]}, "gpt2_logprobs"),
        ({"attention": [1], "entropy": [1, 2]}, "attention"),
        ({"probs": [0.5], "entropy": [1, 2]}, "probs"),
        ({"word_surprisals": [0.5], "entropy": [1, 2]}, "word_surprisals"),
        ({"log_likelihoods": [-0.5], "lengths": [1, 2]}, "log_likelihoods"),
        ({"điểm": [1, 2, 3], "dài": [1, 2]}, "điểm"),
        ({"metrics": {"logprob": [-1], "entropy": [1, 2]}}, "logprob"),
    ],
)
def test_scores_that_do_not_fit_are_not_passed_over(values: dict[str, Any], name: str) -> None:
    """Another list is not drawn in their place; `field` takes it all the same."""
    with pytest.raises(ScoreError, match=f"2 tokens but . scores? in '{name}'"):
        read(beside(**values), "x.json")
    lists = values.get("metrics", values)
    other = next(key for key in lists if key != name)
    assert len(scores_of(read(beside(**values), "x.json", field=other))) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"attributions": [1, 2], "probs": [0.1, 0.2, 0.7]},
        {"attributions": [1, 2], "entropy": [1]},
        {"surprisal": [1, 2], "entropy": [1]},
        {"surprisal": [1, 2], "attention": [[1, 2, 3]] * 3},
        {"entropy": [1, 2], "probs": [0.1, 0.2, 0.3, 0.4]},
        {"entropy": [1, 2], "logprobs": []},
        {"attributions": [1, 2], "lengths": [1]},
        {"logprobs": [-1, -2], "prompt_logprobs": [-1]},
    ],
)
def test_what_stands_beside_scores_is_left_to_itself(values: dict[str, Any]) -> None:
    """Numbers of classes, of other tokens or less surely of scores do not spoil those that fit."""
    found = read(beside(**values), "x.json")
    assert scores_of(found) == tuple(next(iter(values.values())))
    assert not found.notices


def test_scores_beside_tokens_with_numbers_of_their_own() -> None:
    """Lists beside mappings of tokens are the scores if these have but other numbers."""
    items = [{"token": token, "length": 1} for token in TOKENS]
    fitting = json.dumps({"tokens": items, "token_logprobs": [-1, -2]}).encode()
    assert scores_of(read(fitting, "x.json")) == (-1, -2)
    short = json.dumps({"tokens": items, "token_logprobs": [-1]}).encode()
    with pytest.raises(ScoreError, match="2 tokens but 1 score in 'token_logprobs'"):
        read(short, "x.json")


def test_names_by_how_surely_they_are_those_of_scores() -> None:
    """The surest come first, and none that is less sure than what there is."""
    assert surer(["entropy", "x", "logprob"], []) == ["logprob", "entropy"]
    assert surer(["entropy", "x", "logprob"], ["surprisal"]) == ["logprob"]
    arrays = {"logprob": np.zeros(3), "x": np.zeros(2)}
    assert unfitting(arrays, ["x"], 2) == ["logprob"]
    assert unfitting(arrays, ["logprob"], 3) == []


@pytest.mark.parametrize(
    "edges",
    [
        {"edges": [["a", "b", 0.5]]},
        {"Links": [["a", "b", 0.5], ["b", "a", 1]]},
        {"edges": [[0, 1, 0.5], [1, 0, 0.2]]},
        {"links": [[0, 1, 0.5], [1, 0, 0.2], [1, 1, 0.1]]},
        {"edges": [[0, 1, {"weight": 0.5}]]},
        {"edges": [{"source": 0, "target": 1, "weight": 0.5}]},
        {"links": [{"from": "a", "to": "b", "weight": 0.5}]},
        {"token_pairs": [{"pair": [0, 1], "score": 0.5}]},
        {"graph": {"edges": [{"query_token": 0, "key_token": 1, "value": 0.5}]}},
        {"edges": {"0-1": 0.5}},
        {"weights": {"Hà": {"Nội": 0.5, "Hà": 0.2}, "Nội": {"Hà": 0.4}}},
        {"weights": [{"Nội": 0.5}, {"Hà": 0.4}]},
    ],
)
def test_pairs_of_tokens_are_no_scores(edges: dict[str, Any]) -> None:
    """They are neither left out in silence nor taken for rows; beside scores they are nothing."""
    with pytest.raises(ScoreError, match="scores of pairs of tokens") as caught:
        read(beside(**edges), "x.json")
    assert "matrix" in caught.value.hint
    assert columns_of(read(beside(**edges, probs=[1, 2]), "x.json")) == {None: (1, 2)}
    matrix = read(beside(attention=[[0.5, 0.5], [0.2, 0.8]]), "x.json", part="dest=all")
    assert len(matrix.series or ()) == 2


@pytest.mark.parametrize(
    "scores",
    [
        {"importance": {"Hà": 0.1, "Nội": 0.2}},
        {"importance": {"0": 0.1, "1": 0.2}},
        {"found": {"weights": {"Hà": 0.1}}},
        {"anything": {"Hà": 0.1, "Nội": None}},
        {"importance": [["a", 0.1], ["b", 0.2]]},
        {"saliency": [{"token": "a", "score": 0.1}, {"token": "b", "score": 0.2}]},
    ],
)
def test_scores_by_token_are_not_left_out(scores: dict[str, Any]) -> None:
    """A token may be there twice: scores are a list; beside those that can be read they are not."""
    with pytest.raises(ScoreError, match="no numbers that could be read") as caught:
        read(beside(**scores), "x.json")
    assert "a list of one number for each token" in caught.value.hint
    assert columns_of(read(beside(**scores, probs=[1, 2]), "x.json")) == {None: (1, 2)}


@pytest.mark.parametrize(
    "others",
    [
        {"vocab": {"Hà": 0, "Nội": 1}},
        {"token_to_id": {"Hà": 0, "Nội": 1}},
        {"model": {"layers": 12, "loss": {"mean": 0.5}}},
        {"loss": {"mean": 0.5}},
        {"entities": [{"from": 0, "to": 1, "score": 0.3}]},
        {"arcs": [{"start": 0, "end": 1, "label": "nsubj"}]},
        {"rank": [1, 2]},
        {"rank": [None, None]},
    ],
)
def test_what_is_no_score_is_left_out(others: dict[str, Any]) -> None:
    """Ids, places and what is of the whole text stand beside tokens without scores."""
    assert not read(beside(**others), "x.json").series


def test_scores_around_a_list_of_tokens_are_not_left_out() -> None:
    """Graphs are written so: nodes, and links between them."""
    nodes = [{"id": 0, "token": "a"}, {"id": 1, "token": "b"}]
    graph = {"nodes": nodes, "links": [{"source": 0, "target": 1, "weight": 0.5}]}
    with pytest.raises(ScoreError, match="scores of pairs of tokens"):
        read(json.dumps(graph).encode(), "x.json")
    with pytest.raises(ScoreError, match="no numbers that could be read"):
        read(json.dumps({"nodes": nodes, "importance": {"a": 0.1}}).encode(), "x.json")


def test_ranks_alone_are_named() -> None:
    """As in a table: `field` draws them."""
    items = [{"token": "a", "rank": 3}, {"token": "b", "rank": 4}]
    for value in (beside(rank=[3, 4]), json.dumps(items).encode()):
        with pytest.raises(ScoreError, match="only what numbers or marks tokens") as caught:
            read(value, "x.json")
        assert "field: rank" in caught.value.hint
        assert columns_of(read(value, "x.json", field="rank")) == {None: (3, 4)}


def test_rows_of_three_scores_are_no_pairs() -> None:
    """Whatever they are but called so."""
    assert len(read(beside(layers=[[0, 1, 0.5], [1, 0, 0.2]]), "x.json").series or ()) == 3
    entities = [["PER", "Hà Nội", 0.9]]
    assert read(beside(entities=entities), "x.json").tokens == tuple(TOKENS)


@pytest.mark.parametrize("depth", [3, 9, 60])
def test_mappings_of_tokens_at_any_depth(depth: int) -> None:
    """Scores that are named by tokens are told, and nothing is looked into without an end."""
    value: object = 0.5
    for _ in range(depth):
        value = {"Hà": value}
    with pytest.raises(ScoreError, match="'weights' has scores of pairs of tokens"):
        read(beside(weights=value), "a.json")
    deep: object = 0.5
    for _ in range(depth):
        deep = [deep]
    assert scores_of(read(beside(scores=[1, 2], weights=deep), "a.json")) == (1, 2)
