"""The standard errors of series: which forms they have, and whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.core.errors import ScoreError
from heatmark.core.scored_tokens import Series
from heatmark.core.spreads import with_errors

A, B = Series([1, 2], "a"), Series([3, 4], "b")


@pytest.mark.parametrize(
    ("series", "errors", "expected"),
    [
        ([A], [0.1, 0.2], [(0.1, 0.2)]),
        ([A, B], {"b": [0.1, 0.2]}, [None, (0.1, 0.2)]),
        ([A, B], [None, [0.1, 0.2]], [None, (0.1, 0.2)]),
    ],
)
def test_errors_of_series(
    series: list[Series], errors: Any, expected: list[tuple[float, float] | None]
) -> None:
    """They are of the only series, by name, or a list for each."""
    assert [item.errors for item in with_errors(series, errors)] == expected


@pytest.mark.parametrize(
    ("series", "errors", "said"),
    [
        ([A, B], [0.1, 0.2], "which of the series"),
        ([A, B], {"c": [0.1, 0.2]}, "no series 'c'"),
        ([A, B], [[0.1, 0.2]], "1 row"),
        ([A], 0.1, "no list|not a list"),
    ],
)
def test_errors_that_fit_no_series(series: list[Series], errors: Any, said: str) -> None:
    """What fits no series is refused."""
    with pytest.raises(ScoreError, match=said):
        with_errors(series, errors)
