"""What a tokenizer prints becomes what a reader sees."""

from __future__ import annotations

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import OptionError, ParseError
from heatmark.tokens import SCHEMES, Cells, detect, to_cells
from heatmark.tokens.clusters import clusters
from heatmark.tokens.schemes import BYTE_ALPHABET

DATA = Path(__file__).parent / "data"
CASES: list[dict[str, Any]] = json.loads((DATA / "expected_cells.json").read_text("utf-8"))["cases"]
LINES = (DATA / "words_vi.txt").read_text("utf-8").splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]
FORMS: list[Literal["NFC", "NFD"]] = ["NFC", "NFD"]
SHOWN = {byte: character for character, byte in BYTE_ALPHABET.items()}

# Characters that stick to one another in many ways, and some that do not.
STICKY = "aĐđ \n\r.e\u0301\u0323\u200d👩👍🏽🇻🇳\u1100\u1161\u11a8한कष\u094dא\u0600é😀\u200b\ufeff"
texts = st.one_of(st.text(max_size=20), st.text(STICKY, max_size=30))


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[bytes]]:
    """Make a text and pieces of its UTF-8, cut anywhere."""
    text = draw(texts)
    data = text.encode()
    cuts = draw(st.lists(st.integers(0, len(data)), max_size=len(data)))
    edges = [0, *sorted(cuts), len(data)]
    return text, [data[start:end] for start, end in pairwise(edges)]


def written(pieces: list[bytes], scheme: str) -> list[Any]:
    """Write bytes as tokens of a scheme."""
    if scheme == "bytebpe":
        return ["".join(SHOWN[byte] for byte in piece) for piece in pieces]
    if scheme == "pybytes":
        return [repr(piece) for piece in pieces]
    if scheme == "legacy":
        return [
            "".join(["bytes:"] * bool(piece) + [f"\\x{byte:02x}" for byte in piece])
            for piece in pieces
        ]
    return [{"token": "?" * len(piece), "bytes": list(piece)} for piece in pieces]


def check(cells: Cells, text: str) -> None:
    """Hold cells to what is true of all of them."""
    count = len(cells.texts)
    assert len(cells.groups) == len(cells.words) == len(cells.data) == count
    ordinary = [one for at, one in enumerate(cells.texts) if at not in cells.special]
    assert "".join(ordinary) == text
    for numbers in (cells.groups, cells.words):
        steps = [two - one for one, two in zip((0, *numbers), numbers, strict=False)]
        assert set(steps) <= {0, 1}
        assert steps[:1] in ([], [1])
    for at in cells.continues:
        assert not cells.texts[at]
        assert cells.groups[at] == cells.groups[at - 1]
        assert cells.words[at] == cells.words[at - 1]
    for at in cells.special:
        assert cells.words.count(cells.words[at]) == 1


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
@pytest.mark.parametrize("named", [False, True])
def test_real_tokenizers(case: dict[str, Any], named: bool) -> None:
    """Tokens of real tokenizers are shown as their text was, whether or not the scheme is named."""
    cells = to_cells(case["tokens"], case["scheme"] if named else "auto")
    places = range(len(case["tokens"]))
    assert cells.scheme == case["scheme"]
    assert list(cells.texts) == case["display"]
    assert list(cells.groups) == case["group"]
    assert [at in cells.continues for at in places] == case["cont"]
    assert [at in cells.special for at in places] == case["special"]
    assert [list(piece) for piece in cells.data] == case["bytes"]


