"""Hundreds of numbers for each token."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from data_files import as_npz, read
from heatmark.core.many_series import are_many, many_in_file, told_of_rows
from heatmark.heatmap import Heatmap

TOKENS = ["a", " b", " c"]


@pytest.mark.parametrize(
    ("width", "name", "known"),
    [
        (768, "x", True),
        (100, "hidden", True),
        (99, "hidden", False),
        (32, "attributions", True),
        (32, "scores.input_grads", True),
        (32, "IG", True),
        (32, "attention", False),
        (31, "attr", False),
    ],
)
def test_many(width: int, name: str, known: bool) -> None:
    """A model has more dimensions than layers and heads; attributions are summed over fewer."""
    assert are_many(width, name) is known


def test_hints() -> None:
    """Attributions are summed; of hidden states one neuron is taken."""
    assert ": attr.sum(-1);" in many_in_file(768, "metrics.attr", "#neuron=0").hint
    assert many_in_file(768, "hidden", "#neuron=0").hint == "to draw one of them, write #neuron=0"


def _names(values: Any, **asked: Any) -> list[str]:
    return [one.name for one in read(as_npz(TOKENS, x=values), "x.npz", **asked).notices]


@pytest.mark.parametrize("shape", [(3, 300), (1, 3, 300)])
def test_files(shape: tuple[int, ...]) -> None:
    """NPZ and JSON tell of them; what is picked is one, and what has names is meant so."""
    values = np.ones(shape)
    assert _names(values) == ["many-series"]
    assert _names(values, part="neuron=3") == []
    content = json.dumps({"tokens": TOKENS, "x": values.tolist()}).encode()
    assert [one.name for one in read(content, "x.json").notices] == ["many-series"]
    named = as_npz(TOKENS, x=values, names=np.array([f"f{at}" for at in range(300)]))
    assert not read(named, "x.npz").notices


def test_rows() -> None:
    """Rows of a map are heads of layers, of which there may be hundreds; a grid shows all."""
    assert _names(np.ones((144, 3))) == []
    assert _names(np.ones((3, 300)), whole=True) == []
    assert _names(np.ones((3, 12))) == []


def test_in_python() -> None:
    """It is the same of arrays, and what the hint says is drawn without a notice."""
    values = np.ones((1, 3, 768))
    (notice,) = Heatmap(TOKENS, values, join="none").notices
    assert notice.name == "many-series"
    assert not Heatmap(TOKENS, values.sum(-1), join="none").notices
    assert not Heatmap(TOKENS, values[..., 0], join="none").notices
    assert not Heatmap(TOKENS, np.ones((144, 3)), join="none").notices
    assert not Heatmap(TOKENS, values, join="none", view="grid").notices


def test_square_arrays() -> None:
    """Of these something else is said."""
    (notice,) = told_of_rows(3, 3, turned=False, guessed=True)
    assert notice.name == "square-array"
