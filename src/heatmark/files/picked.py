"""Groups of rows that an author asks for by their column: `#topic=2`, `#speaker=B`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from heatmark.core.column_places import is_name_of_groups
from heatmark.core.numerals import is_number
from heatmark.core.patterns import lazy_re
from heatmark.files.called import has_log_probability
from heatmark.files.choose import PREFERRED
from heatmark.files.sentences import TextKeys
from heatmark.files.word_columns import is_name_of_classes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.files.request import Request


_WHOLE = lazy_re(r"[-+−]?[0-9]+(?:\.0+)?")  # as pandas writes numbers beside a missing one


def with_asked(
    texts: TextKeys,
    request: Request,
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    token: int,
) -> TextKeys:
    """Tell texts apart by the columns that are asked for, too, where these part the rows.

    Nobody else may say that topics or speakers do: they may be of one text as well. `#2` and `#all`
    ask for groups that stand one below the other, where there are no other texts.

    Args:
        texts: The texts that are told apart already.
        request: Which of them are asked for.
        names: What all columns are called, in lower case; or nothing.
        rows: The cells of all rows.
        token: The place of the column of tokens.
    """
    if not names or not (request.path or request.picks):
        return texts
    groups = {
        at: cells
        for at, name in enumerate(names)
        if at != token and at not in texts.places
        for cells in [_filled([row[at].strip() for row in rows])]
        if _part_rows(name, cells)
    }
    asked = {name.strip().lower() for name in request.picks} - {*texts.columns}
    added = [at for at in groups if names[at] in asked]
    if request.path and not (texts.columns or added):
        blocks = [at for at in groups if is_name_of_groups(names[at]) and _are_blocks(groups[at])]
        added = [at for at in blocks if not texts.keys or _are_alike(groups[at], texts.keys)][:1]
    beside = tuple((names[at], tuple(dict.fromkeys(cells))) for at, cells in groups.items())
    found = _with_columns(texts, {at: groups[at] for at in added}, names) if added else texts
    return found._replace(beside=beside)


def _with_columns(
    texts: TextKeys, added: Mapping[int, Sequence[str]], names: Sequence[str]
) -> TextKeys:
    """Part texts further, or name those that only a number tells apart."""
    keys = [*zip(*added.values(), strict=True)]
    if texts.keys and not texts.columns and not _are_alike(keys, texts.keys):
        return texts  # which are others
    if texts.columns:
        keys = [(*key, *more) for key, more in zip(texts.keys, keys, strict=True)]
    columns = (*texts.columns, *(names[at] for at in added))
    return TextKeys(columns, texts.places | {*added}, keys)


def _filled(cells: Sequence[str]) -> list[str]:
    """Put what stands above it into each empty cell, where a spreadsheet has merged cells."""
    known = [cell for cell in cells if cell]
    if not cells[0] or len({*known}) < len(known) or len(known) == len(cells):
        return [*cells]
    filled = [cells[0]]
    for cell in cells[1:]:
        filled.append(cell or filled[-1])
    return filled


def _part_rows(name: str, cells: Sequence[str]) -> bool:
    """Tell a column with one value in each block of rows, or of groups by its name."""
    if name in PREFERRED or has_log_probability(name):
        return False
    if any(is_number(cell) and not _WHOLE.fullmatch(cell) for cell in cells):
        return False
    return 1 < len({*cells}) < len(cells) and (_is_called(name) or _are_blocks(cells))


def _are_alike(keys: Sequence[object], others: Sequence[object]) -> bool:
    """Tell whether both part the rows alike."""
    return len({*keys}) == len({*others}) == len({*zip(keys, others, strict=True)})


def _is_called(name: str) -> bool:
    return is_name_of_groups(name) or is_name_of_classes(name)


def _are_blocks(cells: Sequence[str]) -> bool:
    return 1 + sum(one != other for one, other in pairwise(cells)) == len({*cells})
