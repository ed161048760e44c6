"""Vietnamese in the codes of old fonts is noticed, and no other text is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.tokens.charsets import in_old_code, is_syllable
from pages import draw

DATA = Path(__file__).parent / "data"
LINES = (DATA / "words_vi.txt").read_text("utf-8").splitlines()
WORDS = [line for line in LINES if not line.startswith("#")]
MEANT = "Tiếng Việt là ngôn ngữ của nước ta"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TiÕng ViÖt lµ ng«n ng÷ cña n\xadíc ta", "TCVN3 (ABC)"),
        ("Tieáng Vieät laø ngoân ngöõ cuûa nöôùc ta", "VNI"),
    ],
)
def test_old_codes_are_told_and_converted(text: str, code: str) -> None:
    """The notice names the code and what the text should read, which has no notice itself."""
    assert in_old_code(text) == (code, MEANT)
    notices = draw("", f"text: {text}\nscore: length").notices
    (notice,) = [one for one in notices if one.name == "double-encoded"]
    assert MEANT[:30] in notice.message
    assert in_old_code(MEANT) is None


@pytest.mark.parametrize(
    "text",
    [
        "tôi có hai con bò và là xã",
        "où naïve déjà été café, l’été à Noël",
        "Das für Möbel schöne Größe",
        "São Paulo não é difícil",
        "El niño comió jamón",
        "« mot » et « deux »",
        "ViÖt",
        "TiÕng ViÖt lµ ng«n ng÷ cña n\xadíc ta 漢",
        "plain text",
        "",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    """Vietnamese whose letters are all western, other languages, and single words."""
    assert in_old_code(text) is None


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_proper_vietnamese_is_left_alone(text: str) -> None:
    """No sequence of proper words is taken for one in an old code."""
    assert in_old_code(text) is None


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Việt", True),
        ("nghiêng", True),
        ("quý", True),
        ("ViÖt", False),
        ("Marx", False),
        ("vịét", False),
    ],
)
def test_syllables(word: str, *, known: bool) -> None:
    """Vietnamese has few syllables, with one tone at most."""
    assert is_syllable(word) is known


def test_one_word_in_the_wrong_encoding() -> None:
    """A word among good ones is named; written as the hint says, it is good."""
    body = "Xin 1\n{} 2\nđẹp 3"
    notices = draw("", body.format("Báº£n")).notices
    (notice,) = [one for one in notices if one.name == "double-encoded"]
    assert notice.hint == "write 'Bản' in its place"
    assert "double-encoded" not in [one.name for one in draw("", body.format("Bản")).notices]


NINE = "ViÖt tiÕng cña lµ vµ cã nµy ®©y ng÷", "Việt tiếng của là và có này đây ngữ"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oâng Vieät", ("VNI", "Ông Việt")),
        ("OÂNG VIEÄT", ("VNI", "ÔNG VIỆT")),
        ("ViÖt lµ", ("TCVN3 (ABC)", "Việt là")),
        ("ViÖt ViÖt", None),
        ("ViÖt là", ("TCVN3 (ABC)", "Việt là")),
        (f"{NINE[0]} Marxé", ("TCVN3 (ABC)", f"{NINE[1]} Marxộ")),
        (f"{NINE[0]} Marxé Karlé", None),
    ],
)
def test_how_many_words_tell_a_code(text: str, found: object) -> None:
    """Two different words do, half of them may read well as they stand, a tenth not at all."""
    assert in_old_code(text) == found
