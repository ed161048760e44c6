"""Numbers as people write them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import ScoreError
from heatmark.core.numerals import (
    Numerals,
    first_grouped,
    is_cell_of_scores,
    is_number,
    may_be_grouped,
    one_unit,
    read_numeral_list,
    read_numerals,
    read_plain,
    refuse_groups,
    with_infinite,
)

HINT = "write a number"


@pytest.mark.parametrize(
    ("texts", "scores"),
    [
        (["1", "-0.5", "1e-3", ".5", "5."], (1, -0.5, 0.001, 0.5, 5)),
        (["−0.5", "–0.4", "‑1", "－２"], (-0.5, -0.4, -1, -2)),
        (["0,1", "-2", "1,25e3"], (0.1, -2, 1250)),
        (["1.234,5", "0,5", "2.000"], (1234.5, 0.5, 2000)),
        (["1,234.5", "0.5", "2,000"], (1234.5, 0.5, 2000)),
        (["1.234.567", "0,5"], (1234567, 0.5)),
        (["1,234,567"], (1234567,)),
        (["1 234,5", "1\xa0234\u202f567", "1'000"], (1234.5, 1234567, 1000)),
        (["0,123"], (0.123,)),
        (["1.234"], (1.234,)),
        (["−1.234", "+ 1"], (-1.234, 1)),
        (["- 0,5", "+ 1"], (-0.5, 1)),
        (["", "-", "–", "—", "None", "NaN", "<NA>", "n/a", "2"], (None,) * 8 + (2,)),
        ([], ()),
    ],
)
def test_a_column_has_one_reading(texts: list[str], scores: tuple[float | None, ...]) -> None:
    """What a mark is, the whole column tells."""
    assert read_numerals(texts, hint=HINT).scores == scores


@pytest.mark.parametrize(
    ("texts", "unit"),
    [(["10%", "-", "7,5 %"], "%"), (["10\xa0‰"], "‰"), (["１０％"], "%"), (["10"], "")],
)
def test_a_unit_behind_all_numbers(texts: list[str], unit: str) -> None:
    """Ten per cent are ten of the unit %, and not a tenth."""
    found = read_numerals(texts, hint=HINT)
    assert found.unit == unit
    assert found.scores[0] == 10


@pytest.mark.parametrize(
    ("texts", "line", "problem", "hint"),
    [
        (["1", "x"], 8, "'x' is not a number", HINT),
        (["True"], 7, "'True' is not a number", "write 1 for true and 0 for false"),
        (["np.float64(0.5)"], 7, "is not a number", "write 0.5: in Python scores.tolist()"),
        (["1,2.3,4"], 7, "'1,2.3,4' is not a number", HINT),
        (["01,234.5"], 7, "'01,234.5' is not a number", HINT),
        (["%"], 7, "'%' is not a number", HINT),
        (["1", "-inf"], 8, "'-inf' is infinite", "keep it in a .csv or .json file"),
        (["1", "∞"], 8, "'∞' is infinite", "use a finite number, or -"),
        (["1e999"], 7, "'1e999' is infinite", "use a finite number, or -"),
        (["1e999", "0,5"], 7, "'1e999' is infinite", "use a finite number, or -"),
        (["1,234"], 7, "'1,234' may be that of decimals", "write 1.2340 or 1234"),
        (["1,5", "1.5"], 8, "'1,5' and '1.5'", "write all of them as 1.5"),
        (["1,234", "1.5"], 8, "'1,234' and '1.5'", "write all of them as 1.5"),
        (["1,234", "1.234"], 8, "'1,234' and '1.234'", "write all of them as 1.5"),
        (["1,234.5", "1.234,5"], 8, "'1,234.5' and '1.234,5'", "write all of them as 1.5"),
        (["0,5", "1.234"], 8, "'0,5' and '1.234'", "write all of them as 1.5"),
        (["10%", "5"], 8, "'10%' has % behind it, and '5' has not", "write % behind all"),
        (["5", "10‰"], 7, "'10‰' has ‰ behind it, and '5' has not", "write ‰ behind all"),
    ],
)
def test_what_has_no_reading_is_named(texts: list[str], line: int, problem: str, hint: str) -> None:
    """The error names the number and its line, and the hint says how it is to be written."""
    with pytest.raises(ScoreError, match=re.escape(problem)) as caught:
        read_numerals(texts, range(7, 7 + len(texts)), hint=HINT)
    assert caught.value.line == line
    assert caught.value.hint.startswith(hint)


def test_a_mark_that_its_file_tells() -> None:
    """Where columns are told apart by ; a comma is that of decimals, as spreadsheets write it."""
    assert read_numerals(["1,234"], hint=HINT, decimal=",").scores == (1.234,)


@pytest.mark.parametrize(
    ("texts", "refused"),
    [
        (["12.345", "1.200", "980"], "12.345"),
        (["980", "-", "1.200"], "1.200"),
        (["１.200", "980"], "１.200"),
        (["1.200", "0"], None),
        (["1.200", "1200"], None),
        (["1.200", "0.500", "3"], None),
        (["1.200", "1.25", "3"], None),
        (["1.234", "5.678"], None),
        (["-1.234", "-3"], None),
        (["1.234", "-5.678", "3"], None),
        (["12.345%", "3%"], None),
        (["1234.567", "3"], None),
        (["1.200.300", "1.200", "980"], None),
    ],
)
def test_points_of_thousands(texts: list[str], refused: str | None) -> None:
    """Where three digits follow each point and others are small whole numbers, it is not clear."""
    lines = [*range(1, len(texts) + 1)]
    points = first_grouped([read_numerals(texts, lines, hint=HINT)])
    if refused is None:
        assert points is None or not points.likely
        return
    assert points is not None
    assert points.likely
    with pytest.raises(ScoreError, match="thousands") as caught:
        refuse_groups(points.text, points.line)
    bare = refused.replace("１", "1")
    assert (caught.value.line, bare in caught.value.message) == (texts.index(refused) + 1, True)
    whole, point = bare.replace(".", ""), f"{bare}0"
    assert whole in caught.value.hint
    assert "all others" in caught.value.hint  # or the next would be read as one of decimals
    others = [text for text in texts if "." not in text]
    for way, number in ((whole, float(whole)), (point, float(point))):
        assert read_numerals([way, *others], hint=HINT).scores[0] == number


@pytest.mark.parametrize(
    ("texts", "refused"),
    [(["1.234", "5.678"], True), (["-1.234", "-5.678"], False), (["1.234", "5.6"], False)],
)
def test_points_where_they_are_those_of_thousands(texts: list[str], *, refused: bool) -> None:
    """Between `;` all numbers may have them; negative ones are no counts."""
    found = read_numerals(texts, hint=HINT)
    assert first_grouped([found]) == (("1.234", None, False) if refused else None)
    assert first_grouped([read_numerals(["1.200", "1200"], hint=HINT)]) is None
    assert may_be_grouped(texts) is (texts[-1] != "5.6")
    assert not may_be_grouped(["1", "-"])
    if refused:
        with pytest.raises(ScoreError, match="thousands"):
            read_numerals(texts, hint=HINT, grouped=True)
    else:
        read_numerals(texts, hint=HINT, grouped=True)


def test_the_logarithm_of_nothing() -> None:
    """In files a number may be -∞ or ∞, in all ways in which it is written."""
    texts = ["-inf", "−∞", "-Infinity", "-1,5", ""]
    found = with_infinite(texts, lambda known: read_numerals(known, hint=HINT))
    assert found.scores == (-math.inf,) * 3 + (-1.5, None)
    above = with_infinite(["inf", "+∞", "1"], lambda known: read_numerals(known, hint=HINT))
    assert above.scores == (math.inf, math.inf, 1.0)
    with pytest.raises(ScoreError, match="infinite"):  # which is but too large
        with_infinite(["1e999"], lambda known: read_numerals(known, hint=HINT))


def test_a_list_of_texts() -> None:
    """It has one reading if no whole numbers beside say that its points are those of thousands."""
    assert read_numeral_list(["1.234", "5.678"], 1, HINT, infinite=False).scores == (1.234, 5.678)
    assert read_numeral_list(["1.200", "1200"], 1, HINT, infinite=False).scores == (1.2, 1200)
    with pytest.raises(ScoreError, match="thousands") as caught:
        read_numeral_list(["1.200", "980"], 4, HINT, infinite=False)
    assert caught.value.line == 4


@pytest.mark.parametrize("hint_of", ["1,234", "12,345"])
def test_both_ways_that_a_hint_names_are_read(hint_of: str) -> None:
    """Written as the hint says, the number has one reading."""
    with pytest.raises(ScoreError) as caught:
        read_numerals([hint_of], hint=HINT)
    ways = caught.value.hint.removeprefix("write ").split(" or ")
    whole = float(hint_of.replace(",", ""))
    assert [read_numerals([way], hint=HINT).scores for way in ways] == [(whole / 1000,), (whole,)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *((text, True) for text in ("1", "-1,5", "10 %", "-inf", "1.234,5")),
        *((text, False) for text in ("", "-", "từ", "1-2", "12:30", "1/2", "٣", "：", "１：５")),
    ],
)
def test_what_looks_like_a_number(text: str, number: bool) -> None:
    """Columns are told by it: signs that a number is missing are none, but may be in cells."""
    assert is_number(text) is number
    assert is_cell_of_scores(text) is (number or text in {"", "-"})


@given(st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), min_size=1))
def test_vietnamese_and_english_writing_say_the_same(values: list[float]) -> None:
    """Numbers with marks between thousands and two decimals come back, in both habits."""
    english = [f"{value:,.2f}" for value in values]
    swapped = str.maketrans(",.", ".,")
    assert read_numerals(english, hint=HINT).scores == tuple(values)
    vietnamese = [text.translate(swapped) for text in english]
    assert read_numerals(vietnamese, hint=HINT).scores == tuple(values)


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (["1.234", "12.345"], "1.234"),
        (["5", "−1.234.567", "-"], "-1.234.567"),
        (["-1.234 %", "2.345 %"], "-1.234"),
        (["-1.234", "2.345", "7"], "-1.234"),
    ],
)
def test_points_beside_commas(points: list[str], text: str) -> None:
    """Where a column has decimal commas, points of another may be those of thousands."""
    unit = " %" if "%" in points[0] else ""
    commas = read_numerals([f"2,5{unit}", f"3,75{unit}"], hint=HINT)
    read = read_numerals(points, [*range(4, 4 + len(points))], hint=HINT)
    with pytest.raises(ScoreError, match="the point in") as caught:
        one_unit([commas, read])
    assert repr(text) in caught.value.message
    assert text.replace(".", "") in caught.value.hint
    assert caught.value.line == 4 + next(at for at, one in enumerate(points) if "." in one)
    assert one_unit([read, read]) == unit.strip()
    whole = read_numerals([one.replace(".", "") for one in points], hint=HINT)
    assert one_unit([commas, whole]) == unit.strip()  # as the hint says


@pytest.mark.parametrize(
    "points", [["0.234"], ["1.234", "2.5"], ["1", "2"], ["1.2345"], ["-"], ["1e3"]]
)
def test_points_that_are_before_decimals(points: list[str]) -> None:
    """Numbers that can be read in one way alone may stand beside decimal commas."""
    assert one_unit([read_numerals(["2,5"], hint=HINT), read_numerals(points, hint=HINT)]) == ""


def test_columns_have_one_unit() -> None:
    """Several columns of one figure: all in %, or none; one without numbers is left aside."""
    per_cent, empty, plain = Numerals((1.0,), "%"), Numerals((None,)), Numerals((2.0,))
    assert one_unit([per_cent, empty]) == "%"
    assert one_unit([plain, empty]) == ""
    with pytest.raises(ScoreError, match="some scores have % behind them"):
        one_unit([per_cent, plain])


@pytest.mark.parametrize(
    ("texts", "scores"),
    [
        (["1", "-0.5", "1e3"], (1.0, -0.5, 1000.0)),
        (["1", "-", "nan", "2"], (1.0, None, None, 2.0)),
        (["-"], (None,)),
        ([], ()),
        (["1,5"], None),
        (["1 5"], None),
        (["1_5"], None),
        (["1", "1e999"], None),
        (["1", "-1e999"], None),
        (["1-2"], None),
        (["-", "x"], None),
    ],
)
def test_numbers_as_programs_write_them(
    texts: list[str], scores: tuple[float | None, ...] | None
) -> None:
    """They are read without a look at the column, also beside signs for missing ones."""
    assert read_plain(texts) == scores


@pytest.mark.parametrize("digit", range(10))
def test_every_wide_digit(digit: int) -> None:
    """Digits and marks as wide as Chinese characters are those of numbers, each of them."""
    wide = chr(ord("０") + digit)
    assert read_numerals([f"＋{wide}．５％"], hint=HINT)[:2] == ((digit + 0.5,), "%")
