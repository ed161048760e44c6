"""Which axis of an array of scores is that of the tokens: one rule for all who read arrays.

The axis as long as the tokens is the token axis, and the other one has the series. A square array
is rows by tokens, as attention maps are written: each row is a series. Where that is but a guess,
there is a notice. With three or more axes, of which more than one is as long as the tokens, nobody
can tell, and that is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import Notice, ScoreError
from heatmark.core.naming import name_words
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, either, quoted, say

if TYPE_CHECKING:
    from collections.abc import Sequence


_KEYS = lazy_re(r"att(?!r)|pattern", re.IGNORECASE)  # attributions are no attention
_MEASURES = lazy_re(r"attention|\battn|chú ý", re.IGNORECASE)


_BY_COLUMNS = frozenset(
    {"router", "routing", "gate", "gates", "gating", "expert", "experts", "moe", "logit", "logits"}
    | {"prob", "probs", "probabilities", "posteriors", "class", "classes", "topic", "topics"}
    | {"activation", "activations", "act", "acts", "feature", "features", "neuron", "neurons"}
    | {"hidden", "mlp", "resid", "residual", "embedding", "embeddings", "embeds", "vectors"}
)


class TokenAxis(NamedTuple):
    """The axis of the tokens.

    Attributes:
        place: Which it is, from 0.
        guessed: Whether another axis is as long, and nothing but custom says which one it is.
    """

    place: int
    guessed: bool = False


def is_attention(name: str) -> bool:
    """Tell an array of attention of tokens to tokens by its name, such as `attn` or `pattern`."""
    return _KEYS.search(name) is not None


def measures_attention(measure: str | None) -> bool:
    """Tell attention by what authors call scores: `attention`, `self-attn`, `trọng số chú ý`."""
    return _MEASURES.search(measure or "") is not None


def is_hidden(name: str) -> bool:
    """Tell hidden states by their name: libraries give them as layers of [tokens, neurons]."""
    return "hidden" in name.lower()


def is_by_columns(name: str) -> bool:
    """Tell by its name what libraries write as [tokens, columns]: probabilities, router weights."""
    return not _BY_COLUMNS.isdisjoint(name_words(name).split())


def find_token_axis(
    shape: Sequence[int],
    tokens: int,
    *,
    said: str = "auto",
    rows_known: bool = False,
    name: str = "scores",
) -> TokenAxis:
    """Find the axis of the tokens.

    Args:
        shape: The length of each axis.
        tokens: How many tokens there are.
        said: What the author says: `first` or `last`; or `auto`.
        rows_known: Whether something says that the rows of a square array are over the tokens: its
            name (see [is_attention][heatmark.core.axes.is_attention]), names of the rows, or a grid
            with the tokens as rows.
        name: What errors call the array.

    Raises:
        ScoreError: If no axis is as long as the tokens, the one that the author names is not, or
            it is not clear which one it is.
    """
    if said != "auto":
        return _said(shape, tokens, said, name)
    fitting = [index for index, size in enumerate(shape) if size == tokens]
    last = len(shape) - 1
    if not fitting:
        raise _no_fit(shape, tokens, name)
    if len(fitting) == 1 or (len(shape) == 2 and tokens == 1):
        return TokenAxis(fitting[-1])
    if len(shape) == 2:
        return TokenAxis(last, guessed=not rows_known)
    if rows_known and fitting[-2:] == [last - 1, last]:  # as many layers or heads may be by chance
        return TokenAxis(last)
    raise _unclear(shape, fitting, name)


def _said(shape: Sequence[int], tokens: int, said: str, name: str) -> TokenAxis:
    index = 0 if said == "first" else len(shape) - 1
    if not shape or shape[index] != tokens:
        problem = say(
            "the {said} axis of {name}, {shape}, is not as long as the {tokens}",
            said=said,
            name=quoted(name),
            shape=list(shape),
            tokens=counted(tokens, "token"),
        )
        hint = "leave token_axis out, or look whether tokens and scores belong together"
        raise ScoreError(problem, hint=hint, about="token_axis")
    return TokenAxis(index)


def _no_fit(shape: Sequence[int], tokens: int, name: str) -> ScoreError:
    problem = say(
        "{name} is {shape}, which does not fit {tokens}",
        name=quoted(name),
        shape=list(shape),
        tokens=counted(tokens, "token"),
    )
    return ScoreError(problem, hint="one axis has to be as long as the tokens", about="scores")


def _unclear(shape: Sequence[int], fitting: Sequence[int], name: str) -> ScoreError:
    """Name the ways in which an array could be read."""
    ways = (
        "["
        + ", ".join("tokens" if at == index else str(size) for at, size in enumerate(shape))
        + "]"
        for index in fitting
    )
    problem = say(
        "{name} is {shape}, and more than one axis is as long as the tokens: it can be {ways}",
        name=quoted(name),
        shape=list(shape),
        ways=either(ways),
    )
    hint = "write token_axis: first or token_axis: last, or call attention attention"
    return ScoreError(problem, hint=hint, about="token_axis")


def square_array(tokens: int, name: str = "scores") -> Notice:
    """Say that a square array was read by custom, because nothing says which way it is meant."""
    message = say(
        "{name} is {tokens} × {tokens}, as many rows as tokens: each row was taken for a series",
        name=quoted(name),
        tokens=tokens,
    )
    hint = "write token_axis: last if that is right, token_axis: first if each column is a series"
    return Notice(name="square-array", message=message, hint=hint, about="scores")
