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
    assert "is the sum of those above it" in found.notices[0].message
    assert found.notices[0].hint == "leave it out; rows: 1..2 leaves it out of a file"


@pytest.mark.parametrize("name", ["Trung bình", "mean", "Average", "TB"])
def test_means(name: str) -> None:
    """So is a mean, rounded as it is written."""
    found = drawn(["Hà ", "Nội ", "đẹp ", name], [5.5, 2.7, 1.0, 3.07], measure="x")
    assert [one for one in names(found) if one == "total-row"]
    assert "is the mean of those above it" in found.notices[0].message


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
