"""Lists beside tokens that tell several texts apart, by the rule of tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_files import columns_of, read, scores_of
from heatmark.core.errors import ParseError
from heatmark.files.text_lists import KIND

COPIES = ["a", "b", "a", "b"]


def _json(tokens: Any = COPIES, **lists: Any) -> bytes:
    return json.dumps({"tokens": tokens, "scores": [1, 2, 3, 4], **lists}).encode()


@pytest.mark.parametrize("name", ["layer", "head", "sample", "text_id", "model", "anything"])
def test_copies_of_a_text(name: str) -> None:
    """They are not joined; each can be taken, in the ways that the error names."""
    content = _json(**{name: [0, 0, 1, 1]}, measure="m")
    with pytest.raises(ParseError, match="several texts") as caught:
        read(content, "x.json")
    ways = "0, 1" if name == "text_id" else "#1 to #2"
    assert f"{ways}, or #{name}=0" in caught.value.hint
    for part in ("2", f"{name}=1"):
        found = read(content, "x.json", part=part)
        assert found.tokens == ("a", "b")
        assert columns_of(found) == {None: (3, 4)}
        assert found.options["measure"] == "m"


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ({"tokens": COPIES, "layer": [0, 0, 1, 1]}, "lists"),
        ({"str_tokens": COPIES, "layer": [0, 0, 1, 1], "x": [1, 2, 3, 4]}, "lists"),
        ({"tokens": COPIES, "layer": [0, 0, 1, 1], "x": [1, 2, 3, 4], "heatmark": 1}, ""),
        ({"tokens": COPIES, "layer": [0, 0, 1, 1], "offsets": [1, 2, 3, 4]}, ""),
        ({"layer": [0, 0, 1, 1]}, ""),
        ([COPIES], ""),
    ],
)
def test_what_tells_texts_apart(node: Any, name: str) -> None:
    """Only lists beside a list of tokens, and not in files of our own or of tokenizers."""
    assert KIND.name_of(node, ()) == name


def test_texts_that_differ() -> None:
    """A list whose name says so numbers them; all together can be asked for."""
    content = _json(["a", "b", "c", "d"], text_id=[0, 0, 1, 1])
    with pytest.raises(ParseError, match="several texts") as caught:
        read(content, "x.json")
    assert "rows: 1..4 for all as one" in caught.value.hint
    assert read(content, "x.json", rows=(1, 4)).tokens == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    "lists",
    [
        {"layer": [3, 3, 3, 3]},
        {"word_ids": [0, 0, 1, 1]},
        {"classes": ["X", "X", "Y", "Y"]},
        {"labels": ["x", "x", "y", "y"]},
        {"ranks": [1, 1, 2, 2]},
        {"ids": [1, 1, 2, 2]},
        {"heatmark": 1, "names": ["x"]},
        {"layer": [0, 1]},
        {"attributions": [0.5, 0.5, 1, 1]},
        {"values": [0, 0, 1, 1]},
        {"entropies": [0.0, 0.0, 1.5, 1.5]},
    ],
)
def test_lists_that_tell_no_texts_apart(lists: dict[str, Any]) -> None:
    """They have another meaning, one value, or are not as many as the tokens."""
    assert read(_json(**lists), "x.json").tokens == tuple(COPIES)


def test_what_is_not_read_is_told() -> None:
    """Errors, ranks and such are of all tokens."""
    found = read(_json(layer=[0, 0, 1, 1], err=[0.1] * 4), "x.json", part="layer=0")
    assert [(one.name, one.message) for one in found.notices] == [
        ("left-out", "err in a file with several texts is not read")
    ]


def test_several_series_of_copies() -> None:
    """They are columns of scores, as in a table."""
    scores = {"A": [0.1, 0.2, 0.3, 0.4], "B": [1, 2, 3, 4]}
    content = _json(layer=[0, 0, 1, 1], scores=scores)
    for part in ("2", "layer=1"):
        found = columns_of(read(content, "x.json", part=part))
        assert found == {"A": (0.3, 0.4), "B": (3, 4)}
    one = _json(layer=[0, 0, 1, 1], scores={"A": [0.1, 0.2, 0.3, 0.4]})
    assert [*columns_of(read(one, "x.json", part="2")).values()] == [(0.3, 0.4)]


@pytest.mark.parametrize("name", ["score", "scores"])
def test_scores_of_lines(name: str) -> None:
    """Both names are those of scores."""
    content = {"line": [1, 1, 2, 2], "word": ["a", "b", "c", "d"], name: [1, 2, 3, 4.5]}
    found = read(json.dumps(content).encode(), "x.json", part="2")
    assert (found.tokens, scores_of(found), found.notices) == (("c", "d"), (3, 4.5), ())
