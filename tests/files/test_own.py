"""Options from files: all of heatmark's own, and of others what is plainly meant."""

from __future__ import annotations

import json

import pytest

from data_files import columns_of, read
from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, OptionError, ParseError
from heatmark.files.own import KIND, with_options
from heatmark.options.check import check
from heatmark.options.declare import DECLARED, Scope

DATA = {"tokens": ["a", "b"], "scores": [1, 2]}
GOOD: dict[str, object] = {
    "title": "t",
    "measure": "m",
    "unit": "nat",
    "model": "gpt2",
    "sample": "hand",
    "scale": "zero",
    "center": 0,
    "cmap": "Blues",
    "transform": ["abs"],
    "clip": 5,
    "scheme": "text",
    "special": "include",
    "merge": "sum",
    "lang": "vi",
}
"""What a file of others may say, with a value that it takes."""
BAD: dict[str, object] = {
    "title": ["t"],
    "measure": {},
    "unit": [],
    "model": {"name": "x"},
    "sample": [1],
    "scale": "big",
    "center": "left",
    "cmap": [1],
    "transform": "sqrt",
    "clip": 80,
    "scheme": "BPE",
    "special": [0, 1],
    "merge": "all",
    "lang": ["vi"],
}
OURS: dict[str, object] = {
    "view": "bars",
    "join": "space",
    "share": "s",
    "noise": 0.5,
    "hover": False,
    "width": 40,
    "series": "tabs",
    "output": "png",
    "control": "shuffle",
    "token_axis": "last",
    "id": "x",
}
"""Options that only a file of heatmark's own sets."""


def file(**more: object) -> bytes:
    return json.dumps({**DATA, **more}).encode()


def our_file(**more: object) -> bytes:
    return file(heatmark=1, **more)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("arrays", [False, True])
def test_files_of_others_say_what_is_plainly_meant(name: str, *, arrays: bool) -> None:
    """These keys are options wherever they have a value that they take, for arrays too."""
    more = {"scores": [[1, 2], [3, 4], [5, 6]]} if arrays else {}
    found = read(file(**{name: GOOD[name], **more}), "x")
    assert found.options == {name: GOOD[name]}
    assert not found.notices


@pytest.mark.parametrize(
    ("name", "value"),
    [*BAD.items(), ("cmap", "nope"), ("cmap", 5), ("repeats", 5), ("repeats", 1), ("against", "x")],
)
def test_a_value_that_is_no_option_is_ignored_with_a_notice(name: str, value: object) -> None:
    """A key of another meaning is no error, but the author is told."""
    found = read(file(**{name: value}), "x")
    assert found.options == {}
    (notice,) = found.notices
    assert (notice.name, notice.about) == ("ignored-option", "src")
    assert repr(name) in notice.message


@pytest.mark.parametrize("name", ["cmap", "repeats", "against"])
def test_none_of_an_option_is_its_default(name: str) -> None:
    """As in a block."""
    assert not read(file(**{name: "none"}), "x").notices


def test_how_errors_were_estimated_goes_with_errors() -> None:
    """Of a file that has some."""
    assert read(file(err=[0.1, 0.2], repeats=5), "x").options == {"repeats": 5}


@pytest.mark.parametrize(
    "more",
    [
        {"prompt": "x", "layer": 3, "ids": [1, 2], "offsets_mapping": [[0, 1]]},
        {"id": "chatcmpl-1"},
        {"source": "y", "version": 2, "specail": True},
        {"title": None},
    ],
)
def test_other_keys_mean_nothing(more: dict[str, object]) -> None:
    """Keys that no option is called by are left alone; so is an id, which many things have."""
    found = read(file(**more), "x")
    assert (found.options, found.notices) == ({}, ())


@pytest.mark.parametrize("name", [name for name in OURS if name != "id"])
def test_other_options_are_not_dropped_in_silence(name: str) -> None:
    """An option that only our own files set is ignored in others, and its author told how."""
    found = read(file(**{name: OURS[name]}), "x")
    assert found.options == {}
    assert '"heatmark": 1' in found.notices[0].hint


def test_a_foreign_value_of_an_option_is_no_error() -> None:
    """`"output": "Paris"` is an answer, not an option."""
    found = read(file(output="Paris"), "x")
    assert found.tokens == ("a", "b")
    assert [notice.name for notice in found.notices] == ["ignored-option"]


