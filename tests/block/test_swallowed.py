"""Options without effect."""

from __future__ import annotations

from typing import Any

import pytest

from heatmark.block.swallowed import outdone_by_file, swallowed, without_effect
from heatmark.core.scored_tokens import ScoredTokens
from heatmark.options.check import check_all
from heatmark.options.declare import Scope
from heatmark.options.resolve import resolve

CASES: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({}, {"dpi": 300}, "no-effect dpi"),
    ({}, {"dpi": 300, "output": "png"}, ""),
    ({"output": "png"}, {"dpi": 300}, ""),
    ({}, {"dpi": 300, "output": "svg"}, "no-effect dpi"),
    ({}, {"letters": "text", "output": "png"}, "no-effect letters"),
    ({}, {"letters": "text", "output": "svg"}, ""),
    ({}, {"width": 80}, "no-effect width"),
    ({}, {"dark": "both"}, "no-effect dark"),
    ({}, {"alt": "a"}, "no-effect alt"),
    ({}, {"alt": "a", "output": "svg"}, ""),
    ({}, {"series": "tabs", "view": "grid"}, "no-effect series"),
    ({"view": "grid"}, {"series": "tabs", "view": "bars"}, ""),
    ({"dpi": 300}, {}, ""),
    ({}, {"axes": ["a", "b"]}, "no-effect axes"),
    ({}, {"axes": ["a", "b"], "view": "grid"}, ""),
    ({}, {"axes": ["a", "b"], "series": "pick"}, ""),
    ({}, {"bars": "cut"}, "no-effect bars"),
    ({"view": "bars"}, {"bars": "cut"}, ""),
    ({}, {"values": "below", "view": "bars"}, "no-effect values"),
    ({}, {"values": "below"}, ""),
    ({}, {"values": "hover", "view": "grid"}, ""),
    ({}, {"below": "id"}, "no-effect below"),
    ({}, {"below": "id", "values": "both"}, ""),
    ({"table": False}, {"print_table": True}, "no-effect print_table"),
    ({}, {"print_table": True}, ""),
    ({"table": False}, {"print_table": False}, ""),
    ({}, {"lineup_alpha": 0.01}, "no-effect lineup_alpha"),
    ({}, {"lineup_class": 12}, "no-effect lineup_class"),
    ({}, {"lineup_versions": 2}, "no-effect lineup_versions"),
    ({}, {"lineup_class": 12, "lineup": 5}, ""),
    ({}, {"lineup_class": 12, "decoys": ["a"]}, ""),
    ({}, {"lineup_alpha": 0.01, "rorschach": 5}, ""),
    ({}, {"shuffle": "rotate"}, "no-effect shuffle"),
    ({}, {"shuffle": "rotate", "control": "shuffle"}, ""),
    ({}, {"shuffle": "rotate", "lineup": 5}, ""),
    ({}, {"share_title": "log P"}, "no-effect share_title"),
    ({"share": "s"}, {"share_title": "log P"}, ""),
    ({}, {"lang": "fr"}, "unknown-language lang"),
    ({}, {"lang": "vi-VN"}, ""),
    ({}, {"lang": "en_GB"}, ""),
    ({"lang": "fr"}, {}, ""),
    ({"unit": "nat"}, {"measure": "attention"}, "unit-dropped measure"),
    ({"unit": "nat"}, {"measure": "entropy", "unit": "bit"}, ""),
    ({"unit": "nat", "measure": "log P"}, {"measure": "attention"}, ""),
    ({"unit": "nat"}, {}, ""),
]


@pytest.mark.parametrize(("wider", "own", "expected"), CASES)
def test_swallowed(wider: dict[str, Any], own: dict[str, Any], expected: str) -> None:
    """What a block sets without effect is named, and where; what a site sets is for others too."""
    wider, own = check_all(wider, Scope.SITE), check_all(own, Scope.BLOCK)
    found = list(swallowed(wider, own, resolve(wider, own)))
    assert [f"{one.name} {one.about}" for one in found] == ([expected] if expected else [])
    assert all(one.hint for one in found)


ONE, TWO = [[1.0, 2.0]], [[1.0, 2.0], [2.0, 1.0]]
OF_SCORES: list[tuple[dict[str, object], dict[str, Any], str]] = [
    ({"series": "tabs"}, {"scores": ONE}, "no-effect series"),
    ({"series": "tabs"}, {"scores": TWO}, ""),
    ({"series": "pick"}, {"scores": ONE}, "no-effect series"),
    ({"order": "reversed"}, {"scores": ONE}, "no-effect order"),
    ({"order": "reversed"}, {"scores": TWO}, ""),
    ({"order": "given"}, {"scores": ONE}, ""),
    ({"against": 0}, {"scores": ONE}, "no-effect against"),
    ({"against": 0, "noise": 0.1}, {"scores": ONE}, ""),
    ({"against": 0}, {"scores": ONE, "err": [[0.1, 0.1]]}, ""),
    ({"noise": 0.1}, {"scores": ONE, "err": [[0.1, 0.1]]}, "no-effect noise"),
    ({"noise": 0.1}, {"scores": ONE}, ""),
    ({"noise": 0.1}, {"scores": None}, ""),
]


@pytest.mark.parametrize(("own", "given", "expected"), OF_SCORES)
def test_without_effect(own: dict[str, Any], given: dict[str, Any], expected: str) -> None:
    """What means nothing of the scores that are there is named too."""
    checked = check_all(own, Scope.BLOCK)
    heatmap = ScoredTokens(["a", "b"], given.pop("scores"), **given)
    found = list(without_effect(checked, resolve({}, checked), heatmap))
    assert [f"{one.name} {one.about}" for one in found] == ([expected] if expected else [])
    assert all(one.hint for one in found)


@pytest.mark.parametrize(
    ("wider", "said", "left"),
    [
        ({"measure": "surprisal"}, {"measure": "log P", "unit": "nat"}, "measure: surprisal"),
        ({"unit": "bit"}, {"measure": "log P", "unit": "nat"}, "unit: bit"),
        ({"measure": "log P", "unit": "bit"}, {"measure": "log P", "unit": "nat"}, "unit: bit"),
        ({"measure": "log P", "unit": "nat"}, {"measure": "log P", "unit": "nat"}, ""),
        ({"measure": "attention"}, {"measure": "log P", "unit": "nat"}, ""),  # no log P is that
        ({"measure": "log P"}, {"measure": "attention"}, ""),
        ({"unit": "bit"}, {"measure": "surprisal"}, ""),  # which is theirs
        ({}, {"measure": "log P", "unit": "nat"}, ""),
    ],
)
def test_what_a_data_file_says_otherwise(
    wider: dict[str, object], said: dict[str, object], left: str
) -> None:
    """It goes before site and page, and an aside says how its scores are converted."""
    found = [*outdone_by_file(wider, said)]
    assert [(one.name, one.level) for one in found] == [("unit-dropped", "info")] * bool(left)
    assert all(left in one.message and f"write {left} in the block" in one.hint for one in found)
