"""One mapping a token: the chat API, llama.cpp, and dumps of the same shape."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from heatmark.block.draft import Draft
from heatmark.core.errors import ParseError
from heatmark.core.number_order import rows_out_of_order
from heatmark.core.numerals import MISSING, is_number
from heatmark.core.patterns import lazy_re
from heatmark.core.quantities import NOT_IN_TOP
from heatmark.core.wording import quoted, say
from heatmark.files.called import is_log_probability, measure_of_column, measure_of_only
from heatmark.files.choose import (
    NOT_METRICS,
    PREFERRED,
    choose,
    refuse_half_strings,
    with_columns,
)
from heatmark.files.ids import OF_ITEMS, ids_in
from heatmark.files.masks import masks_asked, masks_beside
from heatmark.files.own import with_options
from heatmark.files.ranks import ranks_left_out, read_ranks
from heatmark.files.request import refuse_unknown_picks
from heatmark.files.spoiled import is_spoiled_list, lists_left_out
from heatmark.files.tree import TOKEN_KEYS, Kind
from heatmark.files.undrawn import labels_left_out
from heatmark.files.unread import refuse_by_token, refuse_unread, surer
from heatmark.tokens import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import Score
    from heatmark.files.choose import Column
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace

    Candidates = tuple[tuple[str, float], ...]
    Item = Mapping[str, object]


_ESCAPED = lazy_re(r"(?:\\x[0-9a-fA-F]{2})+")
_MARKED = lazy_re(r"[0-9][.,][0-9]|[%‰]$")  # what numbers have, and places hardly ever
_TOPS = ("top_logprobs", "top_probs", "top", "alternatives")
_MAX_DEPTH = 3  # how deep beside the tokens numbers are looked for
_CHAT = {"token", "bytes", "logprob", "id"}


def _name_of(node: object, path: tuple[Name, ...]) -> str:
    """Know a list of mappings with a `token` each, and whose it is."""
    first = node[0] if isinstance(node, list) and node else None
    if not isinstance(first, Mapping):
        return ""
    old = isinstance(first.get("content"), str) and isinstance(first.get("probs"), list)
    if path and path[-1] == ("completion_probabilities",) and (old or "token" in first):
        return "llama.cpp"
    if not isinstance(first.get("token"), str):
        return ""
    chat = "logprob" in first and ("top_logprobs" in first or set(first) <= _CHAT)
    return "openai-chat" if chat else "dump"


def _read(index: TokenPlace, request: Request) -> Draft:
    found = read_items(cast("Sequence[object]", index.node), index.owner, request)
    return with_options(found, index.owner)


KIND = Kind(_name_of, _read)


def read_items(items: Sequence[object], owner: Item, request: Request) -> Draft:
    """Read tokens with their scores, bytes and alternatives.

    Args:
        items: One mapping a token.
        owner: The mapping around them, which may have more numbers, and the text.
        request: What is asked for.

    Raises:
        ParseError: If an item is no mapping with a token, or its bytes are none.
        ScoreError: If a score is not a finite number.
    """
    refuse_unknown_picks(request.picks, ())
    checked = [_checked(item, index) for index, item in enumerate(items, start=1)]
    tokens, scheme = _tokens(checked)
    names = _metrics(checked)
    beside = {name: numbers for name, numbers in numbers_in(owner) if name not in names}
    sure = [] if request.field else [name for name in surer(beside, names) if "." not in name]
    given = [*names, *beside] if request.field else [*names, *sure]
    lists = {name: [one.get(name) for one in checked] for name in _all_names(checked)}
    masks_asked(lists, request.field)
    chosen = choose(given, request.field)
    masks = masks_beside(lists, len(checked), request.field, drawn=bool(chosen))
    if not chosen:
        masks += labels_left_out(lists, len(checked))
        refuse_unread(lists, tokens)
        refuse_by_token({name: one for name, one in owner.items() if one is not items}, tokens)
    columns = [
        (name, beside[name] if name in beside else [item.get(name) for item in checked])
        for name in chosen
    ]
    text = owner.get("text")
    alternatives = _alternatives(checked, scheme)
    is_log = any(map(is_log_probability, names))
    said = [item.get("rank") if is_log else None for item in checked]
    ranks = read_ranks(said, tokens, alternatives or ())
    told = () if request.field else (*masks, *_left_out(checked, names))
    told += rows_out_of_order(lists, {"token", *chosen}, "src")
    if ranks is None and not request.field:
        told += ranks_left_out(said)
    found = Draft(
        tokens=tuple(tokens),
        scheme=scheme,
        text=text if isinstance(text, str) else None,
        special=frozenset(at for at, item in enumerate(checked) if item.get("special") is True),
        alternatives=None if alternatives is None else tuple(alternatives),
        ranks=ranks,
        entropy=_entropies(checked) if is_log else None,
        options=(measure_of_column if {*chosen} <= {*names} else measure_of_only)(chosen),
        ids=ids_in({key: [item.get(key) for item in checked] for key in OF_ITEMS}, len(checked)),
        kind="exact" if is_log else _kind_of(checked),  # as services answer
        notices=told,
    )
    found = _with_first(found, cast("list[Column]", columns), owner)
    return with_columns(found, cast("list[Column]", columns), request)


def _kind_of(items: Sequence[Item]) -> str:
    """Tell records of a frame, which have the same flat members, from dumps of programs."""
    names = [*items[0]] if items else []
    same = all([*item] == names for item in items)
    flat = all(not isinstance(one, list | Mapping) for item in items for one in item.values())
    return "frame" if same and flat else "list"


def _left_out(items: Sequence[Item], names: Sequence[str]) -> tuple[Notice, ...]:
    """Tell of texts in the items that look like numbers, such as `0.5 ± 0.1`."""
    others = {"token", *names, *NOT_METRICS}
    beside = [name for name in _all_names(items) if name not in others]
    lists = ((name, [item.get(name) for item in items]) for name in beside)
    return lists_left_out(lists, len(items))


def _entropies(items: Sequence[Item]) -> list[Score] | None:
    """Take entropies, in nat as the log-probabilities beside them, if all are such numbers."""
    found = [item.get("entropy") for item in items]
    known = [one for one in found if type(one) in {int, float}]
    if not known or any(one is not None and type(one) not in {int, float} for one in found):
        return None
    is_entropy = all(0 <= cast("float", one) < math.inf for one in known)
    return cast("list[Score]", found) if is_entropy else None


def _checked(item: object, index: int) -> Item:
    if isinstance(item, Mapping):
        if isinstance(item.get("token"), str):
            return item
        if isinstance(item.get("content"), str) and isinstance(item.get("probs"), list):
            return _from_old(item)
    problem = say(
        "token {place} is not a mapping with a token in it: {item}", place=index, item=quoted(item)
    )
    raise ParseError(problem, hint='each is written {"token": "…", "logprob": -1.5}')


def _from_old(item: Item) -> Item:
    """Take what llama.cpp wrote before December 2024."""
    listed = cast("list[object]", item["probs"])
    probs = [
        {"token": one.get("tok_str"), "prob": one.get("prob")}
        for one in listed
        if isinstance(one, Mapping)
    ]
    token = item["content"]
    own = next((one["prob"] for one in probs if one["token"] == token), None)
    return {"token": token, "prob": own, "top_probs": probs}


def _metrics(items: Sequence[Item]) -> list[str]:
    """Name what is a number in each token that has it."""
    kinds: dict[str, set[type]] = {}
    for item in items:
        for name, value in item.items():
            kinds.setdefault(name, set()).add(type(value))
    return [
        name
        for name, types in kinds.items()
        if types & {int, float}
        or (
            name != "token"
            and str in types
            and are_written(name, [item.get(name) for item in items])
        )
    ]


def _all_names(items: Sequence[Item]) -> dict[str, None]:
    return dict.fromkeys(name for item in items for name in item)


def numbers_in(node: Item) -> list[tuple[str, list[object]]]:
    """Find the lists of numbers in a mapping, named by their paths."""
    found = ((name, value, name.rpartition(".")[2]) for name, value in all_lists(node))
    return [(name, one) for name, one, key in found if is_numeric(one) or are_written(key, one)]


def all_lists(
    node: Item, prefix: str = "", depth: int = _MAX_DEPTH
) -> Iterator[tuple[str, list[object]]]:
    """Find the lists in a mapping, and in those in it, named by their paths."""
    for key, value in node.items():
        if isinstance(value, Mapping) and depth > 1:
            yield from all_lists(value, f"{prefix}{key}.", depth - 1)
        elif isinstance(value, list):
            yield f"{prefix}{key}", value


def are_written(name: str, values: Sequence[object]) -> bool:
    """Tell numbers that are written as texts from names: by what they are called, or by a mark.

    Numbers some of which are spoilt are numbers, so that what is wrong with them is said.

    Args:
        name: What they are called.
        values: One for each token, None where it is missing.
    """
    texts = [value for value in values if value is not None]
    if not texts or not isinstance(texts[0], str) or name in {*TOKEN_KEYS, *NOT_METRICS}:
        return False
    if is_spoiled_list(texts):
        return True
    known = [text for text in texts if isinstance(text, str) and text.lower() not in MISSING]
    if not known or not all(map(is_number, known)):
        return False
    return name in PREFERRED or any(_MARKED.search(text) for text in known)


def is_numeric(value: object) -> bool:
    """Tell an array of numbers, by its first number."""
    while isinstance(value, list):
        value = next((item for item in value if item is not None), math.nan) if value else ""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _with_first(found: Draft, columns: Sequence[Column], owner: Item) -> Draft:
    """Put the token in front that scores beside the tokens begin with, if they say which it is."""
    tokens = found.tokens or ()
    lengths = {len(scores) for _, scores in columns}
    inside = owner.get(columns[0][0].rpartition(".")[0]) if columns else None
    first = inside.get("first_is") if isinstance(inside, Mapping) else None
    if lengths != {len(tokens) + 1} or not isinstance(first, str):
        return found
    return found._replace(
        tokens=(spell(first, None, found.scheme, 1), *tokens),  # equivalent: it has no bytes
        text=None,
        special=frozenset({0}),
        alternatives=((), *found.alternatives) if found.alternatives else None,
        ranks=found.ranks and (None, *found.ranks),
        entropy=found.entropy and (None, *found.entropy),
        ids=found.ids and (None, *found.ids),
    )


def _tokens(items: Sequence[Item]) -> tuple[list[str], str | None]:
    """Take the true bytes if any token has them, else the strings."""
    tokens = [cast("str", item["token"]) for item in items]
    raw = [item.get("bytes") for item in items]
    if not any(raw) and not any(map(_ESCAPED.fullmatch, tokens)):
        return tokens, None
    pairs = enumerate(zip(tokens, raw, strict=True), start=1)
    found = [as_bytes(token, one, index) for index, (token, one) in pairs]
    if found == [token.encode("utf-8", "surrogatepass") for token in tokens]:
        scheme = detect(tokens)  # some servers give the bytes of `Ġ` instead of those of a space
        if scheme != "text":
            return tokens, scheme
    return [*map(repr, found)], "pybytes"


def as_bytes(token: str, raw: object, index: int) -> bytes:
    r"""Give the bytes of a token: those of the file, or of its string, which may be all `\xNN`.

    Raises:
        ParseError: If the file's are not numbers from 0 to 255.
    """
    if raw:
        if isinstance(raw, list) and set(map(type, raw)) == {int}:
            try:
                return bytes(raw)
            except (ValueError, OverflowError):
                pass
        problem = say(
            "the bytes of token {place} are not numbers from 0 to 255: {raw}",
            place=index,
            raw=quoted(raw),
        )
        raise ParseError(problem, hint="write null if they are not known")
    if _ESCAPED.fullmatch(token):
        return bytes.fromhex(token.replace("\\x", ""))
    refuse_half_strings([token])
    return token.encode()


def spell(token: str, raw: object, scheme: str | None, index: int) -> str:
    """Write a token, or another of its place, the way the others of its text are written."""
    return repr(as_bytes(token, raw, index)) if scheme == "pybytes" else token


def _alternatives(items: Sequence[Item], scheme: str | None) -> list[Candidates] | None:
    key = next((key for key in _TOPS if any(item.get(key) for item in items)), None)
    if key is None:
        return None
    return [_ranked(item.get(key), scheme, index) for index, item in enumerate(items, start=1)]


def _ranked(listed: object, scheme: str | None, index: int) -> Candidates:
    pairs = []
    for item in listed if isinstance(listed, list) else []:
        token = item.get("token") if isinstance(item, Mapping) else None
        if not isinstance(token, str):
            problem = say(
                "an alternative to token {place} has no token: {one}", place=index, one=quoted(item)
            )
            raise ParseError(problem, hint='each is written {"token": "…", "logprob": -1.5}')
        score = next((item[name] for name in ("logprob", "prob", "score") if name in item), None)
        pairs.append((spell(token, item.get("bytes"), scheme, index), score))
    return best_first(pairs)


def best_first(pairs: Sequence[tuple[str, object]]) -> Candidates:
    """Sort alternatives, without those that have no finite score."""
    scored = []
    for token, score in pairs:
        if isinstance(score, int | float) and not isinstance(score, bool):
            try:
                number = float(score)
            except OverflowError:
                continue
            if math.isfinite(number) and number > NOT_IN_TOP:
                scored.append((token, number))
    return tuple(sorted(scored, key=lambda pair: -pair[1]))
