"""Commas within numbers, whatever stands between columns."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_files import columns_of, read, recognise
from heatmark.core.errors import HeatmarkError, ScoreError
from heatmark.files.spaced import fits_commas, mark_of_numbers

if TYPE_CHECKING:
    from random import Random


@pytest.mark.parametrize(
    ("text", "tokens", "scores"),
    [
        ("Nội 8,9\n- 8,1\nHà 4,05\n", ("Nội", "-", "Hà"), [(8.9, 8.1, 4.05)]),
        ("- 8,1 2,5\nNội 8,9 1,5\n", ("-", "Nội"), [(8.1, 8.9), (2.5, 1.5)]),
        ("1.5 1,51 4,06\n” 7,12 3,54\n", ("1.5", "”"), [(1.51, 7.12), (4.06, 3.54)]),
        ("Hà 23,56 -81,24\nNội 8,5 86,67\n", ("Hà", "Nội"), [(23.56, 8.5), (-81.24, 86.67)]),
        ("1.5|84,96|10,93\nnay|25,94|21,58\n", ("1.5", "nay"), [(84.96, 25.94), (10.93, 21.58)]),
        ("trời 12,006.96\nvà 21,058.81\n", ("trời", "và"), [(12006.96, 21058.81)]),
        ("Hà|11,069.1\nNội|3,145.5\n", ("Hà", "Nội"), [(11069.1, 3145.5)]),
        ("Hà|3.325,0|1.262,9\nlà|28.193,1|8,3\n", ("Hà", "là"), [(3325.0, 28193.1), (1262.9, 8.3)]),
        ("Hà\t-8,1\t2,5\nNội\t8,9\t-1,5\n", ("Hà", "Nội"), [(-8.1, 8.9), (2.5, -1.5)]),
        ("token score\nHà 8,9\nNội 0,5\n", ("Hà", "Nội"), [(8.9, 0.5)]),
        ('"Hà Nội" 8,9 7,25\nlà 0,5 1\n', ("Hà Nội", "là"), [(8.9, 0.5), (7.25, 1.0)]),
        ('"một từ" 6,5\nHà 3,5\n', ("một từ", "Hà"), [(6.5, 3.5)]),
        ("là 5\n, 0,5\n", ("là", ","), [(5.0, 0.5)]),
        ("x,y|407.21\na,b|384.34\n", ("x,y", "a,b"), [(407.21, 384.34)]),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.csv", "x.dat"])
def test_commas_within_numbers(
    text: str, tokens: tuple[str, ...], scores: list[tuple[float, ...]], name: str
) -> None:
    """Dashes, numbers and marks are tokens as words are, and commas stand within numbers."""
    found = read(text.encode(), name)
    assert found.tokens == tokens
    assert list(columns_of(found).values()) == scores


@pytest.mark.parametrize(
    ("text", "number", "fixed"),
    [
        ("Nội 8,9\n- 8,1\nđẹp 3,2\nHà 4,5\n", "8,9", "Nội;8,9"),
        ("nan 344,99\nto 16,98\n12 757,85\n", "344,99", "nan;344,99"),
        ("trời 12,106.96\nvà 21,158.81\n", "12,106.96", "trời;12,106.96"),
        ("của 427,2 974,2\nlà 490,2 696,2\n", "427,2", "của;427,2"),
    ],
)
def test_commas_that_may_be_either(text: str, number: str, fixed: str) -> None:
    """The error says how both are written, and a line so written is read."""
    with pytest.raises(ScoreError, match="or stand between two columns") as caught:
        read(text.encode(), "x.txt")
    assert f"'{number}'" in caught.value.message
    assert f"'{fixed}'" in caught.value.hint
    of_thousands = "." in number
    assert ("of thousands" in caught.value.message) == of_thousands
    found = read(re.sub(r"(?m)^(\S+) ", r"\1;", text).replace(" ", ";").encode(), "x.csv")
    assert "," not in "".join(found.tokens or ())
    width = text.partition("\n")[0].count(",")
    named = ",".join(["token", *"abc"[:width]])
    assert len(read(f"{named}\n{text}".encode(), "x.csv").tokens or ()) == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "Hà,8\nNội,9\n",
        "Hà Nội,0.5\nlà 3,0.25\n",
        "Hà, 5, 7\nNội, 6, 8\n",
        "Hà ,5\nNội ,7\n",
        "Hà,1 000,5\nNội,2 000,7\n",
    ],
)
def test_commas_between_columns(text: str) -> None:
    """What has no number with a comma behind white space is a table as it was."""
    assert mark_of_numbers(text.splitlines()) is None
    assert recognise(text.encode(), "x.csv") == "csv"


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["token score", "Hà 1,5"], ""),
        (["token score"], None),
        (["token score", "Hà x", "Nội 1,5"], None),
        (["Hà ,5", "Nội 1"], None),
        (["Hà 1,5,", "Nội 1"], None),
        (["Hà 1,5", "Nội 1"], ""),
    ],
)
def test_lines_with_commas(lines: list[str], mark: str | None) -> None:
    """One row below names is enough; a comma stands between digits, and each row is looked at."""
    assert mark_of_numbers(lines) == mark


@pytest.mark.parametrize(
    ("rows", "fits"),
    [
        ([["a", "1"], ["b", "2"]], True),
        ([["a", "1"], ["b", "2", "3"]], False),
        ([["a", "56 -831"], ["b", "2"]], False),
        ([["a", "006.96"], ["b", "2"]], False),
    ],
)
def test_what_can_be_cut_at_commas(rows: list[list[str]], *, fits: bool) -> None:
    """Cells behind the first are numbers, of which none begins with 0 and a digit."""
    assert fits_commas(rows) == fits


_WORDS = ["Hà", "Nội", "đẹp", "trời", "mưa", "và", "của", "có", "là", "GPT", "the", "cat"]
_ODD = [
    *("-", "nan", "null", "N/A", "none", "1.5", "12", "2024", "#", ",", ".", ":", ";", "”", '"'),
    *("–", "~", "|", "(", "%", "x,y", "3,5", "##ing", "-3", "1e5", "inf", "'", "=", "0"),
]
_FORMS = [
    *("txt", "csv", "dat", "tsv", "csv;", "csv|", "txt|", "txt;", "txt\t", "dat|", "csv,", "txt,"),
]
_GROUPED = {mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+") for mark in ".,"}


def _number(random: Random, mark: str, group: str, digits: int, top: float) -> tuple[str, float]:
    """Write a number with a mark before its decimals, and one between thousands or none."""
    plain = f"{random.uniform(0, top):.{digits}f}"
    whole, _, decimals = plain.partition(".")
    whole = f"{int(whole):,}".replace(",", group) if group else whole
    minus = random.random() < 0.2
    text = f"{'-' * minus}{whole}{mark if decimals else ''}{decimals}"
    return text, -float(plain) if minus else float(plain)


def _table(random: Random) -> list[tuple[str, list[tuple[str, float]]]]:
    """Make tokens, of which some are no words, with numbers that are written alike."""
    mark = random.choice(",,.")
    group = random.choice(["", "", {",": ".", ".": ","}[mark]])
    digits, top = random.choice([0, 1, 2, 2, 3]), random.choice([1, 10, 1000, 90_000])
    share, width = random.choice([0, 0.2, 0.5]), random.choice([1, 1, 2, 3])
    return [
        (
            random.choice(_ODD if random.random() < share else _WORDS),
            [_number(random, mark, group, digits, top) for _ in range(width)],
        )
        for _ in range(random.choice([2, 3, 4, 8]))
    ]


def _written(form: str, rows: list[list[str]]) -> str:
    """Write rows as blocks have them, or as a program writes a table."""
    if len(form) == 3 and form != "tsv":
        quoted = [[_in_quotes(token), *numbers] for token, *numbers in rows]
        return "".join(f"{' '.join(row)}\n" for row in quoted)
    file = io.StringIO()
    csv.writer(file, delimiter=form[3:] or "\t", lineterminator="\n").writerows(rows)
    return file.getvalue()


def _in_quotes(token: str) -> str:
    return '"' + token.replace('"', r"\"") + '"' if token in {'"', "'", "#"} else token


def _may_be_thousands(form: str, columns: list[list[str]]) -> bool:
    """Tell numbers of which nothing says whether `1.234` is a thousand."""
    for mark in ".," if form.endswith(";") else ".":
        for column in columns:
            marked = [text for text in column if mark in text]
            if marked and all(map(_GROUPED[mark].fullmatch, marked)):
                return True
    return False


def check_table(random: Random) -> str:
    """Write a table, read it, and say what came of it: `right`, `told`, `error` or `unclear`."""
    form, table = random.choice(_FORMS), _table(random)
    rows = [[token, *(text for text, _ in numbers)] for token, numbers in table]
    width = len(rows[0])
    counted = rows[0] == [*map(str, range(width))]  # as pandas calls columns
    if counted or _may_be_thousands(form, [*map(list, zip(*rows, strict=True))][1:]):
        return "unclear"
    head = ["token", "score", "b", "c"][:width] if random.random() < 0.3 else []
    text = _written(form, [head, *rows] if head else rows)
    try:
        found = read(text.encode(), f"x.{form[:3]}")
    except HeatmarkError:
        return "error"
    if found.tokens is None:  # nothing but comments, which is an error where it is drawn
        return "error"
    scores = [*zip(*([number for _, number in numbers] for _, numbers in table), strict=True)]
    same = found.tokens == tuple(row[0] for row in rows)
    if same and [one.scores for one in found.series or ()] == scores:
        return "right"
    is_empty = "" in found.tokens  # of which the picture tells
    assert found.notices or is_empty, text
    return "told"


@given(random=st.randoms(use_true_random=False))
def test_what_is_written_is_read(random: Random) -> None:
    """A true table is read as it is, or there is an error, or a notice."""
    assert check_table(random)
