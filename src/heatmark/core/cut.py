"""Names that are too long for their room, cut so that no two of a figure look alike."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Name = tuple[str, ...]  # what stands in one cell each; "" follows what needs two


_DOTS = "…"


def cut_all(names: Sequence[Sequence[str]], limit: int) -> list[list[str]]:
    """Cut what is too long at its end; names that would be alike then, where they differ least.

    Args:
        names: The cells of each name of a figure.
        limit: How many cells there are for each.

    Returns:
        The cells of each that are left. Two names are alike only if they are equal, or if nothing
        of what they differ in has room.
    """
    limit = max(limit, 1)
    found = {name: _ended(name, limit) for name in dict.fromkeys(map(tuple, names))}
    # All at once where that helps: they are then cut in one way, and none is nearly like another.
    groups = _alike(found)
    for group in ([name for some in groups for name in some], *groups):
        found = _parted(found, group, limit) if _alike(found) else found
    return [[*found[tuple(name)]] for name in names]


def _parted(found: dict[_Name, _Name], group: Sequence[_Name], limit: int) -> dict[_Name, _Name]:
    """Cut the names of a group in the first way in which most of them differ from all others."""
    inside = {*group}
    others = {cut for name, cut in found.items() if name not in inside}
    most = len({found[name] for name in group} - others)
    for tried in _tries(group, limit):
        differ = len({*tried.values()} - others)
        if differ > most:
            most, found = differ, found | tried
        if differ == len(group):
            break
    return found


def alike(names: Sequence[Sequence[str]], cuts: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Give names that look like others once they are cut."""
    pairs = {tuple(name): tuple(cut) for name, cut in zip(names, cuts, strict=True)}
    return [name for group in _alike(pairs) for name in group]


def _alike(found: dict[_Name, _Name]) -> list[list[_Name]]:
    """Put different names together that look alike."""
    groups: dict[_Name, list[_Name]] = {}
    for name, cut in found.items():
        groups.setdefault(cut, []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def _tries(group: Sequence[_Name], limit: int) -> Iterator[dict[_Name, _Name]]:
    """Cut names in the middle, then around the first difference, then wherever they are equal."""
    room = limit - len(_DOTS)
    for head in sorted(range(room), key=lambda head: abs(head - limit // 2)):
        yield {name: _middle(name, limit, head) for name in group}
    columns = enumerate(zip(*group, strict=False))
    first = next((at for at, cells in columns if len({*cells}) > 1), min(map(len, group)))
    room -= len(_DOTS)
    for head in sorted({0, 1, room // 3}, reverse=True):
        begin = first - (room - head) // 3  # of a number, more than its last digit
        if head < begin and head < room:
            yield {name: _window(name, limit, head, begin) for name in group}
    yield {name: _ended(cut, limit) for name, cut in _without_common(group, limit).items()}


def _without_common(group: Sequence[_Name], limit: int) -> dict[_Name, _Name]:
    """Leave out the words that names of equally many words have in common, but for the first."""
    words = [_words(name) for name in group]
    if len({*map(len, words)}) > 1:
        return {}
    is_common = [len({*column}) == 1 for column in zip(*words, strict=True)]
    columns = [*zip(is_common, range(len(is_common)), strict=True)]
    runs = [[at for _, at in run] for _, run in groupby(columns, key=itemgetter(0))]
    found = {}
    for name, own in zip(group, words, strict=True):
        texts = [[cell for at in run for cell in own[at]] for run in runs]
        cut = [
            [_DOTS] if is_common[run[0]] and len(text) > 1 else text
            for run, text in zip(runs, texts, strict=True)
        ]
        spare = limit - sum(map(len, cut))
        if is_common[0] and spare >= 1:
            cut[0] = [*_ended(tuple(texts[0]), 1 + spare)]
        found[name] = tuple(cell for text in cut for cell in text)
    return found


def _words(name: _Name) -> list[_Name]:
    """Part a name into words, and the signs between them."""
    words: list[_Name] = []
    for cell in name:
        goes_on = not cell or (cell.isalnum() and words and words[-1][-1].isalnum())
        words[-1:] = [(*words[-1], cell)] if goes_on else [*words[-1:], (cell,)]
    return words


def cut_end(cells: Sequence[str], limit: int) -> _Name:
    """Leave out what has no room at the end."""
    name = tuple(cells)
    if len(name) <= limit:
        return name
    part = _part(name, 0, limit - len(_DOTS))
    return (*part, _DOTS) if limit > 0 else ()


def _ended(name: _Name, limit: int) -> _Name:
    """Cut the end of a name, and the blank before it."""
    cut = cut_end(name, limit)
    return (*cut[:-2], _DOTS) if cut != name and cut[-2:-1] == (" ",) else cut


def _middle(name: _Name, limit: int, head: int) -> _Name:
    if len(name) <= limit:
        return name
    tail = limit - len(_DOTS) - head
    return (*_part(name, 0, head), _DOTS, *_part(name, len(name) - tail, len(name)))


def _window(name: _Name, limit: int, head: int, begin: int) -> _Name:
    if len(name) <= limit:
        return name
    rest = _ended(name[begin:], limit - len(_DOTS) - head)
    return (*_part(name, 0, head), _DOTS, *(rest[1:] if rest[:1] == ("",) else rest))


def _part(name: _Name, first: int, last: int) -> _Name:
    """Take cells, but no half of a wide character."""
    part = name[first:last]
    part = part[1:] if part[:1] == ("",) else part
    return part[:-1] if part and name[last : last + 1] == ("",) else part
