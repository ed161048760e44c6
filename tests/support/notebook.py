"""The public names as a notebook uses them: `make types` checks that none of ours is `Any`."""

from __future__ import annotations

from typing import assert_type

import numpy as np
from matplotlib import pyplot as plt
from numpy.typing import NDArray

import heatmark
from heatmark import Heatmap, HeatmarkWarning, Series
from heatmark.render.image.artist import TextHeatmap


def use() -> None:
    """Write files into the folder in which this runs."""
    scores = np.array([-0.4, -0.02])
    heatmap = Heatmap(["Hà", " Nội"], scores, title="log P", specials=[0])
    rows = Heatmap([b"a", b"b"], [Series([1, 2]), Series([3, None], "x", errors=[0.5, None])])
    assert_type(heatmap.scores, NDArray[np.float64])
    assert_type([one.name for one in rows.series], list[str | None])
    candidates = [{"a": -1.5}, [("b", -2)]]
    assert_type(len(heatmap.replace(unit="nat", alternatives=candidates)), int)
    heatmap.save("a.json")
    assert_type(Heatmap.read("a.json").to_fence(), str)
    again = Heatmap.from_fence(heatmap.to_fence(), folder=".")
    assert_type(again, Heatmap)
    known: dict[Heatmap, type[HeatmarkWarning]] = {again: HeatmarkWarning}
    assert known
    with heatmark.defaults.within(output="png"):
        again.save("a.html")
    axes = plt.figure().add_subplot()
    assert_type(again.plot(axes, alpha=0.5), TextHeatmap)
    again.plot().savefig("a.png")
