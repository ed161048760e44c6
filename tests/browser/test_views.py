"""Bars, grids and tabs in a real browser: keys, phones, paper, colours, what is read aloud."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import markdown
import pytest

import chromium
from needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

TOKENS = ["<s>", "Hà", " Nội", " là", " thủ", " đô", " của", " Việt", " Nam", "."]
N = len(TOKENS)
CAUSAL = [
    [(row * 7 + at * 3) % 10 / 10 if at <= row else None for at in range(N)] for row in range(N)
]
LAYERS = {f"tầng {row}": [(row * 5 + at * 7) % 31 for at in range(N)] for row in range(12)}
LABELS = {name: [f"nghĩa{at}" for at in range(N)] for name in LAYERS}
LONG = [f" từ{at}" for at in range(60)]
MANY = [[(row * at) % 31 for at in range(60)] for row in range(70)]
HEADS = {"đầu 1": [*range(N)], "đầu 2": [*range(N, 0, -1)], "đầu 3": [0, 9] * (N // 2)}


def block(header: str, **content: Any) -> str:  # whatever JSON takes
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


TABS = block("series=tabs title=Thẻ scheme=text", tokens=TOKENS, scores=HEADS)
SOURCE = "\n\n".join(
    [
        "# Bản đồ nhiệt",
        "Một đoạn văn trước.",
        block('view=bars title="Thanh" scale=[0,8]', tokens=TOKENS, scores=[None, *range(1, N)]),
        block("view=bars scale=zero", tokens=TOKENS, scores={"a": [*range(-5, 5)], "b": [2] * N}),
        block('view=grid title="Chú ý"', tokens=TOKENS, scores=CAUSAL),
        block('view=grid title="Ống kính"', tokens=TOKENS, scores=LAYERS, labels=LABELS),
        block('view=grid title="Dày" cmap=viridis table=false', tokens=LONG, scores=MANY),
        TABS,
        TABS,
        block("series=tabs view=bars", tokens=TOKENS, scores=HEADS),
    ]
)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> chromium.Pages:
    folder = tmp_path_factory.mktemp("views")
    plain = {scheme: _plain(folder, scheme) for scheme in ("light", "dark")}
    themes: dict[str, dict[str, Any]] = {
        "material": {"name": "material", "font": False, "palette": [{"scheme": "default"}]},
        "mkdocs": {"name": "mkdocs", "color_mode": "light", "user_color_mode_toggle": True},
    }
    built = {name: chromium.build(folder / name, theme, SOURCE) for name, theme in themes.items()}
    return chromium.Pages(plain, **built)


def _plain(folder: Path, scheme: str) -> str:
    file = folder / f"{scheme}.html"
    file.write_text(chromium.plain_page(scheme, SOURCE), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def light(show: Open, pages: chromium.Pages) -> Tab:
    return show(pages.plain["light"])


# Without the thousands of cells that are colours alone.
CELLS = chromium.CELLS.replace(
    ".heatmark-text b",
    ".heatmark-scroll :is(table:not(.heatmark-dense) td,th,small), .heatmark-tabs > label",
).replace("text: b.textContent", "opacity: style.opacity, text: b.textContent")


@pytest.mark.parametrize(("theme", "scheme"), chromium.THEMES)
def test_every_cell_can_be_read(
    still: Open, pages: chromium.Pages, theme: str, scheme: str
) -> None:
    """Cells, their small numbers, heads and tabs have a contrast of 4.5 with what is under them."""
    tab = chromium.open_theme(still, pages, theme, scheme)
    cells = chromium.measure(tab, CELLS)
    assert len(cells) > 600
    assert {cell["opacity"] for cell in cells} == {"1"}
    worst = min(cells, key=chromium.contrast)
    assert chromium.contrast(worst) >= 4.5, worst
    chromium.keep(tab, f"views-{theme}-{scheme}.png", full_page=True)


@pytest.mark.parametrize(("theme", "scheme"), chromium.THEMES)
def test_bars_can_be_seen(still: Open, pages: chromium.Pages, theme: str, scheme: str) -> None:
    """The edge of a bar has a contrast of 3 with the page (WCAG 2, 1.4.11)."""
    tab = chromium.open_theme(still, pages, theme, scheme)
    edges = chromium.CELLS.replace(".heatmark-text b", ".heatmark-bar i")
    for edge in chromium.measure(tab, edges.replace("style.color", "style.borderTopColor")):
        assert chromium.contrast({**edge, "fills": edge["fills"][1:]}) >= 3


BARS = """() => [...document.querySelectorAll('.heatmark-bars')].map(table =>
  [...table.querySelectorAll('.heatmark-bar')].map(bar => {
    const track = bar.getBoundingClientRect(), i = bar.firstChild.getBoundingClientRect();
    return [(i.left - track.left) / track.width, (i.right - track.left) / track.width]; }))"""


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_bars_are_as_long_as_their_scores(
    show: Open, pages: chromium.Pages, theme: str, direction: str
) -> None:
    """A bar ends at its score's place; around a centre it goes to both sides; rows are equal."""
    tab = chromium.open_theme(show, pages, theme, "light")
    tab.evaluate("v => document.documentElement.dir = v", direction)
    plain, centred, *_ = tab.evaluate(BARS)
    for place, (left, right) in enumerate(plain, start=1):
        assert (left, right) == pytest.approx((0, min(place / 8, 1)), abs=0.01)
    for place, (left, right) in enumerate(centred[::2]):
        expected = sorted((0.5, place / 8))  # from -4 to 4
        assert [left, right] == pytest.approx(expected, abs=0.02)
    heights = tab.evaluate(
        "() => [...document.querySelectorAll('.heatmark-bars')[0].tBodies[0].rows]"
        ".map(row => row.getBoundingClientRect().height)"
    )
    assert max(heights) - min(heights) <= 1


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
@pytest.mark.parametrize("width", [320, 360])
def test_phones(show: Open, pages: chromium.Pages, theme: str, width: int) -> None:
    """At the width of a phone no view makes the page scroll sideways: grids scroll inside."""
    tab = chromium.open_theme(show, pages, theme, "light", width)
    chromium.keep(tab, f"views-{theme}-{width}.png", full_page=True)
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
    out = tab.evaluate(
        """w => [...document.querySelectorAll('.heatmark, .heatmark *')]
        .filter(e => !e.closest('.heatmark-scroll table, .heatmark-table div'))
        .filter(e => e.getBoundingClientRect().right > w + 1)
        .map(e => e.outerHTML.slice(0, 80))""",
        width,
    )
    assert out == []
    single = tab.locator(".heatmark-scroll").first
    assert single.evaluate("e => e.scrollWidth <= e.clientWidth"), "one series of bars fits"


