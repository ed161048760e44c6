"""Occlusion: leave out each word, and see how much a number falls. Wants no library."""

import json
import sys
from collections.abc import Callable


def occlusion(words: list[str], score: Callable[[str], float]) -> list[float]:
    """Say how much lower the score is without each word."""
    whole = score(" ".join(words))
    without = (" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
    return [whole - score(text) for text in without]


def main(path: str) -> None:
    """Save the falls of a score; put that of your model in the place of this one."""
    words = ["Phim", "hay", "và", "diễn", "xuất", "rất", "tốt"]
    drops = occlusion(words, lambda text: sum(text.count(word) for word in ("hay", "tốt")))
    data = {"text": " ".join(words), "tokens": words, "scores": drops}
    data |= {"measure": "drop of the score", "scale": "zero"}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1])  # such as docs/data/occlusion.json
