"""Which columns of rows with names are drawn."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse
from heatmark.block.kept_columns import kept_columns


@pytest.mark.parametrize(
    ("body", "kept", "told"),
    [
        ("token sentence score\nHà 1 1\nNội 1 2\nđẹp 2 3", ["score"], 1),
        ("token score n\nHà 1 10\nNội 3 20", ["score"], 1),
        ("token i score\nHà 1 10\nNội 2 20", ["score"], 1),
        ("token tmin tmax f0\nHà .1 .2 110\nNội .2 .3 120", ["f0"], 1),
        ("token k score\na 1 .5\nb 2 .7\nc 3 .1\nd 4 .3", ["score"], 1),
        ('token "k" score\na 1 .5\nb 2 .7\nc 3 .1\nd 4 .3', ["k", "score"], 0),
        ('token "sentence" score\nHà 1 1\nNội 1 2\nđẹp 2 3', ["sentence", "score"], 0),
        ("token score p\nHà 1 .1\nNội 3 .2", ["score", "p"], 1),
        ("token gpt2 llama\nHà 1 .1\nNội 2 .2\nđẹp 3 .4", ["gpt2", "llama"], 0),
        ("token i\nHà 1\nNội 2", ["i"], 0),
        ("token i id\nHà 1 3\nNội 2 5", ["i", "id"], 0),
    ],
)
def test_places_are_left_out(body: str, kept: list[str], told: int) -> None:
    """Numbers of rows, texts and places are none; quotes around a name, as hints say, draw it."""
    found = parse({}, body)
    assert [one.name for one in found.series or ()] == kept
    assert [one.name for one in found.notices] == ["unlike-columns"] * told


def test_columns_without_names_are_all_drawn() -> None:
    """Nothing could be said of them that quotes around a name would answer."""
    rows = [["1", "0.5"], ["2", "0.7"], ["3", "0.1"], ["4", "0.2"]]
    assert kept_columns(rows, [*"abcd"], [], [False, False]) == ([0, 1], ())
    kept, (notice,) = kept_columns(rows, [*"abcd"], ["k", "x"], [False, False])
    assert (kept, notice.about) == ([1], "rows")


def test_words_are_left_out_without_a_word() -> None:
    """They cannot be drawn, in quotes or not; numbers under the same name can."""
    names, tokens, meant = ["pos", "surprisal"], ["The", "cat"], [False, False]
    assert kept_columns([["DET", "1"], ["NOUN", "2"]], tokens, names, meant) == ([1], ())
    _, (notice,) = kept_columns([["1", "1.5"], ["2", "2.5"]], tokens, names, meant)
    assert "'pos'" in notice.message
