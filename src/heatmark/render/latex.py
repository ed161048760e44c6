r"""Pictures as LaTeX.

A token is a `\colorbox`, which needs the package xcolor; heads of narrow columns are turned, which
needs graphicx. Nothing is defined, so that a heatmap may stand where LaTeX reads text as an
argument, such as in tables.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re
from heatmark.language.words import word
from heatmark.picture.palette import MIDDLE
from heatmark.picture.parts import NOWHERE, PLAIN
from heatmark.render import legend
from heatmark.render.attention import axes
from heatmark.render.chosen import stilled
from heatmark.render.guesses import in_lines
from heatmark.render.kinds import heading, labels_under
from heatmark.render.latex_tables import has_numbers, latex_table
from heatmark.render.table import is_wanted, table
from heatmark.render.tex import COMMANDS, DOTTED, MARK, SIDES, box, escape, tex_name, unseen
from heatmark.render.text import plain_error
from heatmark.render.visible import IN_LINE, ZERO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from heatmark.core.annotations import Span
    from heatmark.core.errors import HeatmarkError
    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.legend import Told
    from heatmark.render.table import Table


_SPACES = lazy_re("( +|\r\n|[\n\t\r])")
_MARKS = {"\n": "↵", "\r\n": "↵", "\r": "↵", "\t": "⇥"}
_RAMP = r"\textcolor[HTML]{%s}{\vrule width2pt height1.3ex depth.2ex\relax}"
# Where no line ends unless it would run out of the page.
_NO_BREAK = "\\penalty9999\\hspace{0pt}%\n"
_SPACE = " %\n"  # two ends of lines would be the end of a paragraph
_LINE = "\\newline%\n"
_EDGES = lazy_re(r"((?:\\ )*(?: %\n)?)(.*?)((?:\\newline%\n|(?:\\ )* %\n)?)", re.DOTALL)
_BEYOND = {"clipped-above": SIDES[1], "clipped-below": SIDES[-1]}
_MOST_LISTED = 200  # scores of a grid
_LONGEST_NAME = 40  # characters of a text by which an answer says what it is about
# Room around, but not in cells of tables, which are no paragraphs.
_ROOM = r"\par\ifvmode\addvspace{\medskipamount}\fi"
_OPENING = _ROOM + r"\begingroup\raggedright\parindent=0pt\fboxsep=0pt\fboxrule=.3pt"
_CLOSING = r"\endgroup" + _ROOM
# A number from LaTeX, by no package and in no float: the box keeps it with what is below.
_CAPTION = (
    r"\begin{minipage}{\linewidth}\expandafter\def\csname @captype\endcsname{figure}"
    r"\caption{%s}%s\end{minipage}"
)
_LABEL = r"\ifdefined\hypertarget\hypertarget{%s}{}\fi\label{%s}"


def latex(picture: Picture, caption: str = "", image: str = "", room: float | None = None) -> str:
    """Draw a picture as LaTeX: caption, coloured text or table, legend, the scores in small print.

    Args:
        picture: What to draw.
        caption: What stands in the place of the title, as LaTeX.
        image: What stands in the place of text, table and legend, as LaTeX.
        room: How long a line is, in em, where LaTeX does not know it, as in tables.
    """
    whole, picture = picture, stilled(picture)
    told = legend.told(picture)
    has_table = _lists_scores(picture, is_image=bool(image))
    lines = [_OPENING, *_caption(picture, caption)]
    lines += (_small(text) + r"\nobreak" for text in told.above)
    lines += [image + r"\par"] if image else LATEX_VIEWS[picture.view](picture, told, room)
    lines += _overview(picture, told, room) if not image else ()
    lines += (
        _beside(told, has_table=has_table) if image else _said(picture, told, has_table=has_table)
    )
    lines += (_small(text) for text in told.controls)
    if has_table:
        about = legend.sentences(told.about)
        lines += [_small(about)] if about else []
        lines += _scores(whole, told.measure)
    lines += _answer(picture, told)
    return "\n".join([*lines, _CLOSING, ""])


def _overview(picture: Picture, told: Told, room: float | None) -> Iterator[str]:
    """Draw all rows as a small grid where the text has but one of them."""
    if picture.overview is not None:
        yield from latex_table(picture.overview, told.measure, room)
        yield r"\nobreak"


def latex_error(error: HeatmarkError, lang: str, line: int | None) -> str:
    """Write what stands where a heatmap could not be drawn; see `error_box` of HTML."""
    return rf"\par{{\ttfamily {escape(plain_error(error, lang, line))}}}\par"


def _beside(told: Told, *, has_table: bool) -> list[str]:
    """Write the notes that an image does not show; a table has those about the scale beside it."""
    notes = [note for note in told.unseen if not has_table or note in told.notes]
    return [_small(legend.sentences(notes))] if notes else []


def numbered_latex(picture: Picture, image: str = "") -> str:
    """Draw a picture as LaTeX, with a caption that LaTeX numbers and a label for references.

    Args:
        picture: What to draw.
        image: What stands in the place of text, table and legend, as LaTeX.
    """
    label = _LABEL % (picture.id, picture.id) if picture.id else ""
    caption = _CAPTION % (escape(picture.title), label) if picture.title else label
    return latex(picture, caption, image)


def _lists_scores(picture: Picture, *, is_image: bool) -> bool:
    """Tell whether scores are listed: not those that are in a table, nor those of a large grid."""
    drawn = picture.overview or picture
    if drawn.view == "grid" and drawn.table is None:
        count = len(drawn.strips) * len(drawn.cells.shown)
        if count > _MOST_LISTED:
            return False
    return is_wanted(drawn) and (is_image or not has_numbers(drawn))


def _caption(picture: Picture, caption: str) -> list[str]:
    """Write the title, which keeps with what is below it."""
    title = rf"\textbf{{{escape(picture.title)}}}" if picture.title else ""
    return [rf"{caption or title}\par\nobreak"] if caption or title else []


def _small(text: str) -> str:
    return rf"{{\footnotesize {escape(text)}\par}}"


def _table(picture: Picture, told: Told, room: float | None) -> Iterator[str]:
    """Draw tables, with which the legend keeps."""
    yield from latex_table(picture, told.measure, room)
    yield r"\nobreak"


def _texts(picture: Picture, *_: object) -> Iterator[str]:
    """Draw each series as a text below its name; the legend keeps with the last."""
    for strip in picture.strips:
        if strip.group:
            yield rf"\textbf{{{tex_name(strip.group)}}}\par\nobreak"
        name = heading(picture, strip)
        if name:
            yield rf"\textit{{{tex_name(name)}}}\par\nobreak"
        kept = r"\nobreak" if strip is picture.strips[-1] else ""
        yield rf"{{\linespread{{1.5}}\selectfont {_text(picture, strip)}\par}}{kept}"


def _guesses(picture: Picture, *_: object) -> Iterator[str]:
    """List below the text for each token what was likeliest in its place."""
    yield from _texts(picture)
    for head, others in in_lines(picture):
        kept = r"\nobreak" if others else ""
        yield rf"{{\footnotesize\textbf{{{escape(head)}}}\par}}{kept}"
        if others:
            yield _small(others)


LATEX_VIEWS: dict[str, Callable[[Picture, Told, float | None], Iterator[str]]] = {
    "text": _texts,
    "guesses": _guesses,
    "bars": _table,
    "grid": _table,
}


def _said(picture: Picture, told: Told, *, has_table: bool) -> list[str]:
    said = [*_legend(picture, told, told.notes if has_table else told.all)]
    joined = " $\\cdot$\n".join(said)
    return [rf"{{\footnotesize {joined}\par}}"] if said else []


def _answer(picture: Picture, told: Told) -> Iterator[str]:
    """Put the answer of a line-up at the end of the document, where nobody reads it by accident."""
    if told.answer:
        said = word("lineup-end", picture.lang, text=_called(picture), real=told.answer)
        text = " ".join([said, *told.explained])
        yield rf"\AtEndDocument{{\par{{\footnotesize {escape(text)}\par}}}}"


def _called(picture: Picture) -> str:
    """Name a picture by its title, or by how its text begins."""
    text = picture.title or " ".join(picture.cells.text.split())
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME].rstrip() + "…"


def _text(picture: Picture, strip: Strip) -> str:
    cells = picture.cells_of(strip)
    firsts = {first for first, _ in cells.groups}
    lasts = {last for _, last in cells.groups}
    labels = {span.last: span for span in labels_under(picture, strip)}
    begins = {span.first for span in labels.values() if span.first != span.last}
    parts: list[str] = []
    for index, text in enumerate(cells.shown):
        found = _EDGES.fullmatch("".join(_token(picture, strip, index, text)))
        before, drawn, after = found.groups() if found else ("", "", "")
        is_apart = before or not parts or parts[-1].endswith((_SPACE, _LINE))
        if not is_apart and index not in cells.continues:
            parts.append(_NO_BREAK)
        drawn = f"\\fbox{{{drawn}" if index in firsts else drawn
        drawn = f"{drawn}}}" if index in lasts else drawn
        drawn = rf"\textsubscript{{[}}{drawn}" if index in begins else drawn
        drawn = _labelled(drawn, labels[index]) if index in labels else drawn
        parts.append(before + drawn + after)
    more = [r"\ldots{}" if cut else "" for cut in strip.cut]
    return "".join([more[0], *parts, more[1]])


def _labelled(drawn: str, span: Span) -> str:
    """Put a label behind a token, in its first line; that of several behind the last of them."""
    if span.first == span.last:
        line, end, rest = drawn.partition(_LINE)
        return rf"{line}\textsubscript{{{escape(span.label)}}}{end}{rest}"
    return rf"{drawn}\textsubscript{{]{escape(span.label)}}}"


def _token(picture: Picture, strip: Strip, index: int, text: str) -> Iterator[str]:
    """Draw one token: a box for each of its words, with its white space between them."""
    cells = picture.cells_of(strip)
    cell = box(picture, strip.colour(index))
    if index in cells.marks:
        cell = MARK % cell
    if index in strip.faded:
        cell %= DOTTED
    side = SIDES.get(strip.clipped.get(index, 0), "")
    if index in cells.continues:
        yield cell % rf"{{\tiny $\cdots$}}{side}"
        return
    if not text.strip(" " + "".join(ZERO_WIDTH)):
        yield cell % (unseen(text) + side) + _space(text)
        return
    for piece in filter(None, _SPACES.split(text)):
        if piece[0] == " ":
            yield _space(piece)
        elif piece in _MARKS:
            after = _SPACE if piece == "\t" else _LINE
            yield cell % COMMANDS[_MARKS[piece]] + after
        else:
            yield cell % (escape(piece) + side)
            side = ""


def _space(text: str) -> str:
    count = text.count(" ")
    return "\\ " * (count - 1) + _SPACE if count else ""


def _legend(picture: Picture, told: Told, notes: Sequence[tuple[str, str]]) -> Iterator[str]:
    if picture.legend.form != "none" and told.measure:
        yield f"{escape(told.measure)}{_scale(picture, told)}"
    for key, text in notes:
        yield _swatch(picture, key) + escape(text)


def _swatch(picture: Picture, key: str) -> str:
    """Show what a note of the legend is about."""
    room = r"\hspace{1em}"
    if key == "mark":
        return MARK % box(picture, PLAIN) % room + " "
    if key.startswith(("class-", legend.STEP)):
        return box(picture, int(key.partition("-")[2])) % room + " "
    is_framed = key in legend.NOT_COLOURED and picture.view != "bars"
    return box(picture, NOWHERE) % room + " " if is_framed else _BEYOND.get(key, "")


def _scale(picture: Picture, told: Told) -> str:
    ends = told.ends
    if ends is None:
        return ""
    low, high = map(escape, ends)
    colours = [colour[1:].upper() for colour in picture.palette.light]
    if low == high:
        return rf": \fbox{{{_RAMP % colours[MIDDLE]}}}~{low}"
    ramp = "".join(_RAMP % colour for colour in colours)
    return rf": {low}~\fbox{{{ramp}}}~{high}"


def _scores(picture: Picture, measure: str) -> Iterator[str]:
    """List tokens and scores, one after another: a table would be many pages long."""
    drawn = table(picture, measure)
    if picture.is_compared:
        yield from _readings(picture, drawn)
        return
    names = [*map(tex_name, drawn.names)]
    if picture.joint is not None:
        yield from _of_texts(picture, names, drawn)
        return
    if drawn.is_grid and not picture.cells.columns:  # of each row what it sees
        begin = axes(picture) or ("", "")  # equivalent: there are some
        heads = [f"{begin[0]} {one}" for one in drawn.names]
        names = [*map(tex_name, drawn.heads[2:])]
        columns = [[*row] for row in zip(*drawn.scores, strict=True)]
    elif picture.cells.columns:
        heads, columns = drawn.heads[2:], drawn.scores
    elif picture.scored:
        heads = [strip.name or word("table", picture.lang) for strip in picture.strips]
        columns = drawn.scores
    else:
        heads, columns = drawn.heads[2:], drawn.others
    for head, column in zip(heads, columns, strict=True):
        known = zip(names, column, strict=True)
        yield _list(head, [rf"{name}~\textbf{{{escape(text)}}}" for name, text in known if text])


def _of_texts(picture: Picture, names: Sequence[str], drawn: Table) -> Iterator[str]:
    """List the scores of each text by itself."""
    pairs = zip(names, drawn.scores[0], strict=True)
    for at, strip in enumerate(picture.strips, start=1):
        some = islice(pairs, len(strip.texts))
        head = strip.name or str(at)
        yield _list(head, [rf"{name}~\textbf{{{escape(text)}}}" for name, text in some])


def _list(head: str, texts: Sequence[str]) -> str:
    joined = ";\n".join(texts)
    return rf"{{\footnotesize\textit{{{escape(head.translate(IN_LINE))}:}} {joined}\par}}"


def _readings(picture: Picture, drawn: Table) -> Iterator[str]:
    """List the tokens of each reading that has ids, with them."""
    for strip, column in zip(picture.strips, drawn.columns, strict=True):
        if picture.cells_of(strip).ids is not None:
            yield _list(strip.name or "", [tex_name(name) for name in column if name])
