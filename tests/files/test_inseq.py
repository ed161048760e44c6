"""inseq's attributions as a grid: generated tokens over those that they were attributed to."""

from __future__ import annotations

import json

import pytest

from data_files import read
from heatmark.files.file import File
from heatmark.files.inseq import find_inseq

NAN = float("nan")


def saved(**sequence: object) -> bytes:
    words = {"source": ["▁The", "▁cat"], "target": ["<pad>", "▁Le", "▁chat"]}
    tokens = {
        side: [{"id": at, "token": word} for at, word in enumerate(said)]
        for side, said in words.items()
    }
    return json.dumps({"sequence_attributions": [{**tokens, **sequence}]}).encode()


SOURCE = saved(source_attributions=[[0.9, 0.2], [0.1, 0.8]], attr_pos_start=1)
TARGET = saved(
    target_attributions=[[0.5, 0.3], [None, 0.7], [None, None]],
    step_scores={"probability": [0.4, 0.6]},
    attr_pos_start=1,
)


@pytest.mark.parametrize(
    ("content", "tokens", "rows"),
    [
        (SOURCE, ("▁The", "▁cat"), [(0.9, 0.1), (0.2, 0.8)]),
        (TARGET, ("<pad>", "▁Le", "▁chat"), [(0.5, None, None), (0.3, 0.7, None)]),
    ],
)
def test_a_grid_has_a_row_for_each_generated_token(
    content: bytes, tokens: tuple[str, ...], rows: list[tuple[float | None, ...]]
) -> None:
    """The rows are called by the generated tokens, and nothing is left to be guessed."""
    found = read(content, "x.json", whole=True)
    assert found.tokens == tokens
    assert found.row_tokens == ["▁Le", "▁chat"]
    assert [one.scores for one in found.series or ()] == rows
    assert [one.name for one in found.series or ()] == [None, None]
    assert not found.notices


@pytest.mark.parametrize("value", [{}, [], {"sequence_attributions": 1}, {"tokens": ["a"]}])
def test_what_has_no_sequences_is_another_kind(value: object) -> None:
    """Other files of JSON are left to those who know them."""
    assert find_inseq(File(json.dumps(value).encode(), "x.json")) is None


def test_one_target_is_a_row_of_its_own() -> None:
    """A token that is named, and a text, have one column of it."""
    assert read(SOURCE, "x.json", part="target=1", whole=True).row_tokens is None
    assert read(SOURCE, "x.json").row_tokens is None


def test_rows_that_are_the_tokens_are_a_square() -> None:
    """Where all tokens were generated they look at themselves, and can be picked."""
    square = saved(target_attributions=[[1, 2, 3], [None, 4, 5], [None, None, 6]])
    found = read(square, "x.json", whole=True)
    assert found.square
    assert found.row_tokens is None
