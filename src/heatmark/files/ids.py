"""The numbers of tokens in their vocabulary, as files have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.annotations import Ids


KEYS = ("token_ids", "input_ids", "ids", "token_id", "input_id")
OF_ITEMS = (*KEYS, "id")  # of a mapping a token, where it is no number of a line or sentence


def ids_in(node: Mapping[str, Any], tokens: int) -> Ids | None:
    """Find the ids of tokens among lists by name.

    A column that only counts the rows is none.

    Args:
        node: Lists by name, those alone that may have ids; a batch of one is taken for what is in
            it.
        tokens: How many tokens there are.
    """
    for key in OF_ITEMS:
        ids = node.get(key)
        while isinstance(ids, list) and len(ids) == 1 and isinstance(ids[0], list):
            ids = ids[0]
        if isinstance(ids, list) and len(ids) == tokens and _are_ids(ids):
            return tuple(ids)
    return None


def ids_of_cells(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Ids | None:
    """Take the column of ids of a table, if there is one.

    Args:
        names: What the columns are called, in lower case.
        rows: The cells of all rows.
    """
    whole = {
        name: [int(row[at]) if row[at].strip().isdecimal() else None for row in rows]
        for at, name in enumerate(names)
        if name in KEYS
    }
    return ids_in(whole, len(rows))


def _are_ids(ids: list[Any]) -> bool:
    if not all(item is None or type(item) is int for item in ids) or not any(ids):
        return False
    first = ids[0]
    return len(ids) < 2 or first not in {0, 1} or ids != [*range(first, first + len(ids))]
