"""Draw the classic picture of a text heatmap without heatmark, as a first lesson.

Run by hand, from any folder: `python by_hand.py`. It writes `docs/assets/images/ve-bang-tay.png`,
which is kept beside the lessons; the first lesson shows the code between the marks.
"""

from __future__ import annotations

import argparse
from pathlib import Path

# --8<-- [start:draw]
from matplotlib import colormaps
from matplotlib.figure import Figure


def by_hand(words: list[str]) -> Figure:
    """Draw each word on a box, the redder the longer the word."""
    scores = [len(word.rstrip(",.")) for word in words]
    figure = Figure(figsize=(10, 2), dpi=150)  # inches
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 10), ylim=(2, 0), frame_on=False)
    x, y, style = 0.3, 0.75, {"family": "monospace", "fontsize": 14, "va": "center"}
    wide = axes.text(0, -9, "m" * 100, **style).get_window_extent().width / figure.dpi / 100
    for word, score in zip(words, scores, strict=True):
        if x + wide * len(word) > 9.7:
            x, y = 0.3, y + 0.5
        place = (score - min(scores)) / (max(scores) - min(scores))  # min–max
        axes.barh(y, wide * len(word), 0.4, left=x, color=colormaps["Reds"](place))
        axes.text(x, y, word, **style)
        x += wide * (len(word) + 1)
    return figure


# --8<-- [end:draw]

TEXT = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut "
    "labore et dolore magna aliqua."
)
IMAGES = Path(__file__).parent / "docs" / "assets" / "images"


def main() -> None:
    """Draw the picture into the folder that the command line names, or into the course."""
    parser = argparse.ArgumentParser(description="Draw the classic picture by hand.")
    parser.add_argument("--out", type=Path, default=IMAGES)
    path = parser.parse_args().out / "ve-bang-tay.png"
    by_hand(TEXT.split()).savefig(path, metadata={"Software": None})
    print(path)


if __name__ == "__main__":
    main()
