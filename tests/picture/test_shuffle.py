"""Shuffles and line-ups against brute force and what is published."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heatmark import ScoreError
from heatmark.picture.shuffle import CLASSES, Stream, arrangements, lineup, needed, seed, shuffle

VALUES = st.lists(st.sampled_from([-1.5, 0.0, 2.0, 3.0, math.inf, -math.inf]), max_size=8)


STORED = "(0, 4, 2, 5, 3, 1) (2, ((1, 3, 2, 0, 4, 5), (5, 3, 2, 1, 4, 0), (0, 1, 2, 3, 4, 5)))"


STORED_NUMBERS = [37, 816, 604, 487, 785, 621, 548, 72, 60]


FOUR = ["a", "b", "c", "d"]


def _looks(values: list[float], order: tuple[int, ...], free: list[int]) -> tuple[float, ...]:
    return tuple(values[order[place]] for place in free)


@given(VALUES, st.sets(st.integers(0, 7)), st.integers())
def test_a_shuffle_is_another_arrangement(values: list[float], some: set[int], salt: int) -> None:
    """A shuffle has the same values, looks different, and leaves all other places alone."""
    free = sorted(place for place in some if place < len(values))
    key = seed([str(salt)], [1.0])
    if len({values[place] for place in free}) < 2:
        with pytest.raises(ScoreError, match="two different scores"):
            shuffle(key, values, free)
        return
    order = shuffle(key, values, free)
    assert sorted(order) == list(range(len(values)))
    assert all(order[place] == place for place in range(len(values)) if place not in free)
    assert _looks(values, order, free) != tuple(values[place] for place in free)
    assert order == shuffle(key, values, free)


def test_shuffles_are_uniform() -> None:
    """All arrangements of four scores but the real one are equally likely."""
    count: Counter[tuple[int, ...]] = Counter()
    for trial in range(23 * 200):
        scores = [float(trial), 1.5, -2.0, 0.25]
        count[shuffle(seed(FOUR, scores), [1.0, 2.0, 3.0, 4.0], [0, 1, 2, 3])] += 1
    assert len(count) == math.factorial(4) - 1
    assert (0, 1, 2, 3) not in count
    assert stats.chisquare(list(count.values())).pvalue > 0.01  # the same in every run


def test_shuffles_of_equal_scores_are_uniform() -> None:
    """With ties, arrangements that look different are equally likely."""
    values = [1.0, 1.0, 2.0, 3.0]
    count: Counter[tuple[float, ...]] = Counter()
    for trial in range(11 * 200):
        order = shuffle(seed([str(trial)], values), values, [0, 1, 2, 3])
        count[_looks(values, order, [0, 1, 2, 3])] += 1
    assert len(count) == 12 - 1
    assert stats.chisquare(list(count.values())).pvalue > 0.01


def test_numbers_beyond_the_last_whole_multiple_are_not_used() -> None:
    """A number that would make small results likelier is thrown away."""
    stream = Stream(b"key", words=[5, 2**64 - 1])  # 2⁶⁴ is 1 more than a multiple of 3
    assert stream.below(3) == 5 % 3
    assert stream.words == []


def test_the_generator_is_blake2b() -> None:
    """The numbers are those that RFC 7693's hash of a counter gives, here as stored values."""
    stream = Stream(b"heatmark")
    assert [stream.below(1000) for _ in range(9)] == STORED_NUMBERS


def test_the_seed_tells_blocks_apart() -> None:
    """Tokens and scores that differ in anything but the sign of zero have another seed."""
    scores = [1.0, None, -2.5]
    known = seed(["a", "b", "c"], scores)
    assert len(known) == 32
    assert known == seed(("a", "b", "c"), (1.0, None, -2.5))
    others = [
        seed(["ab", "", "c"], scores),
        seed(["a", "b\n1:c", "c"], scores),
        seed(["a", "b", "c"], [1.0, 0.0, -2.5]),
        seed(["a", "b", "c"], [1.0, None, math.nextafter(-2.5, 0)]),
    ]
    assert len({known, *others}) == 5
    assert seed(["\ud800"], [0.0]) == seed(["\ud800"], [-0.0])


CODE = """
from heatmark.picture.shuffle import lineup, seed, shuffle
tokens = ["Bản", " đồ", " nhiệt", " của", " token", "."]
scores = [-5.58, -7.43, None, -0.64, -0.04, -3.1]
key = seed(tokens, scores)
values = [0.0 if score is None else score for score in scores]
print(shuffle(key, values, [0, 1, 3, 4, 5]), lineup(key, values, [0, 1, 3, 4, 5], 3))
"""


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_the_same_everywhere(hash_seed: str) -> None:
    """A block has the same control in every process: the stored one."""
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == STORED


@given(VALUES.filter(lambda values: len(values) < 7), st.integers(1, 30))
def test_arrangements(values: list[float], enough: int) -> None:
    """Arrangements that look different are counted, up to where it is enough."""
    count = len(set(itertools.permutations(values)))
    assert min(arrangements(values, enough), enough) == min(count, enough)


@given(VALUES, st.integers(2, 20), st.integers())
def test_lineup(values: list[float], count: int, salt: int) -> None:
    """No two pictures of a line-up look the same, and one of them is the real one."""
    free = list(range(len(values)))
    key = seed([str(salt)], [1.0])
    if len(set(values)) < 2 or arrangements(values, count) < count:
        with pytest.raises(ScoreError):
            lineup(key, values, free, count)
        return
    answer, orders = lineup(key, values, free, count)
    assert len(orders) == count
    assert orders[answer] == tuple(free)
    assert len({_looks(values, order, free) for order in orders}) == count


def test_the_answer_is_anywhere() -> None:
    """The real picture is in each place equally often."""
    values = [1.0, 2.0, 3.0, 4.0]
    keys = (seed(FOUR, [float(trial), 0.0, 0.0, 0.0]) for trial in range(6 * 200))
    count = Counter(lineup(key, values, [0, 1, 2, 3], 6)[0] for key in keys)
    assert set(count) == set(range(6))
    assert stats.chisquare(list(count.values())).pvalue > 0.01


@pytest.mark.parametrize("choices", range(2, 21))
def test_needed(choices: int) -> None:
    """Right picks needed are the smallest number with a binomial tail of at most 5 %."""
    for people in (*CLASSES, 4, 7, 50):
        tails = stats.binom.sf(np.arange(people + 1) - 1, people, 1 / choices)
        enough = np.flatnonzero(tails <= 0.05)
        assert needed(people, choices) == (int(enough[0]) if enough.size else None)


def test_needed_as_published() -> None:
    """Well-known cases: one viewer of twenty pictures is enough, and of six are two."""
    assert [needed(1, 20), needed(1, 19), needed(2, 6), needed(2, 5), needed(3, 4)] == [
        1,
        None,
        2,
        2,
        3,
    ]
    assert [needed(3, 6), needed(5, 6), needed(10, 6)] == [3, 3, 5]
