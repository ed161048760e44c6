"""Tokens and their scores: the value that all ways meet in, and its gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import SupportsFloat, TypeAlias, cast

from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.wording import counted, listed, nearest, quoted, say


def refuse_too_many(count: int, limit: int, line: int | None = None) -> None:
    """Refuse more tokens than a page can show."""
    if count > limit:
        hint = say(
            "show a part of the text, or raise max_tokens (now {limit}) for the site", limit=limit
        )
        problem = say("there are {count} tokens, too many for a page", count=count)
        raise ParseError(problem, line=line, hint=hint, about="tokens")


Score: TypeAlias = "float | None"
Alternatives: TypeAlias = "tuple[tuple[tuple[str, float], ...], ...]"
Label: TypeAlias = "str | None"
Labels: TypeAlias = "tuple[tuple[Label, ...], ...]"


@dataclass(frozen=True, slots=True)
class Series:
    """A row of scores over the tokens: one model, one layer, one head.

    Attributes:
        scores: One score a token; None where it is missing. NaN is taken for None.
        name: What the series is called, or None if there is only one.
        errors: The standard error of each score, or None if none is known.

    Raises:
        ScoreError: If a score is not a number, or infinite; or if an error is negative, or there
            is none for a score.
    """

    scores: tuple[Score, ...]
    name: str | None = None
    errors: tuple[Score, ...] | None = None

    def __post_init__(self) -> None:
        """Make floats of scores and their errors."""
        object.__setattr__(self, "scores", _finite(self.scores, _score_of(self.name)))
        if self.errors is not None:
            object.__setattr__(self, "errors", _errors(self.errors, self.scores, self.name))


Scores: TypeAlias = (
    "Sequence[Score] | Sequence[Series] | Sequence[Sequence[Score]] | Mapping[str, Sequence[Score]]"
)
LabelsGiven: TypeAlias = (
    "Sequence[Label] | Sequence[Sequence[Label]] | Mapping[str, Sequence[Label]]"
)


@dataclass(frozen=True, init=False)
class ScoredTokens:
    """Tokens and their scores: the value that everything meets in.

    Attributes:
        tokens: The N tokens, as the tokenizer writes them.
        series: At least one series of N scores each.
        text: The text that they were made of, or None if they say it all.
        scheme: How the tokenizer writes text, or None if that is to be seen from the tokens.
        special: The places of tokens that are no text, besides those that can be seen to be.
        alternatives: For each token others that could have stood there, with scores, best first;
            or None.
        labels: For each series the text in each of its cells, or None where there is none; or None.
    """

    tokens: tuple[str, ...]
    series: tuple[Series, ...]
    text: str | None
    scheme: str | None
    special: frozenset[int]
    alternatives: Alternatives | None
    labels: Labels | None

    def __init__(  # noqa: PLR0913 - tokens and scores; the others are what some sources know besides
        self,
        tokens: Sequence[str],
        scores: Scores,
        *,
        text: str | None = None,
        scheme: str | None = None,
        special: Iterable[int] = (),
        alternatives: Alternatives | None = None,
        names: Sequence[str] | None = None,
        labels: LabelsGiven | None = None,
    ) -> None:
        """Take tokens and scores.

        Args:
            tokens: N strings.
            scores: N numbers, with None or NaN where one is missing; or `{name: numbers}` or K
                lists of N numbers for several series over the same tokens; or ready series.
            text: The text that the tokens were made of.
            scheme: How the tokenizer writes text.
            special: The places of special tokens.
            alternatives: N lists of (token, score), best first.
            names: What K lists of scores are called; two may be called the same.
            labels: Texts of cells: K lists of N, or `{name: N}` for some of the series.

        Raises:
            ParseError: If the tokens are not strings.
            ScoreError: If there are not as many scores as tokens, none at all, or an infinite one.
        """
        if isinstance(tokens, str) or not set(map(type, tokens)) <= {str}:
            raise ParseError("the tokens are not a list of strings", hint="write ['a', 'b']")
        object.__setattr__(self, "tokens", tuple(tokens))
        series = with_names(as_series(scores), names)
        object.__setattr__(self, "series", series)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "scheme", scheme)
        object.__setattr__(self, "special", frozenset(special))
        object.__setattr__(self, "alternatives", alternatives)
        if not self.tokens or not self.series:
            raise ScoreError("there are no tokens", hint="write at least one token with its score")
        _check_matrix(self.series, len(self.tokens))
        for one in self.series:
            _check_count(one, len(self.tokens))
        given = None if labels is None else _as_labels(labels, series, len(self.tokens))
        object.__setattr__(self, "labels", given)


def as_series(scores: Scores) -> tuple[Series, ...]:
    """Make series of scores in any of the forms that a [Heatmap][heatmark.Heatmap] takes.

    Raises:
        ScoreError: If a score is not a number, or only some of the rows are lists.
    """
    if isinstance(scores, Mapping):
        return tuple(Series(tuple(values), name) for name, values in scores.items())
    values = tuple(scores)
    if values and isinstance(values[0], Series):
        return cast("tuple[Series, ...]", values)
    if values and isinstance(values[0], list | tuple):
        return tuple(Series(_row(row, place)) for place, row in enumerate(values, start=1))
    return (Series(cast("tuple[Score, ...]", values)),)


def with_errors(
    series: Sequence[Series], errors: Sequence[Score] | Mapping[str, Sequence[Score]]
) -> tuple[Series, ...]:
    """Give series the standard errors of their scores.

    Args:
        series: K series of N scores.
        errors: N errors of the only series, or `{name: N errors}`, in which series may be left out.

    Raises:
        ScoreError: If the errors do not fit the scores, or name no series.
    """
    if not isinstance(errors, Mapping):
        if len(series) > 1:
            hint = "write err: {name: […]} with the names of the series"
            problem = "err must say which of the series it is about"
            raise ScoreError(problem, hint=hint, about="err")
        return (replace(series[0], errors=tuple(errors)),)
    names = [one.name for one in series if one.name is not None]
    for name in errors:
        if name not in names:
            hint = nearest(name, names) or "name one of the series of scores"
            raise ScoreError(
                say("err: there is no series {name}", name=quoted(name)), hint=hint, about="err"
            )
    return tuple(
        one if one.name not in errors else replace(one, errors=tuple(errors[one.name or ""]))
        for one in series
    )


def _errors(
    errors: tuple[object, ...], scores: tuple[Score, ...], name: str | None
) -> tuple[Score, ...]:
    """Check the standard errors of scores."""
    of = say(" of {name}", name=quoted(name)) if name else ""
    try:
        numbers = _finite(errors, lambda place: say("error {place}", place=place))
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
    for place, (number, score) in enumerate(zip(numbers, scores, strict=True), start=1):
        if number is None and score is not None:
            hint = "write null only where the score is missing too"
            raise ScoreError(
                say("err{of}: error {place} is missing", of=of, place=place), hint=hint, about="err"
            )
        if number is not None and number < 0:
            hint = "a standard error is 0 or more"
            problem = say(
                "err{of}: error {place} is negative: {number:g}", of=of, place=place, number=number
            )
            raise ScoreError(problem, hint=hint, about="err")
    return numbers


def is_square(series: Sequence[Series], tokens: int) -> bool:
    """Tell rows of scores that are the tokens themselves: as many, and without names."""
    return len(series) == tokens > 1 and all(one.name is None for one in series)


def _row(row: object, place: int) -> tuple[Score, ...]:
    if not isinstance(row, list | tuple):
        problem = say(
            "row {place} of the scores is not a list: {row}", place=place, row=quoted(row)
        )
        raise ScoreError(problem, hint="write a list of scores for each series")
    return tuple(row)


def with_names(series: tuple[Series, ...], names: Sequence[str] | None) -> tuple[Series, ...]:
    """Name series that have no names.

    Args:
        series: K series.
        names: K names, of which two may be the same; or None, which changes nothing.

    Raises:
        ParseError: If the names do not fit the series.
    """
    if names is None:
        return series
    if any(one.name is not None for one in series):
        hint = "keep the names in scores"
        raise ParseError("the series have names already", hint=hint, about="names")
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        hint = "write names: [a, b]"
        raise ParseError("names must be a list of strings", hint=hint, about="names")
    if len(names) != len(series):
        problem = say(
            "{names} but {rows} of scores",
            names=counted(len(names), "name"),
            rows=counted(len(series), "row"),
        )
        raise ParseError(problem, hint="each row needs one name", about="names")
    return tuple(replace(one, name=name) for one, name in zip(series, names, strict=True))


def _check_matrix(series: tuple[Series, ...], tokens: int) -> None:
    """Say both shapes where rows of scores do not fit the tokens."""
    if len(series) == 1 or any(one.name is not None for one in series):
        return  # the name says which one it is
    widths = [len(one.scores) for one in series]
    if set(widths) != {tokens}:
        problem = say(
            "the scores are {shape} for {tokens}",
            shape=_shape(widths),
            tokens=counted(tokens, "token"),
        )
        hint = say("write rows of {tokens}, one for each series", tokens=tokens)
        if set(widths) == {widths[0]} and len(widths) == tokens:
            hint = say(
                "write rows of {tokens}, one for each series; these look like columns",
                tokens=tokens,
            )
        raise ScoreError(problem, hint=hint, about="scores")


def _shape(widths: Sequence[int]) -> str:
    """Write the shape of rows: `2 × 3`, or `2 × (3, 4)` if they are not equally long."""
    across = sorted(set(widths))
    wide = str(across[0]) if len(across) == 1 else f"({', '.join(map(str, across[:4]))})"
    return f"{len(widths)} × {wide}"


def _as_labels(given: LabelsGiven, series: tuple[Series, ...], tokens: int) -> Labels:
    """Give each series its row of labels."""
    if isinstance(given, Mapping):
        return _by_name(given, series, tokens)
    rows = [given] if len(series) == 1 and not _has_rows(given) else list(given)
    if not all(isinstance(row, list | tuple) for row in rows):
        hint = "write a list for each series, or {name: list}"
        raise ParseError("labels must be lists of texts", hint=hint, about="labels")
    widths = [len(cast("Sequence[Label]", row)) for row in rows]
    if len(rows) != len(series) or set(widths) != {tokens}:
        problem = say(
            "the labels are {shape}, the scores {count} × {tokens}",
            shape=_shape(widths or [0]),
            count=len(series),
            tokens=tokens,
        )
        raise ParseError(problem, hint="write one label, or null, for each score", about="labels")
    return tuple(tuple(map(_label, cast("Sequence[Label]", row))) for row in rows)


def _has_rows(given: Sequence[object]) -> bool:
    return any(isinstance(row, list | tuple) for row in given)


def _by_name(
    given: Mapping[str, Sequence[Label]], series: tuple[Series, ...], tokens: int
) -> Labels:
    names = [one.name for one in series if one.name is not None]
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
    return tuple(tuple(map(_label, given.get(one.name or "", nothing))) for one in series)


def _label(value: object) -> Label:
    if value is not None and not isinstance(value, str):
        problem = say("a label is not text: {value}", value=quoted(value))
        raise ParseError(problem, hint="put quotes around it, or write null", about="labels")
    return value


def _finite(values: tuple[object, ...], where: Callable[[int], str]) -> tuple[Score, ...]:
    """Make floats of scores, and None of missing ones."""
    kinds = set(map(type, values))  # a quick look at what nearly all scores are
    if kinds <= {float, int}:
        try:
            numbers = values if kinds == {float} else tuple(map(float, values))  # type: ignore[arg-type]
        except OverflowError:
            numbers = (math.inf,)
        if all(map(math.isfinite, numbers)):  # type: ignore[arg-type]
            return cast("tuple[Score, ...]", numbers)
    return tuple(_score(value, place, where) for place, value in enumerate(values, start=1))


def _score_of(name: str | None) -> Callable[[int], str]:
    """Make what names a score of a series in messages."""
    if not name:
        return lambda place: say("score {place}", place=place)
    return lambda place: say("score {place} of {name}", place=place, name=quoted(name))


def _score(value: object, place: int, where: Callable[[int], str]) -> Score:
    if value is None or value != value:  # noqa: PLR0124 - only NaN is unequal to itself
        return None
    is_bool = isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", "") == "b"
    if is_bool or not isinstance(value, SupportsFloat):
        hint = "a score is a number, or null if it is missing"
        raise ScoreError(
            say("{where} is not a number: {value}", where=where(place), value=quoted(value)),
            hint=hint,
        )
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        hint = "use a finite number, or null if the score is missing"
        raise ScoreError(say("{where} is infinite", where=where(place)), hint=hint)
    return number


def _check_count(one: Series, tokens: int) -> None:
    scores = len(one.scores)
    if scores != tokens:
        name = say(" in series {name}", name=quoted(one.name)) if one.name else ""
        problem = say(
            "{tokens} but {scores}{name}",
            tokens=counted(tokens, "token"),
            scores=counted(scores, "score"),
            name=name,
        )
        hint = "each token needs one score; write null (in rows: -) where it is missing"
        raise ScoreError(problem, hint=hint)
