"""Words with a score each: mappings of notebooks, and what pipelines find in a text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from heatmark.block.draft import Draft
from heatmark.core.errors import Notice, ParseError
from heatmark.core.wording import quoted, say
from heatmark.files.choose import NOT_METRICS, PREFERRED, with_columns
from heatmark.files.items import read_items
from heatmark.files.request import refuse_unknown_picks
from heatmark.files.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.choose import Column
    from heatmark.files.explainers import Node
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace


_NUMBERS = NOT_METRICS | frozenset(PREFERRED)  # names of numbers of a whole text, and no words


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# `{"từ": 0.1, …}`, which is a whole file: in others a mapping of numbers says something else.


def _is_mapping(node: object, path: tuple[Name, ...]) -> str:
    if path or not isinstance(node, Mapping) or len(node) < 2 or not set(node) - _NUMBERS:
        return ""
    values = [value for value in node.values() if value is not None]
    return "words" if values and all(map(_is_number, values)) else ""


def _read_mapping(place: TokenPlace, request: Request) -> Draft:
    refuse_unknown_picks(request.picks, ())
    node = cast("Mapping[str, Score]", place.node)
    return with_columns(
        Draft(tokens=(*node,), kind="words"), [("score", [*node.values()])], request
    )


# `[{"entity": "B-LOC", "word": "Huế", "score": 0.9}, …]`: what a pipeline has found in a text.


def _is_entities(node: object, _: tuple[Name, ...]) -> str:
    first = node[0] if isinstance(node, list) and node else None
    known = isinstance(first, Mapping) and bool({"entity", "entity_group"} & set(first))
    return "ner" if known and isinstance(cast("Node", first).get("word"), str) else ""


def _read_entities(place: TokenPlace, request: Request) -> Draft:
    items = [_entity(item, at) for at, item in enumerate(cast("list[object]", place.node), start=1)]
    found = read_items(items, {}, request)
    gaps = (_left_out(),) if _has_gaps(items) else ()
    return found._replace(kind="words", notices=(*found.notices, *gaps))


def _entity(item: object, index: int) -> dict[str, object]:
    if not isinstance(item, Mapping) or not isinstance(item.get("word"), str):
        problem = say("word {place} is missing: {item}", place=index, item=quoted(item))
        raise ParseError(problem, hint="save what the pipeline gives, as it is")
    return {**item, "token": item["word"]}


def _has_gaps(items: Sequence[Node]) -> bool:
    """Tell whether words of the text are missing between those that were found."""
    for one, other in pairwise(items):
        places = [one.get("index"), other.get("index"), one.get("end"), other.get("start")]
        before, after, end, start = (at if isinstance(at, int) else None for at in places)
        if before is not None and after is not None:
            if after > before + 1:
                return True
        elif end is not None and start is not None and start > end + 1:
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


def _read_fill_mask(place: TokenPlace, request: Request) -> Draft:
    """Read the text with the likeliest word in it, and the others as its alternatives."""
    refuse_unknown_picks(request.picks, ())
    found = [_filled(item, at) for at, item in enumerate(cast("list[object]", place.node), start=1)]
    best = max(found, key=lambda one: cast("float", one["score"]))
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


def _filled(item: object, index: int) -> Node:
    """Make sure that a word has a text and a score."""
    node: Node = item if isinstance(item, Mapping) else {}
    if isinstance(node.get("token_str"), str) and _is_number(node.get("score")):
        return node
    problem = say("word {index} has no text with a number as its score", index=index)
    raise ParseError(problem, hint='each is written {"token_str": "…", "score": 0.5}')


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


FOUND = (Kind(_is_fill_mask, _read_fill_mask), Kind(_is_entities, _read_entities))
"""What pipelines find in a text."""
KIND = Kind(_is_mapping, _read_mapping)
"""A mapping of words."""
