"""Lessons with plugins of Material, and in MkDocs' own themes, as a browser shows them."""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

import chromium
import forks
from needs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

TEXT = f"""```heatmap title="Độ dài từ" lang=vi measure="độ dài" unit="chữ cái"
text: '{chromium.POEM}'
score: length
```
"""
CLIPPED = chromium.block(
    'lang=vi scale=[0,1] measure="log P" unit=nat',
    ["chưa biết", ", quá thấp", ", quá cao"],
    {"tầng 1": [None, -5, 7], "tầng 2": [0, 0.5, 1]},
)
PNG = "```heatmap output=png title=Rộng\n" + "".join(f"w{n} {n}\n" for n in range(60)) + "```\n"
SVG = "```heatmap output=svg dark=both title=Hai\nMột 1\nhai 2\n```\n"
BAD = "```heatmap scale=minmux\na 1\n```\n"
LESSON = f"# Bài\n\nMột đoạn văn trước.\n\n{TEXT}\n{CLIPPED}\n{PNG}\n{SVG}\n{BAD}\n"
IMAGES = """() => [...document.querySelectorAll('.heatmark img')].map(img => ({
  shown: img.checkVisibility(), width: img.naturalWidth, address: img.currentSrc}))"""


def build(folder: Path, theme: dict[str, Any], plugins: list[Any], **config: object) -> Path:
    """Build a page without heatmaps that links to one with many; where the site is."""
    docs = folder / "docs"
    docs.joinpath("sau").mkdir(parents=True)
    docs.joinpath("index.md").write_text("# T\n\n[sang bài](sau/bai.md)\n", encoding="utf-8")
    docs.joinpath("sau/bai.md").write_text(LESSON, encoding="utf-8")
    whole = {"site_name": "T", "theme": theme, "plugins": plugins, **config}
    folder.joinpath("mkdocs.yml").write_text(json.dumps(whole), encoding="utf-8")
    forks.run("mkdocs", "build", "-q", folder=folder).check_returncode()
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site with instant navigation, lightbox and a page to print; its address."""
    folder = tmp_path_factory.mktemp("instant")
    handler = partial(_Quiet, directory=str(folder / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    address = f"http://127.0.0.1:{server.server_port}/"
    theme = {
        "name": "material",
        "font": False,
        "language": "vi",
        "features": ["navigation.instant"],
        "palette": [{"scheme": "default"}, {"scheme": "slate"}],
    }
    build(folder, theme, ["glightbox", "heatmark", "print-site"], site_url=address)
    Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(show: Open, served: str) -> Open:
    """Open a page of the served site, without any other network."""

    def open_page(path: str, width: int = 1000, **preferences: Any) -> Tab:
        return show(served + path, width, **preferences)

    return open_page


def look_at_images(tab: Tab) -> list[str]:
    """Scroll to all images, which load when they are near; the addresses of those to be seen."""
    for place in range(tab.locator(".heatmark img:visible").count()):
        tab.locator(".heatmark img:visible").nth(place).scroll_into_view_if_needed()
    tab.wait_for_function(
        """() => [...document.querySelectorAll('.heatmark img')]
        .every(img => !img.checkVisibility() || img.naturalWidth > 0)"""
    )
    return [one["address"] for one in tab.evaluate(IMAGES) if one["shown"]]


def test_instant_navigation(visit: Open) -> None:
    """A page that script swapped in has colours, legend, tables and images like a loaded one."""
    tab = visit("")
    # Material swaps only pages that the sitemap names, which it asks for after the load.
    tab.wait_for_load_state("networkidle")
    tab.evaluate("() => { window.stays = true }")
    tab.get_by_role("link", name="sang bài").click()
    tab.wait_for_selector(".heatmark-text b")
    assert tab.evaluate("() => window.stays"), "the page was not loaded anew"
    loaded = visit("sau/bai/")
    assert chromium.fills(tab) == chromium.fills(loaded)
    assert len(set(chromium.fills(tab))) > 4
    assert min(map(chromium.contrast, chromium.measure(tab, chromium.CELLS))) >= 4.5
    ramp = "() => getComputedStyle(document.querySelector('.heatmark-ramp')).backgroundImage"
    assert "gradient" in tab.evaluate(ramp)
    details = tab.locator(".heatmark details").first
    details.locator("summary").click()
    assert details.locator("td").first.is_visible()
    assert look_at_images(tab) == look_at_images(loaded)


def test_images_follow_the_switch_to_dark(visit: Open) -> None:
    """A dark page shows the dark image, a light one the light, also within the lightbox's links."""
    tab = visit("sau/bai/")
    seen = []
    for scheme in ("light", "dark"):
        chromium.signal(tab, "material", scheme)
        addresses = look_at_images(tab)
        assert len(addresses) == 2
        seen.append(addresses[1])
    assert seen[0] != seen[1]
    stops = tab.evaluate(
        """() => [...document.querySelectorAll('.heatmark a')].filter(a => a.checkVisibility())
        .length"""
    )
    assert stops == 2, "a keyboard does not stop at what is hidden"


