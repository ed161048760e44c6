"""Where in a JSON file the tokens are, and what their surroundings say about the format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import ParseError
from heatmark.core.wording import say
from heatmark.files.data import choices, refuse_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    Name = tuple[str, ...]  # what a member is called: its number from 1, its id
    Node = Mapping[str, object]


TOKEN_KEYS = ("tokens", "str_tokens", "raw", "pieces", "words")
_SHELLS = {"tokens", "content", "logprobs", "completion_probabilities", "encoding"}
_ENCODING = {"special_tokens_mask", "word_ids", "offsets", "type_ids"}
_CHAT = {"token", "bytes", "logprob", "top_logprobs", "id"}
_OWN = {"heatmark", "tokens", "scores", "text", "score", "src"}


class Place(NamedTuple):
    """A place with tokens.

    Attributes:
        path: What stands on the way to it.
        format: The format that it is in; `own` is heatmark's own.
        node: A list of mappings with a `token` each, or a mapping with a list of tokens.
        owner: The mapping around it.
    """

    path: tuple[Name, ...]
    format: str
    node: Node | list[object]
    owner: Node

    @property
    def name(self) -> str:
        """The path as an author writes it, without what is the same in each file of a format."""
        path = [names[-1] for names in self.path]
        while path and path[-1] in _SHELLS:
            path.pop()
        return ".".join(path)


def token_key(node: Node) -> str | None:
    """Find the key under which a mapping has a list of tokens."""
    for key in TOKEN_KEYS:
        tokens = node.get(key)
        if isinstance(tokens, list) and tokens and isinstance(tokens[0], str):
            return key
    return None


def find_places(value: object) -> list[Place]:
    """Find all places with tokens, in the order of the file."""
    stack: list[tuple[tuple[Name, ...], object, Node]] = [((), value, {})]
    places = []
    while stack:
        path, node, owner = stack.pop()
        found = _format_of(path, node)
        if found:
            places.append(Place(path, found, node, owner))  # type: ignore[arg-type]
        elif isinstance(node, Mapping):
            stack.extend(((*path, (key,)), node[key], node) for key in reversed(node))
        elif isinstance(node, list):
            stack.extend(reversed(list(_members(path, node, owner))))
    return places


def _members(
    path: tuple[Name, ...], node: list[object], owner: Node
) -> Iterator[tuple[tuple[Name, ...], object, Node]]:
    for place, member in enumerate(node, start=1):
        if isinstance(member, Mapping):
            names = [member.get("name"), member.get("id")]
            called = [name for name in names if isinstance(name, str) and name]
            yield (*path, (str(place), *called)), member, owner


def _format_of(path: tuple[Name, ...], node: object) -> str:
    """Name the format of a place, or give nothing if there are no tokens."""
    if isinstance(node, list):
        first = node[0] if node else None
        return _format_of_items(path, first) if isinstance(first, Mapping) else ""
    if not isinstance(node, Mapping) or not token_key(node):
        return ""
    if "token_logprobs" in node:
        return "openai-legacy"
    if _ENCODING & set(node):
        return "encoding"
    flat = node.get("scores")
    lists = list(flat.values()) if isinstance(flat, Mapping) else [flat]
    ours = (
        "heatmark" in node or all(map(_is_flat, lists)) or "view" in node or _has_cell_texts(node)
    )
    own = "tokens" in node and ours and "metrics" not in node
    return "own" if own else "arrays"


def _format_of_items(path: tuple[Name, ...], first: Node) -> str:
    old = isinstance(first.get("content"), str) and isinstance(first.get("probs"), list)
    if path and path[-1] == ("completion_probabilities",) and (old or "token" in first):
        return "llama.cpp"
    if not isinstance(first.get("token"), str):
        return ""
    chat = "logprob" in first and ("top_logprobs" in first or set(first) <= _CHAT)
    return "openai-chat" if chat else "dump"


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not (value and isinstance(value[0], list))


def _has_cell_texts(node: Node) -> bool:
    """Tell our own labels, of cells, from the labels of columns that others write."""
    labels = node.get("labels", "")
    if isinstance(labels, list):
        return not all(isinstance(label, str) for label in labels)
    return labels is None or isinstance(labels, Mapping)


def is_own(value: object, places: list[Place]) -> bool:
    """Tell heatmark's own mappings, which their own room reads, from other formats."""
    if places:
        return all(place.format == "own" for place in places)
    return isinstance(value, Mapping) and bool(_OWN & set(value))


def choose_place(places: list[Place], part: str) -> Place:
    """Choose the place that an author names, or the only one.

    Args:
        places: All places.
        part: A path, a part of a path, or nothing.

    Raises:
        ParseError: If it is not there, or more than one fits.
    """
    fitting = places
    if part:
        ways = ([part], part.split("."))
        fitting = next(filter(None, (_fitting(places, way) for way in ways)), [])
    if not fitting:
        refuse_part(part, [place.name for place in places if place.path])
    if len(fitting) > 1:
        hint = say(
            "choose one with # after the file's name: {value}",
            value=choices([p.name for p in fitting]),
        )
        raise ParseError("there are several texts in it", hint=hint, about="src")
    return fitting[0]


def _fitting(places: list[Place], wanted: list[str]) -> list[Place]:
    """Find the places whose path has the wanted names in order; best those that end so."""
    scored = [(_fit(place, wanted), place) for place in places]
    best = max((score for score, _ in scored), default=0)
    return [place for score, place in scored if score == best] if best else []


def _fit(place: Place, wanted: list[str]) -> int:
    """Say how well a path fits: 3 is the whole path, 2 its end, 0 not at all."""
    path = place.path
    while path and path[-1][-1] in _SHELLS:
        path = path[:-1]
    rest = iter(path)
    if not all(any(name in names for names in rest) for name in wanted):
        return 0
    if len(path) == len(wanted):
        return 3
    return 2 if wanted[-1] in path[-1] else 1
