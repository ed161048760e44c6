"""Which tokens are meant: numbers from 1, texts of one token; and where they are in the end."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import pytest

from heatmark.core.annotations import Span
from heatmark.core.errors import OptionError
from heatmark.tokens.marking import marked, moved_spans, named, put_together, with_unknown

TOKENS = ["Ġa", "Ġb", "Ġa", "3"]
TEXTS = [" a", " b", " a", "3"]


def test_tokens_by_number_and_by_text() -> None:
    """A number counts from 1; a text is that of a token as readers see it, or as it is written."""
    assert marked(((1, None), ("b", "x")), TOKENS, TEXTS) == {0: None, 1: "x"}
    assert marked((("Ġb", None), ("3", None)), TOKENS, TEXTS) == {1: None, 3: None}


@pytest.mark.parametrize(("one", "other"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_accents_may_be_parts_of_letters(
    one: Literal["NFC", "NFD"], other: Literal["NFC", "NFD"]
) -> None:
    """What reads alike is the same, as some systems write accents behind their letters."""
    texts = [normalize(one, text) for text in ("Hà", " Nội")]
    assert marked(((normalize(other, "Nội"), None),), texts, texts) == {1: None}


@pytest.mark.parametrize(
    ("which", "said", "hint"),
    [
        (0, "no token 0", "4 tokens"),
        (5, "no token 5", "4 tokens"),
        ("a", "'a' is there 2 times", "1, 3"),
        ("zz", "no token 'zz'", "counted from 1"),
    ],
)
def test_a_token_that_is_not_clear(which: int | str, said: str, hint: str) -> None:
    """What is not there, or there several times, is an error that says which numbers there are."""
    with pytest.raises(OptionError, match=said) as caught:
        marked(((which, None),), TOKENS, TEXTS)
    assert hint in caught.value.hint
    assert caught.value.about == "mark"


def test_special_tokens_by_name() -> None:
    """All special tokens of a name are meant, and no other token of that text."""
    tokens = ["[CLS]", "[MASK]", "a", "[MASK]"]
    assert named(["[MASK]"], tokens, {0, 1}) == {1}


def test_spans_move_with_their_tokens() -> None:
    """A span keeps what is left of it; of a word made of two classes the first has it."""
    spans = (Span(0, 1, "A"), Span(2, 3, "B"), Span(4, 4, "C"))
    assert moved_spans(spans, {1: 0, 2: 1, 3: 2}) == (Span(0, 0, "A"), Span(1, 2, "B"))
    words = {0: 0, 1: 1, 2: 1, 3: 2, 4: 2}
    assert moved_spans(spans, words) == (Span(0, 1, "A"), Span(2, 2, "B"))


def test_a_name_is_looked_for_in_the_beginning_of_a_long_text() -> None:
    """A token nearly of that name is suggested, if it is among the first 200."""
    texts = ["a"] * 199 + ["nearby", "farther"]
    for wanted, hint in (("nearbx", "did you mean 'nearby'?"), ("farthex", "write the number")):
        with pytest.raises(OptionError) as caught:
            marked(((wanted, None),), texts, texts)
        assert caught.value.hint.startswith(hint)


def test_a_span_of_which_nothing_is_left() -> None:
    """It is no span any more, and the next keeps its place."""
    assert moved_spans((Span(0, 0, "A"), Span(1, 1, "B")), {1: 0}) == (Span(0, 0, "B"),)
    assert moved_spans((Span(0, 0, "A"),), {1: 1}) == ()


def test_few_numbers_are_listed() -> None:
    """Of a token that is there often, the first twelve are named."""
    with pytest.raises(OptionError) as caught:
        marked((("a", None),), ["a"] * 13, ["a"] * 13)
    assert caught.value.hint.endswith("9, 10, 11, 12")


def test_one_token_that_is_marked_twice() -> None:
    """By its number and by its text: nothing that it is called is lost."""
    assert marked((("b", "x"), (2, "y"), (2, "x")), TOKENS, TEXTS) == {1: "x, y"}
    assert marked((("b", None), (2, "y")), TOKENS, TEXTS) == {1: "y"}
    assert put_together([(0, None), (0, None)]) == {0: None}


def test_unknown_tokens_are_marked_by_their_name() -> None:
    """Beside whatever an author calls them."""
    tokens = ["a", "[UNK]", "<unk>"]
    found = with_unknown({0: None, 1: "x"}, tokens, {1, 2})
    assert found == {0: None, 1: "x, [UNK]", 2: "<unk>"}
