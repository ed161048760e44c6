"""Blocks that are so far in that some Markdown, or all, shows them as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.block.near import Missed, is_code
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from heatmark.block.fences import Fence


TOO_FAR_IN = Notice(
    name="indented-block",
    message="a heatmap is shown as code, because it is too far in",
    hint="begin its lines four columns further in than !!!, ??? or ===",
)
_CODE = 4  # columns further in than the text around it
_QUOTES = lazy_re(r"(?:[ \t]*> ?)+")
_ITEM = lazy_re(r"(?P<marker>[-*+:]|\d{1,9}[.)])(?P<space> +|$)")
_BLOCK = lazy_re(r"[>#`~<]")  # begins one that is no more of the paragraph above
_NOTE = lazy_re(r"\[\^[^\]\s]+\]:")
_MARK = lazy_re(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]?)(?=[ \t])")


def is_far_in(lines: Sequence[str], fence: Fence, *, notes: bool) -> bool:
    """Tell whether a block is code to Markdown that knows lists and quotes, and may know notes.

    Args:
        lines: The document.
        fence: The block.
        notes: Whether footnotes are known, whose text is as far in as code.
    """
    above = lines[: fence.first + 1]
    if _ends_far_in(above, notes=notes):
        return True
    if ">" not in fence.prefix:
        return False
    quoted = [_QUOTES.match(line) for line in above]
    start = max((at + 1 for at, found in enumerate(quoted) if not found), default=0)
    inner = [line[found.end() :] for line, found in zip(above, quoted, strict=True) if found]
    return _ends_far_in(inner[start - len(above) :], notes=notes)


def mark_above(lines: Sequence[str], place: int) -> str:
    """Find what begins the block that a line is in, if only Python-Markdown knows it, as `!!!`.

    Args:
        lines: The document.
        place: The index of the line.
    """
    indent, mark = _columns(lines[place]), None
    for line in reversed(lines[:place]):
        if line.strip() and _columns(line) < indent:
            indent, mark = _columns(line), mark or _MARK.match(line)
    return mark[0].strip() if mark else ""


def far_in(lines: Sequence[str], fences: Iterable[Fence]) -> list[Missed]:
    """Find blocks that are code within `!!!` and its kin, since they are eight columns further in.

    Args:
        lines: The document.
        fences: The blocks.
    """
    return [Missed(one.first, TOO_FAR_IN) for one in fences if _is_too_far_in(lines, one.first)]


def _is_too_far_in(lines: Sequence[str], place: int) -> bool:
    most = _columns(lines[place]) - 2 * _CODE
    if most < 0:
        return False
    above = (line for line in reversed(lines[:place]) if line.strip() and _columns(line) <= most)
    return _MARK.match(next(above, "")) is not None and is_code(lines, place)


def _ends_far_in(lines: Sequence[str], *, notes: bool) -> bool:
    """Tell whether the last line is at least so far in that it is code."""
    starts: list[int] = []  # the columns where the text of lists and notes begins that are open
    is_far, is_text = False, False
    for line in lines:
        text = line.expandtabs(_CODE)
        if not text.strip():
            is_text = False
            continue
        column = _columns(line)
        begun = _starts(text, column, notes=notes)
        is_block = _BLOCK.match(text, column) is not None
        while starts and starts[-1] > column and (begun or is_block or not is_text):
            starts.pop()
        is_far = column - (starts[-1] if starts else 0) >= _CODE
        is_text = not is_far and not is_block
        if not is_far:
            starts += begun
    return is_far or _is_far_behind(lines[-1])


def _is_far_behind(line: str) -> bool:
    """Tell whether the text of a line is so far behind a list's marker that it is code."""
    text = line.expandtabs(_CODE)
    found = _ITEM.match(text, _columns(line))
    return found is not None and len(found["space"]) > _CODE


def _starts(text: str, column: int, *, notes: bool) -> list[int]:
    """Give the columns where the text of the lists and the note begins that begin in a line."""
    if notes and _NOTE.match(text, column):
        return [column + _CODE]
    starts = []
    found = _ITEM.match(text, column)
    while found:
        space = len(found["space"])
        column = found.end("marker") + (space if 0 < space <= _CODE else 1)
        starts.append(column)
        found = _ITEM.match(text, column)
    return starts


def _columns(line: str) -> int:
    return len(line.expandtabs(_CODE)) - len(line.expandtabs(_CODE).lstrip())
