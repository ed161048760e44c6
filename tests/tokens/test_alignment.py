"""Tokens find the text again that they were made of."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import ParseError
from heatmark.tokens import align, to_cells

NFD = unicodedata.normalize("NFD", "Bản đồ")


@pytest.mark.parametrize(
    ("tokens", "scheme", "text", "shown"),
    [
        (["ban", "đ", "##o"], "auto", "Bản đồ", ["Bản", " đ", "ồ"]),
        (
            ["[CLS]", "ban", "đ", "##o", "[SEP]"],
            "auto",
            "Bản đồ",
            ["[CLS]", "Bản", " đ", "ồ", "[SEP]"],
        ),
        (["ban", "do"], "wordpiece", "Bản Đồ!", None),
        (["don", "'", "t"], "wordpiece", "Don't", ["Don", "'", "t"]),
        (["Xin", "chào"], "auto", "Xin  chào\n", ["Xin", "  chào\n"]),
        (["Bản_đồ", "nhiệt"], "auto", "Bản đồ nhiệt", ["Bản đồ", " nhiệt"]),
        (["Bản", "đồ"], "auto", NFD, [NFD[:4], NFD[4:]]),
        ([NFD], "auto", "Bản đồ", ["Bản đồ"]),
        (["B", "�", "�", "�", "n"], "text", "Bản", ["B", "ả", "", "", "n"]),
        (["B", "�", "n"], "text", "Bản", ["B", "ả", "n"]),
        (["B", "�n"], "text", "Bản", ["B", "ản"]),
        (["xin", " �", "�"], "text", "xin đ", ["xin", " đ", ""]),
        (["▁xin", "<unk>", "▁a"], "auto", "xin 😀 a", ["xin", " 😀", " a"]),
        (["a", "[UNK]", "b"], "wordpiece", "a xbx b", ["a", " xbx", " b"]),
        (["ha", "[UNK]", "[UNK]", "."], "wordpiece", "Hà Nội đẹp.", ["Hà", " Nội", " đẹp", "."]),
        (["Ģ", "ĠvÃł"], "bytebpe", "ạ và", ["ạ", " và"]),
        (["<s>", "a"], "text", "<s>a", ["<s>", "a"]),
        (["s", "s"], "wordpiece", "ß", ["ß", ""]),
        (["a", " ", "b"], "text", "a b", ["a", " ", "b"]),
        (["a", "_", "b"], "text", "a b", ["a", " ", "b"]),
        (["a", "", "b"], "text", "a b", ["a", "", " b"]),
        (["a", "�", "�", "b"], "text", "a\u00a0b", ["a", "\u00a0", "", "b"]),
        (["�"], "text", "", [""]),
        ([" ", "", "�"], "wordpiece", " đ", [" ", "", "đ"]),
        ([], "text", "", []),
    ],
)
def test_text_says_what_was_lost(
    tokens: list[str], scheme: str, text: str, shown: list[str] | None
) -> None:
    """The cells show the text: its capitals, accents, spaces and lost characters."""
    if shown is None:
        with pytest.raises(ParseError, match="the text goes on after the last token: '!'"):
            to_cells(tokens, scheme, text)
        return
    cells = to_cells(tokens, scheme, text)
    assert list(cells.texts) == shown
    assert len(cells.data) == len(tokens)


def test_lost_bytes_share_a_group() -> None:
    """Tokens of one lost character share it, as if their bytes were there."""
    cells = to_cells(["B", "�", "�", "�", "n"], text="Bản")
    assert cells.groups == (1, 2, 2, 2, 3)
    assert cells.continues == {2, 3}
    assert cells.words == (1, 1, 1, 1, 1)


def test_words_come_from_the_text() -> None:
    """White space of the text begins words, and `##` joins."""
    cells = to_cells(["ban", "đ", "##o", "."], text="Bản đồ.")
    assert cells.words == (1, 2, 2, 3)


@pytest.mark.parametrize(
    ("tokens", "scheme", "text", "problem"),
    [
        (["Xin", "chao"], "text", "Xin chào", "token 2, 'chao', is not what the text goes on"),
        (["ban", "##x"], "wordpiece", "Bản đồ", "token 2, '##x', is not what the text goes on"),
        (["Xin"], "text", "Xin chào", "the text goes on after the last token: ' chào'"),
        (["<s>"], "text", "Xin", "the text goes on after the last token: 'Xin'"),
        (["a", "�", "z"], "text", "abc", "token 3, 'z', is not what the text goes on with: 'bc'"),
        (["a"], "text", "", "token 1, 'a', is not what the text goes on with: ''"),
    ],
)
def test_errors(tokens: list[str], scheme: str, text: str, problem: str) -> None:
    """A token that the text does not go on with is named, and what is there instead."""
    with pytest.raises(ParseError) as caught:
        to_cells(tokens, scheme, text)
    assert caught.value.message.startswith(problem)
    assert caught.value.hint


@given(st.lists(st.text(max_size=5), max_size=10), st.text(max_size=20))
def test_cells_make_up_the_text_or_are_refused(tokens: list[str], text: str) -> None:
    """Whatever tokens and text are, the cells are the text, or the author is told."""
    for scheme in ("text", "wordpiece", "bytebpe"):
        try:
            cells = to_cells(tokens, scheme, text)
        except ParseError:
            continue
        shown = [one for at, one in enumerate(cells.texts) if at not in cells.special]
        assert "".join(shown) == text


@given(st.text("abđạ e\u0301🇻👩\u200d.�", max_size=20), st.data())
def test_losses_are_made_good(text: str, data: st.DataObject) -> None:
    """Tokens of a text, with characters lost, still find the text."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edges = [0, *cuts, len(text)]
    tokens = [text[start:end] for start, end in pairwise(edges)]
    lossy = [token.replace("đ", "�").replace("ạ", "��") for token in tokens]
    if text.strip():
        assert "".join(align([token.strip() for token in tokens], text)) == text
    for scheme in ("text", "wordpiece"):
        try:
            repaired = to_cells(lossy, scheme, text)
        except ParseError:
            continue  # what follows a loss may be found too early in a text of five letters
        assert "".join(repaired.texts) == text


@pytest.mark.parametrize(
    ("tokens", "text", "pieces"),
    [
        (["Hóa", "học"], "Hoá học", ("Hoá", " học")),
        (["Hoá", "học"], "Hóa học", ("Hóa", " học")),
        (["thủy", "khỏe"], "thuỷ khoẻ", ("thuỷ", " khoẻ")),
        (["Hó", "a"], "Hóa", ("Hó", "a")),
        (["Ðà", "Nẵng"], "Đà Nẵng", ("Đà", " Nẵng")),
        (["Đà"], "Ðà", ("Ðà",)),
    ],
)
def test_spellings_of_vietnamese(tokens: list[str], text: str, pieces: tuple[str, ...]) -> None:
    """The tone of two vowels may stand on either, and Đ is Ð; another tone is another word."""
    assert align(tokens, text) == pieces
    with pytest.raises(ParseError):
        align(["Hò", "a"], "Hoá")