@pytest.mark.parametrize("name", [*GOOD, *OURS])
@pytest.mark.parametrize("deep", [False, True])
def test_files_of_our_own_set_every_option(name: str, *, deep: bool) -> None:
    """A file that says that it is ours sets all that a block sets, in each part too."""
    value = {**GOOD, **OURS}[name]
    content = our_file(**{name: value})
    if deep:
        content = json.dumps({"heatmark": 1, "p": {**DATA, name: value}, "q": DATA}).encode()
    found = read(content, "x", part="p" if deep else "")
    assert found.options == {name: value}
    assert not found.notices


@pytest.mark.parametrize(
    ("name", "value"),
    [*BAD.items(), ("prompt", "x"), ("root", "."), ("src", "a"), ("cmpa", "Reds")],
)
def test_files_of_our_own_are_strict(name: str, value: object) -> None:
    """In them a key that is no option, or a value that it does not take, is an error."""
    with pytest.raises(HeatmarkError) as caught:
        read(our_file(**{name: value}), "x")
    assert caught.value.hint or "must be" in caught.value.message


def test_the_whole_of_our_file_speaks_for_its_parts() -> None:
    """An option beside the parts holds for each that has none of its own."""
    content = {"heatmark": 1, "cmap": "Blues", "p": DATA, "q": {**DATA, "cmap": "Greens"}}
    found = [read(json.dumps(content).encode(), "x", part=part) for part in "pq"]
    assert [one.options["cmap"] for one in found] == ["Blues", "Greens"]


@pytest.mark.parametrize("version", [2, "1", True, [1]])
def test_another_version_is_refused(version: object) -> None:
    """What a later version wrote is not guessed at."""
    with pytest.raises(ParseError, match="heatmark must be 1"):
        read(file(heatmark=version), "x")


def test_options_of_rows_of_scores() -> None:
    """A part with a list of lists keeps scale, centre and colours."""
    part = {"tokens": ["a", "b"], "scores": [[1, 2], [3, 4], [5, 6]], "center": 0, "cmap": "PuOr"}
    found = read(json.dumps({"x": {**part, "scale": "symmetric"}}).encode(), "f", part="x")
    assert found.options == {"center": 0, "cmap": "PuOr", "scale": "symmetric"}


def test_bytes_are_read_by_their_own_scheme() -> None:
    """Where a file gives bytes, what it calls its scheme is not asked."""
    draft = Draft(tokens=("b'a'",), scheme="pybytes")
    assert with_options(draft, {"scheme": "bytebpe", "unit": "nat"}).options == {"unit": "nat"}


def test_options_of_a_list_of_tokens() -> None:
    """The mapping around tokens says what a mapping with them says."""
    items = [{"token": "a", "x": 1}, {"token": "b", "x": 2}]
    content = json.dumps({"model": "m", "tokens": items}).encode()
    assert read(content, "x").options == {"measure": "x", "model": "m"}


def test_every_example_is_an_option() -> None:
    """The values above are what they are called."""
    for name, value in {**GOOD, **OURS}.items():
        assert check(name, value, Scope.BLOCK) is not None
    assert set(BAD) == set(GOOD) <= set(DECLARED)
    for name, value in BAD.items():
        with pytest.raises(OptionError):
            check(name, value, Scope.BLOCK)


def test_parts_of_a_list() -> None:
    """Our own mappings in a list are told apart by their numbers."""
    content = json.dumps([DATA, {**DATA, "scores": [3, 4]}]).encode()
    with pytest.raises(ParseError, match="several texts"):
        read(content, "x")
    assert read(content, "x", part="2").series[0].scores == (3, 4)  # type: ignore[index]


