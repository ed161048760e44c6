"""The loop that course authors write by hand: an `ax.text` with a box for each token."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt

if TYPE_CHECKING:
    from collections.abc import Sequence


def classic_loop(
    tokens: Sequence[str], scores: Sequence[float], *, dpi: float, form: str = "png"
) -> bytes:
    """Draw a heatmap as such lessons do, and save it: as tall as the author finds that it needs."""
    low, high = min(scores), max(scores)
    figure, axes = plt.subplots(figsize=(10, 2))
    axes.set_axis_off()
    probe = axes.text(0, 0, "m", family="monospace", fontsize=11)
    extent = probe.get_window_extent().transformed(axes.transData.inverted())
    probe.remove()
    lines = 1 + int(sum(len(token.strip()) * extent.width + 0.015 for token in tokens))
    figure.set_figheight(max(2, 0.35 * lines))
    letter, x, y, step = extent.width, 0.0, 1.0, 1 / lines
    colours = mpl.colormaps["Reds"]
    for token, score in zip(tokens, scores, strict=True):
        word = token.strip()
        share = (score - low) / (high - low)
        box = {
            "boxstyle": "round,pad=.3",
            "facecolor": colours(share),
            "edgecolor": "none",
            "alpha": 0.8,
        }
        axes.text(x, y, word, family="monospace", fontsize=11, bbox=box)
        x += len(word) * letter + 0.015
        if x > 1:
            x, y = 0.0, y - step
    drawn = io.BytesIO()
    figure.savefig(drawn, format=form, dpi=dpi)
    plt.close(figure)
    return drawn.getvalue()
