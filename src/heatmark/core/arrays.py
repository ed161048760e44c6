"""Whatever a notebook has, made plain: strings, numbers and lists, as the gate takes them.

What something is decides its type, not its methods. No library is imported for that: whoever has a
tensor or a frame has imported its library already. All is paired by position, never by an index.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from heatmark.core.axes import find_token_axis
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.many_series import told_of_rows
from heatmark.core.scored_tokens import from_runs
from heatmark.core.wording import quoted, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from heatmark.core.errors import Notice


_PLAIN = {float, int, str, bytes, NoneType}
_DATES = "mM"  # kinds whose lists are numbers that mean something else


class ScoreLists(NamedTuple):
    """Scores, as lists.

    Attributes:
        values: N scores, or K lists of N, or `{name: N scores}`; or None if there are no scores.
        turned: Whether the tokens were along the first axis, so that rows and columns changed
            places.
        guessed: Whether they could have been along either.
    """

    values: Any
    turned: bool = False
    guessed: bool = False


def as_tokens(given: object) -> tuple[list[str], str | None]:
    """Make a list of strings of tokens.

    Args:
        given: N strings or bytes, in anything that has an order.

    Returns:
        The tokens, and their scheme: bytes are written as Python writes them.

    Raises:
        ParseError: If it is no list; what is in it the gate looks at.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise ParseError("the tokens are not a list of strings", hint="write ['a', 'b']")
    if isinstance(given, Mapping) or is_pandas(given, "DataFrame"):
        hint = "take the tokens out of it; for ids, tokenizer.convert_ids_to_tokens(ids) gives them"
        raise ParseError("the tokens are a mapping, and not a list of strings", hint=hint)
    if isinstance(given, set | frozenset):
        raise ParseError("the tokens are a set, which has no order", hint="write ['a', 'b']")
    tokens = plain(given)
    if isinstance(tokens, Mapping):
        hint = say("give tokens and scores one by one: {code}", code="Heatmap(array[…], array[…])")
        raise ParseError("the tokens are an array with names of columns", hint=hint)
    kinds = set(map(type, tokens))
    if bytes in kinds:
        return [_as_literal(token) for token in tokens], "pybytes"
    if kinds != {str}:  # strings of NumPy's are strings
        tokens = [str.__str__(item) if isinstance(item, str) else item for item in tokens]
    return tokens, None


def _as_literal(token: object) -> Any:
    if isinstance(token, str):
        return repr(token.encode("utf-8", "surrogatepass"))
    return repr(bytes(token)) if isinstance(token, bytes) else token


def as_alternatives(given: object, scheme: str | None) -> Any:
    """Make lists of pairs of other tokens; what is none the gate refuses.

    Args:
        given: For each token pairs of a token and its score, or a mapping of tokens to scores.
        scheme: What [as_tokens][heatmark.core.arrays.as_tokens] says of the tokens.
    """
    return [_pairs(item, scheme) for item in given] if isinstance(given, Iterable) else given


def _pairs(item: object, scheme: str | None) -> object:
    pairs = item.items() if isinstance(item, Mapping) else item
    return [_pair(pair, scheme) for pair in pairs] if isinstance(pairs, Iterable) else pairs


def _pair(pair: object, scheme: str | None) -> object:
    if not isinstance(pair, list | tuple) or not pair:
        return pair
    literal = isinstance(pair[0], bytes) or scheme == "pybytes"
    return (_as_literal(pair[0]), *pair[1:]) if literal else pair


def rows_of(
    scores: object, runs: object, tokens: int, *, said: str = "auto", rows_known: bool = False
) -> ScoreLists:
    """Make lists of scores, or series of runs, but not of both; there may be none.

    Args:
        scores: As [as_rows][heatmark.core.arrays.as_rows] takes them, or None.
        runs: (R, N) numbers, or a mapping of them, or None.
        tokens: How many tokens there are.
        said: Which axis of scores the author says is that of the tokens.
        rows_known: Whether something says that the rows of a square array are series.

    Raises:
        ScoreError: If there are both, or they are not what they should be.
        ParseError: If two keys are the same name.
    """
    if scores is None and runs is None:
        return ScoreLists(None)
    if scores is not None and runs is not None:
        problem = "there must be either scores or runs"
        hint = "runs say what the scores are, their means, and how large their errors are"
        raise ScoreError(problem, hint=hint, about="runs")
    if runs is not None:
        return ScoreLists(from_runs(plain(runs)))
    return as_rows(scores, tokens, said=said, rows_known=rows_known)


def as_rows(
    given: object, tokens: int, *, said: str = "auto", rows_known: bool = False
) -> ScoreLists:
    """Make lists of scores, with the tokens along the last axis.

    Args:
        given: Numbers: lists, arrays of any library, frames whose columns are series, or a mapping
            of them.
        tokens: How many tokens there are.
        said: Which axis the author says is that of the tokens: `first`, `last` or `auto`.
        rows_known: Whether something says that the rows of a square array are series.

    Raises:
        ScoreError: If it has no axis for the tokens, more than one, or too many axes.
        ParseError: If two keys are the same name.
    """
    values = plain(given)
    if isinstance(values, Mapping):
        return ScoreLists({name: _as_row(name, row) for name, row in values.items()})
    shape = _shape(values)
    while len(shape) > 2 and shape[0] == 1:
        values, shape = values[0], shape[1:]
    if len(shape) < 2 or not all(shape):
        return ScoreLists(values)
    hint = "take a part of it first, such as values[layer, head]"
    try:
        axis = find_token_axis(shape, tokens, said=said, rows_known=rows_known)
    except ScoreError as error:
        found = hint if len(shape) > 2 else error.hint  # which no choice of an axis would mend
        raise ScoreError(error.message, hint=found, about=error.about) from None
    if len(shape) > 2:
        problem = say("the scores have {ndim} dimensions: {shape}", ndim=len(shape), shape=shape)
        raise ScoreError(problem, hint=hint, about="scores")
    return ScoreLists(turn(values) if axis.place == 0 else values, axis.place == 0, axis.guessed)


