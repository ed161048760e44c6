"""Data files as producers write them, and such as nobody has written."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from chance import many, of
from grammar import Case, blocks, one, row_of, rows_of
from looks import TOKEN, header_of, options

if TYPE_CHECKING:
    from random import Random

    from chance import Draw

_TESTS = Path(__file__).parents[1]
# Ways to name a part of a file, of all shapes: most mean something in some of them.
_PARTS = (
    *("#1", "#2", "#3", "#x", "#vi", "#<xss>", "#content", "#reasoning_content", "#results.2"),
    *("#prompt_logprobs", "#choices", "#outputs", "#prefill", "#tokens", "#input_tokens"),
    *("#input_token_logprobs", "#output_token_logprobs", "#generated_tokens", "#LIME"),
    *("#layer=1", "#layer=1,head=1", "#head=mean", "#head=mean,dest=1", "#neuron=1"),
    *("#layer=1,neuron=1", "#column=1", "#sentence=a", "#seqs.1.data.1", "#a,layer=0"),
)


def _top(token: str, score: float | None) -> dict[str, Any]:
    data = [*token.encode("utf-8", "surrogatepass")]
    return {"token": token, "logprob": score, "bytes": data}


def _csv(tokens: list[str], scores: list[float | None]) -> str:
    cells = [
        '"{}",{}'.format(token.replace('"', '""'), score)
        for token, score in zip(tokens, scores, strict=True)
    ]
    return "\n".join(["token,score", *cells])


def _npz(tokens: list[str], scores: list[float | None], count: int) -> bytes:
    """Write arrays of a few layers and heads as NumPy does."""
    row = np.array([np.nan if score is None else score for score in scores])
    attention = np.tile(row, (count, 2, len(tokens), 1))
    file = io.BytesIO()
    tokens = [token.rstrip("\0") for token in tokens]  # which NumPy cannot hold
    np.savez(file, tokens=np.array(tokens), scores=row, attention=attention)
    return file.getvalue()


def _shapes(tokens: list[str], scores: list[float | None]) -> dict[str, Any]:
    """Write the same tokens and scores in the shapes in which producers write them."""
    pairs = [*zip(tokens, scores, strict=True)]
    tops = [{**_top(*pair), "top_logprobs": [_top(*pair)]} for pair in pairs]
    rows: dict[str, list[Any]] = {"token": tokens, "score": scores}
    return {
        "own.json": {"tokens": tokens, "scores": scores},
        "items.json": [{"token": token, "score": score} for token, score in pairs],
        "pairs.json": pairs,
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
        "shap.json": {"values": scores, "data": tokens, "base_values": 0},
        "captum.json": {"word_attributions": scores, "raw_input_ids": tokens},
        "captum_llm.json": {"input_tokens": tokens, "seq_attr": scores, "token_attr": [scores] * 2},
        "interpreto.json": {"elements": tokens, "attributions": [scores] * 2},
        "ferret.json": [{"text": "x", "tokens": tokens, "scores": scores, "explainer": "LIME"}],
        "neuron.json": {"tokens": tokens, "values": scores, "maxValue": 1},
        "openai_neuron.json": [{"tokens": tokens, "activations": scores}] * 2,
        "lists.json": rows,
        "split.json": {"columns": [*rows], "index": [*range(len(pairs))], "data": pairs},
        "columns.json": {name: dict(enumerate(values)) for name, values in rows.items()},
        "lens.json": {"tokens": tokens, "scores": [scores] * 3},
        "runs.json": {"tokens": tokens, "runs": [scores] * 3},
        "texts.json": {"texts": [{"tokens": tokens, "scores": scores}] * 2},
        "compare.json": {"compare": {"a": tokens, "b": ["".join(tokens)]}},
        "watsonx.json": {
            "results": [{"generated_tokens": [{"text": t, "logprob": s} for t, s in pairs]}]
        },
    }


def files(chance: Random) -> Case:
    """Point to a data file, in one of the shapes in which producers write them."""
    tokens = many(TOKEN, 1, 6)(chance)
    scores = row_of(len(tokens))(chance)
    shapes = _shapes(tokens, scores)
    name = chance.choice([*shapes, "table.csv", "rows.txt", "arrays.npz"])
    if name == "table.csv":
        data = _csv(tokens, scores).encode("utf-8", "surrogatepass")
    elif name == "rows.txt":
        data = rows_of({"tokens": tokens, "scores": scores}).encode()
    elif name == "arrays.npz":
        data = _npz(tokens, scores, chance.randint(1, 3))
    elif name.endswith("l"):
        data = "\n".join(map(json.dumps, shapes[name])).encode()
    else:
        value = shapes[name]
        data = json.dumps(bent(value)(chance) if chance.randint(0, 2) == 0 else value).encode()
    if chance.randint(0, 15) == 0:
        name, data = f"{name}.gz", gzip.compress(data, mtime=0)
    part = chance.choice(("",) * 12 + _PARTS[:4])
    part = part or ("#1" if name.startswith(("sentences", "openai_neuron")) else "")
    chosen = options(chance, {"tokens": tokens, "scores": scores}, of_file=True)
    return replace(one(header_of(chosen), f"src: {name}{part}"), files={name: data})


_NOTHING: tuple[Any, ...] = (None, True, 0, -1, 1.5, 1e400, "", [], {}, [[]], [None], {"": 1})
JUNK = of(*_NOTHING, "x", "<xss>", [1, "a"])


def bent(value: Any) -> Draw[Any]:
    """Put something else in the place of one part of a tree, however deep."""

    def bend(chance: Random) -> Any:
        if chance.randint(0, 3) == 0 or not isinstance(value, list | tuple | dict) or not value:
            return JUNK(chance)
        if isinstance(value, dict):
            name = chance.choice([*value])
            return {**value, name: bent(value[name])(chance)}
        at = chance.randrange(len(value))
        return [*value[:at], bent(value[at])(chance), *value[at + 1 :]]

    return bend


_PUT = (b"null", b"-1", b"[", b"{", b'"', b"1e999", b"\x00", b"\xff", b",", b"\n", b"<xss>", b"#")


def mutated(data: bytes, chance: Random) -> bytes:
    """Change some bytes: flip, drop, double and swap stretches."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randint(0, max(len(made) - 1, 0)), chance.randint(1, 8)
        change = chance.choice(("flip", "drop", "double", "put"))
        if change == "flip" and made:
            made[at] ^= 1 << chance.randint(0, 7)
        elif change == "drop":
            del made[at : at + size]
        elif change == "double":
            made[at:at] = made[at : at + size]
        else:
            made[at:at] = chance.choice(_PUT)
    return bytes(made)


