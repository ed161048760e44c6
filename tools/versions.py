"""Test with other Pythons and the oldest builders; write what was tested with what.

    python tools/versions.py test     # environments `.venv-*`, made where they are missing
    python tools/versions.py table    # docs/versions.md, from what each environment's last run left

`make test` and `make test-oldest` leave their records in their environments too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RECORD = "heatmark-tested.json"  # what `pytest --record` leaves in its environment
BUILDERS = ("tests/sites/test_zensical.py", "tests/sites/test_examples.py")
PACKAGES = (
    *("Markdown", "numpy", "matplotlib", "mkdocs", "mkdocs-material", "pymdown-extensions"),
    *("properdocs", "Sphinx", "myst-parser", "zensical", "pelican", "Nikola"),
)
ENGLISH = """\
# Tested versions

What the tests last ran with, written by that run (`make versions`). *All* are the tests of pages,
paper and builders too; *fast* are those without them; *builders* are those of Zensical, Pelican and
Nikola, in their oldest versions.
"""
VIETNAMESE = """\
# Các phiên bản đã kiểm thử

Bảng dưới đây do chính lần chạy kiểm thử gần nhất ghi lại (`make versions`). *Toàn bộ* gồm cả kiểm
thử trang web, bản in và các công cụ dựng trang; *phần nhanh* không gồm những thứ ấy; *công cụ dựng
trang* là kiểm thử với Zensical, Pelican và Nikola ở phiên bản cũ nhất.
"""
PAGES = {
    "versions.md": (
        ENGLISH,
        ("Tests", "passed", "Python"),
        {"all": "all", "oldest": "all, oldest versions", "fast": "fast", "builders": "builders"},
    ),
    "versions.vi.md": (
        VIETNAMESE,
        ("Kiểm thử", "số ca đạt", "Python"),
        {
            "all": "toàn bộ",
            "oldest": "toàn bộ, phiên bản cũ nhất",
            "fast": "phần nhanh",
            "builders": "công cụ dựng trang",
        },
    ),
}


@dataclass(frozen=True)
class Environment:
    """An environment of its own: its Python, what holds its versions, what runs in it."""

    name: str
    python: str
    what: str
    tests: tuple[str, ...]
    constraint: str = ""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return ROOT / f".venv-{self.name}"

    def make(self) -> None:
        """Install heatmark and its tests, unless the declarations are older than what is there."""
        ready = self.folder / ".ready"
        declared = [ROOT / "pyproject.toml", *([Path(self.constraint)] if self.constraint else [])]
        if ready.exists() and ready.stat().st_mtime > max(one.stat().st_mtime for one in declared):
            return
        run(self.python, "-m", "venv", self.folder)
        pip = (self.folder / "bin/python", "-m", "pip", "install", "-q")
        run(*pip, "--disable-pip-version-check", "--upgrade", "pip>=25.1")
        groups = ("--group", "dev", "--group", "hosts")
        held = ("--constraint", self.constraint) if self.constraint else ()
        run(*pip, "--editable", ".[mkdocs,sphinx]", *groups, *held)
        ready.touch()

    def test(self) -> int:
        """Run its tests; the exit code."""
        program = (self.folder / "bin/python", "-m", "pytest", "-n", "auto", "-q")
        return run(*program, "--record", self.what, *self.tests, check=False)


def environments() -> list[Environment]:
    """Name one for each supported Python that is here, and one for the oldest builders."""
    here = f"3.{sys.version_info.minor}"
    found = [
        Environment(version, python, "fast", ("-m", "not slow"))
        for version in declared()
        if version != here and (python := interpreter(version))
    ]
    oldest = ROOT / "tests/oldest-builders.txt"
    return [*found, Environment("builders", sys.executable, "builders", BUILDERS, str(oldest))]


def declared() -> list[str]:
    """Read the supported versions of Python from the classifiers."""
    text = ROOT.joinpath("pyproject.toml").read_text("utf-8")
    return re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text)


def interpreter(version: str) -> str | None:
    """Find a Python that really starts: on the path, or among pyenv's."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for program in (f"python{version}", *map(str, versions.glob(f"{version}.*/bin/python"))):
        try:
            subprocess.run([program, "-c", "import venv"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return program
    return None


def run(*command: object, check: bool = True) -> int:
    """Run a program in the project's folder; its exit code."""
    return subprocess.run([*map(str, command)], cwd=ROOT, check=check).returncode


def test() -> None:
    """Test in each environment; say which Pythons are not here."""
    chosen = environments()
    missing = {*declared()} - {one.name for one in chosen} - {f"3.{sys.version_info.minor}"}
    failed = []
    for one in chosen:
        one.make()
        print(f"== {one.name}: {one.what}", flush=True)
        failed += [one.name] if one.test() else []
    if missing:
        print(f"not tested: Python {', '.join(sorted(missing))} is not on this machine")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


def records() -> list[dict[str, Any]]:
    """Read what the runs left, by the version of Python."""
    places = [ROOT / ".venv" / RECORD, *sorted(ROOT.glob(f".venv-*/{RECORD}"))]
    found = [json.loads(place.read_text("utf-8")) for place in places if place.is_file()]
    return sorted(found, key=lambda one: [int(part) for part in re.findall(r"\d+", one["python"])])


def _count(number: int, page: str) -> str:
    """Write a count as the page's language does."""
    return f"{number:,}".replace(",", "." if page.endswith(".vi.md") else ",")


def table() -> None:
    """Write the page in both languages."""
    found = records()
    for name, (text, heads, words) in PAGES.items():
        columns = [
            [words[one["what"]] for one in found],
            [_count(one["passed"], name) for one in found],
            [one["python"] for one in found],
        ]
        rows = dict(zip(heads, columns, strict=True))
        rows |= {
            package: [one["versions"].get(package, "–") for one in found] for package in PACKAGES
        }
        head, *body = [f"| {key} | {' | '.join(cells)} |" for key, cells in rows.items()]
        line = "|---" * (len(found) + 1) + "|"
        page = "\n".join([text, head, line, *body, ""])
        ROOT.joinpath("docs", name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    {"test": test, "table": table}[sys.argv[1]]()
