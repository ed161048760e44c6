"""How many bytes a text costs whose tokens are chosen, against the grid of the same scores.

Run: python benchmarks/pick.py
"""

from __future__ import annotations

import gzip
import random
from typing import Any

from heatmark import Heatmap
from heatmark.options.resolve import resolve
from heatmark.picture.paint import picture
from heatmark.render.html.figure import figure

COUNTS = (10, 20, 24, 25, 40, 60)
MOST = 1.5  # times the grid, with 40 tokens
WORDS = [
    "the",
    "model",
    "reads",
    "each",
    "word",
    "of",
    "this",
    "sentence",
    "and",
    "looks",
    "back",
    "at",
    "those",
    "before",
    "it",
]


def main() -> None:
    """Print gzipped bytes of both, without the stylesheet that all figures of a page share."""
    print("tokens  causal    grid    pick  ratio")
    for causal in (True, False):
        for count in COUNTS:
            grid, pick = (len(packed(count, causal=causal, **how)) for how in HOWS)
            ratio = pick / grid
            print(f"{count:6}  {causal!s:6} {grid:7,} {pick:7,}  {ratio:5.2f}")
            if count == 40 and ratio > MOST:
                raise SystemExit(f"more than {MOST} times the grid")


HOWS: tuple[dict[str, Any], ...] = ({"view": "grid"}, {"series": "pick"})


def packed(count: int, *, causal: bool, **how: Any) -> bytes:
    """Draw attention of random tokens and pack the figure."""
    chance = random.Random(count)
    tokens = [f"{' ' * (at > 0)}{chance.choice(WORDS)}" for at in range(count)]
    rows = [attention(count, at if causal else count - 1, chance) for at in range(count)]
    heatmap = Heatmap(tokens, rows, measure="attention", title="Attention", **how)
    drawn = picture(heatmap.content, resolve(dict(heatmap.options)))
    page = figure(drawn, [drawn.palette.name])
    return gzip.compress(page.encode(), mtime=0)


def attention(count: int, last: int, chance: random.Random) -> list[float]:
    """Draw weights of which most are small, as those of heads are; they sum to 1."""
    weights = [chance.random() ** 4 if at <= last else 0.0 for at in range(count)]
    return [weight / sum(weights) for weight in weights]


if __name__ == "__main__":
    main()
