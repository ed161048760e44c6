"""Options laid over one another."""

from __future__ import annotations

import dataclasses

import pytest

from heatmark.hosts.page import page_options
from heatmark.options.check import check_all
from heatmark.options.declare import Options, Scope
from heatmark.options.resolve import resolve


def test_the_block_has_the_last_word() -> None:
    """A block overrides its page, and a page its site; what nobody sets is the default."""
    site = check_all({"cmap": "Blues", "unit": "nat", "hover": "off"}, Scope.SITE)
    page = page_options(site, {"cmap": "Greens", "lang": "vi", "unit": "bit"})
    block = check_all({"cmap": "Purples", "unit": None}, Scope.BLOCK)
    options = resolve(page, block)
    assert options.cmap == "Purples"
    assert options.unit is None
    assert options.lang == "vi"
    assert options.hover is False
    assert options.scale == "auto"


def test_options_are_frozen() -> None:
    """Options are a value: equal if all is equal, and never changed."""
    options = Options()
    assert options == resolve({})
    with pytest.raises(dataclasses.FrozenInstanceError):
        options.cmap = "Blues"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("wider", "narrower", "unit"),
    [
        ({"measure": "log P", "unit": "nat"}, {}, "nat"),
        ({"measure": "log P", "unit": "nat"}, {"measure": "log P"}, "nat"),
        ({"measure": "log P", "unit": "nat"}, {"measure": "attention"}, None),
        ({"measure": "log P", "unit": "nat"}, {"measure": "entropy", "unit": "bit"}, "bit"),
        ({"unit": "nat"}, {"measure": "attention"}, None),
        ({"measure": "log P", "unit": "nat"}, {"measure": None}, None),
        ({"unit": "nat"}, {"cmap": "Blues"}, "nat"),
        ({"measure": "log P"}, {"unit": "nat"}, "nat"),
    ],
)
def test_a_unit_belongs_to_its_measure(
    wider: dict[str, object], narrower: dict[str, object], unit: str | None
) -> None:
    """A unit does not stick to a measure that a narrower level names, be it page or block."""
    assert resolve(wider, narrower).unit == unit
    assert resolve(page_options(wider, narrower)).unit == unit
    assert resolve(page_options({}, wider), narrower).unit == unit
