"""Elements around several tokens: a character that they share, or a class that they are of.

Their edges are written into the tokens as control characters, of which a text that is made visible
has none, and become elements when the tokens have their tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.tokens.shown import Texts

_GROUP, _GROUP_END = "\x1e", "\x1d"
_CLASS, _CLASS_END = "\x1c", "\x1b"
_BEGINS = f"[{_CLASS}{_GROUP}]+"
_ENDS = lazy_re(f"([{_GROUP_END}{_CLASS_END}]+)</b>")


def split_at(spans: Sequence[Span], bounds: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Cut spans where a long text is cut."""
    if len(bounds) == 1:
        return tuple(spans)
    return tuple(
        Span(max(span.first, first), min(span.last, end - 1), span.label)
        for first, end in bounds
        for span in spans
        if span.first < end and span.last >= first
    )


def marked_up(tokens: Sequence[str], cells: Texts, spans: Sequence[Span]) -> Sequence[str]:
    """Write the edges of groups and classes into tokens; classes are around groups."""
    if not cells.groups and not spans:
        return tokens
    found = [*tokens]
    for first, last in cells.groups:
        found[first] = f"{_GROUP}{found[first]}"
        found[last] = f"{found[last]}{_GROUP_END}"
    for span in spans:
        found[span.first] = f"{_CLASS}{found[span.first]}"
        found[span.last] = f"{found[span.last]}{_CLASS_END}"
    return found


def with_elements(part: str, tags: tuple[str, str], labels: Iterator[str]) -> str:
    """Put elements where edges are marked; the space before a first token stands before them all.

    Args:
        part: The template of a part of the text.
        tags: The tag that opens a token, and that of one that no space separates from the last.
        labels: The labels of the classes, escaped, in their order.
    """
    opening = "|".join(map(re.escape, tags))
    part = re.sub(f"(?:{opening})({_BEGINS}) ", lambda found: f" {tags[0]}{found[1]}", part)
    part = re.sub(f"({opening})({_BEGINS})", _opened, part)
    return _ENDS.sub(lambda found: f"</b>{_closed(found[1], labels)}", part)


def _opened(found: re.Match[str]) -> str:
    classes = found[2].count(_CLASS) * "<span class=heatmark-tag><span>"
    groups = found[2].count(_GROUP) * "<span class=heatmark-group>"
    return f"{classes}{groups}{found[1]}"


def _closed(ends: str, labels: Iterator[str]) -> str:
    groups = ends.count(_GROUP_END) * "</span>"
    classes = "".join(
        f"</span><small>{next(labels)}</small></span>" for _ in range(ends.count(_CLASS_END))
    )
    return groups + classes
