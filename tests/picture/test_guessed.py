"""Ranks of tokens: as they are given, or among candidates; and what contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap, HeatmarkError
from heatmark.core.quantities import quantity
from heatmark.options.resolve import resolve
from heatmark.picture.guessed import (
    GUESSES,
    Ranked,
    check_guesses_view,
    places,
    ranks_of,
)
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture

LOG = quantity("log P", "nat")


def ranks(
    scores: list[Any], alternatives: list[Any] | None = None, given: Any = None, **options: Any
) -> tuple[Ranked | None, ...] | None:
    tokens = ["a", " b", " c"][: len(scores)]
    made = Heatmap(tokens, scores, alternatives=alternatives, ranks=given)
    layout = lay_out(made.content, resolve({"measure": "log P", **options}))
    return ranks_of(*layout.guessed)


@pytest.mark.parametrize(
    ("score", "listed", "expected"),
    [
        (-2, [("x", -1), ("a", -2)], Ranked(2, exact=True)),
        (-2, [("x", -1), ("y", -1), ("a", -2)], Ranked(3, exact=True)),
        (-1, [("x", -1), ("a", -1)], Ranked(1, exact=True)),  # which tie
        (-9, [("x", -1), ("y", -2)], Ranked(2, exact=False)),  # beyond the list
        (-1.5, [("x", -1), ("y", -2)], Ranked(2, exact=True)),  # a list of others without it
        (-0.1, [("x", -1), ("y", -2)], Ranked(1, exact=True)),
        (-1, [("x", -1), ("y", -2)], Ranked(1, exact=True)),
        (-2, [("x", -1), ("y", -2)], Ranked(2, exact=True)),
        (None, [("x", -1)], None),
        (-1, [], None),
    ],
)
def test_ranks_among_candidates(
    score: float | None, listed: list[tuple[str, float]], expected: Ranked | None
) -> None:
    """A token that is in the list has its place; else its score says what can be said."""
    assert ranks([score], [listed]) == (expected,)


def test_surprisals_fall() -> None:
    """Less surprise is more likely; without a measure the order of the list is all there is."""
    listed = [("x", 1.0), ("a", 2.0), ("y", 2.0)]
    assert places(listed, quantity("surprisal", "bit")) == [1, 2, 2]
    assert places([("x", 0.5), ("y", 0.5)], None) == [1, 2]
    assert ranks([3.0], [listed[:1]], measure="surprisal") == (Ranked(1, exact=False),)
    assert ranks([3.0], [listed[:1]], measure="x") == (None,)


def test_given_ranks_come_first() -> None:
    """What is given is what holds, with or without candidates."""
    assert ranks([-1, -2], None, [7, None]) == (Ranked(7, exact=True), None)
    assert ranks([-5], [[("x", -1)]], [9]) == (Ranked(9, exact=True),)
    assert ranks([-1, -2]) is None


@pytest.mark.parametrize("rank", [1, 4])
def test_a_rank_against_its_candidates(rank: int) -> None:
    """Of two that contradict one another neither is drawn; among those that tie each place fits."""
    listed = [("x", -1), ("a", -2), ("y", -2)]
    for fits in (2, 3):
        assert ranks([-2], [listed], [fits]) == (Ranked(fits, exact=True),)
    with pytest.raises(HeatmarkError, match=r"^token 1.* number 2 of its alternatives") as caught:
        ranks([-2], [listed], [rank])
    assert caught.value.hint


@pytest.mark.parametrize(
    ("measure", "score", "listed"),
    [("log P", -3, [("x", -1), ("y", -2)]), ("surprisal", 3, [("x", 1), ("y", 2)])],
)
def test_a_rank_before_likelier_tokens(measure: str, score: float, listed: list[Any]) -> None:
    """A token that is none of its candidates cannot be ahead of those that are likelier."""
    for fits in (3, 9):
        assert ranks([score], [listed], [fits], measure=measure) == (Ranked(fits, exact=True),)
    for rank in (1, 2):
        with pytest.raises(HeatmarkError, match=r"^token 1.* 2 of its alternatives are likelier"):
            ranks([score], [listed], [rank], measure=measure)


def test_a_rank_among_likelier_tokens() -> None:
    """One of two candidates is likelier: the token comes next."""
    listed = [("x", -1), ("y", -5)]
    assert ranks([-3], [listed], [2]) == (Ranked(2, exact=True),)
    with pytest.raises(HeatmarkError, match=r"^token 1.* 1 of its alternatives are likelier"):
        ranks([-3], [listed], [1])


def test_a_rank_against_the_order_of_its_candidates() -> None:
    """Of scores of another kind the order of the list is what readers see as ranks."""
    assert ranks([5], [[("a", 5), ("x", 2)]], [1], measure="logit") == (Ranked(1, exact=True),)
    with pytest.raises(HeatmarkError, match="has rank 7, but is number 1"):
        ranks([5], [[("a", 5), ("x", 2)]], [7], measure="logit")


def test_parts_of_characters_are_found() -> None:
    """Tokens that show no text of their own are found as they are written."""
    tokens = ["ch", "áº", "¿"]
    others = [[], [("áº", -0.5)], [("½", -0.4), ("¿", -1.2)]]
    made = Heatmap(tokens, [-1, -0.5, -1.2], alternatives=others, scheme="bytebpe")
    found = picture(made.content, resolve({"measure": "log P", "view": GUESSES}))
    assert found.ranks == (None, Ranked(1, exact=True), Ranked(2, exact=True))


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ({}, {}, "there are no guesses of a model"),
        ({"ranks": [1, 2]}, {"control": ("shuffle",)}, "of one series, without control"),
        ({"ranks": [1, 2]}, {"merge": "sum"}, "guesses and merge"),
        ({"ranks": [1, 2]}, {"lineup": 2}, "lineup"),
    ],
)
def test_what_cannot_be_listed(content: Any, options: Any, said: str) -> None:
    """The view needs guesses, of one series and of tokens."""
    made = Heatmap(["a", " b"], [-1, -2], **content)
    asked = resolve({"measure": "log P", "view": GUESSES, **options})
    with pytest.raises(HeatmarkError, match=said):
        picture(made.content, asked)


def test_several_series_and_long_texts() -> None:
    """Guesses are of one model, and no page has a thousand rows of them."""
    several = Heatmap(["a"], {"x": [-1], "y": [-2]}, ranks=[1])
    with pytest.raises(HeatmarkError, match="one series"):
        check_guesses_view(several.content, resolve({"view": GUESSES}))
    long = Heatmap([" a"] * 1001, [-1] * 1001, ranks=[1] * 1001)
    with pytest.raises(HeatmarkError, match="up to 1000 tokens"):
        check_guesses_view(long.content, resolve({"view": GUESSES}))
    enough = Heatmap([" a"] * 1000, [-1] * 1000, ranks=[1] * 1000)
    check_guesses_view(enough.content, resolve({"view": GUESSES}))


def chances(scores: list[Any], alternatives: list[Any], **options: Any) -> None:
    """Draw in the plainest view, which looks at what else could have stood there, too."""
    made = Heatmap(["a", " b"][: len(scores)], scores, alternatives=alternatives)
    picture(made.content, resolve({"measure": "log P", **options}))


def test_more_than_certain() -> None:
    """Candidates whose probabilities are more than 1 together are none, in every view."""
    share, cent = {"measure": "P"}, {"measure": "P", "unit": "%"}
    with pytest.raises(HeatmarkError, match="token 1 have a probability of 120 % together"):
        chances([60], [[("a", 60), ("b", 60)]], **cent)
    chances([51], [[("a", 51), ("b", 51)]], **cent)
    with pytest.raises(HeatmarkError, match="token 2 have a probability of 150 % together"):
        chances([-1, 0], [[], [(" b", 0), ("c", -0.7)]])
    chances([60], [[("a", 60), ("b", 60)]], measure="votes")
    chances([60], [[("a", 60), ("b", 60)]], **{**cent, "unit": "‰"})
    chances([0.6], [[("a", 0.6), ("b", 0.3)]], **share)


@pytest.mark.parametrize("view", ["text", "bars", "guesses"])
def test_less_than_impossible(view: str) -> None:
    """A log P beside a P is a probability below 0, which none is but by rounding."""
    with pytest.raises(HeatmarkError, match="an alternative of token 2 has a probability of -160"):
        chances([0.1, 0.2], [[("a", 0.1)], [(" b", -1.6)]], measure="P", view=view)
    with pytest.raises(HeatmarkError, match="token 1 has a probability of -2 %"):
        chances([0.1], [[("a", 0.1), ("x", -0.02)]], measure="P", view=view)
    chances([0.1], [[("a", 0.1), ("x", -0.01)]], measure="P", view=view)
    with pytest.raises(HeatmarkError, match="token 1 have a probability of 309 % together"):
        chances([1], [[("a", 1), ("x", -1)]], measure="surprisal", view=view)


def test_ranks_of_what_is_no_probability() -> None:
    """A summary is of probabilities, so that the error comes before it."""
    with pytest.raises(HeatmarkError, match="probability of -230 %"):
        chances([0.1], [[("a", -2.3), ("x", -1)]], measure="P", stats=("top1",))


@pytest.mark.parametrize("view", ["text", "guesses"])
def test_a_token_beside_its_candidates(view: str) -> None:
    """One that is none of them counts, too: so alternatives of the next place are found."""
    shifted = [[("x", -0.3), ("y", -2.3)], [("z", -0.4)]]
    with pytest.raises(HeatmarkError, match=r"token 1 and its alternatives .* 175 % together"):
        chances([-0.1, -0.2], shifted, view=view)
    with pytest.raises(HeatmarkError, match=r"token 2 and its alternatives .* 149 % together"):
        chances([None, -0.2], shifted, view=view)
    chances([-3, -1.2], shifted, view=view)
    chances([-0.1, -0.2], [[("x", -3)], []], view=view)
    chances([-0.3], [[("a", -0.3), ("y", -2.3)]], view=view)  # which is one of them
    cent = {"measure": "P", "unit": "%"}
    chances([51, 150], [[("x", 51)], []], view=view, **cent)  # by rounding; and beside none
    with pytest.raises(HeatmarkError, match=r"token 1 and its alternatives .* 103 % together"):
        chances([52, 150], [[("x", 51)], []], view=view, **cent)


def test_whose_alternatives_are_not_known() -> None:
    """Of several series they may be those of any; sums of exponentials are of no single score."""
    several = Heatmap(["a"], {"x": [-0.1], "y": [-3]}, alternatives=[[("x", -0.3)]])
    picture(several.content, resolve({"measure": "log P"}))
    softmax = Heatmap(["a", " b"], [2, 1], alternatives=[[("x", 3)], [("y", -4)]])
    picture(softmax.content, resolve({"measure": "P", "transform": ("softmax",)}))
