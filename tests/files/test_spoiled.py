"""Cells that should be numbers and are none, wherever in their column they stand."""

from __future__ import annotations

import json

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import HeatmarkError, ScoreError
from heatmark.files.spoiled import (
    is_marked,
    is_mostly_numbers,
    is_no_name,
    is_spoiled,
    is_spoiled_list,
    left_out,
    lists_left_out,
)

ODD = ["#VALUE!", "#REF!", "#DIV/0!", "?", "0.1*", "0.52***", "<0.001", "0.5 ± 0.1", "0.5 (0.1)"]


@pytest.mark.parametrize("cell", [*ODD, "p < .05", "12 ms", "3 nat", "(0.5)", "Err:502", "####"])
def test_what_stands_for_a_number(cell: str) -> None:
    """Errors of spreadsheets and numbers with marks are no names of columns."""
    assert is_no_name(cell)
    assert is_marked(cell) is (cell != "?")


@pytest.mark.parametrize(
    "cell", ["", "a", "#", "#a", "1a", "3sg", "2024-01-01", "1.2.3", "10:30", "95% CI", "1-2", "%"]
)
def test_what_may_be_a_word(cell: str) -> None:
    """Dates, places, ordinals and names are no numbers with marks."""
    assert not is_marked(cell)


@pytest.mark.parametrize(
    ("cells", "spoiled"),
    [
        (["#VALUE!", "1"], True),
        (["", "?", "1", "-"], True),
        (["0.5a", "1"], True),
        (["TRUE", "0.5"], True),
        (["?", "."], False),
        (["?", "1", "a"], False),
        (["a", "1"], False),
        (["0.1*", "0.2*"], False),
        ([], False),
    ],
)
def test_numbers_of_which_some_are_spoilt(cells: list[str], *, spoiled: bool) -> None:
    """There is a number, and no word."""
    assert is_spoiled(cells) is spoiled


@pytest.mark.parametrize(
    ("cells", "tokens", "mostly"),
    [
        (["OOV", "-1"], "a b", True),
        (["A", "1"], "a b", False),
        (["OOV", "OOV", "1", "2", "3"], "a b c d e", True),
        (["OOV", "OOV", "1", "2"], "a b c d", False),
        (["năm", "2024", "2025"], "Năm 2024 2025", False),
        (["a", "b"], "a b", False),
        (["", "x", "1.5", ""], "a b c d", True),
    ],
)
def test_numbers_with_a_word_among_them(cells: list[str], tokens: str, *, mostly: bool) -> None:
    """More than half are numbers, or all but the first; not those of tokens that are numbers."""
    assert is_mostly_numbers(cells, tokens.split()) is mostly


@pytest.mark.parametrize(
    ("values", "spoiled"),
    [
        (["?", 0.5], True),
        (["NaN", -1.5], True),
        (["OOV", 1, 2], True),
        (["0.1*", "0.2"], True),
        (["0.2", None, "0.1*"], True),
        (["true", "0.2", "0.1*"], True),
        (["?", "5"], False),
        (["OOV", "5", "6"], False),
        (["0.1*", "0.2*"], False),
        ([1, 2], False),
        ([["?"], 1], False),
    ],
)
def test_lists_of_which_some_are_spoilt(values: list[object], *, spoiled: bool) -> None:
    """In JSON numbers are no texts, so that one number beside texts says what they are."""
    assert is_spoiled_list(values) is spoiled


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_an_odd_cell_is_an_error_in_any_row(odd: str, place: int, mark: str) -> None:
    """No other column is drawn in the place of the scores, and `field` takes one all the same."""
    scores = ["-5.2", "-3.1", "-4"]
    scores[place] = odd
    rows = [["token", "logprob", "x"], *zip("abc", scores, "312", strict=True)]
    text = "\n".join(mark.join(row) for row in rows).encode()
    name = "x.tsv" if mark == "\t" else "x.csv"
    with pytest.raises(ScoreError) as caught:
        read(text, name)
    assert f"'{odd}' is not a number" in caught.value.message
    assert (caught.value.line, caught.value.hint[-8:]) == (place + 2, "field: x")
    assert columns_of(read(text, name, field="x")) == {None: (3, 1, 2)}


@pytest.mark.parametrize(
    "text",
    [
        "a,#VALUE!\nb,-5\n",
        "a,0.1*,3\nb,0.2,4\n",
        "a,?,3\nb,0.2,4\n",
        "w,logprob\na,#VALUE!\nb,-5\n",
        "layer,a,b\n0,#VALUE!,1\n1,2,3\n",
        "logprob,w,x\n#VALUE!,a,1\n-3,b,2\n",
        "token,score,x\na,OOV,1\nb,3,2\nc,4,3\n",
    ],
)
def test_where_the_odd_cell_may_be_taken_for_another_thing(text: str) -> None:
    """It is no name of a column, and no token."""
    with pytest.raises(ScoreError, match="is not a number"):
        read(text.encode(), "x.csv")


