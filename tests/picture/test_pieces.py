"""Tokens without scores: no scale, but tints in turn, or the colours of classes."""

from __future__ import annotations

from typing import Any

from heatmark import Heatmap
from heatmark.language.numbers import Writing
from heatmark.options.resolve import resolve
from heatmark.picture.frame import classes_of, framed, image_settings, marks_of
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture
from heatmark.picture.parts import NOWHERE, PLAIN, Class, Picture, Tally
from heatmark.picture.pieces import paint_pieces
from pages import draw


def drawn(tokens: list[str], scores: object = None, **options: Any) -> Picture:
    made = Heatmap(tokens, scores, **options)
    return picture(made.content, resolve({"scheme": made.scheme}, dict(made.options)))


def test_pieces_are_tinted_in_turn() -> None:
    """Neighbours differ; a special token has no tint; there is no scale and no score."""
    found = drawn(["<s>", "▁Xin", "▁ch", "ào"])
    (strip,) = found.strips
    assert found.kind == "pieces"
    assert strip.levels == (NOWHERE, 1, 0, 1)
    assert set(strip.scores) == {None}
    assert found.legend.ends is None
    assert found.scored == ()
    assert found.legend.special == 1
    assert (found.legend.scored, found.legend.missing) == (0, 0)
    assert (found.legend.below, found.legend.above) == (0, 0)
    assert found.legend.constant is False
    assert found.legend.writing == Writing(0)


def test_readings_are_counted_apart() -> None:
    """Each says its own tokens, so that the figure has no special ones of its own."""
    found = draw("", 'compare: {A: ["<s>", "▁a"], B: ["▁", a]}')
    assert found.legend.special == 0
    assert [strip.tally and strip.tally.tokens for strip in found.strips] == [1, 2]
    assert [len(found.cells_of(strip).special) for strip in found.strips] == [1, 0]


def test_they_are_counted() -> None:
    """Special tokens are no tokens of the text; letters are grapheme clusters, no punctuation."""
    (strip,) = drawn(["<s>", "▁Chữ", "▁", "đ", "."]).strips
    assert strip.tally == Tally(tokens=4, letters=4, bytes=len("Chữ đ.".encode()))


def test_classes_have_colours_of_their_own() -> None:
    """Tokens of one class have one colour; those of none have none, and none is missed."""
    found = drawn(["a", " b", " c", " d"], classes={"1..2": "A", "4": "B"})
    assert found.kind == "classes"
    assert found.strips[0].levels == (0, 0, PLAIN, 1)
    assert found.legend.classes == (Class("A", 1, 0), Class("B", 1, 1))
    inside = drawn([*"abcde"], classes={"1": "A", "2..3": "B"}, join="none").strips[0]
    assert inside.levels == (0, 1, 1, PLAIN, PLAIN)


def test_many_classes_share_a_grey() -> None:
    """The first seven have colours of their own, so that no colour stands for two of them."""
    found = drawn([*"abcdefghij"], classes=[*"ABCDEFGHIJ"], join="none")
    assert found.strips[0].levels == (0, 1, 2, 3, 4, 5, 6, 7, 7, 7)


def test_classes_beside_scores_leave_colours_alone() -> None:
    """The colours of scores are what they were; the classes are told beside them."""
    plain, labelled = (drawn(["a", "b"], [1, 2], **more) for more in ({}, {"classes": ["A", None]}))
    assert labelled.strips == plain.strips
    assert labelled.palette == plain.palette
    assert labelled.legend.classes == (Class("A", 1, 0),)


def test_a_marked_token_needs_no_score() -> None:
    """It is neither missing nor special, though it looks like both; others are as they were."""
    tokens = ["[CLS]", "a", "[MASK]", "b", "c"]
    found = drawn(tokens, [None, 1, None, 2, None], mark=["[MASK]"])
    assert found.strips[0].levels[2] == PLAIN
    assert (found.legend.missing, found.legend.special) == (1, 1)
    assert found.legend.marks == ((None, ("[MASK]",)),)
    unmarked = drawn(tokens, [None, 1, None, 2, None])
    assert (unmarked.legend.missing, unmarked.legend.special) == (1, 2)


