"""JSON, events and JSON Lines: which part of them is read, and what is said where there is none."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_files import columns_of, read
from heatmark.core.errors import HeatmarkError, ParseError
from heatmark.files.file import File
from heatmark.files.json_file import find_events, find_json, find_lines
from heatmark.files.request import Request

ONE, TWO = {"tokens": ["a"], "scores": [1]}, {"tokens": ["b"], "scores": [2]}


def sent(*values: object) -> bytes:
    return "".join(f"data: {json.dumps(value)}\n\n" for value in values).encode()


def lines(*values: object) -> bytes:
    return "".join(f"{json.dumps(value)}\n" for value in values).encode()


def test_events_that_are_whole() -> None:
    """One answer is itself; of several each is a part."""
    reading = find_events(File(sent({"x": ONE, "y": TWO}), "x.sse"))
    assert reading is not None
    assert reading.parts is not None
    assert reading.parts(Request()) == ["x", "y"]
    both = sent({"x": ONE}, {"x": TWO})
    assert read(both, "x.sse", part="2").tokens == ("b",)
    with pytest.raises(ParseError, match="several texts"):
        read(both, "x.sse")


def test_the_parts_of_a_file() -> None:
    """All places with tokens are named; a table says itself which texts it has."""
    reading = find_json(File(json.dumps({"x": ONE, "y": [TWO]}).encode(), "x"))
    assert reading is not None
    assert reading.parts is not None
    assert reading.parts(Request()) == ["x", "y.1"]
    table = find_json(File(json.dumps([{"từ": "a", "x": 1}]).encode(), "x"))
    assert table is not None
    assert table.parts is not None
    assert table.parts(Request()) == [""]
    two = find_json(File(json.dumps({"p": [["a", 1]], "q": [["b", 2]]}).encode(), "x"))
    assert two is not None
    assert two.parts is not None
    assert two.parts(Request()) == ["p", "q"]


def test_a_name_with_an_equals_sign() -> None:
    """What a part is called goes before what could be picked of it."""
    content = json.dumps({"layer=1": ONE, "y": {"tokens": ["b"], "x": [[1], [2]]}}).encode()
    assert read(content, "x", part="layer=1").tokens == ("a",)
    around = json.dumps({"layer=1": {"x": ONE}, "y": TWO}).encode()
    assert read(around, "x", part="layer=1").tokens == ("a",)
    with pytest.raises(HeatmarkError, match="several texts"):
        read(content, "x", part="layers=1")


def test_parts_of_a_table() -> None:
    """The part is one of its texts, wherever the table stands; its own place may be named too."""
    rows = [["s", "a", 1], ["s", "b", 2], ["t", "c", 3], ["t", "d", 4]]
    table = {"columns": ["sentence", "từ", "x"], "data": rows}
    for content in (json.dumps(table).encode(), json.dumps({"in": table}).encode()):
        assert read(content, "x", part="t").tokens == ("c", "d")
        assert read(content, "x", part="1").tokens == ("a", "b")
    single = json.dumps({"in": {"columns": ["từ", "x"], "data": [["a", 1]]}}).encode()
    assert read(single, "x", part="in").tokens == ("a",)
    both = json.dumps({"p": [["a", 1]], "q": [["b", 2]]}).encode()
    assert read(both, "x", part="q").tokens == ("b",)


@pytest.mark.parametrize("before", [b"", b"\n", b"\n\n  \n"])
@pytest.mark.parametrize("between", [b"", b"\n", b" \n"])
def test_empty_lines_are_none(before: bytes, between: bytes) -> None:
    """Lines count without them; an error names the line of the file all the same."""
    content = before + lines(ONE) + between + lines(TWO)
    assert read(content, "x.jsonl", part="2").tokens == ("b",)
    assert read(content.rstrip(), "x.jsonl", part="1").tokens == ("a",)
    reading = find_lines(File(content, "x.jsonl"))
    assert reading is not None
    assert reading.parts is not None
    assert reading.parts(Request()) == ["1", "2"]
    broken = content + b"{\n"
    with pytest.raises(ParseError) as caught:
        read(broken, "x.jsonl", part="3")
    assert caught.value.line == 3 + before.count(b"\n") + between.count(b"\n")


def test_lines_are_named() -> None:
    """By an id if they have one, else by their number; the number fits always."""
    content = lines(ONE, {"id": "zwei", **TWO}, {"key": "k.1", "in": {"x": ONE, "y": TWO}})
    with pytest.raises(ParseError, match="there are 3 lines in it") as caught:
        read(content, "x.jsonl")
    assert "1, zwei, k.1" in caught.value.hint
    for part, token in (("2", "b"), ("zwei", "b"), ("3.y", "b"), ("k.1.x", "a"), ("1", "a")):
        assert read(content, "x.jsonl", part=part).tokens == (token,)
    for part in ("0", "4", "k.2", "drei"):
        with pytest.raises(ParseError, match="there is no part"):
            read(content, "x.jsonl", part=part)
    with pytest.raises(ParseError, match="several texts") as caught:
        read(content, "x.jsonl", part="k.1")
    assert "#k.1.in.x" in caught.value.hint


@pytest.mark.parametrize("ids", [(0, 1), (2, 1), ("1", "0"), (5, 7), ("x", "x"), (3, 3), ("a", 1)])
def test_an_id_goes_before_the_number_of_a_line(ids: tuple[object, object]) -> None:
    """Each name of a hint takes its own line; lines with equal ids have their numbers."""
    content = lines({"id": ids[0], **ONE}, {"id": ids[1], **TWO})
    with pytest.raises(ParseError, match="there are 2 lines") as caught:
        read(content, "x.jsonl")
    hint, reading = caught.value.hint, find_lines(File(content, "x.jsonl"))
    assert reading is not None
    assert reading.parts is not None
    for parts in (hint.rpartition(": ")[2].split(", "), reading.parts(Request())):
        assert [read(content, "x.jsonl", part=one).tokens for one in parts] == [("a",), ("b",)]
    if ids[0] == ids[1]:
        with pytest.raises(ParseError, match="several texts") as caught:
            read(content, "x.jsonl", part=str(ids[0]))
        assert caught.value.hint.endswith(": 1, 2")


@given(st.lists(st.one_of(st.none(), st.integers(0, 5), st.just("x")), min_size=2, max_size=6))
@example([2, 2, 1])
@example([2, 1, 2])
@example([2, None, 2])
def test_each_text_has_a_name_whatever_ids_there_are(ids: list[object]) -> None:
    """Hints name them all, and each name leads to its own; so does a number in brackets."""
    texts = [
        {"tokens": [f"t{at}"], "scores": [1], **({} if one is None else {"id": one})}
        for at, one in enumerate(ids)
    ]
    for content, name in ((json.dumps(texts).encode(), "x.json"), (lines(*texts), "x.jsonl")):
        reading = (find_lines if name == "x.jsonl" else find_json)(File(content, name))
        assert reading is not None
        assert reading.parts is not None
        parts = reading.parts(Request())
        found = [read(content, name, part=part).tokens for part in parts]
        assert found == [(f"t{at}",) for at in range(len(ids))]
        for at in range(len(ids)):
            assert read(content, name, part=f"[{at + 1}]").tokens == (f"t{at}",)
        for one in set(ids) - {None}:
            try:
                read(content, name, part=str(one))
            except ParseError as error:
                named = re.findall(r"#(\S+) \(", error.hint)
                named = named or error.hint.rpartition(": ")[2].split(", ")
                equal = [(f"t{at}",) for at, other in enumerate(ids) if other == one]
                assert [read(content, name, part=one).tokens for one in named] == equal


def test_a_part_of_the_only_line() -> None:
    """It needs no number in front of it."""
    content = lines({"x": ONE, "y": TWO})
    for part in ("y", "1.y"):
        assert read(content, "x.jsonl", part=part).tokens == ("b",)


def test_a_token_a_line() -> None:
    """The lines are one text, which has no parts."""
    content = lines({"token": "a", "entropy": 1}, {"token": "b", "entropy": 2})
    assert columns_of(read(content, "x.jsonl")) == {None: (1, 2)}
    with pytest.raises(ParseError, match="there is no part '2'"):
        read(content, "x.jsonl", part="2")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([5], "it is a list of int with 1 in it"),
        ([5, "a"], "it is a list of int with 2 in it"),
        ([], "it is an empty list"),
        ({}, "it is an empty mapping"),
        ({"a": 1, "b": 2.5, "c": "d"}, "it is a mapping with a, b, c"),
    ],
)
def test_what_was_found_in_place_of_tokens(value: object, said: str) -> None:
    """It is described, so that an author sees which file was read."""
    with pytest.raises(ParseError) as caught:
        read(json.dumps(value).encode(), "x.json")
    assert caught.value.message.endswith(said)
