"""Which rows of arrays are the scores: no array is drawn in another orientation than the rule's."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_files import columns_of, read, series_of
from heatmark.core.axes import find_token_axis
from heatmark.core.errors import HeatmarkError, ParseError, ScoreError
from heatmark.files.columns import choose_columns
from heatmark.files.request import Request
from heatmark.files.source import to_heatmap
from heatmark.options.declare import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from heatmark.block.draft import Draft

    Save = Callable[..., bytes]


def as_json(array: np.ndarray, count: int, name: str = "values") -> bytes:
    return json.dumps({"tokens": [f"t{at}" for at in range(count)], name: array.tolist()}).encode()


def as_npz(array: np.ndarray, count: int, name: str = "values") -> bytes:
    file = io.BytesIO()
    np.savez(file, **{"tokens": np.array([f"t{at}" for at in range(count)]), name: array})  # type: ignore[arg-type]
    return file.getvalue()


def numbered(*shape: int) -> np.ndarray:
    return np.arange(float(np.prod(shape))).reshape(shape)


class Untouched:
    """An array whose numbers nobody needs."""

    def __init__(self, *shape: int) -> None:
        self.shape = shape

    def take(self, *_: int) -> list[float]:
        return []

    def columns(self, _: object, __: object, chosen: range) -> list[list[float]]:
        return [[] for _ in chosen]


def rows_of(draft: Draft) -> list[tuple[float | None, ...]]:
    return [one.scores for one in series_of(draft)]


@pytest.mark.parametrize("save", [as_json, as_npz])
@given(rows=st.integers(1, 6), columns=st.integers(1, 6), first=st.booleans())
def test_series_lie_along_the_token_axis(
    save: Save, *, rows: int, columns: int, first: bool
) -> None:
    """Whatever the shape, each series is the array along the axis that the rule names."""
    array = numbered(rows, columns)
    count = rows if first else columns
    place = find_token_axis(array.shape, count).place
    expected = array.tolist() if place == 1 else array.T.tolist()
    found = read(save(array, count), "x")
    assert rows_of(found) == list(map(tuple, expected))
    noticed = [notice.name for notice in found.notices]
    assert noticed == (["square-array"] if rows == columns > 1 else [])


@pytest.mark.parametrize("save", [as_json, as_npz])
@pytest.mark.parametrize("axis", ["first", "last"])
def test_the_author_says_the_axis(save: Save, axis: str) -> None:
    """`token_axis` decides, and then there is nothing to notice."""
    array = numbered(3, 3)
    found = read(save(array, 3), "x", axis=axis)
    assert rows_of(found) == list(map(tuple, (array.T if axis == "first" else array).tolist()))
    assert not found.notices


def test_layers_that_are_as_many_as_tokens() -> None:
    """Twelve layers of twelve tokens are rows of layers, and the author is told."""
    layers = np.repeat(np.arange(12.0)[:, None], 12, axis=1)
    found = read(as_json(layers, 12, "entropy"), "x")
    assert columns_of(found)["1"] == (0.0,) * 12
    assert columns_of(found)["12"] == (11.0,) * 12
    (notice,) = found.notices
    assert (notice.name, notice.level) == ("square-array", "warning")
    assert "'entropy' is 12 × 12" in notice.message


def test_names_decide_what_rows_are() -> None:
    """Rows that have names are over the tokens; two may have the same name."""
    content = {"tokens": ["a", "b"], "values": [[1, 2], [3, 4]], "names": ["x", "x"]}
    found = read(json.dumps(content).encode(), "x")
    assert [(one.name, one.scores) for one in series_of(found)] == [("x", (1, 2)), ("x", (3, 4))]
    assert not found.notices


def test_a_grid_decides_what_rows_are() -> None:
    """Where a grid has the tokens as rows, a square array needs neither names nor a notice."""
    found = read(as_json(numbered(3, 3), 3), "x", whole=True)
    assert found.square
    assert [one.name for one in series_of(found)] == [None] * 3
    assert not found.notices


@pytest.mark.parametrize("name", ["attention", "attn", "pattern"])
@pytest.mark.parametrize("save", [as_json, as_npz])
def test_one_row_of_attention_is_said(save: Save, name: str) -> None:
    """Without `dest` it is the row of the last token, and the author is told; the hint works."""
    array = numbered(3, 3)
    found = read(save(array, 3, name), "x")
    assert rows_of(found) == [tuple(array[2].tolist())]
    (notice,) = found.notices
    assert notice.name == "one-row"
    again = read(save(array, 3, name), "x", part=notice.hint.split()[1].removeprefix("#"))
    assert (again.series, again.notices) == (found.series, ())
    assert rows_of(read(save(array, 3, name), "x", part="dest=all")) == list(
        map(tuple, array.tolist())
    )


@pytest.mark.parametrize(
    ("part", "notices"),
    [
        ("layer=1", ["one-row"]),
        ("layer=1,head=0", ["one-row"]),
        ("layer=1,dest=2", []),
        ("layer=1,head=0,dest=2", []),
        ("layer=1,head=mean,dest=all", []),
    ],
)
def test_layers_and_heads(part: str, notices: list[str]) -> None:
    """A head without `dest`, or a layer without a head, is one row of each, and says so."""
    array = numbered(2, 2, 3, 3)
    found = read(as_npz(array, 3, "attention"), "x", part=part)
    assert [notice.name for notice in found.notices] == notices
    if notices or "dest=2" in part:
        heads = array[1, :1, 2] if "head" in part else array[1, :, 2]
        assert rows_of(found) == list(map(tuple, heads.tolist()))


@pytest.mark.parametrize("shape", [(2, 3, 3), (3, 2, 3), (3, 3, 3), (2, 2, 3, 3)])
@pytest.mark.parametrize("whole", [False, True])
def test_more_than_one_reading(shape: tuple[int, ...], *, whole: bool) -> None:
    """An array of three or more axes with two as long as the tokens is refused by its readings."""
    with pytest.raises(ScoreError, match="more than one axis is as long as the tokens") as caught:
        read(as_json(numbered(*shape), 3), "x", whole=whole)
    assert "tokens" in caught.value.message.partition("it can be")[2]
    assert "token_axis: first" in caught.value.hint


def test_picks_say_what_an_array_is() -> None:
    """`head` and `dest` are of attention, `neuron` of neurons; `token_axis` says the same."""
    array = numbered(2, 3, 3)
    for part, axis in (("head=1,dest=0", "auto"), ("head=1,dest=0", "last")):
        found = read(as_json(array, 3), "x", part=part, axis=axis)
        assert rows_of(found) == [tuple(array[1, 0].tolist())]
    cube = numbered(3, 3, 4)
    found = read(as_json(cube, 3), "x", part="layer=1,neuron=2", axis="first")
    assert rows_of(found) == [tuple(cube[:, 1, 2].tolist())]


@pytest.mark.parametrize("save", [as_json, as_npz])
def test_all_heads_are_those_that_nobody_picks(save: Save) -> None:
    """`head=all` and `neuron=all` ask for what there is without them."""
    heads, cube = save(numbered(2, 3, 3), 3, "attention"), save(numbered(3, 2, 4), 3)
    for content, part, more in (
        (heads, "dest=1", "head=all,dest=1"),
        (heads, "head=0,dest=all", "dest=all,head=0"),
        (cube, "layer=1", "layer=1,neuron=all"),
    ):
        assert rows_of(read(content, "x", part=more)) == rows_of(read(content, "x", part=part))


def test_as_many_layers_as_tokens() -> None:
    """Layers stand before the tokens or behind them: the error says how to say which."""
    cube = numbered(3, 3, 4)
    with pytest.raises(ScoreError, match="more than one axis") as caught:
        read(as_json(cube, 3), "x", part="layer=1,neuron=2")
    assert "token_axis: first" in caught.value.hint
    assert "call it hidden_states" in caught.value.hint
    found = read(as_npz(cube, 3, "hidden_states"), "x", part="layer=1,neuron=2")
    assert rows_of(found) == [tuple(cube[1, :, 2].tolist())]


@pytest.mark.parametrize("shape", [(5, 3, 4), (5, 1, 3, 4), (1, 5, 3, 4), (3, 5, 4)])
@pytest.mark.parametrize("write", [as_json, as_npz])
def test_a_neuron_of_a_layer(shape: tuple[int, ...], write: Save) -> None:
    """Layers stand before the tokens, as transformers has them, or behind; a batch may be one."""
    array = numbered(*shape)
    found = read(write(array, 3), "x", part="layer=2,neuron=-1")
    plain = array.squeeze()
    wanted = plain[:, 2, -1] if shape[0] == 3 else plain[2, :, -1]
    assert rows_of(found) == [tuple(wanted.tolist())]


def test_a_layer_is_asked_for_as_it_is_written() -> None:
    """The error lists the layers and one neuron of each, with the shape and the tokens."""
    content = as_npz(numbered(5, 3, 4), 3, "hidden_states")
    with pytest.raises(ParseError, match=r"is \[5, 3, 4\] over 3 tokens: '") as caught:
        read(content, "h.npz")
    assert "src: h.npz#layer=0 to src: h.npz#layer=4" in caught.value.hint
    assert "src: h.npz#layer=0,neuron=0 to src: h.npz#layer=4,neuron=3" in caught.value.hint
    assert len(rows_of(read(content, "h.npz", part="layer=4"))) == 4
    assert len(rows_of(read(content, "h.npz", part="layer=4,neuron=3"))) == 1


@pytest.mark.parametrize("write", [as_json, as_npz])
@pytest.mark.parametrize("name", ["neuron", "column", "feature", "layer"])
def test_one_column(write: Save, name: str) -> None:
    """One neuron of [tokens, neurons] is picked by what it is called."""
    array = numbered(3, 20)
    assert rows_of(read(write(array, 3), "x", part=f"{name}=17")) == [tuple(array[:, 17].tolist())]
    turned = read(write(array.T, 3), "x", part="row=17" if name == "column" else f"{name}=17")
    assert rows_of(turned) == [tuple(array[:, 17].tolist())]


def test_one_column_or_row_of_a_square() -> None:
    """A neuron is a column, a layer is a row: what is picked says which axis is which."""
    array = numbered(3, 3)
    for name, wanted in (("neuron", array[:, 1]), ("column", array[:, 1])):
        found = read(as_json(array, 3), "x", part=f"{name}=1")
        assert rows_of(found) == [tuple(wanted.tolist())]
        assert not found.notices
    for name in ("row", "layer", "head"):
        assert rows_of(read(as_json(array, 3), "x", part=f"{name}=1")) == [tuple(array[1].tolist())]


@pytest.mark.parametrize(("shape", "part"), [((3, 20), "row=1"), ((20, 3), "column=1")])
def test_tokens_are_no_series(shape: tuple[int, int], part: str) -> None:
    """A pick along the axis of the tokens is refused, and the hint names the other one."""
    with pytest.raises(ParseError, match="no axis") as caught:
        read(as_json(numbered(*shape), 3), "x", part=part)
    other = "column" if "row" in part else "row"
    assert other in caught.value.hint
    assert read(as_json(numbered(*shape), 3), "x", part=f"{other}=1").series


def test_one_neuron_of_one_array_among_several() -> None:
    """The array is named by `field`, or before the pick; the error lists them with their shapes."""
    first, other = numbered(3, 20), numbered(3, 30)
    file = io.BytesIO()
    np.savez(file, tokens=np.array(["a", "b", "c"]), mlp=first, resid=other)
    content = file.getvalue()
    with pytest.raises(ParseError, match="several scores") as caught:
        read(content, "x.npz", part="neuron=17")
    assert "mlp [3, 20], resid [3, 30]" in caught.value.hint
    wanted = [tuple(other[:, 17].tolist())]
    assert rows_of(read(content, "x.npz", part="neuron=17", field="resid")) == wanted
    assert rows_of(read(content, "x.npz", part="resid,neuron=17")) == wanted


def test_too_many_columns_to_draw() -> None:
    """Of more neurons than are drawn one is picked, as the hint writes it."""
    array = numbered(3, 1200)
    with pytest.raises(ScoreError, match="1200 columns") as caught:
        read(as_json(array, 3), "x.json")
    assert "src: x.json#neuron=0" in caught.value.hint
    assert rows_of(read(as_json(array, 3), "x.json", part="neuron=0")) == [
        tuple(array[:, 0].tolist())
    ]


def test_attention_of_as_many_heads_as_tokens() -> None:
    """Twelve layers of twelve heads over twelve tokens are attention by their name."""
    array = numbered(3, 3, 3, 3)
    found = read(as_npz(array, 3, "attentions"), "x", part="layer=0,head=1,dest=2")
    assert rows_of(found) == [tuple(array[0, 1, 2].tolist())]


def test_nothing_is_read_that_is_not_asked_for() -> None:
    """Arrays are chosen by their shapes and names before their numbers are looked at."""
    arrays: Any = {"a": Untouched(3), "b": Untouched(3)}
    with pytest.raises(HeatmarkError, match="several scores"):
        choose_columns(arrays, 3, Request())


@pytest.mark.parametrize(
    ("shapes", "chosen"),
    [
        ({"x": (3,), "metrics.y": (3,)}, ["x"]),
        ({"metrics.y": (3,)}, ["y"]),
        ({"x": (3,), "y": (5,)}, ["x"]),
        ({"x": (5,), "y": (3,), "scores.a": (3,), "scores.b": (3,)}, ["a", "b"]),
    ],
)
def test_which_arrays_are_the_scores(shapes: dict[str, tuple[int, ...]], chosen: list[str]) -> None:
    """Scores go before other groups, what stands alone before metrics, what fits before others."""
    arrays: Any = {name: Untouched(*shape) for name, shape in shapes.items()}
    found = choose_columns(arrays, 3, Request())
    assert [name for name, _ in found.columns] == chosen
    assert not found.square


@pytest.mark.parametrize(
    ("shape", "read_whole"),
    [
        ((20_000, 1_000), True),
        ((20_001, 1_000), False),
        ((2, 1_000), True),
        ((2, 1_001), False),
        ((6_666_667, 3), False),
    ],
)
def test_how_many_scores_are_read(shape: tuple[int, int], *, read_whole: bool) -> None:
    """At most 20 million at once, and a thousand columns."""
    arrays: Any = {"x": Untouched(*shape)}
    if read_whole:
        found = choose_columns(arrays, shape[0], Request(axis="first"))
        assert len(found.columns) == shape[1]
    else:
        with pytest.raises(ScoreError, match=f"there are {shape[1]} columns of scores"):
            choose_columns(arrays, shape[0], Request(axis="first"))


def test_a_column_of_a_square_is_no_grid() -> None:
    """A column that is named, of what could be a grid, is a series as any other."""
    found = read(as_json(numbered(3, 3), 3), "x", whole=True, field="2")
    assert not found.square
    assert rows_of(found) == [(3, 4, 5)]


@pytest.mark.parametrize(("count", "square"), [(1, False), (2, True), (3, True)])
@pytest.mark.parametrize("name", ["attention", "values"])
def test_how_large_a_grid_is(name: str, count: int, *, square: bool) -> None:
    """A grid has two tokens or more."""
    found = read(as_json(numbered(count, count), count, name), "x", whole=True)
    assert found.square is square
    assert len(series_of(found)) == count


@pytest.mark.parametrize("part", ["row=0", "column=0", "head=0"])
def test_one_row_around_the_tokens_is_no_axis(part: str) -> None:
    """In a batch of one text there is nothing to pick."""
    with pytest.raises(ParseError, match="no axis"):
        read(as_json(numbered(1, 3), 3), "x", part=part)
    assert rows_of(read(as_json(numbered(1, 3), 3), "x")) == [(0, 1, 2)]


@pytest.mark.parametrize(
    ("shape", "part", "axis", "heads"),
    [
        ((2, 3, 3), "head=1", "auto", [1]),
        ((2, 3, 3), "", "last", [0, 1]),
        ((2, 2, 3, 3), "layer=1", "auto", [2, 3]),
        ((2, 2, 3, 3), "layer=1,head=0", "last", [2]),
    ],
)
def test_what_makes_an_array_attention(
    shape: tuple[int, ...], part: str, axis: str, heads: list[int]
) -> None:
    """Its name says nothing, but a head is picked, a layer of four axes, or the last is tokens'."""
    array = numbered(*shape)
    found = read(as_json(array, 3), "x", part=part, axis=axis)
    assert rows_of(found) == [tuple(array.reshape(-1, 3, 3)[head, -1].tolist()) for head in heads]
    assert [notice.name for notice in found.notices] == ["one-row"]


