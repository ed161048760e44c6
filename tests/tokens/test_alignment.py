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
        (
            ["xinchao", "a"],
            "wordpiece",
            "xin\u00adchào\u200b\ufeff a",
            ["xin\u00adchào", "\u200b\ufeff a"],
        ),
        (["👨👩", "a"], "wordpiece", "👨\u200d👩 a", ["👨\u200d👩", " a"]),
        (["▁a", "▁▁", "▁b"], "auto", "a ▁ b", ["a", " ▁", " b"]),
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
        (
            ["aba", "�", "ba"],
            "text",
            "abab",
            "token 3, 'ba', is not what the text goes on with: 'b'",
        ),
        (["<s>"], "text", " ", "the text goes on after the last token: ' '"),
        (["a", "", "x"], "text", "a b", "token 3, 'x', is not what the text goes on with: ' b'"),
        (["x"], "text", "a" * 21, f"token 1, 'x', is not what the text goes on with: '{'a' * 20}'"),
        (["H", "ó", "a"], "text", "Hoá", "token 2, 'ó', is not what the text goes on with: 'oá'"),
    ],
)
def test_errors(tokens: list[str], scheme: str, text: str, problem: str) -> None:
    """A token that the text does not go on with is named, and what is there instead."""
    with pytest.raises(ParseError) as caught:
        to_cells(tokens, scheme, text)
    assert caught.value.message.startswith(problem)
    if "goes on after" in problem:
        assert caught.value.hint == "add the tokens that are missing"
    else:
        between = "the tokens with white space between them"
        wanted = between if scheme == "text" else "the one that the tokens were made of"
        is_lost = scheme == "text" and tokens[0] in {"Xin", "H"}
        other = "; write scheme: wordpiece if the tokenizer lost capitals or accents"
        assert caught.value.hint == f"text must be {wanted}" + other * is_lost


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
        (["H", "oá", "b"], "Hóa b", ("H", "óa", " b")),
        (["Ho", "á", "b"], "Hóa b", ("Hó", "a", " b")),
        (["H", "o", "á"], "Hóa", ("H", "ó", "a")),
        (["Ðà", "Nẵng"], "Đà Nẵng", ("Đà", " Nẵng")),
        (["Đà"], "Ðà", ("Ðà",)),
    ],
)
def test_spellings_of_vietnamese(tokens: list[str], text: str, pieces: tuple[str, ...]) -> None:
    """The tone of two vowels may stand on either, and Đ is Ð; another tone is another word."""
    assert align(tokens, text) == pieces
    with pytest.raises(ParseError):
        align(["Hò", "a"], "Hoá")


