"""Make and build small sites, the way an author does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reading import Node, read

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = ("mkdocs", "properdocs")
ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "NO_COLOR": "1",
    "PYTHONUTF8": "1",
    "COLUMNS": "200",
}


@dataclass(frozen=True)
class Built:
    """What a build left behind."""

    code: int
    log: str
    folder: Path

    @property
    def warnings(self) -> list[str]:
        return re.findall(r"^WARNING\s*-\s*(.*)$", self.log, re.MULTILINE)

    def html(self, path: str = "index.html") -> str:
        return self.folder.joinpath(path).read_text(encoding="utf-8")

    def page(self, path: str = "index.html") -> Node:
        """Read the part of a page that was written in Markdown."""
        html = self.html(path)
        found = re.search(r"<article[^>]*>(.*)</article>", html, re.DOTALL) or re.search(
            r'<div class="col-md-9" role="main">(.*?)</div>\s*</div>\s*</div>\s*<footer',
            html,
            re.DOTALL,
        )
        assert found, html
        return read(found[1])


def run(module: str, *arguments: str, folder: Path) -> Built:
    """Run a host in a folder, which builds its site there as `site`."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Built(done.returncode, done.stdout + done.stderr, folder / "site")


@dataclass
class Site:
    """A site in a folder of its own."""

    folder: Path
    host: str = "mkdocs"
    options: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def write_config(self) -> None:
        config = {
            "site_name": "T",
            "theme": {"name": "material", "font": False},
            "markdown_extensions": ["pymdownx.superfences"],
            "plugins": ["search", {"heatmark": self.options}],
            **self.config,
        }
        self.write(f"{self.host}.yml", json.dumps(config))

    def build(self, *arguments: str, strict: bool = True) -> Built:
        self.write_config()
        arguments += ("--strict",) if strict else ()
        built = run(self.host, "build", "-f", f"{self.host}.yml", *arguments, folder=self.folder)
        assert "Traceback" not in built.log, built.log[-600:]
        return built
