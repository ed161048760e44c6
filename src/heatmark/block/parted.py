"""Rows with more fields than they have scores: numbers with a space within, marks between."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.row import Row


# What stands before and after a space that does break, where that may be one within a number.
_FIRST = lazy_re(r"[+\-−–]?[1-9][0-9]{0,2}")
_THREE = lazy_re(r"[0-9]{3}(?:[.,][0-9]+)?[%‰]?")
_DASHES = frozenset({"-", "–", "—", "−", "~"})  # signs that a score is missing, too


def refuse_marks_between(rows: Sequence[Row]) -> None:
    """Refuse a dash between each token and its score, which would be a series without any score.

    Args:
        rows: The rows, of which none names columns.

    Raises:
        ScoreError: If there is one in all of several rows.
    """
    if len(rows) == 1 or any(
        len(row.fields) == 1 or row.fields[:1] != rows[0].fields[:1] for row in rows
    ):
        return
    mark = rows[0].fields[0] if rows[0].fields else ""
    if mark in _DASHES:
        problem = say("{mark} stands between each token and its score", mark=quoted(mark))
        hint = say(
            "leave {mark} out: a space is enough between a token and its score; if all scores of "
            "the first series are missing, write the names of the series above the rows",
            mark=mark,
        )
        raise ScoreError(problem, line=rows[0].line, hint=hint)


def parted_numbers(rows: Sequence[Row]) -> tuple[Notice, ...]:
    """Look for numbers such as `1 000`, which are read as two scores.

    Raises:
        ScoreError: If the second begins with 0, as no score does, or other rows have fewer.
    """
    found = [_parted(row.fields) for row in rows]
    uneven = len({len(row.fields) for row in rows}) > 1
    for row, text in zip(rows, found, strict=True):
        if text and (uneven or " 0" in text):
            problem = say("{text} are two scores, and look like one number", text=quoted(text))
            fixed = quoted(text.replace(" ", ""))
            hint = say("write {fixed} if it is one, else no zeros before the second", fixed=fixed)
            if uneven:
                hint = say("write {fixed} if it is one; every row needs as many", fixed=fixed)
            raise ScoreError(problem, line=row.line, hint=hint)
    if not all(found):
        return ()
    problem = say("{text} is read as two scores", text=quoted(found[0]))
    hint = "write numbers without spaces in them; or name the columns: token a b"
    return (Notice(name="parted-numbers", message=problem, hint=hint, about="rows"),)


def _parted(fields: Sequence[str]) -> str:
    """Find scores that may be one number."""
    for at, field in enumerate(fields):
        parts = [*takewhile(_THREE.fullmatch, fields[at + 1 :])] if _FIRST.fullmatch(field) else []
        if parts:
            return " ".join([field, *parts])
    return ""
