"""The rooms, the arrows between them, and the door."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import logging
import subprocess
import sys
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import heatmark
from heatmark.language.languages import ENGLISH, languages
from heatmark.language.messages import translated
from heatmark.options.reference import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

SRC = Path(heatmark.__file__).parent
DOCS = SRC.parents[1] / "docs"
ROOMS = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in SRC.rglob("*.py")
    if path != SRC / "__init__.py"
}

# A room may import rooms of the folders before its own, and of its own: arrows point one way.
FOLDERS = (
    *("core", "options", "language", "tokens", "block", "files", "picture"),
    *("render", "render.image", "render.html", "hosts"),
)
DOORS = len(FOLDERS)
MOST_LINES = 450
HOSTS = {
    "hosts.zensical": {"markdown"},
    "markdown": {"markdown"},
    "mkdocs": {"mkdocs", "markdown", "jinja2"},
    **{room: {"sphinx", "docutils"} for room in ROOMS if f"{room}.".startswith("sphinx.")},
    **{room: {"click", "rich"} for room in ROOMS if room.startswith("doors.command")},
    **{room: {"markdown"} for room in ROOMS if room.startswith("doors.command.page.")},
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
    "click",
    "rich",
}
# Names that stand in several rooms, because they mean the same in each.
SHARED_NAMES = {
    "KIND": "what a room of `files/` gives to the table of kinds in `files/json_file.py`",
    "log": "the logger `heatmark`, as each host hands it out",
    "main": "the entry point of a command",
    "setup": "the entry point that Sphinx calls, and the door that leads to it",
}
SPEAKERS = {
    room
    for room in ROOMS
    if room.split(".")[0] in {"notebook", "markdown", "mkdocs", "sphinx", "doors"}
}


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
    """Turn imported names into rooms: `heatmark.block.rows.read_rows` is `block.rows`."""
    rooms = set()
    for name in imports:
        if name == "heatmark" or name.startswith("heatmark."):
            parts = name.split(".")[1:]
            candidates = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
            rooms.add(next((one for one in candidates if one in ROOMS), ""))
    return rooms


def _floor(room: str) -> int:
    """Find the place of a room's folder in their order; doors come last."""
    homes = [place for place, one in enumerate(FOLDERS) if f"{room}.".startswith(f"{one}.")]
    return max(homes, default=DOORS)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_arrows_point_one_way(room: str) -> None:
    """A room imports only from its own folder and those before it, for types too."""
    for other in _rooms_of(_imports(_tree(room))):
        assert _floor(other) <= _floor(room), f"{room} imports {other}"


def test_rooms_do_not_go_round() -> None:
    """No room is imported, by whatever way, by one that it imports itself."""
    arrows = {room: _rooms_of(_imports(_tree(room))) - {room} for room in ROOMS}
    TopologicalSorter(arrows).prepare()  # raises CycleError


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_rooms_are_small(room: str) -> None:
    """A module has one subject, and so few lines."""
    assert len(ROOMS[room].read_text(encoding="utf-8").split("\n")) <= MOST_LINES


def _defined(statement: ast.stmt) -> list[str]:
    """Name what a statement of a module defines."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [one.id for one in statement.targets if isinstance(one, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    if isinstance(statement, ast.If | ast.Try):  # also what is there for types only
        return [name for one in statement.body for name in _defined(one)]
    return []


def test_a_public_name_means_one_thing() -> None:
    """No two modules define the same public name, but for those that mean the same in each."""
    homes: dict[str, set[str]] = {}
    for room in ROOMS:
        for statement in _tree(room).body:
            for name in _defined(statement):
                if not name.startswith("_"):
                    homes.setdefault(name, set()).add(room)
    homes["setup"].add("")  # in the package itself
    assert {name: rooms for name, rooms in homes.items() if len(rooms) > 1}.keys() == {
        *SHARED_NAMES
    }


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_hosts_stay_in_their_rooms(room: str) -> None:
    """No room but a host's own imports what belongs to a host."""
    used = {name.split(".")[0] for name in _imports(_tree(room))} & LIBRARIES
    assert used <= HOSTS.get(room, set())


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_matplotlib_is_imported_late(room: str) -> None:
    """Matplotlib and the Artist, which needs it, are imported inside functions of a few rooms."""
    if room == "render.image.artist":
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
                name.split(".")[0] in heavy or name == "heatmark.render.image.artist"
                for name in names
            ):
                assert id(node) in late or id(node) in for_types
                assert room in {
                    *("options.colormaps", "render.image.letters", "render.image.png"),
                    *("heatmap", "notebook"),
                }


