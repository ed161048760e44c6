"""What pages became, for a server that builds all pages again when its author has edited one.

The figures of a page are a function of what is written in its blocks, of options, and of the bytes
of its data files. They are kept under the first two, and given again if every file, looked for and
read again, has the same bytes: no time of a change is believed. What is not a function of these
alone is made anew: pages with images, with other files than data, and with errors.
"""

from __future__ import annotations

import marshal
import sys
from collections import OrderedDict
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.core.errors import Notice
from heatmark.hosts.figures import draw_figures
from heatmark.hosts.page import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from heatmark.core.errors import HeatmarkError
    from heatmark.hosts.figures import Figure, FigureHost
    from heatmark.hosts.page import Block, Page
    from heatmark.render.image.draw import Image

_MOST = 64_000_000  # bytes of all that is kept
_PLAIN = 2  # of the formats of marshal, one that writes nothing about objects but their values


class _Entry(NamedTuple):
    """The figures of a page, what they were made of beside their key, and what was said."""

    figures: tuple[Figure, ...]
    files: Mapping[str, bytes]
    said: tuple[tuple[str, int, Notice], ...]
    size: int


class _Watch:
    """Sees what a page is made of while it is drawn, and what its author is told.

    Attributes:
        host: Who draws.
        files: The digest of each data file, by the path that the author wrote.
        said: The notices, each with its source and line.
        is_sure: Whether the figures are a function of what was seen.
    """

    def __init__(self, host: FigureHost) -> None:
        self.host = host
        self.styled, self.finish = host.styled, host.finish
        self.files: dict[str, bytes] = {}
        self.said: list[tuple[str, int, Notice]] = []
        self.is_sure = True

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Hand on what the author is told."""
        if isinstance(found, Notice):
            self.said.append((index.source, index.line, found))
        else:
            self.is_sure = False
        self.host.report(index, found)

    def address(self, index: Place, image: Image) -> str:
        """Hand on an image, whose file is the host's to care for in each build."""
        self.is_sure = False
        return self.host.address(index, image)

    def seen(self, src: str, content: bytes | None) -> None:
        """Take note of a file; one that changes while the page is drawn may be drawn as two."""
        now = b"" if content is None else _digest(content)
        if content is None or self.files.setdefault(src, now) != now:
            self.is_sure = False


class Kept:
    """The figures of pages, from one build to the next of one process."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep figures up to a number of bytes."""
        self.most = most
        self.size = 0
        self.build = 0
        self._entries: OrderedDict[bytes, tuple[int, _Entry]] = OrderedDict()

    def begin(self) -> None:
        """Take note that a build begins."""
        self.build += 1

    def figures(self, blocks: Sequence[Block], page: Page, host: FigureHost) -> list[Figure]:
        """Give the figures of a page again, or draw them; their author is told what there is.

        Args:
            blocks: The N blocks of the page.
            page: The page.
            host: Who draws, one of those that finish pictures alike.

        Returns:
            N figures.
        """
        key = _key(blocks, page, host.styled)
        known = self._known(key, page)
        if known is None:
            watch = _Watch(host)
            made = draw_figures(blocks, replace(page, seen=watch.seen), watch)
            if key is not None and watch.is_sure:
                self._keep(key, tuple(made), watch)
            return made
        for source, line, notice in known.said:
            host.report(Place(page, source, line), notice)
        return [*known.figures]

    def _known(self, key: bytes | None, page: Page) -> _Entry | None:
        """Find what was kept of a page, if its files are as they were."""
        if key is None or key not in self._entries:
            return None
        _, entry = self._entries.pop(key)
        if not _are_as_before(entry.files, page):
            self.size -= entry.size
            return None
        self._entries[key] = (self.build, entry)  # behind all others: used last
        return entry

    def _keep(self, key: bytes, figures: tuple[Figure, ...], watch: _Watch) -> None:
        size = sum(sys.getsizeof(text) for figure in figures for text in figure)
        self._make_room(size)
        if self.size + size <= self.most:
            entry = _Entry(figures, watch.files, tuple(watch.said), size)
            self._entries[key] = (self.build, entry)
            self.size += size

    def _make_room(self, size: int) -> None:
        """Forget what was used longest ago, but nothing that this build has used.

        Otherwise a site that is too large would push out each page before it comes again.
        """
        while self.size + size > self.most and self._entries:
            key, (build, entry) = next(iter(self._entries.items()))
            if build == self.build:
                return
            del self._entries[key]
            self.size -= entry.size


def _are_as_before(files: Mapping[str, bytes], page: Page) -> bool:
    """Look for each file where it would be found now, and read it."""
    try:
        return all(_digest(page.files.read(src)) == known for src, known in files.items())
    except Exception:  # whatever it is, it is for those to say who draw the page anew
        return False


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=24).digest()


def _key(blocks: Sequence[Block], page: Page, styled: Collection[str] | None) -> bytes | None:
    """Write all that figures are made of but files, or None if some of it cannot be written.

    Values of a type that is not plain are not: they may be the same and mean something else.
    """
    if page.problem is not None or any(block.problem is not None for block in blocks):
        return None
    about = (
        page.name,
        page.url,
        str(page.folder),
        page.places_figures,
        dict[str, Any](page.options),
    )
    palettes = None if styled is None else tuple(styled)
    try:
        written = marshal.dumps((about, [_parts(block) for block in blocks], palettes), _PLAIN)
    except ValueError:
        return None
    return _digest(written)


def _parts(block: Block) -> tuple[Any, ...]:
    texts = (block.header, block.body, block.line, block.source)
    return (*texts, dict(block.options), dict(block.lines), dict(block.translated))
