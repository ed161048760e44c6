"""pandoc, of the machine and the newest from PyPI, with our filter on its path."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

import commands
import heatmark.doors.pandoc
from needs import needs, program
from paths import ROOT

LUA = Path(heatmark.doors.pandoc.__file__).parent / "heatmark.lua"
QUARTO = ROOT / "editors" / "quarto"
PANDOCS = [
    pytest.param("pandoc", marks=needs("pandoc"), id="debian"),
    pytest.param("pypandoc", marks=needs("pypandoc"), id="current"),
]


def find(name: str) -> str:
    """Find the pandoc of a machine, or that of a package."""
    if name == "pandoc":
        return program("pandoc") or "pandoc"
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@cache
def _filter_folder(*, anew: bool) -> str:
    folder = Path(mkdtemp(prefix="heatmark-tests-"))
    commands.write(folder / "heatmark-pandoc", "heatmark.doors.pandoc", anew=anew)
    return str(folder)


@cache
def _lua() -> str:
    """Say where the reader is: pandoc 2 makes its path lower case, and does not find it then."""
    if str(LUA).islower():
        return str(LUA)
    return shutil.copy(LUA, _filter_folder(anew=False))


def run(
    name: str,
    *given: str,
    folder: Path,
    how: str = "both",
    stdin: str | None = None,
    anew: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run pandoc with our reader and our filter, with one of them, or without both."""
    ours = {
        "": [],
        "reader": ["-f", _lua()],
        "both": ["-f", _lua(), "-L", _lua()],
        "lua": ["-L", _lua()],
        "filter": ["--filter", "heatmark-pandoc"],
        "quarto": ["-L", str(QUARTO / "heatmark-filter.lua")],
    }
    path = f"{_filter_folder(anew=anew)}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [find(name), *ours[how], *given],
        cwd=folder,
        env={**os.environ, "PATH": path},
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
