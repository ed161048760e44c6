"""Pages in a real browser: where it is, a document in several themes, and what is read of it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import markdown

import forks
from paths import ARTEFACTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator
    from playwright.sync_api import Page as Tab

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

ARTEFACTS.mkdir(exist_ok=True)

POEM = "Ổ bánh mì, nghệ thuật: Ễnh ương kêu ồm ộp giữa đồng – thửa ruộng ướt đẫm NƯỚC LŨ."
WORDS = re.findall(r"\s*\S+", POEM)
LEVELS = [f" w{place}" for place in range(32)]
HARD = [" <b>", "&amp;", " tab\there", " new\nline", "   ", "", " 日本", "語", " e\u0301", "👩‍👩‍👧"]


def block(header: str, tokens: list[str], scores: list[float | None] | dict[str, Any]) -> str:
    body = json.dumps({"tokens": tokens, "scores": scores}, ensure_ascii=False)
    return f"```heatmap {header}\n{body}\n```\n"


def ramp(count: int) -> list[float | None]:
    return [float(place) for place in range(count)]


CMAPS = ("Reds", "RdBu_r", "viridis", "Greys", "hsv", "jet", "tab10")
TEXTS = [
    POEM,
    *["".join(LEVELS).strip()] * len(CMAPS),
    "".join(HARD),
    "chưa biết, quá thấp, quá cao",
    "hai dãy điểm",
    "hai dãy điểm",
    "từ".join(f"dài{place}" for place in range(40)),
]
SOURCE = "\n\n".join(
    [
        "# Bản đồ nhiệt",
        "Một đoạn văn trước, để so sánh phông chữ và khoảng cách dòng.",
        f"""```heatmap title="Độ dài từ" lang=vi measure="độ dài" unit="chữ cái"
text: '{POEM}'
score: length
```""",
        *(
            block(f'cmap={cmap} title="{cmap}"', [LEVELS[0].strip(), *LEVELS[1:]], ramp(32))
            for cmap in CMAPS
        ),
        block('title="Hard <tokens>"', HARD, ramp(len(HARD))),
        block(
            'lang=vi scale=[0,1] measure="log P" unit=nat title="Thiếu và vượt thang"',
            ["chưa biết", ", quá thấp", ", quá cao"],
            [None, -5, 7],
        ),
        block("", ["hai", " dãy", " điểm"], {"tầng 1": [1, 2, 3], "tầng 2": [-1, 0, 1]}),
        block("", ["từ".join(f"dài{place}" for place in range(40))], [1]),
        "```heatmap scale=minmux\na 1\n```",
        "Một đoạn văn sau.",
    ]
)


def plain_page(scheme: str, source: str = SOURCE) -> str:
    body = markdown.markdown(source, extensions=["heatmark", "fenced_code"])
    back, ink = ("#fff", "#222") if scheme == "light" else ("#1b1b1b", "#ddd")
    style = f"background:{back};color:{ink};font:16px/1.5 sans-serif;margin:1em auto"
    return f"""<!doctype html><html lang=vi data-theme={scheme}><meta charset=utf-8><title>T</title>
<meta name=viewport content="width=device-width,initial-scale=1">
<style>body{{{style};max-width:44em;padding:0 1em}}</style><body>{body}"""


@dataclass(frozen=True)
class Pages:
    """Addresses of the same document in several themes."""

    plain: dict[str, str]
    material: str
    mkdocs: str


def build(folder: Path, theme: dict[str, Any], source: str = SOURCE) -> str:
    """Build the document as a site; its address."""
    folder.joinpath("docs").mkdir(parents=True)
    folder.joinpath("docs/index.md").write_text(source, encoding="utf-8")
    config = {
        "site_name": "T",
        "theme": theme,
        "use_directory_urls": False,
        "plugins": ["heatmark"],
        "markdown_extensions": ["pymdownx.superfences"],
    }
    folder.joinpath("mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    forks.run("mkdocs", "build", "-q", folder=folder).check_returncode()
    return (folder / "site/index.html").as_uri()


Open: TypeAlias = "Callable[..., Tab]"


_SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame(); await frame();
  const ends = one => Number.isFinite(one.effect.getComputedTiming().endTime);
  const moving = document.getAnimations().filter(one => one.playState === 'running' && ends(one));
  await Promise.allSettled(moving.map(one => one.finished));
  await frame(); }"""


def settle(tab: Tab) -> None:
    """Wait until what was changed is laid out, and themes have faded their colours over."""
    tab.evaluate(_SETTLED)


def measure(what: Tab | Locator, script: str, *given: object) -> Any:
    """Evaluate a script whose result is long, which as JSON takes a tenth of the time."""
    text = what.evaluate(f"async (...all) => JSON.stringify(await ({script})(...all))", *given)
    return json.loads(text)


def keep(what: Tab | Locator, name: str, **how: Any) -> None:
    """Keep a picture to look at, or the pages of paper, if `HEATMARK_PICTURES` asks for that."""
    if os.environ.get("HEATMARK_PICTURES"):
        write = getattr(what, "pdf" if name.endswith(".pdf") else "screenshot")
        write(path=ARTEFACTS / name, **how)


def signal(tab: Tab, theme: str, scheme: str) -> None:
    """Switch a theme as its own button does."""
    if theme == "material":
        value = "slate" if scheme == "dark" else "default"
        tab.evaluate("v => document.body.setAttribute('data-md-color-scheme', v)", value)
    else:
        tab.evaluate("v => document.documentElement.setAttribute('data-bs-theme', v)", scheme)
    settle(tab)


def open_theme(show: Open, pages: Pages, theme: str, scheme: str, width: int = 1000) -> Tab:
    if theme == "plain":
        return show(pages.plain[scheme], width)
    tab = show(getattr(pages, theme), width)
    signal(tab, theme, scheme)
    return tab


CELLS = """() => [...document.querySelectorAll('.heatmark-text b')].map(b => {
  const style = getComputedStyle(b), back = [];
  for (let at = b; at; at = at.parentElement) back.push(getComputedStyle(at).backgroundColor);
  return {text: b.textContent, level: b.className, ink: style.color, fills: back,
          border: parseFloat(style.borderBottomWidth), adjust: style.printColorAdjust,
          line: style.borderBottomStyle};
})"""


def channels(colour: str) -> tuple[list[float], float]:
    """Read what the browser computed: `rgb(…)`, `rgba(…)` or `color(srgb …)`."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", colour)]
    size = 1 if colour.startswith("color(") else 255
    alpha = numbers[3] if len(numbers) > 3 else 1.0
    return [number / size for number in numbers[:3]], alpha


def luminance(rgb: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(cell: dict[str, Any]) -> float:
    """WCAG 2's contrast of a cell's ink with all that lies under it."""
    return _contrast(cell["ink"], tuple(cell["fills"]))


@cache  # thousands of cells have few colours
def _contrast(ink_of: str, fills: tuple[str, ...]) -> float:
    under = [1.0, 1.0, 1.0]
    for colour in reversed(fills):
        rgb, alpha = channels(colour)
        under = [c * alpha + u * (1 - alpha) for c, u in zip(rgb, under, strict=True)]
    rgb, alpha = channels(ink_of)
    ink = [c * alpha + u * (1 - alpha) for c, u in zip(rgb, under, strict=True)]
    low, high = sorted((luminance(under), luminance(ink)))
    return (high + 0.05) / (low + 0.05)


THEMES = [
    (theme, scheme) for theme in ("plain", "material", "mkdocs") for scheme in ("light", "dark")
]


def fills(tab: Tab) -> list[str]:
    return [cell["fills"][0] for cell in measure(tab, CELLS)]
