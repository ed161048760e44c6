"""Decimal commas in a table with commas between its columns."""

from __future__ import annotations

import pytest

from data_files import columns_of, read
from heatmark.core.errors import ScoreError
from heatmark.files.halves import mark_beside_commas, refuse_halved_decimals
from heatmark.files.records import Record


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
        ("Hà,-,5\nNội,,25\n", "-,5"),
        ("Hà,,5\nNội,,25\n", ",5"),
        ("1,Hà,-,5\n2,Nội,,7\n", "-,5"),
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
        ("Hà,,5.5\nNội,,7\n", 1),
        ("Hà,5,\nNội,7,\n", 1),
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
    refuse_halved_decimals([Record(1, ["3", "5"])])  # nothing but numbers: there are no tokens


@pytest.mark.parametrize("name", ["x.csv", "x.txt", "x.dat"])
@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Hà 0,5\nNội 0,7\n", [(0.5, 0.7)]),
        ("# made by x\nHà 0,5\nNội 0,7\n", [(0.5, 0.7)]),
        ("Hà -0,5\nNội -1,7\n", [(-0.5, -1.7)]),
        ("Hà 3,05\nNội 1,7\n", [(3.05, 1.7)]),
        ("Hà 0,5%\nNội 0,7%\n", [(0.5, 0.7)]),
        ("Hà 0,5 0,6\nNội 1,5 2,6\n", [(0.5, 1.5), (0.6, 2.6)]),
        ('"Hà" 2,5\n"Nội" 3,7\n', [(2.5, 3.7)]),
        ("Hà\t2,5\nNội\t3,7\n", [(2.5, 3.7)]),
        ("Hà|2,5\nNội|3,7\n", [(2.5, 3.7)]),
        ("1|Hà|0,5\n2|Nội|0,7\n", [(0.5, 0.7)]),
        ("Hà|1|0,5\nNội|2|0,7\n", [(1, 2), (0.5, 0.7)]),
    ],
)
def test_decimals_that_no_comma_parts(
    text: str, name: str, scores: list[tuple[float, ...]]
) -> None:
    """Where the front of a decimal can be no part of a token, the comma is that of decimals."""
    found = read(text.encode(), name)
    assert found.tokens == ("Hà", "Nội")
    assert [*columns_of(found).values()] == scores


@pytest.mark.parametrize("name", ["x.csv", "x.txt"])
@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("GPT 3,5\nGPT 4,7\n", "GPT;3,5"),
        ("Hà 3,5\nNội 0,7\n", "Hà;3,5"),
        ("# x\nHà 0,5\n", "Hà;0,5"),
        ("layer 0,5\nlayer 0,7\n", "layer;0,5"),
        ("Hà 2,5%\nNội 3,5%\n", "Hà;2,5%"),
        ("Hà Nội 0,5\nHà Nam 1,5\n", "Hà Nội;0,5"),
        ("1 Hà 0,5\n2 Nội 0,7\n", "1;Hà;0,5"),
        ("1,Hà 0,5\n2,Nội 0,7\n", "1;Hà;0,5"),
        ("Hà: 0,5\nNội: 0,7\n", "Hà;0,5"),
        ("Hà = 0,5\nNội = 0,7\n", "Hà;0,5"),
        ("Hà/0,5\nNội/0,7\n", "Hà;0,5"),
        ("Hà | 0,5\nNội | 0,7\n", "Hà;0,5"),
        ("Hà 1.234,5\nNội 0,5\n", "Hà;1.234,5"),
    ],
)
def test_commas_of_decimals_or_between_columns(text: str, name: str, row: str) -> None:
    """What may be `Hà` with a decimal, or `Hà 3` with a whole number, is an error with both."""
    with pytest.raises(ScoreError, match="or stand between two columns") as caught:
        read(text.encode(), name)
    assert caught.value.line == (2 if text.startswith("#") else 1)
    assert f"'{row}'" in caught.value.hint
    token, number = row.split(";")[-2:]
    assert read(f"{row}\n".encode(), name).tokens == (token,)
    plain = text.rpartition("# x\n")[2]
    if plain.count(",") == plain.count("\n"):
        named = read(f"token,score\n{plain}".encode(), name)
        assert (named.tokens or ("",))[0].endswith(number.partition(",")[0])


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Hà,5\nNội,7\n", ("Hà", "Nội")),
        ("Hà,-0.5\nNội,-0.3\n", ("Hà", "Nội")),
        ("Hà, 5\nNội, 7\n", ("Hà", "Nội")),
        ("GPT 3,0.5\nGPT 4,0.7\n", ("GPT 3", "GPT 4")),
        ("GPT 3,-5\nGPT 4,7\n", ("GPT 3", "GPT 4")),
        ("GPT 3,5,.5\nGPT 4,7,0.25\n", ("GPT 3", "GPT 4")),
        ("GPT 3.5,90\nGPT 4.0,95\n", ("GPT 3.5", "GPT 4.0")),
        ("GPT 3,5\nBERT,7\n", ("GPT 3", "BERT")),
        ("GPT-3,5\nGPT-4,7\n", ("GPT-3", "GPT-4")),
        (" 3,5\n 4,7\n", (" 3", " 4")),
        ("2020,5\n2021,7\n", ("2020", "2021")),
        ('"GPT 3",5\n"GPT 4",7\n', ("GPT 3", "GPT 4")),
        ("sep=,\nGPT 3,5\nGPT 4,7\n", ("GPT 3", "GPT 4")),
        ("token,score\nGPT 3,5\nGPT 4,7\n", ("GPT 3", "GPT 4")),
        ("model,score\nGPT 3,5\nGPT 4,7\n", ("GPT 3", "GPT 4")),
    ],
)
def test_commas_between_columns(text: str, tokens: tuple[str, ...]) -> None:
    """Other tokens, quotes, points, signs and names of columns say that commas part columns."""
    assert read(text.encode(), "x.csv").tokens == tokens


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,Hà,10,5\n2,Nội,11,75\n", "10,5"),
        ("0,Hà,3,5\n1,Nội,2,25\n", "3,5"),
        ("Hà,1,10,5\nNội,2,11,75\n", "10,5"),
    ],
)
def test_what_may_be_halves_beside_counted_lines(text: str, number: str) -> None:
    """Where lines are counted, two columns of whole numbers are read as they are, with a notice."""
    (notice,) = read(text.encode(), "x.csv").notices
    assert notice.name == "parted-numbers"
    assert f"'{number}' may be that of decimals" in notice.message
    assert number.replace(",", ".") in notice.hint
    width = text.partition("\n")[0].count(",")
    head = ",".join(["n", "token", "a", "b"] if text[0].isdecimal() else ["token", "n", "a", "b"])
    assert width == head.count(",")
    assert not read(f"{head}\n{text}".encode(), "x.csv").notices


def test_halves_behind_counted_lines() -> None:
    """A number of the line between a token and its score hides no halves that show."""
    for text in ("Hà,1,0,5\nNội,2,0,7\n", "Hà,0,3,05\nNội,1,2,7\n"):
        with pytest.raises(ScoreError, match="may be that of decimals"):
            read(text.encode(), "x.csv")


@pytest.mark.parametrize(
    "lines", [["Hà 0,05", "x|y 0,7"], ["Hà 0,5", "a/b 0,05"], ["Hà -0,5", "a:b 0,7"]]
)
def test_marks_within_tokens(lines: list[str]) -> None:
    """Where one token is plain and numbers are decimals, marks in others are no columns."""
    assert mark_beside_commas(lines, 1) == ""
