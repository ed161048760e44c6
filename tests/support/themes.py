"""The page with every kind of block in the themes that authors use, and their dark switches."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, TypeAlias

import markdown

import chromium
import forks
from every_kind import SAMPLE
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page as Tab

EXAMPLE = ROOT / "example_site"
PageOf: TypeAlias = "Callable[[str], str]"
MKDOCS: dict[str, dict[str, Any]] = {
    "material": {
        "name": "material",
        "language": "vi",
        "font": False,
        "palette": [{"scheme": "default"}, {"scheme": "slate"}],
    },
    "mkdocs": {"name": "mkdocs", "locale": "en", "user_color_mode_toggle": True},
    "readthedocs": {"name": "readthedocs", "locale": "en"},
}
SPHINX = {"furo": "furo", "pydata": "pydata_sphinx_theme", "alabaster": "alabaster"}
THEMES = ["plain", *MKDOCS, *SPHINX]
# Those that are looked at for their colours alone; see `looked.py`.
MORE = {
    "book": "sphinx_book_theme",
    "shibuya": "shibuya",
    "awesome": "sphinxawesome_theme",
    "nefertiti": "sphinx_nefertiti",
    "piccolo": "piccolo_theme",
    "rtd": "sphinx_rtd_theme",
}
ALWAYS_LIGHT = {"readthedocs", "alabaster", "rtd"}
LOOKS = [
    (theme, scheme)
    for theme in THEMES
    for scheme in ("light", "dark")
    if scheme == "light" or theme not in ALWAYS_LIGHT
]
# Where each theme keeps its scheme: an element, an attribute, and its values.
_SWITCHES = {
    "plain": ("documentElement", "data-theme", "light", "dark"),
    "material": ("body", "data-md-color-scheme", "default", "slate"),
    "mkdocs": ("documentElement", "data-bs-theme", "light", "dark"),
    "furo": ("body", "data-theme", "light", "dark"),
    "pydata": ("documentElement", "data-theme", "light", "dark"),
    "book": ("documentElement", "data-theme", "light", "dark"),
    "shibuya": ("documentElement", "class", "light", "dark"),
    "awesome": ("documentElement", "class", "", "dark"),
    "nefertiti": ("documentElement", "class", "light", "dark"),
    "piccolo": ("documentElement", "data-mode", "light", "dark"),
}
_FAILED = "?"  # no path of a site


def build(theme: str, folder: Path, source: str = SAMPLE, **options: object) -> Path:
    """Build a page with a theme; the file that a reader opens.

    Args:
        theme: Its name here.
        folder: Where to.
        source: The page, as Markdown.
        **options: Options of the site.
    """
    if theme == "plain":
        return _plain(folder, source, options)
    make = _mkdocs if theme in MKDOCS else _sphinx
    return make(theme, folder, source, options)


def once(folder: Path, make: Callable[[Path], Path]) -> Path:
    """Fill a folder in one of several processes; the others wait for it, or hear that it failed."""
    done = folder.with_suffix(".done")
    try:
        folder.mkdir()
    except FileExistsError:
        return folder / _awaited(done)
    try:
        made = str(make(folder).relative_to(folder))
    except BaseException:
        _tell(done, _FAILED)
        raise
    _tell(done, made)
    return folder / made


def _awaited(done: Path) -> str:
    patience = time.monotonic() + 120
    while not done.exists():
        assert time.monotonic() < patience, f"{done} was never written"
        time.sleep(0.1)
    made = done.read_text(encoding="utf-8")
    assert made != _FAILED, "it could not be made; see the first test that needed it"
    return made


def _tell(done: Path, text: str) -> None:
    unfinished = done.with_suffix(".almost")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.rename(done)


def switch(tab: Tab, theme: str, scheme: str, system: str = "") -> None:
    """Turn a page light or dark, as the theme's own button does, or let it follow the system."""
    if theme in ALWAYS_LIGHT:
        return
    where, name, light, dark = _SWITCHES[theme]
    value = {"light": light, "dark": dark, "system": system}[scheme]
    tab.evaluate("([at, n, v]) => document[at].setAttribute(n, v)", [where, name, value])
    chromium.settle(tab)


def build_course(folder: Path) -> Path:
    """Build the example course strictly; the folder of its pages, and what was said beside it."""
    site = folder / "site"
    said = run("mkdocs", "build", "--strict", "--site-dir", str(site), folder=EXAMPLE)
    folder.joinpath("said.txt").write_text(said, encoding="utf-8")
    return site


def _plain(folder: Path, source: str, options: dict[str, Any]) -> Path:
    configs = {"heatmark": options}
    body = markdown.markdown(
        source, extensions=["heatmark", "fenced_code"], extension_configs=configs
    )
    head = """<!doctype html><html lang=vi><meta charset=utf-8><title>T</title>
<meta name=viewport content="width=device-width,initial-scale=1"><style>
body{background:#fff;color:#222;font:16px/1.5 sans-serif;margin:1em auto;max-width:44em}
body{padding:0 1em}
[data-theme=dark] body{background:#1b1b1b;color:#ddd}</style>"""
    file = folder / "index.html"
    file.write_text(f"{head}<body><main>{body}</main>", encoding="utf-8")
    return file


def _mkdocs(theme: str, folder: Path, source: str, options: dict[str, Any]) -> Path:
    folder.joinpath("docs").mkdir()
    folder.joinpath("docs/index.md").write_text(source, encoding="utf-8")
    config = {
        "site_name": "T",
        "theme": MKDOCS[theme],
        "use_directory_urls": False,
        "plugins": [{"heatmark": options}],
        "markdown_extensions": ["pymdownx.superfences"],
    }
    folder.joinpath("mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    run("mkdocs", "build", "-q", folder=folder)
    return folder / "site/index.html"


def _sphinx(theme: str, folder: Path, source: str, options: dict[str, Any]) -> Path:
    folder.joinpath("index.md").write_text(source, encoding="utf-8")
    config: dict[str, object] = {
        "project": "T",
        "language": "vi",
        "extensions": ["heatmark.sphinx", "myst_parser"],
        "myst_fence_as_directive": ["heatmap"],
        "html_theme": {**SPHINX, **MORE}[theme],
        **{f"heatmark_{name}": value for name, value in options.items()},
    }
    lines = (f"{name} = {value!r}\n" for name, value in config.items())
    folder.joinpath("conf.py").write_text("".join(lines), encoding="utf-8")
    run("sphinx", "-b", "html", "-q", ".", "site", folder=folder)
    return folder / "site/index.html"


def run(*arguments: str, folder: Path) -> str:
    done = forks.run(*arguments, folder=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stderr
