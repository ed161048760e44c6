"""Rows: comments and scores."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse_body
from heatmark.block.rows import is_comment, read_scores
from heatmark.core.errors import ParseError, ScoreError


@pytest.mark.parametrize(
    ("text", "comment"),
    [("#", True), ("# a", True), ("#\ta", True), ("##", False), ("#a", False), ("##ing", False)],
)
def test_comments(text: str, comment: bool) -> None:
    """A comment has a space after its #; `##ing` and `#tag` are tokens."""
    assert is_comment(text) is comment


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("1", 1.0),
        ("+1", 1.0),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        ("1e-999", 0.0),
        ("-", None),
        ("~", None),
        ("NULL", None),
        ("NaN", None),
        (".nan", None),
    ],
)
def test_scores(text: str, score: float | None) -> None:
    """A score is a decimal number or one of the marks of a missing one."""
    assert read_scores([text], [1]).scores == (score,)


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "1_000",
        "0x10",
        "٣",
        "1e",
        "--1",
        "1 2",
        "inf",
        "-Infinity",
        ".inf",
        "1e999",
        "12:30",
        "1/2",
    ],
)
def test_no_scores(text: str) -> None:
    """Everything else is refused with its line and a hint, in no dialect of numbers."""
    with pytest.raises(ScoreError) as caught:
        read_scores([text], [3])
    assert caught.value.line == 3
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "scores", "unit"),
    [
        ("a −0.5\nb –0,25", None, ""),
        ("a −0,5\nb –0,25", (-0.5, -0.25), ""),
        ("a 10%\nb 7,5%\nc -", (10, 7.5, None), "%"),
        ("a 10 %\nb 7,5\xa0%", (10, 7.5), "%"),
        ("a 1.234,5\nb 0,5", (1234.5, 0.5), ""),
        ("a 1\xa0234,5\nb 0,5", (1234.5, 0.5), ""),
        ("a\t1 234,5\nb\t0,5", (1234.5, 0.5), ""),
        ("a None\nb NaN\nc 0,5", (None, None, 0.5), ""),
        ("từ: 0,4\nngữ: 0,5", (0.4, 0.5), ""),
    ],
)
def test_numbers_as_people_write_them(
    body: str, scores: tuple[float | None, ...] | None, unit: str
) -> None:
    """A column is read in its one way, with what stands behind its numbers as their unit."""
    if scores is None:
        with pytest.raises(ScoreError, match="commas here and points there"):
            parse_body(body)
        return
    draft = parse_body(body)
    assert draft.series is not None
    assert [item.scores for item in draft.series] == [scores]
    assert draft.unit == unit


def test_spaces_that_do_not_break_stand_between_columns_where_there_are_no_others() -> None:
    """A row whose every space is unbreakable has no number with a gap in it."""
    draft = parse_body("a\xa01\xa0234\nb\xa02\xa0345")
    assert [item.scores for item in draft.series or ()] == [(1, 2), (234, 345)]


@pytest.mark.parametrize(
    ("first", "names"),
    [
        ("token S", ["S"]),
        ("Từ điểm", ["điểm"]),
        ("TIẾNG A B", ["A", "B"]),
        ("âm-tiết A", ["A"]),
        ("chữ\tlog P\tgốc", ["log P", "gốc"]),
        ("token, A", ["A"]),
        ('Lorem "S"', ["S"]),
        ('Lorem A "log P"', ["A", "log P"]),
        ('"cái này" A', ["A"]),
        ("token log2", ["log2"]),
    ],
)
def test_a_first_line_of_names(first: str, names: list[str]) -> None:
    """A first line names columns if it begins with what tokens are called, or has quotes."""
    tab = "\t" if "\t" in first else " "
    row = tab.join(["ipsum", *["5"] * len(names)])
    parsed = parse_body(f"{first}\n{row}")
    assert parsed.tokens == ("ipsum",)
    assert [one.name for one in parsed.series or ()] == names


@pytest.mark.parametrize("first", ["Lorem S", ". A", "Lorem five", "một hai", "x\tlog P"])
def test_a_token_is_never_lost_to_a_name(first: str) -> None:
    """Any other first line with a word for a score is an error, and both ways out work."""
    tab = "\t" if "\t" in first else " "
    token, score = first.split(tab, 1)
    with pytest.raises(ScoreError) as caught:
        parse_body(f"{first}\nipsum{tab}5")
    assert caught.value.line == 1
    assert "write a number after the token" in caught.value.hint
    assert f"token {score}" in caught.value.hint
    assert parse_body(f"{token}{tab}5\nipsum{tab}5").tokens == (token, "ipsum")
    assert parse_body(f"token{tab}{score}\nipsum{tab}5").tokens == ("ipsum",)


@pytest.mark.parametrize("body", ["token S", "Lorem S", 'Lorem "5"\nipsum "6"', "token 5 S\na 1 2"])
def test_names_stand_above_rows_and_are_words(body: str) -> None:
    """A line alone has no rows to name, and numbers are no names."""
    with pytest.raises((ScoreError, ParseError)):
        parse_body(body)


def test_a_quoted_first_cell_is_pointed_out() -> None:
    """A first line that names columns only by the quotes around its first cell is said to."""
    (notice,) = parse_body('"một từ" A\nhai 1').notices
    assert notice.name == "unclear-names"
    assert "'một từ'" in notice.message
    assert parse_body('"từ" A\nhai 1').notices == ()
    assert parse_body('"một từ" "A"\nhai 1').notices == ()
    assert parse_body('"một từ" 1\nhai 1').notices == ()
