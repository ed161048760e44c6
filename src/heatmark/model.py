"""The frozen values that the rooms hand to one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import SupportsFloat, TypeAlias, cast

from heatmark.errors import (
    Notice,
    ParseError,
    ScoreError,
    counted,
    listed,
    nearest,
    quoted,
)

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
        object.__setattr__(self, "scores", _finite(self.scores, self.name))
        if self.errors is not None:
            object.__setattr__(self, "errors", _errors(self.errors, self.scores, self.name))


Scores: TypeAlias = (
    "Sequence[Score] | Sequence[Series] | Sequence[Sequence[Score]] | Mapping[str, Sequence[Score]]"
)
LabelsGiven: TypeAlias = (
    "Sequence[Label] | Sequence[Sequence[Label]] | Mapping[str, Sequence[Label]]"
)


@dataclass(frozen=True, init=False)
class Heatmap:
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
            raise ScoreError(f"err: there is no series {quoted(name)}", hint=hint, about="err")
    return tuple(
        one if one.name not in errors else replace(one, errors=tuple(errors[one.name or ""]))
        for one in series
    )


def _errors(
    errors: tuple[object, ...], scores: tuple[Score, ...], name: str | None
) -> tuple[Score, ...]:
    """Check the standard errors of scores."""
    of = f" of {quoted(name)}" if name else ""
    try:
        numbers = _finite(errors, None)
    except ScoreError as error:
        problem = f"err{of}: {error.message.replace('score ', 'error ', 1)}"
        hint = "a standard error is a number from 0 on"
        raise ScoreError(problem, hint=hint, about="err") from None
    if len(numbers) != len(scores):
        problem = f"{counted(len(scores), 'token')} but {counted(len(numbers), 'error')} in err{of}"
        raise ScoreError(problem, hint="each score needs one standard error", about="err")
    for place, (number, score) in enumerate(zip(numbers, scores, strict=True), start=1):
        if number is None and score is not None:
            hint = "write null only where the score is missing too"
            raise ScoreError(f"err{of}: error {place} is missing", hint=hint, about="err")
        if number is not None and number < 0:
            hint = "a standard error is 0 or more"
            problem = f"err{of}: error {place} is negative: {number:g}"
            raise ScoreError(problem, hint=hint, about="err")
    return numbers


def is_square(series: Sequence[Series], tokens: int) -> bool:
    """Tell rows of scores that are the tokens themselves: as many, and without names."""
    return len(series) == tokens > 1 and all(one.name is None for one in series)


def _row(row: object, place: int) -> tuple[Score, ...]:
    if not isinstance(row, list | tuple):
        problem = f"row {place} of the scores is not a list: {quoted(row)}"
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
        problem = f"{counted(len(names), 'name')} but {counted(len(series), 'row')} of scores"
        raise ParseError(problem, hint="each row needs one name", about="names")
    return tuple(replace(one, name=name) for one, name in zip(series, names, strict=True))


def _check_matrix(series: tuple[Series, ...], tokens: int) -> None:
    """Say both shapes where rows of scores do not fit the tokens."""
    if len(series) == 1 or any(one.name is not None for one in series):
        return  # the name says which one it is
    widths = [len(one.scores) for one in series]
    if set(widths) != {tokens}:
        problem = f"the scores are {_shape(widths)} for {counted(tokens, 'token')}"
        hint = f"write rows of {tokens}, one for each series"
        if set(widths) == {widths[0]} and len(widths) == tokens:
            hint += "; these look like columns"
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
        problem = f"the labels are {_shape(widths or [0])}, the scores {len(series)} × {tokens}"
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
            known = f"series are {listed(names)}" if names else "the series have no names"
            hint = nearest(name, names) or known
            raise ParseError(
                f"labels of {quoted(name)}, which is no series", hint=hint, about="labels"
            )
        if not isinstance(row, list | tuple) or len(row) != tokens:
            found = counted(len(row), "label") if isinstance(row, list | tuple) else "no list"
            problem = f"{counted(tokens, 'token')} but {found} of {quoted(name)}"
            raise ParseError(problem, hint="write one label, or null, for each", about="labels")
    nothing: Sequence[Label] = (None,) * tokens
    return tuple(tuple(map(_label, given.get(one.name or "", nothing))) for one in series)


def _label(value: object) -> Label:
    if value is not None and not isinstance(value, str):
        problem = f"a label is not text: {quoted(value)}"
        raise ParseError(problem, hint="put quotes around it, or write null", about="labels")
    return value


def _finite(values: tuple[object, ...], name: str | None) -> tuple[Score, ...]:
    """Make floats of scores, and None of missing ones."""
    kinds = set(map(type, values))  # a quick look at what nearly all scores are
    if kinds <= {float, int}:
        try:
            numbers = values if kinds == {float} else tuple(map(float, values))  # type: ignore[arg-type]
        except OverflowError:
            numbers = (math.inf,)
        if all(map(math.isfinite, numbers)):  # type: ignore[arg-type]
            return cast("tuple[Score, ...]", numbers)
    return tuple(_score(value, place, name) for place, value in enumerate(values, start=1))


def _score(value: object, place: int, name: str | None) -> Score:
    if value is None or value != value:  # noqa: PLR0124 - only NaN is unequal to itself
        return None
    where = f"score {place}" + (f" of {quoted(name)}" if name else "")
    is_bool = isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", "") == "b"
    if is_bool or not isinstance(value, SupportsFloat):
        hint = "a score is a number, or null if it is missing"
        raise ScoreError(f"{where} is not a number: {quoted(value)}", hint=hint)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        hint = "use a finite number, or null if the score is missing"
        raise ScoreError(f"{where} is infinite", hint=hint)
    return number


def _check_count(one: Series, tokens: int) -> None:
    scores = len(one.scores)
    if scores != tokens:
        name = f" in series {quoted(one.name)}" if one.name else ""
        problem = f"{counted(tokens, 'token')} but {counted(scores, 'score')}{name}"
        hint = "each token needs one score; write null (in rows: -) where it is missing"
        raise ScoreError(problem, hint=hint)


@dataclass(frozen=True, slots=True)
class Strip:
    """One series, ready to draw over the text. Columns, not objects, for speed.

    Attributes:
        name: The name of the series, or None.
        scores: The scores as shown, after transforms; None where missing; may be infinite.
        positions: Places on the scale, in [0, 1]; NaN where missing, or if the scale has no ends.
        levels: Indices into the palette's colours; -1 where there is no position.
        clipped: Token index → -1 or +1 for scores below or above the ends of the scale.
        role: `series`; or `control`, for scores that should show no pattern; or `lineup`, for
            one of the pictures among which the real one is hidden.
        note: What a control tests and what it does not, in the picture's language; or None.
        faded: The places of scores that are within the noise, and get no colour.
        errors: The standard errors of the scores, or None if they are not known.
    """

    name: str | None
    scores: tuple[Score, ...]
    positions: tuple[float, ...]
    levels: tuple[int, ...]
    clipped: Mapping[int, int]
    role: str = "series"
    note: str | None = None
    faded: frozenset[int] = frozenset()
    errors: tuple[Score, ...] | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What a reader needs to turn a colour back into a number.

    Attributes:
        kind: The scale: `minmax`, `zero`, `symmetric`, `rank` or `fixed`.
        ends: The scores at both ends of the ramp, or None if no score is finite.
        center: The score in the middle of a scale that has one, or None.
        measure: What a score is, or None.
        unit: Its unit, or None.
        transforms: The transforms that the scores went through.
        count: How many scores are on the scale, all series together.
        missing: How many are missing.
        special: How many tokens are special and outside the scale.
        below: How many lie below the lower end.
        above: How many lie above the upper end.
        constant: Whether all scores that are not infinite are equal.
        digits: How many significant digits it takes to tell the scores apart.
        shared: The name of the scale if other blocks are on it too, or None.
        sitewide: Whether it is the site that fixes the shared scale.
        faded: How many scores are within the noise, or None if their errors are not known.
    """

    kind: str
    ends: tuple[float, float] | None
    center: float | None
    measure: str | None
    unit: str | None
    transforms: tuple[str, ...]
    count: int
    missing: int
    special: int
    below: int
    above: int
    constant: bool
    digits: int
    shared: str | None = None
    sitewide: bool = False
    faded: int | None = None


