"""Tokens of another text, over which the rows of scores are."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from data_files import columns_of, read, series_of
from heatmark.core.errors import ParseError
from heatmark.files.array_parts import Chosen
from heatmark.files.second_texts import is_of_side, over_rows, second_text

SOURCE, TARGET = ["▁Thủ", "▁đô", "▁đây"], ["▁the", "▁capital"]
CROSS = np.arange(24, dtype=float).reshape(2, 1, 2, 2, 3) / 24
SQUARE = [[0.8, 0.1, 0.1], [0.1, 0.3, 0.6], [0.1, 0.7, 0.2]]


def _files(**data: Any) -> list[tuple[bytes, str]]:
    """Write the same as JSON and as NPZ."""
    packed = io.BytesIO()
    arrays: dict[str, Any] = {name: np.array(one) for name, one in data.items()}
    np.savez(packed, **arrays)
    plain = {name: np.asarray(one).tolist() for name, one in data.items()}
    return [(json.dumps(plain).encode(), "x.json"), (packed.getvalue(), "x.npz")]


@pytest.mark.parametrize("kind", [0, 1])
def test_rows_of_another_text(kind: int) -> None:
    """Of cross-attention, as transformers gives it, a layer and a head are chosen."""
    content, name = _files(tokens=SOURCE, row_tokens=TARGET, cross=CROSS)[kind]
    found = read(content, name, part="layer=1,head=0")
    assert found.row_tokens == TARGET
    assert [list(one.scores) for one in series_of(found)] == CROSS[1, 0, 0].tolist()
    one = read(content, name, part="layer=1,head=0,dest=0")
    assert (one.row_tokens, series_of(one)[0].scores) == (None, tuple(CROSS[1, 0, 0, 0]))
    mean = read(content, name, part="layer=0,head=mean")
    assert [list(one.scores) for one in series_of(mean)] == CROSS[0, 0].mean(0).tolist()
    with pytest.raises(ParseError, match="2 to choose from: layer"):
        read(content, name)


@pytest.mark.parametrize("kind", [0, 1])
def test_attention_within_one_text_beside_it(kind: int) -> None:
    """Another array of the file, of the tokens to themselves, has these as its rows."""
    own = np.ones((1, 2, 3, 3)) / 3
    content, name = _files(tokens=SOURCE, row_tokens=TARGET, cross=CROSS, encoder_att=own)[kind]
    found = read(content, name, field="encoder_att", part="head=0")
    assert (found.row_tokens, found.square, len(series_of(found))) == (None, True, 3)


@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize("name", ["decoder_tokens", "query_tokens", "target", "rightText"])
def test_rows_that_another_list_may_name(kind: int, name: str) -> None:
    """The rows of a square grid were named by the tokens without a word; the hint works."""
    other = ["▁the", "▁capital", "▁here"]
    content, file = _files(**{"tokens": SOURCE, "cross_attention": SQUARE, name: other})[kind]
    (notice,) = read(content, file, whole=True).notices
    assert (notice.name, notice.about) == ("square-array", "src")
    assert repr(name) in notice.message
    content, file = _files(tokens=SOURCE, cross_attention=SQUARE, row_tokens=other)[kind]
    found = read(content, file)
    assert (found.row_tokens, found.notices) == (other, ())


def test_series_that_another_list_may_name() -> None:
    """So it is with rows that are but counted."""
    data = {"tokens": SOURCE, "similarity": SQUARE[:2], "query": TARGET}
    (notice,) = read(json.dumps(data).encode(), "x.json").notices
    assert "not named by 'query'" in notice.message
    named = {**data, "names": ["a", "b"]}
    assert not read(json.dumps(named).encode(), "x.json").notices


@pytest.mark.parametrize(
    "beside",
    [
        {"lemmas": ["a", "b", "c"]},
        {"target": ["a", "b"]},
        {"target": "a b c"},
        {"source_tokens": SOURCE},
    ],
)
def test_what_is_no_other_text(beside: dict[str, Any]) -> None:
    """Labels, texts of another length, numbers and the tokens themselves name no rows."""
    data = {"tokens": SOURCE, "attention": SQUARE, **beside}
    assert not read(json.dumps(data).encode(), "x.json", whole=True).notices


def test_chosen_rows() -> None:
    """One row needs no name, and those of heads have theirs."""
    lists = [("query", ["x", "y"])]
    rows: list[Any] = [("1", [0.5]), ("2", [0.5])]
    assert second_text(lists, ["a"], Chosen(rows))
    assert not second_text(lists, ["a"], Chosen([("head 0", [1]), ("head 1", [1])]))
    assert not second_text([("query", ["x"])], ["a"], Chosen(rows[:1], square=True))
    assert over_rows(Chosen(rows, square=True), ["x", "y"])
    assert over_rows(Chosen(rows), ["1", "2"])
    assert not over_rows(Chosen(rows), ["x", "y"])
    assert not over_rows(Chosen([]), [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in ("src", "tgt_tokens", "in.docTokens", "hypothesis")),
        *((name, False) for name in ("words", "pos", "targets_of", "tokens", "docs.words")),
    ],
)
def test_names_of_sides(name: str, *, expected: bool) -> None:
    """One of two texts is called by its side."""
    assert is_of_side(name) is expected


def test_rows_in_a_block() -> None:
    """Tokens that the block gives for the rows are those of the array, too."""
    content, name = _files(tokens=SOURCE, cross=CROSS)[0]
    found = read(content, name, part="layer=1,head=0", targets=2, whole=True)
    assert len(series_of(found)) == 2
    assert not columns_of(found).keys() & {"1"}
