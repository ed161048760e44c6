"""Arrays that are called like tokens."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np
import pytest

from data_files import read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.token_arrays import called_like_tokens, names_words, sure_tokens

TOKENS = ["Hà", "Nội", "đẹp"]
NAMES = ["words", "word", "từ", "Token", "raw", "pieces", "all_tokens", "input_tokens", "text"]


def npz(**arrays: Any) -> bytes:
    file = io.BytesIO()
    given: dict[str, Any] = {name: np.array(array) for name, array in arrays.items()}
    np.savez(file, **given)
    return file.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_as_in_json(name: str) -> None:
    """A name of tokens is one in an archive, too, and the tokens are words where they are there."""
    values: dict[str, Any] = {name: TOKENS, "scores": [1.5, 2.5, 3.5]}
    found = read(npz(**values), "x.npz")
    other = read(json.dumps(values).encode(), "x.json")
    assert (found.tokens, scores_of(found), found.kind) == (
        other.tokens,
        scores_of(other),
        other.kind,
    )


def test_what_else_there_is() -> None:
    """`tokens` go first, then the bytes of a text; names, logits and a batch of one are as ever."""
    found = read(npz(words=TOKENS, tokens=["a", "b", "c"], x=[1, 2, 3]), "x.npz")
    assert (found.tokens, found.kind) == (("a", "b", "c"), "list")
    assert read(npz(words=[TOKENS], x=[[1, 2, 3]]), "x.npz").tokens == tuple(TOKENS)
    found = read(npz(words=TOKENS, logits=np.ones((3, 5)), ids=[1, 2, 3]), "x.npz")
    assert (found.tokens, found.kind) == (tuple(TOKENS), "words")
    found = read(npz(word=TOKENS, ids=[0, 1], vocab=["a", "b"], x=[1, 2]), "x.npz")
    assert found.tokens == ("a", "b")


@pytest.mark.parametrize(
    "arrays",
    [
        {"words": [1, 2, 3], "x": [1, 2, 3]},
        {"word": ["a"], "x": [1, 2, 3]},
        {"text": "Hà Nội", "x": [1, 2]},
        {"lemma": TOKENS, "x": [1, 2, 3]},
        {"words": [["a", "b"], ["c", "d"]], "x": [1, 2]},
    ],
)
def test_what_is_none(arrays: dict[str, Any]) -> None:
    """Numbers, a single text, other names and several texts are no tokens."""
    with pytest.raises(ParseError, match="no tokens in it"):
        read(npz(**arrays), "x.npz")


def test_names() -> None:
    """Pieces of a tokenizer are no words."""
    assert names_words("từ")
    assert not any(map(names_words, ["", "raw", "str_toks", "pieces"]))
    assert (sure_tokens({}), called_like_tokens({})) == ("", "")
