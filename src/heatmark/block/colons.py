"""Heatmaps between colons, which MyST alone takes for blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.block.fences import find_fences
from heatmark.block.near import Missed, is_code
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Sequence


COLONS = Notice(
    name="near-miss",
    message="a block between colons is no heatmap here",
    hint="write ``` in the place of the colons",
)
_OPENING = lazy_re(r"([ \t>]*)(:{3,})([ \t]*\{[ \t]*heatmap[ \t]*\}.*)")
_TILDES = lazy_re("~{3,}")


def colon_fences(lines: Sequence[str]) -> list[Missed]:
    """Find what stands between colons, and is no example in a block of code.

    Args:
        lines: A document.
    """
    places = {at for at, line in enumerate(lines) if _OPENING.fullmatch(line)}
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
    written = [*lines]
    for at, found in openings:
        prefix, colons, info = found.groups()
        written[at] = f"{prefix}{mark}{info}"
        below = range(at + 1, len(lines))
        end = next((end for end in below if _ends(lines[end], colons)), None)
        if end is not None:
            written[end] = lines[end].replace(lines[end].strip("> \t"), mark)
    return written


def _ends(line: str, colons: str) -> bool:
    text = line.strip("> \t")
    return text.startswith(colons) and not text.strip(":")
