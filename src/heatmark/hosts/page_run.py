"""A fenced block, wherever it stood, to a picture: what every host does with one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from heatmark.block.block import parse
from heatmark.core.errors import HeatmarkError, OptionError
from heatmark.core.wording import say
from heatmark.files.folders import Folders
from heatmark.files.source import to_heatmap, with_source
from heatmark.language.words import language, word
from heatmark.options.check import check_all
from heatmark.options.declare import Options, Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.lint import heard, lonely_share
from heatmark.picture.paint import paint, scaled_of, site_scale
from heatmark.picture.palette import palette
from heatmark.picture.share import Prepared, SharedScale, shared_scales

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heatmark.block.block import Parsed
    from heatmark.hosts.page import Page
    from heatmark.picture.parts import Picture


def prepare(header: str, body: str, page: Page, line: int = 0) -> Prepared:
    """Read a block and all that it points to, up to where the other blocks of its page matter.

    Args:
        header: What stands after the fence and the word `heatmap`.
        body: The lines between the fences.
        page: Where it stands.
        line: The line of its opening fence, for messages about other blocks, or 0.

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    if page.problem is not None:
        raise page.problem
    site = page.settings
    parsed = parse(header, body, max_tokens=site.max_tokens)
    lines = dict(parsed.lines)
    with _located(lines):
        if parsed.src is not None:
            read = _folders(page, site).read
            parsed = with_source(parsed, read, site.max_tokens, view=site.view)
            lines.update(parsed.lines)
        else:
            _refuse_choice(parsed)
        own = check_all(parsed.options, Scope.BLOCK, lines)
        options = _with_measure(resolve(page.options, own), parsed)
        _refuse_own_scale(own, options)
        options = _with_font(options, _folders(page, site))
        layout = lay_out(to_heatmap(parsed, options), options)
        if options.cmap is not None:
            palette(options.cmap)
        if options.share is not None:
            scaled_of(layout, options)  # what cannot be scaled alone must not spoil a shared scale
        return Prepared(options, layout, lines, line)


def finish(block: Prepared, shared: Mapping[str, SharedScale]) -> Picture:
    """Make a picture of a block that has been prepared.

    Args:
        block: The block.
        shared: The scales that the blocks of its page share.

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    options = block.options
    with _located(block.lines):
        if options.share is None:
            return paint(block.layout, options)
        scale = shared[options.share]
        scale.refuse_other(block)
        if site_scale(options) is not None:
            return paint(block.layout, options)
        if len(scale.known) > 1:
            return paint(block.layout, options, scale.known)
        picture = paint(block.layout, options)
        if "share" not in block.lines:  # a page of one block may share with no other by default
            return picture
        notices = heard([lonely_share(options.share)], options)
        return replace(picture, notices=picture.notices + notices)


def draw(header: str, body: str, page: Page) -> Picture:
    """Make a picture of a block that is alone on its page.

    See [prepare][heatmark.hosts.page_run.prepare].

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    block = prepare(header, body, page)
    return finish(block, shared_scales([block]))


@contextmanager
def _located(lines: Mapping[str, int]) -> Iterator[None]:
    """Say on which line of the block that stands which an error is about."""
    try:
        yield
    except HeatmarkError as error:
        if error.about is None:
            raise
        raise error.at(line=lines.get(error.about)) from None


def _with_font(options: Options, folders: Folders) -> Options:
    """Find the author's font, which may be where data files may be."""
    if options.font is None or options.output == "html":
        return options
    try:
        return replace(options, font=str(folders.find(options.font)))
    except HeatmarkError as error:
        raise error.at(about="font") from None


def _with_measure(options: Options, parsed: Parsed) -> Options:
    """Say what scores are that we compute ourselves."""
    if parsed.score is None or options.measure is not None:
        return options
    return replace(options, measure=word("length", language(options.lang)))


def _refuse_own_scale(own: Mapping[str, object], options: Options) -> None:
    """Refuse a scale of the block's own beside one that the site fixes."""
    if site_scale(options) is None:
        return
    for name in ("scale", "center", "clip"):
        if name in own:
            problem = say(
                "{name} means nothing beside share: {share}, whose ends the site fixes",
                name=name,
                share=options.share,
            )
            raise OptionError(problem, hint="keep one of the two", about=name)


def _refuse_choice(parsed: Parsed) -> None:
    for name in ("field", "rows"):
        if name in parsed.options:
            hint = "it chooses from a data file"
            raise OptionError(
                say("{name} means nothing without src", name=name), hint=hint, about=name
            )


def _folders(page: Page, site: Options) -> Folders:
    more = tuple(Path(folder) for folder in site.folders)
    return Folders(page=page.folder, root=Path(site.root), more=more, max_bytes=site.max_bytes)
