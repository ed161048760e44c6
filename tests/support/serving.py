"""Build a site many times in one process, as its server does, and compare it with a site anew.

Run as `python serving.py mkdocs STEPS.json` in the folder of a site. A step is a mapping of files
to their texts, or to None for those that go. What became of each is printed as JSON.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

from heatmark.hosts import kept
from heatmark.hosts.figures import draw_figures
from templates import keep

URL = "http://localhost:8000/"


class _Heard(logging.Handler):
    """Keeps what the author is told of heatmaps."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class _Drawn:
    """Counts the pages whose figures are drawn with a memory at hand."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        mock.patch.object(kept, "draw_figures", self).start()

    def __call__(self, blocks: Any, page: Any, host: Any) -> Any:
        self.pages.append(page.name)
        return draw_figures(blocks, page, host)


def step(files: dict[str, str | None]) -> None:
    """Make an edit. Files keep their times, so that only what is in them tells of it."""
    for name, text in files.items():
        path = Path(name)
        if text is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (10**9, 10**9))


def site() -> dict[str, str]:
    """Read all pages, but for the time of their build."""
    pages = {path.as_posix(): path.read_text("utf-8") for path in Path("site").rglob("*.html")}
    return {name: re.sub(r"Build Date.*", "", text) for name, text in pages.items()}


def main(host: str, steps: str) -> None:
    """Build after each step: with the memory of a server, and without."""
    import_module(f"{host}.__main__")  # by which ProperDocs takes the place of MkDocs
    build = import_module(f"{host}.commands.build").build
    load_config = import_module(f"{host}.config").load_config
    kept_templates = Path(".templates")
    kept_templates.mkdir()
    keep(str(kept_templates))
    heard, drawn, told = _Heard(), _Drawn(), []
    logging.getLogger(f"{host}.plugins").addHandler(heard)
    memory = None
    for number, files in enumerate(json.loads(Path(steps).read_text("utf-8"))):
        step(files)
        found = []
        for is_served in (True, False):
            config = load_config(f"{host}.yml")
            if not number and is_served:
                config.plugins.run_event("startup", command="serve", dirty=False)
                memory = config.plugins["heatmark"].kept
            config.plugins["heatmark"].kept = memory if is_served else None
            heard.lines.clear()
            build(config, serve_url=URL)
            found.append((site(), [*heard.lines]))
        (pages, lines), (pages_anew, lines_anew) = found
        told.append(
            {
                "drawn": [*drawn.pages],
                "other": [name for name in pages if pages[name] != pages_anew.get(name)],
                "is_same": found[0] == found[1],
                "lines": lines,
                "index": pages["site/index.html"],
            }
        )
        assert lines == lines_anew, (lines, lines_anew)
        drawn.pages.clear()
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
