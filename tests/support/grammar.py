"""Blocks as authors could write them, most of them valid: every option, view, output and file."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from heatmark.options.values import (
    BELOW,
    MERGES,
    NOTICES,
    ORDERS,
    SCALES,
    SCHEMES,
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
    "mark": st.sampled_from(([1], {"1": "<xss>"}, [2, 1], "1")),
    "merge": st.sampled_from(MERGES),
    "digits": st.integers(0, 9),
    "axes": st.sampled_from((["from", "to"], ["<xss>", "%s"])),
    "bars": st.sampled_from(("zero", "cut")),
    "order": st.sampled_from(ORDERS),
    "steps": st.sampled_from(([0, 1], {"<xss>": 1, "b": 10}, [10, 100, 1000], [1, "inf"])),
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
    "series": st.sampled_from(("stacked", "tabs")),
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
OUTPUT = st.sampled_from(("html",) * 8 + ("png", "svg"))


@dataclass(frozen=True)
class Case:
    """A block, and the files that it may ask for, by their names."""

    header: str
    body: str
    files: dict[str, bytes] = field(default_factory=dict)


@st.composite
def options(draw: st.DrawFn) -> dict[str, Any]:
    """Set some options at once, few more often than many."""
    names = draw(st.lists(st.sampled_from(sorted(LOOKS)), max_size=5, unique=True))
    chosen = {name: draw(LOOKS[name]) for name in names}
    chosen["view"] = draw(VIEW)
    output = draw(OUTPUT)
    return chosen if output == "html" else {**chosen, "output": output, "width": 40}


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """Make tokens and scores, at times with more that can be said of them."""
    tokens = draw(st.lists(TOKEN, min_size=1, max_size=9))
    count = len(tokens)
    row = st.lists(SCORE, min_size=count, max_size=count)
    kind = draw(st.sampled_from(("one", "one", "named", "rows", "none")))
    found: dict[str, Any] = {"tokens": tokens}
    if kind == "one":
        found["scores"] = draw(row)
    elif kind == "named":
        found["scores"] = draw(st.dictionaries(TEXT, row, min_size=1, max_size=3))
    elif kind == "rows":
        found["scores"] = draw(st.lists(row, min_size=1, max_size=4))
    more = draw(
        st.sampled_from(("", "", "err", "ids", "alternatives", "classes", "labels", "text"))
    )
    errors = st.lists(st.floats(0.001, 9), min_size=count, max_size=count)
    extras: dict[str, st.SearchStrategy[Any]] = {
        "err": errors,
        "ids": st.lists(st.integers(0, 99), min_size=count, max_size=count),
        "alternatives": st.lists(
            st.lists(st.tuples(TOKEN, NUMBER), max_size=2), min_size=count, max_size=count
        ),
        "classes": st.lists(
            st.sampled_from((None, "LOC", "<xss>")), min_size=count, max_size=count
        ),
        "labels": st.lists(st.lists(TEXT, min_size=count, max_size=count), min_size=1, max_size=1),
        "text": st.just("".join(tokens)),
    }
    return {**found, more: draw(extras[more])} if more else found


def _numbers(count: int) -> st.SearchStrategy[list[float | None]]:
    return st.lists(SCORE, min_size=count, max_size=count)


@st.composite
def _pieces(draw: st.DrawFn) -> dict[str, Any]:
    """Make what has no scores of its own: several texts, several tokenizers, spans, a map."""
    tokens = draw(st.lists(TOKEN, min_size=1, max_size=6))
    count = len(tokens)
    kind = draw(st.sampled_from(("texts", "compare", "spans", "columns")))
    if kind == "compare":
        return {"compare": draw(st.dictionaries(TEXT, st.just(tokens), min_size=1, max_size=3))}
    if kind == "spans":
        last = draw(st.integers(1, count))
        return {"tokens": tokens, "classes": {f"1..{last}": draw(TEXT)}}
    if kind == "columns":
        rows = draw(st.dictionaries(TEXT, _numbers(count), min_size=1, max_size=3))
        return {"columns": tokens, "scores": rows}
    made = []
    for _ in range(draw(st.integers(1, 4))):
        one = {"tokens": tokens, "scores": draw(_numbers(count))}
        extra = draw(st.sampled_from(("", "name", "group", "text")))
        made.append({**one, extra: draw(TEXT)} if extra else one)
    return {"texts": made}


@st.composite
def pieces(draw: st.DrawFn) -> Case:
    """Write them as a block."""
    body = json.dumps(draw(_pieces()), ensure_ascii=False)
    return Case(header_of(draw(options())), body)


def header_of(chosen: dict[str, Any]) -> str:
    """Write options behind a fence, as far as a header can say them."""
    words = []
    for name, value in chosen.items():
        said = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        said = said.replace('"', "'").replace("\n", " ")
        words.append(f'{name}="{said}"')
    return " ".join(words)


def rows_of(content: dict[str, Any]) -> str:
    """Write content as rows, with the token in quotes."""
    scores = content.get("scores") or [1] * len(content["tokens"])
    series = [*scores.values()] if isinstance(scores, dict) else scores
    columns = series if isinstance(series[0], list) else [series]
    lines = []
    for token, *row in zip(content["tokens"], *columns, strict=True):
        said = ["-" if score is None else repr(score) for score in row]
        lines.append(" ".join([json.dumps(token), *said]))
    return "\n".join(lines)


@st.composite
def blocks(draw: st.DrawFn) -> Case:
    """Write a block in one of the ways that there are."""
    chosen, content = draw(options()), draw(contents())
    way = draw(st.sampled_from(("json", "json-options", "rows", "flow", "length", "bare")))
    if way == "json":
        return Case(header_of(chosen), json.dumps(content))
    if way == "json-options":
        return Case("", json.dumps({**chosen, **content}, ensure_ascii=False))
    if way == "rows":
        return Case(header_of(chosen), rows_of(content))
    if way == "flow":
        lines = [f"{name}: {json.dumps(item)}" for name, item in {**chosen, **content}.items()]
        return Case("", "\n".join(lines))
    if way == "length":
        text = " ".join(content["tokens"]).replace("\n", " ")
        return Case(header_of(chosen), f"text: {json.dumps(text)}\nscore: length")
    pairs = [f"{token} {at}" for at, token in enumerate(content["tokens"])]
    return Case(header_of(chosen), "\n".join(pairs))


def _top(token: str, score: float | None) -> dict[str, Any]:
    data = [*token.encode("utf-8", "surrogatepass")]
    return {"token": token, "logprob": score, "bytes": data}


def _csv(tokens: list[str], scores: list[float | None]) -> str:
    cells = [
        '"{}",{}'.format(token.replace('"', '""'), score)
        for token, score in zip(tokens, scores, strict=True)
    ]
    return "\n".join(["token,score", *cells])


@st.composite
def files(draw: st.DrawFn) -> Case:
    """Point to a data file, in one of the shapes in which producers write them."""
    tokens = draw(st.lists(TOKEN, min_size=1, max_size=6))
    scores = draw(st.lists(SCORE, min_size=len(tokens), max_size=len(tokens)))
    pairs = [*zip(tokens, scores, strict=True)]
    tops = [{**_top(*pair), "top_logprobs": [_top(*pair)]} for pair in pairs]
    shapes: dict[str, Any] = {
        "own.json": {"tokens": tokens, "scores": scores},
        "items.json": [{"token": token, "score": score} for token, score in pairs],
        "chat.json": {"choices": [{"index": 0, "logprobs": {"content": tops}}]},
        "legacy.json": {"choices": [{"logprobs": {"tokens": tokens, "token_logprobs": scores}}]},
        "sglang.json": {"meta_info": {"output_token_logprobs": [[s, 1, t] for t, s in pairs]}},
        "vllm.json": {
            "prompt_logprobs": [
                None,
                *({"5": {"logprob": s, "decoded_token": t, "rank": 1}} for t, s in pairs),
            ]
        },
        "tgi.json": {
            "generated_text": "x",
            "details": {"tokens": [{"text": t, "logprob": s, "id": 1} for t, s in pairs]},
        },
        "gemini.json": {"chosenCandidates": [{"token": t, "logProbability": s} for t, s in pairs]},
        "llama.json": {"completion_probabilities": tops},
        "llm.json": [{"text": t, "top_logprobs": [{t: s}]} for t, s in pairs],
        "stream.jsonl": [
            {
                "object": "x.chunk",
                "id": "1",
                "choices": [{"index": 0, "delta": {}, "logprobs": {"content": [one]}}],
            }
            for one in tops
        ],
        "ollama.jsonl": [
            {"done": False, "response": one["token"], "logprobs": [one]} for one in tops
        ],
        "cohere.jsonl": [{"type": "content-delta", "logprobs": one} for one in tops],
        "attention.json": {"tokens": tokens, "attention": [scores] * len(tokens)},
        "sentences.json": [{"tokens": tokens, "scores": scores}] * 2,
    }
    name = draw(st.sampled_from([*shapes, "table.csv", "rows.txt"]))
    if name == "table.csv":
        data = _csv(tokens, scores).encode("utf-8", "surrogatepass")
    elif name == "rows.txt":
        data = rows_of({"tokens": tokens, "scores": scores}).encode()
    elif name.endswith("l"):
        data = "\n".join(map(json.dumps, shapes[name])).encode()
    else:
        data = json.dumps(draw(st.one_of(st.just(shapes[name]), bent(shapes[name])))).encode()
    part = draw(st.sampled_from(("", "", "", "#1", "#2", "#x")))
    return Case(header_of(draw(options())), f"src: {name}{part}", {name: data})


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    (None, True, 0, -1, 1.5, 1e400, "", "x", "<xss>", [], {}, [[]], [None], {"": 1}, [1, "a"])
)


@st.composite
def bent(draw: st.DrawFn, value: Any) -> Any:
    """Put something else in the place of one part of a tree, however deep."""
    if draw(st.integers(0, 3)) == 0 or not isinstance(value, list | dict) or not value:
        return draw(JUNK)
    if isinstance(value, list):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], draw(bent(value[at])), *value[at + 1 :]]
    name = draw(st.sampled_from(sorted(value)))
    return {**value, name: draw(bent(value[name]))}


def mutated(data: bytes, draw: st.DrawFn) -> bytes:
    """Change some bytes: flip, drop, double and swap stretches."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(made) - 1, 0)))
        size = draw(st.integers(1, 8))
        change = draw(st.sampled_from(("flip", "drop", "double", "put")))
        if change == "flip" and made:
            made[at] ^= 1 << draw(st.integers(0, 7))
        elif change == "drop":
            del made[at : at + size]
        elif change == "double":
            made[at:at] = made[at : at + size]
        else:
            made[at:at] = draw(
                st.sampled_from(
                    (b"null", b"-1", b"[", b"{", b'"', b"1e999", b"\x00", b"\xff", b",", b"\n")
                )
            )
    return bytes(made)


