"""Build a page with every theme, measure it in a browser, and write the table of docs/themes.md."""

from __future__ import annotations

import re
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests/support"))

from playwright.sync_api import sync_playwright

import looked
import needs
import themes
from chromium import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

    from looked import Look

HEAD = """# Themes, light and dark

What `docs/themes.py` measured on pages that it built with each theme and opened in {browser} (with
MkDocs {mkdocs} and Sphinx {sphinx}): on which colour a figure stands, whether its colours are those
for such a page, whether heads of bars and grids are of the page's colour, and whether images are
seen as they were drawn. The numbers are the least contrast of a text in the figure, on the light
page and on the dark one; WCAG 2 asks for 4.5. A **no** would be a figure that is wrong.

{sites}

`dark: both` has an image of its own for dark pages, `dark: card` is the light one on any page. The
last column is what a notebook's cell shows in a book, where some themes put a light card behind it.

## Notebooks

{notebooks}

JupyterLab is a page that nbconvert {nbconvert} wrote. The others are pages with the signal and the
colours of their host, because no test can run them.

## A theme that is not here

Say how it tells a dark page, in the site's configuration (or `heatmark.defaults` in a notebook):

```yaml
dark_selector: .night
```

Where it has none of the names for its colours that heatmark asks for, heads of bars and grids are
white or nearly black. Say its colours in a stylesheet:

```css
.heatmark {{ --heatmark-page: var(--my-background); --heatmark-ink: var(--my-text) }}
```
"""


def main() -> None:
    """Measure, and write the page."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=needs.program("chromium"), args=FLAGS)
        sites = [_site(browser, theme, Path(folder)) for theme in looked.KNOWN]
        notebooks = [*_notebooks(browser, Path(folder))]
        columns = [*looked.VIEWS, "cell"]
        text = HEAD.format(
            browser=f"Chromium {browser.version.split('.')[0]}",
            **{name: version(name) for name in ("mkdocs", "sphinx", "nbconvert")},
            sites=_table(["theme", "version", "dark by", *_titles(columns)], sites),
            notebooks=_table(["host", "dark by", *looked.NOTEBOOK_VIEWS], notebooks),
        )
        DOCS.joinpath("themes.md").write_text(text, encoding="utf-8")


def _titles(columns: Iterable[str]) -> Iterator[str]:
    names = {"image": "`dark: both`", "card": "`dark: card`", "cell": "in cells"}
    return (names.get(name, name) for name in columns)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _site(browser: Browser, theme: str, folder: Path) -> list[str]:
    name, package, signal = looked.KNOWN[theme]
    folder.joinpath(theme).mkdir()
    address = themes.build(theme, folder / theme, looked.source(theme)).as_uri()
    is_light = theme in themes.ALWAYS_LIGHT
    tabs = []
    for scheme in ("light",) if is_light else ("light", "dark"):
        tabs.append(_tab(browser, address))
        looked.switch(tabs[-1], theme, scheme)
    cells = [_cell(tabs, (view,)) for view in looked.VIEWS]
    has_cells = looked.CELLS[0] in looked.views(theme)
    return [name, version(package), signal, *cells, _cell(tabs, looked.CELLS) if has_cells else "–"]


def _notebooks(browser: Browser, folder: Path) -> Iterator[list[str]]:
    pages = {scheme: looked.lab(scheme) for scheme in ("light", "dark")}
    yield ["JupyterLab", '`data-jp-theme-light="false"`', *_row(browser, pages, folder)]
    for host, signal in looked.SIGNALS.items():
        pages = {scheme: looked.notebook(host, scheme) for scheme in ("light", "dark")}
        yield [host, signal, *_row(browser, pages, folder)]


def _row(browser: Browser, pages: dict[str, str], folder: Path) -> list[str]:
    tabs = []
    for scheme, page in pages.items():
        file = folder / f"{scheme}.html"
        file.write_text(page, encoding="utf-8")
        tabs.append(_tab(browser, file.as_uri()))
    return [_cell(tabs, (view,)) for view in looked.CELLS]


def _tab(browser: Browser, address: str) -> Tab:
    tab = browser.new_page(viewport={"width": 1100, "height": 900})
    tab.route(re.compile("^https?:"), lambda route: route.abort())
    tab.goto(address)
    return tab


def _cell(tabs: list[Tab], views: Iterable[str]) -> str:
    """Write the contrasts on light and dark pages."""
    views = [*views]
    return " / ".join(_said([looked.look(tab, view) for view in views]) for tab in tabs)


def _said(looks: list[Look]) -> str:
    wrong = [one for one in looks if one.wrong]
    return "**no**" if wrong else f"{min(one.contrast for one in looks):.1f}"


if __name__ == "__main__":
    main()
