"""Lists of tokens with what is said of each: their bytes, numbers and alternatives."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from data_files import columns_of, read
from heatmark import Heatmap
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.items import (
    KIND,
    are_written,
    as_bytes,
    best_first,
    is_numeric,
    numbers_in,
    spell,
)
from heatmark.files.source import to_heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("token", "raw", "expected"),
    [
        ("ả", None, "ả".encode()),
        ("�", [225, 186], b"\xe1\xba"),
        (r"\xe1\xba", None, b"\xe1\xba"),
        (r"\xe1", [0xE1], b"\xe1"),
    ],
)
def test_bytes_of_a_token(token: str, raw: object, expected: bytes) -> None:
    """The file's own bytes go before those of the string, which may be escaped."""
    assert as_bytes(token, raw, 1) == expected
    assert spell(token, raw, "pybytes", 1) == repr(expected)
    assert spell(token, raw, None, 1) == token


@pytest.mark.parametrize("raw", [[256], [-1], [1.5], "ab", [True]])
def test_what_are_no_bytes(raw: object) -> None:
    """An error names the token by its place."""
    with pytest.raises(ParseError, match="the bytes of token 7"):
        as_bytes("a", raw, 7)


def test_the_best_alternative_comes_first() -> None:
    """Those without a finite score are left out, also -9999, which servers write for none."""
    pairs = [("a", -2), ("b", -0.5), ("c", None), ("d", -math.inf), ("e", "x"), ("f", True)]
    pairs += [("g", -9999.0), ("h", 10**400)]
    assert best_first(pairs) == (("b", -0.5), ("a", -2.0))


def test_numbers_are_named_by_their_paths() -> None:
    """Lists of numbers are found inside mappings, and nothing else is."""
    node = {"a": [1, None], "in": {"b": [[2.0]], "c": ["x"]}, "d": [True], "e": "f", "g": []}
    assert dict(numbers_in(node)) == {"a": [1, None], "in.b": [[2.0]]}
    assert is_numeric([None, [1]])
    assert not is_numeric([None, ["1"]])


@pytest.mark.parametrize(("lang", "said"), [("en", "not among the top"), ("vi", "không nằm trong")])
def test_what_was_not_in_the_top_is_below(lang: str, said: str, tmp_path: Path) -> None:
    """-9999 stands for a token so unlikely that no number was given: it is marked, and said."""
    items = [{"token": "a", "logprob": -0.5}, {"token": " b", "logprob": -9999.0}]
    items.append({"token": " c", "logprob": -2.0})
    (tmp_path / "a.json").write_text(json.dumps({"content": items}), encoding="utf-8")
    made = Heatmap.read(tmp_path / "a.json", lang=lang)
    shown = made._repr_html_()
    assert f"<td>{said}" in shown
    assert f'data-v="{said}' in shown
    (strip,) = picture(made.content, resolve(dict(made.options))).strips
    assert strip.clipped == {1: -1}
    assert strip.scores[1] == -math.inf


def test_bytes_of_the_printed_form_are_no_bytes(tmp_path: Path) -> None:
    """Some servers give the bytes of what a tokenizer prints: the text is read all the same."""
    tokens = ["Xin", "ĠchÃło", "Ġbáº¡n"]
    items = [{"token": one, "logprob": -1, "bytes": [*one.encode()]} for one in tokens]
    (tmp_path / "a.json").write_text(json.dumps({"content": items}), encoding="utf-8")
    made = Heatmap.read(tmp_path / "a.json")
    assert picture(made.content, resolve(dict(made.options))).cells.text == "Xin chào bạn"


