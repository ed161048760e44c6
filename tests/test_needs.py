"""What is missing on a machine is left out and said, but in CI it is a failure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest

from needs import NEEDS
from paths import ROOT, TESTS

DRAWN = "render/image/test_draw.py::test_a_browser_shows_the_svg_like_the_png"


def run(*arguments: str, **environment: str) -> str:
    """Run a few tests in a process of their own; what was written."""
    plain = {name: value for name, value in os.environ.items() if name != "CI"}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            *arguments,
        ],
        cwd=TESTS,
        env={**plain, "CHROMIUM": "no-such-program", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_what_is_missing_is_left_out_and_said() -> None:
    """The last lines say how many tests were left out for what, and the command for it."""
    said = run(DRAWN)
    assert "2 skipped" in said
    assert "not tested: 2 for Chromium; `make programs` installs that" in said


def test_ci_leaves_nothing_out_that_it_can_install() -> None:
    """There a missing program fails the tests that need it, and the failure says what to do."""
    said = run(DRAWN, CI="true")
    assert "2 errors" in said
    assert "Chromium is missing; `make programs` installs it" in said


@pytest.mark.parametrize("name", ["chromium", "programs"])
def test_ci_may_go_without_what_it_names(name: str) -> None:
    """What a run is told to go without is left out in CI too, and said."""
    said = run(DRAWN, "--without", name, CI="true")
    assert "2 skipped" in said
    assert "not tested: 2 for Chromium" in said


def test_everything_can_be_installed() -> None:
    """The commands that are named exist: a target of the Makefile, groups of pyproject.toml."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for need in NEEDS.values():
        assert need.is_program or need.source in groups
    assert re.search("^programs:", makefile, re.MULTILINE)
    packages = re.search(r"^PROGRAMS := ((?:.*\\\n)*.*)", makefile, re.MULTILINE)
    assert packages
    assert {"chromium", "poppler-utils", "texlive-xetex"} <= set(packages[1].split())
