"""Tokens that are read as they are, and look as if they stood for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.looks import APART, joined_text
from heatmark.core.patterns import lazy_re, lazy_regex
from heatmark.core.wording import quoted, say
from heatmark.tokens.joining import glued_words, segmented_words
from heatmark.tokens.schemes import PYTHON_BYTES, read_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters that only Vietnamese has; it never has one twice, as `oo` in `xoong`.
_TWICE = lazy_re(f"([ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]){APART}\\1")
_LOST = "\ufffd"
_ESCAPED = lazy_regex(r"(?:\\[ntr])+|.*\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}).*")

_FAILED = lazy_regex(r"#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)")


def suspect(
    tokens: Sequence[str],
    scheme: str,
    specials: frozenset[int] = frozenset(),
    join: object = "auto",
) -> tuple[Notice, ...]:
    """Tell tokens that may be no text, where the author has not said that they are.

    Args:
        tokens: Tokens without the text that they make up.
        scheme: How they are written, as it looks.
        specials: The places of those that are none of the text.
        join: The option, if the tokens are shown as a text; what is `none` makes it up.
    """
    text = joined_text(tuple(tokens))
    found = [*_lost(tokens)] if _LOST in text else []
    if scheme != "text":
        return tuple(found)
    if "\\" in text:
        found += _escaped(tokens)
    if not text.isascii():
        found += _twice(tokens)
    if "#" in text:
        found += _failed(tokens)
    if join in {"auto", None}:
        found += glued_words(tokens, specials)
    return (*in_text(tokens, scheme, specials), *found)


def in_text(
    tokens: Sequence[str], scheme: str, specials: frozenset[int] = frozenset()
) -> tuple[Notice, ...]:
    """Tell what may be meant otherwise in words, whose letters are all there.

    Args:
        tokens: The words of a text.
        scheme: How they are written, as it looks.
        specials: The places of those that are none of the text.
    """
    return segmented_words(tokens, specials) if scheme == "text" else ()


def _lost(tokens: Sequence[str]) -> Iterator[Notice]:
    """Find what decoders write for a part of a letter that is decoded by itself."""
    place = next(at for at, token in enumerate(tokens, start=1) if _LOST in token)
    problem = say(
        "token {place}, {token}, has U+FFFD in the place of a letter, or of a part of one",
        place=place,
        token=quoted(tokens[place - 1]),
    )
    hint = (
        "write text: with the whole text, which gives the letters back, or take tokens as the "
        "tokenizer writes them: convert_ids_to_tokens"
    )
    yield Notice(name="cut-letters", message=problem, hint=hint, about="tokens")


def _twice(tokens: Sequence[str]) -> Iterator[Notice]:
    """Find a letter that is in both of two tokens, as where its places in the text cut it out."""
    text = APART.join(tokens)
    found = _TWICE.search(text)
    if not found:
        return
    place = text.count(APART, 0, found.start()) + 1
    problem = say(
        "tokens {place} and {other} both have the letter {letter}",
        place=place,
        other=place + 1,
        letter=quoted(found[1]),
    )
    hint = (
        "pieces cut out of a text by their places repeat a letter of several tokens: take them as "
        "the tokenizer writes them (convert_ids_to_tokens); write scheme: text if it is there twice"
    )
    yield Notice(name="cut-letters", message=problem, hint=hint, about="tokens")


def _escaped(tokens: Sequence[str]) -> Iterator[Notice]:
    r"""Find `\n` and the like, which stand for a character where Python or JSON reads them."""
    found = [one for one in enumerate(tokens, start=1) if _ESCAPED.fullmatch(one[1].strip())]
    if not found:
        return
    problem = say(
        "the backslash of token {place} is shown: {token}", place=found[0][0], token=found[0][1]
    )
    hint = say(
        r'for the character itself write "\n" in double quotes, or in a file as JSON does; write '
        "scheme: text if the backslash belongs to the text"
    )
    scheme = "pybytes" if PYTHON_BYTES.fullmatch(found[0][1].strip()) else "json"
    if scheme == "pybytes" or _are_bytes(tokens):
        hint = say(
            "write scheme: {scheme} if they are bytes, scheme: text if they belong to the text",
            scheme=scheme,
        )
    yield Notice(name="escaped-token", message=problem, hint=hint, about="tokens")


def _failed(tokens: Sequence[str]) -> Iterator[Notice]:
    """Find what Excel writes for a token such as `-ing` or `=`, which it takes for a formula."""
    for at, token in enumerate(tokens, start=1):
        if _FAILED.fullmatch(token.strip()):
            problem = say(
                "token {place} is {token}, which Excel writes where it takes a word for a formula",
                place=at,
                token=quoted(token.strip()),
            )
            hint = "in Excel, write ' before the word, as in '-ing; write scheme: text if it is one"
            yield Notice(name="escaped-token", message=problem, hint=hint, about="tokens")
            return


def _are_bytes(tokens: Sequence[str]) -> bool:
    r"""Tell tokens such as `\xe1\xba`, which are letters together."""
    data = b"".join(read_scheme(tokens, list(tokens), "json").data)
    try:
        return "\\x" in "".join(tokens) and b"\\x" not in data and bool(data.decode())
    except UnicodeDecodeError:
        return False
