"""The public names, as those who use them have their types checked."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import notebook
from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_notebook_is_well_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `make types` knows the types of works: mypy is strict with it, as with the package."""
    monkeypatch.chdir(tmp_path)
    notebook.use()
    assert {path.name for path in tmp_path.iterdir()} == {"a.json", "a.html", "a.png"}
    settings = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"]
    assert "tests" in settings["files"]
    assert ROOT.joinpath("src/heatmark/py.typed").exists()
