"""Heatmaps as nodes of MyST: for pages on screens, and as LaTeX and Typst for paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heatmark.doors.mystmd.nodes import admonition, named, only_on_paper, only_on_screens
from heatmark.doors.mystmd.tree import tree
from heatmark.doors.mystmd.typst import numbered as numbered_typst
from heatmark.doors.mystmd.typst import typst
from heatmark.hosts.page_run import Drawn, Problem
from heatmark.render.html.figure import figure
from heatmark.render.latex import latex, numbered
from heatmark.render.text import plain_error

if TYPE_CHECKING:
    from heatmark.doors.mystmd.nodes import Node
    from heatmark.picture.parts import Picture


# Where a document of LaTeX has no colours, it gets the text all the same, and says so in its log.
_GUARD = r"""\ifdefined\colorbox\else\GenericWarning{}{heatmark: no colours without xcolor}\fi
\providecommand\colorbox[3][]{#3}\providecommand\fcolorbox[4][]{\fbox{#4}}%
\providecommand\textcolor[3][]{#3}\providecommand\rotatebox[3][]{#3}%
"""


def written(item: Drawn | Problem) -> list[Node]:
    """Write a heatmap, or what stands in its place."""
    if isinstance(item, Problem):
        title, *said = plain_error(*item).split("\n")
        return [admonition(title, said)]
    picture = replace(item.picture, hover=False)  # of attributes MyST keeps none
    light = [*zip(item.images, item.addresses, strict=True)][:1]
    (drawn,) = tree(figure(picture, [picture.palette.name], light), picture.palette)
    drawn["children"] = [one for one in drawn["children"] if one["type"] != "text"]
    if light:
        return _image(picture, drawn)
    typed = numbered_typst(typst(drawn["children"]), picture.title or "", _identifier(picture))
    if not (picture.title or picture.id):
        typed = typst(drawn["children"])
    return [only_on_screens([_numbered(picture, drawn)]), _paper(numbered(picture), typed)]


def _paper(tex: str, typed: str) -> Node:
    return only_on_paper(f"{{{_GUARD}{tex}}}\n\n", f"{typed}\n\n")


def _identifier(picture: Picture) -> str:
    return picture.id.lower() if picture.id else ""


def _numbered(picture: Picture, drawn: Node) -> Node:
    """Make a figure that MyST numbers; without a caption or an id it is none.

    Where it has no image, its export to Markdown asks for a source, and fails without one.
    """
    if picture.title or picture.id:
        known = named(picture.id) if picture.id else {}
        return {**drawn, "kind": "figure", "source": {"label": picture.id or ""}, **known}
    return {**drawn, "type": "div"}


def _image(picture: Picture, drawn: Node) -> list[Node]:
    """Write an image, which MyST puts into every document, and below it what is for each kind."""
    top = [one for one in drawn["children"] if _is_shown(one)]
    rest = [one for one in drawn["children"] if not _is_shown(one)]
    # The image itself is what MyST looks for in a figure, not what is around it.
    flat = [inside for one in top for inside in (_images(one) or [one])]
    above = [_numbered(picture, {**drawn, "children": flat})]
    if not rest:
        return above
    below = latex(replace(picture, title=None), image=r"\mbox{}")
    shown = {"type": "div", "class": drawn["class"], "children": rest}
    return [*above, only_on_screens([shown]), _paper(below, typst(rest))]


def _is_shown(node: Node) -> bool:
    return node["type"] == "caption" or bool(_images(node))


def _images(node: Node) -> list[Node]:
    is_ours = "heatmark-images" in node.get("class", "").split()
    return list(node["children"]) if is_ours else []
