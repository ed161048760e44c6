"""Blocks that nobody wrote, a few of each room; `make fuzz` draws as many as you like."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

import fuzz
from chance import Bytes
from grammar import Case, one, read, shown
from heatmark.core.errors import ParseError
from heatmark.options.declare import DECLARED, Scope
from judge import bugs_raised, judge, judge_notebook
from looks import LOOKS
from markup import parsed, scanned, sound

if TYPE_CHECKING:
    from collections.abc import Callable

ROOMS = fuzz.rooms()
WRONG = [
    *("<b>a", "a</b>", '<p xss="1">a</p>', "<xss>a</xss>", "a\x01", "<!--a-->", "<b>\ufffe</b>"),
    *("<b>\x80</b>", "<b style=xss>a</b>", '<img src="javascript:xss">', "<p>a<p>b</p></p>"),
]
ODD = [
    "a & b",
    "a < b",
    "<b class=a class=b>a</b>",
    "<b class='a'>a</b>",
    "<b><i>a</b></i>",
    "&nbsp;",
]


@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_written_is_drawn_or_explained(
    room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is an error with a hint, or one text in sound HTML, a table, plain text and LaTeX."""
    bugs_raised(monkeypatch)
    chance = Random(room)
    for _ in range(5 if room == fuzz.NOTEBOOKS else 40):
        fuzz.judge_of(room)(ROOMS[room](chance))


@pytest.mark.parametrize("html", WRONG)
@pytest.mark.parametrize("read_html", [parsed, sound])
def test_the_judge_sees_what_is_wrong(html: str, read_html: Callable[[str], object]) -> None:
    """Markup of an author's, comments and characters that HTML does not allow do not pass."""
    with pytest.raises(AssertionError):
        read_html(html)


@pytest.mark.parametrize("html", ODD)
def test_the_scanner_takes_nothing_that_we_do_not_write(html: str) -> None:
    """What HTML might forgive, such as a sign that is not escaped, does not pass either."""
    with pytest.raises(AssertionError):
        scanned(html)


def test_the_judge_lets_pass_what_is_right() -> None:
    """Escaped text is text, and what is hidden from ears is not read."""
    html = "<p>&lt;xss&gt; <i aria-hidden=true>no</i>b</p>"
    assert sound(html) == scanned(html)[0] == parsed(html) == "<xss> b"


def test_outlines_are_those_of_elements() -> None:
    """More of the same is nothing new; another element within one is."""
    known = scanned("<p><b>a</b> <b>b</b></p>")[1]
    assert scanned("<p><b class=x>c</b></p>")[1] == scanned("<p><b>a</b><b>b</b></p>")[1]
    assert scanned("<p><b>a</b><i>b</i></p>")[1] != known


def test_a_page_that_is_drawn_otherwise_each_time_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same case must become the same again."""
    numbers = iter(range(9))
    monkeypatch.setattr("judge.plain_text", lambda _: f"a b {next(numbers)}")
    with pytest.raises(AssertionError, match="another result"):
        judge(one("", "a 1\nb 2"))


def test_what_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that one format leaves out does not pass."""
    monkeypatch.setattr("judge.latex", lambda _: "alpha")
    with pytest.raises(AssertionError, match="beta"):
        judge(one("", "alpha 1\nbeta 2"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_seed_and_bytes_say_all(room: str) -> None:
    """The same seed, or the same bytes, make the same case, which can be written down."""
    for made in (Random, lambda seed: Bytes(Random(seed).randbytes(400))):
        case = ROOMS[room](made(7))
        assert ROOMS[room](made(7)) == case
        assert read(json.loads(json.dumps(shown(case)))) == case


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("data", [b"", bytes(9), b"\xff" * 9, bytes(range(9))])
def test_few_bytes_make_a_case_too(room: str, data: bytes) -> None:
    """Behind their end there are chances that differ, as some draws wait for another."""
    assert ROOMS[room](Bytes(data)) == ROOMS[room](Bytes(data))


def test_findings_keep_the_shortest_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in one place is one finding, with the least that shows it."""

    def fail(case: Case, *, thorough: bool) -> list[str]:
        raise ParseError(f"no {len(case.blocks)} {thorough}")

    monkeypatch.setattr(fuzz, "judge", fail)
    found = fuzz.Findings()
    for body in ("a 1\nb 2", "a 1", "a 1\nb 2\nc 3"):
        found.run("blocks", one("", body), thorough=False)
    assert found.counts == {"blocks: failed": 3}
    (kept,) = found.found.values()
    assert read(json.loads(kept[1])) == one("", "a 1")


def test_a_notebook_that_loses_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved must come back."""
    monkeypatch.setattr("outputs.data_file", lambda *_: b'{"heatmark": 1, "tokens": ["a"]}')
    with pytest.raises(AssertionError, match="another from a file"):
        judge_notebook(one("", "a 1"))


def test_every_option_is_written() -> None:
    """Blocks that nobody wrote have each option that a block can have."""
    block = {name for name, one in DECLARED.items() if Scope.BLOCK in one.metadata["scopes"]}
    assert block == {*LOOKS, "view", "output", "width", "font"}