@dataclass(frozen=True, slots=True)
class Lineup:
    """The real picture among shuffles of it.

    Attributes:
        names: What the pictures are called: A, B, C, …
        answer: The index of the real one.
        needed: For classes of n how many right picks have a chance of at most 5 % if all guess, or
            None where even n are not enough.
    """

    names: tuple[str, ...]
    answer: int
    needed: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by level, for light and dark pages, each with an ink that can be read on it.

    Attributes:
        name: The colormap's name.
        light: Colours as `#rrggbb`, from the lowest position to the highest.
        dark: The same for dark pages.
        light_ink: `#000` or `#fff` for each colour of `light`.
        dark_ink: The same for `dark`.
    """

    name: str
    light: tuple[str, ...]
    dark: tuple[str, ...]
    light_ink: tuple[str, ...]
    dark_ink: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What N tokens show, as columns.

    Attributes:
        shown: The text of each, which together are the text; a special token's is its name.
        continues: The places of tokens that only go on with a character that an earlier one began,
            and show no text.
        special: The places of special tokens, which are no part of the text.
        groups: The first and the last place of tokens that share a character.
        notes: What the table says about a token besides its text.
        notes_are: What that is: `bytes` of parts of characters, or `pieces` of words.
        alternatives: For each token others that could have stood there, with scores; or None.
    """

    shown: tuple[str, ...]
    continues: frozenset[int] = frozenset()
    special: frozenset[int] = frozenset()
    groups: tuple[tuple[int, int], ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    notes_are: str = "bytes"
    alternatives: Alternatives | None = None

    @property
    def text(self) -> str:
        """The text, as it can be searched and copied."""
        if not self.special:
            return "".join(self.shown)
        return "".join(text for at, text in enumerate(self.shown) if at not in self.special)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The file of an image, and what of this machine went into it.

    Attributes:
        data: The content of the file.
        missing: Characters that no font had.
        fonts: Paths of the font files found on this machine that it was drawn with.
    """

    data: bytes
    missing: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageSettings:
    """How a picture becomes an image.

    Attributes:
        format: `png` or `svg`.
        dpi: Pixels an inch of a PNG.
        fontsize: The size of letters in points.
        font: The path of a font file, or None for the one that comes with the package.
        columns: The width in characters, or None if it is given in inches.
        inches: The width in inches.
        both: Whether dark pages get an image of their own.
        outlines: Whether the letters of an SVG are outlines, which look the same everywhere.
    """

    format: str = "png"
    dpi: float = 192.0
    fontsize: float = 11.25
    font: str | None = None
    columns: int | None = None
    inches: float = 10.0
    both: bool = False
    outlines: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A heatmap ready to draw by any renderer.

    Attributes:
        cells: What the tokens show.
        strips: One strip a series, all on one scale.
        palette: The colours of the levels.
        legend: The scale in numbers and words.
        title: The caption, or None.
        id: The HTML id, or None.
        lang: The language of words and numbers.
        hover: Whether each token shows its score to the pointer.
        table: Whether the data table is there.
        image: How it becomes an image, or None if it stays text.
        notices: What the author should know, although the picture can be drawn.
        lineup: What the answer of a line-up needs, or None. The strips are then its pictures.
        cautions: What readers should be warned of, in sentences.
        provenance: The model and how the example was chosen, in words; or None.
        view: What it is drawn as: `text`, `bars` or `grid`, whose rows all have names.
        series: How several series share the page: `stacked` or `tabs`.
        labels: For each strip the text in each of its cells, decoded, or None; or None.
    """

    cells: Texts
    strips: tuple[Strip, ...]
    palette: Palette
    legend: Legend
    title: str | None
    id: str | None
    lang: str
    hover: bool
    table: bool
    image: ImageSettings | None = None
    notices: tuple[Notice, ...] = ()
    lineup: Lineup | None = None
    cautions: tuple[str, ...] = ()
    provenance: str | None = None
    view: str = "text"
    series: str = "stacked"
    labels: Labels | None = None
