"""Fractions that are called per cent: 0.42 is 42 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.quantities import SHARE, kind_of, unit_in
from heatmark.core.unit_names import unit_called
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Series
    from heatmark.options.declare import Options

_FEWEST = 2  # probabilities: one alone may well be below 1 %


def fractions(series: Sequence[Series], options: Options) -> tuple[Notice, ...]:
    """Tell of probabilities in per cent none of which is above 1.

    Args:
        series: The scores, which have no unit behind them.
        options: Of these, `measure`, `unit`, `given` and `transform`.
    """
    name = options.measure or (series[0].name if len(series) == 1 else None)
    unit = unit_called(options.unit or unit_in(name) or "")
    if unit not in {"%", "‰"} or options.given or options.transform:
        return ()
    if kind_of(name) != SHARE:
        return ()
    known = [score for one in series for score in one.scores if score is not None]
    if len(known) < _FEWEST or not 0 <= min(known) < max(known) <= 1:
        return ()
    problem = say(
        "the scores are called {unit} and lie between {low} and {high}, as fractions of 1 do",
        unit=unit,
        low=f"{min(known):.3g}",
        high=f"{max(known):.3g}",
    )
    hint = say("write given: P if they are fractions; {unit} behind each number if not", unit=unit)
    return (Notice(name="impossible-score", message=problem, hint=hint, about="unit"),)
