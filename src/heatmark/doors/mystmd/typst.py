"""Nodes of ours as Typst, for documents that MyST makes: of styles it keeps nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heatmark.core.patterns import lazy_re
from heatmark.render.typst import typst_colour, typst_string

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from heatmark.doors.mystmd.nodes import MystNode


_COLOUR = lazy_re(r"var\(--[fi]\d+,(#[0-9a-f]+)\)")
_SHARE = lazy_re(r"([\d.]+)%")
_BAR = 7.0  # em: as long as the longest bar
_MOST_COLUMNS = 12  # of a table in letters that are not smaller still
_UNSEEN = frozenset({"heatmark-answer", "q-gap"})


def typst(nodes: Sequence[MystNode]) -> str:
    """Write nodes that [tree][heatmark.doors.mystmd.tree.tree] has made."""
    return "".join(map(_written, nodes))


def numbered_typst(inside: str, caption: str, ident: str) -> str:
    """Put content into a figure that Typst numbers as those of MyST, and that pages may cut.

    Args:
        inside: The content.
        caption: The caption, not yet escaped, or nothing.
        ident: What MyST calls it.
    """
    said = f", caption: [#{typst_string(caption)}]" if caption else ""
    label = f" #label({typst_string(ident)})"
    body = f"#block(width: 100%)[#align(left)[{inside}]]"
    figure = f'#figure(kind: "figure", supplement: [Figure]{said})[{body}]{label}'
    return f"#[#show figure: set block(breakable: true)\n{figure}]\n\n"


def _written(node: MystNode) -> str:
    classes = set(node.get("class", "").split())
    if classes & _UNSEEN:
        return ""
    if "heatmark-bar" in classes:
        return _bar(node)
    if "heatmark-ramp" in classes:
        return _ramp(node)
    return _WRITERS.get(node["type"], _inside)(node)


def _inside(node: MystNode) -> str:
    return typst(node.get("children", ()))


def _text(node: MystNode) -> str:
    lines = str(node["value"]).split("\n")
    return "#linebreak()".join(f"#{typst_string(line)}" if line else "" for line in lines)


def _span(node: MystNode) -> str:
    style = node.get("style", {})
    inside = _inside(node)
    size = style.get("fontSize", "")
    if size.startswith("."):
        inside = f"#text(size: 0{size})[{inside}]"
    fill, ink = (_colour(style.get(name, "")) for name in ("background", "color"))
    is_framed = "outline" in style or "borderBottom" in style
    if not fill and not is_framed:
        return inside
    frame = ", stroke: 0.4pt" if is_framed else ""
    inside = f"#text(fill: {ink})[{inside}]" if ink else inside
    fill = f"fill: {fill}, " if fill else ""
    return f"#box({fill}outset: (y: 2.5pt), inset: (x: 1pt){frame})[{inside}]"


def _colour(style: str) -> str:
    found = _COLOUR.search(style)
    return typst_colour(found[1]) if found else ""


def _block(node: MystNode) -> str:
    style = node.get("style", {})
    inside = _inside(node)
    if style.get("fontWeight") == "600":
        inside = f"#strong[{inside}]"
    if style.get("lineHeight"):
        inside = f"#par(leading: 1em)[{inside}]"
    return f"#block[{inside}]\n" if inside else ""


def _details(node: MystNode) -> str:
    """Unfold what paper cannot fold, in small print; its head says nothing there."""
    shown = [one for one in node["children"] if one["type"] != "summary"]
    return f"#text(size: 0.85em)[{typst(shown)}]\n" if shown else ""


def _tabs(node: MystNode) -> str:
    return "".join(
        f"#block[#strong[#{typst_string(one['title'])}]]\n{_inside(one)}"
        for one in node["children"]
    )


def _table(node: MystNode) -> str:
    rows = [row["children"] for row in node["children"]]
    columns = max((len(row) for row in rows), default=1)
    has_head = bool(rows) and all(cell.get("header") for cell in rows[0][1:])
    head = f"table.header({_cells(rows[0], columns)}), " if has_head else ""
    body = ", ".join(_cells(row, columns) for row in rows[has_head:])
    size = 0.85 * min(1.0, _MOST_COLUMNS / columns)
    made = f"table(columns: {columns}, inset: 3pt, stroke: 0.3pt + gray, {head}{body})"
    return f"#text(size: {size:.3g}em)[#{made}]\n"


def _cells(row: Sequence[MystNode], columns: int) -> str:
    """Write the cells of a row; one that is too short is filled up."""
    return ", ".join([*map(_cell, row), *["[]"] * (columns - len(row))])


def _cell(node: MystNode) -> str:
    style = node.get("style", {})
    fill, ink = (_colour(style.get(name, "")) for name in ("background", "color"))
    inside = _inside(node)
    if node.get("header"):
        inside = f"#strong[{inside}]"
    if not fill:
        return f"[{inside}]"
    return f"table.cell(fill: {fill})[#text(fill: {ink})[{inside}]]"


def _bar(node: MystNode) -> str:
    """Draw a bar where it begins, as long as it is."""
    (shown,) = node["children"] or [{}]
    style = shown.get("style", {})
    start, length = (_share(style.get(name, "")) for name in ("marginLeft", "width"))
    fill = _colour(style.get("background", ""))
    rect = f"rect(width: {length * _BAR:.3g}em, height: 0.8em, fill: {fill}, stroke: 0.3pt)"
    return f"#box(width: {_BAR:.3g}em, height: 0.8em)[#place(dx: {start * _BAR:.3g}em, {rect})] "


def _share(style: str) -> float:
    found = _SHARE.fullmatch(style)
    return float(found[1]) / 100 if found else 0.0


def _ramp(node: MystNode) -> str:
    colours = _COLOUR.findall(node.get("style", {}).get("background", ""))
    stops = ", ".join(map(typst_colour, colours))
    return f"#box(width: 5em, height: 0.8em, fill: gradient.linear({stops}))"


_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "span": _span,
    "strong": lambda node: f"#strong[{_inside(node)}]",
    "paragraph": lambda node: f"#par[{_inside(node)}]\n",
    "div": _block,
    "details": _details,
    "table": _table,
    "tabSet": _tabs,
    "caption": lambda node: f"#block[#strong[{_inside(node)}]]\n",
    "image": lambda _: "",
}
