"""Tests mirror the package: each module has tests where its folder's tests are."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import heatmark
from paths import TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def names_in(path: Path) -> Iterator[tuple[str, str]]:
    """Find what a file imports of the package: pairs of a module and a name in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", one.name) for one in node.names)


@cache
def handed_on(package: str) -> dict[str, str]:
    """Find where the names come from that a package hands on."""
    path = SRC.parent.joinpath(*package.split("."), "__init__.py")
    return {name: module for module, name in names_in(path)} if path.is_file() else {}


@cache
def imported(test: Path) -> set[str]:
    """Name the modules that a test imports from, also by way of a package that hands them on."""
    pairs = [*names_in(test)]
    direct = {module for module, _ in pairs} | {f"{module}.{name}" for module, name in pairs}
    return direct | {handed_on(module).get(name, "") for module, name in pairs}


@pytest.mark.parametrize("module", sorted(MODULES.keys() - RECORDS))
def test_a_module_has_tests_in_its_folder(module: str) -> None:
    """Some test in the mirror of its folder names it."""
    folder = MODULES[module].parent.relative_to(SRC).as_posix().removeprefix(".")
    homes = [TESTS / home for home in FOLDERS.get(folder, (folder,))]
    tests = [path for home in homes for path in home.glob("test_*.py")]
    assert any(module in imported(test) for test in tests), f"no test in {folder} imports {module}"
