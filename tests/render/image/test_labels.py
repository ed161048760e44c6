"""Labels of classes in images: a line under each line of text, as wide as it must be."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.core.annotations import Span
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.image.labels import LabelLines
from heatmark.render.image.views import screen


def lines(tokens: list[str], columns: int = 30, **more: Any) -> list[str]:
    made = Heatmap(tokens, **more)
    shown = screen(picture(made.content, resolve(dict(made.options))), columns, alone=False)
    return ["".join(line) for line in shown.lines]


def test_labels_stand_under_their_tokens() -> None:
    """A rule goes as far as the tokens of the class do."""
    tokens = ["Thăng", " Long", " là", " Huế"]
    assert lines(tokens, classes={"1..2": "LOC", "4": "X"}) == [
        "Thăng Long là Huế",
        "LOC───────    X──",
    ]


def test_a_long_label_makes_room() -> None:
    """The next token begins behind it; the text stays one line if there is room."""
    assert lines(["ở", " Huế"], classes=["PREP", "LOC"]) == ["ở    Huế", "PREP LOC"]


def test_numbers_have_a_gap_and_are_whole() -> None:
    """Numbers under tokens never run together, and none is cut at the end of a line."""
    tokens, scores = ["a", "b", " một", " c"], [1.25, 2.5, 3, 10.75]
    assert [line.rstrip() for line in lines(tokens, scores=scores, values="below")[:2]] == [
        "a    b    một c",
        "1.25 2.5  3   10.75",
    ]
    narrow = lines(["abcdef", "g"], 8, scores=[1, 1.255], values="below")
    assert [line.rstrip() for line in narrow[:4]] == ["abcdef", "1", "g", "1.255"]


def test_the_end_of_a_line_has_its_number() -> None:
    """It stands under the sign for the end, or what is before it."""
    found = lines(["a", ",\n", "b", "\n", "c"], scores=[1.5, 2.5, 3, 4, 5], values="below")
    assert [line.rstrip() for line in found[:6]] == ["a   ,↵", "1.5 2.5", "b ↵", "3 4", "c", "5"]


def test_what_goes_on_in_another_line_has_a_rule() -> None:
    """The label stands once, where the class begins."""
    assert lines(["một", " hai", " ba"], 8, classes={"1..3": "N"}) == [
        "một hai",
        "N──────",
        "ba",
        "──",
    ]


def test_a_label_ends_with_the_line() -> None:
    """A label longer than the line is cut, and one sees that it is."""
    labels = LabelLines(8, [(Span(0, 0, "x"), [*"abcdefghijkl"])])
    assert labels.put(0, 0, 0, 1) == 8
    assert labels.under(0) == [*"abcdefg…"]
    assert labels.after(2) == [0, 2]


@pytest.mark.parametrize(
    ("label", "end", "under"),
    [
        ("abc", 6, "   abc"),
        ("a", 5, "   a─"),
        ("abcde", 8, "   abcde"),
        ("abcdef", 8, "   abcd…"),
    ],
)
def test_a_label_has_the_room_behind_the_begin_of_its_tokens(
    label: str, end: int, under: str
) -> None:
    """It is whole if it ends where the line does, and is cut if it would go on."""
    labels = LabelLines(8, [(Span(0, 0, "x"), [*label])])
    assert labels.put(0, 0, 3, 5) == end
    assert "".join(labels.under(0)) == under


def test_only_the_last_token_of_a_class_makes_room() -> None:
    """The label lies under those before it; a token without a class needs none."""
    labels = LabelLines(30, [(Span(1, 2, "x"), [*"a long label"])])
    assert [labels.put(0, 0, 0, 2), labels.put(1, 0, 2, 4), labels.put(2, 0, 4, 6)] == [2, 4, 14]
    assert [labels.wide(at) for at in range(4)] == [0] * 4
    assert "".join(labels.under(0)) == "  a long label"


def test_numbers_say_how_wide_they_are() -> None:
    """With a gap behind each, and none for a token without a number."""
    labels = LabelLines(30, [(Span(1, 1, "x"), [*"1.25"])], apart=True)
    assert [labels.wide(at) for at in range(3)] == [0, 4, 0]
    assert labels.put(1, 0, 2, 3) == 7
    assert "".join(labels.under(0)) == "  1.25"


def test_pieces_and_marks_have_frames() -> None:
    """A frame around each piece, a strong one around one that is marked, no box without colour."""
    made = Heatmap(["a", " b", " c"], mark=[2])
    shown = screen(picture(made.content, resolve(dict(made.options))), 30, alone=False)
    assert [mark.kind for mark in shown.marks] == ["piece", "mark", "piece"]
    scored = Heatmap(["a", " b"], [1, None], mark=[2])
    shown = screen(picture(scored.content, resolve(dict(scored.options))), 30, alone=False)
    assert [box.first for box in shown.boxes if box.line == 0] == [0]


def test_readings_are_in_line() -> None:
    """A letter has the same cell in each, also behind special tokens and parts of letters."""
    made = Heatmap.compare(
        {"A": ["ch", "á»", "¯", "Ġa"], "B": ["<s>", "▁chữ", "▁a"]},
    )
    shown = screen(picture(made.content, resolve(dict(made.options))), 40, alone=False)
    texts = ["".join(line) for line in shown.lines if "chữ" in "".join(line)]
    assert "▁" not in made._repr_html_()  # though the first is written otherwise
    assert texts == ["   chữ⋯ a", "<s>chữ  a"]
