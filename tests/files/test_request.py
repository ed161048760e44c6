"""What an author asks of a file, and how much is read at most."""

from __future__ import annotations

import io

import numpy as np
import pytest

from data_files import read
from heatmark.core.errors import ParseError, SourceError
from heatmark.files.request import Limits, Request, one_row, pick, read_part, refuse_unknown_picks
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
    ],
)
def test_parts(part: str, path: str, picks: dict[str, str]) -> None:
    """A part is a path, picks, or both; a name may have a comma in it."""
    assert read_part(part) == (path, picks)


@pytest.mark.parametrize(("value", "place"), [("0", 0), ("-1", 3), ("3", 3)])
def test_places_count_from_0_and_from_the_end(value: str, place: int) -> None:
    """Like Python's own."""
    assert pick(Request(picks={"layer": value}), "layer", 4) == place


@pytest.mark.parametrize("picks", [{"layer": "4"}, {"layer": "x"}, {}, {"layer": "-5"}])
def test_places_that_are_not_there(picks: dict[str, str]) -> None:
    """The hint says which there are."""
    with pytest.raises(ParseError) as caught:
        pick(Request(picks=picks), "layer", 4)
    assert "#layer=0 to #layer=3" in caught.value.hint


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
