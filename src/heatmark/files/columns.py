"""Which rows of arrays are the scores: along the axis of the tokens, and where an author picks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

import numpy as np

from heatmark.core.axes import find_token_axis, is_attention, is_by_columns, is_hidden, square_array
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.many_series import are_many, many_in_file
from heatmark.core.wording import counted, quoted, say
from heatmark.files.called import measure_of, measure_of_only
from heatmark.files.choose import NOT_METRICS, choose, metrics_of
from heatmark.files.place_names import CLASS
from heatmark.files.request import one_row, pick, refuse_unknown_picks
from heatmark.files.unread import scores_by_name, unfitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.errors import Notice
    from heatmark.core.scored_tokens import Score
    from heatmark.files.choose import Column
    from heatmark.files.request import Request


_ALL = "all"  # what stands for no pick at all
_GROUPS = ("scores.", "metrics.")
_MOST_SCORES = 20_000_000  # of all columns together
# What authors call the axis beside that of the tokens, in [tokens, columns] or [rows, tokens]; and
# which axis is that of the tokens by that, where both are as long.
_ACROSS = ("neuron", "feature", "expert", "column", "row", "layer", "head")
_SAID = dict.fromkeys((*_ACROSS[:4], CLASS), "first") | dict.fromkeys(_ACROSS[4:], "last")
_ROWS, _ATTENTION, _LAYERS = 2, 3, 3  # axes: of series; of heads; of tokens, layers, neurons


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


def choose_columns(
    arrays: Mapping[str, Array], count: int, request: Request, labels: Sequence[str] = ()
) -> Chosen:
    """Choose arrays, and the columns of arrays that have several.

    Args:
        arrays: All arrays by name.
        count: How many tokens there are.
        request: Which are asked for, and which places along their axes.
        labels: The names of the columns, if the file has them.

    Raises:
        ParseError: If they are not there, or it is not clear which are meant.
        ScoreError: If they do not fit the tokens.
    """
    names = list(arrays)
    if request.field:
        return _by_field(arrays, count, request, labels)
    group = [name for name in names if name.startswith("scores.")]
    alone = [name for name in names if not name.startswith(_GROUPS)] or names
    fitting = [name for name in alone if count in arrays[name].shape]  # the others are beside
    wrong = unfitting(arrays, fitting, count)
    if wrong and fitting and len(arrays[wrong[0]].shape) == 1:
        raise _misfit(wrong[0], arrays[wrong[0]], count, fitting)
    fitting = wrong or fitting
    shapes = {name: list(array.shape) for name, array in arrays.items()}
    metrics = metrics_of(fitting)
    of = "" if group or wrong else scores_by_name(metrics)
    chosen = group or (metrics if of else choose(fitting or alone, "", shapes))
    found = _take(chosen, arrays, count, request, labels)
    if not of:
        return found
    columns = [(name.removeprefix(f"{of}."), scores) for name, scores in found.columns]
    return found._replace(columns=columns, options=measure_of(of))


def _misfit(name: str, array: Array, count: int, others: Sequence[str]) -> ScoreError:
    """Say that what is called as scores are does not fit the tokens, and what does."""
    problem = say(
        "{tokens} but {scores} in {name}",
        tokens=counted(count, "token"),
        scores=counted(array.shape[0], "score"),
        name=quoted(name.removeprefix("metrics.")),
    )
    known = [one.removeprefix("metrics.") for one in others if one not in NOT_METRICS]
    hint = say("each token needs one score; null or NaN where it is missing")
    if known:
        hint = say("{hint}; or take what fits: field: {name}", hint=hint, name=known[0])
    return ScoreError(problem, hint=hint)


def _take(
    chosen: Sequence[str],
    arrays: Mapping[str, Array],
    count: int,
    request: Request,
    labels: Sequence[str],
) -> Chosen:
    """Take the columns of some arrays, whose places along other axes the author may pick."""
    alone = len(chosen) == 1
    parts = [_columns(name, arrays[name], count, request, labels) for name in chosen]
    refuse_unknown_picks(request.picks, sorted(frozenset().union(*(item.axes for item in parts))))
    return Chosen(
        columns=[
            column
            for name, item in zip(chosen, parts, strict=True)
            for column in _named(name, item.columns, alone=alone)
        ],
        square=alone and parts[0].square,
        options=measure_of_only(chosen),
        notices=tuple(dict.fromkeys(notice for item in parts for notice in item.notices)),
    )


def _by_field(
    arrays: Mapping[str, Array], count: int, request: Request, labels: Sequence[str]
) -> Chosen:
    """Take arrays by their names, or else columns of the usual array by theirs."""
    try:
        chosen = choose(list(arrays), request.field)
    except ParseError as error:
        usual = _usual(list(arrays))
        if not usual:
            raise
        found = _columns(usual[0], arrays[usual[0]], count, request, labels)
        if len(found.columns) == 1:  # it has no name to choose it by
            raise error from None
        wanted = choose([name for name, _ in found.columns], request.field)
        columns = [column for name in wanted for column in found.columns if column[0] == name]
        return found._replace(columns=columns, square=False, options=measure_of(usual[0]))
    return _take(chosen, arrays, count, request, labels)


def _usual(names: Sequence[str]) -> list[str]:
    """Name the array that is taken where none is named, if there is one."""
    try:
        return choose(names, "")
    except ParseError:
        return []


def _named(name: str, columns: list[Column], *, alone: bool) -> list[Column]:
    short = name
    for group in _GROUPS:
        short = short.removeprefix(group)
    if len(columns) == 1:
        return [(short, columns[0][1])]
    return columns if alone else [(f"{short} {item}", values) for item, values in columns]


def _columns(
    name: str, array: Array, count: int, request: Request, labels: Sequence[str]
) -> Chosen:
    """Take the columns of one array, and name the axes along which one can pick."""
    view = View(name, array, (), array.shape)
    while len(view.shape) > 1 and view.shape[0] == 1 != count:  # a batch of one text
        view = view.at(0)
    if len(view.shape) == 1:
        return Chosen([(name, view.numbers())])
    if _is_attention(view, count, request):
        return _attention(view, request)
    if len(view.shape) == _ROWS:
        return _table(view, count, request, labels)
    place = _axis_of_layers(view, count, request)
    if place is not None:
        return _neurons(view, place, request)
    problem = say(
        "{name} is {list}, which does not fit {tokens}",
        name=quoted(name),
        list=list(view.shape),
        tokens=counted(count, "token"),
    )
    hint = (
        "understood are [tokens], [tokens, columns], [layers, tokens, neurons], "
        "[tokens, layers, neurons], [heads, tokens, tokens], [layers, heads, tokens, tokens]"
    )
    raise ScoreError(problem, hint=hint)


def _is_attention(view: View, count: int, request: Request) -> bool:
    """Tell [rows, tokens], of heads and layers, by its name, its rows or what is picked of it."""
    axes, picks = len(view.shape), request.picks
    over = view.shape[-2:] == (request.targets, count)
    fits = over or view.shape[-2:] == (count, count)
    if not fits or request.axis == "first" or "neuron" in picks:
        return False
    if is_attention(view.name) or "dest" in picks or over:
        return True
    picked = "head" in picks or ("layer" in picks and axes > _ATTENTION)
    return axes >= _ATTENTION and (picked or request.axis == "last")


def _attention(view: View, request: Request) -> Chosen:
    """Take the row of one token, of one head or of each; or, of one head, the rows of all."""
    axes = {"dest"}
    count = view.shape[-2]
    if len(view.shape) > _ATTENTION:
        axes.add("layer")
        of, heads = _described(view, request), view.shape[1]
        view = view.at(pick(request, "layer", view.shape[0], of=of, head=heads))
        if len(view.shape) > _ATTENTION and view.shape[0] == 1:  # a batch in each layer
            view = view.at(0)
    if len(view.shape) > _ATTENTION:
        problem = say(
            "{name} has too many axes: {list}", name=quoted(view.name), list=list(view.array.shape)
        )
        raise ScoreError(problem, hint="attention is [layers, heads, tokens, tokens]")
    if len(view.shape) == _ATTENTION:
        axes.add("head")
    rows = _rows(view, request)
    if rows is not None:
        return Chosen(rows, frozenset(axes), square=count > 1)
    dest = pick(request, "dest", count, default=count - 1)
    known = "dest" in request.picks or count == 1
    if len(view.shape) == _ATTENTION and not _one(request, "head"):
        head = request.called("head", view.shape[0], 0)
        others = say("; #head={head},dest=all takes all rows of a head", head=head)
    else:
        others = say("; dest=all, or view: grid, takes all rows")
    notices = () if known else (one_row("dest", dest, others),)
    if len(view.shape) == _ROWS:  # one head
        return Chosen([(view.name, view.at(dest).numbers())], frozenset(axes), notices=notices)
    return Chosen(_heads(view, dest, request), frozenset(axes), notices=notices)


def _rows(view: View, request: Request) -> list[Column] | None:
    """Take the rows of all tokens where they are wanted, and one head is chosen."""
    wanted = request.picks.get("dest", "all" if request.whole else "")
    if wanted != "all":
        return None
    count = view.shape[-2]
    names = [f"dest {index}" for index in range(count)]
    if len(view.shape) == _ATTENTION:
        if not _one(request, "head") and "dest" not in request.picks and view.shape[0] > 1:
            return None  # a row for each head
        if request.picks.get("head") == "mean":
            means = (_heads(view, dest, request)[0][1] for dest in range(count))
            return list(zip(names, means, strict=True))
        picks = request.picks.items()
        kept = {axis: place for axis, place in picks if (axis, place) != ("head", _ALL)}
        asked = replace(request, picks=kept)
        view = view.at(pick(asked, "head", view.shape[0]))
    _refuse_many(count, count, request)
    rows = view.array.across(view.lead)
    return cast("list[Column]", list(zip(names, rows, strict=True)))


def _one(request: Request, axis: str) -> bool:
    """Tell whether one place of an axis is asked for, or the mean of all: `all` asks for none."""
    return request.picks.get(axis, _ALL) != _ALL


def _heads(view: View, dest: int, request: Request) -> list[Column]:
    heads, count = view.shape[:2]
    wanted = request.picks.get("head") if _one(request, "head") else None
    if wanted is not None and wanted != "mean":
        return [(view.name, view.at(pick(request, "head", heads), dest).numbers())]
    _refuse_many(heads, count, request)
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


def _table(view: View, count: int, request: Request, labels: Sequence[str]) -> Chosen:
    """Take the columns of [tokens, columns], or the rows of [rows, tokens], or one of them."""
    along = next((name for name in request.picks if name in {*_ACROSS, *request.places}), None)
    every = along is not None and not _one(request, along)
    places = [axis for axis in request.places if axis != CLASS]
    called = along or next(iter(places), "")
    said = _SAID.get(called, request.axis) if request.axis == "auto" else request.axis
    grid = request.whole and not is_by_columns(view.name)
    fits = count in view.shape
    axis = find_token_axis(
        view.shape,
        count,
        said=said if view.shape[0] == view.shape[1] or not fits else request.axis,
        rows_known=bool(labels or places) or grid or along is not None,
        name=view.name,
    )
    found = _one_of(view, axis.place, along, request) if along and not every else _all_of(
        view, axis.place, request, labels
    )  # fmt: skip
    width = view.shape[1 - axis.place]
    notices = (square_array(count, view.name),) if axis.guessed else ()
    plain = along is None and axis.place == 0 and not (request.whole or found.named or notices)
    if plain and are_many(width, view.name):
        notices = (many_in_file(width, view.name, request.written(neuron=0)),)
    return found._replace(notices=notices, axes=frozenset(_across(axis.place, request)))


def _across(axis: int, request: Request) -> tuple[str, ...]:
    """Name what the axis beside that of the tokens may be called."""
    names = (*_ACROSS, *request.places)
    return tuple(name for name in names if name != ("row" if axis == 0 else "column"))


def _one_of(view: View, axis: int, along: str, request: Request) -> Chosen:
    """Take one column, or one row."""
    if along not in _across(axis, request):
        return Chosen([])  # that axis is of tokens: the pick is refused
    item = pick(request, along, view.shape[1 - axis])
    if axis == 1:
        return Chosen([(view.name, view.at(item).numbers())])
    (column,) = view.array.columns(view.lead, None, range(item, item + 1))
    return Chosen([(view.name, cast("Sequence[Score]", column))])


def _all_of(view: View, axis: int, request: Request, labels: Sequence[str]) -> Chosen:
    count, width = view.shape[axis], view.shape[1 - axis]
    _refuse_many(width, count, request, "neuron")
    called = labels if len(labels) == width else request.row_names(width)
    names = called or [str(index + 1) for index in range(width)]
    array, lead = view.array, view.lead
    over_tokens = axis == 1 or (request.axis == "first" and not is_by_columns(view.name))
    square = request.whole and over_tokens and width == count > 1 and not called
    turned = axis == 0 and not square  # which is turned later, as that of a block
    rows = array.columns(lead, None, range(width)) if turned else array.across(lead)
    return Chosen(
        cast("list[Column]", list(zip(names, rows, strict=True))), square=square, named=bool(called)
    )


def _axis_of_layers(view: View, count: int, request: Request) -> int | None:
    """Tell [tokens, layers, neurons], 0, from [layers, tokens, neurons], 1, or give None.

    A batch of one text may stand behind the layers, as transformers writes hidden states.
    """
    shape = view.shape
    if len(shape) == _LAYERS + 1 and shape[1] == 1:
        shape = (shape[0], *shape[2:])
    if len(shape) != _LAYERS:
        find_token_axis(shape, count, said=request.axis, name=view.name)  # or an error
        return None
    hidden = is_hidden(view.name)
    if (hidden or "neuron" in request.picks) and request.axis == "auto":
        axis = find_token_axis(shape[:2], count, rows_known=hidden, name=view.name)
        if not axis.guessed:
            return axis.place
    try:
        axis = find_token_axis(shape, count, said=request.axis, name=view.name)
    except ScoreError as error:
        if shape[:2] != (count, count) or shape[2] == count or request.axis != "auto":
            raise
        hint = (
            "write token_axis: first if it is [tokens, layers, neurons]; "
            "call it hidden_states if it is [layers, tokens, neurons]"
        )
        raise ScoreError(error.message, hint=hint, about=error.about) from None
    return axis.place if axis.place < _LAYERS - 1 else None


def _neurons(view: View, axis: int, request: Request) -> Chosen:
    """Take the neurons of a layer, from [tokens, layers, neurons] or [layers, tokens, neurons]."""
    width = view.shape[-1]
    count, layers = view.shape[axis], view.shape[1 - axis]
    layer = pick(request, "layer", layers, of=_described(view, request), neuron=width)
    neurons = range(width)
    if _one(request, "neuron"):
        item = pick(request, "neuron", width)
        neurons = range(item, item + 1)
    _refuse_many(len(neurons), count, request, "neuron")
    if axis == 1:
        view = view.at(layer)
        view = view.at(0) if len(view.shape) > _ROWS else view
    columns = view.array.columns(view.lead, layer if axis == 0 else None, neurons)
    names = [f"neuron {request.called('neuron', width, item)}" for item in neurons]
    found = cast("list[Column]", list(zip(names, columns, strict=True)))
    return Chosen(found, frozenset({"layer", "neuron"}))


def _described(view: View, request: Request) -> str:
    """Say what an array is of, for an error that asks what to pick."""
    shape = say("{name} is {shape}", name=quoted(view.name), shape=list(view.array.shape))
    return say("{of} over {tokens}", of=shape, tokens=request.tokens) if request.tokens else shape


def _refuse_many(width: int, count: int, request: Request, axis: str = "head") -> None:
    if not 1 <= width <= request.limits.max_columns or width * count > _MOST_SCORES:
        hint = say(
            "pick one: write {one}", one=request.written(**{axis: request.called(axis, width, 0)})
        )
        raise ScoreError(
            say("there are {columns} of scores", columns=counted(width, "column")), hint=hint
        )
