"""What a page looks like in a theme: whether our colours are those for it, and can be read."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from PIL import Image

import chromium
import themes
from heatmark import Heatmap
from heatmark.picture.palette import palette

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

TOKENS = ["Hà", " Nội", " là", " thủ", " đô", "."]
SCORES = [0, 1, 2, 3, 4, 5]
ROWS = {"tầng 1": SCORES, "tầng 2": SCORES[::-1]}
CMAP = "Reds"
VIEWS = ("text", "bars", "grid", "image", "card")
SYSTEM = {"furo": "auto", "nefertiti": ""}  # what follows the reader's system in these themes

# What each theme is called, the package that brings it, and how it says that a page is dark.
KNOWN = {
    "material": ("Material for MkDocs", "mkdocs-material", '`data-md-color-scheme="slate"`'),
    "mkdocs": ("MkDocs", "mkdocs", '`data-bs-theme="dark"`'),
    "readthedocs": ("MkDocs, readthedocs", "mkdocs", "always light"),
    "furo": ("Furo", "furo", '`data-theme="dark"`, or `auto` and the system'),
    "pydata": ("PyData", "pydata-sphinx-theme", '`data-theme="dark"`'),
    "alabaster": ("Alabaster", "alabaster", "always light"),
    "book": ("Book", "sphinx-book-theme", '`data-theme="dark"`'),
    "shibuya": ("Shibuya", "shibuya", "`html.dark`"),
    "awesome": ("Awesome", "sphinxawesome-theme", "`html.dark`"),
    "nefertiti": ("Nefertiti", "sphinx-nefertiti", "`html.dark`, or neither and the system"),
    "piccolo": ("Piccolo", "piccolo-theme", '`data-mode="dark"` or `darkest`'),
    "rtd": ("Read the Docs", "sphinx-rtd-theme", "always light"),
}
SIGNALS = {
    "VS Code": '`data-vscode-theme-kind="vscode-dark"`',
    "VS Code, high contrast": '`data-vscode-theme-kind="vscode-high-contrast"`',
    "Colab": "`html[theme=dark]`",
    "marimo": "`body.dark`",
}


def _block(view: str) -> str:
    header = {"text": "", "image": "output=png dark=both", "card": "output=png"}
    scores = ROWS if view in {"bars", "grid"} else SCORES
    body = json.dumps({"tokens": TOKENS, "scores": scores}, ensure_ascii=False)
    options = header.get(view, f"view={view}")
    return f"```heatmap {options} css_classes=see-{view} cmap={CMAP} measure=x\n{body}\n```\n"


def _notebook(view: str) -> str:
    """Write what a cell prints, as myst-nb and nbsphinx do."""
    shown = _made(view)._repr_html_()
    inner = f'<div class="output text_html">{shown}</div>'
    cell = f'<div class="cell_output docutils container">{inner}</div>'
    return f"```{{raw}} html\n{cell}\n```\n"


def _made(view: str) -> Heatmap:
    special: dict[str, dict[str, Any]] = {
        "text": {},
        "image": {"output": "png", "dark": "both"},
    }
    options = special.get(view, {"view": view})
    scores = ROWS if "view" in options else SCORES
    return Heatmap(
        TOKENS, scores, cmap=CMAP, measure="x", css_classes=f"see-cell-{view}", **options
    )


NOTEBOOK_VIEWS = ("text", "bars", "grid", "image")
PAGE = "# Bản đồ nhiệt\n\nMột đoạn văn.\n\n" + "\n\n".join(map(_block, VIEWS))
WITH_CELLS = f"{PAGE}\n\n" + "\n\n".join(map(_notebook, NOTEBOOK_VIEWS))


CELLS = tuple(f"cell-{view}" for view in NOTEBOOK_VIEWS)
# Themes whose authors put notebooks into their books.
_WITH_CELLS = {"pydata", "book", "shibuya", "awesome", "furo"}


def source(theme: str) -> str:
    """Give the page for a theme; those of books have what cells of notebooks print in it."""
    return WITH_CELLS if theme in _WITH_CELLS else PAGE


def views(theme: str) -> tuple[str, ...]:
    """Name what is on the page for a theme."""
    return (*VIEWS, *CELLS) if theme in _WITH_CELLS else VIEWS


def switch(tab: Tab, theme: str, scheme: str) -> None:
    """Turn a page light or dark, or let it follow the reader's system."""
    themes.switch(tab, theme, scheme, SYSTEM.get(theme, ""))


