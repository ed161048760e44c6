"""Where a token stands among its alternatives: as it is written, else as it reads."""

from __future__ import annotations

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.tokens.chosen import chosen_of, read_alternatives
from heatmark.tokens.shown import display


@pytest.mark.parametrize(
    ("token", "others", "place"),
    [
        (" a", [("b", -1), (" a", -2)], 1),
        (" a", [("b", -1), ("a", -1.01)], 1),  # but for its spaces
        (" a", [("b", -1), ("a", -1.03)], None),  # another token, as its score says
        (" a", [("a", -1), ("a ", -2)], None),  # it is not clear which
        (" a", [("b", -1)], None),
        (" ", [("", -1)], None),
    ],
)
def test_places(token: str, others: list[tuple[str, float]], place: int | None) -> None:
    """Only what can be no other is found."""
    made = Heatmap([token], [-1], alternatives=[others]).content
    assert chosen_of(made, made.tokens, made.alternatives) == (place,)


def test_scores_that_tell_nothing() -> None:
    """A token without a score, or with several, may be that of the list."""
    for scores in ([None], {"x": [-2], "y": [-3]}):
        made = Heatmap([" a"], scores, alternatives=[[("a", -1)]]).content
        assert chosen_of(made, made.tokens, made.alternatives) == (0,)


def test_parts_of_characters() -> None:
    """Bytes of which a text shows nothing are found as they are written."""
    others = [[("ế", -1.0), ("áº", -2.0)], [("½", -0.5), ("¿", -1.0)]]
    made = Heatmap(["áº", "¿"], [-2, -1], alternatives=others, scheme="bytebpe").content
    found = display(made, resolve({}), lambda scores, _: scores)
    assert found.texts.chosen == (1, 1)


def test_nothing_to_find() -> None:
    """Without alternatives there are no places."""
    made = Heatmap(["a"], [-1]).content
    assert chosen_of(made, made.tokens, None) is None
    assert chosen_of(made, made.tokens, ((("a", -1.0),),)) is None
    known = Heatmap(["a"], [-1], alternatives=[[("a", -1)]]).content
    assert chosen_of(known, known.tokens, None) is None


@pytest.mark.parametrize(
    ("scheme", "written", "texts"),
    [
        ("wordpiece", ["ha", "##ha", "##nh", "no"], ["ha", "##ha", "nh", "no"]),
        ("at", ["th@@", "th", "Hà_Nội"], ["th@@", "th", "Hà\u00a0Nội"]),
        ("sentencepiece", ["▁Hà", "Hà", "▁"], [" Hà", "Hà", " "]),
        ("bytebpe", ["ĠN", "N", "á»"], [" N", "N", "⟨E1 BB⟩"]),
    ],
)
def test_different_tokens_do_not_read_alike(
    scheme: str, written: list[str], texts: list[str]
) -> None:
    """In one list: where they would, they stay as they are written, wherever the list begins."""
    listed = tuple((one, -1.0) for one in written)
    found = read_alternatives((listed, listed), scheme)
    assert found is not None
    assert [[one for one, _ in item] for item in found] == [texts, texts]
