"""Commas of decimals and of thousands in the cells of tables."""

from __future__ import annotations

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.cells import is_of_decimals, read_cells, refuse_numbers_alone


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("word\tcount\nx\t12,345\ny\t980\n", "x.tsv"),
        ("x\t12,345\ny\t980\n", "x.tsv"),
        ("word\tRT\nx\t12,345\ny\t2,980\n", "x.tsv"),
        ("word\tcount\tother\nx\t12,345\t0,5\ny\t980\t1,5\n", "x.tsv"),
        ("word;count\nx;12,345\ny;980\n", "x.csv"),
        ("word|count\nx|12,345\ny|980\n", "x.csv"),
        ('word,count\nx,"12,345"\ny,980\n', "x.csv"),
    ],
)
def test_commas_that_may_be_those_of_thousands(text: str, name: str) -> None:
    """They are an error, and both numbers of its hint are read as what they are."""
    with pytest.raises(
        ScoreError, match="'12,345' may be that of decimals or that of thou"
    ) as caught:
        read(text.encode(), name)
    assert caught.value.hint.startswith("write 12.3450 or 12345")
    for number, value in (("12.3450", 12.345), ("12345", 12345)):
        fixed = text.replace("12,345", number).replace("2,980", "2980").replace("0,5", "0.5")
        found = read(fixed.replace("1,5", "1.5").encode(), name)
        assert next(iter(columns_of(found).values()))[0] == value
        assert found.points is None or number == "12.3450"


@pytest.mark.parametrize(
    ("text", "name", "scores"),
    [
        ("word;x\na;1,234\nb;2,345\n", "x.csv", (1.234, 2.345)),
        ("word;x\na;1,234\nb;0\n", "x.csv", (1.234, 0.0)),
        ("word\tx\na\t1,234\nb\t0,345\n", "x.tsv", (1.234, 0.345)),
        ("word|x\na|1,234\nb|12,5\n", "x.csv", (1.234, 12.5)),
        ("word\tx\na\t12,345.5\nb\t980\n", "x.tsv", (12345.5, 980.0)),
    ],
)
def test_commas_that_are_clear(text: str, name: str, scores: tuple[float, ...]) -> None:
    """One number tells what the commas of its column are; between semicolons they are decimals."""
    assert scores_of(read(text.encode(), name)) == scores


def test_another_column_tells() -> None:
    """The columns of a table are written alike."""
    found = read(b"word\tx\ty\na\t1,234\t0,5\nb\t2,345\t1,5\n", "x.tsv")
    assert columns_of(found) == {"x": (1.234, 2.345), "y": (0.5, 1.5)}


@pytest.mark.parametrize(
    ("cells", "are"),
    [
        (["0,5"], True),
        (["12,345"], False),
        (["1.234,5"], True),
        (["1,234.5"], False),
        (["a,b"], False),
    ],
)
def test_what_tells_decimals(cells: list[str], *, are: bool) -> None:
    """A comma that cannot stand between thousands, and is the last mark."""
    assert is_of_decimals(cells) == are


@pytest.mark.parametrize(
    "text",
    [
        "1,0,0\n.5,.5,0\n.2,.3,.5\n",
        "0,1,2\n1,0,0\n.5,.5,0\n.2,.3,.5\n",
        "1,0,0\n0,1,0\n0,0,1\n",
        "1.0,.5\n2.5,.7\n",
        '"","x"\n"1",0.5\n"2",0.7\n',
    ],
)
def test_a_matrix_without_tokens(text: str) -> None:
    """Decimals in front are no tokens, nor are the numbers of a square."""
    with pytest.raises(ParseError, match="no column of tokens"):
        read(text.encode(), "x.csv")


def test_numbers_as_tokens() -> None:
    """Years and other whole numbers may be the tokens."""
    assert read(b"2020,.5\n2021,.7\n", "x.csv").tokens == ("2020", "2021")
    assert read(b"2020,5,1\n2021,7,1\n", "x.csv").tokens == ("2020", "2021")


