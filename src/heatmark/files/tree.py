"""Where in a JSON file the tokens are, and which kind of producer wrote them there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from heatmark.block.parts import choices, refuse_part
from heatmark.core.errors import ParseError
from heatmark.core.wording import say
from heatmark.files.by_value import chosen_by, telling_names
from heatmark.files.explainers import recast
from heatmark.files.request import several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from heatmark.block.draft import Draft
    from heatmark.files.explainers import Node
    from heatmark.files.request import Request

    Name = tuple[str, ...]  # what a member is called: its number from 1, its id


TEXT_IDS = ("line_id", "doc_id", "document_id", "text_id", "sentence_id", "sent_id")
"""Names of the ids of texts, the surest last."""
TOKEN_KEYS = ("tokens", "str_tokens", "raw", "pieces", "words")
_BESIDE = {"top_tokens", "top_logprobs", "top_probs"}  # others that could have come
_NAMES = ("explainer", "name", *TEXT_IDS, "id")  # what members are called by, the last the best
_SHELLS = {"tokens", "content", "logprobs", "completion_probabilities", "encoding"}


class TokenPlace(NamedTuple):
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
    read: Callable[[TokenPlace, Request], Draft]


def token_key(node: Node) -> str | None:
    """Find the key under which a mapping has a list of tokens."""
    for key in TOKEN_KEYS:
        tokens = node.get(key)
        if isinstance(tokens, list) and tokens and isinstance(tokens[0], str):
            return key
    return None


def find_places(value: object, kinds: Sequence[Kind], text: str = "") -> list[TokenPlace]:
    """Find all places of some kinds, in the order of the file; the first kind that fits has it."""
    stack: list[tuple[tuple[Name, ...], object, Node]] = [((), value, {})]
    indices = []
    while stack:
        path, written, owner = stack.pop()
        node = recast(written)
        for kind in kinds:
            found = kind.name_of(node, path)
            if found:
                indices.append(TokenPlace(path, found, kind, node, owner, text))  # type: ignore[arg-type]
                break
        else:
            stack.extend(reversed(list(_inside(path, node, owner))))
    return indices


def _inside(
    path: tuple[Name, ...], node: object, owner: Node
) -> Iterator[tuple[tuple[Name, ...], object, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in _BESIDE:
                yield (*path, (key,)), value, node
    elif isinstance(node, list):
        told = telling_names(node)
        for index, member in enumerate(node, start=1):
            if isinstance(member, Mapping):
                names = [member.get(key) for key in _NAMES]
                called = [str(name) for name in names if type(name) in {str, int} and name != ""]
                called[:0] = told[index - 1 : index]
                yield (*path, (str(index), *called)), member, owner
            elif _may_hold(member):
                yield (*path, (str(index),)), member, owner


def _may_hold(member: object) -> bool:
    """Tell lists of mappings or of pairs; lists of numbers, which may be deep, hold no tokens."""
    first = next(iter(member), None) if isinstance(member, list) else None
    node = first
    while isinstance(node, list) and node:
        node = node[0]
    return isinstance(node, Mapping) or (isinstance(node, str) and node is not first)


def choose_place(
    indices: Sequence[TokenPlace],
    part: str,
    file: str = "",
    *,
    before: str = "",
    in_call: bool = False,
) -> TokenPlace:
    """Choose the place that an author names, or the only one.

    Args:
        indices: All places.
        part: A path, a part of a path, or nothing.
        file: What the file is called, for the error that says what to write.
        before: What names the part of the file that all are in, or nothing.
        in_call: Whether it is an argument that names it, and nothing behind the name of a file.

    Raises:
        ParseError: If it is not there, or more than one fits.
    """
    fitting = list(indices)
    if part:
        ways = ([part], part.split("."))
        fitting = next(filter(None, (_fitting(indices, way) for way in ways)), [])
    if not fitting:
        refuse_part(part, names_of_places(list(filter(_has_path, indices)), before))
    if len(fitting) > 1:
        named = dict(zip(map(id, indices), names_of_places(indices, before), strict=True))
        names = [named[id(place)] for place in fitting]
        tokens = [tokens_at(place.node) for place in fitting]
        hint = several([*zip(names, tokens, strict=True)], file)
        if in_call:
            hint = say("choose one with the argument part: {names}", names=choices(names))
        raise ParseError("there are several texts in it", hint=hint, about="src")
    return fitting[0]


def places_by_value(
    places: Sequence[TokenPlace], picks: Mapping[str, str]
) -> tuple[list[TokenPlace], dict[str, str]]:
    """Choose places by what they say of themselves, or what stands around them.

    Args:
        places: All places.
        picks: A value for each of some names.

    Returns:
        Those that have these values, and the picks that are of none.

    Raises:
        ParseError: If some have such names, and none has that value.
    """
    if not picks:
        return [*places], {}
    said = [
        {**place.owner, **(place.node if isinstance(place.node, Mapping) else {})}
        for place in places
    ]
    kept, rest = chosen_by(said, picks)
    return [places[at] for at in kept], rest


def _has_path(place: TokenPlace) -> bool:
    return bool(place.path)


def names_of_places(places: Sequence[TokenPlace], before: str = "") -> list[str]:
    """Name places as an author writes them: whole where a short name begins that of another.

    Where members of a list have equal ids, their numbers tell them apart; in brackets, if a number
    is the id of another.
    """
    short = [place.name for place in places]
    begun = {name[:at] for name in short for at, mark in enumerate(name) if mark == "."}
    whole = [".".join(names[-1] for names in place.path) for place in places]
    names = [long if name in begun else name for name, long in zip(short, whole, strict=True)]
    times = Counter(names)
    ids = {name for place in places for one in place.path for name in one[1:]}
    names = [
        name if times[name] == 1 else ".".join(_numbered(one, ids) for one in place.path)
        for name, place in zip(names, places, strict=True)
    ]
    return [f"{before}.{name}" if before else name for name in names]


def _numbered(names: Name, ids: Collection[str]) -> str:
    """Call a member by its number, also where that is what others are called."""
    number, own = names[0], names[1:]
    is_another = number.isdecimal() and number in ids and number not in own
    return f"[{number}]" if is_another else number


def tokens_at(node: object) -> list[object]:
    """Take the tokens of a place, as the file has them.

    Args:
        node: A mapping with a list of tokens, or a list of mappings with one each.
    """
    if isinstance(node, Mapping):
        return cast("list[object]", node.get(token_key(node) or "", []))
    items = [item for item in node if isinstance(item, Mapping)] if isinstance(node, list) else []
    key = "token" if any("token" in item for item in items) else "text"
    return [item[key] for item in items if key in item]


def _fitting(indices: Sequence[TokenPlace], wanted: list[str]) -> list[TokenPlace]:
    """Find the places whose path has the wanted names in order; best those that end so."""
    scored = [(_fit(index, wanted), index) for index in indices]
    best = max((score for score, _ in scored), default=None)
    return [index for score, index in scored if score == best] if best else []


def _fit(index: TokenPlace, wanted: list[str]) -> tuple[int, ...]:
    """Say how well a path fits: 3 is the whole path, 2 its end, nothing not at all; and its names.

    What each file of a format has at its end needs no name, but may be named.
    """
    path = index.path
    while path and path[-1][-1] in _SHELLS:
        path = path[:-1]
    return _fit_path(path, wanted) or _fit_path(index.path, wanted)


def _fit_path(path: tuple[Name, ...], wanted: list[str]) -> tuple[int, ...]:
    rest = iter(path)
    met = [next((names for names in rest if _is_called(name, names)), ()) for name in wanted]
    if not all(met):
        return ()
    named = sum(_is_named(name, names) for name, names in zip(wanted, met, strict=True))
    if len(path) == len(wanted):
        return (3, named)  # equivalent: more than its end
    return (2 if wanted[-1] in path[-1] else 1, named)


def _is_named(name: str, names: Name) -> int:
    """Say how much a name is that of a member: by its id, which goes before its number, or both."""
    return 2 * (name in names[1:]) + (name == names[0])


def _is_called(name: str, names: Name) -> bool:
    return name in names or name == f"[{names[0]}]"
