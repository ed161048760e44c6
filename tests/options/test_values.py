"""Values of options, as they are written and read again."""

from __future__ import annotations

import json
from typing import Any

from heatmark import Heatmap


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
