"""Where the tests' own files are."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
HOSTILE = TESTS / "hostile.txt"
ARTEFACTS = TESTS / "artefacts"


def hostile_lines() -> list[str]:
    """List texts that mean something to HTML, YAML or LaTeX, one a line."""
    return HOSTILE.read_text(encoding="utf-8").split("\n")[:-1]
