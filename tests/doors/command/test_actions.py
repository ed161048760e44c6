"""What commands do beyond what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from heatmark.doors.command import actions
from heatmark.doors.command.main import command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "dark"), [("", True), ("15;0", True), ("0;15", False), ("7;8", True), ("0;7", False)]
)
def test_a_terminal_says_what_its_background_is(
    said: str, dark: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last number of COLORFGBG is one of sixteen colours; most terminals are dark."""
    monkeypatch.setenv("COLORFGBG", said)
    assert actions._is_dark() is dark


def test_what_an_author_should_know_is_said_beside(tmp_path: Path) -> None:
    """Notices go to the side of errors, by name, in the language of the user; the rest is clean."""
    file = tmp_path / "a.md"
    file.write_text("```heatmap cmap=jet measure=m\na 1\nb 2\n```\n", "utf-8")
    for given in (["show", str(file)], ["draw", str(file), "-O", str(tmp_path / "a.png")]):
        done = CliRunner().invoke(command("vi"), given)
        assert "[rainbow-colormap]" in done.stderr
        assert "[" not in done.stdout
        assert done.exit_code == 0
