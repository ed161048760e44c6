"""Every kind of block, in every theme, for everyone: by eye, by ear, by keyboard, on paper."""

from __future__ import annotations

import subprocess
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

import chromium
import themes
from every_kind import ERRORS, POEM
from needs import needs
from paths import ARTEFACTS
from themes import EXAMPLE, LOOKS, THEMES, switch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open
    from tabs import Tabs
    from themes import PageOf

pytestmark = needs("chromium")

OURS = {"include": [[".heatmark"], [".heatmark-error"]]}
LESSONS = sorted(str(page.relative_to(EXAMPLE / "docs")) for page in EXAMPLE.glob("docs/**/*.md"))
NO_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
COLOURS = {"runOnly": ["color-contrast"]}
ENOUGH = 4.5  # WCAG 2, 1.4.3
UNFOLD = """() => {
  document.querySelectorAll('details').forEach(e => e.open = true);
  document.querySelectorAll('.heatmark-tabs > div').forEach(e => e.style.display = 'block');
  document.querySelectorAll('.heatmark img').forEach(e => e.loading = 'eager'); }"""


@pytest.fixture(scope="session")
def page_of(common: Path) -> PageOf:
    """Find the page with every kind of block in a theme; it is built when it is first asked for."""

    def find(theme: str) -> str:
        return themes.once(common / f"every-kind-{theme}", partial(themes.build, theme)).as_uri()

    return find


@pytest.fixture
def look(show: Open, page_of: PageOf) -> Callable[..., Tab]:
    """Open the page with every kind of block, everything unfolded."""

    def open_page(theme: str, scheme: str = "light", width: int = 1100, **more: Any) -> Tab:
        tab = show(page_of(theme), width, **more)
        switch(tab, theme, scheme)
        tab.evaluate(UNFOLD)
        return tab

    return open_page


@pytest.fixture
def shared(still: Open, page_of: PageOf) -> Callable[..., Tab]:
    """Open the page as `look` does, once, for tests that leave it as it is."""

    def open_page(theme: str, scheme: str = "light", **preferences: Any) -> Tab:
        tab = still(page_of(theme), 1100, **preferences)
        switch(tab, theme, scheme)
        tab.evaluate(UNFOLD)
        return tab

    return open_page


