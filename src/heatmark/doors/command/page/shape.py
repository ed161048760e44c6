"""The shape of a page: room for wide tables, and names of tabs on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown


class Shape(Extension):
    """Changes the tree of a page when all else is done."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what changes it."""
        md.treeprocessors.register(_Shaper(md), "heatmark-shape", 1)


class _Shaper(Treeprocessor):
    """Puts tables into boxes that scroll, and names of tabs into them, which paper shows."""

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            for at, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[at] = _box(child)
                elif "tabbed-set" in child.get("class", "").split():
                    _name_tabs(child)


def _box(table: ET.Element) -> ET.Element:
    box = ET.Element("div", {"class": "table", "tabindex": "0"})
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box


def _name_tabs(tabs: ET.Element) -> None:
    """Say in each tab what it is called; its label is elsewhere."""
    labels = [label for label in tabs.iter("label") if label.get("for", "").startswith("__tabbed")]
    blocks = [
        block
        for block in tabs.iter("div")
        if block.get("class") == ("tabbed-block" if _is_alternate(tabs) else "tabbed-content")
    ]
    number = tabs.get("data-tabs", "").partition(":")[0]
    labels = [one for one in labels if one.get("for", "").startswith(f"__tabbed_{number}_")]
    own = [block for block in blocks if _belongs(block, tabs)]
    for label, block in zip(labels, own, strict=False):
        name = ET.Element("p", {"class": "tabbed-name"})
        name.text = "".join(label.itertext())
        block.insert(0, name)


def _is_alternate(tabs: ET.Element) -> bool:
    return "tabbed-alternate" in tabs.get("class", "").split()


def _belongs(block: ET.Element, tabs: ET.Element) -> bool:
    """Tell blocks of these tabs from those of tabs within them."""
    if _is_alternate(tabs):
        return any(block in list(box) for box in tabs if box.get("class") == "tabbed-content")
    return block in list(tabs)
