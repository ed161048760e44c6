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


@dataclass(frozen=True)
class Folders:
    """Where data files may be.

    Attributes:
        page: The folder of the page, from which relative paths start, or None if it is not known.
        root: The docs folder, from which paths with a leading slash start.
        more: Other folders that may be read.
        max_bytes: The largest file that is read.
        note: Told the path of each file that is looked for, also if there is none.
        seen: Told the content of each file that is read, by the path that an author wrote, or None
            where only its place is asked for.
        published: Finds what the site has under a path that an author wrote: a file on the disk,
            or what a plugin has made; or None. It takes the place of the docs folder.
        relative_hint: What to do about a relative path where the page is not known; if nothing is
            said, it starts from the docs folder.
        of_site: Whether they are those of a site, whose paths start from pages.
    """

    page: Path | None
    root: Path
    more: tuple[Path, ...] = ()
    max_bytes: int = 20_000_000
    note: Callable[[Path], object] | None = None
    seen: Callable[[str, bytes | None], object] | None = None
    published: Callable[[str], Path | bytes | None] | None = None
    relative_hint: str = ""
    of_site: bool = True

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
        if self.seen is not None:
            self.seen(src, None)
        return found

    def _look_up(self, src: str) -> Path | bytes:
        """Find a data file in the site, or else in a folder."""
        if "\0" in src or not src:
            raise SourceError(say("{src} is not a path", src=quoted(src)), hint="name a file")
        is_lost = self.published is not None or self.relative_hint != ""
        if is_lost and self.page is None and not src.startswith("/"):
            problem = say("it is not known from where {src} starts", src=quoted(src))
            hint = self.relative_hint or "write / and the path from the docs folder"
            raise SourceError(problem, hint=hint)
        found = None
        if self.published is not None:
            found = self.published(src) or self._published_as(src)
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
            if not path.exists():  # its name may be spelled otherwise on this disk
                path = (self._names().same(start.resolve() / src.lstrip("/")) or path).resolve()
            root = self.root.resolve()
            more = [folder.resolve() for folder in self.more]
            exists = path.exists()
            if self.note is not None:
                self.note(start / src.lstrip("/"))
        except UnicodeEncodeError:  # half a character, or a machine whose names are ASCII
            problem = say("{src} is no name of a file on this machine", src=quoted(src))
            hint = "look at its name; if it is right, set PYTHONUTF8=1 in the environment"
            raise SourceError(problem, hint=hint) from None
        except (OSError, RuntimeError, ValueError) as error:  # too long a name, a loop of links
            reason = getattr(error, "strerror", None) or say("its links lead nowhere")
            problem = say("{src} cannot be found: {reason}", src=quoted(src), reason=reason)
            raise SourceError(problem, hint="look at its name and its links") from None
        in_more = any(path.is_relative_to(folder) for folder in more)
        if not in_more and not path.is_relative_to(root):
            hint = "move it there, or add its folder to the option folders of the site"
            raise SourceError(say("{src} is outside the docs folder", src=quoted(src)), hint=hint)
        if not exists or (self.published is not None and not in_more and path.is_file()):
            hint = say("the site leaves it out; to read it, add its folder to the option folders")
            problem = say("there is no file {src}", src=quoted(src))
            raise SourceError(problem, hint=hint if exists else self._hint(src))
        return path

    def _names(self) -> Names:
        """Take the names in all folders, of which only files that may be read are said."""
        allowed = tuple(folder.resolve() for folder in (self.root, *self.more))
        return Names(allowed, self._may_be_read)

    def _may_be_read(self, path: Path) -> bool:
        """Tell whether the site has a file, or it is in one of the other folders."""
        found, root = path.resolve(), self.root.resolve()
        in_more = any(found.is_relative_to(folder.resolve()) for folder in self.more)
        if self.published is None or in_more or not found.is_relative_to(root):
            return True
        return self.published(f"/{found.relative_to(root).as_posix()}") is not None

    def _published_as(self, src: str) -> Path | bytes | None:
        """Find what the site has under another spelling of a path."""
        start = self.root if src.startswith("/") or self.page is None else self.page
        root = self.root.resolve()
        try:
            found = self._names().same(start.resolve() / src.lstrip("/"))
        except (OSError, RuntimeError, ValueError):
            return None
        if found is None or self.published is None or not found.is_relative_to(root):
            return None
        return self.published(f"/{found.relative_to(root).as_posix()}")

    def _hint(self, src: str) -> str:
        """Say where a file is that is not where it was looked for."""
        if "://" in src:
            return say("nothing is fetched from a network: keep a copy in the docs folder")
        page = None if self.page is None else self.page.resolve()
        try:
            near = self._names().nearest(src, page, self.root.resolve())
        except (OSError, RuntimeError, ValueError):
            near = ""
        if near:
            return say("did you mean {name}?", name=quoted(near))
        if not self.of_site:
            return say("look at its name, and at the folder before it")
        return say("paths start from the page, or with / from the docs folder")

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
        if self.seen is not None:
            self.seen(src, content)
        return content

    def _content(self, path: Path) -> bytes:
        """Read no more than is needed to see that a file is too large."""
        with path.open("rb") as file:
            return file.read(self.max_bytes + 1)  # equivalent: or more
