"""The directive: it takes note of what is written."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from heatmark.core.errors import ParseError
from heatmark.core.patterns import lazy_re
from heatmark.hosts.page import Block, two_titles, without_title
from heatmark.hosts.page_run import PLACING
from heatmark.hosts.rest import no_blank_line
from heatmark.options.declare import Scope, known
from heatmark.sphinx.figures import HeatmapNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


# In a block also its content, as far as it fits on a line.
_IN_DIRECTIVE = tuple(
    name
    for name in known(Scope.BLOCK)
    if name not in {"tokens", "scores", "specials", "alternatives"}
)
_OF_DOCUTILS = ("name", "class")
_CAPTION = "caption"  # what Sphinx calls the title of a figure
_LABEL = "label"  # what mystmd calls its id
_OPTION = lazy_re(r"\s*:?([A-Za-z_][\w-]*)\s*:(?:\s|$)")
_FENCE = lazy_re(r"\s*(?:\.\.|`{3}|~{3}|:{3})")


class _AnyOption(dict[str, Any]):
    """Takes every name, so that the same check, with the same hints, is for those of a header."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return directives.unchanged


class HeatmapDirective(SphinxDirective):
    """`.. heatmap:: title="…" cmap=Reds`, with the options of a block and the body of a fence.

    As with all directives, `:name:` is for references, and `:class:` for stylesheets; as with
    tables, an argument that is no header is the title, which `:caption:` is, too. `:label:`, as in
    mystmd, is the id.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = _AnyOption(
        dict.fromkeys((*_IN_DIRECTIVE, *PLACING, _CAPTION, _LABEL), directives.unchanged)
    )

    def run(self) -> list[nodes.Node]:
        """Take note of a block; see [draw_all][heatmark.sphinx.reading.draw_all]."""
        node = HeatmapNode()
        self.set_source_info(node)
        node.content = self._block()
        self.add_name(node)
        node["classes"] += self.options.get("class", "").split()
        return [node]

    def _block(self) -> Block:
        """Put together what is written."""
        source, line = self.get_source_info()
        first = self._first_line(line)
        above = _lines_above(self.block_text, first)
        lines = {found[1]: at for at, text in enumerate(above) if (found := _OPTION.match(text))}
        header = self.arguments[0] if self.arguments else ""
        options = {name: text for name, text in self.options.items() if name not in _OF_DOCUTILS}
        twice = two_titles(lines) if {_CAPTION, "title"} <= options.keys() else None
        if _CAPTION in options:
            options["title"] = options.pop(_CAPTION)
            lines["title"] = lines.pop(_CAPTION, 0)
        if _LABEL in options and "id" not in options:
            options["id"] = options.pop(_LABEL)
            lines["id"] = lines.pop(_LABEL, 0)
        header, again = without_title(header, options, lines)
        problem = None if self.options else _broken_option(above)
        if self.arguments and self.block_text.lstrip().startswith(".."):
            top, *others = self.block_text.split("\n")
            below = [*takewhile(bool, map(str.strip, others))]
            problem = no_blank_line(top, below) or problem
        return Block(
            header=header,
            body="\n" * (first - 1) + "\n".join(self.content),
            options=options,
            lines=lines,
            problem=twice or again or problem,
            source=str(source),
            line=line,
        )

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


def _broken_option(lines: list[str]) -> ParseError | None:
    """Find a row that MyST has taken for a broken option."""
    for at, text in enumerate(lines):
        if at and text.lstrip()[:1] == ":" and text.strip(" \t:"):  # no end of a fence
            problem = "a first row that begins with a colon is read as an option"
            return ParseError(problem, line=at, hint='put quotes around the token, as in ":" 1')
    return None
