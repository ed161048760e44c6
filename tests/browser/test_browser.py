"""What readers get to see, asked of a real browser: colours, contrast, copying, paper, phones."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import markdown
import pytest

import chromium
from chromium import (
    CELLS,
    CMAPS,
    TEXTS,
    THEMES,
    WORDS,
    Pages,
    block,
    build,
    channels,
    contrast,
    fills,
    luminance,
    open_theme,
    plain_page,
    ramp,
    signal,
)
from needs import needs

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    folder = tmp_path_factory.mktemp("pages")
    plain = {}
    for scheme in ("light", "dark"):
        file = folder / f"{scheme}.html"
        file.write_text(plain_page(scheme), encoding="utf-8")
        plain[scheme] = file.as_uri()
    themes: dict[str, dict[str, Any]] = {
        "material": {
            "name": "material",
            "font": False,
            "palette": [{"scheme": "default"}, {"scheme": "slate"}],
        },
        "mkdocs": {"name": "mkdocs", "color_mode": "light", "user_color_mode_toggle": True},
    }
    return Pages(plain, **{name: build(folder / name, theme) for name, theme in themes.items()})


@pytest.mark.parametrize(("theme", "scheme"), THEMES)
def test_every_token_can_be_read(still: Open, pages: Pages, theme: str, scheme: str) -> None:
    """Each token's ink has a contrast of 4.5 with its fill, on light and dark pages."""
    tab = open_theme(still, pages, theme, scheme)
    cells = chromium.measure(tab, CELLS)
    assert len(cells) > 32 * len(CMAPS)
    worst = min(cells, key=contrast)
    least = f"least contrast, {theme} {scheme}: {contrast(worst):.2f} at {worst['level']}"
    print(least)
    assert contrast(worst) >= 4.5
    chromium.keep(tab, f"{theme}-{scheme}.png", full_page=True)


@pytest.mark.parametrize(("theme", "scheme"), THEMES)
def test_words_around_can_be_read(still: Open, pages: Pages, theme: str, scheme: str) -> None:
    """Captions, legends, tables and error boxes have a contrast of 4.5 too."""
    tab = open_theme(still, pages, theme, scheme)
    tab.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    around = chromium.measure(
        tab,
        CELLS.replace(
            ".heatmark-text b",
            ".heatmark figcaption, .heatmark-legend > span, .heatmark-table summary,"
            " .heatmark-table td, .heatmark-table th, .heatmark-name, .heatmark-error p",
        ),
    )
    assert len(around) > 100
    assert contrast(min(around, key=contrast)) >= 4.5, min(around, key=contrast)


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_dark_pages_have_fills_of_their_own(still: Open, pages: Pages, theme: str) -> None:
    """The theme's own switch turns the colours over and back, whatever the system prefers."""
    tab = still(getattr(pages, theme), color_scheme="dark")
    seen: dict[str, list[str]] = {}
    for scheme in ("light", "dark", "light"):
        signal(tab, theme, scheme)
        assert seen.setdefault(scheme, fills(tab)) == fills(tab)
    assert seen["light"][: len(WORDS)] != seen["dark"][: len(WORDS)]
    low = [luminance(channels(min_fill)[0]) for min_fill in (seen["light"][20], seen["dark"][20])]
    assert low[0] > 0.5 > low[1], "low values fade into the page"


def test_a_light_page_stays_light(still: Open, pages: Pages) -> None:
    """A page that is always light keeps light colours when the system prefers dark ones."""
    url = pages.plain["light"]
    assert fills(still(url, color_scheme="dark")) == fills(still(url, color_scheme="light"))


READ = """() => [...document.querySelectorAll('.heatmark-text')].map(pre => {
  const copy = pre.cloneNode(true);
  copy.querySelectorAll('[aria-hidden]').forEach(mark => mark.remove());
  return copy.textContent;
})"""
COPIED = """() => [...document.querySelectorAll('.heatmark-text')].map(pre => {
  const selection = getSelection();
  selection.selectAllChildren(pre);
  return selection.toString();
})"""


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_the_text_is_the_text(still: Open, pages: Pages, theme: str) -> None:
    """Read or copied, a heatmap's text is that of its tokens to the letter, without our marks."""
    tab = open_theme(still, pages, theme, "light")
    assert tab.evaluate(READ) == TEXTS
    assert tab.evaluate(COPIED) == TEXTS


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
@pytest.mark.parametrize("width", [320, 360])
def test_phones_do_not_scroll_sideways(still: Open, pages: Pages, theme: str, width: int) -> None:
    """At the width of a phone nothing of ours sticks out, tables unfolded (WCAG 2, 1.4.10)."""
    tab = open_theme(still, pages, theme, "light", width)
    tab.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    chromium.keep(tab, f"{theme}-phone-{width}.png", full_page=True)
    out = tab.evaluate(
        """w => [...document.querySelectorAll('.heatmark, .heatmark *, .heatmark-error')]
        .filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('.heatmark-table div'))
        .map(e => e.outerHTML.slice(0, 80))""",
        width,
    )
    assert out == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("theme", "scheme"), THEMES)
