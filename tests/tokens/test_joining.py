"""Spaces between tokens: for words, where they are wanted, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark import Heatmap
from heatmark.core.errors import ParseError
from heatmark.tokens.joining import (
    glued_words,
    join_tokens,
    segmented_words,
    spaces_added,
    without_text,
)
from heatmark.tokens.schemes import specials_of

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("Hà", "Nội", ".")
SPACED = ("Hà", " Nội", ".")


@pytest.mark.parametrize(
    ("join", "tokens", "expected"),
    [
        ("auto", WORDS, SPACED),
        ("space", WORDS, SPACED),
        ("none", WORDS, WORDS),
        ("auto", (" a", "b"), (" a", "b")),
        ("auto", ("a", ""), ("a", "")),
        ("auto", ("a",), ("a",)),
        ("auto", ("un", "##able"), ("un", "##able")),
        ("auto", ("[CLS]", "the", "cat", "[SEP]"), ("[CLS]", "the", "cat", "[SEP]")),
        (
            "auto",
            ("<s>", "Tôi", "là", "sinh_viên", "</s>"),
            ("<s>", "Tôi", " là", " sinh_viên", "</s>"),
        ),
        ("auto", ("我", "是", "学生", "。"), ("我", "是", "学生", "。")),
        ("auto", ("私", "は", "LLM", "です"), ("私", "は", " LLM", " です")),
        ("auto", ("ฉัน", "รัก", "ภาษา"), ("ฉัน", "รัก", "ภาษา")),
        ("space", ("ĠHello", "Ġyou"), ("ĠHello", "Ġyou")),
    ],
)
def test_where_spaces_stand(join: str, tokens: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Words get them, but not where a script has none; pieces are joined by their scheme."""
    assert join_tokens(tokens, join, None).tokens == expected


def test_what_nobody_asked_for_is_said() -> None:
    """Spaces that were put in by themselves are a guess, those that were asked for are not."""
    assert join_tokens(WORDS, "auto", None).guessed
    assert not join_tokens(WORDS, "space", None).guessed
    assert not join_tokens(("我", "是"), "auto", None).guessed
    assert spaces_added().name == "spaces-added"


@pytest.mark.parametrize(
    ("tokens", "noticed"),
    [
        (["Tôi", " là", " sinh_viên"], True),
        (["đại_học", "."], True),
        (["to_do", " the"], False),
        (["là", " snake_case"], False),
        (["là", " _", " __"], False),
        (["là"], False),
    ],
)
def test_words_of_segmenters_are_told(tokens: list[str], noticed: bool) -> None:
    """Syllables joined by `_` are a word; names of other things are not."""
    assert [one.name for one in segmented_words(tokens)] == ["segmented-words"] * noticed
    assert segmented_words(tokens, frozenset(range(len(tokens)))) == ()


@given(st.lists(st.text("ăbcđêTÔi", min_size=1, max_size=5), min_size=2, max_size=9))
def test_a_list_of_words_keeps_them_apart(words: list[str]) -> None:
    """The text of a list of words has these words, one by one."""
    joined = join_tokens(words, "auto", "text")
    assert "".join(joined.tokens).split() == words


def test_the_scheme_is_seen_once() -> None:
    """Where tokens are looked at, their scheme is handed on; one that is said is believed."""
    assert join_tokens(("un", "##able"), "space", None).scheme == "wordpiece"
    assert join_tokens(WORDS, "none", None).scheme is None
    assert join_tokens(("un", "##able"), "space", "text").tokens == ("un", " ##able")


def test_what_is_no_text_is_not_joined() -> None:
    """Half of a surrogate pair is refused before it is looked at."""
    with pytest.raises(ParseError, match="token 2"):
        join_tokens(("a", "\ud800"), "space", None)


@pytest.mark.parametrize(
    ("tokens", "rows", "expected", "blank"),
    [
        (("Hà", "Nội", "", "đẹp"), True, ("Hà", " Nội", "", " đẹp"), 3),
        (("Hà", "Nội", "", "đẹp"), False, ("Hà", " Nội", "", " đẹp"), 3),
        (("Hà", "Nội", " ", "đẹp"), True, ("Hà", " Nội", " ", "đẹp"), 3),
        (("Hà", "Nội", " ", "đẹp"), False, ("Hà", "Nội", " ", "đẹp"), 3),
        (("Hà", " ", "Nội"), True, ("Hà", " ", "Nội"), 0),
        (("H", "à", " ", "N", "ộ", "i"), True, ("H", "à", " ", "N", "ộ", "i"), 0),
        (("Hà", " Nội", "", " đẹp"), True, ("Hà", " Nội", "", " đẹp"), 3),
        (("Hà", " Nội", "", " đẹp"), False, ("Hà", " Nội", "", " đẹp"), 0),
        (("", "Hà", " Nội"), True, ("", "Hà", " Nội"), 0),
        (("", "Hà", "Nội"), True, ("", "Hà", " Nội"), 1),
        (("▁Hà", "", "▁Nội"), True, ("▁Hà", "", "▁Nội"), 2),
        (("Hà", ""), True, ("Hà", ""), 0),
        (("▁Hà", "\n", "▁Nội"), False, ("▁Hà", "\n", "▁Nội"), 0),
        (("<bos>", "Hà", "▁Nội", "\n\n", "đẹp"), False, ("<bos>", "Hà", "▁Nội", "\n\n", "đẹp"), 0),
    ],
)
def test_tokens_without_text(
    tokens: tuple[str, ...], expected: tuple[str, ...], blank: int, *, rows: bool
) -> None:
    """They change nothing for the others, and the first that may be a fault is named."""
    found = join_tokens(tokens, "auto", None, rows=rows)
    assert (found.tokens, found.blank) == (expected, blank)