def complaints(tab: Tab, which: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What axe holds against our elements, and what it could not decide and we cannot explain."""
    kinds = ["violations", "incomplete"]  # and not in full what is right
    tab.evaluate(AXE_SCRIPT)
    given = [OURS, {**which, "resultTypes": kinds}]
    found = chromium.measure(tab, "given => axe.run(...given)", given)
    broken = [
        f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]
    ]
    open_questions = [
        f"{rule['id']}: {reason}: {node['html']}"
        for rule in found["incomplete"]
        for node in rule["nodes"]
        for reason in reasons(node)
        if not is_explained(tab, rule["id"], reason, node["target"][-1])
    ]
    return broken, open_questions


def reasons(node: dict[str, Any]) -> set[str]:
    checks = [*node["any"], *node["all"], *node["none"]]
    return {(check["data"] or {}).get("messageKey") or check["id"] for check in checks}


def is_explained(tab: Tab, rule: str, reason: str, element: str) -> bool:
    """Tell what axe leaves open because it does not look.

    It skips the contrast of texts of one letter and of signs, which `test_contrast` computes, and
    that of what another cell hides while its region is not scrolled.
    """
    if rule != "color-contrast":
        return False
    if reason in {"shortTextContent", "nonBmp"}:
        return True
    inside = tab.locator(element).evaluate("e => Boolean(e.closest('[role=group][tabindex]'))")
    return reason in {"elmPartiallyObscured", "bgOverlap"} and bool(inside)


@pytest.mark.parametrize("theme", THEMES)
def test_axe(shared: Callable[..., Tab], theme: str) -> None:
    """The checker axe finds nothing wrong with any kind of block in any theme."""
    tab = shared(theme)
    assert tab.locator(".heatmark-error").count() == len(ERRORS), "all other kinds are drawn"
    assert complaints(tab, NO_COLOURS) == ([], [])


THIN_OUT = """() => { const known = new Set();
  for (const e of document.querySelectorAll(':is(.heatmark, .heatmark-error) *')) {
    if (e.children.length) continue;
    const style = getComputedStyle(e), within = e.closest('.heatmark, .heatmark-error').className;
    const look = [e.tagName, e.className, within, e.parentElement.className, style.color,
      style.backgroundColor, style.fontSize, style.fontWeight].join('|');
    if (known.has(look)) e.remove(); else known.add(look); }
  return known.size; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_by_axe(look: Callable[..., Tab], scheme: str) -> None:
    """So are its contrasts, of one text of each look: of all it would need half a minute."""
    tab = look("plain", scheme)
    assert tab.evaluate(THIN_OUT) > 300
    assert complaints(tab, COLOURS) == ([], [])


@pytest.mark.parametrize("lesson", LESSONS)
def test_course(show: Open, course: Path, lesson: str) -> None:
    """The checker axe finds nothing wrong with the course's heatmaps, whose texts can be read."""
    page = course.joinpath(lesson).with_suffix(".html")
    if '<figure class="heatmark' not in page.read_text(encoding="utf-8"):
        return
    tab = show(page.as_uri())
    tab.evaluate(UNFOLD)
    for scheme in ("light", "dark"):
        switch(tab, "material", scheme)
        least, what = least_contrast(tab, texts=5)
        assert least >= ENOUGH, (scheme, what)
    assert complaints(tab, NO_COLOURS) == ([], [])


PAINTED = """economical => {
  const probe = document.documentElement.appendChild(document.createElement('div'));
  probe.style.background = 'Canvas';
  const canvas = economical ? 'rgb(255,255,255)' : getComputedStyle(probe).backgroundColor;
  probe.remove();
  const within = ':is(.heatmark, .heatmark-error)';
  const known = new Map([[null, {fills: [canvas], opacity: 1, gradient: ''}]]);
  const under = e => { // what an element and all around it paint
    if (known.has(e)) return known.get(e);
    const style = getComputedStyle(e), around = under(e.parentElement);
    const printed = !economical || style.printColorAdjust === 'exact';
    const graded = e.closest(within) && style.backgroundImage !== 'none';
    known.set(e, {fills: [printed ? style.backgroundColor : 'rgba(0,0,0,0)', ...around.fills],
      opacity: style.opacity * around.opacity, gradient: around.gradient || graded && e.className
        || ''});
    return known.get(e); };
  return [...document.querySelectorAll(`${within}, ${within} *`)].filter(e => e.checkVisibility()
    && e.className !== 'heatmark-ramp' && e.className !== 'headerlink' // which is the theme's own
    && [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())
  ).map(e => ({...under(e), ink: getComputedStyle(e).color,
    what: `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`})); }"""


def least_contrast(tab: Tab, *, economical: bool = False, texts: int = 1200) -> tuple[float, str]:
    """The least contrast of a text of ours with what is painted under it, and where it is.

    Args:
        tab: The page.
        economical: Whether paper gets only the backgrounds that must be printed.
        texts: How many the page has at least.
    """
    found = chromium.measure(tab, PAINTED, economical)
    assert len(found) > texts  # of which paper has fewer
    assert {(text["opacity"], text["gradient"]) for text in found} == {(1, "")}
    return min((chromium.contrast(text), text["what"]) for text in found)


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_contrast(
    shared: Callable[..., Tab],
    record_property: Callable[[str, object], None],
    theme: str,
    scheme: str,
) -> None:
    """All text of ours, token or not, has a contrast of 4.5 with what is under it."""
    tab = shared(theme, scheme)
    least, what = least_contrast(tab)
    record_property("contrast", (least, f"{theme} {scheme}: {what}"))
    assert least >= ENOUGH, what
    for width in (360, 1100):
        tab.set_viewport_size({"width": width, "height": 900})
        chromium.keep(tab, f"every-kind-{theme}-{scheme}-{width}.png", full_page=True)


PREFERENCES = {"forced": {"forced_colors": "active"}, "more": {"contrast": "more"}}
LEVELS = """() => [...document.querySelectorAll(
  '.heatmark:not(.heatmark-pieces,.heatmark-classes) .heatmark-text b[class^=q]')]
  .filter(b => !b.matches('.q-in,.qx,.qp'))
  .map(b => [parseInt(b.className.slice(1)), parseFloat(getComputedStyle(b).borderBottomWidth)])"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("preference", PREFERENCES)
def test_own_colours(shared: Callable[..., Tab], theme: str, preference: str) -> None:
    """With colours of the reader's choice all can be read, and lines under tokens tell levels."""
    tab = shared(theme, **PREFERENCES[preference])
    least, what = least_contrast(tab)
    assert least >= ENOUGH, what
    widths = [width for _, width in sorted(tab.evaluate(LEVELS))]
    assert widths == sorted(widths)
    assert widths[-1] - widths[0] >= 5
    if theme == "material":
        name = f"every-kind-{theme}-{preference}.png"
        chromium.keep(tab, name, full_page=True)


@pytest.mark.parametrize("theme", ["plain", "mkdocs", "furo", "alabaster"])
def test_images(shared: Callable[..., Tab], theme: str) -> None:
    """An image says in words what it shows, and keeps its place while it loads."""
    tab = shared(theme)
    images = tab.evaluate(
        """() => Promise.all([...document.querySelectorAll('.heatmark img')].map(async e => {
        await e.decode().catch(() => null);
        return [e.alt, +e.getAttribute('width'), +e.getAttribute('height'),
                e.naturalWidth / e.naturalHeight]; }))"""
    )
    assert len(images) == 12
    for alt, width, height, shape in images:
        assert len(alt.split()) > 10
        assert width / height == pytest.approx(shape, rel=0.01)


STOPS = """() => [...document.querySelectorAll('.heatmark, .heatmark *, .heatmark-error *')]
  .filter(e => e.matches('summary, [tabindex="0"], input:checked, a[href], button'))
  .filter(e => e.className !== 'headerlink' || e.remove()) // the theme's own, shown or not
  .filter(e => e.checkVisibility()) // some grids are for paper
  .map((e, at) => { e.dataset.stop = at; return e.outerHTML.slice(0, 60); })"""
STOP = """() => { const e = document.activeElement;
  const isRing = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
    && style.outlineColor !== 'rgba(0, 0, 0, 0)';
  return {at: e.dataset.stop, what: e.outerHTML.slice(0, 60),
    ours: Boolean(e.closest('.heatmark, .heatmark-error')), // the ring of a token is its label's
    ring: [e, e.closest('.heatmark-pick label')].some(one => one && isRing(getComputedStyle(one)))};
  }"""
START = """() => { const start = document.createElement('button');
  document.querySelector('.heatmark').before(start); start.focus();
  window.reached = [];
  document.addEventListener('focusin', () => reached.push((STOP)())); }""".replace("STOP", STOP)


@pytest.mark.parametrize("theme", THEMES)
def test_keyboard(look: Callable[..., Tab], theme: str) -> None:
    """Tab goes through folds, regions and groups of tabs as they stand, and shows where it is."""
    tab = look(theme)
    expected = tab.evaluate(STOPS)
    assert len(expected) > 40
    tab.evaluate(START)
    for _ in expected:
        tab.keyboard.press("Tab")
    reached = tab.evaluate("reached")
    assert [stop["at"] for stop in reached] == [str(at) for at in range(len(expected))], expected
    assert [stop["what"] for stop in reached if not stop["ring"]] == []
    tab.keyboard.press("Tab")
    assert not tab.evaluate(STOP)["ours"]


@pytest.mark.parametrize("theme", THEMES)
def test_regions_scroll_by_arrows(look: Callable[..., Tab], theme: str) -> None:
    """On a phone, arrows scroll whatever is too wide or too long for its region."""
    tab = look(theme, width=320)
    for name, keys, side in (
        (".heatmark-scroll:has(.heatmark-dense)", "ArrowRight", "scrollLeft"),
        (".heatmark:has(.heatmark-dense) .heatmark-table > [tabindex]", "ArrowDown", "scrollTop"),
    ):
        region = tab.locator(name)
        region.focus()
        for _ in range(3):
            tab.keyboard.press(keys)
        tab.wait_for_function("([e, side]) => e[side] > 20", arg=[region.element_handle(), side])


OUTSIDE = """() => { const w = document.documentElement.clientWidth;
  const within = ':is(.heatmark, .heatmark-error)';
  return [...document.querySelectorAll(`${within}, ${within} *`)]
  .filter(e => !e.closest('[tabindex="0"] > *') && e.checkVisibility() && e.tagName !== 'SOURCE')
  .filter(e => { const r = e.getBoundingClientRect(); return r.right > w + 1 || r.left < -1; })
  .map(e => e.outerHTML.slice(0, 80)); }"""


ENDS = """() => { const scale = document.querySelector('.heatmark-scale');
  const place = at => { const range = document.createRange();
    range.selectNode(scale.childNodes[at]);
    return range.getBoundingClientRect().left; };
  return [place(0), place(scale.childNodes.length - 1)]; }"""


@pytest.mark.parametrize("theme", THEMES)
def test_reflow(look: Callable[..., Tab], theme: str) -> None:
    """At 320 pixels, or 400 % of a window of 1280, nothing sticks out (WCAG 2, 1.4.10)."""
    tab = look(theme, width=320)
    tab.set_viewport_size({"width": 320, "height": 256})
    chromium.settle(tab)
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert_inside(tab)
    tab.evaluate("document.documentElement.dir = 'rtl'")  # for which not every theme is made
    chromium.settle(tab)
    chromium.keep(tab, f"every-kind-{theme}-rtl-320.png", full_page=True)
    assert_inside(tab)


def assert_inside(tab: Tab) -> None:
    assert tab.evaluate(OUTSIDE) == []
    low, high = tab.evaluate(ENDS)
    assert low < high, "the lower end of a ramp is where its number is"


SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
CUT = """() => [...document.querySelectorAll('.heatmark *, .heatmark-error *')].filter(e => {
  const style = getComputedStyle(e);
  return style.overflowX !== 'visible' && !e.matches('[tabindex="0"], .heatmark-ramp, img')
    && style.display !== 'inline' && e.checkVisibility()
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 80))"""
COVERED = """() => { const out = [];
  for (const pre of document.querySelectorAll('.heatmark-text')) { const rects = [];
    for (const b of pre.querySelectorAll('b')) { const style = getComputedStyle(b);
      for (const r of b.getClientRects()) rects.push({box: r.top, line: r.bottom,
        end: r.bottom - parseFloat(style.paddingBottom) - parseFloat(style.borderBottomWidth)}); }
    for (const a of rects) for (const b of rects)
      if (b.line > a.line + 6 && b.box < a.end - .5) out.push([pre.textContent.slice(0, 20), a, b]);
  } return out.slice(0, 3); }"""


@pytest.mark.parametrize("theme", THEMES)
def test_text_spacing(look: Callable[..., Tab], theme: str) -> None:
    """With wider spacing nothing is cut, and no box covers the line above (WCAG 2, 1.4.12)."""
    tab = look(theme, width=360)
    tab.add_style_tag(content=SPACING)
    chromium.settle(tab)
    assert tab.evaluate(CUT) == []
    assert tab.evaluate(COVERED) == []
    assert tab.evaluate(OUTSIDE) == []
    if theme == "material":
        name = "every-kind-material-spacing.png"
        chromium.keep(tab, name, full_page=True)


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_paper(shared: Callable[..., Tab], theme: str, scheme: str) -> None:
    """On paper all can be read, with or without backgrounds, but for the answers of line-ups."""
    tab = shared(theme, scheme)
    tab.emulate_media(media="print")
    chromium.settle(tab)
    answers = tab.locator(".heatmark-answer > :not(summary)")
    assert answers.count()
    assert answers.evaluate_all("nodes => nodes.every(node => !node.checkVisibility())")
    for economical in (True, False):
        least, what = least_contrast(tab, economical=economical)
        assert least >= ENOUGH, what


@needs("pdftotext")
@pytest.mark.parametrize("theme", THEMES)
def test_paper_has_the_text(shared: Callable[..., Tab], theme: str) -> None:
    """A program that reads printed pages finds the words, with or without backgrounds."""
    file = ARTEFACTS / f"every-kind-{theme}.pdf"
    first, paint = "1-2", theme != "plain"  # where the words are: all would take longer
    shared(theme).pdf(path=file, format="A4", page_ranges=first, print_background=paint)
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert POEM.split()[-1] in text


def heard(tab: Tab) -> list[tuple[int, str, str]]:
    """What Chromium gives to screen readers: depth, role and name of all that is not ignored."""
    tree = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}
    found: list[tuple[int, str, str]] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        role = node.get("role", {}).get("value", "")
        if not node["ignored"] and role not in {"generic", "InlineTextBox", "LineBreak"}:
            found.append((depth, role, node.get("name", {}).get("value", "").strip()))
            depth += 1
        for child in node.get("childIds", []):
            walk(nodes[child], depth)

    walk(tree[0], 0)
    return found


@pytest.fixture(scope="module", params=THEMES)
def figures(request: pytest.FixtureRequest, tabs: Tabs, page_of: PageOf) -> list[list[Any]]:
    """What is heard of each figure of a theme's page, tables folded up."""
    tab = tabs.open(page_of(request.param), 1100)
    tab.locator(".heatmark").last.scroll_into_view_if_needed()
    nodes = heard(tab)
    tabs.close(tab)
    found: list[list[Any]] = []
    for at, (depth, role, _) in enumerate(nodes):
        if role == "figure":
            rest = nodes[at + 1 :]
            end = next((n for n, one in enumerate(rest) if one[0] <= depth), len(rest))
            found.append([one[1:] for one in rest[:end]])
    return found


def test_text_is_heard_as_text(figures: list[list[Any]]) -> None:
    """A figure is its caption, its text, its legend and a fold, and nothing that interrupts."""
    first = figures[0]
    assert first[0][0].lower() in {"figcaption", "caption"}
    texts = [name for role, name in first if role == "StaticText" and name]
    assert texts[0] == "Độ dài từ"
    assert " ".join(texts[1:]).startswith(f"{POEM} độ dài (chữ cái) 1 5 thiếu giá trị: 1 Số liệu")
    # A caption of Sphinx is a paragraph.
    others = [one for one in first[1:] if one[0] not in {"StaticText", "paragraph"}]
    assert [role for role, _ in others] == ["group", "DisclosureTriangle"]
    assert others[1] == ("DisclosureTriangle", "Số liệu")


def test_nothing_else_is_heard(figures: list[list[Any]]) -> None:
    """Colours, marks and bars are silent; tables, tabs and images have their roles."""
    roles = {role for figure in figures for role, _ in figure}
    assert roles <= {
        *("figcaption", "Figcaption", "StaticText", "group", "DisclosureTriangle", "paragraph"),
        *("strong", "table", "rowgroup", "row", "cell", "columnheader", "rowheader", "image"),
        *("radio", "LabelText", "form", "gridcell"),
    }
    names = [name for figure in figures for role, name in figure if role != "StaticText"]
    said = " ".join(name for figure in figures for _, name in figure)
    assert not any(mark in said for mark in ("␣", "⋯", "ZWSP", "RLO"))
    assert any(name.startswith("Bản đồ nhiệt trên văn bản") for name in names), "an image's words"
