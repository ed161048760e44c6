"""Arrays over a list of tokens: values, activations, attention; from JSON or from NPZ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from heatmark.block.draft import Draft
from heatmark.core.checks import hint_for_no_string
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.number_order import lists_out_of_order
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, quoted, say
from heatmark.files.array_parts import Array, Chosen
from heatmark.files.called import BASES
from heatmark.files.choose import NOT_METRICS, with_columns
from heatmark.files.columns import choose_columns
from heatmark.files.ids import KEYS, ids_in
from heatmark.files.inner_texts import without_other_texts
from heatmark.files.items import all_lists, as_bytes, best_first, numbers_in
from heatmark.files.logits import from_logits
from heatmark.files.masks import masks_asked, masks_beside
from heatmark.files.not_scores import from_tokenizers, refuse_only, without_others
from heatmark.files.own import with_options
from heatmark.files.place_names import CLASS, axis_of, axis_places
from heatmark.files.request import first_tokens
from heatmark.files.runs import runs_in, with_runs
from heatmark.files.second_texts import over_rows, second_text
from heatmark.files.spoiled import lists_left_out
from heatmark.files.tree import TOKEN_KEYS, Kind, token_key
from heatmark.files.undrawn import labels_left_out
from heatmark.files.unread import are_edges, refuse_partly_read, refuse_unread

if TYPE_CHECKING:
    from collections.abc import Collection

    from heatmark.core.errors import Notice
    from heatmark.files.explainers import Node
    from heatmark.files.items import Candidates
    from heatmark.files.logits import LogitScores
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace


_LEGACY = lazy_re(r"bytes:.*\\x[0-9a-f]{2}", re.DOTALL)
_IDS = ("target_ids", "ids", "input_ids", "token_ids")
_ENCODING = {"special_tokens_mask", "word_ids", "offsets", "type_ids"}


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

    def take(self, *indices: int) -> list[object]:
        """Give the list at these places."""
        node: object = self.value
        for index in indices:
            node = node[index] if isinstance(node, list) and index < len(node) else None
        if not isinstance(node, list):
            problem = say(
                "{name} is ragged: there is no list at {list}",
                name=quoted(self.name),
                list=list(indices),
            )
            raise ScoreError(problem, hint="write lists of equal lengths")
        return node

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""
        return [self.take(*lead, index, *inner) for index in range(self.shape[len(lead)])]

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""
        width = self.shape[-1]
        inner = () if layer is None else (layer,)
        rows = self.across(lead, *inner)
        for index, row in enumerate(rows, start=1):
            if len(row) != width:
                problem = say(
                    "token {place} has {scores}, the first has {width}",
                    place=index,
                    scores=counted(len(row), "score"),
                    width=width,
                )
                raise ScoreError(problem, hint="write lists of equal lengths")
        return [[row[item] for row in rows] for item in chosen]


def _name_of(node: object, _: tuple[Name, ...]) -> str:
    """Know a mapping with a list of tokens, and whose it is."""
    if not isinstance(node, Mapping) or not token_key(node):
        return ""
    if "token_logprobs" in node:
        return "openai-legacy"
    return "encoding" if _ENCODING & set(node) else "arrays"


def _read(index: TokenPlace, request: Request) -> Draft:
    """Read a mapping with a list of tokens and numbers beside it, at any depth."""
    node = cast("Node", index.node)
    tokens, scheme = _tokens(node)
    node = without_other_texts(node, cast("list[object]", node[token_key(node) or "tokens"]))
    beside = {name: value for name, value in numbers_in(node) if not are_edges(value, name)}
    scores = beside if request.field else without_others(beside, len(tokens))
    arrays: dict[str, Array] = {name: Nested(name, value) for name, value in scores.items()}
    arrays, request, scored = _with_logits(node, arrays, request)
    text = node.get("text")
    if index.format == "encoding":
        arrays = {**{n: Nested(n, v) for n, v in numbers_in(index.owner)}, **arrays}
        text = node.get("text", index.owner.get("text"))
    runs = runs_in(arrays, len(tokens), request)
    row_tokens = _strings(node.get("row_tokens"))
    labels = row_tokens or _names(node)
    classes = [] if labels else _strings(node.get("labels"))
    axes = [size for one in arrays.values() if len(one.shape) > 1 for size in one.shape]
    places = axis_places(node, node.get, axes, len(tokens), labels or classes)
    if classes:
        places.setdefault(CLASS, classes)
    if not request.field:
        arrays = {name: one for name, one in arrays.items() if axis_of(name) not in places}
    request = replace(request, tokens=first_tokens(tokens), places=places)
    if row_tokens:
        request = replace(request, targets=len(row_tokens), whole=True)
    masks_asked(dict(all_lists(node)), request.field)
    chosen = Chosen([]) if runs else choose_columns(arrays, len(tokens), request, labels)
    if not request.field:
        refuse_partly_read(node, {*arrays, *beside})
    drawn = bool(runs or chosen.columns)
    are_rows = over_rows(chosen, row_tokens)
    told = masks_beside(dict(all_lists(node)), len(tokens), request.field, drawn=drawn)
    if not drawn:
        told += labels_left_out(node, len(tokens))
        refuse_unread(node, tokens)
        refuse_only([name for name in beside if name not in scores and not from_tokenizers(name)])
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        text=text if isinstance(text, str) else None,
        special=_special(node.get("special_tokens_mask"), len(tokens)),
        alternatives=_alternatives(node, len(tokens)),
        ranks=None if scored is None else scored.ranks,
        entropy=None if scored is None else scored.entropies,
        options=chosen.options,
        square=chosen.square and not are_rows,
        row_tokens=row_tokens if are_rows else None,
        kind=_kind_of(node),
        ids=ids_in({key: node[key] for key in KEYS if key in node}, len(tokens)),
        notices=(
            *chosen.notices,
            *told,
            *(() if request.targets else second_text(all_lists(node), tokens, chosen)),
            *(() if request.field else _left_out(node, len(tokens), arrays)),
            *lists_out_of_order(node, len(tokens), [name for name, _ in chosen.columns]),
            *(() if scored is None else scored.notices),
        ),
    )
    if runs:
        return with_options(with_runs(found, runs, request), node)
    ours = {} if scored is None else dict.fromkeys(("unit", *BASES))  # computed here, in nat
    return with_columns(with_options(found, {**node, **ours}), chosen.columns, request)


KIND = Kind(_name_of, _read)


def _left_out(node: Node, count: int, numbers: Collection[str]) -> tuple[Notice, ...]:
    """Tell of lists of texts that look like numbers, such as `0.5 ± 0.1`, but for what are some."""
    others = {*TOKEN_KEYS, *NOT_METRICS, "names", "labels"}
    beside = ((name, value) for name, value in all_lists(node) if name not in numbers)
    lists = ((name, value) for name, value in beside if name.rpartition(".")[2] not in others)
    return lists_left_out(lists, count)


def _with_logits(
    node: Node, arrays: dict[str, Array], request: Request
) -> tuple[dict[str, Array], Request, LogitScores | None]:
    """Put the log-probabilities of the tokens in place of logits, where these are asked for."""
    logits = arrays.get("logits")
    if not isinstance(logits, Nested) or len(logits.shape) < 2 or request.picks:
        return arrays, request, None
    if request.field not in {"", "logits"}:
        return arrays, request, None
    ids = next((node[key] for key in _IDS if isinstance(node.get(key), list)), None)
    if ids is None:
        hint = "save ids, [N] whole numbers, beside logits, [N, V]"
        raise ScoreError("there are logits, but no ids of the tokens", hint=hint)
    scored = from_logits(logits.value, ids)
    scores = cast("list[object]", scored.scores.tolist())
    found: dict[str, Array] = {**arrays, "logprob": Nested("logprob", scores)}
    return found, replace(request, field="logprob"), scored


def _tokens(node: Node) -> tuple[list[str], str | None]:
    key = token_key(node) or "tokens"
    tokens = cast("list[object]", node[key])
    if set(map(type, tokens)) != {str}:
        index, token = next(
            (index, token) for index, token in enumerate(tokens, 1) if not isinstance(token, str)
        )
        raise ParseError(
            say("token {place} is not a string: {token}", place=index, token=quoted(token)),
            hint=hint_for_no_string(tokens),
        )
    strings = cast("list[str]", tokens)
    raw = node.get("bytes")
    if isinstance(raw, list) and len(raw) == len(strings) and any(map(_is_list, raw)):
        pairs = enumerate(zip(strings, raw, strict=True), start=1)
        return [repr(as_bytes(token, item, index)) for index, (token, item) in pairs], "pybytes"
    if any(_LEGACY.match(token) for token in strings):
        return strings, "legacy"
    return strings, None


def _kind_of(node: Node) -> str:
    """Tell words from tokens by their key, and from what a service has answered."""
    if "token_logprobs" in node:
        return "exact"
    return "words" if token_key(node) == "words" else "list"


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _names(node: Node) -> list[str]:
    names = node.get("names")
    if isinstance(names, list) and {*map(type, names)} == {int}:
        return [*map(str, names)]
    return _strings(names)


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


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
    return frozenset(index for index, value in enumerate(mask) if value)


def _alternatives(node: Node, count: int) -> tuple[Candidates, ...] | None:
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
    return tuple(best_first(list(top.items())) if isinstance(top, Mapping) else () for top in tops)
