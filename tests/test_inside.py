"""What docs/inside.md shows to those who add something works as it is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from heatmark.files import open as opening
from heatmark.files.request import Limits, Request
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.language.languages import languages
from heatmark.options.declare import Options
from heatmark.options.option import text
from heatmark.picture import stages
from heatmark.picture.painting import Painting
from heatmark.render.html import figure
from heatmark.tokens import schemes
from judge import Told
from pages import draw
from paths import ROOT

if TYPE_CHECKING:
    import pytest

PAGES = ("inside.md", "inside.vi.md")


def shown(page: str) -> dict[str, str]:
    """The code of a page by what stands above it; the host has no title."""
    text = ROOT.joinpath("docs", page).read_text("utf-8")
    found = re.findall(r'```(?:python|json)(?: title="([^"]*)")?\n(.*?)```', text, re.DOTALL)
    return dict(found)


def test_both_languages_show_the_same() -> None:
    """What is run of one page is run of the other."""
    assert shown(PAGES[0]) == shown(PAGES[1])
    assert len(shown(PAGES[0])) == 7


def test_a_host(capsys: pytest.CaptureFixture[str]) -> None:
    """The host of one's own draws what it is given."""
    exec(shown(PAGES[0])[""], {})
    assert "<figure" in capsys.readouterr().out


def test_a_language() -> None:
    """The file has what the others have, and words and messages by keys that they know."""
    new = json.loads(shown(PAGES[0])["language/de.json"])
    known = ROOT.joinpath("src/heatmark/language/vi.json").read_text("utf-8")
    assert set(new) == set(json.loads(known))
    vi = languages()["vi"]
    assert set(new["words"]) <= set(vi.words)
    assert set(new["messages"]) <= set(vi.messages)


def test_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the new format is found before the others, and read."""
    room: dict[str, Any] = {}
    exec(shown(PAGES[0])["files/pipes.py"], room)
    monkeypatch.setattr(opening, "FORMATS", (room["find_pipes"], *opening.FORMATS))
    reading = opening.open_file(b"a|1\n b|2.5", "x.pipes", Limits())
    draft = reading.read(Request())
    assert reading.format == "pipes"
    assert draft.tokens == ("a", " b")
    assert [one.scores for one in draft.series or ()] == [(1, 2.5)]
    assert opening.open_file(b"a 1", "x.txt", Limits()).format != "pipes"


def test_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tokens of the new scheme are read by its function."""
    room: dict[str, object] = {}
    exec(shown(PAGES[0])["tokens/schemes.py"], room)
    monkeypatch.setitem(schemes.EACH, "caret", room["_from_caret"])
    assert schemes.read_scheme(["a", "^b"], ["a", "^b"], "caret").data == [b"a", b" b"]


def test_an_option() -> None:
    """The line is a whole declaration: a field of options with all that others are made of."""
    line = shown(PAGES[0])["options/declare.py"]
    room: dict[str, Any] = {"dataclass": dataclass, "Options": Options, "text": text}
    exec(f"@dataclass(frozen=True, kw_only=True)\nclass New(Options):\n{line}", room)
    (added,) = (one for one in fields(room["New"]) if one.name == "reader")
    assert set(added.metadata) == set(fields(Options)[0].metadata)


def test_what_only_some_blocks_need(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that asks for the stage goes through it, and no other does."""
    room: dict[str, Any] = {"Painting": Painting}
    exec(shown(PAGES[0])["picture/stages.py"], room)
    row = (lambda one: one.options.title and one.options.sample, room["_titled"])
    monkeypatch.setattr(stages, "_STAGES", (*stages._STAGES, row))
    assert draw("title=t sample=first", "a 1").title == "t (first)"
    assert draw("title=t", "a 1").title == "t"


def test_a_view(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of the new view is drawn by its function, and escaped."""
    room: dict[str, object] = {}
    exec(shown(PAGES[0])["render/html/lines.py"], room)
    monkeypatch.setitem(figure.HTML_VIEWS, "lines", room["lines"])
    (made,) = draw_page([Block(header="", body="<a> 1\nb 2")], Page(), Told())
    assert isinstance(made, Drawn)
    html = figure.figure(made.picture._replace(view="lines"))
    assert "<div>&lt;a&gt;</div><div>b</div>" in html.replace(" b", "b")
