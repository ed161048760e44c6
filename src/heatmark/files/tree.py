"""Where in a JSON file the tokens are, and which kind of producer wrote them there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from heatmark.block.parts import refuse_part
from heatmark.core.errors import ParseError
from heatmark.files.explainers import recast
from heatmark.files.request import several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.block.draft import Draft
    from heatmark.files.request import Request

    Name = tuple[str, ...]  # what a member is called: its number from 1, its id
    Node = Mapping[str, object]


TOKEN_KEYS = ("tokens", "str_tokens", "raw", "pieces", "words")
_NAMES = ("explainer", "name", "id")  # what members of a list are called by, the last the best
_SHELLS = {"tokens", "content", "logprobs", "completion_probabilities", "encoding"}


class Place(NamedTuple):
    """A place with tokens.

    Attributes:
        path: What stands on the way to it.
        format: The format that it is in.
        kind: What reads it.
        node: A list of mappings with a `token` each, or a mapping with a list of tokens.
        owner: The mapping around it.
        text: The text of the file, in which errors name lines.
    """

    path: tuple[Name, ...]
    format: str
    kind: Kind
    node: Node | list[object]
    owner: Node
    text: str = ""

    @property
    def name(self) -> str:
        """The path as an author writes it, without what is the same in each file of a format."""
        path = [names[-1] for names in self.path]
        while path and path[-1] in _SHELLS:
            path.pop()
        return ".".join(path)


class Kind(NamedTuple):
    """A kind of place: how it is known, and how it is read.

    Attributes:
        name_of: Takes a node and the path to it; names its format, or gives nothing.
        read: Reads a place of this kind.
    """

    name_of: Callable[[object, tuple[Name, ...]], str]
    read: Callable[[Place, Request], Draft]


def token_key(node: Node) -> str | None:
    """Find the key under which a mapping has a list of tokens."""
    for key in TOKEN_KEYS:
        tokens = node.get(key)
        if isinstance(tokens, list) and tokens and isinstance(tokens[0], str):
            return key
    return None


def find_places(value: object, kinds: Sequence[Kind], text: str = "") -> list[Place]:
    """Find all places of some kinds, in the order of the file; the first kind that fits has it."""
    stack: list[tuple[tuple[Name, ...], object, Node]] = [((), value, {})]
    indices = []
    while stack:
        path, written, owner = stack.pop()
        node = recast(written)
        for kind in kinds:
            found = kind.name_of(node, path)
            if found:
                indices.append(Place(path, found, kind, node, owner, text))  # type: ignore[arg-type]
                break
        else:
            stack.extend(reversed(list(_inside(path, node, owner))))
    return indices


def _inside(
    path: tuple[Name, ...], node: object, owner: Node
) -> Iterator[tuple[tuple[Name, ...], object, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield (*path, (key,)), value, node
    elif isinstance(node, list):
        for index, member in enumerate(node, start=1):
            if isinstance(member, Mapping):
                names = [member.get(key) for key in _NAMES]
                called = [name for name in names if isinstance(name, str) and name]
                yield (*path, (str(index), *called)), member, owner
            elif _holds_mappings(member):
                yield (*path, (str(index),)), member, owner


def _holds_mappings(node: object) -> bool:
    """Tell lists with mappings in them from lists of numbers, which may be long and deep."""
    while isinstance(node, list) and node:
        node = node[0]
    return isinstance(node, Mapping)


def choose_place(indices: Sequence[Place], part: str, file: str = "") -> Place:
    """Choose the place that an author names, or the only one.

    Args:
        indices: All places.
        part: A path, a part of a path, or nothing.
        file: What the file is called, for the error that says what to write.

    Raises:
        ParseError: If it is not there, or more than one fits.
    """
    fitting = list(indices)
    if part:
        ways = ([part], part.split("."))
        fitting = next(filter(None, (_fitting(indices, way) for way in ways)), [])
    if not fitting:
        refuse_part(part, [index.name for index in indices if index.path])
    if len(fitting) > 1:
        hint = several([(p.name, _tokens_of(p.node)) for p in fitting], file)
        raise ParseError("there are several texts in it", hint=hint, about="src")
    return fitting[0]


def _tokens_of(node: object) -> list[object]:
    """Take the tokens of a place, for an error that shows the first of them."""
    if isinstance(node, Mapping):
        return cast("list[object]", node.get(token_key(node) or "", []))
    items = node if isinstance(node, list) else []
    return [item["token"] for item in items if isinstance(item, Mapping) and "token" in item]


def _fitting(indices: Sequence[Place], wanted: list[str]) -> list[Place]:
    """Find the places whose path has the wanted names in order; best those that end so."""
    scored = [(_fit(index, wanted), index) for index in indices]
    best = max((score for score, _ in scored), default=0)
    return [index for score, index in scored if score == best] if best else []


def _fit(index: Place, wanted: list[str]) -> int:
    """Say how well a path fits: 3 is the whole path, 2 its end, 0 not at all."""
    path = index.path
    while path and path[-1][-1] in _SHELLS:
        path = path[:-1]
    rest = iter(path)
    if not all(any(name in names for names in rest) for name in wanted):
        return 0
    if len(path) == len(wanted):
        return 3
    return 2 if wanted[-1] in path[-1] else 1
