"""Text and JSON, read strictly."""

from __future__ import annotations

import math

import pytest

from heatmark.core.errors import ParseError, SourceError
from heatmark.files.text import decode, load


@pytest.mark.parametrize("content", ["Hà Nội".encode(), b"\xef\xbb\xbf" + "Hà Nội".encode()])
def test_utf8_with_or_without_a_mark(content: bytes) -> None:
    """A byte order mark is no part of the text."""
    assert decode(content) == "Hà Nội"


def test_ends_of_lines_of_a_macintosh() -> None:
    """They end lines where nothing else does."""
    assert decode(b"a\rb\r") == "a\nb\n"
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Hà".encode("utf-16"), "UTF-16"),
        (b"a\nb\n\xe1x", "line 3"),
        (b"\n\xe1x", "line 2"),
        (b"\xff", "byte 0"),
    ],
)
def test_other_encodings_are_named(content: bytes, problem: str) -> None:
    """What is not UTF-8 is said to be so, with its place, and never guessed."""
    with pytest.raises(SourceError, match=problem) as caught:
        decode(content)
    assert "UTF-8" in caught.value.hint


def test_nan_is_a_number_that_is_missing() -> None:
    """Python's own files have NaN, which strict JSON lacks."""
    value = load('{"a": [1, NaN]}')
    assert isinstance(value, dict)
    assert math.isnan(value["a"][1])


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('{"a":\n [1,\n 2', 13, "too early"),
        ('{"a":\n [1 2]}', 12, "broken"),
        ('{"a": 1, "a": 2}', None, "twice"),
        ("[" * 100_000, None, "nested"),
        (f"[{'1' * 5_000}]", 10, "too many digits"),
    ],
)
def test_broken_json(text: str, line: int | None, problem: str) -> None:
    """Each error has a line of the file, which begins before the JSON, and a hint."""
    with pytest.raises(ParseError, match=problem) as caught:
        load(text, 10)
    assert caught.value.line == line
    assert caught.value.hint


def test_equal_tokens_are_one_string() -> None:
    """A long text has few different tokens, and memory for no more."""
    value = load('[{"token": "một từ"}, {"token": "một từ"}]')
    assert isinstance(value, list)
    assert value[0]["token"] is value[1]["token"]


def test_lines_count_from_the_start() -> None:
    """Where nothing stands before the JSON, its first line is the first."""
    with pytest.raises(ParseError) as caught:
        load("[1 2]")
    assert caught.value.line == 1


def test_a_key_that_is_there_twice() -> None:
    """It is named, wherever it stands."""
    with pytest.raises(ParseError, match="'b' is there twice"):
        load('{"a": 1, "b": 2, "c": 3, "b": 4}')