def test_a_layer_of_three_axes_is_no_attention() -> None:
    """It could be of [layers, tokens, neurons] as well, and is refused by its readings."""
    with pytest.raises(ScoreError, match="more than one axis is as long"):
        read(as_json(numbered(2, 3, 3), 3), "x", part="layer=1")


def test_layers_of_attention_are_asked_for_with_their_heads() -> None:
    """The hint writes the first and the last of both."""
    content = as_json(numbered(2, 4, 3, 3), 3, "attention")
    with pytest.raises(ParseError) as caught:
        read(content, "x.json")
    assert "#layer=0 to src: x.json#layer=1;" in caught.value.hint
    assert "layer=0,head=0 to src: x.json#layer=1,head=3" in caught.value.hint


def test_the_only_head_of_a_layer() -> None:
    """It is a head as any other, which can be picked, and whose rows are a grid."""
    array = numbered(2, 1, 3, 3)
    content = as_json(array, 3, "attention")
    found = read(content, "x", part="layer=1,head=0,dest=1")
    assert rows_of(found) == [tuple(array[1, 0, 1].tolist())]
    grid = read(content, "x", part="layer=1", whole=True)
    assert grid.square
    assert rows_of(grid) == list(map(tuple, array[1, 0].tolist()))


def test_a_grid_of_several_heads_is_a_row_of_each() -> None:
    """Until one is picked; to ask for all rows of no head is an error that counts the heads."""
    array = numbered(2, 3, 3)
    content = as_json(array, 3, "attention")
    found = read(content, "x", whole=True)
    assert columns_of(found) == {
        "head 0": tuple(array[0, 2].tolist()),
        "head 1": tuple(array[1, 2].tolist()),
    }
    one = read(content, "x", part="head=1", whole=True)
    assert rows_of(one) == list(map(tuple, array[1].tolist()))
    with pytest.raises(ParseError, match="there are 2 to choose from: head"):
        read(content, "x", part="dest=all")


