"""What is written wrong in directives of reStructuredText, so that their rows would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.block.habits import is_row
from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIRS = lazy_re(r"[A-Za-z_][\w-]*=|[:#.]|\{[^\"']")  # how lines of headers and options begin


def no_blank_line(first: str, below: Sequence[str]) -> ParseError | None:
    """Find rows right below a directive, which reStructuredText takes for its header.

    Args:
        first: The first line of the directive.
        below: The lines right below it, up to one that is blank, without what stands before them.
    """
    if first.rstrip().endswith("::"):
        if all(map(_PAIRS.match, below)):
            return None  # a header on lines of its own
    elif not any(map(is_row, below)):
        return None
    return rows_without_gap()


def rows_without_gap() -> ParseError:
    """Say that there is no blank line above the rows."""
    problem = "there is no blank line between the directive and its rows"
    return ParseError(problem, line=1, hint="put a blank line between them")
