"""Find heatmap fences in the lines of a Markdown document.

Every fence is walked over in order, so that a heatmap block inside a longer fence stays what it is
there: an example. Like Python-Markdown and SuperFences, a fence ends at the very same fence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from heatmark.block.header import own_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_TAB = 4  # columns, as Python-Markdown expands them
# What may stand before a fence: indentation, quotes, markers of lists, tasks, definitions, notes.
_MARKER = r"[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[[ xX]\](?=[ \t])|:(?=[ \t])|\[\^[^\]\s]+\]:"
_OPENING = re.compile(
    rf"""(?P<prefix>(?:[ \t\xa0]*(?:>|{_MARKER}))*[ \t\xa0]*)
        (?:(?P<ticks>`{{3,}})(?P<info>[^`]*) | (?P<tildes>~{{3,}})(?P<words>.*))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A heatmap fence.

    Attributes:
        first: The index of its first line in the document.
        last: The index of the line after its last.
        prefix: What stands before the fence: indentation, `>` of quotes, a list's marker.
        header: What stands after `heatmap`.
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


def find_fences(lines: Sequence[str]) -> Iterator[Fence]:
    """Find the heatmap fences of a document, in order."""
    places = _candidates(lines)
    closings = _Closings(lines, places)
    free = 0  # the first line that no fence has taken yet
    for place in places:
        opening = _OPENING.fullmatch(lines[place]) if place >= free else None
        if opening is None:
            continue
        fence = opening["ticks"] or opening["tildes"]
        header = own_header(opening["info"] if opening["ticks"] else opening["words"])
        end = closings.after(place, opening["prefix"].count(">"), fence)
        if header is not None:
            yield _found(lines, place, end, opening["prefix"], header)
        if header is not None or end is not None:
            free = _after(lines, place, end)


def _candidates(lines: Sequence[str]) -> list[int]:
    """Find the lines that may be a fence; nearly all lines may not."""
    text = "\n".join(lines)
    places: list[int] = []
    place = seen = 0
    for found in re.finditer("```|~~~", text):
        place += text.count("\n", seen, found.start())
        seen = found.start()
        if not places or places[-1] != place:
            places.append(place)
    return places


class _Closings:
    """Lines that can close a fence, found once, so that unclosed fences cost no second look."""

    def __init__(self, lines: Sequence[str], places: Sequence[int]) -> None:
        self.lines = lines
        self.found: dict[tuple[int, str], list[int]] = {}
        for place in reversed(places):
            line = lines[place].strip()
            bare = line.lstrip("> \t")
            if bare[:3] in {"```", "~~~"} and not bare.strip(bare[0]):
                quotes = line[: len(line) - len(bare)].count(">")
                self.found.setdefault((quotes, bare), []).append(place)

    def after(self, place: int, quotes: int, fence: str) -> int | None:
        """Find the line that closes a fence, in the same quote."""
        places = self.found.get((quotes, fence), [])  # the last one first
        while places and places[-1] <= place:
            places.pop()
        if not places or (quotes and places[-1] >= self._quote_ends[place + 1]):
            return None
        return places[-1]

    @cached_property
    def _quote_ends(self) -> list[int]:
        """The place of the first line from each line on that is in no quote."""
        ends = [len(self.lines)] * (len(self.lines) + 1)
        for place in reversed(range(len(self.lines))):
            quoted = self.lines[place].lstrip().startswith(">")
            ends[place] = ends[place + 1] if quoted else place
        return ends


def _after(lines: Sequence[str], place: int, end: int | None) -> int:
    """Find the line after a fence; one without an end reaches to the next blank line."""
    if end is not None:
        return end + 1
    while place < len(lines) and lines[place].strip():
        place += 1
    return place


def _found(lines: Sequence[str], place: int, end: int | None, prefix: str, header: str) -> Fence:
    last = _after(lines, place, end)
    inner = list(lines[place + 1 : last])
    if prefix:
        inner = [_without(line, prefix) for line in inner]
    body = inner[:-1] if end is not None else inner
    blank = prefix.rstrip() if ">" in prefix else ""
    marker = prefix.strip("> \t\xa0") != ""
    before = place > 0 and not _is_blank(lines[place - 1]) and not marker
    after = last < len(lines) and not _is_blank(lines[last])
    return Fence(
        first=place,
        last=last,
        prefix=prefix,
        header=header,
        body="\n".join(body),
        source=(lines[place][len(prefix) :], *inner),
        gap_before=(blank,) if before else (),
        gap_after=(blank,) if after else (),
        closed=end is not None,
    )


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
