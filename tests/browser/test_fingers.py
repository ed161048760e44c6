"""Numbers under a finger and a pointer, in a real browser: where they are and are not."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import chromium
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

TOKENS = ["Con", " mèo", " tr", "èo", ",", *(f" từ{at}" for at in range(40))]
SCORES = [at / 4 for at in range(len(TOKENS))]
OTHERS = [[["Con", -1], ["Chú", -2.5]], *([] for _ in TOKENS[1:])]
SQUARE = [[round(1 / (row + 1), 3) if at <= row else 0 for at in range(40)] for row in range(40)]
WORDS = [f" t{at}" for at in range(40)]


def block(header: str, **content: Any) -> str:
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


SOURCE = "\n\n".join(
    [
        "# T",
        "Một đoạn văn trước.",
        block('measure="độ bất ngờ" unit=bit', tokens=TOKENS, scores=SCORES),
        block('measure="log P"', tokens=TOKENS, scores=SCORES, alternatives=OTHERS),
        block('view=grid measure="chú ý"', tokens=WORDS, scores=SQUARE),
        block("title=Dài", tokens=[f" t{at}" for at in range(1500)], scores=[*range(1500)]),
        "Một đoạn văn sau.",
    ]
)
PHONE = {"has_touch": True, "is_mobile": True}
THEMES = {
    "material": {
        "name": "material",
        "font": False,
        "features": ["content.tooltips"],
        "palette": [{"scheme": "default"}, {"scheme": "slate"}],
    },
    "mkdocs": {"name": "mkdocs", "color_mode": "light", "user_color_mode_toggle": True},
}
# What a browser shows of the box over an element, and where. Its place is not in the document, so
# its size is taken from what it says.
SAID = """e => { const style = getComputedStyle(e, '::after');
  return {content: style.content, ink: style.color, fill: style.backgroundColor,
          position: style.position, width: parseFloat(style.width)}; }"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> chromium.Pages:
    folder = tmp_path_factory.mktemp("fingers")
    plain = {}
    for scheme in ("light", "dark"):
        file = folder / f"{scheme}.html"
        file.write_text(chromium.plain_page(scheme, SOURCE), encoding="utf-8")
        plain[scheme] = file.as_uri()
    built = {name: chromium.build(folder / name, theme, SOURCE) for name, theme in THEMES.items()}
    return chromium.Pages(plain, **built)


def token(tab: Tab, figure: int, at: int) -> Any:
    return tab.locator(".heatmark").nth(figure).locator("[data-v]").nth(at)


def said(tab: Tab, figure: int, at: int) -> str:
    """What stands over a token in one string, as a browser has put it together."""
    return str(token(tab, figure, at).evaluate(SAID)["content"])


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tap_shows_the_number(show: Open, pages: chromium.Pages, theme: str, scheme: str) -> None:
    """On a phone a tap shows measure, number and unit; the next tap moves them; text closes."""
    url = pages.plain[scheme] if theme == "plain" else getattr(pages, theme)
    tab = show(url, 390, **PHONE)
    if theme != "plain":
        chromium.signal(tab, theme, scheme)
    assert said(tab, 0, 3) == "none"
    token(tab, 0, 3).tap()
    assert "độ bất ngờ: " in said(tab, 0, 3)
    assert "bit" in said(tab, 0, 3)
    look = token(tab, 0, 3).evaluate(SAID)
    assert chromium.contrast({"ink": look["ink"], "fills": [look["fill"]]}) >= 4.5
    chromium.keep(tab, f"tap-{theme}-{scheme}.png")
    token(tab, 0, 7).tap()
    assert said(tab, 0, 3) == "none"
    assert said(tab, 0, 7) != "none"
    tab.get_by_text("Một đoạn văn trước").tap()
    assert said(tab, 0, 7) == "none"


@pytest.mark.parametrize("width", [320, 390, 1000])
def test_numbers_stay_within_the_page(show: Open, pages: chromium.Pages, width: int) -> None:
    """No number makes the page scroll sideways or is cut at its edge, whichever token it is of."""
    tab = show(pages.plain["light"], width, **PHONE)
    for at in range(0, len(TOKENS), 4):
        one = token(tab, 0, at)
        before = changed(tab, one)
        assert before["left"] >= 0
        assert before["right"] <= width
        assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


def changed(tab: Tab, one: Any) -> dict[str, float]:
    """Find the pixels that change when a token is tapped: the box with its number."""
    from PIL import Image

    def pixels() -> Any:
        shot = Image.open(io.BytesIO(tab.screenshot()))
        return np.asarray(shot.convert("L"), dtype=int)

    tab.get_by_text("Một đoạn văn trước").tap()
    one.scroll_into_view_if_needed()
    before = pixels()
    one.tap()
    after = pixels()
    rows, columns = np.nonzero(np.abs(after - before) > 60)
    assert rows.size > 100, "a box is there"
    box = one.evaluate("e => { const r = e.getClientRects()[0]; return [r.top, r.bottom]; }")
    assert rows.max() <= box[0] + 2 or rows.min() >= box[1] - 2, "and does not cover its token"
    return {"left": float(columns.min()), "right": float(columns.max()) + 1}


def test_candidates_are_a_list(show: Open, pages: chromium.Pages) -> None:
    """Under the pointer stands the list of candidates, with rank, score and a mark."""
    tab = show(pages.plain["light"])
    token(tab, 1, 0).hover()
    assert tab.evaluate(
        "() => document.querySelectorAll('.heatmark')[1].querySelector('[data-w]').dataset.w"
    ).split("\n") == ["1. \u2007\u2007−1 Con ◂", "2. −2,5 Chú"]
    assert "attr(data-w)" in said(tab, 1, 0) or "Chú" in said(tab, 1, 0)
    chromium.keep(tab, "hover-candidates.png")


