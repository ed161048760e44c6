"""Our colours in every theme: those for light pages on light ones, for dark pages on dark ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import chromium
import looked
import themes
from heatmark.doors.command.page.lesson import page_of_lesson
from looked import NOTEBOOKS, VIEWS
from needs import needs
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from playwright.sync_api import Page as Tab

    from chromium import Open

pytestmark = needs("chromium")

ENOUGH = 4.5  # WCAG 2, 1.4.3
ALL = [*themes.MKDOCS, *themes.SPHINX, *themes.MORE]
LOOKS = [
    pytest.param(theme, scheme, marks=[needs(themes.MORE[theme])] if theme in themes.MORE else [])
    for theme in ALL
    for scheme in ("light", "dark", "system")
    if (scheme != "system" or theme in looked.SYSTEM)
    and (scheme == "light" or theme not in themes.ALWAYS_LIGHT)
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Build a page with each view in a theme, once; its address."""
    folder, known = tmp_path_factory.mktemp("themes"), {}

    def build(theme: str, **options: object) -> str:
        key = f"{theme}-{len(options)}"
        if key not in known:
            folder.joinpath(key).mkdir()
            page = looked.source(theme)
            known[key] = themes.build(theme, folder / key, page, **options).as_uri()
        return known[key]

    return build


def assert_right(tab: Tab, views: Iterable[str], *, dark: bool) -> None:
    for view in views:
        found = looked.look(tab, view)
        assert found.is_dark is dark, f"the page of {view} is on {found.page}"
        assert found.wrong == (), view
        assert found.contrast >= ENOUGH, f"{view}: {found.where}"


@pytest.mark.parametrize(("theme", "scheme"), LOOKS)
def test_theme(show: Open, built: Callable[..., str], theme: str, scheme: str) -> None:
    """Tokens, bars, grids and images have the colours for such a page, and can be read."""
    tab = show(built(theme), 1100, color_scheme="dark" if scheme == "system" else "light")
    looked.switch(tab, theme, scheme)
    assert_right(tab, looked.views(theme), dark=scheme != "light")
    chromium.keep(tab, f"theme-{theme}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("theme", ["pydata", "alabaster"])
def test_phone(show: Open, built: Callable[..., str], theme: str) -> None:
    """On a phone one image is seen, on dark pages too: the narrow one."""
    tab = show(built(theme), 390)
    looked.switch(tab, theme, "light" if theme in themes.ALWAYS_LIGHT else "dark")
    for view in ("image", "card"):
        assert tab.locator(f".see-{view} img:visible").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_the_command(show: Open, tmp_path: Path, scheme: str) -> None:
    """One file that `heatmark page` writes follows the reader's system, heads of grids too."""
    (tmp_path / "a.md").write_text(looked.PAGE, encoding="utf-8")
    page, _ = page_of_lesson(tmp_path / "a.md", tmp_path)
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    tab = show((tmp_path / "a.html").as_uri(), color_scheme=scheme)
    assert_right(tab, VIEWS, dark=scheme == "dark")


@needs("nbconvert")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_jupyterlab(show: Open, tmp_path: Path, scheme: str) -> None:
    """A notebook as JupyterLab shows it, which nbconvert writes."""
    file = tmp_path / "notebook.html"
    file.write_text(looked.lab(scheme), encoding="utf-8")
    tab = show(file.as_uri())
    assert_right(tab, looked.CELLS, dark=scheme == "dark")
    chromium.keep(tab, f"theme-jupyterlab-{scheme}.png", full_page=True)


@pytest.mark.parametrize(("host", "scheme"), NOTEBOOKS)
def test_notebook(show: Open, tmp_path: Path, host: str, scheme: str) -> None:
    """Where the page of a notebook has a host's signal and colours, ours are those for it."""
    file = tmp_path / "notebook.html"
    file.write_text(looked.notebook(host, scheme), encoding="utf-8")
    assert_right(show(file.as_uri()), looked.CELLS, dark=scheme == "dark")


@pytest.mark.parametrize("theme", ALL)
def test_the_table_has_every_theme(theme: str) -> None:
    """Each theme that is tried has its row in docs/themes.md, in which nothing is wrong."""
    text = (ROOT / "docs/themes.md").read_text(encoding="utf-8")
    title, _, signal = looked.KNOWN[theme]
    (row,) = (row for row in text.splitlines() if row.startswith(f"| {title} |"))
    assert f"| {signal} |" in row
    assert "**no**" not in row


NIGHT = """.night :is(body, div.body, .wy-nav-content) { background: #102030; color: #eee }
.heatmark { --heatmark-page: #102030; --heatmark-ink: #eee }"""


@pytest.mark.parametrize("theme", ["plain", "readthedocs", "alabaster"])
def test_selector_of_an_author(show: Open, built: Callable[..., str], theme: str) -> None:
    """With `dark_selector` colours follow a signal of one's own: in Markdown, MkDocs, Sphinx."""
    tab = show(built(theme, dark_selector=".night"))
    assert not looked.look(tab, "text").is_dark
    assert_right(tab, VIEWS, dark=False)
    tab.evaluate("document.documentElement.classList.add('night')")
    tab.add_style_tag(content=NIGHT)
    assert_right(tab, VIEWS, dark=True)
