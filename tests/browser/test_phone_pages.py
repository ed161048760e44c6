"""What a finger finds on a phone of 390 pixels, in the themes that authors use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import chromium
import themes
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

PHONE = {"has_touch": True, "is_mobile": True}
OTHERS = [[["Chú", -0.5], ["Con", -1.5], ["Một", -2.5]], []]


def block(header: str, **content: Any) -> str:
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


TWO = block(
    'title="Độ dài từ" measure="độ dài" unit="chữ cái"', tokens=["một", " nghiêng"], scores=[3, 7]
)
SOURCE = "\n\n".join(
    [
        "# Trang",
        "Một đoạn văn trước.",
        TWO,
        "Một đoạn văn giữa.",
        block(
            'measure="độ bất ngờ" unit=nat transform=neg',
            tokens=["Con", " mèo"],
            scores=[-1.5, -0.25],
            alternatives=OTHERS,
        ),
        block("view=bars measure=dài unit=chữ", tokens=["Con", " mèo"], scores=[3, 7]),
        block(
            'view=grid measure="chú ý"',
            tokens=["<|endoftext|>", " mèo", " trèo"],
            scores=[[1, 0, 0], [0.9, 0.1, 0], [0.2, 0.3, 0.5]],
        ),
        "Một đoạn văn sau.",
    ]
)
SAID = "e => getComputedStyle(e, '::after').content"
# Where a figure begins and ends, with the gaps between it and what is above and below.
ROOM = """() => { const all = [...document.querySelectorAll('p')];
  const near = text => all.find(p => p.textContent.includes(text)).getBoundingClientRect();
  return near('giữa').top - near('trước').bottom; }"""


@pytest.fixture(scope="module", params=themes.THEMES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    theme = str(request.param)
    folder = tmp_path_factory.mktemp(theme)
    return themes.build(theme, folder, SOURCE)


def said(one: Locator) -> str:
    """Tap on an element; what its box says then, without the quotes of CSS."""
    one.scroll_into_view_if_needed()
    one.tap()
    shown, _, heard = str(one.evaluate(SAID)).rpartition(" / ")
    assert heard == '""', "what is read aloud has it in the table"
    return shown.replace('"', "").replace("\N{NO-BREAK SPACE}", " ").replace("\\a ", "\n")


def figure(tab: Tab, at: int) -> Locator:
    return tab.locator("figure.heatmark").nth(at)


def test_two_tokens_take_little_room(show: Open, page: Path) -> None:
    """Caption, text and legend take 150 pixels at most, with the gaps above and below them."""
    tab = show(page.as_uri(), 390, **PHONE)
    room = tab.evaluate(ROOM)
    print(f"{room:.0f} pixels")
    chromium.keep(tab, f"phone-{room:.0f}.png")
    assert room <= 150


def test_a_finger_finds_every_number(show: Open, page: Path) -> None:
    """A tap on a token, a bar or a cell says measure, number and unit, and where the cell is."""
    tab = show(page.as_uri(), 390, **PHONE)
    assert said(figure(tab, 0).locator("b[data-v]").first) == "độ dài: 3 chữ cái"
    assert "dài: 7 chữ" in said(figure(tab, 2).locator("td[data-v]").nth(1))
    cell = said(figure(tab, 3).locator("tbody tr").nth(2).locator("td").nth(1))
    for part in ("nhìn từ: trèo", "nhìn tới: mèo", "chú ý: 0,3"):
        assert part in cell
    head = figure(tab, 3).locator("thead th").first
    assert head.inner_text() == "⟨eot⟩"
    assert "<|endoftext|>" in said(head)


def test_candidates_are_what_the_score_is(show: Open, page: Path) -> None:
    """They are transformed and ranked as the score is; the one that is there is marked."""
    tab = show(page.as_uri(), 390, **PHONE)
    lines = said(figure(tab, 1).locator("b[data-v]").first).split("\n")
    assert lines[0] == "độ bất ngờ: 1,5 nat"
    assert lines[1] == "22,3 %"
    ranks = [" ".join(line.split()) for line in lines[2:]]
    assert ranks == ["1. 0,5 Chú", "2. 1,5 Con ◂", "3. 2,5 Một"]


def test_paper_and_titles_are_without(show: Open, page: Path) -> None:
    """No number floats over paper, and no theme finds a title to show a second box for."""
    tab = show(page.as_uri(), 390, **PHONE)
    one = figure(tab, 0).locator("b[data-v]").first
    one.tap()
    assert tab.locator(".heatmark [title]:not(.headerlink)").count() == 0
    tab.emulate_media(media="print")
    assert one.evaluate(SAID) == "none"