@pytest.mark.parametrize(
    ("tokens", "scheme", "shown", "groups", "words"),
    [
        (["áº", "£", "n"], "bytebpe", ["ả", "", "n"], [1, 1, 2], [1, 1, 1]),
        (["ĠÄ", "ĳ"], "bytebpe", [" đ", ""], [1, 1], [1, 1]),
        (["Ba", "Ìī", "n"], "bytebpe", ["Ba\u0309", "", "n"], [1, 1, 2], [1, 1, 1]),
        (["Ģ", "Ģ", "ĠvÃł"], "bytebpe", ["⟨80⟩", "⟨80⟩", " và"], [1, 2, 3], [1, 1, 2]),
        (["xin", "ĠÄ"], "bytebpe", ["xin", " ⟨C4⟩"], [1, 2], [1, 2]),
        (["đang", "ăn"], "text", ["đang", "ăn"], [1, 2], [1, 1]),
        (["caf", "é"], "text", ["caf", "é"], [1, 2], [1, 1]),
        (["##", "Tiêu đề"], "text", ["##", "Tiêu đề"], [1, 2], [1, 2]),
        (["▁", "▂", "▃"], "text", ["▁", "▂", "▃"], [1, 2, 3], [1, 1, 1]),
        (["n_đồ"], "text", ["n_đồ"], [1], [1]),
        (["e", "\u0301", "a"], "text", ["e\u0301", "", "a"], [1, 1, 2], [1, 1, 1]),
        (
            ["S@@", "iêu", "tham_@@", "số", "___", "."],
            "at",
            ["S", "iêu", " tham\u00a0", "số", " ___", "."],
            [1, 2, 3, 4, 5, 6],
            [1, 1, 2, 2, 3, 4],
        ),
        (["Hà</w>", "n", "ội</w>"], "at", ["Hà", " n", "ội"], [1, 2, 3], [1, 2, 2]),
        (
            ["h", "Ãł</w>", "n", "á»Ļi</w>"],
            "at",
            ["h", "à", " n", "ội"],
            [1, 2, 3, 4],
            [1, 1, 2, 2],
        ),
        (
            ["<|startoftext|>", "wor", "ld</w>", ",</w>", "a", "<unk>", "</w>", "b</w>"],
            "at",
            ["<|startoftext|>", "wor", "ld", ",", " a", "<unk>", " </w>", " b"],
            [1, 2, 3, 4, 5, 6, 7, 8],
            [1, 2, 2, 3, 4, 5, 6, 7],
        ),
        (
            ["[CLS]", "ha", "(", "##o", "(", "a", ")", "[SEP]", "b"],
            "wordpiece",
            ["[CLS]", "ha", " (", "o", " (", "a", ")", "[SEP]", " b"],
            [1, 2, 3, 4, 5, 6, 7, 8, 9],
            [1, 2, 3, 3, 4, 5, 6, 7, 8],
        ),
        (
            ["giá", "10", ".", "000", ",", "5", "[SEP]", "7", ":", "30", "##h", ".", "3", "a", "."],
            "wordpiece",
            [
                "giá",
                " 10",
                ".",
                "000",
                ",",
                " 5",
                "[SEP]",
                " 7",
                ":",
                "30",
                "h",
                ".",
                " 3",
                " a",
                ".",
            ],
            [*range(1, 16)],
            [*range(1, 11), *range(10, 15)],
        ),
        (
            ["<s>", "▁", "<0xE1>", "<0xBB>", "<0xAF>", "▁a"],
            "sentencepiece",
            ["<s>", "", "ữ", "", "", " a"],
            [1, 2, 3, 3, 3, 4],
            [1, 2, 2, 2, 2, 3],
        ),
        (["bytes: \\xc4", "bytes:\\x91", "i"], "legacy", [" đ", "", "i"], [1, 1, 2], [1, 1, 1]),
        (["b' \\xc4'", "b'\\x91'", 'b"\'"'], "pybytes", [" đ", "", "'"], [1, 1, 2], [1, 1, 2]),
        (
            [{"token": "\\xc4", "bytes": None}, {"token": "\\x91"}, {"token": "<|eos|>"}],
            "json",
            ["đ", "", "<|eos|>"],
            [1, 1, 2],
            [1, 1, 2],
        ),
        (["ðŁĳ©âĢ", "įðŁ", "ĳ©"], "bytebpe", ["👩‍👩", "", ""], [1, 1, 1], [1, 1, 1]),
        (["🇻", "🇳", "🇻", "🇳"], "text", ["🇻🇳", "", "🇻🇳", ""], [1, 1, 2, 2], [1, 1, 1, 1]),
        (["\u1112", "\u1161\u11ab"], "text", ["\u1112\u1161\u11ab", ""], [1, 1], [1, 1]),
        (["שלום", " עולם", "!"], "text", ["שלום", " עולם", "!"], [1, 2, 3], [1, 2, 3]),
        (
            ["ĠÄ", "<|pause|>", "ĳ"],
            "bytebpe",
            [" ⟨C4⟩", "<|pause|>", "⟨91⟩"],
            [1, 2, 3],
            [1, 2, 3],
        ),
        (["e", "<pad>", "\u0301"], "text", ["e", "<pad>", "\u0301"], [1, 2, 3], [1, 2, 3]),
        ([], "text", [], [], []),
    ],
)
def test_cells(
    tokens: list[Any], scheme: str, shown: list[str], groups: list[int], words: list[int]
) -> None:
    """A token shows the characters that begin in it; the rest of them only go on."""
    cells = to_cells(tokens, scheme)
    assert list(cells.texts) == shown
    assert list(cells.groups) == groups
    assert list(cells.words) == words