@pytest.mark.parametrize(
    ("tokens", "scheme", "text", "shown", "groups"),
    [
        (["ß�", ""], "text", "ß ", ["ß ", ""], (1, 2)),
        (["<unk>", "[UNK]", "1"], "text", "😀  1\n1", ["😀", "  1", "\n1"], (1, 2, 3)),
        (["�", "�"], "wordpiece", "😀 ß", ["😀", " ß"], (1, 2)),
        (["[UNK]", ""], "wordpiece", ".", [".", ""], (1, 2)),
        (["�", "��"], "text", " ba", [" ", "ba"], (1, 2)),
        (["�", "\n"], "wordpiece", " đẹp\n", [" đẹp", "\n"], (1, 2)),
        (["�", "�", "<s>"], "text", "Hà", ["Hà", "", "<s>"], (1, 1, 2)),
        (["���", "<s>", "�"], "text", ". Nội", [". Nộ", "<s>", "i"], (1, 2, 3)),
        (
            ["��", "ét", "[SEP]"],
            "sentencepiece",
            "ba\nét[SEP]",
            ["ba", "\nét", "[SEP]"],
            (1, 2, 3),
        ),
        (
            [" Hóa b", "[SEP]", "## ", "[CLS]", " ", "ß"],
            "wordpiece",
            " Hóa b  ß",
            [" Hóa b", "[SEP]", " ", "[CLS]", " ", "ß"],
            (1, 2, 3, 4, 5, 6),
        ),
        (
            ["�", ".▁", ".", "▁▁", ""],
            "sentencepiece",
            ". . ",
            ["", ".", " .", " ", ""],
            (1, 2, 3, 4, 5),
        ),
        (["", "a", " ", "�"], "text", "a ", ["", "a", " ", ""], (1, 2, 3, 4)),
        (["H�a", "[UNK]"], "sentencepiece", "Hóa a  ", ["Hóa", " a  "], (1, 2)),
        (
            ["<unk>", "e", "���������"],
            "sentencepiece",
            "1 đẹp\nét học",
            ["1 đ", "ẹ", "p\nét học"],
            (1, 2, 3),
        ),
        (
            ["�����", "b", "<unk>", "p"],
            "text",
            "1<s>ab bađẹp",
            ["1<s>ab", " b", "ađẹ", "p"],
            (1, 2, 3, 4),
        ),
        (
            ["##�", "à", "", "", "<unk>", "[SEP]", " "],
            "wordpiece",
            "Hà a",
            ["Hà", " a", "", "", "", "[SEP]", ""],
            (1, 2, 3, 4, 5, 6, 7),
        ),
        (["s", "s"], "wordpiece", "ß", ["ß", ""], (1, 1)),
        (
            ["w", "[UNK]", "s", "[UNK]"],
            "wordpiece",
            "w xß s y",
            ["w", " xß", " s", " y"],
            (1, 2, 3, 4),
        ),
        (
            ["w", "[UNK]", "a", "[UNK]"],
            "wordpiece",
            "w xe\u0301a a y",
            ["w", " xe\u0301a", " a", " y"],
            (1, 2, 3, 4),
        ),
        (
            ["w", "[UNK]", "m", "[UNK]"],
            "wordpiece",
            "w x™ m y",
            ["w", " x™", " m", " y"],
            (1, 2, 3, 4),
        ),
        (
            ["[CLS]", "a", "[UNK]", "b"],
            "wordpiece",
            "a xa b",
            ["[CLS]", "a", " xa", " b"],
            (1, 2, 3, 4),
        ),
        (["Ho", "á", "b"], "text", "Hóa b", ["Hó", "a", " b"], (1, 2, 3)),
        (["áº", "£", "Ġb"], "bytebpe", "Ả b", ["Ả", "", " b"], (1, 1, 2)),
        (
            ["x", "�", "a", "�", " b"],
            "text",
            "x1a a2 b",
            ["x", "1", "a", " a2", " b"],
            (1, 2, 3, 4, 5),
        ),
    ],
)
def test_losses_and_spaces_have_their_shares(
    tokens: list[str], scheme: str, text: str, shown: list[str], groups: tuple[int, ...]
) -> None:
    """Lost tokens share what no other stands for, words go to words, and spaces to whom they are.

    A word is looked for where words begin, also after letters whose accents are apart.
    """
    cells = to_cells(tokens, scheme, text)
    assert list(cells.texts) == shown
    assert cells.groups == groups


@pytest.mark.parametrize(("far", "found"), [(255, "ab y"), (256, "abx")])
def test_how_far_the_next_word_is_looked_for(far: int, found: str) -> None:
    """Behind a lost word the next is where a word begins, if that is not too far away."""
    text = f"w xab{'x' * (far - 1)} ab y"
    shown = to_cells(["w", "[UNK]", "ab", "[UNK]"], "wordpiece", text).texts
    assert "".join(shown[2:]).strip().startswith(found)


def test_special_tokens_in_a_text() -> None:
    """One that the text has is text there; one that it has not stands beside the text."""
    assert to_cells(["<s>", "a"], "text", "<s>a").special == frozenset()
    assert to_cells(["<s>", "a"], "text", "A".lower()).special == {0}
    with pytest.raises(ParseError, match="is not what the text goes on with"):
        to_cells(["<s>", "a"], "text", "<s>")


@pytest.mark.parametrize(
    ("tokens", "hint"),
    [
        (["dở", "phim", "hay"], "in another order: write them in that of the text"),
        (["phim", "dở", "hay"], "in another order"),
        (["phim", "dở"], "must be the tokens"),
        (["phim", "sách", "hay"], "must be the tokens"),
    ],
)
def test_words_in_another_order(tokens: list[str], hint: str) -> None:
    """Words that are sorted by their scores are no text; words between them may lack, too."""
    with pytest.raises(ParseError) as at:
        align(tokens, "phim này hay mà dở")
    assert hint in at.value.hint
