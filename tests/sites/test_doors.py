"""The table of `docs/doors.md`: what stands for a heatmap in what each door writes."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

import pytest

from needs import needs
from paths import ROOT

if TYPE_CHECKING:
    from types import ModuleType

TEXT = (ROOT / "docs/doors.md").read_text(encoding="utf-8")
ROWS = {
    name.strip(): [cell.strip() for cell in cells.split("|")]
    for name, cells in re.findall(
        r"^\| ((?:`heatmark|pandoc,|nbconvert,|mystmd,)[^|]*)\|(.*)\|$", TEXT, re.MULTILINE
    )
}


@pytest.fixture(scope="module")
def doors() -> ModuleType:
    """The script that writes the table."""
    spec = importlib.util.spec_from_file_location("doors", ROOT / "docs/doors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs("nbconvert")
def test_every_door_has_its_row(doors: ModuleType) -> None:
    """And nothing is missing in any output."""
    assert set(ROWS) == set(doors.DOORS)
    assert not [name for name, cells in ROWS.items() if "nothing" in "".join(cells)]


@needs("chromium", "nbconvert", "pandoc", "pypandoc", "pdftotext")
@pytest.mark.parametrize("name", [name for name in ROWS if not name.startswith("mystmd")])
def test_a_row_is_what_its_door_writes(name: str, doors: ModuleType) -> None:
    """The first view of it, and the last image: what is written is looked into."""
    assert [doors.cell(name, kind) for kind in (0, 4)] == [ROWS[name][kind] for kind in (0, 4)]


@needs("myst")
@pytest.mark.parametrize("name", [name for name in ROWS if name.startswith("mystmd")])
def test_a_row_is_what_mystmd_writes(name: str, doors: ModuleType) -> None:
    """One run has all kinds; what becomes of SVG depends on the converters of a machine."""
    assert [doors.cell(name, kind) for kind in range(4)] == ROWS[name][:4]