SIGHT = """region => {
  const box = region.getBoundingClientRect();
  const seen = th => { const r = th.getBoundingClientRect();
    const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
    return th.contains(at); };
  const heads = [...region.querySelectorAll('thead th')].map(e => e.getBoundingClientRect());
  const rows = [...region.querySelectorAll('tbody th')];
  return {tops: heads.map(r => r.top - box.top), lefts: rows.map(r =>
            r.getBoundingClientRect().left - box.left),
          inside: rows.filter(r => { const b = r.getBoundingClientRect();
            return b.top > box.top + 120 && b.bottom < box.bottom; }).map(seen),
          x: region.scrollLeft, y: region.scrollTop}; }"""
# Keys scroll smoothly: wait until nothing has moved for a while, however slow the machine.
AT_REST = """region => new Promise(done => {
  let last = '', still = 0;
  const look = () => {
    const now = [region.scrollLeft, region.scrollTop, scrollX, scrollY].join();
    still = now === last ? still + 1 : 0;
    last = now;
    still > 12 ? done() : requestAnimationFrame(look); };
  look(); })"""


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_grids_scroll_by_keyboard_with_their_heads(
    show: Open, pages: chromium.Pages, theme: str
) -> None:
    """On a phone Tab reaches a grid, arrows scroll it, and its heads stay in sight on top."""
    tab = chromium.open_theme(show, pages, theme, "light", 360)
    region = tab.locator(".heatmark-scroll:has(.heatmark-dense)")
    region.scroll_into_view_if_needed()
    for _ in range(60):
        tab.keyboard.press("Tab")
        if region.evaluate("e => e === document.activeElement"):
            break
    assert region.evaluate("e => e === document.activeElement"), "Tab reaches it"
    assert region.evaluate("e => getComputedStyle(e).outlineStyle") != "none", "and shows it"
    region.evaluate("e => e.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = region.evaluate(SIGHT)
    for key in ["ArrowRight"] * 6 + ["ArrowDown"] * 3:
        tab.keyboard.press(key)
        region.evaluate(AT_REST)
    for _ in range(5):  # what is drawn may lag behind on a busy machine
        after = region.evaluate(SIGHT)
        if all(after["inside"]):
            break
        region.evaluate(AT_REST)
    assert after["x"] > 30
    assert after["y"] > 30
    assert after["tops"] == pytest.approx(before["tops"], abs=1)
    assert after["lefts"] == pytest.approx(before["lefts"], abs=1)
    assert len(after["inside"]) > 5
    assert all(after["inside"]), "row heads lie above the cells that pass under them"
    chromium.keep(tab, f"views-{theme}-scrolled.png")


PANELS = """() => [...document.querySelectorAll('.heatmark-tabs')].map(tabs =>
  [...tabs.children].filter(e => e.tagName === 'DIV').map(e => e.checkVisibility()))"""


def test_arrows_switch_tabs(light: Tab) -> None:
    """Arrows choose; equal blocks do not interfere; Enter sends nothing."""
    assert light.evaluate(PANELS) == [[True, False, False]] * 3
    first = light.locator(".heatmark-tabs").first
    first.locator("input").first.focus()
    light.keyboard.press("Tab")
    light.keyboard.press("Shift+Tab")
    focused = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert light.evaluate(focused) != "none"
    light.keyboard.press("ArrowRight")
    assert light.evaluate(PANELS) == [[False, True, False], *[[True, False, False]] * 2]
    light.keyboard.press("ArrowDown")
    light.keyboard.press("Enter")
    assert light.evaluate(PANELS)[0] == [False, False, True]
    assert "?" not in light.url
    light.locator(".heatmark-tabs").nth(1).get_by_text("đầu 2").click()
    assert light.evaluate(PANELS)[:2] == [[False, False, True], [False, True, False]]


def test_paper_shows_every_series(show: Open, pages: chromium.Pages) -> None:
    """Paper has all series under their names, grids as a whole, with colours and no lines."""
    for theme in ("plain", "material", "mkdocs"):
        tab = chromium.open_theme(show, pages, theme, "dark", 700)
        tab.emulate_media(media="print")
        chromium.settle(tab)
        assert tab.evaluate(PANELS) == [[True] * 3] * 3
        labels = tab.locator(".heatmark-tabs > label")
        assert all(labels.nth(at).is_visible() for at in range(9))
        clipped = tab.evaluate(
            """() => [...document.querySelectorAll('.heatmark-scroll')].filter(e =>
            getComputedStyle(e).overflow !== 'visible' || e.scrollWidth > e.clientWidth + 1)
            .map(e => [e.ariaLabel, e.scrollWidth, e.clientWidth])"""
        )
        assert clipped == []
        cells = chromium.measure(
            tab, chromium.CELLS.replace(".heatmark-text b", ".heatmark-grid td.q30")
        )
        assert {cell["adjust"] for cell in cells} == {"exact"}
        assert {cell["border"] for cell in cells} == {0}
        assert min(map(chromium.contrast, chromium.measure(tab, CELLS))) >= 4.5 or theme == "plain"
        chromium.keep(tab, f"views-{theme}.pdf", format="A4")


@pytest.mark.parametrize("preference", [{"forced_colors": "active"}, {"contrast": "more"}])
def test_the_value_is_no_colour_alone(
    still: Open, pages: chromium.Pages, preference: dict[str, str]
) -> None:
    """Where colours are replaced, lines in cells grow with the score, and bars keep their ink."""
    tab = still(pages.plain["light"], **preference)
    cells = chromium.measure(
        tab, chromium.CELLS.replace(".heatmark-text b", ".heatmark-dense td[class^=q]")
    )
    steps = sorted((int(cell["level"].split()[0][1:]), cell["border"]) for cell in cells)
    widths = [width for _, width in steps]
    assert widths == sorted(widths)
    assert widths[-1] - widths[0] >= 5
    bars = chromium.measure(tab, chromium.CELLS.replace(".heatmark-text b", ".heatmark-bar i"))
    for bar in bars:
        rgb, alpha = chromium.channels(bar["fills"][0])
        assert alpha == 1
        assert chromium.luminance(rgb) < 0.2
    missing = chromium.measure(
        tab, chromium.CELLS.replace(".heatmark-text b", ".heatmark-grid td.qx")
    )
    assert {cell["border"] for cell in missing} == {0}


def test_clipped_cells_are_marked(show: Open, pages: chromium.Pages) -> None:
    """A score beyond the scale has a bar inside its cell, or an edge where shadows are gone."""
    source = block("view=grid scale=[0,1]", tokens=["a", "b", "c"], scores=[-1, 0.5, 2])
    cells = """() => [...document.querySelectorAll('.heatmark-grid td')].slice(-3).map(td => {
      const style = getComputedStyle(td);
      return [style.boxShadow !== 'none', parseFloat(style.borderTopWidth) > 0]; })"""
    for preference, kind in (({}, 0), ({"forced_colors": "active"}, 1)):
        tab = show(pages.plain["light"], **preference)
        html = markdown.markdown(source, extensions=["heatmark"])
        tab.evaluate("html => document.body.innerHTML = html", html)
        assert [found[kind] for found in tab.evaluate(cells)] == [True, False, True]


def test_without_a_stylesheet(show: Open, pages: chromium.Pages) -> None:
    """In a feed or without our styles, each series stands under its name, and tables are tables."""
    tab = show(pages.plain["light"])
    tab.evaluate("() => document.querySelectorAll('style').forEach(style => style.remove())")
    assert tab.evaluate(PANELS) == [[True] * 3] * 3
    text = tab.locator(".heatmark-tabs").first.inner_text()
    order = [text.index(name) for name in HEADS]
    assert order == sorted(order)
    assert text.count("thủ") == 3


def test_what_is_read_aloud(light: Tab) -> None:
    """Tables have heads for rows and columns, numbers are text, bars are silent."""
    bars = light.locator(".heatmark").nth(0).aria_snapshot()
    assert 'group "Thanh"' in bars
    assert 'columnheader "Token"' in bars
    assert 'rowheader "Hà"' in bars
    assert 'cell "1"' in bars
    assert 'cell "9 (vượt thang)"' in bars
    assert 'cell "token đặc biệt"' in bars
    grid = light.locator(".heatmark").nth(3).aria_snapshot()
    assert 'columnheader "Nội"' in grid
    assert 'rowheader "tầng 0"' in grid
    assert re.search(r'cell "nghĩa1 7"', grid)
    dense = light.locator(".heatmark").nth(4).aria_snapshot()
    assert 'cell "30"' in dense
    tabs = light.locator(".heatmark").nth(5).aria_snapshot()
    assert 'group "Dãy điểm"' in tabs
    assert 'radio "đầu 1" [checked]' in tabs
    assert 'radio "đầu 2"' in tabs


BOXES = (
    "<table><tr><td>%s</table>",
    "<div style=display:flex><div>%s</div></div>",
    "<div style=float:right>%s</div>",
)
ROOM = """() => [...document.querySelectorAll('.heatmark-images,.heatmark-scroll')].map(one => {
  const own = one.getBoundingClientRect();
  const digits = [...one.querySelectorAll('tbody td')].map(td => getComputedStyle(td).fontSize);
  return [Math.round(own.width), one.scrollWidth <= one.clientWidth, !digits.includes('0px'),
    document.documentElement.scrollWidth <= innerWidth]; })"""


@pytest.mark.parametrize(("width", "image", "has_numbers"), [(1000, 600, True), (360, 300, False)])
def test_boxes_as_wide_as_what_is_in_them(
    show: Open, tmp_path: Path, width: int, image: int, *, has_numbers: bool
) -> None:
    """Cells of tables, flex boxes and floats have room for images and grids, where the page has."""
    tokens = ["Hà", " Nội", " là", " thủ", " đô", " của", " nước", " Việt", " Nam", " ta"]
    scores = {"một": [*range(1, 11)], "hai": [3.25] * 10}
    blocks = [
        block("output=svg", tokens=tokens, scores=[*range(10)]),
        block("view=grid", tokens=tokens, scores=scores),
    ]
    drawn = [markdown.markdown(one, extensions=["heatmark", "fenced_code"]) for one in blocks]
    inside = "".join(f"{box % one}<p style=clear:both>" for box in BOXES for one in drawn)
    file = tmp_path / "boxes.html"
    page = chromium.plain_page("light", "").replace("<body>", f"<body>{inside}")
    file.write_text(page, encoding="utf-8")
    tab = show(file.as_uri(), width)
    chromium.keep(tab, f"boxes-{width}.png", full_page=True)
    found = tab.evaluate(ROOM)
    assert len(found) == 6
    assert min(wide for wide, *_ in found[::2]) >= image
    assert [fits for _, fits, *_ in found] == [True] * 6
    assert [numbers for _, _, numbers, _ in found[1::2]] == [has_numbers] * 3
    assert all(fits for *_, fits in found)


def test_a_long_name_of_a_tab_is_broken(show: Open, pages: chromium.Pages) -> None:
    """A phone does not scroll sideways because of it."""
    names = {"blocks.11.hook_resid_post.some.very_long_identifier": [1, 2], "b": [2, 1]}
    tab = show(pages.plain["light"], 360)
    source = block("series=tabs", tokens=["a", " b"], scores=names)
    html = markdown.markdown(source, extensions=["heatmark"])
    tab.evaluate("html => document.body.innerHTML = html", html)
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


ORDER = """() => [...document.querySelectorAll('.heatmark-tag b')].map(
  e => Math.round(e.getBoundingClientRect().left))"""


@pytest.mark.parametrize("theme", ["plain", "material"])  # which has code from left to right
@pytest.mark.parametrize("more", [{"scores": [1, -2.5, 3]}, {"classes": ["PER", "LOC", "PER"]}])
def test_boxes_of_arabic_follow_from_right_to_left(
    show: Open, pages: chromium.Pages, more: dict[str, Any], theme: str
) -> None:
    """Words over numbers have the order of words without; a minus stays before its number."""
    header = "values=below" if "scores" in more else ""
    tab = chromium.open_theme(show, pages, theme, "light")
    for tokens in (["مرحبا", " بالعالم", " كيف"], ["Con", " mèo", " trèo"]):
        html = markdown.markdown(block(header, tokens=tokens, **more), extensions=["heatmark"])
        tab.evaluate(
            "html => document.body.innerHTML = `<div class=md-typeset>${html}</div>`", html
        )
        lefts = tab.evaluate(ORDER)
        assert lefts == sorted(lefts, reverse=tokens[0] != "Con"), lefts
    ways = """() => [...document.querySelectorAll('.heatmark-tag > small')].map(
      e => getComputedStyle(e).unicodeBidi)"""
    assert {*tab.evaluate(ways)} == {"plaintext"}