def test_an_empty_token_is_told() -> None:
    """An author is told of a word that is lost, and of white space that others lack."""
    assert "no text" in without_text(3).message
    assert "white space" in without_text(3, " ").message
    assert join_tokens(("Hà", "Nội", " ", "đẹp"), "space", None).tokens[2:] == (" ", "đẹp")
    assert join_tokens(("Hà", "Nội", " ", "đẹp"), "none", None).blank == 0
    assert join_tokens(("Hà", "", "đẹp"), "none", None, rows=True).blank == 0


@pytest.mark.parametrize(
    ("tokens", "pair"),
    [
        (["Hà ", "Nội", "đẹp"], "'Nội' and 'đẹp'"),
        (["Hà", "Nội", "đẹp", " lắm"], "'Hà' and 'Nội'"),
        (["hoà", " bình", "và"], "' bình' and 'và'"),
        (["The ", "cat", "sat", "on", "mats"], "'cat' and 'sat'"),
        (["Hà", " Nội", " đẹp", ".", " Tôi"], ""),
        (["Xin", " ch", "ào", " b", "ạn"], ""),
        (["ngo", "èo", " khu", "yết", " lo", "à", "i"], ""),
        (["un", "believ", "able", " story"], ""),
        (["un", "believ", "able ", "story"], ""),
        (["Hello ", "wor", "ld"], ""),
        (["quá", "á", " đẹp"], ""),
        (["Đà", " Nẵng", "-", "Huế"], ""),
        (["<s>", "Hà", " Nội"], ""),
        (["Ma", "ri", " a"], ""),
        ([], ""),
    ],
)
def test_a_stray_space_keeps_words_together(tokens: list[str], pair: str) -> None:
    """Syllables of Vietnamese are sure; of other words many have none where a few do."""
    found = glued_words(tokens, specials_of(tokens))
    assert [one.message.count(f"between {pair}, and others") for one in found] == [1] * bool(pair)


@pytest.mark.parametrize(
    "options", [{"join": "none"}, {"join": "space"}, {"view": "bars"}, {"scheme": "text"}]
)
def test_who_says_how_words_are_joined_is_not_told(options: dict[str, Any]) -> None:
    """Both ways of the hint are heard, in files and in Python; bars have no text."""
    tokens = ["Hà ", "Nội", "đẹp"]
    assert [one.name for one in Heatmap(tokens, [1, 2, 3]).notices] == ["spaces-added"]
    assert not Heatmap(tokens, [1, 2, 3], **options).notices
    said = ", ".join(f"{name}: {value}" for name, value in options.items())
    fence = "```heatmap\n{tokens: ['Hà ', Nội, đẹp], scores: [1, 2, 3]%s}\n```"
    assert [one.name for one in Heatmap.from_fence(fence % "").notices] == ["spaces-added"]
    assert not Heatmap.from_fence(fence % f", {said}").notices


def test_the_file_of_a_heatmap_is_not_told(tmp_path: Path) -> None:
    """Its tokens are what its author had."""
    Heatmap(["Hà ", "Nội", "đẹp"], [1, 2, 3], join="none").save(tmp_path / "a.json")
    assert not Heatmap.read(tmp_path / "a.json").notices
    (tmp_path / "a.csv").write_text("từ,điểm\nHà ,1\nNội,2\nđẹp,3\n", "utf-8")
    assert [one.name for one in Heatmap.read(tmp_path / "a.csv").notices] == ["spaces-added"]


@pytest.mark.parametrize(
    ("tokens", "place"), [(("Hà", "Nội", " "), 3), ((" ", "Hà", "Nội"), 1), (("Hà", " "), 0)]
)
def test_white_space_beside_words_is_told_by_its_place(tokens: tuple[str, ...], place: int) -> None:
    found = join_tokens(tokens, "auto", None)
    assert found == (tokens, None, False, place)


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (("Hà", "Nội", " "), ("Hà", " Nội", " ")),
        (("Hà", "Nội", " ", "đẹp"), ("Hà", " Nội", " ", "đẹp")),
        (("Hà", "Nội", " ", "<s>", "đẹp"), ("Hà", " Nội", " ", "<s>", " đẹp")),
        (("Hà", "<s>", " ", "Nội", "đẹp"), ("Hà", "<s>", " ", "Nội", " đẹp")),
    ],
)
def test_white_space_on_a_line_of_its_own_is_the_space_of_the_next_word(
    tokens: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert join_tokens(tokens, "space", None, rows=True).tokens == expected


def test_what_is_left_as_it_is_is_no_guess() -> None:
    assert join_tokens(WORDS, "none", None) == (WORDS, None, False, 0)


@pytest.mark.parametrize(
    ("tokens", "specials", "told"),
    [
        (("<s>", " Hà", "nội"), frozenset({0}), True),
        ((" Hà", "<s>", "nội"), frozenset({1}), True),
        ((" Ha", "nội"), frozenset(), True),
        ((" hà", "noi"), frozenset(), True),
        ((" ha", "noi"), frozenset(), False),
        (("Xin", "mn", "bn", "tn ", "kn"), frozenset(), True),
        (("Xin", " mn", "bn", "tn", "vn ", "kn"), frozenset(), False),
    ],
)
def test_which_words_are_told_as_glued(
    tokens: tuple[str, ...], specials: frozenset[int], *, told: bool
) -> None:
    """Syllables with an accent in one of them; or words where a space stands behind a few."""
    assert bool(glued_words(tokens, specials)) == told
