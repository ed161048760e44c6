"""Run modules as `python -m` does, each in a process forked from one that has loaded its host.

To load a host, its themes and this package takes longer than most sites of tests take to build.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path

from templates import keep

ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "NO_COLOR": "1",
    "PYTHONUTF8": "1",
    "COLUMNS": "200",
}
_STARTED = dict(ENVIRONMENT)
_MARKDOWN = (
    *("markdown.extensions.fenced_code", "markdown.extensions.tables", "pymdownx.highlight"),
    *("pymdownx.superfences", "heatmark.mkdocs", "material.templates"),
)
# What a host would load for nearly every site. ProperDocs takes the place of MkDocs' modules.
_LOADED = {
    "mkdocs": (
        "mkdocs.__main__",
        "mkdocs.commands.build",
        "material.plugins.search.plugin",
        *_MARKDOWN,
    ),
    "properdocs": ("properdocs.__main__", "properdocs.commands.build", *_MARKDOWN),
    "sphinx": (
        *("sphinx.cmd.build", "sphinx.application", "sphinx.jinja2glue", "sphinx.util.template"),
        *("sphinx.builders.html", "sphinx.builders.latex", "sphinx.builders.epub3"),
        *("sphinx.builders.linkcheck", "sphinx.directives.other", "sphinx.domains.cpp"),
        *("sphinx.domains.python", "sphinx.domains.javascript", "sphinx.ext.mathjax"),
        *("sphinx.transforms.i18n", "sphinx.writers.texinfo", "sphinx.writers.manpage"),
        *("myst_parser.sphinx_ext.main", "myst_parser.parsers.sphinx_", "heatmark.sphinx"),
    ),
}


def run(
    module: str, *arguments: str, folder: Path, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a module in a folder, as in a new process; what it printed, and how it ended."""
    is_known = module in _LOADED and hasattr(os, "fork")
    if not is_known or ENVIRONMENT != _STARTED:  # what a test has set, no older process has
        return run_anew(module, *arguments, folder=folder, timeout=timeout)
    return _parent(module).run([*arguments], folder, timeout)


def run_anew(
    module: str, *arguments: str, folder: Path, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a module in a process that shares nothing with others, not even the seed of hashes."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


class _Parent:
    """The process that has loaded a host."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.printed = tempfile.TemporaryDirectory(prefix="heatmark-tests-")
        self.process = subprocess.Popen(
            [sys.executable, __file__, module, self.printed.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=ENVIRONMENT,
            text=True,
            bufsize=1,
            start_new_session=True,
        )
        atexit.register(self.close)

    def close(self) -> None:
        """End it, and whatever it is still running."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.printed.cleanup()

    def run(
        self, arguments: list[str], folder: Path, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        assert self.process.stdin
        assert self.process.stdout
        files = [str(Path(self.printed.name, name)) for name in ("out", "error")]
        order = {"arguments": arguments, "folder": str(folder), "files": files}
        self.process.stdin.write(f"{json.dumps(order)}\n")
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            self.close()
            _parent.cache_clear()
            raise subprocess.TimeoutExpired([self.module, *arguments], timeout)
        code = int(self.process.stdout.readline())
        out, error = (Path(file).read_text(encoding="utf-8") for file in files)
        return subprocess.CompletedProcess([self.module, *arguments], code, out, error)


@cache
def _parent(module: str) -> _Parent:
    return _Parent(module)


def _serve(module: str, templates: str) -> None:
    """Fork a process for each order, in which alone this returns."""
    for name in _LOADED[module]:
        with contextlib.suppress(Exception):  # what is not there, the host may do without
            import_module(name)
    keep(templates)
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        if not (child := os.fork()):
            _become(module, json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(module: str, order: dict[str, list[str] | str]) -> None:
    """Make of this process what `python -m` would have started."""
    folder, arguments = str(order["folder"]), order["arguments"]
    os.chdir(folder)
    for at, file in enumerate((os.devnull, *order["files"])):
        opened = os.open(file, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, at)
        os.close(opened)
    sys.path[0] = folder
    sys.argv = [module, *arguments]
    sys.modules.pop(f"{module}.__main__", None)  # which `runpy` would warn of
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(*sys.argv[1:])