@dataclass(frozen=True)
class Notebook:
    """How a notebook says that it is dark, and its colours.

    Attributes:
        html: Attributes of `<html>`.
        body: Attributes of `<body>`.
        style: Its stylesheet.
    """

    html: str
    body: str
    style: str


def _vscode(kind: str, ground: str, ink: str) -> Notebook:
    names = f"--vscode-editor-background:{ground};--vscode-editor-foreground:{ink}"
    style = f"html{{{names}}}body{{background:{ground};color:{ink}}}"
    return Notebook("", f'class="vscode-{kind}" data-vscode-theme-kind="vscode-{kind}"', style)


def _colab(theme: str, ground: str, ink: str) -> Notebook:
    names = f"--colab-primary-surface-color:{ground};--colab-primary-text-color:{ink}"
    return Notebook(f"theme={theme}", "", f"html{{{names}}}body{{background:{ground};color:{ink}}}")


def _marimo(theme: str) -> Notebook:
    style = """:root{color-scheme:light;
    --background:light-dark(hsl(0deg 0% 100%),hsl(150deg 7.7% 10.2%));
    --foreground:light-dark(hsl(222.2deg 47.4% 11.2%),hsl(155deg 7% 93%))}
    :root:has(body.dark),.dark{color-scheme:dark}
    body{background:var(--background);color:var(--foreground)}"""
    return Notebook("", f'class="{theme} {theme}-theme" data-theme={theme}', style)


# Notebooks that no test can run: pages with their signals and colours, as they are known to be.
NOTEBOOKS = {
    ("VS Code", "light"): _vscode("light", "#ffffff", "#3b3b3b"),
    ("VS Code", "dark"): _vscode("dark", "#1f1f1f", "#cccccc"),
    ("VS Code, high contrast", "dark"): _vscode("high-contrast", "#000000", "#ffffff"),
    ("VS Code, high contrast", "light"): _vscode("high-contrast-light", "#ffffff", "#292929"),
    ("Colab", "light"): _colab("light", "#ffffff", "#1f1f1f"),
    ("Colab", "dark"): _colab("dark", "#383838", "#e3e3e3"),
    ("marimo", "light"): _marimo("light"),
    ("marimo", "dark"): _marimo("dark"),
}


def notebook(host: str, scheme: str) -> str:
    """Write the page of a notebook that shows each view."""
    kind = NOTEBOOKS[host, scheme]
    shown = "".join(f"<div>{_made(view)._repr_html_()}</div>" for view in NOTEBOOK_VIEWS)
    return (
        f"<!doctype html><html lang=vi {kind.html}><meta charset=utf-8><title>T</title>"
        f"<style>{kind.style}</style><body {kind.body}>{shown}"
    )


def lab(scheme: str) -> str:
    """Let nbconvert write a notebook as JupyterLab shows it, light or dark."""
    import nbformat.v4
    from nbconvert import HTMLExporter

    write: Any = nbformat.v4
    outputs = [
        write.new_output("display_data", {"text/html": _made(view)._repr_html_()})
        for view in NOTEBOOK_VIEWS
    ]
    cells = [write.new_code_cell("heatmap", outputs=[one]) for one in outputs]
    made = write.new_notebook(cells=cells)
    exporter: Any = HTMLExporter
    html, _ = exporter(theme=scheme).from_notebook_node(made)
    return str(html)


SEEN = """figure => {
  const probe = document.documentElement.appendChild(document.createElement('div'));
  probe.style.background = 'Canvas';
  const known = new Map([[null, [getComputedStyle(probe).backgroundColor]]]);
  probe.remove();
  const fills = e => { // of an element and all around it
    if (!known.has(e))
      known.set(e, [getComputedStyle(e).backgroundColor, ...fills(e.parentElement)]);
    return known.get(e); };
  const seen = e => ({ink: getComputedStyle(e).color, fills: fills(e),
    level: [...e.classList].find(one => /^q[0-9]+$/.test(one)) || '',
    what: `${e.tagName}.${e.className} ${e.textContent.slice(0, 20)}`});
  const texts = [...figure.querySelectorAll('*')].filter(e => e.checkVisibility()
    && !e.matches('.heatmark-ramp, style')
    && [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim()));
  const image = [...figure.querySelectorAll('img')].find(e => e.checkVisibility());
  return {page: fills(figure.parentElement), around: seen(figure.parentElement),
    texts: texts.map(seen), heads: [...figure.querySelectorAll('.heatmark-scroll th')].map(seen),
    levels: [...figure.querySelectorAll(
      '.heatmark-text b, .heatmark-grid tbody td, .heatmark-bar i')].map(seen),
    image: image && {source: image.currentSrc, filter: getComputedStyle(image).filter,
      padding: getComputedStyle(image).padding,
      dark: Boolean(image.closest('.heatmark-dark'))}}; }"""


