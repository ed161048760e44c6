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


@pytest.mark.parametrize(
    ("text", "scores", "unit"),
    [
        ("sep=;\ntừ;điểm\nHà;0,5\nNội;−1.234,5\n", (0.5, -1234.5), ""),
        ("SEP=,\r\ntoken,prob\r\nHà,10%\r\nNội,7.5 %\r\n", (10, 7.5), "%"),
        ("sep=\t\ntoken\tprob\nHà\t0,5\nNội\t–1\n", (0.5, -1), ""),
        ("sep=|\ntoken|prob\nHà|0,5\nNội|1\n", (0.5, 1), ""),
        ('token,prob\nHà,"0,1"\nNội,"0,25"\n', (0.1, 0.25), ""),
        ('token,prob\nHà,"1,234.5"\nNội,"2,250"\n', (1234.5, 2250), ""),
        ("token;prob\nHà;1,234\nNội;2 250,5\n", (1.234, 2250.5), ""),
        ("token;prob\nHà;10%\nNội;N/A\n", (10, None), "%"),
    ],
)
def test_numbers_of_spreadsheets(text: str, scores: tuple[float, ...], unit: str) -> None:
    """Signs, commas, per cent and the line that names the separator are read as they are meant."""
    found = read(text.encode(), "x.csv")
    assert found.tokens == ("Hà", "Nội")
    assert columns_of(found) == {None: scores}
    assert found.unit == unit


def test_lines_count_from_that_of_the_separator() -> None:
    """An error names the line of the file, as a spreadsheet has saved it."""
    with pytest.raises(HeatmarkError, match="'x' is not a number") as caught:
        read(b"sep=;\ntoken;p\na;1\nb;x\n", "x.csv")
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('token,p\nHà,"1,234"\nNội,"2,250"\n', "may be that of decimals or that of thousands"),
        ("token;a;b\nHà;10%;3\nNội;5%;4\n", "some scores have % behind them, and others not"),
    ],
)
def test_numbers_with_two_readings(text: str, problem: str) -> None:
    """Where a column does not tell what a mark is, or columns have two units, it is an error."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        read(text.encode(), "x.csv")
    assert caught.value.hint


def test_the_field_that_a_hint_names_has_one_unit() -> None:
    """Of columns with two units, one that is chosen is read."""
    text = b"token;a;b\nHa;10%;3\nNoi;5%;4\n"
    assert read(text, "x.csv", field="a").unit == "%"
    assert read(text, "x.csv", field="b").unit == ""
