"""Text in the wrong encoding is made good, and no other text is touched."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Literal

import ftfy.bad_codecs  # noqa: F401 - registers the codecs below
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.tokens import repaired, to_cells

DATA = Path(__file__).parent / "data"
CASES = json.loads((DATA / "expected_cells.json").read_text("utf-8"))["cases"]
LINES = (DATA / "words_vi.txt").read_text("utf-8").splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]


CODECS = ["sloppy-windows-1252", "sloppy-windows-1254"]
SENTENCE = "Bản Đồ nhiệt của token giúp ta nhìn thấy mô hình đang chú ý vào đâu."


@pytest.mark.parametrize("codec", CODECS)
def test_double_encoding_is_undone(codec: str) -> None:
    """UTF-8 that was read as Windows-1252 or 1254 is read again."""
    assert repaired(SENTENCE.encode().decode(codec)) == SENTENCE


def test_lost_characters() -> None:
    """Bytes that Windows-1252 has no character for are there as C1 controls, or lost."""
    assert repaired("B\u00e1\u00ba\u00a3n \u00c4\x90\u00e1\u00bb\u201c") == "Bản Đồ"
    assert repaired("B\u00e1\u00ba\u00a3n \u00c4\u00e1\u00bb\u201c") == "Bản Đồ"
    assert repaired("xin ch\u00c3 o b\u00e1\u00ba\u00a1n") == "xin chào bạn"
    assert repaired("\u00c3\u0080 b\u00e1\u00ba\u00a1n") == "À bạn"


def test_other_languages_are_repaired_too() -> None:
    """Double encoding is told by its signs, whatever the language is."""
    assert repaired("l\u00e2\u20ac\u2122\u00c3\u00a9t\u00c3\u00a9") == "l\u2019été"


def test_words_are_repaired() -> None:
    """The words of the list are made good, all in one text."""
    text = "\n".join(WORDS)
    assert repaired(text.encode().decode(CODECS[0])) == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_proper_vietnamese_is_left_alone(form: Literal["NFC", "NFD"]) -> None:
    """No proper word is repaired."""
    assert [word for word in WORDS if repaired(unicodedata.normalize(form, word))] == []
    assert repaired(unicodedata.normalize(form, "\n".join(WORDS))) is None


@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))
def test_proper_text_is_left_alone(text: str) -> None:
    """No sequence of proper words is repaired, in capitals neither."""
    for one in (text, text.upper(), unicodedata.normalize("NFD", text)):
        assert repaired(one) is None


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text is left alone or becomes another one."""
    assert repaired(text) != text


def test_byte_level_tokens_are_left_alone() -> None:
    """Byte-level tokens look alike, but are tokens."""
    for case in CASES:
        if case["scheme"] == "bytebpe":
            assert repaired("".join(case["tokens"])) is None
            assert [token for token in case["tokens"] if repaired(token)] == []


@given(st.lists(st.integers(0, 90), max_size=20))
def test_tokens_are_cut_at_the_same_places(cuts: list[int]) -> None:
    """A letter that was cut is one letter again, whose later tokens only go on."""
    broken = SENTENCE.encode().decode(CODECS[0])
    edges = [0, *sorted(cuts), len(broken)]
    tokens = [broken[start:end] for start, end in pairwise(edges)]
    cells = to_cells(["<s>", *tokens], "mojibake")
    assert "".join(cells.texts[1:]) == SENTENCE
    assert cells.special == {0}
    assert b"".join(cells.data[1:]) == SENTENCE.encode()


def test_a_cut_letter() -> None:
    """The three characters of a letter make one cell."""
    cells = to_cells(["B", "\u00e1", "\u00ba", "\u00a3", "n gi\u00c3", "\u00ba p"], "mojibake")
    assert cells.texts == ("B", "ả", "", "", "n giú", " p")
    assert cells.groups == (1, 2, 2, 2, 3, 3)
