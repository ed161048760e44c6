"""Fences in the lines of a document: where they are, what is theirs, and what is an example."""

from __future__ import annotations

import pytest

from heatmark.block.fences import find_fences


def test_a_fence_has_its_lines() -> None:
    """Places count from 0, the last is the line after the fence; header and body are its own."""
    (found,) = find_fences(["before", "", "```heatmap a=1", "x 1", "", "y 2", "```", "", "after"])
    assert (found.first, found.last) == (2, 7)
    assert (found.header, found.body) == ("a=1", "x 1\n\ny 2")
    assert found.source == ("```heatmap a=1", "x 1", "", "y 2", "```")
    assert found.closed


@pytest.mark.parametrize(
    ("prefix", "inner"),
    [("", ""), ("    ", "    "), ("> ", "> "), ("- ", "  "), ("> 1. ", ">    "), ("\t", "\t")],
)
def test_the_prefix_is_no_data(prefix: str, inner: str) -> None:
    """Quotes, markers and indentation stand before each line, and are not of the block."""
    lines = [f"{prefix}```heatmap", f"{inner}a\t1", f"{inner}  b 2", f"{inner}```"]
    (found,) = find_fences(lines)
    assert found.prefix == prefix
    assert found.body == "a\t1\n  b 2"


@pytest.mark.parametrize("outer", ["````", "`````md", "~~~"])
def test_a_fence_inside_another_is_an_example(outer: str) -> None:
    """Nothing is found in a longer fence, nor in one of another kind; what follows is."""
    close = outer.rstrip("md")
    lines = [outer, "```heatmap", "a 1", "```", close, "", "```heatmap", "b 2", "```"]
    assert [one.body for one in find_fences(lines)] == ["b 2"]


def test_an_open_fence_ends_at_a_blank_line() -> None:
    """It says that it has no end, and takes nothing of what comes after the blank line."""
    (found,) = find_fences(["```heatmap", "a 1", "", "after"])
    assert not found.closed
    assert found.body == "a 1"
    assert found.last == 2


def test_neighbours_are_kept_apart() -> None:
    """A blank line is asked for where text touches the fence, with the quote's mark in a quote."""
    (found,) = find_fences(["> before", "> ```heatmap", "> a 1", "> ```", "> after"])
    assert found.gap_before == found.gap_after == (">",)
    (found,) = find_fences(["", "```heatmap", "a 1", "```", ""])
    assert found.gap_before == found.gap_after == ()
