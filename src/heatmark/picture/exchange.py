"""What shuffles may move, how many pictures that look different they make, and line-ups of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from heatmark.core.errors import ScoreError
from heatmark.core.wording import quoted, say
from heatmark.picture.shuffle import RandomStream, arrangements

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    Seen: TypeAlias = Sequence[Hashable]
    Order: TypeAlias = tuple[int, ...]
    Orders: TypeAlias = tuple[Order, ...]
    Groups: TypeAlias = Sequence[Sequence[int]]
    Look: TypeAlias = tuple[tuple[Hashable, ...], ...]

FEW_LOOKS = 20  # with fewer, no finding can be surprising at 5 %: the least p is 1 / looks


class Hidden(NamedTuple):
    """A line-up.

    Attributes:
        answer: Which of the pictures is the real one.
        pictures: Of each of m pictures K orders: for each of N places the place whose score it
            gets.
    """

    answer: int
    pictures: tuple[Orders, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """The scores of a figure that change places, in all its rows together.

    One permutation of the places is drawn for all rows. A row without a score at some places, such
    as one of a causal map, takes the others in the order that this permutation gives them.

    Attributes:
        seen: K rows of what a reader sees at each of N places, such as (level, clip mark, faded);
            None where a score is missing or stays where it is.
        strata: For each place a label: only places with equal labels change places; None if all do.
        rotate: Whether scores are moved along the text, all by one number of places, so that
            neighbours stay neighbours.
    """

    seen: tuple[Seen, ...]
    strata: Seen | None = None
    rotate: bool = False

    def groups(self) -> Groups:
        """List the places that change places with one another, in the order of the text."""
        found: dict[Hashable, list[int]] = {}
        for index, column in enumerate(zip(*self.seen, strict=True)):
            if any(item is not None for item in column):
                label = self.strata[index] if self.strata and not self.rotate else None
                found.setdefault(label, []).append(index)
        return tuple(found.values())

    def drawn(self, stream: RandomStream, groups: Groups) -> Orders:
        """Draw one of all permutations of groups of places, each as likely as any other.

        Each group is shuffled by itself (Fisher and Yates 1938; Durstenfeld 1964), or rotated.
        """
        moved = [
            _rotated(item, stream) if self.rotate else _shuffled(item, stream) for item in groups
        ]
        return tuple(_order(row, groups, moved) for row in self.seen)

    def look(self, orders: Orders) -> Look:
        """Show what a reader sees of a picture."""
        return tuple(
            tuple(row[source] for source in order)
            for row, order in zip(self.seen, orders, strict=True)
        )

    def same(self) -> Orders:
        """Leave all as it is."""
        return (tuple(range(len(self.seen[0]))),) * len(self.seen)


def _shuffled(indices: Sequence[int], stream: RandomStream) -> list[int]:
    moved = list(indices)
    for last in range(len(moved) - 1, 0, -1):
        other = stream.below(last + 1)
        moved[last], moved[other] = moved[other], moved[last]
    return moved


def _rotated(indices: Sequence[int], stream: RandomStream) -> list[int]:
    start = stream.below(len(indices))
    return [*indices[start:], *indices[:start]]


def _order(row: Seen, groups: Groups, moved: Groups) -> Order:
    """Apply a permutation to the scores that a row has."""
    order = list(range(len(row)))
    for indices, sources in zip(groups, moved, strict=True):
        known = [index for index in indices if row[index] is not None]
        ours = sources
        if len(known) < len(indices):  # equivalent: else all are known, and this takes longer
            ours = [source for source in sources if row[source] is not None]
        for index, source in zip(known, ours, strict=True):
            order[index] = source
    return tuple(order)


def count_looks(exchange: Exchange, enough: int = FEW_LOOKS) -> int:
    """Count the pictures that look different, the real one among them.

    In each stratum they are n! / ∏ (count of each look)!, and for a rotation the least period. Rows
    that have scores at different places are counted apart and the largest count is taken, so that
    there may be more, but never fewer.

    Args:
        exchange: What changes places.
        enough: Where counting stops.

    Returns:
        The number, or `enough` if it is as large.
    """
    counts = (
        max(
            _period(columns) if exchange.rotate else arrangements(columns, enough)
            for columns in _columns(exchange.seen, indices)
        )
        for indices in exchange.groups()
    )
    return min(math.prod(counts), enough)


def _columns(seen: Sequence[Seen], indices: Sequence[int]) -> Iterator[list[tuple[Hashable, ...]]]:
    """Put together rows that have scores at the same places: what is seen at each of these."""
    rows: dict[tuple[int, ...], list[Seen]] = {}
    for row in seen:
        known = tuple(index for index in indices if row[index] is not None)
        rows.setdefault(known, []).append(row)
    for known, alike in rows.items():
        yield [tuple(row[index] for row in alike) for index in known]


def _period(columns: Sequence[Hashable]) -> int:
    """Find the least rotation that changes nothing, by the borders of Knuth, Morris and Pratt."""
    borders = [0]
    for item in columns[1:]:
        border = borders[-1]
        while border and columns[border] != item:
            border = borders[border - 1]
        borders.append(border + 1 if columns[border] == item else 0)
    period = len(columns) - borders[-1] if columns else 1
    return period if len(columns) % period == 0 else len(columns)


def draw_control(key: bytes, exchange: Exchange) -> Orders:
    """Arrange scores at random, but not as they are.

    Args:
        key: The hash of what an author wrote; see [seed][heatmark.picture.shuffle.seed].
        exchange: What changes places.

    Returns:
        K orders: for each of N places the place whose score it gets. All permutations but those
        that look as before are equally likely.

    Raises:
        ScoreError: If no picture looks different.
    """
    _refuse_too_few(exchange, 2, "control", lambda _: say("remove {about}", about="control"))
    return _draw(RandomStream(key), exchange, _real(exchange), 1)[0]


def draw_nulls(key: bytes, exchange: Exchange, count: int) -> tuple[Orders, ...]:
    """Draw pictures none of which is the real one, to see what chance alone makes (Rorschach).

    Args:
        key: The hash of what an author wrote.
        exchange: What changes places.
        count: How many pictures to draw. No two look the same.

    Raises:
        ScoreError: If there are fewer pictures that look different.
    """

    def hint(found: int) -> str:
        if found > 2:
            return say("write rorschach: {count}", count=found - 1)
        return say("remove {about}", about="rorschach")

    _refuse_too_few(exchange, count + 1, "rorschach", hint)
    return _draw(RandomStream(key + b"rorschach"), exchange, _real(exchange), count)


def draw_lineups(
    key: bytes, exchange: Exchange, count: int, versions: int = 1
) -> tuple[Hidden, ...]:
    """Hide the real picture among shuffles of it, once for each group of viewers.

    Args:
        key: The hash of what an author wrote.
        exchange: What changes places.
        count: How many pictures there are in each version, the real one among them, m.
        versions: How many versions there are, V. All 1 + V(m - 1) pictures look different.

    Raises:
        ScoreError: If there are fewer pictures that look different.
    """

    def hint(found: int) -> str:
        if found > versions:
            return say("write lineup: {count}", count=1 + (found - 1) // versions)
        fewer = (found - 1) // (count - 1)
        return (
            say("write lineup_versions: {count}", count=fewer)
            if fewer
            else say("remove {about}", about="lineup")
        )

    _refuse_too_few(exchange, 1 + versions * (count - 1), "lineup", hint)
    stream, seen = RandomStream(key + b"lineup"), _real(exchange)
    found = []
    for _ in range(versions):
        answer = stream.below(count)
        decoys = _draw(stream, exchange, seen, count - 1)
        found.append(Hidden(answer, (*decoys[:answer], exchange.same(), *decoys[answer:])))
    return tuple(found)


def _real(exchange: Exchange) -> set[Look]:
    return {exchange.look(exchange.same())}


def _draw(
    stream: RandomStream, exchange: Exchange, seen: set[Look], count: int
) -> tuple[Orders, ...]:
    """Draw pictures that look different from all that were seen, and add them to these."""
    found: list[Orders] = []
    groups = exchange.groups()
    while len(found) < count:
        orders = exchange.drawn(stream, groups)
        look = exchange.look(orders)
        if look not in seen:
            seen.add(look)
            found.append(orders)
    return tuple(found)


def _refuse_too_few(exchange: Exchange, least: int, about: str, hint: Callable[[int], str]) -> None:
    found = count_looks(exchange, least)
    if found >= least:
        return
    problem = say(
        "there are only {count} arrangements of these scores that look different", count=found
    )
    if found == 1:
        problem = "a shuffle needs at least two different scores, in colours that can be told apart"
    free = count_looks(Exchange(exchange.seen), least) >= least
    other = say("write shuffle: free") if free else say("use a longer text")
    either = say("{hint}, or {other}", hint=hint(found), other=other)
    raise ScoreError(problem, hint=either, about=about)


def hide_series(
    key: bytes, rows: Sequence[Seen], names: Sequence[str]
) -> tuple[int, tuple[int, ...]]:
    """Hide a series among others, such as those of other seeds.

    Args:
        key: The hash of what an author wrote.
        rows: What a reader sees of each series: first of the real one, then of its decoys.
        names: What they are called.

    Returns:
        The index of the real one, and for each picture which series it is.

    Raises:
        ScoreError: If two of them look the same.
    """
    first: dict[tuple[Hashable, ...], str] = {}
    for row, name in zip(rows, names, strict=True):
        if tuple(row) in first:
            problem = say(
                "the series {first} and {second} look the same",
                first=quoted(first[tuple(row)]),
                second=quoted(name),
            )
            raise ScoreError(problem, hint="leave one of them out of decoys", about="decoys")
        first[tuple(row)] = name
    order = _shuffled(range(len(rows)), RandomStream(key + b"decoys"))
    return order.index(0), tuple(order)
