"""Which hosts the tests ran with, and the record of it that `tools/versions.py` reads."""

from __future__ import annotations

import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HOSTS = (
    *("Markdown", "pymdown-extensions", "mkdocs", "mkdocs-material", "properdocs", "zensical"),
    *("Sphinx", "myst-parser", "pelican", "Nikola", "numpy", "matplotlib"),
)


def installed(name: str) -> str:
    """A package with its version."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"no {name}"


def leave(what: str, passed: int) -> None:
    """Leave in this environment what ran, how many tests passed, and with which versions."""
    pairs = (installed(name).split() for name in HOSTS)
    record = {
        "what": what,
        "passed": passed,
        "python": platform.python_version(),
        "versions": {name: number for name, number in pairs if name != "no"},
    }
    Path(sys.prefix, "heatmark-tested.json").write_text(json.dumps(record), encoding="utf-8")
