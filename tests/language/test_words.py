"""Words as readers of Vietnamese and English expect them."""

from __future__ import annotations

import string

import pytest

from heatmark.language.languages import languages
from heatmark.language.words import language, word


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
        ("vie", "vi"),
        ("vn", "vi"),
        ("Tiếng Việt", "vi"),
        ("Vietnamese", "vi"),
        ("english", "en"),
        ("uk", "en"),
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
        ("minmax", "thang min–max của riêng hình này – đừng so màu với hình khác"),
        ("control-shuffle", "đối chứng xáo trộn"),
        ("lineup-question", "Hình nào là dữ liệu thật?"),
        ("lineup-answer", "Đáp án"),
        ("lineup-people", "Số người chọn"),
        ("lineup-needed", "Số người đúng tối thiểu"),
        ("lineup-unreachable", "không đạt được"),
        ("sample-hand", "ví dụ chọn tay"),
    ],
)
def test_words(key: str, expected: str) -> None:
    """Vietnamese words are those of the project's list."""
    assert word(key, "vi") == expected
