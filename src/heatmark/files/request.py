"""What an author asks of a file: which part, which scores, which rows, and how much at most."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from heatmark.block.parts import near
from heatmark.core.errors import Notice, ParseError
from heatmark.core.patterns import lazy_re
from heatmark.core.wording import counted, listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

    from heatmark.options.declare import Options


_UNPACKED = 200_000_000  # bytes, ten times what a site reads by default
_FIRST = 3  # tokens that errors show of a text
_LISTED = 12  # parts that an error lists
_INDEX = lazy_re(r"-?[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is read.

    Attributes:
        max_bytes: The most bytes of a file.
        max_unpacked: The most bytes that a packed file may take unpacked.
        max_tokens: The most tokens of a heatmap.
        max_columns: The most columns of a table or an array.
    """

    max_bytes: int = 200_000_000
    max_unpacked: int = _UNPACKED
    max_tokens: int = 1_000_000
    max_columns: int = 1_000

    @classmethod
    def of(cls, options: Options) -> Self:
        """Take the limits that a site sets."""
        return cls(
            max_bytes=options.max_bytes,
            max_unpacked=max(_UNPACKED, options.max_bytes),
            max_tokens=options.max_tokens,
        )


@dataclass(frozen=True, kw_only=True)
class Request:
    """What an author asks of a file.

    Attributes:
        part: What stands after `#`, as written.
        path: Which part: a name, a number from 1, or names with dots between; or nothing.
        picks: Places along the axes of an array, from 0, such as `{"layer": "3"}`.
        places: What places along axes are called, where the file says so: their own numbers.
        field: The names of the scores, with commas between, or nothing.
        rows: The first and the last token, from 1, or None for all.
        limits: How much is read.
        whole: Whether all rows of a square array are wanted, one for each token, as in a grid.
        axis: Which axis of an array is that of the tokens: `first`, `last`, or `auto`.
        targets: How many tokens another text has that the rows are over, or 0.
        said: The options that the block says itself, whatever the file says of them.
        name: What the file is called, for errors that say what to write.
        tokens: The first tokens, for errors that say of what.
    """

    part: str = ""
    path: str = ""
    picks: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    field: str = ""
    rows: tuple[int, int] | None = None
    limits: Limits = Limits()
    whole: bool = False
    axis: str = "auto"
    targets: int = 0
    said: frozenset[str] = frozenset()
    name: str = ""
    tokens: str = ""

    def called(self, axis: str, size: int, place: int) -> str:
        """Name a place along an axis: as the file calls it, or by its number from 0."""
        known = self.places.get(axis, ())
        return known[place] if size and len(known) == size else str(place % max(size, 1))

    def row_names(self, size: int) -> list[str]:
        """Name rows by the axis that is as long, or give nothing."""
        for axis, known in self.places.items():
            if len(known) == size:
                numbers = all(map(_INDEX.fullmatch, known))
                return [f"{axis} {one}" if numbers else one for one in known]
        return []

    def written(self, **picks: object) -> str:
        """Write what is asked for with some more picks, as an author writes it into a block."""
        chosen = {**self.picks, **picks}
        items = [*filter(None, [self.path]), *(f"{axis}={item}" for axis, item in chosen.items())]
        return f"{_source(self.name)}#{','.join(items)}"


def as_part(file: str, part: str) -> str:
    """Write a part of a file, as an author writes it into a block."""
    return f"{_source(file)}#{part}"


def several(parts: Sequence[tuple[str, Sequence[object]]], file: str) -> str:
    """List parts as they are to be written, with their first tokens, and never at length.

    Args:
        parts: What each is called, and its tokens.
        file: What the file is called, if that is known.
    """
    ways = [
        say("{part} ({tokens})", part=as_part(file, name), tokens=first_tokens(tokens))
        if tokens
        else as_part(file, name)
        for name, tokens in parts[:_LISTED]
    ]
    shown = listed(ways)
    if len(parts) > _LISTED:
        shown = say("{names} and {count} more", names=shown, count=len(parts) - _LISTED)
    if file:
        return say("write one of these: {shown}", shown=shown)
    return say("choose one with # after the file's name: {value}", value=shown)


def _source(file: str) -> str:
    return f"src: {file}" if file else ""


def first_tokens(tokens: Sequence[object]) -> str:
    """Show how many tokens there are, and the first of them."""
    shown = ", ".join(quoted(token, 20) for token in tokens[:_FIRST])
    more = ", …" if len(tokens) > _FIRST else ""
    return say("{tokens}: {shown}", tokens=counted(len(tokens), "token"), shown=f"{shown}{more}")


