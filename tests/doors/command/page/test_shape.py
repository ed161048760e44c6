"""The shape of a page."""

from __future__ import annotations

import pytest
from markdown import Markdown

from heatmark.doors.command.page.shape import Shape


def shown(text: str, *more: str, **settings: dict[str, bool]) -> str:
    md = Markdown(extensions=["tables", Shape(), *more], extension_configs=settings)
    return md.convert(text).replace("\n", "")


def test_tables_scroll_by_themselves() -> None:
    """Not the page; the text behind them stays behind them."""
    html = shown("x\n\n| a |\n|---|\n| 1 |\n\ny")
    assert '<p>x</p><div class="table" tabindex="0"><table>' in html
    assert html.endswith("</table></div><p>y</p>")


@pytest.mark.parametrize("alternate", [True, False])
def test_tabs_say_their_names(alternate: bool) -> None:
    """Those within tabs too: on paper all of them are seen."""
    text = '=== "A"\n\n    a\n\n    === "B"\n\n        b\n\n=== "C"\n\n    c\n'
    html = shown(text, "pymdownx.tabbed", **{"pymdownx.tabbed": {"alternate_style": alternate}})
    for name in "ABC":
        said = f'<p class="tabbed-name">{name}</p><p>{name.lower()}</p>'
        assert html.count(said) == 1
    assert html.count("tabbed-name") == 3
