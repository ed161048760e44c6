"""Labels of places in a text, as tools of annotation write them: `[[0, 6, "LOC"]]`; no scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


_SPAN = 3  # where it starts, where it ends, and what it is


def are_spans(value: object) -> bool:
    """Tell lists of two places in a text, one behind the other, and a label.

    Args:
        value: What stands under a name; rows that are a whole file may be scores beside words.
    """
    return isinstance(value, list) and bool(value) and all(map(_is_span, value))


def _is_span(row: object) -> bool:
    if not isinstance(row, list) or len(row) != _SPAN:
        return False
    start, end, label = row
    places = type(start) is int and type(end) is int and 0 <= start < end
    return places and isinstance(label, str)


def has_spans(node: Mapping[str, object]) -> bool:
    """Tell a text with such labels beside it."""
    return any(isinstance(one, str) for one in node.values()) and any(
        are_spans(one) for one in node.values()
    )
