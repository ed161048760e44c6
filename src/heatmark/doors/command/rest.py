"""The heatmaps of a document in reStructuredText: its directives, as docutils finds them."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re
from heatmark.hosts.page import Block, with_option_lines
from heatmark.hosts.rest import no_blank_line, rows_without_gap

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence


# Behind the markers of lists, as in a list that is a table.
_DIRECTIVE = lazy_re(
    r"((?:[ \t]*(?:[-*+]|\d+[.)]|#[.)])(?=[ \t]))*[ \t]*)"
    r"\.\.[ \t]+(?i:heatmap)[ ]?::(?:[ \t]+(.*?))?[ \t]*"
)
# What shows the lines below it as they are.
_LITERAL = lazy_re(
    r"[ \t]*\.\.[ \t]+(?:code|code-block|sourcecode|parsed-literal|raw|highlight|prompt)::.*"
    r"|(?![ \t]*\.\.[ \t]).*::[ \t]*|[ \t]*\.\.[ \t]+(?!.*::).*"
)
_OPTION = lazy_re(r":[^:\s][^:]*:(?:\s|$)")


def directives(lines: Sequence[str]) -> Iterator[Block]:
    """Find the heatmaps of a document.

    Args:
        lines: Its lines.
    """
    for index, line in enumerate(lines):
        found = _DIRECTIVE.fullmatch(line)
        if found is None or _is_literal(lines, index):
            continue
        yield _block(lines, index, found)


def _block(lines: Sequence[str], index: int, found: re.Match[str]) -> Block:
    """Take what is further in than a directive."""
    indent = len(found[1].expandtabs())
    end = index + 1
    while end < len(lines) and (_indent(lines[end]) > indent or not lines[end].strip()):
        end += 1
    below = lines[index + 1 : end]
    margin = min((_indent(text) for text in below if text.strip()), default=0)
    body = [text.expandtabs()[margin:] for text in below]
    return _read(lines[index], Block(header=found[2] or "", body="\n".join(body), line=index + 1))


def _read(first: str, block: Block) -> Block:
    """Read the header of a directive, which may go on below its first line, and its options."""
    body = block.body.split("\n")
    top = [*takewhile(str.strip, body)]
    start = next((at for at, text in enumerate(top) if _OPTION.match(text)), len(top))
    header = [*map(str.strip, top[:start])]
    problem = no_blank_line(first, header) if header else None
    if not all(map(_continues, top[start:])):
        problem = rows_without_gap()
    if problem is not None:
        return replace(block, problem=problem)
    options = _options(top, start)
    body[: len(top)] = [*options.values(), *[""] * (len(top) - len(options))]  # read from the top
    whole = " ".join(filter(None, [block.header, *header]))
    found = with_option_lines(replace(block, header=whole, body="\n".join(body)))
    places = [0, *options]  # of the header, and of each option
    return replace(found, lines={name: places[at] for name, at in found.lines.items()})


def _continues(text: str) -> bool:
    """Tell a line of options: one of them, or more of the value of the one above."""
    return _OPTION.match(text) is not None or not text[:1].strip()


def _options(top: Sequence[str], start: int) -> dict[int, str]:
    """Write each option on one line, by the line below the directive that it begins on."""
    found: dict[int, str] = {}
    for at, text in enumerate(top[start:], start=start + 1):
        if _OPTION.match(text):
            found[at] = text.rstrip()
        else:
            found[max(found)] += f" {text.strip()}"
    return found


def _is_literal(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is shown as it is, or not at all."""
    indent = _indent(lines[index])
    for above in reversed(range(index)):
        if lines[above].strip() and _indent(lines[above]) < indent:
            if _LITERAL.fullmatch(lines[above]):
                return True
            indent = _indent(lines[above])
    return False


def _indent(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())
