"""What would not be seen is made visible, alike for every renderer."""

from __future__ import annotations

import pytest

from heatmark.render.visible import alone, names, said, visible
from pictures import drawn


@pytest.mark.parametrize(
    ("token", "shown"), [(" a ", "a"), ("  ", "␣␣"), ("\n\t", "↵⇥"), ("", "∅"), ("\u3000", "␣")]
)
def test_a_token_alone(token: str, shown: str) -> None:
    """Spaces at its edges are in the text already; a token of nothing else has their marks."""
    assert alone(token) == shown


def test_control_characters_have_pictures() -> None:
    """HTML and XML allow none of them; tokens without any are handed back as they are."""
    tokens = ("a", "b\n")
    assert visible(tokens) is tokens
    assert list(visible(("\x00\x1b", "\x7f", "\t"))) == ["␀␛", "␡", "\t"]


def test_scores_are_said_with_their_clips() -> None:
    """A score beyond the scale, and one that is missing, come with words."""
    found = drawn([" a", " b", " c"], [1, 9, None], scale=[0, 2], lang="vi")
    first, beyond, missing = said(found, found.strips[0])
    assert first == "1"
    assert beyond.startswith("9")
    assert beyond != "9"
    assert missing == "thiếu giá trị"
    assert names(found.cells) == ["a", "b", "c"]
