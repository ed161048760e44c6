"""Grids: a column for each token, a row for each layer, head, or token that looks at them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from heatmark.render.html.elements import head, middle, quotable, region, solo, solos
from heatmark.render.visible import is_dense, said, scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.core.scored_tokens import Label
    from heatmark.picture.parts import Picture, Strip


_ARROWS = {-1: "↓", 1: "↑", 0: ""}
_MARKS = {-1: " q-down", 1: " q-up", 0: ""}


def grid(picture: Picture, measure: str) -> str:
    """Draw a grid as a table, which scrolls with its heads in sight.

    Args:
        picture: What to draw.
        measure: The head of a row without a name.
    """
    heads = "".join(head("col", name) for name in solos(picture.cells))
    labels = picture.labels or ((None,) * len(picture.cells.shown),) * len(picture.strips)
    rows = "\n".join(
        f"<tr{middle(strip)}>{head('row', solo(strip.name or measure))}"
        f"{''.join(_cells(picture, strip, row))}</tr>"
        for strip, row in zip(picture.strips, labels, strict=True)
    )
    kind = '"heatmark-grid heatmark-dense"' if is_dense(picture) else "heatmark-grid"
    top = f"<thead><tr><td></td>{heads}</tr></thead>"
    return region(f"<table class={kind}>{top}<tbody>\n{rows}\n</tbody></table>", picture, "grid")


def _cells(picture: Picture, strip: Strip, labels: tuple[Label, ...]) -> Iterator[str]:
    """Write cells: the label, and the number as text if there is room, else for the pointer."""
    dense, words = is_dense(picture), said(picture, strip)
    shown = scores(picture, strip)
    for place, label in enumerate(labels):
        text = "" if label is None else solo(label)
        if not dense:
            number = (
                f"{shown[place]}{_ARROWS[strip.clipped.get(place, 0)]}" if shown[place] else "–"
            )
            number = escape(number, quote=False)
            text = f"{text}<small>{number}</small>" if text else number
        wants_title = picture.hover and (dense or not shown[place])
        title = f" title={quotable(escape(words[place]))}" if wants_title else ""
        yield f"<td class={_kind(strip, place)}{title}>{text}</td>"


def _kind(strip: Strip, place: int) -> str:
    level = strip.levels[place]
    kind = "q-in" if place in strip.faded else f"q{level}" if level >= 0 else "qx"
    return quotable(f"{kind}{_MARKS[strip.clipped.get(place, 0)]}")
