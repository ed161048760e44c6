"""Files whose names are nearly those that an author wrote; nothing outside some folders is seen."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_MOST = 2_000  # names of a folder that are looked at


def composed(name: str) -> str:
    """Fold a name to what its spellings in Unicode have in common: `é` may be `e` and an accent."""
    return unicodedata.normalize("NFC", name)


def _loosely(name: str) -> str:
    """Fold a name to what is left of it if case makes no difference either."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


@dataclass(frozen=True)
class Names:
    """Names of files in some folders.

    Attributes:
        allowed: The folders, with all links followed.
        readable: Tells whether a file in them may be read, and so be named.
    """

    allowed: tuple[Path, ...]
    readable: Callable[[Path], bool] = Path.exists

    def is_inside(self, path: Path) -> bool:
        """Tell whether a path is in one of the folders once its links are followed."""
        found = path.resolve()
        return any(found.is_relative_to(folder) for folder in self.allowed)

    def _may_be_named(self, path: Path) -> bool:
        return path.is_file() and self.is_inside(path) and self.readable(path)

    def same(self, path: Path) -> Path | None:
        """Find the file that has this name in another spelling of Unicode."""
        return self._walk(path, composed)

    def nearest(self, src: str, page: Path | None, root: Path) -> str:
        """Name the file that an author may have meant, as it is to be written.

        Args:
            src: A path to which there is no file.
            page: The folder of the page, or None if it is not known.
            root: The docs folder.

        Returns:
            Its path, or nothing if none is near.
        """
        plain = src.replace("\\", "/").strip().strip("/").removeprefix("./")
        first = plain.removeprefix(f"{root.name}/")
        starts = [root] if page is None else [page, root]
        for find in (self._loosely_same, self._glued, self._with_other_end, self._alike):
            for start in starts:
                for way in dict.fromkeys((plain, first)):
                    found = find(start / way)
                    if found is not None and self._may_be_named(found):
                        return _written(found, page, root)
        return ""

    def _loosely_same(self, path: Path) -> Path | None:
        return self._walk(path, _loosely)

    def _glued(self, path: Path) -> Path | None:
        """Find a file in a folder below, from which quotes have taken a backslash."""
        return self._spelled(path.parent, _loosely(path.name))

    def _spelled(self, folder: Path, rest: str) -> Path | None:
        for name in self._listed(folder):
            folded = _loosely(name)
            if folded == rest:
                return folder / name
            below = rest.startswith(folded) and (folder / name).is_dir()
            found = self._spelled(folder / name, rest[len(folded) :]) if below else None
            if found is not None:
                return found
        return None

    def _with_other_end(self, path: Path) -> Path | None:
        """Find a file with the same name and another extension, or with one at all."""
        folder = self._walk(path.parent, _loosely)
        wanted = {_loosely(path.name), _loosely(path.stem)}
        names = [
            name
            for name in self._listed(folder)
            if _loosely(Path(name).stem) in wanted or _loosely(name) in wanted
        ]
        return None if folder is None or not names else folder / names[0]

    def _alike(self, path: Path) -> Path | None:
        """Find a file whose name is written nearly so."""
        folder = self._walk(path.parent, _loosely)
        names = {_loosely(name): name for name in self._listed(folder)}
        found = next(iter(get_close_matches(_loosely(path.name), names, cutoff=0.75)), None)
        return None if folder is None or found is None else folder / names[found]

    def _walk(self, path: Path, fold: Callable[[str], str]) -> Path | None:
        """Go down from one of the folders to a path, by names that are the same once folded."""
        plain = Path(os.path.normpath(path))
        folder = next((one for one in self.allowed if plain.is_relative_to(one)), None)
        if folder is None:
            return None
        at: Path | None = folder
        for part in plain.relative_to(folder).parts:
            at = self._below(at, part, fold) if at is not None else None
        return at

    def _below(self, folder: Path, part: str, fold: Callable[[str], str]) -> Path | None:
        if (folder / part).exists():
            return folder / part
        names = (name for name in self._listed(folder) if fold(name) == fold(part))
        return next((folder / name for name in names), None)

    def _listed(self, folder: Path | None) -> Sequence[str]:
        """List the names in a folder, if it is one that may be read."""
        if folder is None or not folder.is_dir() or not self.is_inside(folder):
            return []
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MOST)]
        return sorted(name for name in names if not name.startswith("."))


def _written(path: Path, page: Path | None, root: Path) -> str:
    """Write a path as an author does: from the page on, or with `/` from the docs folder on."""
    found = path.resolve()
    if page is None:
        return found.relative_to(root.resolve()).as_posix()
    if found.is_relative_to(page.resolve()):
        return found.relative_to(page.resolve()).as_posix()
    if found.is_relative_to(root.resolve()):
        return f"/{found.relative_to(root.resolve()).as_posix()}"
    return Path(os.path.relpath(found, page.resolve())).as_posix()
