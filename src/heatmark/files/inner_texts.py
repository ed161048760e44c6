"""Texts within another: an answer with tokens of its own beside those of its prompt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from heatmark.files.tree import find_places, token_key, tokens_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.explainers import Node
    from heatmark.files.tree import Kind, TokenPlace


_DEEPEST = 3  # mappings in mappings that are looked into


def has_other_tokens(node: object, tokens: Sequence[object]) -> bool:
    """Tell a mapping with tokens that are not those of the text around it."""
    key = token_key(node) if isinstance(node, Mapping) else None
    return key is not None and cast("Node", node)[key] != tokens


def without_other_texts(node: Node, tokens: Sequence[object], depth: int = _DEEPEST) -> Node:
    """Leave out the mappings in a mapping that are of other tokens: their numbers are of these.

    Args:
        node: What stands beside some tokens.
        tokens: The tokens.
        depth: How deep mappings are looked into.
    """
    if not any(isinstance(value, Mapping) for value in node.values()):
        return node
    return {
        name: without_other_texts(value, tokens, depth - 1)
        if isinstance(value, Mapping) and depth
        else value
        for name, value in node.items()
        if not has_other_tokens(value, tokens)
    }


def inner_places(place: TokenPlace, kinds: Sequence[Kind]) -> list[TokenPlace]:
    """Find places with other tokens in the mapping of a place, where they are read only if named.

    Args:
        place: The place.
        kinds: All kinds of places.
    """
    tokens = tokens_at(place.node)
    inside = place.node.items() if isinstance(place.node, Mapping) else ()
    return [
        found._replace(path=(*place.path, (name,), *found.path))
        for name, value in inside
        for found in find_places(value, kinds, place.text)
        if isinstance(found.node, Mapping) and tokens_at(found.node) not in ([], tokens)
    ]
