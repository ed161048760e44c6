"""Arrays over a list of tokens: values, activations, attention; from JSON or from NPZ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

import numpy as np

from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.wording import counted, quoted, say
from heatmark.files.data import Found, choices, choose, measure_of, pick, refuse_unknown_picks
from heatmark.files.items import as_bytes, best_first, numbers_in
from heatmark.files.tree import token_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.data import Alternatives, Request
    from heatmark.files.tree import Node, Place

    Columns = dict[str, Sequence[Score]]


_ATTENTION = re.compile(r"att|pattern", re.IGNORECASE)
_LEGACY = re.compile(r"bytes:.*\\x[0-9a-f]{2}", re.DOTALL)
_SCHEMES = {"legacy", "pybytes", "sentencepiece", "bytebpe", "wordpiece", "at", "text"}
_GROUPS = ("scores.", "metrics.")
_MOST_SCORES = 20_000_000  # of all columns together


class Array(Protocol):
    """Numbers with a shape, of which a part can be taken without reading all."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""

    def take(self, *places: int) -> list[object]:
        """Give what is at these places along the first axes."""

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""


class Nested(NamedTuple):
    """An array as JSON writes it, in lists; only what is taken of it is checked."""

    name: str
    value: list[object]

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of the first list, its first list, and so on."""
        node: object = self.value
        lengths = []
        while isinstance(node, list):
            lengths.append(len(node))
            node = node[0] if node else None
        return tuple(lengths)

    def take(self, *places: int) -> list[object]:
        """Give the list at these places."""
        node: object = self.value
        for place in places:
            node = node[place] if isinstance(node, list) and place < len(node) else None
        if not isinstance(node, list):
            problem = say(
                "{name} is ragged: there is no list at {list}",
                name=quoted(self.name),
                list=list(places),
            )
            raise ScoreError(problem, hint="write lists of equal lengths")
        return node

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""
        return [self.take(*lead, place, *inner) for place in range(self.shape[len(lead)])]

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""
        width = self.shape[-1]
        inner = () if layer is None else (layer,)
        rows = self.across(lead, *inner)
        for place, row in enumerate(rows, start=1):
            if len(row) != width:
                problem = say(
                    "token {place} has {scores}, the first has {width}",
                    place=place,
                    scores=counted(len(row), "score"),
                    width=width,
                )
                raise ScoreError(problem, hint="write lists of equal lengths")
        return [[row[one] for row in rows] for one in chosen]


def read_arrays(place: Place, request: Request) -> Found:
    """Read a mapping with a list of tokens and numbers beside it, at any depth.

    Raises:
        ParseError: If a token is no string, or it is not clear which numbers are meant.
        ScoreError: If the numbers do not fit the tokens.
    """
    node = cast("Node", place.node)
    tokens, scheme = _tokens(node)
    arrays = {name: Nested(name, value) for name, value in numbers_in(node)}
    if place.format == "encoding":
        arrays = {**{n: Nested(n, v) for n, v in numbers_in(place.owner)}, **arrays}
    text = node.get("text", place.owner.get("text") if place.format == "encoding" else None)
    chosen = choose_columns(arrays, len(tokens), request, _labels(node))
    return Found(
        tokens=tokens,
        columns=chosen.columns,
        scheme=scheme,
        text=text if isinstance(text, str) else None,
        special=_special(node.get("special_tokens_mask"), len(tokens)),
        alternatives=_alternatives(node, len(tokens)),
        options=chosen.options,
        square=chosen.square,
    )


def _tokens(node: Node) -> tuple[list[str], str | None]:
    key = token_key(node) or "tokens"
    tokens = cast("list[object]", node[key])
    if set(map(type, tokens)) != {str}:
        place, token = next(
            (place, token) for place, token in enumerate(tokens, 1) if not isinstance(token, str)
        )
        raise ParseError(
            say("token {place} is not a string: {token}", place=place, token=quoted(token)),
            hint="write it in quotes",
        )
    strings = cast("list[str]", tokens)
    raw = node.get("bytes")
    if isinstance(raw, list) and len(raw) == len(strings) and any(map(_is_list, raw)):
        pairs = enumerate(zip(strings, raw, strict=True), start=1)
        return [repr(as_bytes(token, one, place)) for place, (token, one) in pairs], "pybytes"
    if any(_LEGACY.match(token) for token in strings):
        return strings, "legacy"
    said = node.get("scheme")
    return strings, said if isinstance(said, str) and said in _SCHEMES else None


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _labels(node: Node) -> list[str]:
    names = node.get("names", node.get("labels"))
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _special(mask: object, count: int) -> frozenset[int]:
    if not isinstance(mask, list) or not mask:
        return frozenset()
    if len(mask) != count:
        problem = say(
            "{tokens} but {count} in 'special_tokens_mask'",
            tokens=counted(count, "token"),
            count=len(mask),
        )
        raise ParseError(problem, hint="it needs one for each token")
    return frozenset(place for place, value in enumerate(mask) if value)


def _alternatives(node: Node, count: int) -> list[Alternatives] | None:
    tops = node.get("top_logprobs")
    if not isinstance(tops, list) or not any(isinstance(top, Mapping) and top for top in tops):
        return None
    if len(tops) != count:
        problem = say(
            "{tokens} but {count} in 'top_logprobs'",
            tokens=counted(count, "token"),
            count=len(tops),
        )
        raise ParseError(problem, hint="it needs one for each token")
    return [best_first(list(top.items())) if isinstance(top, Mapping) else () for top in tops]


class View(NamedTuple):
    """A part of an array: what is at some places along its first axes."""

    name: str
    array: Array
    lead: tuple[int, ...]
    shape: tuple[int, ...]

    def at(self, *places: int) -> View:
        """Go further in."""
        return View(self.name, self.array, (*self.lead, *places), self.shape[len(places) :])

    def numbers(self) -> Sequence[Score]:
        """Read it."""
        return cast("Sequence[Score]", self.array.take(*self.lead))


class Chosen(NamedTuple):
    """The scores that were chosen, and what is known of them."""

    columns: Columns
    options: dict[str, object] | None
    square: bool = False


def choose_columns(
    arrays: Mapping[str, Array], count: int, request: Request, labels: Sequence[str] = ()
) -> Chosen:
    """Choose arrays, and the columns of arrays that have several.

    Args:
        arrays: All arrays by name.
        count: How many tokens there are.
        request: Which are asked for, and which places along their axes.
        labels: The names of the columns, if the file has them.

    Raises:
        ParseError: If they are not there, or it is not clear which are meant.
        ScoreError: If they do not fit the tokens.
    """
    names = list(arrays)
    group = [name for name in names if name.startswith("scores.")]
    if request.field:
        return _by_field(arrays, count, request, labels)
    chosen = group or choose([name for name in names if not name.startswith(_GROUPS)] or names, "")
    return _take(chosen, arrays, count, request, labels)


def _take(
    chosen: Sequence[str],
    arrays: Mapping[str, Array],
    count: int,
    request: Request,
    labels: Sequence[str],
) -> Chosen:
    """Take the columns of some arrays, whose places along other axes the author may pick."""
    columns: Columns = {}
    axes: set[str] = set()
    for name in chosen:
        found, used = _columns(name, arrays[name], count, request, labels)
        axes |= used
        columns |= _named(name, found, alone=len(chosen) == 1)
    refuse_unknown_picks(request.picks, sorted(axes))
    square = len(columns) == count > 1 == len(chosen) and list(columns) == _of_tokens(count)
    return Chosen(columns, measure_of(chosen[0]) if len(chosen) == 1 else None, square)


def _by_field(
    arrays: Mapping[str, Array], count: int, request: Request, labels: Sequence[str]
) -> Chosen:
    """Take arrays by their names, or else columns of the usual array by theirs."""
    try:
        chosen = choose(list(arrays), request.field)
    except ParseError:
        usual = choose(list(arrays), "") if arrays else []
        if not usual:
            raise
        found, _ = _columns(usual[0], arrays[usual[0]], count, request, labels)
        if len(found) < 2:  # one column has no name to choose it by
            raise
        return Chosen(
            {name: found[name] for name in choose(list(found), request.field)}, measure_of(usual[0])
        )
    return _take(chosen, arrays, count, request, labels)


def _named(name: str, columns: Columns, *, alone: bool) -> Columns:
    short = name
    for group in _GROUPS:
        short = short.removeprefix(group)
    if len(columns) == 1:
        return {short: next(iter(columns.values()))}
    return columns if alone else {f"{short} {one}": values for one, values in columns.items()}


def _columns(
    name: str, array: Array, count: int, request: Request, labels: Sequence[str]
) -> tuple[Columns, set[str]]:
    """Take the columns of one array, and name the axes along which one can pick."""
    view = View(name, array, (), array.shape)
    while len(view.shape) > 1 and view.shape[0] == 1 != count:  # a batch of one text
        view = view.at(0)
    shape = view.shape
    square = len(shape) > 1 and shape[-2:] == (count, count)
    picks = request.picks
    if square and (len(shape) > 2 or _ATTENTION.search(name) or "dest" in picks or request.whole):
        return _attention(view, request)
    if len(shape) == 1:
        return {name: view.numbers()}, set()
    if len(shape) == 2 and count in shape:  # rows and columns
        return _table(view, count, request, labels), set()
    if len(shape) == 3 and shape[0] == count:  # tokens, layers, neurons
        return _neurons(view, request)
    problem = say(
        "{name} is {list}, which does not fit {tokens}",
        name=quoted(name),
        list=list(shape),
        tokens=counted(count, "token"),
    )
    hint = (
        "understood are [tokens], [tokens, columns], [tokens, layers, neurons], "
        "[heads, tokens, tokens], [layers, heads, tokens, tokens]"
    )
    raise ScoreError(problem, hint=hint)


def _attention(view: View, request: Request) -> tuple[Columns, set[str]]:
    """Take the row of one token, of one head or of each; or, of one head, the rows of all."""
    axes = {"dest"}
    count = view.shape[-1]
    if len(view.shape) > 3:  # layers
        axes.add("layer")
        view = view.at(pick(request.picks, "layer", view.shape[0]))
        if len(view.shape) > 3 and view.shape[0] == 1:  # a batch in each layer
            view = view.at(0)
    if len(view.shape) > 3:  # too many axes
        problem = say(
            "{name} has too many axes: {list}", name=quoted(view.name), list=list(view.array.shape)
        )
        raise ScoreError(problem, hint="attention is [layers, heads, tokens, tokens]")
    rows = _rows(view, request)
    if rows is not None:
        return rows, axes | ({"head"} if len(view.shape) > 2 else set())
    dest = pick(request.picks, "dest", count, default=count - 1)
    if len(view.shape) == 2:  # one head
        return {view.name: view.at(dest).numbers()}, axes
    return _heads(view, dest, request), axes | {"head"}


def _of_tokens(count: int) -> list[str]:
    return [f"dest {place}" for place in range(count)]


def _rows(view: View, request: Request) -> Columns | None:
    """Take the rows of all tokens where they are wanted, and one head is chosen."""
    wanted = request.picks.get("dest", "all" if request.whole else "")
    if wanted != "all":
        return None
    count = view.shape[-1]
    if len(view.shape) > 2:  # heads
        if "head" not in request.picks and "dest" not in request.picks and view.shape[0] > 1:
            return None  # a row for each head
        if request.picks.get("head") == "mean":
            means = (_heads(view, dest, request)[view.name] for dest in range(count))
            return dict(zip(_of_tokens(count), means, strict=True))
        view = view.at(pick(request.picks, "head", view.shape[0]))
    _refuse_many(count, count, request)
    rows = view.array.across(view.lead)
    return cast("Columns", dict(zip(_of_tokens(count), rows, strict=True)))


def _heads(view: View, dest: int, request: Request) -> Columns:
    heads, count = view.shape[:2]
    wanted = request.picks.get("head")
    if wanted is not None and wanted != "mean":
        return {view.name: view.at(pick(request.picks, "head", heads), dest).numbers()}
    _refuse_many(heads, count, request)
    rows = view.array.across(view.lead, dest)
    if wanted is None:
        return {f"head {head}": cast("Sequence[Score]", row) for head, row in enumerate(rows)}
    try:
        mean = np.array(rows, dtype=np.float64).mean(axis=0)
    except (ValueError, TypeError, OverflowError):
        problem = say(
            "the rows of {name} are not numbers, or not equally many", name=quoted(view.name)
        )
        raise ScoreError(problem, hint="pick one head") from None
    return {view.name: mean.tolist()}


def _table(view: View, count: int, request: Request, labels: Sequence[str]) -> Columns:
    """Take the columns of [tokens, columns], or the rows of [rows, tokens]."""
    down = view.shape[0] == count
    width = view.shape[1] if down else view.shape[0]
    _refuse_many(width, count, request)
    names = labels if len(labels) == width else [str(place + 1) for place in range(width)]
    if len(set(names)) < width:
        raise ParseError(
            say("two columns are called the same: {names}", names=choices(names)), hint="rename one"
        )
    array, lead = view.array, view.lead
    rows = array.columns(lead, None, range(width)) if down else array.across(lead)
    return cast("Columns", dict(zip(names, rows, strict=True)))


def _neurons(view: View, request: Request) -> tuple[Columns, set[str]]:
    """Take the neurons of a layer, from [tokens, layers, neurons]."""
    count, layers, width = view.shape
    layer = pick(request.picks, "layer", layers)
    neurons = range(width)
    if "neuron" in request.picks:
        one = pick(request.picks, "neuron", width)
        neurons = range(one, one + 1)
    _refuse_many(len(neurons), count, request)
    columns = view.array.columns(view.lead, layer, neurons)
    names = [f"neuron {one}" for one in neurons]
    return cast("Columns", dict(zip(names, columns, strict=True))), {"layer", "neuron"}


def _refuse_many(width: int, count: int, request: Request) -> None:
    if not 1 <= width <= request.limits.max_columns or width * count > _MOST_SCORES:
        hint = "pick one with # after the file's name, such as #head=0" if width else "look at it"
        raise ScoreError(
            say("there are {columns} of scores", columns=counted(width, "column")), hint=hint
        )
