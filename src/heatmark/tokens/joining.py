"""Whether spaces stand between tokens, for blocks, files and notebooks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.checks import refuse_halves
from heatmark.core.errors import Notice
from heatmark.core.wording import quoted, say
from heatmark.tokens.charsets import is_syllable
from heatmark.tokens.detection import detect
from heatmark.tokens.schemes import specials_of
from heatmark.tokens.words import are_words, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Joined(NamedTuple):
    """Tokens that make up their text.

    Attributes:
        tokens: N tokens, with the spaces between them.
        scheme: How the tokenizer writes text, or None if it is not known yet.
        guessed: Whether spaces were put between them although nobody asked for them.
    """

    tokens: tuple[str, ...]
    scheme: str | None
    guessed: bool = False


def join_tokens(tokens: Sequence[str], join: str, scheme: str | None) -> Joined:
    """Give words the spaces that stand between them, if they are to have any.

    Args:
        tokens: N tokens.
        join: The option: `space`, `none`, or `auto`, which is `space` for two or more tokens that
            are read as text and bring no white space of their own.
        scheme: How the tokenizer writes text, or None if that is to be seen from the tokens.

    Returns:
        The tokens with their spaces. Pieces of words are left as they are: their scheme joins them.

    Raises:
        ParseError: If a token is no text.
    """
    if join == "none" or (join == "auto" and (len(tokens) < 2 or not are_words(tokens))):
        return Joined(tuple(tokens), scheme)
    refuse_halves(tokens, say("token"), "tokens")  # with which words are joined
    scheme = scheme or detect(tokens)
    if scheme != "text":
        return Joined(tuple(tokens), scheme)
    found = _with_spaces(tokens)
    return Joined(found, scheme, guessed=join == "auto" and found != tuple(tokens))


def _with_spaces(tokens: Sequence[str]) -> tuple[str, ...]:
    """Join words; special tokens stand apart from the text, and need no spaces around them."""
    special = specials_of(tokens)
    if not special:
        return join_words(tokens)
    words = iter(join_words([item for index, item in enumerate(tokens) if index not in special]))
    return tuple(item if index in special else next(words) for index, item in enumerate(tokens))


def spaces_added() -> Notice:
    """Say that spaces were put between tokens of a list, where they may belong together."""
    message = "the tokens bring no spaces, so that spaces were put between them"
    hint = "write join: none if they make up the text as they are, join: space if they are words"
    return Notice(name="spaces-added", message=message, hint=hint, about="tokens")


def segmented_words(
    tokens: Sequence[str], specials: frozenset[int] = frozenset()
) -> tuple[Notice, ...]:
    """Tell words of several Vietnamese syllables that are joined by `_`, as segmenters write them.

    Args:
        tokens: Tokens that are read as text, and nobody said so.
        specials: The places of those that are none of it.
    """
    text = "".join(tokens)
    if "_" not in text or text.isascii():  # where `to_do` is the name of something
        return ()
    words = (
        token.strip()
        for index, token in enumerate(tokens)
        if "_" in token.strip(" _") and index not in specials
    )
    found = next((word for word in words if all(map(is_syllable, word.split("_")))), None)
    if found is None:
        return ()
    problem = say("{word} is a word of several syllables, and its _ is shown", word=quoted(found))
    hint = "write scheme: at if each _ stands for a space, scheme: text if it belongs to the text"
    return (Notice(name="segmented-words", message=problem, hint=hint, about="tokens"),)
