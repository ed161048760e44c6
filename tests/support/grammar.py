"""Blocks as authors could write them, most of them valid: every option, view, output and file."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from looks import NUMBER, SCORE, TEXT, TOKEN, header_of, options, rows_in


@dataclass(frozen=True)
class Case:
    """A block, and the files that it may ask for, by their names."""

    header: str
    body: str
    files: dict[str, bytes] = field(default_factory=dict)


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """Make tokens and scores, at times with more that can be said of them."""
    tokens = draw(st.lists(TOKEN, min_size=1, max_size=9))
    count = len(tokens)
    row = st.lists(SCORE, min_size=count, max_size=count)
    kind = draw(st.sampled_from(("one", "one", "named", "rows", "square", "none")))
    found: dict[str, Any] = {"tokens": tokens}
    if kind == "one":
        found["scores"] = draw(row)
    elif kind == "named":
        found["scores"] = draw(st.dictionaries(TEXT, row, min_size=1, max_size=3))
    elif kind == "rows":
        found["scores"] = draw(st.lists(row, min_size=1, max_size=4))
    elif kind == "square":
        found["scores"] = draw(st.lists(row, min_size=count, max_size=count))
    more = draw(st.sampled_from(_more(kind)))
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
        "labels": st.lists(
            st.lists(TEXT, min_size=count, max_size=count),
            min_size=len(rows_in(found)),
            max_size=len(rows_in(found)),
        ),
        "text": st.just("".join(tokens)),
        "row_tokens": st.just(tokens[:1] * len(rows_in(found))),
        "ranks": st.lists(st.integers(1, 99), min_size=count, max_size=count),
        "entropy": st.lists(st.floats(0, 9), min_size=count, max_size=count),
    }
    return {**found, more: draw(extras[more])} if more else found


def _more(kind: str) -> tuple[str, ...]:
    """Name what else can be said of tokens beside scores of a kind, or nothing."""
    always = ("", "", "ids", "classes", "text")
    if kind == "one":
        return (*always, "err", "alternatives", "alternatives", "ranks", "entropy", "labels")
    return (*always, "labels", "row_tokens") if kind in {"rows", "square"} else always


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
        said = st.just("".join(tokens)) if extra == "text" else TEXT
        made.append({**one, extra: draw(said)} if extra else one)
    return {"texts": made}


@st.composite
def pieces(draw: st.DrawFn) -> Case:
    """Write them as a block."""
    content = draw(_pieces())
    return Case(header_of(draw(options(content))), json.dumps(content, ensure_ascii=False))


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
    content = draw(contents())
    chosen = draw(options(content))
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
    part = draw(st.sampled_from(("",) * 12 + ("#1", "#2", "#x")))
    part = part or ("#1" if name.startswith("sentences") else "")
    chosen = draw(options({"tokens": tokens, "scores": scores}, of_file=True))
    return Case(header_of(chosen), f"src: {name}{part}", {name: data})


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
