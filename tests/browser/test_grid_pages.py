"""Grids whose numbers hardly have room, and tokens beside which there has to be some."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import chromium
import themes
from heatmark import Heatmap
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

WORDS = ["<|endoftext|>", "Con", " mèo", " trèo", " lên", " cây", " cau", ",", " hỏi", " thăm"]
TOKENS = [*WORDS, " chú", " chuột", " đi", " nghiêng", "."]
N = len(TOKENS)
SQUARE = [
    [
        round(((row * 7 + at * 5) % 11 + 1) / 12 / (row + 1), 3) if at <= row else 0
        for at in range(N)
    ]
    for row in range(N)
]


def block(header: str, **content: Any) -> str:
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


SOURCE = "\n\n".join(
    [
        "# Trang",
        block('view=grid measure="chú ý" title=Lưới', tokens=TOKENS, scores=SQUARE),
        block("title=Token", tokens=["<s>", "</s>", "Con", ".", ",", " mèo"], scores=[1] * 6),
        "Một đoạn văn sau.",
        block('view=grid measure="chú ý" scale="[0.1, 0.5]"', tokens=TOKENS, scores=SQUARE),
    ]
)


@pytest.fixture(scope="module", params=["material", "furo"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    theme = str(request.param)
    folder = tmp_path_factory.mktemp(theme)
    return themes.build(theme, folder, SOURCE)


def numbers(tab: Tab) -> dict[str, Any]:
    found: dict[str, Any] = tab.locator(".heatmark-scroll").first.evaluate(
        """e => { const cell = e.querySelector('tbody tr:last-child td');
        return {size: parseFloat(getComputedStyle(cell).fontSize),
          fits: e.scrollWidth <= e.clientWidth,
          cut: [...e.querySelectorAll('td')].filter(c => c.scrollWidth > c.clientWidth + 1).length};
        }"""
    )
    return found


def test_fifteen_numbers_stand_beside_one_another(show: Open, page: Path) -> None:
    """Fifteen numbers fit the column of a theme at 12 pixels; phones get colours alone."""
    tab = show(page.as_uri(), 1280)
    chromium.keep(tab.locator(".heatmark").first, f"grid-15-{page.parts[-3]}.png")
    wide = numbers(tab)
    assert wide["fits"]
    assert wide["size"] >= 12
    assert wide["cut"] == 0
    phone = numbers(show(page.as_uri(), 390))
    assert phone["fits"]
    assert phone["size"] == 0


def test_what_is_beyond_the_scale_is_seen_without_numbers(show: Open, page: Path) -> None:
    """Its mark does not go with the size of letters, which is 0 where there is no room."""
    for width in (1280, 390):
        cells = show(page.as_uri(), width).locator("td:is(.q-up, .q-down)")
        assert cells.count() > 1
        for shadow in cells.evaluate_all("all => all.map(e => getComputedStyle(e).boxShadow)"):
            offset = float(shadow.split("px ")[1].split("px")[0])
            assert abs(offset) >= 2, shadow


GAPS = """() => [...document.querySelectorAll('.heatmark-text b')].map(b => {
  const r = b.getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(b);
  const letters = range.getBoundingClientRect();
  return [r.left, r.right, letters.left, letters.right]; })"""


def test_boxes_have_room_for_their_letters(show: Open, page: Path) -> None:
    """Special tokens stand apart from what follows; full stops and commas keep to their boxes."""
    boxes = show(page.as_uri(), 390).evaluate(GAPS)
    for at in (1, 2):
        assert boxes[at][0] - boxes[at - 1][1] >= 3
    for left, right, begin, end in boxes:
        assert left <= begin
        assert end <= right
    for at in (3, 4):
        assert boxes[at][1] - boxes[at][0] <= 9, "no wider than the sign and a little air"


def test_frames_of_narrow_columns_cover_no_name(show: Open, tmp_path: Path) -> None:
    """They stand below all names, as wide as their columns, on screen and on paper."""
    tokens = [f" từ{at}" for at in range(90)]
    made = Heatmap(tokens, {"A": [*range(90)]}, view="grid", mark=[12, 13, 17])
    file = tmp_path / "a.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{made._repr_html_()}", "utf-8")
    tab = show(file.as_uri(), 1000)
    for media in ("screen", "print"):
        tab.emulate_media(media=media)
        frames, lowest, column = tab.evaluate(
            """() => { const heads = [...document.querySelectorAll('.heatmark-grid th[scope=col]')];
            const bottom = Math.max(...heads.map(h => h.firstChild.getBoundingClientRect().bottom));
            const frame = h => { const s = getComputedStyle(h, '::before'),
              r = h.getBoundingClientRect(), below = r.bottom - parseFloat(s.bottom);
              return [below - parseFloat(s.height), below, r.bottom, parseFloat(s.width),
                s.position, getComputedStyle(h).outlineStyle]; };
            return [heads.filter(h => h.matches('.q-mark')).map(frame), bottom,
              heads[0].getBoundingClientRect().width]; }"""
        )
        assert len(frames) == 3
        for top, below, end, wide, position, outline in frames:
            assert lowest <= top + 0.5
            assert top < below <= end
            assert wide == pytest.approx(column, abs=1)
            assert (position, outline) == ("absolute", "none")


@pytest.mark.parametrize("label", ["capital", "một nhãn rất dài", "internationalisation"])
@pytest.mark.parametrize(("width", "has_room"), [(740, True), (360, False)])
def test_labels_stay_in_narrow_columns(
    show: Open, tmp_path: Path, label: str, width: int, *, has_room: bool
) -> None:
    """Each is whole within its cell, as its number is; what has no room is scrolled to."""
    words, scores = [f" w{at}" for at in range(12)], {"A": [at / 20 for at in range(12)]}
    made = Heatmap(words, scores, labels=[["abc"] * 11 + [label]], view="grid")
    file = tmp_path / "a.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{made._repr_html_()}", "utf-8")
    tab = show(file.as_uri(), width)
    for media in ("screen", "print"):
        tab.emulate_media(media=media)
        region, cells = tab.evaluate(
            """() => { const region = document.querySelector('.heatmark-scroll');
            const cells = [...document.querySelectorAll('.heatmark-grid tbody td')].map(cell => {
              const box = cell.getBoundingClientRect(), inside = document.createRange();
              inside.selectNodeContents(cell);
              const text = inside.getBoundingClientRect(), size = getComputedStyle(cell).fontSize;
              return [text.left - box.left, box.right - text.right, parseFloat(size)]; });
            return [region.scrollWidth - region.clientWidth, cells]; }"""
        )
        assert all(left >= -0.5 and right >= -0.5 and size >= 8 for left, right, size in cells)
        if media == "screen":
            assert (region <= 1) == has_room
            assert min(size for _, _, size in cells) >= 12


@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_within_the_noise_is_seen_without_numbers(
    show: Open, tmp_path: Path, width: int
) -> None:
    """The dotted line that the legend promises is there where letters have no size."""
    scores = [(at % 5) / 2 for at in range(24)]
    made = Heatmap(
        [f" w{at}" for at in range(24)],
        {"A": scores, "B": scores[::-1]},
        err={"A": [0.6] * 24, "B": [0.6] * 24},
        against=0,
        view="grid",
    )
    file = tmp_path / "a.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{made._repr_html_()}", "utf-8")
    cells = show(file.as_uri(), width).locator("td.q-in")
    assert cells.count() > 5
    for line in cells.evaluate_all("all => all.map(e => getComputedStyle(e).borderBottom)"):
        thick, style, *_ = line.split()
        assert (float(thick.removesuffix("px")) >= 1, style) == (True, "dotted")
