"""What stands around the cells of any picture."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.core.annotations import Span
from heatmark.options.resolve import resolve
from heatmark.picture.frame import classes_of, image_settings, marks_of
from heatmark.picture.parts import Class
from heatmark.picture.tints import OWN
from heatmark.tokens.shown import Texts


@pytest.mark.parametrize(
    ("width", "columns", "inches"), [(40, 40, 0), ("7in", None, 7), ("2.5in", None, 2.5)]
)
def test_the_width_of_an_image(width: Any, columns: int | None, inches: float) -> None:
    """It is in characters or in inches, and never in both."""
    found = image_settings(resolve({"width": width, "output": "svg"}))
    assert (found.columns, found.inches) == (columns, inches)
    assert found.format == "svg"
    assert image_settings(resolve({"width": width}), "png").format == "png"


def test_how_letters_and_dark_pages_are_asked_for() -> None:
    """An option of its own says each."""
    for options, both, outlines in (
        ({"dark": "both", "letters": "outlines"}, True, True),
        ({"dark": "card", "letters": "text"}, False, False),
    ):
        found = image_settings(resolve(options))
        assert (found.both, found.outlines) == (both, outlines)


def test_classes_are_counted() -> None:
    """By their first span in order; those after the last colour share the grey behind it."""
    labels = [*"abacab", *map(str, range(OWN))]
    texts = Texts(
        shown=tuple(labels), spans=tuple(Span(at, at, one) for at, one in enumerate(labels))
    )
    found = classes_of(texts)
    assert found[:3] == (Class("a", 3, 0), Class("b", 2, 1), Class("c", 1, 2))
    assert [one.level for one in found] == [*range(OWN), OWN, OWN, OWN]
    assert {one.total for one in found[3:]} == {1}


def test_marked_tokens_are_put_together_by_their_word() -> None:
    """In the order of the text; a letter of several parts is named once, spaces are named too."""
    texts = Texts(
        shown=("ử", "", " a", " ", " b"),
        continues=frozenset({1}),
        marks={4: "y", 0: "x", 1: "x", 3: None, 2: "x"},
    )
    assert marks_of(texts) == (("x", ("ử", "a")), (None, (" ",)), ("y", ("b",)))
