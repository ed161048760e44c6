"""Draws the heatmaps of a document that has been read."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.util import logging

from heatmark.block.block import parse
from heatmark.block.header import read_header
from heatmark.core.errors import HeatmarkError, Notice, OptionError, ParseError, unexpected
from heatmark.core.wording import say
from heatmark.hosts.page_run import finish, prepare
from heatmark.language.words import language
from heatmark.options.check import check
from heatmark.options.declare import CONTENT, Scope
from heatmark.picture.parts import Picture
from heatmark.picture.share import Prepared, shared_scales
from heatmark.render.image.draw import images
from heatmark.render.visible import visible
from heatmark.sphinx.config import page_of
from heatmark.sphinx.directive import Block, HeatmapNode, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from heatmark.hosts.page import Page
    from heatmark.picture.share import SharedScale


log = logging.getLogger("heatmark")
_Made = TypeVar("_Made")


def draw_all(app: Sphinx, doctree: nodes.document) -> None:
    """Draw the heatmaps of a document that has been read."""
    found = list(doctree.findall(HeatmapNode))
    if not found:
        return
    page = page_of(app)
    blocks = {node: node.content for node in found if isinstance(node.content, Block)}
    prepared = {
        node: _tried(block, page, app.env, partial(_prepared, block, page, app.env))
        for node, block in blocks.items()
    }
    shared = shared_scales(one for one in prepared.values() if isinstance(one, Prepared))
    for node, one in prepared.items():
        block = blocks[node]
        if isinstance(one, Prepared):
            node.content = _tried(block, page, app.env, partial(_finished, one, shared))
        else:
            node.content = one
        if isinstance(node.content, Picture):
            node.content = _without_notices(node.content, block, one)
            node.append(nodes.Text(_words(node.content)))


def _without_notices(picture: Picture, block: Block, prepared: Prepared | Problem) -> Picture:
    """Tell the author what there is to know, and keep the rest."""
    lines = prepared.lines if isinstance(prepared, Prepared) else {}
    for notice in picture.notices:
        about = notice.about or ""
        line = block.line + (lines.get(about) or block.lines.get(about, 0))
        report(notice, f"{block.source}:{line}", "notice")
    return replace(picture, notices=())


def _words(picture: Picture) -> str:
    """Say what searches find: with each word in one piece."""
    title = f"{picture.title}\n" if picture.title else ""
    return title + visible((picture.cells.text,))[0]


def _prepared(block: Block, page: Page, env: BuildEnvironment) -> Prepared:
    header = _whole_header(block)
    _note_file(header, block.body, page, env)
    return prepare(header, block.body, page, block.line)


def _finished(block: Prepared, shared: Mapping[str, SharedScale]) -> Picture:
    picture = finish(block, shared)
    images(picture)  # what is wrong with them is to be said with the page
    return picture


def _tried(
    block: Block, page: Page, env: BuildEnvironment, make: Callable[[], _Made]
) -> _Made | Problem:
    """Make something of a block. What goes wrong becomes a box and a word to the author."""
    try:
        return make()
    except HeatmarkError as error:
        problem = error
    except Exception as error:  # a bug of ours must not stop a build
        problem = unexpected(error)
    env.note_reread()  # the next build is to say it again
    line = block.line + (problem.line or block.lines.get(problem.about or "src", 0))
    report(problem, f"{block.source}:{line}", "block")
    return Problem(problem, language(page.settings.lang), line)


def _whole_header(block: Block) -> str:
    """Write the options of a directive into its header, once they are known to be right."""
    if block.lost:
        problem = "a first row that begins with a colon is read as an option"
        hint = 'put quotes around the token, as in ":" 1'
        raise ParseError(problem, line=block.lost, hint=hint)
    pairs = read_header(block.header)
    header = block.header
    for name, value in block.options.items():
        line = block.lines.get(name, 0)
        if name in pairs:
            problem = say("{name} is set twice, in the argument and as an option", name=name)
            raise OptionError(problem, line=line, hint="remove one of them")
        if name not in CONTENT:
            check(name, value, Scope.BLOCK, line)
        escaped = re.sub(r'(["\\])', r"\\\1", value.replace("\n", " "))
        header += f' {name}="{escaped}"'
    return header


def _note_file(header: str, body: str, page: Page, env: BuildEnvironment) -> None:
    """Have the page read again when its data file changes, or comes into being."""
    if "src" not in header and "src" not in body:
        return
    src = (parse(header, body).src or "").partition("#")[0]
    if not src or page.folder is None:
        return
    folder = Path(page.settings.root) if src.startswith("/") else page.folder
    path = folder / src.lstrip("/")
    try:
        path.is_file()
    except (OSError, ValueError):  # no file's name: Sphinx would stumble over it too
        return
    env.note_dependency(str(path))


def report(found: HeatmarkError | Notice, location: str, subtype: str) -> None:
    """Tell the author about an error or a notice."""
    hint = f" ({found.hint})" if found.hint else ""
    tell = log.info if isinstance(found, Notice) and found.level == "info" else log.warning
    tell("%s%s", found.message, hint, location=location, type="heatmark", subtype=subtype)
