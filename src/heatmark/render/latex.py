r"""Pictures as LaTeX. Everything that came from an author is escaped here, and nowhere else.

A token is a `\colorbox`, which needs the package xcolor. Nothing is
defined, so that a heatmap may stand where LaTeX reads text as an argument, such as in tables.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from heatmark.language.words import word
from heatmark.picture.palette import MIDDLE
from heatmark.render import legend
from heatmark.render.table import is_wanted, table
from heatmark.render.visible import BIDI, ZERO_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.render.legend import Told


# Commands that every engine has, in every usual font, where letters may be missing.
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    '"': r"\char34{}",  # a command that babel's shorthands leave alone
    "-": "-{}",  # no dashes of hyphens
    ",": ",{}",  # T1 makes a quotation mark of two
    **{one: f"\\{one}" for one in "{}$&#_%"},
    **dict(zip("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", map(r"\textsuperscript{{{}}}".format, "-0123456789"), strict=True)),
    "×": r"$\times$",
    "−": "$-$",
    "∞": r"$\infty$",
    "≤": r"$\leq$",
    "α": r"$\alpha$",
    "ρ": r"$\rho$",
    "∅": r"$\emptyset$",
    "⋯": r"$\cdots$",
    "␣": r"\textvisiblespace{}",
    "⇥": r"$\mapsto$",
    "↵": r"$\hookleftarrow$",
    "\u00a0": "~",
    **{chr(0x2400 + code): rf"\textbackslash{{}}x{code:02x}" for code in range(0x20)},
    **{one: f"[{name}]" for one, name in BIDI.items()},
}
_ESCAPES = str.maketrans(_COMMANDS)
_JOINERS = "\u200c\u200d"  # they shape letters; others that have no width only break searches
_NO_WIDTH = dict.fromkeys(map(ord, set(ZERO_WIDTH) - set(_JOINERS)))
_SPACES = re.compile("( +|\r\n|[\n\t\r])")
_MARKS = {"\n": "↵", "\r\n": "↵", "\r": "↵", "\t": "⇥"}
# Heights of cells: room for Ổ above and ệ below.
_STRUT = r"\vrule width0pt height.95em depth.28em\relax "
_RAMP = r"\textcolor[HTML]{%s}{\vrule width2pt height1.3ex depth.2ex\relax}"
# Where no line ends unless it would run out of the page.
_NO_BREAK = "\\penalty9999\\hspace{0pt}%\n"
_SPACE = " %\n"  # two ends of lines would be the end of a paragraph
_LINE = "\\newline%\n"
_EDGES = re.compile(r"((?:\\ )*(?: %\n)?)(.*?)((?:\\newline%\n|(?:\\ )* %\n)?)", re.DOTALL)
_SIDES = {1: r"\textsuperscript{$\uparrow$}", -1: r"\textsubscript{$\downarrow$}"}
_BEYOND = {"clipped-above": _SIDES[1], "clipped-below": _SIDES[-1]}
_LONGEST_NAME = 40  # characters of a text by which an answer says what it is about
_OPENING = r"\par\begingroup\raggedright\parindent=0pt\fboxsep=0pt\fboxrule=.3pt"


def latex(picture: Picture) -> str:
    """Draw a picture as LaTeX: caption, coloured text, legend, and the scores in small print.

    Args:
        picture: What to draw.
    """
    told = legend.told(picture)
    lines = [_OPENING]
    if picture.title:
        lines.append(rf"\textbf{{{escape(picture.title)}}}\par\nobreak")
    lines += (rf"{{\footnotesize {escape(text)}\par}}" for text in told.above)
    for strip in picture.strips:
        if strip.name:
            lines.append(rf"\textit{{{escape(strip.name)}}}\par\nobreak")
        lines.append(rf"{{\linespread{{1.5}}\selectfont {_text(picture, strip)}\par}}")
    has_table = is_wanted(picture)
    said = [*_legend(picture, told, told.notes if has_table else told.all)]
    if said:
        joined = " $\\cdot$\n".join(said)
        lines.append(rf"{{\footnotesize {joined}\par}}")
    lines += (rf"{{\footnotesize {escape(text)}\par}}" for text in told.controls)
    if has_table:
        about = legend.sentences(told.about)
        lines += [rf"{{\footnotesize {escape(about)}\par}}"] if about else []
        lines += _scores(picture, told.measure)
    lines += _answer(picture, told)
    return "\n".join([*lines, r"\endgroup\par", ""])


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


def escape(text: str) -> str:
    """Write an author's text so that LaTeX shows it as it is."""
    return "".join(map(_seen, text)).translate(_NO_WIDTH).translate(_ESCAPES)


