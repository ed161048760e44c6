"""The rooms, the arrows between them, and the door."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

import heatmark
from heatmark.reference import reference

SRC = Path(heatmark.__file__).parent
DOCS = SRC.parents[1] / "docs"
ROOMS = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in SRC.rglob("*.py")
    if path != SRC / "__init__.py"
}

# Each room may import rooms above it in this list, and of those only the ones that it names.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "options": {"errors"},
    "reference": {"errors", "options"},
    "locale": {"model"},
    "tokens.clusters": {"errors"},
    "tokens.words": {"errors", "tokens.clusters"},
    "tokens.schemes": {"errors", "tokens.words"},
    "tokens.detection": {"tokens.schemes", "tokens.words"},
    "tokens.mojibake": {"errors", "tokens.detection", "tokens.schemes"},
    "tokens.alignment": {"errors", "tokens.clusters", "tokens.schemes", "tokens.words"},
    "tokens.cells": {"errors", "tokens.alignment", "tokens.clusters", "tokens.detection"}
    | {"tokens.mojibake", "tokens.schemes"},
    "tokens.merging": {"errors", "tokens.cells"},
    "tokens": {"tokens.alignment", "tokens.cells", "tokens.detection", "tokens.merging"}
    | {"tokens.mojibake", "tokens.schemes", "tokens.words"},
    "display": {"errors", "model", "options", "tokens"},
    "formats.data": {"errors", "model"},
    "formats.text": {"errors"},
    "formats.tree": {"errors", "formats.data"},
    "formats.items": {"errors", "model", "formats.data"},
    "formats.arrays": {"errors", "model", "formats.data", "formats.items", "formats.tree"},
    "formats.logits": {"errors"},
    "formats.inseq": {"errors", "formats.data"},
    "formats.npz": {"errors", "formats.arrays", "formats.data", "formats.logits"},
    "formats.tables": {"errors", "model", "formats.data"},
    "formats": {"errors", "formats.arrays", "formats.data", "formats.inseq", "formats.items"}
    | {"formats.logits", "formats.npz", "formats.tables", "formats.text", "formats.tree"},
    "parse.header": {"errors"},
    "parse.rows": {"errors", "model", "options"},
    "parse.mapping": {"errors", "model", "parse.rows"},
    "parse": {"errors", "model", "options", "parse.header", "parse.mapping", "parse.rows"},
    "fences": {"parse.header"},
    "sources": {"errors", "formats", "model", "options", "parse", "tokens"},
    "scale": {"errors", "model", "options"},
    "palette": {"errors", "model"},
    "controls": {"errors", "model"},
    "layout": {"controls", "display", "errors", "model", "options", "scale"},
    "habits": {"errors", "layout", "model", "options", "palette", "scale", "tokens"},
    "picture": {"controls", "habits", "layout", "locale", "model", "options", "palette", "scale"},
    "render": set(),
    "render.css": {"model", "palette"},
    "render.legend": {"locale", "model"},
    "render.spans": {"locale", "model", "palette"},
    "render.bars": {"locale", "model", "render.spans"},
    "render.grid": {"locale", "model", "render.spans"},
    "render.tabs": {"locale", "render.spans"},
    "render.letters": {"errors"},
    "render.lineup": {"locale", "model"},
    "render.screen": {"model", "palette", "tokens.clusters"}
    | {"render.legend", "render.letters", "render.spans"},
    "render.views": {"model", "render", "render.grid", "render.legend", "render.screen"}
    | {"render.spans"},
    "render.sheet": {"errors", "model", "render.letters", "render.screen", "render.views"},
    "render.png": {"palette", "render.letters", "render.screen", "render.sheet"},
    "render.svg": {"palette", "render.letters", "render.screen", "render.sheet"},
    "render.artist": {"model", "palette", "render.letters", "render.screen", "render.sheet"}
    | {"render.views"},
    "render.image": {"errors", "locale", "model", "render.legend", "render.letters", "render.png"}
    | {"render.screen", "render.sheet", "render.spans", "render.svg"},
    "render.table": {"locale", "model", "render", "render.legend", "render.spans"},
    "render.html": {"errors", "locale", "model", "palette", "render.css", "render.image"}
    | {"render.bars", "render.grid", "render.legend", "render.lineup", "render.spans"}
    | {"render.table", "render.tabs"},
    "render.xhtml": set(),
    "render.text": {"errors", "locale", "model", "render"}
    | {"render.legend", "render.spans", "render.table"},
    "render.latex": {"locale", "model", "palette", "render"}
    | {"render.legend", "render.spans", "render.table"},
    "store": {"errors", "model"},
    "block": {"errors", "habits", "layout", "locale", "model", "options", "palette", "parse"}
    | {"picture", "scale", "sources"},
    "notebook": {"errors", "fences", "formats", "model", "options", "parse", "picture", "sources"}
    | {"render.artist", "render.css", "render.html", "render.image", "render.sheet", "store"},
    "zensical": {"errors", "block"},
    "markdown": {"errors", "model", "options", "locale", "fences", "block", "zensical"}
    | {"render.css", "render.html", "render.image", "render.sheet"},
    "mkdocs": {"errors", "model", "options", "palette", "block", "markdown", "store"}
    | {"render.css", "render.html", "render.image", "render.sheet"},
    "sphinx": {"errors", "model", "options", "locale", "palette", "parse", "parse.header"}
    | {"block", "store", "render.css", "render.html", "render.image", "render.latex"}
    | {"render.sheet"}
    | {"render.spans", "render.text", "render.xhtml"},
    "cli": {"errors", "model", "options", "locale", "palette", "block", "store", "sources"}
    | {"render.css", "render.html", "render.image", "render.text"},
}
HOSTS = {
    "zensical": {"markdown"},
    "markdown": {"markdown"},
    "mkdocs": {"mkdocs", "markdown", "jinja2"},
    "sphinx": {"sphinx", "docutils"},
}
LIBRARIES = {
    "markdown",
    "mkdocs",
    "jinja2",
    "properdocs",
    "sphinx",
    "docutils",
    "pymdownx",
    "zensical",
}
SPEAKERS = {"markdown", "mkdocs", "sphinx", "cli", "notebook"}


def _imports(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def _tree(room: str) -> ast.Module:
    return ast.parse(ROOMS[room].read_text(encoding="utf-8"))


def _rooms_of(imports: set[str]) -> set[str]:
    """Turn imported names into rooms: `heatmark.parse.rows.read_rows` is `parse.rows`."""
    rooms = set()
    for name in imports:
        if name == "heatmark" or name.startswith("heatmark."):
            parts = name.split(".")[1:]
            candidates = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
            rooms.add(next((one for one in candidates if one in ROOMS), "heatmark"))
    return rooms


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_arrows(room: str) -> None:
    """A room imports only the rooms that the table allows it, for types too."""
    assert room in MAY_IMPORT, "a new room needs its place in the table"
    assert _rooms_of(_imports(_tree(room))) <= MAY_IMPORT[room]


def test_arrows_point_one_way() -> None:
    """The table itself has no way back: each room comes after those that it may import."""
    order = list(MAY_IMPORT)
    for room, others in MAY_IMPORT.items():
        assert all(order.index(other) < order.index(room) for other in others), room


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_hosts_stay_in_their_rooms(room: str) -> None:
    """No room but a host's own imports what belongs to a host."""
    used = {name.split(".")[0] for name in _imports(_tree(room))} & LIBRARIES
    assert used <= HOSTS.get(room, set())


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_matplotlib_is_imported_late(room: str) -> None:
    """Matplotlib and the Artist, which needs it, are imported inside functions of a few rooms."""
    if room == "render.artist":
        return
    tree = _tree(room)
    late = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
    }
    for_types = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and ast.unparse(branch.test) == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [getattr(node, "module", None) or "", *(name.name for name in node.names)]
            heavy = {"matplotlib", "PIL", "fontTools"}
            if any(
                name.split(".")[0] in heavy or name == "heatmark.render.artist" for name in names
            ):
                assert id(node) in late or id(node) in for_types
                assert room in {"palette", "render.letters", "render.png", "notebook"}


