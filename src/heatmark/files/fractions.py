"""Fractions that are called per cent: 0.42 is 42 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.axes import measures_attention
from heatmark.core.errors import Notice
from heatmark.core.quantities import SHARE, kind_of, unit_in
from heatmark.core.unit_names import unit_called
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Series
    from heatmark.options.declare import Options

_FEWEST = 2  # probabilities: one alone may well be below 1 %
_WHOLE = 0.03  # by how much attention to all tokens may miss 1, as its summands are rounded


def fractions(series: Sequence[Series], options: Options) -> tuple[Notice, ...]:
    """Tell of probabilities in per cent none of which is above 1, or attention that adds up to it.

    Args:
        series: The scores, which have no unit behind them.
        options: Of these, `measure`, `unit`, `given` and `transform`.
    """
    name = options.measure or (series[0].name if len(series) == 1 else None)
    unit = unit_called(options.unit or unit_in(name) or "")
    if unit not in {"%", "‰"} or options.given or options.transform:
        return ()
    is_share = kind_of(name) == SHARE
    if not is_share and not (measures_attention(name) and any(map(_is_whole, series))):
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
    if not is_share:  # nothing but probabilities is converted
        hint = say("leave unit out, or give the scores in {unit}", unit=unit)
    return (Notice(name="impossible-score", message=problem, hint=hint, about="unit"),)


def _is_whole(one: Series) -> bool:
    """Tell scores that add up to 1."""
    return abs(sum(score for score in one.scores if score is not None) - 1) <= _WHOLE
