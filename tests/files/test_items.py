"""Lists of tokens with what is said of each: their bytes, numbers and alternatives."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from data_files import columns_of, read
from heatmark import Heatmap
from heatmark.core.errors import ParseError
from heatmark.files.items import (
    are_written,
    as_bytes,
    best_first,
    is_numeric,
    numbers_in,
    spell,
)
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
    assert spell(token, raw, "pybytes") == repr(expected)
    assert spell(token, raw, None) == token


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
        ("scores", [], False),
    ],
)
def test_which_texts_are_numbers(name: str, values: list[object], *, written: bool) -> None:
    """They are called as scores are, or one has a mark of decimals or of per cent."""
    assert are_written(name, values) is written
