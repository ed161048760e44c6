"""The stylesheet: how cells look on light and dark pages, on paper, and with forced colours."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.picture.chosen import MOST_TO_PICK
from heatmark.picture.palette import LEVELS
from heatmark.picture.parts import SCORES
from heatmark.render.legend import around_number
from heatmark.render.visible import closed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from heatmark.picture.parts import Palette, Picture


# Each theme's own signal: prefers-color-scheme alone is wrong on pages that are always light.
_THEMES = (
    *("[data-md-color-scheme=slate]", "[data-bs-theme=dark]", "[data-theme=dark]"),
    ":is(html,body):is(.dark,.quarto-dark)",  # shibuya, sphinxawesome, nefertiti, Jupyter Book 2
    "[data-mode^=dark]:not([data-theme])",  # Piccolo; PyData has both, and means the other
)
_NOTEBOOKS = (
    *("[data-jp-theme-light=false]", "html[theme=dark]"),  # JupyterLab, Colab
    *("[data-vscode-theme-kind=vscode-dark]", "[data-vscode-theme-kind=vscode-high-contrast]"),
)
_DARK = (*_THEMES, *_NOTEBOOKS)
WIDTHS = range(12, 68, 4)  # letters: the room that the numbers of grids can need
# CSS pixels: from where on a wider image is shown
ROOMS = (288, 384, 480, 576, 672, 768, 896, 1024, 1216)
# reveal.js puts code into boxes, which have a shadow. Its themes do not say whether they are dark:
# so a figure is light, on a ground of its own. Nothing else has its class.
_REVEAL = ".reveal .heatmark pre{box-shadow:none;width:auto}"
_CARD = (
    ".reveal figure.heatmark{background:#fff;color:#1b1b1b;padding:.4em .6em;border-radius:.3em}"
    ".reveal figure.heatmark a{color:inherit}"
)
_CLOSE = {"%", "‰", "°"}  # units that stand right behind the number
# What follows the reader's system: Furo, and nefertiti until its reader chooses.
_AUTO = ("[data-theme=auto]", ":root:not(.light,.dark):has(>body>#snftt-nav-bar)")


def stylesheet(palettes: Iterable[Palette], dark_selector: str | None = None) -> str:
    """Write the stylesheet of a page or a site.

    Args:
        palettes: Those that figures refer to by class; others bring their colours along.
        dark_selector: What is true of dark pages, besides the signals of known themes.
    """
    rules = (f".{palette_class(item.name)}{{{properties(item)}}}\n" for item in palettes)
    return _base(dark_selector) + "".join(rules)


def slide_style(dark_selector: str | None = None) -> str:
    """Write what slides of reveal.js need besides the stylesheet.

    Args:
        dark_selector: What their author says is true of dark pages, if anything.
    """
    return _REVEAL if dark_selector else _REVEAL + _CARD


@lru_cache(maxsize=128)  # equivalent: what is forgotten is computed again
def palette_class(name: str) -> str:
    """Name the class of a palette: `heatmark-Reds`."""
    return "heatmark-" + re.sub(r"[^\w-]", "-", name, flags=re.ASCII)


@lru_cache(maxsize=128)  # equivalent: what is forgotten is computed again
def properties(palette: Palette) -> str:
    """Write a palette as custom properties: fills and inks by level, light and dark."""
    columns = {
        "hl": palette.light,
        "il": palette.light_ink,
        "hd": palette.dark,
        "id": palette.dark_ink,
    }
    return ";".join(
        f"--{name}{level}:{colour}"
        for name, colours in columns.items()
        for level, colour in enumerate(colours)
    )


def around(picture: Picture) -> list[str]:
    """Write measure and unit as custom properties, which stand around numbers under a finger."""
    found: list[str] = []
    measure, unit = around_number(picture)
    if picture.kind != SCORES:
        found.append(f"--ms:{css_string(word('position', picture.lang) + ' ')}")
    if measure:
        found.append(f"--ms:{css_string(measure + ': ')}")
    if unit:
        space = "" if unit in _CLOSE else "\u00a0"
        found.append(f"--un:{css_string(space + unit)}")
    return found


def css_string(text: str) -> str:
    """Write an author's text as a string of CSS that may stand in an attribute.

    Whatever is no letter, digit or space is written by its code.
    """
    (shown,) = closed((text,))
    inner = "".join(
        item if item.isalnum() or item == " " else f"\\{ord(item):x} " for item in shown
    )
    return f"'{inner}'"


@lru_cache(maxsize=8)  # equivalent: what is forgotten is computed again
def _base(dark_selector: str | None) -> str:
    base = files("heatmark.render.html").joinpath("heatmark.css").read_text(encoding="utf-8")
    base = re.sub(r"/\*.*?\*/\s*|\n\s*", "", base, flags=re.DOTALL)
    cells = "".join(
        f".heatmark .q{level}{{--v:{level};--f:var(--f{level});--i:var(--i{level})}}"
        for level in range(LEVELS)
    )
    tight = "--on:initial;--off: ;--snug:initial;--loose: "
    # Cells without numbers where the container has no room for them; see the grid.
    narrow = "".join(
        f"@container(max-width:{width - 0.01}em){{.heatmark-w{width}{{{tight}}}}}"
        for width in WIDTHS
    )
    # What such grids ask of boxes that are as wide as what is in them.
    asked = "".join(
        f".heatmark:has(.heatmark-scroll:not(.heatmark-paper>*)>.heatmark-{kind})"
        f"{{--wide:{width}em}}"
        for kind, width in [*((f"w{item}", item) for item in WIDTHS), ("tight", WIDTHS[-1])]
    )
    # The text of each token for the row that is chosen.
    chosen = "".join(
        f'.heatmark .heatmark-pick:has([value="{row}"]:checked) b:nth-of-type({row})'
        "{display:inline!important}"
        for row in range(1, MOST_TO_PICK + 1)
    )
    item = ".heatmark.heatmark.heatmark.heatmark .heatmark"
    # Where the room is not known, those that are hidden stay so.
    rooms = (
        "@supports (container-type:inline-size){.heatmark.heatmark :is(.heatmark-medium,"
        ".heatmark-narrow):not(.heatmark-dark){display:block!important}}"
    ) + "".join(
        f"@container(min-width:{room}px){{{item}-to{room}{{display:none!important}}}}"
        f"@container(max-width:{room - 0.01}px){{{item}-from{room}{{display:none!important}}}}"
        for room in ROOMS
    )
    stops = ",".join(f"var(--f{level})" for level in range(LEVELS))
    ramp = f".heatmark-ramp{{background:linear-gradient(90deg,{stops})}}"
    # Dark fills are for screens: paper is light, whatever the page was.
    signals = (*_DARK, dark_selector) if dark_selector else _DARK
    dark = f"@media screen{{{_dark_under(*signals)}}}"
    auto = f"@media screen and (prefers-color-scheme:dark){{{_dark_under(*_AUTO)}}}"
    head, tail = base.split("@media", 1)  # the media queries at the end have the last word
    name = "/* heatmark */"  # for whoever wonders where it is from
    light = f"{_colours('', 'l')}{cells}{ramp}\n{narrow}{asked}{chosen}{rooms}"
    return f"{name}{head}\n{light}\n{dark}\n{auto}\n@media{tail}\n"


def _dark_under(*signals: str) -> str:
    """Write what is for dark pages: colours, and the images that were drawn for them.

    Signals weigh nothing, so that what is stronger on light pages is so on dark ones: which image
    has room, which colours an author sets.
    """
    where = f":where({','.join(signals)})"
    return (
        f"{_colours(where, 'd')}"
        f"{where} .heatmark.heatmark.heatmark .heatmark-light{{display:none!important}}"
        f"{where} .heatmark.heatmark.heatmark .heatmark-dark{{display:block!important}}"
    )


def _colours(where: str, mode: str) -> str:
    """Take the colours of a figure's palette that are for light or for dark pages."""
    taken = ";".join(
        f"--f{level}:var(--h{mode}{level});--i{level}:var(--i{mode}{level})"
        for level in range(LEVELS)
    )
    scheme = "color-scheme:dark;" if mode == "d" else ""
    return f"{where} .heatmark{{{scheme}{taken}}}".lstrip()
