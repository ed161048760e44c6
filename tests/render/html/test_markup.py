"""What the page about markup promises."""

from __future__ import annotations

import re
from pathlib import Path

from heatmark.core.errors import ParseError
from heatmark.render.html.figure import error_box, figure
from heatmark.render.image.draw import images
from pages import draw

DOCS = Path(__file__).parents[3] / "docs"
BLOCKS = (
    ("cmap=Reds title=x id=y scale=[1,2] model=m", "a 0\nb 1\nc 3\nd -"),
    ("view=bars", "a 1\nb 2"),
    ("view=grid", "a 1 2\nb 2 3"),
    ("series=tabs", "a 1 2\nb 2 3"),
    ("series=pick", "tokens: [a, b]\nscores: [[1, 2], [3, 4]]"),
    ("lineup=3", "a 1\nb 2\nc 3"),
    ("control=shuffle", "a 1\nb 2\nc 3"),
    ("noise=9", "a 1\nb 2\nc 3"),
    ("", "tokens: [a, b]\nmark: [1]"),
    ("", "tokens: [a, b]\nclasses: [X, Y]"),
    ("values=below steps=1", "a 1\nb 2"),
    ("", 'tokens: ["a\\nb"]\nclasses: [X]'),
)


def _markup() -> str:
    pictures = [draw(header, body) for header, body in BLOCKS]
    image = draw("output=svg", "a 1\nb 2")
    shown = [(one, "x") for one in images(image)]
    return "".join(
        [*map(figure, pictures), figure(image, (), shown), error_box(ParseError("x"), "en", 1)]
    )


def test_what_is_promised_is_there() -> None:
    """Each class that the page names is one that figures have."""
    page = (DOCS / "markup.md").read_text(encoding="utf-8")
    promised = set(re.findall(r"[.](heatmark-[a-z]+|q[\dx]+|q-[a-z]+)", page))
    found = {name for value in re.findall(r'class="?([^">]*)', _markup()) for name in value.split()}
    assert len(promised) == 28
    assert promised - {"heatmark-COLORMAP"} <= found
    assert "heatmark-Reds" in found
