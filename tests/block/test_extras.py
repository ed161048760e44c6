"""What all rows have before their tokens or behind their scores."""

from __future__ import annotations

import json

import pytest

from heatmark.block.extras import refuse_extras, refuse_parted_names, refuse_words
from heatmark.block.row import Row
from heatmark.block.rows import read_rows
from heatmark.core.errors import HeatmarkError, ParseError


@pytest.mark.parametrize(
    ("body", "fixed"),
    [
        ("0 Hà -0.4\n1 Nội -1", "Hà -0.4"),
        ("1. Hà: 0.4\n2. Nội: 1", "Hà 0.4"),
        ("1\tHà Nội\t0,4\t1\n2\tđẹp\t1\t-", '"Hà Nội" 0,4 1'),
        ("12345 'Hà' -0.4\n67 ' Nội' -1", "'Hà' -0.4"),
        ("12345 ' Nội' -1\n67 'Hà' -0.4", "' Nội' -1"),
        ("1 'Hà Nội 0.4\n2 đẹp' 1", '"\'Hà Nội" 0.4'),
        ("1 : 0.4\n2 a: 1", ": 0.4"),
        ("Hà 0.4 bit\nNội 1 bit", "Hà 0.4"),
        ('"Hà Nội" 0.4 - nats\nđẹp 1 2 nats', '"Hà Nội" 0.4 -'),
        ("Hà 8,5 điểm\nNội 9 điểm", "Hà 8,5"),
        ("Hà 45 phần trăm\nNội 3 phần trăm", "Hà 45"),
    ],
)
def test_they_are_named_and_the_hint_works(body: str, fixed: str) -> None:
    """The hint was to put quotes around the token, with the number in them."""
    with pytest.raises(ParseError) as caught:
        read_rows(body, 1, 10)
    assert caught.value.line == 1
    assert str(caught.value.hint).endswith(f": {fixed}")
    (token,) = read_rows(fixed, 1, 10).tokens
    assert fixed.startswith((token, json.dumps(token, ensure_ascii=False), f"'{token}'"))


@pytest.mark.parametrize(
    "body",
    ["3 Hà 0.4\n5 Nội 1", '"1" Hà 1\n"2" Nội 2', "Hà 0.4 bit\nNội 1 nat", "Hà bit\nNội bit"],
)
def test_what_is_in_some_rows_only_is_told_as_before(body: str) -> None:
    """Years, tokens in quotes, different units, words alone."""
    with pytest.raises(HeatmarkError, match="not a number"):
        read_rows(body, 1, 10)


def test_numbers_that_are_tokens() -> None:
    """They have scores behind them."""
    assert read_rows("1 2 3\n2 - 5", 1, 10).tokens == ("1", "2")


@pytest.mark.parametrize("sign", ["=", ":", "|", "->"])
def test_numbers_with_a_sign_behind_them(sign: str) -> None:
    """The hint was to leave the numbers out, which drew the signs as tokens."""
    with pytest.raises(HeatmarkError) as caught:
        read_rows(f"1 {sign} 0.4\n2 {sign} 1", 1, 10)
    assert str(caught.value.hint).startswith(f"leave {sign} out")


def test_a_row_alone() -> None:
    """It may be numbered, too; without any score nothing is said of it."""
    refuse_extras([Row(1, "1", ["Hà"], quoted=False)])
    with pytest.raises(ParseError, match="before each token"):
        refuse_extras([Row(1, "1.", ["Hà", "2"], quoted=False)])


def test_names_of_columns_with_spaces() -> None:
    """The hint was to write missing scores into columns that were parts of a name."""
    with pytest.raises(ParseError, match="names 3 columns, and the rows have 1") as caught:
        read_rows("Từ Độ bất ngờ\nHà 0,45\nNội 1,2", 1, 10)
    fixed = str(caught.value.hint).partition(": ")[2]
    (series,) = read_rows(f"{fixed}\nHà 0,45\nNội 1,2", 1, 10).series
    assert (series.name, series.scores) == ("Độ bất ngờ", (0.45, 1.2))
    with pytest.raises(ParseError, match="names 3 columns") as caught:
        read_rows("từ a b c\nHà 1 2\nNội 3 4", 1, 10)
    assert "- for a missing score" in str(caught.value.hint)


def row(*fields: str) -> Row:
    return Row(1, "x", [*fields], quoted=False)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (row("a", "b", "c"), [row("1"), row("2", "3")]),
        (row("a", "b"), [row(), row()]),
        (row('"Độ', 'khó"', "c"), [row("1"), row("2")]),
        (row("a", "b"), [row("N"), row("V")]),
    ],
)
def test_names_that_have_no_spaces(head: Row, rows: list[Row]) -> None:
    """Nothing is said of quotes, of words, and of rows that lack scores here and there."""
    refuse_parted_names(head, head.fields, rows)


@pytest.mark.parametrize("body", ["từ\tA\tB\nHà\t1\nNội\t2", "từ a b\nHà 1\nNội 2 3"])
def test_rows_that_lack_scores_are_told_as_before(body: str) -> None:
    """Names between tabs are whole, and so are rows of which one has all its scores."""
    with pytest.raises(HeatmarkError, match="the others have"):
        read_rows(body, 1, 10)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Từ\tTừ loại\tĐiểm\nHà\tN\t1\nNội\tV\t2", "'Từ loại'"),
        ("từ điểm loại\nHà 1 N\nNội 2 V", "'loại'"),
        ("Hà\tN\t1\nNội\tV\t2", "'N'"),
    ],
)
def test_a_column_of_words(body: str, name: str) -> None:
    """It is no token with spaces; data files may have one."""
    with pytest.raises(ParseError, match="words, and no scores") as caught:
        read_rows(body, 1, 10)
    assert name in caught.value.message
    assert caught.value.line == (1 if body.startswith("Hà") else 2)
    assert ".csv" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("names", "rows"),
    [((), [row("N", "1"), row("V", "2", "3")]), (("a", "b", "c"), [row("N", "1"), row("V", "2")])],
)
def test_a_column_of_words_in_uneven_rows(names: tuple[str, ...], rows: list[Row]) -> None:
    """Which column that is, they do not tell."""
    refuse_words(names, rows)


@pytest.mark.parametrize("body", ["Hà Nội 1\nĐà Nẵng 2", "từ a\nHà N\nNội V"])
def test_other_words_are_told_as_before(body: str) -> None:
    """Those of a token, and those in the place of all scores."""
    with pytest.raises(HeatmarkError, match="is not a number"):
        read_rows(body, 1, 10)


def test_a_comma_of_decimals_behind_one_between_columns() -> None:
    """The hint made two scores of it."""
    with pytest.raises(HeatmarkError) as caught:
        read_rows("Hà,0,45\nNội,1,2", 1, 10)
    assert "as in: Hà 0,45;" in str(caught.value.hint)
