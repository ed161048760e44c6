"""What must hold of whatever a block is: an error with a hint, or one text in all formats."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib

from heatmark.hosts import page_run
from heatmark.hosts.page import Block, Page
from heatmark.hosts.page_run import Drawn, draw_page
from heatmark.render.html.figure import error_box, figure
from heatmark.render.latex import latex
from heatmark.render.table import is_wanted, table
from heatmark.render.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    import pytest

    from grammar import Case
    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture

# No file is on a disk: what a case has is what the site has made.
EMPTY = Path(tempfile.mkdtemp(prefix="heatmark-"))
atexit.register(shutil.rmtree, EMPTY, ignore_errors=True)
_STRING = re.compile(r"""\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_NO_LATEX = re.compile(r"\\(?:input|write|def|include|immediate|openin|catcode|xss)\b")
_WORD = re.compile(r"[a-zA-Z0-9]+")
_RAW = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Told:
    """A host that keeps what it is told."""

    def __init__(self) -> None:
        self.found: list[HeatmarkError | Notice] = []

    def report(self, _: Place, found: HeatmarkError | Notice) -> None:
        self.found.append(found)


def bugs_raised(patch: pytest.MonkeyPatch) -> None:
    """Let what is no error for an author through, in the place of asking for a report."""

    def unexpected(error: Exception) -> HeatmarkError:
        raise error

    patch.setattr(page_run, "unexpected", unexpected)


def judge(case: Case) -> str:
    """Draw a case in all formats.

    Returns:
        `drawn` or `error`.

    Raises:
        AssertionError: If something does not hold that must.
    """
    host = Told()
    page = Page(name="p.md", folder=EMPTY, published=case.files.get)
    (made,) = draw_page([Block(header=case.header, body=case.body, line=1)], page, host)
    for found in host.found:
        assert "please report" not in found.hint, found.message
        assert found.message.strip()
    if not isinstance(made, Drawn):
        sound(error_box(*made))
        return "error"
    images = [(image, f"i{at}.png") for at, image in enumerate(made.images)]
    same_text(made.picture, sound(figure(made.picture, (), images)), is_image=bool(images))
    return "drawn"


def sound(html: str) -> str:
    """Hold that HTML has no error, and nothing that an author wrote as markup; its text."""
    assert not (found := _RAW.search(html)), (
        "a control character",
        html[found.start() - 90 : found.end()],
    )
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parseFragment(html, container="div")
    errors = {(name, str(said)) for _, name, said in parser.errors}
    assert not errors, (errors, html[-300:])
    for node in tree.iter():
        assert isinstance(node.tag, str), "a comment"
        assert "xss" not in node.tag, node.tag
        for name, value in node.attrib.items():
            assert "xss" not in name, name
            assert not (name in {"href", "src"} and "javascript" in value), value
            assert not (name == "style" and "xss" in _STRING.sub("", value)), value
    return "".join(_texts(tree))


def _texts(node: Element) -> Iterator[str]:
    if node.get("aria-hidden") != "true":
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""


def same_text(picture: Picture, said: str, *, is_image: bool) -> None:
    """Hold that HTML, table, plain text and LaTeX have the words of all tokens."""
    names = table(picture, "").names
    words = [word for name in names for word in _WORD.findall(name)]
    paper, written = latex(picture), plain_text(picture)
    assert not _NO_LATEX.search(paper), _NO_LATEX.search(paper)
    unescaped = re.sub(r"\\[\\{}]", "", paper.replace("\\textbackslash{}", ""))
    assert unescaped.count("{") == unescaped.count("}"), "braces"
    assert not _RAW.search(paper), "a control character in LaTeX"
    assert not _RAW.search(written), "a control character in plain text"
    is_unlisted = picture.cells.columns and not is_wanted(picture)  # a grid is a table there
    for word in words:
        assert is_image or word in said, ("HTML", word)
        said_plainly = word in written.replace("\n", "") or word in written
        assert said_plainly or is_unlisted, ("plain text", word)
        assert word in paper, ("LaTeX", word)
