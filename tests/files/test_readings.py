"""One text as several tokenizers cut it."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.core.scored_tokens import Series
from heatmark.files.readings import compared
from heatmark.options.resolve import resolve

BYTES = ["T", "Ã´", "i", "Ġch", "á»", "¯"]
PIECES = ["<s>", "▁Tôi", "▁ch", "ữ"]


def read(**given: Any) -> Any:
    return compared(Draft(**given), resolve({}))


def test_each_is_read_in_its_own_scheme() -> None:
    """The text is one, whatever white space and special tokens a tokenizer puts around it."""
    made = read(compare={"A": BYTES, "B": PIECES})
    assert made.text == "Tôi chữ"
    assert [(name, item.scheme) for name, item in made.readings] == [
        ("A", "bytebpe"),
        ("B", "sentencepiece"),
    ]
    assert made.tokens == made.readings[0][1].tokens
    assert made.series == ()


def test_ids_by_name() -> None:
    """Ids are those of one of the tokenizers, or of several."""
    made = read(compare={"A": BYTES, "B": PIECES}, ids={"B": [1, 2, 3, 4]})
    assert [item.ids for _, item in made.readings] == [None, (1, 2, 3, 4)]


def test_words_get_their_spaces() -> None:
    """Words that bring no spaces are joined, as they are in a list of tokens."""
    assert read(compare={"A": ["Tôi", "học"], "B": ["Tôi", " h", "ọc"]}).text == "Tôi học"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (["unbeliev", "able"], ["un", "believable"], "unbelievable"),
        (["Hà", "Nội", "đẹp"], ["Hà_Nội", "đẹp"], "Hà Nội đẹp"),
        (["Hà_Nội", "đẹp"], ["Hà", "Nội", "đẹp"], "Hà Nội đẹp"),
        (["Hà_Nội", "đẹp@@", "lắm"], ["Hà", " Nội", " đẹplắm"], "Hà Nội đẹplắm"),
    ],
)
def test_pieces_and_words_of_one_text(first: list[str], second: list[str], text: str) -> None:
    """Pieces of one word have no spaces between them; words of several syllables may have marks."""
    assert read(compare={"A": first, "B": second}).text == text


def test_cuts_in_common_may_have_been_spaces() -> None:
    """A text that would lose its spaces is not guessed, and the error names both ways out."""
    given = {"A": ["the", "un", "happy"], "B": ["the", "unhappy"]}
    with pytest.raises(ParseError, match="'…e un happy' and '…e unhappy'") as caught:
        read(compare=given)
    assert "join: none" in str(caught.value.hint)
    assert compared(Draft(compare=given), resolve({"join": "none"})).text == "theunhappy"


def test_a_text_says_what_tokens_lost() -> None:
    """With the text, a tokenizer may have lost capitals and accents."""
    made = read(compare={"A": ["toi", "##s"], "B": ["Tôi", "s"]}, text="Tôis")
    assert made.text == "Tôis"


@pytest.mark.parametrize(
    ("given", "said", "about"),
    [
        ({"compare": {"A": ["a", " b"], "B": ["a", " c"]}}, "'A' and 'B' cut different", "compare"),
        ({"compare": {"A": ["a"], "B": ["b"]}, "text": "a"}, "'B': ", "compare"),
        ({"compare": {"A": ["a"]}, "tokens": ("a",)}, "compare and tokens", "compare"),
        ({"compare": {"A": ["a"]}, "series": (Series([1]),)}, "compare and scores", "compare"),
        ({"compare": {"A": ["a"]}, "classes": ["N"]}, "compare and classes", "compare"),
        ({"compare": {"A": ["a"]}, "ids": [1]}, "which tokens they are of", "ids"),
        ({"compare": {"A": ["a"]}, "ids": {"B": [1]}}, "which tokens they are of", "ids"),
        ({"compare": {"A": ["a"]}, "ids": {"A": [1, 2]}}, "'A': 1 token but 2 ids", "compare"),
    ],
)
def test_what_cannot_be_compared(given: dict[str, Any], said: str, about: str) -> None:
    """Different texts, and what belongs to no tokenizer, are errors with a hint."""
    with pytest.raises(ParseError, match=said) as caught:
        read(**given)
    assert caught.value.about == about
    assert caught.value.hint


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (
            "0123456789abcdefghijkl",
            "0123456789Xbcdefghijkl",
            "'…6789abcdefgh…' and '…6789Xbcdefgh…'",
        ),
        ("01234567", "01X34567", "'01234567' and '01X34567'"),
        ("0_2345678X", "0 2345678Y", "'…5678X' and '…5678Y'"),
        ("0123X567", "01234567", "'0123X567' and '01234567'"),
        ("01234X67", "01234567", "'…1234X67' and '…1234567'"),
        ("0123456789", "0123456789abc", "'…6789' and '…6789abc'"),
        ("0123456789abc", "0123456789", "'…6789abc' and '…6789'"),
    ],
)
def test_where_texts_are_no_longer_the_same(one: str, other: str, shown: str) -> None:
    """The message shows twelve characters of each, of which four are before that."""
    with pytest.raises(ParseError) as caught:
        read(compare={"A": [one], "B": [other]})
    assert caught.value.message == f"'A' and 'B' cut different texts: {shown}"


@pytest.mark.parametrize("tokens", [["a", 1], ["a", {}], [None], [], "ab"])
def test_each_is_a_list_of_strings(tokens: object) -> None:
    """A file may have anything there; what is no token is refused as everywhere."""
    with pytest.raises(HeatmarkError) as caught:
        read(compare={"A": ["a"], "B": tokens})
    assert caught.value.about == "compare"
