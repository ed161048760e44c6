"""Elements that several views of HTML share."""

from __future__ import annotations

from html import escape, unescape
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re, lazy_regex
from heatmark.language.words import word
from heatmark.picture.palette import LEVELS
from heatmark.render.visible import BIDI, MARKS, ZERO_WIDTH, alone, closed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.picture.parts import Picture, Strip
    from heatmark.tokens.shown import Texts


# Nobody looks for numbers: Material's and Zensical's searches leave out what is marked so.
UNSOUGHT = " data-search-exclude"
UNSEEN = "".join(ZERO_WIDTH)
# Class names by level; the last two answer to -1, the level of a missing score, and to -2, that of
# what misses none.
LEVEL_CLASSES = [*(f"q{level}" for level in range(LEVELS)), "qp", "qx"]
_BETWEEN = "\x1f"  # of which none is left in a text that has been made visible
_SPECIAL = " \t\n\f\r=`<>&\"'"  # in values: they need quotes, or are escaped
_WANTS_QUOTES = lazy_re(r"[ \t\n\f\r=`]")  # HTML, 13.1.2.3
_TO_THE_LEFT = lazy_regex(r"[\p{bc=R}\p{bc=AL}]")
_STRONG = lazy_regex(r"[\p{bc=L}\p{bc=R}\p{bc=AL}]")
_ELEMENT = lazy_re("<[^>]*>")
_HAS_BIDI = lazy_re(f"[{''.join(BIDI)}]")


def is_odd(token: str) -> bool:
    """Tell whether a token has what would not be seen, or would turn the text around it."""
    if not token.strip(UNSEEN).strip() or _HAS_BIDI.search(token):
        return True
    return "\n" in token or "\t" in token or "\r" in token


def solos(cells: Texts) -> list[str]:
    """Show each token alone, as text in a table's head."""
    return [
        "⋯" if index in cells.continues else solo(token) for index, token in enumerate(cells.shown)
    ]


def solo(text: str) -> str:
    """Show a token, a label or a name alone, with signs for what would not be seen.

    Other than in a text to be copied, the signs are there for all readers.
    """
    shown = alone(visible((text,))[0])
    if not is_odd(shown):
        return escape(shown, quote=False)
    bare = not shown.strip(UNSEEN).strip()
    return "".join(_solo_character(character, bare=bare) for character in shown)


def _solo_character(character: str, *, bare: bool) -> str:
    if character in BIDI or (bare and character in ZERO_WIDTH):
        return f"<i class=q-name>{BIDI.get(character) or ZERO_WIDTH[character]}</i>"
    return MARKS[character] if character in "\n\t\r" else escape(character, quote=False)


def safe(text: str, *, quote: bool = True) -> str:
    """Escape an author's text, with names for characters that HTML does not allow."""
    return escape(_seen(text), quote=quote)


def safe_all(texts: Sequence[str], *, quote: bool = True) -> list[str]:
    """Escape many texts of an author's in one call."""
    return escape(_BETWEEN.join(closed(texts)), quote=quote).split(_BETWEEN)


def _seen(text: str) -> str:
    """Make a text visible; nearly all are, as one look shows."""
    return text if text.isprintable() else closed((text,))[0]


def quotable(text: str) -> str:
    """Write a word or a number as the value of an attribute, in quotes only if it needs them.

    Words of an author's may stand beside numbers: names of steps and of marks.
    """
    return in_quotes(safe(text))


def all_quotable(texts: list[str]) -> list[str]:
    """Write numbers as values of attributes; most pages have none that is said in words."""
    whole = "".join(texts)
    return [*map(quotable, texts)] if any(one in whole for one in _SPECIAL) else texts


def in_quotes(text: str) -> str:
    """Put quotes around what is escaped, if HTML wants them."""
    return f'"{text}"' if _WANTS_QUOTES.search(text) else text


def middle(strip: Strip) -> str:
    """Write the attribute that gives noise the colour of the centre, if there is any."""
    return f' style="{middle_of(strip)}"' if strip.faded else ""


def middle_of(strip: Strip) -> str:
    """Name fill, ink and level of the centre, for all cells of a strip that are noise."""
    return f"--m:var(--f{strip.middle});--n:var(--i{strip.middle});--w:{strip.middle}"


def attribute(text: str) -> str:
    """Write an author's text as the value of an attribute."""
    return f'"{escape(_seen(text))}"'


def preformatted(inside: str, more: str = "") -> str:
    """Write a text with its spaces; where it begins with a line end, HTML wants another before it.

    Args:
        inside: The text as HTML.
        more: More attributes, each after a space.
    """
    first = "\n" if inside.startswith(("\n", "\r")) else ""
    # Boxes of tokens with something below are no letters, and turn nothing.
    if "heatmark-tag" in inside and _begins_to_the_left(inside):
        more += " dir=rtl"
    return f'<pre class="heatmark-text"{more}>{first}{inside}</pre>'


def _begins_to_the_left(inside: str) -> bool:
    """Tell a text whose first letter is read to the left, as `dir=auto` does.

    That is only a browser's own style, which themes overrule for code.
    """
    if not _TO_THE_LEFT.search(inside):
        return False
    first = _STRONG.search(unescape(_ELEMENT.sub("", inside)))
    return first is not None and _TO_THE_LEFT.match(first[0]) is not None


def head(scope: str, text: str, more: str = "") -> str:
    """Write a head of a `row` or a `col`, whose width the stylesheet can limit.

    Args:
        scope: What it is a head of.
        text: What it says, escaped.
        more: More attributes, each after a space.
    """
    return f"<th scope={scope}{more}><span>{text}</span></th>"


def mark_class(cells: Texts, index: int) -> str:
    """Write the attribute that outlines the head of a marked token, or nothing."""
    return " class=q-mark" if index in cells.marks else ""


def region(table: str, picture: Picture, what: str) -> str:
    """Put a table where it can scroll, also by keyboard, under the name of the picture."""
    name = escape(visible((picture.title or word(what, picture.lang),))[0])
    return f'<div class=heatmark-scroll role=group aria-label="{name}" tabindex=0>{table}</div>\n'
