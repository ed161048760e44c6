"""The checks of the gate, each alone: what they let in, and what they say of all else."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, cast

import numpy as np
import pytest

from heatmark.core.checks import (
    as_number,
    check_counts,
    check_errors,
    check_labels,
    check_names,
    check_tokens,
    finite,
    refuse_halves,
    shape_of,
)
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError

BEYOND = 16_384 + 3  # strings that are looked at one part after the other


def test_the_half_of_a_pair_is_found_wherever_it_is() -> None:
    """Two halves in neighbouring texts are no character, and the place counts from 1."""
    refuse_halves(["a", "\U0001f600"], "token", "tokens")
    texts = ["a"] * BEYOND + ["\ud83d", "\ude00"]
    assert texts[BEYOND] == "\ud83d"
    with pytest.raises(ParseError, match=rf"^token {BEYOND + 1}, '.ud83d', has half") as caught:
        refuse_halves(texts, "token", "tokens")
    assert caught.value.about == "tokens"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (1, 1.0),
        (np.float16(0.5), 0.5),
        (Fraction(1, 4), 0.25),
        (10**400, math.inf),
        (True, None),
        (np.bool_(1), None),
        ("1", None),
        (1j, None),
        (np.zeros(2), None),
    ],
)
def test_numbers_of_any_kind(value: object, number: float | None) -> None:
    """What has a value as a float is a number; truth, text and arrays of several are none."""
    assert as_number(value) == number


def test_scores_are_floats_or_missing() -> None:
    """NaN and the signs of libraries for what is missing are None, and -∞ is a score."""
    values = (1, 2.5, None, math.nan, np.ma.masked, -math.inf, np.int8(3))
    assert finite(values, None) == (1.0, 2.5, None, None, None, -math.inf, 3.0)


@pytest.mark.parametrize("value", [math.inf, 10**400, np.float32("inf")])
def test_infinite_scores_are_refused(value: Any) -> None:
    """+∞ is no score; the error says whose it is, and which."""
    with pytest.raises(ScoreError, match="score 2 of 'x' is infinite"):
        finite((1.0, value), "x")


@pytest.mark.parametrize(
    ("errors", "problem"),
    [
        ([1], "2 tokens but 1 error"),
        ([1, -1], "negative"),
        ([1, None], "missing"),
        ("ab", "error 1"),
    ],
)
def test_errors_that_are_refused(errors: Any, problem: str) -> None:
    """Each finite score has one standard error, from 0 on."""
    with pytest.raises(ScoreError, match=problem) as caught:
        check_errors(errors, (1.0, 2.0), None)
    assert caught.value.about == "err"


def test_errors_may_be_missing_where_scores_are() -> None:
    """A score that is missing, or -∞, needs none."""
    assert check_errors([None, None, 0], (None, -math.inf, 1.0), None) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: check_tokens("abc"), "not a list"),
        (lambda: check_tokens([]), "no tokens"),
        (lambda: check_tokens(cast("Any", ["a", 5])), "token 2 is '5'"),
        (lambda: check_names("ab", 2), "list of strings"),
        (lambda: check_names(["a"], 2), "1 name but 2 rows"),
        (lambda: check_labels([["p"]], [None], 2), "1 × 1, the scores 1 × 2"),
        (lambda: check_labels({"y": ["p"]}, ["x"], 1), "labels of 'y'"),
        (lambda: check_labels(["p", "q"], ["x", "y"], 2), "lists of texts"),
        (lambda: check_labels([], ["x", "y"], 2), "1 × 0, the scores 2 × 2"),
        (lambda: check_labels(cast("Any", {"x": "p"}), ["x"], 1), "1 token but no list of 'x'"),
        (lambda: check_labels({"x": ["p"]}, ["x"], 2), "2 tokens but 1 label of 'x'"),
    ],
)
def test_what_does_not_fit(call: Any, problem: str) -> None:
    """The error names both sides, and what to write."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        call()
    assert caught.value.hint


def test_one_row_of_labels_will_do_for_one_series() -> None:
    """A list of texts is the row of the only series; a mapping may leave series out."""
    assert check_labels(["p", None], [None], 2) == (("p", None),)
    assert check_labels({"y": ["p"]}, ["x", "y"], 1) == ((None,), ("p",))
    assert check_labels([["p", None]], [None], 2) == (("p", None),)


def test_floats_are_taken_as_they_are() -> None:
    """Scores that are all finite floats, as nearly all are, are the very same ones."""
    for scores in ((1.0, -2.5), (1.0, None)):
        assert finite(scores, None) is scores


def test_shapes() -> None:
    """Rows of one length have two sides; of others the first four lengths are named."""
    assert shape_of([3, 3]) == "2 × 3"
    assert shape_of([5, 1, 2, 3, 4, 1]) == "6 × (1, 2, 3, 4)"


@pytest.mark.parametrize(
    ("widths", "hint"),
    [
        ([2, 2, 2], "these look like columns"),
        ([2, 2], "one for each series"),
        ([2, 1, 2], "one for each series"),
        ([3, 3, 2], "one for each series"),
    ],
)
def test_rows_that_do_not_fit_the_tokens(widths: list[int], hint: str) -> None:
    """As many rows as tokens, equally long, look turned around; all others do not."""
    with pytest.raises(ScoreError, match="for 3 tokens") as caught:
        check_counts([(None, width) for width in widths], 3)
    assert caught.value.hint.endswith(hint)
    check_counts([(None, 3)] * len(widths), 3)
