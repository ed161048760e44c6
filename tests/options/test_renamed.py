"""A unit in the place of another is told of, as the numbers stay."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap, Notice
from heatmark.options.renamed import renamed, told_again


@pytest.mark.parametrize(
    ("known", "changes", "is_told"),
    [
        ({"measure": "log P", "unit": "nat"}, {"unit": "bit"}, True),
        ({"measure": "log2 P"}, {"unit": "nat"}, True),
        ({"measure": "surprisal (bit)"}, {"unit": "nat"}, True),
        ({"measure": "log P", "unit": "nat"}, {"unit": "nats"}, False),
        ({"measure": "log P", "unit": "nat"}, {"unit": None}, False),
        ({"measure": "log P", "unit": "nat"}, {"title": "x"}, False),
        ({"measure": "log P"}, {"unit": "bit"}, False),
        ({"measure": "log P", "unit": "nat"}, {"unit": "bit", "given": "log P, nat"}, False),
        ({"measure": "log P", "unit": "nat", "given": "P"}, {"unit": "bit"}, False),
        ({"measure": "log P", "unit": "nat"}, {"unit": "bit", "scores": [1]}, False),
        ({"measure": "time", "unit": "ms"}, {"unit": "s"}, False),
        ({"measure": "P", "unit": "%"}, {"unit": "‰"}, False),
        ({"unit": "nat"}, {"unit": "bit"}, False),
    ],
)
def test_another_unit(known: dict[str, Any], changes: dict[str, Any], is_told: bool) -> None:
    """What was nat is not bit by another name."""
    assert bool(renamed(known, changes)) is is_told


def test_a_copy_in_another_unit() -> None:
    """The hint, followed, converts."""
    made = Heatmap.from_logits(np.zeros((2, 2)), [0, 1], ["a", " b"])
    copy = made.replace(unit="bit")
    (told,) = copy.notices
    assert (told.name, told.message) == (
        "unit-dropped",
        "the numbers were log P in nat, and stay as they are in bit",
    )
    assert told.hint.startswith("write given='log P, nat' beside unit='bit'")
    done = made.replace(given="log P, nat", unit="bit")
    assert done.notices == ()
    assert ">−1<" in done._repr_html_() or "−1" in done._repr_html_()
    assert made.replace(unit="bit", given="log P, bit").notices == ()


def test_notices_of_copies() -> None:
    """Those on units are found again, those on how scores were read are kept."""
    made = Heatmap(["a", " b"], [[0.4, 0.1], [0.2, 0.3]], measure="P", unit="%")
    assert [one.name for one in made.notices] == ["square-array", "impossible-score"]
    assert [one.name for one in made.replace(given="P").notices] == ["square-array"]
    assert made.replace(title="x").notices == made.notices
    assert made.replace(scores=[1, 2], unit="%").notices == ()


def test_each_notice_of_a_copy_is_there_once() -> None:
    """Of the copy those on units count, and of what it is a copy of all others."""
    (shape, unit), (again, other) = (
        [
            Notice(name="x", message=f"{word} {about}", hint="", about=about)
            for about in ("scores", "unit")
        ]
        for word in ("before", "after")
    )
    assert told_again([shape, unit], [again, other], {}, {"unit": "bit"}) == (shape, other)
    assert told_again([shape, unit], [again, other], {}, {"title": "x"}) == (shape, unit)
    assert told_again([shape, unit], [again, other], {}, {"scores": [1]}) == (again, other)
