"""Numbers that would vanish: where tokens have no scores, those elsewhere in a file are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from heatmark.core.errors import Notice, OptionError, ParseError, ScoreError
from heatmark.core.wording import listed, quoted, say
from heatmark.files.choose import NOT_METRICS, PREFERRED
from heatmark.files.inner_texts import has_other_tokens, inner_places
from heatmark.files.not_scores import are_no_scores, from_tokenizers
from heatmark.files.own import FROM_TOKENIZERS
from heatmark.files.request import several
from heatmark.files.tree import names_of_places, tokens_at
from heatmark.files.unread import surer
from heatmark.options.check import check
from heatmark.options.content import CONTENT
from heatmark.options.declare import DECLARED, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heatmark.block.draft import Draft
    from heatmark.files.request import Request
    from heatmark.files.tree import Kind, TokenPlace


_DEEPEST = 6  # mappings and lists of mappings that are looked into
_WIDEST = 100  # members of a list that are looked at
_SHOWN = 4  # names that a message lists
_FEW = 2  # numbers, of which many things have as many as a short text has tokens
_KNOWN = (CONTENT.keys() - {"scores", "score", "entropy", "runs"}) | NOT_METRICS | FROM_TOKENIZERS
_KNOWN |= {"top_logprobs", "top_probs", "top", "top_tokens", "usage", "timings", "heatmark"}
_EACH = say('write a number beside each token: {"token": "…", "score": 0.5}')
_HINT = say(
    'write them beside the tokens, one number for each: "scores": […], '
    'or "scores": {"a": […], "b": […]} for several series'
)


class Left(NamedTuple):
    """Numbers that no reader took.

    Attributes:
        path: Where they stand.
        fits: Whether there are as many as tokens, along one of their axes.
        called: Whether they are called as scores are, or what they stand in is.
    """

    path: str
    fits: bool
    called: bool


class Whole(NamedTuple):
    """The file around a text.

    Attributes:
        value: All of it, or of the line that the text is in.
        kinds: All kinds of places, for texts within others.
        before: What names the line, or nothing.
    """

    value: object
    kinds: Sequence[Kind]
    before: str = ""


def with_vanished(draft: Draft, place: TokenPlace, whole: Whole, request: Request) -> Draft:
    """Tell of numbers of a file that are not drawn, where its tokens have no scores.

    Args:
        draft: What was read.
        place: Where in the file that stood.
        whole: The file.
        request: What was asked for.

    Returns:
        The draft, with a notice of numbers that may be scores.

    Raises:
        ParseError: If the scores are of a text within.
        ScoreError: If there are as many numbers as tokens, called as scores are.
    """
    other = (draft.texts, draft.compare, draft.classes, draft.score, draft.columns)
    if draft.series or draft.ours or any(one is not None for one in other):
        return draft
    tokens = tokens_at(place.node)
    inner = [one for one in inner_places(place, whole.kinds) if _has_scores(one)]
    if inner:
        named = names_of_places(inner, whole.before)
        parts = [*zip(named, (tokens_at(one.node) for one in inner), strict=True)]
        problem = "there are several texts in it, and only what is within others has scores"
        raise ParseError(problem, hint=several(parts, request.name), about="src")
    found = {one.path: one for one in _left(whole.value, "", tokens, _DEEPEST)}
    sure = [one.path for one in found.values() if one.fits and one.called]
    if sure:
        _refuse_beside_empty(place.node, tokens)
        problem = say("{names}: these scores are not beside their tokens", names=_names(sure))
        raise ScoreError(problem, hint=_hint(place))
    rest = [one.path for one in found.values() if one.fits or one.called]
    told = [_not_drawn(rest, place)] if rest else _empty(whole.value, place)
    return draft._replace(notices=(*draft.notices, *told))


def _refuse_beside_empty(node: object, tokens: Sequence[object]) -> None:
    """Say of scores that stand beside their tokens what is in their way: others that are empty."""
    empty = _empty_name(node)
    beside = [one.path for one in _left(node, "", tokens, _DEEPEST) if one.fits and one.called]
    read = [path for path in beside if surer([path.partition(".")[0]], ())]
    if empty and read:
        problem = say(
            "{name} is empty, and what is beside it was not read: {names}",
            name=quoted(empty),
            names=_names(read),
        )
        hint = say("leave {name} out, or write the scores in it", name=empty)
        raise ScoreError(problem, hint=hint)


def _hint(place: TokenPlace) -> str:
    """Say where scores are written: beside a list of tokens, or beside each."""
    return _HINT if isinstance(place.node, Mapping) else _EACH


def _has_scores(place: TokenPlace) -> bool:
    tokens = tokens_at(place.node)
    return any(one.fits for one in _left(place.node, "", tokens, _DEEPEST))


def _names(paths: Sequence[str]) -> str:
    shown = listed(map(quoted, paths[:_SHOWN]))
    if len(paths) <= _SHOWN:
        return shown
    return say("{names} and {count} more", names=shown, count=len(paths) - _SHOWN)


def _not_drawn(paths: Sequence[str], place: TokenPlace) -> Notice:
    message = say("the tokens have no scores; not drawn: {names}", names=_names(paths))
    beside = [name for path in paths if (name := path.rpartition(".")[2]) and _lies(name, place)]
    step = _hint(place)
    if beside:
        step = say("write field: {name} to draw it all the same", name=beside[0])
    hint = say("{hint}; silence: left-out, if they are none", hint=step)
    return Notice(name="left-out", message=message, hint=hint, about="src")


def _lies(name: str, place: TokenPlace) -> bool:
    """Tell a list of one number for each token beside a list of these, which `field` takes."""
    value = place.owner.get(name) if isinstance(place.node, list) else None
    return isinstance(value, list) and _shape(value) == (len(tokens_at(place.node)),)


def _empty(whole: object, place: TokenPlace) -> list[Notice]:
    """Say that what is called scores is empty."""
    nodes = [place.node, place.owner, whole] if isinstance(place.node, Mapping) else [place.node]
    for node in nodes:
        name = _empty_name(node)
        if name:
            message = say("{name} is empty: the tokens have no scores", name=quoted(name))
            hint = say("{hint}; silence: left-out, if that is meant", hint=_hint(place))
            return [Notice(name="left-out", message=message, hint=hint, about="src")]
    return []


def _empty_name(node: object) -> str:
    """Name what is called scores and is empty, or nothing."""
    rows = node[:_WIDEST] if isinstance(node, list) else [node]
    for name in PREFERRED:
        values = [row.get(name, 0) for row in rows if isinstance(row, Mapping)]  # equivalent: ≠ {}
        if values and all(map(_is_empty, values)):
            return name
    return ""


def _is_empty(value: object) -> bool:
    listed = isinstance(value, list) and all(one is None for one in value)
    return value is None or value == {} or listed


def _left(
    value: object, path: str, tokens: Sequence[object], depth: int, *, each: bool = False
) -> Iterator[Left]:
    """Find numbers in a value that are not known to be something else.

    Args:
        value: A part of the file.
        path: The way to it.
        tokens: The tokens of the text.
        depth: How deep to go on.
        each: Whether it is what stands there for one of the tokens.
    """
    shape = _shape(value)
    if shape or (each and shape is not None):
        fits = each or (len(tokens) in shape and (len(tokens) > _FEW or not _are_whole(value)))
        called = any(surer([name], ()) for name in path.split("."))
        yield Left(path, fits or (called and len(tokens) in shape), called)
    elif isinstance(value, Mapping) and depth and not has_other_tokens(value, tokens):
        for name, one in value.items():
            if not _is_known(path, name, one, len(tokens)):
                yield from _left(one, _below(path, name), tokens, depth - 1, each=each)
    elif isinstance(value, list) and depth and not _are_other_items(value, tokens):
        alike = len(value) == len(tokens)
        for at, one in enumerate(value[:_WIDEST], start=1):
            if isinstance(one, Mapping):
                way = path if alike else _below(path, str(at))
                yield from _left(one, way, tokens, depth - 1, each=each or alike)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shape(value: object) -> tuple[int, ...] | None:
    """Give the lengths of numbers in lists, nothing for a number alone, None for anything else."""
    lengths: list[int] = []
    while isinstance(value, list):
        lengths.append(len(value))
        value = next((one for one in value if one is not None), None)
    return tuple(lengths) if type(value) in {int, float} else None


def _are_whole(value: object) -> bool:
    return isinstance(value, list) and all(type(one) is int for one in value)


def _is_known(path: str, name: str, value: object, count: int) -> bool:
    """Tell what is known to be no scores: ids, places, masks, options, other tokens."""
    if _has_decimal(value) and not {*path.split(".")}.isdisjoint(PREFERRED):
        return False
    return (
        name.lower() in _KNOWN
        or _is_option(name, value)
        or (isinstance(value, list) and from_tokenizers(name))
        or are_no_scores(name, value, count)
    )


def _has_decimal(value: object) -> bool:
    return isinstance(value, list) and any(type(one) is float for one in value)


def _is_option(name: str, value: object) -> bool:
    if name not in DECLARED:
        return False
    try:
        check(name, value, Scope.BLOCK)
    except OptionError:
        return False
    return True


def _are_other_items(value: list[object], tokens: Sequence[object]) -> bool:
    """Tell a list of a mapping for each token of another text."""
    first = value[0] if value else None
    return isinstance(first, Mapping) and "token" in first and tokens_at(value) != tokens
