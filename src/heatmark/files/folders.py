"""Folders that data files may be in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heatmark.core.errors import SourceError
from heatmark.core.wording import quoted, say
from heatmark.files.names import Names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Callable[[str], bytes]
    """Takes the path that an author wrote, gives the content of that file or raises SourceError."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where data files may be.

    Attributes:
        page: The folder of the page, from which relative paths start, or None if it is not known.
        root: The docs folder, from which paths with a leading slash start.
        more: Other folders that may be read.
        max_bytes: The largest file that is read.
        note: Told the path of each file that is looked for, also if there is none.
    """

    page: Path | None
    root: Path
    more: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000
    note: Callable[[Path], object] | None = None

    def find(self, src: str) -> Path:
        """Find a data file, and make sure that it may be read.

        Args:
            src: The path as the author wrote it.

        Returns:
            The real path, with every symbolic link followed.

        Raises:
            SourceError: If it is outside the folders, missing, or no file.
        """
        if "\0" in src or not src:
            raise SourceError(say("{src} is not a path", src=quoted(src)), hint="name a file")
        start = self.root if src.startswith("/") or self.page is None else self.page
        try:
            path = (start / src.lstrip("/")).resolve()
            names = Names(tuple(folder.resolve() for folder in (self.root, *self.more)))
            if not path.exists():  # its name may be spelled otherwise on this disk
                path = names.same(start.resolve() / src.lstrip("/")) or path
                path = path.resolve()
            exists = path.exists()
            if self.note is not None:
                self.note(start / src.lstrip("/"))
        except (OSError, RuntimeError, ValueError) as error:  # too long a name, a loop of links
            reason = getattr(error, "strerror", None) or say("its links lead nowhere")
            problem = say("{src} cannot be found: {reason}", src=quoted(src), reason=reason)
            raise SourceError(problem, hint="look at its name and its links") from None
        if not names.is_inside(path):
            hint = "move it there, or add its folder to the option folders of the site"
            raise SourceError(say("{src} is outside the docs folder", src=quoted(src)), hint=hint)
        if not exists:
            hint = self._hint(src, names)
            raise SourceError(say("there is no file {src}", src=quoted(src)), hint=hint)
        if not path.is_file():
            problem = say("{src} is not a regular file", src=quoted(src))
            if path.is_dir():
                problem = say("{src} is a folder", src=quoted(src))
            raise SourceError(problem, hint="name a file")
        return path

    def _hint(self, src: str, names: Names) -> str:
        """Say where a file is that is not where it was looked for."""
        if "://" in src:
            return say("nothing is fetched from a network: keep a copy in the docs folder")
        page = None if self.page is None else self.page.resolve()
        try:
            near = names.nearest(src, page, self.root.resolve())
        except (OSError, RuntimeError, ValueError):
            near = ""
        if near:
            return say("did you mean {name}?", name=quoted(near))
        return say("paths start from the page, or with / from the docs folder")

    def read(self, src: str) -> bytes:
        """Read a data file; see [find][heatmark.files.folders.Folders.find].

        Raises:
            SourceError: Also if it is too large.
        """
        path = self.find(src)
        try:
            with path.open("rb") as file:
                content = file.read(self.max_bytes + 1)
        except OSError as error:
            problem = say(
                "{src} cannot be read: {strerror}", src=quoted(src), strerror=error.strerror
            )
            raise SourceError(problem, hint="look at its permissions") from None
        if len(content) > self.max_bytes:
            hint = say(
                "shorten it, or raise max_bytes (now {max_bytes}) for the site",
                max_bytes=self.max_bytes,
            )
            raise SourceError(say("{src} is too large", src=quoted(src)), hint=hint)
        return content
