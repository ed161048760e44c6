"""The Markdown extensions that a page is written with: those of its site, or the usual ones."""

from __future__ import annotations

import importlib
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.core.errors import Notice
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.doors.command.sites import PythonName, configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from markdown import Markdown

    from heatmark.doors.command.sites import Site


_ALWAYS = ("toc", "tables", "fenced_code")  # as in MkDocs
_USUAL = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
)
# How a text shows that it wants one that is not installed.
_SIGNS = {
    "pymdownx.details": lazy_re(r"^\?\?\?\+?[ \t]", re.MULTILINE),
    "pymdownx.tabbed": lazy_re(r"^===[!+]?[ \t]+[\"']", re.MULTILINE),
    "pymdownx.tasklist": lazy_re(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]", re.MULTILINE),
    "pymdownx.superfences": lazy_re(r"^[ \t>]+(?:```|~~~)", re.MULTILINE),
}
_USUAL_SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}}
# Heatmaps and formulas are ours.
_OURS = frozenset({"heatmark", "heatmark.markdown", "pymdownx.arithmatex", "mdx_math"})
_HIGHLIGHTING = frozenset({"codehilite", "pymdownx.highlight", "pymdownx.superfences"})
_MATHS = lazy_re(r"mathjax|katex", re.IGNORECASE)
# Functions of these are named in configurations; nobody else's is called.
_KNOWN = lazy_re(r"(?:pymdownx|material\.extensions|zensical\.extensions)\.[\w.]+")
_OF_ZENSICAL = lazy_re(r"zensical\.extensions\.[\w.]+")
_SNIPPETS = "pymdownx.snippets"


class PageExtensions(NamedTuple):
    """What a page is written with.

    Attributes:
        extensions: Their settings by name.
        has_formulas: Whether dollars mark formulas.
    """

    extensions: dict[str, dict[str, Any]]
    has_formulas: bool


def chosen(site: Site, text: str = "") -> PageExtensions:
    """Choose the extensions of a page: those of its site, or the usual ones where it has none.

    Args:
        site: What the page takes from its site.
        text: The page: without a site, what it does not need need not be installed.
    """
    config = configuration(site.file) if site.file else {}
    named = config.get("markdown_extensions")
    if site.file is None or site.file.suffix == ".py":
        usual = {name: dict(_USUAL_SETTINGS.get(name, {})) for name in _USUAL}
        found = {name: item for name, item in usual.items() if _is_wanted(name, text)}
        return PageExtensions(_complete(found), has_formulas=True)
    theirs = dict(_named(named))
    scripts = str(config.get("extra_javascript") or "")
    has_formulas = not _OURS.isdisjoint({*theirs} - {"heatmark", "heatmark.markdown"})
    settings = {
        name: _resolved(item, site.file.parent)
        for name, item in theirs.items()
        if name not in _OURS
    }
    _start_snippets(settings, site.file.parent)
    return PageExtensions(_complete(settings), has_formulas or _MATHS.search(scripts) is not None)


def _is_wanted(name: str, text: str) -> bool:
    """Tell an extension that is there, or that the text needs."""
    if "." not in name or find_spec(name.partition(".")[0]) is not None:
        return True
    return _SIGNS[name].search(text) is not None


def _complete(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Add what every page has, and colours of code where nothing else brings them."""
    made = {**{name: {} for name in _ALWAYS}, **found}
    if _HIGHLIGHTING.isdisjoint(made):
        made["codehilite"] = {"guess_lang": False}
    return made


def _named(listed: object, before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Read a list of MkDocs, or the tables of Zensical, whose dots are tables in tables."""
    if isinstance(listed, dict):
        for name, item in listed.items():
            settings = item if isinstance(item, dict) else {}
            if name == "pymdownx" and not before:
                yield from _named(settings, "pymdownx.")
            else:
                yield f"{before}{name}", settings
        return
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            yield from _named(item)
        else:
            yield str(item), {}


def _resolved(value: Any, folder: Path) -> Any:
    """Put functions and folders into the places of their names; what is not known is left out."""
    if isinstance(value, dict):
        made = {name: _resolved(item, folder) for name, item in value.items()}
        return {
            name: item
            for name, item in made.items()
            if item is not None and not isinstance(item, PythonName)
        }
    if isinstance(value, list):
        return [_resolved(item, folder) for item in value]
    if isinstance(value, str) and _OF_ZENSICAL.fullmatch(value):
        value = PythonName(value)
    return _looked_up(value, folder) if isinstance(value, PythonName) else value


def _looked_up(named: PythonName, folder: Path) -> Any:
    """Look up what a configuration names, if it is of a package that extensions are of."""
    if named.name == "!relative":
        return str(folder)
    if not _KNOWN.fullmatch(named.name):
        return named
    home, _, name = named.name.rpartition(".")
    try:
        function = getattr(importlib.import_module(home), name)
        return function(**named.settings) if named.is_called else function
    except Exception:
        return named


def _start_snippets(settings: dict[str, dict[str, Any]], folder: Path) -> None:
    """Let the folders of snippets start from the configuration, where MkDocs is run."""
    own = settings.get(_SNIPPETS)
    if own is not None:
        paths = own.get("base_path") or ["."]
        listed = paths if isinstance(paths, list) else [paths]
        own["base_path"] = [str(folder / str(path)) for path in listed]


def register(md: Markdown, extensions: Mapping[str, Mapping[str, Any]]) -> Iterator[Notice]:
    """Register extensions one by one.

    Args:
        md: What they extend.
        extensions: Their settings by name.

    Yields:
        A notice of each that is not there, or does not take its settings.
    """
    for name, settings in extensions.items():
        try:
            md.registerExtensions([name], {name: dict(settings)})
        except Exception as error:
            yield _missing(name, error)


def _missing(name: str, error: Exception) -> Notice:
    if isinstance(error, ImportError):
        problem = say("the Markdown extension {name} is not installed", name=quoted(name))
        package = "pymdown-extensions" if name.startswith("pymdownx.") else ""
        hint = say("pip install {package}", package=package) if package else ""
        hint = hint or say("install the package that has it")
        return Notice(name="no-extension", message=problem, hint=hint)
    problem = say(
        "the Markdown extension {name} does not take its settings: {error}",
        name=quoted(name),
        error=quoted(str(error)),
    )
    hint = "look at them in the configuration of the site"
    return Notice(name="no-extension", message=problem, hint=hint)
