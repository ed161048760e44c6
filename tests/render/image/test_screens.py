"""Pictures on lines of character cells, whole, as they stand in the files of `screens/`.

A file holds a block, a line `=> 24` for each width in cells (`=> 24 alone` with the words of a
page), and below it the lines of cells between bars, those of headings between stars. Under each
line are its boxes with their levels, then its marks, each from which cell to which, and over how
many lines. `HEATMARK_UPDATE_GOLDEN=1 pytest tests/render/image/test_screens.py` writes what is
below each width anew: read the difference before you believe it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from heatmark.render.image.screen import Box
from heatmark.render.image.views import screen
from pages import draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.render.image.screen import Mark, Screen

FILES = sorted(Path(__file__).with_name("screens").glob("*.txt"))
WIDTH = re.compile(r"^=> (\d+)( alone)?\n", re.MULTILINE)


def written(made: Screen) -> Iterator[str]:
    for at, line in enumerate(made.lines):
        edge = "*" if at in made.bold else "|"
        yield f"{edge}{''.join(line)}{edge}"
        for things in (made.boxes, made.marks):
            said = [place(one) for one in things if one.line == at]
            if said:
                yield f"    {', '.join(said)}"


def place(one: Box | Mark) -> str:
    kind = f"q{one.level}" if isinstance(one, Box) else one.kind
    tall = f"x{one.tall}" if one.tall > 1 else ""
    return f"{kind} {one.first:.4g}–{one.last:.4g}{tall}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_block_is_laid_out_as_its_file_says(path: Path) -> None:
    """Lines, boxes and marks, in each width."""
    expected = path.read_text("utf-8")
    block, *parts = WIDTH.split(expected)
    header, _, body = block.partition("\n")
    found = block
    for columns, alone in zip(parts[::3], parts[1::3], strict=True):
        made = screen(draw(header, body), int(columns), alone=bool(alone))
        found += "\n".join([f"=> {columns}{alone or ''}", *written(made), "\n"])
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        path.write_text(found, "utf-8")
    assert found == expected
