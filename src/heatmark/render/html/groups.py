"""Elements around tokens: a character that several share, a class, a number below each.

Their edges are written into the tokens as control characters, of which a text that is made visible
has none, and become elements when the tokens have their tags. An element with a label is a box, in
which the end of a line would end none of the text: there it is cut.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.tokens.shown import Texts

_GROUP, _GROUP_END = "\x1e", "\x1d"
_CLASS, _CLASS_END = "\x1c", "\x1b"
_REST, _REST_END = "\x1a", "\x19"  # what is left of a class behind the end of a line
_CUT = "\x18"  # within a token, which has a tag on either side
_BEGINS = f"[{_CLASS}{_REST}{_GROUP}]+"
_ENDS = lazy_re(f"([{_GROUP_END}{_CLASS_END}{_REST_END}]+)(\n?)</b>")
_LINE_END = lazy_re(r"\n(?![^<]*</i>)")  # of the text, not of the name of a special token
_OPENING = "<b class="
# j: joined to the token before; q-rest: what is left of one.
_CLASSES = lazy_re(r'^<b class=(?:"([^"]*?)(?: j)?(?: q-rest)?"|(\S+))')
_IS_REST = lazy_re(r'<b class="[^"]* q-rest"')


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
        own = slice(span.first, span.last + 1)
        found[own] = _framed(found[own])
    return found


def _framed(tokens: Sequence[str]) -> list[str]:
    """Write the edges of a class into its tokens, anew in each line of the text."""
    found: list[str] = []
    begin, end = _CLASS, _CLASS_END
    groups, is_open = 0, False
    for token in tokens:
        begun, ended = token.count(_GROUP), token.count(_GROUP_END)
        groups += begun
        drawn = _GROUP * begun * is_open
        for at, line in enumerate(_LINE_END.split(token.strip(_GROUP + _GROUP_END))):
            if at:
                drawn += f"{_GROUP_END * groups}{end}\n"
                begin, end, is_open = _REST, _REST_END, False
            if line and not is_open:
                drawn += f"{_CUT if at else ''}{begin}{_GROUP * groups}"
                is_open = True
            drawn += line
        found.append(drawn + _GROUP_END * ended * is_open)
        groups -= ended
    found[-1] += end * is_open
    return found


def with_elements(part: str, tags: tuple[str, str], labels: Iterator[str]) -> str:
    """Put elements where edges are marked; the space before a first token stands before them all.

    Args:
        part: The template of a part of the text.
        tags: The tag that opens a token, and that of one that no space separates from the last.
        labels: The labels of the classes, escaped, in their order.
    """
    opening = "|".join(map(re.escape, (*tags, _CUT)))
    part = part.replace(_CUT, f"</b>{_CUT}")
    part = re.sub(f"({opening})({_BEGINS}) ", partial(_spaced, plain=tags[0]), part)
    part = re.sub(f"({opening})({_BEGINS})", _opened, part)
    return _ENDS.sub(lambda found: f"</b>{_closed(found[1], labels)}{found[2]}", part)


def resumed(part: str) -> str:
    """Open tokens again that are cut at the end of a line, as they were opened before it.

    Args:
        part: A part of the text, with all its classes and scores.
    """
    first, *others = part.split(_CUT)
    found = [first]
    for other in others:
        last = found[-1]
        tag = last[last.rindex(_OPENING) :].partition(">")[0]  # no value has this sign unescaped
        tag = _CLASSES.sub(lambda own: f'{_OPENING}"{own[1] or own[2]} q-rest"', tag)
        found.append(f"{tag}>{other}")
    return "".join(found)


def is_rest(element: str) -> bool:
    """Tell whether a token's element has only what is left of it behind the end of a line."""
    return _IS_REST.match(element) is not None


def _spaced(found: re.Match[str], plain: str) -> str:
    """Put the space before a first token before it; then nothing joins it to the one before."""
    return f" {_CUT if found[1] == _CUT else plain}{found[2]}"


def _opened(found: re.Match[str]) -> str:
    classes = (found[2].count(_CLASS) + found[2].count(_REST)) * "<span class=heatmark-tag><span>"
    groups = found[2].count(_GROUP) * "<span class=heatmark-group>"
    return f"{classes}{groups}{found[1]}"


def _closed(ends: str, labels: Iterator[str]) -> str:
    """Close what ends behind a token; the label of a class stands in its first line alone."""
    groups = ends.count(_GROUP_END) * "</span>"
    classes = "".join(
        f"</span><small>{next(labels) if end == _CLASS_END else ''}</small></span>"
        for end in ends.replace(_GROUP_END, "")
    )
    return groups + classes
