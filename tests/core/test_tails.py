"""What stands beside a number."""

from __future__ import annotations

import re

import pytest

from heatmark.core.errors import ScoreError
from heatmark.core.numerals import read_numerals
from heatmark.core.tails import refuse_tail, refuse_tails

MARKS, UNCERTAIN, INTERVAL = "marks of significance", "an uncertainty", "an interval"
TAILS = {
    "0.2*": (MARKS, "write 0.2 alone"),
    "−0,2***": (MARKS, "write −0,2 alone"),
    "1.5e-3†": (MARKS, "write 1.5e-3 alone"),
    "0.2 n.s.": (MARKS, "write 0.2 alone"),
    "0.2ns": (MARKS, "write 0.2 alone"),
    "0.2^*": (MARKS, "write 0.2 alone"),
    "0.2 ± 0.05": (UNCERTAIN, "write 0.2 alone; standard errors of all"),
    "0,2 ± 0,05": (UNCERTAIN, "err: [0.05, …]"),
    "0.2±0.05*": (UNCERTAIN, "err: [0.05, …]"),
    r"0.2 \pm 0.05": (UNCERTAIN, "err: [0.05, …]"),
    "0.2 +/- 0.05": (UNCERTAIN, "err: [0.05, …]"),
    "20% ± 0.5%": (UNCERTAIN, "err: [0.5, …]"),
    "0.2 (0.05)": (UNCERTAIN, "err: [0.05, …]"),
    "0.2** (0.05)": (UNCERTAIN, "err: [0.05, …]"),
    "0.215(3)": (UNCERTAIN, "into the block, as err: [0.003, …]"),
    "0,21(12)": (UNCERTAIN, "err: [0.12, …]"),
    "0.21 (5)": (UNCERTAIN, "err: [5, …]"),
    "12 (3)": (UNCERTAIN, "err: [3, …]"),
    "12(3)": (UNCERTAIN, "err: [3, …]"),
    "5 ± 1": (UNCERTAIN, "err: [1, …]"),
    "0.2 [0.1, 0.3]": (INTERVAL, "write 0.2 alone"),
    "0.2 (0.1–0.3)": (INTERVAL, "write 0.2 alone"),
    "<0.001": ("above or below", "- if it is not known"),
    "≥ 3": ("above or below", "- if it is not known"),
    "~0.2": ("about that", "write 0.2 alone"),
    "≈ 0,2": ("about that", "write 0,2 alone"),
}


@pytest.mark.parametrize("text", TAILS)
def test_what_stands_beside_a_number_is_named(text: str) -> None:
    """With its line, and the number to be written in its place."""
    said, hint = TAILS[text]
    for read in (
        lambda: refuse_tail(text, 7),
        lambda: read_numerals(["1", text], [6, 7], hint="x"),
    ):
        with pytest.raises(ScoreError, match=f"not a number: .*{said}") as raised:
            read()
        assert raised.value.line == 7
        assert hint in raised.value.hint


@pytest.mark.parametrize("text", TAILS)
def test_it_is_named_where_rows_are_cut_at_spaces(text: str) -> None:
    """Also behind another score; what begins a field is left to who reads that."""
    fields = ["0.1", *text.split()]
    if len(fields) > 2 and text[0] not in "<≥~≈":
        with pytest.raises(ScoreError, match=TAILS[text][0]):
            refuse_tails(fields, 3)
    else:
        refuse_tails(fields, 3)


@pytest.mark.parametrize("text", ["0.2 *", "0.2 ± 0.05", "0.2 [0.1, 0.3]", "0.2 (0.1 – 0.3)"])
def test_a_score_behind_it_is_no_part_of_it(text: str) -> None:
    """As much is named as belongs to the number."""
    with pytest.raises(ScoreError, match=re.escape(f"the score '{text}' is not a number")):
        refuse_tails([*text.split(), "0.9", "0.1"], 3)


@pytest.mark.parametrize(
    "text",
    ["x", "", "*", "±", "0.2", "(x)", "0.2 0.3", "0.2a", "a (0.1)", "1-2", "<x", "0.2 (x)"],
)
def test_what_is_no_number_with_a_tail_is_left_alone(text: str) -> None:
    """Others say what is wrong with it, if anything is."""
    refuse_tail(text, 1)
    refuse_tails(text.split(), 1)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("(0.5)", "write 0.5; or -0.5, if brackets are those of a number below 0"),
        ("[ 0,5 ]", "write 0,5; or -0,5, if brackets are those of a number below 0"),
        ("(−0.5)", "write −0.5 alone"),
    ],
)
def test_a_number_in_brackets_may_be_two(text: str, hint: str) -> None:
    """Accountants write those below 0 so; the hint has the number that is there."""
    with pytest.raises(ScoreError, match="it stands in brackets") as raised:
        refuse_tail(text, 7)
    assert raised.value.hint == hint
