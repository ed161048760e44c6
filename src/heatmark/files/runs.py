"""Runs in files: arrays named `runs`, R × N, or `runs.NAME` for several series."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from heatmark.core.errors import ScoreError
from heatmark.core.scored_tokens import from_runs
from heatmark.core.wording import counted, quoted, say
from heatmark.files.choose import NOT_METRICS, take_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.block.draft import Draft
    from heatmark.core.runs import RunsGiven
    from heatmark.core.scored_tokens import Score
    from heatmark.files.array_parts import Array
    from heatmark.files.request import Request

_NAME = "runs"


def runs_in(arrays: Mapping[str, Array], count: int, request: Request) -> RunsGiven | None:
    """Take runs, if a file has them and no other scores are asked for.

    Args:
        arrays: All arrays by name.
        count: How many tokens there are, N.
        request: Which scores are asked for.

    Returns:
        R runs of N scores, or those of several series by their names; or None.

    Raises:
        ScoreError: If there are scores beside runs and none is chosen, or runs are not R × N.
    """
    found = {name: array for name, array in arrays.items() if name.partition(".")[0] == _NAME}
    if request.field:
        wanted = [name.strip() for name in request.field.split(",")]
        found = {
            name: item for name, item in found.items() if {_NAME, name, _short(name)} & {*wanted}
        }
    elif found:
        _refuse_others(arrays)
    if not found:
        return None
    rows = {_short(name): _rows(name, array, count) for name, array in found.items()}
    return rows[""] if [*rows] == [""] else rows


def with_runs(draft: Draft, runs: RunsGiven, request: Request) -> Draft:
    """Put runs beside their tokens, and take the rows that are asked for."""
    whole = draft if request.rows is None else draft._replace(text=None)
    return take_rows(whole._replace(series=from_runs(runs), options={}), request.rows)


def _short(name: str) -> str:
    return name.removeprefix(_NAME).removeprefix(".")


def _refuse_others(arrays: Mapping[str, Array]) -> None:
    for name in arrays:
        head, _, last = name.rpartition(".")
        if name.partition(".")[0] != _NAME and last not in NOT_METRICS and head in {"", "scores"}:
            problem = say("it has both runs and {name}", name=quoted(name))
            hint = say("choose with field: runs, or field: {name}", name=name)
            raise ScoreError(problem, hint=hint, about="field")


def _rows(name: str, array: Array, count: int) -> Sequence[Sequence[Score]]:
    shape = array.shape
    if len(shape) != 2 or shape[1] != count:
        problem = say(
            "{name} is {list}, which does not fit {tokens}",
            name=quoted(name),
            list=list(shape),
            tokens=counted(count, "token"),
        )
        hint = say("runs are [runs, {count}]: a row for each run", count=count)
        raise ScoreError(problem, hint=hint, about="runs")
    return cast("Sequence[Sequence[Score]]", array.take())
