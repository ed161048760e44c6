"""Numbers that say in which order tokens and series belong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.block.block import parse_body
from heatmark.core.number_order import (
    in_number_order,
    lists_out_of_order,
    rows_out_of_order,
    series_by_letters,
)
from heatmark.core.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from heatmark.block.draft import Draft

WORDS = ["Hà", " Nội", " là", " thủ", " đô", " của", " Việt", " Nam", ".", " Xin", " chào", "!"]
SCORES = [at / 10 for at in range(len(WORDS))]
BY_LETTERS = sorted(range(len(WORDS)), key=str)


@given(st.lists(st.integers(0, 500), unique=True, min_size=1), st.sampled_from(["", "layer_", "L"]))
def test_names_with_numbers_have_the_order_of_these(numbers: list[int], before: str) -> None:
    names = [f"{before}{number}" for number in numbers]
    order = in_number_order(names)
    assert (order or names) == [f"{before}{number}" for number in sorted(numbers)]
    assert (order is None) == (numbers == sorted(numbers))


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["b", "a"],
        ["0.5", "0.25"],  # decimals: 0.25 is the smaller one
        ["0,5", "0,25"],
        ["layer 2", "head 1"],
        ["2", "a1"],
        ["x" * 64 + "2", "x" * 64 + "1"],
    ],
)
def test_other_names_have_no_order_of_numbers(names: list[str]) -> None:
    assert in_number_order(names) is None


def test_long_names_have_an_order_up_to_64_characters() -> None:
    names = ["x" * 63 + "2", "x" * 63 + "1"]
    assert in_number_order(names) == names[::-1]


def test_several_numbers_count_from_the_left() -> None:
    names = ["layer 10 head 0", "layer 2 head 10", "layer 2 head 9"]
    assert in_number_order(names) == [names[2], names[1], names[0]]


@pytest.mark.parametrize(
    ("names", "shown", "order"),
    [
        (
            sorted(f"layer {at}" for at in range(12)),
            "'layer 1', 'layer 10', 'layer 11', 'layer 2'",
            "layer 0, layer 1, layer 2, layer 3, …",
        ),
        (["L10", "L2", "L3"], "'L10', 'L2', 'L3'", "L2, L3, L10"),
        (["L1", "L2", "L20", "L3"], "'L2', 'L20', 'L3'", "L1, L2, L3, L20"),
        (["1", "10", "11", "2", "3"], "'1', '10', '11', '2'", "1, 2, 3, 10, …"),
    ],
)
def test_series_sorted_as_texts_are_told(names: list[str], shown: str, order: str) -> None:
    """From the last that is where it belongs."""
    (notice,) = series_by_letters(names)
    assert notice.name == "out-of-order"
    assert str(notice.message).partition(": ")[2] == shown
    assert str(notice.hint).partition(": ")[2] == order


@pytest.mark.parametrize(
    "names", [["L12", "L2", "L4"][::-1], ["a", "b", "c"], [None, "L10", "L2"], ["L1", "L2", "L10"]]
)
def test_series_in_an_order_of_the_author_are_not(names: list[str | None]) -> None:
    assert not [*series_by_letters(names)]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("position", ["2", "0", "1"]),
        ("Position", [7, 3, 9]),  # words are left out
        ("token_index", [2.0, 1.0]),
        ("STT", ["2", "1", "3"]),
        ("thứ tự", ["3", "2", "1"]),
        ("pos_in_sentence", [4, 2]),
        ("", ["1", "0"]),  # pandas' index
        ("Unnamed: 0", ["1", "0"]),
        ("id", ["0", "1", "10", "2", "3", "4", "5", "6", "7", "8", "9"]),
        ("idx", [2, 1, 3]),
        ("start", ["7", "0", "3"]),
        ("start_char", [7, 0]),
        ("onset", ["1.52", "0.5", "2"]),
        ("bắt đầu", [3, 1]),
        ("sentence_position", [7, 0, 3]),
        ("position", ["9" * 64, "1"]),
    ],
)
def test_tokens_in_another_order_than_their_numbers_are_told(
    name: str, cells: list[object]
) -> None:
    (notice,) = rows_out_of_order({"score": ["1"], name: cells}, ["score"], "src")
    assert notice.name == "out-of-order"
    assert notice.about == "src"
    assert (repr(name) if name else "the column without a name") in str(notice.message)
    assert f"sort the rows by {name or 'it'}, or" in str(notice.hint)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("position", ["0", "1", "2"]),
        ("position", ["0", "1", "0", "1"]),  # of two sentences
        ("position", ["2", "", "1"]),
        ("position", ["0.5", "0.25"]),
        ("position", [True, False]),
        ("position", ["9" * 65, "1"]),
        ("position", []),
        ("id", ["315", "27", "88"]),  # of a vocabulary
        ("id", ["5", "4", "3"]),
        ("start", ["0", "3", "0", "4"]),  # of two sentences
        ("onset", ["0.5", "1.52"]),
        ("onset", ["0,5", "0,2"]),
        ("position", ["1.52", "0.5"]),
        ("xmin", ["7", "0"]),  # of a box: lines begin anew
        ("rank", ["2", "1", "3"]),
        ("n", ["2", "1", "3"]),
        ("score", ["2", "1", "3"]),
    ],
)
def test_other_numbers_are_not(name: str, cells: list[object]) -> None:
    assert not rows_out_of_order({name: cells}, [], "src")


def test_lists_that_are_of_something_else_are_no_order() -> None:
    assert not lists_out_of_order({"position": [2, 1], "index": "21"}, 3)
    assert not lists_out_of_order({"position": [2, 1], "index": "10"}, 2, ["position"])
    assert lists_out_of_order({"scores": [1, 2], "position": [2, 1]}, 2)


def test_a_column_that_is_drawn_is_no_order() -> None:
    assert not rows_out_of_order({"position": [2, 1]}, ["position"], "src")


def test_long_orders_are_cut() -> None:
    (notice,) = rows_out_of_order({"i": [4, 0, 1, 2, 3]}, [], "src")
    assert str(notice.message).endswith(": 4, 0, 1, 2, …")
    assert str(say("{x}", x=notice.hint)).startswith("sort the rows by i")


def _told(made: Heatmap | Draft) -> list[str | None]:
    """Say what is out of order."""
    return [one.about for one in made.notices if one.name == "out-of-order"]


def test_rows_of_a_block() -> None:
    block = "token position score\nlà 2 0.1\nHà 0 0.2\nNội 1 0.3\n"
    assert _told(parse_body(block)) == ["rows"]
    assert not _told(parse_body(block.replace("position", '"position"')))


def _records() -> list[dict[str, object]]:
    return [{"token": word, "score": score} for word, score in zip(WORDS, SCORES, strict=True)]


@pytest.mark.parametrize(
    "value",
    [
        {str(at): one for at, one in enumerate(_records())},
        {f"token_{at}": one for at, one in enumerate(_records())},
        {"token": dict(enumerate(WORDS)), "score": dict(enumerate(SCORES))},
        {"data": {str(at): one for at, one in enumerate(_records())}},
    ],
)
def test_json_with_sorted_keys_keeps_the_order_of_its_numbers(
    value: object, tmp_path: Path
) -> None:
    as_text = json.loads(json.dumps(value))  # whose keys are all texts
    tmp_path.joinpath("a.json").write_text(json.dumps(as_text, sort_keys=True))
    made = Heatmap.read(tmp_path / "a.json")
    assert [*made.tokens] == WORDS
    assert [*made.scores[0]] == SCORES
    assert not _told(made)


def test_json_of_a_frame_that_was_sorted_has_the_order_of_its_index(tmp_path: Path) -> None:
    frame = pd.DataFrame({"token": WORDS, "score": SCORES}).sample(frac=1, random_state=3)
    frame.to_json(tmp_path / "a.json")
    assert [*Heatmap.read(tmp_path / "a.json").tokens] == WORDS


@pytest.mark.parametrize(
    ("names", "drawn"),
    [
        (["2", "1", "3"], ["1", "2", "3"]),
        (["27", "3", "4"], ["27", "3", "4"]),
        (["1", "0"], ["1", "0"]),  # two candidates, by their ids
    ],
)
def test_only_what_counts_from_0_or_1_is_put_in_order(
    names: list[str], drawn: list[str], tmp_path: Path
) -> None:
    scores = {name: [0.1, 0.2] for name in names}
    tmp_path.joinpath("a.json").write_text(json.dumps({"tokens": ["a", "b"], "scores": scores}))
    assert [one.name for one in Heatmap.read(tmp_path / "a.json").series] == drawn


@pytest.mark.parametrize("kind", ["csv", "jsonl", "records", "columns", "npz"])
def test_files_whose_rows_are_in_another_order_are_told(kind: str, tmp_path: Path) -> None:
    words, scores = [WORDS[at] for at in BY_LETTERS], [SCORES[at] for at in BY_LETTERS]
    frame = pd.DataFrame({"id": BY_LETTERS, "token": words, "score": scores})
    path = tmp_path / f"a.{'json' if kind in {'records', 'columns'} else kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "npz":
        np.savez(path, tokens=np.array(words), scores=np.array(scores), position=BY_LETTERS)
    elif kind == "columns":
        path.write_text(json.dumps({"tokens": words, "scores": scores, "index": BY_LETTERS}))
    else:
        frame.to_json(path, orient="records", lines=kind == "jsonl")
    assert _told(Heatmap.read(path)) == ["src"]
