"""Heatmaps as nodes of MyST: for pages on screens, and as LaTeX and Typst for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.doors.mystmd.nodes import admonition, names_of_id, only_on_paper, only_on_screens
from heatmark.doors.mystmd.tree import tree
from heatmark.doors.mystmd.typst import numbered_typst, typst
from heatmark.hosts.page_run import Drawn, Problem
from heatmark.render.html.figure import figure
from heatmark.render.latex import latex, numbered_latex
from heatmark.render.text import plain_error

if TYPE_CHECKING:
    from heatmark.doors.mystmd.nodes import MystNode
    from heatmark.picture.parts import Picture


# Where a document of LaTeX has no colours, it gets the text all the same, and says so in its log.
_GUARD = r"""\ifdefined\colorbox\else\GenericWarning{}{heatmark: no colours without xcolor}\fi
\providecommand\colorbox[3][]{#3}\providecommand\fcolorbox[4][]{\fbox{#4}}%
\providecommand\textcolor[3][]{#3}\providecommand\rotatebox[3][]{#3}%
"""


def myst_nodes(item: Drawn | Problem) -> list[MystNode]:
    """Write a heatmap, or what stands in its place."""
    if isinstance(item, Problem):
        title, *said = plain_error(*item).split("\n")
        return [admonition(title, said)]
    picture = item.picture._replace(hover=False)  # of attributes MyST keeps none
    light = item.addressed[:1]
    (drawn,) = tree(figure(picture, [picture.palette.name], light), picture.palette)
    drawn["children"] = [one for one in drawn["children"] if one["type"] != "text"]
    if light:
        return _image(picture, drawn)
    paper = (
        _numbered_paper(picture, drawn) if picture.id else _paper(latex(picture), typst([drawn]))
    )
    return [only_on_screens([_numbered(picture, drawn)]), paper]


def _numbered_paper(picture: Picture, drawn: MystNode) -> MystNode:
    """Write what has an id: MyST numbers nothing else, and so do LaTeX and Typst."""
    inside = [one for one in drawn["children"] if one["type"] != "caption"]
    typed = numbered_typst(typst(inside), picture.title or "", (picture.id or "").lower())
    return _paper(numbered_latex(picture), typed)


def _paper(tex: str, typed: str) -> MystNode:
    return only_on_paper(f"{{{_GUARD}{tex}}}\n\n", f"{typed}\n\n")


def _numbered(picture: Picture, drawn: MystNode) -> MystNode:
    """Make a figure, which MyST numbers if it has an id; without a caption too it is none.

    Where it has no image, its export to Markdown asks for a source, and fails without one.
    """
    if picture.title or picture.id:
        known = names_of_id(picture.id) if picture.id else {}
        return {**drawn, "kind": "figure", "source": {"label": picture.id or ""}, **known}
    return {**drawn, "type": "div"}


def _image(picture: Picture, drawn: MystNode) -> list[MystNode]:
    """Write an image, which MyST puts into every document, and below it what is for each kind."""
    top = [one for one in drawn["children"] if _is_shown(one)]
    rest = [one for one in drawn["children"] if not _is_shown(one)]
    # The image itself is what MyST looks for in a figure, not what is around it.
    flat = [inside for one in top for inside in (_images(one) or [one])]
    above = [_numbered(picture, {**drawn, "children": flat})]
    if not rest:
        return above
    below = latex(picture._replace(title=None), image=r"\mbox{}")
    shown = {"type": "div", "class": drawn["class"], "children": rest}
    return [*above, only_on_screens([shown]), _paper(below, typst(rest))]


def _is_shown(node: MystNode) -> bool:
    return node["type"] == "caption" or bool(_images(node))


def _images(node: MystNode) -> list[MystNode]:
    is_ours = "heatmark-images" in node.get("class", "").split()
    return list(node["children"]) if is_ours else []