@pytest.mark.parametrize(
    ("shape", "part", "others"),
    [
        ((3, 3), "", "dest=all, or view: grid"),
        ((2, 3, 3), "head=1", "dest=all, or view: grid"),
        ((2, 3, 3), "", "#head=0,dest=all takes"),
        ((2, 2), "", "dest=all, or view: grid"),
    ],
)
def test_the_other_rows_are_had_so(shape: tuple[int, ...], part: str, others: str) -> None:
    """The notice of one row says how all rows of a head are taken."""
    found = read(as_json(numbered(*shape), shape[-1], "attention"), "x", part=part)
    (notice,) = found.notices
    assert others in notice.hint


def test_one_token_has_one_row() -> None:
    """Nothing else could be meant, and nothing is said."""
    assert not read(as_json(numbered(1, 1), 1, "attention"), "x").notices


@pytest.mark.parametrize("write", [as_json, as_npz])
def test_a_square_is_guessed_where_nothing_says(write: Save) -> None:
    """Rows are taken for series, with a notice; a pick says it, and nothing is noticed."""
    array = numbered(2, 2)
    found = read(write(array, 2), "x")
    assert [notice.name for notice in found.notices] == ["square-array"]
    assert not read(write(array, 2), "x", part="row=1").notices
    assert not read(write(numbered(2, 3), 2), "x").notices


