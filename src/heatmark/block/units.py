"""The unit that stands behind numbers: 10 % is 10 of the unit %."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.quantities import SHARE, kind_of
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from heatmark.block.draft import Draft


def with_unit(draft: Draft) -> Draft:
    """Take what stands behind the numbers for their unit.

    Raises:
        OptionError: If the draft says that they have another unit, or are what has no such unit.
    """
    options, unit = draft.options, draft.unit
    if not unit or options.get("given"):  # which says what they are, if another unit is wanted
        return draft
    other = options.get("unit")
    measure = str(options.get("measure") or "")
    if other not in {None, unit}:
        _refuse(draft, "unit", str(other))
    if kind_of(measure) not in {None, SHARE}:
        _refuse(draft, "measure", measure)
    return replace(draft, options={**options, "unit": unit})


def _refuse(draft: Draft, name: str, value: str) -> None:
    problem = say(
        "the numbers have {unit} behind them, and {name} is {value}",
        unit=draft.unit,
        name=name,
        value=quoted(value),
    )
    hint = say(
        "leave {name} out; or, if they are probabilities to be converted, write given: P, {unit}",
        name=name,
        unit=draft.unit,
    )
    raise OptionError(problem, line=draft.lines.get(name), hint=hint, about=name)
