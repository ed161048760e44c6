"""What is known of tokens besides scores: their ids, and the classes that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import index
from typing import Any, NamedTuple, NoReturn, SupportsIndex, TypeAlias, cast

from heatmark.core.checks import check_tokens, refuse_halves
from heatmark.core.errors import ParseError
from heatmark.core.looks import is_missing
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, quoted, say

Ids: TypeAlias = "tuple[int | None, ...]"
"""One integer a token; None where there is none."""

_MASK = frozenset({"0", "1", "False", "True"})
_PLACES = lazy_re(r"(\d{1,9})(?:\.\.(\d{1,9}))?", re.ASCII)


class Span(NamedTuple):
    """Neighbouring tokens of one class.

    Attributes:
        first: The place of the first, from 0.
        last: The place of the last.
        label: What the class is called.
    """

    first: int
    last: int
    label: str


class Example(NamedTuple):
    """One of many texts in a figure.

    Attributes:
        name: What it is called, or None.
        group: The group that it is of, such as how it was chosen; or None.
        content: Its tokens, with one series of scores: ScoredTokens, which are made of such parts.
    """

    name: str | None
    group: str | None
    content: Any


def check_ids(ids: object, tokens: int) -> Ids:
    """Make sure that each token has an id, or None.

    Args:
        ids: N whole numbers, or None where one is missing.
        tokens: How many tokens there are.

    Raises:
        ParseError: If they are no whole numbers, or not as many as the tokens.
    """
    if isinstance(ids, str | bytes | Mapping) or not isinstance(ids, Iterable):
        _refuse_ids(ids)
    known = tuple(None if item is None else _id(item) for item in ids)
    if len(known) != tokens:
        problem = say(
            "{tokens} but {ids}", tokens=counted(tokens, "token"), ids=counted(len(known), "id")
        )
        raise ParseError(problem, hint="each token needs one id, or null", about="ids")
    return known


def _id(item: object) -> int:
    if isinstance(item, bool) or not isinstance(item, SupportsIndex):
        _refuse_ids(item)
    return index(item)


def _refuse_ids(found: object) -> NoReturn:
    problem = say(
        "ids must be whole numbers, one for each token (got {value})", value=quoted(found)
    )
    raise ParseError(problem, hint="write ids: [1, 2, 3]", about="ids")


def check_specials(specials: object, tokens: int) -> frozenset[int]:
    """Make sure that special tokens are among the tokens.

    Args:
        specials: Places, from 0.
        tokens: How many tokens there are.

    Raises:
        ParseError: If a place is no whole number, or beyond the tokens; or if they are a mask, such
            as tokenizers' `special_tokens_mask`.
    """
    places = [*specials] if isinstance(specials, Iterable) else [specials]
    if len(places) == tokens and {*map(str, places)} <= _MASK and len({*places}) < tokens:
        problem = say("specials are places of tokens, and these look like a mask")
        hint = "write specials=[at for at, is_special in enumerate(mask) if is_special]"
        raise ParseError(problem, hint=hint, about="specials")
    indices = set()
    for place in places:
        is_whole = isinstance(place, SupportsIndex) and not isinstance(place, bool)
        number = index(cast("SupportsIndex", place)) if is_whole else -1  # equivalent: any below 0
        if not 0 <= number < tokens:
            problem = say(
                "specials must be places from 0 to {last} (got {place})",
                last=tokens - 1,
                place=quoted(place),
            )
            hint = say("there are {tokens}, counted from 0", tokens=counted(tokens, "token"))
            raise ParseError(problem, hint=hint, about="specials")
        indices.add(number)
    return frozenset(indices)


def check_row_tokens(tokens: Iterable[str], names: Sequence[str | None]) -> tuple[str, ...]:
    """Make sure that there is a token for each row of scores, which has no other name.

    Args:
        tokens: The tokens of the rows.
        names: The names of the K rows, or None.

    Raises:
        ParseError: If they are no tokens, not as many as the rows, or the rows have names.
    """
    known = check_tokens(tokens, "row_tokens")
    if any(name is not None for name in names):
        problem = say("{name} and row_tokens exclude one another", name="names")
        hint = "keep one of the two: write scores: [[…], […]] beside row_tokens"
        raise ParseError(problem, hint=hint, about="row_tokens")
    if len(known) != len(names):
        problem = say(
            "there are {tokens} in row_tokens, and {rows} of scores",
            tokens=counted(len(known), "token"),
            rows=counted(len(names), "row"),
        )
        hint = "write a row of scores for each of them, scores: [[…], […]]"
        raise ParseError(problem, hint=hint, about="row_tokens")
    return known


def check_classes(classes: object, tokens: int) -> tuple[Span, ...]:
    """Make sure that classes are labels of tokens, or of neighbouring tokens.

    Args:
        classes: N labels, None where a token has none: each token is a span of its own. Or
            `{"1..2": label, "5": label}`, places counted from 1, both ends included.
        tokens: How many tokens there are.

    Returns:
        Spans in the order of the text, none of which overlap.

    Raises:
        ParseError: If a label is no text, a place is not among the tokens, or spans overlap.
    """
    if isinstance(classes, Mapping):
        spans = sorted(_span(key, label, tokens) for key, label in classes.items())
        _refuse_overlaps(spans)
        return tuple(spans)
    if isinstance(classes, str | bytes) or not isinstance(classes, Iterable):
        problem = say("classes are not labels of tokens: {value}", value=quoted(classes))
        hint = 'write one label a token, [NOUN, VERB], or {"1..2": LOC}'
        raise ParseError(problem, hint=hint, about="classes")
    labels = tuple(classes)
    if labels and all(isinstance(item, Span) for item in labels):  # of a ready value
        classes = {f"{item.first + 1}..{item.last + 1}": item.label for item in labels}
        return check_classes(classes, tokens)
    if len(labels) != tokens:
        problem = say(
            "{tokens} but {labels} in classes",
            tokens=counted(tokens, "token"),
            labels=counted(len(labels), "label"),
        )
        hint = 'write null where a token has none, or {"1..2": LOC} for some of them'
        raise ParseError(problem, hint=hint, about="classes")
    known = enumerate(labels)
    return tuple(Span(at, at, _label(item)) for at, item in known if not is_missing(item))


def places_in(key: object) -> tuple[int, int] | None:
    """Read which tokens have a class, `2` or `2..4`: the first and the last, counted from 1."""
    found = _PLACES.fullmatch(key) if isinstance(key, str) else None
    return (int(found[1]), int(found[2] or found[1])) if found else None


def _span(key: object, label: object, tokens: int) -> Span:
    first, last = places_in(key) or (0, 0)  # equivalent: either 0 alone is refused
    if not 1 <= first <= last <= tokens:
        problem = say("there are no tokens {places} for a class", places=quoted(key))
        hint = say(
            'write "2" or "2..4": there are {tokens}, counted from 1',
            tokens=counted(tokens, "token"),
        )
        raise ParseError(problem, hint=hint, about="classes")
    return Span(first - 1, last - 1, _label(label))


def _label(label: object) -> str:
    text = str(label) if isinstance(label, str | int | float) else ""
    if isinstance(label, bool) or is_missing(label) or not text.strip():
        problem = say("a class is not text: {label}", label=quoted(label))
        raise ParseError(problem, hint="write a word, or null for a token of none", about="classes")
    refuse_halves([text], say("class"), "classes")
    return text


def _refuse_overlaps(spans: list[Span]) -> None:
    for one, other in pairwise(spans):
        if other.first <= one.last:
            problem = say(
                "token {place} is in two classes, {one} and {other}",
                place=other.first + 1,
                one=quoted(one.label),
                other=quoted(other.label),
            )
            hint = "give each token one class; draw another block for the others"
            raise ParseError(problem, hint=hint, about="classes")
