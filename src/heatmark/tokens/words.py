"""Tokens as a text: words, the spaces between them, and how long they are."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import ne
from typing import TYPE_CHECKING

from heatmark.core.patterns import lazy_re, lazy_regex
from heatmark.tokens.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = lazy_re(
    "[\t\n -;=?-Z\\\\-~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e]*"
)
_WORD = lazy_re(r"\s*\S+")
_COUNTED = lazy_regex(r"[\p{L}\p{M}\p{N}\p{S}]")  # letters, marks, numbers, symbols (emoji)
_GOES_ON = lazy_regex(r"\p{M}")  # a mark belongs to the letter before it
CLOSING = ",.;:!?…%)]}»”’"  # no space goes before it
OPENING = "([{«“‘"  # no space goes after it
_BETWEEN = "\ud800"  # half a character: no token is text that has it
_TIGHT = lazy_re(
    rf"{_BETWEEN} (?:(?=[{re.escape(CLOSING)}]|\s)|(?<=[{re.escape(OPENING)}\s]{_BETWEEN} ))"
)


@lru_cache(maxsize=16)  # several rooms ask it of one text
def is_plain(text: str) -> bool:
    """Tell a text of which every token shows just itself, as most do: that need not be worked out.

    It has no special tokens, no lost bytes, and none but letters, digits and signs of Latin and
    Greek scripts, which never join with one another to one character.
    """
    return _PLAIN.fullmatch(text) is not None


# Scripts that put no spaces between words, with their punctuation.
_EAST_ASIAN = (
    r"\p{Han}\p{Hiragana}\p{Katakana}ー"
    r"\p{Block=CJK_Symbols_And_Punctuation}\p{Block=Halfwidth_And_Fullwidth_Forms}"
)
_UNSPACED = rf"[{_EAST_ASIAN}\p{{Thai}}\p{{Lao}}\p{{Khmer}}\p{{Myanmar}}]"
_IN_ONE = lazy_regex(f"[{_EAST_ASIAN}]{{2}}")
_WITHIN = lazy_regex(rf"(?<={_UNSPACED}){_BETWEEN} (?={_UNSPACED})")


def split_words(text: str) -> tuple[str, ...]:
    """Cut a text into words, each with the white space before it.

    The pieces make up the text again: white space at its end stays with the last word.
    """
    words = _WORD.findall(text)
    if words:
        words[-1] += text[len("".join(words)) :]
    return tuple(words)


def join_words(tokens: Sequence[str]) -> tuple[str, ...]:
    """Give words the spaces that stand between them: none before `,`, after `(`, beside another.

    Nor between two words in a script without spaces, such as Han or Thai.
    """
    if not tokens:
        return ()
    joined = f"{_BETWEEN} ".join(tokens)  # all at once, which is several times faster
    if not is_plain("".join(tokens)):
        joined = _WITHIN.sub(_BETWEEN, joined)
    return tuple(_TIGHT.sub(_BETWEEN, joined).split(_BETWEEN))


def never_apart(one: str, other: str) -> bool:
    """Tell two characters between which no space stands, in Chinese and Japanese.

    A space in Thai is part of the text, and tokenizers that cut at spaces cut at each Han letter.
    """
    return _IN_ONE.fullmatch(one + other) is not None


def are_words(tokens: Sequence[str]) -> bool:
    """Tell words from pieces of text: none is empty, spaced, or begins within a character."""
    if not all(tokens) or any(map(ne, tokens, map(str.strip, tokens))):
        return False
    return is_plain("".join(tokens)) or not any(map(_GOES_ON.match, tokens))


def length(token: str) -> int:
    """Count the letters of a token as readers do: grapheme clusters (UAX #29), no punctuation."""
    if is_plain(token):  # nothing in it joins: each character is one cluster
        return len(_COUNTED.findall(token))
    return sum(1 for cluster in clusters(token) if _COUNTED.search(cluster))
