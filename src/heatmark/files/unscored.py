"""Why there is nothing to draw in an answer of a service: what to ask it for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from heatmark.core.errors import ParseError
from heatmark.core.numerals import is_number
from heatmark.core.tails import has_tail, refuse_tail
from heatmark.core.wording import quoted, say
from heatmark.files.masks import refuse_masks
from heatmark.files.spans import has_spans
from heatmark.files.streams import refuse_broken
from heatmark.files.undrawn import FOR_LABELS, refuse_labels
from heatmark.files.unnamed import tags_instead
from heatmark.files.unread import all_in, are_edges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from heatmark.files.explainers import Node


_DEEPEST = 6  # how deep in a file answers are looked for
_WIDEST = 100  # how many members of a list are
_SCORES = ("logprobs", "logprobsResult", "logprobs_result", "completion_probabilities")


def refuse_unscored(value: object) -> None:
    """Say why an answer of a service has no scores, if it is one.

    Raises:
        ParseError: If it is an answer without scores for its tokens.
    """
    nodes = list(_nodes(value, _DEEPEST))
    if any(map(_is_ids, nodes)):
        hint = "decode the ids with the tokenizer, and write the texts beside the scores"
        raise ParseError("its tokens are numbers without their texts", hint=hint)
    service = next((hint for known, hint in _SERVICES if any(map(known, nodes))), None)
    given = [_scored(node) for node in nodes]
    if service is not None and True not in given:
        if False not in given or service is _ASK_RESPONSE:
            raise ParseError("log-probabilities were not asked for", hint=service)
        hint = "ask for an answer of text: calls of tools and empty answers have none"
        raise ParseError("the list of its log-probabilities is empty", hint=hint)
    refuse_broken(nodes)
    refuse_edges(value)
    refuse_masks(value)
    refuse_labels(value)
    _refuse_texts(value)
    for known, problem, hint in _OTHERS:
        if any(map(known, nodes)):
            raise ParseError(problem, hint=hint)


def refuse_edges(value: object) -> None:
    """Say of pairs of tokens with scores that they name no text.

    Raises:
        ParseError: If there are such pairs.
    """
    named = all_in(value, "", _DEEPEST) if isinstance(value, Mapping) else [("edges", value)]
    for name, pairs in named:
        if not isinstance(pairs, list) or not are_edges(pairs, name):
            continue
        first = pairs[0]
        if tags := tags_instead(pairs):
            problem = say("it has tags of words beside their scores: {value}", value=quoted(first))
            raise ParseError(problem, hint=tags)
        if isinstance(first, Mapping) or name != "edges" or isinstance(first[0], str):
            problem = say(
                "it has scores of pairs of tokens, such as {value}, and no text",
                value=quoted(first),
            )
            hint = say(
                "write the tokens, and a matrix with a row of scores for each: "
                '"tokens": ["a", "b"], "scores": [[0, 0.5], [0.5, 0]]'
            )
            raise ParseError(problem, hint=hint)


def _refuse_texts(value: object) -> None:
    """Say of scores by token that they are texts: which mark a comma is, no single one tells."""
    if not isinstance(value, Mapping) or not value:
        return
    texts = {name: one for name, one in value.items() if isinstance(one, str)}
    others = [one for name, one in value.items() if name not in texts]
    is_all = all(one is None or type(one) in {int, float} for one in others)
    if texts and is_all and all(is_number(one) or has_tail(one) for one in texts.values()):
        name, text = next(iter(texts.items()))
        refuse_tail(text, None)
        problem = say("the score of {name} is a text: {text}", name=quoted(name), text=quoted(text))
        hint = "write numbers without quotes, and with a point before decimals"
        raise ParseError(problem, hint=hint)


def _nodes(value: object, depth: int) -> Iterator[Node]:
    """Give the mappings of a file, those around others first."""
    if isinstance(value, Mapping):
        yield value
        inside = list(value.values())
    else:
        inside = value[:_WIDEST] if isinstance(value, list) else []
    if depth:
        for item in inside:
            if isinstance(item, Mapping | list):
                yield from _nodes(item, depth - 1)


def _has(*names: str) -> Callable[[Node], bool]:
    return lambda node: set(names) <= set(node)


def _scored(node: Node) -> bool | None:
    """Tell whether there are log-probabilities, or none though they were asked for."""
    found = [node[name] for name in _SCORES if isinstance(node.get(name), list | Mapping)]
    lists = [one.values() if isinstance(one, Mapping) else [one] for one in found]
    return any(any(map(bool, one)) for one in lists) if found else None


def _is_ids(node: Node) -> bool:
    """Tell tokens that are ids beside their scores, as mlx_lm writes them."""
    tokens, scores = node.get("tokens"), node.get("token_logprobs", node.get("logprobs"))
    ids = isinstance(tokens, list) and bool(tokens) and all(type(one) is int for one in tokens)
    return ids and isinstance(scores, list)


def _is_claude(node: Node) -> bool:
    return node.get("type") == "message" and "stop_reason" in node


def _is_openai(node: Node) -> bool:
    choices = node.get("choices")
    return isinstance(choices, list) and all(isinstance(one, Mapping) for one in choices)


def _is_response(node: Node) -> bool:
    return node.get("object") == "response" or node.get("type") == "output_text"


def _is_gemini(node: Node) -> bool:
    listed = node.get("candidates")
    return isinstance(listed, list) and any(isinstance(one, Mapping) and "content" in one for one in listed)  # fmt: skip  # noqa: E501


def _is_labels(node: Node) -> bool:
    if isinstance(node.get("labels"), list) and "sequence" in node:
        return True  # zero-shot classification
    return set(node) == {"label", "score"}


_ASK_OPENAI = say(
    'ask with "logprobs": true and "top_logprobs": 5 (chat completions), '
    '"logprobs": 5 (completions)'
)
_ASK_RESPONSE = say('ask with "include": ["message.output_text.logprobs"] and "top_logprobs": 5')
_CLAUDE = say("this service gives none: ask a model whose service does, such as one of your own")
_RETURN = say(
    'ask with "return_options": {"generated_tokens": true, "token_logprobs": true, '
    '"top_n_tokens": 5}'
)
_SERVICES: tuple[tuple[Callable[[Node], bool], str], ...] = (
    (_is_claude, _CLAUDE),
    (_is_openai, _ASK_OPENAI),
    (_is_response, _ASK_RESPONSE),
    (
        _is_gemini,
        say('ask with "generationConfig": {"responseLogprobs": true, "logprobs": 5}'),
    ),
    (
        _has("meta_info", "text"),
        say('ask with "return_logprob": true and "return_text_in_logprobs": true'),
    ),
    (_has("model", "done"), say('ask with "logprobs": true and "top_logprobs": 5')),
    (_has("results", "model_id"), _RETURN),
    (
        _has("generated_text"),
        say('ask with "details": true and "top_n_tokens": 5 among the parameters'),
    ),
    (_has("content", "stop"), say('ask with "n_probs": 5')),
    (_has("message", "finish_reason"), say('ask with "logprobs": true')),
)
_LABELS = say("it has scores of labels for a whole text, and none of its tokens")
_ATTRIBUTE = say(
    "for its tokens, compute attributions; for the labels, write rows: a label and its score"
)
_SPANS = say("it has labels of places in a text, and no scores of its tokens")
_OTHERS = ((_is_labels, _LABELS, _ATTRIBUTE), (has_spans, _SPANS, FOR_LABELS))