@pytest.mark.parametrize(
    ("value", "scores", "unit"),
    [
        ([{"token": "a", "logprob": "-0,5"}, {"token": "2", "logprob": "-1"}], (-0.5, -1), ""),
        ([{"token": "a", "p": "10%"}, {"token": "2", "p": "5 %"}], (10, 5), "%"),
        ({"tokens": ["1", "2"], "ids": ["7", "8"], "surprisal": ["3,2", "1"]}, (3.2, 1), ""),
        ({"tokens": ["1", "2"], "values": ["3", None]}, (3, None), ""),
        ({"tokens": ["1", "2"], "attn": [0.5, "NaN"]}, (0.5, None), ""),
        ({"tokens": ["1", "2"], "scores": ["−1", "2"]}, (-1, 2), ""),
        ({"tokens": ["1", "2"], "scores": ["10%", "20%"]}, (10, 20), "%"),
    ],
)
def test_numbers_that_are_texts(value: object, scores: tuple[float | None, ...], unit: str) -> None:
    """JSON that writes numbers in quotes is read as it is meant; ids and tokens are no scores."""
    found = read(json.dumps(value).encode(), "x.json")
    assert columns_of(found) == {None: scores}
    assert found.unit == unit


@pytest.mark.parametrize(
    ("name", "values", "written"),
    [
        ("scores", ["1", "2"], True),
        ("x", ["1", "2"], False),
        ("x", ["1", "2.5"], True),
        ("x", ["1", None, "5%"], True),
        ("x", ["-", "nan"], False),
        ("scores", ["1", "a"], False),
        ("ids", ["1.5"], False),
        ("tokens", ["1.5"], False),
        ("scores", [1, "2"], False),
        ("scores", ["1", 2], True),
        ("scores", ["-", "1"], True),
        ("scores", [], False),
    ],
)
def test_which_texts_are_numbers(name: str, values: list[object], *, written: bool) -> None:
    """They are called as scores are, or one has a mark of decimals or of per cent."""
    assert are_written(name, values) is written


def test_how_deep_numbers_are_looked_for() -> None:
    """Three mappings one in the other may stand around them."""
    assert numbers_in({"a": {"b": {"c": [1]}}}) == [("a.b.c", [1])]
    assert numbers_in({"a": {"b": {"c": {"d": [1]}}}}) == []


@pytest.mark.parametrize(
    ("item", "key", "name"),
    [
        ({"token": "a", "logprob": -1}, "x", "openai-chat"),
        ({"token": "a", "logprob": -1, "bytes": [97], "id": 5}, "x", "openai-chat"),
        ({"token": "a", "logprob": -1, "rank": 1, "top_logprobs": []}, "x", "openai-chat"),
        ({"token": "a", "logprob": -1, "rank": 1}, "x", "dump"),
        ({"token": "a", "id": 5}, "x", "dump"),
        ({"token": 5, "logprob": -1}, "x", ""),
        ({"token": "a", "logprob": -1}, "completion_probabilities", "llama.cpp"),
        ({"content": "a", "probs": []}, "completion_probabilities", "llama.cpp"),
        ({"content": "a", "probs": []}, "x", ""),
        ({"content": "a"}, "completion_probabilities", ""),
        ({"content": 5, "probs": []}, "completion_probabilities", ""),
    ],
)
def test_whose_items_they_are(item: object, key: str, name: str) -> None:
    """A service is told by its keys, and the older llama.cpp by where they stand."""
    assert KIND.name_of([item], ((key,),)) == name
    assert KIND.name_of([item], ()) == (name if key == "x" else KIND.name_of([item], (("x",),)))


@pytest.mark.parametrize(
    ("entropies", "kept"),
    [
        ([0, 1.5], (0, 1.5)),
        ([None, 1.5], (None, 1.5)),
        ([1.5, None], (1.5, None)),
        ([None, None], None),
        ([1.5, "x"], None),
        ([1.5, True], None),
        ([-0.5, 1.5], None),
        ([1.5, math.inf], None),
    ],
)
def test_entropies_beside_log_probabilities(
    entropies: list[object], kept: tuple[float | None, ...] | None
) -> None:
    """They are kept if they are such: no less than 0, and not without end."""
    items = [{"token": "a", "logprob": -1, "entropy": one} for one in entropies]
    found = read(json.dumps(items).encode(), "x.json").entropy
    assert (None if found is None else tuple(found)) == kept


