"""What authors could write in a block: tokens, scores, texts, and options that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chance import between, either, finite, flip, just, many, of, some, text, whole
from heatmark.options.scored import ABOUT_SCORES
from heatmark.options.values import (
    AS_TEXT,
    BELOW,
    MERGES,
    NOTICES,
    ORDERS,
    SCALES,
    SCHEMES,
    SERIES,
    SHUFFLES,
    SORTS,
    STATS,
    TRANSFORMS,
    VALUES,
    VIEWS,
)

if TYPE_CHECKING:
    from random import Random

    from chance import Draw

# What would do harm where it is not escaped: `xss` is no element and no attribute of ours.
HARM = (
    "<xss>",
    '" onxss=x "',
    "' onxss=x '",
    "</pre><xss>",
    "&lt;xss&gt;",
    "<!--xss",
    "]]><xss>",
    "javascript:xss",
    r"\input{xss}",
    r"\write18{xss}",
    "}{\\def\\xss{",
    "%xss",
    "$xss$",
    "{{ xss }}",
    "{% xss %}",
    "`xss`",
    "\x1b[31mxss",
    "%s xss %(x)s",
    "url(xss)",
    "</style><xss>",
    "\x1fxss",
)
_WORDS = ("mèo", "Việt", "Nam", "the", "cat", ".", ",", "(", "a_b", "##ing", "Ġcat", "▁Hà", "<s>")
_ODD = (
    "",
    " ",
    "\n",
    "\t",
    "\u200b",
    "\u202e",
    "e\u0301",
    "👩‍👩‍👧",
    "\ufeff",
    "क्ष",
    "\xa0",
    "a@@",
    "<0xE1>",
)
TOKEN = either(of(*_WORDS), of(*map(" {}".format, _WORDS)), of(*HARM, *_ODD), text(6))
NUMBER = either(
    of(0.0, 1.0, -1.0, 0.5, 1e308, -1e308, 5e-324, 123456789.0),
    between(-10, 10),
    lambda chance: float(chance.randint(-5, 5)),
    finite,
)
SCORE = either(NUMBER, NUMBER, NUMBER, just(None))
TEXT = either(of("log P", "attention", "Điểm", "nat", "%", *HARM), text(9))
LOOKS: dict[str, Draw[Any]] = {
    "title": TEXT,
    "alt": TEXT,
    "measure": either(of("log P", "surprisal", "P", "attention"), TEXT),
    "unit": of("nat", "bit", "%", "<xss>"),
    "given": of("log P, nat", "surprisal, bit", "P"),
    "model": TEXT,
    "sample": of("random of 500", "top of 500", "hand", "<xss>"),
    "id": of("a", "fig:1", "x.y-z"),
    "css_classes": of("wide", ["a", "b-c"]),
    "scale": either(of("auto", *SCALES), just([-2, 2]), just([0, 1])),
    "center": between(-2, 2),
    "transform": either(of(*TRANSFORMS), many(of(*TRANSFORMS), 0, 2)),
    "clip": of(5, 10, [5, 95]),
    "cmap": of("Reds", "viridis", "heatmark_blue", "heatmark_diverging_r", "jet"),
    "lang": of("vi", "en", "de", "vi-VN"),
    "join": of("auto", "space", "none"),
    "scheme": of("auto", *SCHEMES),
    "special": of("exclude", "include", "hide", ["[MASK]", "<s>"]),
    "mark": of([1], {"1": "<xss>"}, {"1": '" xss="', "2": "` xss="}, [2, 1], "1"),
    "merge": of(*MERGES),
    "digits": whole(0, 9),
    "axes": of(["from", "to"], ["<xss>", "%s"]),
    "bars": of("zero", "cut"),
    "order": of(*ORDERS),
    "steps": of(
        [0, 1], {"<xss>": 1, "b": 10}, {'" xss="': 1, "b": 10}, [10, 100, 1000], [1, "inf"]
    ),
    "stats": some(STATS, 1, 3),
    "minus": either(of("A", "<xss>"), TEXT),
    "sort": of(*SORTS),
    "context": whole(0, 4),
    "values": of(*VALUES),
    "below": of(*BELOW),
    "field": of("score", "attention", "<xss>"),
    "rows": of([1, 2], "1..2"),
    "token_axis": of("first", "last"),
    "decoys": many(TEXT, 1, 2),
    "lineup_alpha": of(0.1, "inf"),
    "dark": of("card", "both"),
    "letters": of("outlines", "text"),
    "fontsize": of(8, 24.5),
    "dpi": of(50, 150),
    "series": of(*SERIES),
    "pick": either(whole(1, 4), TOKEN),
    "share": of("one", "<xss>"),
    "share_title": TEXT,
    "legend": of("short", "full", "none"),
    "control": just("shuffle"),
    "shuffle": of(*SHUFFLES),
    "lineup": whole(2, 6),
    "lineup_class": whole(1, 30),
    "lineup_versions": whole(1, 3),
    "rorschach": whole(2, 4),
    "noise": between(0.01, 3),
    "repeats": whole(2, 9),
    "against": either(just("mean"), between(-1, 1)),
    "silence": many(of(*NOTICES), 0, 2),
    "hover": flip,
    "table": either(flip, just("auto")),
    "print_table": flip,
}
VIEW = of("text", *VIEWS)
SCORE_VIEWS = tuple(view for view in VIEWS if view != "guesses")  # which wants what was expected
OUTPUT = of(*("html",) * 8, "png", "svg")


_NAMES = sorted(LOOKS)
_OF_FILES = {"field", "rows", "token_axis"}
_OF_TEXTS = {"sort", "context"}
_OF_LINEUPS = {name for name in LOOKS if name.startswith("lineup")} | {"decoys", "rorschach"}
_OF_NAMES = {"control", "minus", "decoys"}
_ALONE = {"lineup", "rorschach", "control", "minus", "stats", "noise", "against", "steps", "share"}


WIDTH = of(40, 40, 10, 400, "1in", "10in", "40in")


def options(chance: Random, content: dict[str, Any], *, of_file: bool = False) -> dict[str, Any]:
    """Set some options at once, few more often than many, nearly always such as go together."""
    names = some(_NAMES, 0, 6)(chance)
    view = VIEW(chance)
    if chance.randint(0, 9):
        view = chance.choice(_views(content))
        told = {
            name: LOOKS[name](chance) for name in _fitting(names, content, view, of_file=of_file)
        }
        chosen = told | _of_series(chance, content, [*told], view)
    else:
        chosen = {name: LOOKS[name](chance) for name in names}
    if view != "text" or chance.randint(0, 1):
        chosen["view"] = view
    output = OUTPUT(chance)
    return chosen if output == "html" else {**chosen, "output": output, "width": WIDTH(chance)}


def _views(content: dict[str, Any]) -> tuple[str, ...]:
    """Name the views in which content can be drawn."""
    if {"columns", "labels", "row_tokens"} & {*content}:
        return ("grid",)
    if "texts" in content or not rows_in(content):
        return ("text",)
    known = "alternatives" in content and any(content["alternatives"])
    return VIEWS if known else SCORE_VIEWS


def rows_in(content: dict[str, Any]) -> list[Any]:
    """List the rows of scores: their names, or their numbers."""
    scores = content.get("scores") or []
    if isinstance(scores, dict):
        return [*scores]
    return [*range(1, len(scores) + 1)] if scores and isinstance(scores[0], list) else scores[:1]


def _fitting(names: list[str], content: dict[str, Any], view: str, *, of_file: bool) -> list[str]:
    """Leave out options that mean nothing, or are errors, beside content and one another."""
    rows = rows_in(content)
    left = {"repeats"} if "err" not in content and "noise" not in names else set[str]()
    left |= set() if of_file else _OF_FILES
    left |= set() if "texts" in content else _OF_TEXTS
    left |= set() if rows or of_file or "texts" in content else {*ABOUT_SCORES}
    if view not in AS_TEXT or len(rows) != 1:
        left |= _OF_LINEUPS
    if "lineup" not in names:
        left |= _OF_LINEUPS - {"lineup", "rorschach"}
    if view != "grid":
        left |= {"axes", "order"}
    if view != "text" or not 1 < len(rows) == len(content.get("tokens", "")):
        left |= {"pick"}
    left |= {*[name for name in names if name in _ALONE][1:]}
    return [name for name in names if name not in left and name not in _OF_NAMES]


def _of_series(
    chance: Random, content: dict[str, Any], names: list[str], view: str
) -> dict[str, Any]:
    """Name one series in the options that are about series, where there are several."""
    rows = content.get("scores")
    known = [name for name in rows if name.strip()] if isinstance(rows, dict) else []
    if "pick" in names:
        return {"series": "pick"}
    if len(known) < 2 or _ALONE & {*names} or chance.randint(0, 1):
        return {}
    series = chance.choice(known)
    if view == "text" and len(known) == 2 and chance.randint(0, 1):
        return {"lineup": LOOKS["lineup"](chance), "decoys": [series]}
    return {chance.choice(("control", "minus")): series}


def header_of(chosen: dict[str, Any]) -> str:
    """Write options behind a fence, as far as a header can say them."""
    words = []
    for name, value in chosen.items():
        if isinstance(value, dict):  # which a block can say alone
            continue
        said = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        said = said.replace('"', "'").replace("\n", " ")
        words.append(f'{name}="{said}"')
    return " ".join(words)
