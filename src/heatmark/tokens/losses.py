"""Tokens whose characters were lost, and the part of a text that nothing else stands for."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Loss(NamedTuple):
    """A token, or one of its characters, that was lost; or one without letters beside such.

    Attributes:
        token: The place of the token.
        weight: 1, or 0 where nothing was lost.
        blanks: With how many blanks it begins, which are known.
        word: Whether it stands for a word, as `[UNK]` does.
    """

    token: int
    weight: int
    blanks: int = 0
    word: bool = False


class Share(NamedTuple):
    """Where in the part of the text a token begins.

    Attributes:
        token: The place of the token.
        place: The character.
        inside: Whether it begins within the one before that.
    """

    token: int
    place: int
    inside: bool


def share_out(losses: Sequence[Loss], run: Sequence[str]) -> Iterator[Share]:
    """Give lost tokens characters: words, those behind their own blanks, or even shares.

    Args:
        losses: The tokens in their order, once for each character that was lost.
        run: The characters as readers see them.
    """
    behind = min(blanks_behind(losses), len(run) - len(_stripped(run)))
    if behind:
        blank = sum(1 for _ in _trailing(losses))
        yield from share_out(losses[:-blank], run[:-behind])
        yield from _blanks(losses[-blank:], len(run) - behind, behind)
        return
    white = [one.isspace() for one in run]
    gaps = [at for at, one in enumerate(white) if one and not (at and white[at - 1])]
    words = [0, *(at for at in gaps if at)]
    lost = [one for one in losses if one.weight]
    if len(words) == len(lost) and all(one.word for one in lost) and run:
        yield from _word_by_word(losses, [*words, len(run)])
        return
    heads = [
        at
        for at, one in enumerate(losses)
        if one.blanks and not (at and (losses[at - 1].blanks and not losses[at - 1].weight))
    ]
    if not heads or len(heads) != len(gaps) or bool(heads[0]) != bool(gaps[0]):
        yield from _evenly(losses, run, 0)
        return
    parts = pairwise(sorted({0, *heads, len(losses)}))
    stretches = pairwise(sorted({0, *gaps, len(run)}))
    for (first, last), (start, end) in zip(parts, stretches, strict=True):
        yield from _behind_blanks(losses[first:last], run[start:end], start)


def blanks_behind(losses: Sequence[Loss]) -> int:
    """Count the blanks of tokens that are nothing else, behind the last that was lost."""
    return sum(one.blanks for one in _trailing(losses))


def _trailing(losses: Sequence[Loss]) -> Iterator[Loss]:
    return takewhile(lambda one: one.blanks and not one.weight, reversed(losses))


def _stripped(run: Sequence[str]) -> Sequence[str]:
    """Leave out the blanks at the end."""
    return run[: max((at for at, one in enumerate(run, start=1) if not one.isspace()), default=0)]


def _blanks(losses: Sequence[Loss], start: int, count: int) -> Iterator[Share]:
    """Give so many blanks to tokens that begin with some."""
    taken = 0
    for one in losses:
        yield Share(one.token, start + min(taken, count), inside=False)
        taken += one.blanks


def _word_by_word(losses: Sequence[Loss], words: Sequence[int]) -> Iterator[Share]:
    done = 0
    for one in losses:
        yield Share(one.token, words[done], inside=False)
        done += one.weight


def _behind_blanks(losses: Sequence[Loss], run: Sequence[str], start: int) -> Iterator[Share]:
    """Give blanks to those that begin with them, and what stands behind to all others."""
    blanks = next((at for at, one in enumerate(run) if not one.isspace()), len(run))
    bare = sum(1 for _ in takewhile(lambda one: one.blanks and not one.weight, losses))
    first = bare + 1 if bare < len(losses) and losses[bare].blanks else bare
    yield from _blanks(losses[:first], start, blanks)
    yield from _evenly(losses[bare:], run[blanks:], start + blanks)


def _evenly(losses: Sequence[Loss], run: Sequence[str], start: int) -> Iterator[Share]:
    edges = _edges([len(one.encode()) for one in run], sum(one.weight for one in losses))
    done = 0
    for one in losses:
        at = _first_from(edges, done)
        yield Share(one.token, start + at, inside=edges[at] != done)
        done += one.weight


def _edges(sizes: Sequence[int], count: int) -> list[float]:
    """Tell before which of so many parts each character begins, of whose bytes they are.

    A character that was lost is two parts or more, and no more than it has bytes.
    """
    if 2 * len(sizes) <= count <= sum(sizes) and 1 not in sizes:
        room = running([size - 2 for size in sizes])
        more = (count - 2 * len(sizes)) / max(room[-1], 1)
        return [2 * at + round(more * one) for at, one in enumerate(room)]
    offsets = running(sizes)
    return [one * count / max(offsets[-1], 1) for one in offsets]


def running(sizes: Sequence[int]) -> list[int]:
    """Add up sizes from the first on: where each begins, and the end."""
    sums = [0]
    for size in sizes:
        sums.append(sums[-1] + size)
    return sums


def _first_from(edges: Sequence[float], edge: float) -> int:
    """Give the first place whose edge is not less."""
    return min(bisect_left(edges, edge), len(edges) - 1)
