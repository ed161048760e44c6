"""Numbers as readers of Vietnamese and English expect them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.language.numbers import Writing, as_given, number, writing
from strategies import SCORE

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@given(st.lists(SCORE, max_size=10), st.integers(-320, 330), st.sampled_from(["en", "vi"]))
def test_many_numbers_are_written_like_one(values: list[float], places: int, lang: str) -> None:
    """All ways to write numbers write the same, and what reads alike is one number."""
    form = Writing(places)
    together = written(form, values, lang)
    assert together == [form.text(value, lang) for value in values]
    near = form.rounded(np.array(values, dtype=np.float64)).tolist()
    assert near == [form.near(value) for value in values]
    pairs = {*zip(together, near, strict=True)}
    assert len(pairs) == len({text for text, _ in pairs}) == len({one for _, one in pairs})
    assert written(form, near, lang) == together


def written(form: Writing, values: list[float], lang: str) -> list[str]:
    scores = np.array(values, dtype=np.float64)
    return form.write(scores, form.rounded(scores), lang)


@given(
    st.lists(st.lists(st.floats(-30_000, 30_000) | st.just(math.nan), max_size=5), max_size=5),
    st.integers(0, 4),
    st.sampled_from(["en", "vi"]),
)
def test_what_was_written_before_changes_nothing(
    figures: list[list[float]], places: int, lang: str
) -> None:
    """Texts of a range are kept, which grows, and begins anew where it would be too long."""
    form = Writing(places)
    for values in figures:
        assert written(form, values, lang) == [form.text(value, lang) for value in values]


@pytest.mark.parametrize("values", [[-3, 2.5, math.nan], [19_000], [-19_000], [7], [0.1, 19_999.9]])
def test_numbers_before_and_behind_those_that_are_kept(values: list[float]) -> None:
    """Ends of a range are in it, and NaN has no text wherever it begins."""
    form = Writing(1)
    expected = [form.text(value, "en") for value in values]
    assert [written(form, values, "en") for _ in range(2)] == [expected, expected]


@given(st.lists(st.floats(-110, 110), max_size=10), st.integers(0, 5))
def test_usual_numbers_are_rounded_to_their_places(values: list[float], places: int) -> None:
    """Written numbers are within half a unit of the last place, without zeros at the end."""
    for text, value in zip(written(Writing(places), values, "en"), values, strict=True):
        assert abs(
            float(text.replace("−", "-").replace("×10⁻", "e-").translate(RAISED)) - value
        ) <= (0.5 * 10.0**-places + 1e-9)
        assert "." not in text or "×" in text or text[-1] != "0"


@pytest.mark.parametrize(
    ("low", "high", "places"),
    [
        (0.0, 1.0, 3),
        (-8.0, -0.01, 2),
        (-9.3, 1e-4, 2),
        (0.0, 50.0, 1),
        (2.0, 1500.0, 0),
        (0.0, 1e8, 0),
        (0.0, 1e9, -6),
        (0.0, 1e12, -9),
        (12345.1, 12345.4, 3),
        (5.0, 5.0, 2),
        (0.0, 0.0, 3),
        (-1.7e308, 1.7e308, -305),
        (0.0, 5e-324, 326),
    ],
)
def test_places(low: float, high: float, places: int) -> None:
    """A range is told in 200 to 2,000 steps, and whole numbers below 10⁹ to their units."""
    assert writing(low, high).places == places


WRITTEN = [
    (Writing(2), [9.3, 1e-4, -1e-4, 0.005, 2.675], ["9.3", "0", "0", "0", "2.68"]),
    (
        Writing(3, shares=True),
        [0.0, 1e-5, 0.0004, 0.0007, 1],
        ["0", "<0.001", "<0.001", "0.001", "1"],
    ),
    (Writing(1, shares=True), [0.0, 0.01, 99.99], ["0", "<0.1", "100"]),
    (Writing(3), [-1234.5678, 0.5, math.nan], ["−1,234.568", "0.5", ""]),
    (Writing(5), [0.00012, -0.00012], ["1.2×10⁻⁴", "−1.2×10⁻⁴"]),
    (Writing(-9), [1.2345e12, -2e9, 3e8, 7e8], ["1.234×10¹²", "−2×10⁹", "0", "1×10⁹"]),
    (Writing(2), [math.inf, -math.inf], ["∞", "−∞"]),
    (Writing(3), [1000.0], ["1,000"]),
    (Writing(3), [999.5, 0.001, -0.0004], ["999.5", "0.001", "0"]),
    (Writing(4), [1000.0, 0.001, 0.0], ["1,000", "0.001", "0"]),
    (Writing(-305), [1e305, 4e304, -4e304], ["1×10³⁰⁵", "0", "0"]),
    (Writing(-320), [1e5, 0.0], ["0", "0"]),
    (Writing(326), [-0.0, 5e-324], ["0", "5×10⁻³²⁴"]),
    (Writing(22), [0.3, 3e-4, 1e-20, -1234.1], ["0.3", "3×10⁻⁴", "1×10⁻²⁰", "−1,234.1"]),
    (Writing(310), [1.44e-310, 4e-311, -0.0, 0.3], ["1×10⁻³¹⁰", "0", "0", "0.3"]),
]


@pytest.mark.parametrize(("form", "values", "expected"), WRITTEN)
def test_what_is_written(form: Writing, values: list[float], expected: list[str]) -> None:
    """Small numbers beside large ones are 0, but no probability is that is not."""
    assert written(form, values, "en") == expected
    swapped = [text.translate(str.maketrans(".,", ",.")) for text in expected]
    assert written(form, values, "vi") == swapped


@given(SCORE)
def test_a_number_keeps_its_value(value: float) -> None:
    """A written number is within half a percent of its value, in both languages the same."""
    english, vietnamese = number(value, "en"), number(value, "vi")
    swapped = english.translate(str.maketrans(".,", ",."))
    assert vietnamese == swapped
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    digits, _, power = english.replace(",", "").replace("−", "-").partition("×10")
    mantissa, exponent = float(digits), int(power.translate(raised) or 0)
    if abs(value) > 1e-300:
        assert mantissa * (value / abs(value)) > 0
        wanted = math.log10(abs(mantissa)) + exponent
        assert wanted == pytest.approx(math.log10(abs(value)), abs=0.0025)


NUMBERS = [
    (0.0, "0", "0"),
    (-0.0, "0", "0"),
    (5.0, "5", "5"),
    (-1.5, "−1.5", "−1,5"),
    (0.1, "0.1", "0,1"),
    (0.5, "0.5", "0,5"),
    (12.5, "12.5", "12,5"),
    (1 / 3, "0.333", "0,333"),
    (0.001, "0.001", "0,001"),
    (0.00012, "1.2×10⁻⁴", "1,2×10⁻⁴"),
    (-0.00012, "−1.2×10⁻⁴", "−1,2×10⁻⁴"),
    (1e-10, "1×10⁻¹⁰", "1×10⁻¹⁰"),
    (5e-324, "4.94×10⁻³²⁴", "4,94×10⁻³²⁴"),
    (99.94, "99.9", "99,9"),
    (99.96, "100", "100"),
    (123.4, "123", "123"),
    (1234.0, "1,234", "1.234"),
    (1234567.0, "1,234,567", "1.234.567"),
    (999_999_999.0, "999,999,999", "999.999.999"),
    (1e9, "1×10⁹", "1×10⁹"),
    (-2.5e12, "−2.5×10¹²", "−2,5×10¹²"),
    (1.7976931348623157e308, "1.8×10³⁰⁸", "1,8×10³⁰⁸"),
    (math.inf, "∞", "∞"),
    (-math.inf, "−∞", "−∞"),
]


@pytest.mark.parametrize(("value", "english", "vietnamese"), NUMBERS)
def test_numbers(value: float, english: str, vietnamese: str) -> None:
    """Decimal comma and dots for thousands in Vietnamese; small numbers never become 0."""
    assert number(value, "en") == english
    assert number(value, "vi") == vietnamese


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0504, "0,0504"),
        (1234.5, "1.234,5"),
        (1000, "1.000"),
        (0, "0"),
        (-0.35, "−0,35"),
        (0.1 + 0.2, "0,3"),
        (0.0005, "5×10⁻⁴"),
        (0.1234567890123, "0,123456789012"),
        (math.inf, "∞"),
    ],
)
def test_what_an_author_wrote(value: float, text: str) -> None:
    """It keeps its digits, but not those that floats add."""
    assert as_given(value, "vi") == text
