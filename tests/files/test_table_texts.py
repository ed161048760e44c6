"""Which texts a table has."""

from __future__ import annotations

import pytest

from heatmark.files.records import Record, RecordTable
from heatmark.files.request import Request
from heatmark.files.table_texts import texts_in_table, titles_in_table


@pytest.mark.parametrize(
    ("names", "rows", "parts"),
    [
        (["token", "x"], ["a 1", "b 2"], [""]),
        (["layer", "token", "x"], ["0 a 1", "0 b 2", "1 a 3", "1 b 4"], ["1", "2"]),
        (["id", "token", "x"], ["0 a 1", "0 b 2", "1 a 3", "1 b 4"], ["0", "1"]),
        (["model", "the", "cat"], ["gpt2 1 2"], [""]),
    ],
)
def test_texts_of_a_table(names: list[str], rows: list[str], parts: list[str]) -> None:
    """Their numbers, or their ids, which go before numbers; one alone has no name."""
    records = [Record(at, row.split()) for at, row in enumerate(rows, start=2)]
    table = RecordTable(names, names, names, records, ",")
    assert texts_in_table(table, Request()) == parts


@pytest.mark.parametrize(
    ("names", "rows", "titles"),
    [
        (["token", "x"], ["a 1", "b 2"], [""]),
        (["layer", "token", "x"], ["0 a 1", "0 b 2", "1 a 3", "1 b 4"], ["layer 0", "layer 1"]),
        (["model", "token", "x"], ["g a 1", "g b 2", "l a 3", "l b 4"], ["g", "l"]),
        (
            ["layer", "head", "token", "x"],
            [
                "4 0 a 1",
                "4 0 b 2",
                "4 1 a 3",
                "4 1 b 4",
                "8 0 a 1",
                "8 0 b 2",
                "8 1 a 3",
                "8 1 b 4",
            ],
            ["layer 4, head 0", "layer 4, head 1", "layer 8, head 0", "layer 8, head 1"],
        ),
        (["id", "token", "x"], ["0 a 1", "0 b 2", "1 a 3", "1 b 4"], ["0", "1"]),
        (["sentence", "token", "x"], ["4 a 1", "4 b 2", "7 c 3", "7 d 4"], ["1", "2"]),
    ],
)
def test_titles_of_texts(names: list[str], rows: list[str], titles: list[str]) -> None:
    """Copies are called by their layers, and texts by their numbers."""
    records = [Record(at, row.split()) for at, row in enumerate(rows, start=2)]
    table = RecordTable(names, names, names, records, ",")
    assert titles_in_table(table, Request()) == titles


def test_points_among_words_are_words() -> None:
    """They are missing numbers among numbers alone."""
    table = RecordTable(
        [], [], [], [Record(1, ["Hà", "x", "."]), Record(2, ["Nội", ".", "5"])], ","
    )
    assert [row.cells for row in table.without_points(0).rows] == [
        ["Hà", "x", "NA"],
        ["Nội", ".", "5"],
    ]
