"""What an author asks of a file: which part, which scores, which rows, and how much at most."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heatmark.block.parts import near
from heatmark.core.errors import Notice, ParseError
from heatmark.core.wording import listed, quoted, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Self

    from heatmark.options.declare import Options


_UNPACKED = 200_000_000  # bytes, ten times what a site reads by default
_INDEX = re.compile(r"-?[0-9]{1,9}", re.ASCII)


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
        field: The names of the scores, with commas between, or nothing.
        rows: The first and the last token, from 1, or None for all.
        limits: How much is read.
        whole: Whether all rows of a square array are wanted, one for each token, as in a grid.
        axis: Which axis of an array is that of the tokens: `first`, `last`, or `auto`.
    """

    part: str = ""
    path: str = ""
    picks: Mapping[str, str] = field(default_factory=dict)
    field: str = ""
    rows: tuple[int, int] | None = None
    limits: Limits = Limits()
    whole: bool = False
    axis: str = "auto"


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


def pick(picks: Mapping[str, str], axis: str, size: int, default: int | None = None) -> int:
    """Take a place along an axis, from 0 or, if it is negative, from the end.

    Raises:
        ParseError: If none is named where there is a choice, or it is beyond the end.
    """
    hint = say(
        "write #{axis}=0 to #{axis}={size} after the name of the file", axis=axis, size=size - 1
    )
    if axis not in picks:
        if default is None and size != 1:
            raise ParseError(
                say("there are {size} to choose from: {axis}", size=size, axis=axis),
                hint=hint,
                about="src",
            )
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
