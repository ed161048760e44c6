"""Values of options, as they are written and read again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from heatmark import Heatmap
from heatmark.options.values import read_selector


def test_json_of_options_can_be_read_back() -> None:
    """Every new option of a block survives the way through a fence."""
    options: dict[str, Any] = {
        "share": "s",
        "control": ["shuffle"],
        "lineup_alpha": "inf",
        "noise": 0.5,
        "model": "M",
        "sample": "hand",
        "silence": ["no-measure", "lonely-share"],
    }
    heatmap = Heatmap([" a", " b"], [1, 2], **options)
    written = json.loads(heatmap.to_fence().split("\n", 1)[1].rsplit("```", 1)[0])
    assert {name: written[name] for name in options} == options
    assert Heatmap.from_fence(heatmap.to_fence()) == heatmap


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (".night", ".night"),
        ("html.dark, body[data-mode=dark]", "html.dark,body[data-mode=dark]"),
        ("#app > .tối .x", "#app > .tối .x"),
        (':root[data-a^="x y"]:not(.light)', ':root[data-a^="x y"]:not(.light)'),
    ],
)
def test_selectors(written: str, read: str) -> None:
    """A dark page is told by elements, classes, ids and attributes, alone or in one another."""
    assert read_selector(written) == read


@pytest.mark.parametrize(
    "written",
    [
        *(".a{", ".a}b", ".a;b", "</style>", '[x="</style>"]', "a<b", "@media x", ".a/*", ".a\\"),
        *("", " ", ".a,", ",.a", "*", ".a:has(b)", ".a::before", '[x="]', ".a\n.b", ".a + .b", "5"),
    ],
)
def test_no_selectors(written: str) -> None:
    """What could end a rule or a stylesheet is refused, and what tells no page too."""
    with pytest.raises(ValueError, match=r"\A\Z"):
        read_selector(written)
