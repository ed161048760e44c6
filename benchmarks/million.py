"""A million tokens with scores: memory from file to positions, time from file to finished HTML.

Each file is read in a process of its own, so that the peak is its own. The other side, in the same
process and on the same tokens, is a span with inline style and title a token.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

import numpy as np

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.layout import lay_out
from heatmark.picture.paint import picture
from heatmark.picture.placing import placed
from heatmark.render.html.figure import figure
from side_by_side import against, table

COUNT = 1_000_000
TARGETS = {"npz": 150, "json": 400}


def write(folder: Path) -> None:
    """Write the files: words of 2 to 6 letters, as often as a text repeats them."""
    chance = np.random.default_rng(0)
    letters = list("abcdeghiklmnoêăâ")
    words = [
        " " + "".join(chance.choice(letters, size=chance.integers(2, 7))) for _ in range(30_000)
    ]
    tokens = np.array(words)[chance.integers(0, len(words), COUNT)]
    scores = chance.normal(-4, 2, COUNT)
    np.savez(folder / "million.npz", tokens=tokens, scores=scores)
    data = {"tokens": tokens.tolist(), "scores": scores.tolist()}
    (folder / "million.json").write_text(json.dumps(data), encoding="utf-8")


def peak() -> float:
    """Measure the most memory that this process has had, in MB, since it began (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1e3


def measure(path: str) -> None:
    """Read a file in this process, draw it, and print the figures as JSON."""
    options = resolve({"max_tokens": COUNT, "table": False})
    Heatmap.from_fence("```heatmap\na 1\n```")._repr_html_()  # imports are not of the file
    before, started = peak(), time.perf_counter()
    heatmap = Heatmap.read(path)
    read = time.perf_counter() - started
    layout = lay_out(heatmap.content, options)
    placed(layout.values, layout, options)
    memory, started = peak() - before, time.perf_counter()
    drawn = picture(heatmap.content, options)
    figure(drawn, ["Reds"])
    ours, started = read + time.perf_counter() - started, time.perf_counter()
    light, (strip,) = drawn.palette.light, drawn.strips
    "".join(
        f'<span style="background:{light[level]}" title="{score:.3g}">{escape(token)}</span>'
        for token, level, score in zip(heatmap.tokens, strip.levels, strip.scores, strict=True)
    )
    other = time.perf_counter() - started
    print(json.dumps({"memory": memory, "ours": ours, "other": other}))


def main() -> None:
    """Measure each format."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        rows = {}
        for kind, target in TARGETS.items():
            command = [sys.executable, __file__, f"{name}/million.{kind}"]
            found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            rows[f"{kind}: peak to positions"] = against(found["memory"], target, " MB")
            micro = found["ours"] / COUNT * 1e6
            rows[f"{kind}: file to HTML, a token"] = against(micro, 1.5, " µs")
            rows[f"{kind}: spans one by one, a token"] = f"{found['other'] / COUNT * 1e6:10.3f} µs"
    table(f"{COUNT} tokens with scores", rows)


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
