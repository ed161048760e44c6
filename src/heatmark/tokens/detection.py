"""Which scheme tokens are written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from heatmark.core.looks import joined_text
from heatmark.core.patterns import lazy_re, lazy_regex
from heatmark.tokens.schemes import (
    BYTE,
    BYTE_ALPHABET,
    LEGACY,
    PYTHON_BYTES,
    WORD_END,
    ends_words,
    names_of,
    specials_of,
)
from heatmark.tokens.words import is_plain

if TYPE_CHECKING:
    from heatmark.tokens.schemes import SchemeToken

_IN_ALPHABET = lazy_re(f"[{re.escape(''.join(BYTE_ALPHABET))}]*")
_FROM_ALPHABET = {ord(character): byte for character, byte in BYTE_ALPHABET.items()}
_CONTROL = lazy_regex(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BARS = lazy_regex("[▂-█]")
_INNER_BAR = lazy_regex("[^▁]▁")
_LEADING_BAR = lazy_regex(r"▁+\w")
_TRAILING_BAR = lazy_regex("[^▁]*▁+")  # where a space belongs to the word before it
_PIECE = lazy_regex(r"##\w")
# What each scheme but byte-level BPE cannot do without; that has no blank, and is not all ASCII.
# Neither `<0x` nor `▁` is plain.
_SIGNS = ("b'", 'b"', "bytes:", "##", "@@", "</w>")
_WORDPIECE = frozenset({"[CLS]", "[SEP]"})  # special tokens of BERT and its kin alone
_STRAY = 3  # bytes of a character that was cut off before the first token


def detect(tokens: Sequence[SchemeToken]) -> str:
    """Say which scheme tokens are written in; special tokens say nothing.

    Args:
        tokens: Strings as a tokenizer prints them, or mappings with `token` and `bytes`.

    Returns:
        One of [SCHEMES][heatmark.tokens.SCHEMES], but never `mojibake`; `text` if nothing is sure.
    """
    try:
        if _is_surely_text(joined_text(cast("tuple[str, ...]", tuple(tokens)))):
            return "text"
    except TypeError:  # some are no strings
        if any(isinstance(token, Mapping) for token in tokens):
            return "json"
    names = names_of(tokens)
    special = specials_of(names)
    if not special:
        return _detect(names, set(names)) if names else "text"
    others = [name for index, name in enumerate(names) if index not in special]
    surely = not others or _is_surely_text("".join(others))  # equivalent: a shortcut
    found = "text" if surely else _detect(others, set(others))
    return "wordpiece" if found == "text" and not _WORDPIECE.isdisjoint(names) else found


def _is_surely_text(joined: str) -> bool:
    """Tell what is nothing but text, as nearly all words are, in a few microseconds."""
    if not is_plain(joined) or any(sign in joined for sign in _SIGNS):
        return False
    return (
        " " in joined or joined.isascii() or not _IN_ALPHABET.fullmatch(joined)
    )  # equivalent: a shortcut


def _detect(names: list[str], different: set[str]) -> str:
    joined = "".join(different)  # one look at all of it spares most looks at each
    if WORD_END in joined and ends_words(names):
        return "at"
    signs: dict[str, Callable[[], bool]] = {
        "pybytes": lambda: joined[:1] == "b" and all(map(PYTHON_BYTES.fullmatch, different)),
        "legacy": lambda: "bytes:" in joined and any(map(LEGACY.fullmatch, different)),
        "sentencepiece": lambda: (
            ("<0x" in joined or "▁" in joined) and _is_sentencepiece(different)
        ),
        "bytebpe": lambda: is_byte_level(names),
        "wordpiece": lambda: (
            "##" in joined
            and any(name.startswith("##") and _PIECE.match(name) for name in names[1:])
        ),
        "at": lambda: (
            "@@" in joined
            and any(name.endswith("@@") and len(name) > len("@@") for name in names[:-1])
        ),
    }
    return next((scheme for scheme, sign in signs.items() if sign()), "text")


def _is_sentencepiece(different: set[str]) -> bool:
    if any(name.startswith("<0x") and BYTE.fullmatch(name) for name in different):
        return True
    barred = [name for name in different if "▁" in name]
    if not barred or any(map(_BARS.search, different)):  # a chart of bars is a text
        return False
    if not any(map(_INNER_BAR.search, barred)):
        return True
    if any(map(_LEADING_BAR.match, barred)):  # some of these go over several words
        return True
    return len(barred) > 1 and all(map(_TRAILING_BAR.fullmatch, barred))


def is_byte_level(names: Sequence[str]) -> bool:
    """Tell byte-level tokens from words in Vietnamese, whose letters are in that alphabet too."""
    joined = "".join(names)
    if not _IN_ALPHABET.fullmatch(joined):
        return False
    data = joined.translate(_FROM_ALPHABET).encode("latin-1")
    whole = _whole(data)
    if whole is None:
        return False
    spaced = "Ġ" in joined or "Ċ" in joined
    return not whole.isascii() or (spaced and not _CONTROL.search(data))


def _whole(data: bytes) -> str | None:
    """Decode bytes strictly, but for a character that was cut off at either end."""
    start = 0
    while start < min(_STRAY, len(data)) and 0x80 <= data[start] < 0xC0:  # UTF-8
        start += 1
    try:
        return data[start:].decode()
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return None
        return data[start : start + error.start].decode()