@pytest.mark.parametrize(
    ("shape", "name", "part", "wanted"),
    [
        ((5, 1, 4), "x", "layer=2,neuron=1", [9]),
        ((3, 3, 4), "hidden_states", "layer=1", [12, 16, 20]),
        ((5, 3, 3), "x", "layer=2,neuron=1", [19, 22, 25]),
        ((3, 5, 3), "x", "layer=2,neuron=1", [7, 22, 37]),
    ],
)
def test_layers_and_neurons(
    shape: tuple[int, ...], name: str, part: str, wanted: list[float]
) -> None:
    """A name or a pick tells the layers from the neurons where these are as many as the tokens."""
    found = read(as_json(numbered(*shape), len(wanted), name), "x", part=part)
    assert rows_of(found)[0] == tuple(wanted)


@pytest.mark.parametrize(
    ("shape", "part", "axis", "problem"),
    [
        ((5, 2, 3, 4), "", "auto", r"[5, 2, 3, 4]"),
        ((3, 1, 3, 4), "layer=0", "auto", "more than one axis"),
        ((5, 7, 4), "", "auto", "[5, 7, 4]"),
        ((3, 3, 3), "", "auto", "more than one axis"),
        ((3, 3, 4), "", "last", "[3, 3, 4]"),
        ((2, 4, 3), "", "auto", "[2, 4, 3], which does not fit 3 tokens"),
    ],
)
def test_layers_that_are_not_known(
    shape: tuple[int, ...], part: str, axis: str, problem: str
) -> None:
    """What fits in no way, or in several, is an error; a name helps where layers are meant."""
    with pytest.raises(ScoreError) as caught:
        read(as_json(numbered(*shape), 3), "x", part=part, axis=axis)
    assert problem in caught.value.message
    assert ("call it hidden_states" in caught.value.hint) is (shape == (3, 1, 3, 4))