def told_of(rows: ScoreLists, tokens: int, *, known: bool) -> list[Notice]:
    """Say what was read by custom of the scores of a notebook.

    Args:
        rows: The scores.
        tokens: How many tokens there are.
        known: Whether something names the series, or wants all of them.
    """
    width = 0 if known or not rows.turned else len(rows.values)
    return told_of_rows(width, tokens, turned=rows.turned, guessed=rows.guessed)


def turn(values: Sequence[Sequence[object]]) -> list[list[object]]:
    """Let rows and columns change places."""
    return [*map(list, zip(*values, strict=True))]


def turned_like(values: object, rows: ScoreLists) -> Any:
    """Let what goes with scores, cell by cell, change places as they did."""
    given = plain(values)
    shape = _shape(given)
    turned = rows.turned and len(shape) == 2 and shape[1] == len(rows.values)
    return turn(given) if turned else given


def _as_row(name: str, row: object) -> object:
    dimensions = len(_shape(row))
    if dimensions > 1:
        problem = say(
            "the scores of {name} have {ndim} dimensions", name=quoted(name), ndim=dimensions
        )
        hint = "take one row of it, or give it alone, without a name"
        raise ScoreError(problem, hint=hint, about="scores")
    return row


def _shape(values: object) -> list[int]:
    """Tell the shape of nested lists that are equally long, or of as many axes as are."""
    shape = []
    while isinstance(values, list | tuple):
        shape.append(len(values))
        if not values or not isinstance(values[0], list | tuple):
            break
        if len({len(item) if isinstance(item, list | tuple) else None for item in values}) > 1:
            return shape  # ragged, which the gate says better
        values = values[0]
    return shape


def plain(given: object) -> Any:
    """Make lists of arrays, and mappings of frames and of arrays with names of columns.

    Raises:
        ParseError: If two keys are the same name, or a set has no order.
        ScoreError: If an array is not one of numbers or texts.
    """
    if isinstance(given, Mapping) or is_pandas(given, "DataFrame"):
        return _by_name(cast("Any", given).items())
    if hasattr(given, "__array__"):
        array = as_array(given)
        names = array.dtype.names
        return _by_name((name, array[name]) for name in names) if names else _listed(array)
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        return given
    if isinstance(given, set | frozenset):
        raise ParseError("a set has no order that tokens could follow", hint="write a list: [1, 2]")
    listed = given if isinstance(given, list | tuple) else [*given]
    is_plain = set(map(type, listed)) <= _PLAIN  # equivalent: else all is looked at
    return listed if is_plain else [plain(item) if _is_list(item) else item for item in listed]


def _is_list(value: object) -> bool:
    """Tell lists and arrays from single numbers, which have an array of no axes."""
    if isinstance(value, list | tuple):
        return True
    return hasattr(value, "__array__") and getattr(value, "shape", ()) != ()


def _by_name(items: Iterable[tuple[object, object]]) -> dict[str, Any]:
    """Name series by their keys: 1 and '1' are one name, and one of them would be lost."""
    found: dict[str, Any] = {}
    for key, values in items:
        name = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
        if name in found:
            problem = say("two series are called {name}", name=quoted(name))
            hint = "give each a name of its own, or give rows of scores with names"
            raise ParseError(problem, hint=hint, about="scores")
        found[name] = plain(values)
    return found


def as_array(values: Any) -> NDArray[Any]:
    """Make a NumPy array of whatever can be made one."""
    if is_pandas(values, "Series", "Index"):
        return _of_pandas(values)
    if hasattr(values, "detach"):  # torch: nothing but plain numbers in memory goes into NumPy
        values = values.detach()
        values = values.cpu() if hasattr(values, "cpu") else values
        values = values.float() if values.is_floating_point() else values
    return np.asanyarray(values)


def _listed(array: NDArray[Any]) -> Any:
    """Make lists of an array, in which None is what a mask hides."""
    if array.dtype.kind in _DATES:
        problem = say("an array is of {dtype}, which is no number", dtype=str(array.dtype))
        raise ScoreError(problem, hint="convert it to numbers or to texts", about="scores")
    if array.dtype.kind == "V":  # JAX's bfloat16
        array = array.astype(np.float64)
    return array.tolist()


def is_pandas(value: object, *names: str) -> bool:
    """Tell objects of pandas' classes, without importing it."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, tuple(getattr(pandas, name) for name in names))


def _of_pandas(values: Any) -> NDArray[Any]:
    """Make an array of a pandas Series or Index, in which None is what pandas calls missing."""
    if isinstance(values.dtype, np.dtype):
        return np.asarray(values)
    return np.asarray(values.to_numpy(dtype=object, na_value=None))
