"""Build a page with every theme, measure it in a browser, and write docs/themes.md and its twin."""

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

ENGLISH = """# Themes, light and dark

What `docs/themes.py` measured on pages that it built with each theme and opened in {browser} (with
MkDocs {mkdocs} and Sphinx {sphinx}): on which colour a figure stands, whether its colours are those
for such a page, whether heads of bars and grids are of the page's colour, and whether images are
seen as they were drawn. The numbers are the least contrast of a text in the figure, on the light
page and on the dark one; WCAG 2 asks for 4.5; the colormap is `Reds`, whose
letters have less of it than those of the default. A **no** would be a figure that is wrong.

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

VIETNAMESE = """# Giao diện, nền sáng và nền tối

Những gì `docs/themes.py` đo được trên các trang mà nó dựng với từng giao diện rồi mở bằng
{browser} (với MkDocs {mkdocs} và Sphinx {sphinx}): hình nằm trên màu nào, màu của hình có phải là
màu dành cho trang như thế không, tiêu đề của thanh và lưới có cùng màu với trang không, và ảnh có
hiện ra đúng như đã vẽ không. Các con số là độ tương phản thấp nhất của chữ trong hình, trên trang
nền sáng và trên trang nền tối; WCAG 2 đòi hỏi 4,5; bảng màu ở đây là `Reds`, kém
tương phản hơn bảng mặc định. Chữ **no** sẽ là một hình sai.

{sites}

`dark: both` có ảnh riêng cho trang nền tối, `dark: card` là ảnh sáng trên mọi trang. Cột cuối là
những gì một ô của sổ tay hiện ra trong sách, nơi vài giao diện đặt một tấm thẻ sáng phía sau.

## Sổ tay

{notebooks}

JupyterLab là một trang do nbconvert {nbconvert} ghi ra. Các dòng còn lại là trang có tín hiệu và
màu của nơi ấy, vì không bài kiểm thử nào chạy được chúng.

## Một giao diện không có ở đây

Hãy cho biết giao diện báo trang nền tối ra sao, trong cấu hình của trang web (hoặc bằng
`heatmark.defaults` trong sổ tay):

```yaml
dark_selector: .night
```

Nếu giao diện không có tên nào trong những tên mà heatmark hỏi cho màu của nó, tiêu đề của thanh và
lưới có màu trắng hoặc gần đen. Hãy ghi màu của giao diện trong một tệp kiểu dáng:

```css
.heatmark {{ --heatmark-page: var(--my-background); --heatmark-ink: var(--my-text) }}
```
"""
PAGES = {"themes.md": ENGLISH, "themes.vi.md": VIETNAMESE}


def main() -> None:
    """Measure, and write the page."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=needs.program("chromium"), args=FLAGS)
        sites = [_site(browser, theme, Path(folder)) for theme in looked.KNOWN]
        notebooks = [*_notebooks(browser, Path(folder))]
        columns = [*looked.VIEWS, "cell"]
        for name, page in PAGES.items():
            words = _WORDS if page is VIETNAMESE else {}
            text = page.format(
                browser=f"Chromium {browser.version.split('.')[0]}",
                **{name: version(name) for name in ("mkdocs", "sphinx", "nbconvert")},
                sites=_table(["theme", "version", "dark by", *_titles(columns)], sites, words),
                notebooks=_table(["host", "dark by", *looked.NOTEBOOK_VIEWS], notebooks, words),
            )
            DOCS.joinpath(name).write_text(text, encoding="utf-8")


_WORDS = {
    "theme": "giao diện",
    "version": "phiên bản",
    "dark by": "nền tối nhờ",
    "text": "chữ",
    "bars": "thanh",
    "grid": "lưới",
    "image": "ảnh",
    "in cells": "trong ô",
    "host": "nơi",
    "always light": "luôn sáng",
    '`data-theme="dark"`, or `auto` and the system': '`data-theme="dark"`, hoặc `auto` và hệ thống',
    "`html.dark`, or neither and the system": "`html.dark`, hoặc không gì cả và hệ thống",
    '`data-mode="dark"` or `darkest`': '`data-mode="dark"` hoặc `darkest`',
    "VS Code, high contrast": "VS Code, tương phản cao",
}
"""What the cells of the tables are in Vietnamese; all else is names and numbers."""


def _titles(columns: Iterable[str]) -> Iterator[str]:
    names = {"image": "`dark: both`", "card": "`dark: card`", "cell": "in cells"}
    return (names.get(name, name) for name in columns)


def _cell_in(words: dict[str, str], cell: str) -> str:
    """Say a cell in Vietnamese if there are words of it; its contrasts have commas then."""
    contrast = words and re.fullmatch(r"\d+\.\d(?: / \d+\.\d)?", cell)
    return cell.replace(".", ",") if contrast else words.get(cell, cell)


def _table(heads: list[str], rows: list[list[str]], words: dict[str, str]) -> str:
    said = ([_cell_in(words, cell) for cell in row] for row in (heads, *rows))
    first = next(said)
    lines = [first, ["---"] * len(first), *said]
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
