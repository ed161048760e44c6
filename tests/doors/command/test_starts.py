"""A course to begin with."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from heatmark.doors.command.check import check_file
from heatmark.doors.command.documents import find_documents
from heatmark.doors.command.main import command
from heatmark.doors.command.starts import LANGUAGES, write_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_course_builds_at_once(tmp_path: Path, lang: str) -> None:
    """Strictly, and with nothing to say about its blocks."""
    folder = tmp_path / "khoa-hoc"
    write_course(folder, lang)
    found = [one for file in find_documents([folder]) for one in check_file(file, folder)]
    assert found == []
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""},
    )
    assert 'class="heatmark' in (folder / "site" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["khoa-hoc"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder with something in it is left alone; an empty one is taken."""
    runner = CliRunner()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("kept", "utf-8")
    done = runner.invoke(command("en"), ["new", str(tmp_path / "full")])
    assert done.exit_code == 1
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a"]
    (tmp_path / "empty").mkdir()
    assert runner.invoke(command("en"), ["new", str(tmp_path / "empty")]).exit_code == 0
    assert (tmp_path / "empty" / "mkdocs.yml").is_file()


def test_a_course_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even when it is stopped in the middle."""

    def stopped(_lang: str) -> dict[str, bytes]:
        raise KeyboardInterrupt

    monkeypatch.setattr("heatmark.doors.command.starts.course", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_course(tmp_path / "x", "vi")
    assert [*tmp_path.iterdir()] == []
