"""What formats mean: bytes, missing scores, logits, rows, axes, decimal commas."""

from __future__ import annotations

import io
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_files import read, recognise, scores_of, series_of
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.inseq import tensor
from heatmark.files.logits import from_logits
from heatmark.files.open import read_openai


def npz(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def as_json(**values: object) -> bytes:
    return json.dumps(values).encode()


class Tensor:
    """What a tensor of torch is to numpy."""

    def __init__(self, values: object, error: type[Exception] | None = None) -> None:
        self.values, self.error = np.asarray(values), error

    def __array__(self, dtype: object = None, *, copy: object = None) -> object:
        if self.error:
            raise self.error("no")
        return self.values


def test_log_probabilities_from_logits() -> None:
    """Position t predicts token t + 1; the first token has no score; nothing overflows."""
    logits = np.array([[0.0, 1.0, 2.0], [1000.0, 0.0, -1000.0], [5.0, 5.0, 5.0]])
    scores = from_logits(Tensor(logits), [2, 0, 1]).scores
    expected = [math.nan, -math.log(1 + math.e + math.e**2), -1000.0]
    np.testing.assert_allclose(scores, expected)
    np.testing.assert_allclose(
        from_logits(logits[None].astype(np.float16), [[2, 0, 1]]).scores, expected, 1e-2
    )


@given(st.integers(1, 5), st.integers(1, 50), st.integers(0, 99))
def test_logits_agree_with_the_definition(count: int, width: int, seed: int) -> None:
    """For any logits, block by block or not."""
    random = np.random.default_rng(seed)
    logits, ids = random.normal(size=(count, width)) * 10, random.integers(0, width, count)
    whole = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    expected = whole[np.arange(count - 1), ids[1:]]
    np.testing.assert_allclose(from_logits(logits, ids).scores[1:], expected, atol=1e-12)


@pytest.mark.parametrize(
    ("logits", "ids"),
    [
        (np.zeros((2, 3)), [0]),
        (np.zeros(3), [0]),
        (np.zeros((1, 3)), [3]),
        (np.zeros((1, 3)), [-1]),
        (np.zeros((1, 3)), [0.5]),
        (np.array([["a"]]), [0]),
        (Tensor([[1.0]], RuntimeError), [0]),
        (Tensor([[1.0]], TypeError), [0]),
        ([[1.0], [1.0, 2.0]], [0, 0]),
    ],
)
def test_logits_that_do_not_fit(logits: object, ids: object) -> None:
    """Shapes, ids and types are checked."""
    with pytest.raises(ScoreError):
        from_logits(logits, ids)


def test_bytes_are_true_bytes() -> None:
    r"""A file's bytes win over its string; a string that is all \xNN is bytes as well."""
    items = [
        {"token": "\\xe1\\xba", "bytes": None, "logprob": -1},
        {"token": " a", "bytes": [32, 97], "logprob": -9999.0},
        {"token": "<s>", "bytes": [], "logprob": None},
    ]
    data = read(json.dumps(items).encode(), "a.json")
    assert data.tokens == ("b'\\xe1\\xba'", "b' a'", "b'<s>'")
    assert data.scheme == "pybytes"
    assert scores_of(data) == (-1, -9999, None)


def test_openai_answers_as_python_objects() -> None:
    """A notebook hands over what the client gives."""
    item = {"token": "a", "bytes": [97], "logprob": -1.0, "top_logprobs": []}
    data = read_openai({"choices": [{"logprobs": {"content": [item]}}]})
    assert data.tokens == ("b'a'",)
    assert data.options == {"measure": "log P", "unit": "nat"}


def test_llama_cpp_writes_the_lowest_float_for_never() -> None:
    """It means that the probability is 0, whose logarithm is -∞."""
    item = {"id": 1, "token": "a", "bytes": [97], "logprob": -3.4028234663852886e38}
    data = read(as_json(completion_probabilities=[item]), "a.json")
    assert scores_of(data) == (-math.inf,)


def test_rows_are_taken_from_everything() -> None:
    """Tokens, scores, alternatives, special places and the text are cut alike."""
    content = as_json(
        text="abc",
        tokens=["a", "b", "c"],
        values=[1, 2, 3],
        special_tokens_mask=[0, 1, 0],
        top_logprobs=[{"x": -1}, {"y": -2, "z": -1}, {}],
    )
    data = read(content, "a.json", rows=(2, 3))
    assert list(data.tokens or ()) == ["b", "c"]
    assert list(scores_of(data)) == [2, 3]
    assert sorted(data.special) == [0]
    assert data.text == "c"  # the other is special
    assert data.alternatives == ((("z", -1), ("y", -2)), ())


def test_axes() -> None:
    """Columns become series, rows of layers too; neurons and heads are picked, from 0."""
    tokens = ["a", "b", "c"]
    table = np.arange(6.0).reshape(3, 2)
    for content in (
        as_json(tokens=tokens, values=table.tolist(), names=["x", "y"]),
        npz(tokens=np.array(tokens), values=table, names=np.array(["x", "y"])),
        npz(tokens=np.array(tokens), values=np.asfortranarray(table), names=np.array(["x", "y"])),
    ):
        data = read(content, "a")
        assert [(one.name, one.scores) for one in series_of(data)] == [
            ("x", (0, 2, 4)),
            ("y", (1, 3, 5)),
        ]
        assert scores_of(read(content, "a", field="y")) == (1, 3, 5)
    layers = read(npz(tokens=np.array(tokens), values=table.T), "a")
    assert [one.scores for one in series_of(layers)] == [(0, 2, 4), (1, 3, 5)]
    neurons = np.arange(24.0).reshape(3, 2, 4)
    for content in (
        as_json(tokens=tokens, activations=neurons.tolist()),
        npz(tokens=np.array(tokens), activations=neurons),
    ):
        data = read(content, "a", part="layer=1,neuron=2")
        assert scores_of(data) == tuple(neurons[:, 1, 2])
        assert len(series_of(read(content, "a", part="layer=0"))) == 4


def test_attention_with_a_batch_in_each_layer() -> None:
    """What Hugging Face gives, [layers, 1, heads, tokens, tokens], is understood."""
    attention = np.random.default_rng(0).random((2, 1, 3, 4, 4))
    for content in (
        npz(tokens=np.array(list("abcd")), attentions=attention),
        npz(tokens=np.array(list("abcd")), attentions=np.asfortranarray(attention)),
        as_json(tokens=list("abcd"), attentions=attention.tolist()),
    ):
        data = read(content, "a", part="layer=1,head=2,dest=-2")
        assert scores_of(data) == tuple(attention[1, 0, 2, 2])


def test_the_lean_layout_gives_text_where_it_can() -> None:
    """Bytes that are cut between characters are tokens as they stand."""
    text = "Bản đồ".encode()
    content = npz(text=np.frombuffer(text, np.uint8), offsets=np.array([0, 5, len(text)]))
    data = read(content, "a")
    assert (data.tokens, data.scheme, data.series) == (("Bản", " đồ"), None, ())


def test_own_scores_by_name() -> None:
    """Several named rows of scores are all taken; one can be chosen."""
    content = as_json(tokens=["a"], scores={"x": [1], "y": [2]})
    assert [one.name for one in series_of(read(content, "a"))] == ["x", "y"]
    assert scores_of(read(content, "a", field="y")) == (2,)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("a 1\nb 2", "", "body"),
        (", 5\n. 3", "", "body"),
        ("a\t1\nb\t2", "", "body"),
        ("a\t1\nb\t2", "x.tsv", "tsv"),
        ("a,1\nb,2", "", "csv"),
        ("a;1,5\nb;2", "", "csv"),
        ("token\tscore\na\t1", "", "tsv"),
        ("tokens: [a, b]\nscores: [1, 2]", "", "body"),
        ("{tokens: [a], scores: [1]}", "", "body"),
        ('{"tokens": ["a"], "scores": [1]}', "x.csv", "own"),
        ('{"part": {"tokens": ["a"], "scores": [1]}}', "", "own"),
        ('{"text": "a b", "score": "length"}', "", "own"),
        ('{"tokens": ["a"], "scores": [[1, 2]]}', "", "arrays"),
        ('{"tokens": ["a"], "metrics": {"x": [1]}}', "x.jsonl", "jsonl"),
        ("", "", "body"),
    ],
)
def test_recognition(content: str, name: str, expected: str) -> None:
    """What a block could hold is left to the caller; the name decides only between two."""
    assert recognise(content.encode(), name) == expected


def test_tables_without_names() -> None:
    """The first column that holds no numbers has the tokens; lines may be counted before it."""
    data = read(b"1,a,0.5\n2,b,nan\n", "a.csv")
    assert data.tokens == ("a", "b")
    assert [one.scores for one in series_of(data)] == [(0.5, None)]


def test_older_tensors_and_short_floats() -> None:
    """Inseq's older arrays, and safetensors of 16 and 8 bits, are numbers as well."""
    plain = {"__ndarray__": [1.0, 2.0], "dtype": "float32", "shape": [2]}
    assert tensor(plain, "x").tolist() == [1, 2]
    packed = {"__ndarray__": "b64:AACAPwAAAEA=", "dtype": "float32", "shape": [2]}
    assert tensor(packed, "x").tolist() == [1, 2]
    head = b'{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}'
    import base64

    short = base64.b64encode(len(head).to_bytes(8, "little") + head + bytes([56, 184, 126, 127]))
    assert tensor(short.decode(), "x")[:3].tolist() == [1, -1, 448]
    assert math.isnan(tensor(short.decode(), "x")[3])


def test_names_in_plenty_are_not_compared_one_by_one() -> None:
    """A file with thousands of parts is refused at once, with a few of them named."""
    content = as_json(**{f"part{place}": {"tokens": ["a"], "x": [1]} for place in range(20_000)})
    with pytest.raises(ParseError, match="no part 'prat'") as caught:
        read(content, "a", part="prat")
    assert len(caught.value.hint) < 300


@pytest.mark.parametrize(
    ("text", "expected"), [("Bản đồ", "Bản đồ"), ("Bản đồ nhiệt", None), ("bản", None), (7, None)]
)
def test_the_text_of_a_file(text: object, expected: str | None) -> None:
    """It says what a tokenizer lost, if the tokens make it up; it may be of more than them."""
    content = as_json(text=text, str_tokens=["[CLS]", "b", "##an", "do"], x=[0, 1, 2, 3])
    assert read(content, "x").text == expected
