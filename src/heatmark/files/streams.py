"""Streams of services: chunks of an answer, joined into the answer that they make up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

from heatmark.core.errors import ParseError
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    Chunk = Mapping[str, object]
    Answer = dict[str, object]


END = "[DONE]"
"""What services send behind the last chunk."""
_FIRST = 3  # chunks that are looked at before all are, besides signs of life before them
_ASIDE = {"usage", "error", "error_type", "type", "id", "object", "created", "model", "timings"}
_ASIDE |= {"event", "system", "prompt_filter_results", "service_tier", "ping", "time_info"}


class Stream(NamedTuple):
    """A way in which a service writes an answer bit by bit.

    Attributes:
        knows: Tells a chunk by its keys.
        key: Names the answer that a chunk is of.
        ends: Tells the last chunk of an answer, where no name tells the next one apart.
        join: Makes an answer of its chunks.
        bare: Whether a chunk alone is nothing that is read elsewhere.
    """

    knows: Callable[[Chunk], bool]
    key: Callable[[Chunk], object]
    ends: Callable[[Chunk], bool]
    join: Callable[[Sequence[Chunk]], Answer]
    bare: bool = False


def may_begin(value: object) -> bool:
    """Tell the first chunk of a stream, or what services send before it."""
    return isinstance(value, Mapping) and (_stream_of([value]) is not None or _is_aside(value))


def is_bare(value: object) -> bool:
    """Tell a chunk that is nothing that is read elsewhere: it has to be joined, even if alone."""
    stream = _stream_of([value]) if isinstance(value, Mapping) else None
    return stream is not None and stream.bare


def joined(values: Sequence[object]) -> object | None:
    """Join the chunks of a stream.

    Args:
        values: What a service has sent, in its order; or any other list.

    Returns:
        The answer, or a list of answers where there are several; None if these are no chunks.

    Raises:
        ParseError: If the service broke off.
    """
    chunks = cast("list[Chunk]", [item for item in values if item != END])
    if not all(isinstance(item, Mapping) for item in chunks[:_FIRST]):
        return None
    stream = _stream_of(chunks[:_FIRST]) or _stream_of([*islice(_telling(chunks), _FIRST)])
    if stream is None or not all(isinstance(item, Mapping) for item in chunks):
        return None
    parts = list(filter(stream.knows, chunks))
    if not all(stream.knows(item) or _is_aside(item) for item in chunks):
        return None
    groups = _answers(parts, stream)
    if len(groups) == len(parts) and not stream.bare:
        return None  # each is whole by itself
    refuse_broken(chunks)
    answers = [stream.join(group) for group in groups]
    return answers[0] if len(answers) == 1 else answers


def _telling(chunks: Iterable[object]) -> Iterator[Chunk]:
    """Give the chunks that may say of which stream they are."""
    for chunk in chunks:
        if isinstance(chunk, Mapping) and not _is_aside(chunk):
            yield chunk


def _stream_of(chunks: Sequence[Chunk]) -> Stream | None:
    return next((stream for stream in _STREAMS if any(map(stream.knows, chunks))), None)


def _is_aside(chunk: Chunk) -> bool:
    """Tell what a service sends beside an answer: errors, figures of use, signs of life."""
    return bool(chunk) and (not set(chunk) - _ASIDE or chunk.get("choices") == [])


def _answers(chunks: Sequence[Chunk], stream: Stream) -> list[list[Chunk]]:
    """Sort chunks by the answers that they are of."""
    found: list[list[Chunk]] = []
    for group in _groups(chunks, stream.key):
        ends = [at + 1 for at, chunk in enumerate(group) if stream.ends(chunk)]
        for start, end in pairwise([0, *ends, len(group)]):
            if start < end:
                found.append(group[start:end])
    return found


def refuse_broken(chunks: Iterable[object]) -> None:
    """Refuse an answer that is an error, or ends in one."""
    for chunk in chunks:
        error = chunk.get("error") if isinstance(chunk, Mapping) else None
        if not error:
            continue
        why = error.get("message", error) if isinstance(error, Mapping) else error
        problem = say("the service answered with an error: {why}", why=quoted(why, 200)[1:-1])
        raise ParseError(problem, hint="ask again, and save an answer that is whole")


def _groups(chunks: Sequence[Chunk], key: Callable[[Chunk], object]) -> list[list[Chunk]]:
    """Put chunks with the same key together, in the order in which keys begin."""
    groups: dict[str, list[Chunk]] = {}  # what is to be a name may be a list
    for chunk in chunks:
        groups.setdefault(str(key(chunk)), []).append(chunk)
    return list(groups.values())


def events(text: str) -> list[tuple[int, str]] | None:
    """Take the data out of server-sent events.

    Args:
        text: Lines such as `data: {…}`, with `event:`, `id:` and comments between.

    Returns:
        The data of each event, and how many lines stand before it; None if these are no events.
    """
    if not text.lstrip().startswith(("data:", "event:", "id:", "retry:", ":")):
        return None
    found: list[tuple[int, list[str]]] = [(0, [])]  # equivalent: it is that of its first line
    for number, line in enumerate(text.splitlines()):
        name, mark, value = line.partition(":")
        if not line.strip():
            found.append((number, []))
        elif not mark or name not in {"data", "event", "id", "retry", ""}:
            return None
        elif name == "data":
            at, data = found[-1]
            if data and value.lstrip()[:1] in {"{", "["}:  # a blank line between them is lost
                found.append((number, [value]))
            else:
                found[-1] = (at if data else number, [*data, value])
    blocks = [(number, "\n".join(data).strip()) for number, data in found]
    blocks = [(number, data) for number, data in blocks if data]  # a sign of life has none
    return blocks if any(data[:1] in {"{", "["} for _, data in blocks) else None


def _lists(chunks: Iterable[object], name: str) -> list[object]:
    """Put the lists of that name one behind the other."""
    nodes = [chunk.get(name) for chunk in chunks if isinstance(chunk, Mapping)]
    return list(chain.from_iterable(node for node in nodes if isinstance(node, list)))


def _text(chunks: Iterable[object], name: str) -> str:
    texts = (chunk.get(name) for chunk in chunks if isinstance(chunk, Mapping))
    return "".join(item for item in texts if isinstance(item, str))


def _within(chunks: Iterable[object], name: str) -> list[Chunk]:
    """Go into the mappings of that name."""
    nodes = (chunk.get(name) for chunk in chunks if isinstance(chunk, Mapping))
    return [node for node in nodes if isinstance(node, Mapping)]


def _members(chunks: Sequence[Chunk], name: str) -> list[list[Chunk]]:
    """Sort the members of lists of that name by their `index`, else by their place."""
    sorted_: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        for place, item in enumerate(cast("list[object]", chunk.get(name) or [])):
            if isinstance(item, Mapping):
                index = item.get("index")
                sorted_.setdefault(index if isinstance(index, int) else place, []).append(item)
    return [sorted_[index] for index in sorted(sorted_)]


def _is_list(value: object) -> bool:
    return isinstance(value, list)


# OpenAI and those who answer alike: chat completions, completions.


def _is_openai(chunk: Chunk) -> bool:
    choices = chunk.get("choices")
    if not isinstance(choices, list) or not choices:
        return False
    if str(chunk.get("object", "")).endswith((".chunk", "text_completion")):
        return True
    return any(isinstance(choice, Mapping) and "delta" in choice for choice in choices)


def _openai_key(chunk: Chunk) -> object:
    return chunk.get("id") or None


def _join_openai(chunks: Sequence[Chunk]) -> Answer:
    choices = [
        {
            "index": index,
            "text": _text(parts, "text"),
            "message": {"content": _text(_within(parts, "delta"), "content")},
            "logprobs": _join_logprobs(_within(parts, "logprobs")),
            "prompt_logprobs": _first(parts, "prompt_logprobs"),
            "prompt_token_ids": _first(parts, "prompt_token_ids"),
        }
        for index, parts in enumerate(_members(chunks, "choices"))
    ]
    about = {name: _first(chunks, name) for name in ("id", "model", "prompt_logprobs")}
    return {**about, "choices": choices}


def _first(chunks: Sequence[Chunk], name: str) -> object:
    return next((chunk[name] for chunk in chunks if chunk.get(name) is not None), None)


def _join_logprobs(parts: Sequence[Chunk]) -> Answer | None:
    """Join `content`, `refusal` and others of chats; of completions lists as long as the tokens."""
    names = dict.fromkeys(name for part in parts for name in part if _is_list(part[name]))
    filled = [
        {**part, "top_logprobs": part.get("top_logprobs") or [None] * len(tokens)}
        if isinstance(tokens := part.get("tokens"), list)
        else part
        for part in parts
    ]
    found = {name: _lists(filled, name) for name in names}
    return {name: item for name, item in found.items() if item} or None


def _is_responses(chunk: Chunk) -> bool:
    return str(chunk.get("type", "")).startswith("response.")


def _join_responses(chunks: Sequence[Chunk]) -> Answer:
    """Join the deltas of texts; the last event repeats the whole, at times without its scores."""
    deltas = [chunk for chunk in chunks if chunk.get("type") == "response.output_text.delta"]
    texts = [
        {"type": "output_text", "text": _text(part, "delta"), "logprobs": _lists(part, "logprobs")}
        for part in _groups(deltas, lambda chunk: str([chunk.get(name) for name in _RESPONSE]))
    ]
    whole = _within(chunks, "response")
    if whole and not any(text["logprobs"] for text in texts):
        return dict(whole[-1])
    return {"object": "response", "output": [{"type": "message", "content": texts}]}


_RESPONSE = ("item_id", "output_index", "content_index")
_LAST = {"response.completed", "response.incomplete", "response.failed"}


# Servers with answers of their own.


def _is_ollama(chunk: Chunk) -> bool:
    return isinstance(chunk.get("done"), bool) and ("response" in chunk or "message" in chunk)


def _join_ollama(chunks: Sequence[Chunk]) -> Answer:
    said = _text(chunks, "response") + _text(_within(chunks, "message"), "content")
    logprobs = _lists(chunks, "logprobs") or None
    return {"model": _first(chunks, "model"), "response": said, "done": True, "logprobs": logprobs}


def _is_tgi(chunk: Chunk) -> bool:
    token = chunk.get("token")
    return isinstance(token, Mapping) and "text" in token


def _join_tgi(chunks: Sequence[Chunk]) -> Answer:
    details: Answer = {}
    for part in _within(chunks, "details"):
        details.update(part)
    details["tokens"] = _within(chunks, "token")
    tops = [chunk.get("top_tokens") or [] for chunk in chunks]
    if any(tops):
        details["top_tokens"] = tops
    return {"generated_text": _first(chunks, "generated_text"), "details": details}


def _is_llama_cpp(chunk: Chunk) -> bool:
    return isinstance(chunk.get("content"), str) and isinstance(chunk.get("stop"), bool)


def _join_llama_cpp(chunks: Sequence[Chunk]) -> Answer:
    probs = _lists(chunks, "completion_probabilities") or None
    return {"content": _text(chunks, "content"), "stop": True, "completion_probabilities": probs}


def _is_sglang(chunk: Chunk) -> bool:
    return isinstance(chunk.get("meta_info"), Mapping)


def _sglang_key(chunk: Chunk) -> object:
    return str(cast("Chunk", chunk["meta_info"]).get("id", chunk.get("index")))


def _join_sglang(chunks: Sequence[Chunk]) -> Answer:
    """Take the last chunk, which repeats all before it; or join those that hold new tokens only."""
    last, about = chunks[-1], _within(chunks, "meta_info")
    tokens = about[-1].get("output_token_logprobs")
    if not isinstance(tokens, list) or about[-1].get("completion_tokens") in (len(tokens), None):
        return dict(last)
    output = {name: _lists(about, name) for name in about[-1] if name.startswith("output_")}
    prompt = {name: about[0][name] for name in about[0] if name.startswith("input_")}
    return {"text": _text(chunks, "text"), "meta_info": {**about[-1], **prompt, **output}}


# Google, Cohere, IBM.


def _is_gemini(chunk: Chunk) -> bool:
    beside = {"usageMetadata", "modelVersion", "responseId"}
    beside |= {"usage_metadata", "model_version", "response_id"}
    return _is_list(chunk.get("candidates")) and bool(beside & set(chunk))


def _gemini_key(chunk: Chunk) -> object:
    return chunk.get("responseId") or chunk.get("response_id")


def _join_gemini(chunks: Sequence[Chunk]) -> Answer:
    return {"candidates": [_join_candidate(parts) for parts in _members(chunks, "candidates")]}


def _join_candidate(parts: Sequence[Chunk]) -> Answer:
    results = _within(parts, "logprobsResult") + _within(parts, "logprobs_result")
    names = dict.fromkeys(name for result in results for name in result if _is_list(result[name]))
    said = _text(_lists(_within(parts, "content"), "parts"), "text")
    return {
        "content": {"parts": [{"text": said}]},
        "logprobsResult": {name: _lists(results, name) for name in names} or None,
    }


_COHERE = {"message-start", "content-start", "content-delta", "content-end", "message-end"}


def _is_cohere(chunk: Chunk) -> bool:
    return str(chunk.get("type")) in _COHERE


def _join_cohere(chunks: Sequence[Chunk]) -> Answer:
    listed = [chunk["logprobs"] for chunk in chunks if chunk.get("logprobs")]
    items = chain.from_iterable(item if isinstance(item, list) else [item] for item in listed)
    return {"finish_reason": None, "message": {"role": "assistant"}, "logprobs": [*items] or None}


def _is_watsonx(chunk: Chunk) -> bool:
    results = chunk.get("results")
    first = results[0] if isinstance(results, list) and results else None
    return isinstance(first, Mapping) and "generated_text" in first


def _join_watsonx(chunks: Sequence[Chunk]) -> Answer:
    parts = _members(chunks, "results")[0]
    names = ("generated_tokens", "input_tokens")
    lists = {name: _lists(parts, name) for name in names}
    return {"results": [{"generated_text": _text(parts, "generated_text"), **lists}]}


def _one(_: Chunk) -> object:
    return None


def _never(_: Chunk) -> bool:
    return False


def _has_ended(chunk: Chunk) -> bool:
    """Tell the last chunk of an answer without a name."""
    if chunk.get("id") or _gemini_key(chunk):
        return False
    choices = chunk.get("choices") or chunk.get("candidates") or chunk.get("results")
    nodes = (
        [item for item in choices if isinstance(item, Mapping)] if isinstance(choices, list) else []
    )
    ends = [[node.get(name) for name in _REASONS if node.get(name)] for node in nodes]
    return bool(ends) and all(reasons and reasons != ["not_finished"] for reasons in ends)


_REASONS = ("finish_reason", "finishReason", "stop_reason")

_STREAMS = (
    Stream(_is_openai, _openai_key, _has_ended, _join_openai),
    Stream(
        _is_responses,
        _one,
        lambda chunk: "response" in chunk and str(chunk["type"]) in _LAST,
        _join_responses,
    ),
    Stream(_is_ollama, _one, lambda chunk: chunk["done"] is True, _join_ollama),
    Stream(
        _is_tgi, _one, lambda chunk: chunk.get("generated_text") is not None, _join_tgi, bare=True
    ),
    Stream(_is_llama_cpp, _one, lambda chunk: chunk["stop"] is True, _join_llama_cpp),
    Stream(_is_sglang, _sglang_key, _never, _join_sglang),
    Stream(_is_gemini, _gemini_key, _has_ended, _join_gemini),
    Stream(_is_cohere, _one, lambda chunk: chunk["type"] == "message-end", _join_cohere, bare=True),
    Stream(_is_watsonx, _one, _has_ended, _join_watsonx),
)
