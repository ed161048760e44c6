"""Text of authors and coloured boxes, as LaTeX reads them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from heatmark.picture.parts import PLAIN
from heatmark.render.visible import BIDI, CONTROLS, IN_LINE, ZERO_WIDTH, visible

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


# Commands that every engine has, in every usual font, where letters may be missing.
COMMANDS = {
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
    "↑": r"$\uparrow$",
    "↓": r"$\downarrow$",
    "◂": r"$\triangleleft$",
    "⟨": r"$\langle$",
    "⟩": r"$\rangle$",
    "\u00a0": "~",
    **{one: rf"\textsuperscript{{{name}}}" for one, name in CONTROLS.items()},
    **{one: f"[{name}]" for one, name in BIDI.items()},
}
_ESCAPES = str.maketrans(COMMANDS)
_JOINERS = "\u200c\u200d"  # they shape letters; others that have no width only break searches
_NO_WIDTH = dict.fromkeys(map(ord, set(ZERO_WIDTH) - set(_JOINERS)))
# Heights of cells: room for Ổ above and ệ below.
STRUT = r"\vrule width0pt height.95em depth.28em\relax "
# What has the colour of the centre, by no package. Its dots are no text, and no mark of ẹ.
_DOTS = (
    r"\lower\dimexpr\dp0+.5ex\relax"
    r"\hbox to\wd0{\leaders\hbox to.2em{\hss\vrule width.07em height.07em\hss}\hfill}"
)
DOTTED = rf"{{\setbox0\hbox{{%s}}\rlap{{{_DOTS}}}\box0}}"
# A thick frame around a marked token.
MARK = r"{\fboxrule=1.2pt\fbox{%s}}"
SIDES = {1: r"\textsuperscript{$\uparrow$}", -1: r"\textsubscript{$\downarrow$}"}


def escape(text: str) -> str:
    """Write an author's text so that LaTeX shows it as it is."""
    return "".join(map(_seen, visible((text,))[0])).translate(_NO_WIDTH).translate(_ESCAPES)


def _seen(character: str) -> str:
    """Write out what has no letter, as Python does in a string."""
    if character.isprintable() or character in COMMANDS or character in ZERO_WIDTH:
        return character
    if unicodedata.category(character) == "Zs" or character in "\n\t":
        return " "
    return repr(character)[1:-1]


def tex_name(text: str) -> str:
    """Write what a token, a series or a cell is called: one line, with signs for what is unseen."""
    return escape(text.translate(IN_LINE)) or unseen(text)


def unseen(text: str) -> str:
    """Write signs for text that would not be seen."""
    names = (f"[{ZERO_WIDTH[item]}]" if item in ZERO_WIDTH else COMMANDS["␣"] for item in text)
    return "".join(names) or COMMANDS["∅"]


def fill(picture: Picture, level: int) -> str:
    """Give the colour of a level, as LaTeX reads it."""
    return picture.palette.light[level][1:].upper()


def box(picture: Picture, level: int) -> str:
    """Open a cell, with `%s` where its content goes; one without a score has a frame only."""
    if level == PLAIN:
        return rf"{{{STRUT}%s}}"
    if level < 0:
        return rf"\fcolorbox{{gray}}{{white}}{{{STRUT}\textcolor{{black}}{{%s}}}}"
    ink = "black" if picture.palette.light_ink[level] == "#000" else "white"
    colour = fill(picture, level)
    if picture.kind == "pieces":
        return rf"\fcolorbox[HTML]{{888888}}{{{colour}}}{{{STRUT}\textcolor{{{ink}}}{{%s}}}}"
    return rf"\colorbox[HTML]{{{colour}}}{{{STRUT}\textcolor{{{ink}}}{{%s}}}}"
