"""What Zensical tells an extension about the page that it converts.

Zensical has no documented way to ask. Its own extensions find the page in a preprocessor that does
nothing (seen in 0.0.73), and so do we: only here, and ready to find nothing there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from heatmark.block.front_matter import near_front_matter
from heatmark.core.errors import Notice
from heatmark.hosts.page import Page, own_front_matter, with_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown import Markdown


_CONTEXT = "rendering_context"
_ALWAYS = {"toc", "tables", "pymdownx.superfences"}  # whatever a configuration names
_OURS = {"heatmark", "heatmark.markdown"}
_told: list[Notice] = []


def zensical_page(md: Markdown, site: Mapping[str, object]) -> Page | None:
    """Describe the page that is being converted.

    Args:
        md: Zensical makes a new one for each page.
        site: Checked options of the site. Its folders start from the project's folder, and the
            docs folder is the root, unless the site sets one.

    Returns:
        The page, or None if this is not Zensical, or one that keeps its pages elsewhere.
    """
    context = _context(md)
    project, docs = _look(context, "config", "root_dir"), _look(context, "config", "docs_dir")
    name, url = _look(context, "page", "path"), _look(context, "page", "url")
    if not all(isinstance(item, str) for item in (project, docs, name)):
        return None
    root = Path(project, docs)
    options = {
        **_language(_look(context, "config", "theme", "language")),
        "root": str(root),
        **site,
        "folders": _folders(project, site),
    }
    meta = _look(context, "page", "meta")
    source = _source(root / name)
    page = Page(
        name=name,
        options=options,
        folder=(root / name).parent,
        url=url if isinstance(url, str) else "",
        source=source or None,
        includes=(root, Path(project)),
        missed=tuple(near_front_matter(source)),
    )
    return with_front_matter(page, own_front_matter(meta if isinstance(meta, Mapping) else {}))


def defaults_off(md: Markdown) -> Notice | None:
    """Tell the author, once, of what Zensical turns off where a configuration names us alone.

    Args:
        md: As for [zensical_page][heatmark.hosts.zensical.zensical_page].
    """
    context = _context(md)
    named = _look(context, "config", "markdown_extensions")
    names = {item for item in named if isinstance(item, str)} if isinstance(named, list) else set()
    if not names or not names <= _ALWAYS | _OURS:
        return None
    if _told:  # each page has a Markdown object and extensions of its own
        return None
    notice = Notice(
        name="defaults-off",
        message="heatmark is the only Markdown extension that the configuration names, so that "
        "admonitions, tabs and all else that Zensical has on by itself are off",
        hint="name them as well; the documentation of heatmark has the list",
    )
    _told.append(notice)
    return notice


def _context(md: Markdown) -> object:
    found = _CONTEXT in md.preprocessors  # a registry has no get()
    return md.preprocessors[_CONTEXT] if found else None


def _look(value: object, *path: str) -> Any:  # it may be anything
    """Follow keys and attributes, to None where there is no such way."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
    return value


def _folders(project: str, site: Mapping[str, object]) -> tuple[str, ...]:
    folders = cast("Iterable[str]", site.get("folders", ()))
    return tuple(str(Path(project, folder)) for folder in folders)


def _language(lang: object) -> dict[str, object]:
    return {"lang": lang} if isinstance(lang, str) else {}


def _source(file: Path) -> str:
    """Read what the author has written, if the page has a file."""
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return ""
