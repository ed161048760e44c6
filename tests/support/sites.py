"""Make and build small sites, the way an author does."""

from __future__ import annotations

import contextlib
import json
import os
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

from reading import Node, read

if TYPE_CHECKING:
    from collections.abc import Iterator
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


# What builds several sites in one process: to start the host is most of a small build's time.
EACH = """\
import sys
from importlib import import_module
cli = import_module(f"{sys.argv[1]}.__main__").cli
for path in sys.argv[2:]:
    code = 0
    try:
        cli(["build", "--strict", "-f", path], standalone_mode=False)
    except (Exception, SystemExit) as error:
        code = 1
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    print(f"== {code}", file=sys.stderr, flush=True)
"""


def build_all(sites: list[Site]) -> list[Built]:
    """Build sites of one host strictly, one after the other in one process."""
    for site in sites:
        site.write_config()
    paths = [str(site.folder / f"{site.host}.yml") for site in sites]
    done = subprocess.run(
        [sys.executable, "-c", EACH, sites[0].host, *paths],
        cwd=sites[0].folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=True,
    )
    parts = re.split(r"^== (\d)\n", done.stdout, flags=re.MULTILINE)
    logs, codes = parts[0:-1:2], parts[1::2]
    folders = [site.folder / "site" for site in sites]
    return [Built(int(code), log, at) for code, log, at in zip(codes, logs, folders, strict=True)]


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
