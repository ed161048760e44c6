"""A fenced block, wherever it stood, to a picture: what every host does with one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from heatmark.errors import HeatmarkError, OptionError, listed, quoted
from heatmark.habits import heard, lonely_share
from heatmark.layout import lay_out
from heatmark.locale import language, word
from heatmark.options import Options, Scope, check_all, resolve
from heatmark.palette import palette
from heatmark.parse import parse
from heatmark.picture import paint, scaled_of, site_scale
from heatmark.sources import Folders, to_heatmap, with_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from heatmark.layout import Layout
    from heatmark.model import Picture
    from heatmark.parse import Parsed
    from heatmark.scale import Scores


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a block takes from the page that it stands in.

    Attributes:
        name: The page's name in messages, such as its path in the docs folder.
        options: Checked options of site and page.
        folder: The folder of the page's source, or None if it is not known.
        url: The page's address in the site, if the host knows it.
        above: How many lines of the page's source, such as front matter, the host has cut off.
        problem: What is wrong with the page's own options, so that no block can be drawn.
    """

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    folder: Path | None = None
    url: str = ""
    above: int = 0
    problem: HeatmarkError | None = None

    @property
    def settings(self) -> Options:
        """The options of a block that sets none."""
        return resolve(self.options)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A block that has been read, and waits for the others of its page.

    Attributes:
        options: Its options, after site and page have had their say.
        layout: What it shows, and its scores.
        lines: The line of each key, where the opening fence is line 0.
        line: The line of its opening fence, or 0 if it is not known.
    """

    options: Options
    layout: Layout
    lines: Mapping[str, int]
    line: int = 0

    def __str__(self) -> str:
        """Name the block in a message about another."""
        if self.options.title:
            return f"the block {quoted(self.options.title)}"
        return f"the block on line {self.line}" if self.line else "the block before it"


@dataclass(frozen=True, eq=False)
class SharedScale:
    """A scale that blocks of a page share.

    Attributes:
        members: The blocks that name it, in the order of the page; the first says what it is.
    """

    members: tuple[Prepared, ...]

    @cached_property
    def known(self) -> tuple[Scores, ...]:
        """The finite scores of each block on the scale."""
        fitting = (block for block in self.members if self._difference(block) is None)
        return tuple(block.layout.known for block in fitting)

    def refuse_other(self, block: Prepared) -> None:
        """Refuse a block that asks for another kind of scale.

        Raises:
            OptionError: It names both blocks.
        """
        name = self._difference(block)
        if name is None:
            return
        ours, theirs = (_written(getattr(one.options, name)) for one in (block, self.members[0]))
        problem = (
            f"{block} has {name}: {ours}, but {self.members[0]}, with which it shares the scale "
            f"{quoted(block.options.share)}, has {name}: {theirs}"
        )
        raise OptionError(problem, hint="give both the same, or another share", about=name)

    def _difference(self, block: Prepared) -> str | None:
        first = self.members[0].options
        names = ("scale", "center", "transform", "clip")
        return next((n for n in names if getattr(block.options, n) != getattr(first, n)), None)


def _written(value: object) -> str:
    """Write an option's value as an author would."""
    if isinstance(value, tuple):
        return f"[{listed(map(_written, value))}]" if value else "none"
    return f"{value:g}" if isinstance(value, float) else str(value or "none")


def page_options(site: Mapping[str, object], front_matter: object) -> dict[str, object]:
    """Lay a page's front matter over the site's options.

    Args:
        site: Checked options of the site.
        front_matter: What the page's front matter has under `heatmark`.

    Raises:
        OptionError: If it is no mapping of options.
    """
    if not isinstance(front_matter, dict):
        problem = "heatmark in the page's front matter is not a mapping"
        raise HeatmarkError(problem, hint="write one `option: value` a line under it")
    named = {str(name): value for name, value in front_matter.items()}
    try:
        return {**site, **check_all(named, Scope.PAGE)}
    except HeatmarkError as error:
        problem = f"in the page's front matter: {error.message}"
        raise type(error)(problem, hint=error.hint) from None


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


def shared_scales(blocks: Iterable[Prepared]) -> dict[str, SharedScale]:
    """Collect the scores that share a scale, from all blocks of a page.

    Args:
        blocks: Those that could be prepared, in the order of the page. A block that asks for
            another kind of scale than the first of its name is left out.
    """
    by_name: dict[str, list[Prepared]] = {}
    for block in blocks:
        if block.options.share is not None:
            by_name.setdefault(block.options.share, []).append(block)
    return {name: SharedScale(tuple(members)) for name, members in by_name.items()}


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
        if options.share is None or site_scale(options) is not None:
            return paint(block.layout, options)
        scale = shared[options.share]
        scale.refuse_other(block)
        if len(scale.known) > 1:
            return paint(block.layout, options, scale.known)
        picture = paint(block.layout, options)
        if "share" not in block.lines:  # a page of one block may share with no other by default
            return picture
        notices = heard([lonely_share(options.share)], options)
        return replace(picture, notices=picture.notices + notices)


def draw(header: str, body: str, page: Page) -> Picture:
    """Make a picture of a block that is alone on its page; see [prepare][heatmark.block.prepare].

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
        if error.line is None and error.about is not None:
            error.line = lines.get(error.about)
        raise


def _with_font(options: Options, folders: Folders) -> Options:
    """Find the author's font, which may be where data files may be."""
    if options.font is None or options.output == "html":
        return options
    try:
        return replace(options, font=str(folders.find(options.font)))
    except HeatmarkError as error:
        error.about = "font"
        raise


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
            problem = (
                f"{name} means nothing beside share: {options.share}, whose ends the site fixes"
            )
            raise OptionError(problem, hint="keep one of the two", about=name)


def _refuse_choice(parsed: Parsed) -> None:
    for name in ("field", "rows"):
        if name in parsed.options:
            hint = "it chooses from a data file"
            raise OptionError(f"{name} means nothing without src", hint=hint, about=name)


def _folders(page: Page, site: Options) -> Folders:
    more = tuple(Path(folder) for folder in site.folders)
    return Folders(page=page.folder, root=Path(site.root), more=more, max_bytes=site.max_bytes)
