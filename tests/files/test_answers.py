"""What services answer, in all the ways that their answers may look."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.answers import ANSWERS
from heatmark.files.unscored import refuse_unscored
from heatmark.files.word_lists import FOUND, KIND


def known(value: object, *path: str) -> list[str]:
    """Name the kinds that a value is of."""
    names = tuple((name,) for name in path)
    return [name for kind in (*ANSWERS, *FOUND, KIND) if (name := kind.name_of(value, names))]


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def entry(token: str, logprob: float, rank: int) -> dict[str, object]:
    return {"logprob": logprob, "rank": rank, "decoded_token": token}


@pytest.mark.parametrize(
    ("value", "path", "expected"),
    [
        ([[-1.0, 5, "a"]], "output_token_logprobs", ["sglang"]),
        ([[0, 5, "PER"]], "entities", []),
        ({"chosenCandidates": []}, "logprobsResult", ["gemini"]),
        ([{"text": "a", "logprob": None}], "prefill", ["texts"]),
        ([{"text": "a", "logprobs": {"tokens": ["a"]}}], "choices", []),
        ([{"text": "a", "index": 0, "logprobs": None}], "choices", []),
        ([None, {"5": entry("a", -1, 1)}], "prompt_logprobs", ["vllm"]),
        ([None, {"5": -1.0}], "prompt_logprobs", []),
        ([{"entity": "LOC", "word": "a", "score": 1.0}], "x", ["ner"]),
        ([{"token_str": "a", "token": 5, "score": 1.0}], "x", ["fill-mask"]),
        ([{"label": "a", "score": 1.0}], "x", []),
        ([{"text": "a", "logprob": -1}, {"text": "b"}, {"x": 1}], "x", ["texts"]),
        ([{"text": "a", "logprob": -1}, {"x": 1}], "x", []),
        ([{"text": "a"}, {"text": "b"}, {"text": "c", "logprob": -1}], "x", []),
    ],
)
def test_answers_are_told_by_their_content(value: object, path: str, expected: list[str]) -> None:
    """What a service says of its tokens says whose they are."""
    assert known(value, path) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": 1, "b": None}, ["words"]),
        ({"score": 1, "loss": 2}, ["words"]),
        ({"score": 1, "prob": 2}, []),
        ({"a": 1}, []),
        ({"a": 1, "b": True}, []),
        ({"a": 1, "b": "c"}, []),
    ],
)
def test_a_mapping_of_words(value: object, expected: list[str]) -> None:
    """Only a whole file is one, and names of figures of a whole text are no words."""
    assert known(value) == expected
    assert known(value, "inside") == []


def test_the_first_in_a_row_of_vllm_came() -> None:
    """The token of a prompt is told first, whatever its rank; beyond the top it is no other."""
    row = {"7": entry("c", -9.0, 40), "5": entry("a", -0.1, 1), "6": entry("b", -2.0, 2)}
    draft = read(as_json({"prompt_logprobs": [None, row]}), "a.json")
    assert draft.tokens == ("c",)
    assert draft.alternatives == ((("a", -0.1), ("b", -2.0)),)


def test_sorted_ids_are_refused() -> None:
    """What JavaScript writes has its ids in order, and no one knows which of them came."""
    row = {"5": entry("a", -0.1, 1), "7": entry("c", -9.0, 40), "6": entry("b", -2.0, 2)}
    with pytest.raises(ParseError, match="ids were sorted") as caught:
        read(as_json({"prompt_logprobs": [None, row]}), "a.json")
    assert "prompt_logprobs=0" in caught.value.hint
    rows = [{"5": entry("a", -0.1, 1), "6": entry("b", -2.0, 2)}] * 10
    with pytest.raises(ParseError, match="ids were sorted"):
        read(as_json({"prompt_logprobs": [None, *rows]}), "a.json")
    named = {"prompt_logprobs": [None, *rows], "prompt_token_ids": [1] + [6] * 10}
    assert read(as_json(named), "a.json").tokens == ("b",) * 10
    alone = [{"5": entry("a", -0.1, 40)}] * 20
    assert read(as_json({"prompt_logprobs": [None, *alone]}), "a.json").tokens == ("a",) * 20


def in_order(*keys: str) -> dict[str, object]:
    return {key: entry(key, -1.0, 1) for key in keys}


UP, DOWN = in_order("5", "10"), in_order("10", "5")  # by number, and by letter


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ([UP] * 10, True),
        ([UP] * 9, False),  # it may be chance
        ([DOWN] * 10, True),
        ([UP, DOWN] * 5, False),
        ([in_order("x", "y")] * 10, True),
        ([in_order("y", "x")] * 10, False),
    ],
)
def test_an_order_that_is_no_chance(rows: list[object], *, refused: bool) -> None:
    """Ids that are in order, by number or by letter, at more places than chance puts them so."""
    content = as_json({"prompt_logprobs": [None, *rows]})
    if refused:
        with pytest.raises(ParseError, match="ids were sorted"):
            read(content, "a.json")
    else:
        assert len(read(content, "a.json").tokens or ()) == len(rows)


def test_a_generated_text_has_all_its_tokens() -> None:
    """Only the first token of a prompt has no score; without such a place nothing is left out."""
    value = {"prompt": "x a", "logprobs": [{"5": entry(" a", -1.0, 1)}]}
    draft = read(as_json(value), "a.json")
    assert (draft.tokens, draft.notices) == ((" a",), ())


@pytest.mark.parametrize(
    ("key", "kind"), [("prefill", "list"), ("input_tokens", "list"), ("tokens", "exact")]
)
def test_tokens_of_a_prompt_may_have_lost_their_spaces(key: str, kind: str) -> None:
    """TGI decodes them one by one; those that it generates are whole."""
    items = [{"text": "a", "logprob": -1.0}, {"text": "b", "logprob": -2.0}]
    assert read(as_json({key: items}), "a.json").kind == kind


@pytest.mark.parametrize(
    ("prompt", "tokens", "notices"),
    [
        ("Xin chào", ("Xin", " chào"), []),
        (" chào", (" chào",), []),
        ("khác", (" chào",), ["left-out"]),
        (None, (" chào",), ["left-out"]),
    ],
)
def test_the_first_token_of_a_prompt(
    prompt: str | None, tokens: tuple[str, ...], notices: list[str]
) -> None:
    """It has no score and no name; the prompt may tell it, or that it only marks the beginning."""
    value = {"prompt": prompt, "prompt_logprobs": [None, {"1": entry(" chào", -1.0, 1)}]}
    draft = read(as_json(value), "a.json")
    assert draft.tokens == tokens
    assert [one.name for one in draft.notices] == notices


def test_the_rank_of_the_token_that_came() -> None:
    """It is there to be asked for, and not taken for a score unasked."""
    others = {"7": entry(" hai", -0.2, 1), "8": entry(" ba", -2.0, 2)}
    value = {"prompt": "a", "prompt_logprobs": [None, {"1": entry(" chào", -9.0, 712)} | others]}
    draft = read(as_json(value), "a.json", field="rank")
    assert draft.series is not None
    assert draft.series[0].scores[-1] == 712
    unasked = read(as_json(value), "a.json").series
    assert unasked is not None
    assert unasked[0].scores[-1] == -9.0


@pytest.mark.parametrize(
    "token", [None, "token_id:264"], ids=["no texts", "return_tokens_as_token_ids"]
)
def test_ids_are_no_tokens(token: str | None) -> None:
    """A server without its tokenizer gives numbers alone."""
    row = {"264": {"logprob": -1.0, "rank": 1, "decoded_token": token}}
    with pytest.raises(ParseError, match="without their texts"):
        read(as_json({"prompt_logprobs": [None, row]}), "a.json")


def test_other_numbers_of_a_service() -> None:
    """What else is told of each token can be chosen by its name."""
    items = [{"text": "a", "logprob": -1.0, "entropy": 2.5}]
    assert scores_of(read(as_json(items), "a.json")) == (-1.0,)
    assert scores_of(read(as_json(items), "a.json", field="entropy")) == (2.5,)


def test_ids_of_mlx_are_no_tokens() -> None:
    """Its completions have whole numbers for tokens."""
    logprobs = {"tokens": [5, 6], "token_logprobs": [-1.0, -2.0]}
    value = {"object": "text_completion", "choices": [{"index": 0, "logprobs": logprobs}]}
    with pytest.raises(ParseError, match="without their texts") as caught:
        read(as_json(value), "a.json")
    assert "tokenizer" in caught.value.hint


@pytest.mark.parametrize("tops", [None, [], [None, None], [{"candidates": []}] * 2])
def test_gemini_without_others(tops: object) -> None:
    """What was chosen is there, whatever else could have been."""
    chosen = [{"token": name, "tokenId": 1, "logProbability": -1.0} for name in "ab"]
    value = {"logprobsResult": {"chosenCandidates": chosen, "topCandidates": tops}}
    draft = read(as_json(value), "a.json")
    assert (draft.tokens, draft.alternatives) == (("a", "b"), None)


def test_a_log_of_several_tokens_a_chunk() -> None:
    """The texts of the tokens are found where there is one way only."""
    rows = [{"a": -0.1, "ab": -0.2}, {"b": -0.3, "c": -1.0}]
    value = {"logprobs": [{"text": "ab", "top_logprobs": rows}]}
    draft = read(as_json(value), "a.json")
    assert draft.tokens == ("a", "b")
    assert scores_of(draft) == (-0.1, -0.3)
    rows = [{"a": -0.1, "ab": -0.2}, {"bc": -0.3, "c": -1.0}]
    with pytest.raises(ParseError, match="which 2 tokens"):
        read(as_json({"logprobs": [{"text": "abc", "top_logprobs": rows}]}), "a.json")


def test_a_log_without_the_token_that_came() -> None:
    """A token that is not among the top has no score; if all are so, there is nothing to draw."""
    other: dict[str, Any] = {"text": "a", "top_logprobs": [{"b": -0.1}]}
    value = {"logprobs": [other, {"text": "c", "top_logprobs": [{"c": -0.5}]}]}
    assert scores_of(read(as_json(value), "a.json")) == (None, -0.5)
    with pytest.raises(ParseError, match="none of its tokens has a log-probability"):
        read(as_json({"logprobs": [other]}), "a.json")


def test_words_as_pipelines_find_them() -> None:
    """Words that follow one another leave nothing out; with ignored labels gaps are said."""
    found = [
        {"entity_group": "LOC", "score": 0.9, "word": "Hà Nội", "start": 0, "end": 6},
        {"entity_group": "O", "score": 0.8, "word": "đẹp", "start": 7, "end": 10},
    ]
    draft = read(as_json(found), "a.json")
    assert (draft.tokens, draft.notices) == (("Hà Nội", "đẹp"), ())
    found[1]["start"], found[1]["end"] = 12, 15
    (notice,) = read(as_json(found), "a.json").notices
    assert "ignore_labels=[]" in notice.hint


def test_several_masks_are_several_parts() -> None:
    """Each is a list of its own, in the text with the other masks."""
    one = [{"score": 0.9, "token": 5, "token_str": "a", "sequence": "a [MASK]"}]
    two = [
        {"score": 0.2, "token": 5, "token_str": " b", "sequence": "[MASK] b"},
        {"score": 0.7, "token": 6, "token_str": " c", "sequence": "[MASK] c"},
    ]
    assert read(as_json([one, two]), "a.json", part="2").tokens == ("[MASK] ", "c")
    two[0]["sequence"] = "something else"
    with pytest.raises(ParseError, match="not clear where"):
        read(as_json([one, two]), "a.json", part="2")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ([{"entity": "LOC", "word": "a", "score": 1.0}, {"x": 1}], "word 2 is missing"),
        ({"output_token_logprobs": [[-1, 5, "a"], [-1, 5]]}, "is not [log P, id, text]"),
        (
            [{"token_str": "a", "score": 0.5}, {"token_str": "b", "score": [1]}],
            "word 2 has no text",
        ),
    ],
)
def test_what_is_not_like_the_others(value: object, problem: str) -> None:
    """An error names the place."""
    with pytest.raises(HeatmarkError) as caught:
        read(as_json(value), "a.json")
    assert problem in caught.value.message


EMPTY: dict[str, Any] = {"type": "output_text", "text": "a", "logprobs": []}
ASKED: list[tuple[dict[str, Any], str]] = [
    ({"choices": [{"message": {"content": "a"}, "logprobs": None}]}, '"top_logprobs": 5'),
    ({"object": "response", "output": [{"content": [EMPTY]}]}, "include"),
    ({"candidates": [{"content": {}, "avgLogprobs": -0.1}]}, "responseLogprobs"),
    ({"text": "a", "meta_info": {"id": "s"}}, "return_logprob"),
    ({"model": "m", "response": "a", "done": True}, '"logprobs": true'),
    ({"generated_text": "a"}, '"details": true'),
    ({"content": "a", "stop": True, "model": "m"}, "n_probs"),
    ({"model_id": "m", "results": [{"generated_text": "a"}]}, "return_options"),
    ({"id": "c", "message": {"content": []}, "finish_reason": "COMPLETE"}, '"logprobs": true'),
    ({"type": "message", "content": [{"type": "text"}], "stop_reason": "end_turn"}, "gives none"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "hint"), ASKED)
@pytest.mark.parametrize("within", [False, True], ids=["alone", "in a list"])
def test_what_was_not_asked_for(value: dict[str, Any], hint: str, *, within: bool) -> None:
    """An answer without scores says how that service is asked for them."""
    with pytest.raises(ParseError, match="not asked for") as caught:
        read(as_json([value] if within else value), "a.json")
    assert hint in caught.value.hint


@pytest.mark.parametrize("value", [{}, [], {"a": 1}, {"text": "a"}, [[1]], {"tokens": ["a"]}, 5])
def test_what_is_no_answer(value: object) -> None:
    """Of anything else nothing is said."""
    refuse_unscored(value)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ([{"text": "ab", "logprobs": [-1, None]}, {"text": "c", "logprob": -1}], "are no numbers"),
        ([{"text": "ab", "logprob": -1, "logprobs": [{"a": 1}]}], "are no numbers"),
        ([{"text": "ab", "logprobs": [1e308, 1e308, 1e308]}], "are no numbers"),
        ({"prompt_logprobs": [{"5": entry("a", -1, 1)}] * 2 + [[1]]}, "token 3 has no log-prob"),
        ({"prompt_logprobs": [{"5": entry("a", -1, 1)}] * 2 + [{"5": {}}]}, "token 3 has no log-"),
    ],
)
def test_parts_that_are_of_another_kind(value: object, problem: str) -> None:
    """What is deep in an answer and not of its kind is named, whatever it is."""
    with pytest.raises(HeatmarkError, match=problem):
        read(as_json(value), name="a.json")


def test_lists_that_are_none() -> None:
    """What stands in the place of lists of other tokens is left out."""
    chosen = [{"token": "a", "logProbability": -1}]
    value = {"chosenCandidates": chosen, "topCandidates": [{"candidates": 5}]}
    assert read(as_json(value), name="a.json").tokens == ("a",)
    texts = [{"text": "a", "logprob": -1, "logprobs": 7}, {"text": "b", "logprob": -1}]
    assert read(as_json(texts), name="a.json").tokens == ("a", "b")


def test_a_text_that_could_be_cut_in_many_ways() -> None:
    """Whether there is one way is found without trying all, of which there are very many."""
    rows = [{"a": -1.0, "aa": -2.0}] * 60
    value = [{"text": "a" * 90, "top_logprobs": rows}]
    with pytest.raises(ParseError, match="does not say which 60 tokens"):
        read(as_json(value), name="a.json")
