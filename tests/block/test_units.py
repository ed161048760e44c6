"""The unit that stands behind numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from heatmark import Heatmap
from heatmark.block.block import parse
from heatmark.block.units import with_unit
from heatmark.core.errors import HeatmarkError, OptionError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Hà 10%\nNội 20%"


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ({}, {"unit": "%"}),
        ({"unit": "%"}, {"unit": "%"}),
        ({"measure": "P"}, {"measure": "P", "unit": "%"}),
        ({"measure": "chú ý"}, {"measure": "chú ý", "unit": "%"}),
        ({"measure": "surprisal", "given": "P, %"}, {"measure": "surprisal", "given": "P, %"}),
    ],
)
def test_the_sign_is_the_unit(header: dict[str, str], options: dict[str, str]) -> None:
    """Numbers with % behind them have that unit, unless the block says what becomes of them."""
    draft = parse(header, ROWS)
    assert draft.options == options
    assert [item.scores for item in draft.series or ()] == [(10, 20)]
    assert with_unit(draft) == draft


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("P", "P, %"),
        ("xác suất", "xác suất, %"),
        ("P, %", "P, %"),
        ("P, percent", "P, percent"),
        ("P (%)", "P (%)"),
    ],
)
def test_what_probabilities_are_counted_in(given: str, expected: str) -> None:
    """The sign behind the numbers is the unit of what they are said to be."""
    draft = parse({"given": given, "measure": "surprisal", "unit": "bit"}, ROWS)
    assert draft.options == {"given": expected, "measure": "surprisal", "unit": "bit"}


@pytest.mark.parametrize("given", ["P, ‰", "log P", "surprisal, bit"])
def test_what_no_per_cent_can_be(given: str) -> None:
    """Other units beside the sign are refused, and what the hint says is drawn."""
    with pytest.raises(OptionError, match="the numbers have % behind them, and given is") as caught:
        parse({"given": given}, ROWS)
    assert caught.value.hint == "write given: P, %"
    assert parse({"given": "P, %"}, ROWS)


def test_what_a_page_says_that_numbers_are() -> None:
    """A page says it for its blocks, where that can have such a unit."""
    draft = parse({}, ROWS)
    assert with_unit(draft, {"given": "P"}).options == {"given": "P, %"}
    assert with_unit(draft, {"given": "log P"}) == draft
    assert with_unit(parse({}, "a 1"), {"given": "P"}).options == {}


def test_fences_and_what_is_asked_of_them() -> None:
    """Options over a fence are as those in it."""
    fence = f"```heatmap\n{ROWS}\n```"
    made = Heatmap.from_fence(fence, given="P", measure="surprisal", unit="bit")
    assert dict(made.options)["given"] == "P, %"
    with pytest.raises(OptionError, match="the numbers have % behind them"):
        Heatmap.from_fence(fence, measure="surprisal", unit="bit")


@pytest.mark.parametrize("header", [{"unit": "bit"}, {"measure": "surprisal"}])
def test_two_units_are_an_error_whose_ways_out_work(header: dict[str, str]) -> None:
    """What no number in % can be is refused; both ways of the hint draw it."""
    with pytest.raises(OptionError, match="the numbers have % behind them") as caught:
        parse(header, ROWS)
    name = next(iter(header))
    assert caught.value.hint.startswith(f"leave {name} out")
    assert parse({}, ROWS)
    given = re.sub(".*write given: ", "", caught.value.hint)
    assert parse({**header, "given": given}, ROWS).options["given"] == "P, %"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("tokens: [a, b]\nscores: [10, 5]\nerr: [1%, 1%]", "err has % behind its numbers"),
        ('{"tokens": ["a"], "scores": {"x": ["1%"], "y": ["2"]}}', "some scores have %"),
        ("tokens: [a]\nruns: [[1], [x]]", "runs: the score 'x' is not a number"),
    ],
)
def test_lists_have_one_unit(body: str, problem: str) -> None:
    """Scores of one figure, and their errors, have one unit; the error is on the line of a list."""
    with pytest.raises(HeatmarkError, match=problem) as caught:
        parse({}, body)
    assert caught.value.line == (1 if body.startswith("{") else body.count("\n") + 1)


@pytest.mark.parametrize(
    "body",
    [
        "tokens: [a, b]\nscores: [10%, 5%]\nerr: [1%, 1%]",
        "tokens: [a, b]\nruns: [[10%, 5%], [11%, 4%]]",
        '{"tokens": ["a", "b"], "scores": [["10%", "5 %"], ["1%", null]]}',
        "tokens: [a, b]\nscores:\n  x: [10%, 5%]\n  y: [-, 5%]",
    ],
)
def test_lists_in_per_cent(body: str) -> None:
    """Lists of YAML and JSON are read as rows are."""
    assert parse({}, body).options == {"unit": "%"}


def test_a_table_in_per_cent_is_converted(tmp_path: Path) -> None:
    """A column called prob in % becomes a surprisal where the block asks for one."""
    (tmp_path / "a.csv").write_text("token,prob\nHà,50%\nNội,25%\n", encoding="utf-8")
    block = "```heatmap src=a.csv {}\n```"
    plain = Heatmap.from_fence(block.format(""), folder=tmp_path)
    assert dict(plain.options) == {"measure": "P", "unit": "%"}
    asked = Heatmap.from_fence(block.format("measure=surprisal unit=bit"), folder=tmp_path)
    assert dict(asked.options)["given"] == "P, %"
    (tmp_path / "a.csv").write_text("token,x\nHà,50%\nNội,25%\n", encoding="utf-8")
    with pytest.raises(OptionError, match="the numbers have % behind them, and unit is 'bit'"):
        Heatmap.from_fence(block.format("unit=bit"), folder=tmp_path)
