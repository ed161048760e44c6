"""Runs as a filter of pandoc: a document as JSON comes in, and goes out with its heatmaps drawn."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heatmark.block.between_quotes import BETWEEN_QUOTES, is_left_between_quotes
from heatmark.block.directives import COLONS
from heatmark.block.front_matter import is_near_ours, is_plainly_ours, not_ours, without_ours
from heatmark.block.near import LEFT, ON_ONE_LINE, is_block_in_line, is_left, near_header
from heatmark.core.errors import HeatmarkError, Notice, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import say
from heatmark.doors.command.documents import text_of
from heatmark.doors.filter import FilterHost, read_json, speak_utf8, write_json
from heatmark.doors.pandoc.figures import Figures, family
from heatmark.doors.pandoc.nodes import blocks, meta_value, written_text
from heatmark.doors.pandoc.written import BLOCK_TYPES, Sources, block_of
from heatmark.hosts.page import Page, Place, with_front_matter
from heatmark.hosts.page_run import draw_page
from heatmark.language.messages import translated
from heatmark.picture.lint import heard
from heatmark.render.image.draw import draw, lacks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.doors.pandoc.nodes import PandocNode
    from heatmark.hosts.page import Block
    from heatmark.render.image.draw import Image
    from heatmark.render.image.drawing import Drawing


DOCUMENT = "heatmark-document"  # in whose value heatmark.lua tells which files are read
_STRICT = "strict"
_CLASSED = frozenset({"CodeBlock", "Div"})
_TEXTS = frozenset({"Para", "Plain"})
_SRC = lazy_re(r"\bsrc\s*[=:]\s*[\"']?[^/\s\"']")  # relative to something
_WHOLE = "fenced_code_attributes"  # the extension of readers that hand on whole headers
_USAGE = say(
    "heatmark-pandoc is a filter of pandoc: pandoc --filter heatmark-pandoc lesson.md -o "
    "lesson.html; heatmark-pandoc --lua tells where heatmark.lua is"
)


@dataclass
class PandocHost(FilterHost):
    """Tells what there is to know on standard error.

    Attributes:
        form: What pandoc calls the format.
        reader: What pandoc says of its reader, as JSON, or nothing.
        missing: The characters of which it is told that no font has them, and names that are alike.
    """

    program = "heatmark-pandoc"
    form: str
    reader: str = ""
    missing: set[str] = field(default_factory=set)

    def drawing(self, page: Page, item: Image) -> Drawing:
        """Draw an image, and say what it lacks, each once."""
        drawn = draw(item.sheet)
        found = lacks(item.sheet.screen, drawn.missing, self.missing)
        for notice in heard(found, page.settings):
            self.report(Place(page, page.name, 0), notice)
        return drawn


def main() -> None:
    """Run the filter."""
    if sys.argv[1:2] == ["--lua"]:
        sys.stdout.write(f"{files('heatmark.doors.pandoc').joinpath('heatmark.lua')}\n")
        return
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(translated(_USAGE, "en"))
    speak_utf8()
    host = PandocHost(sys.argv[1], os.environ.get("PANDOC_READER_OPTIONS", ""))
    document = read_json()
    is_strict = convert(document, host, Path.cwd())
    write_json(document)
    sys.exit(1 if is_strict and host.failed else 0)


def convert(document: dict[str, Any], host: PandocHost, here: Path) -> bool:
    """Draw the heatmaps of a document, in it.

    Args:
        document: The document, which is changed.
        host: Who tells its author.
        here: The folder that pandoc runs in.

    Returns:
        Whether the document asks to fail on errors and warnings.
    """
    meta = document["meta"]
    named = meta_value(meta.pop(DOCUMENT)) if DOCUMENT in meta else []
    sources = [Path(str(one)) for one in (named if isinstance(named, list) else [named]) if one]
    ours = meta_value(meta["heatmark"]) if "heatmark" in meta else {}
    is_strict = isinstance(ours, dict) and ours.pop(_STRICT, False) in {True, "true"}
    kind = family(host.form)
    page = _page(ours, meta, sources, here)
    named_files = [(here / one, str(one)) for one in sources]
    known = Sources(named_files, whole=_WHOLE in host.reader)
    if kind == "document" and "output" not in page.options:  # its colours are those of an image
        page = replace(page, options={**page.options, "output": "png"})
    places, written = _blocks(document, known)
    written = [_in_its_folder(block, sources, here) for block in written]
    if not written and page.problem is not None:
        line = page.problem_line or (1 if page.name else 0)
        host.report(Place(page, page.name, line), page.problem)
    _tell_of_names(meta, page, host, has_blocks=bool(written))
    _tell_of_near(document, page, host)
    _tell_of_headers(written, page, host)
    version = document["pandoc-api-version"]
    writer = Figures(kind, page.settings, version, lambda item: host.drawing(page, item))
    if written:
        address = (lambda _, item: writer.address(item)) if writer.has_addresses else None
        drawn = draw_page(written, page, host, address)
        first, *others = map(writer.write, drawn)
        _put(places, [writer.prepare(meta, drawn) + first, *others])
    return is_strict


def _blocks(
    document: dict[str, Any], known: Sources
) -> tuple[list[tuple[list[PandocNode], int]], list[Block]]:
    """Find the heatmaps of a document, and where they stand."""
    all_places = [*blocks(document, BLOCK_TYPES)]
    known.count(around[index] for around, index in all_places)
    found = [(place, block_of(place[0][place[1]], known)) for place in all_places]
    pairs = [(place, block) for place, block in found if block is not None]
    return [place for place, _ in pairs], [block for _, block in pairs]


def _in_its_folder(block: Block, sources: Sequence[Path], here: Path) -> Block:
    """Let the data file of a block be relative to its own file, where a document has several."""
    folders = {(here / one).resolve().parent for one in sources}
    if len(folders) < 2:
        return block
    if block.source in map(str, sources):
        return replace(block, folder=(here / block.source).resolve().parent)
    if block.problem is not None or not _SRC.search(f"{block.header}\n{block.body}"):
        return block
    problem = (
        "the document has files in several folders, and which one this block is in is not known"
    )
    hint = "read it with -f heatmark.lua, or write src: /PATH, from the folder that pandoc runs in"
    return replace(block, problem=ParseError(problem, line=0, hint=hint))


def _tell_of_names(meta: dict[str, Any], page: Page, host: PandocHost, *, has_blocks: bool) -> None:
    """Tell of options under another name than ours, or none; broken YAML stops pandoc."""
    values = {name: meta_value(written) for name, written in meta.items()}
    near = [
        name
        for name, value in values.items()
        if isinstance(value, dict) and is_near_ours(name, value)
    ]
    found = [*map(not_ours, near)]
    if has_blocks and not near:
        found += [
            without_ours(name) for name, value in values.items() if is_plainly_ours(name, value)
        ]
    for notice in heard(found, page.settings):
        host.report(Place(page, page.name, 0), notice)


def _tell_of_near(document: dict[str, Any], page: Page, host: PandocHost) -> None:
    """Tell of blocks that may have been meant to be heatmaps: code of another name, colons."""
    for around, index in blocks(document, _CLASSED):
        _, classes, _ = around[index]["c"][0]
        found = near_header(classes[0]) if classes else None
        if classes[:1] == ["{heatmap}"]:
            found = COLONS
        for notice in heard([found] if found else [], page.settings):
            host.report(Place(page, page.name, 0), notice)
    for around, index in blocks(document, _TEXTS):
        found = _in_text(around[index]["c"])
        for notice in heard([found] if found else [], page.settings):
            host.report(Place(page, page.name, 0), notice)


def _in_text(inlines: list[PandocNode]) -> Notice | None:
    """Find a block that is left in a text, or code in its line, or between quotation marks."""
    text = written_text(inlines)
    if is_left_between_quotes(text):
        return BETWEEN_QUOTES
    codes = [at for at, node in enumerate(inlines) if node["t"] == "Code"]
    found = [at for at in codes if is_block_in_line(inlines[at]["c"][1], rows=2)]
    if found == [0]:
        return ON_ONE_LINE
    return LEFT if found or any(map(is_left, text.split("\n"))) else None


def _tell_of_headers(written: Sequence[Block], page: Page, host: PandocHost) -> None:
    """Say that headers may be lost: readers of CommonMark hand on their first word."""
    if not host.reader or _WHOLE in host.reader:
        return
    if any(not (block.line or block.header or block.problem) for block in written):
        found = Notice(
            name="header-unknown",
            message="pandoc's reader of this format drops what stands after heatmap",
            hint="add -L heatmark.lua, whose place heatmark-pandoc --lua tells",
        )
        for notice in heard([found], page.settings):
            host.report(Place(page, page.name, 0), notice)


def _put(places: Sequence[tuple[list[PandocNode], int]], made: Sequence[list[PandocNode]]) -> None:
    """Put blocks into places, from the last to the first, so that each is where it was found."""
    for (around, index), nodes in reversed([*zip(places, made, strict=True)]):
        around[index : index + 1] = nodes


def _page(ours: object, meta: dict[str, Any], sources: Sequence[Path], here: Path) -> Page:
    """Describe the document: its options, and the folder that its data files are relative to."""
    here = here.resolve()
    folder = (here / sources[0]).resolve().parent if sources else here
    root = here if folder.is_relative_to(here) else folder
    site: dict[str, object] = {"root": str(root)}
    lang = {"lang": meta_value(meta["lang"])} if "lang" in meta else {}
    page = Page(name=str(sources[0]) if sources else "", options=site, folder=folder)
    ours = {**lang, **ours} if isinstance(ours, dict) else ours
    return with_front_matter(page, ours, lambda: _text_of(here, sources))


def _text_of(here: Path, sources: Sequence[Path]) -> str:
    """Read the document, if it is a file with text."""
    try:
        return text_of(here / sources[0]) if sources else ""
    except HeatmarkError:
        return ""
