"""CSV and TSV: told from other text by their first lines, read by their columns."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.core.errors import HeatmarkError
from heatmark.files.file import File
from heatmark.files.tables import find_table


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("token,score\na,1\n", "x.txt", "csv"),
        ("từ;điểm\na;1,5\n", "x", "csv"),
        ("token\tscore\na b\t1\n", "x", "tsv"),
        ("a,1\nb,2\n", "x", "csv"),
        ("a\t1\nb\t2\n", "x.tsv", "tsv"),
        ("a\t1\nb\t2\n", "x.txt", None),
        ("a 1\nb 2\n", "x.csv", None),
        ("xin chào, bạn\n", "x.txt", None),
        ("", "x.csv", None),
    ],
)
def test_what_stands_between_columns(text: str, name: str, expected: str | None) -> None:
    """A head, equally many columns that end in numbers, or the file's name make it a table."""
    found = find_table(File(text.encode(), name))
    assert (found and found.format) == expected


def test_columns_of_numbers_are_series() -> None:
    """Tokens are in the column called so; quotes keep marks and lines; a column of counts goes."""
    found = read(b'n,token,a,b\n1,"x,\ny",0.5,-\n2," z",2,3e2\n', "x.csv")
    assert found.tokens == ("x,\ny", " z")
    assert columns_of(found) == {"a": (0.5, 2), "b": (None, 300)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("token,a\nx,1,2\n", 2),
        ('token,a\nx,1\n"y,2\n', 3),
        ('token,a\n",1\nx,2\n",3\n', 2),
        ('token,a\n"x,1\ny",2\n', 2),
    ],
)
def test_wrong_tables(text: str, line: int | None) -> None:
    """Too many columns and quotes without an end are errors, with their line.

    A quote without an end may find one further down, and take the lines between into its cell.
    """
    with pytest.raises(HeatmarkError) as caught:
        read(text.encode(), "x.csv")
    assert caught.value.line == line
    assert caught.value.hint


@pytest.mark.parametrize(
    ("cells", "tokens"),
    [
        (['"', "xin", '"'], ('"', "xin", '"')),
        (['"a', 'b"', '"'], ('"a', 'b"', '"')),
        (['"a b"', '""""', '"'], ("a b", '"', '"')),
        (['"a b"', '""""'], ("a b", '"')),
        ([" a", 'b"c"'], (" a", 'b"c"')),
    ],
)
def test_a_lone_quote_in_a_tsv_is_a_token(cells: list[str], tokens: tuple[str, ...]) -> None:
    """Quotes that enclose a cell are taken off; any others stand for themselves."""
    text = "token\tscore\n" + "".join(f"{cell}\t{at}\n" for at, cell in enumerate(cells))
    found = read(text.encode(), "x.tsv")
    assert found.tokens == tokens
    assert columns_of(found) == {None: tuple(range(len(cells)))}
