"""Tokens and their scores: the value that all ways meet in, and its gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, cast

from heatmark.core.annotations import (
    Example,
    Ids,
    Span,
    check_classes,
    check_ids,
    check_row_tokens,
    check_specials,
)
from heatmark.core.checks import (
    Alternatives,
    Label,
    Labels,
    LabelsGiven,
    Score,
    check_alternatives,
    check_counts,
    check_errors,
    check_labels,
    check_names,
    check_tokens,
    finite,
    refuse_halves,
)
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.guesses import Guess, check_guesses
from heatmark.core.runs import Runs, RunsGiven, check_runs, mean_of, rows_by_name
from heatmark.core.spreads import ErrorsGiven, with_errors
from heatmark.core.wording import quoted, say

__all__ = [
    "Alternatives",
    "ErrorsGiven",
    "Label",
    "Labels",
    "LabelsGiven",
    "Score",
    "ScoredTokens",
    "ScoresGiven",
    "Series",
    "as_series",
    "from_runs",
    "is_square",
    "refuse_too_many",
    "with_errors",
    "with_names",
    "without",
]


def refuse_too_many(count: int, limit: int, line: int | None = None) -> None:
    """Refuse more tokens than a page can show."""
    if count > limit:
        hint = say(
            "show a part of the text, or raise max_tokens (now {limit}) for the site", limit=limit
        )
        problem = say("there are {count} tokens, too many for a page", count=count)
        raise ParseError(problem, line=line, hint=hint, about="tokens")


@dataclass(frozen=True, slots=True)
class Series:
    """A row of scores over the tokens: one model, one layer, one head.

    Attributes:
        scores: One score a token; None where it is missing. It may be -∞, as the logarithm of 0
            is, and +∞, as the surprisal is of what has no probability.
        name: What the series is called, or None if it has no name.
        errors: The standard error of each score, or None if none is known.
        runs: R runs of N scores, R ≥ 2, of which `scores` are the means; or None.
    """

    scores: tuple[Score, ...]
    name: str | None
    errors: tuple[Score, ...] | None
    runs: Runs | None

    def __init__(
        self,
        scores: Iterable[Score],
        name: str | None = None,
        errors: Iterable[Score] | None = None,
        runs: Iterable[Iterable[Score]] | None = None,
    ) -> None:
        """Take scores.

        Args:
            scores: N numbers; None, or NaN, where one is missing.
            name: What the series is called.
            errors: N standard errors; None only where there is no finite score.
            runs: R runs of N scores, whose means the scores are, whatever `scores` says.

        Raises:
            ScoreError: If a score is not a number; if an error is negative, or there is none for a
                score; or if runs do not belong together, or have errors beside them.
            ParseError: If the name is no text.
        """
        known = None if runs is None else _checked_runs(runs, name)
        given = _items(scores, name)
        numbers = finite(given, name, highest=True) if known is None else mean_of(known)
        if name is not None:
            check_names([name], 1)
            refuse_halves([name], say("name"), "names")
        object.__setattr__(self, "scores", numbers)
        object.__setattr__(self, "name", name)
        if known is not None and errors is not None:
            hint = "keep one of the two; the scores of runs are their means, which have errors"
            raise ScoreError("runs and err exclude one another", hint=hint, about="err")
        checked = None if errors is None else check_errors(errors, numbers, name)
        object.__setattr__(self, "errors", checked)
        object.__setattr__(self, "runs", known)

    def part(self, cut: slice) -> Series:
        """Take the scores of some tokens, with all that belongs to them."""
        return Series(
            self.scores[cut],
            self.name,
            self.errors and self.errors[cut],
            self.runs and [run[cut] for run in self.runs],
        )


ScoresGiven: TypeAlias = (
    "Iterable[Score] | Iterable[Series] | Iterable[Sequence[Score]] | Mapping[str, Iterable[Score]]"
)


@dataclass(frozen=True, slots=True)
class ScoredTokens:
    """Tokens and their scores: the value that everything meets in.

    Attributes:
        tokens: The N tokens, as the tokenizer writes them.
        series: Series of N scores each; none where there are but tokens.
        text: The text that they were made of, or None if they say it all.
        scheme: How the tokenizer writes text, or None if that is to be seen from the tokens.
        specials: The places of tokens that are no text, besides those that can be seen to be.
        alternatives: For each token others that could have stood there, with scores, best first;
            or None.
        guesses: For each token the rank that a model gave it, and its entropy there; or None.
        labels: For each series the text in each of its cells, or None where there is none; or None.
        ids: The number of each token in its vocabulary, or None.
        classes: The classes of tokens, as spans that do not overlap.
        readings: Where several tokenizers cut one text: what each is called, and its tokens; those
            of the first are `tokens`.
        columns: Whether the tokens are no text, but names of the columns of a grid.
        row_tokens: The tokens of another text, one for each series, whose rows they are; or None.
        examples: Where there are many texts: each of them; `tokens` and `series` are all of theirs.
    """

    tokens: tuple[str, ...]
    series: tuple[Series, ...]
    text: str | None
    scheme: str | None
    specials: frozenset[int]
    alternatives: Alternatives | None
    guesses: tuple[Guess, ...] | None
    labels: Labels | None
    ids: Ids | None
    classes: tuple[Span, ...]
    readings: tuple[tuple[str, ScoredTokens], ...]
    columns: bool
    row_tokens: tuple[str, ...] | None
    examples: tuple[Example, ...]

    def __init__(  # noqa: PLR0913 - tokens and scores; the others are what some sources know besides
        self,
        tokens: Iterable[str],
        scores: ScoresGiven | None,
        *,
        text: str | None = None,
        scheme: str | None = None,
        specials: Iterable[int] = (),
        alternatives: Iterable[Iterable[tuple[str, float]]] | None = None,
        guesses: Iterable[tuple[int | None, float | None]] | None = None,
        err: ErrorsGiven | None = None,
        names: Iterable[str | None] | None = None,
        labels: LabelsGiven | None = None,
        ids: Iterable[int | None] | None = None,
        classes: object = None,
        readings: Iterable[tuple[str, ScoredTokens]] = (),
        columns: bool = False,
        row_tokens: Iterable[str] | None = None,
        examples: Iterable[Example] = (),
    ) -> None:
        """Take tokens and scores, and look at all of them: the gate that nothing goes around.

        Args:
            tokens: N strings.
            scores: N numbers, with None or NaN where one is missing; or `{name: numbers}` or K
                lists of N numbers for several series over the same tokens; or ready series; or
                None, where there are but tokens.
            text: The text that the tokens were made of.
            scheme: How the tokenizer writes text.
            specials: The places of special tokens, from 0.
            alternatives: N lists of (token, score), best first.
            guesses: N pairs of a rank, from 1, and an entropy, in nat or in the unit of the scores.
            err: The standard errors of the scores: N of the only series, `{name: N}` for some of
                the series, or a list for each of K series, or None.
            names: What K lists of scores are called; two may be called the same.
            labels: Texts of cells: K lists of N, or `{name: N}` for some of the series.
            ids: N whole numbers, or None where a token has none.
            classes: N labels, or `{"1..2": label}`; see
                [check_classes][heatmark.core.annotations.check_classes].
            readings: The tokens of several tokenizers, by name.
            columns: Whether the tokens are but names of columns.
            row_tokens: The tokens of another text, such as its translation: one for each of K
                series without names.
            examples: The texts that make up these tokens, each by itself.

        Raises:
            ParseError: If anything but the scores is not what it should be.
            ScoreError: If there are not as many scores as tokens, none at all, or one is no number.
        """
        known = check_tokens(tokens)
        series = with_names(() if scores is None else as_series(scores), names)
        if not series and scores is not None:
            hint = "write a score for each token"
            raise ScoreError("there are no scores", hint=hint, about="scores")
        count = len(known)
        check_counts([(item.name, len(item.scores)) for item in series], count)
        if err is not None and not series:
            raise ScoreError("err goes with scores", hint="write scores: […]", about="err")
        series = series if err is None else with_errors(series, err)
        others = None if alternatives is None else check_alternatives(alternatives, count)
        called = [item.name for item in series]
        cells = None if labels is None else check_labels(labels, called, count)
        object.__setattr__(self, "tokens", known)
        object.__setattr__(self, "series", series)
        object.__setattr__(self, "text", _check_text(text))
        object.__setattr__(self, "scheme", scheme)
        object.__setattr__(self, "specials", check_specials(specials, count))
        object.__setattr__(self, "alternatives", others)
        told = None if guesses is None else check_guesses(guesses, count)
        object.__setattr__(self, "guesses", told)
        object.__setattr__(self, "labels", cells)
        object.__setattr__(self, "ids", None if ids is None else check_ids(ids, count))
        spans = () if classes is None else check_classes(classes, count)
        object.__setattr__(self, "classes", spans)
        object.__setattr__(self, "readings", tuple(readings))
        object.__setattr__(self, "columns", columns)
        rows = None if row_tokens is None else check_row_tokens(row_tokens, called)
        object.__setattr__(self, "row_tokens", rows)
        object.__setattr__(self, "examples", tuple(examples))


def _check_text(text: object) -> str | None:
    if text is not None and not isinstance(text, str):
        problem = say("text must be text (got {text})", text=quoted(text))
        raise ParseError(problem, hint="write one string", about="text")
    if text is not None:
        refuse_halves([text], say("text"), "text")
    return text


def as_series(scores: ScoresGiven) -> tuple[Series, ...]:
    """Make series of scores in any of the forms that [ScoredTokens][] takes.

    Raises:
        ScoreError: If a score is not a number, or only some of the rows are lists.
        ParseError: If two keys are the same name.
    """
    if isinstance(scores, Mapping):
        _refuse_alike([str(name) for name in scores])
        return tuple(Series(values, str(name)) for name, values in scores.items())
    values = _items(scores, None)
    if values and isinstance(values[0], Series):
        return _only_series(values)
    if any(isinstance(value, list | tuple) for value in values[:1]):
        return tuple(Series(_row(row, index)) for index, row in enumerate(values, start=1))
    return (Series(cast("tuple[Score, ...]", values)),)


def from_runs(given: RunsGiven) -> tuple[Series, ...]:
    """Make series of runs: the scores are their means.

    Args:
        given: R runs of N scores, or `{name: R runs}` of several series.

    Raises:
        ScoreError: If a score is not a number, or runs do not belong together.
    """
    return tuple(Series((), name, runs=runs) for name, runs in rows_by_name(given).items())


def _checked_runs(runs: Iterable[Iterable[Score]], name: str | None) -> Runs:
    try:
        return check_runs([finite(tuple(run), name) for run in runs], name)
    except ScoreError as error:
        raise error.at(about="runs") from None


def _items(scores: object, name: str | None) -> tuple[object, ...]:
    """Take scores out of whatever holds them in an order; a text is not a list of its letters."""
    if isinstance(scores, str | bytes | set | frozenset) or not isinstance(scores, Iterable):
        of = say(" of {name}", name=quoted(name)) if name else ""
        problem = say("the scores{of} are not a list: {scores}", of=of, scores=quoted(scores))
        raise ScoreError(problem, hint="write one score for each token: [1, 2]", about="scores")
    return tuple(scores)


def _refuse_alike(names: Sequence[str]) -> None:
    """Refuse keys that are one name once they are text, so that no series is lost."""
    if len(set(names)) < len(names):
        twice = next(name for index, name in enumerate(names) if name in names[:index])
        problem = say("two series are called {twice}", twice=quoted(twice))
        hint = "give each a name of its own, or write rows of scores with names"
        raise ParseError(problem, hint=hint, about="scores")


def _only_series(values: tuple[object, ...]) -> tuple[Series, ...]:
    for index, value in enumerate(values, start=1):
        if not isinstance(value, Series):
            problem = say("item {place} of the scores is no Series", place=index)
            raise ScoreError(problem, hint="write Series(scores, name) for each", about="scores")
    return cast("tuple[Series, ...]", values)


def _row(row: object, index: int) -> tuple[Score, ...]:
    if not isinstance(row, list | tuple):
        problem = say(
            "row {place} of the scores is not a list: {row}", place=index, row=quoted(row)
        )
        raise ScoreError(problem, hint="write a list of scores for each series")
    return tuple(row)


def is_square(series: Sequence[Series], tokens: int) -> bool:
    """Tell rows of scores that are the tokens themselves: as many, and without names."""
    return len(series) == tokens > 1 and all(item.name is None for item in series)


def with_names(
    series: tuple[Series, ...], names: Iterable[str | None] | None
) -> tuple[Series, ...]:
    """Name series that have no names.

    Args:
        series: K series.
        names: K names, of which two may be the same; or None, which changes nothing.

    Raises:
        ParseError: If the names do not fit the series.
    """
    if names is None:
        return series
    if any(item.name is not None for item in series):
        hint = "keep the names in scores"
        raise ParseError("the series have names already", hint=hint, about="names")
    known = check_names(names, len(series))
    pairs = zip(series, known, strict=True)  # equivalent: as many of both
    return tuple(replace(item, name=name) for item, name in pairs)


def without(series: Sequence[Series], changes: Mapping[str, object]) -> list[Series] | None:
    """Take from series what is about to be given anew; None if there are none."""
    if not series:
        return None
    names, errors = "names" in changes, "err" in changes
    kept = ((None, None) if errors else (item.errors, item.runs) for item in series)
    known = zip(series, kept, strict=True)  # equivalent: one is made of the other
    return [Series(item.scores, None if names else item.name, *rest) for item, rest in known]
