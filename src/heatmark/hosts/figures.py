"""The figures of a page as HTML: what stands in the places of its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from heatmark.hosts.page import INCLUDED, Host
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.language.messages import translated
from heatmark.render.html.css import stylesheet
from heatmark.render.html.figure import error_box, figure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from heatmark.hosts.page import Block, Page, Place
    from heatmark.hosts.page_run import Problem
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image


class Figure(NamedTuple):
    """What stands in the place of a block.

    Attributes:
        html: The figure, or a box that says what went wrong.
        id: The id of the figure, or nothing.
        text: What searches are to read in its place, where the host has asked for it.
        mark: By which they find that text, or nothing.
    """

    html: str
    id: str = ""
    text: str = ""
    mark: str = ""


class FigureHost(Host, Protocol):
    """What a page builder must offer to have figures in its pages."""

    @property
    def styled(self) -> Collection[str] | None:
        """Names of the palettes in the stylesheet that the host adds to every page.

        None if it adds none, so that the first figure of a page brings one.
        """

    def address(self, index: Place, image: Image) -> str:
        """Give an image of the block at a place its address."""

    def finish(self, html: str, picture: Picture) -> Figure:
        """Add what the host needs to the HTML of a picture, of which alone it is a function."""


def draw_figures(blocks: Sequence[Block], page: Page, host: FigureHost) -> list[Figure]:
    """Draw the blocks of a page, and tell their author what there is to know.

    Args:
        blocks: The N blocks of the page, in its order.
        page: The page.
        host: Who tells the author, and knows the site.

    Returns:
        N figures.
    """
    styled = host.styled
    drawn = draw_page(blocks, page, host, host.address)
    text = (item.picture for item in drawn if isinstance(item, Drawn) and not item.images)
    palettes = [picture.palette for picture in text] if styled is None else []
    known = {palette.name for palette in palettes} if styled is None else styled
    made = [
        host.finish(figure(item.picture, known, item.addressed), item.picture)
        if isinstance(item, Drawn)
        else Figure(_box(item, page, block))
        for block, item in zip(blocks, drawn, strict=True)
    ]
    if made and styled is None:
        style = stylesheet(palettes, page.settings.dark_selector)
        made[0] = made[0]._replace(html=f"<style>{style}</style>\n{made[0].html}")
    return made


def _box(problem: Problem, page: Page, block: Block) -> str:
    """Say what went wrong, and where, if that is not in the page itself."""
    source = block.source or page.name
    elsewhere = "" if source == page.name else source
    return error_box(*problem, elsewhere if block.line else translated(INCLUDED, problem.lang))
