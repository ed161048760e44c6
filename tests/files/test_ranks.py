"""Ranks in files: from 1, or from 0 and then counted from 1 with a word of it."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.files.ranks import begins_at_zero, ranks_from_one, ranks_left_out, read_ranks

if TYPE_CHECKING:
    from pathlib import Path

A, B, TOP = "a", "b", [("b", -0.5), ("a", -1.0)]


@pytest.mark.parametrize(
    ("numbers", "others", "ranks"),
    [
        ([2, None, 9], (TOP, [], TOP), (2, None, 9)),
        ([1, None, 8], (TOP, [], TOP), (2, None, 9)),  # else it would be the first of its list
        ([5, 0, None], (), (6, 1, None)),
        ([5, 1, None], (), (5, 1, None)),
        ([7, None, 9], (TOP, [], TOP), None),  # neither way it is second in its list
        ([1, 2, 3], (), None),  # which counts the tokens
        ([0, 1, 2], (), None),
        ([None, None, None], (), None),
        ([1.5, 2, 9], (), None),
        ([1.0, math.nan, 9.0], (), (1, None, 9)),
        ([0.0, 3.0], (), (1, 4)),
        ([math.inf, 2, 9], (), None),
        ([True, 2, 9], (), None),
        ([-1, 2, 9], (), None),
        ([5], (), (5,)),
        ([1], (), (1,)),
        ([3, 4], (), None),
        ([3, None], ([("y", -1), ("z", -2)], []), (3, None)),
        ([2, None], ([("y", -1), ("z", -2)], []), (3, None)),
        ([1, None], ([("y", -1), ("z", -2)], []), None),
        ([2, None], ([("a", -0.5), ("b", -1.0)], []), None),
        ([2, None], ([("b", -0.5), ("a", -0.5)], []), (2, None)),
        ([1, None], ([("b", -0.5), ("a", -0.5)], []), (1, None)),
        ([3, None], ([("b", -0.5), ("a", -0.5)], []), None),
    ],
)
def test_which_numbers_are_ranks(
    numbers: list[Any], others: Any, ranks: tuple[int | None, ...] | None
) -> None:
    """They are whole, do not count the tokens, and agree with the likeliest tokens there."""
    assert read_ranks(numbers, [A, B, "x"][: len(numbers)], others) == ranks


def test_ranks_of_zero_are_the_first_where_alternatives_say_so() -> None:
    """Without any, 0 may be what a program writes where it knows no ranks."""
    first = [("a", -0.5)], [("b", -0.5)]
    assert read_ranks([0, 0], [A, B], first) == (1, 1)
    assert read_ranks([0, 0], [A, B], ([("b", -0.5)], [("b", -0.5)])) is None
    assert read_ranks([0, 0], [A, B], ()) is None


@pytest.mark.parametrize(
    ("ranks", "told"),
    [
        ([0, 0], True),
        ([1.5, 2], True),
        ([-1, 2], True),
        ([0, 1], False),
        ([1, 2], False),
        ([None, None], False),
        ([4, 2], False),
    ],
)
def test_ranks_are_not_left_out_in_silence(ranks: list[Any], *, told: bool, tmp_path: Path) -> None:
    """But where they count the tokens; asked for as scores, they are drawn."""
    items = [
        {"token": token, "logprob": -0.5, "rank": rank}
        for token, rank in zip("ab", ranks, strict=True)
    ]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(items), "utf-8")
    made = Heatmap.read(file)
    found = [one for one in made.notices if one.name == "left-out"]
    assert [one.level for one in found] == ["info"] * told
    if ranks == [0, 0]:
        assert "0 for each token" in found[0].message
    if told:
        drawn = Heatmap.read(file, field="rank")
        assert "left-out" not in {one.name for one in drawn.notices}


def test_columns_of_ranks() -> None:
    """Only a column that is called so, of whole numbers, is counted anew."""
    columns: list[tuple[str, list[float | None]]] = [
        ("top.rank", [0, None, 3]),
        ("logprob", [0, -1, -2]),
        ("rank", [0, 0.5, 1]),
    ]
    found, notices = ranks_from_one(columns)
    assert found == [("top.rank", [1, None, 4]), *columns[1:]]
    assert notices == (begins_at_zero("top.rank"),)
    assert ranks_from_one([("rank", [2, 1])]) == ([("rank", [2, 1])], ())
    found, notices = ranks_from_one([("a.rank", [0]), ("b.ranks", [0, 2])])
    assert found == [("a.rank", [1]), ("b.ranks", [1, 3])]
    assert notices == (begins_at_zero("a.rank"),)


@pytest.mark.parametrize("other", [math.inf, "3", -1, 0.5])
def test_what_is_no_rank_is_left_to_others(other: Any) -> None:
    """A column with such a thing in it stays as it is; one that is missing says nothing."""
    assert ranks_from_one([("rank", [0, other])]) == ([("rank", [0, other])], ())
    (_, found), *_ = ranks_from_one([("rank", [0, math.nan, 4])])[0]
    assert [found[0], found[2]] == [1, 5]


def _written(folder: Path, base: int) -> Path:
    items = [
        {"token": "a", "logprob": -1.0, "rank": base + 1, "entropy": 1.5, "top": _top("b", "a")},
        {"token": " b", "logprob": -0.5, "rank": base, "entropy": 0.5, "top": _top(" b", "a")},
    ]
    path = folder / "scores.json"
    path.write_text(json.dumps({"tokens": items}))
    return path


def _top(*tokens: str) -> list[dict[str, Any]]:
    return [{"token": token, "logprob": -0.5 * at} for at, token in enumerate(tokens, 1)]


@pytest.mark.parametrize("base", [0, 1])
def test_facts_beside_log_probabilities(tmp_path: Path, base: int) -> None:
    """Ranks and entropies of a file are known of its tokens, whichever scores are taken."""
    found = Heatmap.read(_written(tmp_path, base))
    assert found.content.guesses == ((2, 1.5), (1, 0.5))
    assert found.notices == ()  # they say "rank 2" to readers, whatever the file counts from


@pytest.mark.parametrize("base", [0, 1])
def test_ranks_as_scores(tmp_path: Path, base: int) -> None:
    """Where ranks are the scores they count from 1, too, and the notice is given once."""
    found = Heatmap.read(_written(tmp_path, base), field="rank")
    assert found.scores.tolist() == [[2, 1]]
    assert [notice.name for notice in found.notices] == ["ranks-from-zero"] * (1 - base)


@pytest.mark.parametrize("odd", [{"a": 1}, [1], "one"])
def test_what_is_no_number_is_told_and_left_out(odd: object) -> None:
    (notice,) = ranks_left_out([odd, 1, None])
    assert "not all of it can be ranks" in str(notice.message)
    (zeros,) = ranks_left_out([0, 0.0, None])
    assert "it is 0 for each token" in str(zeros.message)
