"""What would not be seen is made visible, alike for every renderer."""

from __future__ import annotations

import math

import pytest

from heatmark.render.visible import (
    alone,
    closed,
    is_dense,
    names,
    said,
    score_texts,
    scores,
    visible,
)
from pictures import drawn


@pytest.mark.parametrize(
    ("token", "shown"), [(" a ", "a"), ("  ", "␣␣"), ("\n\t", "↵⇥"), ("", "∅"), ("\u3000", "␣")]
)
def test_a_token_alone(token: str, shown: str) -> None:
    """Spaces at its edges are in the text already; a token of nothing else has their marks."""
    assert alone(token) == shown


def test_control_characters_have_pictures() -> None:
    """HTML and XML allow none of them; tokens without any are handed back as they are."""
    tokens = ("a", "b\n")
    assert visible(tokens) is tokens
    assert list(visible(("\x00\x1b", "\x7f", "\t"))) == ["␀␛", "␡", "\t"]


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("\x1f ~", "␟ ~"),
        ("\x7f\x80\x9f\xa0", "␡[U+0080][U+009F]\xa0"),
        ("\ufdcf\ufdd0\ufdef\ufdf0", "\ufdcf[U+FDD0][U+FDEF]\ufdf0"),
        ("\ufffd\ufffe\uffff", "\ufffd[U+FFFE][U+FFFF]"),
        ("\U0001fffd\U0001ffff", "\U0001fffd[U+1FFFF]"),
        ("\U0010fffd\U0010fffe\U0010ffff", "\U0010fffd[U+10FFFE][U+10FFFF]"),
    ],
)
def test_what_html_does_not_allow(token: str, shown: str) -> None:
    """Code points that are no characters are named by their number, at the edges exactly."""
    assert list(visible((token,))) == [shown]


@pytest.mark.parametrize(("count", "dense"), [(24, False), (25, True)])
def test_cells_of_many_columns_have_no_numbers(count: int, *, dense: bool) -> None:
    """With three digits 24 of them are as wide as a page."""
    tokens = [f" t{at}" for at in range(count)]
    assert is_dense(drawn(tokens, {"x": [*range(count)]}, view="grid")) is dense


def test_scores_are_said_with_their_clips() -> None:
    """A score beyond the scale, and one that is missing, come with words."""
    found = drawn([" a", " b", " c"], [1, 9, None], scale=[0, 2], lang="vi")
    first, beyond, missing = said(found, found.strips[0])
    assert first == "1"
    assert beyond.startswith("9")
    assert beyond != "9"
    assert missing == "thiếu giá trị"
    assert names(found.cells) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("score", "error", "expected"),
    [
        (1.234, 0.045, "1.234 ± 0.045"),
        (1234.5, 12, "1,234 ± 12"),
        (0.00012, 0.0000345, "(1.20 ± 0.34)×10⁻⁴"),
        (-1e9, 2e8, "(−1.00 ± 0.20)×10⁹"),
        (0.001, 5e9, "(0.0 ± 5.0)×10⁹"),
        (2.0, 1.94e-15, "x ± 1.9×10⁻¹⁵"),  # beyond the digits of a float
        (-2.0, 2.04e-15, "−2.0000000000000000 ± 0.0000000000000020"),
        (2.0, 0.0, "x ± 0"),
        (0.0, 0.0, "x ± 0"),
        (1.0, None, "x"),
        (None, 1.0, "x"),
        (math.inf, 1.0, "x"),
        (-math.inf, 0.1, "x"),
    ],
)
def test_scores_beside_their_errors(
    score: float | None, error: float | None, expected: str
) -> None:
    """Both to the same place and under one power of ten; a score without an error is alone."""
    assert score_texts(drawn(["a"], [1]), ["x"], [score], [error]) == [expected]


def test_scores_with_the_decimals_of_the_author() -> None:
    """`digits` says how scores are written, beside errors too, which have two digits."""
    picture = drawn(["a", " b"], [10.4, 11.6], err=[0.2, 0.7], digits=0)
    assert scores(picture, picture.strips[0]) == ["10 ± 0.2", "12 ± 0.7"]
    assert [one.name for one in picture.notices if one.about == "digits"] == ["nearly-equal"]


def test_an_error_beyond_floats_is_infinite() -> None:
    """That is what is known of it; its score keeps its digits."""
    assert score_texts(drawn(["a"], [1]), ["1.5"], [1.5], [math.inf]) == ["1.5 ± ∞"]


def test_a_token_without_a_width_is_named() -> None:
    """In a table, a head or a list it would not be seen; beside a letter it stays as it is."""
    tokens = ["\ufeff", "a\u200b", "\u200b\u200d", "\u200b \u200b", ""]
    found = names(drawn(tokens, [1, 2, 3, 4, 5], join="none").cells)
    assert found == ["[BOM]", "a\u200b", "[ZWSP][ZWJ]", "[ZWSP] [ZWSP]", "∅"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202ea", "[RLO]a"),
        ("\u202ea\u202c", "\u202ea\u202c"),
        ("\u202ea\u2069", "[RLO]a\u2069"),
        ("\u2067a\u202c", "[RLI]a\u202c"),
        ("\u2067\u202ea\u2069", "\u2067\u202ea\u2069"),
        ("\u202e\u2067a\u202c", "[RLO][RLI]a\u202c"),
        ("\u202a\u202d\u202c", "[LRE]\u202d\u202c"),
        ("\u2066a\u2068\u2069", "[LRI]a\u2068\u2069"),
        ("\u2066\u2067a\u2069\u2069", "\u2066\u2067a\u2069\u2069"),
        ("\u202b\u2066\u202ea\u2069b", "[RLE]\u2066\u202ea\u2069b"),
        ("\u202c\u2069\u200f\u061ca\x07", "\u202c\u2069\u200f\u061ca␇"),
    ],
)
def test_nothing_turns_what_stands_behind_it(text: str, shown: str) -> None:
    """What a text opens and does not close is named: a number behind it would be read backwards."""
    assert closed(("a", text)) == ["a", shown]
    assert closed(("a", "b")) == ("a", "b")
