"""Random numbers and the seeds of shuffles, the same on every machine; arrangements counted."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.picture.shuffle import RandomStream, arrangements, seed

VALUES = st.lists(st.sampled_from([-1.5, 0.0, 2.0, 3.0, math.inf, -math.inf]), max_size=8)


STORED = (
    "(((0, 4, 2, 5, 3, 1),), (Hidden(answer=2, pictures=(((1, 3, 2, 0, 4, 5),), "
    "((5, 3, 2, 1, 4, 0),), ((0, 1, 2, 3, 4, 5),))),))"
)


STORED_NUMBERS = [37, 816, 604, 487, 785, 621, 548, 72, 60]


def test_numbers_beyond_the_last_whole_multiple_are_not_used() -> None:
    """A number that would make small results likelier is thrown away."""
    stream = RandomStream(b"key", words=[5, 2**64 - 1])  # 2⁶⁴ is 1 more than a multiple of 3
    assert stream.below(3) == 5 % 3
    assert stream.words == []


def test_the_generator_is_blake2b() -> None:
    """The numbers are those that RFC 7693's hash of a counter gives, here as stored values."""
    stream = RandomStream(b"heatmark")
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
from heatmark.picture.exchange import Exchange, draw_control, draw_lineups
from heatmark.picture.shuffle import seed
tokens = ["Bản", " đồ", " nhiệt", " của", " token", "."]
key = seed(tokens, [-5.58, -7.43, None, -0.64, -0.04, -3.1])
row = Exchange(((1, 0, None, 3, 4, 2),))
print((draw_control(key, row), draw_lineups(key, row, 3)))
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


def test_counting_stops_where_it_is_enough() -> None:
    """Values that are not all equal have as many arrangements as there are of them, or more."""
    assert arrangements(range(20), 20) == 20
    assert arrangements([1] * 10 + [2] * 10, 20) == 20
    assert arrangements(range(4), 5) == 24
    assert arrangements([1] * 20, 20) == 1
