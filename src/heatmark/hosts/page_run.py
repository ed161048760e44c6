"""The one loop over the blocks of a page, for all hosts: from what is written to pictures."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from heatmark.block.block import MAX_TOKENS, parse
from heatmark.block.characters import refuse_control_characters
from heatmark.block.header import read_header
from heatmark.block.swallowed import outdone_by_file, swallowed, without_effect
from heatmark.block.units import with_unit
from heatmark.core.errors import HeatmarkError, Notice, OptionError, unexpected
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.files.request import Limits
from heatmark.files.source import to_heatmap, with_source
from heatmark.hosts.page import Place
from heatmark.language.words import is_language, language, word
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.options.scored import without_scores
from heatmark.picture.layout import lay_out
from heatmark.picture.lint import heard, lonely_share, repeated_id
from heatmark.picture.paint import paint
from heatmark.picture.palette import palette
from heatmark.picture.placing import site_scale
from heatmark.picture.share import Prepared, SharedScale, shared_scales
from heatmark.picture.unlike import told_once
from heatmark.render.image.draw import Image, images

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from heatmark.block.draft import Draft
    from heatmark.hosts.page import Block, Host, Page
    from heatmark.options.declare import Options
    from heatmark.picture.parts import Picture

# What only some hosts do with a figure; elsewhere its author is told so.
PLACING = ("align", "figwidth")
# The language of a block, in its header or at its top, whatever is wrong with the rest.
_LANG = lazy_re(r"""(?m)(?:^|[ \t])["']?lang["']?[ \t]*[=:][ \t]*["']?([\w-]+)""")
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Problem(NamedTuple):
    """What stands in the place of a heatmap that cannot be drawn.

    Attributes:
        error: What went wrong.
        lang: The block's language, or the page's.
        line: The line of the page that it is on, or 0 if it is not known.
    """

    error: HeatmarkError
    lang: str
    line: int


@dataclass(frozen=True, eq=False)
class Drawn:
    """A block that is drawn.

    Attributes:
        picture: What it shows; its notices have been given.
        images: The images that stand for it, or none if it stays text.
        addresses: Where each of them will be, if the host knows that already.
    """

    picture: Picture
    images: tuple[Image, ...]
    addresses: tuple[str, ...]

    @property
    def addressed(self) -> list[tuple[Image, str]]:
        """The images, each with its address."""
        return [*zip(self.images, self.addresses, strict=True)]


def draw_page(
    blocks: Sequence[Block],
    page: Page,
    host: Host,
    address: Callable[[Place, Image], str] | None = None,
) -> list[Drawn | Problem]:
    """Draw the blocks of a page, and tell their author what there is to know.

    All blocks are read before any is drawn, because they may share a scale. Whatever goes wrong
    with one stops no other.

    Args:
        blocks: The N blocks of the page, in its order.
        page: The page.
        host: Who tells the author.
        address: Gives an image of a block that is at a place its address.

    Returns:
        N pictures, or problems in their places.
    """
    attempts = [_Attempt(block, page, host) for block in blocks]
    read = _with_repeated_ids([item(prepare, item.block, page) for item in attempts])
    scales = shared_scales([item for item in read if isinstance(item, Prepared)])
    return [
        item if isinstance(item, Problem) else attempt(attempt.draw, item, scales, address)
        for attempt, item in zip(attempts, read, strict=True)
    ]


def _with_repeated_ids(read: Sequence[Prepared | Problem]) -> list[Prepared | Problem]:
    """Tell the author of each block that has the id of one before it."""
    seen: set[str] = set()
    told: list[Prepared | Problem] = []
    for item in read:
        own = None if isinstance(item, Problem) else item.options.id
        if isinstance(item, Prepared) and own is not None and own in seen:
            told.append(replace(item, notices=(*item.notices, repeated_id(own))))
        else:
            told.append(item)
        seen.add(own or "")
    return told


class _Attempt(NamedTuple):
    """Makes something of a block. What goes wrong becomes a problem, and a word to the author."""

    block: Block
    page: Page
    host: Host

    def __call__(
        self, make: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs
    ) -> _Made | Problem:
        try:
            return make(*given, **named)
        except HeatmarkError as error:
            problem = error
        except Exception as error:
            problem = unexpected(error)
        index = self.place_of(problem)
        self.host.report(index, problem)
        return Problem(problem, self.lang(), index.line)

    def place_of(self, problem: HeatmarkError) -> Place:
        """Find the line of the page that a problem is on: of the block, or of the front matter."""
        if problem is not self.page.problem:
            about = self.block.lines.get(problem.about or "src", 0)
            return self.place(problem.line or about)
        if self.page.problem_line:
            return Place(self.page, self.page.name, self.page.problem_line)
        return self.place(0)

    def lang(self) -> str:
        """Find the language of the block, also where its options cannot be read."""
        own = [self.block.options.get("lang", "")]
        own += [
            found[1] for found in map(_LANG.search, (self.block.header, self.block.body)) if found
        ]
        known = (code for code in own if is_language(code))
        return language(next(known, self.page.settings.lang))

    def place(self, line: int) -> Place:
        """Find a line of the block in its page, if that is known of the block itself."""
        here = self.block.line + line if self.block.line else 0
        return Place(self.page, self.block.source or self.page.name, here)

    def draw(
        self,
        prepared: Prepared,
        scales: Mapping[str, SharedScale],
        address: Callable[[Place, Image], str] | None,
    ) -> Drawn:
        """Draw the block, and give its notices."""
        picture = finish(prepared, scales)
        if self.block.translated:
            picture = _in_translation(picture, self.block)
        shown = images(picture)
        here = self.place(0)
        addresses = tuple(address(here, item) for item in shown) if address else ()
        for notice in picture.notices:
            self.host.report(self.place(prepared.lines.get(notice.about or "", 0)), notice)
        return Drawn(picture, shown, addresses)


def prepare(block: Block, page: Page) -> Prepared:
    """Read a block and all that it points to, up to where the other blocks of its page matter.

    Args:
        block: The block.
        page: Where it stands.

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    for problem in (page.problem, block.problem):
        if problem is not None:
            raise problem
    site = page.settings
    parsed, placed = _without_placing(read_block(block, site.max_tokens), page)
    lines, written = dict(parsed.lines), frozenset(parsed.options)
    with _located(lines):
        if parsed.src is not None:
            files = page.files if block.folder is None else replace(page.files, page=block.folder)
            parsed = with_source(parsed, files.read, Limits.of(site), wider=site)
            lines.update(parsed.lines)
        else:
            _refuse_choice(parsed)
        parsed = with_unit(parsed, page.options)
        own = check_all(parsed.options, Scope.BLOCK, lines)
        own = _translated(own, block) if block.translated else own
        whole = with_measure(own, parsed, page.options)
        options = resolve(page.options, whole) if whole else site
        said = {name: value for name, value in own.items() if name in written}
        lost = swallowed(page.options, said, options) if said else ()
        _refuse_own_scale(own, options)
        options = _with_font(options, page)
        heatmap, notices = to_heatmap(parsed, options)
        lost = (*lost, *without_effect(said, options, heatmap)) if said else lost
        of_file = {name: value for name, value in own.items() if name not in written}
        lost = (*lost, *outdone_by_file(page.options, of_file)) if of_file else lost
        if not heatmap.series:
            options = without_scores(options, said)
        layout = lay_out(heatmap, options)
        if options.cmap is not None:
            palette(options.cmap)
        if options.share is not None:
            paint(layout, options)  # what cannot be drawn alone must not spoil a shared scale
        return Prepared(options, layout, lines, block.line, (*placed, *notices, *lost))


