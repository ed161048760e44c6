"""What editors are given: snippets that draw, and settings that lead to schemas."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from heatmark.options.schema import SCHEMAS
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = ROOT / "editors" / "vscode"
SNIPPETS = json.loads(FOLDER.joinpath("heatmark.code-snippets").read_text("utf-8"))
GUIDE = FOLDER.joinpath("README.md").read_text("utf-8")
MARKDOWN = [name for name, one in SNIPPETS.items() if one["scope"] == "markdown"]


def _typed(name: str) -> str:
    """Expand a snippet as an editor does before its author has typed anything."""
    text = "\n".join(SNIPPETS[name]["body"])
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    return re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", text).replace("$0", "")


@pytest.mark.parametrize("name", MARKDOWN)
def test_snippets_draw(
    name: str, convert: Callable[..., tuple[str, list[str]]], tmp_path: Path
) -> None:
    """Each draws a figure without a word to the author as soon as it is chosen."""
    text = _typed(name)
    assert "$" not in text
    file = tmp_path / "data" / "scores.json"
    file.parent.mkdir()
    file.write_text('{"tokens": ["a", " b"], "scores": [1, 2], "measure": "x"}', "utf-8")
    html, messages = convert(text, root=str(tmp_path))
    assert html.count("<figure") == 1
    assert not messages


def test_snippets_are_told_apart() -> None:
    """One can be chosen by its prefix in its language, and says what it is for."""
    keys = [(one["scope"], one["prefix"]) for one in SNIPPETS.values()]
    assert len(set(keys)) == len(keys)
    assert all(one["prefix"].startswith("heatmap") for one in SNIPPETS.values())
    assert all(one["description"] for one in SNIPPETS.values())


def test_settings_lead_to_schemas() -> None:
    """The addresses in the settings are those of files of the documentation."""
    settings = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)]
    named = re.findall(r"/main/docs/schema/(\w+)\.json", GUIDE)
    assert set(named) <= set(SCHEMAS)
    assert {"mkdocs", "block"} <= set(named)
    assert any("yaml.schemas" in one for one in settings)