def test_edges_can_be_seen(still: Open, pages: Pages, theme: str, scheme: str) -> None:
    """The frames of legend and error box have a contrast of 3 with the page (WCAG 2, 1.4.11)."""
    tab = open_theme(still, pages, theme, scheme)
    edges = chromium.measure(
        tab,
        CELLS.replace(".heatmark-text b", ".heatmark-ramp, .heatmark-error > div").replace(
            "ink: style.color", "ink: style.borderTopColor"
        ),
    )
    for edge in edges:
        outside = {**edge, "fills": edge["fills"][1:]}
        assert contrast(outside) >= 3, edge["level"]


def test_print_is_light_and_coloured(show: Open, pages: Pages) -> None:
    """Paper gets the light palette with its colours, also from a dark page."""
    for theme in ("plain", "material", "mkdocs"):
        light = open_theme(show, pages, theme, "light")
        dark = open_theme(show, pages, theme, "dark")
        for tab in (light, dark):
            tab.emulate_media(media="print")
            chromium.settle(tab)
        assert fills(dark) == fills(light), theme
        cells = chromium.measure(dark, CELLS)
        assert {cell["adjust"] for cell in cells} == {"exact"}
        assert min(map(contrast, cells)) >= 4.5
        chromium.keep(dark, f"{theme}-print.png", full_page=True)
        chromium.keep(dark, f"{theme}-print.pdf", prefer_css_page_size=True)


def ladder(tab: Tab) -> list[tuple[int, float]]:
    """The levels of the sequential example with the widths of their lower borders."""
    cells = [cell for cell in chromium.measure(tab, CELLS) if cell["text"].startswith("w")][:32]
    assert all(cell["line"] == "solid" for cell in cells)
    return [(int(cell["level"].split()[0][1:]), cell["border"]) for cell in cells]


def check_ladder(tab: Tab) -> None:
    steps = sorted(ladder(tab))
    widths = [width for _, width in steps]
    assert widths == sorted(widths)
    assert widths[-1] - widths[0] >= 5
    assert len(set(widths)) >= 5


def test_forced_colours_keep_the_value(still: Open, pages: Pages) -> None:
    """Where the system replaces colours, a line under the token grows with its score."""
    tab = still(pages.plain["light"], forced_colors="active")
    check_ladder(tab)
    chromium.keep(tab, "forced.png", full_page=True)


@pytest.mark.parametrize(("theme", "scheme"), THEMES)
def test_more_contrast(still: Open, pages: Pages, theme: str, scheme: str) -> None:
    """Who asks for more contrast gets the page's ink on its ground, the score as a line."""
    tab = open_theme(still, pages, theme, scheme)
    tab.emulate_media(contrast="more")
    chromium.settle(tab)
    check_ladder(tab)
    assert {cell["fills"][0] for cell in chromium.measure(tab, CELLS)} == {"rgba(0, 0, 0, 0)"}
    page_ink = tab.evaluate("() => getComputedStyle(document.querySelector('.heatmark')).color")
    assert {cell["ink"] for cell in chromium.measure(tab, CELLS)} == {page_ink}
    chromium.keep(tab, f"{theme}-{scheme}-more.png", full_page=True)


def test_tables_open_by_keyboard(show: Open, pages: Pages) -> None:
    """Each figure has one `<details>`, reached with Tab, opened with Enter; tokens are no stop."""
    tab = show(pages.plain["light"])
    count = tab.locator(".heatmark").count()
    assert tab.locator(".heatmark details").count() == count == len(TEXTS) - 1
    for place in range(count):
        tab.keyboard.press("Tab")
        focused = tab.evaluate("() => document.activeElement.tagName")
        assert focused == "SUMMARY"
        tab.keyboard.press("Enter")
        details = tab.locator(".heatmark details").nth(place)
        assert details.get_attribute("open") is not None
        assert details.locator("tbody tr").count() >= 1
        tab.keyboard.press("Enter")
        assert details.get_attribute("open") is None