@pytest.mark.parametrize(
    ("node", "ours"),
    [
        ({"tokens": ["a"], "scores": [1]}, True),
        ({"tokens": ["a"], "scores": [[1]]}, False),
        ({"tokens": ["a"], "scores": {"x": [1]}}, True),
        ({"tokens": ["a"], "scores": {"x": [[1]]}}, False),
        ({"tokens": ["a"], "scores": [[1]], "view": "grid"}, True),
        ({"tokens": ["a"], "scores": [[1]], "row_tokens": ["b"]}, True),
        ({"tokens": [], "scores": []}, False),
        ({"tokens": "ab", "scores": [1]}, False),
        ({"tokens": [1], "scores": [1]}, False),
        ({"tokens": ["a"], "scores": [1], "metrics": {}}, False),
        ({"tokens": ["a"], "scores": [1], "word_ids": [0]}, False),
        ({"columns": ["x"], "scores": [1]}, True),
        ({"columns": ["x"], "scores": {"x": [1]}}, True),
        ({"columns": ["x"], "scores": 5}, False),
        ({"columns": ["x"]}, False),
        ({"columns": ["x"], "tokens": ["a"], "scores": [[1]]}, False),
        ({"columns": 5, "scores": [1]}, False),
        ({"scores": [1]}, False),
        ({"text": "a b", "score": "length"}, True),
        ({"text": "a b", "scores": [1, 2]}, True),
        ({"text": "a b", "scores": {"x": [1, 2]}}, True),
        ({"text": "a b", "scores": [1, 2], "meta": {"y": 1}}, False),
        ({"text": "a b", "score": 0.5}, False),
        ({"text": ["a"], "score": "length"}, False),
        ({"compare": {"A": ["a"], "B": ["b"]}}, True),
        ({"compare": {"A": [["a"]]}}, False),
        # Labels of cells are ours, those of columns others write too.
        ({"tokens": ["a"], "scores": [[1]], "labels": ["p"]}, False),
        ({"tokens": ["a"], "scores": [[1]], "labels": [None]}, True),
        ({"tokens": ["a"], "scores": [[1]], "labels": None}, True),
        ({"tokens": ["a"], "scores": [[1]], "labels": {"x": ["p"]}}, True),
        ({"tokens": ["a"], "scores": [[1]], "labels": 5}, False),
        # Classes, one a token or by places, and runs, stand for scores.
        ({"tokens": ["a", "b"], "classes": ["N", None]}, True),
        ({"tokens": ["a", "b"], "classes": ["N"]}, False),
        ({"tokens": ["a", "b"], "classes": {"1": "N"}}, True),
        ({"tokens": ["a", "b"], "classes": {"1": "N"}, "scores": [[1, 2]]}, False),
        ({"tokens": ["a"], "runs": [[1]]}, True),
        ({"tokens": ["a"], "runs": [[1]], "scores": [[1]]}, False),
        ({"tokens": ["a"], "runs": [[1]], "surprise": [1]}, False),
        ({"tokens": ["a"], "surprise": 1}, False),
        (["tokens"], False),
    ],
)
def test_what_is_our_own_form(node: object, *, ours: bool) -> None:
    """One score a token, or what nobody else writes; arrays over tokens are read as such."""
    assert KIND.name_of(node, ()) == ("own" if ours else "")


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("specials", [1, 2], True),
        ("specials", 2, True),
        ("specials", [0], False),
        ("specials", [3], False),
        ("specials", [True], False),
        ("specials", ["x"], False),
        ("alternatives", [[["c", -1]], []], True),
        ("alternatives", [[["c", -1]]], False),
        ("alternatives", {"a": 1}, False),
        ("alternatives", [[["c", -1, 2]], []], False),
        ("alternatives", [["cd"], []], False),
        ("alternatives", [5, []], False),
        ("ranks", [1, None], True),
        ("ranks", [0, 1], False),
        ("ranks", [1.5, 2], False),
        ("ranks", [True, 1], False),
        ("ranks", ["x", 1], False),
        ("ranks", [1], False),
        ("ranks", "12", False),
        ("entropy", [0, 1.5], True),
        ("entropy", [None, 0.5], True),
        ("entropy", [-1, 0], False),
        ("entropy", ["x", 0], False),
        ("entropy", [True, 1], False),
        ("entropy", [1], False),
        ("entropy", "12", False),
        ("err", [0.1, 0.2], True),
        ("err", 5, False),
        ("err", {"x": 5}, False),
        ("runs", [1, 2], False),
        ("runs", {"x": [1, 2]}, False),
        ("runs", 5, False),
        ("names", "x", False),
        ("labels", ["p", "q"], True),
        ("labels", 5, False),
        ("text", "ab", True),
        ("text", ["a"], False),
        ("score", 0.5, False),
    ],
)
def test_what_others_have_beside_scores(name: str, value: object, *, meant: bool) -> None:
    """What is as we write it is taken; what is not means something else, and is said."""
    found = read(file(**{name: value}), "x")
    assert [(one.name, repr(name) in one.message) for one in found.notices] == (
        [] if meant else [("ignored-option", True)]
    )
    if name in {"alternatives", "ranks", "entropy", "err"}:
        assert (getattr(found, name) is not None) is meant
    if name == "specials":
        assert bool(found.special) is meant


