"""Spaces between tokens: for words, where they are wanted, and nowhere else."""

from __future__ import annotations

import pytest

from heatmark.core.errors import ParseError
from heatmark.tokens.joining import join_tokens

WORDS = ("Hà", "Nội", ".")
SPACED = ("Hà", " Nội", ".")


@pytest.mark.parametrize(
    ("join", "rows", "tokens", "expected"),
    [
        ("auto", True, WORDS, SPACED),
        ("auto", False, WORDS, WORDS),
        ("space", False, WORDS, SPACED),
        ("none", True, WORDS, WORDS),
        ("auto", True, (" a", "b"), (" a", "b")),
        ("auto", True, ("un", "##able"), ("un", "##able")),
        ("space", True, ("ĠHello", "Ġyou"), ("ĠHello", "Ġyou")),
    ],
)
def test_where_spaces_stand(
    join: str, *, rows: bool, tokens: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Rows of words get them by themselves; pieces of words are joined by their scheme."""
    joined, _ = join_tokens(tokens, join, None, rows=rows)
    assert joined == expected


def test_the_scheme_is_seen_once() -> None:
    """Where tokens are looked at, their scheme is handed on; one that is said is believed."""
    assert join_tokens(("un", "##able"), "space", None)[1] == "wordpiece"
    assert join_tokens(WORDS, "none", None)[1] is None
    assert join_tokens(("un", "##able"), "space", "text") == (("un", " ##able"), "text")


def test_what_is_no_text_is_not_joined() -> None:
    """Half of a surrogate pair is refused before it is looked at."""
    with pytest.raises(ParseError, match="token 2"):
        join_tokens(("a", "\ud800"), "space", None)
