"""Names of columns that have a pair of words in each line."""

from __future__ import annotations

import pytest

from heatmark.files.pair_names import are_ends, are_numbered, may_be_two_words


def test_two_ends() -> None:
    """In either order; two of one end are none."""
    assert are_ends("query", "key")
    assert are_ends("to_token", "from_token")
    assert not are_ends("query", "source")
    assert not are_ends("", "")


@pytest.mark.parametrize(
    ("one", "other", "numbered", "two"),
    [
        ("word1", "word2", True, True),
        ("word (1)", "word (2)", True, True),
        ("second word", "first word", True, True),
        ("từ thứ nhất", "từ thứ hai", True, True),
        ("lemma1", "lemma2", False, True),
        ("query_token", "doc_token", False, True),
        ("vi", "en", False, False),
        ("word", "word2", False, True),
        ("word1", "word3", False, False),
        ("word1", "lemma2", False, False),
        ("word1", "word1", False, False),
        ("word11", "word12", False, False),
        ("", "", False, False),
        ("prime word", "target", False, True),
        ("word", "near synonym", False, True),
        ("synonym", "word", False, False),
    ],
)
def test_two_words(one: str, other: str, *, numbered: bool, two: bool) -> None:
    """Two with marks, and what has one score together with a word."""
    assert are_numbered(one, other) == numbered
    assert may_be_two_words(one, other) == two