@pytest.mark.parametrize("room", sorted(set(ROOMS) - SPEAKERS))
def test_the_core_says_nothing(room: str) -> None:
    """Rooms that know no host neither log, print, nor warn."""
    tree = _tree(room)
    assert not {name.split(".")[0] for name in _imports(tree)} & {"logging", "warnings"}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]


def test_html_needs_no_matplotlib() -> None:
    """A build with HTML alone never imports matplotlib, nor a host that it does not use."""
    code = (
        "import json, sys, markdown\n"
        "html = markdown.markdown('```heatmap cmap=viridis_r\\na 1\\nb 2\\n```',"
        " extensions=['heatmark'])\n"
        "assert '<figure' in html\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    loaded = set(json.loads(done.stdout))
    assert "heatmark" in loaded
    assert not loaded & {"matplotlib", "PIL", "mkdocs", "sphinx", "docutils"}


def test_import_is_light() -> None:
    """`import heatmark` loads neither hosts nor matplotlib."""
    code = "import heatmark, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & (LIBRARIES | {"matplotlib", "ftfy"})


def test_the_door() -> None:
    """Every public name exists, is sorted, and is documented."""
    assert list(heatmark.__all__) == sorted(heatmark.__all__)
    for name in heatmark.__all__:
        value = getattr(heatmark, name)
        if not name.startswith("__"):
            assert inspect.getdoc(value), name
            assert inspect.getdoc(value) != inspect.getdoc(type(value).__base__), name


def test_everything_public_is_exported_once() -> None:
    """A name in the door comes from one room, and every class of errors is in the door."""
    rooms = {room: importlib.import_module(f"heatmark.{room}") for room in ("errors", "model")}
    for name in heatmark.__all__:
        homes = [
            room
            for room, module in rooms.items()
            if getattr(getattr(module, name, None), "__module__", None) == module.__name__
        ]
        assert len(homes) == (0 if name.startswith("__") else 1), name
    errors = {
        name
        for name, value in vars(rooms["errors"]).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert errors <= set(heatmark.__all__)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_everything_public_is_documented(room: str) -> None:
    """Public modules, functions, classes and methods say what they are."""
    tree = _tree(room)
    assert ast.get_docstring(tree), room
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            inside = any(
                node in ast.walk(other)
                for other in ast.walk(tree)
                if isinstance(other, ast.FunctionDef | ast.ClassDef)
                and other is not node
                and (other.name.startswith("_") or isinstance(other, ast.FunctionDef))
            )
            assert inside or ast.get_docstring(node), f"{room}.{node.name}"


def test_the_reference_is_up_to_date() -> None:
    """docs/options.md is what the declarations say."""
    assert (DOCS / "options.md").read_text(encoding="utf-8") == reference()


def test_nobody_configures_logging() -> None:
    """Importing us adds no handler and sets no level."""
    importlib.import_module("heatmark.markdown")
    logger = logging.getLogger("heatmark")
    assert logger.level == logging.NOTSET
    assert not logger.handlers
