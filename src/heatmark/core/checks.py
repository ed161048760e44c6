"""What may enter a heatmap: numbers, texts and what goes with tokens, looked at all at once.

A heatmap may have a million tokens, so that sets of types and joined strings are looked at, and
single ones only to say which is wrong.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from types import NoneType
from typing import SupportsFloat, SupportsIndex, TypeAlias, cast

from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.looks import are_all, are_finite, is_missing, joined_text
from heatmark.core.truths import AS_NUMBERS, TRUTHS, is_truth
from heatmark.core.wording import counted, listed, nearest, quoted, say

Score: TypeAlias = "float | None"
Alternatives: TypeAlias = "tuple[tuple[tuple[str, float], ...], ...]"
Label: TypeAlias = "str | None"
Labels: TypeAlias = "tuple[tuple[Label, ...], ...]"
LabelsGiven: TypeAlias = (
    "Sequence[Label] | Sequence[Sequence[Label]] | Mapping[str, Sequence[Label]]"
)

# What to do about tokens that are numbers.
IDS = "if these are ids, tokenizer.convert_ids_to_tokens(ids) gives the tokens"
_AT_ONCE = 16_384  # strings that are joined at once: all of a long text would take its memory


def refuse_halves(texts: Sequence[str], what: str, about: str) -> None:
    """Refuse halves of surrogate pairs, which are no text and cannot be written into a page.

    Args:
        texts: What to look at.
        what: What one of them is called: `token`.
        about: The key that they are under.

    Raises:
        ParseError: If one has such a half.
    """
    for first in range(0, len(texts), _AT_ONCE):
        part = tuple(texts[first : first + _AT_ONCE])
        if not _is_text(joined_text(part)):
            place = next(place for place, text in enumerate(part, first + 1) if not _is_text(text))
            problem = say(
                "{what} {place}, {text}, has half of a surrogate pair in it",
                what=what,
                place=place,
                text=quoted(texts[place - 1]),
            )
            hint = "write the character itself"
            raise ParseError(problem, hint=hint, about=about)


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def hint_for_no_string(tokens: Iterable[object]) -> str:
    """Say what to do about tokens of a file or a block of which one is no string."""
    kinds = {*map(type, tokens)}
    broken = "write the text of each alone" if kinds & {dict, list} else "put quotes around it"
    return IDS if kinds == {int} else broken


def check_tokens(tokens: Iterable[str], about: str = "tokens") -> tuple[str, ...]:
    """Make sure that tokens are strings.

    Args:
        tokens: The tokens.
        about: What holds them.

    Raises:
        ParseError: If they are not, or one of them is no text.
        ScoreError: If there are none.
    """
    problem, hint = say("the tokens are not a list of strings"), "write ['a', 'b']"
    if isinstance(tokens, str | bytes) or not isinstance(tokens, Iterable):
        raise ParseError(problem, hint=hint, about=about)
    known = tuple(tokens)
    if not known:
        hint = "write at least one token with its score"
        raise ScoreError("there are no tokens", hint=hint, about=about)
    if not are_all(str, known):
        place = next(at for at, token in enumerate(known) if type(token) is not str)
        if isinstance(known[place], SupportsIndex):
            hint = IDS
        found = say(
            "{problem}: token {place} is {token}",
            problem=problem,
            place=place + 1,
            token=quoted(known[place]),
        )
        raise ParseError(found, hint=hint, about=about)
    refuse_halves(known, say("token"), about)
    return known


def finite(
    values: tuple[object, ...], name: str | None, *, highest: bool = False
) -> tuple[Score, ...]:
    """Make floats of scores, and None of missing ones; a score may be -∞, as log 0 is.

    Args:
        values: Scores.
        name: What their series is called.
        highest: Whether one may be +∞, too, as -log 0 is: see
            [refuse_highest][heatmark.core.quantities.refuse_highest].

    Raises:
        ScoreError: If one is not a number, or one that is too large, or +∞ though it may not.
    """

    def called(place: int) -> str:
        if not name:
            return say("score {place}", place=place)
        return say("score {place} of {name}", place=place, name=quoted(name))

    return _finite(values, called, highest=highest)


def _finite(
    values: tuple[object, ...], called: Callable[[int], str], *, highest: bool = False
) -> tuple[Score, ...]:
    kinds = {float} if are_all(float, values) else set(map(type, values))
    if kinds <= {float, NoneType}:  # a quick look at what nearly all scores are
        known = cast("tuple[Score, ...]", values)
        if are_finite(known):  # equivalent: each is looked at else
            return known
    if kinds <= {float, int, NoneType}:  # equivalent: else each is looked at, to the same end
        try:
            numbers = tuple(_plain_score(cast("Score", value)) for value in values)
        except OverflowError:
            numbers = (math.inf,)
            highest = False  # it is too large, and not infinite
        if highest or math.inf not in numbers:
            return numbers
    pairs = enumerate(values, start=1)
    return tuple(_score(value, place, called, highest=highest) for place, value in pairs)


def _plain_score(value: Score) -> Score:
    return None if value is None or value != value else float(value)  # noqa: PLR0124 - NaN


def _score(value: object, place: int, called: Callable[[int], str], *, highest: bool) -> Score:
    if is_missing(value):
        return None
    number = as_number(value)
    is_infinite = number == math.inf and not isinstance(value, int)  # of these some are too large
    if number is not None and (number < math.inf or (highest and is_infinite)):
        return number
    if number is not None and math.isnan(number):
        return None
    where = called(place)
    if number is None:
        is_known = is_truth(value) or str(value).lower() in TRUTHS
        hint = AS_NUMBERS if is_known else "a score is a number, or null if it is missing"
        raise ScoreError(
            say("{where} is not a number: {value}", where=where, value=quoted(value)), hint=hint
        )
    hint = "use a finite number, or null if the score is missing"
    raise ScoreError(say("{where} is infinite", where=where), hint=hint)


def as_number(value: object) -> float | None:
    """Make a float of a number of any kind, +∞ of one that is too large, None of what is none."""
    if is_truth(value) or not isinstance(value, SupportsFloat):
        return None
    try:
        return float(value)
    except OverflowError:
        return math.inf
    except (TypeError, ValueError, RuntimeError):  # an array of several
        return None


def check_errors(
    errors: Iterable[object], scores: tuple[Score, ...], name: str | None
) -> tuple[Score, ...]:
    """Check the standard errors of scores.

    Raises:
        ScoreError: If one is not a number from 0 on, or there is none for a finite score.
    """
    of = say(" of {name}", name=quoted(name)) if name else ""
    try:
        numbers = _finite(tuple(errors), lambda place: say("error {place}", place=place))
    except ScoreError as error:
        problem = say("err{of}: {message}", of=of, message=error.message)
        hint = "a standard error is a number from 0 on"
        raise ScoreError(problem, hint=hint, about="err") from None
    if len(numbers) != len(scores):
        problem = say(
            "{tokens} but {errors} in err{of}",
            tokens=counted(len(scores), "token"),
            errors=counted(len(numbers), "error"),
            of=of,
        )
        raise ScoreError(problem, hint="each score needs one standard error", about="err")
    pairs = zip(numbers, scores, strict=True)  # equivalent: as many of both
    for place, (number, score) in enumerate(pairs, start=1):
        _check_error(number, score, place, of)
    return numbers


def _check_error(number: Score, score: Score, place: int, of: str) -> None:
    if number is None and score is not None and math.isfinite(score):
        problem = say("err{of}: error {place} is missing", of=of, place=place)
        hint = "write null only where the score is missing too"
        raise ScoreError(problem, hint=hint, about="err")
    if number is not None and number < 0:
        hint = "a standard error is 0 or more"
        problem = say(
            "err{of}: error {place} is negative: {number:g}", of=of, place=place, number=number
        )
        raise ScoreError(problem, hint=hint, about="err")


def check_alternatives(
    alternatives: Iterable[Iterable[Iterable[object]]], tokens: int
) -> Alternatives:
    """Make sure that each token has a list of other tokens with their scores.

    Args:
        alternatives: N lists of (token, score).
        tokens: How many tokens there are.

    Raises:
        ParseError: If they are not as many lists, not in order of their scores, or hold anything
            else; a score may be -∞.
    """
    hint = 'write a list for each token: [[["a", -0.1], ["b", -2.3]], []]'
    problem = "an alternative is not a token and a number"
    try:
        lists = tuple(tuple(map(tuple, item)) for item in alternatives)
    except TypeError:  # one of them, or all, are no list
        raise ParseError(problem, hint=hint, about="alternatives") from None
    if len(lists) != tokens:
        problem = say(
            "alternatives must be as many lists as tokens: {tokens} but {lists}",
            tokens=counted(tokens, "token"),
            lists=counted(len(lists), "list"),
        )
        raise ParseError(problem, hint=hint, about="alternatives")
    pairs = list(chain.from_iterable(lists))
    names = [pair[0] for pair in pairs if len(pair) == 2]
    try:
        scores = finite(tuple(pair[-1] for pair in pairs if pair), None)
    except ScoreError:
        scores = (None,)
    if len(names) != len(pairs) or None in scores or not set(map(type, names)) <= {str}:
        raise ParseError(problem, hint=hint, about="alternatives")
    texts = cast("list[str]", names)
    refuse_halves(texts, say("alternative"), "alternatives")
    known = zip(texts, cast("tuple[float, ...]", scores), strict=True)  # equivalent: a pair each
    found = tuple(tuple(next(known) for _ in item) for item in lists)
    _refuse_unordered(found)
    return found


def _refuse_unordered(alternatives: Alternatives) -> None:
    """Refuse lists that go up and down: the rank that readers see is the place in the list."""
    for at, pairs in enumerate(alternatives):
        scores = [score for _, score in pairs]
        if scores not in (sorted(scores), sorted(scores, reverse=True)):
            raise ParseError(
                say("the alternatives of token {at} are in no order", at=at + 1),
                hint="put the best first: readers see its place as its rank",
                about="alternatives",
            )


def check_names(names: Iterable[object], series: int) -> tuple[str | None, ...]:
    """Make sure that each of several series gets a name, or None.

    Raises:
        ParseError: If names are no strings, or not as many as the series.
    """
    is_list = isinstance(names, Iterable) and not isinstance(names, str)
    known = tuple(names) if is_list else ()
    if not is_list or not all(isinstance(name, str | None) for name in known):
        hint = "write names: [a, b]"
        raise ParseError("names must be a list of strings", hint=hint, about="names")
    if len(known) != series:
        problem = say(
            "{names} but {rows} of scores",
            names=counted(len(known), "name"),
            rows=counted(series, "row"),
        )
        raise ParseError(problem, hint="each row needs one name", about="names")
    return tuple(None if name is None else str(name) for name in known)


def check_labels(given: LabelsGiven, names: Sequence[str | None], tokens: int) -> Labels:
    """Give each series its row of labels.

    Args:
        given: K lists of N texts, or `{name: N texts}` for some of the series.
        names: What the K series are called.
        tokens: How many tokens there are.

    Raises:
        ParseError: If they are no texts, or do not fit the series and the tokens.
    """
    if isinstance(given, Mapping):
        labels = _by_name(given, names, tokens)
    else:
        labels = _by_row(given, len(names), tokens)
    refuse_halves([label or "" for row in labels for label in row], say("label"), "labels")
    return labels


def _by_row(given: Sequence[Label] | Sequence[Sequence[Label]], series: int, tokens: int) -> Labels:
    is_list = isinstance(given, Iterable) and not isinstance(given, str)
    has_rows = is_list and any(isinstance(row, list | tuple) for row in given)
    rows = list(given) if has_rows or (is_list and series > 1) else [given]
    if not all(isinstance(row, list | tuple) for row in rows):
        hint = "write a list for each series, or {name: list}"
        raise ParseError("labels must be lists of texts", hint=hint, about="labels")
    widths = [len(cast("Sequence[Label]", row)) for row in rows]
    if len(rows) != series or set(widths) != {tokens}:
        problem = say(
            "the labels are {shape}, the scores {count} × {tokens}",
            shape=shape_of(widths or [0]),
            count=series,
            tokens=tokens,
        )
        raise ParseError(problem, hint="write one label, or null, for each score", about="labels")
    return tuple(tuple(map(_label, cast("Sequence[Label]", row))) for row in rows)


def _by_name(
    given: Mapping[str, Sequence[Label]], series: Sequence[str | None], tokens: int
) -> Labels:
    names = [name for name in series if name is not None]
    for name, row in given.items():
        if name not in names:
            known = say("series are {names}", names=listed(names))
            hint = nearest(name, names) or (known if names else "the series have no names")
            raise ParseError(
                say("labels of {name}, which is no series", name=quoted(name)),
                hint=hint,
                about="labels",
            )
        if not isinstance(row, list | tuple) or len(row) != tokens:
            found = counted(len(row), "label") if isinstance(row, list | tuple) else say("no list")
            problem = say(
                "{tokens} but {found} of {name}",
                tokens=counted(tokens, "token"),
                found=found,
                name=quoted(name),
            )
            raise ParseError(problem, hint="write one label, or null, for each", about="labels")
    nothing: Sequence[Label] = (None,) * tokens
    return tuple(tuple(map(_label, given.get(name or "", nothing))) for name in series)


def _label(value: object) -> Label:
    if is_missing(value):
        return None
    if not isinstance(value, str):
        problem = say("a label is not text: {value}", value=quoted(value))
        raise ParseError(problem, hint="put quotes around it, or write null", about="labels")
    return value


def shape_of(widths: Sequence[int]) -> str:
    """Write the shape of rows: `2 × 3`, or `2 × (3, 4)` if they are not equally long."""
    across = sorted(set(widths))
    wide = str(across[0]) if len(across) == 1 else f"({', '.join(map(str, across[:4]))})"
    return f"{len(widths)} × {wide}"


def check_counts(series: Sequence[tuple[str | None, int]], tokens: int) -> None:
    """Make sure that each series has a score for each token.

    Args:
        series: The name of each, or None, and how many scores it has.
        tokens: How many tokens there are.

    Raises:
        ScoreError: If one has not.
    """
    if len(series) > 1 and all(name is None for name, _ in series):  # else the name says which
        _check_matrix([width for _, width in series], tokens)
    for name, scores in series:
        if scores != tokens:
            where = say(" in series {name}", name=quoted(name)) if name else ""
            problem = say(
                "{tokens} but {scores}{name}",
                tokens=counted(tokens, "token"),
                scores=counted(scores, "score"),
                name=where,
            )
            hint = "each token needs one score; write null (in rows: -) where it is missing"
            raise ScoreError(problem, hint=hint)


def _check_matrix(widths: Sequence[int], tokens: int) -> None:
    """Say both shapes where rows of scores do not fit the tokens."""
    if set(widths) == {tokens}:
        return
    problem = say(
        "the scores are {shape} for {tokens}",
        shape=shape_of(widths),
        tokens=counted(tokens, "token"),
    )
    hint = say("write rows of {tokens}, one for each series", tokens=tokens)
    if len(set(widths)) == 1 and len(widths) == tokens:
        hint = say(
            "write rows of {tokens}, one for each series; these look like columns", tokens=tokens
        )
    raise ScoreError(problem, hint=hint, about="scores")
