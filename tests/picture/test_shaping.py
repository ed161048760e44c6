"""Letters that an image does not put together as readers know them."""

from __future__ import annotations

import pytest

from heatmark.picture.shaping import unshaped


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("a שלום", "ש"),
        ("مرحبا", "م"),
        ("नमस्ते", "न"),
        ("ខ្មែរ", "ខ"),
        ("Ế m̂ 漢 한 ไทย", ""),
        ("", ""),
    ],
)
def test_scripts(text: str, letter: str) -> None:
    """The first such letter is named; Latin, Chinese, Korean and Thai have none."""
    found = [*unshaped(text)]
    assert [one.name for one in found] == ["unshaped-script"] * bool(letter)
    assert all(f"'{letter}'" in one.message and one.hint for one in found)