def relined(text: str, chance: Random) -> str:
    """Change some lines: drop, double, swap and join them, or put in one that means something."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.choice(("drop", "double", "swap", "join", "number", "option"))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(other, lines[at])
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "join":
            lines[at] += lines[other]
        elif change == "number":
            lines[at] = lines[at].replace(chance.choice("0123456789."), chance.choice("0159-e.,"))
        else:
            lines.insert(at, chance.choice(_LINES))
    return "\n".join(lines)


_LINES = (
    *("view: grid", "view: bars", "scale: log", "merge: sum", "series: tabs", "special: hide"),
    *("join: space", "join: none", "measure: log P", "stats: mean", "control: shuffle"),
    *("transform: abs", "lineup: 4", "table: on", "values: both", "lang: vi", "", "---", "a 1"),
    *("scores: [1, 2]", "tokens: [a, b]", "text: a b", "score: length", "names: [a, b]"),
)


def seeds() -> dict[str, bytes]:
    """Read the small data files of the tests."""
    paths = [
        path
        for folder in ("files/data", "golden/data")
        for path in (_TESTS / folder).rglob("*.*")
        if path.is_file() and path.stat().st_size < 20_000 and path.suffix != ".md"
    ]
    return {path.name: path.read_bytes() for path in sorted(paths)}


def written() -> list[tuple[str, str]]:
    """Read the blocks of the golden files, which have all that an author can write."""
    found = []
    for path in sorted((_TESTS / "golden").glob("*.md")):
        opening, _, rest = path.read_text(encoding="utf-8").partition("\n")
        body, closing, _ = rest.partition("\n```")
        if opening.startswith("```heatmap") and closing:
            found.append((opening.removeprefix("```heatmap").strip(), body))
    return found


def raw(data: dict[str, bytes]) -> Draw[Case]:
    """Take a real file: as it is, or with some of its bytes, or parts of its tree, changed."""
    names, trees = [*data], _trees(data)
    about = {"tokens": ["a", "b"], "scores": [1, 2]}  # which says what options may fit

    def file(chance: Random) -> Case:
        name = chance.choice(names)
        part = chance.choice(("", chance.choice(_PARTS)))
        way = chance.choice(("as it is", "bent", "mutated"))
        made = data[name]
        if way == "bent" and name in trees:
            made = json.dumps(bent(trees[name])(chance)).encode()
        elif way != "as it is":
            made = mutated(made, chance)
        header = header_of(options(chance, about, of_file=True)) if chance.randint(0, 1) else ""
        return replace(one(header, f"src: {name}{part}"), files={name: made})

    return file


def _trees(data: dict[str, bytes]) -> dict[str, Any]:
    """Read what is JSON."""
    found = {}
    for name, content in data.items():
        if name.endswith(".json"):
            try:
                found[name] = json.loads(content)
            except ValueError:
                continue
    return found


def raw_blocks(data: dict[str, bytes]) -> Draw[Case]:
    """Take a block that could be valid, or is in a golden file, with some of it changed."""
    known = written()

    def block(chance: Random) -> Case:
        ((header, body),) = blocks(chance).blocks
        if chance.randint(0, 1):
            golden, body = chance.choice(known)
            header = chance.choice((golden, golden, header, f"{golden} {header}"))
        if chance.randint(0, 1):
            body = relined(body, chance)
        else:
            body = mutated(body.encode("utf-8", "surrogatepass"), chance).decode("utf-8", "replace")
        return replace(one(header, body), files={name: data[name] for name in data if name in body})

    return block
