"""What this room hands on: frozen values, and what they are where nothing is said."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from typing import Any

import numpy as np
import pytest

import heatmark.picture
from heatmark.options.resolve import resolve
from heatmark.picture.layout import Layout
from heatmark.picture.noise import Measurement
from heatmark.picture.parts import NOWHERE, PLAIN, ImageSettings, Legend, Lineup, Picture, Strip
from heatmark.picture.samples import Estimates, Flips
from heatmark.picture.scale import Scaled, Wanted, bar_ends, scale
from heatmark.picture.share import Prepared, SharedScale
from heatmark.picture.shuffle import RandomStream
from pictures import drawn

ROOM = [
    importlib.import_module(f"heatmark.picture.{one.name}")
    for one in pkgutil.iter_modules(heatmark.picture.__path__)
]
VALUES: list[Any] = [
    cls
    for module in ROOM
    for cls in vars(module).values()
    if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls.__module__ == module.__name__
]
KEEPING = {Layout, SharedScale}  # which keep what they computed once
ARRAYS = {Layout, SharedScale, Prepared, Measurement, Estimates, Flips}


@pytest.mark.parametrize("cls", [cls for cls in VALUES if cls is not RandomStream])
def test_values_are_frozen(cls: Any) -> None:
    """Nobody changes what others have, too, by an attribute that is there or one that is not."""
    made = object.__new__(cls)
    for name in (dataclasses.fields(cls)[0].name, "x"):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
            setattr(made, name, None)
    assert hasattr(made, "__dict__") is (cls in KEEPING)
    assert (cls.__eq__ is object.__eq__) is (cls in ARRAYS), "arrays are not compared"


@pytest.mark.parametrize("cls", [Lineup, ImageSettings])
def test_long_records_are_made_by_name(cls: Any) -> None:
    """Their attributes have no order that anyone could know."""
    with pytest.raises(TypeError, match="positional"):
        cls((), "", "")


def test_what_is_not_said_is_nothing() -> None:
    """A plain strip is a series in full; a plain legend is the figure's own."""
    strip = Strip(None, (1.0,), ("1",), (0.5,), (15,), {})
    assert (strip.role, strip.middle, strip.cut, strip.special) == (
        "series",
        0,
        (False, False),
        False,
    )
    assert strip.colour(0) == 15
    assert (NOWHERE, PLAIN) == (-1, -2), "no level of a palette"
    found = drawn([" a", " b"], [1, 2])
    kept = {
        name: getattr(found.legend, name)
        for name in set(Legend._fields) - {*Legend._field_defaults}
    }
    plain = Legend(**kept)
    assert (plain.falling, plain.sitewide, plain.origin) == (False, False, 0.0)
    bare = {
        name: getattr(found, name) for name in set(Picture._fields) - {*Picture._field_defaults}
    }
    assert Picture(**bare).print_table is False
    assert Picture(**bare).of_tokens is False


def test_images_are_as_large_as_the_options_say() -> None:
    """The settings of an image are those that authors get who set none."""
    found = drawn([" a", " b"], [1, 2], output="png").image
    assert found is not None
    assert dataclasses.replace(ImageSettings(), columns=found.columns) == found
    assert (found.dpi, found.fontsize, found.inches) == (192, 11.25, 10)
    assert (found.both, found.outlines) == (False, True)


def test_what_is_wanted_of_a_scale_by_default() -> None:
    """Min–max, to one side, rounded as scores are that are no probabilities; nothing is cut."""
    values = np.array([[1e-9, 0.5, 1.0]])
    made = scale(values, Wanted())
    assert isinstance(made, Scaled)
    assert (made.kind, made.cut, made.writing.shares) == ("minmax", (0, 0), False)
    assert scale(np.array([[np.nan]]), Wanted()).cut == (0, 0)
    assert scale(-values, Wanted(kind=(-1.0, 0.0))).ends == (-1.0, 0.0)
    assert scale(values, Wanted("zero")).ends == (0.0, 1.0)
    assert bar_ends(scale(np.array([[1.0, 2.0]]), Wanted())).places.tolist() == [[0.5, 1.0]]


def test_a_block_whose_line_is_not_known() -> None:
    """It has none, and is told from others by where it is."""
    layout = drawn([" a"], [1])
    prepared = Prepared(resolve({}), layout, {})  # type: ignore[arg-type]
    assert prepared.line == 0
    assert prepared.called == "the block before it"
