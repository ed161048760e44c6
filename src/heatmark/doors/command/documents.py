"""The heatmap blocks of a document as it lies on disk: Markdown, MyST, reST or a notebook.

No page builder is asked. What is shown as code is left alone, as builders do.
"""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.block.between_quotes import quoted_fences
from heatmark.block.directives import as_fences, colon_fences, opened
from heatmark.block.fences import find_fences, may_have_fences
from heatmark.block.front_matter import front_matter, near_front_matter
from heatmark.block.indented import far_in
from heatmark.block.near import Missed, is_code
from heatmark.core.errors import ParseError, SourceError
from heatmark.core.wording import quoted, say
from heatmark.doors.command.rest import directives
from heatmark.doors.command.sites import builds_with_sphinx, may_be_myst
from heatmark.hosts.page import Block, fenced_block, with_option_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from heatmark.block.fences import Fence


MARKDOWN = frozenset({".md", ".markdown", ".mdx", ".qmd", ".rmd", ".myst"})
_CODED = frozenset({".qmd", ".rmd"})
REST = frozenset({".rst", ".rest"})
_DATA = frozenset({".csv", ".tsv", ".json", ".jsonl", ".npz", ".npy", ".xlsx"})
NOTEBOOK = ".ipynb"
# Folders of builders and tools, in which nobody writes.
_SKIPPED = frozenset({"node_modules", "site-packages", "_build", "__pycache__", "venv"})
_BUILT = ("index.html", "objects.inv", "sitemap.xml")


class Document(NamedTuple):
    """What a document has for us.

    Attributes:
        blocks: Its blocks, in order.
        missed: What is no heatmap and may have been meant to be one, by the index of its line,
            with the name of its cell, or nothing.
        meta: Its front matter.
        source: The text that this stands in.
    """

    blocks: list[Block]
    missed: list[tuple[str, Missed]]
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
    except FileNotFoundError:
        problem = say("there is no file {src}", src=quoted(file.name))
        raise SourceError(problem, hint="look at its name, and at the folder before it") from None
    except OSError as error:
        problem = say("cannot read {path}: {error}", path=file.name, error=error.strerror or "?")
        raise SourceError(
            problem, hint="look whether it is there, and at its permissions"
        ) from None
    return source.replace("\r\n", "\n").replace("\r", "\n")


def read_document(file: Path) -> Document:
    """Find the blocks of a document.

    Raises:
        HeatmarkError: If it is no text, no notebook, or a data file.
    """
    suffix = file.suffix.lower()
    if suffix in _DATA:
        problem = say("{name} is a data file, and no document", name=quoted(file.name))
        hint = say("heatmark inspect {name} says how it is read", name=str(file))
        raise SourceError(problem, hint=hint)
    source = text_of(file)
    if suffix in REST:
        return Document([*directives(source.split("\n"))], [])
    is_myst = may_have_directives(file)
    if suffix == NOTEBOOK:
        return _notebook(source, file.name, is_myst=is_myst)
    missed = [*near_front_matter(source)]
    found = fenced(source, missed, is_myst=is_myst)
    blocks = [_as_built(*one, with_sphinx=builds_with_sphinx(file)) for one in found]
    if not is_myst:
        missed += colon_fences(source.split("\n"))
    return Document(blocks, [("", one) for one in missed], front_matter(source), source)


def _as_built(fence: Fence, block: Block, *, with_sphinx: bool) -> Block:
    """Read a block as MyST hands it to Sphinx, to which a fence without braces is a directive."""
    is_read = fence.header.startswith("{") or not with_sphinx
    return block if is_read else with_option_lines(block, is_myst=True)


def may_have_directives(file: Path) -> bool:
    """Tell a document whose blocks may stand in directives of MyST: `{note}`.

    Args:
        file: The document. R Markdown and Quarto write code between such fences.
    """
    return file.suffix.lower() not in _CODED and may_be_myst(file)


def fenced(
    source: str, missed: list[Missed], *, is_myst: bool = False
) -> Iterator[tuple[Fence, Block]]:
    """Find the heatmaps of a Markdown text, and their fences, which may be of colons.

    Args:
        source: The text.
        missed: Takes what is no heatmap but may have been meant to be one.
        is_myst: Whether they may stand within directives of MyST.
    """
    missed += quoted_fences(source.split("\n")) if "heatmap" in source else ()
    if not may_have_fences(source):
        return
    lines = as_fences(source.split("\n"))
    for fence in find_fences(opened(lines) if is_myst else lines, missed):
        if not is_code(lines, fence.first):
            yield fence, fenced_block(fence, fence.first + 1)
        else:
            missed += far_in(lines, [fence])


def _notebook(source: str, name: str, *, is_myst: bool) -> Document:
    """Find the blocks in the Markdown cells of a notebook; lines count within their cell."""
    document = Document([], [])
    for number, cell in enumerate(read_notebook(source, name)["cells"], start=1):
        if cell["cell_type"] == "markdown":
            where, missed = cell_name(name, number), list[Missed]()
            found = fenced(cell["source"], missed, is_myst=is_myst)
            document.blocks.extend(replace(block, source=where) for _, block in found)
            document.missed.extend((where, one) for one in missed)
    return document


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
