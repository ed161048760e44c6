"""What an author asks of a file, and how much is read at most."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import numpy as np
import pytest

from data_files import read
from heatmark.core.errors import ParseError, SourceError
from heatmark.files.file import File
from heatmark.files.folders import Folders
from heatmark.files.names import Names
from heatmark.files.npz import Header, Member
from heatmark.files.request import (
    Limits,
    Request,
    first_tokens,
    one_row,
    pick,
    read_part,
    refuse_unknown_picks,
    several,
)
from heatmark.files.tensors import Tensor
from heatmark.options.declare import Options


@pytest.mark.parametrize(
    ("part", "path", "picks"),
    [
        ("", "", {}),
        ("2", "2", {}),
        ("a.b", "a.b", {}),
        ("layer=3, head=5", "", {"layer": "3", "head": "5"}),
        ("2,target=3", "2", {"target": "3"}),
        ("a, b", "a, b", {}),
        ("sentence=a=b", "", {"sentence": "a=b"}),
        ("2,sentence=a=b", "2", {"sentence": "a=b"}),
        ("a=b=c,sentence=d=e", "", {"a": "b=c", "sentence": "d=e"}),
    ],
)
def test_parts(part: str, path: str, picks: dict[str, str]) -> None:
    """A part is a path, picks, or both; a name may have a comma in it."""
    assert read_part(part) == (path, picks)


@pytest.mark.parametrize(("value", "place"), [("0", 0), ("-1", 3), ("3", 3), ("-4", 0)])
def test_places_count_from_0_and_from_the_end(value: str, place: int) -> None:
    """Like Python's own."""
    assert pick(Request(picks={"layer": value}), "layer", 4) == place


@pytest.mark.parametrize("picks", [{"layer": "4"}, {"layer": "x"}, {}, {"layer": "-5"}])
def test_places_that_are_not_there(picks: dict[str, str]) -> None:
    """The hint says which there are."""
    with pytest.raises(ParseError) as caught:
        pick(Request(picks=picks), "layer", 4)
    assert caught.value.hint == "write #layer=0 to #layer=3 after the name of the file"
    with pytest.raises(ParseError) as caught:
        pick(Request(picks=picks, name="x.npz"), "layer", 4)
    assert caught.value.hint == "write src: x.npz#layer=0 to src: x.npz#layer=3"


def test_an_axis_that_is_not_there() -> None:
    """It is refused with those that are."""
    refuse_unknown_picks({"head": "1"}, ["head"])
    with pytest.raises(ParseError, match="no axis 'haed'") as caught:
        refuse_unknown_picks({"haed": "1"}, ["head"])
    assert "head" in caught.value.hint


def test_the_site_sets_the_limits() -> None:
    """What a site allows is read: there is no second limit behind its own."""
    wide = Limits.of(Options(max_bytes=900_000_000, max_tokens=7))
    assert (wide.max_bytes, wide.max_unpacked, wide.max_tokens) == (900_000_000, 900_000_000, 7)
    usual = Limits.of(Options())
    assert usual.max_bytes == 20_000_000
    assert usual.max_unpacked == 200_000_000  # a packed file may hold ten times its size


def test_limits_hold_for_files_and_for_what_is_packed() -> None:
    """A file at the limit is read, one byte above is not; so with what it would be unpacked."""
    content = b"token,score\na,1\n"
    assert read(content, "x.csv", limits=Limits(max_bytes=len(content))).tokens == ("a",)
    with pytest.raises(SourceError, match="too large"):
        read(content, "x.csv", limits=Limits(max_bytes=len(content) - 1))
    file = io.BytesIO()
    np.savez_compressed(file, tokens=np.array(["a"] * 1000), scores=np.zeros(1000))
    with pytest.raises(SourceError, match="unpacked"):
        read(file.getvalue(), "x", limits=Limits(max_unpacked=5_000))


def test_the_notice_of_one_row_says_how_to_mean_it() -> None:
    """Its hint is what to write."""
    assert one_row("dest", 4).hint.startswith("write #dest=4 ")


def test_an_axis_of_one_needs_no_pick() -> None:
    """There is nothing to choose from; of two there is."""
    assert pick(Request(), "layer", 1) == 0
    assert pick(Request(), "layer", 4, default=2) == 2
    with pytest.raises(ParseError, match="there are 2 to choose from: layer"):
        pick(Request(), "layer", 2)


def test_what_is_read_where_no_site_sets_limits() -> None:
    """A file of 200 MB, a million tokens, a thousand columns."""
    usual = Limits()
    assert (usual.max_bytes, usual.max_unpacked) == (200_000_000, 200_000_000)
    assert (usual.max_tokens, usual.max_columns) == (1_000_000, 1_000)
    assert (Request().limits, Request().whole) == (usual, False)


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1 token: '0'"), (3, "3 tokens: '0', '1', '2'"),
                         (4, "4 tokens: '0', '1', '2', …")],
)  # fmt: skip
def test_the_first_tokens(count: int, shown: str) -> None:
    """Three are shown, each of at most twenty characters."""
    assert first_tokens([*map(str, range(count))]) == shown


def test_long_tokens_are_cut() -> None:
    """What is shown of one has twenty characters, with its quotes."""
    assert first_tokens(["a" * 18]) == f"1 token: '{'a' * 18}'"
    assert first_tokens(["a" * 19]) == f"1 token: '{'a' * 18}…'"


@pytest.mark.parametrize(
    ("count", "more"), [(2, ""), (12, ""), (13, "and 1 more"), (15, "and 3 more")]
)
def test_parts_are_not_listed_without_end(count: int, more: str) -> None:
    """Twelve are named, and how many more there are."""
    shown = several([(f"p{at}", []) for at in range(count)], "x.json")
    assert shown.count("src: x.json#p") == min(count, 12)
    assert shown.endswith(more) if more else "more" not in shown


@pytest.mark.parametrize("kind", [File, Folders, Header, Limits, Member, Names, Request, Tensor])
def test_values_stay_what_they_are(kind: Any) -> None:
    """What one reader was given no other changes, and what a site can set is set by name."""
    assert kind.__dataclass_params__.frozen
    by_name = all(one.kw_only for one in dataclasses.fields(kind))
    assert by_name is (kind not in {File, Folders, Names})
