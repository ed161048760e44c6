"""The file that a page of mystmd is made of: a plugin is told neither which, nor its front matter.

It is found again by the blocks in it, which are known with their lines. Where several files may be
it, what all of them have is known nevertheless.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import HeatmarkError
from heatmark.doors.command.documents import (
    NOTEBOOK,
    find_documents,
    read_document,
    text_of,
)
from heatmark.doors.mystmd.nodes import is_box, lines_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from heatmark.doors.mystmd.nodes import MystNode
    from heatmark.hosts.page import Block


_SUFFIXES = frozenset({".md", ".myst", NOTEBOOK})
_MORE = 12  # lines of a block that may be options, which its content does not have
_TOLD = 40  # texts of a page by which files with the same blocks are told apart
_TELLING = 12  # characters of such a text, at least


class _File(NamedTuple):
    """A file that may be a page.

    Attributes:
        path: Where it is.
        parts: The texts in which its lines count: one, or those of a notebook's cells.
        blocks: Its fences.
        meta: Its front matter.
    """

    path: Path
    parts: Sequence[Sequence[str]]
    blocks: Sequence[Block]
    meta: Mapping[str, object]


@dataclass
class Source:
    """A file, and which of its fences have been taken.

    Attributes:
        path: Where it is.
        meta: Its front matter.
        blocks: Its fences that are left.
    """

    path: Path
    meta: Mapping[str, object]
    blocks: list[Block] = field(default_factory=list)

    def take(self, node: MystNode) -> Block | None:
        """Give the fence that a node is of, or None if it is none of ours."""
        line, _ = lines_of(node)
        key = _key(str(node.get("value", "")))
        for at, one in enumerate(self.blocks):
            if one.line == line and (is_box(node) or _key(one.body) == key):
                return self.blocks.pop(at)
        return None


def find_sources(page: MystNode, nodes: Sequence[MystNode], folder: Path) -> list[Source]:
    """Find the files that have some blocks of code, where they are.

    Args:
        page: The page, which tells files with the same blocks apart by its other texts.
        nodes: The blocks.
        folder: Where to look.

    Returns:
        The file; more than one if nothing tells which it is.
    """
    known = [node for node in nodes if lines_of(node)[0]]
    found = [one for one in _files(folder, ["heatmap"]) if known and _has_all(one, known)]
    return _told_apart(page, found)


def find_including(page: MystNode, folder: Path) -> list[Source]:
    """Find the files that include what a page does, which has no blocks of its own.

    Args:
        page: The page.
        folder: Where to look.

    Returns:
        The file; more than one if nothing tells which it is.
    """
    names = [*_included(page)]
    return _told_apart(page, [*_files(folder, names)] if names else [])


def _included(node: MystNode) -> Iterator[str]:
    """Give the names of the files that a page includes itself."""
    for child in node.get("children") or ():
        if child.get("type") == "include" and isinstance(child.get("file"), str):
            yield child["file"]
        else:
            yield from _included(child)


def _told_apart(page: MystNode, found: Sequence[_File]) -> list[Source]:
    """Leave those of some files that have most of a page's texts."""
    if len(found) > 1:
        told = [one for one in words_of(page) if len(one) >= _TELLING][:_TOLD]
        count = [_hits(told, one) for one in found]
        found = [one for one, hits in zip(found, count, strict=True) if hits == max(count)]
    return [Source(file.path, file.meta, [*file.blocks]) for file in found]


def _files(folder: Path, words: Sequence[str]) -> Iterator[_File]:
    """Read the files below a folder that have some words."""
    for path in find_documents([folder]):
        if path.suffix.lower() not in _SUFFIXES:
            continue
        try:
            text = text_of(path)
            if all(word in text for word in words):
                document = read_document(path)
                yield _File(path, _parts(path, text), document.blocks, document.meta)
        except HeatmarkError:  # mystmd says so of what it reads itself
            continue


def _parts(path: Path, text: str) -> list[list[str]]:
    if path.suffix.lower() != NOTEBOOK:
        return [text.split("\n")]
    cells = json.loads(text)["cells"]
    return [
        "".join(cell["source"]).split("\n") for cell in cells if cell["cell_type"] == "markdown"
    ]


def _has_all(file: _File, nodes: Sequence[MystNode]) -> bool:
    return all(any(_has(lines, node) for lines in file.parts) for node in nodes)


def _has(lines: Sequence[str], node: MystNode) -> bool:
    """Tell whether a block stands where a node says that it does."""
    first, last = lines_of(node)
    body = str(node.get("value", ""))
    end = max(last, first + body.count("\n") + _MORE)
    return "heatmap" in "".join(lines[first - 1 : first]) and _key(body) in _key(
        "".join(lines[first:end])
    )


def _hits(texts: Sequence[str], file: _File) -> int:
    """Count the texts that stand in a file."""
    parts = [_key("".join(lines)) for lines in file.parts]
    return sum(any(_key(text) in part for part in parts) for text in texts)


def _key(content: str) -> str:
    """Write content without what MyST changes: white space, and the signs of quotes."""
    return "".join(content.replace(">", "").split())
