"""A page, the blocks in it, and what a host must offer to have them drawn."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import yaml

from heatmark.block.fences import find_fences, never_closed
from heatmark.block.front_matter import line_of_option
from heatmark.block.header import is_title
from heatmark.core.errors import HeatmarkError, OptionError, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.files.folders import Folders
from heatmark.language.messages import translated
from heatmark.language.words import language
from heatmark.options.check import check
from heatmark.options.declare import Scope
from heatmark.options.resolve import overlay, resolve
from heatmark.picture.palette import palette

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from heatmark.block.fences import Fence
    from heatmark.block.near import Missed
    from heatmark.core.errors import Notice
    from heatmark.options.declare import Options


_OPTION = lazy_re(r"[ \t]*:([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*")
_QUOTED = lazy_re(r""" (?: "(?:[^"\\]|\\.)*" | '(?:[^']|'')*' ) (?:[ ]+\#.*)? """, re.VERBOSE)
# What directives of Sphinx and of mystmd call ours.
_THEIRS = {"name": "id", "label": "id", "class": "css_classes", "caption": "title"}
_OF_MYST = frozenset({"enumerated", "enumerator"})  # what MyST does with any figure
_KEY = lazy_re(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)")
_RULE = "---"
INCLUDED = say("in included text")  # which no file has, or one that is not known


@dataclass(frozen=True, kw_only=True)
class Block:
    """A block as it is written, wherever that is.

    Attributes:
        header: What stands after the fence and the word `heatmap`.
        body: The lines below, where line 1 follows the opening fence.
        line: The line of its opening fence in the page, from 1, or 0 if it is not known.
        options: Options on lines of their own, as a directive has them, as text.
        lines: The line of each of them, where the opening fence is line 0.
        source: The file that it is in, if that is not the page's.
        problem: Why it cannot be read at all, or None.
        translated: What is shown in the place of titles and other words that are written.
        folder: From where the path of its data file starts, if not from that of the page.
    """

    header: str
    body: str
    line: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    problem: HeatmarkError | None = None
    translated: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def translated_by(self, words: Mapping[str, str]) -> Block:
        """Show other words in the place of those that are written."""
        return replace(self, translated={**self.translated, **words})


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a block takes from the page that it stands in.

    Attributes:
        name: The page's name in messages, such as its path in the docs folder.
        options: Checked options of site and page.
        folder: The folder of the page's source, or None if it is not known.
        url: The page's address in the site, if the host knows it.
        source: The page's file as its author has written it, front matter and all, or None if it
            is not known: lines that are not in it are not said to be.
        includes: Folders that it may include other files from, the first of them being that of
            the site's pages.
        published: Finds what the site has under a path that a block of the page asks for, in
            place of the docs folder on the disk; or None.
        problem: What is wrong with the page's own options, so that no block can be drawn.
        problem_line: The line of the page that this is on, from 1, or 0 if it is not known.
        missed: What in its front matter may have been meant for us, with the index of its line.
        note: Told the path of each file that a block asks for, also if there is none.
        seen: Told the content of each data file that is read, by the path that its author wrote,
            or None where only the place of a file is asked for.
        places_figures: Whether the host does what `PLACING` asks for.
        relative_hint: What to do about a relative path of a data file where the folder is not
            known; if nothing is said, it starts from the docs folder.
    """

    name: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    folder: Path | None = None
    url: str = ""
    source: str | None = None
    includes: Sequence[Path] = ()
    published: Callable[[str], Path | bytes | None] | None = None
    problem: HeatmarkError | None = None
    problem_line: int = 0
    missed: Sequence[Missed] = ()
    note: Callable[[Path], object] | None = None
    seen: Callable[[str, bytes | None], object] | None = None
    places_figures: bool = False
    relative_hint: str = ""

    @cached_property
    def settings(self) -> Options:
        """The options of a block that sets none."""
        return resolve(self.options)

    @cached_property
    def files(self) -> Folders:
        """The folders that its blocks may read from."""
        site = self.settings
        return Folders(
            page=self.folder,
            root=Path(site.root),
            more=tuple(map(Path, site.folders)),
            max_bytes=site.max_bytes,
            note=self.note,
            seen=self.seen,
            published=self.published,
            relative_hint=self.relative_hint,
        )


class Place(NamedTuple):
    """Where something is to be said about a block.

    Attributes:
        page: The page.
        source: The name of the page or file in messages.
        line: The line there, from 1, or 0 if it is in text that was included or made.
    """

    page: Page
    source: str
    line: int

    @property
    def name(self) -> str:
        """The place on one line, as editors take it, in the language of the site's log."""
        if self.line:
            return f"{self.source or 'heatmap'}:{self.line}"
        return f"{self.source or 'heatmap'}, {translated(INCLUDED, _log_language(self.page))}"


