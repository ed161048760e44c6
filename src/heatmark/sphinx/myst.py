"""Fences of MyST, in pages and notebooks, that its parser does not hand over by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from heatmark.block.header import own_header
from heatmark.core.patterns import lazy_re
from heatmark.hosts.page import Block
from heatmark.sphinx.figures import HeatmapNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


FENCES = "myst_fence_as_directive"
NAME = "heatmap"
IN_BRACES = ".heatmap"  # how MyST reads the header {.heatmap}
_CELL = 10_000  # lines: what MyST-NB adds for each cell of a notebook
_fence = lazy_re(r"[ \t>]*(`{3,}|~{3,}|:{3,})[ \t]*(.*)").fullmatch


def take_fences(_app: Sphinx, config: Config) -> None:
    """Have MyST, if it is there, hand over fences as it does those of its own directives."""
    if FENCES in config and NAME not in config[FENCES]:
        config[FENCES] = {*config[FENCES], NAME}


def take_braces(document: nodes.document) -> None:
    """Make heatmaps of fences with headers such as `{.heatmap cmap=Reds}`, which are code to MyST.

    Args:
        document: A document that has been parsed.
    """
    found = list(document.findall(nodes.literal_block))
    for code in found:
        header = _header(code) if str(code.get("language", "")).startswith("{") else None
        if header is None:
            continue
        node = HeatmapNode()
        node.source, node.line = code.source, code.line
        source, line = str(code.source or ""), code.line or 0
        node.content = Block(header=header, body=code.astext(), source=source, line=line)
        code.replace_self(node)


def _header(code: nodes.literal_block) -> str | None:
    """Read the header of a fence in its page: MyST keeps the first word only."""
    lines = read_source(code.source or "").split("\n")
    line = code.line or 0
    fence = _fence(lines[line - 1]) if 0 < line <= len(lines) else None
    return own_header(fence[2]) if fence else None


def read_source(file: str) -> str:
    """Read a page, or nothing where there is none."""
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def line_in_cell(source: str, line: int) -> int:
    """Give the line of a notebook's cell that MyST-NB means, or the line of a page as it is.

    MyST-NB counts one line more than the cell has, whatever the version of MyST.
    """
    return line % _CELL - 1 if source.endswith(".ipynb") else line
