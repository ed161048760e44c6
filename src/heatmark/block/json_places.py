"""Where things stand in the text of a JSON mapping that was read already."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLON = lazy_re(r"\s*:")
_DECODER = json.JSONDecoder()
_SPACE = lazy_re(r"\s*")


def lines_with(text: str, key: str) -> Iterator[int]:
    """Find the lines on which a key stands."""
    return (text.count("\n", 0, index) + 1 for index in places_of(text, key))


def places_of(text: str, key: str, start: int = 0) -> Iterator[int]:  # equivalent: a brace
    """Find the places of a key."""
    name = f'"{key}"'
    index = text.find(name, start)
    while index >= 0:  # equivalent: a brace is before it
        if _COLON.match(text, index + len(name)):
            yield index
        index = text.find(name, index + 1)  # equivalent: two do not overlap


def sources_of(key: str, text: str, count: int) -> list[str]:
    """Cut what a list of mappings holds out of the text, so that each is looked at alone.

    Args:
        key: What the list is called.
        text: The JSON.
        count: How many mappings it has.

    Returns:
        The source of each, behind as many line ends as are before it; or the whole text for each,
        if there is no such list, or there are several of that name and length.
    """
    lists = re.finditer(rf'"{re.escape(key)}"\s*:\s*\[(?=\s*\{{)', text)
    found = [cut for one in lists if len(cut := [*_cut(text, one.end())]) == count]
    return found[0] if len(found) == 1 else [text] * count


def _cut(text: str, index: int) -> Iterator[str]:
    """Give the sources of what a list has, from behind its bracket."""
    while text[index - 1] != "]":
        begin = _end_of_space(text, index)
        _, end = _DECODER.raw_decode(text, begin)
        yield "\n" * text.count("\n", 0, begin) + text[begin:end]
        index = _end_of_space(text, end) + 1


def _end_of_space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    return index if found is None else found.end()
