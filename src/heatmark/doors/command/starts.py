"""A course to begin with, in a language, as the files of a MkDocs site."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from pathlib import Path

LANGUAGES = ("vi", "en")
_HOME = "heatmark.doors.command"


def course(lang: str) -> dict[str, bytes]:
    """Give the files of a course.

    Args:
        lang: `vi` or `en`.

    Returns:
        Their contents by their paths in the course's folder.
    """
    top = files(_HOME).joinpath("start", lang)
    found: dict[str, bytes] = {}
    waiting = [("", top)]
    while waiting:
        path, folder = waiting.pop()
        for item in folder.iterdir():
            name = f"{path}{item.name}"
            if item.is_dir():
                waiting.append((f"{name}/", item))
            else:
                found[name] = item.read_bytes()
    return found


def write_course(folder: Path, lang: str) -> None:
    """Write a course into a folder that is not there yet, or empty: all of it or nothing.

    Raises:
        OSError: If it cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".heatmark-", dir=folder.parent))
    try:
        for name, content in course(lang).items():
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