@st.composite
def raw(draw: st.DrawFn, seeds: dict[str, bytes]) -> Case:
    """Take a real file with some of its bytes, or parts of its tree, changed."""
    name = draw(st.sampled_from(sorted(seeds)))
    data = seeds[name]
    if name.endswith(".json") and draw(st.booleans()):
        try:
            return Case(
                "", f"src: {name}", {name: json.dumps(draw(bent(json.loads(data)))).encode()}
            )
        except ValueError:
            pass
    return Case("", f"src: {name}", {name: mutated(data, draw)})


@st.composite
def raw_blocks(draw: st.DrawFn) -> Case:
    """Take a block that could be valid with some of its bytes changed."""
    case = draw(blocks())
    body = mutated(case.body.encode("utf-8", "surrogatepass"), draw).decode("utf-8", "replace")
    return Case(case.header, body)


def shown(case: Case) -> dict[str, Any]:
    """Write a case down so that it can be run again."""
    data = {name: base64.b64encode(data).decode() for name, data in case.files.items()}
    return {"header": case.header, "body": case.body, "files": data}


def read(said: dict[str, Any]) -> Case:
    """Read a case that was written down."""
    data = {name: base64.b64decode(data) for name, data in said["files"].items()}
    return Case(said["header"], said["body"], data)
