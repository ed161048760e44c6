"""The Markdown extension: fenced `heatmap` blocks in any Python-Markdown document.

A fence is taken out before anything else touches its body, and put back as HTML when the document
has become a tree: only then is it known which fences were meant, and which were shown as code.
"""

from __future__ import annotations

import logging
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from heatmark.block.between_quotes import quoted_fences
from heatmark.block.directives import colon_fences
from heatmark.block.fences import Fencing, find_fences, may_have_fences
from heatmark.block.indented import far_in
from heatmark.block.near import Missed, is_left, left_over
from heatmark.core.errors import HeatmarkError, Notice
from heatmark.core.patterns import lazy_re
from heatmark.hosts.figures import Figure, draw_figures
from heatmark.hosts.lines import Lines
from heatmark.hosts.page import Page, Place, fenced_block, logged
from heatmark.hosts.zensical import defaults_off, zensical_page
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.picture.lint import heard
from heatmark.render.html.images import embedded
from heatmark.render.image.draw import draw as draw_image
from heatmark.render.image.draw import lacks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from heatmark.block.fences import Fence
    from heatmark.hosts.page import Block
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.drawing import Drawing
    from heatmark.render.image.sheet import Sheet


log = logging.getLogger("heatmark")
LOG_LEVELS = {"warning": logging.WARNING, "info": logging.INFO}
_WORD = lazy_re(r"heatmark[0-9a-f]{16}n\d+x")  # stands in the place of a fence
# A figure to come, which no paragraph may be around.
_TO_COME = lazy_re(rf"<figure>({_WORD.pattern})</figure>")
# Where raw HTML shows its content as it is written, or not at all.
_LITERAL_HTML = lazy_re(
    r"<!--.*?(?:-->|\Z)|<(pre|script|style|textarea)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)


class TakenFence(NamedTuple):
    """A fence that was taken out of a text, and the block in it."""

    fence: Fence
    block: Block


class MarkdownHost:
    """What a page builder knows that the extension does not; page builders have their own.

    This one knows nothing, but for what Zensical, which has no plugins, lets extensions see.

    Attributes:
        options: The site's checked options.
        styled: Names of the palettes in the stylesheet that the host adds to every page, or None
            if it adds none, so that a page with a heatmap needs its own.
        waiting: Fences of texts that become a part of another, which is still to be drawn.
    """

    def __init__(self, options: dict[str, object], styled: Collection[str] | None = None) -> None:
        """Keep the site's options."""
        self.options = options
        self.styled = styled
        self.missing: set[str] = set()
        self.waiting: dict[str, TakenFence] = {}

    def begin(self, md: Markdown) -> None:
        """Take note that a text is being converted; its blocks are drawn at its end."""

    def end(self, md: Markdown) -> None:
        """Take note that the blocks of a text are being drawn."""

    def is_part(self, md: Markdown) -> bool:  # noqa: ARG002 - what page builders know
        """Tell whether a text becomes a part of another, which is still to be drawn."""
        return False

    def page(self, md: Markdown) -> Page:
        """Describe the page that is being converted."""
        page = zensical_page(md, self.options) or Page(options=self.options)
        off = defaults_off(md)
        for notice in heard([off] if off else [], page.settings):
            log.warning("%s [%s]", logged(notice, page), notice.name)
        return page

    def figures(self, blocks: Sequence[Block], page: Page) -> list[Figure]:
        """Draw the blocks of a page."""
        return draw_figures(blocks, page, self)

    def finish(self, html: str, picture: Picture) -> Figure:  # noqa: ARG002 - as above
        """Add what page builders need to the HTML of a picture, of which alone it is a function."""
        return Figure(html)

    def keep(self, place: Place, figure: Figure) -> None:
        """Take note of a figure that goes into a page."""

    def address(self, index: Place, image: Image) -> str:
        """Give the address of an image: here all of it, because there is no place for files."""
        drawing = _drawn(image.sheet)
        self.report_missing(index, image.sheet, drawing)
        return embedded(image.sheet.format, drawing.data)

    def report_missing(self, index: Place, drawn: Sheet, drawing: Drawing) -> None:
        """Tell the author which characters and ends of names an image lacks, each of them once."""
        found = lacks(drawn.screen, drawing.missing, self.missing)
        for notice in heard(found, index.page.settings):
            self.report(index, notice)

    def report_missed(
        self, page: Page, missed: Iterable[Missed], lines: Lines | None = None
    ) -> None:
        """Tell the author about what is no heatmap and may have been meant to be one.

        Args:
            page: The page.
            missed: What it is.
            lines: The text that it is in, if that is not the file of the page.
        """
        for index, notice in missed:
            source, line = lines.find(index) if lines else ("", index + 1)
            for item in heard([notice], page.settings):
                self.report(Place(page, source or page.name, line), item)

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Tell the author about an error or a notice: once, with page and line."""
        tell(log, index, found)


def tell(
    log: logging.Logger | logging.LoggerAdapter[Any], index: Place, found: HeatmarkError | Notice
) -> None:
    """Log an error or a notice, which is put into words only where somebody listens."""
    level = LOG_LEVELS[found.level] if isinstance(found, Notice) else logging.WARNING
    if log.isEnabledFor(level):
        log.log(level, "%s", describe(index, found))


def describe(index: Place, found: HeatmarkError | Notice) -> str:
    """Put an error into one line for a log, at its end what `silence` calls a notice."""
    name = f" [{found.name}]" if isinstance(found, Notice) else ""
    return f"{index.name}: {logged(found, index.page)}{name}"


@lru_cache(maxsize=64)
def _drawn(item: Sheet) -> Drawing:
    """Draw an image once, however often a server converts a page."""
    return draw_image(item)


class HeatmarkExtension(Extension):
    """Python-Markdown extension. Its options are those of a site."""

    def __init__(self, *, host: MarkdownHost | None = None, **options: object) -> None:
        """Check the options, which are those of a site; or take them from a host.

        Raises:
            OptionError: If there is no such option, or it does not take the value.
        """
        # Not through Extension.config, which makes a bool of whatever replaces a None.
        super().__init__()
        self.host = host or MarkdownHost(check_all(options, Scope.SITE))

    def extendMarkdown(self, md: Markdown) -> None:
        """Register both ends."""
        taker = _Taker(md, self.host)
        md.preprocessors.register(
            taker,
            "heatmark",
            31.5,  # after snippets (32) are in, before tabs and SuperFences' raw blocks (31.05, 30)
        )
        putter = _Putter(md, taker, self.host)
        md.treeprocessors.register(
            putter,
            "heatmark",
            35,  # after footnotes (50) are in the tree, before code is highlighted (30)
        )
        md.postprocessors.register(
            _Drawer(md, putter),
            "heatmark-figures",
            29,  # after raw HTML (30), which takes long looks at it, before all who change links
        )
        md.postprocessors.register(
            _Net(md, taker, self.host),
            "heatmark",
            1,  # after all else: the page is as readers will see it
        )


class _Taker(Preprocessor):
    """Puts a word that no document contains in the place of each heatmap fence."""

    def __init__(self, md: Markdown, host: MarkdownHost) -> None:
        super().__init__(md)
        self.host = host
        self.lines: list[str] = []
        self.fences: dict[str, Fence] = {}
        self.missed: list[Missed] = []
        self.suspects: list[int] = []

    def run(self, lines: list[str]) -> list[str]:
        self.lines, self.fences, self.missed, self.suspects = lines, {}, [], []
        self.host.begin(self.md)
        source = "\n".join(lines)
        self.missed += quoted_fences(lines) if "heatmap" in source else ()
        if not may_have_fences(source):
            return lines
        if "\r" in source:  # as Python-Markdown will do, but only after us
            lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.lines = lines
        digest = os.urandom(8).hex()  # which nobody can know, so that no document has it
        kept: list[str] = []
        end = 0
        self.missed += colon_fences(lines)
        for fence in find_fences(lines, self.missed, _fencing(self.md)):
            word = f"heatmark{digest}n{len(self.fences)}x"
            self.fences[word] = fence
            self.missed += far_in(lines, [fence])
            kept += self._looked_at(lines, end, fence.first)
            kept += [*fence.gap_before, fence.prefix + word, *fence.gap_after]
            end = fence.last
        return kept + self._looked_at(lines, end, len(lines))

    def lines_on(self, page: Page) -> Lines:
        """Compare the text with the file of its page."""
        return Lines(self.lines, page.source, page.includes)

    def _looked_at(self, lines: list[str], start: int, end: int) -> list[str]:
        """Take lines that stay, and note those that may be left as text."""
        kept = lines[start:end]
        missed = {item.place for item in self.missed}
        self.suspects += (
            index
            for index, line in enumerate(kept, start=start)
            if "heatmap" in line and index not in missed and is_left(line)
        )
        return kept


def _fencing(md: Markdown) -> Fencing:
    """See whose fences the document has: the last extension to come has its way."""
    if "fenced_code_block" not in md.preprocessors:
        return Fencing.NOWHERE
    theirs = type(md.preprocessors["fenced_code_block"]).__module__
    return Fencing.ANYWHERE if theirs.startswith("pymdownx") else Fencing.MARGIN


class _Putter(Treeprocessor):
    """Draws a heatmap for each word, or puts the fence back where it was shown as code.

    In the place of a heatmap stands a figure to come.
    """

    def __init__(self, md: Markdown, taker: _Taker, host: MarkdownHost) -> None:
        super().__init__(md)
        self.taker = taker
        self.host = host
        self.drawn: dict[str, str] = {}

    def run(self, root: Element) -> None:
        self.drawn = {}
        taker, is_part = self.taker, self.host.is_part(self.md)
        self.host.end(self.md)
        if not taker.fences and not taker.missed and (is_part or not self.host.waiting):
            return
        page = self.host.page(self.md)
        lines = taker.lines_on(page)
        if not is_part:
            self.host.report_missed(page, page.missed)
        self.host.report_missed(page, taker.missed, lines)
        own = {
            word: TakenFence(fence, _block(fence, lines)) for word, fence in taker.fences.items()
        }
        if is_part:
            self.host.waiting.update(own)
        self._put(root, {**self.host.waiting, **own}, page, is_part=is_part)

    def _put(
        self, root: Element, taken: Mapping[str, TakenFence], page: Page, *, is_part: bool
    ) -> None:
        """Put fences that are shown as code back, and figures to come in the places of others."""
        fences = {word: item.fence for word, item in taken.items()}
        _restore_code(root, fences)
        raw = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(raw):
            if isinstance(block, str) and _WORD.search(block):
                raw[index] = _LITERAL_HTML.sub(lambda found: _restored(found[0], fences), block)
        holding = [element for element in root.iter() if _holds(element.text, element.tail)]
        live = {word for text in _texts(holding, raw) for word in _WORD.findall(text)}
        meant = {word: item.block for word, item in taken.items() if word in live}
        self.drawn = {} if is_part else self._html(meant, page)
        for index, block in enumerate(raw):
            if isinstance(block, str) and _WORD.search(block):
                bare = _TO_COME.sub(r"\1", block)
                raw[index] = _WORD.sub(lambda found: _to_come(found[0], meant), bare)
        for element in holding:
            # Footnotes put a link back into the paragraph of a block at their end.
            if element.tag == "p" and len(element) and _WORD.search(element.text or ""):
                element.tag = "div"
            element.text = self._stashed(element.text, meant)
            element.tail = self._stashed(element.tail, meant)

    def _stashed(self, text: str | None, meant: Collection[str]) -> str | None:
        def stash(found: re.Match[str]) -> str:
            word = found[0]
            return self.md.htmlStash.store(_to_come(word, meant)) if word in meant else word

        # Text without a word stays the object it is: an AtomicString is not to be parsed again.
        return _WORD.sub(stash, text) if text and _WORD.search(text) else text

    def _html(self, blocks: Mapping[str, Block], page: Page) -> dict[str, str]:
        """Draw the blocks of a document that are not examples."""
        made = self.host.figures([*blocks.values()], page)
        for block, one in zip(blocks.values(), made, strict=True):
            self.host.keep(Place(page, block.source or page.name, block.line), one)
        return {word: one.html for word, one in zip(blocks, made, strict=True)}


def _to_come(word: str, meant: Collection[str]) -> str:
    return f"<figure>{word}</figure>" if word in meant else word


class _Drawer(Postprocessor):
    """Puts what is drawn in the places of figures to come."""

    def __init__(self, md: Markdown, putter: _Putter) -> None:
        super().__init__(md)
        self.putter = putter

    def run(self, text: str) -> str:
        drawn = self.putter.drawn
        return _TO_COME.sub(lambda found: drawn.get(found[1], found[0]), text) if drawn else text


class _Net(Postprocessor):
    """Tells the author of heatmaps that are left in the finished page as text."""

    def __init__(self, md: Markdown, taker: _Taker, host: MarkdownHost) -> None:
        super().__init__(md)
        self.taker = taker
        self.host = host

    def run(self, text: str) -> str:
        missed = left_over(text, self.taker.suspects)
        if missed:
            page = self.host.page(self.md)
            self.host.report_missed(page, missed, self.taker.lines_on(page))
        return text


def _block(fence: Fence, lines: Lines) -> Block:
    source, line = lines.find(fence.first, fence.last)
    return fenced_block(fence, line, source)


def _holds(*texts: str | None) -> bool:
    """Look for what may be a word of ours, which most elements have not."""
    return any(text and "heatmark" in text for text in texts)


def _texts(elements: Iterable[Element], raw: Iterable[object]) -> Iterator[str]:
    for element in elements:
        yield element.text or ""
        yield element.tail or ""
    yield from (block for block in raw if isinstance(block, str))


def _restore_code(root: Element, fences: Mapping[str, Fence]) -> None:
    for block in root.iter("pre"):
        for element in block.iter():
            if element.text and _WORD.search(element.text):
                shown = _restored(element.text, fences, code_escape)
                element.text = AtomicString(shown)


def _restored(
    text: str,
    fences: Mapping[str, Fence],
    escape: Callable[[str], str] = str,
) -> str:
    """Put fences back into text that shows them, and take their blank lines off."""
    lines: list[str] = []
    after_fence = False
    for line in text.split("\n"):
        found = _WORD.search(line)
        if found and found[0] in fences:
            fence = fences[found[0]]
            if fence.gap_before and lines and not lines[-1].strip(" >"):
                lines.pop()
            before, after = line[: found.start()], line[found.end() :]
            *source, last = fence.source
            lines += [(before + escape(item)) if item else before.rstrip() for item in source]
            lines.append(before + escape(last) + after)
            after_fence = bool(fence.gap_after)
        elif after_fence and not line.strip(" >"):
            after_fence = False
        else:
            after_fence = False
            lines.append(line)
    return "\n".join(lines)


def makeExtension(**options: Any) -> HeatmarkExtension:
    """Make the extension, for `extensions=["heatmark.markdown"]`."""
    return HeatmarkExtension(**options)
