"""Figures in HTML, whole, of the blocks in `../writings/`, as they stand in `figures/`.

`HEATMARK_UPDATE_GOLDEN=1 pytest tests/render/html/test_figures.py` writes them anew: read the
difference before you believe it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from heatmark.render.html.figure import figure
from pages import draw

HERE = Path(__file__).parent
FILES = sorted(HERE.parent.glob("writings/*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_block_is_drawn_as_its_file_says(path: Path) -> None:
    """With all that there is to unfold, on a page whose stylesheet has its palette."""
    header, _, body = path.read_text("utf-8").partition("\n=> text\n")[0].partition("\n")
    made = draw(header, body)
    found = figure(made, [made.palette.name]) + "\n"
    file = HERE / "figures" / f"{path.stem}.html"
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")
