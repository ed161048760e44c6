"""Times that are written as texts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import read, scores_of
from heatmark.core.errors import ScoreError
from heatmark.files.times import are_times

STARTS, ENDS = ["0s", "0.4s"], ["0.4s", "1,25 s"]


@pytest.mark.parametrize(
    ("name", "cells", "known"),
    [
        ("startTime", STARTS, True),
        ("end_time", ENDS, True),
        ("startOffset", STARTS, True),
        ("from", ["1500 ms", "1600ms"], True),
        ("bắt đầu", ["", "0 giây"], True),
        ("time", ["PT0.4S", "PT0.4S"], True),
        ("duration", STARTS, False),
        ("rt", ["400 ms", "500 ms"], False),
        ("startTime", ["0.4s", "0s"], False),
        ("startTime", ["0.4s", "x"], False),
        ("startTime", ["0.4", "0.5"], False),
        ("startTime", [], False),
    ],
)
def test_times(name: str, cells: list[str], known: bool) -> None:
    """The name, the unit and the order tell them."""
    assert are_times(name, cells) is known


def _words(key: str, **more: Any) -> list[dict[str, Any]]:
    return [
        {key: word, "startTime": start, "endTime": end, **{name: more[name][at] for name in more}}
        for at, (word, start, end) in enumerate(zip(["xin", " chào"], STARTS, ENDS, strict=True))
    ]


@pytest.mark.parametrize(
    "value",
    [
        _words("word", confidence=[0.9, 0.8]),
        _words("token", confidence=[0.9, 0.8]),
        {"results": [{"alternatives": [{"words": _words("word", confidence=[0.9, 0.8])}]}]},
        {"words": ["xin", "chào"], "startTime": STARTS, "confidence": [0.9, 0.8]},
    ],
)
def test_speech(value: object) -> None:
    """As recognisers of speech answer: nothing is said of them."""
    found = read(json.dumps(value).encode(), "x.json")
    assert (scores_of(found), found.notices) == ((0.9, 0.8), ())


def test_tables() -> None:
    """So it is in tables; where there is nothing else, there are no scores."""
    content = b"word,startTime,endTime%s\nxin,0s,0.4s%s\nch\xc3\xa0o,0.4s,0.9s%s\n"
    found = read(content % (b",confidence", b",0.9", b",0.8"), "x.csv")
    assert (scores_of(found), found.notices) == ((0.9, 0.8), ())
    with pytest.raises(ScoreError, match="no column of numbers"):
        read(content % (b"", b"", b""), "x.csv")


@pytest.mark.parametrize("key", ["word", "token"])
@pytest.mark.parametrize("name", ["_row", "rowname"])
@pytest.mark.parametrize("rows", [["1", "2"], [1, 2], [3, 7], ["a", "b"]])
def test_names_of_rows(key: str, name: str, rows: list[Any]) -> None:
    """What R writes beside the rows of a frame is no score, whichever rows are left."""
    value = [
        {key: one, "rt": rt, name: row}
        for one, rt, row in zip(["The", " cat"], [320, 410], rows, strict=True)
    ]
    found = read(json.dumps(value).encode(), "x.json")
    assert (scores_of(found), found.notices) == ((320, 410), ())
