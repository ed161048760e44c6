"""Answers as the clients of services hand them over: objects, made plain mappings and lists."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

_PLAIN = (str, bytes, int, float, bool, type(None))
_DEEPEST = 12  # how deep objects are nested in one another
_MARKS = frozenset({"choices", "logprobs", "content", "top_logprobs", "token_logprobs"})
_MARKS |= {"prompt_logprobs", "outputs", "candidates", "chosen_candidates", "output", "details"}


def is_answer(value: object) -> bool:
    """Tell what a client of a service hands over: an answer, a choice, its log-probabilities.

    A list is one if its members are: the tokens of an answer, or the chunks of a stream. Mappings
    and strings are not, whatever is in them: an argument of that type has a meaning of its own.
    """
    if isinstance(value, list | tuple):
        return bool(value) and is_answer(value[0])
    if isinstance(value, (Mapping, type, *_PLAIN)) or hasattr(value, "__array__"):
        return False
    token = isinstance(getattr(value, "token", None), str) and hasattr(value, "logprob")
    return token or any(hasattr(value, name) for name in _MARKS)


def plain_answer(value: object, depth: int = _DEEPEST) -> object:
    """Make an object what its JSON would be.

    Args:
        value: A model of pydantic, a dataclass, any object with attributes, or these in lists and
            mappings.
        depth: How deep objects are looked into.
    """
    if isinstance(value, _PLAIN) or depth < 0:
        return value
    if callable(dump := getattr(value, "model_dump", None)):  # pydantic knows best
        value = dump()
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Mapping):
        value = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain_answer(item, depth - 1) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_answer(item, depth - 1) for item in value]
    known = vars(value) if hasattr(value, "__dict__") else {}
    return {name: plain_answer(item, depth - 1) for name, item in known.items() if name[:1] != "_"}
