"""Words, their lengths, and the spaces between them."""

from __future__ import annotations

import unicodedata

import pytest

from heatmark import ParseError
from heatmark.tokens import align, are_words, join_words, length, split_words

LENGTHS = [
    ("", 0),
    ("a", 1),
    ("nghiêng", 7),
    ("Nghiêng,", 7),
    ("Ổ", 1),
    ("ệ", 1),
    ("đường", 5),
    ("Đ", 1),
    ("“ở”", 1),
    ("(một)", 3),
    ("...", 0),
    ("–", 0),
    ("don't", 4),
    ("2024", 4),
    ("3,14", 3),
    ("a1b2", 4),
    ("日本語", 3),
    ("한국어", 3),
    ("नमस्ते", 3),
    ("👩‍👩‍👧", 1),
    ("🇻🇳", 1),
    ("👍🏽", 1),
    ("1️⃣", 1),
    ("x²+y", 4),
    ("₫", 1),
    (" chào", 4),
    ("\n", 0),
]


@pytest.mark.parametrize(("token", "expected"), LENGTHS)
def test_length(token: str, expected: int) -> None:
    """A token is as long as a reader counts its letters; punctuation does not count."""
    assert length(token) == expected


@pytest.mark.parametrize("token", [token for token, _ in LENGTHS if token.isalpha()])
def test_length_does_not_depend_on_the_form(token: str) -> None:
    """Composed and decomposed letters are equally long."""
    assert length(unicodedata.normalize("NFD", token)) == length(token)
    assert length(unicodedata.normalize("NFC", token)) == length(token)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  \n", ()),
        ("một", ("một",)),
        ("Xin chào bạn", ("Xin", " chào", " bạn")),
        (" Xin  chào\n", (" Xin", "  chào\n")),
        ("a\u00a0b\u2003c", ("a", "\u00a0b", "\u2003c")),
        ("a, b (c)", ("a,", " b", " (c)")),
    ],
)
def test_split_words(text: str, words: tuple[str, ...]) -> None:
    """Words are cut at white space, which goes with the word after it, at the end before it."""
    assert split_words(text) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Xin", "chào"], "Xin chào"),
        (["Xin", ",", "chào", "!"], "Xin, chào!"),
        (["a", "(", "b", ")", "c"], "a (b) c"),
        (["“", "a", "”", "…"], "“a”…"),
        (["50", "%"], "50%"),
        (["a", "–", "b"], "a – b"),
        (["f", "(x)"], "f (x)"),
        (["một"], "một"),
        ([], ""),
    ],
)
def test_join_words(words: list[str], text: str) -> None:
    """A space stands between words, but none before closing and after opening punctuation."""
    assert "".join(join_words(words)) == text


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (["a", "b"], True),
        (["một từ"], True),
        (["a", " b"], False),
        (["a ", "b"], False),
        (["a", ""], False),
        (["a\n"], False),
        (["\u00a0a"], False),
    ],
)
def test_are_words(tokens: list[str], expected: bool) -> None:  # noqa: FBT001
    """Words neither begin nor end with white space, and none is empty."""
    assert are_words(tokens) is expected


@pytest.mark.parametrize(
    ("tokens", "text", "expected"),
    [
        (["Xin", "chào"], "Xin  chào\n", ("Xin", "  chào\n")),
        (["Xin", " chào"], "Xin\nchào", ("Xin", "\nchào")),
        (["un", "believ", "able"], "unbelievable", ("un", "believ", "able")),
        (["a", "a", "a"], "aa a", ("a", "a", " a")),
        (["a", " ", "b"], "a b", ("a", " ", "b")),
    ],
)
def test_align(tokens: list[str], text: str, expected: tuple[str, ...]) -> None:
    """Tokens take their white space from the text."""
    assert align(tokens, text) == expected


@pytest.mark.parametrize(
    ("tokens", "text", "problem"),
    [
        (
            ["Xin", "chao"],
            "Xin chào",
            "token 2, 'chao', is not what the text goes on with: ' chào'",
        ),
        (["Xin", "bạn"], "Xin chào bạn", "token 2, 'bạn', is not what the text goes on with"),
        (["Xin"], "Xin chào", "the text goes on after the last token: ' chào'"),
        (["Xin", "chào"], "Xin", "token 2, 'chào', is not what the text goes on with: ''"),
        ([], "Xin", "the text goes on after the last token: 'Xin'"),
    ],
)
def test_align_errors(tokens: list[str], text: str, problem: str) -> None:
    """A text that is not made of the tokens is refused, with the token and the place."""
    with pytest.raises(ParseError) as caught:
        align(tokens, text)
    assert caught.value.message.startswith(problem)