@pytest.mark.parametrize("shape", [(3, 5, 4), (5, 3, 4)])
def test_how_many_layers_there_are(shape: tuple[int, ...]) -> None:
    """The hint lists the layers, before the tokens or behind them."""
    with pytest.raises(ParseError) as caught:
        read(as_json(numbered(*shape), 3), "h.json")
    assert "src: h.json#layer=0,neuron=0 to src: h.json#layer=4,neuron=3" in caught.value.hint


@pytest.mark.parametrize("part", ["neuron=all", "column=all", "layer=all"])
def test_all_columns_of_a_table(part: str) -> None:
    """They are what is read where none is picked, and a square needs no notice then."""
    content = as_json(numbered(3, 4), 3)
    assert rows_of(read(content, "x", part=part)) == rows_of(read(content, "x"))
    assert not read(as_json(numbered(3, 3), 3), "x", part=part).notices


@pytest.mark.parametrize(
    ("name", "measure"), [("logprobs", "log P"), ("surprisal", "surprisal"), ("attn", "attn")]
)
def test_scores_by_the_names_of_models(name: str, measure: str) -> None:
    """A mapping that is called as scores are is series, as `scores` is; places in it are none."""
    models = {"gpt2": [-1, -2], "llama": [-3, -4], "ids": [5, 6]}
    found = read(json.dumps({"tokens": ["a", "b"], name: models}).encode(), "x.json")
    assert columns_of(found) == {"gpt2": (-1, -2), "llama": (-3, -4)}
    assert found.options["measure"] == measure


