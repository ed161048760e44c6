"""What authors could write in a block: tokens, scores, texts, and options that go together."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

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
TOKEN = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_WORDS).map(" {}".format),
    st.sampled_from((*HARM, *_ODD)),
    st.text(st.characters(codec="utf-8"), max_size=6),
)
NUMBER = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 1e308, -1e308, 5e-324, 123456789.0]),
    st.floats(-10, 10),
    st.integers(-5, 5).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)
SCORE = st.one_of(NUMBER, NUMBER, NUMBER, st.none())
TEXT = st.one_of(
    st.sampled_from(("log P", "attention", "Điểm", "nat", "%", *HARM)), st.text(max_size=9)
)
LOOKS: dict[str, st.SearchStrategy[Any]] = {
    "title": TEXT,
    "alt": TEXT,
    "measure": st.one_of(st.sampled_from(("log P", "surprisal", "P", "attention")), TEXT),
    "unit": st.sampled_from(("nat", "bit", "%", "<xss>")),
    "given": st.sampled_from(("log P, nat", "surprisal, bit", "P")),
    "model": TEXT,
    "sample": st.sampled_from(("random of 500", "top of 500", "hand", "<xss>")),
    "id": st.sampled_from(("a", "fig:1", "x.y-z")),
    "css_classes": st.sampled_from(("wide", ["a", "b-c"])),
    "scale": st.one_of(st.sampled_from(("auto", *SCALES)), st.just([-2, 2]), st.just([0, 1])),
    "center": st.floats(-2, 2),
    "transform": st.one_of(
        st.sampled_from(TRANSFORMS), st.lists(st.sampled_from(TRANSFORMS), max_size=2)
    ),
    "clip": st.sampled_from((5, 10, [5, 95])),
    "cmap": st.sampled_from(("Reds", "viridis", "heatmark_blue", "heatmark_diverging_r", "jet")),
    "lang": st.sampled_from(("vi", "en", "de", "vi-VN")),
    "join": st.sampled_from(("auto", "space", "none")),
    "scheme": st.sampled_from(("auto", *SCHEMES)),
    "special": st.sampled_from(("exclude", "include", "hide", ["[MASK]", "<s>"])),
    "mark": st.sampled_from(([1], {"1": "<xss>"}, {"1": '" xss="', "2": "` xss="}, [2, 1], "1")),
    "merge": st.sampled_from(MERGES),
    "digits": st.integers(0, 9),
    "axes": st.sampled_from((["from", "to"], ["<xss>", "%s"])),
    "bars": st.sampled_from(("zero", "cut")),
    "order": st.sampled_from(ORDERS),
    "steps": st.sampled_from(
        ([0, 1], {"<xss>": 1, "b": 10}, {'" xss="': 1, "b": 10}, [10, 100, 1000], [1, "inf"])
    ),
    "stats": st.lists(st.sampled_from(STATS), min_size=1, max_size=3, unique=True),
    "minus": st.one_of(st.sampled_from(("A", "<xss>")), TEXT),
    "sort": st.sampled_from(SORTS),
    "context": st.integers(0, 4),
    "values": st.sampled_from(VALUES),
    "below": st.sampled_from(BELOW),
    "field": st.sampled_from(("score", "attention", "<xss>")),
    "rows": st.sampled_from(([1, 2], "1..2")),
    "token_axis": st.sampled_from(("first", "last")),
    "decoys": st.lists(TEXT, min_size=1, max_size=2),
    "lineup_alpha": st.sampled_from((0.1, "inf")),
    "dark": st.sampled_from(("card", "both")),
    "letters": st.sampled_from(("outlines", "text")),
    "fontsize": st.sampled_from((8, 24.5)),
    "dpi": st.sampled_from((50, 150)),
    "series": st.sampled_from(SERIES),
    "pick": st.one_of(st.integers(1, 4), TOKEN),
    "share": st.sampled_from(("one", "<xss>")),
    "share_title": TEXT,
    "legend": st.sampled_from(("short", "full", "none")),
    "control": st.just("shuffle"),
    "shuffle": st.sampled_from(SHUFFLES),
    "lineup": st.integers(2, 6),
    "lineup_class": st.integers(1, 30),
    "lineup_versions": st.integers(1, 3),
    "rorschach": st.integers(2, 4),
    "noise": st.floats(0.01, 3),
    "repeats": st.integers(2, 9),
    "against": st.one_of(st.just("mean"), st.floats(-1, 1)),
    "silence": st.lists(st.sampled_from(NOTICES), max_size=2),
    "hover": st.booleans(),
    "table": st.sampled_from((True, False, "auto")),
    "print_table": st.booleans(),
}
VIEW = st.sampled_from(("text", *VIEWS))
SCORE_VIEWS = tuple(view for view in VIEWS if view != "guesses")  # which wants what was expected
OUTPUT = st.sampled_from(("html",) * 8 + ("png", "svg"))


_OF_FILES = {"field", "rows", "token_axis"}
_OF_TEXTS = {"sort", "context"}
_OF_LINEUPS = {name for name in LOOKS if name.startswith("lineup")} | {"decoys", "rorschach"}
_OF_NAMES = {"control", "minus", "decoys"}
_ALONE = {"lineup", "rorschach", "control", "minus", "stats", "noise", "against", "steps", "share"}


@st.composite
def options(draw: st.DrawFn, content: dict[str, Any], *, of_file: bool = False) -> dict[str, Any]:
    """Set some options at once, few more often than many, nearly always such as go together."""
    names = draw(st.lists(st.sampled_from(sorted(LOOKS)), max_size=6, unique=True))
    view = draw(VIEW)
    if draw(st.integers(0, 9)):
        view = draw(st.sampled_from(_views(content)))
        told = {name: draw(LOOKS[name]) for name in _fitting(names, content, view, of_file)}
        chosen = told | draw(_of_series(content, [*told], view))
    else:
        chosen = {name: draw(LOOKS[name]) for name in names}
    if view != "text" or draw(st.booleans()):
        chosen["view"] = view
    output = draw(OUTPUT)
    return chosen if output == "html" else {**chosen, "output": output, "width": 40}


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


def _fitting(names: list[str], content: dict[str, Any], view: str, of_file: bool) -> list[str]:
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


@st.composite
def _of_series(
    draw: st.DrawFn, content: dict[str, Any], names: list[str], view: str
) -> dict[str, Any]:
    """Name one series in the options that are about series, where there are several."""
    rows = content.get("scores")
    known = [name for name in rows if name.strip()] if isinstance(rows, dict) else []
    if "pick" in names:
        return {"series": "pick"}
    if len(known) < 2 or _ALONE & {*names} or draw(st.booleans()):
        return {}
    series = draw(st.sampled_from(known))
    if view == "text" and len(known) == 2 and draw(st.booleans()):
        return {"lineup": draw(LOOKS["lineup"]), "decoys": [series]}
    return {draw(st.sampled_from(("control", "minus"))): series}


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
