"""Runs as an executable plugin of mystmd: nodes come in as JSON, and go out with heatmaps drawn.

A directive only takes note of what it says. The page is drawn as a whole, by a transform, since
heatmaps may share a scale.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heatmark.block.front_matter import near_front_matter
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.wording import say
from heatmark.doors.command.documents import text_of
from heatmark.doors.command.sites import mystmd_site
from heatmark.doors.filter import FilterHost, read_json, speak_utf8, write_json, write_text
from heatmark.doors.mystmd.figures import myst_nodes
from heatmark.doors.mystmd.nodes import LANGUAGE
from heatmark.doors.mystmd.written import noted, only_source, read_blocks
from heatmark.hosts.page import Page, Place, own_front_matter, with_front_matter
from heatmark.hosts.page_run import draw_page
from heatmark.language.messages import translated
from heatmark.options.declare import Scope, known
from heatmark.picture.lint import heard
from heatmark.picture.palette import DIVERGING, SEQUENTIAL, palette
from heatmark.render.html.css import stylesheet
from heatmark.render.html.images import embedded
from heatmark.render.image.draw import draw, lacks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.doors.mystmd.nodes import MystNode
    from heatmark.doors.mystmd.sources import Source
    from heatmark.render.image.draw import Image


_TRANSFORM = "heatmark"
_STRICT = "strict"
_USAGE = say(
    "heatmark-mystmd is a plugin of mystmd: name its path under plugins in myst.yml, with type: "
    "executable; heatmark-mystmd --css prints the stylesheet"
)
_UNKNOWN = Notice(
    name="page-unknown",
    message="the file of this page is not found, so its front matter and folder are not known",
    hint="run myst in the folder of myst.yml, and write a sentence into the page that no other has",
)
_UNEQUAL = HeatmarkError(
    "the file of this page is not found, and the pages that it may be set other options",
    hint="write a sentence into the page that no other has",
)
_FROM_ROOT = say(
    "the file of this page is not found: write / and the path from the folder of myst.yml"
)


class MystHost(FilterHost):
    """Tells what there is to know on standard error, which `myst build --debug` shows."""

    program = "heatmark-mystmd"

    def address(self, index: Place, item: Image) -> str:
        """Give the address of an image: all of it, of which mystmd makes a file."""
        drawn = draw(item.sheet)
        found = lacks(item.sheet.screen, drawn.missing, set())
        for notice in heard(found, index.page.settings):
            self.report(index, notice)
        return embedded(item.sheet.format, drawn.data)


def main() -> None:
    """Run the plugin."""
    speak_utf8()
    given = sys.argv[1:]
    if given == []:
        write_json(spec())
    elif given[0] == "--css":
        names = given[1:] or (SEQUENTIAL, DIVERGING)
        write_text(stylesheet(map(palette, names)))
    elif given == ["--directive", LANGUAGE]:
        write_json([noted(read_json())])
    elif given == ["--transform", _TRANSFORM]:
        page, host = read_json(), MystHost()
        is_strict = draw_tree(page, host, Path.cwd())
        write_json(page)
        sys.exit(1 if is_strict and host.failed else 0)
    else:
        sys.exit(translated(_USAGE, "en"))


def spec() -> dict[str, Any]:
    """Say what the plugin has, as mystmd asks for it."""
    names = [*known(Scope.BLOCK), "label", "caption", "class", "name"]
    text = {"type": "string"}
    directive = {
        "name": LANGUAGE,
        "doc": "A heatmap: text coloured by scores.",
        "arg": {**text, "doc": "Options as in a fence, or the caption."},
        "options": dict.fromkeys(names, text),
        "body": {**text, "doc": "Tokens and scores."},
    }
    doc = "Draws the heatmaps of a page."
    transform = {"name": _TRANSFORM, "doc": doc, "stage": "document"}
    return {"name": "heatmark", "directives": [directive], "transforms": [transform]}


def draw_tree(tree: MystNode, host: MystHost, here: Path) -> bool:
    """Draw the heatmaps of a page, in it.

    Args:
        tree: The page, which is changed.
        host: Who tells its author.
        here: The folder that mystmd runs in.

    Returns:
        Whether the page or its project asks to fail on errors and warnings.
    """
    folder = _project(here.resolve())
    placed, sources = read_blocks(tree, folder)
    if not placed:
        return False
    page, is_strict = _page(sources, folder)
    source = only_source(sources)
    if page.folder is None:
        for notice in heard([_UNKNOWN], page.settings):
            host.report(Place(page, "", placed[0].block.line), notice)
    if source is not None:
        _tell_of_front_matter(page, source, host)
    drawn = draw_page([one.block for one in placed], page, host, host.address)
    # From the last to the first, so that each is where it was found.
    for one, item in reversed([*zip(placed, drawn, strict=True)]):
        one.spot.around[one.spot.place : one.spot.place + 1] = myst_nodes(item)
    return is_strict


def _tell_of_front_matter(page: Page, source: Source, host: MystHost) -> None:
    """Tell of options that are lost; mystmd tells of YAML that cannot be read."""
    for index, notice in near_front_matter(text_of(source.path), told=True):
        for one in heard([notice], page.settings):
            host.report(Place(page, page.name, index + 1), one)


def _project(here: Path) -> Path:
    """Find the folder of the project."""
    folders = (one for one in (here, *here.parents) if (one / "myst.yml").is_file())
    return next(folders, here)


def _page(sources: Sequence[Source], folder: Path) -> tuple[Page, bool]:
    """Describe the page: its options, and the folder that its data files are relative to.

    Nothing is taken from one of several files that may be it unless the others say the same.
    """
    site, source = mystmd_site(folder), only_source(sources)
    fronts = [own_front_matter(one.meta) for one in sources] or [own_front_matter({})]
    is_unequal = any(front != fronts[0] for front in fronts)
    front = {} if is_unequal else fronts[0]
    strict = front.pop(_STRICT, site.strict) if isinstance(front, dict) else site.strict
    folders = {one.path.parent for one in sources}
    page = Page(
        name=source.path.relative_to(folder).as_posix() if source else "",
        options=site.options,
        folder=folders.pop() if len(folders) == 1 else None,
        problem=site.problem or (_UNEQUAL if is_unequal else None),
        relative_hint=_FROM_ROOT,
    )
    lines = partial(text_of, source.path) if source else str
    return with_front_matter(page, front, lines), strict is True
