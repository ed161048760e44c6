"""The documentation is a site of heatmark's own, in which every link leads somewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_it_builds_strictly(tmp_path: Path) -> None:
    """No link, anchor or block is broken, in English and in Vietnamese."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    for page in ("index.html", "vi/index.html", "views.html"):
        assert '<figure class="heatmark ' in tmp_path.joinpath(page).read_text("utf-8"), page
    assert not list(tmp_path.rglob("*.py"))
