"""Quotes that word processors put in the place of straight ones, where they would be text."""

from __future__ import annotations

from heatmark.core.errors import ParseError
from heatmark.core.wording import say

OPENING, CLOSING = "“„‟‘‚", "”“‟’‘"
"""Curly quotes."""


def without_curly(text: str) -> str:
    """Give what stands within the curly quotes around a text, or nothing if there are none."""
    bare = text.strip()
    is_within = bare[:1] in OPENING and bare[-1:] in CLOSING
    return bare[1:-1] if is_within else ""


def refuse_curly(fixed: str, line: int | None) -> None:
    """Refuse curly quotes around something, if there are any.

    Args:
        fixed: It with straight quotes, or nothing.
        line: Its line.

    Raises:
        ParseError: If it has them.
    """
    if fixed:
        problem = say("the quotes around {token} are curly", token=fixed)
        raise ParseError(
            problem, line=line, hint=say("write straight quotes: {token}", token=fixed)
        )
