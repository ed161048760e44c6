"""Tokens as a text: words, the spaces between them, and how long they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from heatmark.errors import ParseError, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\s*\S+")
_CLUSTER = regex.compile(r"\X")
_COUNTED = regex.compile(r"[\p{L}\p{M}\p{N}\p{S}]")  # letters, marks, numbers, symbols (emoji)
_BETWEEN = "\ud800"  # half a character: no token is text that has it
_TIGHT = re.compile(rf"{_BETWEEN} (?:(?=[,.;:!?…%)\]}}»”’])|(?<=[(\[{{«“‘]{_BETWEEN} ))")


def split_words(text: str) -> tuple[str, ...]:
    """Cut a text into words, each with the white space before it.

    The pieces make up the text again: white space at its end stays with the last word.
    """
    words = _WORD.findall(text)
    if words:
        words[-1] += text[len("".join(words)) :]
    return tuple(words)


def join_words(tokens: Sequence[str]) -> tuple[str, ...]:
    """Give words the spaces that stand between them: none before `,` or after `(`."""
    if not tokens:
        return ()
    joined = f"{_BETWEEN} ".join(tokens)  # all at once, which is several times faster
    return tuple(_TIGHT.sub(_BETWEEN, joined).split(_BETWEEN))


def are_words(tokens: Sequence[str]) -> bool:
    """Tell words from pieces of text: no word is empty, or begins or ends with white space."""
    return "" not in tokens and list(tokens) == list(map(str.strip, tokens))


def align(tokens: Sequence[str], text: str) -> tuple[str, ...]:
    """Give tokens the white space that stands between them in a text.

    Args:
        tokens: The tokens, in the order of the text.
        text: The text, which has nothing but white space between them.

    Returns:
        The tokens, each with the white space before it, which make up the text.

    Raises:
        ParseError: If the text does not go on with a token.
    """
    pieces: list[str] = []
    start = 0
    for place, token in enumerate(tokens, start=1):
        bare = token.strip() or token
        found = text.find(bare, start)
        if found < 0 or text[start:found].strip():
            seen = quoted(text[start : start + 20])
            problem = f"token {place}, {quoted(token)}, is not what the text goes on with: {seen}"
            hint = "text must be the tokens with white space between them"
            raise ParseError(problem, hint=hint, about="tokens")
        pieces.append(text[start : found + len(bare)])
        start = found + len(bare)
    if not pieces or text[start:].strip():
        problem = f"the text goes on after the last token: {quoted(text[start:])}"
        raise ParseError(problem, hint="add the tokens that are missing", about="text")
    pieces[-1] += text[start:]
    return tuple(pieces)


def length(token: str) -> int:
    """Count the letters of a token as readers do: grapheme clusters (UAX #29), no punctuation."""
    return sum(1 for cluster in _CLUSTER.findall(token) if _COUNTED.search(cluster))
