"""The heatmap blocks of a document as it lies on disk: Markdown, MyST, reST or a notebook.

No page builder is asked. What is shown as code is left alone, as builders do.
"""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.block.colons import as_fences
from heatmark.block.fences import find_fences, may_have_fences
from heatmark.block.front_matter import front_matter, near_front_matter
from heatmark.block.near import is_code
from heatmark.core.errors import ParseError, SourceError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.hosts.page import Block, fenced_block, with_option_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from heatmark.block.fences import Fence
    from heatmark.block.near import Missed


MARKDOWN = frozenset({".md", ".markdown", ".qmd", ".rmd", ".myst"})
REST = frozenset({".rst", ".rest"})
NOTEBOOK = ".ipynb"
# Folders of builders and tools, in which nobody writes.
_SKIPPED = frozenset({"node_modules", "site-packages", "_build", "__pycache__", "venv"})
_BUILT = ("index.html", "objects.inv", "sitemap.xml")
_DIRECTIVE = lazy_re(r"([ \t]*)\.\.[ \t]+heatmap::(?:[ \t]+(.*?))?[ \t]*")
# What shows the lines below it as they are.
_LITERAL = lazy_re(
    r"[ \t]*\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal|raw|highlight|prompt)::.*"
    r"|(?![ \t]*\.\.[ \t]).*::[ \t]*|[ \t]*\.\.[ \t]+(?!.*::).*"
)


class Document(NamedTuple):
    """What a document has for us.

    Attributes:
        blocks: Its blocks, in order.
        missed: What is no heatmap and may have been meant to be one, by the index of its line.
        meta: Its front matter.
        source: The text that this stands in.
    """

    blocks: list[Block]
    missed: list[Missed]
    meta: Mapping[str, object] = MappingProxyType({})
    source: str = ""


def find_documents(paths: Sequence[Path]) -> Iterator[Path]:
    """List the documents among files and below folders, each once, in the order of their names.

    Left out are hidden folders, and those of builders and tools.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in [path] if path.is_file() else _below(path):
            key = file.resolve()
            if key not in seen:
                seen.add(key)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        return
    for child in children:
        if child.name.startswith(".") or child.name in _SKIPPED:
            continue
        if child.is_dir():
            if child.is_symlink() or any((child / name).is_file() for name in _BUILT):
                continue
            yield from _below(child)
        elif child.suffix.lower() in MARKDOWN | REST | {NOTEBOOK}:
            yield child


def text_of(file: Path) -> str:
    """Read a text file, with the line ends of Unix.

    Raises:
        SourceError: If it cannot be read, or is no UTF-8.
    """
    try:
        source = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = "save it as UTF-8"
        raise SourceError(say("{name} is not UTF-8", name=quoted(file.name)), hint=hint) from None
    except OSError as error:
        problem = say("cannot read {path}: {error}", path=file.name, error=error.strerror or "?")
        raise SourceError(
            problem, hint="look whether it is there, and at its permissions"
        ) from None
    return source.replace("\r\n", "\n").replace("\r", "\n")


def read_document(file: Path) -> Document:
    """Find the blocks of a document.

    Raises:
        HeatmarkError: If it is no text, or no notebook.
    """
    source = text_of(file)
    suffix = file.suffix.lower()
    if suffix == NOTEBOOK:
        return _notebook(source, file.name)
    if suffix in REST:
        return Document([*_directives(source.split("\n"))], [])
    return _markdown(source)


def _markdown(source: str) -> Document:
    missed = [*near_front_matter(source)]
    blocks = [block for _, block in fenced(source, missed)]
    return Document(blocks, missed, front_matter(source), source)


def fenced(source: str, missed: list[Missed]) -> Iterator[tuple[Fence, Block]]:
    """Find the heatmaps of a Markdown text, and their fences, which may be MyST's of colons.

    Args:
        source: The text.
        missed: Takes what is no heatmap but may have been meant to be one.
    """
    if not may_have_fences(source):
        return
    lines = as_fences(source.split("\n"))
    for fence in find_fences(lines, missed):
        if not is_code(lines, fence.first):
            yield fence, fenced_block(fence, fence.first + 1)


def _directives(lines: Sequence[str]) -> Iterator[Block]:
    """Find directives of reST."""
    for index, line in enumerate(lines):
        found = _DIRECTIVE.fullmatch(line)
        if found is None or _is_literal(lines, index):
            continue
        indent = len(found[1].expandtabs())
        end = index + 1
        while end < len(lines) and (_indent(lines[end]) > indent or not lines[end].strip()):
            end += 1
        below = lines[index + 1 : end]
        margin = min((_indent(text) for text in below if text.strip()), default=0)
        body = "\n".join(text.expandtabs()[margin:] for text in below)
        yield with_option_lines(Block(header=found[2] or "", body=body, line=index + 1))


def _is_literal(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line of reST is shown as it is, or not at all."""
    indent = _indent(lines[index])
    for above in reversed(range(index)):
        if lines[above].strip() and _indent(lines[above]) < indent:
            if _LITERAL.fullmatch(lines[above]):
                return True
            indent = _indent(lines[above])
    return False


def _indent(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _notebook(source: str, name: str) -> Document:
    """Find the blocks in the Markdown cells of a notebook; lines count within their cell."""
    blocks = [
        replace(block, source=cell_name(name, number))
        for number, cell in enumerate(read_notebook(source, name)["cells"], start=1)
        if cell["cell_type"] == "markdown"
        for _, block in fenced(cell["source"], [])
    ]
    return Document(blocks, [])


def cell_name(name: str, number: int) -> str:
    """Name a cell of a notebook in messages, by its number from 1."""
    return say("{name}, cell {number}", name=name, number=number)


def read_notebook(source: str, name: str) -> dict[str, Any]:
    """Read a notebook, each of whose cells has a type, and its source as one text.

    Raises:
        ParseError: If it is none.
    """
    try:
        book = json.loads(source)
        cells = [
            {**cell, "cell_type": cell["cell_type"], "source": "".join(cell["source"])}
            for cell in book["cells"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        problem = say("{name} is no Jupyter notebook", name=quoted(name))
        raise ParseError(problem, hint="save it in Jupyter again, or leave it out") from None
    return {**book, "cells": cells}