def test_grids_say_row_column_and_number(show: Open, pages: chromium.Pages) -> None:
    """A tap on a cell says from where it looks to where, and how much."""
    tab = show(pages.plain["light"], 390, **PHONE)
    one = tab.locator(".heatmark-grid tbody tr").nth(12).locator("td").nth(5)
    one.scroll_into_view_if_needed()
    one.tap()
    content = one.evaluate(SAID)["content"]
    for text in ("nhìn từ: ", "t12", "nhìn tới: ", "chú ý: "):
        assert text in content
    chromium.keep(tab, "tap-grid.png")


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_forty_columns_fit_a_phone(show: Open, pages: chromium.Pages, theme: str) -> None:
    """A grid of forty columns has no need to scroll at 390 pixels; later tokens are blank."""
    tab = chromium.open_theme(show, pages, theme, "light", 390)
    region = tab.locator(".heatmark-scroll").first
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    widths = region.evaluate(
        "e => [...e.querySelectorAll('tbody tr')].map(r => r.cells[1].offsetWidth)"
    )
    assert min(widths) >= 5
    blank = region.locator("tbody tr").first.locator("td").nth(20)
    assert blank.evaluate("e => getComputedStyle(e).backgroundColor") != region.locator(
        "tbody tr"
    ).nth(39).locator("td").first.evaluate("e => getComputedStyle(e).backgroundColor")
    chromium.keep(region, f"grid-40-{theme}.png")


def test_nothing_is_on_paper_or_read_aloud(show: Open, pages: chromium.Pages) -> None:
    """Numbers under a pointer are no text of the page, no title, and not printed."""
    tab = show(pages.material, 1000)
    before = tab.locator(".heatmark").first.aria_snapshot()
    token(tab, 0, 5).hover()
    chromium.settle(tab)  # Material's box would come late
    assert tab.locator(".heatmark").first.aria_snapshot() == before
    assert tab.locator(".heatmark [title]").count() == 0, "Material would show a second box"
    assert tab.locator(".md-tooltip--active, .md-tooltip2--active").count() == 0
    assert tab.locator(".heatmark-text [tabindex]").count() == 0
    tab.emulate_media(media="print")
    assert said(tab, 0, 5) == "none"


def test_a_long_text_has_its_table(show: Open, pages: chromium.Pages) -> None:
    """Whoever uses a keyboard opens the table of a long text, and finds its last token."""
    tab = show(pages.plain["light"])
    details = tab.locator(".heatmark").last.locator("details")
    details.locator("summary").press("Enter")
    assert details.locator("td").last.text_content() == "t1499: 1.499"
    assert details.locator("tr").count() == 151


COPY = """() => { let html = '';
  addEventListener('copy', e => setTimeout(() => 0));
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('.heatmark-text'));
  const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
  document.execCommand('copy'); }"""


def test_colours_are_copied(show: Open, pages: chromium.Pages) -> None:
    """What is pasted into mail and word processors has the fills of tokens."""
    tab = show(pages.plain["light"])
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.evaluate(COPY)
    tab.evaluate(
        """() => { const box = document.createElement('div'); box.contentEditable = true;
        box.id = 'pasted'; document.body.append(box); box.focus();
        document.addEventListener('paste', e => {
          window.pasted = e.clipboardData.getData('text/html'); }, {once: true}); }"""
    )
    tab.keyboard.press("Control+V")
    pasted = tab.wait_for_function("() => window.pasted").json_value()
    assert pasted.count("background-color: rgb(") >= len(TOKENS) - 1


TWO = "Một đoạn văn.\n\n" + chromium.block(
    'title="Độ dài từ" lang=vi measure="độ dài" unit="chữ cái"', ["một", " nghiêng"], [3, 7]
)


@pytest.mark.parametrize("theme", ["material", "plain"])
def test_two_tokens_take_little_room(show: Open, tmp_path: Path, theme: str) -> None:
    """Caption, text and legend are three lines of a phone; a tap on its last word unfolds more."""
    file = tmp_path / "plain.html"
    file.write_text(chromium.plain_page("light", TWO), encoding="utf-8")
    address = file.as_uri() if theme == "plain" else chromium.build(tmp_path, THEMES[theme], TWO)
    tab = show(address, 390, **PHONE)
    figure, word = tab.locator(".heatmark"), tab.locator(".heatmark summary")
    chromium.keep(tab, f"two-tokens-{theme}.png")
    box, key = figure.bounding_box(), tab.locator(".heatmark-key > :first-child").bounding_box()
    assert box
    assert key
    assert box["height"] <= 150 - 48  # with the gaps of 24 px above and below
    small = word.bounding_box()
    assert small
    assert small["height"] >= 24
    assert abs(small["y"] + small["height"] / 2 - key["y"] - key["height"] / 2) < 6
    assert small["x"] + small["width"] == pytest.approx(box["x"] + box["width"], abs=1)
    assert not tab.locator(".heatmark table").is_visible()
    word.tap()
    about = tab.locator(".heatmark-about")
    assert "đừng so màu với hình khác. n = 2." in about.inner_text()
    where = tab.locator(".heatmark-table table").bounding_box()
    assert where
    assert where["y"] > small["y"] + small["height"]
    assert word.bounding_box() == small
