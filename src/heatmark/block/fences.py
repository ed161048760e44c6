"""Find heatmap fences in the lines of a Markdown document.

Every fence is walked over in order, so that a heatmap block inside a longer fence stays what it is
there: an example. As in Python-Markdown and SuperFences, a fence ends at the very same fence as far
in as its first line, and is none if a line before that is less far in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cached_property
from itertools import chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from heatmark.block.header import attribute_line, own_header, with_attributes
from heatmark.block.near import Missed, is_code, near_header, swallowed_fence, ticks_in_header
from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_TAB = 4  # columns, as Python-Markdown expands them
# What may stand before a fence: indentation, quotes, markers of lists, tasks, definitions, notes.
_MARKER = r"[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])|:(?=[ \t])|\[\^[^\]\s]+\]:"
# A byte order mark is where another file was included: nobody sees it.
_SPACE = r"[ \t\xa0\ufeff\u200b]*"
_OPENING = lazy_re(
    rf"""(?P<prefix>(?:{_SPACE}(?:>|{_MARKER}))*{_SPACE})
        (?:(?P<ticks>`{{3,}})(?P<info>[^`]*) | (?P<tildes>~{{3,}})(?P<words>.*))""",
    re.VERBOSE,
)
_NEARLY = lazy_re("(?i:heat|map)")  # a part that most slips leave
_NEAR = 64  # equivalent: lines looked at before all are, so that no document costs its square
_BLANK = 1 << 30  # equivalent: so many columns that a blank line ends nothing
_UNSEEN = lazy_re("[\ufeff\u200b]")
_QUOTES = lazy_re(r"(?:[ \t]*>)*")
_NOT_QUOTES = lazy_re(r"[^\s>]")
_SCORE = lazy_re(r"(?:.*\s)?(?:[+-]?[\d.]+\S*|-|~|null|nan)\s*", re.IGNORECASE)

# What may stand after a fence in Python-Markdown and SuperFences; else it is no fence to them.
_HOSTED = lazy_re(
    r"""[ \t]*(?:\.?[\w#.+-]+(?=[ \t{]|$))?
        (?: [ \t]*\{.*\}
          | (?:[ \t]*(?:hl_lines|linenums|title|title_mode)(?:=(?:"[^"]*"|'[^']*'))?(?=[ \t]|$))*
        )[ \t]*""",
    re.VERBOSE,
)


class Fencing(Enum):
    """Where a host sees fences."""

    NOWHERE = "Markdown itself"
    MARGIN = "fenced_code"
    ANYWHERE = "SuperFences"


class Fence(NamedTuple):
    """A heatmap fence.

    Attributes:
        first: The index of its first line in the document.
        last: The index of the line after its last.
        prefix: What stands before the fence: indentation, `>` of quotes, a list's marker.
        header: What stands after `heatmap`, and on a line of attributes below the block.
        body: The lines between the fences, without the prefix.
        source: All its lines, without the prefix, as they are shown where it is an example.
        gap_before: The blank line to put before it if it is to be a block of its own, or nothing.
        gap_after: The same for after it.
        closed: Whether it has an end.
    """

    first: int
    last: int
    prefix: str
    header: str
    body: str
    source: tuple[str, ...]
    gap_before: tuple[str, ...]
    gap_after: tuple[str, ...]
    closed: bool

    @property
    def margin(self) -> str:
        """What stands before all lines below its first: markers of lists are said once."""
        return _NOT_QUOTES.sub(" ", self.prefix)


class _Opening(NamedTuple):
    """A line that may begin a fenced block.

    Attributes:
        place: The index of the line.
        prefix: What stands before the fence, of what can be seen.
        fence: The fence.
        info: What stands after it.
        header: What it says to heatmark, or None.
        unseen: Whether there is something before it that nobody can see.
    """

    place: int
    prefix: str
    fence: str
    info: str
    header: str | None
    unseen: bool

    @property
    def quotes(self) -> int:
        return self.prefix.count(">")

    @property
    def marked(self) -> bool:
        """Whether it stands behind the marker of a list or the like."""
        return self.prefix.strip("> \t\xa0") != ""


def replaced(
    lines: Sequence[str], fences: Sequence[Fence], made: Sequence[Sequence[str]]
) -> list[str]:
    """Put other lines into the places of fences, as blocks of their own.

    Args:
        lines: The document.
        fences: The N fences of it, in order.
        made: The lines for each of them.
    """
    kept: list[str] = []
    end = 0
    for fence, new in zip(fences, made, strict=True):
        kept += [*lines[end : fence.first], *fence.gap_before]
        prefixes = chain([fence.prefix], repeat(fence.margin))
        kept += [(before + line).rstrip() for line, before in zip(new, prefixes, strict=False)]
        kept += fence.gap_after
        end = fence.last
    return [*kept, *lines[end:]]


def may_have_fences(source: str) -> bool:
    """Look whether a document can have a heatmap, or what was meant to be one: most have none."""
    if "```" not in source and "~~~" not in source and ":::" not in source:
        return False
    for found in re.finditer("```|~~~|:::", source):
        above = source.rfind("\n", 0, found.start())  # equivalent: what a break at 0 ends is blank
        below = source.find("\n", found.end())
        line = source[above + 1 : below if below >= 0 else None]  # equivalent: it is 3 or more
        if _NEARLY.search(line):
            return True
    return False


def find_fences(
    lines: Sequence[str],
    missed: list[Missed] | None = None,
    fencing: Fencing = Fencing.ANYWHERE,
) -> Iterator[Fence]:
    """Find the heatmap fences of a document, in order.

    Args:
        lines: The document.
        missed: Takes what is no heatmap but may have been meant to be one.
        fencing: Where the host sees fences.
    """
    indices = _candidates(lines)
    closings = _Closings(lines, indices)
    told = [] if missed is None else missed
    free = 0  # the first line that no fence has taken yet
    for index in indices:
        opening = _opening(lines, index) if index >= free else None
        if opening is None:
            told += ticks_in_header(lines, index) if index >= free else ()
            continue
        end = closings.after(opening)
        if opening.header is not None:
            fence = _found(lines, opening, end, closings)
            free = fence.last
            yield fence
            continue
        inner = [] if end is None else _swallowed(opening, end, closings)
        if end is not None and (not inner or _is_fence(opening, fencing)):
            free = end + 1
        else:
            inner = []
        told += _missed(lines, opening, inner)


def _is_fence(opening: _Opening, fencing: Fencing) -> bool:
    """Tell whether the host takes a line for a fence, or for text."""
    if _HOSTED.fullmatch(opening.info) is None or opening.marked:
        return False
    return fencing is Fencing.ANYWHERE or (fencing is Fencing.MARGIN and not opening.prefix)


def _opening(lines: Sequence[str], index: int) -> _Opening | None:
    found = _OPENING.fullmatch(lines[index])
    if found is None:
        return None
    fence, info = found["ticks"] or found["tildes"], found["info"] or found["words"] or ""
    prefix = _UNSEEN.sub("", found["prefix"])
    header, unseen = own_header(info), prefix != found["prefix"]
    if unseen and header is None:  # hosts see no fence there
        return None
    return _Opening(index, prefix, fence, info, header, unseen)


def _candidates(lines: Sequence[str]) -> list[int]:
    """Find the lines that may be a fence; nearly all may not, and one sign is found faster."""
    few = [(index, line) for index, line in enumerate(lines) if "`" in line or "~" in line]
    return [index for index, line in few if "```" in line or "~~~" in line]


class _Closings:
    """Lines that can close a fence, found once, so that unclosed fences cost no second look."""

    def __init__(self, lines: Sequence[str], indices: Sequence[int]) -> None:
        self.lines = lines
        self.places = indices
        self.bare: list[tuple[int, int, str]] = []  # the last one first
        self.found: dict[tuple[int, str], list[int]] = {}
        for index in reversed(indices):
            line = lines[index].strip()
            bare = line.lstrip("> \t")
            if not bare.strip(bare[0]):  # equivalent: any of its characters
                quotes = line.count(">")
                self.bare.append((index, quotes, bare))
                self.found.setdefault((quotes, bare), []).append(index)

    def after(self, opening: _Opening) -> int | None:
        """Find the line that closes a fence: in the same quote, before a line less far in.

        A heatmap may end at a fence that is further in, or less far right below its rows; it does
        not go on over another that begins.
        """
        index, fence = opening.place, opening.fence
        if opening.header is not None or opening.marked:
            indices = self.found.get((opening.quotes, fence), [])  # the last one first
        else:
            key = opening.quotes, fence, _indent(self.lines[index])
            indices = self.exact.get(key, [])
        while indices and indices[-1] <= index:
            indices.pop()
        if not indices:
            return None
        end, limit = indices[-1], self.limit(opening)
        if end > limit or (end == limit and not self._ends_rows(opening, end)):
            return None
        if opening.header is not None and self._begins_another(opening, end):
            return None
        return end

    def limit(self, opening: _Opening) -> int:
        """Find the first line below that cannot belong to a fence, or the end."""
        limit = len(self.lines)
        if opening.quotes:
            limit = self._quote_ends[opening.place + 1]
        before = opening.prefix.partition(">")[0] if opening.quotes else ""
        if before.strip():  # a quote within a list: only the quote tells
            return limit
        if opening.marked or opening.prefix.rpartition(">")[2]:
            return min(limit, self._less_far_in(opening))
        return limit

    def _less_far_in(self, opening: _Opening) -> int:
        """Find the first line that is less far in than a fence, or than what is in its list."""
        indent = _indent(self.lines[opening.place])
        least = indent + opening.marked  # equivalent: the last line finds it, too
        near = min(opening.place + _NEAR, len(self.lines))  # equivalent: likewise
        for index in range(opening.place + 1, near):
            if _indent(self.lines[index]) < least:
                return index
        return (self._as_far if opening.marked else self._less_far)[opening.place]

    def _ends_rows(self, opening: _Opening, end: int) -> bool:
        """Tell whether a heatmap in a list ends at a fence at the margin, right below its rows."""
        return opening.header is not None and not _is_blank(self.lines[end - 1])

    def _begins_another(self, opening: _Opening, end: int) -> bool:
        return self.next_opening(opening, end) is not None

    def next_opening(self, opening: _Opening, end: int) -> int | None:
        """Find a fence that begins within a heatmap, and cannot be a row of it."""
        at = bisect_right(self.places, opening.place)
        while at < len(self.places) and self.places[at] < end:  # equivalent: an end begins nothing
            other = _opening(self.lines, self.places[at])
            if other is not None and _begins(other, opening):
                return other.place
            at += 1
        return None

    @cached_property
    def exact(self) -> dict[tuple[int, str, int], list[int]]:
        """The same by how far in they are, too, which only fences that are not ours ask for."""
        exact: dict[tuple[int, str, int], list[int]] = {}
        for index, quotes, bare in self.bare:
            key = quotes, bare, _indent(self.lines[index])
            exact.setdefault(key, []).append(index)
        return exact

    @cached_property
    def _quote_ends(self) -> list[int]:
        """The place of the first line from each line on that is in no quote."""
        ends = [len(self.lines)] * (len(self.lines) + 1)  # equivalent: one more is never asked
        for index in reversed(range(len(self.lines))):
            quoted = self.lines[index].lstrip().startswith(">")
            ends[index] = ends[index + 1] if quoted else index
        return ends

    @cached_property
    def _indents(self) -> list[int]:
        return [_indent(line) for line in self.lines]

    @cached_property
    def _less_far(self) -> list[int]:
        """The place of the first line below each line that is less far in."""
        return _next_below(self._indents)

    @cached_property
    def _as_far(self) -> list[int]:
        """The place of the first line below each line that is not further in."""
        return _next_below(self._indents, equal=True)


def _next_below(values: Sequence[int], *, equal: bool = False) -> list[int]:
    """Find for each value the place of the next that is lower, or as low."""
    nexts = [len(values)] * len(values)
    lower: list[int] = []  # places of ever lower values, the nearest last
    for index in reversed(range(len(values))):
        limit = values[index] + 1 if equal else values[index]
        while lower and values[lower[-1]] >= limit:
            lower.pop()
        if lower:
            nexts[index] = lower[-1]
        lower.append(index)
    return nexts


def _indent(line: str) -> int:
    """Count the columns before the text of a line, behind its quote marks."""
    start = _QUOTES.match(line)
    rest = (line[start.end() :] if start else line).expandtabs(_TAB)
    text = rest.lstrip(" ")
    return len(rest) - len(text) if text else _BLANK


def _begins(other: _Opening, opening: _Opening) -> bool:
    """Tell a block that begins from a row whose token is a fence: a row ends in a score."""
    return other.fence.startswith(opening.fence) and (
        other.header is not None or bool(other.info.strip() and not _SCORE.fullmatch(other.info))
    )


def _swallowed(opening: _Opening, end: int, closings: _Closings) -> list[_Opening]:
    """Find heatmaps that begin within a fence, and end it."""
    found = []
    at = bisect_right(closings.places, opening.place)
    while closings.places[at] < end:
        inner = _opening(closings.lines, closings.places[at])
        at += 1
        if inner is None or inner.header is None or set(inner.fence) != set(opening.fence):
            continue
        inner_end = closings.after(inner)
        if inner_end is None or inner_end >= end:
            found.append(inner)
    return found


def _missed(
    lines: Sequence[str], opening: _Opening, swallowed: Sequence[_Opening]
) -> Iterator[Missed]:
    """Name what may have been meant to be a heatmap: the fence, or those that it swallows."""
    near = near_header(opening.info) if _NEARLY.search(opening.info) else None
    if (near is None and not swallowed) or is_code(lines, opening.place):
        return
    if near is not None:
        yield Missed(opening.place, near)
    for inner in swallowed:
        yield Missed(inner.place, swallowed_fence(opening.place + 1))


def _after(lines: Sequence[str], opening: _Opening, closings: _Closings) -> int:
    """Find the line after a fence without an end: where its rows end."""
    index, limit = opening.place, closings.limit(opening)
    limit = closings.next_opening(opening, limit) or limit
    while index < limit and not _is_blank(lines[index]):
        index += 1
    return index


def _found(lines: Sequence[str], opening: _Opening, end: int | None, closings: _Closings) -> Fence:
    index, prefix = opening.place, opening.prefix
    last = _after(lines, opening, closings) if end is None else end + 1
    inner = list(lines[index + 1 : last])
    if prefix:
        inner = [_without(line, prefix) for line in inner]
    body = inner[:-1] if end is not None else inner
    attributes = _attributes(lines, last, prefix) if end is not None else ""
    if attributes:
        inner.append(_without(lines[last], prefix))
        last += 1
    blank = prefix.rstrip() if ">" in prefix else ""
    before = index > 0 and not _is_blank(lines[index - 1]) and not opening.marked
    after = last < len(lines) and not _is_blank(lines[last])
    return Fence(
        first=index,
        last=last,
        prefix=prefix,
        header=with_attributes(opening.header or "", attributes),
        body="\n".join(body),
        source=(opening.fence + opening.info, *inner),
        gap_before=(blank,) if before else (),
        gap_after=(blank,) if after else (),
        closed=end is not None,
    )


def _attributes(lines: Sequence[str], index: int, prefix: str) -> str:
    """Read the line below a block, if it is one of attributes."""
    return attribute_line(_without(lines[index], prefix)) if index < len(lines) else ""


def _is_blank(line: str) -> bool:
    return not line.strip(" \t>")


def _without(line: str, prefix: str) -> str:
    """Take a fence's prefix off one of its lines: as many quote marks, as many columns."""
    for _ in range(prefix.count(">")):
        line = re.sub(r"^[ \t]*> ?", "", line)
    return _dedented(line, len(re.sub(r"^.*> ?", "", prefix).expandtabs(_TAB)))


def _dedented(line: str, columns: int) -> str:
    """Take off white space up to a column; tabs further on belong to the data."""
    column = 0
    for index, character in enumerate(line):
        if column >= columns or character not in " \t":
            return line[index:]
        column += 1 if character == " " else _TAB - column % _TAB
    return ""


def never_closed() -> ParseError:
    """Say that a fence has no end."""
    hint = "end the block with the same fence on a line of its own, as far in as its first"
    return ParseError("the fence is never closed", line=0, hint=hint)
