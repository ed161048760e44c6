"""Systems of other kinds, as far as one machine can play them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from heatmark.core.errors import HeatmarkError
from heatmark.files.folders import Folders

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "# Hà Nội\n\n```heatmap\nsrc: điểm.json\n```\n"
DATA = '{"tokens": ["Hà", " Nội"], "scores": [1, 2]}'


@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.CP1258"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pages_are_read_as_utf_8_everywhere(tmp_path: Path, locale: str, end: str) -> None:
    """Neither a locale nor line ends change a page; a name that it cannot have is told so."""
    source = PAGE.replace("điểm", "a").replace("\n", end)
    tmp_path.joinpath("page.md").write_bytes(source.encode())
    tmp_path.joinpath("other.md").write_text(PAGE, "utf-8")
    tmp_path.joinpath("a.json").write_bytes(DATA.replace(", ", f",{end}").encode())
    code = "from heatmark.doors.command import main; main()"
    known = {"LC_ALL": locale, "PATH": "", "PYTHONPATH": os.pathsep.join(sys.path)}
    done, other = (
        subprocess.run(
            [sys.executable, "-c", code, "check", name],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**known, "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
        )
        for name in ("page.md", "other.md")
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"PYTHONUTF8=1" in other.stdout or b"there is no file" in other.stdout


@pytest.mark.parametrize(
    "src", ["data\\a.json", "C:\\data\\a.json", "\\\\host\\a.json", "NUL", "A.JSON "]
)
def test_paths_of_windows(tmp_path: Path, src: str) -> None:
    """What is no path here is the file that is meant, or an error with a hint; never a crash."""
    folder = tmp_path / "data"
    folder.mkdir()
    folder.joinpath("a.json").write_text(DATA, "utf-8")
    try:
        found, hint = Folders(page=tmp_path, root=tmp_path).find(src), ""
    except HeatmarkError as error:
        found, hint = folder / "a.json", error.hint
        said = True
    else:
        said = False
    assert found == folder / "a.json"
    assert bool(hint) is said


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where a folder should be is told as what it is, with no traceback."""
    tmp_path.joinpath("page.md").write_text(PAGE, "utf-8")
    tmp_path.joinpath("điểm.json").write_text(DATA, "utf-8")
    tmp_path.joinpath("out").write_text("", "utf-8")
    code = "from heatmark.doors.command import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "draw", "page.md", "out/a.png"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr
