"""Whether spaces stand between tokens, for blocks, files and notebooks alike."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.checks import refuse_halves
from heatmark.core.errors import Notice
from heatmark.core.looks import APART, joined_text
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import quoted, say
from heatmark.tokens.charsets import MAY_BE_SYLLABLE, is_syllable
from heatmark.tokens.detection import detect
from heatmark.tokens.schemes import specials_of
from heatmark.tokens.words import are_words, join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Two tokens without a space between them, each of which may be a syllable.
_BOTH = lazy_re(rf"{APART}(\s*{MAY_BE_SYLLABLE})(?={APART}({MAY_BE_SYLLABLE}\s*){APART})")
_FEW = 3  # words without a space for each that has one


class Joined(NamedTuple):
    """Tokens that make up their text.

    Attributes:
        tokens: N tokens, with the spaces between them.
        scheme: How the tokenizer writes text, or None if it is not known yet.
        guessed: Whether spaces were put between them although nobody asked for them.
        blank: The place of the first of them, from 1, that has no text or but white space, if
            that may be a fault; or 0.
    """

    tokens: tuple[str, ...]
    scheme: str | None
    guessed: bool = False
    blank: int = 0


def join_tokens(
    tokens: Sequence[str], join: str, scheme: str | None, *, rows: bool = False
) -> Joined:
    """Give words the spaces that stand between them, if they are to have any.

    Args:
        tokens: N tokens. Those without text, as of a row that is a sum, change nothing for others.
        join: The option: `space`, `none`, or `auto`, which is `space` for two or more tokens that
            are read as text and bring no white space of their own.
        scheme: How the tokenizer writes text, or None if that is to be seen from the tokens.
        rows: Whether each stands on a line of its own, where one of white space alone is as empty.

    Returns:
        The tokens with their spaces. Pieces of words are left as they are: their scheme joins them.

    Raises:
        ParseError: If a token is no text.
    """
    if join == "none":
        return Joined(tuple(tokens), scheme)
    lost = _inner_empty(tokens) if rows else 0
    blank = _blanks(tokens)
    gone = blank if rows else frozenset(at for at in blank if not tokens[at])
    known = [token for at, token in enumerate(tokens) if at not in gone] if gone else tokens
    if join == "auto" and (len(known) < 2 or not are_words(known)):
        unclear = (
            blank != gone
            and _are_words_without(tokens, blank)
            and (scheme or detect(tokens)) == "text"  # pieces have a line break of their own
        )
        return Joined(tuple(tokens), scheme, blank=_first(blank - gone) if unclear else lost)
    refuse_halves(tokens, say("token"), "tokens")  # with which words are joined
    scheme = scheme or detect(tokens)
    if scheme != "text":
        return Joined(tuple(tokens), scheme, blank=lost)
    found = _with_spaces(tokens, gone)
    is_guessed = join == "auto" and found != tuple(tokens)
    return Joined(found, scheme, guessed=is_guessed, blank=_first(gone))


def _are_words_without(tokens: Sequence[str], blank: frozenset[int]) -> bool:
    others = [token for at, token in enumerate(tokens) if at not in blank]
    return len(others) > 1 and are_words(others)  # equivalent: beside one word none is told


def _first(places: frozenset[int]) -> int:
    return min(places, default=-1) + 1


def _inner_empty(tokens: Sequence[str]) -> int:
    """Find an empty token that others enclose: at both ends, some stand for none of the text."""
    return next((at for at, token in enumerate(tokens[1:-1], start=2) if not token), 0)


def _blanks(tokens: Sequence[str]) -> frozenset[int]:
    """Find tokens without text; white space is some where it is what parts words, or letters."""
    if all(tokens) and not any(map(str.isspace, tokens)):
        return frozenset()
    empty = frozenset(at for at, token in enumerate(tokens) if not token)
    spaces = {at for at, token in enumerate(tokens) if token.isspace()}
    words = [at for at in range(len(tokens)) if at not in empty | spaces]
    is_apart = all(other - one > 1 for one, other in pairwise(words))
    if not spaces or is_apart or all(len(tokens[at]) == 1 for at in words):
        return empty
    return empty | spaces


def _with_spaces(tokens: Sequence[str], gone: frozenset[int]) -> tuple[str, ...]:
    """Join words; special tokens stand apart from the text, and need no spaces around them."""
    special = specials_of(tokens)
    if not special and not gone:
        return join_words(tokens)
    apart = special | gone
    words = iter(join_words([item for index, item in enumerate(tokens) if index not in apart]))
    found = [item if index in apart else next(words) for index, item in enumerate(tokens)]
    for index in gone:
        if tokens[index] and index + 1 < len(found) and index + 1 not in apart:
            found[index + 1] = found[index + 1].removeprefix(" ")  # it is the space itself
    return tuple(found)


def without_text(place: int, token: str = "") -> Notice:
    """Say that a token among words is empty, or the only white space beside them."""
    if token:
        problem = say(
            "token {place} is white space, and some words have none between them", place=place
        )
        hint = "write join: space if all are words, join: none if they make up the text as they are"
        return Notice(name="empty-token", message=problem, hint=hint, about="tokens")
    problem = say("token {place} has no text, and has a score", place=place)
    hint = (
        "write the token; pandas reads null and NA as missing: keep_default_na=False; leave the "
        "line out if it is a sum or a mean of others"
    )
    return Notice(name="empty-token", message=problem, hint=hint, about="tokens")


def spaces_added() -> Notice:
    """Say that spaces were put between tokens of a list, where they may belong together."""
    message = "the tokens bring no spaces, so that spaces were put between them"
    hint = "write join: none if they make up the text as they are, join: space if they are words"
    return Notice(name="spaces-added", message=message, hint=hint, about="tokens")


def glued_words(
    tokens: Sequence[str], specials: frozenset[int] = frozenset()
) -> tuple[Notice, ...]:
    """Tell words without a space between them, which a stray space beside another kept from one.

    Sure are two syllables of Vietnamese that are none together; or many words between which none
    stands, where a few have one behind them, as cells of a table do.

    Args:
        tokens: Tokens that are read as text, and nobody said so.
        specials: The places of those that are none of it.
    """
    words = [token for at, token in enumerate(tokens) if at not in specials] if specials else tokens
    pairs = (found.groups() for found in _BOTH.finditer(APART.join(("", *words, ""))))
    pair = next((pair for pair in pairs if _are_syllables(*pair)), None) or _stray(words)
    if pair is None:
        return ()
    problem = say(
        "no space stands between {one} and {other}, and others have one",
        one=quoted(pair[0]),
        other=quoted(pair[1]),
    )
    hint = "write join: space if all are words, join: none if they make up the text as they are"
    return (Notice(name="spaces-added", message=problem, hint=hint, about="tokens"),)


def _are_syllables(one: str, other: str) -> bool:
    if one[-1] == other[0] or (one.isascii() and other.isascii()):  # drawn out: quáá
        return False
    one, other = one.strip(), other.strip()
    return is_syllable(one) and is_syllable(other) and not is_syllable(one + other)


def _stray(words: Sequence[str]) -> tuple[str, str] | None:
    """Find words without a space, where a few have one behind them and none has one before."""
    if any(word[:1].isspace() for word in words[1:]):
        return None
    pairs = [(one, other) for one, other in pairwise(words) if other[:1].isalpha()]
    glued = [pair for pair in pairs if pair[0][-1:].isalpha()]
    spaced = sum(one[-1:].isspace() for one, _ in pairs)
    is_one = len(glued) >= _FEW and 0 < spaced * _FEW <= len(glued)
    return glued[0] if is_one else None


def segmented_words(
    tokens: Sequence[str], specials: frozenset[int] = frozenset()
) -> tuple[Notice, ...]:
    """Tell words of several Vietnamese syllables that are joined by `_`, as segmenters write them.

    Args:
        tokens: Tokens that are read as text, and nobody said so.
        specials: The places of those that are none of it.
    """
    text = joined_text(tuple(tokens))
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
