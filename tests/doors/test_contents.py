"""What a heatmap is made of, to be read."""

from __future__ import annotations

from heatmark import Heatmap
from heatmark.contents import Contents


def test_parts_can_be_read() -> None:
    """Tokens, series and what is known besides are those of the content."""
    made = Heatmap(["a", " b"], [[1, 2], [3, 4]], ids=[7, 8], row_tokens=["x", " y"], text="a b")
    assert isinstance(made, Contents)
    assert made.tokens == ("a", " b")
    assert made.row_tokens == ("x", " y")
    assert made.ids == (7, 8)
    assert made.text == "a b"
    assert [one.scores for one in made.series] == [(1, 2), (3, 4)]
    assert (made.scheme, made.specials, made.classes) == ("text", frozenset(), ())
    assert (made.alternatives, made.labels) == (None, None)