def test_a_long_table_scrolls_by_keyboard(show: Open, pages: Pages) -> None:
    """A table that is longer than its window can be scrolled without a mouse."""
    tab = show(pages.plain["light"])
    summary = tab.locator(".heatmark summary").nth(1)
    summary.press("Enter")
    tab.keyboard.press("Tab")
    for _ in range(5):
        tab.keyboard.press("ArrowDown")
    tab.wait_for_function("() => document.querySelectorAll('.heatmark-table div')[1].scrollTop > 0")


FONTS = """() => [...document.querySelectorAll('.heatmark-text')].flatMap(pre => {
  const names = ['fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'lineHeight'];
  const look = e => { const style = getComputedStyle(e); return names.map(n => style[n]).join(); };
  return [...pre.querySelectorAll('b')].filter(b => look(b) !== look(pre))
    .map(b => b.className + ' ' + look(b)); })"""


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_tokens_have_the_font_of_the_text(still: Open, pages: Pages, theme: str) -> None:
    """A level is a colour and nothing else: no theme's rule for our classes changes the letters."""
    assert open_theme(still, pages, theme, "light").evaluate(FONTS) == []


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_the_text_has_the_font_of_the_page(still: Open, pages: Pages, theme: str) -> None:
    """Readers see the letters of the page's own paragraphs, though the text is in a `<pre>`."""
    tab = open_theme(still, pages, theme, "light")
    fonts = tab.evaluate(
        """() => ['h1 + p', '.heatmark-text'].map(name => {
        const style = getComputedStyle(document.querySelector(name));
        return [style.fontFamily, style.fontSize, style.fontWeight, style.color]; })"""
    )
    assert fonts[0] == fonts[1]


CLIPPED = """() => [...document.querySelectorAll('.heatmark-text')].slice(0, 1).flatMap(pre =>
  [...pre.querySelectorAll('b')].flatMap(b => [...b.getClientRects()].map(
    r => [Math.round(r.top), Math.round(r.bottom)])))"""


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_boxes_of_neighbouring_lines_do_not_overlap(still: Open, pages: Pages, theme: str) -> None:
    """A box leaves the accents of the line below alone."""
    tab = open_theme(still, pages, theme, "light", 360)
    boxes = sorted(set(map(tuple, tab.evaluate(CLIPPED))))
    assert len(boxes) >= 2
    for (_, bottom), (top, _) in pairwise(boxes):
        assert bottom <= top + 1


def test_lines_break_at_spaces_only(show: Open, pages: Pages) -> None:
    """No line begins within a word, hyphenated or at a token's edge, where words fit the line."""
    source = block("", ["không"[:2], "không"[2:], " thể", " tách", " rời"] * 12, ramp(60))
    tab = show(pages.plain["light"], 320)
    tab.evaluate(
        "html => document.body.innerHTML = html", markdown.markdown(source, extensions=["heatmark"])
    )
    breaks = tab.evaluate(
        """() => { const out = []; let last = null, before = '';
        for (const b of document.querySelectorAll('.heatmark-text b')) {
          const r = b.getClientRects();
          if (last !== null && r[0].top > last + 4 && b.textContent === 'ông') out.push(before);
          last = r[r.length - 1].top; before = b.textContent; }
        return out; }"""
    )
    assert breaks == []


def test_a_long_text_lays_out_in_parts(show: Open, pages: Pages) -> None:
    """Long texts are cut into parts that the browser skips off screen; the text is whole."""
    tokens = [f" t{place}" for place in range(3000)]
    source = block("table=false", tokens, ramp(3000))
    tab = show(pages.plain["light"])
    tab.evaluate(
        "html => document.body.innerHTML = html", markdown.markdown(source, extensions=["heatmark"])
    )
    assert tab.locator(".heatmark-part").count() >= 6
    assert tab.evaluate(READ) == ["".join(tokens)]
    (copied,) = tab.evaluate(COPIED)
    assert copied.split() == "".join(tokens).split()


@pytest.mark.parametrize("theme", ["plain", "material", "mkdocs"])
def test_bars_of_clipped_tokens_cover_no_marks(
    show: Open, pages: chromium.Pages, theme: str
) -> None:
    """They are within the padding of the box, with room for the marks of capitals below them."""
    tab = chromium.open_theme(show, pages, theme, "light")
    bars = tab.locator(".heatmark-text b.q-up").evaluate_all(
        """nodes => nodes.map(e => { const style = getComputedStyle(e);
        const thick = parseFloat(style.boxShadow.match(/ 0px ([0-9.]+)px/)[1]);
        return (parseFloat(style.paddingTop) - thick) / parseFloat(style.fontSize); })"""
    )
    assert bars
    assert min(bars) >= 0.1
