"""Tables in which nothing is a number: the error says what stands there instead."""

from __future__ import annotations

import pytest

from data_files import read
from heatmark.core.errors import ScoreError
from heatmark.files.no_numbers import no_numbers


@pytest.mark.parametrize("before", ["", "id,"])
def test_lists_in_cells(before: str) -> None:
    """As pandas writes columns of lists: JSON keeps them."""
    row = "\"['Hà', 'Nội']\",\"[0.1, 0.2]\""
    cell = "0," if before else ""
    with pytest.raises(ScoreError, match="its cells are lists") as caught:
        read(f"{before}tokens,scores\n{cell}{row}\n".encode(), "x.csv")
    assert "to_json" in caught.value.hint


@pytest.mark.parametrize(
    "cell", ["0.5±0.1", "0.5 ms", "0.5*", "$1.5", "np.float64(0.1)", "tensor(0.1)", "[0.1]"]
)
def test_numbers_with_something_beside_them(cell: str) -> None:
    """In all rows, as in one: the cell is named."""
    with pytest.raises(ScoreError, match="'score' has no numbers") as caught:
        read(f"token,score\nHà,{cell}\nNội,{cell}\n".encode(), "x.csv")
    assert cell in caught.value.message
    assert "alone" in caught.value.hint


def test_words() -> None:
    """Where there are but words, a score is missing."""
    with pytest.raises(ScoreError, match="no column of numbers"):
        read("token,tag\nHà,N1\nNội,[b]\n".encode(), "x.csv")


def test_numbers_that_are_none_of_scores() -> None:
    """What only counts is named as before."""
    with pytest.raises(ScoreError, match="only what numbers or marks tokens in it: 'id'"):
        read("token,id\nHà,7\nNội,3\n".encode(), "x.csv")


def test_a_table_without_names() -> None:
    """Columns are counted from 1."""
    error = no_numbers([], [["Hà", "0.5 ms"], ["Nội", "0.7 ms"]], 0, ["3"])
    assert error.message == "'2' has no numbers that could be read: '0.5 ms'"
    for cell in ("x", "['a', 'b']"):
        message = no_numbers([], [["Hà", cell]], 0, ["3"]).message
        assert message == "there is no column of numbers in it"
