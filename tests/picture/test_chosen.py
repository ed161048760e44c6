"""Rows that readers choose by their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.core.errors import OptionError
from heatmark.options.resolve import resolve
from heatmark.picture.chosen import ALWAYS, of_strips
from heatmark.picture.paint import picture
from heatmark.picture.parts import PLAIN, Strip, TokenChoice

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

TOKENS = ["<s>", "the", " cat", " the"]
CAUSAL: list[list[float]] = [
    [1, 0, 0, 0],
    [0.5, 0.5, 0, 0],
    [0.2, 0.3, 0.5, 0],
    [0.1, 0.2, 0.3, 0.4],
]
FULL = [[row + at for at in range(4)] for row in range(4)]


def drawn(tokens: list[str], scores: Any, **options: Any) -> Picture:
    heatmap = Heatmap(tokens, scores, series="pick", **options)
    return picture(heatmap.content, resolve(dict(heatmap.options)))


def chosen(tokens: list[str], scores: Any, **options: Any) -> TokenChoice:
    found = drawn(tokens, scores, **options).chosen
    assert found is not None
    return found


def test_rows_of_a_square_are_chosen_by_its_tokens() -> None:
    """The last token that is not special is first, or the one of the author's."""
    assert chosen(TOKENS, FULL).places == (0, 1, 2, 3)
    assert chosen(TOKENS, FULL).first == 3
    assert chosen([*TOKENS, "</s>"], [[1] * 5] * 5).first == 3
    assert chosen(TOKENS, FULL, pick=2).first == 1
    assert chosen(TOKENS, FULL, pick="cat").first == 2
    assert chosen(TOKENS, FULL, order="reversed").places == (3, 2, 1, 0)


def test_rows_may_be_fewer_than_tokens() -> None:
    """Series are called by their tokens; equal ones are numbered, or all there."""
    assert chosen(TOKENS, {"cat": FULL[0], "<s>": FULL[1]}).places == (2, 0)
    assert chosen(TOKENS, {"the (2)": FULL[0], "cat": FULL[1]}).places == (3, 2)
    assert chosen(TOKENS, FULL[:3], names=["the", "cat", "the"]).places == (1, 2, 3)
    assert chosen(["The", "Ġcat"], [[1, 2], [3, 4]], names=["The", "Ġcat"]).places == (0, 1)


def test_a_row_of_a_hidden_token_is_left_out() -> None:
    """What is not in the text cannot be chosen, and moves no row to a token like it."""
    same = drawn(["the", " cat", " the", " the"], FULL, specials=[2], special="hide")
    assert same.chosen is not None
    assert same.chosen.places == (0, 1, 2)
    assert [strip.scores for strip in same.strips] == [(0, 1, 3), (1, 2, 4), (3, 4, 6)]
    found = drawn(TOKENS, FULL, special="hide")
    assert [strip.name for strip in found.strips] == ["the (1)", "cat", "the (2)"]
    assert found.chosen is not None
    assert found.chosen.places == (0, 1, 2)


def test_controls_stand_below() -> None:
    """A shuffle belongs to its row; another control to none, and is always there."""
    scores = {"the (1)": FULL[0], "cat": FULL[2], "random": [3, 1, 4, 1]}
    found = chosen(TOKENS, scores, control=["shuffle", "random"])
    assert found.places == (1, 2, 1, 2, ALWAYS)
    assert chosen(TOKENS, scores, control="random").places == (1, 2, ALWAYS)


def test_later_tokens_of_a_causal_map_are_blank() -> None:
    """Zeros or nothing after each row's own token are neither scores nor missing."""
    found = drawn(TOKENS, CAUSAL)
    assert [strip.levels.count(PLAIN) for strip in found.strips] == [3, 2, 1, 0]
    assert found.strips[1].texts[2:] == ("", "")
    nothing: list[list[float | None]] = [[score or None for score in row] for row in CAUSAL]
    assert drawn(TOKENS, nothing).legend.missing == 0
    nothing[3][1] = None
    assert drawn(TOKENS, nothing).legend.missing == 1
    assert all(PLAIN not in strip.levels for strip in drawn(TOKENS, FULL).strips)


def strip(*scores: float | None, role: str = "series", **more: Any) -> Strip:
    levels = tuple(-1 if score is None else 5 for score in scores)
    texts = tuple("" if score is None else f"{score:g}" for score in scores)
    known = {"levels": levels, "clipped": {}, **more}
    return Strip("x", scores, texts, (0.5,) * len(scores), role=role, **known)