@pytest.mark.parametrize("name", ["layers", "deep.er", "metrics"])
def test_mappings_of_other_numbers(name: str) -> None:
    """What is not called so may be of different kinds, of which one is chosen."""
    values = {"tokens": ["a", "b"], name: {"x": [1, 2], "y": [3, 4]}}
    with pytest.raises(ParseError, match="several scores"):
        read(json.dumps(values).encode(), "x.json")


def test_a_notice_stands_once() -> None:
    """What is true of several arrays is told once."""
    values = {"tokens": ["a", "b"], "attention": {"x": [[1, 0], [0, 1]], "y": [[1, 0], [1, 0]]}}
    found = read(json.dumps(values).encode(), "x.json")
    assert [one.name for one in found.notices] == ["one-row"]


@pytest.mark.parametrize("write", [as_json, as_npz])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        *((name, True) for name in ("router_probs", "activations", "logprobs.classes", "hidden")),
        *((name, False) for name in ("similarity", "layer_1", "rollout", "attention_probs")),
    ],
)
def test_a_grid_of_numbers_of_each_token(write: Save, name: str, *, told: bool) -> None:
    """Tokens by experts are no map of tokens, though `view: grid` would draw a square as one."""
    found = read(write(numbered(3, 3), 3, name), "x", whole=True)
    assert [one.name for one in found.notices] == ["square-array"] * told
    assert rows_of(found) == [(0, 1, 2), (3, 4, 5), (6, 7, 8)]
    for axis in ("first", "last"):
        assert not read(write(numbered(3, 3), 3, name), "x", whole=True, axis=axis).notices
    assert not read(write(numbered(3, 4), 3, name), "x", whole=True).notices


