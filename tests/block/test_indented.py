"""Blocks that other Markdown shows as code."""

from __future__ import annotations

from itertools import product

import pytest

from heatmark.block.fences import find_fences, replaced
from heatmark.block.indented import far_in, is_far_in, mark_above
from needs import needs

NOTE = "[^1]: note\n\n    {block}"
CODE = [
    "text\n\n    {block}",
    "text\n    {block}",
    "!!! note\n\n    {block}",
    "- item\n\n      {block}",
    "-     {block}",
    "!!! note\n\n    - item\n\n        {block}",
    "> text\n>\n>     {block}",
    "<div markdown>\n\n    {block}",
    "- item\n\n# Head\n\n    {block}",
]
DRAWN = [
    "{block}",
    "   {block}",
    "- item\n\n    {block}",
    "- item\n\n\t{block}",
    "1. item\n   - item\n\n     {block}",
    "- - item\n\n    {block}",
    "-   item\nlazy\n\n    {block}",
    "> - item\n>\n>     {block}",
    "Term\n:   def\n\n    {block}",
    "- {block}",
]


def written(template: str) -> list[str]:
    """Put a block into a document, as far in as its first line."""
    before = template.rpartition("\n")[2].partition("{")[0]
    margin = before.replace("-", " ")
    return template.format(block=f"```heatmap\n{margin}a 1\n{margin}```").split("\n")


def is_far(template: str, *, notes: bool = False) -> bool:
    lines = written(template)
    (fence,) = find_fences(lines)
    return is_far_in(lines, fence, notes=notes)


def test_what_is_far_in_is_code() -> None:
    """Further than the text of its list, its quote or its definition."""
    assert [one for one in CODE if not is_far(one)] == []
    assert [one for one in DRAWN if is_far(one)] == []


def test_a_note_is_known_or_not() -> None:
    """Its text is as far in as code."""
    assert is_far(NOTE)
    assert not is_far(NOTE, notes=True)


def test_the_mark_of_a_block_is_named() -> None:
    """The nearest of those that Python-Markdown alone knows."""
    lines = ['=== "A"', "", "    !!! note", "", "        x", "text"]
    assert mark_above(lines, 4) == "!!!"
    assert mark_above(lines, 2) == "==="
    assert mark_above(lines, 5) == ""


HEADS = ["text", "- item", "1. item", "[^1]: note", "!!! note", "-   - wide", "# H"]


@needs("nbconvert")
@pytest.mark.parametrize(("first", "second"), [*product(HEADS, HEADS)])
def test_nbconvert_agrees(first: str, second: str) -> None:
    """What is put into the place of a block is HTML there, or code, as is said."""
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    for middle, columns in product((0, 2, 4), range(9)):
        lines = [first, "", " " * middle + second, "", *written(" " * columns + "{block}")]
        (fence,) = find_fences(lines)
        new = "\n".join(replaced(lines, [fence], [["<figure>X</figure>"]]))
        is_html = "<figure>" in markdown2html_mistune(new)
        assert is_html is not is_far_in(lines, fence, notes=False), new


@pytest.mark.parametrize(
    ("above", "before", "is_told"),
    [
        (["!!! note", ""], 8, True),
        (["??? note", "    Text", ""], 8, True),
        (['===! "A"', ""], 9, True),
        (["- item", "", "    !!! note", ""], 12, True),
        (["!!! note", ""], 4, False),
        (["!!! note", "", "    - item", ""], 8, False),
        (["Text", ""], 8, False),
        (["- item", ""], 8, False),
        (["!!! note", "", "Text", ""], 8, False),
        ([], 8, False),
    ],
)
def test_too_far_in(above: list[str], before: int, is_told: bool) -> None:
    """Eight columns below what has its text four columns in; elsewhere such code is meant."""
    lines = [*above, *(" " * before + line for line in ("```heatmap", "a 1", "b 2", "```"))]
    found = far_in(lines, find_fences(lines))
    assert [(one.place, one.notice.name) for one in found] == (
        [(len(above), "indented-block")] * is_told
    )
