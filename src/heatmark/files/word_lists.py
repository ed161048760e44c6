"""Words with a score each, as notebooks and pipelines write them: pairs, mappings, lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from heatmark.block.draft import Draft
from heatmark.core.errors import Notice, ParseError
from heatmark.core.wording import quoted, say
from heatmark.files.choose import NOT_METRICS, PREFERRED, with_columns
from heatmark.files.items import read_items
from heatmark.files.request import refuse_unknown_picks
from heatmark.files.tree import Kind
from heatmark.language.columns import is_token_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.files.choose import Column
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, Node, Place


_LOOKED_AT = 100  # words by which a list of them is known
_NUMBERS = NOT_METRICS | frozenset(PREFERRED)  # names of numbers of a whole text, and no words


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# `[["từ", 0.1], …]`, as `list(zip(words, scores))` is written.


def _is_pairs(node: object, _: tuple[Name, ...]) -> str:
    if not isinstance(node, list) or not node:
        return ""
    return "pairs" if all(map(_is_pair, node[:_LOOKED_AT])) else ""


def _is_pair(item: object) -> bool:
    if not isinstance(item, list) or len(item) != 2:
        return False
    return isinstance(item[0], str) and (item[1] is None or _is_number(item[1]))


def _read_pairs(place: Place, request: Request) -> Draft:
    pairs = cast("list[object]", place.node)
    for index, pair in enumerate(pairs, start=1):
        if not _is_pair(pair):
            problem = say("pair {place} is not a word and a number: {pair}", place=index, pair=quoted(pair))  # fmt: skip  # noqa: E501
            raise ParseError(problem, hint='each is written ["từ", 0.5], or ["từ", null]')
    return _of_words(cast("list[list[object]]", pairs), request)


def _of_words(pairs: Sequence[Sequence[object]], request: Request) -> Draft:
    refuse_unknown_picks(request.picks, ())
    words = tuple(cast("str", word) for word, _ in pairs)
    columns = [("score", [score for _, score in pairs])]
    return with_columns(Draft(tokens=words, kind="words"), cast("list[Column]", columns), request)


# `{"từ": 0.1, …}`, which is a whole file: in others a mapping of numbers says something else.


def _is_mapping(node: object, path: tuple[Name, ...]) -> str:
    if path or not isinstance(node, Mapping) or len(node) < 2 or set(node) <= _NUMBERS:
        return ""
    values = [value for value in node.values() if value is not None]
    return "words" if values and all(map(_is_number, values)) else ""


def _read_mapping(place: Place, request: Request) -> Draft:
    return _of_words([*cast("Node", place.node).items()], request)


# What Hugging Face's pipelines find in a text; other records of words are frames.


def _is_records(node: object, _: tuple[Name, ...]) -> str:
    """Know a list of flat mappings with a word each, and a number that may be its score."""
    if not isinstance(node, list) or not node or not all(map(_is_flat, node[:_LOOKED_AT])):
        return ""
    first = cast("Node", node[0])
    if _word_key(first) is None or not any(_scores(one) for one in node[:_LOOKED_AT]):
        return ""
    return "ner" if {"entity", "entity_group"} & set(first) else ""


def _is_flat(item: object) -> bool:
    flat = isinstance(item, Mapping) and not isinstance(item.get("token"), str | int)
    return flat and not any(isinstance(one, Mapping | list) for one in cast("Node", item).values())


def _word_key(item: Node) -> str | None:
    """Find the key of the word: `word`, `text`, `từ`, or another name that columns have."""
    names = (name for name, value in item.items() if isinstance(value, str))
    return next(filter(is_token_name, names), None)


def _scores(item: Node) -> list[str]:
    return [name for name, value in item.items() if _is_number(value) and name not in NOT_METRICS]


def _read_records(place: Place, request: Request) -> Draft:
    listed = cast("list[object]", place.node)
    key = _word_key(cast("Node", listed[0])) or ""
    items = [_record(item, key, index) for index, item in enumerate(listed, start=1)]
    found = read_items(items, {}, request)
    gaps = (_left_out(),) if place.format == "ner" and _has_gaps(items) else ()
    return replace(found, kind="words", notices=(*found.notices, *gaps))


def _record(item: object, key: str, index: int) -> dict[str, object]:
    if not isinstance(item, Mapping) or not isinstance(item.get(key), str):
        problem = say("word {place} has no {key}: {item}", place=index, key=quoted(key), item=quoted(item))  # fmt: skip  # noqa: E501
        raise ParseError(problem, hint="write all of them alike")
    return {**item, "token": item[key]}


def _has_gaps(items: Sequence[Node]) -> bool:
    """Tell whether words of the text are missing between those that were found."""
    for one, other in pairwise(items):
        places = [one.get("index"), other.get("index"), one.get("end"), other.get("start")]
        before, after, end, start = (at if isinstance(at, int) else None for at in places)
        if before is not None and after is not None and after > before + 1:
            return True
        if before is None and end is not None and start is not None and start > end + 1:
            return True
    return False


def _left_out() -> Notice:
    message = "only the words that were found are in it: those between them are left out"
    hint = "ask the pipeline with ignore_labels=[] for all; silence: left-out, if that is meant"
    return Notice(name="left-out", message=message, hint=hint, about="src")


# What fill-mask finds: words for one place of a text, of which each is another reading of it.


def _is_fill_mask(node: object, _: tuple[Name, ...]) -> str:
    first = node[0] if isinstance(node, list) and node else None
    known = isinstance(first, Mapping) and isinstance(first.get("token_str"), str)
    return "fill-mask" if known and _is_number(cast("Node", first).get("score")) else ""


def _read_fill_mask(place: Place, request: Request) -> Draft:
    """Read the text with the likeliest word in it, and the others as its alternatives."""
    refuse_unknown_picks(request.picks, ())
    found = [cast("Node", item) for item in cast("list[object]", place.node)]
    best = max(found, key=lambda one: cast("float", one.get("score", 0)))
    word = str(best["token_str"])
    before, after = _around(best, found)
    tops = [(str(one.get("token_str")), float(cast("float", one.get("score")))) for one in found]
    parts = [(before, None), (word.strip(), best["score"]), (after, None)]
    kept = [(text, score) for text, score in parts if text]
    draft = Draft(
        tokens=tuple(text for text, _ in kept),
        alternatives=tuple(tuple(tops) if score is not None else () for _, score in kept),
        options={"measure": "P"},
        kind="exact",
    )
    return with_columns(draft, cast("list[Column]", [("P", [score for _, score in kept])]), request)


def _around(best: Node, found: Sequence[Node]) -> tuple[str, str]:
    """Find what stands before and behind the word: the same in the texts of all words."""
    texts = {str(one.get("token_str")).strip(): one.get("sequence") for one in found}
    text, word = best.get("sequence"), str(best["token_str"]).strip()
    if not isinstance(text, str):
        return "", ""
    places = [at for at in range(len(text)) if text.startswith(word, at)]
    for at in places:
        before, after = text[:at], text[at + len(word) :]
        if all(other == f"{before}{name}{after}" for name, other in texts.items()):
            return before, after
    problem = say("it is not clear where {word} stands in {text}", word=quoted(word), text=quoted(text))  # fmt: skip  # noqa: E501
    raise ParseError(problem, hint="save what the pipeline gives for one mask")


KINDS = (
    Kind(_is_fill_mask, _read_fill_mask),
    Kind(_is_pairs, _read_pairs),
    Kind(_is_records, _read_records),
    Kind(_is_mapping, _read_mapping),
)
