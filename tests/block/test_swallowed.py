"""Options without effect."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.block.swallowed import swallowed
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve

CASES: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({}, {"dpi": 300}, "no-effect dpi"),
    ({}, {"dpi": 300, "output": "png"}, ""),
    ({"output": "png"}, {"dpi": 300}, ""),
    ({}, {"dpi": 300, "output": "svg"}, "no-effect dpi"),
    ({}, {"letters": "text", "output": "png"}, "no-effect letters"),
    ({}, {"letters": "text", "output": "svg"}, ""),
    ({}, {"width": 80}, "no-effect width"),
    ({}, {"dark": "both"}, "no-effect dark"),
    ({}, {"series": "tabs", "view": "grid"}, "no-effect series"),
    ({"view": "grid"}, {"series": "tabs", "view": "bars"}, ""),
    ({"dpi": 300}, {}, ""),
    ({}, {"share_title": "log P"}, "no-effect share_title"),
    ({"share": "s"}, {"share_title": "log P"}, ""),
    ({}, {"lang": "fr"}, "unknown-language lang"),
    ({}, {"lang": "vi-VN"}, ""),
    ({}, {"lang": "en_GB"}, ""),
    ({"lang": "fr"}, {}, ""),
    ({"unit": "nat"}, {"measure": "attention"}, "unit-dropped measure"),
    ({"unit": "nat"}, {"measure": "entropy", "unit": "bit"}, ""),
    ({"unit": "nat", "measure": "log P"}, {"measure": "attention"}, ""),
    ({"unit": "nat"}, {}, ""),
]


@pytest.mark.parametrize(("wider", "own", "expected"), CASES)
def test_swallowed(wider: dict[str, Any], own: dict[str, Any], expected: str) -> None:
    """What a block sets without effect is named, and where; what a site sets is for others too."""
    wider, own = check_all(wider, Scope.SITE), check_all(own, Scope.BLOCK)
    found = list(swallowed(wider, own, resolve(wider, own)))
    assert [f"{one.name} {one.about}" for one in found] == ([expected] if expected else [])
    assert all(one.hint for one in found)
