"""Draw the course's figure that has a text heatmap and an ordinary plot in it.

Run by hand, from any folder: `python figures.py`. It writes `docs/assets/images/tang-nao-biet.png`,
which is kept beside the lessons; the lesson on images shows the code between the marks.
"""

from __future__ import annotations

import argparse

# --8<-- [start:imports]
import json
from pathlib import Path

from matplotlib.figure import Figure

from heatmark import Heatmap

# --8<-- [end:imports]

HERE = Path(__file__).parent


# --8<-- [start:draw]
def draw(data: Path) -> Figure:
    """Draw the last layer's probabilities on the text, and those of all layers as curves."""
    lens = json.loads(data.read_text(encoding="utf-8"))["lens"]["en_tokyo"]
    tokens, layers = lens["tokens"], lens["p"]  # layers[l][i]: P(token i) behind layer l
    figure = Figure(figsize=(7, 4.4), dpi=160, layout="constrained")
    above, below = figure.subplots(2, 1, height_ratios=[1, 2])

    heatmap = Heatmap(tokens, layers[-1], measure="P", scale=[0, 1], cmap="Blues", lang="vi")
    heatmap.plot(above)

    for place, style in ((2, "-"), (4, "--"), (5, "-."), (6, ":")):
        name = tokens[place].removeprefix("Ġ")
        below.plot([layer[place] for layer in layers], style, label=f"“{name}”")
    below.set(xlabel="tầng", ylabel="P(token thật)", xlim=(0, 30), ylim=(0, 1.02))
    below.yaxis.set_major_formatter(lambda y, _: f"{y:.1f}".replace(".", ","))
    below.legend(title="token")
    return figure


# --8<-- [end:draw]


def main() -> None:
    """Draw the figure into the folder that the command line names, or into the course."""
    parser = argparse.ArgumentParser(description="Draw the course's figure.")
    parser.add_argument("--out", type=Path, default=HERE / "docs" / "assets" / "images")
    folder: Path = parser.parse_args().out
    figure = draw(HERE / "raw" / "smollm2_inside.json")
    figure.savefig(folder / "tang-nao-biet.png", metadata={"Software": None})
    print(folder / "tang-nao-biet.png")


if __name__ == "__main__":
    main()
