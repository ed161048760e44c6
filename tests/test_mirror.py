"""Tests mirror the package: each module has tests where its folder's tests are."""

from __future__ import annotations

import ast
import importlib
from functools import cache
from pathlib import Path

import pytest

import heatmark
from paths import TESTS

SRC = Path(heatmark.__file__).parent
# Doors are tested alone and, as authors use them, in whole sites; so is what hosts share.
FOLDERS = {"sphinx": ("doors", "sites"), "": ("doors", "sites"), "hosts": ("hosts", "sites")}
MODULES = {
    ".".join(("heatmark", *path.relative_to(SRC).with_suffix("").parts)): path
    for path in SRC.rglob("*.py")
    if path.name != "__init__.py"
}
# Records without behaviour of their own: whoever fills or reads them is tested.
RECORDS = {"heatmark.picture.parts"}


@cache
def imported(test: Path) -> set[str]:
    """Name the modules that a test imports from, also by way of a package that hands them on."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(test.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("heatmark"):
            home = importlib.import_module(node.module or "")
            values = [getattr(home, one.name, None) for one in node.names]
            found |= {home.__name__, *(f"{home.__name__}.{one.name}" for one in node.names)}
            found |= {str(getattr(one, "__module__", "")) for one in values}
    return found


@pytest.mark.parametrize("module", sorted(MODULES.keys() - RECORDS))
def test_a_module_has_tests_in_its_folder(module: str) -> None:
    """Some test in the mirror of its folder names it."""
    folder = MODULES[module].parent.relative_to(SRC).as_posix().removeprefix(".")
    homes = [TESTS / home for home in FOLDERS.get(folder, (folder,))]
    tests = [path for home in homes for path in home.glob("test_*.py")]
    assert any(module in imported(test) for test in tests), f"no test in {folder} imports {module}"
