"""The directive: it takes note of what is written."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from heatmark.block.habits import is_row
from heatmark.core.errors import ParseError
from heatmark.hosts.page import Block
from heatmark.options.declare import Scope, known

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.hosts.page_run import Problem
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image


# In a block also its content, as far as it fits on a line.
_IN_DIRECTIVE = tuple(
    name
    for name in known(Scope.BLOCK)
    if name not in {"tokens", "scores", "specials", "alternatives"}
)
_OPTION = re.compile(r"\s*:?([A-Za-z_][\w-]*)\s*:(?:\s|$)")
_PAIRS = re.compile(r"[A-Za-z_][\w-]*=|[:#.]|\{[^\"']")  # how lines of headers and options begin
_FENCE = re.compile(r"\s*(?:\.\.|`{3}|~{3}|:{3})")


class HeatmapNode(nodes.General, nodes.Element):
    """A heatmap in a document. What it shows is a Python object, not an attribute.

    Its child is its text, for searches.

    Attributes:
        content: What is written, until the document is read; then what is drawn, or why it is not.
        images: The images of a picture, until it is kept with the document.
    """

    content: Block | Picture | Problem
    images: tuple[Image, ...] | None = None

    def __getstate__(self) -> dict[str, object]:
        """Be kept without images, which are many times as large as what they are made of."""
        return {name: value for name, value in self.__dict__.items() if name != "images"}

    def copy(self) -> HeatmapNode:
        """Copy the node without its children, as docutils asks."""
        copied: HeatmapNode = super().copy()
        copied.content = self.content
        copied.images = self.images
        return copied


class _AnyOption(dict[str, Any]):
    """Takes every name, so that the same check, with the same hints, is for those of a header."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return directives.unchanged


class HeatmapDirective(SphinxDirective):
    """`.. heatmap:: title="…" cmap=Reds`, with the options of a block and the body of a fence.

    As with all directives, `:name:` is for references, and `:class:` for stylesheets.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = _AnyOption(
        dict.fromkeys(_IN_DIRECTIVE, directives.unchanged)
    )

    def run(self) -> list[nodes.Node]:
        """Take note of a block; see [draw_all][heatmark.sphinx.reading.draw_all]."""
        node = HeatmapNode()
        self.set_source_info(node)
        self.add_name(node)
        options = dict(self.options)
        node["classes"] += options.pop("class", "").split()
        options.pop("name", None)
        source, line = self.get_source_info()
        first = self._first_line(line)
        above = _lines_above(self.block_text, first)
        node.content = Block(
            header=self.arguments[0] if self.arguments else "",
            body="\n" * (first - 1) + "\n".join(self.content),
            options=options,
            lines={found[1]: at for at, text in enumerate(above) if (found := _OPTION.match(text))},
            problem=_no_blank_line(self.arguments, self.block_text)
            or (None if self.options else _broken_option(above)),
            source=str(source),
            line=line,
        )
        return [node]

    def _first_line(self, line: int) -> int:
        """Count the lines from the first of the directive to the first of its content."""
        if not self.content:
            return len(self.block_text.split("\n"))
        index = self.content.offset(0)
        if index < line:  # MyST counts from the directive, docutils in the document
            return self.content_offset + 1
        return index + 1 - line


def _lines_above(block: str, first: int) -> list[str]:
    """Take the lines above the content, which MyST says since version 5 only."""
    return block.split("\n")[:first] if _FENCE.match(block) else []


def _no_blank_line(arguments: list[str], block: str) -> ParseError | None:
    """Find rows right below the directive, which reStructuredText takes for its header."""
    first, *others = block.split("\n")
    if not arguments or "::" not in first:
        return None
    below = list(takewhile(bool, map(str.strip, others)))
    if first.rstrip().endswith("::"):
        if all(map(_PAIRS.match, below)):
            return None  # a header on lines of its own
    elif not any(map(is_row, below)):
        return None
    problem = "there is no blank line between the directive and its rows"
    return ParseError(problem, line=1, hint="put a blank line between them")


def _broken_option(lines: list[str]) -> ParseError | None:
    """Find a row that MyST has taken for a broken option."""
    for at, text in enumerate(lines):
        if at and text.lstrip()[:1] == ":":
            problem = "a first row that begins with a colon is read as an option"
            return ParseError(problem, line=at, hint='put quotes around the token, as in ":" 1')
    return None


class FieldAsWritten(SphinxTransform):
    """Keeps what a page's field list says from being read as text."""

    default_priority = 850  # after the list is known to be about the page, before quotes are curled

    def apply(self, **_: object) -> None:
        """Put the source of the field in the place of what was made of it."""
        for body in self.document.findall(nodes.field_body):
            field = body.parent
            if isinstance(field.parent, nodes.docinfo) and field[0].astext() == "heatmark":
                body[:] = [nodes.literal(body.rawsource, body.rawsource)]
