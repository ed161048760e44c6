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
    start = f"__tabbed_{tabs.get('data-tabs', '').partition(':')[0]}_"
    labels = [one for one in tabs.iter("label") if one.get("for", "").startswith(start)]
    # Of these tabs, not of those within them.
    blocks = [one for one in tabs if one.get("class") == "tabbed-content"]
    if "tabbed-alternate" in tabs.get("class", "").split():
        blocks = [one for box in blocks for one in box if one.get("class") == "tabbed-block"]
    for label, block in zip(labels, blocks, strict=False):
        name = ET.Element("p", {"class": "tabbed-name"})
        name.text = "".join(label.itertext())
        block.insert(0, name)
