"""What a file says that its scores are, beside what an author says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from heatmark import Heatmap
from heatmark.files.said import contradictions, own_given
from heatmark.options.resolve import resolve

if TYPE_CHECKING:
    from pathlib import Path

P = {"measure": "P"}
NAT = {"measure": "log P", "unit": "nat"}
BIT = {"measure": "log2prob"}


@pytest.mark.parametrize(
    ("said", "asked", "about"),
    [
        (P, {"given": "surprisal, bit"}, "given"),
        ({"measure": "P", "unit": "%"}, {"given": "P"}, "given"),
        ({"measure": "P", "unit": "%"}, {"given": "P, %"}, ""),
        (BIT, {"given": "log P, nat"}, "given"),
        (BIT, {"given": "log P"}, "given"),
        (BIT, {"given": "log P, bit"}, ""),
        (NAT, {"given": "log P, bit"}, ""),
        (NAT, {"given": "surprisal, bit"}, "given"),
        ({"measure": "surprisal"}, {"given": "surprisal, bit"}, ""),
        ({"measure": "surprisal", "unit": "bit"}, {"given": "surprisal, nat"}, "given"),
        ({"measure": "x"}, {"given": "log P"}, ""),
        ({}, {"given": "log P"}, ""),
        ({**P, "given": "log P, nat"}, {"given": "log P, bit"}, ""),
        ({"measure": "ppl"}, {"measure": "surprisal", "unit": "bit"}, "measure"),
        ({"measure": "ppl"}, {"measure": "surprisal", "transform": "log"}, ""),
        ({"measure": "ppl"}, {"measure": "surprisal", "given": "surprisal"}, ""),
        ({"measure": "ppl"}, {"measure": "perplexity"}, ""),
        ({"measure": "cross-entropy"}, {"measure": "surprisal"}, ""),
        ({"measure": "loss"}, {"measure": "surprisal"}, ""),
        ({"measure": "attention"}, {"measure": "P"}, "measure"),
        (P, {"measure": "surprisal"}, ""),
    ],
)
def test_what_a_block_says_against_its_file(
    said: dict[str, Any], asked: dict[str, Any], about: str
) -> None:
    """What a file says in so many words is not another thing without a word."""
    assert [one.about for one in contradictions(said, asked)] == [about] * bool(about)


@pytest.mark.parametrize(
    ("said", "asked", "wider", "own"),
    [
        (P, {}, "surprisal, bit", "P"),
        ({"measure": "P", "unit": "%"}, {}, "P", "P, %"),
        (P, {"given": "log P"}, "surprisal, bit", ""),
        (P, {}, "", ""),
        (P, {}, "P", ""),
        (NAT, {}, "log P, bit", ""),
        ({"measure": "x"}, {}, "surprisal, bit", ""),
    ],
)
def test_what_a_page_says_against_a_file(
    said: dict[str, Any], asked: dict[str, Any], wider: str, own: str
) -> None:
    """What a page says of its scores was not said of a file that says what its own are."""
    assert own_given(said, asked, wider) == own


def test_files_are_read_as_they_say(tmp_path: Path) -> None:
    """A probability stays one below a page of surprisals."""
    (tmp_path / "a.csv").write_text("token,prob\nHà,.42\nNội,.06\n", "utf-8")
    made = Heatmap.read(tmp_path / "a.csv", given="surprisal, bit", measure="surprisal", unit="nat")
    (told,) = made.notices
    assert told.message == "the file says that its scores are P, and given says surprisal, bit"
    made = Heatmap.read(tmp_path / "a.csv")
    assert resolve({"given": "surprisal, bit"}, dict(made.options)).measure == "P"
    assert made.notices == ()
