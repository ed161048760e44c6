"""Which renderer draws which view: the table of docs/inside.md is that of the code."""

from __future__ import annotations

import inspect
import os
import re
from typing import TYPE_CHECKING

import heatmark
from heatmark.options.values import VIEWS
from heatmark.render.html.figure import HTML_TABS, HTML_VIEWS
from heatmark.render.image.views import IMAGE_VIEWS
from heatmark.render.latex import LATEX_VIEWS
from heatmark.render.text import plain_text
from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INSIDE = ROOT / "docs" / "inside.md"
RENDERERS: dict[str, Mapping[str, Callable[..., object]]] = {
    "HTML": HTML_VIEWS,
    "HTML, in tabs": HTML_TABS,
    "images": IMAGE_VIEWS,
    "LaTeX": LATEX_VIEWS,
    "plain text": dict.fromkeys(VIEWS, plain_text),
}
TABLE = re.compile(r"\| view \|.*?\n\n", re.DOTALL)


def drawn_by(draw: Callable[..., object] | None) -> str:
    """Name a function and its module, as a cell of a table."""
    if draw is None:
        return "–"
    module = (inspect.getmodule(draw) or heatmark).__name__.removeprefix("heatmark.render.")
    return f"`{draw.__name__}` in `{module.replace('.', '/')}.py`"


def views_table() -> str:
    """Write which function of which renderer draws a view."""
    rows = [("view", *RENDERERS), ("---",) * (len(RENDERERS) + 1)]
    rows += [
        (f"`{view}`", *(drawn_by(views.get(view)) for views in RENDERERS.values()))
        for view in VIEWS
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def test_every_renderer_draws_every_view() -> None:
    """None of them has a view that is not declared; what cannot be in tabs is stacked."""
    for name, views in RENDERERS.items():
        assert views.keys() <= {*VIEWS}, name
        assert name == "HTML, in tabs" or views.keys() == {*VIEWS}, name


def test_the_table_of_views_is_up_to_date() -> None:
    """It names the functions that are there; HEATMARK_UPDATE_GOLDEN=1 writes it."""
    text = INSIDE.read_text(encoding="utf-8")
    if os.environ.get("HEATMARK_UPDATE_GOLDEN"):
        INSIDE.write_text(TABLE.sub(lambda _: views_table(), text), encoding="utf-8")
    assert views_table() in INSIDE.read_text(encoding="utf-8")
