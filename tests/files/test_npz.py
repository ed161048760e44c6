"""NPZ files: tokens in three forms, arrays over them, and nothing that is run."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest

from heatmark.core.errors import HeatmarkError
from heatmark.files.data import Request
from heatmark.files.npz import read_npz


def saved(*, packed: bool = False, **arrays: Any) -> bytes:
    file = io.BytesIO()
    (np.savez_compressed if packed else np.savez)(file, **arrays)
    return file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "tokens",
    [
        {"tokens": np.array(["Hà", " Nội"])},
        {"text": np.frombuffer("Hà Nội".encode(), np.uint8), "offsets": np.array([0, 3, 9])},
        {"vocab": np.array([" Nội", "x", "Hà"]), "ids": np.array([2, 0])},
    ],
)
def test_tokens_in_any_form(tokens: dict[str, Any], packed: bool) -> None:
    """Strings, bytes with places between which they stand, and numbers of a list say the same."""
    found = read_npz(saved(scores=np.array([0.5, np.nan]), packed=packed, **tokens), Request())
    assert list(found.tokens) == ["Hà", " Nội"]
    (column,) = found.columns.values()
    assert np.array_equal(np.asarray(column, float), [0.5, np.nan], equal_nan=True)


@pytest.mark.parametrize(
    ("arrays", "problem"),
    [
        ({"tokens": np.array(["a"], dtype=object), "x": np.array([1.0])}, "Python objects"),
        ({"tokens": np.array(["a"]), "x": np.array([{}], dtype=object)}, "Python objects"),
        ({"x": np.array([1.0])}, "token"),
    ],
)
def test_what_is_not_read(arrays: dict[str, Any], problem: str) -> None:
    """Pickled objects are refused before a byte of them is looked at; tokens there must be."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        read_npz(saved(**arrays), Request())
    assert caught.value.hint


@pytest.mark.parametrize("cut", [10, 200, -30, -1])
def test_broken_files(cut: int) -> None:
    """A file that is not whole is said to be so, wherever it ends."""
    content = saved(tokens=np.array(["a", "b"]), x=np.array([1.0, 2.0]))
    with pytest.raises(HeatmarkError):
        read_npz(content[:cut], Request())
