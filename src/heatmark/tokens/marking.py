"""Which tokens an author means: by number, or by their text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from heatmark.core.annotations import Span
from heatmark.core.errors import OptionError
from heatmark.core.wording import counted, listed, nearest, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from heatmark.options.values import Marks


_FEW = 12  # numbers that an error lists


def marked(marks: Marks, tokens: Sequence[str], texts: Sequence[str]) -> dict[int, str | None]:
    """Find marked tokens.

    Args:
        marks: Pairs of a token, its number from 1 or its text, and what it is called, or None.
        tokens: N tokens, as the tokenizer writes them.
        texts: N texts, as readers see them.

    Returns:
        What each marked token is called, by its place from 0.

    Raises:
        OptionError: If there is no such token, or a text is that of several.
    """
    return put_together((place_of(which, tokens, texts, "mark"), called) for which, called in marks)


def put_together(marks: Iterable[tuple[int, str | None]]) -> dict[int, str | None]:
    """Give tokens that are marked more than once all that they are called.

    Args:
        marks: Pairs of the place of a token and what it is called, or None.
    """
    found: dict[int, dict[str, None]] = {}
    for at, called in marks:
        found.setdefault(at, {}).update({called: None} if called else {})
    return {at: ", ".join(names) or None for at, names in found.items()}


def with_unknown(
    marks: Mapping[int, str | None], tokens: Sequence[str], unknown: Iterable[int]
) -> dict[int, str | None]:
    """Mark tokens that show a text which their tokenizer does not know, as `[UNK]`.

    Args:
        marks: What marked tokens are called, by their places.
        tokens: N tokens, as the tokenizer writes them.
        unknown: The places of those that stand for what is unknown.
    """
    own = ((at, tokens[at]) for at in sorted(unknown))
    return put_together([*marks.items(), *own])


def place_of(which: int | str, tokens: Sequence[str], texts: Sequence[str], about: str) -> int:
    """Find one token.

    Args:
        which: Its number from 1, or its text.
        tokens: N tokens, as the tokenizer writes them.
        texts: N texts, as readers see them.
        about: The option that names it.

    Raises:
        OptionError: If there is no such token, or a text is that of several.
    """
    if isinstance(which, int):
        if not 1 <= which <= len(tokens):
            problem = say("{about}: there is no token {number}", about=about, number=which)
            hint = say("there are {count}, counted from 1", count=counted(len(tokens), "token"))
            raise OptionError(problem, hint=hint, about=about)
        return which - 1
    wanted = _composed(which)
    pairs = enumerate(zip(tokens, texts, strict=True))  # equivalent: as many of both
    found = [at for at, (token, text) in pairs if which == token or wanted == _composed(text)]
    if len(found) == 1:
        return found[0]
    if found:
        problem = say(
            "{about}: {text} is there {count} times",
            about=about,
            text=quoted(which),
            count=len(found),
        )
        numbers = listed(str(at + 1) for at in found[:_FEW])
        hint = say("write the number of the one that is meant: {numbers}", numbers=numbers)
    else:
        problem = say("{about}: there is no token {text}", about=about, text=quoted(which))
        other = "write the number of a token, counted from 1, or the text of one token"
        hint = nearest(wanted, [text.strip() for text in texts[:200]]) or other
    raise OptionError(problem, hint=hint, about=about)


def _composed(text: str) -> str:
    """Leave out what is not seen of a text: spaces, and whether accents are parts of letters."""
    return normalize("NFC", text.strip())


def named(names: Iterable[str], tokens: Sequence[str], special: Iterable[int]) -> frozenset[int]:
    """Find special tokens by what they are called.

    Args:
        names: Such as `[MASK]`.
        tokens: N tokens, as the tokenizer writes them.
        special: The places of all special tokens.
    """
    wanted = {name.strip() for name in names}
    return frozenset(at for at in special if tokens[at].strip() in wanted)


def moved_spans(spans: Iterable[Span], places: Mapping[int, int]) -> tuple[Span, ...]:
    """Give spans the places that their tokens have after some are left out or became words.

    Args:
        spans: Spans in the order of the text.
        places: The new place of each token that is still there. A word that pieces of two classes
            became is of the first.
    """
    found: list[Span] = []
    for span in spans:
        kept = [places[at] for at in range(span.first, span.last + 1) if at in places]
        if not kept:
            continue
        first = max(min(kept), found[-1].last + 1) if found else min(kept)
        if first <= max(kept):
            found.append(Span(first, max(kept), span.label))
    return tuple(found)
