"""Chunks of answers, and what is no stream."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.streams import END, events, is_bare, joined, may_begin


def chunk(token: str, identity: str | None = "c", index: int = 0) -> dict[str, Any]:
    logprobs = {"content": [{"token": token, "logprob": -1.0, "top_logprobs": []}]}
    choice = {"index": index, "delta": {"content": token}, "logprobs": logprobs}
    return {"id": identity, "object": "chat.completion.chunk", "choices": [choice]}


def tgi(token: str, said: str | None = None) -> dict[str, Any]:
    token_of = {"id": 1, "text": token, "logprob": -1.0, "special": False}
    return {"token": token_of, "generated_text": said, "details": None}


def sglang(text: str, count: int, rows: list[Any]) -> dict[str, Any]:
    about = {"id": "s", "completion_tokens": count, "output_token_logprobs": rows}
    return {"text": text, "meta_info": about}


def said(value: Any) -> list[str]:
    """Give the text of each answer that was joined of chunks of OpenAI."""
    answers = value if isinstance(value, list) else [value]
    return ["".join(one["choices"][0]["message"]["content"]) for one in answers]


def test_chunks_are_sorted_by_their_answers() -> None:
    """Two streams in one file are two answers, also if their chunks come in turns."""
    chunks = [chunk("a"), chunk("x", "d"), chunk("b"), chunk("y", "d"), END]
    assert said(joined(chunks)) == ["ab", "xy"]


def test_an_answer_without_a_name_ends_with_its_reason() -> None:
    """Where chunks have no id, the reason to finish says where the next answer begins."""
    last = chunk("b", None)
    last["choices"][0]["finish_reason"] = "stop"
    assert said(joined([chunk("a", None), last, chunk("c", None), chunk("d", None)])) == [
        "ab",
        "cd",
    ]


def test_what_stands_beside_an_answer() -> None:
    """Figures of use, filters and signs of life are no part of it."""
    azure = {"id": "", "choices": [], "prompt_filter_results": [{"prompt_index": 0}]}
    chunks = [azure, {"type": "ping"}, chunk("a"), chunk("b"), {"choices": [], "usage": {"n": 1}}]
    assert said(joined(chunks)) == ["ab"]
    assert may_begin(azure)


def test_a_stream_that_broke_off_is_no_answer() -> None:
    """An error in the midst is said, in the words of the service."""
    with pytest.raises(ParseError, match="answered with an error: overloaded"):
        joined([chunk("a"), chunk("b"), {"error": {"message": "overloaded"}}])


@pytest.mark.parametrize(
    "values",
    [
        [],
        [1, 2],
        [{"token": "a", "logprob": -1}],
        [{"id": "a", "object": "text_completion", "choices": [{"text": "a"}]}] * 0
        + [{"id": name, "object": "text_completion", "choices": [{"text": "a"}]} for name in "ab"],
        [{"text": name, "meta_info": {"id": name}} for name in "ab"],
        [{"candidates": [{"finishReason": "STOP"}], "responseId": name} for name in "ab"],
        [chunk("a"), {"tokens": ["a"], "scores": [1]}],
        [chunk("a"), "b"],
    ],
)
def test_what_is_no_stream(values: list[object]) -> None:
    """Answers that are whole, each by itself, are not joined, nor is anything else."""
    assert joined(values) is None


def test_two_answers_of_tgi_are_two() -> None:
    """The text of the whole stands beside the last token of each."""
    chunks = [tgi("a"), tgi("b", "ab"), tgi("c"), tgi("d", "cd")]
    content = "\n".join(map(json.dumps, chunks)).encode()
    assert read(content, "a.jsonl", part="2").tokens == ("c", "d")
    with pytest.raises(ParseError, match="several texts"):
        read(content, "a.jsonl")


def test_a_stream_of_one_token() -> None:
    """One chunk is a stream as well."""
    assert read(f"data:{json.dumps(tgi('a', 'a'))}\n\n".encode(), "a.txt").tokens == ("a",)
    content = f"data: {json.dumps(chunk('a'))}\n\ndata: [DONE]\n".encode()
    assert read(content, "a.txt").tokens == ("a",)


def test_sglang_repeats_or_does_not() -> None:
    """By the count of tokens it is told whether a chunk has all of them or the new ones."""
    rows = [[-0.5, 1, "a"], [-0.5, 1, "a"]]
    repeats = [sglang("a" * count, count, rows[:count]) for count in (1, 2)]
    new = [sglang("a", count, rows[:1]) for count in (1, 2)]
    for chunks in (repeats, new):
        draft = read(json.dumps(chunks).encode(), "a.json")
        assert draft.tokens == ("a", "a")
        assert scores_of(draft) == (-0.5, -0.5)


def test_events_are_read_as_they_came() -> None:
    """Names, comments and carriage returns stand between; blank lines may have been lost."""
    text = ': hello\r\n\r\nevent: a\r\nid: 1\r\ndata: {"x":\r\ndata: 1}\r\n\r\ndata: {"y": 2}\n'
    assert [data for _, data in events(text) or ()] == ['{"x":\n 1}', '{"y": 2}']
    assert events('data: {"a": 1}\ndata: {"b": 2}\ndata: [DONE]\n') == [
        (0, '{"a": 1}'),
        (1, '{"b": 2}'),
        (2, "[DONE]"),
    ]


@pytest.mark.parametrize("text", ["data 5\nb 6", "data: 5\nb: 6", "id: 3\ndata: 4\n", "a 1", ": 5"])
def test_what_are_no_events(text: str) -> None:
    """Rows and mappings whose first word is `data` are what they were."""
    assert events(text) is None


def test_names_that_are_no_names() -> None:
    """Lists and numbers in the places of names and lists make no stream, or the same one."""
    one = chunk("a")
    assert joined([{**one, "id": ["c"]}, {**one, "id": ["c"]}]) is not None
    assert joined([{"type": ["content-delta"]}, {"type": {}}]) is None
    assert joined([{"type": "response.x", "response": {}}, {"type": "response.x"}]) is not None
    whole = sglang("a", 1, [[-1, 1, "a"]])
    whole["meta_info"]["completion_tokens"] = [1]
    assert joined([whole, whole]) is not None


def test_chunks_of_watsonx_are_one_answer() -> None:
    """Texts and tokens are put one behind the other; the last chunk says that it is the last."""

    def part(token: str, reason: str) -> dict[str, Any]:
        tokens = [{"text": token, "logprob": -1.0}]
        about = {"generated_text": token, "generated_tokens": tokens, "stop_reason": reason}
        return {"model_id": "m", "results": [about]}

    found = joined([part("a", "not_finished"), part("b", "eos_token")])
    assert isinstance(found, dict)
    (only,) = found["results"]
    assert only["generated_text"] == "ab"
    assert [token["text"] for token in only["generated_tokens"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "begins", "bare"),
    [
        (chunk("a"), True, False),
        (tgi("a"), True, True),
        ({"type": "ping"}, True, False),
        ({"type": "content-delta"}, True, True),
        ({"x": 1}, False, False),
        ({}, False, False),
        (5, False, False),
        ("data", False, False),
        ([chunk("a")], False, False),
    ],
)
def test_the_first_of_a_stream(value: object, *, begins: bool, bare: bool) -> None:
    """A chunk or what stands beside one; some are nothing that could be read alone."""
    assert may_begin(value) is begins
    assert is_bare(value) is bare


@pytest.mark.parametrize(
    "values",
    [
        [chunk("a"), {"tokens": ["a"]}, chunk("b")],
        [chunk("a"), {}, chunk("b")],
        [chunk("a"), 5, chunk("b")],
        [{"choices": 5, "id": "x"}] * 2,
        [{"choices": [5], "id": "x"}] * 2,
        [{"choices": [{"text": "a"}], "id": "x"}] * 2,
        [{"responseId": "x", "y": 1}] * 2,
        [{"candidates": [{"content": {}}], "y": 1}] * 2,
        [{"content": "a", "y": 1}] * 2,
        [{"stop": False, "y": 1}] * 2,
        [{"done": False, "y": 1}] * 2,
        [{"response": "a", "done": 1}] * 2,
        [{"token": {"id": 5}}] * 2,
        [{"results": [5]}] * 2,
        [{"results": []}] * 2,
    ],
)
def test_what_only_looks_like_chunks(values: list[object]) -> None:
    """Without all that makes a chunk it is something else, and so is what has others between."""
    assert joined(values) is None


def test_how_many_chunks_tell_a_stream() -> None:
    """It begins within the first three, behind however many signs of life."""
    ping, other = {"type": "ping"}, {"x": 1}
    for count in (0, 2, 3, 50):
        assert said(joined([ping] * count + [chunk("a"), chunk("b")])) == ["ab"]
    assert joined([other, other, other, chunk("a"), chunk("b")]) is None
    assert joined([ping] * 4) is None


def test_signs_of_life_before_a_stream() -> None:
    """Events with nothing in them, comments, and pings, of which there may be many."""
    data = [f"data: {json.dumps(chunk(token))}\n\n" for token in "ab"]
    for alive in ("data:\n\n", ": PROCESSING\n\n", 'event: ping\ndata: {"type": "ping"}\n\n'):
        found = read("".join([alive * 5, *data, "data: [DONE]\n\n"]).encode(), "a.txt")
        assert found.tokens == ("a", "b")
    lines = "\n".join(json.dumps(one) for one in [{"type": "ping"}] * 5 + [chunk(t) for t in "ab"])
    assert read(lines.encode(), "a.jsonl").tokens == ("a", "b")


def test_a_long_error_is_cut() -> None:
    """Two hundred characters of it are said."""
    with pytest.raises(ParseError) as caught:
        joined([chunk("a"), chunk("b"), {"error": {"message": "x" * 999}}])
    assert caught.value.message.count("x") == 198


@pytest.mark.parametrize("text", ['data: {"a": 1}\nb: 6\n', 'data: {"a": 1}\ndata\n'])
def test_lines_that_are_of_no_event(text: str) -> None:
    """One such line makes it something else."""
    assert events(text) is None


def test_lines_of_events_are_counted() -> None:
    """How many stand before the data of each, with blank lines and names between."""
    text = 'event: a\ndata: {"a":\ndata: 1}\n\n\n: x\nid: 3\ndata: {"b": 2}\n\ndata: [1]\n'
    assert events(text) == [(1, '{"a":\n 1}'), (7, '{"b": 2}'), (9, "[1]")]


def test_chunks_without_a_name_of_their_kind() -> None:
    """A delta in a choice is enough to know them."""
    bare = [{**chunk(token), "object": ""} for token in "ab"]
    assert said(joined(bare)) == ["ab"]


def test_others_that_came_with_some_chunks_only() -> None:
    """Of completions the lists stay as long as the tokens."""
    parts = []
    for token, tops in (("a", None), ("b", [{"c": -1.0}]), ("d", [])):
        logprobs = {"tokens": [token], "token_logprobs": [-0.5], "top_logprobs": tops}
        parts.append({"id": "x", "object": "text_completion",
                      "choices": [{"index": 0, "text": token, "logprobs": logprobs}]})  # fmt: skip
    found: Any = joined(parts)
    assert found["choices"][0]["text"] == "abd"
    assert found["choices"][0]["logprobs"] == {
        "tokens": ["a", "b", "d"],
        "token_logprobs": [-0.5] * 3,
        "top_logprobs": [None, {"c": -1.0}, None],
    }


def test_ollama_and_llama_cpp() -> None:
    """The texts are put together, and the answer is as one that was not streamed."""
    scored = {"token": "a", "logprob": -1.0}
    for first, last in (
        ({"response": "a"}, {"response": "b"}),
        ({"message": {"content": "a"}}, {"message": {"content": "b"}}),
    ):
        chunks = [{**first, "model": "m", "done": False, "logprobs": [scored]},
                  {**last, "model": "m", "done": True, "logprobs": [scored]}]  # fmt: skip
        assert joined(chunks) == {
            "model": "m",
            "response": "ab",
            "done": True,
            "logprobs": [scored, scored],
        }
    parts = [
        {"content": text, "stop": text == "b", "completion_probabilities": [scored]}
        for text in "ab"
    ]
    whole = {"content": "ab", "stop": True, "completion_probabilities": [scored, scored]}
    assert joined(parts) == whole
    assert joined([*parts, *parts]) == [whole, whole]


def test_new_tokens_of_sglang() -> None:
    """What is said of the prompt stands in the first chunk, of the whole in the last."""
    rows: list[list[Any]] = [[-0.5, 1, "a"], [-0.25, 2, "b"], [-0.125, 3, "c"]]
    chunks = [sglang(row[2], at, [row]) for at, row in enumerate(rows, start=1)]
    first, second, last = (chunk["meta_info"] for chunk in chunks)
    first |= {"input_token_logprobs": [[-1.0, 3, "p"]], "input_top_logprobs": [], "e2e": 1}
    second |= {"input_token_logprobs": [], "e2e": 2}
    last |= {"input_token_logprobs": None, "output_top_logprobs": [None], "e2e": 3}
    assert joined(chunks) == {
        "text": "abc",
        "meta_info": {
            "id": "s",
            "completion_tokens": 3,
            "e2e": 3,
            "output_token_logprobs": rows,
            "output_top_logprobs": [None],
            "input_token_logprobs": [[-1.0, 3, "p"]],
            "input_top_logprobs": [],
        },
    }


def test_several_choices_of_one_answer() -> None:
    """One may end before the others begin: they have the same name."""
    chunks = [chunk("a"), chunk("b", index=1)]
    for one in chunks:
        one["choices"][0]["finish_reason"] = "stop"
    found: Any = joined(chunks)
    assert [one["message"]["content"] for one in found["choices"]] == ["a", "b"]


def test_two_responses_are_two() -> None:
    """The event that repeats the whole of one is its last."""

    def delta(text: str) -> dict[str, Any]:
        return {"type": "response.output_text.delta", "delta": text, "logprobs": [{"token": text}]}

    done = {"type": "response.completed", "response": {"object": "response"}}
    found: Any = joined([delta("a"), delta("b"), done, delta("c"), done])
    texts = [[part["text"] for part in one["output"][0]["content"]] for one in found]
    assert texts == [["ab"], ["c"]]


@pytest.mark.parametrize("key", ["responseId", "response_id"])
def test_answers_of_gemini_that_come_in_turns(key: str) -> None:
    """They are told apart by their names, however these are spelled."""

    def part(text: str, name: str) -> dict[str, Any]:
        return {"candidates": [{"content": {"parts": [{"text": text}]}}], key: name}

    found: Any = joined([part("a", "x"), part("c", "y"), part("b", "x"), part("d", "y")])
    texts = [one["candidates"][0]["content"]["parts"] for one in found]
    assert texts == [[{"text": "ab"}], [{"text": "cd"}]]
