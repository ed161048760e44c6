"""Blocks that nobody wrote, a few of each room; `make fuzz` draws as many as you like."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from fuzz import seeds
from grammar import Case, blocks, files, pieces, raw, raw_blocks
from heatmark.options.declare import DECLARED, Scope
from judge import bugs_raised, judge, sound
from looks import LOOKS

ROOMS = {
    "blocks": blocks(),
    "pieces": pieces(),
    "files": files(),
    "raw": raw(seeds()),
    "raw blocks": raw_blocks(),
}


@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_written_is_drawn_or_explained(
    room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is an error with a hint, or one text in sound HTML, a table, plain text and LaTeX."""
    bugs_raised(monkeypatch)

    @settings(
        max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(ROOMS[room])
    def one(case: Case) -> None:
        judge(case)

    one()


@pytest.mark.parametrize(
    "html", ["<b>a", '<p xss="1">a</p>', "<xss>a</xss>", "a\x01", "<!--a-->", "<b>\ufffe</b>"]
)
def test_the_judge_sees_what_is_wrong(html: str) -> None:
    """Markup of an author's, comments and characters that HTML does not allow do not pass."""
    with pytest.raises(AssertionError):
        sound(html)


def test_the_judge_lets_pass_what_is_right() -> None:
    """Escaped text is text, and what is hidden from ears is not read."""
    assert sound("<p>&lt;xss&gt; <i aria-hidden=true>no</i>b</p>") == "<xss> b"


def test_every_option_is_written() -> None:
    """Blocks that nobody wrote have each option that a block can have."""
    block = {name for name, one in DECLARED.items() if Scope.BLOCK in one.metadata["scopes"]}
    assert block == {*LOOKS, "view", "output", "width", "font"}
