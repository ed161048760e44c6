"""Blocks between quotation marks: told, where they are no examples."""

from __future__ import annotations

import pytest

from heatmark.block.between_quotes import is_left_between_quotes, quoted_fences

BLOCK = ["a 1", "b 2"]


@pytest.mark.parametrize(
    "marks",
    [
        ("'''", "'''"),
        ("‘‘‘", "’’’"),
        ("“““", "”””"),
        ('"""', '"""'),
        ("`‘`", "`‘`"),
        ("´´´", "´´´"),
    ],
)
@pytest.mark.parametrize("header", ["heatmap", "heatmap title=x", " {heatmap}", "{.heatmap #a}"])
@pytest.mark.parametrize("before", ["", "> ", "   "])
def test_quotation_marks_are_no_ticks(marks: tuple[str, str], header: str, before: str) -> None:
    """As word processors and keyboards write them; a page may have several such blocks."""
    opening, end = marks
    block = [before + line for line in (f"{opening}{header}", *BLOCK, end)]
    found = quoted_fences(["x", "", *block, "", *block])
    assert [(one.place, one.notice.name) for one in found] == [(2, "near-miss"), (7, "near-miss")]
    assert is_left_between_quotes("\n".join(line.removeprefix("> ") for line in block))


@pytest.mark.parametrize(
    "lines",
    [
        ["```heatmap", *BLOCK, "```"],
        ["```", "'''heatmap", *BLOCK, "'''", "```"],
        ["~~~~", "‘‘‘heatmap", *BLOCK, "’’’", "~~~~"],
        ["```heatmap", "'''heatmap 1", "''' 2", "```"],
        ["    '''heatmap", *BLOCK, "    '''"],
        ["<!--", "'''heatmap", *BLOCK, "'''", "-->"],
        ["'''heatmap''' is bold"],
        ["'''heatmap", "of words"],
        ["'''heatmaps", *BLOCK, "'''"],
        ["'''python", *BLOCK, "'''"],
        ["Write '''heatmap", *BLOCK, "'''"],
        ["''heatmap", *BLOCK, "''"],
    ],
)
def test_what_is_no_slip(lines: list[str]) -> None:
    """Examples of them, other blocks and bare words are left alone."""
    assert quoted_fences(lines) == []


def test_a_paragraph_of_a_finished_document() -> None:
    """It is the whole block; a sentence about one is none."""
    assert is_left_between_quotes("'''heatmap\na 1’’’")
    assert not is_left_between_quotes("'''heatmap\na 1")
    assert not is_left_between_quotes("Write '''heatmap\na 1\n'''")
    assert not is_left_between_quotes("```heatmap\na 1\n```")