class Host(Protocol):
    """What a page builder must offer to have the blocks of a page drawn.

    [draw_page][heatmark.hosts.page_run.draw_page] does the rest. What a block takes from the
    builder is in its [Page][heatmark.hosts.page.Page].
    """

    def report(self, index: Place, found: HeatmarkError | Notice) -> None:
        """Tell the author about an error or a notice: once, with page and line."""


def _log_language(page: Page) -> str:
    site = page.settings
    return language(site.lang if site.log_lang == "page" else site.log_lang)


def logged(found: HeatmarkError | Notice, page: Page) -> str:
    """Say an error or a notice on one line, with its hint, in the language of the site's log."""
    lang = _log_language(page)
    hint = f" ({translated(found.hint, lang)})" if found.hint else ""
    return f"{translated(found.message, lang)}{hint}"


def fenced_block(fence: Fence, line: int, source: str = "") -> Block:
    """Make a block of a fence; one that is never closed cannot be read.

    Args:
        fence: The fence.
        line: The line of its opening in the page, from 1, or 0 if it is not known.
        source: The file that it is in, if that is not the page's.
    """
    problem = None if fence.closed else never_closed()
    block = Block(header=fence.header, body=fence.body, line=line, source=source, problem=problem)
    if not fence.header.startswith("{}"):
        return block
    return with_option_lines(replace(block, header=fence.header[2:].strip()), is_myst=True)


def only_block(text: str) -> Block:
    """Read a text that is one block, from fence to fence.

    Args:
        text: The text; lines count from the first that is not blank.

    Raises:
        HeatmarkError: If it is none, has no end, or others stand below it.
    """
    found = [*find_fences(text.strip().split("\n"))]
    if not found:
        raise ParseError("this is no heatmap block", hint="begin it with ```heatmap")
    if len(found) > 1:
        problem = say("there are {count} blocks in it", count=len(found))
        raise ParseError(problem, line=found[1].first, hint="hand over one of them")
    block = fenced_block(found[0], 1)
    if block.problem is not None:
        raise block.problem
    return block


def with_option_lines(block: Block, *, is_myst: bool = False) -> Block:
    """Read a block as a directive of MyST or reST.

    Lines such as `:measure: log P` at the top of its body are options; a text that stands behind
    its name is its title. `name`, `label`, `class` and `caption`, which directives of Sphinx and of
    mystmd have, are id, classes and title; of a name and a label the label is the id.

    Args:
        block: The block.
        is_myst: Whether it is one of MyST, where a value in quotes is what stands in them.
    """
    lines = block.body.split("\n")
    if is_myst and lines[0].strip() == _RULE:
        _rename_keys(lines)
    options: dict[str, str] = {}
    where: dict[str, int] = {}
    problem = block.problem
    said = [*takewhile(bool, map(_OPTION.fullmatch, lines))]
    given = {found[1] for found in said if found}
    dropped = {*_OF_MYST, *(["name"] if "label" in given else [])} if is_myst else set()
    for index, found in enumerate(said):
        lines[index] = ""
        if found is None or found[1] in dropped:
            continue
        name, value = _THEIRS.get(found[1], found[1]), found[2] or ""
        if is_myst:
            value = _without_quotes(value)
        if found[1] == "name":
            value = id_of_name(value)
            if not value:
                continue
        if name in options:
            message = say("{name} is set twice in the header", name=name)
            problem = problem or OptionError(message, line=index + 1, hint="remove one of them")
        options[name], where[name] = value, index + 1
    header, twice = without_title(block.header, options, where)
    problem, body = problem or twice, "\n".join(lines)
    return replace(block, header=header, body=body, options=options, lines=where, problem=problem)


