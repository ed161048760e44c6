"""Options about rows, steps of colour, and numbers that readers see."""

from __future__ import annotations

from dataclasses import fields

from heatmark.options.declare import DECLARED, Options, Scope
from heatmark.options.told import ToldOptions


def test_they_are_options_like_the_others() -> None:
    """Whatever is declared there is an option of a heatmap."""
    names = {one.name for one in fields(ToldOptions)}
    assert {"order", "steps", "minus", "sort", "context"} <= names
    assert names <= DECLARED.keys()
    assert issubclass(Options, ToldOptions)


def test_what_chooses_among_rows_is_a_blocks_own() -> None:
    """A site cannot know the names of series, nor how many texts a block has."""
    for name in ("minus", "sort", "context"):
        assert DECLARED[name].metadata["scopes"] == {Scope.BLOCK}
