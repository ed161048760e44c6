"""Data frames as JSON: every orient of pandas, read as its CSV is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from data_files import columns_of, read, recognise, scores_of
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.frames import KIND, Frame, frame_in

if TYPE_CHECKING:
    from collections.abc import Callable

ORIENTS = ["split", "records", "index", "columns", "values", "table", "lines", "tight", "list"]
NAMED = [orient for orient in ORIENTS if orient != "values"]
INDEXED = ["split", "index", "columns", "table", "tight"]


def written(frame: pd.DataFrame, orient: str) -> bytes:
    """Write a frame in an orient of `to_json` or of `to_dict`."""
    if orient in {"tight", "list"}:
        return json.dumps(frame.to_dict(orient)).encode()  # type: ignore[call-overload]
    lines = orient == "lines"
    made = frame.to_json(orient="records" if lines else orient, lines=lines)  # type: ignore[call-overload]
    return str(made).encode()


def texts() -> pd.DataFrame:
    """A long frame of two sentences."""
    rows = [("a", "Hà", 1.5), ("a", " Nội", 2.5), ("b", "Huế", 3.5), ("b", ".", 4.5)]
    return pd.DataFrame(rows, columns=["sentence", "token", "score"])


@pytest.mark.parametrize("orient", NAMED)
@pytest.mark.parametrize("called", ["token", "word", "từ"])
def test_a_token_a_row(orient: str, called: str) -> None:
    """In each orient tokens are found by their name, and the usual score is taken."""
    frame = pd.DataFrame({called: ["Hà", " Nội"], "entropy": [1.0, 2.0], "logprob": [-0.5, None]})
    content = written(frame, orient).replace(b"NaN", b"null")
    found = read(content, "x.jsonl" if orient == "lines" else "x.json")
    assert found.tokens == ("Hà", " Nội")
    assert scores_of(found) == (-0.5, None)
    assert found.options == {"measure": "log P", "unit": "nat"}
    assert columns_of(read(content, "x.json", field="entropy")) == {None: (1, 2)}


@pytest.mark.parametrize("orient", NAMED)
@pytest.mark.parametrize("called", ["token", "word", "term", "từ khóa"])
def test_groups_of_rows(orient: str, called: str) -> None:
    """As in the CSV of the same frame they are one text, with a word, or one is asked for."""
    rows = [(1, "game", 0.1), (1, "team", 0.3), (2, "god", 0.2), (2, "soul", 0.5)]
    frame = pd.DataFrame(rows, columns=["topic", called, "score"])
    name = "x.jsonl" if orient == "lines" else "x.json"
    whole = read(written(frame, orient), name)
    assert whole.notices == read(frame.to_csv(index=False).encode(), "x.csv").notices
    (notice,) = whole.notices
    assert "'topic' numbers groups of rows" in notice.message
    assert (whole.tokens, scores_of(whole)) == (
        ("game", "team", "god", "soul"),
        (0.1, 0.3, 0.2, 0.5),
    )
    for part in ("topic=2", "2"):
        found = read(written(frame, orient), name, part=part)
        assert (found.tokens, scores_of(found), found.notices) == (("god", "soul"), (0.2, 0.5), ())
    drawn = read(written(frame, orient), name, field="topic, score")  # as the hint says
    assert columns_of(drawn) == {"topic": (1, 1, 2, 2), "score": (0.1, 0.3, 0.2, 0.5)}
    assert not drawn.notices


def test_what_people_say_is_no_token() -> None:
    """Messages to a model are called `content`, as features may be."""
    with pytest.raises(ParseError, match="no tokens in this JSON"):
        read(
            b'[{"role": "user", "content": "Hi", "n": 5}, {"role": "x", "content": "a", "n": 2}]',
            "x.json",
        )


def test_a_missing_feature() -> None:
    """A word that pandas took for a missing one is none in records either."""
    with pytest.raises(ParseError, match="token 2 is missing"):
        read(b'[{"feature": "a", "coef": 1.5}, {"feature": null, "coef": 2.5}]', "x.json")


def test_rows_without_names() -> None:
    """Values have no names: the words are the tokens, and the numbers beside them the series."""
    frame = pd.DataFrame({"token": ["Hà", " Nội"], "a": [1, 2], "b": [3, 4]})
    found = read(written(frame, "values"), "x.json")
    assert found.tokens == ("Hà", " Nội")
    assert columns_of(found) == {"1": (1, 2), "2": (3, 4)}


@pytest.mark.parametrize("orient", INDEXED)
def test_tokens_in_the_index(orient: str) -> None:
    """An index of words holds the tokens, whatever it is called."""
    frame = pd.DataFrame({"điểm": [0.5, 0.75]}, index=["Hà", " Nội"])
    found = read(written(frame, orient), "x.json")
    assert found.tokens == ("Hà", " Nội")
    assert scores_of(found) == (0.5, 0.75)
    assert found.options == {"measure": "điểm"}


@pytest.mark.parametrize("orient", [*INDEXED, "records", "lines"])
def test_tokens_as_names_of_columns(orient: str) -> None:
    """A wide frame has a series a row."""
    frame = pd.DataFrame([[1.5, 2.5], [3.5, 4.5]], columns=["Tôi", "yêu"])
    content = written(frame, orient)
    if orient == "lines":
        content = b"[" + b",".join(content.split()) + b"]"
    found = read(content, "x.json")
    assert found.tokens == ("Tôi", "yêu")
    assert [one.scores for one in found.series or ()] == [(1.5, 2.5), (3.5, 4.5)]


@pytest.mark.parametrize(("orient", "noticed"), [("split", False), ("columns", True)])
def test_the_same_names_on_both_sides(orient: str, noticed: bool) -> None:
    """Nothing in a mapping of mappings says which are rows: pandas' usual orient, with a notice."""
    names = ["Tôi", "yêu"]
    frame = pd.DataFrame([[1.0, 0.0], [0.3, 0.7]], index=names, columns=names)
    found = read(written(frame, orient), "x.json")
    assert columns_of(found) == {"Tôi": (1, 0), "yêu": (0.3, 0.7)}
    assert [item.name for item in found.notices] == ["table-axes"] * noticed


