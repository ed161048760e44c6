"""The coloured text alone: ours against a span with inline style and title a token."""

from __future__ import annotations

from gzip import compress
from html import escape
from typing import TYPE_CHECKING

from heatmark import Heatmap
from heatmark.options.declare import Options
from heatmark.picture.paint import picture
from heatmark.render.html.text import texts
from side_by_side import against, medians, milliseconds, ratio, table
from texts import scores, tokens

if TYPE_CHECKING:
    from heatmark.picture.parts import Picture

COUNT = 1_000


def inline(drawn: Picture) -> str:
    """Write what most tools write: everything a token needs, with the token."""
    palette, (strip,) = drawn.palette, drawn.strips
    spans = []
    for token, level, score in zip(drawn.cells.shown, strip.levels, strip.scores, strict=True):
        fill, ink = palette.light[level], palette.light_ink[level]
        style = f"background:{fill};color:{ink}"
        spans.append(f'<span style="{style}" title="{score:.3g}">{escape(token)}</span>')
    return "".join(spans)


def main() -> None:
    """Measure bytes and time."""
    heatmap = Heatmap(tokens(COUNT), scores(COUNT))
    plain = picture(heatmap.content, Options(hover=False))
    hover = picture(heatmap.content, Options())
    letters = sum(len(token.strip()) for token in heatmap.tokens) / COUNT
    (plain_text,), (hover_text,), other = texts(plain), texts(hover), inline(hover)
    above = picture(Heatmap(heatmap.tokens, [-one for one in scores(COUNT)]).content, Options())
    (above_text,) = texts(above)
    size = {
        "letters a token": f"{letters:10.3f}",
        "without hover": against(len(plain_text.encode()) / COUNT, 24, " B"),
        "with hover": against(len(above_text.encode()) / COUNT, 37, " B"),
        "with hover, a minus before each": against(len(hover_text.encode()) / COUNT, 37, " B"),
        "with hover, packed": f"{len(compress(above_text.encode())) / COUNT:10.3f} B",
        "inline style and title": f"{len(other.encode()) / COUNT:10.3f} B",
    }
    table(f"emit: bytes a token, {COUNT} tokens", size)
    runs = {
        "without hover": lambda: [texts(plain) for _ in range(20)],
        "with hover": lambda: [texts(hover) for _ in range(20)],
        "inline style and title": lambda: [inline(hover) for _ in range(20)],
    }
    times = {name: seconds / 20 for name, seconds in medians(runs, 60).items()}
    other_time = times["inline style and title"]
    rows = {name: milliseconds(seconds) for name, seconds in times.items()}
    rows["ratio without hover"] = ratio(times["without hover"], other_time, 0.5)
    rows["ratio with hover"] = ratio(times["with hover"], other_time, 0.5)
    table(f"emit: time for {COUNT} tokens", rows)


if __name__ == "__main__":
    main()