@given(cut_texts(), st.sampled_from(["bytebpe", "pybytes", "legacy", "json"]))
def test_bytes_cut_anywhere(cut: tuple[str, list[bytes]], scheme: str) -> None:
    """However the bytes of a text are cut into tokens, their cells make up the text."""
    text, pieces = cut
    cells = to_cells(written(pieces, scheme), scheme)
    check(cells, text)
    assert list(cells.data) == pieces
    assert all(regex.fullmatch(r"\X*", one) for one in cells.texts)


@given(texts)
def test_byte_fallback(text: str) -> None:
    """SentencePiece's bytes make up the text, and share groups by character."""
    tokens = [f"<0x{byte:02X}>" for byte in text.encode()]
    cells = to_cells(tokens, "sentencepiece")
    check(cells, text)
    assert max(cells.groups, default=0) == len(clusters(text))


@given(texts)
def test_clusters(text: str) -> None:
    """Clusters are those of the library, found faster: in short texts and in long ones."""
    for some in (text, text + "x" * 64):
        assert clusters(some) == regex.findall(r"\X", some)


@given(cut_texts())
def test_groups_are_characters(cut: tuple[str, list[bytes]]) -> None:
    """Tokens are in one group if, and only if, a chain of shared characters links them."""
    text, pieces = cut
    cells = to_cells(written(pieces, "json"), "json")
    ends, at = {0}, 0
    for one in regex.findall(r"\X", text):
        at += len(one.encode())
        ends.add(at)
    offset, group = 0, 0
    for piece, number in zip(pieces, cells.groups, strict=True):
        group += offset in ends
        assert number == group
        offset += len(piece)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_normalised(form: Literal["NFC", "NFD"]) -> None:
    """Composed and decomposed letters stay what they are."""
    text = unicodedata.normalize(form, "Bản đồ nhiệt")
    pieces = [bytes([byte]) for byte in text.encode()]
    check(to_cells(written(pieces, "bytebpe")), text)


@pytest.mark.parametrize(
    ("tokens", "scheme"),
    [
        ([], "text"),
        (["<s>", "[CLS]"], "wordpiece"),
        ([{"token": "a"}], "json"),
        (["b'a'", 'b"\\xc4"'], "pybytes"),
        (["b'a'", "b"], "text"),
        (["b'\\z'"], "text"),
        (["bytes:\\xe2\\x80", "a"], "legacy"),
        (["bytes:", "12"], "text"),
        (["<0x0A>", "a"], "sentencepiece"),
        (["▁a", "b"], "sentencepiece"),
        (["▁▁", "b"], "sentencepiece"),
        (["a▁b"], "text"),
        (["▁xin", "▁chào▁các", "▁bạn"], "sentencepiece"),
        (["xin▁", "chào▁", "bạn"], "sentencepiece"),
        (["xin▁", "bạn"], "text"),
        (["xin▁", "a▁b"], "text"),
        (["▁▂", "▁xin", "a▁"], "text"),
        (["▁", "█"], "text"),
        (["ĠÄ", "ĳ"], "bytebpe"),
        (["Hello", "Ġworld"], "bytebpe"),
        (["a", "Ċ"], "bytebpe"),
        (["Ģ", "áº", "£"], "bytebpe"),
        (["£", "áº", "£n"], "bytebpe"),
        (["À", "áº", "£n"], "text"),
        (["£££", "áº£"], "bytebpe"),
        (["££££", "áº£"], "text"),
        (["<0xZZ>", "a"], "text"),
        (["a", "## b"], "text"),
        (["a", "b@@", "c"], "at"),
        (["b'", 'b"', "bytes:", "<0x", "▁a", "##", "@@"], "sentencepiece"),
        (["Hello", "world"], "text"),
        (["Ġđ"], "text"),
        (["đang", "ăn"], "text"),
        (["Đã", "ĩ"], "text"),
        (["ĳ", "Ġa", "áº"], "bytebpe"),
        (["caf", "é"], "text"),
        (["un", "##believ", "##able"], "wordpiece"),
        (["[CLS]", "##Tiêu", "đề"], "wordpiece"),
        (["wor", "ld</w>"], "at"),
        (["h", "Ãł</w>"], "at"),
        (["Hà</w>", "n", "ội</w>"], "at"),
        (["<w>", "a</w>"], "text"),
        (["</w>", "a"], "text"),
        (["##", "Tiêu đề"], "text"),
        (["S@@", "iêu"], "at"),
        (["iêu", "S@@"], "text"),
        (["@@", "a"], "text"),
        (["n_đồ"], "text"),
    ],
)
def test_detection(tokens: list[Any], scheme: str) -> None:
    """A scheme is found by its signs, and text that looks a little like one is left alone."""
    assert detect(tokens) == scheme