def test_an_item_that_is_none() -> None:
    """The error names its place; what it is missing is not made up."""
    others: list[object] = [{"content": "b"}, {"content": 5, "probs": []}, {"probs": []}, 5]
    for wrong in others:
        items = [{"content": "a", "probs": [{"tok_str": "a", "prob": 1}]}, wrong]
        content = json.dumps({"completion_probabilities": items}).encode()
        with pytest.raises(ParseError, match="token 2 is not a mapping with a token"):
            read(content, "x.json")


def beside(scores: list[float], **more: object) -> bytes:
    items = [
        {"token": token, "logprob": -1, "id": at, "rank": at, "entropy": at}
        for at, token in ((5, "a"), (7, "b"))
    ]
    return json.dumps({"content": items, "lens": {"x": scores, **more}}).encode()


def test_the_token_that_only_scores_beside_have() -> None:
    """Where they have one more, and say what is the first, it is put in front of the others."""
    found = read(beside([1, 2, 3], first_is="<s>"), "x.json", field="lens.x")
    assert found.tokens == ("<s>", "a", "b")
    assert columns_of(found) == {None: (1, 2, 3)}
    assert found.special == {0}
    assert found.ids == (None, 5, 7)
    assert tuple(found.ranks or ()) == (None, 5, 7)
    assert tuple(found.entropy or ()) == (None, 5, 7)
    plain = {"content": [{"token": "a", "p": 1}], "lens": {"x": [1, 2], "first_is": "<s>"}}
    found = read(json.dumps(plain).encode(), "x.json", field="lens.x")
    assert (found.tokens, found.ids, found.ranks, found.entropy) == (("<s>", "a"), *[None] * 3)
    for content in (beside([1, 2], first_is="<s>"), beside([1, 2])):
        assert read(content, "x.json", field="lens.x").tokens == ("a", "b")
    for content in (beside([1, 2, 3]), beside([1, 2, 3, 4], first_is="<s>")):
        with pytest.raises(HeatmarkError, match="2 tokens but"):
            read(content, "x.json", field="lens.x")


def test_bytes_that_are_none_are_named_by_their_token() -> None:
    """Those of a token, and those of another that could have come."""
    good, bad = {"token": "a", "logprob": -1, "bytes": [97]}, {"token": "b", "bytes": [256]}
    with pytest.raises(ParseError, match="the bytes of token 2 are not"):
        read(json.dumps([good, {**bad, "logprob": -1}]).encode(), "x.json")
    with pytest.raises(ParseError, match="the bytes of token 2 are not"):
        read(json.dumps([good, {**good, "top_logprobs": [bad]}]).encode(), "x.json")
    with pytest.raises(ParseError, match="an alternative to token 2 has no token"):
        read(json.dumps([good, {**good, "top_logprobs": [5]}]).encode(), "x.json")


def test_names_of_members_have_points() -> None:
    """What R writes of a data frame is not the last word of its name."""
    items = [{"token": "a", "reading.time": 300}, {"token": " b", "reading.time": 400}]
    draft = read(json.dumps(items).encode(), "a.json")
    assert draft.options == {"measure": "reading.time"}
    inner = json.dumps({"tokens": ["a", " b"], "metrics": {"time": [300, 400]}})
    assert read(inner.encode(), "a.json").options == {"measure": "time"}


@pytest.mark.parametrize("orient", ["records", "split", "columns", "index", "table", "list"])
@pytest.mark.parametrize("name", ["token", "word", "từ"])
def test_a_frame_in_any_orient(orient: Any, name: str) -> None:
    """Words of a column have spaces between them, and nothing is said of that."""
    frame = pd.DataFrame({name: ["Hà", "Nội"], "score": [1.0, 2.0]})
    text = json.dumps(frame.to_dict("list")) if orient == "list" else frame.to_json(orient=orient)
    draft = read(text.encode(), "x.json")
    found, notices = to_heatmap(draft, resolve({}))
    assert (found.tokens, [one.name for one in notices]) == (("Hà", " Nội"), [])


def test_a_dump_of_a_program() -> None:
    """Tokens that bring no spaces are told of where they may be pieces."""
    items = [{"token": "un", "score": 1, "top": []}, {"token": "able", "score": 2}]
    assert read(json.dumps(items).encode(), "x.json").kind == "list"
