"""A last row that sums up the others is told from a token."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.totals import total_row
from pictures import drawn, names


@pytest.mark.parametrize("name", ["Tổng", "Tổng cộng", "Total", "total:", "SUM", "Subtotal"])
def test_sums(name: str) -> None:
    """Programs and people put one below a table."""
    found = drawn(["Hà ", "Nội ", name], [5.5, 2.75, 8.25], measure="x")
    assert names(found) == ["total-row"]
    assert found.notices[0].message.startswith(f"the last row, '{name}', is the sum of those above")
    assert found.notices[0].hint == "leave it out; rows: 1..2 leaves it out of a file"


@pytest.mark.parametrize("name", ["Trung bình", "mean", "Average", "TB"])
def test_means(name: str) -> None:
    """So is a mean, rounded as it is written."""
    found = drawn(["Hà ", "Nội ", "đẹp ", name], [5.5, 2.7, 1.0, 3.07], measure="x")
    assert [one for one in names(found) if one == "total-row"]
    assert found.notices[0].message.startswith(
        f"the last row, '{name}', is the mean of those above"
    )


@pytest.mark.parametrize(
    ("scores", "is_sum"),
    [
        ([5.3, 2.9, 8], True),
        ([5.3, 3.9, 9], True),
        ([5.3, 3.3, 8], False),
        ([1.048, 1.1, 2.1], True),
        ([1.08, 1.1, 2.1], False),
        ([500.0, 500.25, 1000.2], True),
        ([0.0001, 0.000152, 0.0002], False),
        ([1e9, 5e9, 6e9 + 2], True),
    ],
)
def test_sums_are_as_exact_as_they_are_written(scores: list[float], is_sum: bool) -> None:
    """To half of the last digit, or a billionth of a large number."""
    found = drawn(["Hà ", "Nội ", "Tổng"], scores, measure="x")
    assert ("total-row" in names(found)) is is_sum


@pytest.mark.parametrize(
    ("tokens", "scores"),
    [
        (["Hà ", "Nội ", "Tổng"], [5.5, 2.75, 8.5]),
        (["Hà ", "Nội ", "đẹp"], [5.5, 2.75, 8.25]),
        (["Tổng ", "Hà ", "Nội"], [8.25, 5.5, 2.75]),
        (["the ", "total"], [3.0, 3.0]),
        (["a ", "b ", "mean"], [1.0, 1.0, 1.0]),
        (["Hà ", "Nội ", "Tổng"], [5.5, 2.75, None]),
        (["Hà ", "Nội ", "Tổng"], {"a": [1, 2, 3], "b": [4, 5, 6]}),
        (["Hà ", "Nội ", "Tổng"], [4.0, None, 4.0]),
    ],
)
def test_tokens(tokens: list[str], scores: Any) -> None:
    """A word that is called so has other scores, in some series at least."""
    assert "total-row" not in names(drawn(tokens, scores, measure="x"))


def test_all_series_are_summed_up() -> None:
    """Infinite scores are left out of the sum."""
    both = {"a": [1, 2.5, 3.5], "b": [4, 5.5, 9.5]}
    assert "total-row" in names(drawn(["Hà ", "Nội ", "Tổng"], both))


def test_without_scores_there_is_no_sum() -> None:
    """Tokens alone have none, and a grid's columns are no rows."""
    for content in (
        Heatmap(["Hà ", "Nội ", "Tổng"], None).content,
        Heatmap(["Hà", "Nội", "Tổng"], {"a": [1, 2, 3]}, columns=True).content,
    ):
        assert [*total_row(lay_out(content, resolve({})))] == []


@pytest.mark.parametrize(
    ("below", "scores"),
    [
        (["Tổng cộng", "Trung bình"], [9.0, 3.0]),
        (["Trung bình", "Độ lệch chuẩn"], [3.0, 2.65]),
        (["Max", "Min"], [6.0, 1.0]),
        (["Cao nhất:", "Thấp nhất:"], [6.0, 1.0]),
        (["Trung vị"], [2.0]),
        (["Lớn nhất"], [6.0]),
    ],
)
def test_several_rows_that_sum_up(below: list[str], scores: list[float]) -> None:
    """Each is of the tokens, and not of the other rows."""
    found = drawn(["Hà ", "Nội ", "đẹp ", *below], [1.0, 2.0, 6.0, *scores], measure="x")
    (notice,) = [one for one in found.notices if one.name == "total-row"]
    assert all(repr(name) in notice.message for name in below)
    assert "rows: 1..3" in notice.hint
    scores[-1] += 7
    wrong = drawn(["Hà ", "Nội ", "đẹp ", *below], [1.0, 2.0, 6.0, *scores], measure="x")
    assert "total-row" not in names(wrong)


def test_a_word_that_is_called_so_above_a_row_that_is() -> None:
    """Only what is a mean or the like is named."""
    found = drawn(["Hà ", "max ", "Tổng"], [1.0, 2.0, 3.0], measure="x")
    (notice,) = [one for one in found.notices if one.name == "total-row"]
    assert "'Tổng'" in notice.message
    assert "max" not in notice.message


@pytest.mark.parametrize("name", ["Tổng", "TB", "SD", "Median", "Max"])
def test_sums_beyond_all_numbers(name: str) -> None:
    """They are none, and no warning of NumPy's."""
    tokens = ["a ", "b ", "c ", name]
    found = Heatmap(tokens, [1.7e308, 1.6e308, -1e-300, 5.0])
    assert [*total_row(lay_out(found.content, resolve({})))] == []