def read_block(block: Block, max_tokens: int = MAX_TOKENS) -> Draft:
    """Read what is written in a block, without its data file and unchecked.

    Args:
        block: The block.
        max_tokens: The most tokens that it may have.

    Raises:
        HeatmarkError: If it cannot be read; its line counts from the opening fence as line 0.
    """
    return parse(_pairs(block), block.body, lines=block.lines, max_tokens=max_tokens)


def _without_placing(parsed: Draft, page: Page) -> tuple[Draft, list[Notice]]:
    """Leave to the host what it does with a figure, or say that it does not."""
    asked = [name for name in PLACING if name in parsed.options]
    if not asked:
        return parsed, []
    options = {name: value for name, value in parsed.options.items() if name not in PLACING}
    hint = "leave it out here: a class (css_classes) and a stylesheet of your own place figures"
    told = [
        Notice(
            name="sphinx-only",
            message=say("only Sphinx does what {name} asks for", name=name),
            hint=hint,
            about=name,
        )
        for name in asked
        if not page.places_figures
    ]
    return parsed._replace(options=options), told


def _translated(own: dict[str, object], block: Block) -> dict[str, object]:
    """Translate the words of a block that decide nothing."""
    words = ((name, own.get(name)) for name in ("title", "sample", "alt"))
    return own | {
        name: block.translated[text]
        for name, text in words
        if isinstance(text, str) and text in block.translated
    }


