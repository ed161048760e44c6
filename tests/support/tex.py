"""Documents of LaTeX as paper."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def printed(folder: Path) -> str:
    """Let XeLaTeX make `t.pdf` of `t.tex`, without an error; what it says."""
    run = subprocess.run(
        ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"],
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = run.stdout.decode("utf-8", "replace")
    assert run.returncode == 0, said[-2000:]
    return said


def on_paper(tex: str, folder: Path, files: Mapping[str, bytes] | None = None) -> str:
    """Let XeLaTeX print a document with its files; the text of its pages."""
    for name, content in (files or {}).items():
        folder.joinpath(name).parent.mkdir(exist_ok=True)
        folder.joinpath(name).write_bytes(content)
    # For text that is crossed out, of which there is none; not every TeX has it.
    tex = re.sub(r"\\usepackage(\[normalem\])?\{(ulem|soul)\}", "", tex)
    folder.joinpath("t.tex").write_text(tex, encoding="utf-8")
    printed(folder)
    return text_on_paper(folder)


def text_on_paper(folder: Path) -> str:
    """Read the text of the pages of `t.pdf`."""
    command = ["pdftotext", "-layout", "t.pdf", "-"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return done.stdout.decode("utf-8")
