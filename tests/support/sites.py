"""Make and build small sites, the way an author does."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

import forks
from forks import ENVIRONMENT
from reading import Node, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTS = ("mkdocs", "properdocs")


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


def run(module: str, *arguments: str, folder: Path, anew: bool = False) -> Built:
    """Run a host in a folder, which builds its site there as `site`."""
    start = forks.run_anew if anew else forks.run
    done = start(module, *arguments, folder=folder)
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

    def build(self, *arguments: str, strict: bool = True, anew: bool = False) -> Built:
        self.write_config()
        arguments = ("build", "-f", f"{self.host}.yml", *arguments)
        arguments += ("--strict",) if strict else ()
        built = run(self.host, *arguments, folder=self.folder, anew=anew)
        assert "Traceback" not in built.log, built.log[-600:]
        return built


@contextlib.contextmanager
def serving(site: Site) -> Iterator[str]:
    """Run the development server of a site until the test is over."""
    site.write_config()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", site.host, "serve", "-f", f"{site.host}.yml", "-a", address]
    log = site.folder.with_suffix(".log")  # not where the server watches
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=site.folder, env=ENVIRONMENT, stdout=output, stderr=output
        ) as server,
    ):
        try:
            yield f"http://{address}/"
        except AssertionError as error:
            error.add_note(log.read_text(encoding="utf-8"))
            raise
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()


def wait_for(url: str, text: str, seconds: float = 25) -> None:
    """Fetch a page until it has a text."""
    end = time.monotonic() + seconds
    page = ""
    while time.monotonic() < end:
        with contextlib.suppress(URLError, ConnectionError, TimeoutError):
            with urlopen(url, timeout=2) as response:  # noqa: S310 - our own server
                page = response.read().decode()
            if text in page:
                return
        time.sleep(0.1)
    pytest.fail(f"{text!r} did not come\n{page[-3000:]}")
