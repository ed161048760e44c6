"""Look at a release as users will get it: build it, install it where nothing else is, use it.

Builds archive and wheel into `dist/`, installs each with MkDocs and Material in an environment of
its own, lays out a course with the command, builds it strictly, and lets twine look at what an
index will show. It wants a network.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAYS = "import heatmark; print(heatmark.__version__, heatmark.__file__)"


def main() -> None:
    """Check, and say what is ready; the first thing that is wrong ends it."""
    version = declared_version()
    wrong = unready(version)
    target = ROOT / "dist"
    files = build(target, version)
    run(sys.executable, "-m", "twine", "check", "--strict", *files)
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            use(file, Path(folder), version)
        print(f"{file.name}: installed, and built a course in English and in Vietnamese")
    if wrong:
        sys.exit("\n".join(["Not to be published yet:", *wrong]))
    print("Ready:", *files)


def declared_version() -> str:
    """Read the version from the package's source."""
    text = ROOT.joinpath("src/heatmark/__init__.py").read_text("utf-8")
    (version,) = re.findall(r'^__version__ = "(.*)"$', text, re.MULTILINE)
    return str(version)


def unready(version: str, root: Path = ROOT) -> list[str]:
    """Name what a person has forgotten: the changelog, or the citation."""
    changes = root.joinpath("CHANGELOG.md").read_text("utf-8")
    dated = re.search(rf"^## \[{re.escape(version)}\] - (\S+)$", changes, re.MULTILINE)
    cited = root.joinpath("CITATION.cff").read_text("utf-8")
    newest = re.search(r"## \[Unreleased\]\n(.*?)(?=^## \[)", changes, re.MULTILINE | re.DOTALL)
    wrong = []
    if not dated or date.fromisoformat(dated[1]).isoformat() != dated[1]:
        wrong.append(f"CHANGELOG.md has no part '## [{version}] - YYYY-MM-DD'")
    elif f"date-released: {dated[1]}" not in cited:
        wrong.append(f"CITATION.cff does not say 'date-released: {dated[1]}'")
    if f"version: {version}\n" not in cited:
        wrong.append(f"CITATION.cff does not say 'version: {version}'")
    if newest and newest[1].strip():
        wrong.append("CHANGELOG.md has changes under [Unreleased]")
    return wrong


def build(target: Path, version: str) -> tuple[Path, Path]:
    """Build the archive, and the wheel from what is in the folder."""
    run(sys.executable, "-m", "hatchling", "build", "-d", target)
    archive = target / f"heatmark-{version}.tar.gz"
    wheel = target / f"heatmark-{version}-py3-none-any.whl"
    return archive, wheel


def use(file: Path, folder: Path, version: str) -> None:
    """Install a file in a clean environment, and build courses with it."""
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    run(python, "-m", "pip", "install", "-q", f"{file}[mkdocs]", "mkdocs-material")
    said = run(python, "-c", SAYS, cwd=folder)
    if not said.startswith(version) or str(folder) not in said:
        sys.exit(f"another heatmark was installed: {said}")
    for language in ("en", "vi"):
        course = folder / language
        run(programs / "heatmark", "new", course, "--lang", language, cwd=folder)
        run(programs / "heatmark", "check", course, cwd=folder)
        run(programs / "mkdocs", "build", "--strict", "-q", cwd=course)
        pages = [page.read_text("utf-8") for page in course.joinpath("site").rglob("*.html")]
        if not any('<figure class="heatmark' in page for page in pages):
            sys.exit(f"the course of {file.name} has no figure")


def run(*command: object, cwd: Path = ROOT) -> str:
    """Run a program without what this environment would lend it; what it prints."""
    lent = {"PYTHONPATH", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in lent}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, check=True, env=kept, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
