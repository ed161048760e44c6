"""A whole site: 200 pages of 5 blocks, with search, against blocks that do nothing."""

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

from side_by_side import medians, ratio, seconds, table
from texts import json_body, rows_body

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGES, BLOCKS, TOKENS = 200, 5, 200
CONFIG = """\
site_name: T
theme: mkdocs
plugins: [{plugins}]
markdown_extensions:
  - pymdownx.superfences{fences}
"""
NOTHING = """:
      custom_fences:
        - {name: heatmap, class: x, format: !!python/name:nothing.nothing ''}"""
OURS = "search, heatmark: {table: false}"


def write(folder: Path, plugins: str, fences: str, language: str, *, rows: bool = False) -> None:
    """Write a site into a folder."""
    body = rows_body if rows else json_body
    pages = []
    for page in range(PAGES):
        blocks = (
            f"Text {block}.\n\n```{language}\n{body(TOKENS, page * 10 + block)}\n```\n"
            for block in range(BLOCKS)
        )
        pages.append(f"# Page {page}\n\n" + "\n".join(blocks))
    write_site(folder, plugins, fences, pages)


def write_site(folder: Path, plugins: str, fences: str, pages: Iterable[str]) -> None:
    """Write a site of these pages into a folder."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    folder.joinpath("mkdocs.yml").write_text(CONFIG.format(plugins=plugins, fences=fences))
    for page, text in enumerate(pages):
        name = "index" if page == 0 else f"page{page}"
        docs.joinpath(f"{name}.md").write_text(text, encoding="utf-8")


def add_nothing(folder: Path) -> None:
    """Write the fence that `NOTHING` names, for who has the folder on the path."""
    folder.joinpath("nothing.py").write_text("def nothing(*_, **__):\n    return ''\n")


def run(folder: Path) -> None:
    """Build a site."""
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.run_event("startup", command="build", dirty=False)
    build(config)
    config.plugins.run_event("shutdown")


def main() -> None:
    """Measure the time to build."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sys.path.insert(0, name)
        add_nothing(folder)
        write(folder / "json", OURS, "", "heatmap")
        write(folder / "rows", OURS, "", "heatmap", rows=True)
        write(folder / "nothing", "search", NOTHING, "heatmap")
        write(folder / "no-rows", "search", NOTHING, "heatmap", rows=True)
        write(folder / "text", "search", "", "text")
        runs = {
            label: functools.partial(run, folder / part)
            for label, part in {
                "heatmaps, JSON bodies": "json",
                "heatmaps, rows": "rows",
                "fences that do nothing, JSON": "nothing",
                "fences that do nothing, rows": "no-rows",
                "text fences": "text",
            }.items()
        }
        times = medians(runs, 9, collecting=True)
        figures = (folder / "json/site/index.html").read_text(encoding="utf-8").count("<figure")
        assert figures == BLOCKS
        assert "<pre" not in (folder / "nothing/site/index.html").read_text(encoding="utf-8")
    rows = {label: seconds(time) for label, time in times.items()}
    for form, ours in (("JSON", "heatmaps, JSON bodies"), ("rows", "heatmaps, rows")):
        other = times[f"fences that do nothing, {form}"]
        rows[f"ratio, {form}"] = ratio(times[ours], other, 2.0)
    table(f"site: {PAGES} pages × {BLOCKS} blocks × {TOKENS} tokens, search on, table off", rows)


if __name__ == "__main__":
    main()
