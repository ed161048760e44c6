"""LaTeX of blocks that nobody wrote, on paper."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import fuzz
from judge import drawn_page, written
from needs import needs
from tex import on_paper

if TYPE_CHECKING:
    from pathlib import Path

_DOCUMENT = r"""\documentclass{article}
\usepackage{fontspec,graphicx,xcolor}
\begin{document}
%s
\end{document}
"""


@needs("xelatex", "pdftotext")
def test_whatever_is_written_can_be_printed(tmp_path: Path) -> None:
    """All blocks of a document are there, whatever they are; LaTeX finds no error in any."""
    parts = []
    for room in ("blocks", "pieces", "files"):
        chance = Random(room)
        for number in range(30):
            (made,) = drawn_page(fuzz.rooms()[room](chance))
            parts.append(f"{room}{number}\n\n{written(made).paper}")
    said = on_paper(_DOCUMENT % "\n\n".join(parts), tmp_path)
    assert all(part.partition("\n")[0] in said for part in parts)
