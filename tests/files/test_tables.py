"""CSV and TSV: told from other text by their first lines, read by their columns."""

from __future__ import annotations

import pytest

from heatmark.core.errors import HeatmarkError
from heatmark.files.data import Request
from heatmark.files.tables import delimiter_of, read_table


@pytest.mark.parametrize(
    ("text", "name", "mark"),
    [
        ("token,score\na,1\n", "x.txt", ","),
        ("từ;điểm\na;1,5\n", "x", ";"),
        ("token\tscore\na b\t1\n", "x", "\t"),
        ("a,1\nb,2\n", "x", ","),
        ("a\t1\nb\t2\n", "x.tsv", "\t"),
        ("a\t1\nb\t2\n", "x.txt", None),
        ("a 1\nb 2\n", "x.csv", None),
        ("xin chào, bạn\n", "x.txt", None),
        ("", "x.csv", None),
    ],
)
def test_what_stands_between_columns(text: str, name: str, mark: str | None) -> None:
    """A head, equally many columns that end in numbers, or the file's name make it a table."""
    assert delimiter_of(text, name) == mark


def test_columns_of_numbers_are_series() -> None:
    """Tokens are in the column called so; quotes keep marks and lines; a column of counts goes."""
    found = read_table('n,token,a,b\n1,"x,\ny",0.5,-\n2," z",2,3e2\n', ",", Request())
    assert list(found.tokens) == ["x,\ny", " z"]
    assert {name: list(column) for name, column in found.columns.items()} == {
        "a": [0.5, 2],
        "b": [None, 300],
    }


@pytest.mark.parametrize(
    ("text", "line"), [("token,a\nx,1,2\n", 2), ('token,a\nx,1\n"y,2\n', 3), ("", None)]
)
def test_wrong_tables(text: str, line: int | None) -> None:
    """Too many columns, quotes without an end and an empty file are errors, with their line."""
    with pytest.raises(HeatmarkError) as caught:
        read_table(text, ",", Request())
    assert caught.value.line == line