@pytest.mark.parametrize("room", sorted(set(ROOMS) - SPEAKERS))
def test_the_core_says_nothing(room: str) -> None:
    """Rooms that know no host neither log, print, nor warn."""
    tree = _tree(room)
    assert not {name.split(".")[0] for name in _imports(tree)} & {"logging", "warnings"}
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]


# What a page of HTML never asks for.
LATE = {
    *("heatmark.heatmap", "heatmark.notebook", "heatmark.presets"),
    *("heatmark.files.open", "heatmark.files.json_file", "heatmark.files.npz"),
    *("heatmark.render.image.sheet", "heatmark.render.image.letters"),
    *("heatmark.render.image.png", "heatmark.render.image.svg", "heatmark.render.latex"),
}


def test_html_needs_no_matplotlib() -> None:
    """A build with HTML alone imports neither matplotlib nor a host that it does not use.

    Nor what reads files, draws images or is for notebooks: short builds would wait for it.
    """
    code = (
        "import json, sys, markdown\n"
        "html = markdown.markdown('```heatmap cmap=viridis_r\\na 1\\nb 2\\n```',"
        " extensions=['heatmark'])\n"
        "assert '<figure' in html\n"
        "print(json.dumps([*sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    loaded = set(json.loads(done.stdout))
    assert "heatmark" in loaded
    assert not loaded & {"matplotlib", "PIL", "mkdocs", "sphinx", "docutils"}
    assert not loaded & LATE
    assert {f"heatmark.{room}" for room in ROOMS} > LATE


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


def test_what_is_loaded_late_is_there_all_the_same() -> None:
    """Names that nothing has asked for yet are listed, and found; others are an error as ever."""
    code = (
        "import heatmark, sys\n"
        "assert 'heatmark.heatmap' not in sys.modules\n"
        "assert set(heatmark.__all__) <= set(dir(heatmark))\n"
        "assert heatmark.Heatmap.__module__ == 'heatmark'\n"
        "assert heatmark.Heatmap is vars(heatmark)['Heatmap']\n"
        "from heatmark import *\n"
        "print(defaults, Heatmap(['a'], [1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "heatmark.defaults() <Heatmap of 1 token 'a'>\n"
    with pytest.raises(AttributeError, match="'heatmark' has no attribute 'heatmaps'"):
        assert heatmark.heatmaps


def test_everything_public_is_exported_once() -> None:
    """A name in the door comes from one room, and every class of errors is in the door."""
    rooms = {
        room: importlib.import_module(f"heatmark.{room}")
        for room in ("core.errors", "core.scored_tokens", "heatmap", "presets")
    }
    for name in heatmark.__all__:
        homes = [
            room
            for room in rooms
            if any(
                (isinstance(node, ast.ClassDef) and node.name == name)
                or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name)
                for node in _tree(room).body
            )
        ]
        assert len(homes) == (0 if name.startswith("__") else 1), name
        if homes:  # errors, pickles and pages of help name the door, not the room
            assert getattr(heatmark, name).__module__ == "heatmark"
    errors = {
        name
        for name, value in vars(rooms["core.errors"]).items()
        if inspect.isclass(value) and issubclass(value, Exception)
    }
    assert errors <= set(heatmark.__all__)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_everything_public_is_documented(room: str) -> None:
    """Public modules, functions, classes and methods say what they are."""
    tree = _tree(room)
    assert ast.get_docstring(tree), room
    for node in _public(tree):
        overloaded = [ast.unparse(one) for one in node.decorator_list] == ["overload"]
        assert overloaded or ast.get_docstring(node), f"{room}.{node.name}"


def _public(node: ast.AST) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Find functions and classes, and methods of these, that others may use."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield from _public(child)
        elif not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


@pytest.mark.parametrize("lang", languages())
def test_the_reference_is_up_to_date(lang: str) -> None:
    """The pages of options are what the declarations say: `python docs/options.py` writes them."""
    name = "options.md" if lang == ENGLISH else f"options.{lang}.md"
    page = reference(partial(translated, lang=lang))
    assert (DOCS / name).read_text(encoding="utf-8") == page


def test_nobody_configures_logging() -> None:
    """Importing us adds no handler and sets no level."""
    importlib.import_module("heatmark.markdown")
    logger = logging.getLogger("heatmark")
    assert logger.level == logging.NOTSET
    assert not logger.handlers
