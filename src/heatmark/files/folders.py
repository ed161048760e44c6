"""Folders that data files may be in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heatmark.core.errors import SourceError
from heatmark.core.wording import quoted, say

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
        published: Finds what the site has under a path that an author wrote: a file on the disk,
            or what a plugin has made; or None. It takes the place of the docs folder.
    """

    page: Path | None
    root: Path
    more: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000
    note: Callable[[Path], object] | None = None
    published: Callable[[str], Path | bytes | None] | None = None

    def find(self, src: str) -> Path:
        """Find a data file, and make sure that it may be read.

        Args:
            src: The path as the author wrote it.

        Returns:
            The real path, with every symbolic link followed.

        Raises:
            SourceError: If it is outside the folders, missing, or no file.
        """
        found = self._look_up(src)
        if isinstance(found, bytes):
            problem = say("{src} is made by the build, and no file on the disk", src=quoted(src))
            raise SourceError(problem, hint="name a file that is there before the build")
        return found

    def _look_up(self, src: str) -> Path | bytes:
        """Find a data file in the site, or else in a folder."""
        if "\0" in src or not src:
            raise SourceError(say("{src} is not a path", src=quoted(src)), hint="name a file")
        found = None
        if self.published is not None:
            if self.page is None and not src.startswith("/"):
                problem = say("it is not known from where {src} starts", src=quoted(src))
                raise SourceError(problem, hint="write / and the path from the docs folder")
            found = self.published(src)
        if isinstance(found, bytes):
            return found
        path = self._on_disk(src) if found is None else found
        if not path.is_file():
            problem = say("{src} is not a regular file", src=quoted(src))
            if path.is_dir():
                problem = say("{src} is a folder", src=quoted(src))
            raise SourceError(problem, hint="name a file")
        return path

    def _on_disk(self, src: str) -> Path:
        """Find what is in a folder that may be read."""
        start = self.root if src.startswith("/") or self.page is None else self.page
        try:
            path = (start / src.lstrip("/")).resolve()
            root = self.root.resolve()
            more = [folder.resolve() for folder in self.more]
            exists = path.exists()
            if self.note is not None:
                self.note(start / src.lstrip("/"))
        except (OSError, RuntimeError, ValueError) as error:  # too long a name, a loop of links
            reason = getattr(error, "strerror", None) or say("its links lead nowhere")
            problem = say("{src} cannot be found: {reason}", src=quoted(src), reason=reason)
            raise SourceError(problem, hint="look at its name and its links") from None
        in_more = any(path.is_relative_to(folder) for folder in more)
        if not in_more and not path.is_relative_to(root):
            hint = "move it there, or add its folder to the option folders of the site"
            raise SourceError(say("{src} is outside the docs folder", src=quoted(src)), hint=hint)
        if not exists or (self.published is not None and not in_more and path.is_file()):
            hint = "paths start from the page, or with / from the docs folder"
            if exists:
                hint = "the site leaves it out; to read it, add its folder to the option folders"
            if "://" in src:
                hint = "nothing is fetched from a network: keep a copy in the docs folder"
            raise SourceError(say("there is no file {src}", src=quoted(src)), hint=hint)
        return path

    def read(self, src: str) -> bytes:
        """Read a data file; see [find][heatmark.files.folders.Folders.find].

        Raises:
            SourceError: Also if it is too large.
        """
        found = self._look_up(src)
        try:
            content = found if isinstance(found, bytes) else self._content(found)
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

    def _content(self, path: Path) -> bytes:
        """Read no more than is needed to see that a file is too large."""
        with path.open("rb") as file:
            return file.read(self.max_bytes + 1)
