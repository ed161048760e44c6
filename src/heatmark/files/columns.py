"""Which rows of arrays are the scores: along the axis of the tokens, and where an author picks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from heatmark.core.axes import find_token_axis, is_by_columns, is_hidden, square_array
from heatmark.core.errors import ParseError, ScoreError
from heatmark.core.many_series import are_many, many_in_file
from heatmark.core.wording import counted, quoted, say
from heatmark.files.array_parts import Chosen, View, is_one_asked, refuse_many, said_of_array
from heatmark.files.called import measure_of, measure_of_only
from heatmark.files.choose import NOT_METRICS, choose, metrics_of
from heatmark.files.heads import is_map, rows_of_map
from heatmark.files.place_names import CLASS
from heatmark.files.request import pick, refuse_unknown_picks
from heatmark.files.unread import scores_by_name, unfitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heatmark.core.scored_tokens import Score
    from heatmark.files.array_parts import Array
    from heatmark.files.choose import Column
    from heatmark.files.request import Request


_GROUPS = ("scores.", "metrics.")
# What authors call the axis beside that of the tokens, in [tokens, columns] or [rows, tokens]; and
# which axis is that of the tokens by that, where both are as long.
_ACROSS = ("neuron", "feature", "expert", "column", "row", "layer", "head")
_SAID = dict.fromkeys((*_ACROSS[:4], CLASS), "first") | dict.fromkeys(_ACROSS[4:], "last")
_ROWS, _LAYERS = 2, 3  # axes: of series; of tokens, layers, neurons


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
    if is_map(view, count, request):
        return rows_of_map(view, request)
    if len(view.shape) == _ROWS:
        return _table(view, count, request, labels)
    place = _axis_of_layers(view, count, request)
    if place is not None:
        return _neurons(view, place, request)
    if len(view.shape) == _LAYERS and view.shape[1:] == (1, count):
        return _components(view, request, labels)
    problem = say(
        "{name} is {list}, which does not fit {tokens}",
        name=quoted(name),
        list=list(view.shape),
        tokens=counted(count, "token"),
    )
    hint = (
        "understood are [tokens], [tokens, columns], [layers, tokens, neurons], "
        "[tokens, layers, neurons], [heads, tokens, tokens], [layers, heads, tokens, tokens]; "
        "for rows over another text save row_tokens, for a row of each head array.reshape(-1, N)"
    )
    raise ScoreError(problem, hint=hint)


def _table(view: View, count: int, request: Request, labels: Sequence[str]) -> Chosen:
    """Take the columns of [tokens, columns], or the rows of [rows, tokens], or one of them."""
    along = next((name for name in request.picks if name in {*_ACROSS, *request.places}), None)
    every = along is not None and not is_one_asked(request, along)
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
    refuse_many(width, count, request, "neuron")
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


def _components(view: View, request: Request, labels: Sequence[str]) -> Chosen:
    """Take a series of each layer or head, [components, a batch of one text, tokens]."""
    width = view.shape[0]
    axes = frozenset({"layer", "head", *request.places})
    along = next((name for name in request.picks if name in axes), None)
    if along is not None and is_one_asked(request, along):
        row = view.at(pick(request, along, width), 0)
        return Chosen([(view.name, row.numbers())], frozenset({along}))
    refuse_many(width, view.shape[-1], request, "layer")
    called = labels if len(labels) == width else request.row_names(width)
    names = called or [str(index + 1) for index in range(width)]
    rows = cast("list[Sequence[Score]]", view.array.across(view.lead, 0))
    return Chosen(list(zip(names, rows, strict=True)), axes, named=bool(called))


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
    layer = pick(request, "layer", layers, of=said_of_array(view, request), neuron=width)
    neurons = range(width)
    if is_one_asked(request, "neuron"):
        item = pick(request, "neuron", width)
        neurons = range(item, item + 1)
    refuse_many(len(neurons), count, request, "neuron")
    if axis == 1:
        view = view.at(layer)
        view = view.at(0) if len(view.shape) > _ROWS else view
    columns = view.array.columns(view.lead, layer if axis == 0 else None, neurons)
    names = [f"neuron {request.called('neuron', width, item)}" for item in neurons]
    found = cast("list[Column]", list(zip(names, columns, strict=True)))
    return Chosen(found, frozenset({"layer", "neuron"}))