@pytest.mark.parametrize(
    ("roles", "places", "expected"),
    [
        ("s", (4,), (4,)),
        ("sc", (4,), (4, 4)),
        ("sc", (4, ALWAYS), (4, ALWAYS)),
        ("sscc", (4, 2), (4, 2, 4, 2)),
        ("ssc", (4, 2, ALWAYS), (4, 2, ALWAYS)),
        ("ssccc", (4, 2, ALWAYS), (4, 2, 4, 2, ALWAYS)),
    ],
)
def test_strips_of_shuffles(roles: str, places: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """A shuffle is of the token of its row, and stands between the rows and other controls."""
    strips = [strip(1, role="series" if one == "s" else "control") for one in roles]
    assert of_strips(TokenChoice(3, places), strips) == TokenChoice(3, expected)
    assert of_strips(None, strips) is None
    assert ALWAYS == -1, "no place of a token"


def test_tokens_are_picked_as_they_are_written() -> None:
    """By the tokenizer, or as readers see them; where some are hidden, among the others."""
    tokens = ["The", "Ġcat", "Ġsat"]
    rows = [[1, 2, 3]] * 3
    for pick in ("Ġcat", "cat", 2):
        assert chosen(tokens, rows, pick=pick).first == 1
    assert chosen(TOKENS, FULL, pick="cat", special="hide").first == 1
    assert chosen(["<s>", "</s>"], [[1, 2], [3, 4]], special="include").first == 1
    assert drawn(TOKENS, FULL, view="grid", pick=2).chosen is None


def test_a_control_may_be_called_like_a_token() -> None:
    """It is always there all the same, and the others are chosen by theirs."""
    scores = {"the (1)": FULL[0], "<s>": FULL[1], "cat": FULL[2]}
    assert chosen(TOKENS, scores, control="cat").places == (1, 0, ALWAYS)


LONG = [f" t{at}" for at in range(61)]


@pytest.mark.parametrize(
    ("tokens", "scores", "options", "about", "instead"),
    [
        (LONG, [[1] * len(LONG)] * len(LONG), {}, "series", {"view": "grid"}),
        (TOKENS, FULL, {"view": "bars"}, "series", {"series": "tabs"}),
        (TOKENS, {"layer 1": FULL[0], "cat": FULL[1]}, {}, "series", {"series": "tabs"}),
        (TOKENS, {"the": FULL[0], "cat": FULL[1]}, {}, "series", {"series": "tabs"}),
        (TOKENS, FULL, {"merge": "sum"}, "merge", {"series": "tabs"}),
        (TOKENS, FULL, {"values": "below"}, "values", {"series": "tabs"}),
        (TOKENS, {"cat": FULL[0], "<s>": FULL[1]}, {"minus": "cat"}, "minus", {"series": "tabs"}),
        (TOKENS, FULL, {"pick": 9}, "pick", {"pick": 3}),
        (TOKENS, FULL, {"pick": "the"}, "pick", {"pick": 2}),
        (TOKENS, FULL[0], {"pick": "cat"}, "pick", {"pick": None}),
        (TOKENS, {"cat": FULL[0], "<s>": FULL[1]}, {"pick": 2}, "pick", {"pick": 3}),
    ],
)
def test_what_cannot_be_chosen(
    tokens: list[str], scores: Any, options: dict[str, Any], about: str, instead: dict[str, Any]
) -> None:
    """It is an error whose hint, followed, works."""
    with pytest.raises(OptionError) as caught:
        drawn(tokens, scores, **options)
    assert caught.value.about == about
    assert caught.value.hint
    heatmap = Heatmap(tokens, scores, **{"series": "pick", **options, **instead})
    assert picture(heatmap.content, resolve(dict(heatmap.options))).strips


def test_sixty_tokens_can_be_chosen_among() -> None:
    """The page has the text once for each of them."""
    found = drawn(LONG[:60], [[1] * 60] * 60)
    assert found.chosen is not None
    assert len(found.chosen.places) == 60


def test_repeated_tokens_without_a_row_each_are_not_guessed() -> None:
    """Which of two equal tokens a row is of is for the author to say."""
    with pytest.raises(HeatmarkError, match="called like several tokens"):
        drawn(TOKENS, {"the": FULL[0], "cat": FULL[1]})
