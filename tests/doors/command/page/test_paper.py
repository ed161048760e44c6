"""Pages as PDF."""

from __future__ import annotations

import builtins
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.core.errors import SourceError
from heatmark.doors.command.page import paper
from heatmark.doors.command.page.paper import (
    browser,
    has_weasyprint,
    lost_on_paper,
    printed,
)
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><title>x</title><p>Ổ bánh mì"


@needs("chromium", "pdftotext")
def test_a_browser_prints(tmp_path: Path) -> None:
    """With all letters of Vietnamese, and neither date nor address at the edges."""
    file = tmp_path / "a.pdf"
    file.write_bytes(printed(PAGE))
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
    assert said.decode().split() == ["Ổ", "bánh", "mì"]


@needs("weasyprint", "pdftotext")
def test_weasyprint_prints_where_no_browser_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked when there is none."""
    monkeypatch.setattr(paper, "browser", lambda: None)
    assert has_weasyprint()
    file = tmp_path / "a.pdf"
    file.write_bytes(printed(PAGE))
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
    assert said.decode().split() == ["Ổ", "bánh", "mì"]


def test_formulas_want_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint writes their letters side by side: the author is told."""
    monkeypatch.setattr(paper, "browser", lambda: None)
    found = lost_on_paper("<math>x</math>")
    assert found is not None
    assert found.name == "formula"
    assert lost_on_paper("x") is None
    monkeypatch.setattr(paper, "browser", lambda: "chromium")
    assert lost_on_paper("<math>x</math>") is None


def test_without_both_there_is_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A true one."""
    real = builtins.__import__

    def refuse(name: str, *given: Any, **named: Any) -> Any:
        if name == "weasyprint":
            raise ImportError(name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    monkeypatch.setenv("CHROMIUM", "no-such-program")
    assert browser() is None
    assert not has_weasyprint()
    with pytest.raises(SourceError, match="nothing here prints") as caught:
        printed(PAGE)
    assert "pip install weasyprint" in caught.value.hint


def test_a_program_that_prints_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no browser, or is broken."""
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(program))
    with pytest.raises(SourceError, match="did not print the page"):
        printed(PAGE)
