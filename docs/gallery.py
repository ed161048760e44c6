"""Make a page with every view and output, light and dark, wide and narrow, to be looked at.

Where Playwright and Chromium are there, each is also a small PNG, so that two versions can be
compared: `python docs/gallery.py docs/gallery/index.html --png`.
"""

from __future__ import annotations

import json
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

import markdown

from heatmark.picture.palette import DIVERGING, SEQUENTIAL, palette
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
SIGNED = [score and round(score - 4.5, 1) for score in SCORES]
ABLATED = [score and round(score + (at % 4 - 1.5) * 1.3, 1) for at, score in enumerate(SCORES)]
OTHERS = [[], [["Chú", 1.3], ["Một", 2.6], ["Con", 9.2]], *([] for _ in TOKENS[2:])]
EXAMPLES = [
    {
        "tokens": TOKENS[1:],
        "scores": [max(0, (at * step) % 9 - 5) for at in range(COUNT - 1)],
        "name": f"câu {step}",
        "group": group,
    }
    for group, steps in {"top 3 of 500": (5, 7, 8), "random 2 of 500": (1, 3)}.items()
    for step in steps
]
BYTES = ["T", "Ã´", "i", "ĠviÃªt", "Ġch", "á»", "¯"]
PIECES = ["<s>", "▁Tôi", "▁viêt", "▁ch", "ữ"]
NAMES = ["Nguyễn", " Du", " ở", " Thăng", " Long"]
SURPRISAL = 'measure="độ bất ngờ" unit=bit'


def block(header: str, **content: Any) -> str:  # whatever JSON takes
    """Write a block in Vietnamese."""
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


