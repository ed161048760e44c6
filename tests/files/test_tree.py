"""Places with tokens in a JSON file, the formats they are in, and how an author names one."""

from __future__ import annotations

import pytest

from heatmark.core.errors import ParseError
from heatmark.files.json_file import KINDS
from heatmark.files.tree import choose_place, find_places, token_key

DUMP = [{"token": "a", "entropy": 1}]
FILE = {
    "vi": {"first": {"tokens": ["a"], "metrics": {"x": [1]}}, "second": DUMP},
    "runs": [{"id": "r1", "tokens": ["a"], "scores": [[1]]}, {"id": "r2", "tokens": ["b"]}],
}


def test_places_come_in_order_with_their_names() -> None:
    """A place is called by its keys; in a list by its number or its id, whichever is last."""
    assert [place.name for place in find_places(FILE, KINDS)] == [
        "vi.first",
        "vi.second",
        "runs.r1",
        "runs.r2",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"tokens": ["a"], "scores": [1]}, "own"),
        ({"tokens": ["a"], "scores": [[[1]]]}, "arrays"),
        ({"str_tokens": ["a"], "pattern": [[1]]}, "arrays"),
        ({"tokens": ["a"], "token_logprobs": [-1]}, "openai-legacy"),
        ({"tokens": ["a"], "offsets": [[0, 1]]}, "encoding"),
        ({"content": [{"token": "a", "logprob": -1, "top_logprobs": []}]}, "openai-chat"),
        ({"completion_probabilities": [{"content": "a", "probs": []}]}, "llama.cpp"),
        (DUMP, "dump"),
    ],
)
def test_formats_are_told_by_their_content(value: object, expected: str) -> None:
    """What stands beside the tokens says whose they are."""
    (place,) = find_places(value, KINDS)
    assert place.format == expected


@pytest.mark.parametrize("value", [{}, [], {"tokens": []}, {"tokens": [1]}, {"a": "b"}, 3, None])
def test_where_no_tokens_are(value: object) -> None:
    """Nothing is made up where there is no list of strings."""
    assert find_places(value, KINDS) == []
    if isinstance(value, dict):
        assert token_key(value) is None


@pytest.mark.parametrize(
    ("part", "name"),
    [("vi.first", "vi.first"), ("second", "vi.second"), ("r2", "runs.r2"), ("runs.1", "runs.r1")],
)
def test_an_author_names_a_place(part: str, name: str) -> None:
    """A whole path, its end, or a number will do, as long as one place fits."""
    assert choose_place(find_places(FILE, KINDS), part).name == name


@pytest.mark.parametrize("part", ["", "vi", "runs", "third"])
def test_a_choice_has_to_be_one(part: str) -> None:
    """Where several fit or none, the error says what there is."""
    with pytest.raises(ParseError) as caught:
        choose_place(find_places(FILE, KINDS), part)
    assert "first" in f"{caught.value.message} {caught.value.hint}" or "r1" in caught.value.hint
