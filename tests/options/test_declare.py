"""What is said of an option is what it takes, and what it is without."""

from __future__ import annotations

import re

import pytest

from heatmark.core.errors import OptionError
from heatmark.options.check import check
from heatmark.options.declare import DECLARED, Options

LIMITS = re.compile(r"(?:number|number of points) from (\d+) to (\d+)$")
LIMITED = {name: LIMITS.search(one.metadata["allowed"]) for name, one in DECLARED.items()}
NUMBERS = {
    name: one.default
    for name, one in DECLARED.items()
    if isinstance(one.default, int | float) and not isinstance(one.default, bool)
}


@pytest.mark.parametrize("name", [name for name, found in LIMITED.items() if found])
def test_limits_are_those_that_are_named(name: str) -> None:
    """From the first number to the last, and not one beyond them."""
    found = LIMITED[name]
    assert found
    low, high = int(found[1]), int(found[2])
    scope = min(DECLARED[name].metadata["scopes"], key=lambda one: one.value)
    assert [check(name, end, scope) for end in (low, high)] == [low, high]
    for beyond in (low - 1, high + 1):
        with pytest.raises(OptionError, match=f"{name} must be "):
            check(name, beyond, scope)


def test_limits_are_found() -> None:
    """Options with limits say them in words that the test above reads."""
    assert {name for name, found in LIMITED.items() if found} == {
        *("context", "fontsize", "dpi", "digits", "lineup", "lineup_class", "lineup_versions"),
        "rorschach",
    }


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_shown_as_they_are(name: str) -> None:
    """The page of options names the number that an option is without it."""
    shown = DECLARED[name].metadata["shown"]
    assert shown.strip("`") == f"{NUMBERS[name]:.10g}"


def test_flags() -> None:
    """What is on without being asked for, and what is not."""
    flags = {name: one.default for name, one in DECLARED.items() if isinstance(one.default, bool)}
    assert flags == {"hover": True, "print_table": False}


def test_days_of_a_cache() -> None:
    """None at all, so that nothing is kept, up to many years."""
    scope = min(DECLARED["cache_days"].metadata["scopes"], key=lambda one: one.value)
    assert [check("cache_days", days, scope) for days in (0, 10_000)] == [0, 10_000]
    for days in (-0.5, 10_001):
        with pytest.raises(OptionError, match="cache_days must be a number of days"):
            check("cache_days", days, scope)


def test_options_have_names() -> None:
    """No option is told by its place among so many."""
    assert Options(log_lang="vi").log_lang == "vi"
    with pytest.raises(TypeError, match="positional"):
        Options("vi")  # type: ignore[call-arg,arg-type]
