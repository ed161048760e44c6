r"""Pictures in plain text and in LaTeX, whole, as they stand in the files of `writings/`.

A file holds a block, and below `=> text` and `=> latex` what becomes of it. There a cell of LaTeX
is `[FF0000 black|a]`, the ramp of a legend is `RAMP`. `HEATMARK_UPDATE_GOLDEN=1 pytest
tests/render/test_writings.py` writes both anew: read the difference before you believe it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from heatmark.render.latex import numbered_latex
from heatmark.render.tex import STRUT
from heatmark.render.text import plain_text
from pages import draw

FILES = sorted(Path(__file__).with_name("writings").glob("*.txt"))
CELL = re.compile(
    r"\\f?colorbox(?:\[HTML\]\{888888\})?(?:\[HTML\]|\{gray\})?\{(\w+)\}"
    rf"\{{{re.escape(STRUT)}\\textcolor\{{(\w+)\}}\{{"
)
RAMP = re.compile(
    r"(?:\\textcolor\[HTML\]\{\w+\}\{\\vrule width2pt height1\.3ex depth\.2ex\\relax\}){31}"
)


def shortened(latex: str) -> str:
    return CELL.sub(r"[\1 \2|", RAMP.sub("RAMP", latex))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_block_is_written_as_its_file_says(path: Path) -> None:
    """Words, numbers, tables and marks, in both."""
    expected = path.read_text("utf-8")
    block = expected.partition("\n=> text\n")[0]
    header, _, body = block.partition("\n")
    made = draw(header, body)
    latex = shortened(numbered_latex(made))
    found = f"{block}\n=> text\n{plain_text(made)}\n\n=> latex\n{latex}"
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        path.write_text(found, "utf-8")
    assert found == expected
