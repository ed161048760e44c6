"""Names that have no room: they still differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmark.core.cut import alike, cut_all, cut_end
from heatmark.render.image.screen import cells_of

LLAMAS = ["meta-llama/Llama-3.2-1B", "meta-llama/Llama-3.2-3B", "gpt2"]
LAYERS = [f"Llama-3.2-{size}B, layer {at} of 32" for size in (1, 3) for at in (1, 12)]


def cut(names: list[str], limit: int) -> list[str]:
    found = cut_all([cells_of(name) for name in names], limit)
    left = ["".join(one) for one in found]
    assert [cells_of(text) for text in left] == found  # no half of a wide character
    return left


@pytest.mark.parametrize(
    ("names", "limit", "expected"),
    [
        (LLAMAS, 23, LLAMAS),
        (LLAMAS, 10, ["meta-…2-1B", "meta-…2-3B", "gpt2"]),
        (LLAMAS, 9, ["meta…2-1B", "meta…2-3B", "gpt2"]),
        (LLAMAS, 3, ["…1B", "…3B", "gp…"]),
        (["alphabet", "alphabet", "beta"], 5, ["alph…", "alph…", "beta"]),
        (["alphabet", "alph…"], 5, ["al…et", "alph…"]),
        (["the layer 112 of it all", "the layer 113 of it all"], 9, ["th…12 of…", "th…13 of…"]),
        (LAYERS, 12, ["Llama-…1B…1…", "Llama…1B…12…", "Llama-…3B…1…", "Llama…3B…12…"]),
        (["漢字漢字漢", "漢字漢字字"], 6, ["漢…漢", "漢…字"]),
        (["漢字漢字漢", "漢字漢字字"], 7, ["漢…漢", "漢…字"]),
        (["ab", ""], 0, ["…", ""]),
        (["漢bb", "漢漢b"], 2, ["…", "…"]),  # what does not help is left
        (["漢", "漢ab"], 1, ["…", "…"]),
        (["b  1", "", "b漢1", "ab"], 3, ["… 1", "", "…1", "ab"]),
        (["abcd…", "abcde1xyzxyz", "abcde2xyzxyz"], 5, ["abcd…", "a…e1…", "a…e2…"]),
        ([" 1", " a"], 1, ["…", "…"]),
        (["-", "ab", "漢", ""], 1, ["-", "…", "…", ""]),
        (["x, 1, x", "x, 2, x"], 4, ["x…1…", "x…2…"]),
        (["layer-1-漢字", "layer-2-漢字"], 6, ["l…-1-…", "l…-2-…"]),
        (["漢-  ", "漢-a "], 2, ["…", "…"]),
        (["漢字, 1, ab", "漢字, 1, abu", "漢字, 2, ab"], 5, ["…1…ab", "…1…a…", "…2…ab"]),
        (["ab, 1, 12", "ab, 1, 12u", "ab, 2, 12"], 5, ["…1…12", "…1…1…", "…2…12"]),
        (
            ["ab, 1, 1", "ab, 1, 1u", "ab, 2, 1", "ab, 2, 1u"],
            5,
            ["a…1…1", "…1…1u", "a…2…1", "…2…1u"],
        ),
        (
            ["漢字-1-ab", "漢字-2-ab", "漢字-2-abu", "漢字-12-ab"],
            5,
            ["…1-ab", "…2-ab", "…2-a…", "…12-…"],
        ),
        (
            [f"漢字 {one} 1{end}" for one in (1, 2) for end in ("", "u", " zz")],
            6,
            ["… 1 1", "… 1 1u", "… 1 1…", "… 2 1", "… 2 1u", "… 2 1…"],
        ),
    ],
)
def test_names_that_are_cut_differ(names: list[str], limit: int, expected: list[str]) -> None:
    """At their ends, in the middle, around the difference, or wherever they are equal."""
    assert cut(names, limit) == expected


NAMES = st.lists(st.text("ab1漢 -", max_size=14), max_size=6)


@given(NAMES, st.integers(1, 12))
def test_what_is_left_is_of_the_name(names: list[str], limit: int) -> None:
    """It has room, no half of a wide character, and all of it is in the name, in its order."""
    for name, left in zip(names, cut_all([cells_of(name) for name in names], limit), strict=True):
        assert len(left) <= limit or left == [*name]
        assert "".join(left) == "".join(cells_of("".join(left)))
        assert cells_of("".join(left)) == left
        rest = iter(name)
        assert all(one in rest for one in "".join(left).replace("…", ""))


@given(NAMES)
def test_names_differ_in_half_of_their_room(names: list[str]) -> None:
    """Two that are as long as 14 cells of which few are equal."""
    pairs = [cells_of(f"{name}{at}") for at, name in enumerate(dict.fromkeys(names))]
    assert not alike(pairs, cut_all(pairs, 8))


def test_what_nothing_helps() -> None:
    """Names that look like others are told."""
    names = [[*"abc"], [*"abd"], [*"x"]]
    assert alike(names, cut_all(names, 1)) == [(*"abc",), (*"abd",)]
    assert alike(names, cut_all(names, 3)) == []


@pytest.mark.parametrize(("limit", "left"), [(0, ""), (1, "…"), (3, "12…"), (4, "1234")])
def test_the_end_of_a_number(limit: int, left: str) -> None:
    """Numbers are cut there alone."""
    assert "".join(cut_end([*"1234"], limit)) == left


def _wide(text: str) -> list[str]:
    """Write the cells of a text: a wide character has two, of which the second is empty."""
    return [
        cell for letter in text for cell in ((letter, "") if ord(letter) > 0x2E80 else (letter,))
    ]


@pytest.mark.parametrize(
    ("names", "limit", "left"),
    [
        (["日本語x"], 2, ["…"]),
        (["日本語x"], 3, ["日…"]),
        (["日本語x"], 4, ["日…"]),  # no half of a character
        (["日本語x"], 5, ["日本…"]),
        (["日本語ab1", "日本語ab2"], 4, ["日…1", "日…2"]),
        (["日本語ab1", "日本語ab2"], 5, ["日…b1", "日…b2"]),
        (["日本語ab1", "日本語ab2"], 7, ["日…ab1", "日…ab2"]),
        (["abcde", "abcdefgX", "abcdefgY"], 5, ["abcde", "ab…gX", "ab…gY"]),  # one has room
        (["ab cd", "ab cdefgX", "ab cdefgY"], 5, ["ab cd", "ab…gX", "ab…gY"]),
        (["ab cdef"], 4, ["ab…"]),  # and the blank before it
        (["abc def"], 5, ["abc…"]),
        (["a", "b"], 1, ["a", "b"]),
        (["ab", "ac"], 1, ["…", "…"]),
    ],
)
def test_edges(names: list[str], limit: int, left: list[str]) -> None:
    """Wide characters are cut whole, and a name that has room is whole."""
    found = cut_all([_wide(name) for name in names], limit)
    assert ["".join(cells) for cells in found] == left
    assert all(len(cells) <= limit for cells in found)
