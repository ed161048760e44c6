"""What makes a heatmap a figure of its book: a number, a name, a caption that can be translated."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes

from heatmark.core.errors import HeatmarkError, OptionError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.hosts.page import Block
from heatmark.hosts.page_run import read_block
from heatmark.language.samples import is_known_way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.hosts.page_run import Problem
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image


FIGURE = "figure"  # whose numbers heatmaps share, and how `numfig_format` calls them
ALIGN = ("left", "center", "right")
_TRANSLATED = ("title", "measure", "unit", "sample", "alt")
_BARE_NUMBER = lazy_re(r"\d+(?:\.\d+)?")


class HeatmapNode(nodes.General, nodes.Element, addnodes.translatable):
    """A heatmap in a document. What it shows is a Python object, not an attribute.

    Its children are its caption, by which references call it, and its text, for searches.

    Attributes:
        content: What is written, until the document is read; then what is drawn, or why it is not.
        images: The images of a picture, until it is kept with the document.
        messages: What translators get to translate.
    """

    content: Block | Picture | Problem
    images: tuple[Image, ...] | None = None
    messages: tuple[str, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """Be kept without images, which are many times as large as what they are made of."""
        return {name: value for name, value in self.__dict__.items() if name != "images"}

    def copy(self) -> HeatmapNode:
        """Copy the node without its children, as docutils asks."""
        copied: HeatmapNode = super().copy()
        copied.content = self.content
        copied.images = self.images
        copied.messages = self.messages
        return copied

    def preserve_original_messages(self) -> None:
        """Take note of what can be translated, as Sphinx asks before it translates."""
        written = written_of(self.content)
        texts = [str(written[name]) for name in _TRANSLATED if written.get(name)]
        sample = str(written.get("sample") or "")
        self.messages = tuple(
            dict.fromkeys(text for text in texts if text != sample or not is_known_way(text))
        )

    def extract_original_messages(self) -> Sequence[str]:
        """Give what can be translated."""
        return self.messages

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take a translation, which is shown in the place of what is written."""
        if isinstance(self.content, Block):
            self.content = self.content.translated_by({original_message: translated_message})


def written_of(content: object) -> Mapping[str, object]:
    """Read the options of a block as they are written, of one that is broken those of its header.

    What is wrong is said when it is drawn.
    """
    if isinstance(content, Block):
        for block in (content, replace(content, body="")):
            with suppress(HeatmarkError):
                return read_block(block).options
    return {}


def title_of(node: nodes.Node) -> str | None:
    """Give the title by which references call a heatmap, or None: Sphinx asks for it."""
    caption = next((one for one in node.children if isinstance(one, nodes.caption)), None)
    return caption.astext() if caption is not None else None


def set_title(node: HeatmapNode, title: str) -> None:
    """Give a heatmap the title that references call it by, unless it has one."""
    if title_of(node) is None:
        node.insert(0, nodes.caption(title, title, support_smartquotes=False))


def name_figure(node: HeatmapNode, document: nodes.document) -> None:
    """Give a heatmap its title, the name that its option `id` is, and its place on the page.

    Args:
        node: A heatmap that is not drawn yet.
        document: The document that it is in.
    """
    if not isinstance(node.content, Block):
        return
    written = written_of(node.content)
    title = str(written.get("title") or "")
    if title:
        set_title(node, node.content.translated.get(title, title))
    _place(node, written)
    anchor = str(written.get("id") or "")
    if anchor:
        if anchor not in document.ids:
            node["ids"].insert(0, anchor)
        names = dict.fromkeys((nodes.fully_normalize_name(anchor), anchor))
        node["names"] += [name for name in names if name not in node["names"]]
        document.note_explicit_target(node)


def _place(node: HeatmapNode, written: Mapping[str, object]) -> None:
    """Take note of where a figure stands and how wide it is, or of what is wrong with that."""
    if not isinstance(node.content, Block):
        return
    for name, take in _PLACED.items():
        if name not in written:
            continue
        try:
            node[name] = take(str(written[name]), node.content.lines.get(name))
        except OptionError as error:
            node.content = replace(node.content, problem=error)


def read_align(value: str, line: int | None) -> str:
    """Read where a figure stands.

    Raises:
        OptionError: If it is nowhere.
    """
    found = value.strip().lower()
    if found in ALIGN:
        return found
    problem = say("align must be left, center or right (got {value})", value=quoted(value))
    raise OptionError(problem, line=line, hint="write :align: center")


def read_figure_width(value: str, line: int | None) -> str:
    """Read how wide a figure is: a length or a share of the page, as figures of docutils have it.

    Raises:
        OptionError: If it is neither.
    """
    try:
        found: Any = directives.length_or_percentage_or_unitless(value, "")
    except ValueError:
        problem = say(
            "figwidth must be a length or a percentage (got {value})", value=quoted(value)
        )
        raise OptionError(problem, line=line, hint="write :figwidth: 80%") from None
    return f"{found}px" if _BARE_NUMBER.fullmatch(found) else str(found)


_PLACED = {"align": read_align, "figwidth": read_figure_width}
