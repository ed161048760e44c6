"""Texts that are told apart by columns which come back to a value, or begin to count again."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from heatmark.core.naming import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


# What a word is in one line and not in the next, though texts are called so, too.
_OF_WORDS = frozenset({"id", "cond", "condition", "điều kiện", "title", "list", "text", "văn bản"})
_SURE = frozenset(  # names of which words number texts as well as numbers do
    {"sentence", "sent", "câu", "doc", "document", "tài liệu", "model", "mô hình"}
    | {"layer", "tầng", "lớp", "run", "passage", "paragraph", "đoạn", "đoạn văn"}
)
_COPIES = frozenset({"model", "mô hình", "layer", "tầng", "lớp", "run"})
"""Names of what a text has scores of more than once, so that its tokens come back, too."""
_PLACES = frozenset({"position", "pos", "idx", "index", "step", "vị trí", "token_index", "i"})


def scattered(
    names: Iterable[tuple[int, str]], rows: Sequence[Sequence[str]], token: int
) -> list[int]:
    """Find a column that has fewer values than rows, and comes back to one after another: 1 1 2 1.

    Args:
        names: The places of columns that may number texts, and what they are called.
        rows: The cells of all rows.
        token: The place of the tokens.
    """
    for at, name in names:
        cells = [row[at].strip() for row in rows]
        plain = name_words(name)
        is_sure = plain in _SURE or all(map(str.isdecimal, filter(None, cells)))
        if plain in _OF_WORDS or not is_sure or not _comes_back(cells):
            continue
        if plain not in _COPIES or _are_copies(cells, [row[token].strip() for row in rows]):
            return [at]
    return []


def _are_copies(cells: Sequence[str], tokens: Sequence[str]) -> bool:
    """Tell whether a token is in more than one group: else each word has the model it is of."""
    return len({*zip(cells, tokens, strict=True)}) > len({*tokens})


def _comes_back(cells: Sequence[str]) -> bool:
    known = {*cells}
    runs = 1 + sum(one != other for one, other in pairwise(cells))
    return len(known) < min(runs, len(cells))


def restarts(
    names: Sequence[str], rows: Sequence[Sequence[str]], token: int
) -> list[tuple[str, ...]]:
    """Number texts by a column that counts their tokens, and begins again with each of them."""
    for index, name in enumerate(names):
        cells = [row[index].strip() for row in rows] if name in _PLACES else [""]
        if index == token or not all(map(str.isdecimal, cells)):
            continue
        numbers = [int(cell) for cell in cells]
        starts = [number == numbers[0] for number in numbers]
        rising = all(
            start or after == before + 1
            for start, (before, after) in zip(starts[1:], pairwise(numbers), strict=True)
        )
        if rising and 1 < sum(starts) < len(rows):
            return [(str(number),) for number in accumulate(map(int, starts))]
    return []
