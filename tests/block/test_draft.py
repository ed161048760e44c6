"""What is written, before it is checked."""

from __future__ import annotations

import pytest

from heatmark.block.block import parse_body
from heatmark.block.draft import Draft
from heatmark.block.parts import choices, near, refuse_part
from heatmark.core.errors import ParseError


def test_content_is_what_was_given() -> None:
    """Keys of content come in the order of the reference; options are none."""
    draft = parse_body("tokens: [a]\nscores: [1]\ntitle: x\nnames: [y]")
    assert draft.content == ["tokens", "scores", "names"]
    assert Draft().content == []


@pytest.mark.parametrize(("body", "ours"), [('{"heatmark": 1, "text": "a"}', True), ("text: a", 0)])
def test_a_mapping_may_say_that_it_is_ours(body: str, *, ours: bool) -> None:
    """The mark is no option."""
    draft = parse_body(body)
    assert draft.ours == bool(ours)
    assert draft.options == {}


def test_parts_that_are_not_there() -> None:
    """A near name is suggested, the others are listed, and never at length."""
    names = [f"part{at}" for at in range(50)]
    with pytest.raises(ParseError, match="no part 'prat1'") as caught:
        refuse_part("prat1", names)
    assert "part1" in caught.value.hint
    assert caught.value.hint.endswith("and 38 more")
    with pytest.raises(ParseError) as none:
        refuse_part("x", [])
    assert "leave the # and what follows out" in none.value.hint
    assert near("x", []) == choices([]) == ""
