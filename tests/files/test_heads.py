"""Maps of tokens to tokens, of heads and layers."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from data_files import read, series_of
from heatmark.core.errors import ParseError, ScoreError
from heatmark.files.array_parts import View
from heatmark.files.arrays import Nested
from heatmark.files.heads import is_map
from heatmark.files.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable


def as_json(array: np.ndarray) -> bytes:
    return json.dumps({"tokens": [*"abcd"], "attentions": array.tolist()}).encode()


def as_npz(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, tokens=np.array([*"abcd"]), attentions=array)
    return file.getvalue()


def numbered(*shape: int) -> np.ndarray:
    return np.arange(float(np.prod(shape))).reshape(shape)


@pytest.mark.parametrize("write", [as_json, as_npz])
def test_a_batch_in_each_layer(write: Callable[..., bytes]) -> None:
    """Transformers gives one; the error names the heads behind it, and not the one text."""
    array = numbered(2, 1, 3, 4, 4)
    with pytest.raises(ParseError, match="2 to choose from: layer") as at:
        read(write(array), "x")
    assert at.value.hint.endswith("#layer=0,head=0 to src: x#layer=1,head=2")
    found = read(write(array), "x", part="layer=1,head=2", whole=True)
    assert [list(one.scores) for one in series_of(found)] == array[1, 0, 2].tolist()


@pytest.mark.parametrize("write", [as_json, as_npz])
@pytest.mark.parametrize("part", ["", "layer=1", "layer=1,head=0"])
def test_a_batch_of_several_texts(write: Callable[..., bytes], part: str) -> None:
    """It has one axis more, whatever is picked: the hint no longer takes texts for heads."""
    with pytest.raises(ScoreError, match="too many axes") as at:
        read(write(numbered(2, 2, 3, 4, 4)), "x", part=part)
    assert "save one text: array[:, 0]" in at.value.hint
    found = read(write(numbered(2, 2, 3, 4, 4)[:, 0]), "x", part="layer=0,head=1")
    assert len(series_of(found)) == 1


@pytest.mark.parametrize(
    ("shape", "name", "request_", "expected"),
    [
        ((3, 3), "attention", Request(), True),
        ((3, 3), "x", Request(), False),
        ((3, 3), "x", Request(picks={"dest": "1"}), True),
        ((2, 3), "x", Request(targets=2), True),
        ((2, 3), "attention", Request(), False),
        ((2, 3, 3), "x", Request(picks={"head": "1"}), True),
        ((2, 3, 3), "attention", Request(axis="first"), False),
    ],
)
def test_what_is_a_map(
    shape: tuple[int, ...], name: str, request_: Request, *, expected: bool
) -> None:
    """Its last axes are rows and tokens, and its name, its rows or a pick say so."""
    array = Nested(name, np.zeros(shape).tolist())
    assert is_map(View(name, array, (), shape), 3, request_) is expected
