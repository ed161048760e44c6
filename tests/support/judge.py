"""What must hold of whatever a block is: an error with a hint, or one text in all formats."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import HeatmarkWarning
from heatmark.hosts import page_run
from heatmark.hosts.page import Block, Page, with_front_matter
from heatmark.hosts.page_run import Drawn, Problem, draw_page
from heatmark.render.html.figure import error_box, figure, searchable
from heatmark.render.latex import latex, latex_error
from heatmark.render.table import is_wanted, table
from heatmark.render.text import plain_error, plain_text
from heatmark.render.visible import ZERO_WIDTH
from heatmark.render.visible import names as names_of
from markup import BAD, sound
from outputs import sound_files, sound_notebook, sound_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from grammar import Case
    from heatmark.core.errors import HeatmarkError, Notice
    from heatmark.hosts.page import Place
    from heatmark.picture.parts import Picture

# No file is on a disk: what a case has is what the site has made.
EMPTY = Path(tempfile.mkdtemp(prefix="heatmark-"))
atexit.register(shutil.rmtree, EMPTY, ignore_errors=True)
_NO_LATEX = re.compile(r"\\(?:input|write|def|include|immediate|openin|catcode|xss)\b")
_TAKEN = re.compile(r"\\\\\s*[\[*]")  # as the argument of a row's end
# What tables have in the place of tokens without a width, which texts have as they are.
_LABEL = 12  # letters of a name that bars on paper never cut
_WIDTHLESS = re.compile(rf"\[(?:{'|'.join(ZERO_WIDTH.values())})\]")
_WORD = re.compile(r"[a-zA-Z0-9]+")


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


def drawn_page(case: Case) -> list[Drawn | Problem]:
    """Draw the blocks of a case, and hold that whatever is said of them says something."""
    host = Told()
    page = Page(name="p.md", folder=EMPTY, published=case.files.get)
    page = with_front_matter(page, case.defaults)
    written = [
        Block(header=header, body=body, line=10 * at + 1)
        for at, (header, body) in enumerate(case.blocks)
    ]
    made = draw_page(written, page, host)
    for found in host.found:
        assert "please report" not in found.hint, found.message
        assert found.message.strip()
    return made


class Written(NamedTuple):
    """What a block becomes.

    Attributes:
        html: The figure, or the box of an error.
        paper: LaTeX.
        plain: Plain text.
    """

    html: str
    paper: str
    plain: str


def written(made: Drawn | Problem) -> Written:
    """Write a block in all formats."""
    if isinstance(made, Problem):
        return Written(error_box(*made), latex_error(*made), plain_error(*made))
    images = [(image, f"i{at}.png") for at, image in enumerate(made.images)]
    html = figure(made.picture, (), images)
    return Written(html, latex(made.picture), plain_text(made.picture))


def judge(case: Case, *, thorough: bool = True) -> list[str]:
    """Draw a case in all formats.

    Args:
        case: The case.
        thorough: Whether also what is dear is looked at: HTML with html5lib although its outline is
            known, images, terminals; and whether the same case becomes the same again.

    Returns:
        `drawn` or `error`, for each block.

    Raises:
        AssertionError: If something does not hold that must.
    """
    made = drawn_page(case)
    formats = [written(one) for one in made]
    for one, format_ in zip(made, formats, strict=True):
        said = sound(format_.html, always=thorough)
        sound_paper(format_)
        if isinstance(one, Drawn):
            same_text(one.picture, format_, said, is_image=bool(one.images))
            if thorough:
                sound(searchable(one.picture))
                sound_terminal(one.picture)
                sound_files(one.images[:1])  # the others are smaller, or dark
    if thorough:
        assert formats == [written(one) for one in drawn_page(case)], "another result"
    return ["drawn" if isinstance(one, Drawn) else "error" for one in made]


def judge_notebook(case: Case, *, thorough: bool = True) -> list[str]:
    """Show the blocks of a case in a notebook, as all that a notebook shows; see `judge`."""
    del thorough  # all of it is dear
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HeatmarkWarning)  # which its author is told
        return [sound_notebook(header, body, EMPTY) for header, body in case.blocks]


def sound_paper(made: Written) -> None:
    """Hold that LaTeX has no command of an author's, and plain text nothing that is not seen."""
    assert not _NO_LATEX.search(made.paper), _NO_LATEX.search(made.paper)
    unescaped = re.sub(r"\\[\\{}]", "", made.paper.replace("\\textbackslash{}", ""))
    assert unescaped.count("{") == unescaped.count("}"), "braces"
    assert not _TAKEN.search(made.paper), "what the end of a row takes"
    assert not BAD.search(made.paper), "a control character in LaTeX"
    assert not BAD.search(made.plain), "a control character in plain text"


def same_text(picture: Picture, made: Written, said: str, *, is_image: bool) -> None:
    """Hold that HTML, table, plain text and LaTeX have the words of all tokens."""
    flat = made.plain.replace("\n", "")
    listed = table(picture, "")
    is_grid = picture.cells.columns or listed.is_grid
    is_unlisted = is_grid and not is_wanted(picture)  # a grid is a table there
    unsaid = _unsaid(picture)
    # Below may be a row of ids or of marks.
    names = listed.names[: len(picture.strips if listed.is_grid else picture.cells.shown)]
    cut = _words([name for name in names if len(name) > _LABEL]) if picture.view == "bars" else ()
    for word in _words(names):
        assert is_image or word in said or word in unsaid, ("HTML", word)
        said_plainly = word in flat or word in made.plain
        assert said_plainly or is_unlisted, ("plain text", word)
        assert word in made.paper or word in unsaid or word in cut, ("LaTeX", word)


def _unsaid(picture: Picture) -> set[str]:
    """Give the words of special tokens, which are hidden from ears, and cut in heads of grids."""
    cells = picture.cells
    names = names_of(cells) if cells.special else []
    return _words([names[at] for at in cells.special])


def _words(names: Sequence[str]) -> set[str]:
    return {*_WORD.findall(_WIDTHLESS.sub("", " ".join(names)))}
