"""From an edit to its page: `mkdocs serve` of 500 pages, their blocks heatmaps or code."""

from __future__ import annotations

import functools
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build
from mkdocs.config import load_config

from course import lessons
from side_by_side import medians, ratio, seconds, table
from whole_site import OURS, write_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

PAGES, BLOCKS = 500, 1_471
WAYS = {"all pages": False, "the edited page (--dirty)": True}


class Served:
    """A site whose author edits one page after the other."""

    def __init__(self, folder: Path, plugins: str, language: str) -> None:
        """Write the site, and build it for the first time."""
        write_site(folder, plugins, "", lessons(language, PAGES, BLOCKS))
        self.folder, self.edits = folder, 0
        config = self._config()
        config.plugins.run_event("startup", command="serve", dirty=False)
        build(config, serve_url="http://localhost:8000/")

    def edit(self, *, dirty: bool) -> None:
        """Save a page, and build as `serve` does when it has seen that."""
        self.edits += 1
        page = self.folder / f"docs/page{self.edits}.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\nEdited.\n", encoding="utf-8")
        build(self._config(), serve_url="http://localhost:8000/", dirty=dirty)
        assert "Edited." in self.page(self.edits)

    def page(self, number: int) -> str:
        """Read a page as it was built."""
        return (self.folder / f"site/page{number}/index.html").read_text(encoding="utf-8")

    def _config(self) -> MkDocsConfig:
        return load_config(str(self.folder / "mkdocs.yml"))


def rows(ours: Served, code: Served, way: str) -> dict[str, str]:
    """Measure one way to build after an edit."""
    runs: dict[str, Callable[[], None]] = {
        label: functools.partial(site.edit, dirty=WAYS[way])
        for label, site in {f"heatmaps, {way}": ours, f"the same as code, {way}": code}.items()
    }
    times = medians(runs, 7, collecting=True)
    mine, other = times.values()
    said = {label: seconds(time) for label, time in times.items()}
    return {**said, f"ratio, {way}": ratio(mine, other, 1.05)}


def main() -> None:
    """Measure the time from an edit to its page."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)  # `dirty` warns at each build
    with tempfile.TemporaryDirectory() as name:
        sys.path.insert(0, name)
        ours = Served(Path(name, "ours"), OURS.replace("false", "true"), "heatmap")
        code = Served(Path(name, "code"), "search", "text")
        assert "<figure" in ours.page(1)
        assert "<figure" not in code.page(1)
        said = [rows(ours, code, way) for way in WAYS]
    table(f"serve: {PAGES} pages, {BLOCKS} blocks × 44 tokens, one page edited", said[0] | said[1])


if __name__ == "__main__":
    main()
