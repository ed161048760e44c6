"""Many texts in one figure, and the same texts as blocks of their own without legends.

It prints how long both take to convert, and how many bytes the page has, packed as servers do.
"""

from __future__ import annotations

import functools
import gzip
import json

import markdown

from side_by_side import medians, ratio, seconds, table
from texts import scores, tokens

TEXTS, TOKENS = 50, 40
LEGEND = '<div class="heatmark-legend"'
MOST = 1.2  # times what the blocks cost


def convert(document: str) -> str:
    """Convert a document."""
    return markdown.markdown(document, extensions=["heatmark"])


def block(**content: object) -> str:
    """Write a block."""
    return f"```heatmap\n{json.dumps(content, ensure_ascii=False)}\n```\n"


def content(seed: int) -> dict[str, object]:
    """Write a text with its scores."""
    return {"tokens": tokens(TOKENS, seed), "scores": scores(TOKENS, seed)}


def documents() -> dict[str, str]:
    """Write the same texts in one figure, and one by one on a scale that the first explains."""
    said = {"measure": "activation", "scale": [-8, 0], "table": False}
    named = [{**content(seed), "name": f"text {seed}"} for seed in range(TEXTS)]
    alone = {"share": "x", "legend": "none"}
    each = [block(**content(0), **said, share="x")]
    each += [block(**content(seed), **said, **alone) for seed in range(1, TEXTS)]
    return {"texts": block(texts=named, **said), "one by one": "\n".join(each)}


def packed(page: str) -> int:
    """Count bytes as they are sent, without any legend but the first."""
    first, *others = page.split(LEGEND)
    rest = [other.partition("</figure>")[2] for other in others[1:]]
    kept = LEGEND.join([first, *others[:1]]) + "</figure>".join(["", *rest])
    return len(gzip.compress(kept.encode(), 6, mtime=0))


def main() -> None:
    """Measure time and bytes."""
    written = documents()
    runs = {name: functools.partial(convert, text) for name, text in written.items()}
    times = medians(runs, 7)
    sizes = {name: packed(convert(text)) for name, text in written.items()}
    rows = {f"{name}, time": seconds(time) for name, time in times.items()}
    rows["ratio of times"] = ratio(times["texts"], times["one by one"], MOST)
    rows |= {f"{name}, bytes": f"{size:,} B" for name, size in sizes.items()}
    rows["ratio of bytes"] = ratio(sizes["texts"], sizes["one by one"], MOST)
    table(f"{TEXTS} texts of {TOKENS} tokens", rows)


if __name__ == "__main__":
    main()
