"""Answers as clients hand them over, with the types of OpenAI's own client."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from openai.types import Completion
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response

from data_files import series_of
from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError
from heatmark.files.clients import is_answer, plain_answer
from heatmark.files.open import read_openai
from paths import TESTS

SHAPES = TESTS / "files" / "data" / "shapes"
SCORES = [-0.1, -0.5, -1.2]


def sample(name: str) -> Any:
    return json.loads((SHAPES / name).read_text("utf-8"))


def chat(name: str = "chat.json") -> ChatCompletion:
    return ChatCompletion.model_validate({"created": 0, "model": "m", **sample(name)})


def test_an_answer_or_any_part_of_it() -> None:
    """The whole, a choice, its log-probabilities and their list are one heatmap."""
    answer = chat()
    choice = answer.choices[0]
    assert choice.logprobs is not None
    made = {
        made
        for part in (answer, choice, choice.logprobs, choice.logprobs.content)
        for made in (Heatmap.from_openai(part), Heatmap(part))
    }
    (one,) = made
    assert one.scores[0].tolist() == SCORES
    assert one.alternatives is not None
    assert dict(one.options)["measure"] == "log P"


def test_options_stand_beside_an_answer() -> None:
    """They are those of a block."""
    made = Heatmap(chat(), title="Lời chào")
    assert dict(made.options)["title"] == "Lời chào"


def test_one_of_several_choices() -> None:
    """With n = 2 the error says how to name one, and each name that it gives works."""
    answer = chat("chat_n.json")
    for make in (Heatmap, Heatmap.from_openai):
        with pytest.raises(HeatmarkError, match="several texts") as caught:
            make(answer)
        assert caught.value.hint.endswith("argument part: choices.1, choices.2")
    assert len(Heatmap.from_openai(answer, part=1)) == 3
    assert len(Heatmap.from_openai(answer, part="choices.2")) == 1
    assert len(Heatmap(answer, part=2)) == 1


def test_what_was_not_asked_for() -> None:
    """An answer without log-probabilities says how to ask for them."""
    with pytest.raises(HeatmarkError, match="not asked for") as caught:
        Heatmap.from_openai(chat("no_logprobs.json"))
    assert '"logprobs": true' in caught.value.hint


def test_completions_and_responses() -> None:
    """The other kinds of answers are read as well."""
    old = Completion.construct(**sample("completion.json"))  # as the client does: null is no float
    assert Heatmap.from_openai(old).scores[0, 1:].tolist() == SCORES[1:]
    new = Response.construct(**sample("responses.json"))
    assert Heatmap.from_openai(new).scores[0].tolist() == SCORES


def test_chunks_of_a_stream() -> None:
    """A list of chunks is the answer that they make up."""
    chunks = [
        ChatCompletionChunk.model_validate({"created": 0, "model": "m", **one})
        for one in sample("chat_stream.json")
    ]
    assert Heatmap.from_openai(chunks) == Heatmap(chunks) == Heatmap.from_openai(chat())


@dataclass
class Logprob:
    """As vLLM has it."""

    logprob: float
    rank: int
    decoded_token: str


@dataclass
class Output:
    """As vLLM has it, of Python's own objects."""

    prompt: str
    prompt_token_ids: list[int]
    prompt_logprobs: list[dict[int, Logprob] | None]
    outputs: list[object] = field(default_factory=list)


class Plain:
    """An object with attributes and no more."""

    def __init__(self, **attributes: object) -> None:
        self.__dict__.update(attributes, _hidden=1)


def test_objects_of_python() -> None:
    """Dataclasses, and objects with attributes, are what their JSON would be."""
    row = {5: Logprob(-1.0, 1, " chào")}
    output = Output("Xin chào", [4, 5], [None, row])
    made = Heatmap(output)
    assert made.tokens == ("Xin", " chào")
    assert plain_answer(Plain(logprobs=[Plain(token="a", logprob=-1)])) == {
        "logprobs": [{"token": "a", "logprob": -1}]
    }


def test_an_object_that_holds_itself() -> None:
    """It is not looked into without end."""
    one = Plain(content=[])
    one.__dict__["content"] = one
    with pytest.raises(HeatmarkError):
        Heatmap(one)


@pytest.mark.parametrize(
    "value",
    [["a", "b"], (), "ab", {"choices": []}, np.zeros(2), [b"a"], Plain(tokens=["a"]), Plain],
)
def test_what_is_no_answer(value: object) -> None:
    """Tokens, arrays and mappings are what they were."""
    assert not is_answer(value)


def test_read_by_part() -> None:
    """The reader takes plain values, and the name of a part."""
    assert len(series_of(read_openai(sample("chat_n.json"), "2"))[0].scores) == 1


def as_object(value: object) -> object:
    return Plain(a=value)


def as_list(value: object) -> object:
    return [value]


def as_mapping(value: object) -> object:
    return {"a": value}


@pytest.mark.parametrize("around", [as_object, as_list, as_mapping])
def test_how_deep_objects_are_looked_into(around: Any) -> None:
    """As deep as is asked for, and by default 12 levels below the first; what is deeper stays."""
    inner = object()
    for times, asked, whole in ((3, [2], True), (3, [3], False), (13, [], True), (12, [], False)):
        value: Any = inner
        for _ in range(times):
            value = around(value)
        found: Any = plain_answer(value, *asked)
        for _ in range(times):
            found = found[0] if isinstance(found, list) else found["a"]
        assert (found is inner) is whole


@dataclass(slots=True)
class Slotted:
    """A dataclass whose fields are no attributes of a mapping."""

    token: str
    logprob: float


def test_a_dataclass_with_slots() -> None:
    """It is what its fields are."""
    assert plain_answer(Slotted("a", -1.0)) == {"token": "a", "logprob": -1.0}


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        (Plain(token="a", logprob=-1.0), True),
        ([Plain(token="a", logprob=-1.0)], True),
        (Plain(token="a"), False),
        (Plain(logprob=-1.0), False),
        (Plain(token=5, logprob=-1.0), False),
        (Plain(content=[], __array__=None), False),
        (type("Box", (dict,), {"content": []})(), False),
    ],
)
def test_what_is_an_answer(value: object, *, answer: bool) -> None:
    """A token with its log-probability is one; what is an array or a mapping besides is none."""
    assert is_answer(value) is answer
