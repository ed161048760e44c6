"""How elements of ours look where no stylesheet of ours is: as styles that are with them.

Colours are those of light pages, unless the stylesheet is there and has others for dark ones. Cells
have fill and ink together, so that they can be read on any page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from heatmark.picture.parts import Palette


_LEVEL = lazy_re(r"q(\d+)")
_KEPT = frozenset({"margin-left", "width"})  # of what elements have, the lengths of bars
_STEPS = 5  # of a ramp, from one level to the next that is named
_FRAME = "1px dashed currentColor"
_LOOKS: dict[str, dict[str, str]] = {
    "heatmark-text": {"whiteSpace": "pre-wrap", "lineHeight": "2.1", "overflowWrap": "break-word"},
    "heatmark-name": {"fontSize": ".85em", "fontWeight": "600", "marginTop": ".6em"},
    "heatmark-section": {"fontWeight": "600", "borderBottom": "1px solid", "marginTop": ".9em"},
    "heatmark-note": {"fontSize": ".8em"},
    "heatmark-origin": {"fontSize": ".8em"},
    "heatmark-caution": {"fontWeight": "600", "borderLeft": ".3em solid", "paddingLeft": ".6em"},
    "heatmark-legend": {"fontSize": ".85em"},
    "heatmark-scroll": {"overflowX": "auto"},
    "heatmark-group": {"outline": "1px solid currentColor"},
    "heatmark-tag": {"borderBottom": "2px solid"},
    "heatmark-bar": {
        "display": "inline-block",
        "width": "8em",
        "height": "1.1em",
        "verticalAlign": "middle",
        "marginRight": ".5em",
    },
    "heatmark-ramp": {"display": "inline-block", "width": "5em", "color": "transparent"},
    "q-mark": {"outline": "2px solid currentColor"},
    "q-up": {"boxShadow": "inset 0 .18em currentColor"},
    "q-down": {"boxShadow": "inset 0 -.18em currentColor"},
    "q-in": {"borderBottom": ".14em dotted"},
    "q-name": {"fontSize": ".7em"},
    "q-gap": {"visibility": "hidden"},
    "qx": {"outline": _FRAME, "outlineOffset": "-1px"},
    "j": {"marginLeft": "1px", "borderTopLeftRadius": "0", "borderBottomLeftRadius": "0"},
}
_CELL = {"borderRadius": ".22em", "padding": ".12em .12em .27em"}
_BAR = {"display": "block", "height": "100%", "border": "1px solid", "minWidth": "2px"}


def look(
    tag: str, classes: Collection[str], own: Mapping[str, str], middle: str, palette: Palette
) -> dict[str, str]:
    """Write the style of an element, with the names that MyST has for its properties.

    Args:
        tag: What the element is in HTML.
        classes: Its classes.
        own: The style that it has there.
        middle: The level of what is within the noise, around here.
        palette: The colours.
    """
    style: dict[str, str] = {}
    level = _level(classes, middle)
    if tag == "b" and classes:
        style |= _CELL
    if tag == "i" and level is not None:
        style |= _BAR
    for one in (name for name in _LOOKS if name in classes):
        style |= _LOOKS[one]
    if tag == "small":
        style |= {"fontSize": ".8em"}
    if level is not None:
        style |= _coloured(level, palette)
    if "heatmark-ramp" in classes:
        steps = [_fill(at, palette) for at in range(0, len(palette.light), _STEPS)]
        style["background"] = f"linear-gradient(90deg,{','.join(steps)})"
    return style | {_camel(name): value for name, value in own.items() if name in _KEPT}


def _level(classes: Collection[str], middle: str) -> int | None:
    if "q-in" in classes:
        return int(middle) if middle.isdecimal() else None
    found = (_LEVEL.fullmatch(one) for one in classes)
    return next((int(one[1]) for one in found if one), None)


def _coloured(level: int, palette: Palette) -> dict[str, str]:
    """Colour a cell; not by `backgroundColor`, which MyST writes into documents of Typst."""
    ink = f"var(--i{level},{palette.light_ink[level]})"
    return {"background": _fill(level, palette), "color": ink}


def _fill(level: int, palette: Palette) -> str:
    return f"var(--f{level},{palette.light[level]})"


def _camel(name: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), name)
