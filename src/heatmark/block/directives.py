"""Directives of MyST: heatmaps between colons, which no other builder knows, and within others."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from heatmark.block.fences import find_fences
from heatmark.block.near import Missed, is_code
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence


COLONS = Notice(
    name="near-miss",
    message="a block between colons is no heatmap here",
    hint="write ``` in the place of the colons",
)
_OPENING = lazy_re(r"([ \t>]*)(:{3,})([ \t]*\{[ \t]*heatmap[ \t]*\}.*)")
_TILDES = lazy_re("~{3,}")
_FENCE = lazy_re(
    r"(?P<prefix>[ \t>]*)(?P<fence>(?P<mark>[`~:])(?P=mark){2,})[ \t]*(?P<info>.*?)[ \t]*"
)
_NAMED = lazy_re(r"\{[ \t]*([A-Za-z][\w.:+-]*)[ \t]*\}.*")
# Directives that show what is in them as it is written, or run it; others have Markdown in them.
_CODE = frozenset(
    {"code", "code-block", "sourcecode", "code-cell", "literalinclude", "parsed-literal", "raw"}
    | {"math", "eval-rst", "mermaid", "graphviz", "digraph", "graph", "plantuml", "uml", "dot"}
    | {"prompt", "doctest", "testcode", "testsetup", "testoutput", "highlight", "ipython", "embed"}
    | {"jupyter-execute", "python", "r", "julia", "bash", "csv-table", "toctree", "bibliography"}
    | {"myst", "myst-example", "example", "demo", "raw-html", "iframe", "anywidget", "heatmap"}
)


def colon_fences(lines: Sequence[str]) -> list[Missed]:
    """Find what stands between colons, and is no example in a block of code.

    Args:
        lines: A document.
    """
    marked = {at: line for at, line in enumerate(lines) if ":::" in line}
    places = {at for at, line in marked.items() if _OPENING.fullmatch(line)}
    fences = find_fences(as_fences(lines)) if places else ()
    found = [fence.first for fence in fences if fence.first in places]
    return [Missed(at, COLONS) for at in found if not is_code(lines, at)]


def is_left_between_colons(text: str) -> bool:
    """Tell a paragraph that begins with a fence of colons, as MyST leaves one unless it is asked.

    Args:
        text: The text of the paragraph.
    """
    return _OPENING.fullmatch(text.partition("\n")[0]) is not None


def as_fences(lines: Sequence[str]) -> Sequence[str]:
    """Write heatmaps between colons as fences of tildes: more of them than any other has.

    So they end where they do in MyST, and stay what they are in a block that shows code. As many
    lines come back.

    Args:
        lines: A document.
    """
    openings = [(at, found) for at, line in enumerate(lines) if (found := _OPENING.fullmatch(line))]
    if not openings:
        return lines
    mark = max(["~~", *_TILDES.findall("\n".join(lines))], key=len) + "~"
    written, ends = [*lines], _Ends(lines)
    for at, found in openings:
        prefix, colons, info = found.groups()
        written[at] = f"{prefix}{mark}{info}"
        end = ends.after(at, colons)
        if end < len(lines):
            written[end] = lines[end].replace(lines[end].strip("> \t"), mark)
    return written


def opened(lines: Sequence[str]) -> Sequence[str]:
    """Take the fences of directives away that have Markdown in them, and what was in them stays.

    So blocks in notes and tabs are found, where MyST draws them. As many lines come back.

    Args:
        lines: A document.
    """
    if not any("{" in line and _FENCE.fullmatch(line) for line in lines):
        return lines
    written, ends = [*lines], _Ends(lines)
    at = 0
    while at < len(written):
        found = _FENCE.fullmatch(written[at])
        end = ends.after(at, found["fence"]) if found else at
        if found and _holds_markdown(found):
            written[at] = found["prefix"].rstrip()
            if end < len(written):
                written[end] = found["prefix"].rstrip()
                ends.take(end)
        elif found and found["mark"] != ":":
            at = end
        at += 1
    return written


def _holds_markdown(found: re.Match[str]) -> bool:
    named = _NAMED.fullmatch(found["info"])
    return named is not None and named[1].lower() not in _CODE


class _Ends:
    """Lines that can end a fence, found once, so that fences without an end cost no second look."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.count = len(lines)
        self.kinds: dict[int, str] = {}
        self.places: dict[str, list[int]] = {}
        for at, line in enumerate(lines):
            text = line.strip("> \t")
            if text and text[0] in "`~:" and not text.strip(text[0]):
                self.kinds[at] = text
                self.places.setdefault(text, []).append(at)
        for places in self.places.values():
            places.append(self.count)

    def after(self, start: int, fence: str) -> int:
        """Find the line that ends a fence, as CommonMark does, or the end of the document."""
        fitting = [places for text, places in self.places.items() if text.startswith(fence)]
        return min((one[bisect_right(one, start)] for one in fitting), default=self.count)

    def take(self, place: int) -> None:
        """Let a line end no other fence."""
        places = self.places[self.kinds[place]]
        del places[bisect_right(places, place) - 1]
