"""Numbers that stand for a mask are told from scores."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.masks import masks
from heatmark.picture.paint import picture
from pictures import drawn, names, words

LOGITS = [-12.5, 3.25, 0.0, 8.0]
BFLOAT = -3.3895313892515355e38


@pytest.mark.parametrize(
    "mask",
    [
        *(
            -1e4,
            -1e5,
            -1e6,
            -1e9,
            -1e10,
            -1e30,
            -1e38,
            -9999,
            -99999.0,
            -10_002.5,
            -9_997.75,
            -9990,
        ),
        *(-65504, float(np.finfo(np.float32).min), -3.4028e38, -3.4e38, BFLOAT, -1.797e308),
        *(-(2**31), -(2**63), 2**63, 1e20, float(np.float32(1e20)), 999_999, 3.4028235e38, -BFLOAT),
    ],
)
@pytest.mark.parametrize("options", [{}, {"measure": "logit"}, {"view": "bars"}])
def test_what_stands_for_a_mask(mask: float, options: dict[str, Any]) -> None:
    """What programs write where there is nothing, among scores of a model; once or often."""
    for scores in ([mask, *LOGITS], [*LOGITS, mask, mask], [None, mask, 1.0]):
        found = drawn(words(scores), scores, **options)
        (notice,) = [one for one in found.notices if one.name == "mask-value"]
        assert notice.message.startswith(f"{mask:.6g} looks like the value of a mask")
        assert notice.level == "warning"
        mended = [None if score == mask else score for score in scores]
        assert "mask-value" not in names(drawn(words(mended), mended, **options))


@pytest.mark.parametrize(
    "scores",
    [
        [1e4, 2.0, 3.0],
        [1e9, 1.0, 2.0],
        [65504, 1.0],
        [-1e3, 1.0, 2.0],
        [-10_000, 50.0, 20.0],
        [-10_000, -8_000, 3.0],
        [-12_345, 1.0, 2.0],
        [-20_000, 1.0, 2.0],
        [-1e9, -3e8, 1.0],
        [-1e9],
        [-1e9, -1e9],
        [None, -1e9],
        [999_999, 1200, 3],
        [1_000_000, 1, 3],
        [2**31, 1.0],
        [1e20, 1e18],
        [5_000_000, 12_000_000, 20_000_000],
        [0.0, 0.0],
        [None, None],
        [1e5, -1e5],
        [2e33, 1.0],
    ],
)
def test_what_is_a_score(scores: list[Any]) -> None:
    """Counts, incomes, and all numbers that others come near to."""
    assert "mask-value" not in names(drawn(words(scores), scores))


@pytest.mark.parametrize(("other", "is_named"), [(40.0, True), (40.5, False)])
def test_how_far_a_mask_is_from_scores(other: float, *, is_named: bool) -> None:
    """It is 250 times as large as any, or more."""
    assert ("mask-value" in names(drawn(["a", "b"], [-1e4, other]))) is is_named
    assert ("mask-value" in names(drawn(["a", "b"], [-1e4, -other]))) is is_named


def test_what_a_transform_makes_of_it() -> None:
    """Softmax makes 0 of a mask, which is what it is for; a change of unit leaves it."""
    tokens, scores = words(LOGITS), [*LOGITS[:3], -1e9]
    assert "mask-value" not in names(drawn(tokens, scores, transform="softmax"))
    assert "mask-value" in names(drawn(tokens, scores, transform="neg"))
    logs = [-1.0, -2.0, -3.0, -1e9]
    assert "mask-value" in names(drawn(tokens, logs, given="log P, nat", unit="bit"))
    assert "mask-value" not in names(drawn(tokens, logs, given="log P, nat", measure="P"))


def test_the_first_is_named_once() -> None:
    """However many there are, one sentence says it, and how to mend it."""
    made = Heatmap(words([1, 2, 3]), [-1e4, 2.0, -1e9])
    (notice,) = masks(lay_out(made.content, resolve({})), resolve({}))
    assert notice.message.startswith("-10000 looks like")
    assert "filled(numpy.nan)" in notice.hint


def test_what_services_write_is_known() -> None:
    """-9999 of log-probabilities is said in other words, and is no score."""
    scores = [-1.0, -9999.0, -2.0]
    assert "mask-value" not in names(drawn(words(scores), scores, measure="log P"))
    assert "mask-value" in names(drawn(words(scores), scores, measure="logit"))
    assert "mask-value" in names(drawn(words(scores), [*scores[:2], -1e9], measure="log P"))


def test_all_series_and_runs_are_looked_at() -> None:
    """A map of which the upper half is masked, and runs of which one is."""
    square = [[1.5, -1e9, -1e9], [2.0, 0.5, -1e9], [1.0, 3.0, 2.5]]
    assert "mask-value" in names(drawn(words([1, 2, 3]), square, view="grid"))
    made = Heatmap(words([1, 2]), runs=[[1.0, 2.0], [-1e9, 2.5]])
    assert "mask-value" in names(picture(made.content, resolve({})))
