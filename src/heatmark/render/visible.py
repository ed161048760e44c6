"""What readers see of tokens that would not be seen, and scores as they are said."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re
from heatmark.language.numbers import exactly, number, powers_of_ten, times_ten
from heatmark.language.words import words
from heatmark.picture.below import MOST_COLUMNS
from heatmark.picture.parts import PLAIN
from heatmark.picture.rounding import round_with_error

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.picture.parts import Picture, Strip
    from heatmark.tokens.shown import Texts


# Characters that HTML does not allow: control characters, and code points that are none.
_ENDS = [plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)]
NAMED = [*range(0x80, 0xA0), *range(0xFDD0, 0xFDF0), *_ENDS]
PICTURES: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: 0x2421,
    **{code: f"[U+{code:04X}]" for code in NAMED},
}
_NAMES = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM"
    " SUB ESC FS GS RS US DEL"
)
# What those pictures show, for where no font has them.
CONTROLS = dict(zip(map(chr, [*range(0x2400, 0x2420), 0x2421]), _NAMES.split(), strict=True))
_HAS_CONTROL = lazy_re(f"[{re.escape(''.join(map(chr, PICTURES)))}]")
MARKS = {"\n": "↵", "\t": "⇥", "\r": "␍", " ": "␣"}
# In names and numbers, which are one line each.
IN_LINE = str.maketrans({one: MARKS[one] for one in "\n\t\r"})
ZERO_WIDTH = {
    "\u00ad": "SHY",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u2060": "WJ",
    "\ufeff": "BOM",
}
_NO_WIDTH = dict.fromkeys(map(ord, ZERO_WIDTH))
_WIDTHLESS = {ord(one): f"[{name}]" for one, name in ZERO_WIDTH.items()}
# They would turn the text around them: only their names are shown.
BIDI = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    **dict(zip("\u202a\u202b\u202c\u202d\u202e", ("LRE", "RLE", "PDF", "LRO", "RLO"), strict=True)),
    **dict(zip("\u2066\u2067\u2068\u2069", ("LRI", "RLI", "FSI", "PDI"), strict=True)),
}
_TURNS = lazy_re("[\u202a-\u202e\u2066-\u2069]")
_ISOLATE_END = "\u2069"
_CLOSED_BY = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", _ISOLATE_END),
}
_FINEST = 1e-15  # of a score, which as a float has no digits below this


def alone(token: str) -> str:
    """Show a token alone: its spaces at the edges are in the text; white space gets its marks."""
    return token.strip() or "".join(MARKS.get(character, "␣") for character in token) or "∅"


def visible(tokens: Sequence[str]) -> Sequence[str]:
    """Put pictures (U+2400 …) or names in the place of what HTML does not allow."""
    text = "".join(tokens)
    if text.isprintable() or not _HAS_CONTROL.search(text):  # the first is far quicker to see
        return tokens
    return [token.translate(PICTURES) for token in tokens]


def closed(texts: Sequence[str]) -> Sequence[str]:
    """Make texts visible, and let none turn the words and numbers that stand behind it.

    What a text opens and does not close (UAX 9) is shown by its name.
    """
    if "".join(texts).isprintable():
        return texts
    return [*map(_closed, visible(texts))]


def _closed(text: str) -> str:
    opened: list[re.Match[str]] = []
    isolates = 0
    for found in _TURNS.finditer(text):
        closes = _CLOSED_BY.get(found[0])
        if closes:
            opened.append(found)
            isolates += closes == _ISOLATE_END
        elif found[0] != _ISOLATE_END:  # it ends an embedding only if no other was opened after
            if opened and _CLOSED_BY[opened[-1][0]] == found[0]:
                opened.pop()
        elif isolates:  # and all that was opened in it
            isolates -= 1
            while _CLOSED_BY[opened.pop()[0]] != _ISOLATE_END:
                pass
    places = {one.start() for one in opened}
    return "".join(f"[{BIDI[one]}]" if at in places else one for at, one in enumerate(text))


def shown_alone(text: str) -> str:
    """Show an author's text alone, such as a label, with pictures for what HTML does not allow."""
    return alone(visible((text,))[0])


def told_apart(texts: Sequence[str]) -> list[str]:
    """Show texts of one list alone, those that differ but in the spaces at their edges with these.

    Args:
        texts: Such as tokens of a vocabulary, which has ` the` and `the`.
    """
    found = [*map(shown_alone, texts)]
    count = Counter(found)
    return [
        _with_edges(text) if count[name] > 1 and text.strip() else name
        for text, name in zip(texts, found, strict=True)
    ]


def _with_edges(text: str) -> str:
    inner = text.strip()
    before, _, after = text.partition(inner)
    edges = ("".join(MARKS.get(one, "␣") for one in edge) for edge in (before, after))
    return visible((inner,))[0].join(edges)


