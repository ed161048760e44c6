"""Make a page with every view and output, light and dark, wide and narrow, to be looked at."""

from __future__ import annotations

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

import markdown

from heatmark.picture.palette import palette
from heatmark.render.html.css import stylesheet

DOCS = Path(__file__).parent
TEXT = "Ổ bánh mì, nghệ thuật: Ễnh ương kêu ồm ộp giữa đồng – thửa ruộng ướt đẫm NƯỚC LŨ."
TOKENS = [
    "<|endoftext|>",
    "Con",
    " mèo",
    " tr",
    "èo",
    " cây",
    " c",
    "au",
    ",",
    " hỏi",
    " thăm",
    ".",
]
SCORES = [None, 9.2, 6.1, 7.7, 0.4, 3.3, 8.9, 0.2, 1.6, 5.5, 2.5, 0.9]
COUNT = len(TOKENS)
CAUSAL = [
    [
        round((1 + (3 * row + 5 * at) % 7) / (4 * (row + 1)), 3) if at <= row else 0
        for at in range(COUNT)
    ]
    for row in range(COUNT)
]
WIDE = [f" t{at}" for at in range(40)]
LENS = {f"tầng {row}": [(row * 5 + at * 7) % 31 - 9 for at in range(COUNT)] for row in range(4)}
LABELS = {name: [f"từ{(at + row) % 9}" for at in range(COUNT)] for row, name in enumerate(LENS)}
OTHERS = [[], [["Con", -0.4], ["Chú", -1.3], ["Một", -2.6]], *([] for _ in TOKENS[2:])]
SURPRISAL = 'measure="độ bất ngờ" unit=bit'


def block(header: str, **content: Any) -> str:  # whatever JSON takes
    """Write a block in Vietnamese."""
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


KINDS = {
    "text": block('measure="độ dài" unit="chữ cái"', text=TEXT, score="length"),
    "text, tokens": block(SURPRISAL, tokens=TOKENS, scores=SCORES, alternatives=OTHERS),
    "text, beyond the scale": block(f"{SURPRISAL} scale=[1,7]", tokens=TOKENS, scores=SCORES),
    "text, noise": block("noise=2 scale=zero", tokens=TOKENS, scores=SCORES),
    "text, control": block(f"{SURPRISAL} control=shuffle", tokens=TOKENS, scores=SCORES),
    "text, line-up": block("lineup=3", tokens=TOKENS, scores=SCORES),
    "tabs": block("series=tabs measure=x", tokens=TOKENS, scores=LENS),
    "bars": block(f"view=bars {SURPRISAL}", tokens=TOKENS, scores=SCORES),
    "bars, centred": block("view=bars scale=zero", tokens=TOKENS, scores=LENS["tầng 1"]),
    "grid": block('view=grid measure="chú ý"', tokens=TOKENS, scores=CAUSAL),
    "grid, labels": block("view=grid scale=zero", tokens=TOKENS, scores=LENS, labels=LABELS),
    "grid, forty columns": block(
        "view=grid cmap=viridis",
        tokens=WIDE,
        scores=[[(3 * r + 5 * c) % 31 for c in range(40)] for r in range(5)],
    ),
    "image": block(f"output=svg dark=both {SURPRISAL}", tokens=TOKENS, scores=SCORES),
    "image, bars": block(
        f"output=svg dark=both view=bars {SURPRISAL}", tokens=TOKENS, scores=SCORES
    ),
    "image, grid": block("output=svg dark=both view=grid measure=x", tokens=TOKENS, scores=CAUSAL),
    "error": block("scale=minmux", tokens=["a"], scores=[1]),
}
PALETTES = ("Reds", "RdBu_r", "viridis")
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (690, 358)]
PAGE = """<!doctype html>
<html lang=vi><meta charset=utf-8><title>heatmark</title>
<meta name=viewport content="width=device-width,initial-scale=1">
<style>
body{{font:16px/1.5 sans-serif;margin:1em}}
.looks{{align-items:start;display:grid;gap:1em;grid-template-columns:auto auto}}
.look{{background:#fff;--bs-body-bg:#fff;color:#222;--bs-body-color:#222;padding:.5em 1em}}
.look[data-theme=dark]{{background:#1b1b1b;--bs-body-bg:#1b1b1b;color:#ddd;--bs-body-color:#ddd}}
</style>
<style>{style}</style>
<h1>Every view and output</h1>
{body}
"""


def main(path: str) -> None:
    """Write the page into a file."""
    parts = []
    for name, source in KINDS.items():
        html = markdown.markdown(source, extensions=["heatmark"]).partition("</style>")
        looks = "".join(
            f'<div class=look data-theme={scheme} style="width:{width}px">'
            f"{html[2] or html[0]}</div>\n"
            for scheme, width in LOOKS
        )
        parts.append(f"<h2>{escape(name)}</h2>\n<div class=looks>\n{looks}</div>")
    file = Path(path)
    file.parent.mkdir(exist_ok=True)
    page = PAGE.format(style=stylesheet(map(palette, PALETTES)), body="\n".join(parts))
    file.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(DOCS / "gallery" / "index.html")])
