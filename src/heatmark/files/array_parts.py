"""Arrays of scores, part by part: what is at some places along their first axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from heatmark.core.errors import ScoreError
from heatmark.core.wording import counted, quoted, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import Score
    from heatmark.files.choose import Column
    from heatmark.files.request import Request


ALL = "all"
"""What stands for no pick at all."""
_MOST_SCORES = 20_000_000  # of all columns together


class Array(Protocol):
    """Numbers with a shape, of which a part can be taken without reading all."""

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""

    def take(self, *indices: int) -> list[object]:
        """Give what is at these places along the first axes."""

    def across(self, lead: tuple[int, ...], *inner: int) -> list[list[object]]:
        """Give what is at the inner places, for each place along the axis before them."""

    def columns(
        self, lead: tuple[int, ...], layer: int | None, chosen: range
    ) -> list[list[object]]:
        """Give columns of [tokens, columns], or of a layer of [tokens, layers, columns]."""


class View(NamedTuple):
    """A part of an array: what is at some places along its first axes."""

    name: str
    array: Array
    lead: tuple[int, ...]
    shape: tuple[int, ...]

    def at(self, *indices: int) -> View:
        """Go further in."""
        return View(self.name, self.array, (*self.lead, *indices), self.shape[len(indices) :])

    def numbers(self) -> Sequence[Score]:
        """Read it."""
        return cast("Sequence[Score]", self.array.take(*self.lead))


class Chosen(NamedTuple):
    """The scores that were chosen, and what is known of them.

    Attributes:
        columns: Scores over all tokens, by their names, of which two may be the same.
        axes: The axes along which one can pick.
        square: Whether there is a row for each token, in their order, so that none needs a name.
        named: Whether names of the columns were known.
        options: What is known of the scores.
        notices: What the author should know of the choice.
    """

    columns: list[Column]
    axes: frozenset[str] = frozenset()
    square: bool = False
    named: bool = False
    options: Mapping[str, object] = {}
    notices: tuple[Notice, ...] = ()


def is_one_asked(request: Request, axis: str) -> bool:
    """Tell whether one place of an axis is asked for, or the mean of all: `all` asks for none.

    Args:
        request: What is picked.
        axis: What the axis is called.
    """
    return request.picks.get(axis, ALL) != ALL


def said_of_array(view: View, request: Request) -> str:
    """Say what an array is of, for an error that asks what to pick.

    Args:
        view: The array.
        request: Of this, the first tokens.
    """
    shape = say("{name} is {shape}", name=quoted(view.name), shape=list(view.array.shape))
    return say("{of} over {tokens}", of=shape, tokens=request.tokens) if request.tokens else shape


def refuse_many(width: int, count: int, request: Request, axis: str = "head") -> None:
    """Refuse more columns than may be drawn, and say how to take one.

    Args:
        width: How many there are.
        count: How many tokens there are.
        request: Of this, the limits.
        axis: What they are along.

    Raises:
        ScoreError: If there are too many, or none.
    """
    if not 1 <= width <= request.limits.max_columns or width * count > _MOST_SCORES:
        hint = say(
            "pick one: write {one}", one=request.written(**{axis: request.called(axis, width, 0)})
        )
        raise ScoreError(
            say("there are {columns} of scores", columns=counted(width, "column")), hint=hint
        )
