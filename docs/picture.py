"""Draw the picture of the README: log-probabilities of a Vietnamese text, as measured."""

from __future__ import annotations

import sys
from pathlib import Path

from heatmark import Heatmap

DOCS = Path(__file__).parent
DATA = DOCS.parent / "example_site" / "docs" / "data" / "smollm2.json"


def main(path: str) -> None:
    """Draw it into a file."""
    heatmap = Heatmap.read(
        DATA,
        "vi",
        title="SmolLM2 đoán từng token của một câu tiếng Việt",
        model="SmolLM2-135M-Instruct",
        sample="hand",
        lang="vi",
        width=76,
    )
    heatmap.save(path)


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(DOCS / "heatmap.svg")])
