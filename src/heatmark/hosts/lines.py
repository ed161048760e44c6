"""Where the lines of a text that is converted stand in what its author has written.

Other extensions and plugins include files, run code and fill in templates before us: what we see
has lines that no file has. A line that is not the author's is never said to be.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_NAME = lazy_re(r"""[^\s"'`<>()\[\]{}|*]+\.[A-Za-z][A-Za-z0-9]*""")  # what may be a file's
_MOST_FILES = 100  # that are looked into, for one page
_MOST_BYTES = 2_000_000  # of such a file


class Written(NamedTuple):
    """Where a part of a text was written.

    Attributes:
        source: The file, or nothing if that is the page's.
        line: Its first line there, from 1, or 0 if it was included or made, and nobody knows how.
    """

    source: str
    line: int


class Lines:
    """The lines of a text, and where each of them was written."""

    def __init__(self, text: Sequence[str], source: str | None, folders: Sequence[Path]) -> None:
        """Compare a text with its source.

        Args:
            text: The N lines that are converted.
            source: The file that the author has written, or None if it is not known; then the
                text is taken for it.
            folders: From where other files may have been included, the first of them being that
                of the site's pages.
        """
        self.text = text
        self.source = source
        self.folders = folders

    @cached_property
    def _origins(self) -> Sequence[int | None]:
        if self.source is None:
            return range(len(self.text))
        return source_lines(_lines(self.source), self.text)

    def find(self, first: int, last: int | None = None) -> Written:
        """Find out where lines were written.

        Args:
            first: The index of the first of them.
            last: The index of the line after them; by default it is one line.
        """
        last = first + 1 if last is None else last
        found = self._origins[first:last]
        if isinstance(found, range) and found:  # the lines are the author's as they are
            return Written("", found[0] + 1)
        origins = [*found]
        if len(origins) > 1 and origins[0] is None and origins[1] is not None:
            origins[0] = self._filled_in(origins[1] - 1)
        start = origins[0] if origins else None
        if start is not None and origins == [*range(start, start + len(origins))]:
            return Written("", start + 1)
        return self._included(self.text[first:last]) or Written("", 0)

    def _filled_in(self, place: int) -> int | None:
        """Take a line of the source for a fence, if it was one before a template was filled in."""
        return place if place >= 0 and "heatmap" in _lines(self.source or "")[place] else None

    def _included(self, wanted: Sequence[str]) -> Written | None:
        """Look for lines in the files that the source names, and in those that they name."""
        plain = [line.strip() for line in wanted]
        for path, text in self._files:
            lines = [line.strip("\ufeff \t") for line in _lines(text)]
            for place in range(len(lines) - len(plain) + 1):
                if lines[place] == plain[0] and lines[place : place + len(plain)] == plain:
                    return Written(self._name(path), place + 1)
        return None

    @cached_property
    def _files(self) -> list[tuple[Path, str]]:
        return list(_named_files(self.source or "", self.folders))

    def _name(self, path: Path) -> str:
        """Call a file by its path in one of the folders."""
        for folder in self.folders:
            if path.is_relative_to(folder.resolve()):
                return path.relative_to(folder.resolve()).as_posix()
        return path.name


def source_lines(source: Sequence[str], text: Sequence[str]) -> Sequence[int | None]:
    """Say which line of a source each line of a text made from it is.

    Lines that were changed one by one are known by their neighbours; what is new is none.

    Args:
        source: The lines that were written.
        text: The N lines that became of them.

    Returns:
        N indices in the source, or None.
    """
    cut = len(source) - len(text)
    if cut >= 0 and source[cut:] == text:  # most often all but the front matter
        return range(cut, len(source))
    origins: list[int | None] = [None] * len(text)
    matcher = SequenceMatcher(_is_common, source, text, autojunk=False)
    for kind, above, below, first, last in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and below - above == last - first):
            origins[first:last] = range(above, below)
    return origins


def _is_common(line: str) -> bool:
    """Tell whether a line says nothing about where it is from: a search would try them all."""
    return not line.strip("`~ \t")


def _lines(text: str) -> list[str]:
    """Take a text apart as Markdown does."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _named_files(source: str, folders: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Read the files that a text names, then those that these name."""
    folders, texts, seen = tuple(folders), [source], set[Path]()
    while texts:
        for name in dict.fromkeys(_NAME.findall(texts.pop(0))):
            for path in _existing(name, folders):
                if path in seen or len(seen) == _MOST_FILES:
                    continue
                seen.add(path)
                text = _read(path)
                texts.append(text)
                yield path, text


def _existing(name: str, folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        try:
            path = (folder / name.lstrip("/")).resolve()
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                yield path
        except (OSError, RuntimeError, ValueError):  # no name that a file can have
            continue


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return ""
