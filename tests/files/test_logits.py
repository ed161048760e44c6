"""Log-probabilities, ranks, entropies and alternatives from logits, against their definitions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from heatmark.core.errors import ScoreError
from heatmark.files.logits import (
    TOP,
    check_logits,
    from_logits,
    row_blocks,
    rows_at_once,
    score_blocks,
)

INF = math.inf


def test_one_token() -> None:
    """Nothing predicts it, in a batch of one or without."""
    for logits in ([[1.0, 2.0]], [[[1.0, 2.0]]]):
        for ids in ([0], [[0]]):
            found = from_logits(logits, ids)
            assert np.isnan(found.scores).tolist() == [True]
            assert (found.ranks, found.entropies, found.likely) == ([None], [None], [])


def test_ranks() -> None:
    """1 + how many have a larger logit; those that are as large do not count."""
    logits = [[3.0, 2.0, 2.0, 1.0], [0.0, 0.0, 0.0, 0.0], [1.0, 9.0, 5.0, 7.0], [0.0] * 4]
    assert from_logits(logits, [0, 2, 3, 0]).ranks == [None, 2, 1, 4]
    assert from_logits(logits, [0, 0, 0, 1]).ranks == [None, 1, 1, 1]
    assert from_logits([[math.nan, 0.0], [0.0, 0.0]], [0, 0]).ranks == [None, None]


@pytest.mark.parametrize(
    ("row", "entropy"),
    [
        ([0.0, 0.0, 0.0], math.log(3)),
        ([5.0, 5.0, -INF], math.log(2)),
        ([1000.0, 0.0, 0.0], 0.0),
        ([0.0, -INF, -INF], 0.0),
        ([math.log(2), 0.0, 0.0], 1.5 * math.log(2)),
        ([math.log(6), math.log(3), 0.0], math.log(10) - 0.9 * math.log(3) - 0.6 * math.log(2)),
    ],
)
def test_entropies(row: list[float], entropy: float) -> None:
    """H = -Σ P ln P of what could have come; tokens without a probability add nothing."""
    found = from_logits([row, row], [0, 0]).entropies
    assert found[0] is None
    assert found[1] == pytest.approx(entropy, abs=1e-12)
    weights = np.exp(np.array(row) - max(row))
    shares = weights[weights > 0] / weights.sum()
    assert entropy == pytest.approx(-(shares * np.log(shares)).sum(), abs=1e-12)


def test_an_entropy_that_is_not_known() -> None:
    """Where a logit is no number there is none."""
    assert from_logits([[math.nan, 0.0], [0.0, 0.0]], [0, 0]).entropies == [None, None]


@pytest.mark.parametrize("top", [1, 2, 5, 1_000, 2_000])
def test_the_most_likely(top: int) -> None:
    """As many as are asked for, the best first, with log-probabilities; none for the first."""
    random = np.random.default_rng(3)
    logits = random.permutation(1_000.0 + np.arange(1_000))[None].repeat(3, axis=0) / 100
    likely = score_blocks([logits], np.array([0, 1, 2]), top).likely
    assert [len(row) for row in likely] == [0, min(top, 1_000), min(top, 1_000)]
    order = np.argsort(-logits[0])[:top]
    scores = logits[0] - np.log(np.exp(logits[0]).sum())
    assert [index for index, _ in likely[1]] == order.tolist()
    assert [score for _, score in likely[1]] == pytest.approx(scores[order].tolist())


def test_what_cannot_come_is_not_likely() -> None:
    """Tokens without a probability are not among the alternatives."""
    likely = score_blocks([np.array([[0.0, -INF, 1.0]] * 2)], np.array([0, 0]), 3).likely
    assert [index for index, _ in likely[1]] == [2, 0]
    assert score_blocks([np.array([[0.0, 1.0]] * 2)], np.array([0, 0])).likely == []


@pytest.mark.parametrize("cuts", [[1], [2], [3], [1, 2, 3], [4], []])
def test_block_by_block(cuts: list[int]) -> None:
    """However logits are cut, the scores are those of the whole."""
    logits = np.random.default_rng(0).normal(size=(4, 6))
    ids = np.array([5, 1, 0, 3])
    whole = from_logits(logits, ids)
    found = score_blocks(np.split(logits, cuts), ids, TOP)
    np.testing.assert_allclose(found.scores, whole.scores)
    assert found.ranks == whole.ranks
    assert found.entropies[1:] == pytest.approx(whole.entropies[1:])
    assert [len(row) for row in found.likely] == [0, 5, 5, 5]


def test_how_many_rows_are_worked_on_at_once() -> None:
    """So many that they have two million numbers, and at least one."""
    sizes = {0: 2_000_000, 1: 2_000_000, 1_000: 2_000, 1_000_000: 2, 3_000_000: 1}
    assert {width: rows_at_once(width) for width in sizes} == sizes
    rows = np.zeros((5, 1_000_000), np.int8)
    assert [len(block) for block in row_blocks(rows)] == [2, 2, 1]


@pytest.mark.parametrize(
    ("ids", "shape", "problem"),
    [
        ([0, 3], (2, 3), "id 2 is 3, but the logits have 3 columns"),
        ([-1, 3], (2, 3), "id 1 is -1, but the logits have 3 columns"),
        ([0, 1, 2], (2, 3), r"logits \[2, 3\] and ids \[3\] do not fit"),
        ([[0, 1], [0, 1]], (2, 3), r"ids \[2, 2\] do not fit"),
        ([0, 1], (2,), r"logits \[2\] and"),
        ([0, 1], (2, 3, 1), r"logits \[2, 3, 1\] and"),
        ([0.0, 1.0], (2, 3), r"ids are whole numbers \(got float64\)"),
        ([None, 1], (2, 3), r"ids are whole numbers \(got object\)"),
        ([0.0, math.nan], (2, 3), "an id is missing"),
        (np.ma.array([0, 1], mask=[False, True]), (2, 3), "an id is missing"),
    ],
)
def test_ids_that_do_not_fit(ids: object, shape: tuple[int, ...], problem: str) -> None:
    """The error names the first that is wrong."""
    with pytest.raises(ScoreError, match=problem):
        check_logits(ids, shape)
    assert check_logits([[0, 2]], (2, 3)).tolist() == [0, 2]


@pytest.mark.parametrize("kind", ["f8", "f4", "i8"])
def test_what_a_mask_hides_is_not_known(kind: str) -> None:
    """A row with a hidden logit predicts nothing that is known; a mask of nothing hides none."""
    logits = np.ma.array(np.arange(12).reshape(4, 3).astype(kind), mask=np.zeros((4, 3), bool))
    whole = from_logits(logits, [0, 1, 2, 0])
    assert np.isnan(whole.scores).tolist() == [True, False, False, False]
    logits[1, 2] = np.ma.masked
    found = from_logits(logits, [0, 1, 2, 0])
    assert np.isnan(found.scores).tolist() == [True, False, True, False]
    assert (found.ranks[2], found.entropies[2]) == (None, None)


def test_two_texts_are_none() -> None:
    """A batch of two is not taken for one."""
    with pytest.raises(ScoreError, match="do not fit one another"):
        from_logits(np.zeros((2, 2, 3)), [0, 1])


def shares(kind: str = "f8") -> Any:
    """Give probabilities of 40 tokens in 5 places."""
    logits = np.random.default_rng(0).normal(size=(5, 40), scale=3)
    whole = np.exp(logits)
    return (whole / whole.sum(axis=1, keepdims=True)).astype(kind)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (shares(), "probabilities"),
        (shares("f4"), "probabilities"),
        (shares("f2"), "probabilities"),
        (shares() * 100, "probabilities"),
        (np.eye(5, 40), "probabilities"),
        ([[0.1, 0.9], [0.5, 0.5], [0.3, 0.7]], "probabilities"),
        (shares()[None], "probabilities"),
        (-np.log(shares()), "surprisals"),
        (-np.log(shares("f4")), "surprisals"),
    ],
)
def test_what_are_no_logits(rows: Any, kind: str) -> None:
    """Of probabilities and surprisals softmax makes others; the notice says what to give."""
    ids = [1] * np.shape(rows)[-2]
    (found,) = from_logits(rows, ids).notices
    assert found.name == "impossible-score"
    assert f"look like {kind}" in found.message
    with np.errstate(divide="ignore"):
        mended = np.log(rows) if kind == "probabilities" else -np.asarray(rows)
    assert not from_logits(mended, ids).notices


@pytest.mark.parametrize(
    "rows",
    [
        np.log(shares()),
        np.log(shares("f2")),
        np.random.default_rng(1).normal(size=(5, 40)),
        np.abs(np.random.default_rng(1).normal(size=(5, 40))),
        np.vstack([shares(), np.ones(40)]),
        np.vstack([shares(), np.zeros(40)]),
        np.zeros((3, 4)),
        np.ones((3, 1)),
        np.zeros((3, 1)),
        np.full((2, 3), np.nan),
        np.arange(12).reshape(3, 4),
    ],
)
def test_what_may_be_logits(rows: Any) -> None:
    """Log-probabilities are as good as logits; what is no distribution is taken for them."""
    assert not from_logits(rows, [0] * len(rows)).notices


def test_all_blocks_are_looked_at() -> None:
    """Logits in any block are logits; of none nothing is said."""
    assert not score_blocks([], np.zeros(0, np.int64)).notices
    rows = shares()
    ids = np.zeros(5, np.int64)
    assert score_blocks(np.split(rows, [2]), ids).notices
    rows[4] += 1
    assert not score_blocks(np.split(rows, [2]), ids).notices