def _seen(character: str) -> str:
    """Write out what has no letter, as Python does in a string."""
    if character.isprintable() or character in _COMMANDS or character in ZERO_WIDTH:
        return character
    if unicodedata.category(character) == "Zs" or character in "\n\t":
        return " "
    return repr(character)[1:-1]


def _text(picture: Picture, strip: Strip) -> str:
    cells = picture.cells
    firsts = {first for first, _ in cells.groups}
    lasts = {last for _, last in cells.groups}
    parts: list[str] = []
    for index, text in enumerate(cells.shown):
        found = _EDGES.fullmatch("".join(_token(picture, strip, index, text)))
        before, drawn, after = found.groups() if found else ("", "", "")
        is_apart = before or not parts or parts[-1].endswith((_SPACE, _LINE))
        if not is_apart and index not in cells.continues:
            parts.append(_NO_BREAK)
        drawn = f"\\fbox{{{drawn}" if index in firsts else drawn
        parts.append(before + (f"{drawn}}}" if index in lasts else drawn) + after)
    return "".join(parts)


def _token(picture: Picture, strip: Strip, index: int, text: str) -> Iterator[str]:
    """Draw one token: a box for each of its words, with its white space between them."""
    box = _box(picture, strip.colour(index))
    if index in strip.faded:
        box %= r"\underline{%s}"
    side = _SIDES.get(strip.clipped.get(index, 0), "")
    if index in picture.cells.continues:
        yield box % rf"{{\tiny $\cdots$}}{side}"
        return
    if not text.strip(" " + "".join(ZERO_WIDTH)):
        yield box % (_unseen(text) + side) + _space(text)
        return
    for piece in filter(None, _SPACES.split(text)):
        if piece[0] == " ":
            yield _space(piece)
        elif piece in _MARKS:
            after = _SPACE if piece == "\t" else _LINE
            yield box % _COMMANDS[_MARKS[piece]] + after
        else:
            yield box % (escape(piece) + side)
            side = ""


def _unseen(text: str) -> str:
    names = (f"[{ZERO_WIDTH[item]}]" if item in ZERO_WIDTH else _COMMANDS["␣"] for item in text)
    return "".join(names) or _COMMANDS["∅"]


def _space(text: str) -> str:
    count = text.count(" ")
    return "\\ " * (count - 1) + _SPACE if count else ""


def _box(picture: Picture, level: int) -> str:
    """Open a cell, with `%s` where its content goes; one without a score has a frame only."""
    if level < 0:
        return rf"\fcolorbox{{gray}}{{white}}{{{_STRUT}\textcolor{{black}}{{%s}}}}"
    fill = picture.palette.light[level][1:].upper()
    ink = "black" if picture.palette.light_ink[level] == "#000" else "white"
    return rf"\colorbox[HTML]{{{fill}}}{{{_STRUT}\textcolor{{{ink}}}{{%s}}}}"


def _legend(picture: Picture, told: Told, notes: Sequence[tuple[str, str]]) -> Iterator[str]:
    if picture.legend.form != "none":
        yield f"{escape(told.measure)}{_scale(picture, told)}"
    for key, text in notes:
        swatch = rf"\fcolorbox{{gray}}{{white}}{{{_STRUT}\hspace{{1em}}}} "
        swatch = swatch if key == "missing-count" else _BEYOND.get(key, "")
        yield swatch + escape(text)


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
    names = [escape(name) or _unseen(name) for name in drawn.names]
    for strip, scores in zip(picture.strips, drawn.scores, strict=True):
        head = escape(strip.name or word("table", picture.lang))
        pairs = (
            rf"{name}~\textbf{{{escape(score)}}}" for name, score in zip(names, scores, strict=True)
        )
        yield rf"{{\footnotesize\textit{{{head}:}} " + ";\n".join(pairs) + r"\par}"
