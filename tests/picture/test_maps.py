"""Maps of attention whose columns add up to 1 in the place of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.maps import transposed
from heatmark.picture.paint import picture
from pictures import drawn, names

TOKENS = [" a", " b", " c"]
ROWS = [[1, 0, 0], [0.4, 0.6, 0], [0.3, 0.3, 0.4]]
TURNED = [list(column) for column in zip(*ROWS, strict=True)]
GRID: dict[str, Any] = {"view": "grid", "measure": "attention"}


def softmax(size: int) -> Any:
    """Give attention of every token to every token."""
    weights = np.exp(np.random.default_rng(size).normal(size=(size, size), scale=2))
    return weights / weights.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    "options",
    [
        GRID,
        {"view": "grid", "measure": "trọng số chú ý"},
        {"view": "grid", "measure": "attn"},
        {"view": "grid", "measure": "x", "axes": ["query", "key"]},
        {"view": "grid", "axes": ["từ", "đến"]},
        {"series": "pick", "measure": "attention"},
    ],
)
def test_columns_that_add_up(options: dict[str, Any]) -> None:
    """Where rows are said to be those that look, columns that add up to 1 are named."""
    assert "transposed" in names(drawn(TOKENS, TURNED, **options))
    assert "transposed" in names(drawn(TOKENS, np.array(TURNED) * 100, **options, unit="%"))
    assert "transposed" in names(drawn(TOKENS, np.array(TURNED) * 97.5, **options, unit="%"))
    assert "transposed" not in names(drawn(TOKENS, ROWS, **options))
    assert "transposed" not in names(drawn(TOKENS, TURNED, **options, silence="transposed"))


@pytest.mark.parametrize("size", [2, 5, 12, 40])
def test_full_maps_as_they_are_written(size: int) -> None:
    """Also of numbers that are rounded to three decimals, and not of such as add up both ways."""
    tokens = [f" t{at}" for at in range(size)]
    rows = softmax(size).round(3)
    assert "transposed" in names(drawn(tokens, rows.T, **GRID))
    assert "transposed" not in names(drawn(tokens, rows, **GRID))
    assert "transposed" not in names(drawn(tokens, np.eye(size), **GRID))
    assert "transposed" not in names(drawn(tokens, np.full((size, size), 1 / size), **GRID))
    assert "transposed" not in names(drawn(tokens, rows.T * 2, **GRID))


def test_what_is_missing_adds_nothing() -> None:
    """What a causal map does not have may be written as nothing."""
    blank = [[score or None for score in row] for row in TURNED]
    assert "transposed" in names(drawn(TOKENS, blank, **GRID))


def test_the_hint_works() -> None:
    """`token_axis: first` lets rows and columns change places, and nothing is named."""
    made = Heatmap(TOKENS, TURNED, **GRID, token_axis="first")
    assert [one.scores for one in made.series] == [(1, 0, 0), (0.4, 0.6, 0), (0.3, 0.3, 0.4)]
    assert not [*transposed(lay_out(made.content, resolve(GRID)), resolve(GRID))]


@pytest.mark.parametrize(
    ("scores", "options"),
    [
        (TURNED, {"view": "grid", "measure": "attribution"}),
        (TURNED, {"view": "grid", "measure": "P"}),
        (TURNED, {**GRID, "axes": ["to", "from"]}),
        (TURNED, {**GRID, "axes": ["key", "query"]}),
        (TURNED, {**GRID, "transform": "log_softmax"}),
        (TURNED, {**GRID, "token_axis": "last"}),
        (dict(zip("xyz", TURNED, strict=True)), GRID),
        (TURNED[:2], GRID),
        ([[1.0], [1.0], [1.0]], {"measure": "attention"}),
    ],
)
def test_what_may_be_as_it_is(scores: Any, options: dict[str, Any]) -> None:
    """Other measures, other axes, heads that are as many as tokens, and what the author says."""
    assert "transposed" not in names(drawn(TOKENS, scores, **options))


def test_names_that_are_the_tokens() -> None:
    """Rows that are called like the tokens are theirs, whatever the view."""
    named = dict(zip(["a", "b", "c"], TURNED, strict=True))
    (notice,) = drawn(TOKENS, named, **GRID).notices
    assert notice.name == "transposed"
    assert notice.hint.startswith("let rows and columns of the scores change places")
    mended = dict(zip(["a", "b", "c"], ROWS, strict=True))
    assert not drawn(TOKENS, mended, **GRID).notices


@pytest.mark.parametrize(
    ("scores", "is_named"), [([[0.5, 1], [0.5, 0]], True), ([[1, 1]], True), (ROWS, False)]
)
def test_the_tokens_of_another_text(scores: Any, *, is_named: bool) -> None:
    """Rows of a translation look at the text; there the tokens have to change places too."""
    count = len(scores[0])
    made = Heatmap(TOKENS[:count], scores, row_tokens=["x", "y", "z"][: len(scores)], **GRID)
    found = picture(made.content, resolve(GRID)).notices
    hints = [one.hint for one in found if one.name == "transposed"]
    assert [hint[:26] for hint in hints] == ["let tokens and row_tokens "] * is_named
