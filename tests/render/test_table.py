"""The data table: every token and score, and whatever else is known."""

from __future__ import annotations

import json

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.legend import told
from heatmark.render.table import Table, is_wanted, table
from pages import draw
from pictures import drawn


def written(heatmap: Heatmap, **options: object) -> Table:
    found = picture(heatmap.content, resolve({**dict(heatmap.options), "lang": "vi", **options}))
    return table(found, told(found).measure)


def test_columns_have_heads() -> None:
    """The first counts, then come tokens, a column a series, and notes; all are equally long."""
    found = written(Heatmap(["Hà", " Nội", "\n"], {"một": [1.5, None, 3], "hai": [1, 2, 3]}))
    assert len(found.heads) == 1 + len(found.columns)
    assert found.heads[-2:] == ["một", "hai"]
    assert found.names == ["Hà", "Nội", "↵"]
    assert found.scores == [["1,5", "thiếu giá trị", "3"], ["1", "2", "3"]]
    assert {len(column) for column in found.columns} == {3}


def test_a_single_series_is_called_by_its_measure() -> None:
    """Its head is the measure with its unit."""
    found = written(Heatmap(["a", " b"], [1, 2]), measure="log P", unit="nat")
    assert found.heads[-1] == "log P (nat)"


def test_the_only_series_above_its_shuffle_has_no_name() -> None:
    """Its probabilities are called just that, and those of the shuffle by its name."""
    found = written(Heatmap(["a", " b"], [1, 2]), measure="surprisal", control=("shuffle",))
    assert found.heads[-2:] == ["Xác suất (%)", "đối chứng xáo trộn: xác suất (%)"]
    two = written(Heatmap(["a", " b"], {"A": [1, 2], "B": [2, 1]}), measure="surprisal")
    assert two.heads[-2:] == ["A: xác suất (%)", "B: xác suất (%)"]


def test_labels_stand_beside_scores() -> None:
    """Text in a cell of a grid is in the table too."""
    found = written(Heatmap(["a", " b"], {"x": [1, 2]}, labels=[["p", None]]), view="grid")
    assert found.scores == [["p: 1", "2"]]


def test_special_tokens_have_a_word() -> None:
    """They have no place on the scale, which is not the same as a missing score."""
    found = written(Heatmap(["<s>", "▁a"], [7, 2]))
    assert found.scores[0] == ["7 (token đặc biệt)", "2"]
    assert written(Heatmap(["<s>", "▁a"], [None, 2])).scores[0] == ["token đặc biệt", "2"]


def test_tokens_of_many_texts_say_of_which() -> None:
    """By the name of the text, or its number."""
    found = written(
        Heatmap.from_texts(
            [
                {"tokens": ["a", " b"], "scores": [1, 2], "name": "N"},
                {"tokens": ["c"], "scores": [3]},
            ]
        )
    )
    assert (found.heads[-1], found.others) == ("Văn bản", [["N", "N", "2"]])


@pytest.mark.parametrize(("count", "expected"), [(200, True), (201, False)])
def test_how_long_a_list_is(count: int, *, expected: bool) -> None:
    """Texts of up to 200 tokens are listed where their author does not say it."""
    tokens, scores = [f" t{at}" for at in range(count)], [*range(count)]
    assert is_wanted(drawn(tokens, scores)) is expected
    assert is_wanted(drawn(tokens, scores, table=not expected)) is not expected


def test_readings_stand_side_by_side() -> None:
    """Each under its name; the shorter one ends in empty cells."""
    body = {"compare": {"A": ["a", " b"], "B": ["a b"]}, "ids": {"A": [1, 2]}}
    found = table(draw("", json.dumps(body)), "m")
    assert found.heads == ["No.", "A", "B"]
    assert found.columns == [["a (1)", "b (2)"], ["a b", ""]]


def test_candidates_have_a_column() -> None:
    """But not in a view that lists them itself."""
    heatmap = Heatmap(["a"], [-1], alternatives=[[("x", -2)]])
    assert written(heatmap, lang="en").heads[-1] == "Other candidates"
    assert written(heatmap, lang="en", view="guesses").others == []


def test_columns_of_a_grid_say_that_they_are_marked() -> None:
    """Behind their names, as what, since the table has no column of marks there."""
    body = {"columns": ["x", "y", "z"], "scores": [[1, 2, 3], [3, 4, 5]], "mark": {2: "W", 3: None}}
    found = table(draw("view=grid", json.dumps(body)), "m")
    assert found.heads[2:] == ["x", "y (W)", "z (marked)"]


@pytest.mark.parametrize("name", ["", " ", "\t"])
def test_no_head_is_empty(name: str) -> None:
    """A tokenizer or a series without a name that is seen has a sign, or the measure."""
    compared = draw("", json.dumps({"compare": {"A": ["a b"], name: ["a", " b"]}}))
    scored = draw("", json.dumps({"tokens": ["a"], "scores": {"A": [1], name: [2]}}))
    for one in (compared, scored):
        assert all(head.strip() for head in table(one, "m").heads)


CAUSAL = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]


@pytest.mark.parametrize("options", [{"view": "grid"}, {"series": "pick"}])
def test_tables_of_maps_say_who_looks(options: dict[str, object]) -> None:
    """Rows look, as in the grid, and what else is known of tokens stands below."""
    made = Heatmap(["a", " b", " c"], CAUSAL, ids=[5, 6, 7], measure="attention", **options)  # type: ignore[arg-type]
    found = written(made)
    assert found.heads == ["STT", "nhìn từ ↓ nhìn tới →", "a", "b", "c"]
    assert found.names[:3] == ["a", "b", "c"]
    rows = [[*row] for row in zip(*found.scores, strict=True)]
    assert rows[1] == ["0,5", "0,5", "bị che"] or rows[1][:2] == ["0,5", "0,5"]
    assert rows[3] == ["5", "6", "7"]


def test_tables_of_named_axes_say_what_rows_and_columns_are() -> None:
    """Tokens of a grid of layers are the rows of its table, and so its axes change places."""
    layers = {"1": [1, 2], "2": [3, 4]}
    found = written(Heatmap(["a", " b"], layers, view="grid", axes=["tầng", "token"]))
    assert found.heads == ["STT", "token ↓ tầng →", "1", "2"]
    columns = drawn(["a", "b"], layers, view="grid")
    assert table(columns, "x").heads[1] == "Token"


def test_readings_say_which_tokens_are_marked() -> None:
    """Behind their ids, and that a tokenizer does not know what a token stands for."""
    options = """\
text: Hà Nội
compare: {A: [h, "##a", "[UNK]"], B: [Hà, " Nội"]}
ids: {A: [7, 5, 100]}
mark: [Nội]
"""
    found = draw("", options)
    assert table(found, "").columns == [
        ["H (7)", "à (5)", "Nội (100, [UNK])"],
        ["Hà", "Nội (marked)", ""],
    ]
