"""The unit that stands behind numbers: 10 % is 10 of the unit %."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from heatmark.core.errors import OptionError
from heatmark.core.quantities import SHARE, kind_of, unit_in
from heatmark.core.unit_names import unit_called
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from heatmark.block.draft import Draft

_NONE: Mapping[str, object] = MappingProxyType({})


def with_unit(draft: Draft, wider: Mapping[str, object] = _NONE) -> Draft:
    """Take what stands behind the numbers for their unit.

    Args:
        draft: The numbers, and what their author says of them.
        wider: Options of a page, which may say that its numbers are probabilities (`given`).

    Raises:
        OptionError: If the draft says that they have another unit, or are what has no such unit.
    """
    options, unit = draft.options, draft.unit
    if not unit:
        return draft
    if options.get("given"):  # which says what they are, if another unit is wanted
        return _with_given(draft, str(options["given"]))
    known = str(wider.get("given") or "")
    if kind_of(known.partition(",")[0].strip()) == SHARE:
        asked = {name: value for name, value in options.items() if (name, value) != ("unit", unit)}
        return _with_given(draft._replace(options=asked), known)
    other = options.get("unit")
    measure = str(options.get("measure") or "")
    if other not in {None, unit}:
        _refuse(draft, "unit", str(other))
    if kind_of(measure) not in {None, SHARE}:
        _refuse(draft, "measure", measure)
    return draft._replace(options={**options, "unit": unit})


def _with_given(draft: Draft, text: str) -> Draft:
    """Put the unit behind the numbers into what is said that they are: `P` becomes `P, %`.

    Raises:
        OptionError: If that has another unit, or none such.
    """
    measure, _, said = (part.strip() for part in text.partition(","))
    said = said or unit_in(measure) or ""
    if kind_of(measure) != SHARE or (said and unit_called(said) != draft.unit):
        problem = say(
            "the numbers have {unit} behind them, and given is {value}",
            unit=draft.unit,
            value=quoted(text),
        )
        hint = say("write given: P, {unit}", unit=draft.unit)
        raise OptionError(problem, line=draft.lines.get("given"), hint=hint, about="given")
    given = text if said else f"{measure}, {draft.unit}"
    return draft._replace(options={**draft.options, "given": given})


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
