"""Which renderer draws which view: the tables of docs/inside are those of the code."""

from __future__ import annotations

import inspect
import os
import re
from typing import TYPE_CHECKING

import pytest

import heatmark
from heatmark.options.values import VIEWS
from heatmark.render.html.figure import HTML_TABS, HTML_VIEWS
from heatmark.render.image.views import IMAGE_VIEWS
from heatmark.render.latex import LATEX_VIEWS
from heatmark.render.text import plain_text
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The pages that have the table: their words for the views, for each renderer, and for "in".
PAGES = {
    "inside.md": ("view", "HTML", "HTML, in tabs", "images", "LaTeX", "plain text", "in"),
    "inside.vi.md": ("kiểu", "HTML", "HTML, dạng thẻ", "ảnh", "LaTeX", "văn bản thuần", "ở"),
}
RENDERERS: dict[str, Mapping[str, Callable[..., object]]] = {
    "HTML": HTML_VIEWS,
    "HTML, in tabs": HTML_TABS,
    "images": IMAGE_VIEWS,
    "LaTeX": LATEX_VIEWS,
    "plain text": dict.fromkeys(VIEWS, plain_text),
}
TABLE = re.compile(r"\| (?:view|kiểu) \| HTML.*?\n\n", re.DOTALL)


def drawn_by(draw: Callable[..., object] | None, where: str) -> str:
    """Name a function and its module, as a cell of a table."""
    if draw is None:
        return "–"
    module = (inspect.getmodule(draw) or heatmark).__name__.removeprefix("heatmark.render.")
    return f"`{draw.__name__}` {where} `{module.replace('.', '/')}.py`"


def views_table(page: str) -> str:
    """Write which function of which renderer draws a view."""
    *heads, where = PAGES[page]
    rows = [tuple(heads), ("---",) * len(heads)]
    rows += [
        (f"`{view}`", *(drawn_by(views.get(view), where) for views in RENDERERS.values()))
        for view in VIEWS
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def test_every_renderer_draws_every_view() -> None:
    """None of them has a view that is not declared; what cannot be in tabs is stacked."""
    for name, views in RENDERERS.items():
        assert views.keys() <= {*VIEWS}, name
        assert name == "HTML, in tabs" or views.keys() == {*VIEWS}, name


@pytest.mark.parametrize("page", PAGES)
def test_the_table_of_views_is_up_to_date(page: str) -> None:
    """It names the functions that are there; HEATMARK_UPDATE_GOLDEN=1 writes it."""
    path = ROOT / "docs" / page
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        text = path.read_text(encoding="utf-8")
        path.write_text(TABLE.sub(lambda _: views_table(page), text), encoding="utf-8")
    assert views_table(page) in path.read_text(encoding="utf-8")
