"""Options from files: all of heatmark's own, and of others what is plainly meant."""

from __future__ import annotations

import json

import pytest

from data_files import read
from heatmark.block.draft import Draft
from heatmark.core.errors import HeatmarkError, OptionError, ParseError
from heatmark.files.own import with_options
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


@pytest.mark.parametrize("name", BAD)
def test_a_value_that_is_no_option_is_ignored_with_a_notice(name: str) -> None:
    """A key of another meaning is no error, but the author is told."""
    found = read(file(**{name: BAD[name]}), "x")
    assert found.options == {}
    (notice,) = found.notices
    assert (notice.name, notice.about) == ("ignored-option", "src")
    assert repr(name) in notice.message


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
