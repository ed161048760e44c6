"""Names of columns in all languages."""

from __future__ import annotations

import unicodedata

import pytest

from heatmark.language.columns import is_token_name
from heatmark.language.languages import languages


@pytest.mark.parametrize(
    "name",
    [
        *("token", "Token", "TOKENS", "word", "từ", "Từ", "TIẾNG", "âm tiết", "chữ", "kí tự"),
        *(
            "str_token",
            "str-tokens",
            "str.tokens",
            "token,",
            "từ:",
            " token ",
            unicodedata.normalize("NFD", "từ"),
        ),
    ],
)
def test_names_of_tokens(name: str) -> None:
    """Whatever the language, its case and spelling, a column of tokens is known by its name."""
    assert is_token_name(name)


@pytest.mark.parametrize("name", ["", "Lorem", "tokenizer", "score", "tu", "1", ".", "từ-điển"])
def test_other_names(name: str) -> None:
    """Other words are no names of tokens."""
    assert not is_token_name(name)


def test_each_language_has_names() -> None:
    """All languages say what a column of tokens is called, in lower case."""
    for one in languages().values():
        assert "token" in one.tokens
        assert list(one.tokens) == [name.casefold() for name in one.tokens]