@dataclass(frozen=True)
class Look:
    """What was measured of a figure.

    Attributes:
        page: The colour that it stands on, from 0 to 1.
        contrast: The least contrast of a text in it.
        where: Of which.
        wrong: What is not as it should be.
    """

    page: tuple[float, ...]
    contrast: float
    where: str
    wrong: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        return chromium.luminance([*self.page]) < 0.18


def painted(fills: list[str]) -> list[float]:
    """Lay colours over one another, the uppermost first."""
    under = [1.0, 1.0, 1.0]
    for colour in reversed(fills):
        rgb, alpha = chromium.channels(colour)
        under = [c * alpha + u * (1 - alpha) for c, u in zip(rgb, under, strict=True)]
    return under


def look(tab: Tab, view: str) -> Look:
    """Measure a figure of the page.

    Args:
        tab: The page, light or dark.
        view: Which: its class is `see-` and this.
    """
    figure = tab.locator(f".see-{view}")
    figure.scroll_into_view_if_needed()
    seen = chromium.measure(figure, SEEN)
    page = painted(seen["page"])
    is_dark = chromium.luminance(page) < 0.18
    wrong = [*_wrong_levels(seen["levels"], is_dark), *_wrong_heads(seen["heads"], page)]
    if view.endswith(("image", "card")):
        wrong += _wrong_image(figure, seen["image"], wants_dark=is_dark and view != "card")
    elif not seen["levels"]:
        wrong.append("no colours")
    least, where = min((chromium.contrast(text), text["what"]) for text in seen["texts"])
    return Look(tuple(page), least, where, tuple(wrong))


def _wrong_levels(levels: list[dict[str, Any]], is_dark: bool) -> list[str]:
    """Find tokens and cells without the colours of their levels for such a page."""
    colours = palette(CMAP)
    wanted = colours.dark if is_dark else colours.light
    wrong = []
    for one in levels:
        if one["level"]:
            fill = chromium.channels(one["fills"][0])[0]
            expected = bytes.fromhex(wanted[int(one["level"][1:])][1:])
            if [round(255 * channel) for channel in fill] != [*expected]:
                wrong.append(f"{one['what']}: {one['fills'][0]}")
    return wrong[:3]


def _wrong_heads(heads: list[dict[str, Any]], page: list[float]) -> list[str]:
    """Find heads of grids and bars that are not of the page's colour."""
    return [
        f"{one['what']}: {one['fills'][0]}"
        for one in heads
        if max(abs(a - b) for a, b in zip(painted(one["fills"]), page, strict=True)) > 0.02
    ][:3]


def _wrong_image(figure: Any, image: dict[str, Any] | None, *, wants_dark: bool) -> list[str]:
    """Find what a theme does to an image: seen are its own colours, and those for the page."""
    if image is None:
        return ["no image"]
    wrong = [] if image["dark"] == wants_dark else ["the image for other pages"]
    if image["filter"] != "none" or image["padding"] != "0px":
        wrong.append(f"filter {image['filter']}, padding {image['padding']}")
    shown = figure.locator("img:visible")
    shown.evaluate("e => { e.loading = 'eager'; return e.decode(); }")
    data = shown.evaluate(
        "async e => [...new Uint8Array(await (await fetch(e.currentSrc)).arrayBuffer())]"
        if image["source"].startswith("data:")
        else "() => null"
    )
    file = bytes(data) if data else _file(image["source"])
    drawn, seen = _ground(file), _ground(shown.screenshot())
    if max(abs(a - b) for a, b in zip(drawn, seen, strict=True)) > 3:
        wrong.append(f"drawn on {drawn}, seen on {seen}")
    return wrong


def _file(address: str) -> bytes:
    return Path(unquote(urlparse(address).path)).read_bytes()


def _ground(data: bytes) -> tuple[int, ...]:
    """Find the colour that most of an image has."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    counted: Any = image.getcolors(image.width * image.height)
    _, most = max(counted)
    return tuple(most)
