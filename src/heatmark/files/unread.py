"""What is called like scores and cannot be read: tokens are not drawn without it in silence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import TYPE_CHECKING, Protocol

from heatmark.core.axes import is_attention
from heatmark.core.errors import ScoreError
from heatmark.core.naming import name_words
from heatmark.core.numerals import is_number
from heatmark.core.wording import quoted, say
from heatmark.files.called import has_log_probability
from heatmark.files.choose import NOT_METRICS, PREFERRED
from heatmark.files.pair_names import are_ends
from heatmark.files.undrawn import refuse_numbering

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
_EDGES = frozenset({"edge", "edges", "edgelist", "link", "links", "arcs", "pairs"})
_EDGE = ("from", "to", "score")
_TOPS = ("top_logprobs", "top_probs", "top", "alternatives")
_IDS = NOT_METRICS | {"vocabulary"}
_MARKS = " \t\nĠ▁#"  # that spell a space before a token, or that there is none
_LONG = 7  # digits of a number of tokens, of which no file has so many
_WIDEST = 20  # names of an edge that are looked at
_DEEPEST = 3  # mappings in mappings that are looked into
_TWO = 2  # tokens, of which a list of one lacks but the first
MAY_BE_WORDS = frozenset({"value", "values"})
"""Names of scores under which there may be words."""


def refuse_unread(values: Mapping[str, object], tokens: Sequence[str]) -> None:
    """Refuse what is called like scores, where nothing could be read that is.

    Args:
        values: All that stands beside the tokens, by name.
        tokens: The tokens.

    Raises:
        ScoreError: If something there was meant for scores.
    """
    for name, value in values.items():
        if is_meant_for_scores(name, value):
            raise unread(name, value)
    refuse_by_token(values, tokens)
    if not any(any(top) for top in map(values.get, _TOPS) if isinstance(top, list)):
        refuse_numbering(values, len(tokens))


def refuse_by_token(values: Mapping[str, object], tokens: Sequence[str]) -> None:
    """Refuse scores of pairs of tokens, and those that name their tokens, at any depth.

    Args:
        values: All that stands beside the tokens, by name.
        tokens: The tokens.

    Raises:
        ScoreError: If there are such scores.
    """
    known = {_bare(token) for token in tokens}
    for name, value in all_in(values, "", _DEEPEST):
        of_tokens = _are_of_tokens(value, name, known)
        if are_edges(value, name) or (of_tokens and not _are_scores(value)):
            shown = value[0] if isinstance(value, list) else value
            problem = say(
                "{name} has scores of pairs of tokens, such as {value}",
                name=quoted(name),
                value=quoted(shown),
            )
            raise ScoreError(problem, hint="write a matrix: a row of scores for each token")
        if of_tokens or _are_named(value, name):
            raise unread(name, value)


def all_in(values: Mapping[str, object], before: str, depth: int) -> Iterator[tuple[str, object]]:
    """Give what stands in a mapping, and in those in it, named by their paths.

    Args:
        values: The mapping.
        before: What goes before each name.
        depth: How many mappings deep it is looked into.
    """
    for name, value in values.items():
        yield f"{before}{name}", value
        if isinstance(value, Mapping) and depth > 1:
            yield from all_in(value, f"{before}{name}.", depth - 1)


def _are_of_tokens(
    value: object, name: str, tokens: Collection[str], depth: int = _DEEPEST
) -> bool:
    """Tell a score by each token or its place, or of each pair: `{"Hà": 0.1, "Nội": 0.2}`."""
    if not depth:  # what is named by tokens so far down is not looked at further
        return isinstance(value, Mapping)
    last = name.rpartition(".")[2]
    if not _IDS.isdisjoint([last.lower(), *name_words(last).split()]):
        return False
    if isinstance(value, list):  # one for each token
        known = [one for one in value if one is not None]
        return bool(known) and all(
            _are_of_tokens(one, "scores", tokens, depth - 1) for one in known
        )
    if not isinstance(value, Mapping) or not value:
        return False
    is_sure = _doubt(last) < len(_USUAL)
    keys = [str(key) for key in value]
    named = all(_bare(key) in tokens for key in keys) and (is_sure or len(keys) > 1)
    places = is_sure and all(len(key) < _LONG and key.isdecimal() for key in keys)
    inside = (one for one in value.values() if not _is_score(one))
    return (named or places) and all(
        _are_of_tokens(one, "scores", tokens, depth - 1) for one in inside if one not in (None, {})
    )


def _are_named(value: object, name: str) -> bool:
    """Tell scores beside names: `[["Hà", 0.1]]`, `[{"token": "Hà", "score": 0.1}]`."""
    if not isinstance(value, list) or _doubt(name.rpartition(".")[2]) == len(_USUAL):
        return False
    rows = [[*one.values()] if isinstance(one, Mapping) else one for one in value]
    return bool(rows) and all(
        isinstance(row, list)
        and any(isinstance(one, str) for one in row)
        and any(map(_is_score, row))
        for row in rows
    )


def _bare(token: str) -> str:
    return token.strip(_MARKS) or token


def _are_scores(value: object) -> bool:
    """Tell a number by each token from those of pairs."""
    return isinstance(value, Mapping) and all(
        one is None or _is_score(one) for one in value.values()
    )


def _is_score(value: object) -> bool:
    return type(value) in {int, float}


def are_edges(value: object, name: str) -> bool:
    """Tell pairs of tokens, or of their places, with the score between them, from rows of scores.

    Args:
        value: What may be pairs: lists `[0, 1, 0.5]`, or mappings with two ends and a score.
        name: What they are called, which alone tells places from scores.
    """
    if _EDGES.isdisjoint(name_words(name.rpartition(".")[2]).split()):
        return False
    if isinstance(value, Mapping):  # {"0-1": 0.5}
        return any(map(_is_score, value.values()))
    return isinstance(value, list) and bool(value) and all(map(_is_edge, value))


def _is_edge(one: object) -> bool:
    if isinstance(one, list):
        return len(one) == len(_EDGE) and _are_alike(one[0], one[1]) and _has_score(one[2])
    if not isinstance(one, Mapping):
        return False
    names = {str(name).lower(): value for name, value in one.items()}
    pairs = permutations([*names][:_WIDEST], _TWO)
    ends = next((set(two) for two in pairs if are_ends(*two)), None)
    if ends is None:  # {"nodes": [0, 1], "weight": 0.5}
        lists = ((name, two) for name, two in names.items() if isinstance(two, list))
        ends = {name for name, two in lists if len(two) == _TWO and _are_alike(*two)}
    elif not _are_alike(*(names[end] for end in ends)):
        return False
    return bool(ends) and any(
        _has_score(value) for name, value in names.items() if name not in ends
    )


def _are_alike(one: object, other: object) -> bool:
    """Tell two tokens, or two places."""
    return type(one) is type(other) and type(one) in {str, int}


def _has_score(value: object) -> bool:
    return _is_score(value) or (isinstance(value, Mapping) and any(map(_is_score, value.values())))


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


def scores_by_name(names: Sequence[str]) -> str:
    """Name the mapping that all these lists are in, if it is called as scores are; else nothing.

    Args:
        names: Paths: `logprobs.gpt2`, `logprobs.llama`.
    """
    outer = {name.rpartition(".")[0] for name in names}
    of = outer.pop() if len(outer) == 1 < len(names) else ""
    return of if "." not in of and _doubt(of) < len(_USUAL) and of != "metrics" else ""


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
