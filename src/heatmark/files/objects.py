"""Objects of libraries in a notebook, taken apart: encodings, SHAP's Explanation, inseq's tokens.

None of the libraries is imported: a class is known by its name and the library that it is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from heatmark.core.arrays import plain
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.indexed import TokenOrder
from heatmark.core.wording import quoted, say
from heatmark.files.explainers import recast
from heatmark.files.no_tokens import refuse_no_tokens

if TYPE_CHECKING:
    from heatmark.core.errors import Notice


class Parts(NamedTuple):
    """What an object says.

    Attributes:
        tokens: The tokens.
        scores: The scores, if it has some, or those that were given.
        specials: Places of special tokens.
        names: The names of series, if it has some.
        options: What is known of the scores.
    """

    tokens: Any
    scores: Any
    specials: tuple[int, ...] = ()
    names: Iterable[str | None] | None = None
    options: Mapping[str, object] = MappingProxyType({})


def apart(tokens: Any, scores: Any, names: Iterable[str | None] | None = None) -> Parts:
    """Take tokens out of an object that has them; anything else is left as it is.

    Args:
        tokens: Also a BatchEncoding of transformers, an Encoding of tokenizers, a list of inseq's
            TokenWithId, or, without scores, an Explanation of SHAP.
        scores: The scores, or None.
        names: The names of series, which go before those of an object.

    Raises:
        ParseError: If there are several texts in it, or no tokens.
        ScoreError: If there are two kinds of scores.
    """
    if _is_of(tokens, "shap", "Explanation"):
        found = _explanation(tokens, scores)
        return found if names is None else found._replace(names=names)
    if _is_of(tokens, "transformers", "BatchEncoding"):
        tokens = _only(tokens)
    if _is_of(tokens, "tokenizers", "Encoding"):
        special = tuple(at for at, mask in enumerate(tokens.special_tokens_mask) if mask)
        return Parts([*tokens.tokens], scores, special, names)
    if isinstance(tokens, list | tuple) and tokens and _is_of(tokens[0], "inseq", "TokenWithId"):
        tokens = [getattr(item, "token", item) for item in tokens]
    refuse_no_tokens(tokens)
    return Parts(tokens, scores, names=names)


def readings_apart(given: Any) -> Any:
    """Take the tokens of several tokenizers out of objects that have them, by their names.

    Raises:
        ParseError: If they are no mapping of names to tokens.
    """
    if not isinstance(given, Mapping) or not given:
        problem = say("compare must be lists of tokens by name (got {value})", value=quoted(given))
        raise ParseError(problem, hint='write Heatmap.compare({"GPT-2": tokens, …})')
    return plain({name: apart(one, None).tokens for name, one in given.items()})


def texts_apart(given: Any) -> tuple[Any, tuple[Notice, ...]]:
    """Make lists of the arrays in many texts, each of them a mapping.

    Returns:
        The texts, and what there is to know of their frames, once.

    Raises:
        ScoreError: If the index of scores is the tokens in another order.
    """
    if isinstance(given, Mapping) or not isinstance(given, Iterable):
        return given, ()
    told: dict[Notice, None] = {}
    texts = [_text_apart(one, told) if isinstance(one, Mapping) else one for one in given]
    return texts, tuple(told)


def _text_apart(text: Mapping[str, Any], told: dict[Notice, None]) -> Any:
    made = dict(text)
    if {"tokens", "scores"} <= made.keys():
        made["tokens"] = tokens = plain(made["tokens"])
        if isinstance(tokens, list | tuple):
            order = TokenOrder(tokens, lambda: tokens, text["tokens"])
            made["scores"] = order.of(made["scores"])
            told |= dict.fromkeys(order.notices)
    read = {name: plain(value) for name, value in made.items()}
    return {name: [*one] if isinstance(one, tuple) else one for name, one in read.items()}


def _is_of(value: object, library: str, name: str) -> bool:
    """Tell an object by its class, or one that its class is made of."""
    return any(
        kind.__name__ == name and kind.__module__.partition(".")[0] == library
        for kind in type(value).__mro__
    )


def _only(batch: Any) -> object:
    """Take the encoding of the only text of a batch."""
    encodings = batch.encodings
    if not encodings:
        hint = "give tokenizer.convert_ids_to_tokens(ids), or take a fast tokenizer"
        raise ParseError("this tokenizer keeps no tokens", hint=hint)
    if len(encodings) > 1:
        problem = say("there are {count} texts in this encoding", count=len(encodings))
        raise ParseError(problem, hint="take one of them: encoding[0]")
    return encodings[0]


def _explanation(given: Any, scores: Any) -> Parts:
    """Take tokens and values out of an Explanation of one text."""
    if scores is not None:
        hint = "give its data for tokens: Heatmap(explanation.data, scores)"
        raise ScoreError("an Explanation has scores of its own", hint=hint, about="scores")
    names = ("values", "data", "feature_names", "output_names", "base_values")
    node = {name: _deep(getattr(given, name, None)) for name in names}
    found = recast(node)
    if isinstance(found, list):
        problem = say("there are {count} texts in this Explanation", count=len(found))
        raise ParseError(problem, hint="take one of them: explanation[0]")
    if not isinstance(found, Mapping) or "tokens" not in found:
        hint = "give the tokens and explanation.values"
        raise ParseError("this Explanation has no tokens for data", hint=hint)
    values, labels = found["values"], found.get("names")
    while isinstance(values, list) and len(values) == 1 and isinstance(values[0], list):
        values = values[0]
    several = isinstance(values, list) and bool(values) and isinstance(values[0], list)
    axis = {"token_axis": "last"} if several else {}  # rows are outputs, however many
    options = {"measure": found["measure"], **axis}
    return Parts(found["tokens"], values, (), cast("Any", labels) if several else None, options)


def _deep(value: Any) -> Any:
    """Make lists of arrays of arrays."""
    if hasattr(value, "__array__") or isinstance(value, list | tuple):
        value = plain(value)
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping):
        return [_deep(item) for item in value]
    return value