@pytest.mark.parametrize(
    ("cells", "name", "level"),
    [
        (["0.5 ± 0.1", "0.3 ± 0.1"], "coef", "warning"),
        (["0.52***", "0.1*"], "coef", "warning"),
        (["#REF!", "#REF!"], "x", "warning"),
        (["high", "low"], "score", "warning"),
        (["", ""], "logprob", "warning"),
        (["TRUE", "FALSE"], "x", "info"),
        (["TRUE", "FALSE"], "is_special", None),
        (["high", "low"], "x", None),
        (["a", "b2"], "norm", None),
        (["1-2", "2-3"], "span", None),
        (["", ""], "x", None),
    ],
)
def test_columns_that_are_left_out(cells: list[str], name: str, level: str | None) -> None:
    """One without a number is told of if it looks as if it should have some."""
    rows = "".join(
        f"{token},{cell},{at}\n" for at, (token, cell) in enumerate(zip("ab", cells, strict=True))
    )
    found = read(f"token,{name},y\n{rows}".encode(), "x.csv")
    assert scores_of(found) == (0, 1)
    assert [notice.level for notice in found.notices] == ([level] if level else [])
    assert all(name in notice.message for notice in found.notices)
    assert not read(f"token,{name},y\n{rows}".encode(), "x.csv", field="y").notices


def test_words_beside_numbers_are_words() -> None:
    """Another form of tokens some of which are numbers is no column of scores."""
    found = read(b"token,norm,y\n?,?,1\n5,5,2\n.,.,3\n", "x.csv")
    assert (found.tokens, scores_of(found), found.notices) == (("?", "5", "."), (1, 2, 3), ())


@pytest.mark.parametrize("cells", ["1,2,house", "a,2,3", "5,b,7"])
def test_words_that_are_numbers_beside_what_is_called_scores(cells: str) -> None:
    """Translations and candidates may be numbers; the author is told that they are not drawn."""
    first, second, third = cells.split(",")
    text = f"token,top,logprob\nHà,{first},-1\nNội,{second},-2\nđẹp,{third},-3\n"
    found = read(text.encode(), "x.csv")
    assert scores_of(found) == (-1, -2, -3)
    assert [(one.name, one.level) for one in found.notices] == [("left-out", "info")]
    with pytest.raises(ScoreError, match="is not a number"):
        read(text.replace("logprob", "x").encode(), "x.csv")


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"tokens": ["a", "b"], "surprisal": ["?", 2], "x": [1, 2]}, "several scores"),
        ({"tokens": ["a", "b"], "coef": ["0.1*", "0.2"], "p": [1, 2]}, "several scores"),
        ({"tokens": ["a", "b"], "logprobs": ["#VALUE!", -2], "x": [1, 2]}, "is not a number"),
        ([{"token": "a", "coef": "0.1*", "x": 1}, {"token": "b", "coef": "0.2", "x": 2}],
         "several scores"),
        ([{"word": "a", "coef": "0.1*", "x": 1}, {"word": "b", "coef": "0.2", "x": 2}],
         "is not a number"),
    ],
)  # fmt: skip
def test_spoilt_lists_are_not_passed_over(value: object, problem: str) -> None:
    """JSON has the same fault, where a table has become a list."""
    with pytest.raises(HeatmarkError, match=problem):
        read(json.dumps(value).encode(), "x.json")


def test_lists_that_are_left_out() -> None:
    """Lists of texts that look like numbers are told of."""
    beside = {"coef": ["0.1 ± 1", "0.2 ± 1"], "norm": ["a", "b"]}
    value = {"tokens": ["a", "b"], **beside, "x": [1, 2]}
    items = [{"token": t, "coef": c, "x": 1} for t, c in zip("ab", beside["coef"], strict=True)]
    for whole in (value, items):
        found = read(json.dumps(whole).encode(), "x.json")
        assert [notice.name for notice in found.notices] == ["left-out"]
        assert not read(json.dumps(whole).encode(), "x.json", field="x").notices
    assert not lists_left_out(beside.items(), 3)
    assert left_out("x", ["a"], called_scores=False) is None


@pytest.mark.parametrize(
    "value",
    [
        {"tokens": ["a", "b"], "beside": {"coef": ["0.1*", "0.2*"]}, "x": [1, 2]},
        [{"token": "a", "x": 1}, {"token": "b", "coef": "0.2 ± 1", "x": 2}],
    ],
)
def test_lists_wherever_they_stand_are_told_of(value: object) -> None:
    """In a mapping beside the tokens, and where the first token has nothing there."""
    (notice,) = read(json.dumps(value).encode(), "x.json").notices
    assert (notice.name, notice.level) == ("left-out", "warning")


@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("coef", [None, "0.2 ± 1"], "warning"),
        ("coef", ["-", "0.2*"], "warning"),
        ("coef", ["0.2a", ""], "warning"),
        ("score", ["high", "low"], "warning"),
        ("score", ["", ""], "warning"),
        ("x", ["true", "false"], "info"),
        ("is_special", ["true", "false"], ""),
        ("value", ["high", "low"], ""),
        ("attention", ["high", "low"], ""),
        ("coef", ["0.2*", "low"], ""),
        ("coef", ["0.2*", 1], ""),
        ("score", [None, None], ""),
        ("score", "0.2", ""),
    ],
)
def test_lists_are_told_of_as_columns_are(name: str, value: object, level: str) -> None:
    """Wherever in a list the odd text stands, and by the same names."""
    found = lists_left_out([(name, value)], 2)
    assert [one.level for one in found] == [level] * bool(level)


def test_numbers_that_are_written_as_texts_are_not_left_out() -> None:
    """What is drawn is not told of."""
    value = {"tokens": ["a", "b"], "score": ["0.1", "0.2"], "x": [1, 2]}
    found = read(json.dumps(value).encode(), "x.json")
    assert (scores_of(found), found.notices) == ((0.1, 0.2), ())
