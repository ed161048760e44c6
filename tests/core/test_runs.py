"""Runs become scores: their means, missing in all runs or in none."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap, ScoreError
from heatmark.core.runs import check_runs, mean_of, means, rows_by_name
from heatmark.core.scored_tokens import from_runs

NUMBERS = st.floats(-1e308, 1e308)


@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_means(rows: list[list[float]]) -> None:
    """Scores are means, never beyond the runs, and of equal numbers exactly that number."""
    found = mean_of(tuple(map(tuple, rows)))
    for mean, column in zip(found, zip(*rows, strict=True), strict=True):
        assert mean is not None
        assert math.isfinite(mean)
        size = max(map(abs, column))
        assert min(column) - 1e-15 * size <= mean <= max(column) + 1e-15 * size
    assert mean_of((tuple(rows[0]),) * 3) == tuple(rows[0])


def test_missing_in_all_runs() -> None:
    """A token without a score has none in any run."""
    assert mean_of(((1.0, None), (2.0, None))) == (1.5, None)


@pytest.mark.parametrize(
    ("runs", "problem"),
    [
        ([[1, 2]], "at least 2 runs"),
        ([[1, 2], [1]], "run 2 has 1 score, and the first has 2"),
        ([[1, None], [1, 2]], "score 2 is missing in run 1, but not in all"),
        ([[1, math.inf], [1, 2]], "score 2 is infinite"),
        ([[1, "x"], [1, 2]], "score 2 is not a number"),
        ([1, 2], "lists of lists"),
        ([], "lists of lists"),
        ({}, "there are no runs"),
    ],
)
def test_runs_that_do_not_belong_together(runs: Any, problem: str) -> None:
    """Each has a message, about runs, that says what to do."""
    with pytest.raises(ScoreError, match=problem) as caught:
        from_runs(runs)
    assert caught.value.hint
    assert caught.value.about == "runs"


def test_errors_name_the_series() -> None:
    """Of several series, the one that is meant is named."""
    with pytest.raises(ScoreError, match="run 2 of 'y'"):
        check_runs([(1.0,), (1.0, 2.0)], "y")
    assert list(rows_by_name({"a": [[1.0], [2.0]]})) == ["a"]


def test_series_of_runs() -> None:
    """Names go with their runs, in lists, arrays and mappings of them."""
    runs = np.array([[1.0, 2.0], [3.0, 5.0]])
    made = Heatmap(["a", " b"], runs={"x": runs, "y": runs + 1})
    assert [one.scores for one in made.series] == [(2.0, 3.5), (3.0, 4.5)]
    assert made.series[1].runs == ((2.0, 3.0), (4.0, 6.0))
    assert Heatmap.from_fence(made.to_fence()) == made
    alone = Heatmap(["a", " b"], runs=runs.tolist())
    assert '"runs": [[1.0, 2.0], [3.0, 5.0]]' in alone.to_fence()
    assert '"scores"' not in alone.to_fence()
    assert Heatmap.from_fence(alone.to_fence()) == alone


@pytest.mark.parametrize(
    ("scores", "known", "problem"),
    [
        ([1, 2], {"runs": [[1, 2], [1, 2]]}, "either scores or runs"),
        (None, {"runs": [[1, 2]] * 2, "err": [1, 1]}, "runs and err exclude"),
    ],
)
def test_either_scores_or_runs(scores: Any, known: dict[str, Any], problem: str) -> None:
    """Scores and their errors follow from runs, and are not given beside them."""
    with pytest.raises(ScoreError, match=problem) as caught:
        Heatmap(["a", " b"], scores, **known)
    assert caught.value.hint


def test_a_copy_with_other_runs() -> None:
    """Runs can be changed, and give way to scores."""
    made = Heatmap(["a", " b"], runs=[[1, 2], [3, 4]], against=0)
    assert made.replace(title="T").series == made.series
    assert made.replace(runs=[[1, 2], [5, 4]]).series[0].scores == (3, 3)
    assert made.replace(scores=[1, 2]).series[0].runs is None
    assert made.replace(err=[0.5, 0.5]).series[0].errors == (0.5, 0.5)


def test_means_of_arrays() -> None:
    """Of equal numbers exactly that number, of others the mean; missing stays missing."""
    found = means(np.array([[0.1, 0.1, math.nan], [0.1, 0.2, math.nan], [0.1, 0.6, math.nan]]))
    assert found[0] == 0.1 != np.mean([0.1] * 3)
    assert found[1] == pytest.approx(0.3)
    assert math.isnan(found[2])


def test_a_token_that_no_run_has() -> None:
    """Runs belong together that lack the same scores."""
    runs = ((1.0, None), (2.0, None))
    assert check_runs(runs, None) == runs


def test_means_of_runs_whose_sum_is_beyond_floats() -> None:
    """A mean is no larger than the largest of them."""
    found = means(np.array([[1e308, 1.0, -math.inf], [1.5e308, 2.0, 1.0]]))
    assert found.tolist() == [1.25e308, 1.5, -math.inf]
