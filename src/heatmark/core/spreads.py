"""The standard errors of series, as they are given beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast

from heatmark.core.errors import ScoreError
from heatmark.core.wording import counted, nearest, quoted, say

if TYPE_CHECKING:
    from heatmark.core.checks import Score


class Named(Protocol):
    """A series of scores, which may have a name."""

    @property
    def name(self) -> str | None:
        """What it is called."""


S = TypeVar("S", bound=Named)
ErrorsGiven: TypeAlias = (
    "Sequence[Score] | Sequence[Sequence[Score] | None] | Mapping[str, Sequence[Score]]"
)


def with_errors(series: Sequence[S], errors: ErrorsGiven) -> tuple[S, ...]:
    """Give series the standard errors of their scores.

    Args:
        series: K series of N scores.
        errors: N errors of the only series; or `{name: N errors}`, in which series may be left out;
            or a list for each series, or None.

    Raises:
        ScoreError: If the errors do not fit the scores, or name no series.
    """
    if isinstance(errors, Mapping):
        return _errors_by_name(series, errors)
    rows = _rows_of_errors(series, errors)
    pairs = zip(series, rows, strict=True)  # equivalent: as many of both
    return tuple(item if row is None else _with(item, tuple(row)) for item, row in pairs)


def _with(item: S, errors: tuple[Score, ...]) -> S:
    made: S = replace(cast("Any", item), errors=errors)
    return made


def _errors_by_name(series: Sequence[S], errors: Mapping[str, Sequence[Score]]) -> tuple[S, ...]:
    names = [item.name for item in series if item.name is not None]
    for name in errors:
        if name not in names:
            hint = nearest(name, names) or "name one of the series of scores"
            raise ScoreError(
                say("err: there is no series {name}", name=quoted(name)), hint=hint, about="err"
            )
    return tuple(
        item if item.name not in errors else _with(item, tuple(errors[item.name or ""]))
        for item in series
    )


def _rows_of_errors(
    series: Sequence[S], errors: Sequence[Score] | Sequence[Sequence[Score] | None]
) -> list[Sequence[Score] | None]:
    """Find the list of errors of each series."""
    if not isinstance(errors, list | tuple):
        problem = say("err is not a list: {errors}", errors=quoted(errors))
        hint = "write an error for each score; for one number for all tokens there is noise"
        raise ScoreError(problem, hint=hint, about="err")
    rows = list(errors)
    if not any(isinstance(row, list | tuple) for row in rows):
        if len(series) == 1:
            return [cast("list[Score]", rows)]
        hint = "write err: {name: […]} with the names of the series"
        raise ScoreError("err must say which of the series it is about", hint=hint, about="err")
    if len(rows) != len(series) or not all(isinstance(item, list | tuple | None) for item in rows):
        problem = say(
            "err has {rows}, and the scores have {series}",
            rows=counted(len(rows), "row"),
            series=len(series),
        )
        hint = "write a list of errors for each row of scores, or null"
        raise ScoreError(problem, hint=hint, about="err")
    return cast("list[Sequence[Score] | None]", rows)
