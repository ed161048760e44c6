"""Pictures as Markdown around an image file, for pages that no plugin builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from heatmark.core.patterns import lazy_re
from heatmark.language.words import word
from heatmark.picture.guessed import GUESSES
from heatmark.render import legend
from heatmark.render.chosen import stilled
from heatmark.render.guesses import in_lines
from heatmark.render.html.elements import safe
from heatmark.render.image.draw import described
from heatmark.render.table import is_wanted
from heatmark.render.table import table as data_table
from heatmark.render.visible import BIDI, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from heatmark.picture.parts import Picture
    from heatmark.render.legend import Told


# What every Markdown takes behind a backslash; the rest of what may mean something is an entity,
# braces too, which templates look for before anyone reads Markdown.
_BACKSLASHED = "\\`*_[]#!"
_NAMED = "&<>|~$^@{}"
_MEANS = lazy_re(rf"[{re.escape(_BACKSLASHED + _NAMED)}]|=(?==)|:(?=[\w/+-])|(?<=www)\.")
_BRACES = lazy_re(r"\{(?=\{)|\}(?=\})")
_WORD_JOINER = "\u2060"  # nobody sees it: templates that look into finished pages see no `{{`
# In alternative text Hugo shows backslashes and entities as they are, and Docusaurus escapes twice
# what HTML would: what may mean something there is written in its full width, quotes and dashes as
# books have them, which no Markdown takes for more.
_MEANS_IN_ALT = lazy_re(
    r"[\\`*\[\]&<>|~$^@{}]|(?<![^\W_])_|_(?![^\W_])|=(?==)|(?<==)=|:(?=[\w/+-])|(?<=www)\."
)
_FULL_WIDTH = 0xFEE0  # from a character of ASCII
_AS_IN_BOOKS = {"...": "…", "---": "—", "--": "–", '"': "”", "'": "’"}
_TYPED = lazy_re(r"\.{3}|-{2,3}|[\"']")
_OPENING = {'"': "“", "'": "‘"}
_BEGINS = lazy_re(r"[+=:?/%(-]|\d+(?=[.)])")
_TURNING = {ord(one): f"[{name}]" for one, name in BIDI.items()}


class ImageFiles(NamedTuple):
    """Where the images of a picture are, as paths from its page.

    Attributes:
        light: The image.
        dark: The one for dark pages, or nothing.
    """

    light: str
    dark: str = ""


def escape_markdown(text: str) -> str:
    """Write text so that no Markdown, no HTML and no template takes it for more than text."""
    text = " ".join(visible((text,))[0].translate(_TURNING).split())
    text = _BRACES.sub(lambda found: found[0] + _WORD_JOINER, text)
    return _MEANS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in _BACKSLASHED else f"&#{ord(character)};"


def literal(text: str) -> str:
    """Write text in characters that mean nothing in any Markdown, for alternative text."""
    text = " ".join(visible((text,))[0].translate(_TURNING).split())
    text = _TYPED.sub(lambda found: _in_books(found, text), text)
    return _MEANS_IN_ALT.sub(lambda found: chr(ord(found[0]) + _FULL_WIDTH), text)


def _in_books(found: re.Match[str], text: str) -> str:
    """Write dashes, dots and quotes as books have them: a quote before a word opens."""
    opens = found.start() == 0 or text[found.start() - 1] in " ([“‘"
    return _OPENING.get(found[0], "") * opens or _AS_IN_BOOKS[found[0]]


def markdown_paragraph(text: str) -> str:
    """Write a paragraph of a line, which begins no list and nothing else."""
    escaped = escape_markdown(text)
    start = _BEGINS.match(escaped)
    if start is None:
        return escaped
    if start[0].isdecimal():
        return f"{start[0]}\\{escaped[start.end() :]}"
    return f"&#{ord(start[0])};{escaped[1:]}"


def markdown_figure(picture: Picture, files: ImageFiles, *, table: bool | None = None) -> list[str]:
    """Write the lines of a figure: caption, image with alternative text, what it says, numbers.

    Args:
        picture: What the image shows.
        files: Where the image is.
        table: Whether the data table is there, folded up where HTML is; by default if it is short,
            or as the author says.
    """
    told = legend.told(stilled(picture))  # nobody chooses in an image
    has_table = picture.lineup is None and (is_wanted(picture) if table is None else table)
    anchor = f'<a id="{safe(picture.id)}"></a>' if picture.id else ""
    title = (
        f"**{escape_markdown(picture.title)}**" if picture.title and picture.title.strip() else ""
    )
    said = [*map(markdown_paragraph, told.above), _image(picture, files, more=has_table)]
    said += map(markdown_paragraph, [*told.controls, legend.sentences(told.unseen)])
    parts = [f"{anchor}{title}", *said, *(_guesses(picture) if picture.view == GUESSES else ())]
    parts += _table(picture, told.measure) if has_table else []
    parts += _answer(picture, told) if told.answer else []
    return "\n\n".join(part for part in parts if part).split("\n")


def _image(picture: Picture, files: ImageFiles, *, more: bool) -> str:
    light, dark, alt = quote(files.light), quote(files.dark), described(picture, more=more)
    if dark:
        source = f'<source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        return f'<picture>{source}<img src="{light}" alt="{safe(alt)}"></picture>'
    return f"![{literal(alt)}]({light})"


def _answer(picture: Picture, told: Told) -> list[str]:
    """Fold up the answer of a line-up, whose numbers would give it away."""
    said = map(markdown_paragraph, [told.answer, *told.explained])
    return _folded(word("lineup-answer", picture.lang), said)


def _guesses(picture: Picture) -> list[str]:
    """Fold up what was likeliest in the place of each token."""
    lines = [
        f"- {'; '.join(map(escape_markdown, filter(None, pair)))}" for pair in in_lines(picture)
    ]
    return _folded(word("guesses", picture.lang), ["\n".join(lines)])


def _table(picture: Picture, measure: str) -> list[str]:
    return _folded(word("table", picture.lang), ["\n".join(_rows(picture, measure))])


def _folded(summary: str, parts: Iterable[str]) -> list[str]:
    return [f"<details>\n<summary>{safe(summary)}</summary>", *parts, "</details>"]


def _rows(picture: Picture, measure: str) -> Iterator[str]:
    drawn = data_table(picture, measure)
    numbers = len(drawn.scores) + len(drawn.chances)
    ends = ["--:", ":--", *["--:"] * numbers, *[":--"] * len(drawn.others)]
    yield _row(drawn.heads)
    yield f"|{'|'.join(ends)}|"
    for at, cells in enumerate(zip(*drawn.columns, strict=True), start=1):
        yield _row([str(at), *cells])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape_markdown, cells))} |"
