"""Files of images: kept on disk between builds, drawn in parallel where they are missing.

A file is named by a key: a digest, made by the caller, of all that its content depends on. What
the store cannot read, or does not believe, is drawn again; what it cannot write is not kept, and
neither stops a build.
"""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from heatmark.core.errors import HeatmarkError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.render.image.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


_KEY = lazy_re("[0-9a-f]{1,128}")  # in one case only: some file systems do not tell them apart
_ENTRY = ".drawing"
_TEMPORARY = ".tmp"
_OURS = lazy_re(rf"{_KEY.pattern}(?:{re.escape(_ENTRY)}|\.[0-9a-f]{{16}}{re.escape(_TEMPORARY)})")
_FORMAT = b"heatmark store 1"  # goes into the checksum, so that other formats are not believed
_DIGEST = 32  # bytes
_DAY = 86_400  # seconds
_STALE = 3_600  # seconds: no file takes as long to write
_UNUSABLE = (OSError, ValueError)  # ValueError: a path that no file can have, with a NUL in it
_NOTES = {
    ".gitignore": "*\n",
    # What tells programs that make backups to leave a folder out: https://bford.info/cachedir/
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n",
}
_LONGEST_PATH = 300  # characters of a message
_Stamps: TypeAlias = "list[list[str | int]]"


class Store:
    """Drawings in a folder, which any number of processes may use at once.

    Attributes:
        folder: Where they are. It is made when the first one is kept.
        problem: Why one could not be kept, the first time, or None. The build goes on without.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder, which need not exist."""
        self.folder = folder
        self.problem: HeatmarkError | None = None
        self._used: set[str] = set()

    def get(self, key: str) -> Drawing | None:
        """Find a drawing, and mark it as used.

        Args:
            key: Hexadecimal digits in lower case, 128 at most.

        Returns:
            The drawing, or None if it is not here, is damaged, or was drawn with a font file that
            has changed or gone since.

        Raises:
            ValueError: If it is no key.
        """
        path = self._path(key)
        try:
            content = path.read_bytes()
        except _UNUSABLE:
            return None
        drawing = _decoded(key, content)
        if drawing is not None:
            self._used.add(path.name)
            _touch(path)
        return drawing

    def put(self, key: str, drawing: Drawing) -> None:
        """Keep a drawing, in one step: others see all of it or nothing.

        One with missing characters is not kept, because a font may be installed tomorrow. If it
        cannot be written, `problem` says so.

        Args:
            key: As for [get][heatmark.hosts.store.Store.get].
            drawing: What to keep.

        Raises:
            ValueError: If it is no key.
        """
        path = self._path(key)
        stamps = _stamps(drawing.fonts)
        if drawing.missing or stamps is None:
            return
        try:
            self._make_folder()
            write_whole(path, _encoded(key, stamps, drawing.data))
        except _UNUSABLE as error:
            # Windows lets nobody replace a file while another process reads it: then it is there.
            if self.problem is None and self.get(key) is None:
                self.problem = self._explained(error)

    def prune(self, days: float) -> int:
        """Remove drawings that were not used for so many days, and what a crash left behind.

        Those that this object has found stay: their last use is known to the day only. Other files
        in the folder are left alone, and so is what cannot be removed.

        Args:
            days: The age from which a drawing goes, counted from its last use.

        Returns:
            How many files were removed.
        """
        now, removed = time.time(), 0
        for path in self._files():
            if path.name in self._used:
                continue
            limit = _STALE if path.suffix == _TEMPORARY else days * _DAY
            with suppress(OSError):  # another process may have removed it
                if now - path.stat().st_mtime >= limit:
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{quoted(key)} is not a key of hexadecimal digits")
        return self.folder / f"{key}{_ENTRY}"

    def _files(self) -> list[Path]:
        try:
            return [path for path in self.folder.iterdir() if _OURS.fullmatch(path.name)]
        except _UNUSABLE:
            return []

    def _make_folder(self) -> None:
        """Make the folder, and mark it as a cache; one that was here before is left as it is."""
        if self.folder.is_dir():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, text in _NOTES.items():
                write_whole(self.folder / name, text.encode("ascii"))
        except OSError:  # or it would never be marked
            self._unmake_folder()
            raise

    def _unmake_folder(self) -> None:
        with suppress(OSError):  # another process may have put something there
            for name in _NOTES:
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()

    def _explained(self, error: Exception) -> HeatmarkError:
        reason = getattr(error, "strerror", None) or error
        folder = quoted(str(self.folder), _LONGEST_PATH)
        problem = say("images cannot be kept in {folder}: {reason}", folder=folder, reason=reason)
        return HeatmarkError(problem, hint="until this is mended, each build draws them again")


def _touch(path: Path) -> None:
    """Mark a file as used today.

    Not more often: a server that watches the folder would build again for each mark, without end.
    """
    with suppress(OSError):  # a folder that can only be read is a good one still
        if time.time() - path.stat().st_mtime >= _DAY:
            os.utime(path)


def _encoded(key: str, stamps: _Stamps, data: bytes) -> bytes:
    """Write an entry: a checksum of all that follows, a line about the fonts, the data."""
    body = json.dumps(stamps).encode() + b"\n" + data
    return _checksum(key, body) + body


def _decoded(key: str, content: bytes) -> Drawing | None:
    """Read an entry, or refuse it if it is damaged or its fonts are not as they were."""
    digest, body = content[:_DIGEST], content[_DIGEST:]
    if digest != _checksum(key, body):
        return None
    header, _, data = body.partition(b"\n")
    stamps = json.loads(header)
    fonts = tuple(path for path, *_ in stamps)
    return Drawing(data, fonts=fonts) if _stamps(fonts) == stamps else None


def _checksum(key: str, body: bytes) -> bytes:
    """Compute what binds an entry to its key and its format. Python has BLAKE2 on every machine."""
    checksum = blake2b(key.encode() + b"\n", digest_size=_DIGEST, person=_FORMAT)
    checksum.update(body)
    return checksum.digest()


def _stamps(fonts: Sequence[str]) -> _Stamps | None:
    """Tell font files from what they become when they are installed anew, or None if one is gone.

    Returns:
        Of each its path, its size in bytes, and the time of its last change in nanoseconds.
    """
    try:
        found = [(path, os.stat(path)) for path in fonts]  # noqa: PTH116 - half the time, per image
    except _UNUSABLE:
        return None
    return [[path, stat.st_size, stat.st_mtime_ns] for path, stat in found]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then move it there: others see all of it or nothing.

    It is not forced to the disk: what a power cut leaves of an entry fails its checksum.

    Args:
        path: Where to; its folder is made if it is not there.
        content: What is in it.

    Raises:
        OSError: If it cannot be written; nothing is left of it then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.stem}.{os.urandom(8).hex()}{_TEMPORARY}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        temporary.replace(path)
    finally:
        with suppress(*_UNUSABLE):
            temporary.unlink(missing_ok=True)