def test_a_letter_of_several_marked_tokens_is_named_once() -> None:
    """A part that is marked without the first one is named by its letter too."""
    tokens = ["B", "á", "º", "£", "Ġá", "º", "£"]
    for mark, names in ([2, 3, 4], ("ả",)), ([4, 5], ("ả", "ả")), ([1, 3], ("B", "ả")):
        found = drawn(tokens, [1, 2, 3, 4, 5, 6, 7], mark=mark)
        assert found.legend.marks == ((None, names),)


def test_a_marked_token_with_a_score_keeps_its_colour() -> None:
    """Marks say nothing of the scale: a special token stays off it."""
    tokens, scores = ["[MASK]", "a", "b"], [5, 1, 2]
    plain, found = drawn(tokens, scores), drawn(tokens, scores, mark=[1, 2])
    assert found.strips[0].levels == plain.strips[0].levels
    assert found.strips[0].texts == plain.strips[0].texts
    assert found.legend.special == 1


def test_named_special_tokens_are_on_the_scale() -> None:
    """Those that are named are, and no others."""
    tokens, scores = ["[CLS]", "a", "[MASK]"], [9, 1, 5]
    found = drawn(tokens, scores, special=["[MASK]"])
    assert found.strips[0].levels == (NOWHERE, 0, 30)
    assert found.legend.special == 1
    assert drawn(tokens, scores).legend.special == 2


def test_a_named_special_token_that_is_not_there() -> None:
    """The author is told, without a warning: a site may name more than a text has."""
    found = drawn(["[CLS]", "a"], [0.9, 0.1], special=["[SEP]"], measure="P")
    assert [(one.name, one.level) for one in found.notices] == [("no-effect", "info")]
    assert not drawn(["[CLS]", "a"], [0.9, 0.1], special=["[CLS]"], measure="P").notices


def test_hidden_and_merged_tokens_keep_what_is_theirs() -> None:
    """Ids, classes and marks follow their tokens where others are hidden, or become words."""
    tokens = ["<s>", "▁Xin", "▁ch", "ào"]
    more: dict[str, Any] = {"classes": ["S", "A", "B", "B"], "mark": [4]}
    hidden = drawn(tokens, [1, 2, 3, 4], special="hide", ids=[7, 8, 9, 10], **more).cells
    assert hidden.ids == (8, 9, 10)
    assert [(one.first, one.label) for one in hidden.spans] == [(0, "A"), (1, "B"), (2, "B")]
    assert hidden.marks == {2: None}
    words = drawn(tokens, [1, 2, 3, 4], merge="sum", **more).cells
    assert [(one.first, one.last, one.label) for one in words.spans] == [
        (0, 0, "S"),
        (1, 1, "A"),
        (2, 2, "B"),
    ]
    assert words.marks == {2: None}


def test_the_frame_is_that_of_any_picture() -> None:
    """What options say around cells they say of pieces too, images among it."""
    options = resolve({"title": "T", "output": "png", "width": 40})
    found = paint_pieces(lay_out(Heatmap(["a", "b"]).content, options), options)
    assert (found.title, found.image) == ("T", image_settings(options))
    again = framed(
        options,
        "vi",
        cells=found.cells,
        strips=found.strips,
        palette=found.palette,
        legend=found.legend,
    )
    assert (again.lang, again.title, again.kind) == ("vi", "T", "scores")
    assert not classes_of(found.cells)
    assert not marks_of(found.cells)


def test_marks_of_several_readings() -> None:
    """The legend names what is marked in any of them, and what a tokenizer does not know."""
    options = """\
text: Hà Nội đẹp
compare: {A: [h, "##a", "[UNK]", "[UNK]"], B: [Hà, " Nội đẹp"], C: [" Hà", " Nội", " đẹp"]}
"""
    found = draw("", options)
    assert found.legend.marks == (("[UNK]", ("Nội", "đẹp")),)
    assert [set(found.cells_of(strip).marks) for strip in found.strips] == [{2, 3}, set(), set()]
    marked = draw("", f"{options}mark: {{1: x}}")
    assert marked.legend.marks == (("x", ("H", "Hà")), ("[UNK]", ("Nội", "đẹp")))
