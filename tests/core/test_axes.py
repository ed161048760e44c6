"""Which axis is that of the tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.axes import (
    TokenAxis,
    find_token_axis,
    is_attention,
    is_by_columns,
    is_hidden,
    square_array,
)
from heatmark.core.errors import ScoreError


@pytest.mark.parametrize(
    ("shape", "tokens", "expected"),
    [
        ([3], 3, TokenAxis(0)),
        ([3, 2], 3, TokenAxis(0)),
        ([2, 3], 3, TokenAxis(1)),
        ([1, 3], 3, TokenAxis(1)),
        ([3, 3], 3, TokenAxis(1, guessed=True)),
        ([1, 1], 1, TokenAxis(1)),
        ([4, 1], 1, TokenAxis(1)),
        ([1, 4], 1, TokenAxis(0)),
        ([3, 2, 5], 3, TokenAxis(0)),
        ([2, 5, 3], 3, TokenAxis(2)),
    ],
)
def test_the_axis_as_long_as_the_tokens(shape: list[int], tokens: int, expected: TokenAxis) -> None:
    """It is the token axis; of a square, which is a guess, it is the last."""
    assert find_token_axis(shape, tokens) == expected


@pytest.mark.parametrize("shape", [[3, 3], [2, 3, 3], [4, 2, 3, 3], [3, 3, 3], [3, 3, 3, 3]])
def test_known_rows_are_no_guess(shape: list[int]) -> None:
    """Names of rows, of the array, or a grid with the tokens as rows say what rows are."""
    assert find_token_axis(shape, 3, rows_known=True) == TokenAxis(len(shape) - 1)


@pytest.mark.parametrize(
    ("shape", "ways"),
    [
        ([2, 3, 3], "[2, tokens, 3] or [2, 3, tokens]"),
        ([3, 2, 3], "[tokens, 2, 3] or [3, 2, tokens]"),
        ([3, 3, 3], "[tokens, 3, 3] or [3, tokens, 3] or [3, 3, tokens]"),
    ],
)
def test_more_than_one_way(shape: list[int], ways: str) -> None:
    """An array with several readings is refused, and the error names them."""
    with pytest.raises(ScoreError) as caught:
        find_token_axis(shape, 3, name="x")
    assert ways in caught.value.message
    assert "token_axis: first" in caught.value.hint
    assert find_token_axis(shape, 3, said="last" if shape[-1] == 3 else "first")


@pytest.mark.parametrize("shape", [[3, 2, 3], [3, 3, 2], [3, 3, 2, 3]])
def test_known_rows_decide_only_between_the_last_two(shape: list[int]) -> None:
    """Attention is [..., tokens, tokens]; an array with other axes as long stays unclear."""
    with pytest.raises(ScoreError, match="more than one axis"):
        find_token_axis(shape, 3, rows_known=True)


@pytest.mark.parametrize(("said", "place"), [("first", 0), ("last", 1)])
def test_what_the_author_says(said: str, place: int) -> None:
    """The author's word goes before all else, and must fit."""
    assert find_token_axis([3, 3], 3, said=said, rows_known=True) == TokenAxis(place)
    shape = [2, 3] if said == "first" else [3, 2]
    with pytest.raises(ScoreError, match=f"the {said} axis"):
        find_token_axis(shape, 3, said=said)


@pytest.mark.parametrize("shape", [[], [2], [2, 4], [2, 4, 5]])
def test_no_axis_fits(shape: list[int]) -> None:
    """An array that fits no way is refused with its shape."""
    with pytest.raises(ScoreError, match="does not fit 3 tokens") as caught:
        find_token_axis(shape, 3, name="x")
    assert str(shape) in caught.value.message


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(1, 5))
def test_never_an_axis_of_another_length(shape: list[int], tokens: int) -> None:
    """Whatever the shape, the token axis is as long as the tokens, or there is an error."""
    try:
        found = find_token_axis(shape, tokens)
    except ScoreError:
        assert shape.count(tokens) != 1
        return
    assert shape[found.place] == tokens
    assert found.guessed == (shape == [tokens, tokens] and tokens > 1)


@pytest.mark.parametrize("name", ["att", "attn", "self_attention", "Attentions", "pattern"])
def test_attention_by_name(name: str) -> None:
    """These names say that both axes are tokens."""
    assert is_attention(name)


@pytest.mark.parametrize("name", ["attributions", "word_attr", "entropy", "values"])
def test_other_names(name: str) -> None:
    """These do not: attributions may be of layers."""
    assert not is_attention(name)


def test_the_notice_names_both_remedies() -> None:
    """The author sees what was taken for what, and how to say it."""
    notice = square_array(12, "entropy")
    assert notice.name == "square-array"
    assert "'entropy' is 12 × 12" in notice.message
    assert "token_axis: first" in notice.hint


def test_hidden_states() -> None:
    """They are known by their name, in any case."""
    assert is_hidden("last_Hidden_state")
    assert not is_hidden("logits")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *((name, True) for name in ("probs", "routerLogits", "blocks.0.mlp", "hidden_states")),
        *((name, False) for name in ("scores", "matrix", "cosine", "probable", "layer_0")),
    ],
)
def test_names_of_numbers_of_each_token(name: str, *, expected: bool) -> None:
    """Libraries give them as [tokens, columns]."""
    assert is_by_columns(name) is expected
