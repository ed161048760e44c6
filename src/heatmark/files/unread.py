"""What is called like scores and cannot be read: tokens are not drawn without it in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, TypeGuard

from heatmark.core.axes import is_attention
from heatmark.core.errors import ScoreError
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say
from heatmark.files.called import has_log_probability
from heatmark.files.choose import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    class Shaped(Protocol):
        """An array, of which the shape is known."""

        @property
        def shape(self) -> tuple[int, ...]:
            """The length of each axis."""


_SCORES = "scores"
_LOG, _ATTENTION = "*logprobs", "*attention"  # any other name of them
_OF_CLASSES = ("probs", "probabilities")  # which may be those of a whole text as well
_AT = PREFERRED.index("value")
_USUAL = (
    *PREFERRED[:_AT],
    *(_LOG, "token_probs"),
    *PREFERRED[_AT:],
    *(
        "surprisal",
        "surprisals",
        "log_likelihood",
        "log_likelihoods",
        "nll",
        "nlls",
        "logp",
        "logps",
    ),
    *("lp", "loss", "losses", "perplexity", "perplexities", "ppl", "điểm", "điểm số", "độ bất ngờ"),
    *("attr", "attrs", "saliency", "gradient", "gradients", "grads", "shap_values", "shap"),
    *("importance", "importances", "relevance", "relevances", "weight", "weights", _ATTENTION),
    *(*_OF_CLASSES, "xác suất", "entropy", "entropies"),
)
_EDGES = frozenset({"edges", "edge_list", "edgelist", "links", "arcs", "pairs"})
_EDGE = ("from", "to", "score")
_TWO = 2  # tokens, of which a list of one lacks but the first
MAY_BE_WORDS = frozenset({"value", "values"})
"""Names of scores under which there may be words."""


def refuse_unread(values: Mapping[str, object]) -> None:
    """Refuse what is called like scores, where nothing could be read that is.

    Args:
        values: All that stands beside the tokens, by name.

    Raises:
        ScoreError: If something there was meant for scores.
    """
    for name, value in values.items():
        if is_meant_for_scores(name, value):
            raise unread(name, value)
        if are_edges(value, name):
            problem = say(
                "{name} has scores of pairs of tokens, such as {value}",
                name=quoted(name),
                value=quoted(value[0]),
            )
            raise ScoreError(problem, hint="write a matrix: a row of scores for each token")


def are_edges(value: object, name: str) -> TypeGuard[list[object]]:
    """Tell pairs of tokens, or of their places, with the score between them, from rows of scores.

    Args:
        value: What may be pairs.
        name: What they are called, which alone tells places from scores.
    """
    if name.lower() not in _EDGES or not isinstance(value, list) or not value:
        return False
    return all(
        isinstance(one, list)
        and len(one) == len(_EDGE)
        and type(one[0]) is type(one[1])
        and type(one[0]) in {str, int}
        and type(one[2]) in {int, float}
        for one in value
    )


def refuse_partly_read(values: Mapping[str, object], read: Collection[str]) -> None:
    """Refuse a mapping of scores of which some series could not be read.

    Args:
        values: All that stands beside the tokens, by name.
        read: The names of all that could be read: `scores.a`, or `scores.a.b` of a mapping in it.

    Raises:
        ScoreError: If there is such a series.
    """
    series = values.get(_SCORES)
    for name, value in series.items() if isinstance(series, Mapping) else ():
        path = f"{_SCORES}.{name}"
        if not any(one == path or one.startswith(f"{path}.") for one in read):
            raise unread(path, value)


def is_called_scores(name: str) -> bool:
    """Tell a name that scores usually have; a mask says which tokens a model may see."""
    name = name.lower()
    return name in PREFERRED or (is_attention(name) and "mask" not in name)


def unfitting(arrays: Mapping[str, Shaped], fitting: Collection[str], count: int) -> list[str]:
    """Name an array that is called as the usual scores are and does not fit the tokens.

    It is not passed over for one that is less surely the scores, and would be drawn in its place.

    Args:
        arrays: All arrays by name.
        fitting: The names of those that fit.
        count: How many tokens there are.

    Returns:
        Its name, or nothing.
    """
    found = [name for name in surer(arrays, fitting) if name not in fitting]
    return [name for name in found if _may_be_scores(name, arrays[name].shape, count)][:1]


def surer(names: Iterable[str], others: Collection[str]) -> list[str]:
    """Give the names that are more surely those of scores than all others, the surest first."""
    best = min(map(_doubt, others), default=len(_USUAL))
    return sorted((name for name in names if _doubt(name) < best), key=_doubt)


def _doubt(name: str) -> int:
    """Rank names by how surely they are those of the scores; all others come last."""
    name = _plain(name)
    if name in _USUAL:
        return _USUAL.index(name)
    if has_log_probability(name):
        return _USUAL.index(_LOG)
    return _USUAL.index(_ATTENTION) if is_attention(name) else len(_USUAL)


def _plain(name: str) -> str:
    """Take away what says where scores stand, and of what they are."""
    name = name.removeprefix("metrics.").lower()
    bare = name.removeprefix("token_").removeprefix("word_")
    return bare if name not in _USUAL and bare in _USUAL else name


def _may_be_scores(name: str, shape: Sequence[int], count: int) -> bool:
    """Tell what may be meant for a score each from what is of the whole text or its classes."""
    sizes = [size for size in shape if size != 1]
    if 0 in sizes:
        return False
    name = _plain(name)
    if not sizes:  # one number
        return count == _TWO or (name in PREFERRED and name.endswith("s"))
    if name in _OF_CLASSES:
        return sizes in ([count - 1], [count + 1])
    return name in PREFERRED or len(sizes) == 1


def unread(name: str, value: object) -> ScoreError:
    """Say that what should be scores is none."""
    problem = say(
        "{name} has no numbers that could be read: {value}", name=quoted(name), value=quoted(value)
    )
    hint = "write a list of one number for each token, or null where it is missing"
    return ScoreError(problem, hint=hint)


def is_meant_for_scores(name: str, value: object) -> bool:
    """Tell what is called like scores and may be meant for some.

    It may be no number for the whole text, nor words.

    Args:
        name: What it is called.
        value: What stands there: for scores, a list of one for each token.
    """
    if not is_called_scores(name):
        return False
    if isinstance(value, str):
        return all(map(is_number, value.replace(",", " ").split())) and bool(value.strip())
    if isinstance(value, list):
        known = [one for one in value if one is not None]
        may_be_words = name in MAY_BE_WORDS or is_attention(name)
        return bool(known) and not (may_be_words and all(isinstance(one, str) for one in known))
    return bool(value) if isinstance(value, Mapping) else value is not None and name == _SCORES
