"""Notices on classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.class_notices import dropped_classes, shared_colour
from heatmark.picture.paint import picture
from heatmark.render.kinds import kind_notes

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

PIECES = ["mo", "##hi", "c"]


def drawn(tokens: Any, scores: Any, **options: Any) -> Picture:
    made = Heatmap(tokens, scores, **options)
    return picture(made.content, resolve(dict(made.options)))


def told(found: Picture) -> list[str]:
    return [one.message for one in found.notices if one.name in {"class-dropped", "shared-colour"}]


@pytest.mark.parametrize("scores", [[1, 2, 3], None])
def test_classes_that_merge_drops_are_named(scores: Any) -> None:
    """Also where tokens have no scores."""
    options = {"merge": "mean"} if scores else {}
    found = drawn(PIECES, scores, classes=["A", "B", "C"], **options)
    said = "merge keeps the class of the first piece alone: 'mohi' is A, not B"
    assert told(found) == ([said] if scores else [])


@pytest.mark.parametrize(
    ("classes", "merge"),
    [
        (["B-PER", "I-PER", "O"], "sum"),
        (["A", "A", "C"], "sum"),
        (["A", None, "C"], "sum"),
        (["A", "B", "C"], "none"),
    ],
)
def test_pieces_of_one_class_lose_none(classes: Any, merge: str) -> None:
    """Those of one entity are of one class; a piece without a class has none to lose."""
    content = Heatmap(PIECES, [1, 2, 3], classes=classes).content
    assert not [*dropped_classes(content, resolve({"merge": merge}))]


def test_a_class_ends_with_its_last_piece() -> None:
    """The next word has its own alone, though its first piece has none."""
    content = Heatmap([*PIECES, "##d"], [1, 2, 3, 4], classes=["A", "A", None, "B"]).content
    assert not [*dropped_classes(content, resolve({"merge": "sum"}))]


def test_only_some_words_are_named() -> None:
    tokens = [one for at in range(5) for one in (f"m{at}", "##x")]
    found = drawn(tokens, range(10), classes=["A", "B"] * 5, merge="max")
    assert told(found)[0].endswith("'m2x' is A, not B; …")
    three = drawn(tokens[:6], range(6), classes=["A", "B"] * 3, merge="max")
    assert told(three)[0].endswith("'m2x' is A, not B")


def test_classes_of_one_colour_have_one_swatch() -> None:
    """A notice names them; eight have colours of their own."""
    found = drawn(list("abcdefghij"), None, classes=list("ABCDEFGHIJ"))
    assert told(found) == ["there are 10 classes, and 'H', 'I', 'J' share one colour"]
    classes = [text for key, text in kind_notes(found) if key == "class-7"]
    assert classes == ["H: 1, I: 1, J: 1"]
    eight = drawn(list("abcdefgh"), None, classes=list("ABCDEFGH"))
    assert not [*shared_colour(eight.cells)]
    (notice,) = shared_colour(drawn(list("abcdefghi"), None, classes=list("ABCDEFGHI")).cells)
    assert "up to 8 have colours of their own" in notice.hint
