"""Places with tokens in a JSON file, the formats they are in, and how an author names one."""

from __future__ import annotations

import pytest

from heatmark.core.errors import ParseError
from heatmark.files.json_file import KINDS
from heatmark.files.tree import choose_place, find_places, names_of_places, token_key

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


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ({"x": [[["a", 1], ["b", 2]], [["c", 3]]]}, ["x.1", "x.2"]),
        ({"x": [[{"token": "a", "y": 1}], [{"token": "b", "y": 2}]]}, ["x.1", "x.2"]),
        ({"x": [[[1, 2], [3, 4]], ["a", "b"], "c", [], [[]]]}, []),
        ([{"id": "", "tokens": ["a"]}, {"id": 5, "tokens": ["a"]}], ["1", "5"]),
        ([{"name": "n", "id": "i", "tokens": ["a"]}], ["i"]),
    ],
)
def test_members_of_lists(value: object, names: list[str]) -> None:
    """Mappings and pairs may be in them; an empty id is none."""
    assert [place.name for place in find_places(value, KINDS)] == names


A = {"tokens": ["a"], "scores": [1]}
B = {"tokens": ["b"], "scores": [1]}
CHAT = [{"token": "a", "logprob": -1, "top_logprobs": []}]


@pytest.mark.parametrize(
    ("value", "part", "way"),
    [
        # The whole path goes before an end, an end before what is in the midst.
        ({"x": A, "y": {"x": B}}, "x", "x"),
        ({"x": {"z": A}, "y": {"x": B}}, "x", "y.x"),
        ({"x": {"y": A}, "z": {"x": {"y": B}}}, "x.y", "x.y"),
        ({"w": {"x": {"z": A}}, "y": {"u": {"x": B}}}, "x", "y.u.x"),
        # What every file of a format has at its end needs no name, but may be named.
        ({"x": {"content": CHAT}, "y": {"x": {"z": {"content": CHAT}}}}, "x", "x.content"),
        ({"y": {"x": {"logprobs": {"content": CHAT}}}, "x": {"z": {"content": CHAT}}}, "x",
         "y.x.logprobs.content"),
        ({"y": {"x": {"logprobs": {"content": CHAT}}}}, "logprobs.content",
         "y.x.logprobs.content"),
        ({"y": {"x": {"logprobs": {"content": CHAT, "refusal": CHAT}}}}, "content",
         "y.x.logprobs.content"),
    ],
)  # fmt: skip
def test_the_best_of_the_places_that_fit(value: object, part: str, way: str) -> None:
    """A part fits the path that it says most of."""
    found = choose_place(find_places(value, KINDS), part)
    assert ".".join(names[-1] for names in found.path) == way


def test_places_are_listed_with_their_tokens() -> None:
    """The hint writes them as they are to be written behind a file, or in a call."""
    value = {"x": {"str_tokens": ["a", "b"], "y": [1, 2]}, "z": [{"token": "c", "w": 1}],
             "t": [{"text": "d", "logprob": -1}]}  # fmt: skip
    places = find_places(value, KINDS)
    with pytest.raises(ParseError) as caught:
        choose_place(places, "", "f.json")
    assert caught.value.hint == (
        "write one of these: src: f.json#x (2 tokens: 'a', 'b'), src: f.json#z (1 token: 'c'), "
        "src: f.json#t (1 token: 'd')"
    )
    with pytest.raises(ParseError) as caught:
        choose_place(places, "")
    assert caught.value.hint.startswith("choose one with # after the file's name: #x (2 tokens")
    with pytest.raises(ParseError) as caught:
        choose_place(places, "", in_call=True, before="3")
    assert caught.value.hint == "choose one with the argument part: 3.x, 3.z, 3.t"
    with pytest.raises(ParseError, match="no part 'q'"):
        choose_place([], "q")


def _members(*ids: object) -> list[object]:
    return [{"id": one, "tokens": [f"t{at}"]} for at, one in enumerate(ids, start=1)]


@pytest.mark.parametrize(
    ("ids", "part", "token"),
    [
        (("2", "1"), "1", "t2"),
        (("2", "1"), "2", "t1"),
        ((2, 1), "1", "t2"),
        (("0", "1"), "0", "t1"),
        (("0", "1"), "1", "t2"),
        ((0, 1), "1", "t2"),
        (("x", "y"), "1", "t1"),
        ((5, 7), "2", "t2"),
        (("x", "x"), "2", "t2"),
        (("2", "2"), "1", "t1"),
        (("2", "2"), "2", "t2"),
    ],
)
def test_an_id_goes_before_a_number(ids: tuple[object, ...], part: str, token: str) -> None:
    """Also where ids are numbers; a place is what is left."""
    for value in (_members(*ids), {"all": _members(*ids)}):
        assert choose_place(find_places(value, KINDS), part).node["tokens"] == [token]  # type: ignore[call-overload]


@pytest.mark.parametrize("ids", [("x", "x"), ("2", "5", "2"), ("x", "y", "x"), ("1", "0"), (1, 2)])
def test_each_name_of_a_hint_is_one_place(ids: tuple[object, ...]) -> None:
    """Equal ids are told apart by their numbers."""
    places = find_places({"all": _members(*ids)}, KINDS)
    for place, name in zip(places, names_of_places(places), strict=True):
        assert choose_place(places, name) is place
    if len({*ids}) < len(ids):
        with pytest.raises(ParseError, match="several texts") as caught:
            choose_place(places, str(ids[0]))
        assert "#all.1 " in caught.value.hint