@pytest.mark.parametrize("form", FORMS)
def test_vietnamese_is_text(form: Literal["NFC", "NFD"]) -> None:
    """No Vietnamese word is taken for a scheme, nor are all of them together."""
    words = [unicodedata.normalize(form, word) for word in WORDS]
    assert len(words) > 2500
    assert [word for word in words if detect([word]) != "text"] == []
    assert [word for word in words if detect(word.upper().split()) != "text"] == []
    assert detect(words) == "text"


@pytest.mark.parametrize(
    ("tokens", "scheme", "message"),
    [
        (["a", 1], "auto", "token 2 is no string"),
        ([{"bytes": [1]}], "auto", "token 1 is no string"),
        ("ab", "auto", "the tokens are not a list of strings"),
        (["a", "\ud800"], "auto", "token 2, '\\ud800', has half of a surrogate pair"),
        (["b'a'", "x"], "pybytes", "token 2, 'x', is not written as bytes"),
        (["b'a'", *"zyxwvu"], "pybytes", "token 2, 'z', is not written as bytes"),  # the first
        ([{"token": "a", "bytes": [256]}], "auto", "the bytes of token 1, 'a', are not bytes"),
        ([{"token": "a", "bytes": "a"}], "auto", "the bytes of token 1, 'a', are not bytes"),
        (["đang"], "mojibake", "the tokens do not look like"),
    ],
)
def test_errors(tokens: Any, scheme: str, message: str) -> None:
    """A token that cannot be read is named."""
    with pytest.raises(ParseError) as caught:
        to_cells(tokens, scheme)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_unknown_scheme() -> None:
    """A scheme that does not exist is an error that names the nearest."""
    with pytest.raises(OptionError) as caught:
        to_cells(["a"], "bytebp")
    assert caught.value.hint == "did you mean 'bytebpe'?"
    with pytest.raises(OptionError) as caught:
        to_cells(["a"], "zzz")
    assert caught.value.hint.startswith("schemes are bytebpe, ")


@given(st.lists(st.text(max_size=6), max_size=12), st.sampled_from(["auto", *SCHEMES]))
def test_never_another_error(tokens: list[str], scheme: str) -> None:
    """Whatever the tokens are, there are cells or an error for the author."""
    try:
        cells = to_cells(tokens, scheme)
    except ParseError:
        return
    assert len(cells.texts) == len(cells.words) == len(tokens)


@pytest.mark.parametrize(
    "tokens",
    [
        [f"<|{at}|>" for at in range(100_000)],
        ["\u0301"] * 100_000,
        ["Ģ"] * 100_000,
        ["🇻"] * 100_000,
        ["👩", "\u200d"] * 50_000,
        ["क", "\u094d"] * 50_000,
    ],
    ids=["special", "marks", "stray", "flags", "joiners", "viramas"],
)
def test_hostile(tokens: list[str]) -> None:
    """Long runs of odd tokens come to an end: nothing takes the square of their number."""
    assert len(to_cells(tokens).texts) == len(tokens)
    assert len(to_cells(tokens, "bytebpe").texts) == len(tokens)


@pytest.mark.parametrize("character", "\x7f\x80\u07ff\u0800\uffff\U00010000")
def test_characters_of_every_width(character: str) -> None:
    """Tokens of one to four bytes keep their characters, to the last of each width."""
    tokens = ["é", character, "x", character]
    assert to_cells(tokens, "text").texts == tuple(tokens)


