"""Characters that several tokens share, and the bytes of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.tokens import Cells


def groups_of(cells: Cells) -> list[tuple[int, int]]:
    """Find the first and the last token of each character that several tokens share."""
    found: dict[int, tuple[int, int]] = {}
    shared = {cells.groups[at] for at in cells.continues}
    for at, group in enumerate(cells.groups):
        if group in shared:
            found[group] = (found.get(group, (at, at))[0], at)
    return list(found.values())


def bytes_of(cells: Cells, groups: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Write out the bytes of tokens that are no whole characters."""
    parts = {at for first, last in groups for at in range(first, last + 1)}
    parts |= {at for at, text in enumerate(cells.texts) if "⟨" in text and _is_cut(cells.data[at])}
    return {at: cells.data[at].hex(" ").upper() for at in sorted(parts)}


def _is_cut(data: bytes) -> bool:
    """Tell parts of characters from a text that has the sign for them in it."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False