@pytest.mark.parametrize("orient", ["split", "records", "index", "columns", "table", "lines"])
@pytest.mark.parametrize("part", ["2", "b", "sentence=b"])
def test_several_texts(orient: str, part: str) -> None:
    """A column that names the sentences makes parts of a frame, as of a CSV."""
    content = written(texts(), orient)
    with pytest.raises(ParseError, match="several texts") as caught:
        read(content, "x.json")
    assert "#1 to #2, or #sentence=a" in caught.value.hint
    found = read(content, "x.json", part=part)
    assert found.tokens == ("Huế", ".")
    assert scores_of(found) == (3.5, 4.5)


def test_levels_of_an_index_and_of_columns() -> None:
    """Levels of an index are columns of their own; those of columns are one name."""
    index = pd.MultiIndex.from_tuples([(0, "Hà"), (0, " Nội")], names=["s", "token"])
    columns = pd.MultiIndex.from_tuples([("gpt2", "a"), ("gpt2", "b")])
    frame = pd.DataFrame([[1, 2], [3, 4]], index=index, columns=columns)
    found = read(written(frame, "split"), "x.json")
    assert found.tokens == ("Hà", " Nội")
    assert columns_of(found) == {"gpt2 a": (1, 3), "gpt2 b": (2, 4)}


def test_a_series() -> None:
    """A Series in `split` is a frame of one column."""
    content = json.dumps({"name": "loss", "index": ["Hà", " Nội"], "data": [1.5, 2.5]})
    found = read(content.encode(), "x.json")
    assert (found.tokens, scores_of(found)) == (("Hà", " Nội"), (1.5, 2.5))
    assert found.options == {"measure": "loss"}


def test_an_index_that_was_left_out() -> None:
    """Where pandas has left the tokens out, the hint says which orients keep them."""
    frame = pd.DataFrame({"logprob": [-0.5, None], "rank": [1, 2]}, index=["Hà", " Nội"])
    with pytest.raises(ParseError, match="numbers in it, but no tokens") as caught:
        read(written(frame, "records"), "x.json")
    assert "reset_index()" in caught.value.hint
    ways: list[Callable[[], bytes]] = [
        lambda: written(frame.rename_axis("token").reset_index(), "records"),
        lambda: written(frame, "split"),
    ]
    for way in ways:
        assert scores_of(read(way(), "x.json")) == (-0.5, None)


