"""What is said of tokens besides scores, in every output alike."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from heatmark.core.annotations import Span
from heatmark.hosts.page import Page
from heatmark.render.kinds import (
    columns,
    drawn_spans,
    facts,
    heading,
    kind_notes,
    labels_under,
)
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


RANKED: Any = {"ids": [0, None, 7], "ranks": [None, 2, 1500], "entropy": [0.12345, None, 2]}


def test_facts_and_columns_of_guesses() -> None:
    """Rank and entropy are said of the tokens that have them, with three digits and the unit."""
    found = picture(tokens=["a", " b", " c"], scores=[-1, -2, -3], **RANKED)
    assert facts(found, found.cells) == {
        0: ["Id: 0", "entropy 0.123\xa0nat"],
        1: ["rank 2"],
        2: ["Id: 7", "rank 1,500", "entropy 2\xa0nat"],
    }
    assert [*columns(found)] == [
        ("Id", ["0", "", "7"]),
        ("Rank", ["", "2", "1,500"]),
        ("Entropy (nat)", ["0.123", "", "2"]),
    ]
    listed = picture("view=guesses", tokens=["a", " b", " c"], scores=[-1, -2, -3], **RANKED)
    assert [*columns(listed)] == [("Id", ["0", "", "7"])]
    bare = picture(tokens=["a", " b"], scores=[1, 2], entropy=[None, 1])
    assert [*columns(bare)] == [("Entropy (nat)", ["", "1"])]
    assert [*columns(picture(tokens=["a"], scores=[1]))] == []
    whole = picture(tokens=["a", " b"], scores=[1, 2], ranks=[1, 3], entropy=[2, 1])
    assert [head for head, _ in columns(whole)] == ["Rank", "Entropy (nat)"]
    first = picture(tokens=[*"abcde"], scores=[1, 2, 3, 4, 5], classes={"2..3": "X"})
    assert [*columns(first)] == [("Class", ["", "X", "X", "", ""])]


def test_columns_of_classes_and_marks() -> None:
    """Each token of a class has its name; those without one have nothing."""
    classes = {"2..3": "X", "5": "Y"}
    tokens = ["a", " b", " c", " d", " e"]
    found = picture(tokens=tokens, classes=classes, mark=[2], scores=[1, 2, 3, 4, 5])
    assert facts(found, found.cells) == {
        1: ["Class: X", "marked"],
        2: ["Class: X"],
        4: ["Class: Y"],
    }
    assert [*columns(found)] == [
        ("Class", ["", "X", "X", "", "Y"]),
        ("Mark", ["", "marked", "", "", ""]),
    ]


def under(found: Picture, at: int = 0) -> list[tuple[int, int, str]]:
    return [(one.first, one.last, one.label) for one in labels_under(found, found.strips[at])]


def test_what_stands_under_tokens() -> None:
    """Scores with arrows where they are clipped, ids, or labels; also where a line ends."""
    tokens = ["a", " b\n", " c", " d"]
    scored = picture("values=below scale=[-2,-1.5]", tokens=tokens, scores=[-1, -2, -3, None])
    assert under(scored) == [(0, 0, "−1↑"), (1, 1, "−2"), (2, 2, "−3↓")]
    ids = picture("values=below below=id", tokens=tokens, scores=[1, 2, 3, 4], ids=[7, 8, None, 0])
    assert under(ids) == [(0, 0, "7"), (1, 1, "8"), (3, 3, "0")]
    labels = {"x": ["p", "q", None, "r"], "y": ["s", None, "t", None]}
    series = {"x": [1, 2, 3, 4], "y": [4, 3, 2, 1]}
    below = picture("values=below below=label", tokens=tokens, scores=series, labels=labels)
    assert under(below, 0) == [(0, 0, "p"), (1, 1, "q"), (3, 3, "r")]
    assert under(below, 1) == [(0, 0, "s"), (2, 2, "t")]
    several = picture("values=below", compare={"A": ["a", " b"], "B": ["a b"]}, ids={"B": [7]})
    assert [under(several, at) for at in (0, 1)] == [[], [(0, 0, "7")]]
    classes = picture(tokens=tokens, scores=[1, 2, 3, 4], classes={"1..2": "X"})
    assert under(classes) == [(0, 1, "X")]


def test_ids_of_a_split_letter_stand_together() -> None:
    """What stands under tokens of one letter is joined by a point."""
    found = picture("values=below", tokens=GPT2, ids=[1, 2, 3, 4, 5, 6])
    assert under(found)[-1] == (4, 5, "5 · 6")


def test_notes_of_what_is_counted() -> None:
    """Special tokens are counted apart; of several readings each says its tokens itself."""
    found = picture(tokens=["<s>", "abc", " cd", " e"])
    assert [*kind_notes(found)] == [
        ("tokens", "tokens: 3 (letters a token: 2)"),
        ("special", "special tokens: 1"),
        ("letters", "letters: 6"),
        ("bytes", "bytes: 8"),
    ]
    several = picture(compare={"A": ["ab", " cd"], "B": ["a", "b", " cd"]})
    assert [key for key, _ in kind_notes(several)] == ["letters", "bytes"]
    assert [heading(several, strip) for strip in several.strips] == [
        "A – tokens: 2 (letters a token: 2)",
        "B – tokens: 3 (letters a token: 1.33)",
    ]
    assert [*kind_notes(picture(tokens=["<s>", "a"], scores=[1, 2]))] == []


def test_a_text_of_special_tokens_alone() -> None:
    """No token has letters, and nothing is divided by their number."""
    notes = dict(kind_notes(picture(tokens=["<s>"])))
    assert notes["tokens"] == "tokens: 0"


def test_letters_of_a_token_have_two_decimals() -> None:
    """Also where tokens are pieces of letters."""
    notes = dict(kind_notes(picture(tokens=["a", "á»", "¯"])))
    assert notes["tokens"] == "tokens: 3 (letters a token: 0.67)"


def test_marks_are_called_by_their_name() -> None:
    """Tokens that are marked are listed in their order, under the name that they are given."""
    found = picture(tokens=["a", " b", " c"], scores=[1, 2, 3], mark=[1, 3])
    assert dict(kind_notes(found))["mark"] == "marked: “a”, “c”"


def test_spans_about_letters_of_several_tokens() -> None:
    """A longer span takes in a shorter one, and those that only touch stay two."""
    shown = ("a", "ữ", "", "b", "c")
    apart = Texts(shown=shown, spans=(Span(0, 1, "X"), Span(2, 3, "Y")))
    assert drawn_spans(apart) == apart.spans
    groups = ((1, 2), (3, 4))
    inside = Texts(shown=shown, groups=groups, spans=(Span(0, 3, "X"), Span(4, 4, "Y")))
    assert drawn_spans(inside) == (Span(0, 4, "X+Y"),)
    first = Texts(shown=shown, groups=groups, spans=(Span(2, 2, "X"),))
    assert drawn_spans(first) == (Span(1, 2, "X"),)
    start = Texts(shown=shown, groups=groups, spans=(Span(1, 1, "X"),))
    assert drawn_spans(start) == (Span(1, 2, "X"),)
    common = Texts(shown=shown, spans=(Span(0, 1, "X"), Span(1, 3, "Y")))
    assert drawn_spans(common) == (Span(0, 3, "X+Y"),)


def test_marked_tokens_that_are_not_seen() -> None:
    """White space has its signs, and what has no width its name, in the legend and in the text."""
    found = picture(
        tokens=["a", " ", "\n", "\u200b", " b\u200b"], scores=[1, 2, 3, 4, 5], mark=[2, 3, 4, 5]
    )
    assert dict(kind_notes(found))["mark"] == "marked: “␣”, “↵”, “[ZWSP]”, “b\u200b”"
    assert plain_text(found).startswith("a»␣«»↵«\n»\u200b« »b\u200b«\n\n")


def test_marked_parts_of_a_letter_in_plain_text() -> None:
    """Each has its signs, with dots where it only goes on with the letter."""
    found = picture(tokens=GPT2, scores=[1, 2, 3, 4, 5, 6], mark=[5, 6])
    assert plain_text(found).startswith("Tôi ch»ữ«»⋯«\n\n")
    assert dict(kind_notes(found))["mark"] == "marked: “ữ”"


@pytest.mark.parametrize(
    ("scores", "under"),
    [
        ([7, 2, 3, 1], ["7", "2 · 3", "1"]),
        ([7, None, 9, 1], ["7", "– · 9", "1"]),
        ([7, 9, None, 1], ["7", "9 · –", "1"]),
        ([7, None, None, 1], ["7", "1"]),
        ([7, 12, 2, 1], ["7", "12 · 2", "1"]),
        ([7, 2, 2, 1], ["7", "2 · 2", "1"]),
        ([None, 2, 3, 1], ["2 · 3", "1"]),
    ],
)
def test_each_token_of_a_letter_has_its_number(
    scores: list[float | None], under: list[str]
) -> None:
    """Whoever reads one number below a letter of two tokens knows which of them has it."""
    found = picture("values=below", tokens=["t", "ĠÄ", "ĳ", "i"], scores=scores)
    assert [span.label for span in labels_under(found, found.strips[0])] == under


def test_each_token_of_a_letter_has_its_label() -> None:
    """So it is with labels and ids."""
    tokens, labels = ["t", "ĠÄ", "ĳ", "i"], ["a", None, "c", "d"]
    found = picture("values=below below=label", tokens=tokens, scores=[1, 2, 3, 4], labels=labels)
    spans = labels_under(found, found.strips[0])
    assert spans == (Span(0, 0, "a"), Span(1, 2, "– · c"), Span(3, 3, "d"))


def test_few_of_many_marked_tokens_are_named() -> None:
    """A legend has room for twenty, and says that there are more."""
    for count, end in ((20, "“t19”"), (21, "“t19”, …")):
        tokens = [f" t{at}" for at in range(count)]
        found = picture(tokens=tokens, scores=[*range(count)], mark=[*range(1, count + 1)])
        assert dict(kind_notes(found))["mark"].endswith(f"{end}")
