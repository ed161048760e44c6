"""Lays the options of site, page and block over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from heatmark.core.quantities import kind_of
from heatmark.options.declare import Options

if TYPE_CHECKING:
    from collections.abc import Mapping


def resolve(*levels: Mapping[str, object]) -> Options:
    """Lay levels of checked options over one another: site, page, block."""
    merged: dict[str, Any] = {}
    for level in levels:
        merged = overlay(merged, level)
    return Options(**merged)


def overlay(wider: Mapping[str, object], narrower: Mapping[str, object]) -> dict[str, Any]:
    """Lay options of one level over those of a wider one.

    A unit belongs to the measure beside it: it does not stick to another that a narrower level
    names; nor does `given`, if it is not known how to make that measure of it. Parts of a scale
    give way to those of a narrower level that exclude them.

    Args:
        wider: Options of the site, say.
        narrower: Options of the page, say.
    """
    merged = {**wider, **narrower}
    for name in _overruled(wider, narrower):
        del merged[name]
    return merged


def _overruled(wider: Mapping[str, object], narrower: Mapping[str, object]) -> set[str]:
    """Find options of a wider level that mean nothing beside those of a narrower one, or another.

    A scale of the block's own would be an error beside the `center` of its site, say, if both stood
    in one place; here the block's is what is meant.
    """
    lost = {"unit"} if dropped_unit(wider, narrower) is not None else set()
    own = {name for name in _OF_SCALE if narrower.get(name) not in _NO_SCALE}
    for name in _OF_SCALE:
        given = wider.get(name)
        if name not in narrower and given not in _NO_SCALE:
            others = ((one, narrower[one]) for one in own)
            if any(_exclude((name, given), one) for one in others):
                lost.add(name)
    measure = narrower.get("measure")
    is_new = measure not in {None, wider.get("measure")} and kind_of(str(measure)) is None
    if wider.get("given") and "given" not in narrower and is_new:
        lost.add("given")
    return lost


_OF_SCALE = ("scale", "center", "clip", "steps")
_NO_SCALE = (None, "auto", ())


def _exclude(one: tuple[str, object], other: tuple[str, object]) -> bool:
    """Tell two options of which one place cannot have both."""
    known = dict((one, other))
    if "steps" in known:
        return True
    scale = known.get("scale")
    if "center" in known:
        return scale is not None and scale != "symmetric"
    return scale == "rank" or isinstance(scale, tuple)  # the other is clip


def dropped_unit(wider: Mapping[str, object], narrower: Mapping[str, object]) -> str | None:
    """Say which unit of a wider level is not taken, because a narrower one names its measure."""
    unit = wider.get("unit")
    if not unit or "unit" in narrower or "measure" not in narrower:
        return None
    return None if narrower["measure"] == wider.get("measure") else str(unit)
