"""Decimal commas in a table with commas between its columns."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.core.errors import ScoreError
from heatmark.files.grids import Record
from heatmark.files.halves import refuse_halved_decimals


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hà,-0,5\nNội,-0,25\n", "-0,5"),
        ("Hà,1,25\nNội,-0,5\n", "-0,5"),
        ("Hà,0,5\nNội,0,25\n", "0,5"),
        ("Hà,3,5\nNội,2,25\n", "3,5"),
        ("Hà,3,\nNội,2,25\n", "2,25"),
        ("1,Hà,-3,5\n2,Nội,-2,25\n", "-3,5"),
        ("Hà,0,5,0,25\nNội,0,5,0,75\n", "0,5"),
        ("Hà,3,05,2,5\nNội,2,25,3,5\n", "3,05"),
        ("Hà,3,4,-0,5\nNội,2,25,-1,5\n", "-0,5"),
        ("Hà,3,5,2,05\nNội,2,25,3,5\n", "2,05"),
        ("1,Hà,0,5\n2,Nội,,\n3,đẹp,0,25\n", "0,5"),
        ("Hà,-,5\nNội,2,25\n", "2,25"),
    ],
)
def test_halves_of_decimals(text: str, number: str) -> None:
    """Whole numbers side by side, of which the second has no sign, are not two series."""
    with pytest.raises(ScoreError, match="may be that of decimals") as caught:
        read(text.encode(), "x.csv")
    assert f"'{number}'" in caught.value.message
    assert number.replace(",", ".") in caught.value.hint
    line = next(at for at, row in enumerate(text.split("\n"), start=1) if number in row)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hà,3,-5\nNội,2,25\n", 2),
        ("Hà,3,5\nNội,2.5,25\n", 2),
        ("0,Hà,1,2\n1,Nội,3,4\n", 2),
        ("Hà,3,5,1\nNội,2,25,2\n", 3),
        ("Hà,3,5,1,2\nNội,2,25,2,3\n", 4),
        ("Hà,3,0,2,5\nNội,2,25,3,5\n", 4),
        ("Hà,3,5,05,2\nNội,2,25,3,5\n", 4),
        ("1,Hà,3,5\n2,Nội,2,25\n", 2),
        ("1,Hà,-,5\n2,Nội,2,25\n", 2),
        ("Hà,3,x,5\nNội,2,y,25\n", 2),
        ("token,x,y\nHà,-0,5\nNội,-0,25\n", 2),
        ("Hà;3;5\nNội;2;25\n", 2),
    ],
)
def test_series_of_whole_numbers(text: str, count: int) -> None:
    """Names, signs, decimals and other columns say that they are what they are."""
    assert len(columns_of(read(text.encode(), "x.csv"))) == count


def test_a_hint_is_right() -> None:
    """Written with a point, with ; or below names, there is no error."""
    assert columns_of(read("Hà,-0.5\nNội,-0.25\n".encode(), "x.csv")) == {None: (-0.5, -0.25)}
    assert columns_of(read("Hà;-0,5\nNội;-0,25\n".encode(), "x.csv")) == {None: (-0.5, -0.25)}
    named = "token,a,b\nHà,3,5\nNội,2,25\n".encode()
    assert columns_of(read(named, "x.csv")) == {"a": (3, 2), "b": (5, 25)}
    refuse_halved_decimals([Record(1, ["1", "5"])])  # nothing but numbers: there are no tokens
