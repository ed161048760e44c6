"""What a command is given: a data file, a document with a block, or standard input."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heatmark.block.fences import find_fences
from heatmark.block.front_matter import front_matter, near_front_matter
from heatmark.core.errors import OptionError, ParseError
from heatmark.core.wording import counted, quoted, say
from heatmark.doors.command.check import Finding, document_page
from heatmark.doors.command.documents import MARKDOWN, REST, fenced, may_have_directives, text_of
from heatmark.doors.command.sites import site_of
from heatmark.heatmap import Heatmap
from heatmark.hosts.page import Page, own_front_matter, with_front_matter
from heatmark.options.declare import Scope, known
from heatmark.picture.lint import heard
from heatmark.presets import defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence


@contextmanager
def heatmap_of(
    name: str, options: Iterable[str], tell: Callable[[Sequence[Finding]], object] = len
) -> Iterator[Heatmap]:
    """Read what a command is to show, and keep the options of its page and site while it does so.

    Args:
        name: A data file, with `#part` behind it or without; a Markdown document with a block, or
            with `#2` for the second; `-` for a block, the page around one, or the JSON of a data
            file, on standard input.
        options: Options of a block as `name=value`.
        tell: Told of what in the front matter of its page is not read.

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
        tell(_of_front_matter(page, source))
        with defaults.within(**_of_page(page)):
            yield _of_text(source, asked)
    elif file.suffix.lower() in MARKDOWN:
        source = text_of(file)
        text = _block_of(source, file, part)
        page = document_page(file, source, site_of(file, file.parent))
        tell(_of_front_matter(page, source))
        with defaults.within(**_of_page(page)):
            yield Heatmap.from_fence(text, folder=page.files, **asked)
    else:
        refuse_documents(name, REST)
        yield Heatmap.read(name, **asked)


def refuse_documents(name: str, endings: Collection[str]) -> None:
    """Refuse a document where a data file is asked for: its lines would be read as rows.

    Args:
        name: What was given, with a part behind `#` or without.
        endings: Endings of documents that are none here.

    Raises:
        ParseError: If it is one.
    """
    file = Path(name.partition("#")[0])
    ending = file.suffix.lower()
    if ending not in endings:
        return
    problem = say("{name} is a document, and no data file", name=quoted(file.name))
    hint = say("heatmark show {name} shows its first block", name=str(file))
    if ending not in MARKDOWN:
        hint = say("put a block of it between ```heatmap and ```, and write heatmark show -")
    raise ParseError(problem, hint=hint)


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
    return with_front_matter(page, own_front_matter(front_matter(text)), lambda: text)


def _of_front_matter(page: Page, source: str) -> list[Finding]:
    """Say what in the front matter of a page is not read; what is wrong in it stops all."""
    if page.problem is not None:
        if not page.problem_line:
            raise page.problem
        at = f"{page.name}:{page.problem_line}"
        raise page.problem.within(say("{name}: {message}", name=at, message=page.problem.message))
    return [
        Finding(Path(page.name), page.name, index + 1, one)
        for index, notice in near_front_matter(source)
        for one in heard([notice], page.settings)
    ]


def _of_text(text: str, options: Mapping[str, Any]) -> Heatmap:
    if next(find_fences(text.strip().split("\n")), None) is None:
        text = f"```heatmap\n{text.strip()}\n```"
    return Heatmap.from_fence(text, **options)


def _block_of(source: str, file: Path, part: str) -> str:
    """Find a block of a document by its number, as a build counts them."""
    name, is_myst = file.name, may_have_directives(file)
    fences = [fence for fence, _ in fenced(source, [], is_myst=is_myst)]
    if not fences:
        problem = say("there is no heatmap block in {name}", name=quoted(name))
        raise ParseError(problem, hint="begin one with ```heatmap")
    number = int(part) if part.isdecimal() else 1
    if not 1 <= number <= len(fences):
        problem = say("{name} has {count}", name=quoted(name), count=counted(len(fences), "block"))
        raise ParseError(problem, hint=say("write {name}#1", name=str(file)))
    return "\n".join(fences[number - 1].source)


def _of_page(page: Page) -> dict[str, Any]:
    """Take of a page what a heatmap outside of it can have, too."""
    taken = {name: page.options[name] for name in known(Scope.NOTEBOOK) if name in page.options}
    font = page.settings.font
    if font is not None:  # a path from the page
        taken["font"] = str(page.files.find(font))
    return taken
