"""Blocks between quotation marks, which word processors write for backticks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from heatmark.block.fences import find_fences
from heatmark.block.header import own_header
from heatmark.block.near import Missed, is_code
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from typing import TypeGuard


BETWEEN_QUOTES = Notice(
    name="near-miss",
    message="a block between quotation marks is no heatmap",
    hint="write ``` in the place of the marks, above the block and below it",
)
_MARKS = "`'\"‘’‚‛ʼ“”„‟´′"  # what keyboards and word processors write for backticks
_OPENING = lazy_re(rf"(?P<prefix>[ \t>]*)(?P<marks>[{_MARKS}]{{3,}})[ \t]*(?P<info>[^{_MARKS}].*)")
_END = lazy_re(rf"[ \t>]*(?P<marks>[{_MARKS}]{{3,}})[ \t]*")
_LAST = lazy_re(rf"[{_MARKS}]{{3,}}\s*\Z")
_TILDES = lazy_re("~{2,}")


def quoted_fences(lines: Sequence[str]) -> list[Missed]:
    """Find what stands between quotation marks as between fences, and is no example.

    Args:
        lines: A document.
    """
    named = {at: line for at, line in enumerate(lines) if "heatmap" in line}
    found = {at: one for at, line in named.items() if (one := _opening(line))}
    if not found:
        return []
    ends = [at for at, line in enumerate(lines) if _is_quotes(_END.fullmatch(line))]
    fence = "~" + max(_TILDES.findall("\n".join(lines)), key=len, default="~~")
    written, places = [*lines], []
    for at, (prefix, info) in found.items():
        end = next(iter(ends[bisect_right(ends, at) :]), None)
        if end is not None:
            written[at], written[end] = f"{prefix}{fence}{info}", f"{prefix}{fence}"
            places.append(at)
    seen = {one.first for one in find_fences(written)}
    return [Missed(at, BETWEEN_QUOTES) for at in places if at in seen and not is_code(lines, at)]


def is_left_between_quotes(text: str) -> bool:
    """Tell a paragraph that is a block between quotation marks.

    Args:
        text: The text of the paragraph.
    """
    first, _, rest = text.partition("\n")
    return _opening(first) is not None and _LAST.search(rest) is not None


def _opening(line: str) -> tuple[str, str] | None:
    found = _OPENING.fullmatch(line)
    if not _is_quotes(found) or own_header(found["info"]) is None:
        return None
    return found["prefix"], found["info"]


def _is_quotes(found: re.Match[str] | None) -> TypeGuard[re.Match[str]]:
    """Tell quotation marks, of which one may be a backtick."""
    return found is not None and found["marks"].strip("`") != ""