def test_a_token_that_pandas_took_for_nothing() -> None:
    """A word that pandas read as missing is said, and is no empty token."""
    content = written(pd.DataFrame({"token": ["a", None], "score": [1, 2]}), "split")
    with pytest.raises(ParseError, match="token 2 is missing") as caught:
        read(content, "x.json")
    assert "keep_default_na=False" in caught.value.hint


def test_columns_of_other_things_are_left_out() -> None:
    """Lists in cells are neither tokens nor scores."""
    rows = [["Hà", [72], 1.5], [" Nội", [32, 78], 2.5]]
    content = json.dumps({"columns": ["token", "bytes", "score"], "data": rows}).encode()
    assert scores_of(read(content, "x.json")) == (1.5, 2.5)


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"x": 1}, "b": {"y": 2}},
        {"data": [1, 2]},
        {"columns": ["a"], "data": [[1, 2]]},
        {"schema": {"fields": []}, "data": []},
        [["a"], ["b"]],
        [["a", "b"], ["c", "d"]],
        [{"sentence": "một câu dài", "score": 1}],
        {},
        [],
        "x",
    ],
)
def test_what_is_no_frame(value: Any) -> None:
    """Other JSON is left to other readers."""
    assert frame_in(value) is None


def test_one_row_of_a_table() -> None:
    """The first has one of the columns, or there is no table."""
    schema = {"fields": [{"name": "a"}]}
    assert frame_in({"schema": schema, "data": [{"a": 1}]}) == Frame(["a"], [[1]])
    assert frame_in({"schema": schema, "data": [{"b": 1}, {"a": 1}]}) is None


def test_numbers_beside_a_text_are_no_frame() -> None:
    """Inside of an answer mappings of numbers are its statistics."""
    answer = {"usage": [{"prompt": 1, "answer": 2}], "content": [{"token": "a", "logprob": -1}]}
    assert recognise(json.dumps(answer).encode(), "x.json") == "openai-chat"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ({"token_ids": [1, 2], "feat_acts": [0, 1]}, "convert_ids_to_tokens"),
        ([[0.5, 0.25], [0.5, 0.75]], "the tokens as tokens"),
        ({"cells": [], "nbformat": 4}, "heatmap.save"),
    ],
)
def test_no_tokens_at_all(value: Any, hint: str) -> None:
    """Of what is known to have none, the hint says where they come from."""
    with pytest.raises(HeatmarkError, match="no tokens") as caught:
        read(json.dumps(value).encode(), "x.json")
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("value", "names", "rows"),
    [
        # One row, in each way.
        ({"columns": ["x"], "index": ["a"], "data": [[1]]}, ["", "x"], [["a", 1]]),
        ({"columns": ["x"], "data": [[1]]}, ["x"], [[1]]),
        ({"a": {"x": 1}}, ["", "a"], [["x", 1]]),
        ([{"từ": "a", "x": 1}], ["từ", "x"], [["a", 1]]),
        ([{"x": 1, "y": 2}], ["x", "y"], [[1, 2]]),
        ([["a", 1]], [], [["a", 1]]),
        ({"schema": {"fields": [{"name": "index"}, {"name": "x"}]},
          "data": [{"index": "a", "x": 1}]}, ["", "x"], [["a", 1]]),
        # An index of several levels, and their names.
        ({"columns": ["x"], "index": [["s", "a"]], "data": [[1]]},
         ["level_0", "level_1", "x"], [["s", "a", 1]]),
        ({"columns": ["x"], "index": [["s", "a"]], "index_names": ["câu", None], "data": [[1]]},
         ["câu", "level_1", "x"], [["s", "a", 1]]),
        ({"columns": ["x"], "index": ["a"], "index_names": ["từ"], "data": [[1]]},
         ["từ", "x"], [["a", 1]]),
        ({"columns": ["x"], "index": ["a"], "index_names": ["từ", "x"], "data": [[1]]},
         ["", "x"], [["a", 1]]),
        # An index that counts, or is none.
        ({"columns": ["x"], "index": [0, 1], "data": [[1], [2]]}, ["x"], [[1], [2]]),
        ({"columns": ["x"], "index": ["a"], "data": [[1], [2]]}, ["x"], [[1], [2]]),
        # Mappings of mappings: rows outside or inside, by names, by words, or by a single column.
        ({"0": {"logprob": 1, "b": 3}, "1": {"logprob": 2, "b": 4}}, ["logprob", "b"],
         [[1, 3], [2, 4]]),
        ({"logprob": {"0": 1, "1": 2}, "b": {"0": 3, "1": 4}}, ["logprob", "b"], [[1, 3], [2, 4]]),
        ({"i": {"u": "Hà", "v": 1}, "j": {"u": "Nội", "v": 2}}, ["", "u", "v"],
         [["i", "Hà", 1], ["j", "Nội", 2]]),
        ({"u": {"i": "Hà", "j": "Nội"}, "v": {"i": 1, "j": 2}}, ["", "u", "v"],
         [["i", "Hà", 1], ["j", "Nội", 2]]),
        ({"Hà": {"u": 1}, "Nội": {"u": 2}}, ["", "u"], [["Hà", 1], ["Nội", 2]]),
        ({"Hà": {"0": 1}, "Nội": {"0": 2}}, ["Hà", "Nội"], [[1, 2]]),
        ({"u": {"Hà": 1, "Nội": 2}}, ["", "u"], [["Hà", 1], ["Nội", 2]]),
    ],
)  # fmt: skip
def test_how_frames_are_taken_apart(value: Any, names: list[str], rows: list[list[Any]]) -> None:
    """Columns have their names, an index stands in front of them, a row may be the only one."""
    found = frame_in(value)
    assert found is not None
    assert (found.names, [*map(list, found.rows)]) == (names, rows)
    assert not found.either


