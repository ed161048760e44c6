"""Characters that several tokens share, and the bytes of each part."""

from __future__ import annotations

from heatmark.tokens import to_cells
from heatmark.tokens.cut_characters import bytes_of, groups_of


def test_a_letter_of_two_tokens() -> None:
    """Both tokens belong to it, and each has its bytes."""
    cells = to_cells(["ch", "áº", "¿", "!"], "bytebpe")
    groups = groups_of(cells)
    assert groups == [(1, 2)]
    assert bytes_of(cells, groups) == {1: "E1 BA", 2: "BF"}


def test_whole_letters() -> None:
    """Nothing is shared where tokens are whole characters."""
    cells = to_cells(["ch", "o"], "bytebpe")
    assert groups_of(cells) == []
    assert bytes_of(cells, []) == {}


def test_a_character_of_three_tokens() -> None:
    """The group is from the first of them to the last."""
    cells = to_cells(["a", "ðŁ", "ĺ", "Ģ"], "bytebpe")
    groups = groups_of(cells)
    assert groups == [(1, 3)]
    assert bytes_of(cells, groups) == {1: "F0 9F", 2: "98", 3: "80"}
