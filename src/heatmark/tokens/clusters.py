r"""Where the characters that a reader sees begin: grapheme clusters (UAX #29), for long texts.

Asking a regular expression for `\X` all along a text takes most of the time that tokens take, and
on a long run of flags it takes the square of their number. Nearly everywhere a look at two
neighbouring characters is enough; only the stretches that need more are given to `\X`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from heatmark.core.patterns import lazy_regex

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints: TypeAlias = npt.NDArray[np.int64]
    Bools: TypeAlias = npt.NDArray[np.bool_]

_CLUSTER = lazy_regex(r"\X")
_SHORT = 64  # equivalent: a shortcut; code points, up to which arrays cost more than they save
_MARK, _HARD, _CONTROL, _FLAG, _WHITE, _PUNCTUATION = 1, 2, 4, 8, 16, 32
_KINDS = {
    # Goes on with the character before it, whatever that is, unless it is a control character.
    _MARK: lazy_regex(r"(?V1)[[\p{GCB=EX}\p{GCB=SM}]--[\p{ccc=9}]]"),
    # Viramas, joiners, prefixes and letters of syllables: what they do depends on more than that.
    _HARD: lazy_regex(r"[\p{ccc=9}\p{GCB=ZWJ}\p{GCB=PP}\p{GCB=L}\p{GCB=V}\p{GCB=T}\r]"),
    _CONTROL: lazy_regex(r"[\p{GCB=CN}\p{Cs}\r\n]"),
    _FLAG: lazy_regex(r"\p{GCB=RI}"),
    _WHITE: lazy_regex(r"\s"),
    _PUNCTUATION: lazy_regex(r"\p{P}"),
}


class Characters(NamedTuple):
    """The code points of a text and what is known about them.

    Attributes:
        points: The code points.
        first: Whether a grapheme cluster begins at each, and True for the end of the text.
        white: Whether each is white space.
        punctuation: Whether each is punctuation.
    """

    points: npt.NDArray[np.uint32]
    first: Bools
    white: Bools
    punctuation: Bools


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Give the code points of a text, those of stray bytes among them."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def characters(text: str) -> Characters:
    """Find the grapheme clusters of a text."""
    points = code_points(text)
    kinds = _kinds(points)
    first = np.ones(len(points) + 1, np.bool_)
    mark = (kinds & _MARK) != 0
    first[1:-1] = ~mark[1:] | ((kinds[:-1] & _CONTROL) != 0)
    _pair_flags((kinds & _FLAG) != 0, first)
    hard = (kinds & _HARD) != 0
    if hard.any():
        _look_closely(text, mark | hard, hard, first)
    return Characters(points, first, (kinds & _WHITE) != 0, (kinds & _PUNCTUATION) != 0)


def clusters(text: str) -> list[str]:
    """Cut a text into grapheme clusters."""
    if len(text) < _SHORT:  # equivalent: a shortcut
        return [found[0] for found in _CLUSTER.finditer(text)]
    ends = np.flatnonzero(characters(text).first).tolist()
    return [text[start:end] for start, end in pairwise(ends)]


def _kinds(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Ask about each different character once: a text of millions has some hundreds."""
    size = int(points.max()) + 1 if len(points) else 1  # equivalent: a place more is never asked
    seen = np.zeros(size, np.bool_)
    seen[points] = True
    different = "".join(map(chr, np.flatnonzero(seen).tolist()))
    table = np.zeros(size, np.uint8)
    for kind, pattern in _KINDS.items():
        found = pattern.findall(different)
        if found:
            table[[ord(character) for character in found]] |= kind
    return table[points]


def _pair_flags(flag: Bools, first: Bools) -> None:
    """Regional indicators make flags two by two, from the start of their run."""
    if not flag.any():
        return
    index = np.arange(len(flag))
    begins = flag.copy()
    begins[1:] &= ~flag[:-1]
    run = np.maximum.accumulate(np.where(begins, index, 0))
    first[:-1] &= ~(flag & ((index - run) % 2 == 1))  # equivalent: index + run is as odd


def _look_closely(text: str, sticky: Bools, hard: Bools, first: Bools) -> None:
    r"""Give the stretches with hard characters, and one neighbour at each side, to `\X`."""
    sure = ~(sticky[1:] | sticky[:-1])  # between two that nothing can bind
    edges = np.concatenate(([0], np.flatnonzero(sure) + 1, [len(hard)]))
    which = np.unique(np.searchsorted(edges, np.flatnonzero(hard), side="right") - 1)
    ends = edges[which + 1].tolist()
    stretches = zip(edges[which].tolist(), ends, strict=True)  # equivalent: as many of both
    for start, end in stretches:
        first[start + 1 : end] = False
        for found in _CLUSTER.finditer(text[start:end]):
            if found.start():
                first[start + found.start()] = True
