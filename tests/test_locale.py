"""Numbers and words as readers of Vietnamese and English expect them."""

from __future__ import annotations

import math
import string

import pytest

from heatmark.language.languages import languages
from heatmark.language.numbers import number
from heatmark.language.words import language, word

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


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("vi", "vi"),
        ("vi-VN", "vi"),
        ("vi_VN", "vi"),
        ("VI", "vi"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("vie", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_language(code: str | None, expected: str) -> None:
    """Vietnamese for codes of Vietnamese, English for all others."""
    assert language(code) == expected


def test_both_languages_say_the_same_things() -> None:
    """Every word is there in both languages, with the same places for values."""

    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english, vietnamese = languages()["en"].words, languages()["vi"].words
    assert english.keys() == vietnamese.keys()
    for key, text in english.items():
        assert places(text) == places(vietnamese[key]), key
        assert vietnamese[key].strip()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("score", "Điểm"),
        ("missing", "thiếu giá trị"),
        ("table", "Bảng số liệu"),
        ("minmax", "thang riêng của khối này – không so sánh được với khối khác"),
        ("control-shuffle", "đối chứng xáo trộn"),
        ("lineup-question", "Hình nào là dữ liệu thật?"),
        ("lineup-answer", "Đáp án"),
        ("all-noise", "Chênh lệch giữa các token không vượt mức nhiễu – đừng suy diễn từ màu."),
        ("sample-hand", "ví dụ chọn tay"),
    ],
)
def test_words(key: str, expected: str) -> None:
    """Vietnamese words are those of the project's list."""
    assert word(key, "vi") == expected
