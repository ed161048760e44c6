"""A site like a public course: 468 pages, 1,377 short blocks, the first score of each missing."""

from __future__ import annotations

import functools
import logging
import os
import sys
import tempfile
from pathlib import Path

os.environ["NO_MKDOCS_2_WARNING"] = "1"

from side_by_side import medians, ratio, seconds, table
from texts import scores, tokens
from whole_site import OURS, run, write_site

PAGES, BLOCKS, TOKENS = 468, 1_377, 44
PARAGRAPH = "This lesson shows **where** a model is surprised, and [why](index.md) it may be. " * 4


def block(language: str, seed: int) -> str:
    """Write a block as models score a text: nothing predicts its first token."""
    words = [token.strip() for token in tokens(TOKENS, seed)]
    said = ["-", *map(str, scores(TOKENS - 1, seed))]
    rows = "\n".join(f"{word} {score}" for word, score in zip(words, said, strict=True))
    return f"```{language}\n{rows}\n```\n"


def lessons(language: str, pages: int = PAGES, count: int = BLOCKS) -> list[str]:
    """Write lessons of eight paragraphs, with two or three blocks each."""
    written = []
    for page in range(pages):
        first, last = (count * place // pages for place in (page, page + 1))
        blocks = [f"{PARAGRAPH}\n\n{block(language, seed)}" for seed in range(first, last)]
        blocks += [f"## Section {at}\n\n{PARAGRAPH}\n" for at in range(8 - len(blocks))]
        written.append(f"# Lesson {page}\n\n" + "\n".join(blocks))
    return written


def main() -> None:
    """Measure the time to build."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sys.path.insert(0, name)
        write_site(folder / "ours", OURS.replace("false", "true"), "", lessons("heatmap"))
        write_site(folder / "code", "search", "", lessons("text"))
        runs = {
            "heatmaps": functools.partial(run, folder / "ours"),
            "the same as code": functools.partial(run, folder / "code"),
        }
        times = medians(runs, 9, collecting=True)
        drawn = sum(
            page.read_text(encoding="utf-8").count("<figure")
            for page in folder.glob("ours/site/**/*.html")
        )
        assert drawn == BLOCKS, drawn
    rows = {label: seconds(time) for label, time in times.items()}
    rows["ratio"] = ratio(times["heatmaps"], times["the same as code"], 1.05)
    table(f"course: {PAGES} pages, {BLOCKS} blocks × {TOKENS} tokens, first score missing", rows)


if __name__ == "__main__":
    main()