def read_part(part: str) -> tuple[str, dict[str, str]]:
    """Take a part such as `2,target=3` apart into its path and its picks."""
    items = [item.strip() for item in part.split(",")]
    picks = dict(item.split("=", 1) for item in items[1:] if "=" in item)
    if "=" in items[0]:
        picks = {**dict([items[0].split("=", 1)]), **picks}
        return "", picks
    if len(picks) != len(items) - 1:  # a name with a comma in it
        return part, {}
    return items[0], picks


def pick(
    request: Request, axis: str, size: int, default: int | None = None, of: str = "", **more: int
) -> int:
    """Take a place along an axis, from 0 or, if it is negative, from the end.

    Args:
        request: What is picked.
        axis: What the axis is called.
        size: How long it is.
        default: The place if none is picked.
        of: What is picked from, for the error if none is.
        **more: How long other axes are that can be picked along as well.

    Raises:
        ParseError: If none is named where there is a choice, or it is beyond the end.
    """
    picks, known = request.picks, request.places.get(axis, ())
    hint = _hint_of_picks(request, {axis: size})
    if axis in picks and size and len(known) == size and not picks[axis].startswith("-"):
        return _by_name(request, axis, hint)
    if axis not in picks:
        if default is None and size != 1:
            problem = say("there are {size} to choose from: {axis}", size=size, axis=axis)
            if of:
                problem = say("{of}: {problem}", of=of, problem=problem)
            raise ParseError(problem, hint=_hint_of_picks(request, {axis: size}, more), about="src")
        chosen = default or 0
    elif not _INDEX.fullmatch(picks[axis]):
        problem = say("{axis} must be a number (got {picks})", axis=axis, picks=quoted(picks[axis]))
        raise ParseError(problem, hint=hint, about="src")
    else:
        chosen = int(picks[axis])
    if not -size <= chosen < size:
        problem = say(
            "there is no {axis} {chosen}: there are {size}, counted from 0",
            axis=axis,
            chosen=chosen,
            size=size,
        )
        raise ParseError(problem, hint=hint, about="src")
    return chosen % size


def _by_name(request: Request, axis: str, hint: str) -> int:
    """Take a place by what the file calls it."""
    known, wanted = request.places[axis], request.picks[axis]
    if wanted not in known:
        problem = say("there is no {name} {value} in it", name=axis, value=quoted(wanted))
        raise ParseError(problem, hint=hint, about="src")
    return known.index(wanted)


def _hint_of_picks(
    request: Request, axis: Mapping[str, int], more: Mapping[str, int] = MappingProxyType({})
) -> str:
    """Say what there is to pick, as it is to be written."""
    ((name, size),) = axis.items()
    first, last = (request.written(**{name: request.called(name, size, at)}) for at in (0, -1))
    hint = say("write {first} to {last}", first=first, last=last)
    if not request.name:
        hint = say("write {first} to {last} after the name of the file", first=first, last=last)
    if size and len(request.places.get(name, ())) == size:
        ways = listed(request.written(**{name: one}) for one in request.places[name][:_LISTED])
        hint = say("write one of these: {shown}", shown=ways)
        if not request.name:
            hint = say("choose one with # after the file's name: {value}", value=ways)
    if not more:
        return hint
    all_axes = {**axis, **more}
    one, ends = (
        request.written(**{key: request.called(key, long, at) for key, long in all_axes.items()})
        for at in (0, -1)
    )
    return say("{hint}; for one of each, {one} to {ends}", hint=hint, one=one, ends=ends)


def one_row(axis: str, index: int, others: str = "") -> Notice:
    """Say that of scores with a row for each token only that of the last is taken."""
    message = say(
        "there is a row of scores for each token; only that of the last is drawn: {axis}={place}",
        axis=axis,
        place=index,
    )
    hint = say(
        "write #{axis}={place} after the name of the file if that is meant{others}",
        axis=axis,
        place=index,
        others=others,
    )
    return Notice(name="one-row", message=message, hint=hint, about="src")


def refuse_unknown_picks(picks: Mapping[str, str], axes: Iterable[str]) -> None:
    """Refuse a pick along an axis that the data does not have."""
    known = tuple(axes)
    for axis in picks:
        if axis not in known:
            hint = near(axis, known) or (
                say("it has {known}", known=listed(known))
                if known
                else "leave it out: these scores have no axes"
            )
            raise ParseError(
                say("there is no axis {axis} in it", axis=quoted(axis)), hint=hint, about="src"
            )