def _rename_keys(lines: list[str]) -> None:
    """Give options that stand between two lines of hyphens the names that we have for them."""
    above = [line.strip() for line in lines[1:]]
    end = above.index(_RULE) + 1 if _RULE in above else 0
    found = {at: one for at in range(1, end) if (one := _KEY.match(lines[at]))}
    given = {one[1] for one in found.values()}
    for at, one in found.items():
        if one[1] in _OF_MYST or (one[1] == "name" and "label" in given):
            lines[at] = ""
        elif one[1] in _THEIRS:
            lines[at] = f"{_THEIRS[one[1]]}{lines[at][one.end(1) :]}"
    if not any(map(str.strip, lines[1:end])):
        lines[0] = lines[end] = ""


def _without_quotes(value: str) -> str:
    """Take off quotes around a whole value, and a comment behind them, as YAML does."""
    if _QUOTED.fullmatch(value) is None:
        return value
    try:
        return str(yaml.safe_load(value))
    except yaml.YAMLError:  # an escape that is none
        return value


def without_title(
    header: str, options: dict[str, str], lines: dict[str, int]
) -> tuple[str, OptionError | None]:
    """Take a text that stands behind the name of a directive, and is no header, for its title.

    Args:
        header: What stands there.
        options: The options of the directive, which get the title.
        lines: The line of each of them.

    Returns:
        The header that is left, and what is wrong if there is another title.
    """
    if not is_title(header):
        return header, None
    if "title" in options:
        return "", two_titles(lines)
    options["title"], lines["title"] = header, 0
    return "", None


def two_titles(lines: Mapping[str, int]) -> OptionError:
    """Say that a directive has two titles."""
    line = lines.get("title", 0)
    return OptionError("there are two titles", line=line, hint="remove one of them")


def id_of_name(name: str) -> str:
    """Make an id of what Sphinx and mystmd take for a name, which may be any text: `Hình 1`.

    Args:
        name: The name.

    Returns:
        The id, such as `Hinh-1`, or nothing if no letter is left.
    """
    parted = unicodedata.normalize("NFKD", name.translate({ord("đ"): "d", ord("Đ"): "D"}))
    plain = parted.encode("ascii", "ignore").decode()
    return re.sub(r"[^\w.:-]+", "-", plain, flags=re.ASCII).strip("-").lstrip("0123456789-_.:")


def own_front_matter(meta: Mapping[str, object]) -> object:
    """Find our part of a page's front matter, over the language of the page.

    Both may stand under `options`, where mystmd takes what it does not know.
    """
    inside = meta.get("options")
    meta = {**inside, **meta} if isinstance(inside, dict) else meta
    ours = meta.get("heatmark")
    ours = {} if ours is None else ours
    lang = {"lang": meta["lang"]} if isinstance(meta.get("lang"), str) else {}
    return {**lang, **ours} if isinstance(ours, dict) else ours


def with_front_matter(
    page: Page, front_matter: object, source: Callable[[], str | None] = str
) -> Page:
    """Lay a page's front matter over its options; if it cannot be, that is the page's problem.

    Args:
        page: The page, with checked options of its site.
        front_matter: What the page's front matter has under `heatmark`.
        source: Gives what its author has written, where the line of the problem is looked up.
    """
    try:
        return replace(page, options=page_options(page.options, front_matter))
    except HeatmarkError as error:
        if page.problem is not None:
            return page
        line = line_of_option(page.source or source() or "", error.about)
        return replace(page, problem=error, problem_line=line)


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
    checked = {str(name): _of_page(str(name), value) for name, value in front_matter.items()}
    return overlay(site, checked)


def _of_page(name: str, value: object) -> Any:
    try:
        checked = check(name, value, Scope.PAGE)
        if name == "cmap" and checked is not None:
            palette(str(checked))
    except HeatmarkError as error:
        problem = say("in the page's front matter: {message}", message=error.message)
        raise error.within(problem, about=name) from None
    return checked
