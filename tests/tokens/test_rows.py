"""What rows of scores are called."""

from __future__ import annotations

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.tokens.rows import numbered, row_names

SQUARE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def test_rows_of_a_square_are_called_by_their_tokens() -> None:
    """A grid without names has its tokens as rows, equal ones numbered; else series have names."""
    named = Heatmap(["a", "b"], {"x": [1, 2], "y": [3, 4]}).content
    assert row_names(named, resolve({"view": "grid"})).names == ("x", "y")
    square = Heatmap(["the", " cat", " the"], SQUARE, view="grid").content
    for asked in ({"view": "grid"}, {"series": "tabs"}, {"series": "pick"}):
        found = row_names(square, resolve(asked))
        assert found.names == ("the (1)", "cat", "the (2)")
        assert found.by_token
    assert row_names(square, resolve({})).names == ("1", "2", "3")
    assert not row_names(named, resolve({"view": "grid"})).by_token


def test_rows_that_are_called_as_tokens_are_written_are_shown_as_tokens_are() -> None:
    """A frame of tokens by tokens has them as a tokenizer writes them, and readers know words."""
    tokens = ["The", "Ġcat", "Ġsat"]
    content = Heatmap(tokens, SQUARE, names=tokens).content
    assert row_names(content, resolve({"view": "grid"})).names == ("The", "cat", "sat")
    assert row_names(content, resolve({})).names == tuple(tokens)


def test_no_two_tokens_are_called_the_same() -> None:
    """Equal ones are numbered, unseen ones have signs, and those that go on a sign of their own."""
    names = numbered(["a", " a", "\n", "", "  "], frozenset({3}))
    assert names == ["a (1)", "a (2)", "↵", "⋯", "␣␣"]


def test_rows_of_another_text_are_called_by_its_tokens() -> None:
    """They are decoded as the columns are, also where they do not show how they are written."""
    rows = [[1, 2], [3, 4], [5, 6]]
    made = Heatmap(["The", "Ġcat"], rows, row_tokens=["Le", "Ġchat", "Ġle"]).content
    assert row_names(made, resolve({})).names == ("Le", "chat", "le")
    assert not row_names(made, resolve({})).by_token
    split = Heatmap(["▁Hi", "</s>"], rows, row_tokens=["<0xC3>", "<0xA0>", "</s>"]).content
    found = row_names(split, resolve({}))
    assert found.names == ("à", "⋯", "</s>")
    assert found.special == {2}
    plain = Heatmap(["The", " cat"], rows, row_tokens=["x", "##y", "z"]).content
    assert row_names(plain, resolve({})).names == ("x", "y", "z")
    assert row_names(plain, resolve({"scheme": "text"})).names == ("x", "##y", "z")
    both = Heatmap(["Ġcá", "m"], rows, row_tokens=["[CLS]", "a", "##b"]).content
    assert row_names(both, resolve({})).names == ("[CLS]", "a", "b")


def test_one_series_and_two() -> None:
    """One has its own name or none; rows of two tokens are called by these, others numbered."""
    grid = resolve({"view": "grid"})
    one = row_names(Heatmap(["a"], {"a": [1]}).content, grid)
    assert (one.names, one.by_token) == (("a",), False)
    assert row_names(Heatmap(["a", "b"], [1, 2]).content, grid).names == (None,)
    square = Heatmap(["a", "b"], [[1, 2], [3, 4]], view="grid").content
    assert row_names(square, grid).names == ("a", "b")
    assert row_names(square, resolve({})).names == ("1", "2")
