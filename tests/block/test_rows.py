"""Rows: comments and scores."""

from __future__ import annotations

import pytest

from heatmark.block.rows import is_comment, read_score
from heatmark.core.errors import ScoreError


@pytest.mark.parametrize(
    ("text", "comment"),
    [("#", True), ("# a", True), ("#\ta", True), ("##", False), ("#a", False), ("##ing", False)],
)
def test_comments(text: str, comment: bool) -> None:
    """A comment has a space after its #; `##ing` and `#tag` are tokens."""
    assert is_comment(text) is comment


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("1", 1.0),
        ("+1", 1.0),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e-3", 0.001),
        ("1E+3", 1000.0),
        ("1e-999", 0.0),
        ("-", None),
        ("~", None),
        ("NULL", None),
        ("NaN", None),
        (".nan", None),
    ],
)
def test_scores(text: str, score: float | None) -> None:
    """A score is a decimal number or one of the marks of a missing one."""
    assert read_score(text, 1) == score


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "1,5",
        "1_000",
        "0x10",
        "１",
        "٣",
        "1e",
        "--1",
        "1 2",
        "inf",
        "-Infinity",
        ".inf",
        "1e999",
        "−1",
        "12:30",
        "1/2",
        "50%",
        "none",
    ],
)
def test_no_scores(text: str) -> None:
    """Everything else is refused with its line and a hint, in no dialect of numbers."""
    with pytest.raises(ScoreError) as caught:
        read_score(text, 3)
    assert caught.value.line == 3
    assert caught.value.hint


@pytest.mark.parametrize("text", ["0,5", "−1", "−0,5"])
def test_numbers_of_other_habits_are_explained(text: str) -> None:
    """The hint for a decimal comma or a typographic minus is the number as we read it."""
    with pytest.raises(ScoreError) as caught:
        read_score(text, 3)
    assert caught.value.hint == f"write {text.replace(',', '.').replace('−', '-')}"
