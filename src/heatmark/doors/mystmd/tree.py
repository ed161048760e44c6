"""HTML of ours as nodes of MyST, which drops classes and styles of what it reads as HTML itself.

What authors have written is text of nodes here, and nothing else.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re
from heatmark.doors.mystmd.looks import look
from heatmark.doors.mystmd.nodes import paragraph, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.doors.mystmd.nodes import MystNode
    from heatmark.picture.parts import Palette


_TYPES = {
    "figure": "container",
    "figcaption": "caption",
    "details": "details",
    "summary": "summary",
    "table": "table",
    "tr": "tableRow",
    "td": "tableCell",
    "th": "tableCell",
    "strong": "strong",
    "p": "paragraph",
    **dict.fromkeys(("div", "pre"), "div"),
    **dict.fromkeys(("b", "i", "span", "small", "label"), "span"),
}
_EMPTY = frozenset({"img", "input"})  # elements that have no end
_PAGE = 800  # CSS pixels, as wide as MyST takes a page for; it reads more as per cent
_LETTERS = lazy_re(r"\\([0-9a-f]{6})")
_MIDDLE = "--w"  # names the level of what is within the noise, for all inside


class _Builder(HTMLParser):
    """Builds nodes while elements are read."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(convert_charrefs=True)
        self.palette = palette
        self.root: MystNode = {"type": "root", "children": []}
        self.open: list[tuple[str, MystNode, str]] = [("", self.root, "")]
        self.is_kept = 0  # how many elements are open that keep their line ends

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        own = _style(given.get("style", ""))
        _, parent, middle = self.open[-1]
        middle = own.get(_MIDDLE, middle)
        if tag == "img":
            parent["children"].append(_image(given))
        if tag in _EMPTY:
            return
        node = self._node(tag, given, own, middle)
        if node is not parent:
            parent["children"].append(node)
        self.open.append((tag, node, middle))
        self.is_kept += tag == "pre"

    def _node(
        self, tag: str, given: Mapping[str, str], own: Mapping[str, str], middle: str
    ) -> MystNode:
        """Begin a node, or go on with the one around it where MyST has nothing of the kind."""
        if tag not in _TYPES:
            return self.open[-1][1]
        node: MystNode = {"type": _TYPES[tag]}
        classes = given.get("class", "").split()
        style = look(tag, classes, own, middle, self.palette)
        if classes:
            node["class"] = " ".join(classes)
        if style:
            node["style"] = style
        if tag == "th":
            node["header"] = True
        codes = _LETTERS.findall(own.get("--a", ""))  # of a line-up's answer
        letters = "".join(chr(int(code, 16)) for code in codes)
        node["children"] = [{"type": "text", "value": letters}] if letters else []
        return node

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        self.is_kept -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if self.is_kept or data.strip("\n"):
            self.open[-1][1]["children"].append({"type": "text", "value": data})


def tree(html: str, palette: Palette) -> list[MystNode]:
    """Turn HTML that a renderer of ours has written into nodes.

    Args:
        html: The HTML, whose elements are all closed.
        palette: The colours of its cells.
    """
    builder = _Builder(palette)
    builder.feed(html)
    builder.close()
    return [*map(_settled, builder.root["children"])]


def _style(written: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in written.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def _image(given: Mapping[str, str]) -> MystNode:
    width = int(given["width"])
    shown = f"{width}px" if width < _PAGE else "100%"
    return {"type": "image", "url": given["src"], "alt": given["alt"], "width": shown}


def _settled(node: MystNode) -> MystNode:
    """Mend what MyST wants in another way than HTML."""
    if "children" not in node:
        return node
    children = [*map(_settled, node["children"])]
    if node["type"] == "caption":
        return {"type": "caption", "children": [paragraph(*children)]}
    if node["type"] == "paragraph" and "class" in node:  # of which MyST keeps no class
        return {**node, "type": "div", "children": [paragraph(*children)]}
    if "heatmark-tabs" in node.get("class", "").split():
        return {"type": "tabSet", "children": _tabs(children)}
    return {**node, "children": children}


def _tabs(children: list[MystNode]) -> list[MystNode]:
    """Put labels and what each of them shows together."""
    shown = [one for one in children if one["type"] != "text"]
    return [
        {"type": "tabItem", "title": "".join(words_of(label)).strip(), **_inside(panel)}
        for label, panel in zip(shown[::2], shown[1::2], strict=True)
    ]


def _inside(panel: MystNode) -> MystNode:
    return {"children": panel["children"]}
