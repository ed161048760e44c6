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
        merged.update(level)
    return Options(**merged)
