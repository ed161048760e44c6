"""Shuffles in strata, rotations, grids and line-ups, as readers see them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from heatmark import ScoreError
from heatmark.picture.exchange import (
    Exchange,
    count_looks,
    draw_control,
    draw_lineups,
    draw_nulls,
    hide_series,
)
from heatmark.picture.shuffle import RandomStream, seed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

KEY = seed(["a"], [1.0])
ROWS = st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=6)
EVERYTHING = 10**9


def exchange(
    *rows: Sequence[Hashable], strata: Sequence[Hashable] | None = None, rotate: bool = False
) -> Exchange:
    return Exchange(tuple(map(tuple, rows)), strata and tuple(strata), rotate)


def looks_of(row: Sequence[Hashable], moves: Callable[[Sequence[int]], bool]) -> set[object]:
    """List what a row looks like after all permutations of its known places that are allowed."""
    known = [place for place, one in enumerate(row) if one is not None]
    return {
        tuple(row[source] for source in sources)
        for sources in itertools.permutations(known)
        if moves(sources)
    }


def test_the_same_on_every_machine() -> None:
    """What is drawn for a block is what was drawn when this was written."""
    tokens = ["Bản", " đồ", " nhiệt", " của", " token", "."]
    key = seed(tokens, [-5.58, -7.43, None, -0.64, -0.04, -3.1])
    row = [4, 5, None, 1, 0, 3]
    assert draw_control(key, exchange(row)) == ((0, 4, 2, 5, 3, 1),)
    assert draw_lineups(key, exchange(row), 3) == (
        (2, (((1, 3, 2, 0, 4, 5),), ((5, 3, 2, 1, 4, 0),), ((0, 1, 2, 3, 4, 5),))),
    )
    assert draw_control(key, exchange(row, strata="ababab")) == ((4, 5, 2, 3, 0, 1),)
    assert draw_control(key, exchange(row, rotate=True)) == ((1, 3, 2, 4, 5, 0),)
    assert draw_nulls(key, exchange(row), 1) == (((0, 5, 2, 4, 1, 3),),)


def test_published_counts() -> None:
    """Looks in strata, freely and by rotation."""
    assert count_looks(exchange([1, 1, 2, 3], strata="aabb")) == 2
    assert count_looks(exchange([1, 1, 2, 3])) == 12
    assert count_looks(exchange([1, 1, 2, 3, 3, 4], strata="aaabbb")) == 9
    assert count_looks(exchange([1, 2, 1, 2], rotate=True)) == 2


@given(ROWS, st.lists(st.sampled_from("ab"), min_size=6, max_size=6))
def test_looks_in_strata(row: list[int | None], labels: list[str]) -> None:
    """All arrangements that leave each score among places of its label are counted."""
    strata = labels[: len(row)]
    known = [place for place, one in enumerate(row) if one is not None]
    expected = looks_of(
        row, lambda to: all(strata[a] == strata[b] for a, b in zip(known, to, strict=True))
    )
    one = exchange(row, strata=strata)
    assert count_looks(one, EVERYTHING) == len(expected)
    assert count_looks(one, 2) == min(len(expected), 2)


@given(ROWS)
def test_looks_of_rotations(row: list[int | None]) -> None:
    """All rotations of the known scores are counted, places without one left out."""
    known = [one for one in row if one is not None]
    expected = {tuple(known[at:] + known[:at]) for at in range(max(len(known), 1))}
    assert count_looks(exchange(row, rotate=True), EVERYTHING) == len(expected)


@given(ROWS, st.booleans(), st.integers())
def test_drawn_pictures_are_permutations(row: list[int | None], rotate: bool, salt: int) -> None:
    """Scores are moved and not changed; places without one stay; rotations keep neighbours."""
    one = exchange(row, rotate=rotate)
    (order,) = one.drawn(RandomStream(str(salt).encode()), one.groups())
    assert sorted(order) == list(range(len(row)))
    known = [place for place, one in enumerate(row) if one is not None]
    assert all(order[place] == place for place in range(len(row)) if place not in known)
    if rotate and known:
        moved = [order[place] for place in known]
        start = known.index(moved[0])
        assert moved == known[start:] + known[:start]


@pytest.mark.parametrize(("rotate", "count"), [(False, 12), (True, 4)])
def test_looks_are_equally_likely(rotate: bool, count: int) -> None:
    """With ties, too, all pictures but the real one are as likely as one another."""
    one = exchange([1, 1, 2, 3], rotate=rotate)
    found: Counter[object] = Counter()
    for trial in range(count * 150):
        found[one.look(draw_control(seed([str(trial)], [1.0]), one))] += 1
    assert len(found) == count - 1
    assert stats.chisquare(list(found.values())).pvalue > 0.01


def test_counting_stops_where_it_is_enough() -> None:
    """Of strata, of rows and of rotations: never more than was asked for, never too few."""
    pairs = exchange([1, 2, 1, 2], strata="aabb")
    assert [count_looks(pairs, enough) for enough in (1, 2, 3, 4, 5)] == [1, 2, 3, 4, 4]
    assert count_looks(exchange(range(19))) == count_looks(exchange(range(20))) == 20
    assert count_looks(exchange(range(19), rotate=True)) == 19
    assert count_looks(exchange(range(21), rotate=True)) == 20
    assert count_looks(exchange([None, None], [1, 1], rotate=True)) == 1
    assert count_looks(exchange([1, 2, 1, 2], strata="aabb", rotate=True)) == 2


def test_what_is_seen_decides() -> None:
    """Scores of one level are alike, unless a clip mark or noise tells them apart."""
    level = [(0, 0, False)] * 2 + [(30, 0, False)] * 2
    assert count_looks(exchange(level)) == 6
    assert count_looks(exchange([*level[:3], (30, 1, False)])) == 12
    assert count_looks(exchange([(3, 0, True)] * 3)) == 1
    draw_lineups(KEY, exchange(level), 6)
    with pytest.raises(ScoreError, match="only 6 arrangements") as caught:
        draw_lineups(KEY, exchange(level), 7)
    assert caught.value.hint == "write lineup: 6, or use a longer text"


# Grids


def test_rows_of_a_grid_move_together() -> None:
    """One permutation is of all rows, and columns stay whole."""
    rows = ((1, 2, 3, 4), (5, 6, 7, 8))
    first, second = draw_control(KEY, exchange(*rows))
    assert first == second
    assert count_looks(exchange([1, 1, 2, 2], [1, 2, 1, 2]), EVERYTHING) == 24


def test_causal_rows_keep_their_cells() -> None:
    """A causal map is shuffled; each row takes its cells in the order that is drawn for all."""
    rows: list[list[int | None]] = [
        [1, None, None, None],
        [2, 3, None, None],
        [4, 5, 6, None],
        [7, 8, 9, 10],
    ]
    orders = draw_control(KEY, exchange(*rows))
    whole = orders[3]
    for length, order in enumerate(orders, start=1):
        assert order[:length] == tuple(source for source in whole if source < length)
        assert order[length:] == tuple(range(length, 4))
    assert count_looks(exchange(*rows), EVERYTHING) == 24


@given(st.lists(ROWS, min_size=2, max_size=3), st.booleans())
def test_looks_of_grids_are_there(rows: list[list[int | None]], rotate: bool) -> None:
    """So many pictures as are counted exist at least."""
    length = min(4, *map(len, rows))
    one = exchange(*(row[:length] for row in rows), rotate=rotate)
    stream = RandomStream(b"all")
    found = {one.look(one.drawn(stream, one.groups())) for _ in range(400)}
    assert count_looks(one, EVERYTHING) <= len(found | {one.look(one.same())})


# Line-ups


@given(ROWS, st.integers(2, 5), st.integers(1, 3), st.integers())
def test_versions_have_pictures_of_their_own(
    row: list[int | None], count: int, versions: int, salt: int
) -> None:
    """All pictures of all versions but the real one differ; each version has it once."""
    key, one = seed([str(salt)], [1.0]), exchange(row)
    least = 1 + versions * (count - 1)
    if count_looks(one, least) < least:
        with pytest.raises(ScoreError):
            draw_lineups(key, one, count, versions)
        return
    found = draw_lineups(key, one, count, versions)
    assert len(found) == versions
    looks = Counter(one.look(orders) for version in found for orders in version.pictures)
    assert looks.pop(one.look(one.same())) == versions
    assert set(looks.values()) == {1}
    assert len(looks) == least - 1
    assert all(version.pictures[version.answer] == one.same() for version in found)


def test_answers_of_versions_are_anywhere() -> None:
    """The real picture is in each place of each version equally often."""
    one = exchange(range(6))
    keys = (seed([str(trial)], [1.0]) for trial in range(900))
    found = Counter(tuple(part.answer for part in draw_lineups(key, one, 3, 2)) for key in keys)
    assert len(found) == 9
    assert stats.chisquare(list(found.values())).pvalue > 0.01


def test_null_pictures() -> None:
    """None of them is the real one, and no two look the same."""
    one = exchange([1, 2, 3])
    found = {one.look(orders) for orders in draw_nulls(KEY, one, 5)}
    assert len(found) == 5
    assert one.look(one.same()) not in found


def test_series_among_others() -> None:
    """The real series is one of the pictures, in any place, and looks like no other."""
    rows, names = [[1, 2], [2, 1], [3, 3]], ["real", "b", "c"]
    found = Counter(hide_series(seed([str(trial)], [1.0]), rows, names) for trial in range(600))
    assert len(found) == 6
    assert stats.chisquare(list(found.values())).pvalue > 0.01
    assert all(pictures[answer] == 0 for answer, pictures in found)
    with pytest.raises(ScoreError, match="'b' and 'c' look the same") as caught:
        hide_series(KEY, [[1, 2], [2, 1], [2, 1]], names)
    assert caught.value.about == "decoys"


# Hints


def _mended(one: Exchange, hint: str, count: int, versions: int) -> None:
    """Do what a hint says, which must work."""
    if "shuffle: free" in hint:
        draw_lineups(KEY, Exchange(one.seen), count, versions)
    if found := re.search(r"lineup: (\d+)", hint):
        draw_lineups(KEY, one, int(found[1]), versions)
    if found := re.search(r"lineup_versions: (\d+)", hint):
        draw_lineups(KEY, one, count, int(found[1]))


@given(ROWS, st.integers(2, 20), st.integers(1, 4), st.booleans())
def test_hints_of_lineups_are_true(
    row: list[int | None],
    count: int,
    versions: int,
    rotate: bool,
) -> None:
    """Whoever does what the hint says has a line-up."""
    one = exchange(row, rotate=rotate)
    least = 1 + versions * (count - 1)
    if count_looks(one, least) == least:
        return
    with pytest.raises(ScoreError) as caught:
        draw_lineups(KEY, one, count, versions)
    assert caught.value.about == "lineup"
    assert re.match(r"(write lineup(_versions)?: \d+|remove lineup), or ", caught.value.hint)
    _mended(one, caught.value.hint, count, versions)


def test_hints() -> None:
    """Each message says what is left to do."""
    same = exchange([1, 1, 1])
    with pytest.raises(ScoreError, match="two different scores") as caught:
        draw_control(KEY, same)
    assert caught.value.hint == "remove control, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_control(KEY, exchange([1, 1, 2, 2], strata="aabb"))
    assert caught.value.hint == "remove control, or write shuffle: free"
    with pytest.raises(ScoreError) as caught:
        draw_nulls(KEY, exchange([1, 2, 2, 2]), 6)
    assert caught.value.hint == "write rorschach: 3, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_nulls(KEY, exchange([1, 2, 3]), 6)
    assert caught.value.hint == "write rorschach: 5, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_nulls(KEY, exchange([1, 2]), 6)
    assert caught.value.hint == "remove rorschach, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_lineups(KEY, exchange([1, 2, 2]), 2, 4)
    assert caught.value.hint == "write lineup_versions: 2, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_lineups(KEY, exchange([1, 2]), 3, 2)
    assert caught.value.hint == "remove lineup, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_nulls(KEY, exchange([1, 2, 2]), 6)
    assert caught.value.hint == "write rorschach: 2, or use a longer text"
    with pytest.raises(ScoreError) as caught:
        draw_control(KEY, exchange([None, None]))
    assert caught.value.about == "control"
