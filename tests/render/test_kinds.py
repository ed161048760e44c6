"""What is said of tokens besides scores, in every output alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from heatmark.core.annotations import Span
from heatmark.hosts.page import Page
from heatmark.render.kinds import columns, drawn_spans, facts, heading, kind_notes
from heatmark.render.latex import latex
from heatmark.render.text import plain_text
from heatmark.tokens.shown import Texts
from pages import draw

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

GPT2 = ["T", "Ã´", "i", "Ġch", "á»", "¯"]


def picture(header: str = "", **body: object) -> Picture:
    return draw(header, json.dumps(body), Page())


def test_pieces_in_plain_text() -> None:
    """Each cut is seen, and so is a token that only goes on with a letter."""
    assert plain_text(picture("title=T", tokens=GPT2, ids=[1, 2, 3, 4, 5, 6])) == (
        "T\n\nT│ô│i│ ch│ữ│⋯\n\n"
        "tokens: 6 (letters a token: 1) · letters: 6 · bytes: 10\n\n"
        "No.  Token  Id  Bytes\n"
        "  1  T      1\n  2  ô      2\n  3  i      3\n  4  ch     4\n"
        "  5  ữ      5   E1 BB\n  6  ⋯      6   AF"
    )


def test_classes_and_marks_in_plain_text() -> None:
    """A class stands behind its tokens, in brackets where there are several; marks are around."""
    found = plain_text(
        picture(tokens=["Hà", " Nội", " và", " Huế"], classes={"1..2": "LOC", "4": "A/B"}, mark=[3])
    )
    assert found.startswith("[Hà Nội]/LOC »và« Huế/A/B\n\n")
    assert "LOC: 1" in found.replace("\n", " ")
    assert "marked: “và”" in found
    assert "No.  Token  Class  Mark" in found


def test_readings_in_plain_text() -> None:
    """Each has its name and its tokens; the table has them side by side, with ids."""
    found = plain_text(picture(compare={"A": GPT2, "B": ["Tôi", " chữ"]}, ids={"B": [7, 8]}))
    assert (
        "A – tokens: 6 (letters a token: 1)\nT│ô│i│ ch│ữ│⋯\nB – tokens: 2 (letters a token: 3)"
        in found
    )
    assert "  1  T   Tôi (7)\n" in found


def test_latex_has_frames_labels_and_marks() -> None:
    """Pieces have frames, classes a label behind them, marked tokens a thick frame."""
    assert r"\fcolorbox[HTML]{888888}{E1EAF5}" in latex(picture(tokens=["a", " b"]))
    drawn = latex(picture(tokens=["a", " b", " c"], classes={"1..2": "X_Y", "3": "Z"}, mark=[3]))
    assert r"\textsubscript{]X\_Y}" in drawn
    assert r"\textsubscript{Z}" in drawn
    assert drawn.count(r"\fboxrule=1.2pt") == 2  # in the text and in the legend
    several = latex(picture(compare={"A": ["a", " b"], "B": ["a b"]}, ids={"A": [1, 2]}))
    assert "a (1);\nb (2)" in several


def test_the_legend_names_colours_of_classes() -> None:
    """A class has the colour of its level; beside scores it has none."""
    tokens, classes = ["a", " b"], ["X", "Y"]
    keys = [key for key, _ in kind_notes(picture(tokens=tokens, classes=classes))]
    assert keys == ["tokens", "letters", "bytes", "class-0", "class-1"]
    scored = picture(tokens=tokens, classes=classes, scores=[1, 2])
    assert [*kind_notes(scored)] == [("class", "X: 1"), ("class", "Y: 1")]


def test_facts_of_single_tokens() -> None:
    """Id, class and mark of a token, each in a line."""
    found = picture("lang=vi", tokens=["a", " b"], ids=[5, None], classes=["X", None], mark=["b"])
    assert facts(found, found.cells) == {0: ["Mã số: 5", "Nhãn: X"], 1: ["được đánh dấu"]}
    assert [head for head, _ in columns(found)] == ["Mã số", "Nhãn", "Đánh dấu"]


def test_a_name_alone_has_no_count() -> None:
    """A series of scores is called by its name; a single reading has no name."""
    scored = picture(tokens=["a"], scores={"x": [1]})
    assert heading(scored, scored.strips[0]) == "x"
    assert heading(picture(tokens=["a"]), picture(tokens=["a"]).strips[0]) is None


def test_spans_do_not_end_within_a_letter() -> None:
    """A span has whole letters; two that meet in one are drawn as one, with both labels."""
    cells = Texts(
        shown=("a", "ữ", "", "b"),
        groups=((1, 2),),
        spans=(Span(0, 1, "X"), Span(2, 3, "Y")),
    )
    assert drawn_spans(cells) == (Span(0, 3, "X+Y"),)
    alike = Texts(shown=cells.shown, groups=cells.groups, spans=(Span(1, 1, "X"), Span(2, 2, "X")))
    assert drawn_spans(alike) == (Span(1, 2, "X"),)
