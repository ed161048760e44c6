"""What is done to scores, and to entropies beside them, which are in the same unit."""

from __future__ import annotations

import math
from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.changes import ScoreChange
from heatmark.picture.layout import lay_out


@pytest.mark.parametrize(
    ("options", "expected", "unit"),
    [
        ({"measure": "log P", "unit": "nat"}, 1.0, "nat"),
        ({"measure": "log P", "unit": "bit"}, 1.0, "bit"),  # in the unit of the scores
        ({"given": "log P, nat", "unit": "bit"}, 1 / math.log(2), "bit"),
        ({"given": "log P, bit", "measure": "surprisal", "unit": "nat"}, math.log(2), "nat"),
        ({"given": "log P, bit", "measure": "P"}, math.log(2), "nat"),
        ({"given": "log P, bit", "transform": ("neg",)}, 1.0, "bit"),
        ({"given": "P, %", "measure": "surprisal", "unit": "bit"}, 1 / math.log(2), "bit"),
        ({"measure": "P", "unit": "%"}, 1.0, "nat"),
        ({"measure": "attention"}, 1.0, "nat"),
    ],
)
def test_units_of_entropies(options: dict[str, Any], expected: float, unit: str) -> None:
    """Entropies go from the unit of the scores as given to that of the scores as shown."""
    scores = [50] if "P, %" in str(options) else [-0.5]
    made = Heatmap(["a"], scores, entropy=[1.0], measure="x").replace(measure=None)
    layout = lay_out(made.content, resolve(options))
    assert layout.texts.guesses is not None
    assert layout.texts.guesses[0].entropy == pytest.approx(expected)
    assert layout.entropy_unit == unit


def test_many_texts_have_what_one_has() -> None:
    """Candidates of each of many texts are changed with its scores."""
    one = Heatmap(["a"], [-1.0], alternatives=[[("a", -1.0)]], ranks=[1])
    options = resolve({"given": "log P, nat", "measure": "surprisal", "unit": "nat"})
    step = ScoreChange(one.content, options)
    found = step.told(lay_out(one.content, resolve({})).texts)
    assert found.alternatives == ((("a", 1.0),),)
