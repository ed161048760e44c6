"""Ranks and alternatives that are those of another place."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.misplaced import misplaced
from heatmark.picture.paint import picture

TOKENS = ["Hà", " Nội", " đẹp", " lắm"]
SCORES = [None, -2.0, -3.5, -0.25]
OWN: list[list[tuple[str, float]]] = [
    [],
    [(" Nội", -2.0), ("a", -1.0)],
    [("b", -1.5), (" đẹp", -3.5)],
    [(" lắm", -0.25)],
]


def said(scores: Any = SCORES, tokens: list[str] = TOKENS, **given: Any) -> list[str]:
    """Give what an author is told of places."""
    known = {key: given.pop(key) for key in ("alternatives", "ranks", "runs") if key in given}
    scores = None if "runs" in known else scores
    made = Heatmap(tokens, scores, **known)
    asked = check_all({"measure": "log P", **given}, Scope.BLOCK)
    found = picture(made.content, resolve(asked)).notices
    return [str(one.message) for one in found if one.name == "impossible-score"]


@pytest.mark.parametrize("options", [{}, {"view": "guesses"}, {"measure": "x"}])
def test_lists_of_the_next_place(options: dict[str, Any]) -> None:
    """Nearly all hold the next token with its score: logits were not moved by one."""
    (message,) = said(alternatives=[*OWN[1:], []], **options)
    assert message.startswith("in the alternatives of 3 tokens stands the next token")
    (message,) = said(alternatives=[*OWN[1:], [("x", -3.0)]], **options)
    assert "the next token" in message
    assert not said(alternatives=OWN, **options)
    assert not said(alternatives=[[], *[*OWN[1:], []][:-1]], **options)  # as the hint says


@pytest.mark.parametrize(
    ("held", "own", "is_named"),
    [(5, 0, True), (4, 0, True), (3, 0, False), (5, 1, True), (4, 1, True), (5, 2, False)],
)
def test_how_many_lists_are_nearly_all(held: int, own: int, *, is_named: bool) -> None:
    """Four of five hold the next token, and as many do not hold their own."""
    tokens, scores = list("abcdef"), [-1.0, -1.5, -2.0, -2.5, -3.0, -3.5]
    pairs = [*zip(tokens, scores, strict=True)]
    lists = [[("x", -0.5)] for _ in tokens[1:]]
    for at in range(held):
        lists[at].append(pairs[at + 1])
    for at in range(own):
        lists[-1 - at].insert(1, pairs[-2 - at])
    found = said(scores, tokens, alternatives=[*lists, []], measure="x")
    assert [f"of {held} tokens stands the next" in one for one in found] == [True] * is_named


@pytest.mark.parametrize(
    ("own", "near", "is_named"),
    [(-0.5, -0.509, True), (-0.5, -0.515, False), (-100, -101, True), (-300, -303.1, False)],
)
def test_scores_that_are_the_same_but_for_rounding(
    own: float, near: float, *, is_named: bool
) -> None:
    """They differ by a hundredth, of those that are larger than 1 by one of their size."""
    lists = [[(" b", near)], [(" c", near)], []]
    found = said([own, own, own], ["a", " b", " c"], alternatives=lists, measure="x")
    assert bool(found) is is_named


def test_lists_of_the_place_before() -> None:
    """They may be moved the other way, too, and from the first token on."""
    (message,) = said(
        [-1, -2, -3], ["a", " b", " c"], alternatives=[[], [("a", -1)], [(" b", -2)]], measure="x"
    )
    assert "of 2 tokens stands the token before" in message
    (message,) = said(alternatives=[[], [], *OWN[1:3]], measure="x")
    assert "the token before" in message


def test_where_tokens_take_turns_one_way_is_told() -> None:
    """Lists of the next place are those of the place before, too; two hints at once help nobody."""
    listed = [[("b", -0.7)], [("a", -0.7)]] * 2 + [[("b", -0.7)]]
    (message,) = said([-0.7] * 5, list("ababa"), alternatives=listed)
    assert "the next token" in message


@pytest.mark.parametrize(
    ("tokens", "scores", "listed"),
    [
        (["a", " b"], [-3, -2], [[("x", -1), (" b", -2)], []]),
        (["no"] * 4, [-1.0] * 4, [[("no", -1.0)]] * 4),
        (["a", " b", " c"], [-1, -2, -3], [[(" b", -1.5)], [(" c", -2.5)], []]),
        (["a", " b", " c"], [-1, -2, -3], [[("a", -1), (" b", -2)], [(" b", -2), (" c", -3)], []]),
        (["a", " b", " c"], [None, None, None], [[(" b", -2)], [(" c", -3)], []]),
        (TOKENS, SCORES, [[(" Nội", -2.0)], *OWN[1:]]),
    ],
)
def test_lists_of_their_own_place(tokens: list[str], scores: Any, listed: Any) -> None:
    """One place may be by chance, and texts repeat themselves."""
    assert not said(scores, tokens, alternatives=listed)


@pytest.mark.parametrize(
    ("score", "rank", "options", "is_named"),
    [
        (-0.1, 5, {}, True),
        (-0.1, 2, {}, True),
        (-0.1, 1, {}, False),
        (-0.69, 2, {}, False),  # 50 %
        (-0.6, 2, {}, False),  # rounded
        (-0.5, 2, {}, True),
        (-4.0, 100, {}, True),
        (-4.6, 100, {}, False),
        (-9.0, 8000, {}, False),
        (-9.0, 50_000, {}, True),
        (0.1, 5, {"measure": "surprisal"}, True),
        (2.3, 2, {"measure": "surprisal", "unit": "bit"}, False),
        (2.3, 6, {"measure": "surprisal", "unit": "bit"}, True),
        (0.9, 5, {"measure": "P"}, True),
        (0.51, 2, {"measure": "P"}, False),
        (0.21, 5, {"measure": "P"}, False),
        (0.22, 5, {"measure": "P"}, True),
        (90, 5, {"measure": "P", "unit": "%"}, True),
        (19, 5, {"measure": "P", "unit": "%"}, False),
        (-0.1, 5, {"measure": "logit"}, False),
        (-0.1, 5, {"unit": "bits/char"}, False),
        (-0.1, None, {}, False),
        (None, 5, {}, False),
    ],
)
def test_too_likely_for_a_rank(
    score: float | None, rank: int | None, options: dict[str, Any], *, is_named: bool
) -> None:
    """A token of rank r has P < 1/r, as r - 1 others are more likely."""
    sign = 1 if options.get("measure") in {"surprisal", "P"} else -1
    other = 1.0 * sign
    messages = said([other, score], [" a", " b"], ranks=[1, rank], **options)
    found = [one for one in messages if "1/" in one]
    assert bool(found) is is_named
    if found:
        assert found[0].startswith("token 2, ' b', has a probability of ")
        if options.get("measure") == "P" and rank == 5:
            assert "of 90 %" in found[0] or "of 22 %" in found[0]


@pytest.mark.parametrize(
    ("rank", "listed", "others"),
    [
        (1, [("x", -1.0)], "'x'"),
        (2, [("x", -1.0), ("y", -1.5), ("z", -5.0)], "'x', 'y'"),
        (2, [("x", -1.0)], ""),
        (1, [("x", -3.95)], ""),
        (1, [("x", -5.0)], ""),
        (3, [("v", -1.5), ("w", -2), ("x", -2.1), ("y", -2.5)], "'v', 'w', 'x'"),
        (None, [("x", -1.0)], ""),
        (1, [], ""),
    ],
)
def test_alternatives_that_are_more_likely(
    rank: int | None, listed: list[tuple[str, float]], others: str
) -> None:
    """A token of rank r has at most r - 1 above it."""
    found = said([-4.0, -1.0], [" a", " b"], ranks=[rank, None], alternatives=[listed, []])
    wanted = f"token 1, ' a', has rank {rank}, but alternatives are more likely: {others}"
    assert found == ([wanted] if others else [])


def test_what_to_do() -> None:
    """Each notice is about what the author can change, and says how."""
    made = Heatmap(TOKENS, SCORES, alternatives=[*OWN[1:], []], ranks=[None, 9, None, None])
    asked = resolve({"measure": "log P"})
    first, second = misplaced(lay_out(made.content, asked))
    assert (first.about, second.about) == ("alternatives", "ranks")
    assert "move the lists by one place" in first.hint
    assert "ranks count from 1" in second.hint


def test_surprisals_are_ordered_the_other_way() -> None:
    """The smaller, the more likely."""
    asked = {"measure": "surprisal", "ranks": [1, None]}
    assert said([4.0, 1.0], [" a", " b"], alternatives=[[("x", 1.0)], []], **asked)
    assert not said([4.0, 1.0], [" a", " b"], alternatives=[[("x", 5.0)], []], **asked)


def test_what_is_said_once() -> None:
    """The first that is wrong is named."""
    assert len(said([-0.1, -0.2], [" a", " b"], ranks=[3, 4])) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"transform": "log_softmax"},
        {"runs": [[-0.1, -0.1], [-0.2, -0.2]]},
        {"merge": "sum"},
    ],
)
def test_where_nothing_is_known(given: dict[str, Any]) -> None:
    """Means, words, and what depends on all scores have no rank."""
    assert not said([-0.1, -0.2], [" a", "b"], ranks=[3, 4], **given)


def test_of_several_series_it_is_not_known_whose_they_are() -> None:
    """Nor of differences between them."""
    assert not said({"x": [-0.1, -0.2], "y": [-3, -4]}, [" a", " b"], ranks=[3, 4])
    series = {"x": [-0.1, -0.2], "y": [-3, -4]}
    assert not said(series, [" a", " b"], ranks=[3, 4], minus="y")
