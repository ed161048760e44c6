"""A unit in the place of another, which is a name and converts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heatmark.core.errors import Notice
from heatmark.core.quantities import SHARE, kind_of, unit_in
from heatmark.core.unit_names import parted, unit_called
from heatmark.core.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONVERTS = ("given", "scores", "runs")
_ANEW = frozenset({"scores", "names", "view"})  # after which scores are read in another way
_OF_UNITS = frozenset({"given", "measure", "transform", "unit"})


def told_again(
    before: Sequence[Notice],
    after: Sequence[Notice],
    known: Mapping[str, object],
    changes: Mapping[str, object],
) -> tuple[Notice, ...]:
    """Give the notices of a copy: those on how scores were read, which no copy can find again.

    Args:
        before: Those of a heatmap.
        after: Those of its copy, as made of tokens and scores.
        known: What was known of the heatmap.
        changes: What is changed of it.
    """
    kept = tuple(after if _ANEW & changes.keys() else before)
    if not _ANEW & changes.keys() and _OF_UNITS & changes.keys():
        kept = (
            *(one for one in before if one.about not in _OF_UNITS),
            *(one for one in after if one.about in _OF_UNITS),
        )
    return (*kept, *renamed(known, changes))


def renamed(known: Mapping[str, object], changes: Mapping[str, object]) -> tuple[Notice, ...]:
    """Tell of the same numbers in another unit than they were in.

    Args:
        known: What was known of a heatmap.
        changes: What is changed of it.
    """
    measure, unit = str(known.get("measure") or ""), changes.get("unit")
    kind = kind_of(measure)
    if not unit or kind in {None, SHARE} or known.get("given"):
        return ()
    before, after = str(known.get("unit") or unit_in(measure) or ""), str(unit)
    if not before or unit_called(before) == unit_called(after):
        return ()
    if any(changes.get(name) is not None for name in _CONVERTS):
        return ()
    problem = say(
        "the numbers were {measure} in {before}, and stay as they are in {after}",
        measure=parted(measure)[0],
        before=before,
        after=after,
    )
    hint = say(
        "write given='{measure}, {before}' beside unit='{after}' to convert them; "
        "given='{measure}, {after}' if {before} was wrong",
        measure=parted(measure)[0],
        before=before,
        after=after,
    )
    return (Notice(name="unit-dropped", message=problem, hint=hint, about="unit"),)
