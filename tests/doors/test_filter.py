"""What filters of other programs have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice, ParseError
from heatmark.doors.filter import FilterHost
from heatmark.hosts.page import Page, Place

if TYPE_CHECKING:
    import pytest


class _Host(FilterHost):
    program = "heatmark-x"


def test_errors_and_warnings_are_told_and_fail(capsys: pytest.CaptureFixture[str]) -> None:
    """With their place, as far as it is known, and the name by which a warning is silenced."""
    page = Page()
    error = ParseError("no", hint="do")
    warning = Notice(name="n", message="m", hint="h")
    for place, found, said in (
        (Place(page, "a.md", 3), error, "a.md:3: error: no (do)\n"),
        (Place(page, "a.md", 0), warning, "a.md: warning: m (h) [n]\n"),
        (Place(page, "", 0), warning, "heatmark-x: warning: m (h) [n]\n"),
    ):
        host = _Host()
        host.report(place, found)
        assert host.failed
        assert capsys.readouterr().err == said


def test_asides_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor do they fail."""
    host = _Host()
    host.report(Place(Page(), "a.md", 3), Notice(name="n", message="m", hint="h", level="info"))
    assert not host.failed
    assert capsys.readouterr().err == ""
