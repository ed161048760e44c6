"""Maps of tokens to tokens, of heads and layers: attention, as libraries give it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np

from heatmark.core.axes import is_attention
from heatmark.core.errors import ScoreError
from heatmark.core.wording import quoted, say
from heatmark.files.array_parts import ALL, Chosen, is_one_asked, refuse_many, said_of_array
from heatmark.files.request import one_row, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.array_parts import View
    from heatmark.files.choose import Column
    from heatmark.files.request import Request


_OF_ROWS, _OF_HEADS = 2, 3  # axes: of rows; of heads of rows


def is_map(view: View, count: int, request: Request) -> bool:
    """Tell [rows, tokens], of heads and layers, by its name, its rows or what is picked of it.

    Args:
        view: The array.
        count: How many tokens there are.
        request: What is picked of it, and how many tokens the text of the rows has.
    """
    axes, picks = len(view.shape), request.picks
    over = view.shape[-2:] == (request.targets, count)
    fits = over or view.shape[-2:] == (count, count)
    if not fits or request.axis == "first" or "neuron" in picks:
        return False
    if is_attention(view.name) or "dest" in picks or over:
        return True
    picked = "head" in picks or ("layer" in picks and axes > _OF_HEADS)
    return axes >= _OF_HEADS and (picked or request.axis == "last")


def rows_of_map(view: View, request: Request) -> Chosen:
    """Take the row of one token, of one head or of each; or, of one head, the rows of all.

    Args:
        view: The array.
        request: What is picked of it.

    Raises:
        ParseError: If it is not clear which layer is meant, or it is not there.
        ScoreError: If it has more axes, or its numbers are none.
    """
    axes = {"dest"}
    count = view.shape[-2]
    if len(view.shape) > _OF_HEADS:
        axes.add("layer")
        in_batch = len(view.shape) == _OF_HEADS + 2 and view.shape[1] == 1  # in each layer
        _refuse_more(view.shape[in_batch:], view)
        of, heads = said_of_array(view, request), view.shape[-3]
        view = view.at(pick(request, "layer", view.shape[0], of=of, head=heads))
        view = view.at(0) if in_batch else view
    if len(view.shape) == _OF_HEADS:
        axes.add("head")
    rows = _rows(view, request)
    if rows is not None:
        return Chosen(rows, frozenset(axes), square=count > 1)
    dest = pick(request, "dest", count, default=count - 1)
    known = "dest" in request.picks or count == 1
    if len(view.shape) == _OF_HEADS and not is_one_asked(request, "head"):
        head = request.called("head", view.shape[0], 0)
        others = say("; #head={head},dest=all takes all rows of a head", head=head)
    else:
        others = say("; dest=all, or view: grid, takes all rows")
    notices = () if known else (one_row("dest", dest, others),)
    if len(view.shape) == _OF_ROWS:  # one head
        return Chosen([(view.name, view.at(dest).numbers())], frozenset(axes), notices=notices)
    return Chosen(_heads(view, dest, request), frozenset(axes), notices=notices)


def _refuse_more(shape: Sequence[int], view: View) -> None:
    if len(shape) > _OF_HEADS + 1:
        problem = say(
            "{name} has too many axes: {list}", name=quoted(view.name), list=list(view.array.shape)
        )
        hint = (
            "attention is [layers, heads, tokens, tokens]; of a batch, save one text: array[:, 0]"
        )
        raise ScoreError(problem, hint=hint)


def _rows(view: View, request: Request) -> list[Column] | None:
    """Take the rows of all tokens where they are wanted, and one head is chosen."""
    wanted = request.picks.get("dest", "all" if request.whole else "")
    if wanted != "all":
        return None
    count = view.shape[-2]
    names = [f"dest {index}" for index in range(count)]
    if len(view.shape) == _OF_HEADS:
        if not is_one_asked(request, "head") and "dest" not in request.picks and view.shape[0] > 1:
            return None  # a row for each head
        if request.picks.get("head") == "mean":
            means = (_heads(view, dest, request)[0][1] for dest in range(count))
            return list(zip(names, means, strict=True))
        picks = request.picks.items()
        kept = {axis: place for axis, place in picks if (axis, place) != ("head", ALL)}
        asked = replace(request, picks=kept)
        view = view.at(pick(asked, "head", view.shape[0]))
    refuse_many(count, count, request)
    rows = view.array.across(view.lead)
    return cast("list[Column]", list(zip(names, rows, strict=True)))


def _heads(view: View, dest: int, request: Request) -> list[Column]:
    heads, count = view.shape[:2]
    wanted = request.picks.get("head") if is_one_asked(request, "head") else None
    if wanted is not None and wanted != "mean":
        return [(view.name, view.at(pick(request, "head", heads), dest).numbers())]
    refuse_many(heads, count, request)
    rows = view.array.across(view.lead, dest)
    if wanted is None:
        names = request.row_names(heads) or [f"head {head}" for head in range(heads)]
        return list(zip(names, cast("list[Sequence[Score]]", rows), strict=True))
    try:
        mean = np.array(rows, dtype=np.float64).mean(axis=0)
    except (ValueError, TypeError, OverflowError):
        problem = say(
            "the rows of {name} are not numbers, or not equally many", name=quoted(view.name)
        )
        raise ScoreError(problem, hint="pick one head") from None
    return [(view.name, mean.tolist())]