@pytest.mark.parametrize("write", [as_json, as_npz])
@pytest.mark.parametrize("name", ["attention", "similarity", "router_probs"])
@pytest.mark.parametrize("view", ["grid", "auto"])
def test_an_axis_that_is_said_turns_a_square_once(write: Save, name: str, view: str) -> None:
    """A grid was turned twice, and so not at all."""
    options = Options(token_axis="first", view=view)
    found = read(write(numbered(3, 3), 3, name), "x", whole=view == "grid", axis="first")
    made, notices = to_heatmap(found, options)
    assert [one.scores for one in made.series] == [(0, 3, 6), (1, 4, 7), (2, 5, 8)]
    by_token = view == "grid" and name != "router_probs"
    assert [one.name for one in made.series] == ([None] * 3 if by_token else ["1", "2", "3"])
    assert not [one for one in notices if one.name == "square-array"]


def test_labels_of_classes_are_of_columns() -> None:
    """They name series, and do not say which axis of a square is theirs; other shapes do."""
    content = {"tokens": ["Hà", "Nội"], "probs": [[0.1, 0.9], [0.8, 0.2]], "labels": ["O", "LOC"]}
    found = read(json.dumps(content).encode(), "x")
    assert [one.name for one in found.notices] == ["square-array"]
    turned = read(json.dumps(content).encode(), "x", axis="first")
    assert columns_of(turned) == {"O": (0.1, 0.8), "LOC": (0.9, 0.2)}
    (picked,) = series_of(read(json.dumps(content).encode(), "x", part="class=LOC"))
    assert picked.scores == (0.9, 0.2)
    layers = {**content, "labels": ["layer 4", "layer 8"]}
    assert not read(json.dumps(layers).encode(), "x").notices


@pytest.mark.parametrize(
    ("beside", "names"),
    [
        ({"features": [25, 314]}, ["feature 25", "feature 314"]),
        ({"experts": ["e0", "e1"]}, ["e0", "e1"]),
    ],
)
def test_lists_of_what_stands_in_columns(beside: dict[str, Any], names: list[str]) -> None:
    """A list of features or experts says that they are the columns, of a square, too."""
    content = {"tokens": ["a", "b"], "acts": [[1, 2], [3, 4]], **beside}
    for whole in (False, True):
        found = read(json.dumps(content).encode(), "x", whole=whole)
        assert columns_of(found) == dict(zip(names, [(1, 3), (2, 4)], strict=True))
        assert not found.notices


@pytest.mark.parametrize("write", [as_json, as_npz])
def test_a_batch_of_one_text_behind_components(write: Save) -> None:
    """TransformerLens gives [components, batch, tokens]: a series of each, or one of them."""
    array = numbered(3, 1, 4)
    found = read(write(array, 4, "logit_attrs"), "x")
    assert columns_of(found) == {str(at + 1): tuple(array[at, 0]) for at in range(3)}
    for part in ("layer=1", "head=1"):
        (one,) = series_of(read(write(array, 4, "logit_attrs"), "x", part=part))
        assert one.scores == tuple(array[1, 0])
    with pytest.raises(ParseError, match="there is no axis 'head'"):
        read(write(array, 4, "logit_attrs"), "x", part="layer=1,head=0")
    with pytest.raises(ScoreError, match="does not fit 4 tokens") as at:
        read(write(numbered(3, 2, 4), 4, "logit_attrs"), "x")
    assert "array.reshape(-1, N)" in at.value.hint


def test_names_of_components() -> None:
    """Their layers are called as the file calls them."""
    content = {"tokens": ["a", "b"], "lens": [[[1, 2]], [[3, 4]], [[5, 6]]], "layers": [0, 4, 8]}
    found = columns_of(read(json.dumps(content).encode(), "x"))
    assert found == {"layer 0": (1, 2), "layer 4": (3, 4), "layer 8": (5, 6)}
    (one,) = series_of(read(json.dumps(content).encode(), "x", part="layer=8"))
    assert one.scores == (5, 6)
