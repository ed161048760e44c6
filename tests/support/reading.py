"""Read HTML as a tree, as far as tests need it: nothing is guessed, closed or moved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr", "source", "area", "base"}


@dataclass(eq=False)
class Node:
    """An element, or a piece of text, whose tag is ''."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    data: str = ""

    def walk(self) -> Iterator[Node]:
        rest = [self]
        while rest:
            node = rest.pop()
            yield node
            rest.extend(reversed(node.children))

    def find(self, tag: str, css_class: str = "") -> list[Node]:
        return [
            node
            for node in self.walk()
            if node.tag == tag
            and (not css_class or css_class in node.attributes.get("class", "").split())
        ]

    def one(self, tag: str, css_class: str = "") -> Node:
        (found,) = self.find(tag, css_class)
        return found

    @property
    def chain(self) -> list[str]:
        """The tags of its ancestors, outermost first."""
        if self.parent is None or self.parent.parent is None:
            return []
        return [*self.parent.chain, self.parent.tag]

    @property
    def text(self) -> str:
        """Its text without what is hidden from readers by ear."""
        if self.attributes.get("aria-hidden") == "true":
            return ""
        return self.data + "".join(child.text for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.place = self.root = Node("#")
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.place)
        self.place.children.append(node)
        if tag not in VOID:
            self.place = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.place.tag != tag:
            self.problems.append(f"</{tag}> closes <{self.place.tag}>")
            return
        self.place = self.place.parent or self.root

    def handle_data(self, data: str) -> None:
        self.place.children.append(Node("", parent=self.place, data=data))


def read(html: str) -> Node:
    """Read HTML whose tags must all be closed in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.problems, f"{reader.problems}\n{html}"
    assert reader.place is reader.root, f"<{reader.place.tag}> is never closed\n{html}"
    return reader.root


def figures(html: str | Node) -> list[Node]:
    """Find the heatmaps in a page."""
    root = read(html) if isinstance(html, str) else html
    return root.find("figure", "heatmark")


def text_of(figure: Node) -> str:
    """Read the text of a heatmap's only series."""
    return figure.one("pre", "heatmark-text").text


_CAPTION = re.compile(r'<p class="caption"><span class="caption-text">(.*?)</span><a .*?</a></p>')


def bare(page: str) -> str:
    """Take off what Sphinx adds to figures: ids that it makes up, and what is around titles."""
    page = re.sub(r'(<figure class="heatmark[^>]*) id="id\d+"', r"\1", page)
    return _CAPTION.sub(r"\1", page)


_NO_TEXT = (
    *(*range(0x80, 0xA0), *range(0xFDD0, 0xFDF0)),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
)


def as_seen(text: str) -> str:
    """Put pictures, or names, in the place of what is no character of HTML."""
    named = {code: 0x2400 + code for code in range(32) if code not in (9, 10, 13)}
    return text.translate(named | {0x7F: 0x2421} | {code: f"[U+{code:04X}]" for code in _NO_TEXT})
