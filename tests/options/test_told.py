"""Options about rows and steps: what stands where nothing is said, and what is refused."""

from __future__ import annotations

import pytest

from heatmark.core.errors import OptionError
from heatmark.options.check import check
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.options.told import ToldOptions


def test_without_a_word_rows_and_scale_stay() -> None:
    """Series are drawn as they are given, and their colours have no steps."""
    told = ToldOptions()
    assert (told.order, told.steps) == ("given", ())
    assert resolve({}).order == told.order


@pytest.mark.parametrize(("name", "value"), [("order", "up"), ("steps", [3, 2]), ("steps", "few")])
def test_what_is_refused(name: str, value: object) -> None:
    """An order that is not known and steps that do not rise are errors that name the option."""
    with pytest.raises(OptionError, match=f"{name} must be"):
        check(name, value, Scope.BLOCK)