def test_a_matrix_as_numpy_writes_it() -> None:
    """Its first numbers are no tokens; a number alone may be one."""
    for text in ("1.0e+00 5.0e-01\n2.0e+00 5.0e-01\n", "1.000e+00\t5.0e-01\n-2.000e-10\t5.0e-01\n"):
        with pytest.raises(ParseError, match="no column of tokens"):
            read(text.encode(), "x.txt")
    refuse_numbers_alone(["1.0e+00"])
    refuse_numbers_alone(["1.0e+00", "Hà"])


@pytest.mark.parametrize("end", ["", "NA", "-"])
def test_a_column_that_is_wholly_missing_hides_no_numbers_of_lines(end: str) -> None:
    """Of lines with a number, a word and no score the numbers are no scores."""
    with pytest.raises(ScoreError, match="no column of numbers"):
        read(f"1,trời,{end}\n2,Hà,{end}\n".encode(), "x.csv")
    assert scores_of(read("1,trời\n2,Hà\n".encode(), "x.csv")) == (1, 2)


def test_a_column_of_signs_is_told() -> None:
    """A series without any number is left out, and said to be; empty cells are nothing."""
    (notice,) = read("token,a,b\nHà,1,NA\nlà,2,-\n".encode(), "x.csv").notices
    assert (notice.name, notice.level) == ("left-out", "info")
    assert notice.message == "'b' was left out: it has no numbers"
    assert not read("token,a,b\nHà,1,\nlà,2,\n".encode(), "x.csv").notices


@pytest.mark.parametrize("name", ["surprisal", "logprob", "xác suất"])
@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_scores_without_thousands(name: str, mark: str) -> None:
    """The comma of a log P is that of decimals, were there three of them; of a count, who knows."""
    text = f"token{mark}{name}\nngôn{mark}7,542\nmô{mark}6\n"
    assert scores_of(read(text.encode(), "x.csv")) == (7.542, 6)
    with pytest.raises(ScoreError, match="that of thousands"):
        read(text.replace(name, "count").encode(), "x.csv")


@pytest.mark.parametrize(
    ("text", "tokens", "scores"),
    [
        ("word,rating\nHà,3.5\nNội,.\n", ("Hà", "Nội"), (3.5, None)),
        ("item,rating\nHà,.\nNội,4\n", ("Hà", "Nội"), (None, 4)),
        ("Hà,.\nNội,4\n", ("Hà", "Nội"), (None, 4)),
        ("word;rating\nHà;3,5\nNội; . \n", ("Hà", "Nội"), (3.5, None)),
        ("token,score\n3,.1\n.,.2\n", ("3", "."), (0.1, 0.2)),
        ("token,pos,score\n3,CD,.1\n.,.,.2\n", ("3", "."), (0.1, 0.2)),
    ],
)
def test_points(text: str, tokens: tuple[str, ...], scores: tuple[float | None, ...]) -> None:
    """A lone point among numbers is a missing one, as statistics programs write it; or a token."""
    found = read(text.encode(), "x.csv")
    assert (found.tokens, scores_of(found)) == (tokens, scores)
    assert not found.notices


def test_a_column_of_points() -> None:
    """It is left out as one of NA is, with a notice."""
    found = read("word,first,total\nHà,.,3\nNội,.,4\n".encode(), "x.csv")
    assert [notice.message for notice in found.notices] == [
        "'first' was left out: it has no numbers"
    ]


def test_points_in_lines_of_series() -> None:
    """They are missing below the tokens, of which one may be a point."""
    found = read("model,Hà,.\ngpt,.,3\nllama,2,.\n".encode(), "x.csv")
    assert found.tokens == ("Hà", ".")
    assert columns_of(found) == {"gpt": (None, 3), "llama": (2, None)}


@pytest.mark.parametrize(
    ("cell", "hint"), [("(0.5)", "write 0.5; or -0.5"), ("abc", "write a number such as 1.5, or")]
)
def test_a_hint_is_of_the_number_that_is_there(cell: str, hint: str) -> None:
    """Or of none: another one is nothing to write."""
    with pytest.raises(ScoreError) as caught:
        read_cells([cell, "0.2"], [2, 3], ",", decimals=False)
    assert caught.value.hint.startswith(hint)
