"""CSV and TSV: told from other text by their first lines, read by their columns."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.core.errors import HeatmarkError
from heatmark.files.file import File
from heatmark.files.request import Limits
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
        ("token|score\na,b|1\n", "x.txt", "csv"),
        ("a|1\n;|2\n", "x", "csv"),
        ("k|l\na|b\n", "x.csv", "csv"),
        ("a|b 1\nc 2\n", "x.csv", None),
        ("|,1\n|,2\n", "x.csv", "csv"),
        ("| token | score |\n|---|---|\n| a | 1 |\n", "x.csv", None),
        ("|a|1\n|b|2\n", "x", None),
        ("token | score\na | 1\n", "x.csv", None),
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


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # Names that say it, over lines of different widths, or without numbers.
        ("k,l\na,b,1\nc,2\n", "x.csv", "csv"),
        ("k,l\na,b,1\nc,2\n", "x", None),
        ("k,l\na,b,1\n", "x.csv", "csv"),
        ("k,l\na,b,c\nd,2\n", "x.csv", "csv"),
        ("k,l\na,b\n", "x.csv", "csv"),
        ("k,l\na,b\n", "x", None),
        ("k,l\n", "x.csv", "csv"),
        ("k,l\na\n", "x.csv", None),
        ("k\tl\n", "x.tsv", "tsv"),
        ("k\tl\na\n", "x.tab", "tsv"),
        ("k\tl\na\tb\n", "x", None),
        # A number at the end of each line, behind something.
        (" ,1\nb,2\n", "x", None),
        ("a,1\n ,2\n", "x", None),
        ("a,1\n", "x", "csv"),
        ("a,b\n", "x", None),
        ('a,"1"\n', "x", "csv"),
        ("a,1\nb\n", "x", None),
    ],
)
def test_lines_that_could_be_rows(text: str, name: str, expected: str | None) -> None:
    """What is between columns is told by the lines where it can be, else by the file's name."""
    found = find_table(File(text.encode(), name))
    assert (found and found.format) == expected


def test_how_many_lines_tell_it() -> None:
    """The first fifty; what comes behind them is read, and refused if it does not fit."""
    for count, known in ((49, False), (50, True)):
        text = "a,1\n" * count + "b\n"
        assert (find_table(File(text.encode(), "x")) is not None) is known


@pytest.mark.parametrize("said", ["", "sep=,\n", "sep=,\r\n"])
def test_columns_at_the_limit(said: str) -> None:
    """As many columns as are allowed are read, wherever the lines end."""
    for text in (
        ",x,y\na,1,2\n",
        "token,x,y\na,1,2\n",
        "token,x,y\r\na,1,2\r\n",
        "token,x,y\na,1,2",
    ):
        content = f"{said}{text}".encode()
        assert read(content, "x.csv", limits=Limits(max_columns=3)).tokens == ("a",)
        with pytest.raises(HeatmarkError, match="there are 3 columns") as caught:
            read(content, "x.csv", limits=Limits(max_columns=2))
        assert caught.value.line == 1
    with pytest.raises(HeatmarkError, match="there are 3 columns"):
        read(f"{said}token,x,y".encode(), "x.csv", limits=Limits(max_columns=2))


def wide(length: int, before: str = "") -> bytes:
    """Write a table with a line of some length, its end counted, in cells that csv can read."""
    notes = [f"n{at}" for at in range(9)]
    rest = length - len("a,1\n") - len(notes)
    cells = [rest // 9 + (at < rest % 9) for at in range(9)]
    row = ",".join(["a", "1", *("x" * size for size in cells)])
    return f"{before}{','.join(['token', 'score', *notes])}\n{row}\n".encode()


def test_how_long_a_line_may_be() -> None:
    """A million characters are read, and not one more; the error names the line."""
    assert read(wide(1_000_000), "x.csv").tokens == ("a",)
    for before, line in (("", 2), ("\n", 3)):
        with pytest.raises(HeatmarkError, match="a line of 1000001 characters") as caught:
            read(wide(1_000_001, before), "x.csv")
        assert caught.value.line == line


def test_lone_quotes_in_long_lines() -> None:
    """They stand for themselves where lines are not so long that they must be something else."""
    for length, whole in ((1_000_000, True), (1_000_001, False)):
        row = '"\t1\t'
        text = "token\tscore\tnote\n" + row + "x" * (length - len(row)) + "\n"
        if whole:
            assert read(text.encode(), "x.tsv").tokens == ('"',)
        else:
            with pytest.raises(HeatmarkError):
                read(text.encode(), "x.tsv")


@pytest.mark.parametrize(
    ("text", "name", "line", "hint"),
    [
        ("token,a\nx,1,2\n", "x.csv", 2, "or put ; between the columns"),
        ("token,a,b\nx,1\n", "x.csv", 2, ""),
        ("token;a\nx;1;2\n", "x.csv", 2, ""),
        ('token\ta\n"\tx\n', "x.tsv", 2, ""),
        ('token\tscore\n"\t1\nb\t2\t3\n', "x.tsv", 2, ""),
        ('"token,a\nx,1\n', "x.csv", 1, ""),
        ('token,a\n"x\ny,1\nz",2\n', "x.csv", 2, "a quote that is a token"),
        ('token,a\n"x\ny",1\n"z\nw",x\n', "x.csv", 4, ""),
    ],
)
def test_where_a_table_is_wrong(text: str, name: str, line: int, hint: str) -> None:
    """The error names the line, and a hint of commas is given only where they are too many."""
    with pytest.raises(HeatmarkError) as caught:
        read(text.encode(), name)
    assert caught.value.line == line
    assert hint in caught.value.hint
    if not hint:
        assert "put ; between" not in caught.value.hint


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("k\tl\na\t1\n", ("a",)),
        ("a\t1\n", ("a",)),
        ("k\t0\na\t1\n", ("k", "a")),
        ("\t0\na\t1\n", ("a",)),
        ("\t0\t1\na\t1\t2\n", ("a",)),
        ("0\t1\na\t1\n", ("a",)),
        ("0\t2\na\t1\n", ("0", "a")),
        ("na\tx\na\t1\n", None),
        ("từ\tx\na\t-\n", None),
    ],
)
def test_which_line_has_the_names(text: str, tokens: tuple[str, ...] | None) -> None:
    """The first has them if numbers stand below, if it names tokens, or counts columns."""
    if tokens is None:
        with pytest.raises(HeatmarkError):
            read(text.encode(), "x.tsv")
    else:
        assert read(text.encode(), "x.tsv").tokens == tokens


def test_names_and_nothing_below() -> None:
    """Names alone are no table."""
    with pytest.raises(HeatmarkError, match="no rows below the names"):
        read(b"token,score\n", "x.csv")
    with pytest.raises(HeatmarkError, match="no column of numbers"):
        read(b"a\tb\n", "x.tsv")
