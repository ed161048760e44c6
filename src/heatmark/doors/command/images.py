"""Writes documents again with their heatmaps as image files, for pages that no plugin builds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

from heatmark.block.fences import replaced
from heatmark.block.front_matter import near_front_matter
from heatmark.block.indented import is_far_in, mark_above
from heatmark.block.near import Missed
from heatmark.core.errors import HeatmarkError, Notice, OptionError, unexpected
from heatmark.core.wording import quoted, say
from heatmark.doors.command.check import Finding, Listener, document_page, is_failure, ordered
from heatmark.doors.command.documents import (
    NOTEBOOK,
    cell_name,
    fenced,
    may_have_directives,
    read_notebook,
    text_of,
)
from heatmark.doors.command.links import moved_address, relinked
from heatmark.doors.command.sites import site_of
from heatmark.hosts.drawing import draw_all
from heatmark.hosts.page import Place
from heatmark.hosts.page_run import Drawn, Problem, draw_page
from heatmark.hosts.store import write_whole
from heatmark.picture.frame import image_settings
from heatmark.picture.lint import heard
from heatmark.render.html.markdown import ImageFiles, markdown_figure
from heatmark.render.image.draw import draw, images, lacks, still_image

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from heatmark.block.fences import Fence
    from heatmark.hosts.page import Block, Page
    from heatmark.picture.parts import Picture
    from heatmark.render.image.draw import Image
    from heatmark.render.image.sheet import Sheet


IMAGE_FORMATS = ("svg", "png")
_FOLDER = "images"  # beside the page


class ImagesWanted(NamedTuple):
    """How documents are to be written.

    Attributes:
        form: The format of all images, or nothing: that of each block, or SVG.
        table: Whether data tables are there; None where short, or as their authors say.
        run_conf: Whether to run a `conf.py` of Sphinx for its options.
    """

    form: str | None = None
    table: bool | None = None
    run_conf: bool = False


class _Text(NamedTuple):
    """A Markdown text of a document: all of it, or a cell.

    Attributes:
        source: The text.
        where: What it is called in messages, if it is not the document.
        found: The heatmaps in it.
    """

    source: str
    where: str
    found: list[tuple[Fence, Block]]


@dataclass
class _Work:
    """A document on its way.

    Attributes:
        file: The document.
        target: Where it goes.
        written: Where all documents go.
        wanted: How.
        listener: Who is told.
        files: What is to be written, by path.
    """

    file: Path
    target: Path
    written: Mapping[Path, Path]
    wanted: ImagesWanted
    listener: Listener
    files: dict[Path, bytes] = field(default_factory=dict)


def targets(tops: Mapping[Path, Path], out: Path) -> dict[Path, Path]:
    """Say where documents go: as they lie below the folders that were named.

    Args:
        tops: By document, the folder whose place the output folder takes.
        out: That folder.

    Returns:
        By resolved path, the path to write.

    Raises:
        OptionError: If two would be one, or one would take the place of its own source.
    """
    found: dict[Path, Path] = {}
    taken: dict[Path, Path] = {}
    for file, top in tops.items():
        target = out / file.relative_to(top)
        other = taken.setdefault(target.resolve(), file)
        if other is not file:
            problem = say(
                "{one} and {other} would both become {target}",
                one=quoted(str(other)),
                other=quoted(str(file)),
                target=quoted(str(target)),
            )
            raise OptionError(problem, hint="name the folder above both, or one after the other")
        if target.resolve() == file.resolve():
            problem = say("{file} would be written over", file=quoted(str(file)))
            raise OptionError(problem, hint="name another folder behind -o")
        found[file.resolve()] = target
    return found


def write_images(
    file: Path, top: Path, written: Mapping[Path, Path], wanted: ImagesWanted
) -> list[Finding]:
    """Write a document with image files in the places of its heatmaps: all of it or nothing.

    What is there already as it would be written is left untouched.

    Args:
        file: The document, Markdown or a notebook.
        top: The folder that data files may be in where the document belongs to no site.
        written: Where all documents go.
        wanted: How.

    Returns:
        What there is to say. If there is an error, nothing was written.

    Raises:
        OSError: If a file cannot be written.
    """
    listener = Listener(file)
    work = _Work(file, written[file.resolve()], written, wanted, listener)
    try:
        _convert(work, top)
    except HeatmarkError as error:
        return [*listener.findings, Finding(file, str(file), 0, error)]
    found = ordered(listener.findings)
    if not is_failure(found):
        for path, content in work.files.items():  # the page last, when its images are there
            write_changed(path, content)
    return found


def write_changed(path: Path, content: bytes) -> None:
    """Write a file, whole, but for one that is there as it would be.

    Raises:
        OSError: If it cannot be written.
    """
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def _convert(work: _Work, top: Path) -> None:
    source = text_of(work.file)
    missed: list[tuple[str, Missed]] = []
    book = read_notebook(source, work.file.name) if _is_notebook(work.file) else None
    texts = [*_texts(source, book, work.file, missed)]
    site = site_of(work.file, top, run_conf=work.wanted.run_conf)
    page = document_page(work.file, "" if book else source, site)
    page = _with_output(page, work.wanted.form)
    if page.problem is not None and not any(text.found for text in texts):
        work.listener.report(Place(page, str(work.file), page.problem_line or 1), page.problem)
    for where, (index, notice) in missed:
        for item in heard([notice], page.settings):
            work.listener.report(Place(page, where or str(work.file), index + 1), item)
    blocks = [block for text in texts for _, block in text.found]
    drawn = draw_page(blocks, page, work.listener)
    made = iter(_figures(work, page, blocks, drawn))
    new = [_rewritten(work, text, [next(made) for _ in text.found]) for text in texts]
    work.files[work.target] = (_with_cells(book, new) if book else new[0]).encode()


def _is_notebook(file: Path) -> bool:
    return file.suffix.lower() == NOTEBOOK


def _with_output(page: Page, form: str | None) -> Page:
    """Ask for images where nobody did, so that what images need is there."""
    if form is None and page.options.get("output", "html") != "html":
        return page
    return replace(page, options={**page.options, "output": form or IMAGE_FORMATS[0]})


def _texts(
    source: str, book: Mapping[str, Any] | None, file: Path, missed: list[tuple[str, Missed]]
) -> Iterator[_Text]:
    """Find the heatmaps of a document's texts, and what may have been meant to be one."""
    texts = [("", source)] if book is None else [*_cells(book, file.name)]
    if book is None:
        missed += (("", one) for one in near_front_matter(source))
    is_myst = may_have_directives(file)
    for where, text in texts:
        near: list[Missed] = []
        blocks = fenced(text, near, is_myst=is_myst)
        found = [(fence, replace(block, source=where)) for fence, block in blocks]
        near += _indented(text.split("\n"), [fence for fence, _ in found], notes=book is None)
        missed += ((where, one) for one in near)
        yield _Text(text, where, found)


