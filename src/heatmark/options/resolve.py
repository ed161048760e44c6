"""Lays the options of site, page and block over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    names.

    Args:
        wider: Options of the site, say.
        narrower: Options of the page, say.
    """
    merged = {**wider, **narrower}
    if dropped_unit(wider, narrower) is not None:
        del merged["unit"]
    return merged


def dropped_unit(wider: Mapping[str, object], narrower: Mapping[str, object]) -> str | None:
    """Say which unit of a wider level is not taken, because a narrower one names its measure."""
    unit = wider.get("unit")
    if not unit or "unit" in narrower or "measure" not in narrower:
        return None
    return None if narrower["measure"] == wider.get("measure") else str(unit)