KINDS = {
    "text": block('measure="độ dài" unit="chữ cái"', text=TEXT, score="length"),
    "text, legend in full": block(f"{SURPRISAL} legend=full", tokens=TOKENS, scores=SCORES),
    "text, blue": block(f"{SURPRISAL} cmap=heatmark_blue", tokens=TOKENS, scores=SCORES),
    "text, classic reds": block(f"{SURPRISAL} cmap=Reds", tokens=TOKENS, scores=SCORES),
    "text, classic red and blue": block("cmap=RdBu_r scale=zero", tokens=TOKENS, scores=SIGNED),
    "text, two sides": block("scale=zero", tokens=TOKENS, scores=SIGNED),
    "text, several series": block("measure=x", tokens=TOKENS, scores={"a": SCORES, "b": SIGNED}),
    "text, a difference": block(
        f"{SURPRISAL} minus=gốc", tokens=TOKENS, scores={"gốc": SCORES, "bỏ đầu 5": ABLATED}
    ),
    "many texts": block("measure='kích hoạt' sort=max context=3", texts=EXAMPLES),
    "text, tokens": block(SURPRISAL, tokens=TOKENS, scores=SCORES, alternatives=OTHERS),
    "text, special tokens": block(
        SURPRISAL,
        tokens=["<s>", "</s>", "Con", " mèo", ".", "<|im_end|>", "<s>", ","],
        scores=[None, None, 9.2, 6.1, 0.4, None, None, 3],
    ),
    "text, beyond the scale": block(f"{SURPRISAL} scale=[1,7]", tokens=TOKENS, scores=SCORES),
    "text, noise": block("noise=2 scale=zero", tokens=TOKENS, scores=SCORES),
    "text, control": block(f"{SURPRISAL} control=shuffle", tokens=TOKENS, scores=SCORES),
    "text, line-up": block("lineup=3", tokens=TOKENS, scores=SCORES),
    "pieces": block("", tokens=BYTES, ids=[51, 27083, 72, 31145, 442, 19710, 107]),
    "pieces, several tokenizers": block("", compare={"GPT-2": BYTES, "Llama": PIECES}),
    "classes": block("", tokens=NAMES, classes={"1..2": "PER", "4..5": "LOC"}),
    "classes, marks and scores": block(
        SURPRISAL,
        tokens=NAMES,
        scores=[5.2, 3.1, 0.4, 6.3, None],
        classes={"1..2": "PER", "4..5": "LOC"},
        mark={5: "từ bị che"},
    ),
    "text, values below": block(f"{SURPRISAL} values=below", tokens=TOKENS, scores=SCORES),
    "image, values below": block(
        f"output=svg dark=both {SURPRISAL} values=below", tokens=TOKENS, scores=SCORES
    ),
    "pieces, ids below": block(
        "values=both", tokens=BYTES, ids=[51, 27083, 72, 31145, 442, 19710, 107]
    ),
    "guesses": block(
        'view=guesses measure="log P" unit=nat stats="perplexity,top1,entropy"',
        tokens=NAMES,
        scores=[None, -0.4, -3.2, -1.1, -0.02],
        ranks=[None, 1, 12, 2, 1],
        entropy=[None, 1.2, 4.5, 2.4, 0.1],
        alternatives=[
            [],
            [[" Du", -0.4], [" Trãi", -1.6]],
            [[" là", -0.9], [" sinh", -1.8]],
            [[" Hà", -0.6], [" Thăng", -1.1]],
            [[" Long", -0.02]],
        ],
    ),
    "image, guesses": block(
        'output=svg dark=both view=guesses measure="log P" unit=nat',
        tokens=NAMES[:2],
        scores=[None, -0.4],
        alternatives=[[], [[" Du", -0.4], [" Trãi", -1.6]]],
    ),
    "text, summaries": block(
        f'{SURPRISAL} stats="mean,max,perplexity,bits_per_char"',
        tokens=TOKENS,
        scores={"A": SCORES, "B": [one and one / 2 for one in SCORES]},
    ),
    "text, steps": block(
        "measure=hạng",
        tokens=TOKENS,
        scores=[None, 5210, 98, 730, 1, 12, 2400, 1, 3, 61, 9, 2],
        steps={"top 10": 10, "top 100": 100, "top 1000": 1000, "còn lại": "inf"},
    ),
    "image, steps": block(
        "output=svg dark=both measure=hạng steps=10,100,1000",
        tokens=TOKENS,
        scores=[None, 5210, 98, 730, 1, 12, 2400, 1, 3, 61, 9, 2],
    ),
    "tabs": block("series=tabs measure=x", tokens=TOKENS, scores=LENS),
    "pick": block('series=pick measure="chú ý" pick=9', tokens=TOKENS, scores=CAUSAL),
    "image, pick": block(
        'output=svg dark=both series=pick measure="chú ý" pick=9', tokens=TOKENS, scores=CAUSAL
    ),
    "bars": block(f"view=bars {SURPRISAL}", tokens=TOKENS, scores=SCORES),
    "bars, centred": block("view=bars scale=zero", tokens=TOKENS, scores=LENS["tầng 1"]),
    "bars, cut": block(f"view=bars bars=cut scale=[2,9] {SURPRISAL}", tokens=TOKENS, scores=SCORES),
    "grid": block('view=grid measure="chú ý"', tokens=TOKENS, scores=CAUSAL),
    "grid, fifteen columns": block(
        'view=grid measure="chú ý"',
        tokens=[*TOKENS, " chú", " chuột", " đi"],
        scores=[
            [round(((3 * row + 5 * at) % 7 + 1) / 99, 3) if at <= row else 0 for at in range(15)]
            for row in range(15)
        ],
    ),
    "grid, labels": block("view=grid scale=zero", tokens=TOKENS, scores=LENS, labels=LABELS),
    "grid, forty columns": block(
        "view=grid cmap=viridis",
        tokens=WIDE,
        scores=[[(3 * r + 5 * c) % 31 for c in range(40)] for r in range(5)],
    ),
    "grid, layers and heads": block(
        'scale=log order=reversed axes=[lớp,đầu] measure="đóng góp"',
        columns=[f"H{head}" for head in range(9)],
        names=[f"L{layer}" for layer in range(30)],
        scores=[
            [round(2.0 ** -((7 * layer + 5 * head) % 17), 6) for head in range(9)]
            for layer in range(30)
        ],
    ),
    "grid, two texts": block(
        'measure="chú ý" axes=[Pháp,Anh]',
        tokens=["▁The", "▁black", "▁cat", "</s>"],
        row_tokens=["▁Le", "▁chat", "▁noir", "</s>"],
        scores=[
            [0.8, 0.1, 0.1, 0],
            [0.1, 0.2, 0.6, 0.1],
            [0, 0.7, 0.2, 0.1],
            [0, 0.1, 0.1, 0.8],
        ],
    ),
    "error": block("scale=minmux", tokens=["a"], scores=[1]),
}
IN_IMAGES = {
    "text": block(SURPRISAL, tokens=TOKENS, scores=SCORES),
    "text, several series": KINDS["text, several series"],
    "text, special tokens": KINDS["text, special tokens"],
    "text, line-up": KINDS["text, line-up"],
    "bars": KINDS["bars"],
    "grid": KINDS["grid"],
    "grid, labels": KINDS["grid, labels"],
    "classes": KINDS["classes"],
    "pieces": KINDS["pieces"],
}
KINDS |= {
    f"{name}, {form}": source.replace("heatmap ", f"heatmap output={form} dark=both ", 1)
    for form in ("svg", "png")
    for name, source in IN_IMAGES.items()
}
PALETTES = (SEQUENTIAL, DIVERGING, "heatmark_blue", "Reds", "RdBu_r", "viridis")
WINDOW = 1160  # CSS pixels: two looks beside each other
LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (690, 358)]
PAGE = """<!doctype html>
<html lang=vi><meta charset=utf-8><title>heatmark</title>
<meta name=viewport content="width=device-width,initial-scale=1">
<style>
body{{font:16px/1.5 sans-serif;margin:1em}}
.looks{{align-items:start;display:grid;gap:1em;grid-template-columns:repeat(2,max-content)}}
.look{{background:#fff;--bs-body-bg:#fff;color:#222;--bs-body-color:#222;padding:.5em 1em}}
.look[data-theme=dark]{{background:#1b1b1b;--bs-body-bg:#1b1b1b;color:#ddd;--bs-body-color:#ddd}}
</style>
<style>{style}</style>
<h1>Every view and output</h1>
{body}
"""


def main(path: str, *more: str) -> None:
    """Write the page into a file, and with `--png` pictures of it beside it."""
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
    if "--png" in more:
        photograph(file)


def photograph(file: Path) -> None:
    """Take a picture of each view and output, of 64 colours, so that all are less than 1 MB."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = shutil.which("chromium")
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path=chromium, args=options)
        tab = browser.new_page(viewport={"width": WINDOW, "height": 900})
        tab.goto(file.absolute().as_uri())
        tab.evaluate("() => document.querySelectorAll('img').forEach(e => e.loading = 'eager')")
        tab.wait_for_load_state("networkidle")
        for name, looks in zip(KINDS, tab.locator(".looks").all(), strict=True):
            target = file.with_name(f"{name.replace(', ', '-').replace(' ', '-')}.png")
            looks.screenshot(path=target)
            Image.open(target).quantize(64).save(target, optimize=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:] or [str(DOCS / "gallery" / "index.html")])
