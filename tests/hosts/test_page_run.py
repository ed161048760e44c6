"""The one loop over the blocks of a page, for whoever builds pages."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from heatmark.hosts import page_run
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import Drawn, Problem, draw_page

if TYPE_CHECKING:
    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place


class _Listener:
    """Keeps what an author would be told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def report(self, place: Place, found: HeatmarkError | Notice) -> None:
        self.heard.append(f"{place.source}:{place.line}: {found.message}")


def _page(**options: object) -> Page:
    return Page(name="p.md", options={"measure_notice": "off", **options})


@pytest.mark.parametrize(
    "block",
    [
        Block(header="scale=x lang=vi", body="a 1"),
        Block(header='lang="vi', body="a 1"),
        Block(header="", body="lang: vi\nscale: x\n---\na 1"),
        Block(header="", body='{"tokens": ["a"], "lang": "vi", "scores": [1}'),
        Block(header="", body="a x", options={"lang": "vi"}),
    ],
)
def test_a_problem_is_told_in_the_language_of_its_block(block: Block) -> None:
    """Whatever else of the block cannot be read; a language that is none changes nothing."""
    (problem,) = draw_page([block], _page(), _Listener())
    assert isinstance(problem, Problem)
    assert problem.lang == "vi"
    (other,) = draw_page([Block(header="lang=xx scale=y", body="a 1")], _page(), _Listener())
    assert isinstance(other, Problem)
    assert other.lang == "en"


def test_each_block_has_its_answer_in_order() -> None:
    """A bad block is a problem in its place, with page and line, and stops no other."""
    blocks = [
        Block(header="", body="a 1\nb 2", line=3),
        Block(header="", body="a 1\nb x", line=9),
        Block(header="cmap=jet", body="a 1\nb 2\nc 3", line=20),
    ]
    host = _Listener()
    first, second, third = draw_page(blocks, _page(), host)
    assert isinstance(first, Drawn)
    assert isinstance(third, Drawn)
    assert isinstance(second, Problem)
    assert (second.line, second.lang) == (11, "en")
    assert [one.partition(" the ")[0] for one in host.heard] == ["p.md:11:", "p.md:20:"]
    assert [one.name for one in third.picture.notices] == ["rainbow-colormap"]


def test_blocks_share_a_scale() -> None:
    """All blocks are read before one is drawn."""
    blocks = [Block(header="share=s", body=f"a 1\nb {end}") for end in (2, 5)]
    drawn = draw_page(blocks, _page(), _Listener())
    ends = [one.picture.legend.ends for one in drawn if isinstance(one, Drawn)]
    assert len(ends) == 2
    assert len(set(ends)) == 1


def test_options_of_a_directive_stand_beside_its_header() -> None:
    """An option that both have is refused on its own line; a line break in one is a space."""
    host = _Listener()
    good = Block(header="cmap=Blues", body="a 1\nb 2", options={"title": "x\ny"})
    twice = {"cmap": "Reds"}
    bad = Block(header="cmap=Blues", body="a 1", line=5, options=twice, lines={"cmap": 2})
    first, second = draw_page([good, bad], _page(), host)
    assert isinstance(first, Drawn)
    assert (first.picture.title, first.picture.palette.name) == ("x y", "Blues")
    assert isinstance(second, Problem)
    assert host.heard == ["p.md:7: cmap is set twice, in the argument and as an option"]


def test_a_block_of_an_included_file_names_that_file() -> None:
    """What is wrong with it is where its author wrote it."""
    host = _Listener()
    draw_page([Block(header="", body="a x", line=2, source="part.md")], _page(), host)
    assert host.heard[0].startswith("part.md:3: ")


def test_what_only_sphinx_does_is_told() -> None:
    """A block that asks for it is drawn, and a host that places figures says nothing."""
    block = Block(header="align=right", body="a 1\nb 2", line=4)
    host = _Listener()
    (found,) = draw_page([block], _page(), host)
    assert isinstance(found, Drawn)
    assert host.heard == ["p.md:4: only Sphinx does what align asks for"]
    for page in (_page(silence="sphinx-only"), replace(_page(), places_figures=True)):
        draw_page([block], page, host)
    assert len(host.heard) == 1


def test_a_bug_is_a_problem_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops no build, and says that it is ours."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(page_run, "lay_out", fail)
    host = _Listener()
    (found,) = draw_page([Block(header="", body="a 1\nb 2")], _page(), host)
    assert isinstance(found, Problem)
    assert "heatmark failed: ZeroDivisionError()" in host.heard[0]


_WRONG = """
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import draw_page

class Printer:
    def report(self, place, found):
        print(ascii((found.message, found.hint)))

bodies = [
    "scheme: pybytes\\ntokens: [b'a', z, y, x, w, v]\\nscores: [1, 2, 3, 4, 5, 6]",
    "mark: NỘI\\ntokens: [Nội, nội, nỘI, NộI]\\nscores: [1, 2, 3, 4]",
    "token p q p q\\na 1 2 3 4",
    "tokens: [a, b]\\nscores: {x: [1%, 2], y: [1‰, 3]}",
    "cmapp: Reds\\nmesure: x\\nunitt: y\\ntokens: [a]\\nscores: [1]",
]
draw_page([Block(header="", body=body) for body in bodies], Page(), Printer())
"""


def test_what_authors_are_told_is_the_same_in_every_process() -> None:
    """Of several things that are wrong the first is named, whatever the order of sets is."""
    heard = {
        subprocess.run(
            [sys.executable, "-c", _WRONG],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in "1234"
    }
    assert len(heard) == 1
    (told,) = heard
    assert "token 2, 'z', is not written" in told
    assert told.count("\n") == 5