def _in_translation(picture: Picture, block: Block) -> Picture:
    """Translate what a score is called, which decided before what the scores are."""
    measure, unit = (
        text and block.translated.get(text, text)
        for text in (picture.legend.measure, picture.legend.unit)
    )
    return picture._replace(legend=picture.legend._replace(measure=measure, unit=unit))


def _pairs(block: Block) -> dict[str, str]:
    """Put the options of a directive beside those of its header."""
    refuse_control_characters(block.header, first=0)
    pairs = read_header(block.header)
    for name, value in block.options.items():
        refuse_control_characters(value, first=block.lines.get(name, 0))
        if name in pairs:
            problem = say("{name} is set twice, in the argument and as an option", name=name)
            raise OptionError(problem, line=block.lines.get(name), hint="remove one of them")
        pairs[name] = value.replace("\n", " ")
    return pairs


def finish(block: Prepared, shared: Mapping[str, SharedScale]) -> Picture:
    """Make a picture of a block that has been prepared.

    Args:
        block: The block.
        shared: The scales that the blocks of its page share.

    Raises:
        HeatmarkError: If it cannot be drawn; its line counts from the opening fence as line 0.
    """
    picture = _painted(block, shared)
    if not block.notices:
        return picture
    told = told_once(heard(block.notices, block.options), picture.notices)
    return picture._replace(notices=told)


def _painted(block: Prepared, shared: Mapping[str, SharedScale]) -> Picture:
    options = block.options
    with _located(block.lines):
        if options.share is None:
            return paint(block.layout, options)
        scale = shared[options.share]
        scale.refuse_other(block)
        explained = scale.explains(block)
        if site_scale(options) is not None:
            return paint(block.layout, options, explained=explained)
        if len(scale.known) > 1:
            return paint(block.layout, options, scale.known, explained=explained)
        picture = paint(block.layout, options)
        if "share" not in block.lines:  # a page of one block may share with no other by default
            return picture
        notices = heard([lonely_share(options.share)], options)
        return picture._replace(notices=picture.notices + notices)


@contextmanager
def _located(lines: Mapping[str, int]) -> Iterator[None]:
    """Say on which line of the block that stands which an error is about."""
    try:
        yield
    except HeatmarkError as error:
        if error.about is None:
            raise
        raise error.at(line=lines.get(error.about)) from None


def _with_font(options: Options, page: Page) -> Options:
    """Find the author's font, which may be where data files may be."""
    if options.font is None or options.output == "html":
        return options
    try:
        return replace(options, font=str(page.files.find(options.font)))
    except HeatmarkError as error:
        raise error.at(about="font") from None


def with_measure(
    own: Mapping[str, object], parsed: Draft, wider: Mapping[str, object]
) -> Mapping[str, object]:
    """Say what scores are that we compute ourselves, whatever those of the site are; and the view.

    Args:
        own: Options of the block.
        parsed: The block.
        wider: Options of its page, or of a notebook.

    Returns:
        The options of the block, with its measure and view.
    """
    if parsed.columns is not None or parsed.row_tokens is not None:
        own = {"view": "grid", **own}
    if parsed.score is None or own.get("measure") is not None:
        return own
    lang = resolve(wider, own).lang
    return {**own, "measure": word("length", language(lang))}


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


def _refuse_choice(parsed: Draft) -> None:
    for name in ("field", "rows"):
        if name in parsed.options:
            hint = "it chooses from a data file"
            raise OptionError(
                say("{name} means nothing without src", name=name), hint=hint, about=name
            )
