"""Lists beside tokens that tell several texts apart: `layer: [0, 0, 1, 1]`, as `orient="list"`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from heatmark.block.block import OURS
from heatmark.core.errors import Notice
from heatmark.core.wording import listed, say
from heatmark.files.choose import NOT_METRICS, PREFERRED
from heatmark.files.frames import Frame, numbered_groups, read_frame
from heatmark.files.own import FROM_TOKENIZERS, with_options
from heatmark.files.sentences import find_texts, is_name_of_texts
from heatmark.files.tree import Kind, token_key
from heatmark.options.content import CONTENT

if TYPE_CHECKING:
    from heatmark.block.draft import Draft
    from heatmark.files.explainers import Node
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace


_SCALAR = {str, int, float, type(None)}
_SCORES = frozenset({"scores", "score"})
# What has another meaning beside tokens than to number their texts.
_OTHERS = (CONTENT.keys() - _SCORES) | NOT_METRICS | FROM_TOKENIZERS


def frame_of_lists(node: Node) -> Frame | None:
    """Know tokens with a list that tells their texts apart, by the rule of tables."""
    key = token_key(node)
    if key is None or OURS in node or FROM_TOKENIZERS & set(node):
        return None
    tokens = cast("list[object]", node[key])
    scores = node.get("scores")
    series = (
        {name: one for name, one in scores.items() if name not in node}
        if isinstance(scores, Mapping)
        else {}
    )
    lists = {
        name: value
        for name, value in {**node, **series}.items()
        if isinstance(value, list) and len(value) == len(tokens) and {*map(type, value)} <= _SCALAR
    }
    telling = [name for name in lists if name != key and _may_tell(name, lists[name])]
    if not telling:  # before a million of them are looked at
        return None
    kept = [name for name in lists if name != key and (name in telling or name not in _OTHERS)]
    rows = [*zip(tokens, *(lists[name] for name in kept), strict=True)]
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    names = ["token", *kept]
    texts = find_texts([*map(str.lower, names)], cells, 0)
    return Frame(names, rows) if texts.keys or numbered_groups(names, cells, "token") else None


def _may_tell(name: str, values: list[object]) -> bool:
    """Tell what may number or name texts: no scores, which are decimals, or called so."""
    if is_name_of_texts(name.lower()) and name not in CONTENT:
        return True
    if name in _OTHERS or name in PREFERRED or len(values) == 1 or values[0] != values[1]:
        return False
    return float not in {*map(type, values)}


def _name_of(node: object, _: tuple[Name, ...]) -> str:
    return "lists" if isinstance(node, Mapping) and frame_of_lists(node) is not None else ""


def _read(index: TokenPlace, request: Request) -> Draft:
    node = cast("Node", index.node)
    found = read_frame(cast("Frame", frame_of_lists(node)), request)
    found = with_options(found, {k: v for k, v in node.items() if not isinstance(v, list)})
    lost = [name for name in node if name in CONTENT and name not in {token_key(node), *_SCORES}]
    return found._replace(notices=(*found.notices, *([_left_out(lost)] if lost else [])))


def _left_out(names: list[str]) -> Notice:
    """Say what is not read of a file with several texts."""
    problem = say("{names} in a file with several texts is not read", names=listed(names))
    hint = "write a file, or a mapping, for each of the texts"
    return Notice(name="left-out", message=problem, hint=hint, about="src")


KIND = Kind(_name_of, _read)
