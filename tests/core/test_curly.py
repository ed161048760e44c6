"""Curly quotes."""

from __future__ import annotations

import pytest

from heatmark.core.curly import refuse_curly, without_curly
from heatmark.core.errors import ParseError


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“Hà”", "Hà"),
        (" ‘ Nội’ ", " Nội"),
        ("”x”", ""),
        ("“", ""),
        ("“Hà", ""),
        ('"Hà"', ""),
        ("„x“", "x"),
        ("", ""),
    ],
)
def test_what_stands_within(text: str, inner: str) -> None:
    """Only where they enclose it: a token may be one of them."""
    assert without_curly(text) == inner


def test_they_are_refused_with_their_line() -> None:
    """And the straight ones are in the hint."""
    refuse_curly("", 1)
    with pytest.raises(ParseError, match="curly") as caught:
        refuse_curly('"a"', 3)
    assert (caught.value.line, caught.value.hint) == (3, 'write straight quotes: "a"')
