"""Pictures as plain text: nothing of an author's is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.hosts.page import Page
from heatmark.render.latex import latex
from heatmark.render.text import plain_error, plain_text
from pages import draw

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def picture(tokens: list[str], header: str = "", **more: object) -> Picture:
    body = {"tokens": tokens, "scores": [*range(len(tokens))], **more}
    return draw(header, json.dumps(body), Page())


def test_plain_text() -> None:
    """Caption, text, legend and table, in that order."""
    block = (
        '{"tokens": ["Hà", " Nội", "\\n", "日本"], "scores": {"x": [1, 20.5, null, 3], '
        '"y": [4, 5, 6, 7]}}'
    )
    assert plain_text(draw("title=T unit=nat", block, Page())) == (
        "T\n\n"
        "Hà Nội↵\n日本\n\n"
        "Score (nat): 1 … 20.5 · missing value: 1\n\n"
        "2 series on one min–max scale – do not compare its colours with\n"
        "other figures. n = 7.\n\n"
        "No.  Token              x  y\n"
        "  1  Hà                 1  4\n"
        "  2  Nội             20.5  5\n"
        "  3  ↵      missing value  6\n"
        "  4  日本               3  7"
    )


def test_plain_text_is_wrapped_at_spaces() -> None:
    """Lines end at words; what has no spaces stays whole."""
    text = plain_text(picture([" word"] * 40 + ["x" * 90], "table=no"), columns=40)
    lines = text.split("\n\n")[0].split("\n")
    assert max(map(len, lines[:-1])) <= 40
    assert "".join(lines).replace(" ", "").endswith("word" + "x" * 90)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_plain_text_is_text(tokens: list[str]) -> None:
    """No control character is left, nothing turns the text around, and rows are counted."""
    text = plain_text(picture([*tokens, "x"], "scheme=text table=yes"))
    assert not re.search(
        "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]", text
    )
    assert re.search(rf"^ *{len(tokens) + 1}  x +{len(tokens)}$", text, re.MULTILINE)


def test_plain_errors() -> None:
    """An error says line and hint, in the page's language."""
    error = ParseError("no", hint="try")
    assert plain_error(error, "en", 3) == (
        "This heatmap cannot be drawn (line 3): no\nWhat to do: try"
    )
    assert plain_error(ParseError("no"), "vi", None) == "Không vẽ được bản đồ nhiệt này: no"


def test_labels_stand_before_the_end_of_a_line() -> None:
    """Behind what of a token is in its first line; those of several behind the last of them."""
    tokens = ["red\n", "a", "\nb", "\n\n", " c"]
    below = plain_text(picture(tokens, "values=below table=no", scores=[1, 2, 3, 4, 5]))
    assert below.startswith("red↵/1\na/2↵/3\nb↵/4\n↵\n c/5\n")
    classes = {"1..2": "X", "3..4": "Y"}
    spans = plain_text(picture(tokens, "table=no mark=3", scores=[1, 2, 3, 4, 5], classes=classes))
    assert spans.startswith("[red↵\na]/X[»↵\nb«↵\n↵]/Y\n c\n")


def test_line_ups_ask_first_and_answer_elsewhere() -> None:
    """LaTeX has the answer at the end of the document, and plain text has none."""
    block = json.dumps({"tokens": list("abcdefgh"), "scores": [*range(8)]})
    drawn = draw("lineup=3 measure=m", block, Page())
    assert drawn.lineup is not None
    answer = f"The real data is picture {drawn.lineup.names[drawn.lineup.answers[0]]}."
    assert plain_text(drawn).count("Which") == latex(drawn).count("Which") == 1
    assert answer not in plain_text(drawn)
    before, _, after = latex(drawn).partition("\\AtEndDocument{")
    assert answer not in before
    assert answer in after.split("\n")[0]
    assert "a b c d e f g h" in after


@pytest.mark.parametrize(("last", "lines"), [(33, 1), (34, 2)])
def test_lines_have_66_characters(last: int, lines: int) -> None:
    """As typographers advise, and as fits into a mail."""
    drawn = picture(["x" * 32, " " + "y" * last], "table=no")
    assert len(plain_text(drawn).split("\n\n")[0].split("\n")) == lines


def test_an_error_has_no_control_characters() -> None:
    """What its author wrote may be in it."""
    assert "a[U+009B]" in plain_error(HeatmarkError("no a\x9b", hint="b\x9f"), "en", 3)


def test_words_are_not_broken_at_hyphens() -> None:
    """Nor is anything in them taken for a space that is none."""
    drawn = picture(["x" * 60, " yyyy-zzzz"], "table=no scheme=text")
    assert plain_text(drawn).split("\n\n")[0].split("\n") == ["x" * 60, "yyyy-zzzz"]
    assert plain_text(picture(["a\x0bb"], "table=no scheme=text")).startswith("a␋b")
    long = plain_text(picture([" a", " " + "b" * 70], "table=no")).split("\n\n")[0]
    assert long == " a\n" + "b" * 70


def test_no_name_turns_what_stands_beside_it() -> None:
    """Names of readings, titles and measures have names of what would not be seen, too."""
    body = {"compare": {"A\u202e\x0b": ["a"], "B\t": ["a"]}, "title": "T\u202e"}
    said = plain_text(draw("", json.dumps(body), Page()))
    assert said.startswith("T[RLO]\n\nA[RLO]␋ – tokens: 1 (letters a token: 1)\na\nB⇥ – ")
    assert "m[RLO]: 0 … 1" in plain_text(picture(["a", "b"], measure="m\u202e"))
    assert plain_error(ParseError("a\u202e"), "en", None).endswith("a[RLO]")
