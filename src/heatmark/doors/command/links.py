"""The relative addresses in a Markdown text, for a page that goes to another folder."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from heatmark.block.front_matter import FRONT_MATTER
from heatmark.block.near import is_code
from heatmark.core.patterns import lazy_re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


_FENCE = lazy_re(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_CODE = lazy_re(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\1(?!`)")
# Behind a link's text, behind a link's name, in a tag, and behind a directive of MyST.
_ADDRESSES = tuple(
    lazy_re(pattern, re.MULTILINE)
    for pattern in (
        r"\]\([ \t]*(?P<at>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?=\s*[\"'()])",
        r"\]\([ \t]*<(?P<at>[^<>\n]+)>",
        r"^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*(?P<at>[^\s<>]+)",
        r"^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*<(?P<at>[^<>\n]+)>",
        r"^[ \t>]*(?:`{3,}|:{3,})\{(?:image|figure|include|literalinclude)\}[ \t]+(?P<at>\S+)",
    )
)
_TAG = lazy_re(r"<[A-Za-z][^<>]*>")
_ATTRIBUTE = lazy_re(
    r"""\s(?:src|href|poster|data)[ \t]*=[ \t]*(?:"(?P<at>[^"\n]+)"|'(?P<in>[^'\n]+)')"""
)
_DIRECTIVE = lazy_re(r"[ \t>]*`{3,}\{(?:image|figure|include|literalinclude)\}")
_NO_PATH = lazy_re(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|.*(?:\{\{|\{%)")


def relinked(text: str, change: Callable[[str], str]) -> str:
    """Change the relative addresses of links and images in a text; what is code stays.

    Args:
        text: The text.
        change: Gives the address to be written for one that is.
    """
    shown = _without_code(text)
    lines = text.split("\n")
    made, end = [], 0
    for start, stop in sorted(_places(shown)):
        address = text[start:stop]
        line = text.count("\n", 0, start)
        if start < end or _NO_PATH.match(address) or is_code(lines, line):
            continue
        made += [text[end:start], change(address)]
        end = stop
    return "".join([*made, text[end:]])


def _places(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _ADDRESSES:
        yield from (found.span("at") for found in pattern.finditer(text))
    for tag in _TAG.finditer(text):
        for found in _ATTRIBUTE.finditer(text, *tag.span()):
            yield found.span("at" if found["at"] else "in")


def _without_code(text: str) -> str:
    """Put spaces into the place of front matter, of fences and of code within lines."""
    front = FRONT_MATTER.match(text)
    start = front.end() if front else 0
    lines = [
        line if not fence or _DIRECTIVE.match(line) else " " * len(line)
        for line, fence in _fenced(text[start:])
    ]
    shown = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), "\n".join(lines))
    return " " * start + shown


def _fenced(text: str) -> Iterator[tuple[str, str]]:
    """Give each line with the fence that it belongs to, or nothing."""
    fence = ""
    for line in text.split("\n"):
        if not fence:
            found = _FENCE.match(line)
            fence = found["fence"] if found else ""
            yield line, fence
            continue
        yield line, fence
        bare = line.strip(" \t>")
        fence = "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence


def open_fence(text: str) -> str:
    """Give the fence that a text leaves open at its end, or nothing."""
    return [*_fenced(f"{text}\n")][-1][1]


def moved_address(source: Path, target: Path, written: Mapping[Path, Path]) -> Callable[[str], str]:
    """Make what changes an address in a page, so that it leads from another folder to the same.

    Args:
        source: The page.
        target: Where it goes.
        written: Where other pages go that go too: links to them lead there.
    """

    def change(address: str) -> str:
        path, mark, rest = _split(address)
        found = (source.parent / unquote(path)).resolve()
        if found in written:
            other = _quoted(os.path.relpath(written[found], target.parent))
            return f"{other}{mark}{rest}"
        way = _quoted(os.path.relpath(source.parent, target.parent))
        slash = "/" if path.endswith("/") else ""
        return f"{posixpath.normpath(posixpath.join(way, path))}{slash}{mark}{rest}"

    return change


def _split(address: str) -> tuple[str, str, str]:
    """Take a path from what says where in its page, or how."""
    found = re.search("[?#]", address)
    if found is None:
        return address, "", ""
    return address[: found.start()], found[0], address[found.end() :]


def _quoted(path: str) -> str:
    return quote(path.replace(os.sep, "/"))