def called(strip: Strip, otherwise: str) -> str:
    """Write the name of a series as a head, with signs for what would not be seen.

    Args:
        strip: The series.
        otherwise: What it is called without a name.
    """
    return shown_alone(strip.name) if strip.name else otherwise


def names(cells: Texts) -> list[str]:
    """Name each token alone, not yet escaped; one that only goes on with a character by a sign."""
    tokens = visible(cells.shown)
    found = [*map(str.strip, tokens)]
    if "" in found:
        found = [*map(alone, tokens)]
    if not "".join(found).isprintable():
        found = [*map(_with_width, found)]
    for index in cells.continues:
        found[index] = "⋯"
    return found


def _with_width(token: str) -> str:
    """Name the characters of a token that has none with a width: alone it would not be seen."""
    return token if token.translate(_NO_WIDTH).strip() else token.translate(_WIDTHLESS)


def notes(cells: Texts) -> list[str]:
    """Write what there is to say of each token besides its text, or nothing."""
    return [*visible([cells.notes.get(index, "") for index in range(len(cells.shown))])]


def scores(picture: Picture, strip: Strip) -> list[str]:
    """Write each score, with its error if that is known; a missing one is empty."""
    if strip.errors is None:
        return [*strip.texts]
    return score_texts(picture, strip.texts, strip.scores, strip.errors)


def score_texts(
    picture: Picture, texts: Sequence[str], scores: Sequence[Score], errors: Sequence[Score]
) -> list[str]:
    """Write scores beside their standard errors: `0.123 ± 0.045`.

    Args:
        picture: The picture that they are of.
        texts: N scores as they are written where no error is known.
        scores: The N scores.
        errors: Their standard errors, None where not known.
    """
    return [
        text
        if score is None or error is None or math.isinf(score)
        else _with_error(picture, text, score, error)
        for text, score, error in zip(texts, scores, errors, strict=True)
    ]


def _with_error(picture: Picture, text: str, score: float, error: float) -> str:
    lang = picture.lang
    if picture.fixed or math.isinf(error) or error <= abs(score) * _FINEST:
        return f"{text} ± {number(error, lang, 2)}"
    power = powers_of_ten(max(abs(score), error))
    rounded, spread = (
        exactly(item.scaleb(-power), lang) for item in round_with_error(score, error)
    )
    said = f"{rounded} ± {spread}"
    return f"({said}){times_ten(power)}" if power else said


def said(picture: Picture, strip: Strip) -> list[str]:
    """Say each score in words: the number, that it lies beyond the scale, or why there is none."""
    texts, told = written(picture, strip), words(picture.lang)
    for index in strip.clipped:
        texts[index] = told["beyond"].format(score=texts[index])
    for index in strip.faded:
        texts[index] = f"{texts[index]} ({told['faded']})"
    return texts


def written(picture: Picture, strip: Strip) -> list[str]:
    """Write each score; that of a special token off the scale with a word, or why there is none."""
    texts, told = scores(picture, strip), words(picture.lang)
    for index, name in steps(picture, strip).items() if picture.legend.steps else ():
        texts[index] = f"{texts[index]} ({name})"
    for index in picture.cells.outside:
        special = told["special"]
        texts[index] = f"{texts[index]} ({special})" if texts[index] else special
    if "" not in texts:
        return texts
    levels = zip(texts, strip.levels, strict=True)
    return [
        text or _why_none(picture.cells, index, told, "later" if level == PLAIN else "missing")
        for index, (text, level) in enumerate(levels)
    ]


def _why_none(cells: Texts, index: int, told: Mapping[str, str], otherwise: str) -> str:
    return why_apart(cells, index, told) if is_apart(cells, index) else told[otherwise]


def steps(picture: Picture, strip: Strip) -> dict[int, str]:
    """Name the step of each score, on a scale of few colours whose names say more than it does."""
    named = {step.level: step.label for step in picture.legend.steps}
    return {
        at: shown_alone(named[level])
        for at, level in enumerate(strip.levels)
        if level in named and not named[level].startswith(("≤", ">"))
    }


def is_apart(cells: Texts, index: int) -> bool:
    """Tell tokens of which it is said why they have no score: marked and special ones."""
    return index in cells.marks or index in cells.special


def why_apart(cells: Texts, index: int, told: Mapping[str, str]) -> str:
    """Say why such a token has no score: as what it is marked, or that it is special."""
    return mark_of(cells, index, told) if index in cells.marks else told["special"]


def mark_of(cells: Texts, index: int, told: Mapping[str, str]) -> str:
    """Say as what a token is marked."""
    called = cells.marks[index]
    return shown_alone(called) if called else told["marked"]


def is_dense(picture: Picture) -> bool:
    """Tell grids with so many columns that cells have no room for their numbers.

    The pointer and a data table tell them instead.
    """
    return len(picture.cells.shown) > MOST_COLUMNS
