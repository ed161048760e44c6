"""Options laid over one another."""

from __future__ import annotations

import dataclasses

import pytest

from heatmark.hosts.page import page_options
from heatmark.options.check import check_all
from heatmark.options.declare import Options, Scope
from heatmark.options.resolve import overlay, resolve


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


@pytest.mark.parametrize(
    ("wider", "narrower", "lost"),
    [
        ({"center": 1}, {"scale": "minmax"}, {"center"}),
        ({"center": 1}, {"scale": [0, 1]}, {"center"}),
        ({"center": 1}, {"scale": "symmetric"}, set()),
        ({"center": 1}, {"scale": "auto"}, set()),
        ({"clip": 5}, {"scale": "rank"}, {"clip"}),
        ({"clip": 5}, {"scale": [0, 1]}, {"clip"}),
        ({"clip": 5}, {"scale": "zero"}, set()),
        ({"steps": [1]}, {"scale": "zero"}, {"steps"}),
        ({"scale": "minmax", "center": 1, "clip": 5}, {"steps": [1]}, {"scale", "center", "clip"}),
        ({"scale": "minmax"}, {"center": 1}, {"scale"}),
        ({"scale": "rank"}, {"clip": 5}, {"scale"}),
        ({"scale": "rank", "center": 1}, {"title": "x"}, set()),
        ({"center": 1}, {"scale": "zero", "center": 2}, set()),
        ({"given": "log P, nat"}, {"measure": "length"}, {"given"}),
        ({"given": "log P, nat"}, {"measure": "P"}, set()),
        ({"given": "log P, nat"}, {"measure": "length", "given": "P"}, set()),
    ],
)
def test_a_block_overrules_what_excludes_its_own(
    wider: dict[str, object], narrower: dict[str, object], lost: set[str]
) -> None:
    """Its scale, centre, clip or steps leave those of page and site out; so does its measure."""
    checked = check_all(wider, Scope.SITE)
    found = overlay(checked, check_all(narrower, Scope.BLOCK))
    assert {*checked} - {*found} == lost


@pytest.mark.parametrize("name", ["model", "sample", "measure", "unit", "share"])
def test_none_unsets(name: str) -> None:
    """What site and page say is taken back with `none`."""
    site = check_all({name: "x"}, Scope.SITE)
    assert getattr(resolve(site, check_all({name: "none"}, Scope.BLOCK)), name) is None
