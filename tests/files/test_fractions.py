"""Fractions that are called per cent are told of."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.core.scored_tokens import Series
from heatmark.files.fractions import fractions
from heatmark.options.resolve import resolve


@pytest.mark.parametrize(
    ("scores", "options", "is_told"),
    [
        ([0.42, 0.06], {"measure": "P", "unit": "%"}, True),
        ([0.42, None, 1.0], {"measure": "xác suất", "unit": "percent"}, True),
        ([0.42, 0.06], {"measure": "P (%)"}, True),
        ([0.42, 0.06], {"measure": "P", "unit": "‰"}, True),
        ([0.42, 0.06], {"measure": "P", "unit": "%", "given": "P"}, False),
        ([0.42, 0.06], {"measure": "P", "unit": "%", "transform": ("softmax",)}, False),
        ([0.42, 0.06], {"measure": "P"}, False),
        ([0.42, 0.06], {"unit": "%"}, False),
        ([0.42, 0.06], {"measure": "share", "unit": "%"}, False),
        ([0, 0.42], {"measure": "P", "unit": "%"}, True),
        ([1.5, 0.06], {"measure": "P", "unit": "%"}, False),
        ([42, 0.06], {"measure": "P", "unit": "%"}, False),
        ([-0.42, 0.06], {"measure": "P", "unit": "%"}, False),
        ([0, 0], {"measure": "P", "unit": "%"}, False),
        ([0.42], {"measure": "P", "unit": "%"}, False),
        ([], {"measure": "P", "unit": "%"}, False),
        ([0.21, 0.7, None, 0.1], {"measure": "attention", "unit": "%"}, True),
        ([0.2, 0.7], {"measure": "attention", "unit": "%"}, False),
        ([0.2, 0.8], {"measure": "attention"}, False),
        ([21, 69, 10], {"measure": "chú ý", "unit": "%"}, False),
    ],
)
def test_fractions(scores: list[Any], options: dict[str, Any], is_told: bool) -> None:
    """All of them between 0 and 1 are hardly per cent; one above 1 is."""
    assert bool(fractions((Series(scores),), resolve(options))) is is_told


def test_fractions_by_the_name_of_a_series() -> None:
    """A name of a series says what its scores are."""
    (told,) = fractions((Series([0.42, 0.06], "prob (%)"),), resolve({}))
    assert told.message == (
        "the scores are called % and lie between 0.06 and 0.42, as fractions of 1 do"
    )
    two = (Series([0.42], "P"), Series([0.06], "prob"))
    assert fractions(two, resolve({"measure": "P", "unit": "%"}))
    assert not fractions(two, resolve({"unit": "%"}))


def test_hints_on_fractions_are_followed() -> None:
    """With `given` they are converted; a sign behind each number says that they are per cent."""
    made = Heatmap(["a", " b"], [0.42, 0.06], measure="P", unit="%")
    assert [one.name for one in made.notices] == ["impossible-score"]
    done = made.replace(given="P")
    assert "42" in done._repr_html_()
    assert not Heatmap.from_fence("```heatmap measure=P unit=%\na 0.42%\nb 0.06%\n```").notices
    assert Heatmap.from_fence("```heatmap measure=P unit=%\na 0.42\nb 0.06\n```").notices


def test_fractions_of_attention() -> None:
    """They are not converted, so that the unit goes; one row that adds up to 1 is enough."""
    rows = (Series([1.0, None]), Series([0.25, 0.25]))
    (told,) = fractions(rows, resolve({"measure": "attention", "unit": "%"}))
    assert told.hint == "leave unit out, or give the scores in %"