def test_phones_get_their_image_within_a_link(visit: Open) -> None:
    """The narrow image is shown, and a click opens what is shown."""
    wide = look_at_images(visit("sau/bai/"))[0]
    tab = visit("sau/bai/", 360)
    narrow = look_at_images(tab)[0]
    assert narrow != wide
    tab.locator(".heatmark img:visible").first.click()
    opened = tab.locator(".gslide.current img")
    opened.wait_for()
    assert opened.evaluate("img => img.src") == narrow


def test_a_page_to_print(visit: Open) -> None:
    """Print-site's page has coloured text, and images that are there without scrolling."""
    tab = visit("print_page/")
    tab.emulate_media(media="print")
    tab.wait_for_timeout(400)
    cells = chromium.measure(tab, chromium.CELLS)
    assert len({cell["fills"][0] for cell in cells}) > 4
    assert {cell["adjust"] for cell in cells} == {"exact"}
    assert min(map(chromium.contrast, cells)) >= 4.5
    shown = [one["width"] for one in tab.evaluate(IMAGES) if one["shown"]]
    assert len(shown) == 2
    assert min(shown) > 0
    chromium.keep(tab, "print-site.pdf")


def test_offline(browser: Browser, tmp_path: Path) -> None:
    """From disk, pages have colours and images, and nothing of ours asks for a network."""
    theme = {"name": "material", "font": False}
    site = build(tmp_path, theme, ["search", "offline", "heatmark"])
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    tab.goto((site / "sau/bai.html").as_uri(), wait_until="load")
    assert len(set(chromium.fills(tab))) > 4
    assert len(look_at_images(tab)) == 2
    context.close()
    outside = {url for url in asked if not url.startswith(("file:", "data:"))}
    assert outside <= {"https://unpkg.com/iframe-worker/shim"}, "Material's own search"


AROUND = chromium.CELLS.replace(
    ".heatmark-text b",
    ".heatmark figcaption, .heatmark-legend > span, .heatmark-table summary, .heatmark-name,"
    " .heatmark-table td, .heatmark-table th, .heatmark-table pre, .heatmark-error p",
)
FRAME = """() => { const all = [...document.querySelectorAll('.heatmark img')];
  const img = all.find(e => e.checkVisibility());
  const style = getComputedStyle(img), around = img.parentElement.getBoundingClientRect();
  return [parseFloat(style.paddingTop) + parseFloat(style.borderTopWidth),
    Math.round(around.height - img.getBoundingClientRect().height)]; }"""
THEMES: dict[str, dict[str, Any]] = {
    "mkdocs": {"name": "mkdocs", "color_mode": "auto"},
    "mkdocs-light": {"name": "mkdocs"},
    "mkdocs-dark": {"name": "mkdocs", "color_mode": "dark"},
    "readthedocs": {"name": "readthedocs"},
}
# Theme, width, what the reader's system prefers, and what the theme makes of it.
PAGES = [
    ("mkdocs", 1100, "light", "light"),
    ("mkdocs", 1100, "dark", "dark"),
    ("mkdocs", 360, "light", "light"),
    ("mkdocs", 360, "dark", "dark"),
    ("mkdocs-light", 1100, "dark", "light"),
    ("mkdocs-dark", 360, "light", "dark"),
    ("readthedocs", 1100, "light", "light"),
    ("readthedocs", 360, "dark", "light"),
]


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the lesson in MkDocs' own themes; their addresses."""
    folder, plugins = tmp_path_factory.mktemp("themes"), ["search", "heatmark"]
    return {
        name: (build(folder / name, theme, plugins) / "sau/bai/index.html").as_uri()
        for name, theme in THEMES.items()
    }


@pytest.mark.parametrize("page", PAGES)
def test_themes_of_mkdocs(
    show: Open, themed: dict[str, str], page: tuple[str, int, str, str]
) -> None:
    """All can be read, nothing sticks out, and colours and images are those for the ground."""
    name, width, prefers, ground = page
    tab = show(themed[name], width, color_scheme=prefers)
    chromium.settle(tab)
    tab.evaluate("() => document.querySelectorAll('.heatmark details').forEach(d => d.open = true)")
    cells, around = chromium.measure(tab, chromium.CELLS), chromium.measure(tab, AROUND)
    for one in (cells, around):
        assert len(one) > 20
        worst = min(one, key=chromium.contrast)
        assert chromium.contrast(worst) >= 4.5, worst
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width
    low = [chromium.channels(cell["fills"][0])[0] for cell in cells if cell["level"] == "q0"]
    assert ("dark" if max(map(chromium.luminance, low)) < 0.1 else "light") == ground
    shown = [one for one in ("light", "dark") if tab.locator(f".heatmark-{one}:visible").count()]
    assert shown == [ground]
    assert len(look_at_images(tab)) == 2
    assert tab.evaluate(FRAME) == [0, 0], "no frame around images, no gap"
    chromium.keep(tab, f"{name}-{width}-{ground}.png", full_page=True)
