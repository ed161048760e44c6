"""Numbers as readers of Vietnamese and English expect them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.language.numbers import number, numbers
from strategies import SCORE, SCORES

if TYPE_CHECKING:
    from heatmark.core.scored_tokens import Score


@given(st.lists(SCORES, max_size=10), st.sampled_from(["en", "vi"]))
def test_many_numbers_are_written_like_one(values: list[Score], lang: str) -> None:
    """The fast way to write numbers writes what the slow way writes."""
    assert numbers(values, lang) == [
        "" if value is None else number(value, lang) for value in values
    ]


@given(st.lists(st.floats(-110, 110), max_size=10), st.sampled_from(["en", "vi"]))
def test_many_usual_numbers_are_written_like_one(values: list[float], lang: str) -> None:
    """So it does around its limits."""
    assert numbers(values, lang) == [number(value, lang) for value in values]


@given(SCORE)
def test_a_number_keeps_its_value(value: float) -> None:
    """A written number is within half a percent of its value, in both languages the same."""
    english, vietnamese = number(value, "en"), number(value, "vi")
    swapped = english.translate(str.maketrans(".,", ",."))
    assert vietnamese == swapped
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    digits, _, power = english.replace(",", "").partition("×10")
    mantissa, exponent = float(digits), int(power.translate(raised) or 0)
    if abs(value) > 1e-300:
        assert mantissa * (value / abs(value)) > 0
        wanted = math.log10(abs(mantissa)) + exponent
        assert wanted == pytest.approx(math.log10(abs(value)), abs=0.0025)


NUMBERS = [
    (0.0, "0", "0"),
    (-0.0, "0", "0"),
    (5.0, "5", "5"),
    (-1.5, "-1.5", "-1,5"),
    (0.1, "0.1", "0,1"),
    (0.5, "0.5", "0,5"),
    (12.5, "12.5", "12,5"),
    (1 / 3, "0.333", "0,333"),
    (0.001, "0.001", "0,001"),
    (0.00012, "1.2×10⁻⁴", "1,2×10⁻⁴"),
    (-0.00012, "-1.2×10⁻⁴", "-1,2×10⁻⁴"),
    (1e-10, "1×10⁻¹⁰", "1×10⁻¹⁰"),
    (5e-324, "4.94×10⁻³²⁴", "4,94×10⁻³²⁴"),
    (99.94, "99.9", "99,9"),
    (99.96, "100", "100"),
    (123.4, "123", "123"),
    (1234.0, "1,234", "1.234"),
    (1234567.0, "1,234,567", "1.234.567"),
    (999_999_999.0, "999,999,999", "999.999.999"),
    (1e9, "1×10⁹", "1×10⁹"),
    (-2.5e12, "-2.5×10¹²", "-2,5×10¹²"),
    (1.7976931348623157e308, "1.8×10³⁰⁸", "1,8×10³⁰⁸"),
    (math.inf, "∞", "∞"),
    (-math.inf, "-∞", "-∞"),
]


@pytest.mark.parametrize(("value", "english", "vietnamese"), NUMBERS)
def test_numbers(value: float, english: str, vietnamese: str) -> None:
    """Decimal comma and dots for thousands in Vietnamese; small numbers never become 0."""
    assert number(value, "en") == english
    assert number(value, "vi") == vietnamese