def _indented(lines: Sequence[str], fences: Iterable[Fence], *, notes: bool) -> Iterator[Missed]:
    """Find the first heatmap that Python-Markdown alone knows for one: others show code."""
    for fence in fences:
        mark = mark_above(lines, fence.first)
        problem = say("this heatmap is so far in that other Markdown shows it as code")
        hint = say("begin its lines at the margin, or where the text of its list begins")
        if mark:
            problem = say(
                "this heatmap stands in a block of {mark}, which other Markdown shows as code",
                mark=mark,
            )
            hint = say("put it outside of the block, or let MkDocs build the page")
        if mark or is_far_in(lines, fence, notes=notes):
            notice = Notice(name="indented-block", message=problem, hint=hint)
            yield Missed(fence.first, notice)
            return


def _cells(book: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(book["cells"], start=1):
        if cell["cell_type"] == "markdown":
            yield cell_name(name, number), cell["source"]


def _with_cells(book: Mapping[str, Any], texts: Iterable[str]) -> str:
    """Put texts into the Markdown cells of a notebook, and write it as Jupyter does."""
    new = iter(texts)
    cells = [
        {**cell, "source": next(new)} if cell["cell_type"] == "markdown" else cell
        for cell in book["cells"]
    ]
    return json.dumps({**book, "cells": cells}, ensure_ascii=False, indent=1) + "\n"


def _rewritten(work: _Work, text: _Text, figures: Sequence[Sequence[str]]) -> str:
    """Put figures into a text, and let its links lead where they led."""
    change = moved_address(work.file, work.target, work.written)
    lines = relinked(text.source, change).split("\n")
    return "\n".join(replaced(lines, [fence for fence, _ in text.found], figures))


def _figures(
    work: _Work, page: Page, blocks: Sequence[Block], drawn: Sequence[Drawn | Problem]
) -> list[list[str]]:
    """Write the figures of a document, and draw their images."""
    sheets: dict[str, tuple[Sheet, Place]] = {}
    made: list[list[str]] = []
    for number, (block, item) in enumerate(zip(blocks, drawn, strict=True), start=1):
        if isinstance(item, Problem):
            made.append([])
            continue
        place = Place(page, block.source or page.name, block.line)
        shown = _images(work, page, item.picture)
        names = _names(work, item.picture.id or str(number), shown, sheets)
        sheets.update((name, (one.sheet, place)) for name, one in zip(names, shown, strict=True))
        # Slidev takes an address that begins with no dot for a package.
        files = ImageFiles(*(f"./{name}" for name in names))
        made.append(markdown_figure(item.picture, files, table=work.wanted.table))
    _draw(work, sheets)
    return made


def _images(work: _Work, page: Page, picture: Picture) -> list[Image]:
    """Lay out the image for light pages, and that for dark ones if they get their own."""
    settings = picture.image or image_settings(page.settings)
    settings = replace(settings, format=work.wanted.form or settings.format)
    found = images(picture._replace(image=settings))
    return [still_image(found, dark=dark) for dark in (False, True)[: 1 + settings.both]]


def _names(work: _Work, called: str, shown: Sequence[Image], taken: Collection[str]) -> list[str]:
    """Name images, as paths from their page: by the page, and the figure's id or number."""
    kind = work.file.suffix.lower().removeprefix(".")
    stem = work.target.stem if kind == "md" else f"{work.target.stem}-{kind}"
    known = {name.casefold() for name in taken}
    ends = [f"{'-dark' if one.dark else ''}.{one.sheet.format}" for one in shown]
    tries = (f"{_FOLDER}/{stem}-{called}{more}".replace(":", "-") for more in _more())
    base = next(one for one in tries if not {f"{one}{end}".casefold() for end in ends} & known)
    return [f"{base}{end}" for end in ends]


def _more() -> Iterator[str]:
    return chain([""], (f"-{number}" for number in count(2)))


def _draw(work: _Work, sheets: Mapping[str, tuple[Sheet, Place]]) -> None:
    """Draw images, and tell what went wrong with which; what several lack is named once."""
    told: set[str] = set()
    for name, drawing in draw_all(
        {key: partial(draw, one) for key, (one, _) in sheets.items()}
    ).items():
        place = sheets[name][1]
        if isinstance(drawing, Exception):
            work.listener.report(place, unexpected(drawing))
            continue
        found = lacks(sheets[name][0].screen, drawing.missing, told)
        for notice in heard(found, place.page.settings):
            work.listener.report(place, notice)
        work.files[work.target.parent / name] = drawing.data