def test_what_a_text_has_beside_scores() -> None:
    """Without tokens it is not counted, and all that is said of it is ours."""
    found = read(json.dumps({"text": "a b", "scores": [1, 2]}).encode(), "x")
    assert (found.text, found.notices) == ("a b", ())


@pytest.mark.parametrize("name", ["input_ids", "offset_mapping", "offsets", "attention_mask"])
def test_words_do_not_take_the_scores_of_tokens(name: str) -> None:
    """Even where they are as many; a list of another length is of something else."""
    beside: list[object] = [[0, 1], [1, 3]] if "offset" in name else [1, 2]
    body = {"text": "a b", "scores": [1, 2], name: beside}
    with pytest.raises(ParseError, match=f"'{name}' are of tokens") as caught:
        read(json.dumps(body).encode(), "x")
    assert "tokens: " in caught.value.hint
    for more in ({name: [*beside, 3]}, {"ids": [7, 8], name: None}, {"tokens": ["a", " b"]}):
        assert read(json.dumps(body | more).encode(), "x").series


def test_options_stand_beside_the_parts() -> None:
    """Those of the whole file hold where it is ours, and for the parts right in it."""
    for said in ({}, {"heatmark": 1}):
        deep = {**said, "title": "t", "in": {"p": DATA, "cmap": "Greens"}}
        assert read(json.dumps(deep).encode(), "x", part="p").options == {}
    flat = json.dumps({"title": "t", "p": DATA, "q": DATA}).encode()
    assert read(flat, "x", part="p").options == {}


def test_scores_of_classes_beside_those_of_tokens() -> None:
    """The error names the list, and what fits; the names of classes are no texts of cells."""
    node = {"tokens": ["a", " b", " c"], "attributions": [1, 2, 3], "scores": [0.9, 0.1]}
    with pytest.raises(HeatmarkError, match="3 tokens but 2 scores in 'scores'") as caught:
        read(json.dumps(node).encode(), "a.json")
    assert caught.value.hint.endswith("field: attributions")
    assert columns_of(read(json.dumps(node).encode(), "a.json", field="attributions")) == {
        None: (1, 2, 3)
    }
    classes = {"tokens": ["a", " b", " c"], "scores": [1, 2, 3], "labels": ["pos", "neg"]}
    found = read(json.dumps(classes).encode(), "a.json")
    assert found.labels is None
    assert [one.name for one in found.notices] == ["ignored-option"]


def test_another_file_is_not_followed() -> None:
    """What others call a source is nothing of ours; our own file may not point to another."""
    assert read(file(src="x.csv"), "x").tokens == ("a", "b")
    with pytest.raises(ParseError, match="cannot point to another"):
        read(our_file(src="x.csv"), "x")


@pytest.mark.parametrize(
    ("more", "whole", "square"),
    [
        ({"view": "grid"}, False, True),
        ({"series": "pick"}, False, True),
        ({}, True, True),
        ({}, False, False),
        ({"view": "grid", "names": ["x", "y"]}, False, False),
        ({"view": "grid", "scores": [[1, 2]]}, False, False),
        ({"view": "bars"}, False, False),
    ],
)
def test_rows_that_are_the_tokens(more: dict[str, object], *, whole: bool, square: bool) -> None:
    """In a grid rows without names that are as many as the tokens are theirs."""
    content = our_file(**{"scores": [[1, 2], [3, 4]], **more})
    assert read(content, "x", whole=whole).square is square


@pytest.mark.parametrize("said", [{"id": 7}, {"id": "7"}, {"id": "c d"}, {"sample": [0, 0]}])
def test_what_many_files_have_is_no_option(said: dict[str, object]) -> None:
    """Ids of records, and a list with one for each token."""
    assert read(json.dumps({**DATA, **said}).encode(), "x.json").notices == ()
