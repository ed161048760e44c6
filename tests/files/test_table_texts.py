"""Which texts a table has."""

from __future__ import annotations

import pytest

from heatmark.files.records import Record, RecordTable
from heatmark.files.request import Request
from heatmark.files.table_texts import texts_in_table


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
