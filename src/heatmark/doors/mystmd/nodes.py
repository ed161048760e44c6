"""Nodes of MyST as JSON: what we read of them, and what we put into a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MystNode: TypeAlias = dict[str, Any]
LANGUAGE = "heatmap"  # of blocks of code, and the name of the directive
_NOT_IN_ADDRESSES = lazy_re(r"[^a-z0-9-]+")


class Spot(NamedTuple):
    """Where a node stands in a page.

    Attributes:
        around: The nodes among which it is.
        place: Which of them it is.
        included: The file that it is from, as the page names it, or nothing if that is the page's.
    """

    around: list[MystNode]
    place: int
    included: str

    @property
    def node(self) -> MystNode:
        """The node itself."""
        return self.around[self.place]


def blocks_of(node: MystNode, included: str = "") -> Iterator[Spot]:
    """Find what may be heatmaps below a node, in order.

    They are code of this language, or what MyST makes of braces with a dot: a box with a class.
    """
    children = node.get("children")
    if not isinstance(children, list):
        return
    for place, child in enumerate(children):
        if is_fence(child) or is_box(child):
            yield Spot(children, place, included)
        else:
            file = child.get("file") if child.get("type") == "include" else None
            yield from blocks_of(child, file if isinstance(file, str) else included)


def is_fence(node: MystNode) -> bool:
    """Tell blocks of code that are ours by their language."""
    return node.get("type") == "code" and node.get("lang") == LANGUAGE


def is_box(node: MystNode) -> bool:
    """Tell the boxes that MyST makes of `{.heatmap}`."""
    return node.get("type") == "div" and LANGUAGE in str(node.get("class", "")).split()


def lines_of(node: MystNode) -> tuple[int, int]:
    """Give the first and the last line of a node in its file, from 1, or 0 if they are not known.

    Of what stands in a list or a quote, the last line is not always right.
    """
    position = node.get("position") or {}
    first, last = (int((position.get(end) or {}).get("line") or 0) for end in ("start", "end"))
    if not first and is_box(node) and node.get("children"):
        first = max(lines_of(node["children"][0])[0] - 1, 0)
    return first, max(first, last)


def words_of(node: MystNode) -> Iterator[str]:
    """Give the texts below a node."""
    if node.get("type") == "text":
        yield str(node.get("value", ""))
    for child in node.get("children") or ():
        yield from words_of(child)


def myst_text(words: str) -> MystNode:
    """Write words."""
    return {"type": "text", "value": words}


def paragraph(*inside: MystNode) -> MystNode:
    """Write a paragraph."""
    return {"type": "paragraph", "children": [*inside]}


def names_of_id(ident: str) -> MystNode:
    """Write the id of a node as MyST does: it compares small letters, and addresses have few."""
    identifier = ident.lower()
    address = _NOT_IN_ADDRESSES.sub("-", identifier).strip("-")
    return {"label": ident, "identifier": identifier, "html_id": address or identifier}


def only_on_screens(inside: Sequence[MystNode]) -> MystNode:
    """Leave something out of documents of LaTeX and Typst."""
    return {"type": "block", "data": {"tags": ["no-tex", "no-typst"]}, "children": [*inside]}


def only_on_paper(tex: str, typst: str) -> MystNode:
    """Write what only documents of LaTeX and Typst show."""
    return {"type": "raw", "tex": tex, "typst": typst}


def admonition(title: str, said: Sequence[str]) -> MystNode:
    """Write a box that says what went wrong."""
    head = {"type": "admonitionTitle", "children": [myst_text(title)]}
    inside = [head, *(paragraph(myst_text(one)) for one in said)]
    return {"type": "admonition", "kind": "error", "class": "heatmark-error", "children": inside}
