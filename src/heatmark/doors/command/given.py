"""What a command is given: a data file, a document with a block, or standard input."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heatmark.block.fences import find_fences
from heatmark.core.errors import OptionError, ParseError
from heatmark.core.wording import counted, quoted, say
from heatmark.doors.command.check import document_page
from heatmark.doors.command.documents import MARKDOWN, fenced, front_matter, text_of
from heatmark.doors.command.sites import site_of
from heatmark.heatmap import Heatmap
from heatmark.hosts.page import Page, own_front_matter, with_front_matter
from heatmark.options.declare import Scope, known
from heatmark.presets import defaults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@contextmanager
def heatmap_of(name: str, options: Iterable[str]) -> Iterator[Heatmap]:
    """Read what a command is to show, and keep the options of its page and site while it does so.

    Args:
        name: A data file, with `#part` behind it or without; a Markdown document with a block, or
            with `#2` for the second; `-` for a block, the page around one, or the JSON of a data
            file, on standard input.
        options: Options of a block as `name=value`.

    Raises:
        HeatmarkError: If it cannot be read.
    """
    asked = _pairs(options)
    path, _, part = name.partition("#")
    file = Path(path)
    if Path(name).suffix.lower() in MARKDOWN and Path(name).is_file():
        file, part = Path(name), ""
    if name == "-":
        source = sys.stdin.read()
        page = _page_of_text(source)
        if page.problem is not None:
            raise page.problem
        with defaults.within(**_of_page(page)):
            yield _of_text(source, asked)
    elif file.suffix.lower() in MARKDOWN:
        source = text_of(file)
        text = _block_of(source, file.name, part)
        page = document_page(file, front_matter(source), site_of(file, file.parent))
        if page.problem is not None:
            raise page.problem
        with defaults.within(**_of_page(page)):
            yield Heatmap.from_fence(text, folder=page.files, **asked)
    else:
        yield Heatmap.read(name, **asked)


def _pairs(options: Iterable[str]) -> dict[str, Any]:
    pairs = {}
    for item in options:
        name, sign, value = item.partition("=")
        if not sign:
            problem = say("{item} is no option", item=quoted(item))
            raise OptionError(problem, hint="write name=value, such as cmap=Blues")
        pairs[name.strip()] = value
    return pairs


def _page_of_text(text: str) -> Page:
    """Describe a text as a page of no site; one without a fence is the body of a block."""
    page = Page(name="-", folder=Path.cwd())
    if next(find_fences(text.split("\n")), None) is None:
        return page
    return with_front_matter(page, own_front_matter(front_matter(text)))


def _of_text(text: str, options: Mapping[str, Any]) -> Heatmap:
    if next(find_fences(text.strip().split("\n")), None) is None:
        text = f"```heatmap\n{text.strip()}\n```"
    return Heatmap.from_fence(text, **options)


def _block_of(source: str, name: str, part: str) -> str:
    """Find a block of a document by its number, as a build counts them."""
    fences = [fence for fence, _ in fenced(source, [])]
    if not fences:
        problem = say("there is no heatmap block in {name}", name=quoted(name))
        raise ParseError(problem, hint="begin one with ```heatmap")
    number = int(part) if part.isdecimal() else 1
    if not 1 <= number <= len(fences):
        problem = say("{name} has {count}", name=quoted(name), count=counted(len(fences), "block"))
        raise ParseError(problem, hint=say("write {name}#1", name=name))
    return "\n".join(fences[number - 1].source)


def _of_page(page: Page) -> dict[str, Any]:
    """Take of a page what a heatmap outside of it can have, too."""
    taken = {name: page.options[name] for name in known(Scope.NOTEBOOK) if name in page.options}
    font = page.settings.font
    if font is not None:  # a path from the page
        taken["font"] = str(page.files.find(font))
    return taken
