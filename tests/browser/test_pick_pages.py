"""Texts whose readers choose the row that colours them: by click, key and finger, and on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import chromium
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from chromium import Open

pytestmark = needs("chromium")

TOKENS = ["<s>", "Hà", " Nội", " là", " thủ", " đô", "."]
N = len(TOKENS)
ROWS = [[(row * 3 + at * 2) % 7 + 1 if at <= row else 0 for at in range(N)] for row in range(N)]


def block(header: str, **content: Any) -> str:
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


PICK = block('series=pick title="Chọn" measure="chú ý"', tokens=TOKENS, scores=ROWS)
SOURCE = "\n\n".join(
    [
        "# Chọn",
        PICK,
        PICK,
        block(
            "series=pick control=shuffle pick=1",
            tokens=["a", " b", " c"],
            scores=[[1, 2, 3], [4, 5, 6], [7, 8, 9]],
        ),
    ]
)
SHOWN = """() => [...document.querySelectorAll('.heatmark-pick pre')].map(pre =>
  [...pre.querySelectorAll('b')].filter(b => b.checkVisibility()).map(b => b.dataset.v))"""

STICKING = """() => [...document.querySelectorAll('.heatmark-paper :is(td,th)')]
  .filter(cell => getComputedStyle(cell).position !== 'static').length"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    file = tmp_path / "pick.html"
    file.write_text(chromium.plain_page("light", SOURCE), encoding="utf-8")
    return file.as_uri()


def numbers(row: int) -> list[str]:
    seen = [str(score) for score in ROWS[row][: row + 1]]
    return [*seen, *["đứng sau"] * (N - row - 1)]


def test_a_click_colours_the_text_by_the_row_of_its_token(show: Open, address: str) -> None:
    """Only the figure that is clicked changes, though another is its equal; a shuffle follows."""
    tab = show(address)
    assert tab.evaluate(SHOWN)[:2] == [numbers(6), numbers(6)]
    tab.locator(".heatmark-pick").nth(1).get_by_text("Nội", exact=True).locator(
        "visible=true"
    ).click()
    assert tab.evaluate(SHOWN)[:2] == [numbers(6), numbers(2)]
    assert [sorted(row) for row in tab.evaluate(SHOWN)[2:]] == [["1", "2", "3"]] * 2
    third = tab.locator(".heatmark-pick").nth(2)
    third.get_by_text("c", exact=True).locator("visible=true").first.click()
    real, shuffled = tab.evaluate(SHOWN)[2:]
    assert real == ["7", "8", "9"] == sorted(shuffled) != shuffled


def test_a_special_token_stands_apart(show: Open, address: str) -> None:
    """Its dashes do not touch the next token, and no token moves where another row is chosen."""
    tab = show(address)
    edges = """() => [...document.querySelector('.heatmark-pick').querySelectorAll('b')]
      .filter(b => b.checkVisibility()).map(b => b.getBoundingClientRect())
      .flatMap(box => [box.left, box.right])"""
    last = tab.evaluate(edges)
    assert last[2] - last[1] >= 2
    tab.locator(".heatmark-pick").first.get_by_text("Hà").locator("visible=true").click()
    assert tab.evaluate(edges) == pytest.approx(last, abs=0.01)


def test_arrows_go_from_token_to_token(show: Open, address: str) -> None:
    """The buttons of a text are one stop of Tab; arrows go on, and the chosen one has the focus."""
    tab = show(address)
    tab.keyboard.press("Tab")
    assert tab.evaluate("() => document.activeElement.value") == "7"
    for row in (5, 4, 3):
        tab.keyboard.press("ArrowLeft")
        assert tab.evaluate(SHOWN)[0] == numbers(row)
    outline = "() => getComputedStyle(document.activeElement.parentElement).outlineStyle"
    assert tab.evaluate(outline) == "solid"
    tab.keyboard.press("Enter")
    assert tab.url == address


def test_a_finger_chooses(show: Open, address: str) -> None:
    """A tap on a phone chooses; the text keeps its lines, and nothing sticks out."""
    tab = show(address, 390, has_touch=True, is_mobile=True)
    pre = tab.locator(".heatmark-pick pre").first
    tall = pre.bounding_box()
    for token in ("Hà", "là", "đô"):
        pre.get_by_text(token, exact=True).locator("visible=true").tap()
        assert pre.bounding_box() == tall
    assert tab.evaluate(SHOWN)[0] == numbers(5)
    chromium.keep(tab, "pick-phone.png")
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 390


def test_paper_has_the_chosen_row_and_a_grid(show: Open, address: str) -> None:
    """Lines over and under it say which token is chosen; how to choose another is for screens."""
    tab = show(address)
    assert not tab.locator(".heatmark-paper").first.is_visible()
    assert tab.get_by_text("phím mũi tên").first.is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".heatmark-paper table").first.is_visible()
    assert not tab.get_by_text("phím mũi tên").first.is_visible()
    assert tab.evaluate(SHOWN)[0] == numbers(6)
    chosen = (
        "() => getComputedStyle(document.querySelector(':checked').parentElement).borderTopStyle"
    )
    assert tab.evaluate(chosen) == "double"
    assert not tab.evaluate(STICKING), "heads that stick may stand anywhere on paper"
    chromium.keep(tab, "pick-paper.png", full_page=True)


def test_what_is_read_aloud(show: Open, address: str) -> None:
    """Each token is a button with its name, in a group; the table has the numbers."""
    tab = show(address)
    said = tab.locator(".heatmark").first.aria_snapshot()
    assert 'radio "Nội"' in said
    assert 'radio "." [checked]' in said
    assert 'radio "<s>"' in said
    assert said.count("radio") == N


def test_without_a_stylesheet_one_row_is_there(show: Open, address: str) -> None:
    """What a feed shows has the text once."""
    tab = show(address)
    tab.evaluate("() => document.querySelectorAll('style').forEach(e => e.remove())")
    assert tab.evaluate(SHOWN)[0] == numbers(6)
