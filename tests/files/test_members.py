"""Arrays with names, whatever file stores them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from data_files import scores_of
from heatmark.core.errors import ParseError
from heatmark.files.members import read_members
from heatmark.files.request import Request
from heatmark.files.tensors import Tensor

if TYPE_CHECKING:
    from numpy.typing import NDArray


def tensor(name: str, array: NDArray[np.float32]) -> Tensor:
    return Tensor(name=name, shape=array.shape, kind="F32", content=array.tobytes())


def test_words_that_are_kept_apart() -> None:
    """Tokens may come beside the arrays, and a vocabulary names what was likely."""
    members = {"x": tensor("x", np.array([1, 2], np.float32))}
    found = read_members(members, Request(), {"tokens": ["a", "b"]})
    assert (found.tokens, scores_of(found)) == (("a", "b"), (1, 2))
    with pytest.raises(ParseError, match="no tokens"):
        read_members(members, Request())


def test_a_name_before_a_pick() -> None:
    """The part may name the array; without scores of that name it is refused."""
    arrays = {"x": np.ones((2, 3), np.float32), "y": np.zeros((2, 3), np.float32)}
    members = {name: tensor(name, array) for name, array in arrays.items()}
    words = {"tokens": ["a", "b"]}
    request = Request(path="y", picks={"neuron": "1"}, name="f.npz")
    assert scores_of(read_members(members, request, words)) == (0, 0)
    with pytest.raises(ParseError, match="no part 'z'"):
        read_members(members, Request(path="z"), words)