@pytest.mark.parametrize(
    "value",
    [
        [{"x": 1}, {"x": 2}],
        [{"x": 1, "y": 2}, {"x": 1, "z": 2}],
        [{"x": 1, "y": 2}, 5],
        [{"x": 1, "y": 2}, {"x": 1, "y": "a"}],
        [{"từ": "a", "x": 1}, 5],
        [["a", 1], ["b"]],
        [["a", 1], 5],
        [["a", 1], {"b": 1, "c": 2}],
        [["a"]],
        {"columns": ["x"], "data": [[1], [1, 2]]},
        {"columns": ["x"], "data": [[1], 2]},
    ],
)
def test_rows_that_are_not_like_the_first(value: Any) -> None:
    """What is no table of rows with the same cells is no frame."""
    assert frame_in(value) is None


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ([["a", 1], ["b", 2]], True),
        ({"columns": ["từ", "x"], "data": [["a", 1]]}, True),
        ({"columns": ["u", "x"], "data": [["a", 1]]}, True),
        ([{"từ": "a", "x": 1}], True),
        ({"p": {"u": 1, "v": 1}, "q": {"u": 3, "v": 2}}, False),
        ([{"u": 1, "v": 2}], False),
    ],
)
def test_frames_inside_of_something(value: Any, *, known: bool) -> None:
    """There it is one if tokens are named, if it has no names, or if it says what are its data."""
    assert bool(KIND.name_of(value, (("inside",),))) is known
    assert KIND.name_of(value, ()) == "frame"


@pytest.mark.parametrize("index", [[["a", 1], "b"], [[], []], [["a"], []], ["b", ["a", 1]]])
def test_an_index_of_uneven_levels_is_no_frame(index: list[object]) -> None:
    """No frame of pandas has one, so that nothing is read at the wrong place."""
    node = {"columns": ["token", "score"], "index": index, "data": [["x", 1], ["y", 2]]}
    assert frame_in(node) is None
    assert frame_in({**node, "index": [["a", 1], ["b", 2]]}) is not None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('[["Hà", null], ["Nội", 2.5], ["đẹp", 1]]', "x.json"),
        (
            '[{"word": "Hà", "x": null}, {"word": "Nội", "x": 2.5}, {"word": "đẹp", "x": 1}]',
            "x.json",
        ),
        (
            '{"word": "Hà", "x": null}\n{"word": "Nội", "x": 2.5}\n{"word": "đẹp", "x": 1}',
            "x.jsonl",
        ),
        ('{"tok": "Hà", "x": null}\n{"tok": "Nội", "x": 2.5}\n{"tok": "đẹp", "x": 1}', "x.jsonl"),
    ],
)
def test_a_first_word_without_a_score(content: str, name: str) -> None:
    """It has no surprisal where nothing stands before it, and is a token all the same."""
    found = read(content.encode(), name)
    assert found.tokens == ("Hà", "Nội", "đẹp")
    assert scores_of(found) == (None, 2.5, 1)


@pytest.mark.parametrize("value", [[["Hà", None]], [{"word": "Hà", "x": None}]])
def test_words_without_any_score(value: Any) -> None:
    """Where no number is, nothing is a frame."""
    assert frame_in(value) is None


