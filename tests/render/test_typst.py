"""Strings of Typst."""

from __future__ import annotations

import pytest

from heatmark.render.typst import typst_colour, typst_string


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hà Nội", '"Hà Nội"'),
        ('a"b', r'"a\"b"'),
        ("a\\", r'"a\\"'),
        ('\\"', r'"\\\""'),
        ("a\nb", r'"a\nb"'),
        ("#x $y$ @z", '"#x $y$ @z"'),
        ("\x07", '"␇"'),
    ],
)
def test_strings_end_where_they_should(text: str, written: str) -> None:
    """Whatever is in them."""
    assert typst_string(text) == written


def test_colours_are_calls() -> None:
    """With the colour as a string."""
    assert typst_colour("#a0b1c2") == 'rgb("#a0b1c2")'
