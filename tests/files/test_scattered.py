"""Texts whose rows are not together."""

from __future__ import annotations

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.scattered import restarts, scattered

APART = "sentence,token,score\n1,Hà,.1\n1,Nội,.2\n2,đẹp,.1\n1,lắm,.4\n"
LONG = "token,model,score\nHà,a,.31\nHà,b,.22\nNội,a,.33\n"


@pytest.mark.parametrize(
    "text",
    [
        APART,
        LONG,
        "sentence,token,score\n1,Hà,.1\n2,Nội,.2\n1,đẹp,.1\n2,lắm,.4\n",
        "sentence,token,score\n,Hà,.1\n1,Nội,.2\n,đẹp,.1\n",
        (
            '[{"sentence":1,"token":"a","x":1},{"sentence":2,"token":"b","x":2},'
            '{"sentence":1,"token":"c","x":3}]'
        ),
    ],
)
def test_a_number_that_comes_back(text: str) -> None:
    """It numbers texts all the same, and is no score; the hint asks for what can be asked for."""
    with pytest.raises(ParseError, match="several texts") as caught:
        read(text.encode(), "x.json" if text.startswith("[") else "x.csv")
    assert "=," not in caught.value.hint


def test_the_rows_of_one() -> None:
    """They are taken in their order, by the value in the column."""
    assert read(APART.encode(), "x.csv", part="sentence=1").tokens == ("Hà", "Nội", "lắm")
    assert scores_of(read(LONG.encode(), "x.csv", part="model=b")) == (0.22,)
    assert len(read(APART.encode(), "x.csv", rows=(1, 4)).tokens or ()) == 4


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("condition", "101"),
        ("id", "121"),
        ("title", "aba"),
        ("item", "aba"),
        ("sentence", "112"),
        ("sentence", "123"),
        ("sentence", "111"),
    ],
)
def test_columns_that_say_no_such_thing(name: str, cells: str) -> None:
    """Conditions and words may come back, and texts that stand together are known already."""
    assert not scattered([(0, name)], [[cell, "a"] for cell in cells], 1)
    assert scattered([(0, "sentence")], [["1", "a"], ["2", "b"], ["1", "c"]], 1) == [0]


@pytest.mark.parametrize("name", ["model", "layer", "mô hình", "run"])
def test_the_model_that_each_word_is_of(name: str) -> None:
    """It makes texts of words only if one of these has several."""
    apart = [["1", "cat"], ["2", "dog"], ["1", "tree"]]
    assert not scattered([(0, name)], apart, 1)
    assert scattered([(0, name)], [*apart, ["2", "cat"]], 1) == [0]


def test_places_that_begin_again() -> None:
    """Each 1 begins a text."""
    rows = [["1", "a"], ["2", "b"], ["1", "c"]]
    assert restarts(["pos", "token"], rows, 1) == [("1",), ("1",), ("2",)]
    assert restarts(["x", "token"], rows, 1) == []