@pytest.mark.parametrize("byte", [0x80, 0xFF])
def test_every_stray_byte_is_written_out(byte: int) -> None:
    """A byte that is no character is shown by its value, the first and the last of them too."""
    assert to_cells([SHOWN[byte]], "bytebpe").texts == (f"⟨{byte:02X}⟩",)


@pytest.mark.parametrize(
    ("tokens", "scheme", "texts", "words"),
    [
        (["a", "", " b"], "text", ("a", "", " b"), (1, 1, 2)),
        (["a", " ", "b"], "text", ("a", " ", "b"), (1, 2, 2)),
        (["a ", "b", "c"], "text", ("a ", "b", "c"), (1, 2, 2)),
        (["a", ")."], "wordpiece", ("a", ")."), (1, 2)),
        (["x", "a(", "b"], "wordpiece", ("x", " a(", "b"), (1, 2, 2)),
        (["a", "@@", "b"], "at", ("a", " @@", " b"), (1, 2, 3)),
        (["_", "a"], "at", ("_", " a"), (1, 2)),
    ],
)
def test_where_words_begin(
    tokens: list[str], scheme: str, texts: tuple[str, ...], words: tuple[int, ...]
) -> None:
    """Before a space, behind one that ends a word, and where the scheme puts one."""
    cells = to_cells(tokens, scheme)
    assert (cells.texts, cells.words) == (texts, words)


@pytest.mark.parametrize(
    "name",
    [
        "<BOS_TOKEN>",
        "<sop>",
        "<start_of_image>",
        "<fim-prefix>",
        "[THINK]",
        "[/THINK]",
        "[control_8]",
    ],
)
def test_special_tokens_of_more_models(name: str) -> None:
    """They are no part of the text; what only contains one is."""
    assert to_cells([name, "Xin", "ĠchÃło"]).special == {0}
    assert to_cells([f"{name}s", "Xin", "ĠchÃło"]).special == frozenset()


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["你", "好", "，", "世", "##x", "界", "。"], "你好，世x 界。"),
        (["日", "本", "こん", "##に"], "日本こんに"),
        (["你", "hello", "好"], "你 hello 好"),
        (["สวั", "##สดี", "ครับ"], "สวัสดี ครับ"),  # cut at a space
        (["안녕", "##하", "세상"], "안녕하 세상"),
    ],
)
def test_pieces_of_scripts_without_spaces(tokens: list[str], text: str) -> None:
    """BERT cuts at each Han letter, whether a space is there or not; none is between two."""
    assert "".join(to_cells(tokens, "wordpiece").texts) == text


def test_what_is_no_token_is_not_detected() -> None:
    """Numbers have no scheme, whatever stands beside them."""
    for tokens in ([5], ["a", 5]):
        with pytest.raises(ParseError, match="is no string: '5'"):
            detect(tokens)  # type: ignore[arg-type]


def test_the_alphabet_of_bytes() -> None:
    """Each byte has a character, as in GPT-2: its own if it is seen, else one from U+0100 on."""
    assert sorted(BYTE_ALPHABET.values()) == list(range(256))
    own = {character for character, byte in BYTE_ALPHABET.items() if ord(character) == byte}
    assert own == {chr(byte) for byte in range(33, 256) if chr(byte).isprintable()}
    others = sorted(BYTE_ALPHABET.keys() - own)
    assert others == [chr(256 + at) for at in range(68)]
    assert [BYTE_ALPHABET[one] for one in ("Ā", "Ġ", "ġ", "ł", "Ń")] == [0, 32, 127, 160, 173]


def test_what_a_tokenizer_does_not_know() -> None:
    """A token for it shows the text that it stands for, and is told apart from that very text."""
    tokens = ["[CLS]", "ha", "[UNK]", "[SEP]"]
    assert to_cells(tokens).unknown == frozenset()
    assert to_cells(tokens, text="Hà Nội").unknown == {2}
    assert to_cells(tokens, text="ha[UNK]").unknown == frozenset()  # the text says so
    assert to_cells(["▁ha", "<unk>"], "sentencepiece", "ha 😀").unknown == {1}
    assert to_cells(["h", "\ufffd"], "text", "hà").unknown == frozenset()
