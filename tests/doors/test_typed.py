"""The types of the public names, as those who use them have them checked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """\
import numpy as np
from matplotlib import pyplot as plt

import heatmark
from heatmark import Heatmap, HeatmarkWarning, Series

scores = np.array([-0.4, -0.02])
heatmap = Heatmap(["Hà", " Nội"], scores, title="log P", specials=[0])
rows = Heatmap([b"a", b"b"], [Series([1, 2]), Series([3, None], "x", errors=[0.5, None])])
largest: float = heatmap.scores.max().item()
names: list[str | None] = [one.name for one in rows.series]
count: int = len(heatmap.replace(unit="nat", alternatives=[{"a": -1.5}, [("b", -2)]]))
heatmap.save("a.json")
block: str = Heatmap.read("a.json", field="x").to_fence()
again: Heatmap = Heatmap.from_fence(block, folder="docs")
known: dict[Heatmap, type[HeatmarkWarning]] = {again: HeatmarkWarning}
heatmark.defaults(lang="vi", cmap="heatmark")
with heatmark.defaults.within(output="png"):
    again.save("a.html")
axes = plt.figure().add_subplot()
reveal_type(again.plot(axes, alpha=0.5))
again.plot().savefig("a.png")
"""


def test_a_notebook_is_well_typed(tmp_path: Path) -> None:
    """A script of a notebook passes `mypy --strict`, and nothing of ours is `Any` to it.

    With the project's own settings, which are strict, so that what `make types` knows is known.
    """
    pytest.importorskip("mypy")
    script = tmp_path / "notebook.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", str(script)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert 'Revealed type is "heatmark.render.image.artist.TextHeatmap"' in done.stdout
