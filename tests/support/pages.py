"""Blocks that are alone on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import finish, prepare
from heatmark.picture.share import shared_scales

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


def draw(header: str, body: str, page: Page | None = None) -> Picture:
    """Make a picture of a block; what goes wrong is raised."""
    block = prepare(Block(header=header, body=body), page or Page())
    return finish(block, shared_scales([block]))
