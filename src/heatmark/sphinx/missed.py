"""Finds in a document what may have been meant to be a heatmap, and tells its author.

MyST and docutils know where fences end; what is left to see is what became of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import yaml
from docutils import nodes

from heatmark.block.between_quotes import BETWEEN_QUOTES, is_left_between_quotes
from heatmark.block.directives import COLONS, is_left_between_colons
from heatmark.block.front_matter import is_near_ours, near_front_matter, not_ours
from heatmark.block.header import attribute_line, own_header, with_attributes
from heatmark.block.near import (
    LEFT,
    ON_ONE_LINE,
    TICKED,
    has_ticks_in_header,
    is_left,
    is_on_one_line,
    near_header,
    swallowed_fence,
)
from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.hosts.page import Block, Place
from heatmark.picture.lint import heard
from heatmark.sphinx.figures import HeatmapNode
from heatmark.sphinx.myst import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heatmark.hosts.page import Host, Page


_fence = lazy_re(r"[ \t]*(`{3,}|~{3,})[ \t]*(.*)").fullmatch
_UNSET = Notice(
    name="near-miss",
    message="a heatmap is shown as code",
    hint='write myst_fence_as_directive = ["heatmap"] in conf.py',
)


def take_attributes(doctree: nodes.document) -> None:
    """Take lines such as `{: .wide #z }` below heatmaps for their classes and ids."""
    for node in doctree.findall(HeatmapNode):
        below = node.next_node(descend=False, siblings=True)
        if not isinstance(below, nodes.paragraph) or not isinstance(node.content, Block):
            continue
        attributes = attribute_line(below.rawsource or below.astext())
        if attributes:
            header = with_attributes(node.content.header, attributes)
            node.content = replace(node.content, header=header)
            below.parent.remove(below)


def report_missed(
    doctree: nodes.document, metadata: Mapping[str, object], page: Page, host: Host
) -> None:
    """Tell the author what may have been meant to be a heatmap, or options for one."""
    is_asking = next(doctree.findall(HeatmapNode), None) is not None
    found = [
        *_in_text(doctree),
        *_in_front_matter(page.name, metadata, is_asking=is_asking),
    ]
    for source, line, notice in found:
        for item in heard([notice], page.settings):
            host.report(Place(page, source or page.name, line), item)


def _in_text(doctree: nodes.document) -> Iterator[tuple[str, int, Notice]]:
    """Find what became code or stayed text."""
    for code in doctree.findall(nodes.literal_block):
        source, line = code.source or "", code.line or 0
        if "force" not in code:  # no directive that shows code, as is wanted there
            language = str(code.get("language", ""))
            notice = _UNSET if language == "heatmap" else near_header(language)
            if notice:
                yield source, line, notice
        yield from _swallowed(code.astext(), source, line)
    for text in doctree.findall(nodes.paragraph):
        if "heatmap" in text.astext() and any(map(is_left, _plain(text).split("\n"))):
            ticked = any(map(has_ticks_in_header, text.rawsource.split("\n")))
            yield text.source or "", text.line or 0, TICKED if ticked else LEFT
        elif any(map(is_on_one_line, text.rawsource.split("\n"))):
            yield text.source or "", text.line or 0, ON_ONE_LINE
        elif is_left_between_colons(_plain(text)):
            yield text.source or "", text.line or 0, COLONS
        elif is_left_between_quotes(_plain(text)):
            yield text.source or "", text.line or 0, BETWEEN_QUOTES


def _plain(node: nodes.paragraph) -> str:
    """Take the text of a paragraph but for its code."""
    return "".join(
        "" if isinstance(item.parent, nodes.literal) else item.astext()
        for item in node.findall(nodes.Text)
    )


def _swallowed(text: str, source: str, line: int) -> Iterator[tuple[str, int, Notice]]:
    """Find a heatmap in a fenced block that the heatmap ends, or that nothing ends."""
    lines = text.split("\n") if "heatmap" in text else []
    fences = [(at, found[1], found[2]) for at, item in enumerate(lines) if (found := _fence(item))]
    heatmaps = [index for index, (_, _, info) in enumerate(fences) if own_header(info) is not None]
    page = read_source(source).split("\n") if heatmaps else []
    outer = _fence(page[line - 1]) if 0 < line <= len(page) else None
    if outer is None or own_header(outer[2]) is not None:
        return
    end = line + text.removesuffix("\n").count("\n") + 1
    last = _fence(page[end]) if end < len(page) else None
    endless = last is None or not last[1].startswith(outer[1])
    for index in heatmaps:
        at, opening, _ = fences[index]
        below = fences[index + 1 :]
        if endless or not any(item.startswith(opening) and not rest for _, item, rest in below):
            yield source, line + 1 + at, swallowed_fence(line)


def _in_front_matter(
    file: str, metadata: Mapping[str, object], *, is_asking: bool
) -> Iterator[tuple[str, int, Notice]]:
    """Find options of a page that nobody reads; docutils and MyST hand them over as text."""
    near = [name for name, value in metadata.items() if is_near_ours(name, _keys(value))]
    if not near and "heatmark" not in metadata and not is_asking:
        return
    source = read_source(file)
    found = list(near_front_matter(source, told=True))  # by MyST
    yield from ((file, index + 1, notice) for index, notice in found)
    for name in near if not found else ():
        lines = source.split("\n")
        field = (at for at, line in enumerate(lines) if line.startswith(f":{name}:"))
        yield file, next(field, 0) + 1, not_ours(name)


def _keys(written: object) -> list[str]:
    try:
        loaded = yaml.safe_load(written) if isinstance(written, str) else written
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    return [str(name) for name in loaded] if isinstance(loaded, dict) else []
