"""Answers of services that are not OpenAI's: each is made the list of tokens that `items` reads."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from heatmark.core.errors import Notice, ParseError
from heatmark.core.wording import quoted, say
from heatmark.files.items import read_items
from heatmark.files.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.block.draft import Draft
    from heatmark.files.explainers import Node
    from heatmark.files.request import Request
    from heatmark.files.tree import Name, TokenPlace

    Scored = dict[str, object]


_UNLIKELY = 0.001  # how seldom the order of alternatives may look sorted by chance


def _last(path: tuple[Name, ...]) -> str:
    return path[-1][0] if path else ""


def _read_scored(items: Sequence[Scored], request: Request) -> Draft:
    if all(item.get("logprob") is None for item in items):
        hint = "ask the service for them; a prompt of one token has none"
        raise ParseError("none of its tokens has a log-probability", hint=hint)
    return read_items(items, {}, request)


# SGLang: `[log P, id, text]`.


def _is_triples(node: object, path: tuple[Name, ...]) -> str:
    """Know a list of triples by the key that it stands under."""
    first = node[0] if isinstance(node, list) and node else None
    known = _last(path).endswith("token_logprobs") and isinstance(first, list) and len(first) == 3
    return "sglang" if known else ""


def _read_triples(place: TokenPlace, request: Request) -> Draft:
    side = _last(place.path).removesuffix("_token_logprobs")
    tops = place.owner.get(f"{side}_top_logprobs")
    items = [_of_triple(triple) for triple in cast("list[object]", place.node)]
    if any(item["token"] is None for item in items):
        hint = 'ask with "return_text_in_logprobs": true'
        raise ParseError("its tokens are numbers without their texts", hint=hint)
    if isinstance(tops, list) and len(tops) == len(items):
        for item, top in zip(items, tops, strict=True):
            found = map(_of_triple, top if isinstance(top, list) else [])
            item["top_logprobs"] = [one for one in found if one["token"] is not None]
    return _read_scored(items, request)


def _of_triple(triple: object) -> Scored:
    if not isinstance(triple, list) or len(triple) != 3:
        raise ParseError("a token is not [log P, id, text]", hint="it is not as SGLang writes it")
    return {"logprob": triple[0], "token": triple[2] if isinstance(triple[2], str) else None}


# Gemini and Vertex AI: what was chosen, and beside it what could have been.

_GEMINI = {"chosenCandidates": "topCandidates", "chosen_candidates": "top_candidates"}


def _is_gemini(node: object, _: tuple[Name, ...]) -> str:
    known = isinstance(node, Mapping) and any(isinstance(node.get(name), list) for name in _GEMINI)
    return "gemini" if known else ""


def _read_gemini(place: TokenPlace, request: Request) -> Draft:
    node = cast("Node", place.node)
    chosen, top = next(pair for pair in _GEMINI.items() if isinstance(node.get(pair[0]), list))
    items = [_of_candidate(one) for one in cast("list[object]", node[chosen])]
    tops = node.get(top)
    if isinstance(tops, list) and len(tops) == len(items):
        for item, one in zip(items, tops, strict=True):
            listed = one.get("candidates") if isinstance(one, Mapping) else None
            others = listed if isinstance(listed, list) else []
            item["top_logprobs"] = [_of_candidate(other) for other in others]
    return _read_scored(items, request)


def _of_candidate(one: object) -> Scored:
    node: Mapping[str, object] = one if isinstance(one, Mapping) else {}
    score = node.get("logProbability", node.get("log_probability"))
    return {"token": node.get("token"), "logprob": score}


# TGI, watsonx, unitxt, Cohere, `llm`: a mapping with a `text` for each token.


def _is_texts(node: object, _: tuple[Name, ...]) -> str:
    """Know a list of mappings with a `text` each and what a service says of it."""
    if not isinstance(node, list) or not node or not all(map(_has_text, node[:2])):
        return ""
    return "texts" if any(map(_is_scored, node[:2])) else ""


def _has_text(item: object) -> bool:
    known = isinstance(item, Mapping) and "text" in item and isinstance(item["text"], str | None)
    return known and not isinstance(cast("Node", item).get("token"), str)


def _is_scored(item: Node) -> bool:
    several = item.get("logprobs")
    numbers = (
        isinstance(several, list)
        and several != []
        and all(type(one) in {int, float} for one in several)
    )
    return "logprob" in item or "top_tokens" in item or "top_logprobs" in item or numbers


def _read_texts(place: TokenPlace, request: Request) -> Draft:
    listed = cast("list[Node]", place.node)
    items = [item for one in listed for item in _of_text(one)]
    tops = place.owner.get("top_tokens") if _last(place.path) == "tokens" else None  # TGI
    if isinstance(tops, list) and len(tops) == len(items):
        for item, top in zip(items, tops, strict=True):
            item["top_logprobs"] = _tops(top)
    found = _read_scored(items, request)
    if _last(place.path) in {"prefill", "input_tokens"}:
        found = found._replace(kind="list")  # decoded one by one, at times without their spaces
    several = any(isinstance(one, Mapping) and len(_added(one)) > 1 for one in listed)
    return found._replace(notices=(*found.notices, _summed())) if several else found


def _added(node: Node) -> list[float]:
    """Give the log-probabilities of a piece of several tokens, if that is what it has."""
    several = node.get("logprobs")
    if not isinstance(several, list):
        return []
    if any(type(one) not in {int, float} for one in several):
        raise _no_sum(several)
    return several


def _no_sum(several: object) -> ParseError:
    problem = say("the log-probabilities of a piece are no numbers: {raw}", raw=quoted(several))
    return ParseError(problem, hint="save the answer as the service gives it")


def _summed() -> Notice:
    message = "some pieces are several tokens: their log-probabilities were added"
    hint = "silence: summed-tokens, if that is meant"
    return Notice(name="summed-tokens", message=message, hint=hint, about="src")


def _of_text(one: object) -> list[Scored]:
    node: Node = one if isinstance(one, Mapping) else {}
    text, tops = node.get("text"), node.get("top_logprobs")
    if "logprob" not in node and "top_tokens" not in node and "top_logprobs" in node:
        return _of_chunk(str(text or ""), tops)
    kept = {name: value for name, value in node.items() if name not in _TAKEN}
    several = _added(node)
    score = _sum(several) if several else node.get("logprob")
    return [
        {"token": text, **kept, "logprob": score, "top_logprobs": _tops(node.get("top_tokens"))}
    ]


def _sum(numbers: Sequence[float]) -> float:
    try:
        return math.fsum(numbers)
    except (OverflowError, ValueError):  # beyond all floats, or ∞ - ∞
        raise _no_sum(numbers) from None


_TAKEN = {"text", "token", "logprob", "logprobs", "top_tokens", "top_logprobs"}


def _tops(listed: object) -> list[Scored]:
    nodes = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return [{"token": one.get("text"), "logprob": one.get("logprob")} for one in nodes]


def _of_chunk(text: str, tops: object) -> list[Scored]:
    """Take what `llm` logs: a text, and for each of its tokens others with their scores.

    The score of a token is that beside it among the others; there is none if it is not.
    """
    rows = [top for top in tops if isinstance(top, Mapping)] if isinstance(tops, list) else []
    if not text:
        return []
    pieces = [text] if len(rows) <= 1 else _pieces(text, rows)
    rows = rows or [{}]
    return [
        {
            "token": piece,
            "logprob": row.get(piece),
            "top_logprobs": [{"token": name, "logprob": score} for name, score in row.items()],
        }
        for piece, row in zip(pieces, rows, strict=True)
    ]


def _pieces(text: str, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """Find the only way to make a text of one of the tokens of each row."""
    ways: dict[int, list[list[str]]] = {0: [[]]}  # by how much of the text they make
    for row in rows:
        longer: dict[int, list[list[str]]] = {}
        for at, known in ways.items():
            for name in row:
                if text.startswith(name, at):
                    longer.setdefault(at + len(name), []).extend([*way, name] for way in known)
        ways = {at: known[:2] for at, known in longer.items()}  # equivalent: two are too many
    fitting = ways.get(len(text), [])
    if len(fitting) != 1:
        problem = say("it does not say which {count} tokens make up a text", count=len(rows))
        raise ParseError(problem, hint="save the answer of the service itself")
    return fitting[0]


# vLLM: for each token of a prompt a mapping by the ids of the token and of others.


def _is_by_id(node: object, _: tuple[Name, ...]) -> str:
    """Know a list of mappings from ids to log-probabilities, of which the first may be null."""
    if not isinstance(node, list):
        return ""
    rows = [row for row in node[:2] if row is not None]
    return "vllm" if rows and all(map(_is_row, rows)) else ""


def _is_row(row: object) -> bool:
    entries = list(row.values()) if isinstance(row, Mapping) else []
    return bool(entries) and all(
        isinstance(one, Mapping) and "logprob" in one and "decoded_token" in one for one in entries
    )


def _read_by_id(place: TokenPlace, request: Request) -> Draft:
    rows = _by_id(cast("list[object]", place.node))
    ids = place.owner.get("prompt_token_ids" if _last(place.path)[:6] == "prompt" else "token_ids")
    known = ids if isinstance(ids, list) and len(ids) == len(rows) else None
    if known is None:
        _refuse_sorted([row for row in rows if row])
    items = [
        _of_row(row, None if known is None else known[at]) for at, row in enumerate(rows) if row
    ]
    notices: tuple[Notice, ...] = ()
    if not rows[0]:
        first = _first_token(place.owner, items)
        items = [{"token": first}, *items] if first else items
        notices = () if first is not None else (_nameless(),)
    found = _read_scored(items, request)
    return found._replace(notices=(*found.notices, *notices))


def _by_id(rows: Sequence[object]) -> list[Node | None]:
    """Make sure of what the first rows promise."""
    for index, row in enumerate(rows, start=1):
        if row and not _is_row(row):
            problem = say("token {index} has no log-probability by an id", index=index)
            raise ParseError(problem, hint="save the answer as the service gives it")
    return cast("list[Node | None]", rows)


def _of_row(row: Node, known: object) -> Scored:
    """Take the token that came: the one of this id, else the first, which vLLM puts there."""
    entries = cast("Mapping[str, Node]", row)
    own = entries.get(str(known)) or next(iter(entries.values()))
    token = own.get("decoded_token")
    if not isinstance(token, str) or token.startswith("token_id:"):
        hint = "ask without skip_tokenizer_init and return_tokens_as_token_ids"
        raise ParseError("its tokens are numbers without their texts", hint=hint)
    top = [
        {"token": one["decoded_token"], "logprob": one["logprob"]}
        for one in entries.values()
        if isinstance(one.get("decoded_token"), str) and _rank(one) <= len(entries)
    ]
    rank = {"rank": own["rank"]} if isinstance(own.get("rank"), int) else {}
    return {"token": token, "logprob": own["logprob"], **rank, "top_logprobs": top}


def _rank(one: Node) -> float:
    """Say at which place a token is: with those that were asked for, the one that came is told."""
    rank = one.get("rank")
    return rank if isinstance(rank, int) else 0  # equivalent: 1 is within any top as well


def _refuse_sorted(rows: Sequence[Node]) -> None:
    """Refuse rows whose order is lost, in which no one can tell any more which token came."""
    beyond = any(
        _rank(cast("Node", one)) > len(row) for row in rows for one in list(row.values())[1:]
    )
    chance = math.prod(1 / math.factorial(len(row)) for row in rows)
    ordered = [all(is_sorted([*row]) for row in rows) for is_sorted in (_by_letter, _by_number)]
    likely = chance >= _UNLIKELY  # equivalent: it is never 1 in 1,000
    if beyond or (any(ordered) and not likely):
        problem = "the ids were sorted, so that it is not known which token of each place came"
        hint = "save the answer as it comes, or ask with prompt_logprobs=0"
        raise ParseError(problem, hint=hint)


def _by_letter(keys: Sequence[str]) -> bool:
    return [*keys] == sorted(keys)


def _by_number(keys: Sequence[str]) -> bool:
    return all(map(str.isdecimal, keys)) and [*map(int, keys)] == sorted(map(int, keys))


def _first_token(owner: Node, items: Sequence[Scored]) -> str | None:
    """Find the first token of a prompt, which has no score and is not named, in its text."""
    rest = "".join(str(item["token"]) for item in items)
    text = owner.get("prompt")
    if not isinstance(text, str) or not text.endswith(rest):
        return None
    return text.removesuffix(rest)


def _nameless() -> Notice:
    message = "the first token of the prompt is left out: the file does not say what it is"
    hint = "silence: left-out, if it only marks the beginning, as in <s>"
    return Notice(name="left-out", message=message, hint=hint, about="src")


ANSWERS = (
    Kind(_is_triples, _read_triples),
    Kind(_is_gemini, _read_gemini),
    Kind(_is_texts, _read_texts),
    Kind(_is_by_id, _read_by_id),
)