@pytest.mark.parametrize(
    ("value", "is_text"),
    [
        ([["x", 12.345], ["y", 980]], False),
        ([{"word": "x", "x": 12.345}, {"word": "y", "x": 980}], False),
        ({"columns": ["word", "x"], "data": [["x", 12.345], ["y", 980]]}, False),
        ({"word": {"0": "x", "1": "y"}, "x": {"0": 12.345, "1": 980}}, False),
        ([{"word": "x", "x": 980}, {"word": "y", "x": "12.345"}], True),
    ],
)
def test_numbers_have_no_points_of_thousands(value: Any, *, is_text: bool) -> None:
    """Those of JSON are decimals; texts may have been written by hand."""
    assert (read(json.dumps(value).encode(), "x.json").points is not None) is is_text


@pytest.mark.parametrize("word", ["score", "value"])
def test_a_token_that_is_called_like_scores(word: str) -> None:
    """It is a column of a matrix as others are, and no column of scores beside an index."""
    tokens = ["Hà", word, "đẹp"]
    rows = [[1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5]]
    square = json.dumps({"columns": tokens, "index": tokens, "data": rows})
    assert len(read(square.encode(), "x.json", whole=True).series or ()) == len(rows)
    wide = json.dumps({"columns": tokens, "index": ["L0", "L1"], "data": rows[:2]})
    found = read(wide.encode(), "x.json")
    assert [notice.name for notice in found.notices] == ["table-axes"]
    assert len(found.series or ()) == len(tokens)


@pytest.mark.parametrize("key", ["word", "text", "token", "từ"])
@pytest.mark.parametrize(
    ("scores", "known"),
    [
        (["0,1", "0,25"], (0.1, 0.25)),
        (["0.1", "0.25"], (0.1, 0.25)),
        (["10%", "25%"], (10, 25)),
        (["1", "2"], (1, 2)),
        (["0.1", 0.25], (0.1, 0.25)),
        ([0.1, "0.25"], (0.1, 0.25)),
        (["0.1", ""], (0.1, None)),
    ],
)
def test_numbers_of_records_that_are_texts(
    key: str, scores: list[object], known: tuple[float | None, ...]
) -> None:
    """They are read as those of other files are, in one list or a line each."""
    rows = [{key: word, "score": one} for word, one in zip(["Xin", "chào"], scores, strict=True)]
    lines = "\n".join(map(json.dumps, rows))
    for text, name in ((json.dumps(rows), "x.json"), (lines, "x.jsonl")):
        found = read(text.encode(), name)
        assert (found.tokens, scores_of(found)) == (("Xin", "chào"), known)


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([["a", "0.1"], ["b", "0.2"]], (0.1, 0.2)),
        ([["a", "0,1"], ["b", "2"]], (0.1, 2)),
        ([["a", 0.1], ["b", "0.2"]], (0.1, 0.2)),
        ([["a", "1"], ["b", 2]], (1, 2)),
        ([["a", 0.1], ["b", 0.2]], (0.1, 0.2)),
        ([["0.1", "a"], ["0.2", "b"]], (0.1, 0.2)),
    ],
)
def test_pairs_of_a_token_and_a_number_that_may_be_a_text(
    rows: list[list[object]], known: tuple[float, ...]
) -> None:
    """As one list, and as a pair a line."""
    lines = "\n".join(map(json.dumps, rows))
    for text, name in ((json.dumps(rows), "x.json"), (lines, "x.jsonl")):
        found = read(text.encode(), name)
        assert (found.tokens, scores_of(found)) == (("a", "b"), known)


def test_texts_that_are_no_scores() -> None:
    """Two words a list are two tokens of a text, be one of them a number; so are those of ours."""
    assert frame_in([["Năm", "2020"], ["tháng", "12"]]) is None
    assert frame_in([["0.1", "0.2"], ["0.3", "0.4"]]) is None
    content = {"tokens": [["giá", "3.5"], ["giá", "4.5"]], "scores": [[1, 2], [3, 4]]}
    assert read(json.dumps(content).encode(), "x.json", part="2").tokens == ("giá", "4.5")
    with pytest.raises(HeatmarkError, match="score 'abc' is not a number"):
        read(b'[{"word":"a","score":"0.1"},{"word":"b","score":"abc"}]', "x.json")
