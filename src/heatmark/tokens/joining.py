"""Whether spaces stand between tokens, for blocks, files and notebooks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.checks import refuse_halves
from heatmark.core.wording import say
from heatmark.tokens.detection import detect
from heatmark.tokens.words import are_words, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence


def join_tokens(
    tokens: Sequence[str], join: str, scheme: str | None, *, rows: bool = False
) -> tuple[tuple[str, ...], str | None]:
    """Give words the spaces that stand between them, if they are to have any.

    Args:
        tokens: N tokens.
        join: The option: `space`, `none`, or `auto`, which is `space` for rows of words.
        scheme: How the tokenizer writes text, or None if that is to be seen from the tokens.
        rows: Whether the tokens were written as rows.

    Returns:
        The tokens that make up the text, and their scheme if it is known. Pieces of words are left
        as they are: their scheme joins them.

    Raises:
        ParseError: If a token is no text.
    """
    wanted = join == "space" or (join == "auto" and rows and are_words(tokens))
    if not wanted:
        return tuple(tokens), scheme
    refuse_halves(tokens, say("token"), "tokens")  # with which words are joined
    scheme = scheme or detect(tokens)
    return (join_words(tokens) if scheme == "text" else tuple(tokens)), scheme
